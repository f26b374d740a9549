/*
 * test_catalog_read.c — files of a catalog, and catalogs built one upon the other.
 */
#include "catalog_of.h"

enum { TEST_SOURCES = 10, TEST_FILES = 5 };

/* `files` are TEST_FILES for each source. */
static void check_sources(const char *name, const char *const *names, const struct test_file *files,
                          size_t n, const char *want)
{
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct faults f;
    faults_init(&f, &a);
    struct catalog_source s[TEST_SOURCES];
    for (size_t i = 0; i < n; i++) {
        s[i] = test_source(&a, names[i], &files[i * TEST_FILES], TEST_FILES);
        s[i].root = str_format(&a, "%s/", names[i]);
    }
    const struct catalog *c = catalog_read(&a, s, n, &f);
    CHECK_STR(name, test_faults(&a, &f, true), want);
    CHECK(name, (c == NULL) == (want[0] != '\0'));
    arena_release(&a);
}

static void test_catalog_read__files(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct test_file files[TEST_FILES];
        const char *want;
    } cases[] = {
        {"the least", {{"catalog.yaml", "catalog: a-1\n"}}, ""},
        {"everything in catalog.yaml",
         {{"catalog.yaml", "catalog: a\ntitle: {zh: 甲, en: A}\nvalid: {from: 2017-01-01}\n"
                           "zone: Asia/Shanghai\ncalendar: china\nsource: {text: x}\n"
                           "verified: false\n"}},
         ""},
        {"no catalog.yaml",
         {{"records/x.yaml", "record: x\nfields: {a: {type: text}}\n"}},
         "a/catalog.yaml:CATALOG_NO_CATALOG@1:1(a/)"},
        {"nothing at all", {{NULL, NULL}}, "a/catalog.yaml:CATALOG_NO_CATALOG@1:1(a/)"},
        {"zone and calendar",
         {{"catalog.yaml", "catalog: a\nzone: Asia/Shangai\ncalendar: japan\n"}},
         "a/catalog.yaml:CATALOG_VALUE@2:7(Asia/Shangai)?Asia/Shanghai "
         "a/catalog.yaml:CATALOG_VALUE@3:11(japan)?china"},
        {"files that do not belong there",
         {{"catalog.yaml", "catalog: a\n"},
          {"unit.yaml", "units: {}\n"},
          {"records/sub/x.yaml", "record: x\n"},
          {"records/.yaml", "record: x\n"},
          {"records/x.yml", "record: x\n"}},
         "a/records/.yaml:CATALOG_FILE@1:1(records/.yaml) "
         "a/records/sub/x.yaml:CATALOG_FILE@1:1(records/sub/x.yaml) "
         "a/records/x.yml:CATALOG_FILE@1:1(records/x.yml) "
         "a/unit.yaml:CATALOG_FILE@1:1(unit.yaml)?units.yaml"},
        {"faults of all files",
         {{"catalog.yaml", "catalog: -a\n"},
          {"dicts.yaml", "dicts: [a\n"},
          {"records/x.yaml", "record: x\nfields: {a: {type: tex}}\n"},
          {"records/y.yaml", "record: x\nfields: {a: {type: dict, of: level}}\n"}},
         "a/catalog.yaml:CATALOG_CODE@1:10(-a) "
         "a/dicts.yaml:YAML_SYNTAX@2:1(flow sequence without a closing bracket) "
         "a/records/x.yaml:CATALOG_TYPE@2:20(tex)?text "
         "a/records/y.yaml:CATALOG_TWICE@1:9(x: a/records/x.yaml:1)"},
    };
    static const char *const names[] = {"a"};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        check_sources(cases[i].name, names, cases[i].files, 1, cases[i].want);
}

