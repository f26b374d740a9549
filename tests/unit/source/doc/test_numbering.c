/*
 * test_numbering.c — automatic numbers, from the part to the label.
 */
#include "testmain.h"

#include "docx_build.h"

#define LVL(i, fmt, text)                                                                          \
    "<w:lvl w:ilvl=\"" #i "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" fmt                        \
    "\"/><w:lvlText w:val=\"" text "\"/></w:lvl>"
#define LVLX(i, fmt, text, more)                                                                   \
    "<w:lvl w:ilvl=\"" #i "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" fmt "\"/>" more            \
    "<w:lvlText w:val=\"" text "\"/></w:lvl>"
#define ABSTRACT(id, levels) "<w:abstractNum w:abstractNumId=\"" #id "\">" levels "</w:abstractNum>"
#define NUM(id, abstract)    NUMX(id, abstract, "")
#define NUMX(id, abstract, more)                                                                   \
    "<w:num w:numId=\"" #id "\"><w:abstractNumId w:val=\"" #abstract "\"/>" more "</w:num>"
#define OVERRIDE(i, more) "<w:lvlOverride w:ilvl=\"" #i "\">" more "</w:lvlOverride>"
#define START(n)          "<w:startOverride w:val=\"" #n "\"/>"
#define N(num, level)                                                                              \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" #level "\"/><w:numId w:val=\"" #num                    \
    "\"/></w:numPr></w:pPr></w:p>"
#define S(style)   "<w:p><w:pPr><w:pStyle w:val=\"" style "\"/></w:pPr></w:p>"
#define TEXT(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define LAST                                                                                       \
    "<w:p><w:pPr><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr><w:r><w:t>末</w:t></w:r></w:p>"
#define STYLE(id, more) "<w:style w:type=\"paragraph\" w:styleId=\"" id "\">" more "</w:style>"
#define STYLE_NUM(num, level)                                                                      \
    "<w:pPr><w:numPr><w:ilvl w:val=\"" #level "\"/><w:numId w:val=\"" #num "\"/></w:numPr></"      \
    "w:pPr>"
#define BASED(on)    "<w:basedOn w:val=\"" on "\"/>"
#define BOUND(style) "<w:pStyle w:val=\"" style "\"/>"

#define PLAN_LEVELS                                                                                \
    LVL(0, "chineseCountingThousand", "%1、")                                                      \
    LVL(1, "chineseCountingThousand", "（%2）") LVL(2, "decimal", "%3.") LVL(3, "decimal", "(%4)")

