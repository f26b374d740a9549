/*
 * case_records.c — the records of a case with their revisions and voids, as entries.
 */
#include "core/calendar/local_time.h"
#include "core/record/validate.h"
#include "source/case/case_parts.h"

static const struct known_key RECORD_KEYS[] = {{"id", true, NULL},         {"type", true, NULL},
                                               {"unit", false, NULL},      {"subject", false, NULL},
                                               {"entered_at", true, NULL}, {"fields", false, NULL}};
static const struct known_key REVISION_KEYS[] = {
    {"record", true, NULL}, {"at", true, NULL}, {"fields", true, NULL}, {"reason", false, NULL}};
static const struct known_key VOID_KEYS[] = {
    {"record", true, NULL}, {"at", true, NULL}, {"reason", false, NULL}};

/* An entry while it is put together. */
struct draft_entry {
    struct entry entry;
    VEC(struct entry_version) versions;
    struct value *values; /* as of the last version */
};

struct records_call {
    struct case_call *c;
    struct draft_entry *entries;
};

/* ---- names ------------------------------------------------------------------------- */

static const struct case_record *record_of_id(const struct case_call *c, struct str id)
{
    for (size_t i = 0; i < c->n_records; i++) {
        if (str_eq(c->records[i].id, id))
            return &c->records[i];
    }
    return NULL;
}

const struct case_record *case_record(struct case_call *c, const struct yaml_node *n)
{
    struct str text;
    if (n == NULL || !read_text(&c->r, n, &text))
        return NULL;
    const struct case_record *found = record_of_id(c, text);
    if (found == NULL)
        fault_on(c->r.f, n, ERR_CATALOG_NAME, "%" STR_FMT, STR_ARG(text));
    return found;
}

static enum err_code name_unit(void *ctx, struct str text, struct str *ret_id,
                               enum record_known *ret, struct err *e)
{
    (void)e;
    const struct case_call *c = ctx;
    *ret_id = text;
    *ret = scene_unit_of(&c->ret->scene, text) == SCENE_NO_UNIT ? RECORD_UNKNOWN : RECORD_KNOWN;
    return ERR_OK;
}

/* A case has no accounts: any name is one. */
static enum err_code name_user(void *ctx, struct str text, struct str *ret_id,
                               enum record_known *ret, struct err *e)
{
    (void)ctx;
    (void)e;
    *ret_id = text;
    *ret = RECORD_KNOWN;
    return ERR_OK;
}

static enum err_code name_record(void *ctx, struct str type, struct str text, int64_t *ret_id,
                                 enum record_known *ret, struct err *e)
{
    (void)e;
    const struct case_record *found = record_of_id(ctx, text);
    bool known = found != NULL && found->type != NULL && str_eq(found->type->id, type);
    if (known)
        *ret_id = found->number;
    *ret = known ? RECORD_KNOWN : RECORD_UNKNOWN;
    return ERR_OK;
}

/* ---- one version ------------------------------------------------------------------------ */

/* Read the fields listed over those that are there. */
static void read_fields_over(struct case_call *c, const struct yaml_node *map,
                             const struct record_type *t, struct value *values)
{
    const struct record_names names = {
        .ctx = c, .unit = name_unit, .user = name_user, .record = name_record};
    if (map == NULL)
        return;
    if (map->kind != YAML_MAP) {
        fault_on(c->r.f, map, ERR_CATALOG_MAP, "fields");
        return;
    }
    for (size_t i = 0; i < map->n; i++) {
        const struct yaml_node *n = &map->pairs[i].value;
        struct err e;
        int32_t field = record_type_field(t, map->pairs[i].key.text);
        if (field == FIELD_NONE) {
            fault_on(c->r.f, &map->pairs[i].key, ERR_RECORD_FIELD, "%" STR_FMT,
                     STR_ARG(map->pairs[i].key.text));
            continue;
        }
        struct str text = yaml_is_null(n) || n->kind != YAML_SCALAR ? STR_NONE : n->text;
        if (value_read(c->r.a, &t->fields[field], text, &names, &values[field], &e) != ERR_OK)
            fault_on(c->r.f, n, e.code, "%s", e.detail);
    }
}

