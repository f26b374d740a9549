/*
 * test_value.c — what people write, field type by field type.
 */
#include "core/record/value.h"

#include "sample_type.h"
#include "testmain.h"

static const struct {
    const char *name;
    int field;
    const char *text;
    const char *shown; /* value_text in Chinese; NULL: refused */
    enum err_code want;
} CASES[] = {
    {"text is trimmed", S_TOPIC, "　矫正教育 ", "矫正教育", ERR_OK},
    {"text keeps its width", S_TOPIC, "８小时", "８小时", ERR_OK},
    {"date", S_HELD_ON, "２０１７年３月１０日", "2017-03-10", ERR_OK},
    {"no date", S_HELD_ON, "三月十日", NULL, ERR_RECORD_VALUE},
    {"no such day", S_HELD_ON, "2017-02-30", NULL, ERR_RECORD_VALUE},
    {"decimal", S_HOURS, "8.5", "8.5", ERR_OK},
    {"full-width decimal", S_HOURS, "８．５", "8.5", ERR_OK},
    {"with the unit", S_HOURS, "8 小时", "8", ERR_OK},
    {"trailing zero", S_HOURS, "8.50", "8.5", ERR_OK},
    {"too many places", S_HOURS, "8.55", NULL, ERR_RECORD_DIGITS},
    {"negative is a number", S_HOURS, "-3", "-3", ERR_OK},
    {"plus sign", S_HOURS, "+3", "3", ERR_OK},
    {"two points", S_HOURS, "8.5.1", NULL, ERR_RECORD_VALUE},
    {"words", S_HOURS, "八", NULL, ERR_RECORD_VALUE},
    {"exponent", S_HOURS, "8e3", NULL, ERR_RECORD_VALUE},
    {"far too long", S_HOURS,
     "111111111111111111111111111111111111111111111111111111111111111111111111", NULL,
     ERR_RECORD_VALUE},
    {"integer", S_PERSONS, "12", "12", ERR_OK},
    {"integer with thousands", S_PERSONS, "1,234,567", "1234567", ERR_OK},
    {"comma at the wrong place", S_PERSONS, "12,34", NULL, ERR_RECORD_VALUE},
    {"comma in front", S_PERSONS, ",234", NULL, ERR_RECORD_VALUE},
    {"one comma of two", S_PERSONS, "1,234567", NULL, ERR_RECORD_VALUE},
    {"no integer", S_PERSONS, "1.5", NULL, ERR_RECORD_DIGITS},
    {"integer with a zero place", S_PERSONS, "12.0", "12", ERR_OK},
    {"money", S_COST, "￥1,200.5", "1200.50", ERR_OK},
    {"money in yuan", S_COST, "800元", "800.00", ERR_OK},
    {"money in tenths of a cent", S_COST, "0.001", NULL, ERR_RECORD_DIGITS},
    {"instant", S_BEGAN, "2017/3/10 9:30", "2017-03-10 09:30:00", ERR_OK},
    {"no instant", S_BEGAN, "9:30", NULL, ERR_RECORD_VALUE},
    {"yes", S_PAID, "是", "是", ERR_OK},
    {"no", S_PAID, "FALSE", "否", ERR_OK},
    {"neither", S_PAID, "已付", NULL, ERR_RECORD_VALUE},
    {"choice by id", S_FORM, "group", "集中", ERR_OK},
    {"choice by title", S_FORM, "个别", "个别", ERR_OK},
    {"choice by English title", S_FORM, "Single", "个别", ERR_OK},
    {"no choice", S_FORM, "网络", NULL, ERR_RECORD_CHOICE},
    {"dict", S_DICT, "集中", "集中", ERR_OK},
    {"identity number", S_ID_NUMBER, "１１０１０５19491231002x", "11010519491231002X", ERR_OK},
    {"identity number with a mistake", S_ID_NUMBER, "110105194912310020", NULL,
     ERR_RECORD_ID_CHECK},
    {"identity number through a spreadsheet", S_ID_NUMBER, "1.10105194912310E+17", NULL,
     ERR_RECORD_ID_SHAPE},
    {"credit code", S_CODE, "91350100m000100y43", "91350100M000100Y43", ERR_OK},
    {"credit code with a mistake", S_CODE, "91350100M000100Y44", NULL, ERR_RECORD_CREDIT_CHECK},
    {"mobile", S_PHONE, "138 1234 5678", "13812345678", ERR_OK},
    {"mobile with the country", S_PHONE, "+86 138-1234-5678", "13812345678", ERR_OK},
    {"fixed line", S_PHONE, "0519-82345678", "0519-82345678", ERR_OK},
    {"fixed line, full width", S_PHONE, "０５１９－８２３４５６７８", "0519-82345678", ERR_OK},
    {"service number", S_PHONE, "400-123-4567", "400-123-4567", ERR_OK},
    {"local number", S_PHONE, "82345678", "82345678", ERR_OK},
    {"a digit missing", S_PHONE, "1381234567", NULL, ERR_RECORD_PHONE},
    {"a digit too many", S_PHONE, "138123456789", NULL, ERR_RECORD_PHONE},
    {"no telephone number", S_PHONE, "无", NULL, ERR_RECORD_PHONE},
    {"unit by id", S_UNIT, "xc", "xc", ERR_OK},
    {"unit by name", S_UNIT, "城西司法所", "xc", ERR_OK},
    {"no such unit", S_UNIT, "城北司法所", NULL, ERR_RECORD_UNIT},
    {"the machine fails", S_UNIT, "away", NULL, ERR_DB_AWAY},
    {"account", S_BY, "li", "li", ERR_OK},
    {"no such account", S_BY, "wang", NULL, ERR_RECORD_REF},
    {"record by number", S_PERSON, "17", "17", ERR_OK},
    {"record by number, full width", S_PERSON, "１７", "17", ERR_OK},
    {"no such record", S_PERSON, "18", NULL, ERR_RECORD_REF},
    {"two records", S_PERSON, "李某", NULL, ERR_RECORD_REF_SEVERAL},
    {"files are not written", S_FILES, "a.pdf", NULL, ERR_RECORD_LIST},
    {"point", S_PLACE, "31.7234, 119.5712", "31.7234,119.5712", ERR_OK},
    {"point with a Chinese comma", S_PLACE, "31.7234，119.5712", "31.7234,119.5712", ERR_OK},
    {"longitude first", S_PLACE, "119.5712,31.7234", NULL, ERR_RECORD_RANGE},
    {"half a point", S_PLACE, "31.7234", NULL, ERR_RECORD_VALUE},
    {"table", S_LINES, "[{\"name\": \"甲\", \"hours\": \"２.5\"}, {\"name\": \"乙\"}]",
     "[{\"name\":\"甲\",\"hours\":\"2.5\"},{\"name\":\"乙\"}]", ERR_OK},
    {"a number in a table", S_LINES, "[{\"name\": \"甲\", \"hours\": 2}]",
     "[{\"name\":\"甲\",\"hours\":\"2\"}]", ERR_OK},
    {"a cell of a table", S_LINES, "[{\"name\": \"甲\", \"hours\": \"多\"}]", NULL,
     ERR_RECORD_VALUE},
    {"a required cell", S_LINES, "[{\"hours\": \"1\"}]", NULL, ERR_RECORD_REQUIRED},
    {"no table", S_LINES, "甲 2", NULL, ERR_RECORD_LIST},
    {"no rows of objects", S_LINES, "[1]", NULL, ERR_RECORD_LIST},
};

