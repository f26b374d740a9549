/*
 * test_charset.c — encodings told apart and converted.
 */
#include "testmain.h"

#include "docx_build.h"
#include "source/doc/charset.h"

#define BYTES(literal)                                                                             \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }

/* 一、律师。 in GB18030 */
#define GB "\xD2\xBB\xA1\xA2\xC2\xC9\xCA\xA6\xA1\xA3"

static const struct {
    const char *name;
    struct str bytes;
    const char *want; /* text, or !ERROR */
    const char *charset;
    int32_t replaced;
} CASES[] = {
    {"ASCII", BYTES("abc"), "abc", "", 0},
    {"UTF-8", BYTES("一、律师。"), "一、律师。", "", 0},
    {"UTF-8 with a mark", BYTES("\xEF\xBB\xBF一"), "一", "", 0},
    {"four bytes", BYTES("𠮷"), "𠮷", "", 0},
    {"UTF-8 cut at the end", BYTES("一二三四五六七八九十\xE4\xB8"),
     "一二三四五六七八九十\xEF\xBF\xBD", "", 1},
    {"UTF-8 with a mark and a fault", BYTES("\xEF\xBB\xBF一\xFF"), "一\xEF\xBF\xBD", "", 1},
    {"GB2312", BYTES(GB), "一、律师。", "GB18030", 0},
    {"GBK beyond GB2312", BYTES("\x82\xE3\x81\x40" GB), "傘丂一、律师。", "GB18030", 0},
    {"GB18030 of four bytes", BYTES("\x95\x32\x82\x36" GB), "𠀀一、律师。", "GB18030", 0},
    {"GB18030 with ASCII", BYTES("1. " GB "\r\n2\r\n"), "1. 一、律师。 / 2", "GB18030", 0},
    {"GB18030 with a fault", BYTES(GB GB GB GB GB GB GB GB GB GB GB "\xFF" GB), NULL, "GB18030", 1},
    {"GB18030 cut at the end", BYTES(GB GB GB GB GB GB GB GB GB GB GB "\xD2"), NULL, "GB18030", 1},
    {"UTF-16LE with a mark", BYTES("\xFF\xFE\x00\x4E\x01\x30"), "一、", "UTF-16LE", 0},
    {"UTF-16BE with a mark", BYTES("\xFE\xFF\x4E\x00\x30\x01"), "一、", "UTF-16BE", 0},
    {"UTF-16LE by its zeros", BYTES("1\0\x01\x30\x8B\x5F\x08\x5E\n\0"), "1、律师", "UTF-16LE", 0},
    {"UTF-16BE by its zeros", BYTES("\0\x31\x30\x01\x5F\x8B\x5E\x08\0\n"), "1、律师", "UTF-16BE",
     0},
    {"surrogates", BYTES("\xFF\xFE\x42\xD8\xB7\xDF"), "𠮷", "UTF-16LE", 0},
    {"mark alone", BYTES("\xFF\xFE"), "!PLAN_EMPTY", NULL, 0},
    {"mark and blanks", BYTES("\xEF\xBB\xBF \r\n\t　"), "!PLAN_EMPTY", NULL, 0},
    {"zeros", BYTES("a\0b\0\xFF\xFF\xC3\xC3\x12\x13"), "!PLAN_FORMAT", NULL, 0},
    {"only zeros", BYTES("\0\0\0\0\0\0\0\0"), "!PLAN_FORMAT", NULL, 0},
    {"control characters", BYTES("\x01\x02\x03\x04\x05 abc"), "!PLAN_FORMAT", NULL, 0},
    {"one control character in a long text",
     BYTES("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\x07"),
     NULL, "", 0},
    {"noise", BYTES("\xFF\xFE\x00\xD8\x00\xD8\x00\xD8\x00\xD8"), "!PLAN_FORMAT", NULL, 0},
    {"bytes of no encoding", BYTES("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"), "!PLAN_FORMAT", NULL, 0},
};

static void test_charset_decode__encodings(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct arena a;
        arena_init(&a, 10 * 1000 * 1000);
        struct doc doc = {0};
        struct str shown = docx_read_and_show(&a, CASES[i].bytes);
        if (CASES[i].want != NULL)
            CHECK_STR(CASES[i].name, shown, CASES[i].want);
        if (CASES[i].charset != NULL) {
            CHECK_ERR(CASES[i].name, doc_read(&a, CASES[i].bytes, &doc, NULL), ERR_OK);
            CHECK_STR(CASES[i].name, doc.charset, CASES[i].charset);
            CHECK_INT(CASES[i].name, doc.replaced, CASES[i].replaced);
            CHECK_ERR(CASES[i].name, str_utf8_check(doc.blocks[0].text, NULL), ERR_OK);
        }
        arena_release(&a);
    }
}

static void test_charset_unmark__xml(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct str bytes;
        const char *want; /* NULL: damaged */
    } cases[] = {
        {"none", BYTES("<a/>"), "<a/>"},
        {"UTF-8", BYTES("\xEF\xBB\xBF<a/>"), "<a/>"},
        {"UTF-16LE", BYTES("\xFF\xFE<\0a\0/\0>\0"), "<a/>"},
        {"UTF-16BE", BYTES("\xFE\xFF\0<\0a\0/\0>"), "<a/>"},
        {"odd length", BYTES("\xFE\xFF\0<\0"), NULL},
        {"zero unit", BYTES("\xFF\xFE\0\0"), NULL},
        {"lone surrogate", BYTES("\xFF\xFE\0\xDC"), NULL},
    };
    struct arena a;
    arena_init(&a, 10 * 1000 * 1000);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct str text;
        enum err_code code = charset_unmark(&a, cases[i].bytes, &text, NULL);
        CHECK_ERR(cases[i].name, code, cases[i].want == NULL ? ERR_PLAN_DAMAGED : ERR_OK);
        if (code == ERR_OK)
            CHECK_STR(cases[i].name, text, cases[i].want);
    }
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_charset_decode__encodings),
          cmocka_unit_test(test_charset_unmark__xml))
