/*
 * catalog_read.c — which file is read by what, and catalogs built one upon the other.
 */
#include "source/catalog/catalog_read.h"

#include "source/catalog/draft.h"

/* ---- kinds of files ----------------------------------------------------------- */

/* A star stands for a name without slash, `.yaml` included. Read in this order. */
static const struct file_kind {
    const char *pattern;
    void (*read)(struct catalog_draft *d, const struct yaml_node *root);
} FILE_KINDS[] = {
    {"catalog.yaml", read_catalog_file}, {"units.yaml", read_units_file},
    {"dicts.yaml", read_dicts_file},     {"records/*", read_record_type},
    {"rules/*", read_rules_file},        {"framework.yaml", read_framework_file},
};

static bool pattern_fits(struct str pattern, struct str path)
{
    if (!str_ends(pattern, STR("*")))
        return str_eq(pattern, path);
    struct str folder = str_sub(pattern, 0, pattern.n - 1);
    struct str name = str_sub(path, folder.n, path.n);
    return str_starts(path, folder) && str_find(name, STR("/"), 0) == SIZE_MAX &&
           str_ends(name, STR(".yaml")) && name.n > sizeof(".yaml") - 1;
}

static const struct file_kind *kind_of(struct str path)
{
    for (size_t i = 0; i < ARRAY_LEN(FILE_KINDS); i++)
        if (pattern_fits(str_of(FILE_KINDS[i].pattern), path))
            return &FILE_KINDS[i];
    return NULL;
}

bool catalog_path_ok(struct str path)
{
    return kind_of(path) != NULL;
}

/* ---- names ------------------------------------------------------------------------ */

/* The name of that id, or NULL. */
static struct draft_name *name_find(struct catalog_draft *d, struct str id)
{
    VEC_EACH (&d->names, name)
        if (str_eq(name->id, id))
            return name;
    return NULL;
}

bool draft_claim(struct catalog_draft *d, enum draft_kind kind, struct str id,
                 const struct yaml_node *at, size_t n_list, size_t *ret_index)
{
    struct draft_name *old = name_find(d, id);
    struct draft_name new = {id, kind, d->level, n_list, yaml_where(at)};
    if (old == NULL && d->names.n == DEFINITIONS_MAX) {
        fault_on(d->r.f, at, ERR_CATALOG_LIMIT, "%d", DEFINITIONS_MAX);
        return false;
    }
    if (old != NULL && (old->level == d->level || old->kind != kind)) {
        enum err_code code = old->level == d->level ? ERR_CATALOG_TWICE : ERR_CATALOG_KIND;
        fault_on(d->r.f, at, code, "%" STR_FMT ": %" STR_FMT ":%d", STR_ARG(id),
                 STR_ARG(old->place.file), (int)old->place.line);
        return false;
    }
    if (old != NULL)
        new.index = old->index;
    else
        old = vec_push(d->r.a, &d->names);
    *old = new;
    *ret_index = new.index;
    return true;
}

const struct str *draft_names(struct catalog_draft *d, enum draft_kind kind, size_t *ret_n)
{
    struct str *names = ARENA_NEW_N(d->r.a, d->names.n, struct str);
    size_t n = 0;
    VEC_EACH (&d->names, name)
        if (name->kind == kind)
            names[n++] = name->id;
    *ret_n = n;
    return names;
}

/* The name that n gives, if it is one of this kind; else NULL, with a fault. */
static const struct draft_name *named(struct catalog_draft *d, enum draft_kind kind,
                                      const struct yaml_node *n)
{
    const struct draft_name *name = name_find(d, n->text);
    if (name != NULL && name->kind == kind)
        return name;
    size_t n_known = 0;
    fault_on(d->r.f, n, ERR_CATALOG_NAME, "%" STR_FMT, STR_ARG(n->text));
    if (faults_full(d->r.f))
        return NULL;
    const struct str *known = draft_names(d, kind, &n_known);
    fault_nearest(d->r.f, n->text, known, n_known);
    return NULL;
}

const struct choices *draft_dict_named(struct catalog_draft *d, const struct yaml_node *n)
{
    const struct draft_name *name = named(d, DRAFT_DICT, n);
    return name != NULL ? &d->dicts.p[name->index] : NULL;
}

const struct draft_type *draft_type_named(struct catalog_draft *d, const struct yaml_node *n)
{
    const struct draft_name *name = named(d, DRAFT_RECORD_TYPE, n);
    return name != NULL ? &d->types.p[name->index] : NULL;
}

/* ---- catalog.yaml ------------------------------------------------------------------- */

/* The only ones there are: days are those of China, whose working days the State Council sets. */
static void read_only(const struct reading *r, const struct yaml_node *n, const char *only)
{
    struct str text;
    struct str known = str_of(only);
    if (!read_text(r, n, &text) || str_eq(text, known))
        return;
    fault_on(r->f, n, ERR_CATALOG_VALUE, "%" STR_FMT, STR_ARG(text));
    fault_only(r->f, known);
}

