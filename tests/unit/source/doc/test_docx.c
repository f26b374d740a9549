/*
 * test_docx.c — containers: what is in them, and all the ways they can be bad.
 */
#include "testmain.h"

#include "base/buf.h"
#include "docx_build.h"

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
#define RELS                                                                                       \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define TYPE              "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define STRICT_TYPE       "http://purl.oclc.org/ooxml/officeDocument/relationships/"
#define REL(type, target) "<Relationship Id=\"r\" Type=\"" type "\" Target=\"" target "\"/>"
#define ROOT_RELS(target) RELS REL(TYPE "officeDocument", target) "</Relationships>"
#define DOCUMENT(body)                                                                             \
    XML "<w:document xmlns:w=\"" DOCX_W "\"><w:body>" body "</w:body></w:document>"
#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define NUMBERED                                                                                   \
    "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>"
#define NUMBERING                                                                                  \
    XML "<w:numbering xmlns:w=\"" DOCX_W "\"><w:abstractNum w:abstractNumId=\"0\"><w:lvl "         \
        "w:ilvl=\"0\"><w:start w:val=\"1\"/><w:lvlText "                                           \
        "w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num "                                           \
        "w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
#define BYTES(text)                                                                                \
    {                                                                                              \
        (text), sizeof(text) - 1                                                                   \
    }
#define PART(part, text)                                                                           \
    {                                                                                              \
        .name = (part), .data = BYTES(text)                                                        \
    }
#define LOCKED(part, text)                                                                         \
    {                                                                                              \
        .name = (part), .data = BYTES(text), .encrypted = true                                     \
    }

enum { PARTS_MAX = 5 };

