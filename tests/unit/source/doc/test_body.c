/*
 * test_body.c — paragraphs, tracked changes, wrappers, text boxes and alternate content.
 */
#include "testmain.h"

#include "docx_build.h"

#define T(text) "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define P(text) "<w:p>" T(text) "</w:p>"
#define GONE    "<w:pPr><w:rPr><w:del w:id=\"1\" w:author=\"甲\"/></w:rPr></w:pPr>"
#define HIDDEN  "<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>"
#define BOX(text)                                                                                  \
    "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:wsp><wps:txbx>"         \
    "<w:txbxContent>" text "</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice>"         \
    "<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>" text                                \
    "</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
#define CELL(text) "<w:tc><w:p>" T(text) "</w:p></w:tc>"

static const struct body_case {
    const char *name;
    const char *body;
    const char *want;
} CASES[] = {
    {"paragraphs", P("一") P("二"), "一 / 二"},
    {"empty paragraphs stay", P("一") "<w:p/><w:p><w:pPr/></w:p>" P("二"), "一 /  /  / 二"},
    {"split runs join", "<w:p>" T("应得5") T("分，实") T("得4.7分") "</w:p>", "应得5分，实得4.7分"},
    {"blanks at the end go", P(" 一 　"), " 一"},
    {"section properties are no block", P("一") "<w:sectPr><w:pgSz/></w:sectPr>", "一"},
    {"bookmarks and proofing",
     "<w:bookmarkStart w:id=\"0\" w:name=\"_GoBack\"/><w:p><w:proofErr "
     "w:type=\"spellStart\"/>" T("一") "<w:bookmarkEnd w:id=\"0\"/></w:p>",
     "一"},
    /* tracked changes */
    {"inserted run", "<w:p>" T("一") "<w:ins w:id=\"1\">" T("二") "</w:ins></w:p>", "一二"},
    {"deleted run",
     "<w:p>" T("一") "<w:del w:id=\"1\"><w:r><w:delText>二</w:delText></w:r></w:del>" T(
         "三") "</w:p>",
     "一三"},
    {"deleted run with plain text", "<w:p>" T("一") "<w:del w:id=\"1\">" T("二") "</w:del></w:p>",
     "一"},
    {"inserted, then deleted",
     "<w:p><w:ins w:id=\"1\"><w:del w:id=\"2\">" T("二") "</w:del>" T("三") "</w:ins></w:p>", "三"},
    {"moved text",
     "<w:p><w:moveFrom w:id=\"1\">" T("甲") "</w:moveFrom>" T("乙") "<w:moveTo w:id=\"2\">" T(
         "甲") "</w:moveTo></w:p>",
     "乙甲"},
    {"inserted paragraph", P("一") "<w:ins w:id=\"1\">" P("二") "</w:ins>", "一 / 二"},
    {"deleted mark joins", "<w:p>" GONE T("一") "</w:p>" P("二") P("三"), "一二 / 三"},
    {"deleted marks join", "<w:p>" GONE T("一") "</w:p><w:p>" GONE T("二") "</w:p>" P("三"),
     "一二三"},
    {"deleted paragraph vanishes",
     P("一") "<w:p>" GONE "<w:del w:id=\"1\">" T("二") "</w:del></w:p>" P("三"), "一 / 三"},
    {"deleted mark at the end", P("一") "<w:p>" GONE T("二") "</w:p>", "一 / 二"},
    {"deleted mark before a table",
     "<w:p>" GONE T("一") "</w:p><w:tbl><w:tr>" CELL("甲") "</w:tr></w:tbl>", "一 / [甲]"},
    {"moved mark joins",
     "<w:p><w:pPr><w:rPr><w:moveFrom w:id=\"1\"/></w:rPr></w:pPr>" T("一") "</w:p>" P("二"),
     "一二"},
    {"inserted mark stays",
     "<w:p><w:pPr><w:rPr><w:ins w:id=\"1\"/></w:rPr></w:pPr>" T("一") "</w:p>" P("二"), "一 / 二"},
    {"changed properties are history",
     "<w:p><w:pPr><w:pPrChange w:id=\"1\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>"
     "</w:pPrChange></w:pPr>" T("一") "</w:p>",
     "一"},
    {"hidden mark joins", "<w:p>" HIDDEN T("一") "</w:p>" P("二"), "一二"},
    /* wrappers */
    {"hyperlink, smart tag, control",
     "<w:p><w:hyperlink>" T("一") "</w:hyperlink><w:smartTag><w:smartTagPr/>" T(
         "二") "</w:smartTag>"
               "<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent>" T(
                   "三") "</w:sdtContent></w:sdt>"
                         "<w:customXml w:element=\"e\"><w:customXmlPr/>" T(
                             "四") "</w:customXml><w:dir w:val=\"ltr\">" T("五") "</"
                                                                                 "w:dir><w:bdo "
                                                                                 "w:val="
                                                                                 "\"ltr\">" T(
                                                                                     "六") "</"
                                                                                           "w:bdo><"
                                                                                           "/w:p>",
     "一二三四五六"},
    {"control around paragraphs",
     "<w:sdt><w:sdtContent>" P("一") "<w:customXml w:element=\"e\">" P(
         "二") "</w:customXml>"
               "</w:sdtContent></w:sdt>",
     "一 / 二"},
    {"unknown elements are passed over",
     "<w:p><w:later>" T("一") "</w:later>" T("二") "</w:p><w:newer>" P("三") "</w:newer>", "二"},
    /* text boxes */
    {"text box once, after its paragraph", "<w:p>" T("一") BOX(P("盒")) T("二") "</w:p>" P("三"),
     "一二 / 盒 / 三"},
    {"two paragraphs in a box", "<w:p>" BOX(P("上") P("下")) "</w:p>", " / 上 / 下"},
    {"table in a box",
     "<w:p>" T("一") BOX("<w:tbl><w:tr>" CELL("甲") CELL("乙") "</w:tr></w:tbl>") "</w:p>",
     "一 / [甲|乙]"},
    {"box in a box", "<w:p>" T("一") BOX("<w:p>" T("外") BOX(P("内")) "</w:p>") "</w:p>",
     "一 / 外 / 内"},
    {"box in an old picture",
     "<w:p>" T("一") "<w:r><w:pict><v:rect><v:textbox><w:txbxContent>" P(
         "盒") "</w:txbxContent></v:textbox></v:rect></w:pict></w:r></w:p>",
     "一 / 盒"},
    {"box of a joined paragraph", "<w:p>" GONE T("一") BOX(P("盒")) "</w:p>" P("二"), "一二 / 盒"},
    {"box in a cell",
     "<w:tbl><w:tr><w:tc><w:p>" T("甲") BOX(P("盒")) "</w:p></w:tc></w:tr></w:tbl>", "[甲~盒]"},
    /* alternate content */
    {"empty choice falls back",
     "<w:p><mc:AlternateContent><mc:Choice Requires=\"x\"/><mc:Fallback>" T(
         "二") "</mc:Fallback></mc:AlternateContent></w:p>",
     "二"},
    {"first useful choice",
     "<w:p><mc:AlternateContent><mc:Choice Requires=\"x\"/><mc:Choice Requires=\"w\">" T(
         "一") "</mc:Choice><mc:Choice Requires=\"w\">" T("二") "</mc:Choice><mc:Fallback>" T("三") "</mc:Fallback></mc:AlternateContent></w:p>",
     "一"},
    {"around paragraphs",
     "<mc:AlternateContent><mc:Choice Requires=\"w\">" P("一") "</mc:Choice><mc:Fallback>" P(
         "二") "</mc:Fallback></mc:AlternateContent>",
     "一"},
    {"other prefix, other namespace",
     "<x:p xmlns:x=\"" DOCX_W "\"><x:r><x:t>一</x:t></x:r></x:p><w:p xmlns:w=\"urn:other\"><w:r>"
     "<w:t>二</w:t></w:r></w:p>",
     "一"},
    {"strict namespace",
     "<s:p xmlns:s=\"" DOCX_W_STRICT "\"><s:pPr><s:rPr><s:vanish s:val=\"false\"/></s:rPr></s:pPr>"
     "<s:r><s:t>一</s:t></s:r></s:p>" P("二"),
     "一 / 二"},
    {"no namespace", "<p xmlns=\"\"><r><t>一</t></r></p>" P("二"), "二"},
};

