/*
 * test_ledger_xlsx.c — the workbook: numbers are numbers, text stays text, sums are
 * formulas with their value.
 */
#include "testmain.h"

#include "deliver/ledger_xlsx.h"
#include "paper_of.h"
#include "parts.h"

struct book {
    struct arena a;
    struct str bytes, sheet, strings, styles;
};

static void write_book(struct book *b, const struct ledger_sheet *sheet)
{
    struct err e = {.code = ERR_OK};
    CHECK_ERR("written", ledger_xlsx_write(&b->a, sheet, &b->bytes, &e), ERR_OK);
    b->sheet = part_of(&b->a, b->bytes, "xl/worksheets/sheet1.xml");
    b->strings = part_of(&b->a, b->bytes, "xl/sharedStrings.xml");
    b->styles = part_of(&b->a, b->bytes, "xl/styles.xml");
}

static void test_ledger_xlsx_write__cells(void **state)
{
    (void)state;
    struct book b;
    arena_init(&b.a, 64 * 1024 * 1024);
    struct plan plan = paper_of_plan(&b.a);
    plan.items[0].cause = STR("=HYPERLINK(\"http://a\",\"b\")");
    plan.items[1].cause = STR("+1-2@x");
    plan.items[1].got = (struct plan_figure){.from = PLAN_UNKNOWN};
    struct ledger_row rows[] = {{.item = &plan.items[0], .id = 11, .has_due = true, .due = {17347}},
                                {.item = &plan.items[1]}};
    struct ledger_sheet sheet = {.plan = &plan, .rows = rows, .n = 2, .lang = LANG_ZH};
    write_book(&b, &sheet);
    CHECK("a number", part_holds(b.sheet, "<v>4.7</v></c>"));
    CHECK("text is a string", part_holds(b.strings, "=HYPERLINK(\"http://a\",\"b\")"));
    CHECK("and no formula", !part_holds(b.sheet, "HYPERLINK"));
    CHECK("plus, too", part_holds(b.strings, "+1-2@x"));
    CHECK("edited text stays text", part_holds(b.styles, "numFmtId=\"49\""));
    CHECK("and is quoted", part_holds(b.styles, " quotePrefix=\"1\""));
    CHECK("by nothing else", !part_holds(b.styles, "rotection"));
    CHECK("two decimals", part_holds(b.styles, "numFmtId=\"2\""));
    CHECK("sum of full", part_holds(b.sheet, "<f>SUBTOTAL(9,F2:F3)</f><v>10</v>"));
    CHECK("sum of got", part_holds(b.sheet, "<f>SUBTOTAL(9,G2:G3)</f><v>4.7</v>"));
    CHECK("filters", part_holds(b.sheet, "<autoFilter ref=\"A1:M3\"/>"));
    CHECK("frozen header", part_holds(b.sheet, "ySplit=\"1\""));
    CHECK("a day is a number of days", part_holds(b.sheet, "<v>42916</v>")); /* 2017-06-30 */
    CHECK("a heading", part_holds(b.strings, "失分原因"));
    CHECK("id", part_holds(b.strings, ">D11<"));
    CHECK("columns that nobody fills are left out", !part_holds(b.strings, "整改状态"));
    CHECK("date of issue", part_holds(part_of(&b.a, b.bytes, "docProps/core.xml"), "2017-03-28"));
    struct str before = b.bytes;
    write_book(&b, &sheet);
    assert_true(str_eq(before, b.bytes));
    arena_release(&b.a);
}

/* Only what some program would take for a formula is quoted. */
static void test_ledger_xlsx_write__formulas(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool quoted;
    } cases[] = {
        {"=1+1", true},  {"+1", true},    {"-1", true},        {"@SUM(A1)", true}, {"\t=1", true},
        {"\n @a", true}, {" a=1", false}, {"＝1+1", true},     {"－1", true},      {"1=1", false},
        {"a", false},    {"", false},     {"每周=7天", false}, {"①-②", false},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct book b;
        arena_init(&b.a, 64 * 1024 * 1024);
        struct plan_item item = {.no = 1, .item = STR("甲"), .cause = str_of(cases[i].text)};
        struct plan plan = {.items = &item, .n_items = 1};
        struct ledger_row row = {.item = &item};
        struct ledger_sheet sheet = {.plan = &plan, .rows = &row, .n = 1, .lang = LANG_EN};
        write_book(&b, &sheet);
        CHECK(cases[i].text, part_holds(b.styles, " quotePrefix=\"1\"") == cases[i].quoted);
        CHECK(cases[i].text, !part_holds(b.sheet, "<f>1"));
        struct str again = b.bytes;
        write_book(&b, &sheet);
        CHECK(cases[i].text, str_eq(again, b.bytes));
        arena_release(&b.a);
    }
}

static void test_ledger_xlsx_write__exact_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int64_t centi;
        const char *want;
    } cases[] = {
        {"hundredth", 1, "<v>0.01</v>"},
        {"tenths", 940, "<v>9.4</v>"},
        {"16 digits of the nearest number", 938, "<v>9.380000000000001</v>"},
        {"negative", -50, "<v>-0.5</v>"},
        {"thousands", 123456789, "<v>1234567.89</v>"},
        {"the largest", POINTS_MAX_CENTI, "<v>1000000000</v>"},
        {"below the largest", POINTS_MAX_CENTI - 1, "<v>999999999.99</v>"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct book b;
        arena_init(&b.a, 64 * 1024 * 1024);
        struct plan_item item = {
            .no = 1, .item = STR("甲"), .got = paper_of_figure(cases[i].centi)};
        struct plan plan = {.items = &item, .n_items = 1};
        struct ledger_row row = {.item = &item};
        struct ledger_sheet sheet = {.plan = &plan, .rows = &row, .n = 1, .lang = LANG_EN};
        write_book(&b, &sheet);
        CHECK(cases[i].name, part_holds(b.sheet, cases[i].want));
        arena_release(&b.a);
    }
}

static void test_ledger_xlsx_write__limits(void **state)
{
    (void)state;
    struct book b;
    arena_init(&b.a, 64 * 1024 * 1024);
    struct plan_item item = {.no = 1, .item = STR("甲")};
    struct plan plan = {.items = &item, .n_items = 1};
    struct ledger_row row = {.item = &item};
    struct ledger_sheet sheet = {.plan = &plan, .rows = &row, .n = 1, .lang = LANG_EN};
    char *text = arena_alloc(&b.a, 40000);
    memset(text, 'x', 40000);
    item.cause = (struct str){text, 40000};
    struct err e = {.code = ERR_OK};
    CHECK_ERR("text longer than a cell", ledger_xlsx_write(&b.a, &sheet, &b.bytes, &e),
              ERR_PAPER_TEXT);
    assert_non_null(strstr(e.detail, "item 1: Cause"));
    sheet.n = 2000000;
    CHECK_ERR("more rows than a sheet", ledger_xlsx_write(&b.a, &sheet, &b.bytes, NULL),
              ERR_TOO_BIG);
    sheet.n = 0;
    CHECK_ERR("no rows", ledger_xlsx_write(&b.a, &sheet, &b.bytes, NULL), ERR_OK);
    arena_release(&b.a);
}

TEST_MAIN(cmocka_unit_test(test_ledger_xlsx_write__cells),
          cmocka_unit_test(test_ledger_xlsx_write__formulas),
          cmocka_unit_test(test_ledger_xlsx_write__exact_numbers),
          cmocka_unit_test(test_ledger_xlsx_write__limits))
