/*
 * catalog_diff.c — see catalog_diff.h.
 *
 * Trees of YAML are compared, so that a kind of definition that comes later is compared
 * without a word here.
 */
#include "source/catalog/catalog_diff.h"

#include "base/buf.h"

/* ---- definitions --------------------------------------------------------------------- */

struct definition {
    struct str what;
    struct str id;
    const struct yaml_node *node;
};

struct definitions {
    struct arena *a;
    VEC(struct definition) v;
};

/* Where the definitions of a file are. */
static const struct {
    const char *prefix; /* of the path */
    const char *what;
    const char *map; /* definitions are its pairs; NULL: the file is one, or a list of them */
    const char *id;  /* the key that holds the id; NULL: the pair's key, or none */
} PLACES[] = {
    {"catalog.yaml", "catalog", NULL, NULL}, {"units.yaml", "unit", "units", NULL},
    {"dicts.yaml", "dict", "dicts", NULL},   {"records/", "record", NULL, "record"},
    {"rules/", "rule", NULL, "id"},          {"framework.yaml", "framework", NULL, "framework"},
};

static const struct definition *find(const struct definitions *d, struct str what, struct str id)
{
    for (size_t i = 0; i < d->v.n; i++)
        if (str_eq(d->v.p[i].what, what) && str_eq(d->v.p[i].id, id))
            return &d->v.p[i];
    return NULL;
}

/* Add one; one of the same kind and id, from a catalog that is extended, is replaced. */
static void add(struct definitions *d, struct str what, struct str id, const struct yaml_node *node)
{
    const struct definition *old = find(d, what, id);
    struct definition *place = old != NULL ? &d->v.p[old - d->v.p] : vec_push(d->a, &d->v);
    *place = (struct definition){what, id, node};
}

static struct str id_of(const struct yaml_node *n, const char *key)
{
    const struct yaml_node *id = key != NULL ? yaml_get(n, key) : NULL;
    return id != NULL ? id->text : STR_NONE;
}

static void add_file(struct definitions *d, size_t place, const struct yaml_node *root)
{
    struct str what = str_of(PLACES[place].what);
    if (PLACES[place].map != NULL) {
        const struct yaml_node *map = yaml_get(root, PLACES[place].map);
        for (size_t i = 0; map != NULL && map->kind == YAML_MAP && i < map->n; i++)
            add(d, what, map->pairs[i].key.text, &map->pairs[i].value);
    } else if (root->kind == YAML_LIST) {
        for (size_t i = 0; i < root->n; i++)
            add(d, what, id_of(&root->items[i], PLACES[place].id), &root->items[i]);
    } else {
        add(d, what, id_of(root, PLACES[place].id), root);
    }
}

static void add_source(struct definitions *d, const struct catalog_source *s)
{
    struct faults nobody; /* both catalogs were found without fault */
    faults_init(&nobody, d->a);
    for (size_t i = 0; i < s->n; i++) {
        for (size_t k = 0; k < ARRAY_LEN(PLACES); k++) {
            if (!str_starts(s->files[i].path, str_of(PLACES[k].prefix)))
                continue;
            struct str shown = str_format(d->a, "%" STR_FMT "%" STR_FMT, STR_ARG(s->root),
                                          STR_ARG(s->files[i].path));
            const struct yaml_node *root = yaml_read(d->a, shown, s->files[i].bytes, &nobody);
            if (root != NULL)
                add_file(d, k, root);
        }
    }
}

static void add_extended(struct definitions *d, const struct catalog_source *sources, size_t n,
                         size_t at, size_t depth)
{
    struct str name = catalog_extends(d->a, &sources[at]);
    for (size_t i = 0; i < n && depth < CATALOG_EXTENDS_MAX; i++)
        if (i != at && name.n > 0 && str_eq(sources[i].name, name))
            add_extended(d, sources, n, i, depth + 1);
    add_source(d, &sources[at]);
}

/* ---- text of a value ------------------------------------------------------------------- */

enum { DIFF_TEXT_MAX = 1024 * 1024 };

