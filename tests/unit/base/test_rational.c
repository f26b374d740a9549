/*
 * test_rational.c — exact fractions at ordinary places and at the edges of 64 bits.
 */
#include "testmain.h"

#include "base/rational.h"

#define MAX INT64_MAX

/* What a failing call must leave alone. */
static const struct rational UNTOUCHED = {-77, 78};

static void check_value(const char *name, struct rational got, int64_t num, int64_t den)
{
    CHECK_INT(name, got.num, num);
    CHECK_INT(name, got.den, den);
}

static void test_rational_make__reduced(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int64_t num, den;
        enum err_code code;
        int64_t want_num, want_den;
    } cases[] = {
        {"whole", 8, 1, ERR_OK, 8, 1},
        {"reduced", 6, 4, ERR_OK, 3, 2},
        {"to whole", 6, 3, ERR_OK, 2, 1},
        {"zero has one form", 0, 17, ERR_OK, 0, 1},
        {"zero over a negative", 0, -17, ERR_OK, 0, 1},
        {"sign goes up", 1, -2, ERR_OK, -1, 2},
        {"two signs", -4, -6, ERR_OK, 2, 3},
        {"largest", MAX, 1, ERR_OK, MAX, 1},
        {"lowest", -MAX, 1, ERR_OK, -MAX, 1},
        {"largest over itself", MAX, MAX, ERR_OK, 1, 1},
        {"INT64_MIN by an even number", INT64_MIN, 2, ERR_OK, INT64_MIN / 2, 1},
        {"by INT64_MIN", 4, INT64_MIN, ERR_OK, -1, INT64_C(1) << 61},
        {"INT64_MIN over itself", INT64_MIN, INT64_MIN, ERR_OK, 1, 1},
        {"INT64_MIN alone", INT64_MIN, 1, ERR_NUMBER_RANGE, 0, 0},
        {"one by INT64_MIN", 1, INT64_MIN, ERR_NUMBER_RANGE, 0, 0},
        {"by zero", 5, 0, ERR_NUMBER_DIVISION, 0, 0},
        {"zero by zero", 0, 0, ERR_NUMBER_DIVISION, 0, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct rational r = UNTOUCHED;
        struct err e = {0};
        bool ok = cases[i].code == ERR_OK;
        CHECK_ERR(cases[i].name, rational_make(cases[i].num, cases[i].den, &r, &e), cases[i].code);
        CHECK_INT(cases[i].name, e.code, cases[i].code);
        check_value(cases[i].name, r, ok ? cases[i].want_num : -77, ok ? cases[i].want_den : 78);
    }
}

static void test_rational_parse__decimals(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *text;
        int64_t num, den;
        const char *canonical;
    } cases[] = {
        {"whole", "8", 8, 1, "8"},
        {"zero", "0", 0, 1, "0"},
        {"minus zero", "-0.00", 0, 1, "0"},
        {"half", "0.5", 1, 2, "0.5"},
        {"minus half", "-0.5", -1, 2, "-0.5"},
        {"three places", "12.125", 97, 8, "12.125"},
        {"zeros behind", "8.50", 17, 2, "8.5"},
        {"zeros in front", "007.50", 15, 2, "7.5"},
        {"zeros after the point", "1.05", 21, 20, "1.05"},
        {"whole with places", "3.000000000000000000000000000", 3, 1, "3"},
        {"largest", "9223372036854775807", MAX, 1, "9223372036854775807"},
        {"lowest", "-9223372036854775807", -MAX, 1, "-9223372036854775807"},
        {"most places", "0.000000000000000001", 1, INT64_C(1000000000000000000),
         "0.000000000000000001"},
        {"many digits that reduce", "1000000000000000000.5", INT64_C(2000000000000000001), 2,
         "1000000000000000000.5"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct rational r = UNTOUCHED;
        char out[RATIONAL_TEXT_MAX];
        CHECK_ERR(cases[i].name, rational_parse(str_of(cases[i].text), &r, NULL), ERR_OK);
        check_value(cases[i].name, r, cases[i].num, cases[i].den);
        CHECK_STR(cases[i].name, str_of(rational_text(r, out)), cases[i].canonical);
    }
}