static const struct {
    const char *name;
    struct docx_part parts[PARTS_MAX];
    const char *want;
} CASES[] = {
    {"main part alone", {PART("word/document.xml", DOCUMENT(P("一")))}, "一"},
    {"as usual",
     {PART("_rels/.rels", ROOT_RELS("word/document.xml")),
      PART("word/document.xml", DOCUMENT(P("一")))},
     "一"},
    {"main part elsewhere",
     {PART("_rels/.rels", ROOT_RELS("/office/main.xml")),
      PART("office/main.xml", DOCUMENT(NUMBERED)),
      PART("office/_rels/main.xml.rels",
           RELS REL(TYPE "numbering", "../parts/n.xml") "</Relationships>"),
      PART("parts/n.xml", NUMBERING)},
     "(1.)甲"},
    {"strict relationship types",
     {PART("_rels/.rels", RELS REL(STRICT_TYPE "officeDocument", "d.xml") "</Relationships>"),
      PART("d.xml", DOCUMENT(NUMBERED)),
      PART("_rels/d.xml.rels", RELS REL(STRICT_TYPE "numbering", "./n.xml") "</Relationships>"),
      PART("n.xml", NUMBERING)},
     "(1.)甲"},
    {"numbering without a relationship",
     {PART("word/document.xml", DOCUMENT(NUMBERED)), PART("word/numbering.xml", NUMBERING)},
     "(1.)甲"},
    {"numbering that is not there",
     {PART("word/document.xml", DOCUMENT(NUMBERED)),
      PART("word/_rels/document.xml.rels", RELS REL(TYPE "numbering", "n.xml") "</Relationships>")},
     "甲"},
    {"relationship to a part that is not there",
     {PART("_rels/.rels", ROOT_RELS("x.xml")), PART("word/document.xml", DOCUMENT(P("一")))},
     "一"},
    {"external numbering is not fetched",
     {PART("word/document.xml", DOCUMENT(NUMBERED)),
      PART("word/_rels/document.xml.rels",
           RELS "<Relationship Id=\"r\" Type=\"" TYPE "numbering\" TargetMode=\"External\" "
                "Target=\"http://192.0.2.1/n.xml\"/></Relationships>")},
     "甲"},
    {"names in another case",
     {PART("_RELS/.rels", ROOT_RELS("Word/Document.xml")),
      PART("word/document.XML", DOCUMENT(P("一")))},
     "一"},
    {"backslashes in names", {PART("word\\document.xml", DOCUMENT(P("一")))}, "一"},
    {"absolute name", {PART("/word/document.xml", DOCUMENT(P("一")))}, "一"},
    {"names that climb",
     {PART("../../etc/passwd", "x"), PART("word/document.xml", DOCUMENT(P("一")))},
     "一"},
    {"main part twice",
     {PART("word/document.xml", DOCUMENT(P("一"))), PART("word/document.xml", DOCUMENT(P("二")))},
     "!PLAN_DAMAGED"},
    {"main part twice, by case",
     {PART("word/document.xml", DOCUMENT(P("一"))), PART("WORD/document.xml", DOCUMENT(P("二")))},
     "!PLAN_DAMAGED"},
    {"another part twice",
     {PART("word/document.xml", DOCUMENT(P("一"))), PART("a.xml", "x"), PART("a.xml", "y")},
     "一"},
    {"main part missing", {PART("word/styles.xml", "x")}, "!PLAN_DAMAGED"},
    {"spreadsheet",
     {PART("_rels/.rels", ROOT_RELS("xl/workbook.xml")),
      PART("xl/workbook.xml",
           "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"/>")},
     "!PLAN_FORMAT"},
    {"spreadsheet with styles",
     {PART("_rels/.rels", ROOT_RELS("xl/workbook.xml")), PART("xl/workbook.xml", "<workbook/>"),
      PART("xl/styles.xml", "<styleSheet/>")},
     "!PLAN_FORMAT"},
    {"presentation",
     {PART("_rels/.rels", ROOT_RELS("ppt/p.xml")),
      PART("ppt/p.xml", "<p:presentation xmlns:p=\"x\"/>")},
     "!PLAN_FORMAT"},
    {"OpenDocument",
     {PART("mimetype", "application/vnd.oasis.opendocument.text"), PART("content.xml", "<a/>")},
     "!PLAN_FORMAT"},
    {"some container", {PART("a.txt", "一")}, "!PLAN_FORMAT"},
    {"password", {LOCKED("word/document.xml", DOCUMENT(P("一")))}, "!PLAN_ENCRYPTED"},
    {"password on the numbering",
     {PART("word/document.xml", DOCUMENT(P("一"))), LOCKED("word/numbering.xml", NUMBERING)},
     "!PLAN_ENCRYPTED"},
    {"no text",
     {PART("word/document.xml", DOCUMENT("<w:p/><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"))},
     "!PLAN_EMPTY"},
    {"only blanks", {PART("word/document.xml", DOCUMENT(P("　 ")))}, "!PLAN_EMPTY"},
    {"no body", {PART("word/document.xml", "<w:document xmlns:w=\"" DOCX_W "\"/>")}, "!PLAN_EMPTY"},
    {"empty main part", {PART("word/document.xml", "")}, "!PLAN_DAMAGED"},
    {"no XML", {PART("word/document.xml", "一")}, "!PLAN_DAMAGED"},
    {"XML cut off",
     {PART("word/document.xml", "<w:document xmlns:w=\"" DOCX_W "\"><w:body>" P("一"))},
     "!PLAN_DAMAGED"},
    {"tags that do not match",
     {PART("word/document.xml", DOCUMENT("<w:p></w:r>"))},
     "!PLAN_DAMAGED"},
    {"broken UTF-8", {PART("word/document.xml", DOCUMENT(P("\xE4\xB8")))}, "!PLAN_DAMAGED"},
    {"GB18030 inside",
     {PART("word/document.xml",
           "<?xml version=\"1.0\" encoding=\"GB18030\"?><w:document xmlns:w=\"" DOCX_W
           "\"><w:body>" P("\xC2\xC9\xCA\xA6") "</w:body></w:document>")},
     "!PLAN_DAMAGED"},
    {"zero in the text", {PART("word/document.xml", DOCUMENT(P("一\0二")))}, "!PLAN_DAMAGED"},
    {"reference to a zero", {PART("word/document.xml", DOCUMENT(P("&#0;")))}, "!PLAN_DAMAGED"},
    {"undeclared entity", {PART("word/document.xml", DOCUMENT(P("&copy;")))}, "!PLAN_DAMAGED"},
    {"undeclared prefix", {PART("word/document.xml", DOCUMENT("<x:p/>" P("一")))}, "一"},
    {"byte order mark", {PART("word/document.xml", "\xEF\xBB\xBF" DOCUMENT(P("一")))}, "一"},
    {"document type",
     {PART("word/document.xml", XML "<!DOCTYPE w:document><w:document xmlns:w=\"" DOCX_W
                                    "\"><w:body>" P("一") "</w:body></w:document>")},
     "!PLAN_DAMAGED"},
    {"document type after a comment",
     {PART("word/document.xml", "<!-- x --> <?x?>\n<!DOCTYPE a><a/>")},
     "!PLAN_DAMAGED"},
    {"entities that multiply",
     {PART("word/document.xml",
           "<!DOCTYPE d [<!ENTITY a \"哈哈哈哈哈哈哈哈哈哈\"><!ENTITY b "
           "\"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">"
           "<!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e "
           "\"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\">]>"
           "<w:document xmlns:w=\"" DOCX_W "\"><w:body>" P("&e;") "</w:body></w:document>")},
     "!PLAN_DAMAGED"},
    {"entity outside",
     {PART("word/document.xml",
           "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><w:document xmlns:w=\"" DOCX_W
           "\"><w:body>" P("&x;") "</w:body></w:document>")},
     "!PLAN_DAMAGED"},
    {"type outside",
     {PART("word/document.xml", "<!DOCTYPE d SYSTEM \"http://192.0.2.1/d.dtd\"><d/>")},
     "!PLAN_DAMAGED"},
    {"document type in the numbering",
     {PART("word/document.xml", DOCUMENT(P("一"))), PART("word/numbering.xml", "<!DOCTYPE a><a/>")},
     "!PLAN_DAMAGED"},
    {"numbering that is something else",
     {PART("word/document.xml", DOCUMENT(P("一"))), PART("word/numbering.xml", "<a/>")},
     "!PLAN_DAMAGED"},
    {"styles cut off",
     {PART("word/document.xml", DOCUMENT(P("一"))),
      PART("word/styles.xml", "<w:styles xmlns:w=\"" DOCX_W "\">")},
     "!PLAN_DAMAGED"},
    {"relationships cut off",
     {PART("_rels/.rels", RELS), PART("word/document.xml", DOCUMENT(P("一")))},
     "!PLAN_DAMAGED"},
};

static void test_docx_read__containers(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct arena a;
        arena_init(&a, 100 * 1000 * 1000);
        size_t n = 0;
        while (n < PARTS_MAX && CASES[i].parts[n].name != NULL)
            n++;
        struct str zip = docx_zip(&a, CASES[i].parts, n);
        CHECK_STR(CASES[i].name, docx_read_and_show(&a, zip), CASES[i].want);
        arena_release(&a);
    }
}

static void test_docx_read__utf16_part(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 10 * 1000 * 1000);
    static const char document[] =
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?><w:document xmlns:w=\"" DOCX_W
        "\"><w:body>" P("x1") "</w:body></w:document>";
    char wide[sizeof(document) * 2] = "\xFF\xFE";
    for (size_t i = 0; i + 1 < sizeof(document); i++)
        wide[2 + i * 2] = document[i];
    struct docx_part part = {.name = "word/document.xml", .data = {wide, sizeof(document) * 2}};
    CHECK_STR("UTF-16", docx_read_and_show(&a, docx_zip(&a, &part, 1)), "x1");
    arena_release(&a);
}

