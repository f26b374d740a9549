/*
 * units_read.c — units.yaml and dicts.yaml: kinds of units, and lists of codes.
 */
#include "source/catalog/draft.h"

/* ---- units.yaml ----------------------------------------------------------------- */

/* The list of ids below `under`. */
static void read_parents(const struct reading *r, const struct yaml_node *n, struct unit_kind *ret)
{
    if (n == NULL || !read_list(r, n))
        return;
    struct str *parents = ARENA_NEW_N(r->a, n->n, struct str);
    for (size_t i = 0; i < n->n; i++)
        ret->n_parents += read_id(r, &n->items[i], &parents[ret->n_parents]);
    ret->parents = parents;
}

/* Figures are added up and divided: they are numbers, and never hidden. */
static void check_figures(const struct reading *r, const struct yaml_node *map,
                          const struct field *figures, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (figures[i].type == FIELD_TYPE__MAX) /* told already */
            continue;
        const struct yaml_node *node = &map->pairs[i].value;
        if (!field_is_number(figures[i].type))
            fault_on(r->f, yaml_get(node, "type"), ERR_CATALOG_FIELD_TYPE, "figures: %s",
                     field_type_word(figures[i].type));
        if (figures[i].sensitive)
            fault_on(r->f, yaml_get(node, "sensitive"), ERR_CATALOG_SENSITIVE, "figures");
    }
}

static void read_unit_kind(struct catalog_draft *d, const struct yaml_pair *pair)
{
    struct unit_kind kind = {.place = yaml_where(&pair->key)};
    bool named = read_id(&d->r, &pair->key, &kind.id);
    if (!read_keys(&d->r, &pair->value, KEYS_UNIT_KIND))
        return;
    const struct yaml_node *figures = yaml_get(&pair->value, "figures");
    read_common(&d->r, &pair->value, &kind.title, &kind.valid, &kind.source);
    read_parents(&d->r, yaml_get(&pair->value, "under"), &kind);
    kind.figures = read_fields(&d->r, figures, &kind.n_figures);
    check_figures(&d->r, figures, kind.figures, kind.n_figures);
    size_t at = 0;
    if (!named || !draft_claim(d, DRAFT_UNIT_KIND, kind.id, &pair->key, d->unit_kinds.n, &at))
        return;
    if (at == d->unit_kinds.n)
        (void)vec_push(d->r.a, &d->unit_kinds);
    d->unit_kinds.p[at] = (struct draft_unit_kind){.kind = kind, .node = &pair->value};
}

void read_units_file(struct catalog_draft *d, const struct yaml_node *root)
{
    if (!read_keys(&d->r, root, KEYS_UNITS))
        return;
    const struct yaml_node *units = yaml_get(root, "units");
    if (!read_map(&d->r, units))
        return;
    for (size_t i = 0; i < units->n; i++)
        read_unit_kind(d, &units->pairs[i]);
}

static struct draft_unit_kind *unit_kind_named(struct catalog_draft *d, struct str id)
{
    VEC_EACH (&d->unit_kinds, kind)
        if (str_eq(kind->kind.id, id))
            return kind;
    return NULL;
}

/* Whether `from` stands under `to`, through at most `depth` others. */
static bool stands_under(struct catalog_draft *d, const struct draft_unit_kind *from, struct str to,
                         size_t depth)
{
    for (size_t i = 0; i < from->kind.n_parents; i++) {
        struct str parent = from->kind.parents[i];
        const struct draft_unit_kind *next = unit_kind_named(d, parent);
        if (str_eq(parent, to) ||
            (depth > 0 && next != NULL && stands_under(d, next, to, depth - 1)))
            return true;
    }
    return false;
}

/* No tree of units is deeper, and the search for circles needs an end. */
enum { UNIT_KINDS_MAX = 20 };

void link_units(struct catalog_draft *d)
{
    if (d->unit_kinds.n > UNIT_KINDS_MAX) {
        fault_on(d->r.f, d->unit_kinds.p[UNIT_KINDS_MAX].node, ERR_CATALOG_LIMIT, "%d",
                 UNIT_KINDS_MAX);
        return;
    }
    size_t n_known = 0;
    const struct str *known = draft_names(d, DRAFT_UNIT_KIND, &n_known);
    VEC_EACH (&d->unit_kinds, kind) {
        const struct yaml_node *under = yaml_get(kind->node, "under");
        if (under == NULL || under->kind != YAML_LIST)
            continue; /* none, or told when it was read */
        for (size_t i = 0; i < under->n; i++) {
            const struct yaml_node *n = &under->items[i];
            if (n->kind == YAML_SCALAR && unit_kind_named(d, n->text) == NULL) {
                fault_on(d->r.f, n, ERR_CATALOG_NAME, "%" STR_FMT, STR_ARG(n->text));
                fault_nearest(d->r.f, n->text, known, n_known);
            }
        }
        if (stands_under(d, kind, kind->kind.id, d->unit_kinds.n))
            fault_on(d->r.f, under, ERR_CATALOG_CYCLE, "%" STR_FMT, STR_ARG(kind->kind.id));
    }
}

/* ---- dicts.yaml ------------------------------------------------------------------- */

void read_choices(const struct reading *r, const struct yaml_node *of, struct choices *ret)
{
    if (!read_map(r, of))
        return;
    if (of->n > CHOICES_MAX) {
        fault_on(r->f, of, ERR_CATALOG_LIMIT, "%d", CHOICES_MAX);
        return;
    }
    struct choice *choices = ARENA_NEW_N(r->a, of->n, struct choice);
    for (size_t i = 0; i < of->n; i++) {
        (void)read_code(r, &of->pairs[i].key, &choices[i].id);
        (void)read_title(r, &of->pairs[i].value, &choices[i].title);
    }
    ret->p = choices;
    ret->n = of->n;
}

static void read_dict(struct catalog_draft *d, const struct yaml_pair *pair)
{
    struct choices dict = {.place = yaml_where(&pair->key)};
    bool named = read_id(&d->r, &pair->key, &dict.id);
    if (!read_keys(&d->r, &pair->value, KEYS_DICT))
        return;
    read_common(&d->r, &pair->value, &dict.title, &dict.valid, &dict.source);
    read_choices(&d->r, yaml_get(&pair->value, "of"), &dict);
    size_t at = 0;
    if (!named || !draft_claim(d, DRAFT_DICT, dict.id, &pair->key, d->dicts.n, &at))
        return;
    if (at == d->dicts.n)
        (void)vec_push(d->r.a, &d->dicts);
    d->dicts.p[at] = dict;
}

void read_dicts_file(struct catalog_draft *d, const struct yaml_node *root)
{
    if (!read_keys(&d->r, root, KEYS_DICTS))
        return;
    const struct yaml_node *dicts = yaml_get(root, "dicts");
    if (!read_map(&d->r, dicts))
        return;
    for (size_t i = 0; i < dicts->n; i++)
        read_dict(d, &dicts->pairs[i]);
}
