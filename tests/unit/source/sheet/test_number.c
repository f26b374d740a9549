/*
 * test_number.c — decimals as they were typed, and days as programs count them.
 */
#include "testmain.h"

#include "source/sheet/number.h"

static void test_number_shown__decimals(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want;
        bool clipped;
    } cases[] = {
        {"0", "0", false},
        {"-0", "0", false},
        {"8", "8", false},
        {"-12.5", "-12.5", false},
        {"0.1", "0.1", false},
        {"0.10000000000000001", "0.1", false},
        {"0.30000000000000004", "0.3", false},
        {"9.380000000000001", "9.38", false},
        {"9.3800000000000008", "9.38", false},
        {"4.3499999999999996", "4.35", false},
        {"1.0000000000000002", "1", false},
        {"99.999999999999997", "100", false},
        {"999999999999999.9", "1000000000000000", false},
        {"123456789012345", "123456789012345", false},
        {"1234567890123456", "1234567890123460", true},
        {"320102198001011234", "320102198001011000", true},
        {"3.2010219800101101E+17", "320102198001011000", true},
        {"1E+3", "1000", false},
        {"1e3", "1000", false},
        {"2.5E-3", "0.0025", false},
        {"5E-324", "", false},
        {"1E-300", NULL, false},
        {"007", "7", false},
        {"1.50", "1.5", false},
        {"+5", "5", false},
        {".5", "0.5", false},
        {"5.", "5", false},
        {"00.0", "0", false},
        {"0.000000000000000000000000000000012345", "0.000000000000000000000000000000012345", false},
        {"100000000000000000000", "100000000000000000000", true},
        {"1E+9999999999999", "", false},
        {"", "", false},
        {"-", "", false},
        {".", "", false},
        {"1.2.3", "", false},
        {"1,000", "", false},
        {"1E", "", false},
        {"1E+", "", false},
        {"E5", "", false},
        {"12a", "", false},
        {"0x10", "", false},
        {" 1", "", false},
        {"NaN", "", false},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char out[NUMBER_TEXT_MAX];
        bool clipped = true;
        struct str got = number_shown(str_of(cases[i].text), out, &clipped);
        if (cases[i].want != NULL)
            CHECK_STR(cases[i].text, got, cases[i].want);
        else
            CHECK_INT(cases[i].text, got.n, 302);
        CHECK_INT(cases[i].text, clipped, cases[i].clipped);
    }
}

static void test_number_round__digits(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int32_t digits;
        const char *want;
    } cases[] = {
        {"1.25", 2, "1.3"},     {"1.24", 2, "1.2"}, {"-1.25", 2, "-1.3"}, {"9.95", 2, "10"},
        {"0.00996", 2, "0.01"}, {"999", 1, "1000"}, {"12", 5, "12"},      {"1.04", 2, "1"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct number v;
        char out[NUMBER_TEXT_MAX];
        CHECK(cases[i].text, number_parse(str_of(cases[i].text), &v));
        number_round(&v, cases[i].digits);
        CHECK_STR(cases[i].text, number_text(&v, out), cases[i].want);
    }
}

static void test_serial_date__days(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool from_1904;
        const char *want; /* day and milliseconds */
    } cases[] = {
        {"1", false, "1900-01-01 0"},
        {"59", false, "1900-02-28 0"},
        {"60", false, "no day"},
        {"0", false, "no day"},
        {"0.5", false, "no day"},
        {"61", false, "1900-03-01 0"},
        {"42804", false, "2017-03-10 0"},
        {"42804.4375", false, "2017-03-10 37800000"},
        {"42804.430555555555", false, "2017-03-10 37200000"},
        {"42804.430555555598", false, "2017-03-10 37200000"},
        {"42804.999988425923", false, "2017-03-10 86399000"},
        {"42804.99999999999", false, "2017-03-11 0"},
        {"42804.000000011574", false, "2017-03-10 1"},
        {"4.2804E4", false, "2017-03-10 0"},
        {"2958465", false, "9999-12-31 0"},
        {"2958465.99999999999", false, "no number"},
        {"2958466", false, "no number"},
        {"-1", false, "no number"},
        {"x", false, "no number"},
        {"1E+8", false, "no number"},
        {"1E+300", false, "no number"},
        {"0", true, "1904-01-01 0"},
        {"59", true, "1904-02-29 0"},
        {"60", true, "1904-03-01 0"},
        {"41342", true, "2017-03-10 0"},
        {"2958465", true, "no day"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct serial s;
        date day;
        char text[DATE_TEXT_MAX], got[64] = "no number";
        if (serial_parse(str_of(cases[i].text), &s))
            (void)snprintf(got, sizeof(got), "no day");
        if (got[3] == 'd' && serial_date(&s, cases[i].from_1904, &day))
            (void)snprintf(got, sizeof(got), "%s %lld", date_text(day, text), (long long)s.ms);
        CHECK_STR(cases[i].text, str_of(got), cases[i].want);
    }
}

TEST_MAIN(cmocka_unit_test(test_number_shown__decimals),
          cmocka_unit_test(test_number_round__digits), cmocka_unit_test(test_serial_date__days))