static void value_write(const struct yaml_node *n, struct buf *b)
{
    if (n->kind == YAML_SCALAR) {
        buf_add(b, n->text);
        return;
    }
    buf_add_char(b, n->kind == YAML_MAP ? '{' : '[');
    for (size_t i = 0; i < n->n; i++) {
        buf_add_z(b, i == 0 ? "" : ", ");
        if (n->kind == YAML_MAP) {
            buf_add(b, n->pairs[i].key.text);
            buf_add_z(b, ": ");
        }
        value_write(n->kind == YAML_MAP ? &n->pairs[i].value : &n->items[i], b);
    }
    buf_add_char(b, n->kind == YAML_MAP ? '}' : ']');
}

static struct str value_text(struct arena *a, const struct yaml_node *n)
{
    struct buf b;
    if (n == NULL)
        return STR_NONE;
    buf_init(&b, DIFF_TEXT_MAX);
    value_write(n, &b);
    struct str text = str_copy(a, buf_str(&b));
    buf_release(&b);
    return text;
}

/* ---- comparing --------------------------------------------------------------------------- */

struct comparison {
    struct arena *a;
    struct str what, id;
    struct title title;
    VEC(struct catalog_change) changes;
};

/* Both nodes, or one of them, stand at `path`; NULL is the side that lacks it. */
static void tell(struct comparison *c, struct str path, const struct yaml_node *before,
                 const struct yaml_node *after)
{
    *vec_push(c->a, &c->changes) = (struct catalog_change){
        .kind = before == NULL  ? CATALOG_ADDED
                : after == NULL ? CATALOG_REMOVED
                                : CATALOG_CHANGED,
        .what = c->what,
        .id = c->id,
        .title = c->title,
        .path = path,
        .before = value_text(c->a, before),
        .after = value_text(c->a, after),
        .place = yaml_where(after != NULL ? after : before),
    };
}

static bool same(const struct yaml_node *x, const struct yaml_node *y)
{
    if (x->kind != y->kind || x->n != y->n || !str_eq(x->text, y->text))
        return false;
    for (size_t i = 0; i < x->n; i++) {
        if (x->kind == YAML_LIST && !same(&x->items[i], &y->items[i]))
            return false;
        if (x->kind != YAML_MAP)
            continue;
        struct str key = x->pairs[i].key.text; /* keys may stand in another order */
        size_t k = 0;
        while (k < y->n && !str_eq(y->pairs[k].key.text, key))
            k++;
        if (k == y->n || !same(&x->pairs[i].value, &y->pairs[k].value))
            return false;
    }
    return true;
}

static struct str path_to(struct comparison *c, struct str path, struct str key)
{
    return path.n == 0 ? key
                       : str_format(c->a, "%" STR_FMT ".%" STR_FMT, STR_ARG(path), STR_ARG(key));
}

static const struct yaml_node *value_of(const struct yaml_node *map, struct str key)
{
    for (size_t i = 0; i < map->n; i++)
        if (str_eq(map->pairs[i].key.text, key))
            return &map->pairs[i].value;
    return NULL;
}

static void compare(struct comparison *c, struct str path, const struct yaml_node *before,
                    const struct yaml_node *after);

static void compare_maps(struct comparison *c, struct str path, const struct yaml_node *before,
                         const struct yaml_node *after)
{
    for (size_t i = 0; i < after->n; i++) {
        struct str key = after->pairs[i].key.text;
        const struct yaml_node *old = value_of(before, key);
        if (old == NULL)
            tell(c, path_to(c, path, key), NULL, &after->pairs[i].value);
        else
            compare(c, path_to(c, path, key), old, &after->pairs[i].value);
    }
    for (size_t i = 0; i < before->n; i++)
        if (value_of(after, before->pairs[i].key.text) == NULL)
            tell(c, path_to(c, path, before->pairs[i].key.text), &before->pairs[i].value, NULL);
}

/* The item of a list that stands for this one: that of the same id, or one that is the same. */
static const struct yaml_node *item_like(const struct yaml_node *list, const struct yaml_node *one)
{
    struct str id = id_of(one, "id");
    for (size_t i = 0; i < list->n; i++) {
        const struct yaml_node *other = &list->items[i];
        if (id.n > 0 ? str_eq(id_of(other, "id"), id) : same(other, one))
            return other;
    }
    return NULL;
}

