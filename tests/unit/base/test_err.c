/*
 * test_err.c — the error table keeps its promises, and a struct err tells what
 * happened where it happened.
 */
#include "testmain.h"

static void test_err_table__rows_are_complete(void **state)
{
    (void)state;
    size_t n = 0;
    const struct err_info *t = err_table(&n);
    assert_true(n > 20);
    for (size_t i = 0; i < n; i++) {
        const char *name = t[i].name;
        CHECK(name, t[i].code < 0);
        CHECK(name, t[i].http >= 400 && t[i].http <= 599);
        CHECK(name, t[i].exit >= 1 && t[i].exit <= 8); /* the set err.h documents */
        const char *dash = strchr(t[i].number, '-');
        CHECK(name, dash != NULL && dash > t[i].number);
        int64_t digits = 0;
        CHECK_ERR(name, str_to_i64(str_of(dash + 1), &digits, NULL), ERR_OK);
        CHECK_INT(name, digits, -(int64_t)t[i].code);
        for (int lang = 0; lang < LANG__MAX; lang++) {
            CHECK(name, t[i].text[lang][0] != '\0');
            CHECK(name, t[i].hint[lang][0] != '\0');
            CHECK_ERR(name, str_utf8_check(str_of(t[i].text[lang]), NULL), ERR_OK);
            CHECK_ERR(name, str_utf8_check(str_of(t[i].hint[lang]), NULL), ERR_OK);
        }
        /* the house style: texts begin in lower case and carry no full stop */
        size_t last = strlen(t[i].text[LANG_EN]) - 1;
        CHECK(name, t[i].text[LANG_EN][0] >= 'a' && t[i].text[LANG_EN][0] <= 'z');
        CHECK(name, t[i].text[LANG_EN][last] != '.');
        CHECK(name, !str_ends(str_of(t[i].text[LANG_ZH]), STR("\xE3\x80\x82")));
        CHECK(name, (unsigned char)t[i].text[LANG_ZH][0] >= 0x80 || t[i].text[LANG_ZH][0] == '.');
    }
}

static void test_err_table__unique(void **state)
{
    (void)state;
    size_t n = 0;
    const struct err_info *t = err_table(&n);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++) {
            CHECK(t[i].name, t[i].code != t[k].code);
            CHECK(t[i].name, strcmp(t[i].name, t[k].name) != 0);
            for (int lang = 0; lang < LANG__MAX; lang++)
                CHECK(t[i].name, strcmp(t[i].text[lang], t[k].text[lang]) != 0);
        }
}

static void test_err_table__one_area_a_hundred(void **state)
{
    (void)state;
    size_t n = 0;
    const struct err_info *t = err_table(&n);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++)
            if (t[i].code / 100 == t[k].code / 100) {
                size_t area = strcspn(t[i].number, "-");
                CHECK(t[i].name, strncmp(t[i].number, t[k].number, area + 1) == 0);
            }
}

static void test_err_info__finds_the_row(void **state)
{
    (void)state;
    const struct err_info *row = err_info(ERR_DB_BUSY);
    assert_string_equal(row->name, "DB_BUSY");
    assert_string_equal(row->number, "DB-1204");
    assert_int_equal(row->http, 503);
    assert_int_equal(row->exit, 6);
}

static void ask_for(void *ctx)
{
    enum err_code *code = ctx;
    (void)err_info(*code);
}

static void test_err_info__aborts_without_a_row(void **state)
{
    (void)state;
    static enum err_code bad[] = {ERR_OK, (enum err_code) - 1};
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        assert_true(test_aborts(ask_for, &bad[i]));
}

static void test_err_set__fills(void **state)
{
    (void)state;
    struct err e = {.field = "old"};
    assert_int_equal(err_set(&e, ERR_FILE_READ, "\"%s\" at %d", "a", 7), ERR_FILE_READ);
    assert_int_equal(e.code, ERR_FILE_READ);
    assert_string_equal(e.detail, "\"a\" at 7");
    assert_null(e.field);
    assert_int_equal(err_field(&e, ERR_DATE_SYNTAX, "from", "%s", "x"), ERR_DATE_SYNTAX);
    assert_string_equal(e.field, "from");
    assert_int_equal(err_set(NULL, ERR_USAGE, "%s", "nobody listens"), ERR_USAGE);
    assert_int_equal(err_field(NULL, ERR_USAGE, "f", "%s", "x"), ERR_USAGE);
}

static void test_err_context__prefixes(void **state)
{
    (void)state;
    struct err e = {0};
    err_context(&e, "unused %d", 1); /* no failure yet: nothing to put in front of */
    assert_string_equal(e.detail, "");
    err_context(NULL, "nobody");
    (void)err_field(&e, ERR_DATE_SYNTAX, "from", "%s", "inner");
    err_context(&e, "row %d", 3);
    err_context(&e, "file \"%s\"", "a");
    assert_string_equal(e.detail, "file \"a\": row 3: inner");
    assert_int_equal(e.code, ERR_DATE_SYNTAX);
    assert_string_equal(e.field, "from");
}

/* Whatever a detail was made of, it is whole UTF-8 and fits. */
static void test_err_set__detail_is_clean_text(void **state)
{
    (void)state;
    char wide[1000];
    for (size_t i = 0; i + 3 < sizeof(wide); i += 3)
        memcpy(wide + i, "\xE7\x9D\xA3", 4);
    const struct {
        const char *name;
        const char *text;
        const char *want; /* or NULL: only that it is valid */
    } cases[] = {
        {"plain", "plain", "plain"},
        {"broken name", "a\xFF\xC3", "a??"},
        {"GB18030 name", "\xB6\xBD", "??"},
        {"cut in the middle of a character", wide, NULL},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct err e = {0};
        (void)err_set(&e, ERR_FILE_READ, "%s", cases[i].text);
        CHECK_ERR(cases[i].name, str_utf8_check(str_of(e.detail), NULL), ERR_OK);
        if (cases[i].want != NULL)
            CHECK_STR(cases[i].name, str_of(e.detail), cases[i].want);
        err_context(&e, "%s", cases[i].text);
        CHECK_ERR(cases[i].name, str_utf8_check(str_of(e.detail), NULL), ERR_OK);
    }
}

static enum err_code fails_after(enum err_code code, bool *ret_reached)
{
    ERR_TRY(code);
    *ret_reached = true;
    return ERR_OK;
}

static void test_err_try__returns_early(void **state)
{
    (void)state;
    bool reached = false;
    assert_int_equal(fails_after(ERR_TOO_BIG, &reached), ERR_TOO_BIG);
    assert_false(reached);
    assert_int_equal(fails_after(ERR_OK, &reached), ERR_OK);
    assert_true(reached);
}

static void broken(void *ctx)
{
    must(ctx != NULL);
}

static void test_must__aborts_only_when_broken(void **state)
{
    (void)state;
    int something = 0;
    assert_false(test_aborts(broken, &something));
    assert_true(test_aborts(broken, NULL));
}

TEST_MAIN(cmocka_unit_test(test_err_table__rows_are_complete),
          cmocka_unit_test(test_err_table__unique),
          cmocka_unit_test(test_err_table__one_area_a_hundred),
          cmocka_unit_test(test_err_info__finds_the_row),
          cmocka_unit_test(test_err_info__aborts_without_a_row),
          cmocka_unit_test(test_err_set__fills), cmocka_unit_test(test_err_context__prefixes),
          cmocka_unit_test(test_err_set__detail_is_clean_text),
          cmocka_unit_test(test_err_try__returns_early),
          cmocka_unit_test(test_must__aborts_only_when_broken))