static void test_catalog_read__extends(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *names[3];
        struct test_file files[3][TEST_FILES];
        size_t n;
        const char *want;
    } cases[] = {
        {"one upon the other, in any order",
         {"c", "a", "b"},
         {{{"catalog.yaml", "catalog: c\nextends: b\n"},
           {"records/z.yaml",
            "record: z\nfields: {a: {type: ref, to: x}, b: {type: ref, to: y}}\n"}},
          {{"catalog.yaml", "catalog: a\n"},
           {"records/x.yaml", "record: x\nfields: {a: {type: text}}\n"}},
          {{"catalog.yaml", "catalog: b\nextends: a\n"},
           {"records/y.yaml", "record: y\nfields: {a: {type: ref, to: x}}\n"}}},
         3,
         ""},
        {"not there",
         {"a"},
         {{{"catalog.yaml", "catalog: a\nextends: common\n"}}},
         1,
         "a/catalog.yaml:CATALOG_EXTENDS@2:10(common)"},
        {"itself",
         {"a"},
         {{{"catalog.yaml", "catalog: a\nextends: a\n"}}},
         1,
         "a/catalog.yaml:CATALOG_CYCLE@2:10(a)"},
        {"a circle",
         {"a", "b"},
         {{{"catalog.yaml", "catalog: a\nextends: b\n"}},
          {{"catalog.yaml", "catalog: b\nextends: a\n"}}},
         2,
         "b/catalog.yaml:CATALOG_CYCLE@2:10(a)"},
        {"folder of another name",
         {"a", "b"},
         {{{"catalog.yaml", "catalog: a\nextends: b\n"}}, {{"catalog.yaml", "catalog: b2\n"}}},
         2,
         "b/catalog.yaml:CATALOG_VALUE@1:1(b2)?b"},
        {"replaced by something of another kind",
         {"a", "b"},
         {{{"catalog.yaml", "catalog: a\nextends: b\n"},
           {"records/level.yaml", "record: level\nfields: {a: {type: text}}\n"}},
          {{"catalog.yaml", "catalog: b\n"}, {"dicts.yaml", "dicts: {level: {of: {a: 甲}}}\n"}}},
         2,
         "a/records/level.yaml:CATALOG_KIND@1:9(level: b/dicts.yaml:1)"},
        {"what was replaced is missed",
         {"a", "b"},
         {{{"catalog.yaml", "catalog: a\nextends: b\n"},
           {"records/x.yaml", "record: x\nfields: {c: {type: text}}\n"}},
          {{"catalog.yaml", "catalog: b\n"},
           {"records/x.yaml", "record: x\nfields: {a: {type: date}}\nlife: {start: a}\n"},
           {"records/y.yaml", "record: y\nsubject: x\nfields: {a: {type: text}}\n"}}},
         2,
         "b/records/y.yaml:CATALOG_NO_LIFE@2:10(x)"},
        {"faults of the one extended are told with it",
         {"a", "b"},
         {{{"catalog.yaml", "catalog: a\nextends: b\n"}},
          {{"catalog.yaml", "catalog: b\nfoo: 1\n"}}},
         2,
         "b/catalog.yaml:CATALOG_KEY@2:1(foo)"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        check_sources(cases[i].name, cases[i].names, cases[i].files[0], cases[i].n, cases[i].want);
}

/* A chain of catalogs has an end. */
static void test_catalog_read__long_chain(void **state)
{
    (void)state;
    static const char *const names[] = {"c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9"};
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct test_file files[TEST_SOURCES][TEST_FILES] = {{{NULL, NULL}}};
    for (int i = 0; i < TEST_SOURCES; i++)
        files[i][0] = (struct test_file){
            "catalog.yaml", str_format(&a, "catalog: c%d\nextends: c%d\n", i, i + 1).p};
    check_sources("too long", names, files[0], TEST_SOURCES,
                  "c7/catalog.yaml:CATALOG_LIMIT@2:10(c8)");
    arena_release(&a);
}

static void test_catalog_read__replaces(void **state)
{
    (void)state;
    static const struct test_file base[] = {
        {"catalog.yaml", "catalog: base\ntitle: 基\n"},
        {"dicts.yaml", "dicts: {d: {of: {a: 甲}}, e: {of: {a: 甲}}}\n"},
        {"units.yaml", "units: {county: {}, office: {under: [county]}}\n"},
        {"records/x.yaml", "record: x\nfields: {f: {type: dict, of: d, default: b}}\n"},
        {"records/y.yaml", "record: y\nfields: {f: {type: text}}\n"},
    };
    static const struct test_file top[] = {
        {"catalog.yaml", "catalog: top\nextends: base\n"},
        {"dicts.yaml", "dicts: {d: {of: {a: 甲, b: 乙}}}\n"},
        {"records/y.yaml", "record: y\nfields: {f: {type: date}, g: {type: text}}\n"},
    };
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct faults f;
    faults_init(&f, &a);
    struct catalog_source s[] = {test_source(&a, "top", top, ARRAY_LEN(top)),
                                 test_source(&a, "base", base, ARRAY_LEN(base))};
    CHECK_STR("extends", catalog_extends(&a, &s[0]), "base");
    CHECK_STR("extends nothing", catalog_extends(&a, &s[1]), "");
    const struct catalog *c = catalog_read(&a, s, 2, &f);
    CHECK_STR("a base may lean on what is replaced", test_faults(&a, &f, true), "");
    assert_non_null(c);
    CHECK_STR("id", c->id, "top");
    CHECK_STR("title is not taken over", title_in(&c->title, LANG_ZH), "");
    assert_int_equal(c->n_types, 2);
    assert_int_equal(catalog_type(c, STR("y"))->n_fields, 2);
    assert_int_equal(catalog_type(c, STR("x"))->fields[0].choices->n, 2);
    assert_int_equal(c->n_dicts, 2);
    assert_int_equal(c->n_unit_kinds, 2);
    CHECK_STR("kinds", catalog_unit_kind(c, STR("office"))->parents[0], "county");
    CHECK("nothing of that name", catalog_type(c, STR("d")) == NULL);
    arena_release(&a);
}

/* The parts of a case file: types inline, over a catalog or over nothing. */
static void test_catalog_draft__inline(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *want;
        size_t n_types;
    } cases[] = {
        {"JSON",
         "{\"t\": [{\"record\": \"p\", \"life\": {\"start\": \"s\"},"
         " \"fields\": {\"s\": {\"type\": \"date\"}}},"
         " {\"record\": \"q\", \"subject\": \"p\", \"fields\": {\"n\": {\"type\": \"integer\"}}}]}",
         "", 2},
        {"none", "u: []\n", "", 0},
        {"faults", "t: [{record: p, subject: q, fields: {s: {type: dat}}}]\n",
         "CATALOG_TYPE@1:48(dat)?date CATALOG_NAME@1:26(q)?p", 0},
        {"no list", "t: {record: p}\n", "CATALOG_LIST@1:4()", 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, TEST_ARENA);
        struct faults f;
        faults_init(&f, &a);
        const struct yaml_node *root = yaml_read(&a, STR("case"), str_of(cases[i].text), &f);
        struct catalog_draft *d = catalog_draft_new(&a, &f);
        catalog_draft_types(d, yaml_get(root, "t"));
        const struct catalog *c = catalog_draft_finish(d);
        CHECK_STR(cases[i].name, test_faults(&a, &f, false), cases[i].want);
        CHECK(cases[i].name, (c == NULL) == (cases[i].want[0] != '\0'));
        CHECK_INT(cases[i].name, c == NULL ? 0 : c->n_types, cases[i].n_types);
        arena_release(&a);
    }
}

TEST_MAIN(cmocka_unit_test(test_catalog_read__files), cmocka_unit_test(test_catalog_read__extends),
          cmocka_unit_test(test_catalog_read__long_chain),
          cmocka_unit_test(test_catalog_read__replaces),
          cmocka_unit_test(test_catalog_draft__inline))
