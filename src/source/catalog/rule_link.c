/*
 * rule_link.c — what rules name: types, unit kinds, fields; and their conditions.
 * Types stand in their final places here, so that rules can point to them.
 */
#include "source/catalog/draft.h"

#include "core/catalog/record_env.h"

/* ---- names ------------------------------------------------------------------------ */

const struct record_type *link_type(struct catalog_draft *d, const struct yaml_node *n)
{
    struct str text;
    if (n == NULL || !read_text(&d->r, n, &text))
        return NULL;
    const struct draft_type *draft = draft_type_named(d, n);
    return draft == NULL ? NULL : catalog_type(&d->catalog, draft->type.id);
}

int32_t link_type_field(struct catalog_draft *d, const struct record_type *t,
                        const struct yaml_node *n, enum value_form form)
{
    struct draft_type draft = {.type = *t};
    struct str text;
    if (n == NULL || !read_text(&d->r, n, &text))
        return FIELD_NONE;
    int32_t found = record_type_field(t, text);
    if (found == FIELD_NONE) {
        struct field *fields = ARENA_NEW_N(d->r.a, t->n_fields, struct field);
        memcpy(fields, t->fields, t->n_fields * sizeof(*fields));
        draft.fields = fields;
        return link_field(d, &draft, n); /* tells what there is */
    }
    if (t->fields[found].sensitive)
        fault_on(d->r.f, n, ERR_CATALOG_SENSITIVE, "%" STR_FMT, STR_ARG(text));
    if (field_form(t->fields[found].type) == form)
        return found;
    fault_on(d->r.f, n, ERR_CATALOG_FIELD_TYPE, "%" STR_FMT " (%s)", STR_ARG(text),
             field_type_word(t->fields[found].type));
    return FIELD_NONE;
}

static const struct unit_kind *link_unit_kind(struct catalog_draft *d, const struct yaml_node *n)
{
    struct str text;
    if (n == NULL || !read_text(&d->r, n, &text))
        return NULL;
    const struct unit_kind *k = catalog_unit_kind(&d->catalog, text);
    if (k == NULL) {
        size_t n_known = 0;
        const struct str *known = draft_names(d, DRAFT_UNIT_KIND, &n_known);
        fault_on(d->r.f, n, ERR_CATALOG_NAME, "%" STR_FMT, STR_ARG(text));
        fault_nearest(d->r.f, text, known, n_known);
    }
    return k;
}

/* ---- histories ----------------------------------------------------------------------- */

static bool choices_same(const struct choices *a, const struct choices *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    bool same = a->n == b->n;
    for (size_t i = 0; same && i < a->n; i++)
        same = str_eq(a->p[i].id, b->p[i].id);
    return same;
}

/* A history that has the name of a field stands in its place, so both must hold the same. */
static void check_history_field(struct catalog_draft *d, const struct record_type *t,
                                const struct history *h)
{
    int32_t own = record_type_field(t, h->name);
    if (own == FIELD_NONE || h->type == NULL || h->value_field == FIELD_NONE)
        return;
    const struct field *f = &t->fields[own];
    const struct field *value = &h->type->fields[h->value_field];
    if (field_form(f->type) != field_form(value->type) || !choices_same(f->choices, value->choices))
        fault_add(d->r.f, h->place, ERR_CATALOG_FIELD_TYPE, "%" STR_FMT ": %s, %s",
                  STR_ARG(h->name), field_type_word(f->type), field_type_word(value->type));
}

void settle_histories(struct catalog_draft *d, struct record_type *types, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct record_type *t = &types[i];
        struct history *all = ARENA_NEW_N(d->r.a, t->n_histories, struct history);
        for (size_t k = 0; k < t->n_histories; k++) {
            all[k] = t->histories[k];
            all[k].type = catalog_type(&d->catalog, all[k].record);
            must(all[k].type != NULL); /* a draft without faults */
            all[k].value_field = record_type_field(all[k].type, all[k].value);
            all[k].from_field = record_type_field(all[k].type, all[k].from);
            check_history_field(d, t, &all[k]);
        }
        t->histories = all;
    }
}

/* ---- one rule -------------------------------------------------------------------------- */

const struct expr_env *link_subject_env(struct catalog_draft *d, const struct record_type *t)
{
    const struct field **values = ARENA_NEW_N(d->r.a, t->n_histories, const struct field *);
    for (size_t i = 0; i < t->n_histories; i++)
        values[i] = &t->histories[i].type->fields[t->histories[i].value_field];
    return rule_env_subject(d->r.a, t, values);
}

