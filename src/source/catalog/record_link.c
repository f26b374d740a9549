/*
 * record_link.c — what a record type names: its own fields, and other types.
 */
#include "source/catalog/draft.h"

/* ---- fields of a type ----------------------------------------------------------- */

int32_t link_field(struct catalog_draft *d, const struct draft_type *t, const struct yaml_node *n)
{
    struct str name;
    if (n == NULL || !read_text(&d->r, n, &name))
        return FIELD_NONE;
    int32_t found = record_type_field(&t->type, name);
    if (found != FIELD_NONE)
        return found;
    fault_on(d->r.f, n, ERR_CATALOG_FIELD, "%" STR_FMT ": %" STR_FMT, STR_ARG(t->type.id),
             STR_ARG(name));
    if (faults_full(d->r.f))
        return FIELD_NONE;
    struct str *known = ARENA_NEW_N(d->r.a, t->type.n_fields, struct str);
    for (size_t i = 0; i < t->type.n_fields; i++)
        known[i] = t->fields[i].id;
    fault_nearest(d->r.f, name, known, t->type.n_fields);
    return FIELD_NONE;
}

/* The types of field that a place takes, as a set. */
#define ONE_OF(type) (1U << (unsigned)(type))

enum {
    DAYS = ONE_OF(FIELD_DATE),
    MOMENTS = DAYS | ONE_OF(FIELD_INSTANT),
    TEXTS = ONE_OF(FIELD_TEXT) | ONE_OF(FIELD_ID_NUMBER) | ONE_OF(FIELD_CREDIT_CODE) |
            ONE_OF(FIELD_PHONE),
    LISTS = ONE_OF(FIELD_ATTACHMENT) | ONE_OF(FIELD_POINT) | ONE_OF(FIELD_TABLE),
    SCALARS = (ONE_OF(FIELD_TYPE__MAX) - 1) & ~(unsigned)LISTS,
};

enum open_only { SEALED_TOO, OPEN_ONLY };

/* A field for some use: of one of these types, and not sealed where that would be in the way. */
static int32_t link_field_for(struct catalog_draft *d, const struct draft_type *t,
                              const struct yaml_node *n, const char *use, unsigned types,
                              enum open_only open)
{
    int32_t found = link_field(d, t, n);
    if (found == FIELD_NONE || t->fields[found].type == FIELD_TYPE__MAX)
        return found;
    const struct field *f = &t->fields[found];
    if ((types & ONE_OF(f->type)) == 0)
        fault_on(d->r.f, n, ERR_CATALOG_FIELD_TYPE, "%s: %" STR_FMT " (%s)", use, STR_ARG(f->id),
                 field_type_word(f->type));
    if (open == OPEN_ONLY && f->sensitive)
        fault_on(d->r.f, n, ERR_CATALOG_SENSITIVE, "%s: %" STR_FMT, use, STR_ARG(f->id));
    return found;
}

const struct expr *link_condition(struct catalog_draft *d, const struct yaml_node *n,
                                  struct str what, const struct expr_env *env,
                                  const struct record_type *t)
{
    const struct expr *x = read_expr(&d->r, n, what, env, EXPR_BOOL);
    for (size_t i = 0; x != NULL && i < t->n_fields; i++)
        if (t->fields[i].sensitive && expr_uses(x, i))
            fault_on(d->r.f, n, ERR_CATALOG_SENSITIVE, "%" STR_FMT ": %" STR_FMT, STR_ARG(what),
                     STR_ARG(t->fields[i].id));
    return x;
}

/* ---- keys: lookup, unique --------------------------------------------------------- */

static void link_lookup(struct catalog_draft *d, struct draft_type *t)
{
    const struct yaml_node *n = yaml_get(t->node, "lookup");
    if (n == NULL || !read_list(&d->r, n))
        return;
    int32_t *fields = ARENA_NEW_N(d->r.a, n->n, int32_t);
    for (size_t i = 0; i < n->n; i++)
        fields[i] = link_field_for(d, t, &n->items[i], "lookup", TEXTS, SEALED_TOO);
    t->type.lookup = fields;
    t->type.n_lookup = n->n;
}

