/*
 * test_run.c — what stands inside paragraphs.
 */
#include "testmain.h"

#include "base/buf.h"
#include "docx_build.h"

#define T(text)    "<w:t xml:space=\"preserve\">" text "</w:t>"
#define R(inside)  "<w:r>" inside "</w:r>"
#define FLD(type)  "<w:r><w:fldChar w:fldCharType=\"" type "\"/></w:r>"
#define CODE(text) "<w:r><w:instrText xml:space=\"preserve\">" text "</w:instrText></w:r>"
#define SYM(f, c)  "<w:sym w:font=\"" f "\" w:char=\"" c "\"/>"
#define HIDDEN     "<w:rPr><w:vanish/></w:rPr>"
#define STYLES                                                                                     \
    "<w:style w:type=\"character\" w:styleId=\"Secret\"><w:rPr><w:vanish/></w:rPr></w:style>"      \
    "<w:style w:type=\"character\" w:styleId=\"Child\"><w:basedOn w:val=\"Secret\"/></w:style>"    \
    "<w:style w:type=\"character\" w:styleId=\"Open\"><w:basedOn w:val=\"Secret\"/><w:rPr>"        \
    "<w:vanish w:val=\"0\"/></w:rPr></w:style>"                                                    \
    "<w:style w:type=\"paragraph\" w:styleId=\"Note\"><w:rPr><w:vanish/></w:rPr></w:style>"

