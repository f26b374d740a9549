/*
 * test_db.c — values of a row: what is given, what makes a row bad, and what is a bug.
 */
#include "store/driver.h"
#include "testmain.h"

static const struct stmt_info STMT = {.name = "t", .n_columns = 2, .columns = "it"};

static void test_db_get_int__values(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct db_value value;
        int64_t want;
        bool bad;
    } CASES[] = {
        {"zero", {.type = DB_INT, .i = 0}, 0, false},
        {"the least", {.type = DB_INT, .i = INT64_MIN}, INT64_MIN, false},
        {"the most", {.type = DB_INT, .i = INT64_MAX}, INT64_MAX, false},
        {"NULL", {.type = DB_NULL}, 0, true},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        const struct db_value values[2] = {CASES[i].value, db_text(STR("x"))};
        struct db_row row = {.stmt = &STMT, .v = values};
        CHECK_INT(CASES[i].name, db_get_int(&row, 0), CASES[i].want);
        CHECK_INT(CASES[i].name, row.bad, CASES[i].bad);
        CHECK_INT(CASES[i].name, db_is_null(&row, 0), CASES[i].value.type == DB_NULL);
    }
}

static void test_db_get_int32__range(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct db_value value;
        int32_t min, max, want;
        bool bad;
    } CASES[] = {
        {"inside", {.type = DB_INT, .i = 5}, 1, 9, 5, false},
        {"the least", {.type = DB_INT, .i = 1}, 1, 9, 1, false},
        {"the most", {.type = DB_INT, .i = 9}, 1, 9, 9, false},
        {"below", {.type = DB_INT, .i = 0}, 1, 9, 0, true},
        {"above", {.type = DB_INT, .i = 10}, 1, 9, 0, true},
        {"beyond 32 bits", {.type = DB_INT, .i = INT64_C(1) << 32}, INT32_MIN, INT32_MAX, 0, true},
        {"NULL is 0", {.type = DB_NULL}, 0, 9, 0, false},
        {"NULL where 0 is none", {.type = DB_NULL}, 1, 9, 0, true},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        const struct db_value values[2] = {CASES[i].value, db_text(STR("x"))};
        struct db_row row = {.stmt = &STMT, .v = values};
        CHECK_INT(CASES[i].name, db_get_int32(&row, 0, CASES[i].min, CASES[i].max), CASES[i].want);
        CHECK_INT(CASES[i].name, row.bad, CASES[i].bad);
    }
}

static void test_db_get_text__values(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct db_value value;
        const char *want;
    } CASES[] = {
        {"a text", {.type = DB_TEXT, .s = {"abc", 3}}, "abc"},
        {"an empty text", {.type = DB_TEXT, .s = {"", 0}}, ""},
        {"NULL", {.type = DB_NULL}, ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        const struct db_value values[2] = {db_int(1), CASES[i].value};
        struct db_row row = {.stmt = &STMT, .v = values};
        CHECK_STR(CASES[i].name, db_get_text(&row, 1), CASES[i].want);
        CHECK(CASES[i].name, !row.bad);
    }
}

static void test_db_value__null_for_nothing(void **state)
{
    (void)state;
    const struct {
        const char *name;
        struct db_value value;
        enum db_type want;
    } CASES[] = {
        {"a text", db_text_or_null(STR("a")), DB_TEXT},
        {"no text", db_text_or_null(STR_NONE), DB_NULL},
        {"no text, as a text", db_text(STR_NONE), DB_TEXT},
        {"a number", db_int_or_null(-1), DB_INT},
        {"zero", db_int_or_null(0), DB_NULL},
        {"zero that is known", db_int_if(true, 0), DB_INT},
        {"a number that is not known", db_int_if(false, 7), DB_NULL},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++)
        CHECK_INT(CASES[i].name, CASES[i].value.type, CASES[i].want);
}

/* ---- bugs ------------------------------------------------------------------ */

static const struct db_value VALUES[2] = {{.type = DB_INT, .i = 1},
                                          {.type = DB_TEXT, .s = {"x", 1}}};

static void text_of_int(void *ctx)
{
    (void)db_get_text(ctx, 0);
}

static void int_of_text(void *ctx)
{
    (void)db_get_int(ctx, 1);
}

static void column_too_far(void *ctx)
{
    (void)db_is_null(ctx, 2);
}

static void test_db_get__bugs_abort(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        void (*fn)(void *row);
    } CASES[] = {
        {"the text of an integer", text_of_int},
        {"the integer of a text", int_of_text},
        {"a column that is not there", column_too_far},
    };
    struct db_row row = {.stmt = &STMT, .v = VALUES};
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++)
        CHECK(CASES[i].name, test_aborts(CASES[i].fn, &row));
}

TEST_MAIN(cmocka_unit_test(test_db_get_int__values), cmocka_unit_test(test_db_get_int32__range),
          cmocka_unit_test(test_db_get_text__values),
          cmocka_unit_test(test_db_value__null_for_nothing),
          cmocka_unit_test(test_db_get__bugs_abort))
