/*
 * test_text.c — folding keeps one code point for one, and widths are those of a
 * terminal.
 */
#include "testmain.h"

#include "base/text.h"

static void test_text_fold__cases(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint32_t from, to;
    } cases[] = {
        {"letter", 'a', 'a'},
        {"capital stays", 'A', 'A'},
        {"line break stays", '\n', '\n'},
        {"tab", '\t', ' '},
        {"full-width digit", 0xFF10, '0'},
        {"full-width nine", 0xFF19, '9'},
        {"full-width capital", 0xFF21, 'A'},
        {"full-width exclamation mark, the first", 0xFF01, '!'},
        {"full-width tilde, the last", 0xFF5E, '~'},
        {"one before the full-width block", 0xFF00, 0xFF00},
        {"one after it", 0xFF5F, 0xFF5F},
        {"full-width colon", 0xFF1A, ':'},
        {"full-width stop", 0xFF0E, '.'},
        {"full-width brackets", 0xFF08, '('},
        {"ideographic comma stays", 0x3001, 0x3001},
        {"ideographic stop stays", 0x3002, 0x3002},
        {"half-width ideographic stop", 0xFF61, 0x3002},
        {"half-width ideographic comma", 0xFF64, 0x3001},
        {"lenticular bracket", 0x3010, '['},
        {"tortoise-shell bracket", 0x3014, '['},
        {"quotation mark", 0x201C, '"'},
        {"dash", 0x2014, '-'},
        {"ideographic space", 0x3000, ' '},
        {"no-break space", 0x00A0, ' '},
        {"em space", 0x2003, ' '},
        {"zero-width space", 0x200B, ' '},
        {"byte order mark", 0xFEFF, ' '},
        {"ratio for a colon", 0x2236, ':'},
        {"ideograph", 0x7763, 0x7763},
        {"beyond the plane", 0x20000, 0x20000},
        {"last code point", 0x10FFFF, 0x10FFFF},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_INT(cases[i].name, text_fold(cases[i].from), cases[i].to);
}

static void test_text_fold__twice_is_once(void **state)
{
    (void)state;
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp++)
        if (text_fold(text_fold(cp)) != text_fold(cp))
            fail_msg("U+%04X", cp);
}

static void test_text_width__and_fit(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *text;
        size_t width;
        size_t columns, fit; /* bytes that fit into so many columns */
    } cases[] = {
        {"nothing", "", 0, 3, 0},
        {"ASCII", "abc", 3, 2, 2},
        {"ideographs", "\xE7\x9D\xA3\xE5\x8A\x9E", 4, 2, 3},
        {"half an ideograph does not fit", "\xE7\x9D\xA3\xE5\x8A\x9E", 4, 3, 3},
        {"all fit", "\xE7\x9D\xA3\xE5\x8A\x9E", 4, 4, 6},
        {"none fit", "\xE7\x9D\xA3", 2, 1, 0},
        {"mixed", "a\xE7\x9D\xA3z", 4, 3, 4},
        {"full-width letter", "\xEF\xBC\xA1", 2, 2, 3},
        {"half-width katakana", "\xEF\xBD\xB1", 1, 1, 3},
        {"combining mark", "e\xCC\x81x", 2, 1, 3},
        {"zero columns", "abc", 3, 0, 0},
        {"emoji", "\xF0\x9F\x98\x80", 2, 2, 4},
        {"ideographic comma", "\xE3\x80\x81", 2, 2, 3},
        {"control characters take none", "a\n\tb", 2, 2, 4},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct str s = str_of(cases[i].text);
        CHECK_INT(cases[i].name, text_width(s), cases[i].width);
        CHECK_INT(cases[i].name, text_fit(s, cases[i].columns), cases[i].fit);
        CHECK_INT(cases[i].name, text_fit(s, SIZE_MAX), s.n);
    }
}

TEST_MAIN(cmocka_unit_test(test_text_fold__cases), cmocka_unit_test(test_text_fold__twice_is_once),
          cmocka_unit_test(test_text_width__and_fit))
