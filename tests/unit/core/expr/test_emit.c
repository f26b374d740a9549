/*
 * test_emit.c — that frequent conditions become the short code which the inner loop counts on,
 * and that constants are gone from it.
 */
#include "testmain.h"

#include "base/arena.h"
#include "core/expr/code.h"

static const struct str LEVELS[] = {{"strict", 6}, {"lenient", 7}};

static const struct expr_name NAMES[] = {
    {{"hours", 5}, EXPR_NUMBER, NULL, 0}, {{"level", 5}, EXPR_TEXT, LEVELS, ARRAY_LEN(LEVELS)},
    {{"held_on", 7}, EXPR_DATE, NULL, 0}, {{"special", 7}, EXPR_BOOL, NULL, 0},
    {{"note", 4}, EXPR_TEXT, NULL, 0},    {{"at", 2}, EXPR_INSTANT, NULL, 0},
};

static void test_expr_emit__code(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum expr_type wanted;
        size_t n;
        uint8_t codes[8];
    } cases[] = {
        {"level != 'strict'", EXPR_BOOL, 1, {EXPR_CODE_INDEX_SLOT}},
        {"'strict' = level", EXPR_BOOL, 1, {EXPR_CODE_INDEX_SLOT}},
        {"level in ('strict')", EXPR_BOOL, 1, {EXPR_CODE_INDEX_IN}},
        {"hours >= 8", EXPR_BOOL, 1, {EXPR_CODE_NUMBER_SLOT}},
        {"2 * 4 <= hours", EXPR_BOOL, 1, {EXPR_CODE_NUMBER_SLOT}},
        {"held_on < date('2017-01-01')", EXPR_BOOL, 1, {EXPR_CODE_DATE_SLOT}},
        {"note = 'x'", EXPR_BOOL, 1, {EXPR_CODE_TEXT_SLOT}},
        {"special", EXPR_BOOL, 1, {EXPR_CODE_TEST_SLOT}},
        {"exists(note)", EXPR_BOOL, 1, {EXPR_CODE_MISSING_SLOT}},
        {"not special", EXPR_BOOL, 2, {EXPR_CODE_TEST_SLOT, EXPR_CODE_NOT}},
        {"hours >= 8 and level = 'strict'",
         EXPR_BOOL,
         3,
         {EXPR_CODE_NUMBER_SLOT, EXPR_CODE_JUMP_UNLESS, EXPR_CODE_INDEX_SLOT}},
        {"special or hours = 1 or note = ''",
         EXPR_BOOL,
         5,
         {EXPR_CODE_TEST_SLOT, EXPR_CODE_JUMP_IF, EXPR_CODE_NUMBER_SLOT, EXPR_CODE_JUMP_IF,
          EXPR_CODE_TEXT_SLOT}},
        {"hours < hours",
         EXPR_BOOL,
         3,
         {EXPR_CODE_PUSH_SLOT, EXPR_CODE_PUSH_SLOT, EXPR_CODE_COMPARE}},
        {"at < at", EXPR_BOOL, 3, {EXPR_CODE_PUSH_SLOT, EXPR_CODE_PUSH_SLOT, EXPR_CODE_COMPARE}},
        {"level = note",
         EXPR_BOOL,
         3,
         {EXPR_CODE_PUSH_VALUE, EXPR_CODE_PUSH_SLOT, EXPR_CODE_COMPARE}},
        {"hours in (1, 2)", EXPR_BOOL, 2, {EXPR_CODE_PUSH_SLOT, EXPR_CODE_IN}},
        {"hours + 1 = missing",
         EXPR_BOOL,
         4,
         {EXPR_CODE_PUSH_SLOT, EXPR_CODE_PUSH, EXPR_CODE_ADD, EXPR_CODE_MISSING}},
        {"min(hours, 1, 2)",
         EXPR_NUMBER,
         5,
         {EXPR_CODE_PUSH_SLOT, EXPR_CODE_PUSH, EXPR_CODE_MIN, EXPR_CODE_PUSH, EXPR_CODE_MIN}},
        {"if(special, 1, hours)",
         EXPR_NUMBER,
         5,
         {EXPR_CODE_TEST_SLOT, EXPR_CODE_JUMP_UNLESS, EXPR_CODE_PUSH, EXPR_CODE_JUMP,
          EXPR_CODE_PUSH_SLOT}},
        {"(special and special) = special",
         EXPR_BOOL,
         6,
         {EXPR_CODE_TEST_SLOT, EXPR_CODE_JUMP_UNLESS, EXPR_CODE_TEST_SLOT, EXPR_CODE_PUSH_TRUTH,
          EXPR_CODE_PUSH_SLOT, EXPR_CODE_COMPARE}},
        /* constants */
        {"2 + 3 * 4", EXPR_NUMBER, 1, {EXPR_CODE_PUSH}},
        {"round(1 / 3, 2) * max(1, 2)", EXPR_NUMBER, 1, {EXPR_CODE_PUSH}},
        {"year(date('2017-01-01'))", EXPR_NUMBER, 1, {EXPR_CODE_PUSH}},
        {"1 = 1", EXPR_BOOL, 1, {EXPR_CODE_TRUTH}},
        {"not 1 in (1, 2) or 'a' = 'b'", EXPR_BOOL, 1, {EXPR_CODE_TRUTH}},
        {"1 = 1 and special", EXPR_BOOL, 1, {EXPR_CODE_TEST_SLOT}},
        {"1 = 2 and special", EXPR_BOOL, 1, {EXPR_CODE_TRUTH}},
        {"special and 1 = 1 and 2 = 2", EXPR_BOOL, 1, {EXPR_CODE_TEST_SLOT}},
        {"special and 1 = 2 and special",
         EXPR_BOOL,
         3,
         {EXPR_CODE_TEST_SLOT, EXPR_CODE_JUMP_UNLESS, EXPR_CODE_TRUTH}},
        {"if(1 < 2, hours, 8)", EXPR_NUMBER, 1, {EXPR_CODE_PUSH_SLOT}},
        {"if(1 > 2, hours, 8) = 8", EXPR_BOOL, 1, {EXPR_CODE_TRUTH}},
        {"if(1 > 2, 5, hours) = 8", EXPR_BOOL, 1, {EXPR_CODE_NUMBER_SLOT}},
        {"level = if(1 < 2, 'lenient', note)", EXPR_BOOL, 1, {EXPR_CODE_INDEX_SLOT}},
    };
    static const struct expr_env env = {NAMES, ARRAY_LEN(NAMES)};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1024 * 1024);
        struct expr_source source = {str_of(cases[i].text), STR("x"), &env, cases[i].wanted};
        const struct expr *x = NULL;
        CHECK_ERR(cases[i].text, expr_compile(&a, &source, &x, NULL, NULL), ERR_OK);
        CHECK_INT(cases[i].text, x->n_ops, cases[i].n);
        for (size_t k = 0; k < cases[i].n; k++)
            CHECK_INT(cases[i].text, x->ops[k].code, cases[i].codes[k]);
        arena_release(&a);
    }
}

TEST_MAIN(cmocka_unit_test(test_expr_emit__code))