static void add_version(struct case_call *c, struct draft_entry *x, instant at, struct str unit)
{
    struct record_draft d = {.type = x->entry.type,
                             .values = x->values,
                             .unit = unit,
                             .subject = x->entry.subject,
                             .entered_at = x->versions.n == 0 ? at : x->versions.p[0].at};
    struct entry_version *v = vec_push(c->r.a, &x->versions);
    *v = (struct entry_version){
        .at = at, .occurred_on = record_occurred_on(&d), .slots = record_slots(c->r.a, &d)};
}

/* ---- records ----------------------------------------------------------------------------- */

static void claim_records(struct case_call *c, const struct yaml_node *list)
{
    c->records = ARENA_NEW_N(c->r.a, list->n, struct case_record);
    for (size_t i = 0; i < list->n; i++) {
        const struct yaml_node *n = &list->items[i];
        struct case_record x = {.node = n, .number = (int64_t)i + 1};
        struct str type;
        if (!read_keys_of(&c->r, n, RECORD_KEYS, ARRAY_LEN(RECORD_KEYS)))
            return;
        if (read_text(&c->r, yaml_get(n, "id"), &x.id) && record_of_id(c, x.id) != NULL)
            fault_on(c->r.f, yaml_get(n, "id"), ERR_CATALOG_TWICE, "%" STR_FMT, STR_ARG(x.id));
        if (read_text(&c->r, yaml_get(n, "type"), &type)) {
            x.type = catalog_type(c->ret->catalog, type);
            if (x.type == NULL)
                fault_on(c->r.f, yaml_get(n, "type"), ERR_RECORD_TYPE, "%" STR_FMT, STR_ARG(type));
        }
        c->records[c->n_records++] = x;
    }
}

static void read_record(struct records_call *call, size_t i)
{
    struct case_call *c = call->c;
    const struct yaml_node *n = c->records[i].node;
    const struct record_type *t = c->records[i].type;
    struct draft_entry *x = &call->entries[i];
    instant at = {0};
    const struct case_record *subject = case_record(c, case_get(n, "subject"));
    x->entry = (struct entry){.id = c->records[i].number, .type = t};
    x->entry.unit = case_unit(c, case_get(n, "unit"));
    x->entry.subject = subject == NULL ? 0 : subject->number;
    if (t == NULL || !case_instant(&c->r, yaml_get(n, "entered_at"), &at))
        return;
    if (subject != NULL &&
        !str_eq(subject->type == NULL ? STR_NONE : subject->type->id, t->subject))
        fault_on(c->r.f, yaml_get(n, "subject"), ERR_RECORD_SUBJECT, "%" STR_FMT,
                 STR_ARG(t->subject));
    x->values = ARENA_NEW_N(c->r.a, t->n_fields, struct value);
    read_fields_over(c, case_get(n, "fields"), t, x->values);
    struct str unit = STR_NONE;
    if (x->entry.unit != SCENE_NO_UNIT)
        unit = c->ret->scene.units[x->entry.unit].id;
    add_version(c, x, at, unit);
}

/* ---- revisions ------------------------------------------------------------------------------ */

struct dated_node {
    instant at;
    size_t order;
    const struct yaml_node *node;
};

static int dated_cmp(const void *x, const void *y)
{
    const struct dated_node *a = x;
    const struct dated_node *b = y;
    if (a->at.ms != b->at.ms)
        return a->at.ms < b->at.ms ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

/* By time; of one instant in the order of the list. */
static const struct dated_node *dated_sort(struct case_call *c, const struct yaml_node *list,
                                           size_t *ret_n)
{
    struct dated_node *all = ARENA_NEW_N(c->r.a, list->n, struct dated_node);
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++) {
        if (read_keys_of(&c->r, &list->items[i], REVISION_KEYS, ARRAY_LEN(REVISION_KEYS)) &&
            case_instant(&c->r, yaml_get(&list->items[i], "at"), &all[n].at)) {
            all[n].order = i;
            all[n++].node = &list->items[i];
        }
    }
    if (n > 1)
        qsort(all, n, sizeof(*all), dated_cmp);
    *ret_n = n;
    return all;
}