static void test_rational_parse__refused(void **state)
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
        {"two points", {"1.2.3", 5}, ERR_NUMBER_SYNTAX},
        {"blank", {" 1", 2}, ERR_NUMBER_SYNTAX},
        {"fraction", {"1/3", 3}, ERR_NUMBER_SYNTAX},
        {"exponent", {"1e3", 3}, ERR_NUMBER_SYNTAX},
        {"sign in places", {"1.-2", 4}, ERR_NUMBER_SYNTAX},
        {"NUL", {"1\0", 2}, ERR_NUMBER_SYNTAX},
        {"full-width digit", {"\xEF\xBC\x95", 3}, ERR_NUMBER_SYNTAX},
        {"one too many", {"9223372036854775808", 19}, ERR_NUMBER_RANGE},
        {"beyond 128 bits", {"9999999999999999999999999999999999999999999", 43}, ERR_NUMBER_RANGE},
        {"nineteen places", {"0.0000000000000000001", 21}, ERR_NUMBER_RANGE},
        {"does not fit with its places", {"100.000000000000000001", 22}, ERR_NUMBER_RANGE},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct rational r = UNTOUCHED;
        struct err e = {0};
        CHECK_ERR(cases[i].name, rational_parse(cases[i].text, &r, &e), cases[i].code);
        CHECK_INT(cases[i].name, e.code, cases[i].code);
        check_value(cases[i].name, r, -77, 78);
    }
}

/* How a call ends: a value, or an error. */
struct outcome {
    enum err_code code;
    struct rational value;
};

static void check_outcome(const char *name, const char *what, enum err_code code,
                          struct rational got, struct outcome want)
{
    char full[96];
    (void)snprintf(full, sizeof(full), "%s, %s", name, what);
    CHECK_ERR(full, code, want.code);
    struct rational value = want.code == ERR_OK ? want.value : UNTOUCHED;
    check_value(full, got, value.num, value.den);
}

#define GIVES(num, den)                                                                            \
    {                                                                                              \
        ERR_OK,                                                                                    \
        {                                                                                          \
            (num), (den)                                                                           \
        }                                                                                          \
    }
#define RANGE                                                                                      \
    {                                                                                              \
        ERR_NUMBER_RANGE,                                                                          \
        {                                                                                          \
            0, 0                                                                                   \
        }                                                                                          \
    }
#define DIVISION                                                                                   \
    {                                                                                              \
        ERR_NUMBER_DIVISION,                                                                       \
        {                                                                                          \
            0, 0                                                                                   \
        }                                                                                          \
    }