static void test_value_read__cases(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 10 * 1000 * 1000);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        const struct field *f = &S_FIELDS[CASES[i].field];
        struct value v = {.has = false};
        struct err e = {0};
        CHECK_ERR(CASES[i].name, value_read(&a, f, str_of(CASES[i].text), &S_NAMES, &v, &e),
                  CASES[i].want);
        if (CASES[i].want != ERR_OK) {
            CHECK(CASES[i].name, !v.has);
            continue;
        }
        struct str shown = value_text(&a, f, &v, LANG_ZH);
        CHECK(CASES[i].name, str_eq(shown, str_of(CASES[i].shown)));
    }
    arena_release(&a);
}

/* What value_text shows, value_read understands, and it is the same value. */
static void test_value_text__reads_back(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 10 * 1000 * 1000);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        const struct field *f = &S_FIELDS[CASES[i].field];
        for (int lang = 0; CASES[i].want == ERR_OK && lang < LANG__MAX; lang++) {
            struct value v, again;
            CHECK_ERR(CASES[i].name, value_read(&a, f, str_of(CASES[i].text), &S_NAMES, &v, NULL),
                      ERR_OK);
            struct str shown = value_text(&a, f, &v, (enum lang)lang);
            CHECK_ERR(CASES[i].name, value_read(&a, f, shown, &S_NAMES, &again, NULL), ERR_OK);
            CHECK(CASES[i].name, value_eq(f, &v, &again));
        }
    }
    arena_release(&a);
}

