/*
 * test_slope.c — how formulas move with a name, and that what is claimed holds for numbers.
 */
#include "testmain.h"

#include "base/arena.h"
#include "core/expr/expr.h"

static const struct expr_name NAMES[] = {
    {{"a", 1}, EXPR_NUMBER, NULL, 0},
    {{"b", 1}, EXPR_NUMBER, NULL, 0},
    {{"d", 1}, EXPR_DATE, NULL, 0},
};
static const struct expr_env ENV = {NAMES, ARRAY_LEN(NAMES)};

enum { BOTH = EXPR_RISES | EXPR_FALLS };

static const struct {
    const char *text;
    unsigned a, b;
} CASES[] = {
    {"a", EXPR_RISES, EXPR_FLAT},
    {"3", EXPR_FLAT, EXPR_FLAT},
    {"a + b", EXPR_RISES, EXPR_RISES},
    {"a - b", EXPR_RISES, EXPR_FALLS},
    {"-a", EXPR_FALLS, EXPR_FLAT},
    {"-(b - a)", EXPR_RISES, EXPR_FALLS},
    {"2 * a - 3 * b", EXPR_RISES, EXPR_FALLS},
    {"-2 * a", EXPR_FALLS, EXPR_FLAT},
    {"a * b", EXPR_RISES, EXPR_RISES},
    {"a * (b - 1)", BOTH, EXPR_RISES},
    {"(0 - a) * b", EXPR_FALLS, BOTH},
    {"(-a) * b", EXPR_FALLS, EXPR_FALLS},
    {"a / (b + 1)", EXPR_RISES, EXPR_FALLS},
    {"a / (b - 1/2)", BOTH, BOTH},
    {"max(0, 3 - a) + max(0, b - 1)", EXPR_FALLS, EXPR_RISES},
    {"max(0, 3 - a) * b", EXPR_FALLS, EXPR_RISES},
    {"min(a, 0 - 1) * b", EXPR_RISES, EXPR_FALLS},
    {"min(a, b)", EXPR_RISES, EXPR_RISES},
    {"a - a", BOTH, EXPR_FLAT},
    {"clamp(a, 0, 5) - floor(b)", EXPR_RISES, EXPR_FALLS},
    {"clamp(a - 1, 0, 5) * b", EXPR_RISES, EXPR_RISES},
    {"ceil(a / 2)", EXPR_RISES, EXPR_FLAT},
    {"round(a, 1)", EXPR_RISES, EXPR_FLAT},
    {"if(a > 3, 1, 0)", BOTH, EXPR_FLAT},
    {"if(b = 0, 0, a / b)", BOTH, BOTH},
    {"year(d) - a", BOTH, EXPR_FLAT},
};

static const struct expr *compile(struct arena *a, const char *text)
{
    const struct expr_source source = {str_of(text), STR("formula"), &ENV, EXPR_NUMBER};
    const struct expr *x = NULL;
    struct expr_fault fault;
    CHECK_ERR(text, expr_compile(a, &source, &x, &fault, NULL), ERR_OK);
    return x;
}

static void test_expr_slope__formulas(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1 << 20);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        const struct expr *x = compile(&a, CASES[i].text);
        CHECK_INT(CASES[i].text, expr_slope(x, 0), CASES[i].a);
        CHECK_INT(CASES[i].text, expr_slope(x, 1), CASES[i].b);
    }
    arena_release(&a);
}

/* Value for a = x / 2, b = y / 2; false if there is none. */
static bool value_at(const struct expr *x, int64_t half_a, int64_t half_b, struct rational *ret)
{
    struct expr_value slots[ARRAY_LEN(NAMES)] = {{.present = true}, {.present = true}};
    struct expr_value v;
    CHECK_ERR("a", rational_make(half_a, 2, &slots[0].number, NULL), ERR_OK);
    CHECK_ERR("b", rational_make(half_b, 2, &slots[1].number, NULL), ERR_OK);
    if (expr_eval(x, slots, &v, NULL) != ERR_OK || !v.present)
        return false;
    *ret = v.number;
    return true;
}

/* Nothing that is said to rise ever falls, and the other way round. */
static void test_expr_slope__is_true_of_numbers(void **state)
{
    (void)state;
    enum { STEPS = 12 };
    struct arena a;
    arena_init(&a, 1 << 20);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        const struct expr *x = compile(&a, CASES[i].text);
        for (int64_t at = 0; at < STEPS * STEPS * 2; at++) {
            int64_t p = at % STEPS;
            int64_t q = at / STEPS % STEPS;
            bool along_b = at >= STEPS * STEPS;
            unsigned slope = expr_slope(x, along_b);
            struct rational before, after;
            if (!value_at(x, p, q, &before) || !value_at(x, p + !along_b, q + along_b, &after))
                continue;
            int moved = rational_cmp(after, before);
            CHECK(CASES[i].text, moved <= 0 || (slope & EXPR_RISES) != 0);
            CHECK(CASES[i].text, moved >= 0 || (slope & EXPR_FALLS) != 0);
        }
    }
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_expr_slope__formulas),
          cmocka_unit_test(test_expr_slope__is_true_of_numbers))
