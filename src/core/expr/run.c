/*
 * run.c — the evaluator: one loop over the operations, a stack of its own, no
 * call that allocates. This is the inner loop of every recomputation.
 */
#include "core/expr/code.h"

/*
 * The stack is written before it is read, always (emit.c counts its height); clearing it for each
 * of millions of records would take longer than most expressions. An analyser that looks at this
 * file alone cannot know that.
 */
#ifdef __clang_analyzer__
#define RUN_STACK(name) struct expr_value name[EXPR_STACK_MAX] = {{0}}
#else
#define RUN_STACK(name) __attribute__((uninitialized)) struct expr_value name[EXPR_STACK_MAX]
#endif

struct run {
    const struct expr *x;
    const struct expr_value *slots;
    struct err *e;
    struct expr_value *top; /* the next free place of the stack */
    bool truth;
};

/* ---- comparing ---------------------------------------------------------------- */

/* Whether a difference below, at or above 0 is in the order. */
static bool run_ordered(int difference, uint8_t order)
{
    return (order & (difference < 0 ? EXPR_LESS : difference > 0 ? EXPR_MORE : EXPR_SAME)) != 0;
}

static int run_numbers(struct rational a, struct rational b)
{
    if (a.den == 1 && b.den == 1)
        return (a.num > b.num) - (a.num < b.num);
    return rational_cmp(a, b);
}

/* Texts and conditions have no order of meaning; 0 is the same, anything else is not. */
static int run_difference(const struct expr_value *a, const struct expr_value *b, uint8_t type)
{
    switch ((enum expr_type)type) {
    case EXPR_BOOL: return a->truth != b->truth;
    case EXPR_NUMBER: return run_numbers(a->number, b->number);
    case EXPR_TEXT: return !str_eq(a->text, b->text);
    case EXPR_DATE: return (a->day.days > b->day.days) - (a->day.days < b->day.days);
    case EXPR_INSTANT: return (a->moment.ms > b->moment.ms) - (a->moment.ms < b->moment.ms);
    case EXPR_TYPE__MAX: break;
    }
    must_not_reach("a type of value");
}

static bool run_in(const struct expr *x, const struct expr_op *op, const struct expr_value *v)
{
    const struct expr_value *item = x->constants + op->arg;
    bool found = false;
    for (size_t i = 0; !found && i < op->count; i++)
        found = run_difference(v, &item[i], op->type) == 0;
    return v->present && found != op->negated;
}

static bool run_index_in(const struct expr *x, const struct expr_op *op, const struct expr_value *v)
{
    if (!v->present)
        return false;
    must(v->index >= 0 && v->index < op->count);
    const uint64_t *words = x->bits + op->arg;
    return (words[v->index / 64] >> (v->index % 64) & 1) != op->negated;
}

/* The text of a slot with values. */
static struct expr_value run_value(const struct expr_domain *domain, const struct expr_value *v)
{
    if (!v->present)
        return *v;
    must(v->index >= 0 && (size_t)v->index < domain->n);
    return (struct expr_value){.present = true, .text = domain->p[v->index]};
}

/* ---- functions ------------------------------------------------------------------ */

/* Whole months from a to b: the most that can be added to a without passing b. */
static int64_t run_months(date a, date b)
{
    if (b.days < a.days)
        return -run_months(b, a);
    int from_year = 0, from_month = 0, to_year = 0, to_month = 0;
    date_parts(a, &from_year, &from_month, NULL);
    date_parts(b, &to_year, &to_month, NULL);
    int n = (to_year - from_year) * 12 + to_month - from_month;
    return date_add_months(a, n).days > b.days ? n - 1 : n;
}

static enum err_code run_round(struct expr_value *v, const struct rational *digits, struct err *e)
{
    if (digits->den != 1 || digits->num < 0 || digits->num > RATIONAL_ROUND_MAX) {
        char text[RATIONAL_TEXT_MAX];
        return err_set(e, ERR_EXPR_ARGUMENT, "%s digits, wanted a whole number from 0 to %d",
                       rational_text(*digits, text), RATIONAL_ROUND_MAX);
    }
    return rational_round(v->number, (int)digits->num, &v->number, e);
}

static enum err_code run_clamp(struct expr_value *v, uint8_t type, struct err *e)
{
    if (run_difference(&v[1], &v[2], type) > 0)
        return err_set(e, ERR_EXPR_ARGUMENT, "the lower bound is above the upper one");
    if (run_difference(&v[0], &v[1], type) < 0)
        v[0] = v[1];
    else if (run_difference(&v[0], &v[2], type) > 0)
        v[0] = v[2];
    return ERR_OK;
}

static int64_t run_year(date day)
{
    int year = 0;
    date_parts(day, &year, NULL, NULL);
    return year;
}

/* How many values on the stack an operation takes, to leave one. */
static size_t run_takes(enum expr_code code)
{
    return code == EXPR_CODE_CLAMP ? 3
           : code == EXPR_CODE_NEGATE || code == EXPR_CODE_FLOOR || code == EXPR_CODE_CEIL ||
                   code == EXPR_CODE_YEAR
               ? 1
               : 2;
}