static const struct {
    const char *name;
    const char *numbering, *styles;
    const char *body;
    const char *want; /* LAST is added at the end, " / 末" here */
} CASES[] = {
    {"four levels of a plan", ABSTRACT(0, PLAN_LEVELS) NUM(1, 0), NULL,
     N(1, 0) N(1, 1) N(1, 2) N(1, 2) N(1, 3) N(1, 1) N(1, 2) N(1, 0) N(1, 1),
     "(一、) / (（一）) / (1.) / (2.) / ((1)) / (（二）) / (1.) / (二、) / (（一）)"},
    {"numbers of upper levels",
     ABSTRACT(0, LVL(0, "decimal", "%1") LVL(1, "decimal", "%1.%2") LVL(2, "decimal", "%1.%2.%3"))
         NUM(1, 0),
     NULL, N(1, 0) N(1, 1) N(1, 2) N(1, 2) N(1, 1) N(1, 0) N(1, 2),
     "(1) / (1.1) / (1.1.1) / (1.1.2) / (1.2) / (2) / (2.1.1)"},
    {"upper level not reached yet",
     ABSTRACT(0, LVL(0, "decimal", "%1") LVL(1, "decimal", "%1.%2")) NUM(1, 0), NULL,
     N(1, 1) N(1, 1) N(1, 0) N(1, 1), "(1.1) / (1.2) / (1) / (1.1)"},
    {"other paragraphs do not count", ABSTRACT(0, PLAN_LEVELS) NUM(1, 0), NULL,
     N(1, 0) TEXT("文") N(1, 0), "(一、) / 文 / (二、)"},
    {"start value",
     ABSTRACT(0, "<w:lvl w:ilvl=\"0\"><w:start w:val=\"5\"/><w:numFmt "
                 "w:val=\"decimal\"/><w:lvlText w:val=\"%1\"/></w:lvl>") NUM(1, 0),
     NULL, N(1, 0) N(1, 0), "(5) / (6)"},
    {"start at zero",
     ABSTRACT(0, "<w:lvl w:ilvl=\"0\"><w:start w:val=\"0\"/><w:lvlText w:val=\"%1\"/></w:lvl>")
         NUM(1, 0),
     NULL, N(1, 0) N(1, 0), "(0) / (1)"},
    {"legal",
     ABSTRACT(0, LVL(0, "chineseCounting", "第%1章")
                     LVLX(1, "chineseCounting", "%1.%2", "<w:isLgl/>")) NUM(1, 0),
     NULL, N(1, 0) N(1, 0) N(1, 1), "(第一章) / (第二章) / (2.1)"},
    {"legal switched off",
     ABSTRACT(0, LVL(0, "chineseCounting", "%1")
                     LVLX(1, "chineseCounting", "%1.%2", "<w:isLgl w:val=\"0\"/>")) NUM(1, 0),
     NULL, N(1, 0) N(1, 1), "(一) / (一.一)"},
    {"bullet", ABSTRACT(0, LVL(0, "bullet", "●") LVL(1, "decimal", "%2)")) NUM(1, 0), NULL,
     N(1, 0) N(1, 1) N(1, 0), " / (1)) / "},
    {"none prints its text",
     ABSTRACT(0, LVL(0, "none", "附件：") LVL(1, "decimal", "%1%2")) NUM(1, 0), NULL,
     N(1, 0) N(1, 1), "(附件：) / (1)"},
    {"no text", ABSTRACT(0, "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/></w:lvl>") NUM(1, 0), NULL,
     N(1, 0), ""},
    {"per cent signs", ABSTRACT(0, LVL(0, "decimal", "%1%%0%")) NUM(1, 0), NULL, N(1, 0),
     "(1%%0%)"},
    {"blanks around the text", ABSTRACT(0, LVL(0, "decimal", " %1. ")) NUM(1, 0), NULL, N(1, 0),
     "(1.)"},
    {"switched off with 0", ABSTRACT(0, PLAN_LEVELS) NUM(1, 0), STYLE("H", STYLE_NUM(1, 0)),
     S("H") "<w:p><w:pPr><w:pStyle w:val=\"H\"/><w:numPr><w:numId "
            "w:val=\"0\"/></w:numPr></w:pPr></w:p>" S("H"),
     "(一、) /  / (二、)"},
    {"no such num", ABSTRACT(0, PLAN_LEVELS) NUM(1, 0), NULL, N(7, 0) N(1, 0), " / (一、)"},
    {"no such definition", NUM(1, 9), NULL, N(1, 0), ""},
    {"level that is not defined", ABSTRACT(0, LVL(0, "decimal", "%1")) NUM(1, 0), NULL,
     N(1, 5) N(1, 0), " / (1)"},
    {"format in alternate content",
     ABSTRACT(0, "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><mc:AlternateContent><mc:Choice "
                 "Requires=\"w14\"><w:numFmt "
                 "w:val=\"custom\" w:format=\"001\"/></mc:Choice><mc:Fallback><w:numFmt "
                 "w:val=\"decimalZero\"/></mc:Fallback>"
                 "</mc:AlternateContent><w:lvlText w:val=\"%1\"/></w:lvl>") NUM(1, 0),
     NULL, N(1, 0), "(01)"},
    /* restarting */
    {"two nums share a counter", ABSTRACT(0, PLAN_LEVELS) NUM(1, 0) NUM(2, 0), NULL,
     N(1, 0) N(2, 0) N(1, 0), "(一、) / (二、) / (三、)"},
    {"definitions count apart",
     ABSTRACT(0, PLAN_LEVELS) ABSTRACT(1, PLAN_LEVELS) NUM(1, 0) NUM(2, 1), NULL,
     N(1, 0) N(2, 0) N(1, 0), "(一、) / (一、) / (二、)"},
    {"start override once", ABSTRACT(0, PLAN_LEVELS) NUM(1, 0) NUMX(2, 0, OVERRIDE(0, START(1))),
     NULL, N(1, 0) N(1, 0) N(2, 0) N(2, 0) N(1, 0) N(2, 0),
     "(一、) / (二、) / (一、) / (二、) / (三、) / (四、)"},
    {"start override at another number", ABSTRACT(0, PLAN_LEVELS) NUMX(1, 0, OVERRIDE(0, START(7))),
     NULL, N(1, 0) N(1, 0), "(七、) / (八、)"},
    {"override of a lower level", ABSTRACT(0, PLAN_LEVELS) NUMX(1, 0, OVERRIDE(2, START(4))), NULL,
     N(1, 0) N(1, 2) N(1, 2) N(1, 0) N(1, 2), "(一、) / (4.) / (5.) / (二、) / (4.)"},
    {"override of the whole level",
     ABSTRACT(0, PLAN_LEVELS) NUM(1, 0) NUMX(2, 0, OVERRIDE(0, LVL(0, "upperRoman", "%1)"))), NULL,
     N(1, 0) N(2, 0) N(1, 0), "(一、) / (II)) / (三、)"},
    {"restart never",
     ABSTRACT(0, LVL(0, "decimal", "%1") LVLX(1, "decimal", "%2", "<w:lvlRestart w:val=\"0\"/>"))
         NUM(1, 0),
     NULL, N(1, 0) N(1, 1) N(1, 0) N(1, 1), "(1) / (1) / (2) / (2)"},
    {"restart after the first level only",
     ABSTRACT(0, LVL(0, "decimal", "%1") LVL(1, "decimal", "%2")
                     LVLX(2, "decimal", "%3", "<w:lvlRestart w:val=\"1\"/>")) NUM(1, 0),
     NULL, N(1, 0) N(1, 1) N(1, 2) N(1, 1) N(1, 2) N(1, 0) N(1, 2),
     "(1) / (1) / (1) / (2) / (2) / (2) / (1)"},
    /* styles */
    {"number of a style", ABSTRACT(0, PLAN_LEVELS) NUM(1, 0),
     STYLE("H1", STYLE_NUM(1, 0)) STYLE("H2", STYLE_NUM(1, 1)), S("H1") S("H2") S("H2") S("H1"),
     "(一、) / (（一）) / (（二）) / (二、)"},
    {"level bound to a style",
     ABSTRACT(0, LVL(0, "decimal", "%1") LVLX(1, "decimal", "%1.%2", BOUND("H2"))) NUM(1, 0),
     STYLE("H2", "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>"), S("H2"), "(1.1)"},
    {"inherited number", ABSTRACT(0, PLAN_LEVELS) NUM(1, 0),
     STYLE("A", STYLE_NUM(1, 1)) STYLE("B", BASED("A")) STYLE("C", BASED("B")), S("C"), "(（一）)"},
    {"inherited number, own level",
     ABSTRACT(0, LVLX(0, "decimal", "%1", BOUND("A")) LVLX(1, "decimal", "%1.%2", BOUND("B")))
         NUM(1, 0),
     STYLE("A", STYLE_NUM(1, 0)) STYLE("B", BASED("A")), S("A") S("B"), "(1) / (1.1)"},
    {"style that switches off", ABSTRACT(0, PLAN_LEVELS) NUM(1, 0),
     STYLE("A", STYLE_NUM(1, 0))
         STYLE("B", BASED("A") "<w:pPr><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr>"),
     S("B") S("A"), " / (一、)"},
    {"paragraph overrules its style",
     ABSTRACT(0, PLAN_LEVELS) ABSTRACT(1, LVL(0, "upperLetter", "%1")) NUM(1, 0) NUM(2, 1),
     STYLE("A", STYLE_NUM(1, 0)),
     "<w:p><w:pPr><w:pStyle w:val=\"A\"/><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr></w:p>",
     "(A)"},
    {"own level, number of the style", ABSTRACT(0, PLAN_LEVELS) NUM(1, 0),
     STYLE("A", STYLE_NUM(1, 0)),
     "<w:p><w:pPr><w:pStyle w:val=\"A\"/><w:numPr><w:ilvl w:val=\"2\"/></w:numPr></w:pPr></w:p>",
     "(1.)"},
    {"default style", ABSTRACT(0, PLAN_LEVELS) NUM(1, 0),
     "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">" STYLE_NUM(
         1, 0) "</w:style>" STYLE("None", ""),
     "<w:p/>" S("None") "<w:p/>", "(一、) /  / (二、)"},
    {"unknown style", ABSTRACT(0, PLAN_LEVELS) NUM(1, 0), STYLE("A", STYLE_NUM(1, 0)),
     S("B") S("A"), " / (一、)"},
    {"cycle of styles", ABSTRACT(0, PLAN_LEVELS) NUM(1, 0),
     STYLE("A", BASED("B")) STYLE("B", BASED("A")) STYLE("C", BASED("C") STYLE_NUM(1, 0)),
     S("A") S("B") S("C"), " /  / (一、)"},
    /* numbering styles */
    {"link to a numbering style",
     "<w:abstractNum w:abstractNumId=\"0\"><w:numStyleLink w:val=\"L\"/></w:abstractNum>"
     "<w:abstractNum w:abstractNumId=\"1\"><w:styleLink w:val=\"L\"/>" PLAN_LEVELS
     "</w:abstractNum>" NUM(1, 0) NUM(2, 1),
     "<w:style w:type=\"numbering\" w:styleId=\"L\"><w:pPr><w:numPr><w:numId "
     "w:val=\"2\"/></w:numPr></w:pPr></w:style>",
     N(1, 0) N(2, 0), "(一、) / (二、)"},
    {"link without the style",
     "<w:abstractNum w:abstractNumId=\"0\"><w:numStyleLink w:val=\"L\"/></w:abstractNum>"
     "<w:abstractNum w:abstractNumId=\"1\"><w:styleLink w:val=\"L\"/>" PLAN_LEVELS
     "</w:abstractNum>" NUM(1, 0),
     NULL, N(1, 1), "(（一）)"},
    {"cycle of links",
     "<w:abstractNum w:abstractNumId=\"0\"><w:numStyleLink w:val=\"L\"/></w:abstractNum>"
     "<w:abstractNum w:abstractNumId=\"1\"><w:numStyleLink w:val=\"M\"/></w:abstractNum>" NUM(1, 0)
         NUM(2, 1),
     "<w:style w:type=\"numbering\" w:styleId=\"L\"><w:pPr><w:numPr><w:numId "
     "w:val=\"2\"/></w:numPr></w:pPr></w:style>"
     "<w:style w:type=\"numbering\" w:styleId=\"M\"><w:pPr><w:numPr><w:numId "
     "w:val=\"1\"/></w:numPr></w:pPr></w:style>",
     N(1, 0), ""},
    {"link that leads nowhere",
     "<w:abstractNum w:abstractNumId=\"0\"><w:numStyleLink w:val=\"L\"/></w:abstractNum>" NUM(1, 0),
     NULL, N(1, 0), ""},
    /* what does not count */
    {"deleted paragraph", ABSTRACT(0, PLAN_LEVELS) NUM(1, 0), NULL,
     N(1, 0) "<w:p><w:pPr><w:numPr><w:numId "
             "w:val=\"1\"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>" N(1, 0),
     "(一、) / (二、)"},
    {"row deleted", ABSTRACT(0, PLAN_LEVELS) NUM(1, 0), NULL,
     "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" N(1, 0) "</w:tc></w:tr><w:tr><w:tc>" N(
         1, 0) "</w:tc></w:tr></w:tbl>",
     "[一、]"},
    {"number of the surviving mark", ABSTRACT(0, PLAN_LEVELS) NUM(1, 0), NULL,
     "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r></"
     "w:p><w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>"
     "<w:r><w:t>乙</w:t></w:r></w:p>",
     "(一、)甲乙"},
    /* in cells number and text are one */
    {"numbers in cells",
     ABSTRACT(0, LVL(0, "decimal", "%1") LVL(1, "decimal", "%2、")
                     LVLX(2, "decimal", "%3", "<w:suff w:val=\"nothing\"/>")) NUM(1, 0),
     NULL,
     "<w:tbl><w:tr><w:tc>" N(
         1,
         0) "</w:tc><w:tc><w:p><w:pPr><w:numPr><w:numId "
            "w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>"
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId "
            "w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>乙</w:t></w:r></w:p>"
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"2\"/><w:numId "
            "w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>丙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
     "[1|2 甲~1、乙~1丙]"},
    {"text box counts after its paragraph", ABSTRACT(0, PLAN_LEVELS) NUM(1, 0), NULL,
     "<w:p><w:r><w:pict><w:txbxContent>" N(1, 0) "</w:txbxContent></w:pict></w:r></w:p>" N(1, 0),
     " / (一、) / (二、)"},
};