static void test_value_read__nothing_is_missing(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 10000);
    for (int i = 0; i < S__MAX; i++) {
        struct value v = {.has = true};
        assert_int_equal(value_read(&a, &S_FIELDS[i], STR(" 　\t"), &S_NAMES, &v, NULL), ERR_OK);
        assert_false(v.has);
        assert_int_equal(value_text(&a, &S_FIELDS[i], &v, LANG_EN).n, 0);
    }
    arena_release(&a);
}

static void test_value_read__a_sensitive_value_is_not_repeated(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 10000);
    struct value v;
    struct err e = {0};
    assert_int_equal(value_read(&a, &S_FIELDS[S_PHONE], STR("12345"), &S_NAMES, &v, &e),
                     ERR_RECORD_PHONE);
    assert_null(strstr(e.detail, "12345"));
    arena_release(&a);
}

static void test_value_eq__differs(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int field;
        const char *x, *y;
    } cases[] = {
        {"number", S_HOURS, "8", "8.5"},
        {"day", S_HELD_ON, "2017-03-10", "2017-03-11"},
        {"instant", S_BEGAN, "2017-03-10 09:30", "2017-03-10 09:31"},
        {"bool", S_PAID, "是", "否"},
        {"text", S_TOPIC, "法律", "道德"},
        {"point", S_PLACE, "31,119", "31,118"},
        {"cell", S_LINES, "[{\"name\":\"甲\"}]", "[{\"name\":\"乙\"}]"},
        {"rows", S_LINES, "[{\"name\":\"甲\"}]", "[{\"name\":\"甲\"},{\"name\":\"甲\"}]"},
        {"missing", S_HOURS, "", "8"},
    };
    struct arena a;
    arena_init(&a, 100000);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const struct field *f = &S_FIELDS[cases[i].field];
        struct value x, y;
        CHECK_ERR(cases[i].name, value_read(&a, f, str_of(cases[i].x), &S_NAMES, &x, NULL), ERR_OK);
        CHECK_ERR(cases[i].name, value_read(&a, f, str_of(cases[i].y), &S_NAMES, &y, NULL), ERR_OK);
        CHECK(cases[i].name, !value_eq(f, &x, &y));
        CHECK(cases[i].name, !value_eq(f, &y, &x));
    }
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_value_read__cases), cmocka_unit_test(test_value_text__reads_back),
          cmocka_unit_test(test_value_read__nothing_is_missing),
          cmocka_unit_test(test_value_read__a_sensitive_value_is_not_repeated),
          cmocka_unit_test(test_value_eq__differs))