/* ---- damage ------------------------------------------------------------------ */

static struct str whole_document(struct arena *a)
{
    return docx_of(
        a,
        NUMBERED
        "<w:p><w:r><w:t>一</w:t><w:tab/></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan "
        "w:val=\"2\"/></w:tcPr>" P("二") "</w:tc></w:tr></w:tbl>",
        "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:lvlText "
        "w:val=\"%1.\"/></w:lvl>"
        "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
        "<w:style w:type=\"paragraph\" w:styleId=\"A\"><w:basedOn w:val=\"A\"/></w:style>");
}

static void test_docx_read__cut_off(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 100 * 1000 * 1000);
    struct str docx = whole_document(&a);
    CHECK_STR("whole", docx_read_and_show(&a, docx), "(1.)甲 / 一 / [二|<]");
    for (size_t i = 1; i < 16; i++) {
        char name[16];
        (void)snprintf(name, sizeof(name), "%zu/16", i);
        CHECK_STR(name, docx_read_and_show(&a, str_sub(docx, 0, docx.n * i / 16)), "!PLAN_DAMAGED");
    }
    arena_release(&a);
}

/* Flipped bytes never do worse than an error; what is still read is valid text. */
static void test_docx_read__flipped_bytes(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 500 * 1000 * 1000);
    struct str docx = whole_document(&a);
    uint64_t seed = 20160328;
    size_t damaged = 0;
    enum { ROUNDS = 2000 };
    for (size_t i = 0; i < ROUNDS; i++) {
        char *copy = arena_copy(&a, docx.p, docx.n);
        for (size_t flips = 1 + i % 4; flips > 0; flips--) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            copy[(seed >> 33) % docx.n] ^= (char)(1 + (seed >> 25) % 255);
        }
        struct str shown = docx_read_and_show(&a, (struct str){copy, docx.n});
        assert_int_equal(str_utf8_check(shown, NULL), ERR_OK);
        damaged += str_starts(shown, STR("!"));
    }
    assert_in_range(damaged, ROUNDS / 4, ROUNDS); /* checksums see most of them */
    arena_release(&a);
}

