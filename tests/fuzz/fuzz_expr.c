/*
 * fuzz_expr.c — any text as an expression of every type: what compiles has a canonical form that
 * means the same, gives the same answer whatever stands in the slots it does not use, and what
 * does not compile has one fault inside the text.
 */
#include "fuzz_target.h"

#include "core/expr/expr.h"

enum { SLOTS = 11, RECORDS = 4 };

static const struct str LEVELS[] = {{"strict", 6}, {"ordinary", 8}, {"lenient", 7}};

static const struct expr_name NAMES[SLOTS] = {
    {{"a", 1}, EXPR_NUMBER, NULL, 0},     {{"b", 1}, EXPR_NUMBER, NULL, 0},
    {{"t", 1}, EXPR_TEXT, NULL, 0},       {{"u.v", 3}, EXPR_TEXT, NULL, 0},
    {{"level", 5}, EXPR_TEXT, LEVELS, 3}, {{"before", 6}, EXPR_TEXT, LEVELS, 2},
    {{"d", 1}, EXPR_DATE, NULL, 0},       {{"e", 1}, EXPR_DATE, NULL, 0},
    {{"yes", 3}, EXPR_BOOL, NULL, 0},     {{"no", 2}, EXPR_BOOL, NULL, 0},
    {{"at", 2}, EXPR_INSTANT, NULL, 0},
};

#define TEXT_IS(s)                                                                                 \
    {                                                                                              \
        .present = true, .text = {(s), sizeof(s) - 1 }                                             \
    }
#define NUMBER_IS(n, d)                                                                            \
    {                                                                                              \
        .present = true, .number = {(n), (d) }                                                     \
    }
#define DAY_IS(n)                                                                                  \
    {                                                                                              \
        .present = true, .day = {(n) }                                                             \
    }
#define INDEX_IS(n)                                                                                \
    {                                                                                              \
        .present = true, .index = (n)                                                              \
    }
#define TRUTH_IS(b)                                                                                \
    {                                                                                              \
        .present = true, .truth = (b)                                                              \
    }
#define MOMENT_IS(n)                                                                               \
    {                                                                                              \
        .present = true, .moment = {(n) }                                                          \
    }
#define MISSING                                                                                    \
    {                                                                                              \
        .present = false                                                                           \
    }

static const struct expr_value SLOTS_OF[RECORDS][SLOTS] = {
    {NUMBER_IS(8, 1), NUMBER_IS(0, 1), TEXT_IS("strict"), TEXT_IS(""), INDEX_IS(0), INDEX_IS(1),
     DAY_IS(17196), DAY_IS(17167), TRUTH_IS(true), TRUTH_IS(false), MOMENT_IS(0)},
    {NUMBER_IS(-15, 2), NUMBER_IS(INT64_MAX, 3), TEXT_IS("it's"), TEXT_IS("strict"), INDEX_IS(2),
     INDEX_IS(0), DAY_IS(-719162), DAY_IS(2932896), TRUTH_IS(false), MISSING, MOMENT_IS(-1)},
    {MISSING, NUMBER_IS(1, INT64_MAX), MISSING, TEXT_IS("x"), MISSING, INDEX_IS(1), MISSING,
     DAY_IS(0), MISSING, TRUTH_IS(true), MISSING},
    {MISSING, MISSING, MISSING, MISSING, MISSING, MISSING, MISSING, MISSING, MISSING, MISSING,
     MISSING},
};

static const struct expr_env ENV = {NAMES, SLOTS};

static enum err_code compile(struct arena *a, struct str text, enum expr_type wanted,
                             const struct expr **ret, struct expr_fault *f, struct err *e)
{
    struct expr_source source = {text, STR("item"), &ENV, wanted};
    return expr_compile(a, &source, ret, f, e);
}

static bool same(enum expr_type type, const struct expr_value *x, const struct expr_value *y)
{
    if (!x->present || !y->present)
        return x->present == y->present;
    return type == EXPR_BOOL     ? x->truth == y->truth
           : type == EXPR_NUMBER ? x->number.num == y->number.num && x->number.den == y->number.den
           : type == EXPR_TEXT   ? str_eq(x->text, y->text)
           : type == EXPR_DATE   ? x->day.days == y->day.days
                                 : x->moment.ms == y->moment.ms;
}

static void check_value(enum expr_type type, const struct expr_value *v)
{
    must(type != EXPR_BOOL || v->present);
    if (!v->present)
        return;
    if (type == EXPR_NUMBER) {
        struct rational again;
        must(v->number.den > 0);
        must(rational_make(v->number.num, v->number.den, &again, NULL) == ERR_OK);
        must(again.num == v->number.num && again.den == v->number.den);
    }
    if (type == EXPR_TEXT)
        must(str_utf8_check(v->text, NULL) == ERR_OK);
}

/* Both expressions are one, for one record. */
static void check_record(const struct expr *x, const struct expr *again,
                         const struct expr_value *slots)
{
    struct expr_value used[SLOTS], v, w;
    struct err e = {0};
    for (size_t i = 0; i < SLOTS; i++)
        used[i] = expr_uses(x, i) ? slots[i] : (struct expr_value){.present = false};
    enum err_code code = expr_eval(x, slots, &v, &e);
    must(code == ERR_OK || code == ERR_NUMBER_DIVISION || code == ERR_NUMBER_RANGE ||
         code == ERR_EXPR_ARGUMENT);
    must(expr_eval(again, used, &w, NULL) == code);
    if (code != ERR_OK) {
        must(e.code == code && str_starts(str_of(e.detail), STR("item: byte ")));
        return;
    }
    check_value(expr_type_of(x), &v);
    must(same(expr_type_of(x), &v, &w));
    bool holds = false;
    if (expr_type_of(x) == EXPR_BOOL)
        must(expr_holds(x, slots, &holds, NULL) == ERR_OK && holds == v.truth);
}

static void check_compiled(struct arena *a, const struct expr *x)
{
    const struct expr *again;
    struct str form = expr_text(x);
    if (form.n > EXPR_LENGTH_MAX)
        return;
    must(compile(a, form, expr_type_of(x), &again, NULL, NULL) == ERR_OK);
    must(str_eq(form, expr_text(again)));
    for (size_t i = 0; i < SLOTS; i++)
        must(expr_uses(x, i) == expr_uses(again, i));
    for (size_t r = 0; r < RECORDS; r++)
        check_record(x, again, SLOTS_OF[r]);
}

static void check_fault(struct arena *a, struct str text, const struct expr_fault *f,
                        enum err_code code, const struct err *e)
{
    must(f->code == code && e->code == code && f->wanted < EXPR_WANTED__MAX);
    must(f->at <= text.n && f->part.n <= text.n - f->at);
    for (int lang = 0; lang < LANG__MAX; lang++)
        if (code != ERR_TEXT_ENCODING && text.n <= EXPR_LENGTH_MAX)
            must(str_utf8_check(expr_fault_text(a, f, (enum lang)lang), NULL) == ERR_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = {(const char *)data, size};
    for (int type = 0; type < EXPR_TYPE__MAX; type++) {
        struct arena a;
        arena_init(&a, FUZZ_ARENA_MAX);
        const struct expr *x;
        struct expr_fault f = {0};
        struct err e = {0};
        enum err_code code = compile(&a, text, (enum expr_type)type, &x, &f, &e);
        if (code == ERR_OK)
            check_compiled(&a, x);
        else
            check_fault(&a, text, &f, code, &e);
        arena_release(&a);
    }
    return 0;
}
