/*
 * fuzz_catalog.c — any bytes as a file of a catalog: its tree, its places, its faults.
 *
 * The first line says which file they are ("# units.yaml"), as in tests/golden/catalog;
 * without it they are a record type. They are read beside a small base and once more as
 * the inline types of a case.
 */
#include "fuzz_target.h"
#include "source/catalog/catalog_read.h"

static const char BASE_DICTS[] = "dicts: {level: {of: {a: 1, b: 2}}}\n";
static const char BASE_TYPE[] =
    "record: person\nfields: {start_on: {type: date}, name: {type: text}}\n"
    "life: {start: start_on}\n";

/* A place is one of the file, and places go forward through a text. */
static void check_node(const struct yaml_node *n)
{
    must(n->line >= 1 && n->column >= 1 && n->from <= n->file->bytes.n);
    must(str_utf8_check(n->text, NULL) == ERR_OK);
    struct place last = yaml_where(n);
    for (size_t i = 0; n->kind == YAML_SCALAR && i <= n->text.n; i += 1 + n->text.n / 8) {
        struct place at = yaml_place(n, i);
        must(at.line > last.line || (at.line == last.line && at.column >= last.column));
        last = at;
    }
}

static void check_tree(const struct yaml_node *n, size_t depth)
{
    must(depth <= YAML_DEPTH_MAX);
    check_node(n);
    for (size_t i = 0; i < n->n; i++) {
        if (n->kind == YAML_MAP) {
            must(n->pairs[i].key.kind == YAML_SCALAR);
            check_node(&n->pairs[i].key);
            check_tree(&n->pairs[i].value, depth + 1);
        } else {
            must(n->kind == YAML_LIST);
            check_tree(&n->items[i], depth + 1);
        }
    }
}

static void check_faults(const struct faults *f, bool good)
{
    must(good == !faults_any(f));
    for (size_t i = 0; i < f->n; i++) {
        must(f->p[i].at.line >= 1 && f->p[i].at.column >= 1);
        (void)err_info(f->p[i].code);
        for (int lang = 0; lang < LANG__MAX; lang++)
            must(str_utf8_check(f->p[i].detail.text[lang], NULL) == ERR_OK);
    }
}

/* The path that the first line names, if it is one of a catalog. */
static struct str path_of(struct str bytes)
{
    size_t end = str_find(bytes, STR("\n"), 0);
    struct str path = str_sub(bytes, 2, end == SIZE_MAX ? 0 : end);
    return str_starts(bytes, STR("# ")) && catalog_path_ok(path) ? path : STR("records/x.yaml");
}

static void read_as_file(struct arena *a, struct str bytes)
{
    struct faults f;
    faults_init(&f, a);
    const struct source_file files[] = {
        {STR("catalog.yaml"), STR("catalog: base\n")},
        {STR("dicts.yaml"), str_of(BASE_DICTS)},
        {STR("records/person.yaml"), str_of(BASE_TYPE)},
        {path_of(bytes), bytes},
    };
    struct catalog_source s = {.name = STR("base"), .files = files, .n = ARRAY_LEN(files)};
    check_faults(&f, catalog_read(a, &s, 1, &f) != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str bytes = {(const char *)data, size};
    struct arena a;
    arena_init(&a, FUZZ_ARENA_MAX);
    struct faults f;
    faults_init(&f, &a);
    const struct yaml_node *root = yaml_read(&a, STR("x"), bytes, &f);
    must(root != NULL || faults_any(&f));
    if (root != NULL)
        check_tree(root, 1);
    struct catalog_draft *d = catalog_draft_new(&a, &f);
    catalog_draft_types(d, root);
    check_faults(&f, catalog_draft_finish(d) != NULL);
    read_as_file(&a, bytes);
    arena_release(&a);
    return 0;
}
