/*
 * test_table.c — grids: spans, merges, gaps, nesting and deletions.
 */
#include "testmain.h"

#include "base/buf.h"
#include "docx_build.h"

#define T(text)        "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define P(text)        "<w:p>" T(text) "</w:p>"
#define TC(pr, text)   "<w:tc><w:tcPr>" pr "</w:tcPr>" P(text) "</w:tc>"
#define C(text)        "<w:tc>" P(text) "</w:tc>"
#define E              "<w:tc><w:p/></w:tc>"
#define SPAN(n)        "<w:gridSpan w:val=\"" #n "\"/>"
#define DOWN           "<w:vMerge w:val=\"restart\"/>"
#define UP             "<w:vMerge/>"
#define TR(cells)      "<w:tr>" cells "</w:tr>"
#define TRP(pr, cells) "<w:tr><w:trPr>" pr "</w:trPr>" cells "</w:tr>"
#define TBL(rows)      "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>" rows "</w:tbl>"

static const struct {
    const char *name;
    const char *body;
    const char *want;
} CASES[] = {
    {"plain", TBL(TR(C("甲") C("乙")) TR(C("丙") C("丁"))), "[甲|乙//丙|丁]"},
    {"between paragraphs", P("一") TBL(TR(C("甲"))) P("二"), "一 / [甲] / 二"},
    {"empty cells", TBL(TR(C("甲") E) TR(E C("丁"))), "[甲|//|丁]"},
    {"spans", TBL(TR(TC(SPAN(2), "甲") C("乙")) TR(C("丙") C("丁") C("戊"))),
     "[甲|<|乙//丙|丁|戊]"},
    {"merged downwards",
     TBL(TR(TC(DOWN, "甲") C("乙")) TR(TC(UP, "") C("丙")) TR(TC(UP, "") C("丁"))),
     "[甲|乙//^|丙//^|丁]"},
    {"merged both ways",
     TBL(TR(TC(SPAN(2) DOWN, "甲") C("乙")) TR(TC(SPAN(2) UP, "") C("丙"))
             TR(C("一") C("二") C("三"))),
     "[甲|<|乙//^|^|丙//一|二|三]"},
    {"two merges follow each other",
     TBL(TR(TC(DOWN, "甲")) TR(TC(UP, "")) TR(TC(DOWN, "乙")) TR(TC(UP, ""))), "[甲//^//乙//^]"},
    {"continue spelt out", TBL(TR(TC(DOWN, "甲")) TR(TC("<w:vMerge w:val=\"continue\"/>", ""))),
     "[甲//^]"},
    {"text under a merge is not shown", TBL(TR(TC(DOWN, "甲")) TR(TC(UP, "看不见"))), "[甲//^]"},
    {"continue without restart", TBL(TR(C("甲")) TR(TC(UP, "乙")) TR(TC(UP, "丙"))), "[甲//乙//^]"},
    {"continue in the first row", TBL(TR(TC(UP, "甲") C("乙"))), "[甲|乙]"},
    {"continue in another column", TBL(TR(TC(DOWN, "甲") C("乙")) TR(C("丙") TC(UP, "丁"))),
     "[甲|乙//丙|丁]"},
    {"merge across, old way",
     TBL(TR(TC("<w:hMerge w:val=\"restart\"/>", "甲") TC("<w:hMerge/>", "") C("乙"))
             TR(C("丙") C("丁") C("戊"))),
     "[甲|<|乙//丙|丁|戊]"},
    {"old way without restart", TBL(TR(TC("<w:hMerge/>", "甲") C("乙"))), "[甲|乙]"},
    {"gaps before and after",
     TBL(TR(C("一") C("二") C("三"))
             TRP("<w:gridBefore w:val=\"1\"/><w:gridAfter w:val=\"1\"/>", C("中"))),
     "[一|二|三//|中|]"},
    {"short row", TBL(TR(C("一") C("二") C("三")) TR(C("甲") C("乙"))), "[一|二|三//甲|乙|]"},
    {"long row", TBL(TR(C("一")) TR(C("甲") C("乙"))), "[一|//甲|乙]"},
    {"paragraphs of a cell", TBL(TR("<w:tc>" P("一") "<w:p/>" P("二") "</w:tc>" C("三"))),
     "[一~二|三]"},
    {"soft break in a cell",
     TBL(TR("<w:tc><w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r></w:p></w:tc>")), "[一~二]"},
    {"table in a cell",
     TBL(TR("<w:tc>" P("前") TBL(TR(C("甲") C("乙")) TR(C("丙") E)) P("后") "</w:tc>" C("旁"))),
     "[前~甲 乙~丙~后|旁]"},
    {"merged table in a cell",
     TBL(TR("<w:tc>" TBL(TR(TC(DOWN, "甲") C("乙")) TR(TC(UP, "") C("丙"))) "<w:p/></w:tc>")),
     "[甲 乙~丙]"},
    {"deleted row", TBL(TR(C("甲")) TRP("<w:del w:id=\"1\"/>", C("乙")) TR(C("丙"))), "[甲//丙]"},
    {"inserted row", TBL(TR(C("甲")) TRP("<w:ins w:id=\"1\"/>", C("乙"))), "[甲//乙]"},
    {"hidden row", TBL(TR(C("甲")) TRP("<w:hidden/>", C("乙"))), "[甲]"},
    {"row hidden and shown", TBL(TR(C("甲")) TRP("<w:hidden w:val=\"0\"/>", C("乙"))), "[甲//乙]"},
    {"merge across a deleted row",
     TBL(TR(TC(DOWN, "甲")) TRP("<w:del w:id=\"1\"/>", TC(UP, "")) TR(TC(UP, ""))), "[甲//^]"},
    {"deleted cell", TBL(TR(C("甲") TC("<w:cellDel w:id=\"1\"/>", "乙") C("丙"))), "[甲||丙]"},
    {"all rows deleted", P("一") TBL(TRP("<w:del w:id=\"1\"/>", C("乙"))) P("二"), "一 / 二"},
    {"no rows", P("一") TBL(""), "一"},
    {"row without cells", TBL(TR("") TR(C("甲"))), "[甲]"},
    {"cell without paragraphs", TBL(TR("<w:tc/>" C("甲"))), "[|甲]"},
    {"controls around rows and cells",
     TBL("<w:sdt><w:sdtContent>" TR("<w:sdt><w:sdtPr/><w:sdtContent>" C(
         "甲") "</w:sdtContent></w:sdt>" C("乙")) "</w:sdtContent></w:sdt>"
                                                  "<w:customXml w:element=\"e\">" TR(
                                                      C("丙") "<w:customXml w:element=\"e\">" C(
                                                          "丁") "</w:customXml>") "</w:customXml>"),
     "[甲|乙//丙|丁]"},
    {"row exceptions", TBL("<w:tr><w:tblPrEx/><w:trPr/>" C("甲") "</w:tr>"), "[甲]"},
    {"deleted mark inside a cell",
     TBL(TR(
         "<w:tc><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" T("一") "</w:p>" P("二") "</w:tc>")),
     "[一二]"},
    {"span of nothing",
     TBL(TR(TC(SPAN(0), "甲") TC("<w:gridSpan/>", "乙") TC("<w:gridSpan w:val=\"x\"/>", "丙"))),
     "[甲|乙|丙]"},
};