void read_catalog_file(struct catalog_draft *d, const struct yaml_node *root)
{
    struct catalog *c = &d->catalog;
    if (!read_keys(&d->r, root, KEYS_CATALOG))
        return;
    (void)read_code(&d->r, yaml_get(root, "catalog"), &c->id);
    (void)read_code(&d->r, yaml_get(root, "extends"), &c->extends);
    read_common(&d->r, root, &c->title, &c->valid, &c->source);
    read_only(&d->r, yaml_get(root, "zone"), "Asia/Shanghai");
    read_only(&d->r, yaml_get(root, "calendar"), "china");
}

static const struct source_file *catalog_yaml(const struct catalog_source *s)
{
    for (size_t i = 0; i < s->n; i++)
        if (str_eq(s->files[i].path, STR("catalog.yaml")))
            return &s->files[i];
    return NULL;
}

/* The scalar behind `extends`, or NULL. */
static const struct yaml_node *extends_node(struct arena *a, const struct catalog_source *s,
                                            struct faults *f)
{
    const struct source_file *file = catalog_yaml(s);
    if (file == NULL)
        return NULL;
    struct str shown = str_format(a, "%" STR_FMT "catalog.yaml", STR_ARG(s->root));
    const struct yaml_node *n = yaml_get(yaml_read(a, shown, file->bytes, f), "extends");
    return n != NULL && yaml_is_text(n) ? n : NULL;
}

struct str catalog_extends(struct arena *a, const struct catalog_source *source)
{
    struct faults nobody;
    faults_init(&nobody, a);
    const struct yaml_node *n = extends_node(a, source, &nobody);
    return n != NULL ? n->text : STR_NONE;
}

/* ---- files --------------------------------------------------------------------------- */

static int file_by_path(const void *x, const void *y)
{
    const struct source_file *a = x;
    const struct source_file *b = y;
    return str_cmp(a->path, b->path);
}

static struct place file_place(struct catalog_draft *d, const struct catalog_source *s,
                               struct str path)
{
    struct str shown = str_format(d->r.a, "%" STR_FMT "%" STR_FMT, STR_ARG(s->root), STR_ARG(path));
    return (struct place){.file = shown, .line = 1, .column = 1};
}

static void tell_unknown_file(struct catalog_draft *d, const struct catalog_source *s,
                              struct str path)
{
    struct str known[ARRAY_LEN(FILE_KINDS)];
    for (size_t i = 0; i < ARRAY_LEN(FILE_KINDS); i++)
        known[i] = str_of(FILE_KINDS[i].pattern);
    fault_add(d->r.f, file_place(d, s, path), ERR_CATALOG_FILE, "%" STR_FMT, STR_ARG(path));
    fault_nearest(d->r.f, path, known, ARRAY_LEN(known));
}

/* A catalog is looked for by the name of its folder, so an extended one has to bear it. */
static void check_extended_name(struct catalog_draft *d, const struct catalog_source *s)
{
    struct str id = d->catalog.id;
    if (id.n == 0 || str_eq(id, s->name))
        return;
    fault_add(d->r.f, file_place(d, s, STR("catalog.yaml")), ERR_CATALOG_VALUE, "%" STR_FMT,
              STR_ARG(id));
    fault_only(d->r.f, s->name);
}

/* Read the files of one catalog as one level. */
static void read_source(struct catalog_draft *d, const struct catalog_source *s)
{
    d->level++;
    d->catalog = (struct catalog){.n_types = 0};
    struct source_file *files = ARENA_NEW_N(d->r.a, s->n, struct source_file);
    for (size_t i = 0; i < s->n; i++)
        files[i] = s->files[i];
    if (s->n > 1)
        qsort(files, s->n, sizeof(*files), file_by_path);
    if (catalog_yaml(s) == NULL)
        fault_add(d->r.f, file_place(d, s, STR("catalog.yaml")), ERR_CATALOG_NO_CATALOG,
                  "%" STR_FMT, STR_ARG(s->root));
    for (size_t i = 0; i < s->n; i++)
        if (kind_of(files[i].path) == NULL)
            tell_unknown_file(d, s, files[i].path);
    for (size_t k = 0; k < ARRAY_LEN(FILE_KINDS); k++) {
        for (size_t i = 0; i < s->n; i++) {
            if (kind_of(files[i].path) != &FILE_KINDS[k] || draft_over(d))
                continue;
            const struct yaml_node *root =
                yaml_read(d->r.a, file_place(d, s, files[i].path).file, files[i].bytes, d->r.f);
            if (root != NULL)
                FILE_KINDS[k].read(d, root);
        }
    }
}

bool draft_over(struct catalog_draft *d)
{
    if (d->over || !arena_over(d->r.a))
        return d->over;
    d->over = true;
    fault_add(d->r.f, (struct place){.line = 1, .column = 1}, ERR_TOO_BIG, "%zu", d->r.a->max);
    return true;
}

static size_t source_named(const struct catalog_source *sources, size_t n, struct str name)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(sources[i].name, name))
            return i;
    return SIZE_MAX;
}

