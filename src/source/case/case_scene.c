/*
 * case_scene.c — the units of a case, its outages and waivers.
 */
#include "source/case/case_parts.h"

/* ---- units --------------------------------------------------------------------- */

static const struct known_key UNIT_KEYS[] = {{"id", true, NULL},         {"kind", true, NULL},
                                             {"name", false, NULL},      {"parent", false, NULL},
                                             {"from", false, NULL},      {"to", false, NULL},
                                             {"attributes", false, NULL}};

/* A unit that stands under one further down in the list gets its place behind it. */
void case_units_read(struct case_call *c, const struct yaml_node *list)
{
    if (list == NULL || !read_list(&c->r, list))
        return;
    struct scene_unit *units = ARENA_NEW_N(c->r.a, list->n, struct scene_unit);
    bool *placed = ARENA_NEW_N(c->r.a, list->n, bool);
    struct scene *s = &c->ret->scene;
    s->units = units;
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < list->n; i++) {
            const struct yaml_node *n = &list->items[i];
            const struct yaml_node *parent = case_get(n, "parent");
            int32_t above = parent == NULL ? SCENE_NO_UNIT : scene_unit_of(s, parent->text);
            if (placed[i] || (parent != NULL && above == SCENE_NO_UNIT))
                continue;
            placed[i] = more = true;
            struct str id;
            if (!read_keys_of(&c->r, n, UNIT_KEYS, ARRAY_LEN(UNIT_KEYS)) ||
                !read_code(&c->r, yaml_get(n, "id"), &id))
                continue;
            if (scene_unit_of(s, id) != SCENE_NO_UNIT) {
                fault_on(c->r.f, yaml_get(n, "id"), ERR_CATALOG_TWICE, "%" STR_FMT, STR_ARG(id));
                continue;
            }
            units[s->n_units].id = id;
            units[s->n_units++].parent = above;
        }
    }
    for (size_t i = 0; i < list->n; i++) {
        const struct yaml_node *parent = yaml_get(&list->items[i], "parent");
        if (!placed[i])
            fault_on(c->r.f, parent, ERR_CATALOG_NAME, "%" STR_FMT, STR_ARG(parent->text));
    }
}

int32_t case_unit(struct case_call *c, const struct yaml_node *n)
{
    struct str text;
    if (n == NULL || !read_text(&c->r, n, &text))
        return SCENE_NO_UNIT;
    int32_t unit = scene_unit_of(&c->ret->scene, text);
    if (unit == SCENE_NO_UNIT)
        fault_on(c->r.f, n, ERR_CATALOG_NAME, "%" STR_FMT, STR_ARG(text));
    return unit;
}

static size_t kind_at(const struct unit_kind *kinds, size_t n, struct str id)
{
    size_t i = 0;
    while (i < n && !str_eq(kinds[i].id, id))
        i++;
    return i;
}

/* Each attribute that a unit of this kind has, as a figure of the kind. */
static void figures_of(struct case_call *c, const struct yaml_node *list, struct unit_kind *kind)
{
    VEC(struct field) figures = {0};
    for (size_t i = 0; i < list->n; i++) {
        const struct yaml_node *n = &list->items[i];
        const struct yaml_node *name = yaml_get(n, "kind");
        const struct yaml_node *map = case_get(n, "attributes");
        if (name == NULL || map == NULL || !str_eq(name->text, kind->id))
            continue;
        for (size_t k = 0; k < map->n && map->kind == YAML_MAP; k++) {
            bool known = false;
            VEC_EACH (&figures, f)
                known = known || str_eq(f->id, map->pairs[k].key.text);
            if (!known)
                *vec_push(c->r.a, &figures) = (struct field){
                    .id = map->pairs[k].key.text, .type = FIELD_DECIMAL, .digits = 9};
        }
    }
    kind->figures = figures.p;
    kind->n_figures = figures.n;
}

const struct unit_kind *case_unit_kinds(struct case_call *c, const struct yaml_node *list,
                                        size_t *ret_n)
{
    *ret_n = 0;
    if (list == NULL || list->kind != YAML_LIST)
        return NULL;
    struct unit_kind *kinds = ARENA_NEW_N(c->r.a, list->n, struct unit_kind);
    for (size_t i = 0; i < list->n; i++) {
        const struct yaml_node *kind = yaml_get(&list->items[i], "kind");
        if (kind == NULL || kind_at(kinds, *ret_n, kind->text) < *ret_n)
            continue;
        kinds[*ret_n] = (struct unit_kind){.id = kind->text, .place = yaml_where(kind)};
        figures_of(c, list, &kinds[(*ret_n)++]);
    }
    return kinds;
}

/* ---- attributes --------------------------------------------------------------------- */

static int32_t figure_of(const struct unit_kind *k, struct str id)
{
    for (size_t i = 0; i < k->n_figures; i++) {
        if (str_eq(k->figures[i].id, id))
            return (int32_t)i;
    }
    return FIELD_NONE;
}

/* The figures of a unit hold from the beginning and were always known. */
static void unit_figures(struct case_call *c, const struct yaml_node *map, struct scene_unit *u)
{
    if (map == NULL || (map->kind == YAML_MAP && map->n == 0) || !read_map(&c->r, map))
        return;
    struct scene_figure *figures = ARENA_NEW_N(c->r.a, map->n, struct scene_figure);
    for (size_t i = 0; i < map->n; i++) {
        struct scene_figure *f = &figures[u->n_figures];
        const struct yaml_node *key = &map->pairs[i].key;
        *f = (struct scene_figure){figure_of(u->kind, key->text), {INT32_MIN}, {INT64_MIN}, {0, 1}};
        if (f->figure == FIELD_NONE)
            fault_on(c->r.f, key, ERR_CATALOG_NAME, "%" STR_FMT, STR_ARG(key->text));
        else if (read_number(&c->r, &map->pairs[i].value, &f->value))
            u->n_figures++;
    }
    u->figures = figures;
}

