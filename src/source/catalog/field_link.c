/*
 * field_link.c — what a field names: the list of a dict, the type of a ref, a field of the
 * subject; and whether its default is a value it could have.
 */
#include "source/catalog/draft.h"

#include "core/catalog/record_env.h"
#include "source/catalog/field_pattern.h"

/* ---- names ------------------------------------------------------------------------ */

static void link_names(struct catalog_draft *d, const struct yaml_node *n, struct field *f)
{
    const struct yaml_node *of = yaml_get(n, "of");
    const struct yaml_node *to = yaml_get(n, "to");
    if (f->type == FIELD_DICT && of != NULL && yaml_is_text(of))
        f->choices = draft_dict_named(d, of);
    if ((f->type != FIELD_REF && f->type != FIELD_SUBJECT) || f->to.n == 0)
        return;
    const struct draft_type *type = draft_type_named(d, to);
    if (type != NULL && f->type == FIELD_SUBJECT && yaml_get(type->node, "life") == NULL)
        fault_on(d->r.f, to, ERR_CATALOG_NO_LIFE, "%" STR_FMT, STR_ARG(f->to));
}

/* ---- default ------------------------------------------------------------------------ */

static void check_range(struct catalog_draft *d, const struct yaml_node *n, const struct field *f,
                        struct rational v)
{
    if ((f->has_min && rational_cmp(v, f->min) < 0) || (f->has_max && rational_cmp(v, f->max) > 0))
        fault_on(d->r.f, n, ERR_NUMBER_RANGE, "%" STR_FMT, STR_ARG(n->text));
}

static void check_number(struct catalog_draft *d, const struct yaml_node *n, const struct field *f)
{
    struct rational v;
    struct rational rounded;
    if (!read_number(&d->r, n, &v))
        return;
    if (rational_round(v, f->digits, &rounded, NULL) != ERR_OK || rational_cmp(v, rounded) != 0)
        fault_on(d->r.f, n, ERR_CATALOG_DIGITS, "%" STR_FMT ": %d", STR_ARG(n->text),
                 (int)f->digits);
    check_range(d, n, f, v);
}

static void check_choice(struct catalog_draft *d, const struct yaml_node *n, const struct field *f)
{
    if (f->choices == NULL || choices_get(f->choices, n->text) != NULL)
        return;
    fault_on(d->r.f, n, ERR_CATALOG_VALUE, "%" STR_FMT, STR_ARG(n->text));
    if (faults_full(d->r.f))
        return;
    struct str *known = ARENA_NEW_N(d->r.a, f->choices->n, struct str);
    for (size_t i = 0; i < f->choices->n; i++)
        known[i] = f->choices->p[i].id;
    fault_nearest(d->r.f, n->text, known, f->choices->n);
}

static void check_text(struct catalog_draft *d, const struct yaml_node *n, const struct field *f)
{
    size_t chars = str_chars(n->text);
    bool good =
        chars >= (size_t)f->min_length && (f->max_length == 0 || chars <= (size_t)f->max_length);
    if (good && f->pattern.n > 0)
        good = field_pattern_matches(field_patterns_new(d->r.a), f->pattern, n->text);
    if (!good)
        fault_on(d->r.f, n, ERR_CATALOG_VALUE, "%" STR_FMT, STR_ARG(n->text));
}

static void check_default(struct catalog_draft *d, const struct yaml_node *n, const struct field *f)
{
    date day;
    bool yes;
    if (n == NULL || f->default_value.n == 0)
        return;
    if (field_is_number(f->type))
        check_number(d, n, f);
    else if (f->type == FIELD_BOOL)
        (void)read_bool(&d->r, n, &yes);
    else if (f->type == FIELD_ENUM || f->type == FIELD_DICT)
        check_choice(d, n, f);
    else if (f->type == FIELD_TEXT)
        check_text(d, n, f);
    else if (f->type == FIELD_DATE && read_date(&d->r, n, &day))
        check_range(d, n, f, RATIONAL(day.days));
}

/* ---- prefill ------------------------------------------------------------------------ */