/* `subject` and `unit` are no fields, and no field can bear their names. */
static int32_t link_unique_part(struct catalog_draft *d, const struct draft_type *t,
                                const struct yaml_node *n)
{
    if (str_eq(n->text, STR("unit")))
        return FIELD_IS_UNIT;
    if (!str_eq(n->text, STR("subject")))
        return link_field_for(d, t, n, "unique", SCALARS, SEALED_TOO);
    if (t->type.subject.n == 0)
        fault_on(d->r.f, n, ERR_CATALOG_NO_SUBJECT, "%" STR_FMT, STR_ARG(t->type.id));
    return FIELD_IS_SUBJECT;
}

/* One key: a list of fields, among which the subject and the unit may be. */
static struct unique_key link_unique_key(struct catalog_draft *d, const struct draft_type *t,
                                         const struct yaml_node *n)
{
    struct unique_key key = {.n = 0};
    if (!read_list(&d->r, n))
        return key;
    int32_t *fields = ARENA_NEW_N(d->r.a, n->n, int32_t);
    for (size_t i = 0; i < n->n; i++)
        fields[i] = link_unique_part(d, t, &n->items[i]);
    key.fields = fields;
    key.n = n->n;
    return key;
}

/* `unique: [a, b]` is one key, `unique: [[a], [b, c]]` two. */
static void link_unique(struct catalog_draft *d, struct draft_type *t)
{
    const struct yaml_node *n = yaml_get(t->node, "unique");
    if (n == NULL || !read_list(&d->r, n))
        return;
    bool several = n->items[0].kind == YAML_LIST;
    size_t n_keys = several ? n->n : 1;
    struct unique_key *keys = ARENA_NEW_N(d->r.a, n_keys, struct unique_key);
    for (size_t i = 0; i < n_keys; i++)
        keys[i] = link_unique_key(d, t, several ? &n->items[i] : n);
    t->type.unique = keys;
    t->type.n_unique = n_keys;
}

/* ---- subjects ----------------------------------------------------------------------- */

/* The type that n names, if its records are subjects. */
static const struct draft_type *link_subject_type(struct catalog_draft *d,
                                                  const struct yaml_node *n)
{
    if (n == NULL || !yaml_is_text(n))
        return NULL;
    const struct draft_type *t = draft_type_named(d, n);
    if (t == NULL || yaml_get(t->node, "life") != NULL)
        return t;
    fault_on(d->r.f, n, ERR_CATALOG_NO_LIFE, "%" STR_FMT, STR_ARG(n->text));
    return NULL;
}

/* A subject may belong to a subject, but not, by whatever way, to one of its own kind. */
static void check_subject_circle(struct catalog_draft *d, const struct draft_type *t)
{
    const struct draft_type *at = t;
    for (size_t steps = 0; steps <= d->types.n; steps++) {
        const struct draft_type *next = NULL;
        VEC_EACH (&d->types, one)
            if (at->type.subject.n > 0 && str_eq(one->type.id, at->type.subject))
                next = one;
        if (next == NULL)
            return;
        if (next == t) {
            fault_on(d->r.f, yaml_get(t->node, "subject"), ERR_CATALOG_CYCLE, "%" STR_FMT,
                     STR_ARG(t->type.id));
            return;
        }
        at = next;
    }
}

static void link_life(struct catalog_draft *d, struct draft_type *t)
{
    const struct yaml_node *n = yaml_get(t->node, "life");
    t->type.life_start = FIELD_NONE;
    t->type.life_end = FIELD_NONE;
    if (n == NULL || !read_keys(&d->r, n, KEYS_LIFE))
        return;
    t->type.has_life = true;
    t->type.life_start = link_field_for(d, t, yaml_get(n, "start"), "life.start", DAYS, OPEN_ONLY);
    t->type.life_end = link_field_for(d, t, yaml_get(n, "end"), "life.end", DAYS, OPEN_ONLY);
}

