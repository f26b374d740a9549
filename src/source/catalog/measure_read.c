/*
 * measure_read.c — the measures of an item: a number per assessed unit and period.
 */
#include "core/catalog/record_env.h"
#include "source/catalog/framework_read.h"

enum { MEASURES_MAX = 100 };

/* The key that says of what kind a measure is, in the order of enum measure_kind. */
static const char *const KINDS[MEASURE__MAX] = {
    [MEASURE_OBLIGATIONS] = "obligations",
    [MEASURE_RECORDS] = "records",
    [MEASURE_SUBJECTS] = "subjects",
    [MEASURE_ATTRIBUTE] = "attribute",
    [MEASURE_EXTERNAL] = "external",
    [MEASURE_VALUE] = "value",
    [MEASURE_EXPR] = "expr",
};

/* Keys that only some kinds have; bits of 1 << kind. */
static const struct {
    const char *key;
    uint32_t kinds;
} EXTRAS[] = {
    {"state", 1U << MEASURE_OBLIGATIONS},
    {"distinct", 1U << MEASURE_OBLIGATIONS | 1U << MEASURE_RECORDS},
    {"where", 1U << MEASURE_RECORDS | 1U << MEASURE_SUBJECTS},
    {"sum", 1U << MEASURE_RECORDS},
    {"at", 1U << MEASURE_SUBJECTS},
};

/* ---- obligations ------------------------------------------------------------------- */

static const struct rule *link_rule_named(struct catalog_draft *d, const struct yaml_node *n)
{
    struct str text;
    if (!read_text(&d->r, n, &text))
        return NULL;
    const struct rule *found = rules_get(d->catalog.rules, d->catalog.n_rules, text);
    if (found == NULL) {
        size_t n_known = 0;
        const struct str *known = draft_names(d, DRAFT_RULE, &n_known);
        fault_on(d->r.f, n, ERR_CATALOG_NAME, "%" STR_FMT, STR_ARG(text));
        fault_nearest(d->r.f, text, known, n_known);
    }
    return found;
}

static void read_rules_of(struct catalog_draft *d, const struct yaml_node *n, struct measure *m)
{
    bool one = n->kind == YAML_SCALAR;
    if (!one && !read_list(&d->r, n))
        return;
    size_t n_rules = one ? 1 : n->n;
    const struct rule **rules = ARENA_NEW_N(d->r.a, n_rules, const struct rule *);
    for (size_t i = 0; i < n_rules; i++)
        rules[i] = link_rule_named(d, one ? n : &n->items[i]);
    m->rules = rules;
    m->n_rules = n_rules;
}

static void read_states(const struct reading *r, const struct yaml_node *n, struct measure *m)
{
    const char *words[OBLIGATION_STATE__MAX];
    if (n == NULL || !read_list(r, n))
        return;
    for (int i = 0; i < OBLIGATION_STATE__MAX; i++)
        words[i] = obligation_state_word((enum obligation_state)i);
    for (size_t i = 0; i < n->n; i++) {
        int32_t state = read_word(r, &n->items[i], words, ARRAY_LEN(words));
        if (state >= 0)
            m->states |= 1U << state;
    }
}

static void read_obligations(struct catalog_draft *d, const struct yaml_node *n, struct measure *m)
{
    read_rules_of(d, yaml_get(n, "obligations"), m);
    if (yaml_get(n, "state") == NULL)
        fault_on(d->r.f, n, ERR_CATALOG_MISSING, "state");
    read_states(&d->r, yaml_get(n, "state"), m);
}

/* ---- records and subjects -------------------------------------------------------------- */

static void read_of_type(struct catalog_draft *d, const struct yaml_node *n, struct measure *m,
                         struct str what)
{
    static const char *const ends[] = {"end", "any"};
    const struct yaml_node *name = yaml_get(n, KINDS[m->kind]);
    m->type = link_type(d, name);
    if (m->type == NULL)
        return;
    if (m->kind == MEASURE_SUBJECTS && !m->type->has_life)
        fault_on(d->r.f, name, ERR_CATALOG_NO_LIFE, "%" STR_FMT, STR_ARG(m->type->id));
    m->sum = link_type_field(d, m->type, yaml_get(n, "sum"), VALUE_NUMBER);
    m->at_any = read_word(&d->r, yaml_get(n, "at"), ends, ARRAY_LEN(ends)) == 1;
    m->where = link_condition(d, yaml_get(n, "where"), what, link_subject_env(d, m->type), m->type);
}

/* ---- one measure --------------------------------------------------------------------------- */

static bool read_kind(const struct reading *r, const struct yaml_node *n, enum measure_kind *ret)
{
    size_t found = 0;
    for (int i = 0; i < MEASURE__MAX; i++) {
        if (yaml_get(n, KINDS[i]) != NULL) {
            *ret = (enum measure_kind)i;
            found++;
        }
    }
    if (found == 1)
        return true;
    fault_on(r->f, n, ERR_CATALOG_ONE_OF,
             "obligations, records, subjects, attribute, external, value, expr");
    return false;
}

