/*
 * test_yaml_place.c — from a scalar's text back to its place in the file.
 */
#include "source/catalog/yaml.h"

#include "testmain.h"

static void test_yaml_place__styles(void **state)
{
    (void)state;
    static const struct {
        const char *name, *file, *at; /* the text of `a` up to `at` */
        int32_t line, column;
    } cases[] = {
        {"beginning", "a: x = y\n", "", 1, 4},
        {"plain", "a: x = y\n", "x = ", 1, 8},
        {"behind the end", "a: x = y\n", "x = y", 1, 9},
        {"characters, not bytes", "{b: 甲, a: 乙 = 丙}", "乙 = ", 1, 15},
        {"single quotes", "a: 'x = y'\n", "x = ", 1, 9},
        {"doubled quote", "a: 'x = ''u'' or y'\n", "x = 'u' or ", 1, 18},
        {"double quotes", "a: \"x = y\"\n", "x = ", 1, 9},
        {"escapes", "a: \"x = \\\"\\u7532\\x41\\n\" \n", "x = \"甲A", 1, 21},
        {"JSON", "{\"b\": 1, \"a\": \"p = q\"}", "p = ", 1, 20},
        {"plain over lines", "a: x\n   = y\n", "x = ", 2, 6},
        {"double quotes over lines", "a: \"x  \n  = \\\n   y\"\n", "x = ", 3, 4},
        {"empty line", "a: 'x\n\n  y'\n", "x\n", 3, 3},
        {"literal", "a: |\n  x =\n  y or z\n", "x =\ny or ", 3, 8},
        {"folded", "a: >\n  x =\n  y\n", "x = ", 3, 3},
        {"carriage returns", "a: |\r\n  x =\r\n  y\r\n", "x =\n", 3, 3},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1 << 20);
        struct faults f;
        faults_init(&f, &a);
        const struct yaml_node *n = yaml_read(&a, STR("f.yaml"), str_of(cases[i].file), &f);
        const struct yaml_node *value = yaml_get(n, "a");
        CHECK(cases[i].name, value != NULL && str_starts(value->text, str_of(cases[i].at)));
        struct place got = yaml_place(value, str_of(cases[i].at).n);
        CHECK_INT(cases[i].name, got.line, cases[i].line);
        CHECK_INT(cases[i].name, got.column, cases[i].column);
        CHECK_STR(cases[i].name, got.file, "f.yaml");
        arena_release(&a);
    }
}

TEST_MAIN(cmocka_unit_test(test_yaml_place__styles))
