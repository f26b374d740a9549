/*
 * test_sheet.c — which files are sheets, from memory and from the disk.
 */
#include "testmain.h"

#include "base/file.h"
#include "xlsx_build.h"

#define OLE "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
#define BYTES(literal)                                                                             \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }

static void test_sheet_open__formats(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct str bytes;
        const char *want;
    } cases[] = {
        {"empty", {"", 0}, "!SHEET_NONE: no bytes"},
        {"text", BYTES("a,b"), "A1=a B1=b"},
        {".xls", BYTES(OLE "\0\0W\0o\0r\0k\0b\0o\0o\0k\0"),
         "!SHEET_OLD: OLE file with \"Workbook\""},
        {"an older one", BYTES(OLE "\0\0B\0o\0o\0k\0"), "!SHEET_OLD: OLE file with \"Book\""},
        {"the oldest", BYTES("\x09\x04\x06\0\0\0\x10\0"),
         "!SHEET_OLD: records without a container"},
        {"with a password", BYTES(OLE "\0\0E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"),
         "!SHEET_ENCRYPTED: asks for a password"},
        {".doc", BYTES(OLE "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"),
         "!SHEET_FORMAT: OLE compound file without a workbook"},
        {"a web page", BYTES("\xEF\xBB\xBF <HTML><table>"), "!SHEET_FORMAT: HTML"},
        {"XML", BYTES("<?xml version=\"1.0\"?><Workbook/>"), "!SHEET_FORMAT: XML"},
        {"PDF", BYTES("%PDF-1.4"), "!SHEET_FORMAT: PDF"},
        {"binary", BYTES("a\0b"), "!SHEET_FORMAT: binary data"},
        {"a container cut off", BYTES("PK\3\4xxxxxxxx"), "!SHEET_DAMAGED: zip: Not a zip archive"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 64 * 1024 * 1024);
        CHECK_STR(cases[i].name, sheet_show(&a, cases[i].bytes, NULL), cases[i].want);
        arena_release(&a);
    }
}

static void test_sheet_open__containers(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct docx_part part;
        const char *want;
    } cases[] = {
        {"binary workbook",
         {.name = "xl/workbook.bin", .data = {"x", 1}},
         "!SHEET_FORMAT: a binary workbook (.xlsb)"},
        {"OpenDocument",
         {.name = "content.xml", .data = {"x", 1}},
         "!SHEET_FORMAT: an OpenDocument file (.ods)"},
        {"a document",
         {.name = "word/document.xml", .data = {"x", 1}},
         "!SHEET_FORMAT: a text document (.docx)"},
        {"slides",
         {.name = "ppt/presentation.xml", .data = {"x", 1}},
         "!SHEET_FORMAT: a presentation (.pptx)"},
        {"something",
         {.name = "a.txt", .data = {"x", 1}},
         "!SHEET_FORMAT: zip container without a workbook"},
        {"without its main part",
         {.name = "xl/styles.xml", .data = {"x", 1}},
         "!SHEET_DAMAGED: zip: no main part"},
        {"no sheets",
         {.name = "xl/workbook.xml", .data = {"<workbook/>", 11}},
         "!SHEET_DAMAGED: zip: no main part"},
        {"no XML",
         {.name = "xl/workbook.xml", .data = {"<a", 2}},
         "!SHEET_DAMAGED: xl/workbook.xml: ends too early"},
        {"an empty part",
         {.name = "xl/workbook.xml", .data = {"", 0}},
         "!SHEET_DAMAGED: xl/workbook.xml: ends too early"},
        {"with a password",
         {.name = "xl/workbook.xml", .data = {"x", 1}, .encrypted = true},
         "!SHEET_ENCRYPTED: zip: xl/workbook.xml asks for a password"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 64 * 1024 * 1024);
        struct str bytes = docx_zip(&a, &cases[i].part, 1);
        CHECK_STR(cases[i].name, sheet_show(&a, bytes, NULL), cases[i].want);
        arena_release(&a);
    }
}

