/*
 * test_points.c — exact decimals in and out, and the edges of their range.
 */
#include "testmain.h"

#include "base/points.h"

static void test_points_parse__rounding(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *text;
        int64_t centi;
        bool exact;
    } cases[] = {
        {"whole", "5", 500, true},
        {"zero", "0", 0, true},
        {"minus zero", "-0", 0, true},
        {"one place", "4.7", 470, true},
        {"two places", "181.98", 18198, true},
        {"a hundredth", "0.01", 1, true},
        {"minus a hundredth", "-0.01", -1, true},
        {"zeros behind", "9.3800", 938, true},
        {"zeros in front", "007.50", 750, true},
        {"below a half", "0.124", 12, false},
        {"below a half, long", "0.12499999999999999999999", 12, false},
        {"exactly a half goes up", "0.125", 13, false},
        {"a half with zeros", "0.125000", 13, false},
        {"above a half", "0.1250001", 13, false},
        {"above a half by digit", "0.126", 13, false},
        {"zero then something", "0.1201", 12, false},
        {"negative half goes up", "-0.125", -12, false},
        {"negative above a half", "-0.1251", -13, false},
        {"negative below a half", "-0.124", -12, false},
        {"smallest negative half is zero", "-0.005", 0, false},
        {"carries", "9.995", 1000, false},
        {"largest", "1000000000", POINTS_MAX_CENTI, true},
        {"largest with places", "1000000000.00", POINTS_MAX_CENTI, true},
        {"lowest", "-1000000000.00", -POINTS_MAX_CENTI, true},
        {"rounds into range", "1000000000.004", POINTS_MAX_CENTI, false},
        {"negative half rounds into range", "-1000000000.005", -POINTS_MAX_CENTI, false},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        points v = {-7};
        bool exact = !cases[i].exact;
        struct err e = {0};
        CHECK_ERR(cases[i].name, points_parse(str_of(cases[i].text), &v, &exact, &e), ERR_OK);
        CHECK_INT(cases[i].name, v.centi, cases[i].centi);
        CHECK_INT(cases[i].name, exact, cases[i].exact);
        points strict = {-7};
        enum err_code want = cases[i].exact ? ERR_OK : ERR_NUMBER_DIGITS;
        CHECK_ERR(cases[i].name, points_parse(str_of(cases[i].text), &strict, NULL, &e), want);
        CHECK_INT(cases[i].name, strict.centi, cases[i].exact ? cases[i].centi : -7);
    }
}

static void test_points_parse__refused(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct str text;
        enum err_code code;
    } cases[] = {
        {"nothing", {NULL, 0}, ERR_NUMBER_SYNTAX},
        {"minus alone", {"-", 1}, ERR_NUMBER_SYNTAX},
        {"two minus", {"--1", 3}, ERR_NUMBER_SYNTAX},
        {"plus", {"+1", 2}, ERR_NUMBER_SYNTAX},
        {"no whole part", {".5", 2}, ERR_NUMBER_SYNTAX},
        {"no places", {"5.", 2}, ERR_NUMBER_SYNTAX},
        {"point alone", {".", 1}, ERR_NUMBER_SYNTAX},
        {"two points", {"1.2.3", 5}, ERR_NUMBER_SYNTAX},
        {"blank before", {" 1", 2}, ERR_NUMBER_SYNTAX},
        {"blank after", {"1 ", 2}, ERR_NUMBER_SYNTAX},
        {"unit", {"5\xE5\x88\x86", 4}, ERR_NUMBER_SYNTAX},
        {"full-width digit", {"\xEF\xBC\x95", 3}, ERR_NUMBER_SYNTAX},
        {"exponent", {"1e3", 3}, ERR_NUMBER_SYNTAX},
        {"letters in places", {"1.2x", 4}, ERR_NUMBER_SYNTAX},
        {"sign in places", {"1.-2", 4}, ERR_NUMBER_SYNTAX},
        {"NUL", {"1\0", 2}, ERR_NUMBER_SYNTAX},
        {"one hundredth too many", {"1000000000.01", 13}, ERR_NUMBER_RANGE},
        {"half too many", {"1000000000.005", 14}, ERR_NUMBER_RANGE},
        {"one too many", {"1000000001", 10}, ERR_NUMBER_RANGE},
        {"lowest less a hundredth", {"-1000000000.01", 14}, ERR_NUMBER_RANGE},
        {"beyond 64 bits", {"99999999999999999999999", 23}, ERR_NUMBER_RANGE},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        points v = {-7};
        bool exact = true;
        struct err e = {0};
        CHECK_ERR(cases[i].name, points_parse(cases[i].text, &v, &exact, &e), cases[i].code);
        CHECK_INT(cases[i].name, e.code, cases[i].code);
        CHECK_INT(cases[i].name, v.centi, -7);
    }
}

static void test_points_text__round_trip(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int64_t centi;
        const char *text;
    } cases[] = {
        {"zero", 0, "0.00"},
        {"hundredth", 1, "0.01"},
        {"minus hundredth", -1, "-0.01"},
        {"minus five hundredths", -5, "-0.05"},
        {"tenth", 10, "0.10"},
        {"below one", 99, "0.99"},
        {"one", 100, "1.00"},
        {"minus", -150, "-1.50"},
        {"total", 6002, "60.02"},
        {"largest", POINTS_MAX_CENTI, "1000000000.00"},
        {"lowest", -POINTS_MAX_CENTI, "-1000000000.00"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char out[POINTS_TEXT_MAX];
        points v = {0};
        CHECK_STR(cases[i].name, str_of(points_text((points){cases[i].centi}, out)), cases[i].text);
        CHECK_ERR(cases[i].name, points_parse(str_of(out), &v, NULL, NULL), ERR_OK);
        CHECK_INT(cases[i].name, v.centi, cases[i].centi);
    }
}

static void test_points_add_sub__range(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int64_t a, b;
        enum err_code add, sub;
    } cases[] = {
        {"plain", 500, 470, ERR_OK, ERR_OK},
        {"to the largest", POINTS_MAX_CENTI - 1, 1, ERR_OK, ERR_OK},
        {"beyond the largest", POINTS_MAX_CENTI, 1, ERR_NUMBER_RANGE, ERR_OK},
        {"beyond the lowest", -POINTS_MAX_CENTI, 1, ERR_OK, ERR_NUMBER_RANGE},
        {"both largest", POINTS_MAX_CENTI, POINTS_MAX_CENTI, ERR_NUMBER_RANGE, ERR_OK},
        {"largest less lowest", POINTS_MAX_CENTI, -POINTS_MAX_CENTI, ERR_OK, ERR_NUMBER_RANGE},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        points a = {cases[i].a};
        points b = {cases[i].b};
        points sum = {-7};
        points difference = {-7};
        CHECK_ERR(cases[i].name, points_add(a, b, &sum, NULL), cases[i].add);
        CHECK_INT(cases[i].name, sum.centi, cases[i].add == ERR_OK ? a.centi + b.centi : -7);
        CHECK_ERR(cases[i].name, points_sub(a, b, &difference, NULL), cases[i].sub);
        CHECK_INT(cases[i].name, difference.centi, cases[i].sub == ERR_OK ? a.centi - b.centi : -7);
    }
}

TEST_MAIN(cmocka_unit_test(test_points_parse__rounding),
          cmocka_unit_test(test_points_parse__refused),
          cmocka_unit_test(test_points_text__round_trip),
          cmocka_unit_test(test_points_add_sub__range))