/* What the history is called says what it holds, if the subject has a field of that name. */
static void check_history_value(struct catalog_draft *d, const struct draft_type *t,
                                const struct yaml_node *value, struct str name,
                                const struct field *f)
{
    int32_t own = record_type_field(&t->type, name);
    enum field_type want = str_eq(name, STR("unit")) ? FIELD_UNIT
                           : own != FIELD_NONE       ? t->fields[own].type
                                                     : f->type;
    if (f->type != want && f->type != FIELD_TYPE__MAX && want != FIELD_TYPE__MAX)
        fault_on(d->r.f, value, ERR_CATALOG_FIELD_TYPE, "history.%" STR_FMT ": %" STR_FMT " (%s)",
                 STR_ARG(name), STR_ARG(f->id), field_type_word(f->type));
}

static void link_history(struct catalog_draft *d, const struct draft_type *t,
                         const struct yaml_pair *pair, struct history *h)
{
    h->place = yaml_where(&pair->key);
    (void)read_id(&d->r, &pair->key, &h->name);
    if (!read_keys(&d->r, &pair->value, KEYS_HISTORY))
        return;
    const struct yaml_node *record = yaml_get(&pair->value, "record");
    const struct yaml_node *value = yaml_get(&pair->value, "value");
    if (!read_text(&d->r, record, &h->record))
        return;
    const struct draft_type *child = draft_type_named(d, record);
    if (child == NULL)
        return;
    if (!str_eq(child->type.subject, t->type.id))
        fault_on(d->r.f, record, ERR_CATALOG_NO_SUBJECT, "%" STR_FMT, STR_ARG(h->record));
    int32_t v = link_field_for(d, child, value, "history", SCALARS, OPEN_ONLY);
    int32_t from =
        link_field_for(d, child, yaml_get(&pair->value, "from"), "history.from", DAYS, OPEN_ONLY);
    if (v != FIELD_NONE) {
        h->value = child->fields[v].id;
        check_history_value(d, t, value, h->name, &child->fields[v]);
    }
    if (from != FIELD_NONE)
        h->from = child->fields[from].id;
}

static void link_histories(struct catalog_draft *d, struct draft_type *t)
{
    const struct yaml_node *n = yaml_get(t->node, "history");
    if (n == NULL || !read_map(&d->r, n))
        return;
    if (!t->type.has_life)
        fault_on(d->r.f, n, ERR_CATALOG_NO_LIFE, "%" STR_FMT, STR_ARG(t->type.id));
    struct history *histories = ARENA_NEW_N(d->r.a, n->n, struct history);
    for (size_t i = 0; i < n->n; i++)
        link_history(d, t, &n->pairs[i], &histories[i]);
    t->type.histories = histories;
    t->type.n_histories = n->n;
}

/* ---- all of it ------------------------------------------------------------------------ */

void link_record_types(struct catalog_draft *d)
{
    VEC_EACH (&d->types, t) {
        if (draft_over(d))
            return;
        (void)link_subject_type(d, yaml_get(t->node, "subject"));
        check_subject_circle(d, t);
        t->type.occurred_on = link_field_for(d, t, yaml_get(t->node, "occurred_on"), "occurred_on",
                                             MOMENTS, OPEN_ONLY);
        t->type.label =
            link_field_for(d, t, yaml_get(t->node, "label"), "label", SCALARS, OPEN_ONLY);
        link_lookup(d, t);
        link_unique(d, t);
        link_life(d, t);
        link_fields(d, t);
    }
    VEC_EACH (&d->types, t) {
        if (draft_over(d))
            return;
        link_histories(d, t); /* needs the fields of other types */
        link_checks(d, t);    /* needs the lists of dicts */
    }
}