/* A figure that the kind of unit assessed has, as far as the catalog tells its figures. */
static void read_attribute(struct catalog_draft *d, const struct yaml_node *n, struct str assessed,
                           struct measure *m)
{
    const struct unit_kind *kind = catalog_unit_kind(&d->catalog, assessed);
    if (!read_id(&d->r, n, &m->name) || kind == NULL || kind->n_figures == 0)
        return;
    struct str *known = ARENA_NEW_N(d->r.a, kind->n_figures, struct str);
    for (size_t i = 0; i < kind->n_figures; i++) {
        known[i] = kind->figures[i].id;
        if (str_eq(known[i], m->name))
            return;
    }
    fault_on(d->r.f, n, ERR_CATALOG_NAME, "%" STR_FMT ": %" STR_FMT, STR_ARG(assessed),
             STR_ARG(m->name));
    fault_nearest(d->r.f, m->name, known, kind->n_figures);
}

static void read_measure(struct catalog_draft *d, const struct yaml_node *n, struct str assessed,
                         struct indicator *item, struct measure *m)
{
    static const char *const distincts[] = {"subject", "unit"};
    const struct reading *r = &d->r;
    m->place = yaml_where(n);
    m->sum = FIELD_NONE;
    if (!read_keys(r, n, KEYS_MEASURE) || !read_kind(r, n, &m->kind))
        return;
    (void)read_title(r, yaml_get(n, "title"), &m->title);
    struct str what =
        str_format(r->a, "item %" STR_FMT " measure %" STR_FMT, STR_ARG(item->id), STR_ARG(m->id));
    for (size_t i = 0; i < ARRAY_LEN(EXTRAS); i++) {
        if (yaml_get(n, EXTRAS[i].key) != NULL && (EXTRAS[i].kinds & 1U << m->kind) == 0)
            fault_on(r->f, yaml_get(n, EXTRAS[i].key), ERR_CATALOG_UNUSED, "%s: %s", EXTRAS[i].key,
                     KINDS[m->kind]);
    }
    int32_t distinct = read_word(r, yaml_get(n, "distinct"), distincts, ARRAY_LEN(distincts));
    m->distinct = (enum measure_distinct)(distinct + 1);
    switch (m->kind) {
    case MEASURE_OBLIGATIONS: read_obligations(d, n, m); break;
    case MEASURE_RECORDS:
    case MEASURE_SUBJECTS: read_of_type(d, n, m, what); break;
    case MEASURE_ATTRIBUTE: read_attribute(d, yaml_get(n, "attribute"), assessed, m); break;
    case MEASURE_EXTERNAL: (void)read_code(r, yaml_get(n, "external"), &m->name); break;
    case MEASURE_VALUE: (void)read_number(r, yaml_get(n, "value"), &m->value); break;
    case MEASURE_EXPR: {
        struct expr_env env = *indicator_env(r->a, item->measures, item->n_measures);
        struct expr_env *before = ARENA_NEW(r->a, struct expr_env);
        *before = (struct expr_env){env.names, item->n_measures}; /* without `full` */
        m->expr = read_expr(r, yaml_get(n, "expr"), what, before, EXPR_NUMBER);
        break;
    }
    case MEASURE__MAX: must_not_reach("a kind of measure");
    }
}

void read_measures(struct catalog_draft *d, const struct yaml_node *map, struct str assessed,
                   struct indicator *item)
{
    if (map == NULL || !read_map(&d->r, map))
        return;
    if (map->n > MEASURES_MAX) {
        fault_on(d->r.f, map, ERR_CATALOG_LIMIT, "%d", MEASURES_MAX);
        return;
    }
    struct measure *measures = ARENA_NEW_N(d->r.a, map->n, struct measure);
    item->measures = measures;
    for (size_t i = 0; i < map->n; i++) { /* one may speak of those before it */
        (void)read_id(&d->r, &map->pairs[i].key, &measures[i].id);
        read_measure(d, &map->pairs[i].value, assessed, item, &measures[i]);
        item->n_measures = i + 1;
    }
}

int32_t link_measure(const struct reading *r, const struct yaml_node *n,
                     const struct indicator *item)
{
    struct str text;
    if (n == NULL || !read_text(r, n, &text))
        return MEASURE_NONE;
    struct str *known = ARENA_NEW_N(r->a, item->n_measures, struct str);
    for (size_t i = 0; i < item->n_measures; i++) {
        known[i] = item->measures[i].id;
        if (str_eq(text, known[i]))
            return (int32_t)i;
    }
    struct rational figure;
    if (rational_parse(text, &figure, NULL) == ERR_OK) {
        fault_on(r->f, n, ERR_CATALOG_MEASURE, "%" STR_FMT, STR_ARG(text));
        return MEASURE_NONE;
    }
    fault_on(r->f, n, ERR_CATALOG_NAME, "%" STR_FMT, STR_ARG(text));
    fault_nearest(r->f, text, known, item->n_measures);
    return MEASURE_NONE;
}