static void test_rational_add_sub_mul_div__values(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct rational a, b;
        struct outcome add, sub, mul, div;
    } cases[] = {
        {"whole", {8, 1}, {3, 1}, GIVES(11, 1), GIVES(5, 1), GIVES(24, 1), GIVES(8, 3)},
        {"fractions", {1, 2}, {1, 3}, GIVES(5, 6), GIVES(1, 6), GIVES(1, 6), GIVES(3, 2)},
        {"same den", {1, 6}, {1, 6}, GIVES(1, 3), GIVES(0, 1), GIVES(1, 36), GIVES(1, 1)},
        {"signs", {-1, 2}, {3, 4}, GIVES(1, 4), GIVES(-5, 4), GIVES(-3, 8), GIVES(-2, 3)},
        {"both below zero", {-1, 2}, {-3, 4}, GIVES(-5, 4), GIVES(1, 4), GIVES(3, 8), GIVES(2, 3)},
        {"cancel out", {-2, 3}, {2, 3}, GIVES(0, 1), GIVES(-4, 3), GIVES(-4, 9), GIVES(-1, 1)},
        {"zero left", {0, 1}, {5, 7}, GIVES(5, 7), GIVES(-5, 7), GIVES(0, 1), GIVES(0, 1)},
        {"zero right", {5, 7}, {0, 1}, GIVES(5, 7), GIVES(5, 7), GIVES(0, 1), DIVISION},
        {"largest and one",
         {MAX, 1},
         {1, 1},
         RANGE,
         GIVES(MAX - 1, 1),
         GIVES(MAX, 1),
         GIVES(MAX, 1)},
        {"lowest and one",
         {-MAX, 1},
         {1, 1},
         GIVES(1 - MAX, 1),
         RANGE,
         GIVES(-MAX, 1),
         GIVES(-MAX, 1)},
        {"largest twice", {MAX, 1}, {MAX, 1}, RANGE, GIVES(0, 1), RANGE, GIVES(1, 1)},
        {"largest by its own part", {MAX, 2}, {2, MAX}, RANGE, RANGE, GIVES(1, 1), RANGE},
        {"smallest parts", {1, MAX}, {1, MAX}, GIVES(2, MAX), GIVES(0, 1), RANGE, GIVES(1, 1)},
        {"parts without a common one",
         {1, MAX},
         {1, MAX - 1},
         RANGE,
         RANGE,
         RANGE,
         GIVES(MAX - 1, MAX)},
        {"fits although the products do not",
         {MAX, 3},
         {-MAX, 3},
         GIVES(0, 1),
         RANGE,
         RANGE,
         GIVES(-1, 1)},
        {"wide sum reduced", {MAX, 2}, {MAX, 2}, GIVES(MAX, 1), GIVES(0, 1), RANGE, GIVES(1, 1)},
        {"wide denominators",
         {1, INT64_C(6000000000000000000)},
         {1, INT64_C(3000000000000000000)},
         GIVES(1, INT64_C(2000000000000000000)),
         GIVES(-1, INT64_C(6000000000000000000)),
         RANGE,
         GIVES(1, 2)},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct rational a = cases[i].a, b = cases[i].b;
        struct rational r[4] = {UNTOUCHED, UNTOUCHED, UNTOUCHED, UNTOUCHED};
        check_outcome(cases[i].name, "add", rational_add(a, b, &r[0], NULL), r[0], cases[i].add);
        check_outcome(cases[i].name, "sub", rational_sub(a, b, &r[1], NULL), r[1], cases[i].sub);
        check_outcome(cases[i].name, "mul", rational_mul(a, b, &r[2], NULL), r[2], cases[i].mul);
        check_outcome(cases[i].name, "div", rational_div(a, b, &r[3], NULL), r[3], cases[i].div);
    }
}

static void test_rational_div__names_the_dividend(void **state)
{
    (void)state;
    struct err e = {0};
    struct rational r;
    CHECK_ERR("by zero", rational_div((struct rational){-17, 2}, RATIONAL(0), &r, &e),
              ERR_NUMBER_DIVISION);
    CHECK_STR("by zero", str_of(e.detail), "-8.5 / 0");
}