static void test_numbering_label__documents(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct arena a;
        arena_init(&a, 100 * 1000 * 1000);
        struct str body = str_format(&a, "%s" LAST, CASES[i].body);
        struct str docx = docx_of(&a, body.p, CASES[i].numbering, CASES[i].styles);
        struct str want = str_format(&a, "%s / 末", CASES[i].want);
        CHECK_STR(CASES[i].name, docx_read_and_show(&a, docx), want.p);
        arena_release(&a);
    }
}

/* A text of a level longer than any real one is cut between characters, not inside. */
static void test_numbering_read__long_text_stays_utf8(void **state)
{
    (void)state;
    for (size_t lead = 0; lead < 4; lead++) {
        struct arena a;
        arena_init(&a, 100 * 1000 * 1000);
        char text[1200] = "";
        memset(text, 'x', lead);
        for (size_t i = lead; i + 3 < sizeof(text); i += 3)
            memcpy(text + i, "第", 3);
        struct str numbering = str_format(&a, ABSTRACT(0, LVL(0, "decimal", "%s")) NUM(1, 0), text);
        struct str docx = docx_of(&a, N(1, 0) TEXT("末"), numbering.p, NULL);
        struct doc doc;
        assert_int_equal(doc_read(&a, docx, &doc, NULL), ERR_OK);
        assert_in_range(doc.blocks[0].label.n, 250, 255);
        assert_int_equal(str_utf8_check(doc.blocks[0].label, NULL), ERR_OK);
        arena_release(&a);
    }
}

TEST_MAIN(cmocka_unit_test(test_numbering_label__documents),
          cmocka_unit_test(test_numbering_read__long_text_stays_utf8))
