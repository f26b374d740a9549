/*
 * test_doc.c — formats told from their bytes.
 */
#include "testmain.h"

#include "docx_build.h"

#define BYTES(literal)                                                                             \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }
#define OLE "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

static const struct {
    const char *name;
    struct str bytes;
    enum err_code want;
} CASES[] = {
    {"no bytes", BYTES(""), ERR_PLAN_EMPTY},
    {"blanks", BYTES(" \r\n\t \n"), ERR_PLAN_EMPTY},
    {"full-width blanks", BYTES("　　\n"), ERR_PLAN_EMPTY},
    {"byte order mark", BYTES("\xEF\xBB\xBF"), ERR_PLAN_EMPTY},
    {"nothing but a line separator", BYTES("\xE2\x80\xA8"), ERR_PLAN_EMPTY},
    {"nothing but pictures", BYTES("[pic]\n[pic]"), ERR_PLAN_EMPTY},
    {"text", BYTES("整改方案"), ERR_OK},
    {"text that begins like a container", BYTES("PK一"), ERR_OK},
    {"text that begins like PDF", BYTES("%PD"), ERR_OK},
    {"PDF", BYTES("%PDF-1.7\n1 0 obj"), ERR_PLAN_FORMAT},
    {"PDF after blanks", BYTES("\r\n%PDF-1.4"), ERR_PLAN_FORMAT},
    {"JPEG", BYTES("\xFF\xD8\xFF\xE0\0\x10JFIF"), ERR_PLAN_FORMAT},
    {"PNG", BYTES("\x89PNG\r\n\x1A\n"), ERR_PLAN_FORMAT},
    {"GIF", BYTES("GIF89a"), ERR_PLAN_FORMAT},
    {"RAR", BYTES("Rar!\x1A\x07"), ERR_PLAN_FORMAT},
    {"7z", BYTES("7z\xBC\xAF\x27\x1C"), ERR_PLAN_FORMAT},
    {"gzip", BYTES("\x1F\x8B\x08"), ERR_PLAN_FORMAT},
    {"RTF", BYTES("{\\rtf1\\ansi"), ERR_PLAN_FORMAT},
    {"HTML", BYTES("<!DOCTYPE html><html>"), ERR_PLAN_FORMAT},
    {"HTML without a type", BYTES(" <HTML xmlns:w=\"x\">"), ERR_PLAN_FORMAT},
    {"XML with a mark", BYTES("\xEF\xBB\xBF<?xml version=\"1.0\"?><a/>"), ERR_PLAN_FORMAT},
    {"web archive", BYTES("MIME-Version: 1.0\r\n"), ERR_PLAN_FORMAT},
    {"program",
     BYTES("\x7F"
           "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3E\0"),
     ERR_PLAN_FORMAT},
    {"old Word", BYTES(OLE "....W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"), ERR_PLAN_OLD_WORD},
    {"old file of no name", BYTES(OLE "...."), ERR_PLAN_OLD_WORD},
    {"old sheet", BYTES(OLE "....W\0o\0r\0k\0b\0o\0o\0k\0"), ERR_PLAN_FORMAT},
    {"old Word with a sheet inside",
     BYTES(OLE "W\0o\0r\0k\0b\0o\0o\0k\0"
               "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"),
     ERR_PLAN_OLD_WORD},
    {"encrypted .docx", BYTES(OLE "....E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"),
     ERR_PLAN_ENCRYPTED},
    {"container cut off", BYTES("PK\3\4\x14\0\0\0"), ERR_PLAN_DAMAGED},
};

static void test_doc_read__formats(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct arena a;
        arena_init(&a, 10 * 1000 * 1000);
        struct doc doc;
        struct err e = {0};
        CHECK_ERR(CASES[i].name, doc_read(&a, CASES[i].bytes, &doc, &e), CASES[i].want);
        CHECK_ERR(CASES[i].name, e.code, CASES[i].want);
        arena_release(&a);
    }
}

/* 100 MB are refused by their size alone, before anybody looks at them. */
static void test_doc_read__size(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 10 * 1000 * 1000);
    struct doc doc;
    static const char one[] = "x"; /* a reader that looked further would leave it */
    struct str huge = {one, (size_t)100 * 1000 * 1000};
    assert_int_equal(doc_read(&a, huge, &doc, NULL), ERR_PLAN_TOO_BIG);
    huge.n = (size_t)DOC_FILE_MAX + 1;
    assert_int_equal(doc_read(&a, huge, &doc, NULL), ERR_PLAN_TOO_BIG);
    assert_int_equal(a.used, 0);
    arena_release(&a);
}

/* An arena that is too small for the document is an error, not a crash. */
static void test_doc_read__small_arena(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 3000);
    struct doc doc;
    static char text[3000];
    memset(text, 'x', sizeof(text) - 1);
    assert_int_equal(doc_read(&a, str_of(text), &doc, NULL), ERR_PLAN_TOO_BIG);
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_doc_read__formats), cmocka_unit_test(test_doc_read__size),
          cmocka_unit_test(test_doc_read__small_arena))