static void test_rational_cmp__order(void **state)
{
    (void)state;
    static const struct rational ascending[] = {
        {-MAX, 1}, {-MAX, 2},    {-3, 2},      {-1, 1},  {-1, MAX - 1},  {-1, MAX}, {0, 1},
        {1, MAX},  {1, MAX - 1}, {1, 3},       {1, 2},   {MAX - 1, MAX}, {1, 1},    {MAX, MAX - 1},
        {3, 2},    {8, 1},       {MAX - 2, 2}, {MAX, 2}, {MAX, 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(ascending); i++)
        for (size_t k = 0; k < ARRAY_LEN(ascending); k++) {
            char name[32];
            (void)snprintf(name, sizeof(name), "%zu and %zu", i, k);
            int order = rational_cmp(ascending[i], ascending[k]);
            CHECK_INT(name, (order > 0) - (order < 0), (i > k) - (i < k));
        }
}

static void test_rational_floor_ceil__signs(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct rational a;
        int64_t floor, ceil;
    } cases[] = {
        {"whole", {8, 1}, 8, 8},
        {"zero", {0, 1}, 0, 0},
        {"half", {1, 2}, 0, 1},
        {"minus half", {-1, 2}, -1, 0},
        {"minus whole", {-3, 1}, -3, -3},
        {"just below three", {299, 100}, 2, 3},
        {"just below minus three", {-301, 100}, -4, -3},
        {"largest half", {MAX, 2}, MAX / 2, MAX / 2 + 1},
        {"lowest half", {-MAX, 2}, -(MAX / 2) - 1, -(MAX / 2)},
        {"smallest", {1, MAX}, 0, 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        CHECK_INT(cases[i].name, rational_floor(cases[i].a), cases[i].floor);
        CHECK_INT(cases[i].name, rational_ceil(cases[i].a), cases[i].ceil);
    }
}

static void test_rational_round__half_up(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct rational a;
        int digits;
        enum err_code code;
        const char *text;
    } cases[] = {
        {"whole stays", {8, 1}, 0, ERR_OK, "8"},
        {"largest stays", {MAX, 1}, 9, ERR_OK, "9223372036854775807"},
        {"below a half", {149, 100}, 0, ERR_OK, "1"},
        {"a half goes up", {3, 2}, 0, ERR_OK, "2"},
        {"minus a half goes up", {-3, 2}, 0, ERR_OK, "-1"},
        {"minus below a half", {-149, 100}, 0, ERR_OK, "-1"},
        {"minus above a half", {-151, 100}, 0, ERR_OK, "-2"},
        {"half becomes one", {1, 2}, 0, ERR_OK, "1"},
        {"minus half becomes zero", {-1, 2}, 0, ERR_OK, "0"},
        {"a third", {1, 3}, 2, ERR_OK, "0.33"},
        {"two thirds", {2, 3}, 2, ERR_OK, "0.67"},
        {"minus two thirds", {-2, 3}, 2, ERR_OK, "-0.67"},
        {"9.375 to one", {75, 8}, 1, ERR_OK, "9.4"},
        {"9.375 to two", {75, 8}, 2, ERR_OK, "9.38"},
        {"minus 9.375 to two", {-75, 8}, 2, ERR_OK, "-9.37"},
        {"more digits than needed", {75, 8}, 9, ERR_OK, "9.375"},
        {"nine digits of a third", {1, 3}, 9, ERR_OK, "0.333333333"},
        {"carries", {1999999, 1000000}, 5, ERR_OK, "2"},
        {"largest half", {MAX, 2}, 0, ERR_OK, "4611686018427387904"},
        {"lowest half", {-MAX, 2}, 0, ERR_OK, "-4611686018427387903"},
        {"largest seventh has no room", {MAX - 1, 7}, 9, ERR_NUMBER_RANGE, ""},
        {"smallest vanishes", {1, MAX}, 9, ERR_OK, "0"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct rational r = UNTOUCHED;
        char out[RATIONAL_TEXT_MAX];
        CHECK_ERR(cases[i].name, rational_round(cases[i].a, cases[i].digits, &r, NULL),
                  cases[i].code);
        if (cases[i].code == ERR_OK)
            CHECK_STR(cases[i].name, str_of(rational_text(r, out)), cases[i].text);
        else
            check_value(cases[i].name, r, -77, 78);
    }
}

static void test_rational_points__rounded_once(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct rational a;
        enum err_code code;
        int64_t centi;
    } cases[] = {
        {"whole", {5, 1}, ERR_OK, 500},
        {"exact", {47, 10}, ERR_OK, 470},
        {"five of eight of fifteen", {75, 8}, ERR_OK, 938},
        {"tie goes up", {1, 200}, ERR_OK, 1},
        {"minus tie goes up", {-1, 200}, ERR_OK, 0},
        {"not twice: 0.0049 is 0.00", {49, 10000}, ERR_OK, 0},
        {"minus", {-2, 3}, ERR_OK, -67},
        {"largest", {1000000000, 1}, ERR_OK, POINTS_MAX_CENTI},
        {"lowest", {-1000000000, 1}, ERR_OK, -POINTS_MAX_CENTI},
        {"rounds into range", {INT64_C(1000000000004), 1000}, ERR_OK, POINTS_MAX_CENTI},
        {"half a hundredth too many", {INT64_C(200000000001), 200}, ERR_NUMBER_RANGE, 0},
        {"minus half a hundredth too many",
         {INT64_C(-200000000001), 200},
         ERR_OK,
         -POINTS_MAX_CENTI},
        {"one too many", {1000000001, 1}, ERR_NUMBER_RANGE, 0},
        {"far too many", {MAX, 1}, ERR_NUMBER_RANGE, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        points v = {-7};
        bool ok = cases[i].code == ERR_OK;
        CHECK_ERR(cases[i].name, rational_points(cases[i].a, &v, NULL), cases[i].code);
        CHECK_INT(cases[i].name, v.centi, ok ? cases[i].centi : -7);
        if (ok) {
            struct rational back = rational_of_points(v);
            points again = {-7};
            CHECK_ERR(cases[i].name, rational_points(back, &again, NULL), ERR_OK);
            CHECK_INT(cases[i].name, again.centi, v.centi);
            CHECK_INT(cases[i].name, back.num * (100 / back.den), v.centi);
        }
    }
}

static void test_rational_text__decimal_or_fraction(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct rational a;
        const char *text;
    } cases[] = {
        {"a third", {1, 3}, "1/3"},
        {"minus a third", {-1, 3}, "-1/3"},
        {"longest fraction", {-MAX, MAX - 1}, "-9223372036854775807/9223372036854775806"},
        {"an eighth", {-1, 8}, "-0.125"},
        {"eighteen places", {1, INT64_C(1) << 18}, "0.000003814697265625"},
        {"nineteen places", {1, INT64_C(1) << 19}, "1/524288"},
        {"large with places", {-MAX, 2}, "-4611686018427387903.5"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char out[RATIONAL_TEXT_MAX];
        CHECK_STR(cases[i].name, str_of(rational_text(cases[i].a, out)), cases[i].text);
        struct rational back = UNTOUCHED;
        CHECK_ERR(cases[i].name, rational_read(str_of(out), &back, NULL), ERR_OK);
        check_value(cases[i].name, back, cases[i].a.num, cases[i].a.den);
    }
}

static void test_rational_read__refused(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
        enum err_code code;
    } cases[] = {
        {"nothing", "", ERR_NUMBER_SYNTAX},
        {"no denominator", "1/", ERR_NUMBER_SYNTAX},
        {"no numerator", "/3", ERR_NUMBER_SYNTAX},
        {"two of them", "1/2/3", ERR_NUMBER_SYNTAX},
        {"a blank", "1 /3", ERR_NUMBER_SYNTAX},
        {"by zero", "1/0", ERR_NUMBER_DIVISION},
        {"too large", "1/9223372036854775808", ERR_NUMBER_RANGE},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct rational r = UNTOUCHED;
        CHECK_ERR(cases[i].name, rational_read(str_of(cases[i].text), &r, NULL), cases[i].code);
        check_value(cases[i].name, r, -77, 78);
    }
}

TEST_MAIN(cmocka_unit_test(test_rational_make__reduced),
          cmocka_unit_test(test_rational_parse__decimals),
          cmocka_unit_test(test_rational_parse__refused),
          cmocka_unit_test(test_rational_add_sub_mul_div__values),
          cmocka_unit_test(test_rational_div__names_the_dividend),
          cmocka_unit_test(test_rational_cmp__order),
          cmocka_unit_test(test_rational_floor_ceil__signs),
          cmocka_unit_test(test_rational_round__half_up),
          cmocka_unit_test(test_rational_points__rounded_once),
          cmocka_unit_test(test_rational_text__decimal_or_fraction),
          cmocka_unit_test(test_rational_read__refused))
