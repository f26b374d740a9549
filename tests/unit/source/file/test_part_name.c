/*
 * test_part_name.c — how parts name each other.
 */
#include "testmain.h"

#include "base/arena.h"
#include "source/file/part_name.h"

static void test_part_resolve__targets(void **state)
{
    (void)state;
    static const struct {
        const char *folder, *target, *want;
    } cases[] = {
        {"xl/", "styles.xml", "xl/styles.xml"},
        {"xl/", "./styles.xml", "xl/styles.xml"},
        {"xl/", "/xl/styles.xml", "xl/styles.xml"},
        {"xl/worksheets/", "../styles.xml", "xl/styles.xml"},
        {"xl/worksheets/", "../../a.xml", "a.xml"},
        {"xl/", "../../../a.xml", "a.xml"},
        {"", "xl/workbook.xml", "xl/workbook.xml"},
        {"", "", ""},
    };
    struct arena a;
    arena_init(&a, 10000);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_STR(cases[i].target,
                  part_resolve(&a, str_of(cases[i].folder), str_of(cases[i].target)),
                  cases[i].want);
    arena_release(&a);
}

static void test_part_relations__names(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 10000);
    CHECK_STR("package", part_relations(&a, STR_NONE), "_rels/.rels");
    CHECK_STR("part", part_relations(&a, STR("xl/workbook.xml")), "xl/_rels/workbook.xml.rels");
    CHECK_STR("top", part_relations(&a, STR("a.xml")), "_rels/a.xml.rels");
    CHECK_STR("folder", str_copy(&a, part_folder(STR("a/b/c.xml"))), "a/b/");
    arena_release(&a);
}

static void test_part_type_is__vocabularies(void **state)
{
    (void)state;
    static const struct {
        const char *type;
        bool want;
    } cases[] = {
        {"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles", true},
        {"http://purl.oclc.org/ooxml/officeDocument/relationships/styles", true},
        {"http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme", false},
        {"http://example.org/relationships/styles", false},
        {"", false},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_INT(cases[i].type, part_type_is(str_of(cases[i].type), STR("/styles")),
                  cases[i].want);
}

TEST_MAIN(cmocka_unit_test(test_part_resolve__targets),
          cmocka_unit_test(test_part_relations__names),
          cmocka_unit_test(test_part_type_is__vocabularies))
