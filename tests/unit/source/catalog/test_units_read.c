/*
 * test_units_read.c — kinds of units and lists of codes, and what can be wrong with them.
 */
#include "catalog_of.h"

static void check_file(const char *name, const char *path, const char *text, const char *want)
{
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct faults f;
    faults_init(&f, &a);
    const struct test_file files[] = {{"catalog.yaml", "catalog: t\n"}, {path, text}};
    struct catalog_source s = test_source(&a, "t", files, ARRAY_LEN(files));
    const struct catalog *c = catalog_read(&a, &s, 1, &f);
    CHECK_STR(name, test_faults(&a, &f, false), want);
    CHECK(name, (c == NULL) == (want[0] != '\0'));
    arena_release(&a);
}

static void test_units__files(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *want;
    } cases[] = {
        {"a tree",
         "units:\n  county: {title: 县, figures: {population: {type: integer, unit: 人}}}\n"
         "  office: {under: [county, town]}\n  town: {under: [county]}\n",
         ""},
        {"the word is missing", "county: {}\n",
         "CATALOG_KEY@1:1(county) CATALOG_MISSING@1:1(units)"},
        {"none", "units: {}\n", "CATALOG_MAP@1:8()"},
        {"name", "units: {County: {}}\n", "CATALOG_ID@1:9(County)"},
        {"under nothing", "units: {county: {}, office: {under: [conty]}}\n",
         "CATALOG_NAME@1:38(conty)?county"},
        {"under is a word", "units: {county: {}, office: {under: county}}\n",
         "CATALOG_LIST@1:37(county)"},
        {"under is a map", "units: {county: {}, office: {under: {county: }}}\n",
         "CATALOG_LIST@1:37()"},
        {"under itself", "units: {office: {under: [office]}}\n", "CATALOG_CYCLE@1:25(office)"},
        {"in a circle",
         "units: {a: {under: [b]}, b: {under: [c]}, c: {under: [a]}, d: {under: [a]}}\n",
         "CATALOG_CYCLE@1:20(a) CATALOG_CYCLE@1:37(b) CATALOG_CYCLE@1:54(c)"},
        {"figures",
         "units: {a: {figures: {n: {type: text}, p: {type: integer, sensitive: true}, q: {type: "
         "in}}}}\n",
         "CATALOG_FIELD_TYPE@1:33(figures: text) CATALOG_SENSITIVE@1:70(figures) "
         "CATALOG_TYPE@1:87(in)?integer"},
        {"keys", "units: {a: {parent: b, title: [x]}}\n",
         "CATALOG_KEY@1:13(parent) CATALOG_TEXT@1:31()"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        check_file(cases[i].name, "units.yaml", cases[i].text, cases[i].want);
}

static void test_units__too_many(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, TEST_TEXT);
    buf_add_z(&b, "units:\n");
    for (int i = 0; i < 21; i++)
        buf_addf(&b, "  k%d: {}\n", i);
    check_file("21 kinds", "units.yaml", b.p, "CATALOG_LIMIT@22:8(20)");
    buf_release(&b);
}

static void test_dicts__files(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *want;
    } cases[] = {
        {"codes", "dicts: {a: {title: 甲, of: {'01': 一, X-1.b: {zh: 二, en: two}}}}\n", ""},
        {"no list", "dicts: {a: {title: 甲}}\n", "CATALOG_MISSING@1:12(of)"},
        {"empty list", "dicts: {a: {of: {}}}\n", "CATALOG_MAP@1:17()"},
        {"codes that are none", "dicts: {a: {of: {甲: 一, 'b c': 二, '': 三}}}\n",
         "CATALOG_CODE@1:18(甲) CATALOG_CODE@1:25(b c) CATALOG_TEXT@1:35()"},
        {"text that is none", "dicts: {a: {of: {b: , c: [x]}}}\n",
         "CATALOG_TEXT@1:19() CATALOG_TEXT@1:26()"},
        {"name twice", "dicts: {a: {of: {b: 一}}, a: {of: {b: 一}}}\n",
         "YAML_KEY_TWICE@1:26(\"a\")"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        check_file(cases[i].name, "dicts.yaml", cases[i].text, cases[i].want);
}

static void test_dicts__too_many(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 1 << 20);
    buf_add_z(&b, "dicts:\n  a:\n    of:\n");
    for (int i = 0; i <= CHOICES_MAX; i++)
        buf_addf(&b, "      c%d: 值\n", i);
    check_file("one too many", "dicts.yaml", b.p, "CATALOG_LIMIT@4:7(5000)");
    buf_release(&b);
}

TEST_MAIN(cmocka_unit_test(test_units__files), cmocka_unit_test(test_units__too_many),
          cmocka_unit_test(test_dicts__files), cmocka_unit_test(test_dicts__too_many))
