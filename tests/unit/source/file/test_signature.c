/*
 * test_signature.c — what a file is, by its first bytes.
 */
#include "testmain.h"

#include "source/file/signature.h"

#define BYTES(literal)                                                                             \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }
#define OLE "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

static void test_signature_of__files(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct str bytes;
        enum signature want;
        const char *what;
    } cases[] = {
        {"nothing", BYTES(""), SIGNATURE_NONE, ""},
        {"text", BYTES("PKW"), SIGNATURE_NONE, ""},
        {"a container", BYTES("PK\3\4x"), SIGNATURE_ZIP, ""},
        {"an empty container", BYTES("PK\5\6"), SIGNATURE_ZIP, ""},
        {"a compound file", BYTES(OLE "x"), SIGNATURE_OLE, ""},
        {"half a mark", BYTES("\xD0\xCF\x11\xE0"), SIGNATURE_NONE, ""},
        {"PDF", BYTES("%PDF-1.7"), SIGNATURE_FOREIGN, "PDF"},
        {"PNG", BYTES("\x89PNG\r\n"), SIGNATURE_FOREIGN, "PNG picture"},
        {"a picture after a blank is none", BYTES(" \x89PNG"), SIGNATURE_NONE, ""},
        {"HTML", BYTES("\xEF\xBB\xBF\r\n <HtMl>"), SIGNATURE_FOREIGN, "HTML"},
        {"HTML, said", BYTES("<!DOCTYPE html>"), SIGNATURE_FOREIGN, "HTML or XML"},
        {"XML", BYTES("<?xml version='1.0'?>"), SIGNATURE_FOREIGN, "XML"},
        {"RTF", BYTES("{\\rtf1"), SIGNATURE_FOREIGN, "RTF"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct input in = input_of(cases[i].bytes);
        enum signature got = SIGNATURE_NONE;
        const char *what = "?";
        CHECK_ERR(cases[i].name, signature_of(&in, &got, &what, NULL), ERR_OK);
        CHECK_INT(cases[i].name, got, cases[i].want);
        CHECK_STR(cases[i].name, str_of(what), cases[i].what);
    }
}

static void test_signature_ole_has__names(void **state)
{
    (void)state;
    struct input in = input_of((struct str)BYTES(OLE "xW\0o\0r\0k\0b\0o\0o\0k\0"));
    bool has = false;
    assert_int_equal(signature_ole_has(&in, "Workbook", &has, NULL), ERR_OK);
    assert_true(has);
    assert_int_equal(signature_ole_has(&in, "WordDocument", &has, NULL), ERR_OK);
    assert_false(has);
}

TEST_MAIN(cmocka_unit_test(test_signature_of__files),
          cmocka_unit_test(test_signature_ole_has__names))
