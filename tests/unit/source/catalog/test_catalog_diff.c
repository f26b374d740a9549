/*
 * test_catalog_diff.c — what is told of two catalogs, and what makes no difference.
 */
#include "catalog_of.h"

#include "source/catalog/catalog_diff.h"

enum { TEST_FILES = 4 };

/* One change a line: sign, kind, id, path, before > after. */
static struct str show(struct arena *a, const struct catalog_changes *changes)
{
    struct buf b;
    buf_init(&b, TEST_TEXT);
    for (size_t i = 0; i < changes->n; i++) {
        const struct catalog_change *c = &changes->p[i];
        buf_addf(&b, "%c%" STR_FMT " %" STR_FMT, "+-~"[c->kind], STR_ARG(c->what), STR_ARG(c->id));
        if (c->path.n > 0)
            buf_addf(&b, " %" STR_FMT ": %" STR_FMT " > %" STR_FMT, STR_ARG(c->path),
                     STR_ARG(c->before), STR_ARG(c->after));
        buf_addf(&b, " @%d\n", (int)c->place.line);
    }
    struct str text = str_copy(a, buf_str(&b));
    buf_release(&b);
    return text;
}

static void test_catalog_diff__files(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct test_file before[TEST_FILES], after[TEST_FILES];
        const char *want;
    } cases[] = {
        {"how it is written makes no difference",
         {{"units.yaml", "units: {a: {title: {zh: 甲, en: A}}, b: {under: [a]}}\n"}},
         {{"units.yaml",
           "# c\nunits:\n  b:\n    under:\n    - a\n  a: {title: {en: 'A', zh: \"甲\"}}\n"}},
         ""},
        {"nor where",
         {{"records/x.yaml", "record: x\nfields: {a: {type: text}}\n"}},
         {{"records/y.yaml", "record: x\nfields: {a: {type: text}}\n"}},
         ""},
        {"values",
         {{"records/x.yaml", "record: x\nfields: {a: {type: decimal, min: 1, digits: 1}}\n"}},
         {{"records/x.yaml", "record: x\nfields:\n  a: {type: decimal, min: 0.5, max: 8}\n"}},
         "~record x fields.a.min: 1 > 0.5 @3\n+record x fields.a.max:  > 8 @3\n"
         "-record x fields.a.digits: 1 >  @2\n"},
        {"fields and lists of words",
         {{"records/x.yaml",
           "record: x\nfields: {a: {type: text}, b: {type: date}}\nunique: [a]\n"}},
         {{"records/x.yaml",
           "record: x\nfields: {a: {type: text}, c: {type: date}}\nunique: [a, c]\n"}},
         "+record x fields.c:  > {type: date} @2\n-record x fields.b: {type: date} >  @2\n"
         "~record x unique: [a] > [a, c] @3\n"},
        {"definitions",
         {{"dicts.yaml", "dicts: {d: {of: {a: 甲}}, e: {of: {a: 甲}}}\n"}},
         {{"dicts.yaml", "dicts: {d: {of: {a: 乙}}, f: {of: {a: 甲}}}\n"}},
         "~dict d of.a: 甲 > 乙 @1\n+dict f @1\n-dict e @1\n"},
        {"checks, whatever their order",
         {{"records/x.yaml", "checks:\n- {unless: a, say: x}\n- {unless: b, say: x}\nrecord: x\n"}},
         {{"records/x.yaml", "checks:\n- {unless: c, say: x}\n- {say: x, unless: a}\nrecord: x\n"}},
         "+record x checks:  > {unless: c, say: x} @2\n-record x checks: {unless: b, say: x} >  "
         "@3\n"},
        {"a list without ids in another order",
         {{"framework.yaml", "framework: f\nbands: [{at_least: 5}, {at_least: 1}]\n"}},
         {{"framework.yaml", "framework: f\nbands: [{at_least: 1}, {at_least: 5}]\n"}},
         "~framework f bands: [{at_least: 5}, {at_least: 1}] > [{at_least: 1}, {at_least: 5}] "
         "@2\n"},
        {"an item more that stood there already",
         {{"framework.yaml", "framework: f\nparts: [{full: 5}]\n"}},
         {{"framework.yaml", "framework: f\nparts: [{full: 5}, {full: 5}]\n"}},
         "~framework f parts: [{full: 5}] > [{full: 5}, {full: 5}] @2\n"},
        {"items with ids in another order",
         {{"framework.yaml", "framework: f\nitems: [{id: '1'}, {id: '2'}]\n"}},
         {{"framework.yaml", "framework: f\nitems: [{id: '2'}, {id: '1'}]\n"}},
         ""},
        {"items by their id",
         {{"framework.yaml", "framework: f\nitems: [{id: '1', full: 5}, {id: '2', full: 3}]\n"}},
         {{"framework.yaml", "framework: f\nitems: [{id: '2', full: 3}, {id: '1', full: 6}]\n"}},
         "~framework f items.1.full: 5 > 6 @2\n"},
        {"rules",
         {{"rules/a.yaml", "- {id: r.a, every: month}\n- {id: r.b, every: week}\n"}},
         {{"rules/b.yaml", "- {id: r.b, every: {months: 3, from: x}}\n"}},
         "~rule r.b every: week > {months: 3, from: x} @1\n-rule r.a @1\n"},
        {"the catalog itself",
         {{"catalog.yaml", "catalog: a\nvalid: {from: 2017-01-01}\n"}},
         {{"catalog.yaml", "catalog: b\nvalid: {from: 2017-01-01, to: 2017-12-31}\n"}},
         "~catalog  catalog: a > b @1\n+catalog  valid.to:  > 2017-12-31 @2\n"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, TEST_ARENA);
        struct catalog_source before = test_source(&a, "a", cases[i].before, TEST_FILES);
        struct catalog_source after = test_source(&a, "b", cases[i].after, TEST_FILES);
        struct catalog_changes changes = catalog_diff(&a, &before, 1, &after, 1);
        CHECK_STR(cases[i].name, show(&a, &changes), cases[i].want);
        struct catalog_changes none = catalog_diff(&a, &after, 1, &after, 1);
        CHECK_INT(cases[i].name, none.n, 0);
        arena_release(&a);
    }
}

/* What an extended catalog has belongs to the one that extends it. */
static void test_catalog_diff__extends(void **state)
{
    (void)state;
    static const struct test_file base[] = {
        {"catalog.yaml", "catalog: base\n"},
        {"dicts.yaml", "dicts: {d: {of: {a: 甲}}, e: {of: {a: 甲}}}\n"},
    };
    static const struct test_file top[] = {
        {"catalog.yaml", "catalog: top\nextends: base\n"},
        {"dicts.yaml", "dicts: {d: {title: {zh: 丁, en: D}, of: {a: 乙}}}\n"},
    };
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct catalog_source s[] = {test_source(&a, "top", top, ARRAY_LEN(top)),
                                 test_source(&a, "base", base, ARRAY_LEN(base))};
    struct catalog_changes changes = catalog_diff(&a, &s[1], 1, s, 2);
    CHECK_STR("changes", show(&a, &changes),
              "~catalog  catalog: base > top @1\n+catalog  extends:  > base @2\n"
              "+dict d title:  > {zh: 丁, en: D} @1\n~dict d of.a: 甲 > 乙 @1\n");
    CHECK_STR("title", title_in(&changes.p[3].title, LANG_EN), "D");
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_catalog_diff__files), cmocka_unit_test(test_catalog_diff__extends))