/*
 * The sources to read, from sources[0] down to the one that extends nothing; their number. A chain
 * that does not end well is told, and cut there.
 */
static size_t chain_of(struct catalog_draft *d, const struct catalog_source *sources, size_t n,
                       size_t chain[CATALOG_EXTENDS_MAX])
{
    struct faults twice; /* what is wrong in catalog.yaml is told when it is read */
    faults_init(&twice, d->r.a);
    size_t length = 1;
    chain[0] = 0;
    for (;;) {
        const struct yaml_node *n_extends =
            extends_node(d->r.a, &sources[chain[length - 1]], &twice);
        if (n_extends == NULL)
            return length;
        size_t next = source_named(sources, n, n_extends->text);
        bool again = false;
        for (size_t i = 0; i < length; i++)
            again = again || chain[i] == next;
        if (next == SIZE_MAX || again || length == CATALOG_EXTENDS_MAX) {
            enum err_code code = again              ? ERR_CATALOG_CYCLE
                                 : next == SIZE_MAX ? ERR_CATALOG_EXTENDS
                                                    : ERR_CATALOG_LIMIT;
            fault_on(d->r.f, n_extends, code, "%" STR_FMT, STR_ARG(n_extends->text));
            return length;
        }
        chain[length++] = next;
    }
}

void catalog_draft_source(struct catalog_draft *d, const struct catalog_source *sources, size_t n)
{
    size_t chain[CATALOG_EXTENDS_MAX];
    must(n > 0);
    for (size_t k = chain_of(d, sources, n, chain); k > 0; k--) {
        read_source(d, &sources[chain[k - 1]]);
        if (k > 1)
            check_extended_name(d, &sources[chain[k - 1]]);
    }
}

/* ---- whole catalogs --------------------------------------------------------------------- */

struct catalog_draft *catalog_draft_new(struct arena *a, struct faults *f)
{
    struct catalog_draft *d = ARENA_NEW(a, struct catalog_draft);
    d->r = (struct reading){.a = a, .f = f};
    return d;
}

void catalog_draft_unit_kinds(struct catalog_draft *d, const struct unit_kind *kinds, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (name_find(d, kinds[i].id) != NULL)
            continue;
        *vec_push(d->r.a, &d->names) = (struct draft_name){kinds[i].id, DRAFT_UNIT_KIND, d->level,
                                                           d->unit_kinds.n, kinds[i].place};
        *vec_push(d->r.a, &d->unit_kinds) = (struct draft_unit_kind){.kind = kinds[i]};
    }
}

void catalog_draft_types(struct catalog_draft *d, const struct yaml_node *list)
{
    d->level++;
    if (list == NULL)
        return;
    if (list->kind != YAML_LIST)
        fault_on(d->r.f, list, ERR_CATALOG_LIST, "%" STR_FMT, STR_ARG(list->text));
    else
        for (size_t i = 0; i < list->n; i++)
            read_record_type(d, &list->items[i]);
}

void catalog_draft_rules(struct catalog_draft *d, const struct yaml_node *list)
{
    d->level++;
    if (list != NULL)
        read_rules_file(d, list);
}

void catalog_draft_framework(struct catalog_draft *d, const struct yaml_node *map)
{
    d->level++;
    if (map != NULL)
        read_framework_file(d, map);
}

/* Give definitions their final places, where others can point to them. */
static struct record_type *draft_settle(struct catalog_draft *d)
{
    struct catalog *c = &d->catalog;
    struct unit_kind *kinds = ARENA_NEW_N(d->r.a, d->unit_kinds.n, struct unit_kind);
    struct record_type *types = ARENA_NEW_N(d->r.a, d->types.n, struct record_type);
    for (size_t i = 0; i < d->unit_kinds.n; i++)
        kinds[i] = d->unit_kinds.p[i].kind;
    for (size_t i = 0; i < d->types.n; i++)
        types[i] = d->types.p[i].type;
    c->unit_kinds = kinds;
    c->n_unit_kinds = d->unit_kinds.n;
    c->dicts = d->dicts.p; /* the very ones that fields point at */
    c->n_dicts = d->dicts.n;
    c->types = types;
    c->n_types = d->types.n;
    return types;
}

const struct catalog *catalog_draft_finish(struct catalog_draft *d)
{
    link_units(d);
    link_record_types(d);
    if (d->r.f->n > d->rule_faults || d->r.f->left_out > 0)
        return NULL; /* what rules name may be wrong itself */
    struct record_type *types = draft_settle(d);
    settle_histories(d, types, d->types.n);
    link_rules(d);
    link_frameworks(d);
    if (faults_any(d->r.f))
        return NULL;
    struct catalog *c = ARENA_NEW(d->r.a, struct catalog);
    *c = d->catalog;
    return c;
}

const struct catalog *catalog_read(struct arena *a, const struct catalog_source *sources, size_t n,
                                   struct faults *f)
{
    struct catalog_draft *d = catalog_draft_new(a, f);
    catalog_draft_source(d, sources, n);
    const struct catalog *c = catalog_draft_finish(d);
    faults_sort(f);
    return c;
}