/* `today`, `last`, or a field of the subject that holds the same and is not more secret. */
static void check_prefill(struct catalog_draft *d, const struct draft_type *t,
                          const struct yaml_node *n, const struct field *f)
{
    if (f->prefill.n == 0 || str_eq(f->prefill, STR("last")))
        return;
    if (str_eq(f->prefill, STR("today"))) {
        if (f->type != FIELD_DATE && f->type != FIELD_INSTANT)
            fault_on(d->r.f, n, ERR_CATALOG_FIELD_TYPE, "prefill: today (%s)",
                     field_type_word(f->type));
        return;
    }
    const struct yaml_node *subject = yaml_get(t->node, "subject");
    if (subject == NULL) {
        struct str known[] = {STR("today"), STR("last")};
        fault_on(d->r.f, n, ERR_CATALOG_VALUE, "%" STR_FMT, STR_ARG(f->prefill));
        fault_nearest(d->r.f, f->prefill, known, ARRAY_LEN(known));
        return;
    }
    const struct draft_type *whose = NULL;
    VEC_EACH (&d->types, one)
        if (str_eq(one->type.id, t->type.subject))
            whose = one;
    int32_t from = whose != NULL ? link_field(d, whose, n) : FIELD_NONE;
    if (from == FIELD_NONE)
        return;
    const struct field *source = &whose->fields[from];
    if (source->type != f->type && source->type != FIELD_TYPE__MAX)
        fault_on(d->r.f, n, ERR_CATALOG_FIELD_TYPE, "prefill: %" STR_FMT " (%s)",
                 STR_ARG(source->id), field_type_word(source->type));
    if (source->sensitive && !f->sensitive)
        fault_on(d->r.f, n, ERR_CATALOG_SENSITIVE, "prefill: %" STR_FMT, STR_ARG(source->id));
}

/* ---- all fields ---------------------------------------------------------------------- */

static void link_list(struct catalog_draft *d, const struct yaml_node *map, struct field *fields,
                      size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct yaml_node *node = &map->pairs[i].value;
        link_names(d, node, &fields[i]);
        check_default(d, yaml_get(node, "default"), &fields[i]);
        if (fields[i].n_columns == 0)
            continue;
        struct field *columns = ARENA_NEW_N(d->r.a, fields[i].n_columns, struct field);
        for (size_t k = 0; k < fields[i].n_columns; k++)
            columns[k] = fields[i].columns[k];
        link_list(d, yaml_get(node, "columns"), columns, fields[i].n_columns);
        fields[i].columns = columns;
    }
}

void link_fields(struct catalog_draft *d, struct draft_type *t)
{
    const struct yaml_node *map = yaml_get(t->node, "fields");
    link_list(d, map, t->fields, t->type.n_fields);
    for (size_t i = 0; i < t->type.n_fields; i++)
        check_prefill(d, t, yaml_get(&map->pairs[i].value, "prefill"), &t->fields[i]);
}

/* ---- checks ---------------------------------------------------------------------------- */

/* Whether each field has a type; without it a check could only be told wrongly. */
static bool fields_typed(const struct draft_type *t)
{
    for (size_t i = 0; i < t->type.n_fields; i++)
        if (t->fields[i].type == FIELD_TYPE__MAX)
            return false;
    return true;
}

void link_checks(struct catalog_draft *d, struct draft_type *t)
{
    const struct yaml_node *n = yaml_get(t->node, "checks");
    if (n == NULL || !read_list(&d->r, n))
        return;
    const struct expr_env *env = record_env(d->r.a, &t->type);
    struct str what = str_format(d->r.a, "check of %" STR_FMT, STR_ARG(t->type.id));
    struct check *checks = ARENA_NEW_N(d->r.a, n->n, struct check);
    for (size_t i = 0; i < n->n; i++) {
        if (!read_keys(&d->r, &n->items[i], KEYS_CHECK))
            continue;
        checks[i].place = yaml_where(&n->items[i]);
        (void)read_title(&d->r, yaml_get(&n->items[i], "say"), &checks[i].say);
        if (fields_typed(t))
            checks[i].holds =
                read_expr(&d->r, yaml_get(&n->items[i], "unless"), what, env, EXPR_BOOL);
    }
    t->type.checks = checks;
    t->type.n_checks = n->n;
}