/* Every beginning of a workbook is refused, and none does harm. */
static void test_sheet_open__cut_off(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 64 * 1024 * 1024);
    struct str whole = xlsx_of(&a, &(struct xlsx_build){.data = "<row><c><v>1</v></c></row>"});
    CHECK_STR("whole", sheet_show(&a, whole, NULL), "A1=1:n");
    for (size_t n = 4; n < whole.n; n += 7) {
        struct arena each;
        arena_init(&each, 64 * 1024 * 1024);
        struct str shown = sheet_show(&each, str_sub(whole, 0, n), NULL);
        CHECK("cut off", str_starts(shown, STR("!SHEET_DAMAGED")));
        arena_release(&each);
    }
    arena_release(&a);
}

/* The first row of a file of the disk, read after its name is gone. */
static void check_file(const char *name, struct str bytes)
{
    struct arena a;
    arena_init(&a, 64 * 1024 * 1024);
    char path[] = "sheet-test-XXXXXX";
    int fd = mkstemp(path);
    must(fd >= 0 && close(fd) == 0);
    CHECK_ERR(name, file_write(path, bytes, NULL), ERR_OK);
    struct input in;
    CHECK_ERR(name, input_open(path, &in, NULL), ERR_OK);
    (void)unlink(path);
    struct sheet_options options = {0};
    struct sheet *sheet = NULL;
    const struct sheet_row *row = NULL;
    CHECK_ERR(name, sheet_open(&a, &in, &options, &sheet, NULL), ERR_OK);
    CHECK_ERR(name, sheet_next(sheet, &row, NULL), ERR_OK);
    CHECK(name, row != NULL && row->n == 1);
    CHECK_STR(name, row->cells[0].text, "甲");
    CHECK_ERR(name, sheet_next(sheet, &row, NULL), ERR_OK);
    CHECK(name, row == NULL);
    sheet_close(sheet);
    input_close(&in);
    arena_release(&a);
}

static void test_sheet_open__from_disk(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 64 * 1024 * 1024);
    check_file(".csv", STR("甲\n"));
    check_file(".csv in GB18030", STR("\xBC\xD7\n"));
    check_file(".xlsx",
               xlsx_of(&a, &(struct xlsx_build){.data = "<row><c t=\"str\"><v>甲</v></c></row>"}));
    struct input in;
    CHECK_ERR("absent", input_open("no-such-file", &in, NULL), ERR_FILE_NOT_FOUND);
    CHECK_ERR("a folder", input_open("/", &in, NULL), ERR_FILE_READ);
    CHECK_ERR("a device", input_open("/dev/null", &in, NULL), ERR_FILE_READ);
    arena_release(&a);
}

static void test_sheet_info__names(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 64 * 1024 * 1024);
    struct str bytes =
        xlsx_of(&a, &(struct xlsx_build){
                        .workbook = "<sheets><sheet name=\"甲\" state=\"hidden\" r:id=\"rId1\"/>"
                                    "<sheet name=\"乙\" r:id=\"rId2\"/></sheets>",
                        .second = ""});
    struct input in = input_of(bytes);
    struct sheet_options options = {0};
    struct sheet *sheet = NULL;
    assert_int_equal(sheet_open(&a, &in, &options, &sheet, NULL), ERR_OK);
    const struct sheet_info *info = sheet_info(sheet);
    assert_int_equal(info->format, SHEET_XLSX);
    assert_int_equal(info->n_names, 2);
    assert_int_equal(info->chosen, 1);
    CHECK_STR("first", info->names[0].name, "甲");
    CHECK("hidden", info->names[0].hidden && !info->names[1].hidden);
    sheet_close(sheet);
    sheet_close(NULL);
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_sheet_open__formats), cmocka_unit_test(test_sheet_open__containers),
          cmocka_unit_test(test_sheet_open__cut_off), cmocka_unit_test(test_sheet_open__from_disk),
          cmocka_unit_test(test_sheet_info__names))
