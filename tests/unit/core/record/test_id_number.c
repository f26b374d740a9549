/*
 * test_id_number.c — GB 11643 numbers; all of them made up.
 */
#include "core/record/id_number.h"

#include "testmain.h"

static void test_id_number_read__cases(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
        enum err_code want;
        const char *kept, *born;
        bool female;
    } cases[] = {
        {"check X", "11010519491231002X", ERR_OK, "11010519491231002X", "1949-12-31", true},
        {"small x", "11010519491231002x", ERR_OK, "11010519491231002X", "1949-12-31", true},
        {"blanks around",
         "\xE3\x80\x80"
         "11010519491231002X ",
         ERR_OK, "11010519491231002X", "1949-12-31", true},
        {"leap day", "320413200002290019", ERR_OK, "320413200002290019", "2000-02-29", false},
        {"another check character", "110105194912310021", ERR_RECORD_ID_CHECK, NULL, NULL, false},
        {"two digits swapped", "11010519491231020X", ERR_RECORD_ID_CHECK, NULL, NULL, false},
        {"no such day", "110105194902310020", ERR_RECORD_ID_BORN, NULL, NULL, false},
        {"no such month", "110105194913010020", ERR_RECORD_ID_BORN, NULL, NULL, false},
        {"no leap year", "320413190002290010", ERR_RECORD_ID_BORN, NULL, NULL, false},
        {"15 digits", "110105491231002", ERR_RECORD_ID_SHAPE, NULL, NULL, false},
        {"17 characters", "11010519491231002", ERR_RECORD_ID_SHAPE, NULL, NULL, false},
        {"19 characters", "11010519491231002XX", ERR_RECORD_ID_SHAPE, NULL, NULL, false},
        {"a letter inside", "1101051949123100AX", ERR_RECORD_ID_SHAPE, NULL, NULL, false},
        {"a letter last", "11010519491231002Y", ERR_RECORD_ID_SHAPE, NULL, NULL, false},
        {"nothing", "", ERR_RECORD_ID_SHAPE, NULL, NULL, false},
        {"eighteen Chinese bytes", "身份证号码", ERR_RECORD_ID_SHAPE, NULL, NULL, false},
        {"six characters of three bytes", "公民身份号码", ERR_RECORD_ID_SHAPE, NULL, NULL, false},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct id_number id = {0};
        struct err e = {0};
        char born[DATE_TEXT_MAX];
        CHECK_ERR(cases[i].name, id_number_read(str_of(cases[i].text), &id, &e), cases[i].want);
        if (cases[i].want != ERR_OK)
            continue;
        CHECK(cases[i].name, strcmp(id.text, cases[i].kept) == 0);
        CHECK(cases[i].name, strcmp(date_text(id.born, born), cases[i].born) == 0);
        CHECK(cases[i].name, id.female == cases[i].female);
    }
}

/* Details are shown to readers of either language. */
static void test_id_number_read__details(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *want;
    } cases[] = {
        {"15 digits", "110105491231002", "15 ≠ 18"},
        {"19 characters", "11010519491231002XX", "19 ≠ 18"},
        {"a letter inside", "1101051949123100AX", "№ 17"},
        {"a letter last", "11010519491231002Y", "№ 18"},
        {"a Chinese digit", "一10105194912310021", "№ 1"},
        {"six characters of three bytes", "公民身份号码", "6 ≠ 18"},
        {"check", "110105194912310021", "110105********0021"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct id_number id;
        struct err e = {0};
        CHECK(cases[i].name, id_number_read(str_of(cases[i].text), &id, &e) != ERR_OK);
        CHECK_STR(cases[i].name, str_of(e.detail), cases[i].want);
    }
}

static void test_id_number_read__every_single_mistake_is_found(void **state)
{
    (void)state;
    static const char right[] = "11010519491231002X";
    for (size_t at = 0; at < ID_NUMBER_CHARS - 1; at++) {
        for (int digit = 0; digit <= 9; digit++) {
            char c = (char)('0' + digit);
            char wrong[sizeof(right)];
            memcpy(wrong, right, sizeof(right));
            wrong[at] = c;
            struct id_number id;
            struct str text = {wrong, ID_NUMBER_CHARS};
            assert_int_equal(id_number_read(text, &id, NULL) == ERR_OK, c == right[at]);
        }
    }
}

static void test_id_number_read__the_detail_shows_no_number(void **state)
{
    (void)state;
    struct id_number id;
    struct err e = {0};
    assert_int_equal(id_number_read(STR("110105194912310021"), &id, &e), ERR_RECORD_ID_CHECK);
    assert_null(strstr(e.detail, "19491231"));
}

TEST_MAIN(cmocka_unit_test(test_id_number_read__details),
          cmocka_unit_test(test_id_number_read__cases),
          cmocka_unit_test(test_id_number_read__every_single_mistake_is_found),
          cmocka_unit_test(test_id_number_read__the_detail_shows_no_number))
