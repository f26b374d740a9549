/*
 * test_paper_pdf.c — PDF as bytes: the same twice, fonts inside, the date of issue.
 * What stands on the pages is for tests/golden/official.
 */
#include "testmain.h"

#include "deliver/paper_pdf.h"
#include "paper_of.h"
#include "parts.h"

static void test_paper_pdf_write__bytes(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 256 * 1024 * 1024);
    struct plan plan = paper_of_plan(&a);
    struct paper_head head = {.organisation = STR("云泽区司法局"), .copies = STR("区委办")};
    struct paper paper = paper_of(&a, &plan, &head);
    struct str once, twice;
    struct err e = {.code = ERR_OK};
    enum err_code code = paper_pdf_write(&a, &paper, &once, &e);
    if (code == ERR_PAPER_FONT) {
        arena_release(&a);
        print_message("no Chinese font is installed: no PDF to look at\n");
        skip();
    }
    CHECK_ERR("once", code, ERR_OK);
    CHECK_ERR("twice", paper_pdf_write(&a, &paper, &twice, &e), ERR_OK);
    assert_true(str_starts(once, STR("%PDF-1.")));
    assert_true(str_eq(once, twice));
    CHECK("date of issue", part_holds(once, "20170328"));
    CHECK("embedded font", part_holds(once, "/FontFile3"));
    arena_release(&a);
}

static void test_paper_pdf_write__without_date(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 256 * 1024 * 1024);
    struct plan plan = paper_of_plan(&a);
    plan.has_issued_on = false;
    struct paper_head head = {.red_head = false};
    struct paper paper = paper_of(&a, &plan, &head);
    struct str bytes;
    enum err_code code = paper_pdf_write(&a, &paper, &bytes, NULL);
    if (code != ERR_PAPER_FONT) {
        CHECK_ERR("written", code, ERR_OK);
        CHECK("never the date of today", part_holds(bytes, "19700101"));
    }
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_paper_pdf_write__bytes),
          cmocka_unit_test(test_paper_pdf_write__without_date))
