/*
 * test_xlsx.c — workbooks as programs write them, and as nobody should.
 */
#include "testmain.h"

#include "base/buf.h"
#include "xlsx_build.h"

enum { ARENA_MAX = 512 * 1024 * 1024 };

static void check(const char *name, const struct xlsx_build *b, const char *want)
{
    struct arena a;
    arena_init(&a, ARENA_MAX);
    CHECK_STR(name, xlsx_show(&a, b), want);
    arena_release(&a);
}

#define STYLES                                                                                     \
    "<numFmts><numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/>"       \
    "<numFmt numFmtId=\"177\" formatCode=\"[h]:mm\"/></numFmts>"                                   \
    "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"                                           \
    "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/>"                      \
    "<xf numFmtId=\"20\"/><xf numFmtId=\"176\"/><xf numFmtId=\"177\"/><xf/></cellXfs>"             \
    "<dxfs><dxf><numFmt numFmtId=\"0\" formatCode=\"yyyy\"/></dxf></dxfs>"
#define STRINGS                                                                                    \
    "<si><t>姓名</t></si><si><r><t>甲</t></r><r><rPr/><t xml:space=\"preserve\"> 乙</t></r>"   \
    "<rPh sb=\"0\" eb=\"1\"><t>jia</t></rPh><phoneticPr fontId=\"1\"/></si><si/>"                  \
    "<si><t>a_x000D_&amp;b_x005F_x</t></si>"