/* ---- bombs -------------------------------------------------------------------- */

static struct str bomb(struct arena *a, const char *before, const char *piece, size_t n,
                       const char *after)
{
    struct buf b;
    buf_init(&b, 500 * 1000 * 1000);
    buf_add_z(&b, before);
    for (size_t i = 0; i < n; i++)
        buf_add_z(&b, piece);
    buf_add_z(&b, after);
    struct docx_part part = {.name = "word/document.xml", .data = buf_str(&b)};
    struct str zip = docx_zip(a, &part, 1);
    buf_release(&b);
    return zip;
}

static void test_docx_read__bombs(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *before, *piece;
        size_t n;
        const char *after;
        const char *want;
    } cases[] = {
        {"200 MB of blanks", "<w:document xmlns:w=\"" DOCX_W "\"><w:body>", "          ",
         20 * 1000 * 1000, "</w:body></w:document>", "!PLAN_TOO_BIG"},
        {"20 MB of text", "<w:document xmlns:w=\"" DOCX_W "\"><w:body>",
         P("一二三四五六七八九十一二三四五六七八九十"), 300 * 1000, "</w:body></w:document>",
         "!PLAN_TOO_BIG"},
        {"one text of 11 MB", "<w:document xmlns:w=\"" DOCX_W "\"><w:body><w:p><w:r><w:t>",
         "xxxxxxxxxxx", 1024 * 1024, "</w:t></w:r></w:p></w:body></w:document>", "!PLAN_DAMAGED"},
        {"one paragraph of 18 MB", "<w:document xmlns:w=\"" DOCX_W "\"><w:body><w:p>",
         "<w:r><w:t>一二三四五六</w:t></w:r>", 1024 * 1024, "</w:p></w:body></w:document>",
         "!PLAN_TOO_BIG"},
        {"elements in elements", "<w:document xmlns:w=\"" DOCX_W "\"><w:body>",
         "<w:sdt><w:sdtContent>", 100 * 1000, "", "!PLAN_DAMAGED"},
        {"tables in tables", "<w:document xmlns:w=\"" DOCX_W "\"><w:body>", "<w:tbl><w:tr><w:tc>",
         100 * 1000, "", "!PLAN_DAMAGED"},
        {"an attribute of 11 MB", "<w:document xmlns:w=\"" DOCX_W "\"><w:body><w:p w:x=\"",
         "xxxxxxxxxxx", 1024 * 1024, "\"/></w:body></w:document>", "!PLAN_DAMAGED"},
        {"100,000 attributes", "<w:document xmlns:w=\"" DOCX_W "\"><w:body><w:p", " w:x=\"1\"",
         100 * 1000, "/></w:body></w:document>", "!PLAN_DAMAGED"},
        {"deleted marks in a row", "<w:document xmlns:w=\"" DOCX_W "\"><w:body>",
         "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>一二三四</w:t></w:r></w:p>",
         100 * 1000, "</w:body></w:document>", NULL},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1000 * 1000 * 1000);
        struct str zip = bomb(&a, cases[i].before, cases[i].piece, cases[i].n, cases[i].after);
        struct str shown = docx_read_and_show(&a, zip);
        if (cases[i].want != NULL)
            CHECK_STR(cases[i].name, shown, cases[i].want);
        else
            CHECK(cases[i].name, !str_starts(shown, STR("!")));
        arena_release(&a);
    }
}

