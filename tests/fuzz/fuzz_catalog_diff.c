/*
 * fuzz_catalog_diff.c — any bytes as two versions of a catalog's file, compared.
 *
 * A line "%%" stands between them; the first line says which file they are, as in
 * fuzz_catalog.c. Each is read beside a small base; only catalogs without fault are compared.
 */
#include "fuzz_target.h"
#include "source/catalog/catalog_diff.h"

enum { FILES = 4 };

struct version {
    struct source_file files[FILES];
    struct catalog_source source;
};

static struct version version_of(struct str path, struct str bytes)
{
    struct version v = {
        .files = {{STR("catalog.yaml"), STR("catalog: base\n")},
                  {STR("dicts.yaml"), STR("dicts: {level: {of: {a: 1, b: 2}}}\n")},
                  {STR("records/person.yaml"),
                   STR("record: person\nfields: {start_on: {type: date}, name: {type: text}}\n"
                       "life: {start: start_on}\n")},
                  {path, bytes}},
        .source = {.name = STR("base"), .root = STR("base/"), .n = FILES},
    };
    return v;
}

static bool is_good(struct arena *a, const struct catalog_source *s)
{
    struct faults f;
    faults_init(&f, a);
    return catalog_read(a, s, 1, &f) != NULL;
}

static size_t count(const struct catalog_changes *changes, enum catalog_change_kind kind)
{
    size_t n = 0;
    for (size_t i = 0; i < changes->n; i++)
        n += changes->p[i].kind == kind;
    return n;
}

static void check_change(const struct catalog_change *c)
{
    must(c->what.n > 0 && c->place.file.n > 0 && c->place.line >= 1 && c->place.column >= 1);
    must(str_utf8_check(c->id, NULL) == ERR_OK && str_utf8_check(c->path, NULL) == ERR_OK);
    must(str_utf8_check(c->before, NULL) == ERR_OK && str_utf8_check(c->after, NULL) == ERR_OK);
    must(c->kind != CATALOG_ADDED || c->before.n == 0);
    must(c->kind != CATALOG_REMOVED || c->after.n == 0);
    for (int lang = 0; lang < LANG__MAX; lang++)
        must(str_utf8_check(c->title.text[lang], NULL) == ERR_OK);
}

/* Nothing differs from itself, and the way back undoes the way there. */
static void check_pair(struct arena *a, const struct catalog_source *x,
                       const struct catalog_source *y)
{
    struct catalog_changes there = catalog_diff(a, x, 1, y, 1);
    struct catalog_changes back = catalog_diff(a, y, 1, x, 1);
    must(catalog_diff(a, x, 1, x, 1).n == 0);
    must(count(&there, CATALOG_ADDED) == count(&back, CATALOG_REMOVED));
    must(count(&there, CATALOG_REMOVED) == count(&back, CATALOG_ADDED));
    must(count(&there, CATALOG_CHANGED) == count(&back, CATALOG_CHANGED));
    for (size_t i = 0; i < there.n; i++)
        check_change(&there.p[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str bytes = {(const char *)data, size};
    size_t end = str_find(bytes, STR("\n"), 0);
    size_t cut = str_find(bytes, STR("\n%%\n"), 0);
    if (!str_starts(bytes, STR("# ")) || cut == SIZE_MAX)
        return 0;
    struct str path = str_sub(bytes, 2, end);
    if (!catalog_path_ok(path))
        return 0;
    struct arena a;
    arena_init(&a, FUZZ_ARENA_MAX);
    struct version before = version_of(path, str_sub(bytes, 0, cut + 1));
    struct version after = version_of(path, str_sub(bytes, cut + 4, bytes.n));
    before.source.files = before.files;
    after.source.files = after.files;
    if (is_good(&a, &before.source) && is_good(&a, &after.source))
        check_pair(&a, &before.source, &after.source);
    arena_release(&a);
    return 0;
}
