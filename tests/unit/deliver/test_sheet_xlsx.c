/*
 * test_sheet_xlsx.c — what stands in the workbook besides the rows: titles, drop-downs,
 * ranges, lists, explanations, marks. What stands in the rows: test_sheet_round_trip.c.
 */
#include "testmain.h"

#include "deliver/sheet_xlsx.h"
#include "parts.h"
#include "temp_file.h"

#define Z(literal)                                                                                 \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }
#define TEXT(z)                                                                                    \
    {                                                                                              \
        .kind = FORM_VALUE_TEXT, .text = Z(z)                                                      \
    }
#define NUMBER(z)                                                                                  \
    {                                                                                              \
        .kind = FORM_VALUE_NUMBER, .text = Z(z)                                                    \
    }

struct book {
    struct arena a;
    struct temp_folder t;
    struct str bytes;
};

static void book_init(struct book *b)
{
    arena_init(&b->a, 256 * 1024 * 1024);
    temp_folder_make(&b->t);
}

static void book_release(struct book *b)
{
    temp_folder_remove(&b->t);
    arena_release(&b->a);
}

static enum err_code book_write(struct book *b, const struct form *form,
                                const struct form_value *values, size_t rows, struct err *e)
{
    struct sheet_xlsx *x = NULL;
    ERR_TRY(sheet_xlsx_begin(&b->a, temp_path(&b->a, &b->t, "x.xlsx"), form, &x, e));
    for (size_t i = 0; i < rows; i++) {
        enum err_code code = sheet_xlsx_row(x, values + i * form->n, e);
        if (code != ERR_OK) {
            sheet_xlsx_abandon(x);
            return code;
        }
    }
    ERR_TRY(sheet_xlsx_finish(x, e));
    b->bytes = temp_read(&b->a, &b->t, "x.xlsx");
    return ERR_OK;
}

static void check_part(struct book *b, const char *part, const char *wanted)
{
    CHECK(wanted, part_holds(part_of(&b->a, b->bytes, part), wanted));
}

static void check_none(struct book *b, const char *part, const char *unwanted)
{
    CHECK(unwanted, !part_holds(part_of(&b->a, b->bytes, part), unwanted));
}

#define DATA   "xl/worksheets/sheet1.xml"
#define SECOND "xl/worksheets/sheet2.xml"
#define THIRD  "xl/worksheets/sheet3.xml"
#define STYLES "xl/styles.xml"
#define BOOK   "xl/workbook.xml"

static void test_sheet_xlsx_begin__template(void **state)
{
    (void)state;
    static const struct str forms[] = {Z("集中"), Z("个别")};
    static const struct str units[] = {Z("城西,司法所"), Z("=城东")};
    static const struct form_column columns[] = {
        {.title = Z("人员编号"), .required = true, .note = Z("系统编号")},
        {.title = Z("日期"), .kind = FORM_DATE, .min = Z("2017-01-01"), .max = Z("2017-12-31")},
        {.title = Z("学时"), .kind = FORM_NUMBER, .digits = 1, .min = Z("0.5"), .max = Z("24")},
        {.title = Z("形式"), .allowed = forms, .n_allowed = 2},
        {.title = Z("单位"), .allowed = units, .n_allowed = 2},
        {.title = Z("人数"), .kind = FORM_INTEGER},
        {.title = Z("金额"), .kind = FORM_MONEY, .width = 33},
        {.title = Z("录入时间"), .kind = FORM_DATETIME},
        {.title = Z("备注")},
    };
    static const struct form form = {.title = Z("教育/学习"),
                                     .lang = LANG_ZH,
                                     .columns = columns,
                                     .n = 9,
                                     .template = true,
                                     .about = Z("先看这里\n\n再填")};
    struct book b;
    book_init(&b);
    assert_int_equal(book_write(&b, &form, NULL, 0, NULL), ERR_OK);
    check_part(&b, BOOK, "<sheet name=\"教育_学习\" sheetId=\"1\" r:id=\"rId1\"/>");
    check_part(&b, BOOK, "<sheet name=\"填表说明\" sheetId=\"2\" r:id=\"rId2\"/>");
    check_part(&b, BOOK, "<sheet name=\"lists\" sheetId=\"3\" state=\"hidden\"");
    check_part(&b, DATA, "ySplit=\"1\"");
    check_part(&b, DATA, "<autoFilter ref=\"A1:I1\"/>");
    check_part(&b, DATA, ">人员编号</t>");
    check_part(&b, DATA, "prompt=\"系统编号\"");
    check_part(&b, DATA, "type=\"date\"");
    check_part(&b, DATA, "<formula1>42736</formula1><formula2>43100</formula2>");
    check_part(&b, DATA, "type=\"decimal\"");
    check_part(&b, DATA, "<formula1>0.5</formula1><formula2>24</formula2>");
    check_part(&b, DATA, "<formula1>\"集中,个别\"</formula1>");
    check_part(&b, DATA, "<formula1>lists!$E$1:$E$2</formula1>");
    check_part(&b, DATA, "sqref=\"D2:D1048576\"");
    check_part(&b, DATA, "type=\"whole\"");
    check_part(&b, DATA, "请从下拉列表中选择。");
    check_part(&b, SECOND, ">先看这里</t>");
    check_part(&b, SECOND, ">集中、个别</t>");
    check_part(&b, SECOND, ">0.5 – 24</t>");
    check_part(&b, SECOND, ">是</t>");
    check_part(&b, THIRD, ">城西,司法所</t>");
    check_part(&b, STYLES, "formatCode=\"yyyy-mm-dd\"");
    check_part(&b, STYLES, "formatCode=\"0.0\"");
    check_part(&b, "docProps/core.xml", "1980-01-01");
    book_release(&b);
}

