/*
 * test_finding.c — each row of finding.def can be shown in both languages, and a
 * sentence carries its arguments whatever they hold.
 */
#include "testmain.h"

#include "base/arena.h"
#include "core/remedy/finding.h"

static size_t count(struct str s, const char *needle)
{
    size_t n = 0;
    for (size_t at = str_find(s, str_of(needle), 0); at != SIZE_MAX;
         at = str_find(s, str_of(needle), at + 1))
        n++;
    return n;
}

/* Arguments that no sentence contains, so that each use of them can be counted. */
static struct finding probe(enum finding_code code)
{
    return (struct finding){.code = code, .arg = {STR("<<one>>"), STR("<<two>>")}};
}

static void test_finding_text__every_row_in_every_language(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1000 * 1000);
    for (int code = 0; code < FINDING__MAX; code++) {
        struct finding f = probe((enum finding_code)code);
        const char *name = finding_name(f.code);
        struct str text[LANG__MAX];
        for (int lang = 0; lang < LANG__MAX; lang++) {
            text[lang] = finding_text(&a, &f, (enum lang)lang);
            CHECK(name, text[lang].n > 10);
            CHECK_ERR(name, str_utf8_check(text[lang], NULL), ERR_OK);
            CHECK(name, count(text[lang], "{") == 0 && count(text[lang], "}") == 0);
        }
        /* what one language tells, the other tells too */
        CHECK(name, (count(text[LANG_EN], "<<one>>") > 0) == (count(text[LANG_ZH], "<<one>>") > 0));
        CHECK(name, (count(text[LANG_EN], "<<two>>") > 0) == (count(text[LANG_ZH], "<<two>>") > 0));
        CHECK(name, count(text[LANG_ZH], "<<two>>") == 0 || count(text[LANG_ZH], "<<one>>") > 0);
        CHECK(name, finding_kind(f.code)[0] >= 'a' && finding_kind(f.code)[0] <= 'z');
    }
    arena_release(&a);
}

static void test_finding_text__arguments(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct str one, two;
        const char *want;
    } cases[] = {
        {"plain", {"5", 1}, {"6", 1}, "the group line says 5 items, the text has 6"},
        {"empty", {NULL, 0}, {"6", 1}, "the group line says  items, the text has 6"},
        {"not read again",
         {"{2}", 3},
         {"{1}", 3},
         "the group line says {2} items, the text has {1}"},
        {"wide",
         {"\xE7\x9D\xA3", 3},
         {"!", 1},
         "the group line says \xE7\x9D\xA3 items, the text has !"},
    };
    struct arena a;
    arena_init(&a, 10000);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct finding f = {.code = FINDING_COUNT_GROUP_ITEMS, .arg = {cases[i].one, cases[i].two}};
        CHECK_STR(cases[i].name, finding_text(&a, &f, LANG_EN), cases[i].want);
    }
    arena_release(&a);
}

static void test_finding_of__round_trip(void **state)
{
    (void)state;
    for (int code = 0; code < FINDING__MAX; code++)
        CHECK_INT(finding_name((enum finding_code)code),
                  finding_of(str_of(finding_name((enum finding_code)code))), code);
    static const char *const none[] = {"", "LABEL", "label_got", "LABEL_GOT ", "FINDING_LABEL_GOT"};
    for (size_t i = 0; i < ARRAY_LEN(none); i++)
        CHECK_INT(none[i], finding_of(str_of(none[i])), FINDING__MAX);
}

static void ask_beyond(void *ctx)
{
    (void)ctx;
    (void)finding_kind(FINDING__MAX);
}

static void test_finding_kind__aborts_beyond_the_table(void **state)
{
    (void)state;
    assert_true(test_aborts(ask_beyond, NULL));
    assert_string_equal(finding_kind(FINDING_LABEL_GOT), "label");
}

TEST_MAIN(cmocka_unit_test(test_finding_text__every_row_in_every_language),
          cmocka_unit_test(test_finding_text__arguments),
          cmocka_unit_test(test_finding_of__round_trip),
          cmocka_unit_test(test_finding_kind__aborts_beyond_the_table))