static void test_table_read__grids(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct arena a;
        arena_init(&a, 100 * 1000 * 1000);
        struct str docx = docx_of(&a, CASES[i].body, NULL, NULL);
        CHECK_STR(CASES[i].name, docx_read_and_show(&a, docx), CASES[i].want);
        arena_release(&a);
    }
}

static void test_table_read__given(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 100 * 1000 * 1000);
    struct str docx =
        docx_of(&a,
                TBL(TR(C("一") C("二") C("三") C("四")) TR(C("甲") C("乙")) TR(TC(SPAN(3), "丙"))
                        TRP("<w:gridBefore w:val=\"2\"/>", C("丁")) TR(TC(SPAN(4), "戊"))),
                NULL, NULL);
    static const int32_t want[] = {4, 2, 3, 3, 4};
    struct doc doc;
    assert_int_equal(doc_read(&a, docx, &doc, NULL), ERR_OK);
    assert_int_equal(doc.blocks[0].table.n_rows, ARRAY_LEN(want));
    for (size_t i = 0; i < ARRAY_LEN(want); i++)
        CHECK_INT("row", doc.blocks[0].table.rows[i].given, want[i]);
    arena_release(&a);
}

static struct str repeated(struct arena *a, const char *before, const char *piece, size_t n,
                           const char *after)
{
    struct buf b;
    buf_init(&b, 500 * 1000 * 1000);
    buf_add_z(&b, before);
    for (size_t i = 0; i < n; i++)
        buf_add_z(&b, piece);
    buf_add_z(&b, after);
    struct str s = str_copy(a, buf_str(&b));
    buf_release(&b);
    return s;
}

static void test_table_read__limits(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *before, *piece;
        size_t n;
        const char *after;
        const char *want; /* the error, or NULL: n_columns is `columns` */
        int32_t columns;
    } cases[] = {
        {"63 columns", "<w:tbl><w:tr>", C("一"), 63, "</w:tr></w:tbl>", NULL, 63},
        {"64 columns", "<w:tbl><w:tr>", C("一"), 64, "</w:tr></w:tbl>", "!PLAN_TOO_BIG", 0},
        {"huge span", "<w:tbl><w:tr>", TC(SPAN(2000000000), "一"), 1, "</w:tr></w:tbl>", NULL, 63},
        {"span to the edge", "<w:tbl><w:tr>" C("一"), TC(SPAN(63), "二"), 1, "</w:tr></w:tbl>",
         NULL, 63},
        {"cell beyond a huge span", "<w:tbl><w:tr>" TC(SPAN(99), "一"), C("二"), 1,
         "</w:tr></w:tbl>", "!PLAN_TOO_BIG", 0},
        {"huge gap", "<w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"999999\"/></w:trPr>", C("一"), 1,
         "</w:tr></w:tbl>", NULL, 63},
        {"wide rows", "<w:tbl>", TR(TC(SPAN(63), "一")), 4000, "</w:tbl>", "!PLAN_TOO_BIG", 0},
        {"many rows", "<w:tbl>", TR(C("一")), 60000, "</w:tbl>", NULL, 1},
        {"many cells", "<w:tbl>", TR(C("一")), 70000, "</w:tbl>", "!PLAN_TOO_BIG", 0},
        {"many paragraphs", "", "<w:p/>", 200001, P("一"), "!PLAN_TOO_BIG", 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1000 * 1000 * 1000);
        struct str body = repeated(&a, cases[i].before, cases[i].piece, cases[i].n, cases[i].after);
        struct str docx = docx_of(&a, body.p, NULL, NULL);
        struct doc doc;
        if (cases[i].want != NULL) {
            CHECK_STR(cases[i].name, docx_read_and_show(&a, docx), cases[i].want);
        } else {
            CHECK_ERR(cases[i].name, doc_read(&a, docx, &doc, NULL), ERR_OK);
            CHECK_INT(cases[i].name, doc.blocks[0].table.n_columns, cases[i].columns);
        }
        arena_release(&a);
    }
}

TEST_MAIN(cmocka_unit_test(test_table_read__grids), cmocka_unit_test(test_table_read__given),
          cmocka_unit_test(test_table_read__limits))