static void test_sheet_xlsx_begin__plain_export(void **state)
{
    (void)state;
    static const struct form_column columns[] = {{.title = Z("a")}};
    static const struct form form = {.columns = columns, .n = 1};
    static const struct form_value values[] = {TEXT("x"), TEXT("y")};
    struct book b;
    book_init(&b);
    assert_int_equal(book_write(&b, &form, values, 2, NULL), ERR_OK);
    check_part(&b, BOOK, "<sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets>");
    check_part(&b, DATA, "<autoFilter ref=\"A1:A3\"/>");
    check_none(&b, DATA, "dataValidation");
    check_none(&b, STYLES, "quotePrefix");
    struct str first = b.bytes;
    assert_int_equal(book_write(&b, &form, values, 2, NULL), ERR_OK);
    assert_true(str_eq(first, b.bytes));
    assert_int_equal(temp_count(&b.t), 1);
    book_release(&b);
}

static void test_sheet_xlsx_row__marks(void **state)
{
    (void)state;
    static const struct form_column columns[] = {{.title = Z("a")}, {.title = Z("b")}};
    static const struct form form = {.columns = columns, .n = 2};
    static const struct form_value values[] = {
        {.kind = FORM_VALUE_TEXT, .text = Z("=HYPERLINK(\"http://a\")"), .bad = true},
        {.kind = FORM_NONE, .bad = true},
    };
    struct book b;
    book_init(&b);
    assert_int_equal(book_write(&b, &form, values, 1, NULL), ERR_OK);
    check_part(&b, STYLES, " quotePrefix=\"1\"");
    check_part(&b, STYLES, "FFFFC7CE");
    check_none(&b, STYLES, "applyProtection");
    check_none(&b, STYLES, "<protection");
    check_part(&b, DATA, "=HYPERLINK(");
    check_none(&b, DATA, "<f>");
    check_part(&b, DATA, "<c r=\"B2\" s=");
    struct str first = b.bytes;
    assert_int_equal(book_write(&b, &form, values, 1, NULL), ERR_OK);
    assert_true(str_eq(first, b.bytes));
    assert_int_equal(temp_count(&b.t), 1);
    book_release(&b);
}

static void test_sheet_xlsx_row__refused(void **state)
{
    (void)state;
    static const struct form_column columns[] = {{.title = Z("a")}, {.title = Z("b")}};
    static const struct form form = {.columns = columns, .n = 2};
    struct book b;
    book_init(&b);
    char *x = arena_alloc(&b.a, 32768);
    memset(x, 'x', 32768);
    const struct {
        const char *name;
        struct str text;
        enum err_code code;
        const char *detail;
    } cases[] = {
        {"the longest", {x, 32767}, ERR_OK, ""},
        {"one more", {x, 32768}, ERR_PAPER_TEXT, "B2: more text than a cell holds"},
        {"no character", STR("a\xEF\xBF\xBF"), ERR_PAPER_TEXT, "B2: a character that is none"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct form_value values[] = {TEXT("a"), {.kind = FORM_VALUE_TEXT, .text = cases[i].text}};
        struct err e = {.detail = ""};
        CHECK_ERR(cases[i].name, book_write(&b, &form, values, 1, &e), cases[i].code);
        CHECK_STR(cases[i].name, str_of(e.detail), cases[i].detail);
        (void)unlink(temp_path(&b.a, &b.t, "x.xlsx"));
        CHECK_INT(cases[i].name, temp_count(&b.t), 0);
    }
    struct sheet_xlsx *none = NULL;
    CHECK_ERR("no folder",
              sheet_xlsx_begin(&b.a, temp_path(&b.a, &b.t, "no/x.xlsx"), &form, &none, NULL),
              ERR_FILE_WRITE);
    sheet_xlsx_abandon(NULL);
    book_release(&b);
}

/* A list of 255 bytes with its commas is a drop-down, a longer one stands on its sheet. */
static void test_sheet_xlsx_begin__long_lists(void **state)
{
    (void)state;
    for (size_t n = 64; n <= 65; n++) {
        struct book b;
        book_init(&b);
        struct str *allowed = ARENA_NEW_N(&b.a, n, struct str);
        for (size_t i = 0; i < n; i++)
            allowed[i] = STR("甲");
        struct form_column column = {.title = Z("a"), .allowed = allowed, .n_allowed = n};
        struct form form = {.columns = &column, .n = 1};
        assert_int_equal(book_write(&b, &form, NULL, 0, NULL), ERR_OK);
        if (n == 64)
            check_none(&b, BOOK, "name=\"lists\"");
        else
            check_part(&b, BOOK, "name=\"lists\"");
        book_release(&b);
    }
}

TEST_MAIN(cmocka_unit_test(test_sheet_xlsx_begin__template),
          cmocka_unit_test(test_sheet_xlsx_begin__plain_export),
          cmocka_unit_test(test_sheet_xlsx_row__marks),
          cmocka_unit_test(test_sheet_xlsx_row__refused),
          cmocka_unit_test(test_sheet_xlsx_begin__long_lists))
