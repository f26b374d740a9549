/*
 * record_read.c — records/NAME.yaml: a record type as far as its file alone tells.
 */
#include "source/catalog/draft.h"

/* Names that expressions have built in, besides their keywords, or that stand for the record. */
static const char *const RESERVED[] = {"id",         "record",     "subject",    "unit",
                                       "entered_at", "entered_on", "entered_by", "occurred_on"};

/* A field may be called occurred_on if it is the one that this name means anyway. */
static bool is_own_day(const struct yaml_node *root, struct str name)
{
    const struct yaml_node *day = yaml_get(root, "occurred_on");
    return str_eq(name, STR("occurred_on")) && day != NULL && str_eq(day->text, name);
}

static void check_reserved(struct catalog_draft *d, const struct yaml_node *root)
{
    const struct yaml_node *fields = yaml_get(root, "fields");
    for (size_t i = 0; fields != NULL && fields->kind == YAML_MAP && i < fields->n; i++) {
        const struct yaml_node *key = &fields->pairs[i].key;
        bool reserved = !expr_name_ok(key->text);
        for (size_t k = 0; k < ARRAY_LEN(RESERVED); k++)
            reserved = reserved || str_eq(key->text, str_of(RESERVED[k]));
        if (reserved && !is_own_day(root, key->text))
            fault_on(d->r.f, key, ERR_CATALOG_RESERVED, "%" STR_FMT, STR_ARG(key->text));
    }
}

enum { KEEP_YEARS_MAX = 100 };

void read_record_type(struct catalog_draft *d, const struct yaml_node *root)
{
    struct record_type t = {.place = yaml_where(root), .label = FIELD_NONE};
    if (!read_keys(&d->r, root, KEYS_RECORD))
        return;
    const struct yaml_node *fields = yaml_get(root, "fields");
    const struct yaml_node *name = yaml_get(root, "record");
    bool named = read_id(&d->r, name, &t.id);
    read_common(&d->r, root, &t.title, &t.valid, &t.source);
    (void)read_id(&d->r, yaml_get(root, "subject"), &t.subject);
    (void)read_whole(&d->r, yaml_get(root, "keep_years"), 1, KEEP_YEARS_MAX, &t.keep_years);
    struct field *read = read_fields(&d->r, fields, &t.n_fields);
    t.fields = read;
    check_reserved(d, root);
    size_t at = 0;
    if (!named || !draft_claim(d, DRAFT_RECORD_TYPE, t.id, name, d->types.n, &at))
        return;
    if (at == d->types.n)
        (void)vec_push(d->r.a, &d->types);
    d->types.p[at] = (struct draft_type){.type = t, .fields = read, .node = root};
}