static void read_revisions(struct records_call *call, const struct yaml_node *list)
{
    struct case_call *c = call->c;
    size_t n = 0;
    if (list == NULL || !read_list(&c->r, list))
        return;
    const struct dated_node *all = dated_sort(c, list, &n);
    for (size_t i = 0; i < n; i++) {
        const struct yaml_node *name = yaml_get(all[i].node, "record");
        const struct case_record *record = case_record(c, name);
        if (record == NULL || call->entries[record->number - 1].versions.n == 0)
            continue;
        struct draft_entry *x = &call->entries[record->number - 1];
        if (all[i].at.ms < x->versions.p[0].at.ms) {
            fault_on(c->r.f, name, ERR_CATALOG_ORDER, "at < entered_at");
            continue;
        }
        struct value *values = ARENA_NEW_N(c->r.a, x->entry.type->n_fields, struct value);
        memcpy(values, x->values, x->entry.type->n_fields * sizeof(*values));
        x->values = values;
        read_fields_over(c, case_get(all[i].node, "fields"), x->entry.type, values);
        struct str unit = STR_NONE;
        if (x->entry.unit != SCENE_NO_UNIT)
            unit = c->ret->scene.units[x->entry.unit].id;
        add_version(c, x, all[i].at, unit);
    }
}

/* ---- voids ----------------------------------------------------------------------------------- */

static void void_entry(struct entry *x, instant at)
{
    if (!x->voided || at.ms < x->voided_at.ms)
        x->voided_at = at;
    x->voided = true;
}

static void read_voids(struct records_call *call, const struct yaml_node *list)
{
    struct case_call *c = call->c;
    instant at;
    if (list == NULL || !read_list(&c->r, list))
        return;
    for (size_t i = 0; i < list->n; i++) {
        if (!read_keys_of(&c->r, &list->items[i], VOID_KEYS, ARRAY_LEN(VOID_KEYS)))
            continue;
        const struct case_record *record = case_record(c, yaml_get(&list->items[i], "record"));
        if (record != NULL && case_instant(&c->r, yaml_get(&list->items[i], "at"), &at))
            void_entry(&call->entries[record->number - 1].entry, at);
    }
}

/* A subject takes its records with it, also those of subjects that belong to it. */
static void void_below(struct records_call *call, size_t n)
{
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < n; i++) {
            struct entry *x = &call->entries[i].entry;
            const struct entry *subject =
                x->subject == 0 ? NULL : &call->entries[x->subject - 1].entry;
            if (subject == NULL || !subject->voided ||
                (x->voided && x->voided_at.ms <= subject->voided_at.ms))
                continue;
            void_entry(x, subject->voided_at);
            more = true;
        }
    }
}

void case_records_read(struct case_call *c, const struct yaml_node *root)
{
    const struct yaml_node *list = case_list(root, "records");
    struct records_call call = {.c = c};
    if (list == NULL || !read_list(&c->r, list))
        return;
    claim_records(c, list);
    if (faults_any(c->r.f))
        return;
    call.entries = ARENA_NEW_N(c->r.a, c->n_records, struct draft_entry);
    for (size_t i = 0; i < c->n_records; i++)
        read_record(&call, i);
    read_revisions(&call, case_list(root, "revisions"));
    read_voids(&call, case_list(root, "voids"));
    void_below(&call, c->n_records);
    struct entry *entries = ARENA_NEW_N(c->r.a, c->n_records, struct entry);
    struct str *ids = ARENA_NEW_N(c->r.a, c->n_records, struct str);
    for (size_t i = 0; i < c->n_records; i++) {
        entries[i] = call.entries[i].entry;
        entries[i].versions = call.entries[i].versions.p;
        entries[i].n = call.entries[i].versions.n;
        ids[i] = c->records[i].id;
    }
    c->ret->entries = entries;
    c->ret->ids = ids;
    c->ret->n_entries = c->n_records;
}