static const struct expr_env *rule_env(struct catalog_draft *d, const struct rule *r)
{
    if (r->target == RULE_FOR_UNIT)
        return r->kind == NULL ? NULL : rule_env_unit(d->r.a, r->kind);
    if (r->type == NULL)
        return NULL;
    return r->target == RULE_FOR_RECORD ? record_env(d->r.a, r->type)
                                        : link_subject_env(d, r->type);
}

static void link_target(struct catalog_draft *d, const struct yaml_node *n, struct rule *r)
{
    const struct yaml_node *target = yaml_get(n, "for");
    const struct yaml_node *subject = yaml_get(target, "subject");
    r->kind = link_unit_kind(d, yaml_get(target, "unit"));
    r->type = link_type(d, subject != NULL ? subject : yaml_get(target, "record"));
    if (subject != NULL && r->type != NULL && !r->type->has_life)
        fault_on(d->r.f, subject, ERR_CATALOG_NO_LIFE, "%" STR_FMT, STR_ARG(r->type->id));
    const struct yaml_node *every = yaml_get(n, "every");
    const struct yaml_node *from = yaml_get(r->every.kind == PERIOD_CHAIN ? every : n, "from");
    if (r->type != NULL)
        r->anchor = link_type_field(d, r->type, from, VALUE_DAY);
    if (r->type != NULL && r->target == RULE_FOR_RECORD && r->owner == RULE_OWNER_SUBJECT_UNIT &&
        r->type->subject.n == 0)
        fault_on(d->r.f, yaml_get(n, "owner"), ERR_CATALOG_NO_SUBJECT, "%" STR_FMT,
                 STR_ARG(r->type->id));
}

/* The field of the needed record that points back to the record the rule is for. */
static void link_via(struct catalog_draft *d, const struct yaml_node *need, struct rule *r)
{
    const struct yaml_node *via = yaml_get(need, "via");
    if (r->target != RULE_FOR_RECORD)
        return;
    if (via == NULL) {
        fault_on(d->r.f, need, ERR_CATALOG_MISSING, "via");
        return;
    }
    r->need.via = link_type_field(d, r->need.type, via, VALUE_RECORD);
    if (r->need.via == FIELD_NONE || r->type == NULL)
        return;
    struct str to = r->need.type->fields[r->need.via].to;
    if (!str_eq(to, r->type->id))
        fault_on(d->r.f, via, ERR_CATALOG_FIELD_TYPE, "%" STR_FMT " ≠ %" STR_FMT, STR_ARG(to),
                 STR_ARG(r->type->id));
}

static void link_need(struct catalog_draft *d, const struct yaml_node *need, struct rule *r)
{
    const struct yaml_node *record = yaml_get(need, "record");
    r->need.type = link_type(d, record);
    if (r->need.type == NULL)
        return;
    if (r->target == RULE_FOR_SUBJECT && r->type != NULL &&
        !str_eq(r->need.type->subject, r->type->id))
        fault_on(d->r.f, record, ERR_CATALOG_NO_SUBJECT, "%" STR_FMT, STR_ARG(r->type->id));
    r->need.sum = link_type_field(d, r->need.type, yaml_get(need, "sum"), VALUE_NUMBER);
    link_via(d, need, r);
    struct str what = str_format(d->r.a, "rule %" STR_FMT " need", STR_ARG(r->id));
    r->need.where = link_condition(d, yaml_get(need, "where"), what,
                                   record_env(d->r.a, r->need.type), r->need.type);
}

static void link_rule(struct catalog_draft *d, struct draft_rule *draft)
{
    struct rule *r = &draft->rule;
    const struct yaml_node *n = draft->node;
    link_target(d, n, r);
    if (r->has_need)
        link_need(d, yaml_get(n, "need"), r);
    const struct expr_env *env = rule_env(d, r);
    struct str what = str_format(d->r.a, "rule %" STR_FMT " where", STR_ARG(r->id));
    if (env != NULL && r->type != NULL)
        r->where = link_condition(d, yaml_get(n, "where"), what, env, r->type);
    else if (env != NULL) /* a unit has figures, and these are never sealed */
        r->where = read_expr(&d->r, yaml_get(n, "where"), what, env, EXPR_BOOL);
}

void link_rules(struct catalog_draft *d)
{
    struct rule *rules = ARENA_NEW_N(d->r.a, d->rules.n, struct rule);
    for (size_t i = 0; i < d->rules.n; i++) {
        link_rule(d, &d->rules.p[i]);
        rules[i] = d->rules.p[i].rule;
    }
    d->catalog.rules = rules;
    d->catalog.n_rules = d->rules.n;
}