/* Two hundred thousand zeros compress to nothing; a container of nothing but entries is refused
 * too. */
static void test_docx_read__too_many_entries(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 100 * 1000 * 1000);
    enum { ENTRIES = 4200 };
    struct docx_part *parts = ARENA_NEW_N(&a, ENTRIES, struct docx_part);
    for (size_t i = 0; i < ENTRIES; i++)
        parts[i] = (struct docx_part){.name = str_format(&a, "p%zu", i).p, .data = STR("x")};
    parts[0] = (struct docx_part)PART("word/document.xml", DOCUMENT(P("一")));
    CHECK_STR("4000", docx_read_and_show(&a, docx_zip(&a, parts, 4000)), "一");
    CHECK_STR("4200", docx_read_and_show(&a, docx_zip(&a, parts, ENTRIES)), "!PLAN_TOO_BIG");
    arena_release(&a);
}

/* Blocks of a text box are handed up level by level; many of them deep down must not add up. */
static void test_docx_read__boxes_in_boxes(void **state)
{
    (void)state;
    enum { DEEP = 50, PARAGRAPHS = 150 * 1000 };
    struct arena a;
    arena_init(&a, 1000 * 1000 * 1000);
    struct buf before, after;
    buf_init(&before, 100 * 1000);
    buf_init(&after, 100 * 1000);
    buf_add_z(&before, "<w:document xmlns:w=\"" DOCX_W "\"><w:body>");
    for (int i = 0; i < DEEP; i++) {
        buf_add_z(&before, "<w:p><w:r><w:pict><w:txbxContent>");
        buf_add_z(&after, "</w:txbxContent></w:pict></w:r></w:p>");
    }
    buf_add_z(&before, P("一"));
    buf_add_z(&after, "</w:body></w:document>");
    struct str few = bomb(&a, before.p, "<w:p/>", 10, after.p);
    CHECK("few", str_starts(docx_read_and_show(&a, few), STR(" / ")));
    struct str many = bomb(&a, before.p, "<w:p/>", PARAGRAPHS, after.p);
    CHECK_STR("many", docx_read_and_show(&a, many), "!PLAN_TOO_BIG");
    buf_release(&before);
    buf_release(&after);
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_docx_read__boxes_in_boxes),
          cmocka_unit_test(test_docx_read__containers),
          cmocka_unit_test(test_docx_read__utf16_part), cmocka_unit_test(test_docx_read__cut_off),
          cmocka_unit_test(test_docx_read__flipped_bytes), cmocka_unit_test(test_docx_read__bombs),
          cmocka_unit_test(test_docx_read__too_many_entries))