static void compare_lists(struct comparison *c, struct str path, const struct yaml_node *before,
                          const struct yaml_node *after)
{
    for (size_t i = 0; i < after->n; i++) {
        const struct yaml_node *one = &after->items[i];
        const struct yaml_node *old = item_like(before, one);
        struct str id = id_of(one, "id");
        if (old == NULL)
            tell(c, id.n > 0 ? path_to(c, path, id) : path, NULL, one);
        else if (id.n > 0)
            compare(c, path_to(c, path, id), old, one);
    }
    for (size_t i = 0; i < before->n; i++) {
        struct str id = id_of(&before->items[i], "id");
        if (item_like(after, &before->items[i]) == NULL)
            tell(c, id.n > 0 ? path_to(c, path, id) : path, &before->items[i], NULL);
    }
}

/*
 * Of a list without ids the order may count, as that of bands does, and so may an item that
 * stands twice: where no item is told, the list is.
 */
static void compare_items(struct comparison *c, struct str path, const struct yaml_node *before,
                          const struct yaml_node *after)
{
    size_t told = c->changes.n;
    compare_lists(c, path, before, after);
    if (c->changes.n == told && id_of(&after->items[0], "id").n == 0)
        tell(c, path, before, after);
}

/* A list of words is one value; a list of maps is told item by item. */
static bool holds_maps(const struct yaml_node *list)
{
    return list->n > 0 && list->items[0].kind == YAML_MAP;
}

static void compare(struct comparison *c, struct str path, const struct yaml_node *before,
                    const struct yaml_node *after)
{
    if (same(before, after))
        return;
    if (before->kind == YAML_MAP && after->kind == YAML_MAP)
        compare_maps(c, path, before, after);
    else if (before->kind == YAML_LIST && after->kind == YAML_LIST && holds_maps(before) &&
             holds_maps(after))
        compare_items(c, path, before, after);
    else
        tell(c, path, before, after);
}

/* ---- all of it ------------------------------------------------------------------------------ */

static struct title title_of(const struct yaml_node *n)
{
    struct title t = {{STR_NONE, STR_NONE}};
    const struct yaml_node *title = yaml_get(n, "title");
    if (title == NULL)
        title = yaml_get(n, "name");
    if (title == NULL)
        return t;
    const struct yaml_node *zh = title->kind == YAML_MAP ? yaml_get(title, "zh") : title;
    const struct yaml_node *en = yaml_get(title, "en");
    if (zh != NULL)
        t.text[LANG_ZH] = zh->text;
    if (en != NULL)
        t.text[LANG_EN] = en->text;
    return t;
}

static void compare_definitions(struct comparison *c, const struct definitions *before,
                                const struct definitions *after, struct str what)
{
    c->what = what;
    for (size_t i = 0; i < after->v.n; i++) {
        const struct definition *now = &after->v.p[i];
        const struct definition *was = find(before, what, now->id);
        c->id = now->id;
        c->title = title_of(now->node);
        if (str_eq(now->what, what) && was == NULL)
            tell(c, STR_NONE, NULL, now->node);
        else if (str_eq(now->what, what))
            compare(c, STR_NONE, was->node, now->node);
    }
    for (size_t i = 0; i < before->v.n; i++) {
        const struct definition *was = &before->v.p[i];
        c->id = was->id;
        c->title = title_of(was->node);
        if (str_eq(was->what, what) && find(after, what, was->id) == NULL)
            tell(c, STR_NONE, was->node, NULL);
    }
}

struct catalog_changes catalog_diff(struct arena *a, const struct catalog_source *before,
                                    size_t n_before, const struct catalog_source *after,
                                    size_t n_after)
{
    struct definitions was = {.a = a};
    struct definitions now = {.a = a};
    struct comparison c = {.a = a};
    add_extended(&was, before, n_before, 0, 1);
    add_extended(&now, after, n_after, 0, 1);
    for (size_t k = 0; k < ARRAY_LEN(PLACES); k++)
        compare_definitions(&c, &was, &now, str_of(PLACES[k].what));
    return (struct catalog_changes){c.changes.p, c.changes.n};
}
