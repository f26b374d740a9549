/*
 * case_read.c — see case_read.h. First the catalog with the inline parts, then
 * units, records and the rest, which speak of it.
 */
#include "source/case/case_read.h"

#include "base/vec.h"
#include "core/calendar/local_time.h"
#include "source/case/case_parts.h"
#include "source/catalog/calendar.h"

static const struct known_key CASE_KEYS[] = {
    {"case", true, NULL},       {"as_of", true, NULL},         {"catalog", false, NULL},
    {"units", false, NULL},     {"record_types", false, NULL}, {"rules", false, NULL},
    {"framework", false, NULL}, {"holidays", false, NULL},     {"records", false, NULL},
    {"revisions", false, NULL}, {"voids", false, NULL},        {"outages", false, NULL},
    {"waivers", false, NULL},   {"external", false, NULL},     {"expect", true, NULL},
};

const struct yaml_node *case_get(const struct yaml_node *n, const char *key)
{
    const struct yaml_node *found = yaml_get(n, key);
    return found == NULL || yaml_is_null(found) ? NULL : found;
}

const struct yaml_node *case_list(const struct yaml_node *root, const char *key)
{
    const struct yaml_node *n = case_get(root, key);
    return n == NULL || (n->kind == YAML_LIST && n->n == 0) ? NULL : n;
}

bool case_instant(const struct reading *r, const struct yaml_node *n, instant *ret)
{
    struct str text;
    struct err e;
    if (n == NULL || !read_text(r, n, &text))
        return false;
    if (local_time_parse(text, ret, &e) == ERR_OK)
        return true;
    fault_on(r->f, n, e.code, "%" STR_FMT, STR_ARG(text));
    return false;
}

struct str case_catalog_path(struct arena *a, struct str path, struct str bytes,
                             struct place *ret_place)
{
    struct faults nobody;
    faults_init(&nobody, a);
    const struct yaml_node *n = yaml_get(yaml_read(a, path, bytes, &nobody), "catalog");
    if (n == NULL || !yaml_is_text(n))
        return STR_NONE;
    *ret_place = yaml_where(n);
    return n->text;
}

static void read_catalog(struct case_call *c, const struct yaml_node *root,
                         const struct catalog_source *sources, size_t n)
{
    struct catalog_draft *d = catalog_draft_new(c->r.a, c->r.f);
    size_t n_kinds = 0;
    if (n > 0)
        catalog_draft_source(d, sources, n);
    const struct unit_kind *kinds = case_unit_kinds(c, case_get(root, "units"), &n_kinds);
    catalog_draft_unit_kinds(d, kinds, n_kinds);
    catalog_draft_types(d, case_get(root, "record_types"));
    catalog_draft_rules(d, case_list(root, "rules"));
    catalog_draft_framework(d, case_get(root, "framework"));
    c->ret->catalog = catalog_draft_finish(d);
}

static void read_calendar(struct case_call *c, const struct yaml_node *n)
{
    struct calendar_extra extra = {.n_off = 0};
    struct calendar_file china = calendar_file_china(c->r.a);
    if (n != NULL)
        (void)calendar_extra_read(c->r.a, n, c->r.f, &extra);
    c->ret->calendar = calendar_make(c->r.a, china.notices, china.n, &extra);
    c->ret->scene.view = calendar_view(c->ret->calendar, local_day(c->ret->scene.as_of));
}

struct externals {
    VEC(struct case_external) v;
};

/* A number, or a list of them: one for each sub-period in their order. */
static void read_figure(struct case_call *c, const struct yaml_node *n, struct case_external x,
                        struct externals *all)
{
    bool list = n->kind == YAML_LIST;
    for (size_t i = 0; i < (list ? n->n : 1); i++) {
        x.span = list ? (int32_t)i + 1 : 0;
        if (read_number(&c->r, list ? &n->items[i] : n, &x.value))
            *vec_push(c->r.a, &all->v) = x;
    }
}

/* `KEY: figure`, or `KEY: {UNIT: figure}`. */
static void read_external(struct case_call *c, const struct yaml_node *map)
{
    struct externals all = {0};
    if (map == NULL || (map->kind == YAML_MAP && map->n == 0) || !read_map(&c->r, map))
        return;
    for (size_t i = 0; i < map->n; i++) {
        const struct yaml_node *n = &map->pairs[i].value;
        struct case_external x = {.key = map->pairs[i].key.text, .unit = SCENE_NO_UNIT};
        if (n->kind != YAML_MAP) {
            read_figure(c, n, x, &all);
            continue;
        }
        for (size_t k = 0; k < n->n; k++) {
            x.unit = case_unit(c, &n->pairs[k].key);
            if (x.unit != SCENE_NO_UNIT)
                read_figure(c, &n->pairs[k].value, x, &all);
        }
    }
    c->ret->external = all.v.p;
    c->ret->n_external = all.v.n;
}

bool case_read(struct arena *a, struct str path, struct str bytes,
               const struct catalog_source *sources, size_t n, struct faults *f,
               struct case_file *ret)
{
    struct case_call c = {.r = {a, f}, .ret = ret};
    *ret = (struct case_file){.name = path};
    const struct yaml_node *root = yaml_read(a, path, bytes, f);
    if (root == NULL || !read_keys_of(&c.r, root, CASE_KEYS, ARRAY_LEN(CASE_KEYS)))
        return false;
    (void)read_text(&c.r, yaml_get(root, "case"), &ret->name);
    case_expect_read(&c.r, yaml_get(root, "expect"), &ret->expect);
    if (!case_instant(&c.r, yaml_get(root, "as_of"), &ret->scene.as_of))
        return false;
    case_units_read(&c, case_list(root, "units"));
    read_catalog(&c, root, sources, n);
    if (ret->catalog == NULL)
        return false;
    read_calendar(&c, case_get(root, "holidays"));
    case_units_link(&c, case_list(root, "units"));
    case_records_read(&c, root);
    case_outages_read(&c, case_list(root, "outages"));
    case_waivers_read(&c, case_list(root, "waivers"));
    read_external(&c, case_get(root, "external"));
    return !faults_any(f);
}