static void unit_days(struct case_call *c, const struct yaml_node *n, struct validity *ret)
{
    const struct yaml_node *from = case_get(n, "from");
    const struct yaml_node *to = case_get(n, "to");
    ret->has_from = from != NULL && read_date(&c->r, from, &ret->from);
    ret->has_to = to != NULL && read_date(&c->r, to, &ret->to);
    if (ret->has_from && ret->has_to && ret->from.days > ret->to.days)
        fault_on(c->r.f, to, ERR_CATALOG_ORDER, "from > to");
}

void case_units_link(struct case_call *c, const struct yaml_node *list)
{
    struct scene *s = &c->ret->scene;
    struct scene_unit *units = ARENA_NEW_N(c->r.a, s->n_units, struct scene_unit);
    for (size_t i = 0; list != NULL && i < list->n; i++) {
        const struct yaml_node *n = &list->items[i];
        int32_t at = case_unit(c, yaml_get(n, "id"));
        if (at == SCENE_NO_UNIT)
            continue;
        units[at] = s->units[at];
        units[at].kind = catalog_unit_kind(c->ret->catalog, yaml_get(n, "kind")->text);
        must(units[at].kind != NULL); /* each kind named was added to the catalog */
        unit_days(c, n, &units[at].days);
        unit_figures(c, case_get(n, "attributes"), &units[at]);
    }
    s->units = units;
}

/* ---- outages --------------------------------------------------------------------------- */

static const struct known_key OUTAGE_KEYS[] = {
    {"unit", true, NULL}, {"from", true, NULL}, {"to", true, NULL}, {"accepted_at", true, NULL}};

void case_outages_read(struct case_call *c, const struct yaml_node *list)
{
    if (list == NULL || !read_list(&c->r, list))
        return;
    struct scene_outage *all = ARENA_NEW_N(c->r.a, list->n, struct scene_outage);
    for (size_t i = 0; i < list->n; i++) {
        const struct yaml_node *n = &list->items[i];
        if (!read_keys_of(&c->r, n, OUTAGE_KEYS, ARRAY_LEN(OUTAGE_KEYS)))
            continue;
        all[i].unit = case_unit(c, yaml_get(n, "unit"));
        bool both = case_instant(&c->r, yaml_get(n, "from"), &all[i].from) &&
                    case_instant(&c->r, yaml_get(n, "to"), &all[i].to);
        if (both && all[i].from.ms > all[i].to.ms)
            fault_on(c->r.f, yaml_get(n, "to"), ERR_CATALOG_ORDER, "from > to");
        (void)case_instant(&c->r, yaml_get(n, "accepted_at"), &all[i].accepted_at);
    }
    c->ret->scene.outages = all;
    c->ret->scene.n_outages = list->n;
}

/* ---- waivers --------------------------------------------------------------------------- */

static const struct known_key WAIVER_KEYS[] = {{"rule", true, NULL},    {"subject", false, NULL},
                                               {"record", false, NULL}, {"unit", false, NULL},
                                               {"period", true, NULL},  {"at", true, NULL},
                                               {"reason", false, NULL}};

/* The one whose obligation it is: named by the key that fits the rule. */
static void waiver_about(struct case_call *c, const struct yaml_node *n, struct scene_waiver *w)
{
    static const char *const keys[] = {
        [RULE_FOR_SUBJECT] = "subject", [RULE_FOR_UNIT] = "unit", [RULE_FOR_RECORD] = "record"};
    const struct yaml_node *about = case_get(n, keys[w->rule->target]);
    if (about == NULL) {
        fault_on(c->r.f, n, ERR_CATALOG_MISSING, "%s", keys[w->rule->target]);
        return;
    }
    if (w->rule->target == RULE_FOR_UNIT) {
        w->unit = case_unit(c, about);
        return;
    }
    const struct case_record *record = case_record(c, about);
    w->about = record == NULL ? 0 : record->number;
}

void case_waivers_read(struct case_call *c, const struct yaml_node *list)
{
    if (list == NULL || !read_list(&c->r, list))
        return;
    struct scene_waiver *all = ARENA_NEW_N(c->r.a, list->n, struct scene_waiver);
    const struct catalog *cat = c->ret->catalog;
    for (size_t i = 0; i < list->n; i++) {
        const struct yaml_node *n = &list->items[i];
        const struct yaml_node *name = yaml_get(n, "rule");
        struct str rule;
        all[i].unit = SCENE_NO_UNIT;
        if (!read_keys_of(&c->r, n, WAIVER_KEYS, ARRAY_LEN(WAIVER_KEYS)))
            continue;
        if (read_text(&c->r, name, &rule)) {
            all[i].rule = rules_get(cat->rules, cat->n_rules, rule);
            if (all[i].rule == NULL)
                fault_on(c->r.f, name, ERR_CATALOG_NAME, "%" STR_FMT, STR_ARG(rule));
            else
                waiver_about(c, n, &all[i]);
        }
        (void)read_text(&c->r, yaml_get(n, "period"), &all[i].period);
        (void)case_instant(&c->r, yaml_get(n, "at"), &all[i].at);
    }
    c->ret->scene.waivers = all;
    c->ret->scene.n_waivers = list->n;
}