static void test_xlsx_next__cells(void **state)
{
    (void)state;
    static const struct {
        const char *name, *data, *want;
    } cases[] = {
        {"nothing", "", ""},
        {"a number", "<row r=\"1\"><c r=\"B1\"><v>0.10000000000000001</v></c></row>", "B1=0.1:n"},
        {"a long number", "<row><c><v>3.2010219800101101E+17</v></c></row>",
         "A1=320102198001011000:nc"},
        {"shared", "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c></row>", "A3=姓名"},
        {"rich text, without reading aids", "<row><c t=\"s\"><v>1</v></c></row>", "A1=甲 乙"},
        {"an empty shared one", "<row><c t=\"s\"><v>2</v></c></row>", ""},
        {"escaped", "<row><c t=\"s\"><v>3</v></c></row>", "A1=a\r&b_x"},
        {"not there", "<row><c t=\"s\"><v>4</v></c></row>",
         "!SHEET_DAMAGED: A1: names a shared string that is not there"},
        {"below nothing", "<row><c t=\"s\"><v>-1</v></c></row>",
         "!SHEET_DAMAGED: A1: names a shared string that is not there"},
        {"inline", "<row><c t=\"inlineStr\"><is><t>a</t></is></c></row>", "A1=a"},
        {"inline, rich",
         "<row><c t=\"inlineStr\"><is><r><t>a</t></r><r><t> b</t></r><rPh><t>x</t></rPh></is></c>"
         "</row>",
         "A1=a b"},
        {"true and false", "<row><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c></row>",
         "A1=TRUE:b B1=FALSE:b"},
        {"an error", "<row><c t=\"e\"><v>#N/A</v></c></row>", "A1=#N/A:e"},
        {"no number", "<row><c><v>x1</v></c></row>", "A1=x1:e"},
        {"formula of a number", "<row><c><f>A2*2</f><v>12</v></c></row>", "A1=12:nf"},
        {"formula of a text", "<row><c t=\"str\"><f>A2</f><v>ab</v></c></row>", "A1=ab:f"},
        {"formula of an error", "<row><c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row>",
         "A1=#DIV/0!:ef"},
        {"formula of a day", "<row><c s=\"1\"><f>TODAY()</f><v>42804</v></c></row>",
         "A1=2017-03-10:df"},
        {"shared formula", "<row><c><f t=\"shared\" si=\"0\"/><v>1</v></c></row>", "A1=1:nf"},
        {"formula of nothing", "<row><c t=\"str\"><f>A2</f><v></v></c></row>", ""},
        {"formula that was never computed", "<row><c><f>A2</f></c></row>", "A1=:-f"},
        {"a date", "<row><c s=\"1\"><v>42804</v></c></row>", "A1=2017-03-10:d"},
        {"a date with a time that is not shown", "<row><c s=\"1\"><v>42804.5</v></c></row>",
         "A1=2017-03-10:d"},
        {"a moment", "<row><c s=\"2\"><v>42804.430555555555</v></c></row>",
         "A1=2017-03-10 10:20:00:m"},
        {"to the millisecond", "<row><c s=\"2\"><v>42804.00000289352</v></c></row>",
         "A1=2017-03-10 00:00:00.250:m"},
        {"a time", "<row><c s=\"3\"><v>0.4375</v></c></row>", "A1=10:30:00:t"},
        {"hours that count on", "<row><c s=\"5\"><v>1.5</v></c></row>", "A1=36:00:00:t"},
        {"custom format", "<row><c s=\"4\"><v>42795</v></c></row>", "A1=2017-03-01:d"},
        {"format of a format", "<row><c s=\"6\"><v>42795</v></c></row>", "A1=42795:n"},
        {"no such format", "<row><c s=\"99\"><v>5</v></c><c s=\"x\"><v>6</v></c></row>",
         "A1=5:n B1=6:n"},
        {"a day that never was", "<row><c s=\"1\"><v>60</v></c><c s=\"1\"><v>0</v></c></row>",
         "A1=1900-02-29:e B1=1900-01-00:e"},
        {"no day", "<row><c s=\"1\"><v>-3</v></c></row>", "A1=-3:e"},
        {"ISO day", "<row><c t=\"d\"><v>2017-03-10</v></c></row>", "A1=2017-03-10:d"},
        {"ISO moment", "<row><c t=\"d\"><v>2017-03-10T10:30:00.25Z</v></c></row>",
         "A1=2017-03-10 10:30:00.250:m"},
        {"ISO midnight in a date format",
         "<row><c t=\"d\" s=\"1\"><v>2017-03-10T00:00:00</v></c></row>", "A1=2017-03-10:d"},
        {"ISO time", "<row><c t=\"d\"><v>10:30:05</v></c></row>", "A1=10:30:05:t"},
        {"ISO nonsense", "<row><c t=\"d\"><v>2017-13-10</v></c><c t=\"d\"><v>25:00</v></c></row>",
         "A1=2017-13-10:e B1=25:00:e"},
        {"blanks", "<row><c t=\"str\"><v> </v></c><c t=\"inlineStr\"><is><t>　</t></is></c></row>",
         ""},
        {"formats only", "<row r=\"5\"><c r=\"A5\" s=\"1\"/><c r=\"XFD5\" s=\"1\"/></row>", ""},
        {"places left out", "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
         "A1=1:n B1=2:n | A2=3:n"},
        {"places after gaps",
         "<row r=\"4\"><c r=\"C4\"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
         "C4=1:n D4=2:n | A5=3:n"},
        {"a hidden row", "<row hidden=\"1\"><c><v>1</v></c></row>", "~A1=1:n"},
        {"backwards", "<row r=\"4\"/><row r=\"4\"/>", "!SHEET_DAMAGED: row \"4\" after row 4"},
        {"row zero", "<row r=\"0\"/>", "!SHEET_DAMAGED: row \"0\" after row 0"},
        {"row nonsense", "<row r=\"abc\"/>", "!SHEET_DAMAGED: row \"abc\" after row 0"},
        {"beyond the last row", "<row r=\"1048577\"/>",
         "!SHEET_DAMAGED: row \"1048577\" after row 0"},
        {"cells backwards", "<row><c r=\"B1\"/><c r=\"A1\"/></row>",
         "!SHEET_DAMAGED: row 1: cell \"A1\" out of place"},
        {"a cell of another row", "<row><c r=\"B2\"/></row>",
         "!SHEET_DAMAGED: row 1: cell \"B2\" out of place"},
        {"beyond the columns that are read", "<row><c r=\"AMK1\"><v>1</v></c></row>",
         "!SHEET_TOO_BIG: row 1: more than 1024 columns"},
        {"rows before damage", "<row><c><v>1</v></c></row><row>",
         "!SHEET_DAMAGED: xl/worksheets/"
         "sheet1.xml: line 2: Opening and ending tag mismatch: row line 2 and sheetData"},
        {"an entity", "<row><c t=\"str\"><v>&lt;&#65;&amp;</v></c></row>", "A1=<A&"},
        {"an entity that is none", "<row><c t=\"str\"><v>&a;</v></c></row>",
         "!SHEET_DAMAGED: xl/worksheets/sheet1.xml: line 2: Entity 'a' not defined"},
        {"CDATA and comments", "<row><c t=\"str\"><v>a<!-- b --><![CDATA[<c>]]></v></c></row>",
         "A1=a<c>"},
        {"extensions inside", "<row><c><v>1</v><extLst><ext><v>9</v></ext></extLst></c></row>",
         "A1=1:n"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        check(cases[i].name,
              &(struct xlsx_build){.data = cases[i].data, .styles = STYLES, .strings = STRINGS},
              cases[i].want);
}

static void test_xlsx_next__prefixes_and_strict(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "<x:worksheet xmlns:x=\"" XLSX_MAIN "\"><x:sheetData><x:row><x:c t=\"str\"><x:v>a</x:v>"
        "</x:c></x:row></x:sheetData></x:worksheet>",
        "<worksheet xmlns=\"" XLSX_STRICT "\"><sheetData><row><c t=\"str\"><v>a</v></c></row>"
        "</sheetData></worksheet>",
        "\xEF\xBB\xBF<worksheet xmlns=\"" XLSX_MAIN
        "\" xmlns:o=\"urn:o\"><o:row/><sheetData><o:row>"
        "<c t=\"str\"><v>b</v></c></o:row><row><o:c t=\"str\"><v>c</v></o:c><c o:t=\"s\" t=\"str\">"
        "<v>a</v></c></row></sheetData></worksheet>",
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        check(cases[i], &(struct xlsx_build){.sheet = str_of(cases[i])}, "A1=a");
}

static void test_xlsx_next__document_types(void **state)
{
    (void)state;
    struct str sheet = STR("<!DOCTYPE worksheet [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;\">]>"
                           "<worksheet xmlns=\"" XLSX_MAIN "\"><sheetData><row><c t=\"str\">"
                           "<v>&b;</v></c></row></sheetData></worksheet>");
    check("entities", &(struct xlsx_build){.sheet = sheet},
          "!SHEET_DAMAGED: xl/worksheets/sheet1.xml: has a document type declaration");
}

static void test_xlsx_next__merged(void **state)
{
    (void)state;
    check("merged cells",
          &(struct xlsx_build){
              .data = "<row><c><v>1</v></c></row>",
              .after =
                  "<mergeCells count=\"2\"><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"B2:B9\"/>"
                  "<mergeCell ref=\"x\"/><mergeCell/></mergeCells>"},
          "A1=1:n +A1:C1 +B2:B9");
}

#define TWO_SHEETS(first, second)                                                                  \
    "<workbookPr date1904=\"1\"/><sheets><sheet name=\"说明 &amp; 表\" sheetId=\"1\" " first       \
    " r:id=\"rId1\"/><sheet name=\"数据\" sheetId=\"2\" " second                                   \
    " r:id=\"rId2\"/><sheet name=\"图\" sheetId=\"3\" r:id=\"rId9\"/></sheets>"

static void test_xlsx_open__chooses_a_sheet(void **state)
{
    (void)state;
    static const struct {
        const char *name, *workbook, *sheet, *want;
    } cases[] = {
        {"the first", TWO_SHEETS("", ""), NULL, "A1=1:n"},
        {"the first that is shown", TWO_SHEETS("state=\"hidden\"", ""), NULL, "A1=2:n"},
        {"very hidden", TWO_SHEETS("state=\"veryHidden\"", "state=\"visible\""), NULL, "A1=2:n"},
        {"by name", TWO_SHEETS("", ""), "数据", "A1=2:n"},
        {"a name with an entity", TWO_SHEETS("", ""), "说明 & 表", "A1=1:n"},
        {"a hidden one by name", TWO_SHEETS("", "state=\"hidden\""), "数据", "A1=2:n"},
        {"a chart", TWO_SHEETS("", ""), "图",
         "!SHEET_NAME: \"图\"; there are: \"说明 & 表\", \"数据\""},
        {"none of that name", TWO_SHEETS("", ""), "x",
         "!SHEET_NAME: \"x\"; there are: \"说明 & 表\", \"数据\""},
        {"all hidden", TWO_SHEETS("state=\"hidden\"", "state=\"hidden\""), NULL,
         "!SHEET_NAME: \"\"; there are: \"说明 & 表\", \"数据\""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, ARENA_MAX);
        struct str bytes =
            xlsx_of(&a, &(struct xlsx_build){.workbook = cases[i].workbook,
                                             .data = "<row><c><v>1</v></c></row>",
                                             .second = "<row><c><v>2</v></c></row>"});
        CHECK_STR(cases[i].name, sheet_show(&a, bytes, cases[i].sheet), cases[i].want);
        arena_release(&a);
    }
}

static void test_xlsx_open__system_of_1904(void **state)
{
    (void)state;
    check("days from 1904",
          &(struct xlsx_build){.workbook = TWO_SHEETS("", ""),
                               .styles = STYLES,
                               .data = "<row><c s=\"1\"><v>41342</v></c></row>"},
          "A1=2017-03-10:d");
}

/* The sheet with a text of n letters in B2, between two pieces of XML. */
static struct str long_cell(struct arena *a, const char *before, size_t n, const char *after)
{
    struct buf b;
    buf_init(&b, 256 * 1024 * 1024);
    buf_add_z(&b, "<worksheet xmlns=\"" XLSX_MAIN "\"><sheetData><row><c><v>1</v></c></row>"
                  "<row><c/><c t=\"str\">");
    buf_add_z(&b, before);
    for (size_t i = 0; i < n; i++)
        buf_add_char(&b, (char)('a' + i * i / 7 % 26)); /* does not deflate to nothing */
    buf_addf(&b, "%s</c></row></sheetData></worksheet>", after);
    struct str s = str_copy(a, buf_str(&b));
    buf_release(&b);
    return s;
}

static void test_xlsx_next__long_cells(void **state)
{
    (void)state;
    static const struct {
        const char *before;
        size_t n;
        const char *after, *want;
    } cases[] = {
        {"<v>", SHEET_CELL_MAX + 1, "</v>",
         "A1=1:n | !SHEET_CELL: B2: more text than a cell holds"},
        {"<is><t>", 24 * 1024 * 1024, "</t></is>",
         "A1=1:n | !SHEET_CELL: B2: more text than a cell holds"},
        {"<f>", 24 * 1024 * 1024, "</f>",
         "A1=1:n | B2=:-f"}, /* what is not read may be of any length */
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, ARENA_MAX);
        struct xlsx_build b = {.sheet = long_cell(&a, cases[i].before, cases[i].n, cases[i].after)};
        CHECK_STR(cases[i].before, xlsx_show(&a, &b), cases[i].want);
        arena_release(&a);
    }
}

static void test_xlsx_open__long_strings(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, ARENA_MAX);
    struct buf b;
    buf_init(&b, 64 * 1024 * 1024);
    buf_add_z(&b, "<si><t>a</t></si><si><t>");
    buf_add_times(&b, 'x', SHEET_CELL_MAX + 1);
    buf_add_z(&b, "</t></si>");
    CHECK_STR("a string", xlsx_show(&a, &(struct xlsx_build){.strings = b.p}),
              "!SHEET_CELL: shared string 2: more text than a cell holds");
    buf_release(&b);
    arena_release(&a);
}