static void test_body_blocks__shapes(void **state)
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

static void test_body_blocks__numbers_paragraphs_in_reading_order(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 100 * 1000 * 1000);
    struct str docx =
        docx_of(&a,
                P("一") "<w:p>" T("二") BOX(P("盒")) "</w:p><w:tbl><w:tr>" CELL("甲")
                    CELL("乙") "</w:tr><w:tr>" CELL("丙")
                        CELL("丁") "</w:tr></w:tbl><w:p>" GONE T("八") "</w:p>" P("九") P("十"),
                NULL, NULL);
    static const int32_t want[] = {1, 2, 3, 4, 8, 10};
    struct doc doc;
    assert_int_equal(doc_read(&a, docx, &doc, NULL), ERR_OK);
    assert_int_equal(doc.n, ARRAY_LEN(want));
    for (size_t i = 0; i < ARRAY_LEN(want); i++)
        CHECK_INT("block", doc.blocks[i].number, want[i]);
    CHECK_INT("first row", doc.blocks[3].table.rows[0].line, 4);
    CHECK_INT("second row", doc.blocks[3].table.rows[1].line, 6);
    CHECK_STR("charset", doc.charset, "");
    arena_release(&a);
}

#define BEGIN(id, name) "<w:bookmarkStart w:id=\"" #id "\" w:name=\"" name "\"/>"
#define END(id)         "<w:bookmarkEnd w:id=\"" #id "\"/>"

/* Our own bookmarks stay with the paragraphs they cover; those of others are nothing. */
static void test_body_blocks__bookmarks(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 100 * 1000 * 1000);
    struct str docx = docx_of(
        &a,
        P("一") "<w:p>" BEGIN(0, "_GoBack") T("二") END(0) "</w:p>" BEGIN(1, "_duban_item_1")
            P("三") P("四") "<w:p>" END(1) T("五") "</w:p>"
                                                   "<w:p>" BEGIN(2, "_duban_x") T("六") END(2)
                                                       T("七") "</w:p>" P("八"),
        NULL, NULL);
    static const char *const want[] = {"",         "", "_duban_item_1", "_duban_item_1", "",
                                       "_duban_x", ""};
    struct doc doc;
    assert_int_equal(doc_read(&a, docx, &doc, NULL), ERR_OK);
    assert_int_equal(doc.n, ARRAY_LEN(want));
    for (size_t i = 0; i < ARRAY_LEN(want); i++)
        CHECK_STR("bookmark", doc.blocks[i].bookmark, want[i]);
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_body_blocks__shapes), cmocka_unit_test(test_body_blocks__bookmarks),
          cmocka_unit_test(test_body_blocks__numbers_paragraphs_in_reading_order))
