/*
 * test_show.c — text from outside that would steer the terminal.
 */
#include "cli/show.h"

#include "testmain.h"

#include "base/arena.h"

static void test_show__texts(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *exact, *cell;
    } cases[] = {
        {"empty", "", "", ""},
        {"plain", "plan-2016.docx", "plan-2016.docx", "plan-2016.docx"},
        {"Chinese", "\xE6\x96\xB9\xE6\xA1\x88", "\xE6\x96\xB9\xE6\xA1\x88",
         "\xE6\x96\xB9\xE6\xA1\x88"},
        {"line feed", "a\nb", "a\\nb", "a b"},
        {"tab and carriage return", "a\tb\r", "a\\tb\\r", "a b "},
        {"escape sequence", "\033[31mred", "\\x1b[31mred", "\\x1b[31mred"},
        {"bell and delete", "\a\x7F", "\\x07\\x7f", "\\x07\\x7f"},
        {"control of the second row", "\xC2\x9B", "\\u009b", "\\u009b"},
        /* NOLINTBEGIN(misc-misleading-bidirectional): such text is what is tested */
        {"writing turned around",
         "a\xE2\x80\xAE"
         "b",
         "a\\u202eb", "a\\u202eb"},
        {"isolate", "\xE2\x81\xA6", "\\u2066", "\\u2066"},
        /* NOLINTEND(misc-misleading-bidirectional) */
        {"line separator",
         "a\xE2\x80\xA8"
         "b",
         "a\\u2028b", "a b"},
        {"broken bytes", "a\xFF\xE6", "a\\xff\\xe6", "a\\xff\\xe6"},
        {"a real U+FFFD", "\xEF\xBF\xBD", "\xEF\xBF\xBD", "\xEF\xBF\xBD"},
        {"emoji with a joiner", "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x8E\xA8",
         "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x8E\xA8",
         "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x8E\xA8"},
    };
    struct arena a;
    arena_init(&a, 64 * 1024);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        CHECK_STR(cases[i].name, show_exact(&a, str_of(cases[i].text)), cases[i].exact);
        CHECK_STR(cases[i].name, show_cell(&a, str_of(cases[i].text)), cases[i].cell);
    }
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_show__texts))