/* A part that inflates to hundreds of megabytes of the same byte. */
static void test_xlsx_next__bombs(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, ARENA_MAX);
    struct buf b;
    buf_init(&b, 128 * 1024 * 1024);
    buf_add_z(&b, "<worksheet xmlns=\"" XLSX_MAIN "\"><sheetData>");
    for (size_t i = 0; i < 1000 * 1000; i++)
        buf_add_z(&b, "<row spans=\"1:16384\" customFormat=\"1\" customHeight=\"1\"></row>");
    buf_add_z(&b, "</sheetData></worksheet>");
    struct str shown = xlsx_show(&a, &(struct xlsx_build){.sheet = buf_str(&b)});
    CHECK_STR("bomb", shown,
              "!SHEET_TOO_BIG: zip: xl/worksheets/sheet1.xml inflates to more than 300 times");
    buf_release(&b);
    arena_release(&a);
}

/* Rows across the pieces in which the part is read, with shared and inline text. */
static void test_xlsx_next__pieces(void **state)
{
    (void)state;
    enum { ROWS = 20000 };
    struct arena a;
    arena_init(&a, ARENA_MAX);
    struct buf b;
    buf_init(&b, 64 * 1024 * 1024);
    for (int i = 1; i <= ROWS; i++)
        buf_addf(&b,
                 "<row r=\"%d\"><c r=\"A%d\" t=\"s\"><v>1</v></c><c r=\"B%d\"><v>%d.5</v></c>"
                 "<c r=\"C%d\" t=\"str\"><v>行%d</v></c></row>",
                 i * 2, i * 2, i * 2, i, i * 2, i);
    struct str bytes = xlsx_of(&a, &(struct xlsx_build){.data = b.p, .strings = STRINGS});
    buf_release(&b);
    struct input in = input_of(bytes);
    struct sheet_options options = {0};
    struct sheet *sheet = NULL;
    assert_int_equal(sheet_open(&a, &in, &options, &sheet, NULL), ERR_OK);
    const struct sheet_row *row;
    for (int i = 1; i <= ROWS; i++) {
        char number[32], text[32];
        (void)snprintf(number, sizeof(number), "%d.5", i);
        (void)snprintf(text, sizeof(text), "行%d", i);
        assert_int_equal(sheet_next(sheet, &row, NULL), ERR_OK);
        assert_non_null(row);
        assert_int_equal(row->number, i * 2);
        assert_int_equal(row->n, 3);
        CHECK_STR("shared", row->cells[0].text, "甲 乙");
        CHECK_STR("number", row->cells[1].text, number);
        CHECK_STR("inline", row->cells[2].text, text);
    }
    assert_int_equal(sheet_next(sheet, &row, NULL), ERR_OK);
    assert_null(row);
    sheet_close(sheet);
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_xlsx_next__cells),
          cmocka_unit_test(test_xlsx_next__prefixes_and_strict),
          cmocka_unit_test(test_xlsx_next__document_types),
          cmocka_unit_test(test_xlsx_next__merged),
          cmocka_unit_test(test_xlsx_open__chooses_a_sheet),
          cmocka_unit_test(test_xlsx_open__system_of_1904),
          cmocka_unit_test(test_xlsx_next__long_cells),
          cmocka_unit_test(test_xlsx_open__long_strings), cmocka_unit_test(test_xlsx_next__bombs),
          cmocka_unit_test(test_xlsx_next__pieces))