static const struct {
    const char *name;
    const char *inside; /* of one paragraph */
    const char *want;
} CASES[] = {
    /* white space */
    {"preserved", R(T(" 一 ")) R(T("二")), " 一 二"},
    {"not preserved", R("<w:t> 一 </w:t>") R("<w:t>\n 二\t</w:t>"), "一二"},
    {"preserved from above", "<w:r xml:space=\"preserve\"><w:t> 一 </w:t><w:t>二</w:t></w:r>",
     " 一 二"},
    {"line ends are layout", R(T("一\n二\r\n三")), "一 二 三"},
    {"only blanks", R(T("一")) R(T("  ")) R(T("二")), "一  二"},
    {"references", R(T("&lt;&amp;&#x4E00;&#20108;&gt;")), "<&一二>"},
    {"character data sections", R("<w:t><![CDATA[一<二]]>三</w:t>"), "一<二三"},
    {"comments and instructions inside", R("<w:t>一<!-- x -->二<?x y?>三</w:t>"), "一二三"},
    /* signs */
    {"tab", R(T("一") "<w:tab/>" T("二") "<w:ptab/>" T("三")), "一>二>三"},
    {"soft line break", R(T("一") "<w:br/>" T("二") "<w:cr/>" T("三")), "一~二~三"},
    {"break of a kind", R(T("一") "<w:br w:type=\"textWrapping\"/>" T("二")), "一~二"},
    {"page break inside", R(T("一") "<w:br w:type=\"page\"/>" T("二")), "一~二"},
    {"page break at the beginning", R("<w:br w:type=\"page\"/>" T("一")), "一"},
    {"page break at the end", R(T("一") "<w:br w:type=\"page\"/>"), "一"},
    {"two page breaks part once",
     R(T("一") "<w:br w:type=\"page\"/><w:br w:type=\"column\"/>" T("二")), "一~二"},
    {"page break before a tab", R(T("一") "<w:br w:type=\"page\"/><w:tab/>" T("二")), "一~>二"},
    {"break where a page ended", R(T("一") "<w:lastRenderedPageBreak/>" T("二")), "一二"},
    {"hyphens", R(T("一") "<w:noBreakHyphen/>" T("二") "<w:softHyphen/>" T("三")), "一-二三"},
    {"tick of Wingdings", R(SYM("Wingdings", "F0FC")), "✓"},
    {"tick of Wingdings 2", R(SYM("Wingdings 2", "F050")), "✓"},
    {"boxes", R(SYM("Wingdings", "F0FE") SYM("Wingdings 2", "F0A3") SYM("Wingdings", "f0a8")),
     "☑□□"},
    {"root sign", R(SYM("Symbol", "F0D6")), "√"},
    {"without the private prefix", R(SYM("Symbol", "00D6")), "√"},
    {"a plain character", R(SYM("宋体", "4E00")), "一"},
    {"unknown picture", R(T("一") SYM("Webdings", "F041")), "一\xEF\xBF\xBD"},
    {"no character at all", R(T("一") "<w:sym/>"), "一\xEF\xBF\xBD"},
    {"half a surrogate", R(T("一") SYM("宋体", "D800")), "一\xEF\xBF\xBD"},
    {"notes and comments",
     R(T("一") "<w:footnoteReference w:id=\"2\"/><w:endnoteReference w:id=\"2\"/>"
               "<w:commentReference w:id=\"0\"/>" T("二")),
     "一二"},
    {"ruby keeps its base",
     R("<w:ruby><w:rubyPr/><w:rt>" R(T("tán")) "</w:rt><w:rubyBase>" R(
         T("坛")) "</w:rubyBase></w:ruby>") R(T("城")),
     "坛城"},
    {"formula",
     R(T("得分")) "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></"
                  "m:r>"
                  "</m:den></m:f></m:oMath><m:oMathPara><m:oMath><m:r><m:t>=c</m:t></m:r></"
                  "m:oMath></m:oMathPara>",
     "得分ab=c"},
    /* hidden text */
    {"hidden run", R(T("一")) R(HIDDEN T("二")) R(T("三")), "一三"},
    {"hidden signs", R(T("一")) R(HIDDEN "<w:tab/><w:br/>" SYM("Symbol", "F0D6")) R(T("三")),
     "一三"},
    {"vanish switched off", R("<w:rPr><w:vanish w:val=\"0\"/></w:rPr>" T("一")), "一"},
    {"vanish false", R("<w:rPr><w:vanish w:val=\"false\"/></w:rPr>" T("一")), "一"},
    {"hidden by a character style",
     R(T("一")) R("<w:rPr><w:rStyle w:val=\"Secret\"/></w:rPr>" T("二")), "一"},
    {"hidden by its base", R(T("一")) R("<w:rPr><w:rStyle w:val=\"Child\"/></w:rPr>" T("二")),
     "一"},
    {"style that shows again", R("<w:rPr><w:rStyle w:val=\"Open\"/></w:rPr>" T("一")), "一"},
    {"run overrules its style",
     R("<w:rPr><w:rStyle w:val=\"Secret\"/><w:vanish w:val=\"off\"/></w:rPr>" T("一")), "一"},
    {"former properties do not hide",
     R("<w:rPr><w:rPrChange w:id=\"1\"><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr>" T("一")),
     "一"},
    {"hidden by the paragraph style",
     "<w:pPr><w:pStyle w:val=\"Note\"/></w:pPr>" R(T("一"))
         R("<w:rPr><w:vanish w:val=\"0\"/></w:rPr>" T("二")),
     "二"},
    /* fields */
    {"simple field", "<w:fldSimple w:instr=\" PAGE \">" R(T("7")) "</w:fldSimple>", "7"},
    {"complex field",
     FLD("begin") CODE(" DATE ") FLD("separate") R(T("三月")) FLD("end") R(T("后")), "三月后"},
    {"field without result", FLD("begin") CODE(" XE ") FLD("end") R(T("后")), "后"},
    {"text in the code", FLD("begin") R(T("IF ")) FLD("separate") R(T("是")) FLD("end"), "是"},
    {"field in a result",
     FLD("begin") CODE("A") FLD("separate") R(T("外")) FLD("begin") CODE("B") FLD("separate")
         R(T("内")) FLD("end") R(T("外")) FLD("end"),
     "外内外"},
    {"field in a code",
     FLD("begin") CODE("IF ") FLD("begin") CODE("B") FLD("separate") R(T("内")) FLD("end")
         CODE(" = 1") FLD("separate") R(T("是")) FLD("end"),
     "是"},
    {"end without begin", FLD("end") FLD("separate") R(T("一")), "一"},
    {"code never closed", FLD("begin") CODE("TOC") R(T("一")) "</w:p><w:p>" R(T("二")), " / 二"},
};

static void test_run_read__inside_a_paragraph(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct arena a;
        arena_init(&a, 100 * 1000 * 1000);
        struct str body = str_format(&a, "<w:p>%s</w:p>", CASES[i].inside);
        struct str docx = docx_of(&a, body.p, NULL, STYLES);
        CHECK_STR(CASES[i].name, docx_read_and_show(&a, docx), CASES[i].want);
        arena_release(&a);
    }
}

/* More open fields than are looked into: the text of the innermost shows, nothing breaks. */
static void test_run_read__fields_in_fields(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 100 * 1000 * 1000);
    struct buf body;
    buf_init(&body, 1000 * 1000);
    enum { DEEP = 200 };
    buf_add_z(&body, "<w:p>");
    for (int i = 0; i < DEEP; i++)
        buf_add_z(&body, FLD("begin") FLD("separate"));
    buf_add_z(&body, R(T("一")));
    for (int i = 0; i < DEEP; i++)
        buf_add_z(&body, FLD("end"));
    buf_add_z(&body, R(T("二")) "</w:p>");
    CHECK_STR("deep", docx_read_and_show(&a, docx_of(&a, body.p, NULL, NULL)), "一二");
    buf_release(&body);
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_run_read__inside_a_paragraph),
          cmocka_unit_test(test_run_read__fields_in_fields))