/* Arithmetic and functions: missing if any argument is, else the first place gets the result. */
static enum err_code run_compute(struct run *r, const struct expr_op *op)
{
    size_t takes = run_takes((enum expr_code)op->code);
    struct expr_value *v = r->top - takes;
    r->top = v + 1;
    for (size_t i = 1; i < takes; i++)
        v->present = v->present && v[i].present;
    if (!v->present)
        return ERR_OK;
    switch ((int)op->code) {
    case EXPR_CODE_NEGATE: v->number = rational_neg(v->number); return ERR_OK;
    case EXPR_CODE_ADD: return rational_add(v->number, v[1].number, &v->number, r->e);
    case EXPR_CODE_SUBTRACT: return rational_sub(v->number, v[1].number, &v->number, r->e);
    case EXPR_CODE_MULTIPLY: return rational_mul(v->number, v[1].number, &v->number, r->e);
    case EXPR_CODE_DIVIDE: return rational_div(v->number, v[1].number, &v->number, r->e);
    case EXPR_CODE_MIN: v[0] = v[run_difference(&v[0], &v[1], op->type) > 0]; return ERR_OK;
    case EXPR_CODE_MAX: v[0] = v[run_difference(&v[0], &v[1], op->type) < 0]; return ERR_OK;
    case EXPR_CODE_CLAMP: return run_clamp(v, op->type, r->e);
    case EXPR_CODE_FLOOR: v->number = RATIONAL(rational_floor(v->number)); return ERR_OK;
    case EXPR_CODE_CEIL: v->number = RATIONAL(rational_ceil(v->number)); return ERR_OK;
    case EXPR_CODE_ROUND: return run_round(v, &v[1].number, r->e);
    case EXPR_CODE_DAYS: v->number = RATIONAL((int64_t)v[1].day.days - v->day.days); return ERR_OK;
    case EXPR_CODE_MONTHS: v->number = RATIONAL(run_months(v->day, v[1].day)); return ERR_OK;
    case EXPR_CODE_YEAR: v->number = RATIONAL(run_year(v->day)); return ERR_OK;
    default: must_not_reach("an operation that computes");
    }
}

/* ---- the loop --------------------------------------------------------------------- */

static enum err_code run_failed(const struct expr *x, size_t at, enum err_code code, struct err *e)
{
    struct expr_span span = x->spans[at];
    struct str part = str_sub(x->text, span.at, span.end);
    err_context(e, "%" STR_FMT ": byte %u: %" STR_FMT, STR_ARG(x->what), span.at, STR_ARG(part));
    return code;
}

/*
 * Run the code. At the end the truth is the answer of a condition; any other value lies at
 * `stack`.
 */
static enum err_code run_code(const struct expr *x, const struct expr_value *slots,
                              struct expr_value *stack, bool *ret_truth, struct err *e)
{
    struct run r = {.x = x, .slots = slots, .e = e, .top = stack};
    enum err_code code = ERR_OK;
    for (size_t at = 0; at < x->n_ops; at++) {
        const struct expr_op *op = &x->ops[at];
        const struct expr_value *v = slots + op->slot;
        switch ((int)op->code) {
        case EXPR_CODE_PUSH: *r.top++ = x->constants[op->arg]; break;
        case EXPR_CODE_PUSH_SLOT: *r.top++ = *v; break;
        case EXPR_CODE_PUSH_VALUE: *r.top++ = run_value(&x->domains[op->arg], v); break;
        case EXPR_CODE_PUSH_TRUTH:
            *r.top++ = (struct expr_value){.present = true, .truth = r.truth};
            break;
        case EXPR_CODE_TRUTH: r.truth = op->arg != 0; break;
        case EXPR_CODE_TEST_SLOT: r.truth = v->present && v->truth; break;
        case EXPR_CODE_NOT: r.truth = !r.truth; break;
        case EXPR_CODE_COMPARE:
            r.top -= 2;
            r.truth = r.top[0].present && r.top[1].present &&
                      run_ordered(run_difference(&r.top[0], &r.top[1], op->type), op->order);
            break;
        case EXPR_CODE_NUMBER_SLOT:
            r.truth = v->present &&
                      run_ordered(run_numbers(v->number, x->constants[op->arg].number), op->order);
            break;
        case EXPR_CODE_DATE_SLOT:
            r.truth = v->present &&
                      run_ordered((v->day.days > op->arg) - (v->day.days < op->arg), op->order);
            break;
        case EXPR_CODE_TEXT_SLOT:
            r.truth = v->present && str_eq(v->text, x->constants[op->arg].text) != op->negated;
            break;
        case EXPR_CODE_INDEX_SLOT:
            r.truth = v->present && (v->index == op->arg) != op->negated;
            break;
        case EXPR_CODE_IN: r.truth = run_in(x, op, --r.top); break;
        case EXPR_CODE_INDEX_IN: r.truth = run_index_in(x, op, v); break;
        case EXPR_CODE_MISSING: r.truth = (--r.top)->present == op->negated; break;
        case EXPR_CODE_MISSING_SLOT: r.truth = v->present == op->negated; break;
        case EXPR_CODE_JUMP: at = (size_t)op->arg - 1; break;
        case EXPR_CODE_JUMP_IF: at = r.truth ? (size_t)op->arg - 1 : at; break;
        case EXPR_CODE_JUMP_UNLESS: at = r.truth ? at : (size_t)op->arg - 1; break;
        default: code = run_compute(&r, op); break;
        }
        if (code != ERR_OK)
            return run_failed(x, at, code, e);
    }
    *ret_truth = r.truth;
    return ERR_OK;
}

enum err_code expr_holds(const struct expr *x, const struct expr_value *slots, bool *ret,
                         struct err *e)
{
    must(x->type == EXPR_BOOL);
    RUN_STACK(stack);
    return run_code(x, slots, stack, ret, e);
}

enum err_code expr_eval(const struct expr *x, const struct expr_value *slots,
                        struct expr_value *ret, struct err *e)
{
    RUN_STACK(stack);
    bool truth = false;
    ERR_TRY(run_code(x, slots, stack, &truth, e));
    *ret = x->type == EXPR_BOOL ? (struct expr_value){.present = true, .truth = truth} : stack[0];
    return ERR_OK;
}
