/*
 * method.c — see method.h. Each method is a function of its own; what holds for all
 * of them (missing figures, the bounds of 0 and full) is in method_score.
 */
#include "core/score/method.h"

#include "base/arena.h"

typedef enum err_code method_fn(const struct method_call *c, struct method_result *ret,
                                struct err *e);

/* ---- help ----------------------------------------------------------------------------- */

static struct rational lesser(struct rational a, struct rational b)
{
    return rational_cmp(a, b) <= 0 ? a : b;
}

static struct rational greater(struct rational a, struct rational b)
{
    return rational_cmp(a, b) >= 0 ? a : b;
}

static bool given(const struct score *s, enum score_number n)
{
    return (s->given & 1U << n) != 0;
}

static struct rational number(const struct score *s, enum score_number n, struct rational otherwise)
{
    return given(s, n) ? s->number[n] : otherwise;
}

static struct rational measured(const struct method_call *c, enum score_measure m)
{
    return c->slots[c->score->measure[m]].number;
}

/* full − taken, with floor and cap. */
static enum err_code take(const struct method_call *c, struct rational taken,
                          struct method_result *ret, struct err *e)
{
    const struct score *s = c->score;
    taken = greater(taken, RATIONAL(0));
    if (given(s, SCORE_CAP))
        taken = lesser(taken, s->number[SCORE_CAP]);
    ERR_TRY(rational_sub(c->full, taken, &ret->points, e));
    if (!s->uncapped)
        ret->points = greater(ret->points, lesser(s->number[SCORE_FLOOR], c->full));
    return ERR_OK;
}

/* Full marks, or full marks less what `else` takes. */
static enum err_code all_or_else(const struct method_call *c, bool reached,
                                 struct method_result *ret, struct err *e)
{
    ret->points = c->full;
    return reached ? ERR_OK : rational_sub(c->full, c->score->number[SCORE_ELSE], &ret->points, e);
}

/* The part of the full marks that a rate gives: no more than all, no less than none. */
static enum err_code portion(const struct method_call *c, struct rational rate,
                             struct rational wanted, struct method_result *ret, struct err *e)
{
    struct rational done;
    ERR_TRY(rational_div(rate, wanted, &done, e));
    done = greater(lesser(done, RATIONAL(1)), RATIONAL(0));
    return rational_mul(c->full, done, &ret->points, e);
}

/* Whether there is nothing to divide by; then the points are set. */
static bool nothing_there(const struct method_call *c, struct rational whole,
                          struct method_result *ret)
{
    if (whole.num > 0)
        return false;
    ret->points = c->score->when_empty == SCORE_EMPTY_ZERO ? RATIONAL(0) : c->full;
    ret->note = c->score->when_empty == SCORE_EMPTY_EXCLUDED ? METHOD_EXCLUDED : METHOD_EMPTY;
    return true;
}

/* ---- from full marks downwards ------------------------------------------------------------ */

static enum err_code score_deduct(const struct method_call *c, struct method_result *ret,
                                  struct err *e)
{
    struct rational taken;
    ERR_TRY(rational_mul(c->score->number[SCORE_EACH], measured(c, SCORE_M_OF), &taken, e));
    return take(c, taken, ret, e);
}

static enum err_code score_deduct_tiered(const struct method_call *c, struct method_result *ret,
                                         struct err *e)
{
    struct rational sum = RATIONAL(0);
    for (size_t i = 0; i < c->score->n_parts; i++) {
        const struct score_part *tier = &c->score->parts[i];
        struct rational taken;
        ERR_TRY(rational_mul(tier->number, c->slots[tier->measure].number, &taken, e));
        ERR_TRY(rational_add(sum, taken, &sum, e));
    }
    return take(c, sum, ret, e);
}

/* Without a step a point is a percentage point. */
static enum err_code score_per_point(const struct method_call *c, struct method_result *ret,
                                     struct err *e)
{
    const struct score *s = c->score;
    struct rational whole = measured(c, SCORE_M_WHOLE);
    struct rational rate, below, steps;
    if (nothing_there(c, whole, ret))
        return ERR_OK;
    ERR_TRY(rational_div(measured(c, SCORE_M_PART), whole, &rate, e));
    ERR_TRY(rational_sub(s->number[SCORE_THRESHOLD], rate, &below, e));
    ERR_TRY(rational_div(below, number(s, SCORE_STEP, ((struct rational){1, 100})), &steps, e));
    struct rational taken;
    ERR_TRY(rational_mul(s->number[SCORE_EACH], RATIONAL(rational_floor(steps)), &taken, e));
    return take(c, taken, ret, e);
}

static enum err_code score_threshold(const struct method_call *c, struct method_result *ret,
                                     struct err *e)
{
    const struct score *s = c->score;
    struct rational value = measured(c, SCORE_M_VALUE);
    bool reached = given(s, SCORE_AT_LEAST) ? rational_cmp(value, s->number[SCORE_AT_LEAST]) >= 0
                                            : rational_cmp(value, s->number[SCORE_AT_MOST]) <= 0;
    return all_or_else(c, reached, ret, e);
}

static enum err_code score_zero_if(const struct method_call *c, struct method_result *ret,
                                   struct err *e)
{
    (void)e;
    bool zero = rational_cmp(measured(c, SCORE_M_OF), c->score->number[SCORE_MORE_THAN]) > 0;
    ret->points = zero ? RATIONAL(0) : c->full;
    return ERR_OK;
}

/* ---- from nothing upwards -------------------------------------------------------------------- */

static enum err_code score_ratio(const struct method_call *c, struct method_result *ret,
                                 struct err *e)
{
    struct rational whole = measured(c, SCORE_M_WHOLE);
    struct rational rate;
    if (nothing_there(c, whole, ret))
        return ERR_OK;
    ERR_TRY(rational_div(measured(c, SCORE_M_PART), whole, &rate, e));
    return portion(c, rate, number(c->score, SCORE_TARGET, RATIONAL(1)), ret, e);
}

static enum err_code score_per_capita(const struct method_call *c, struct method_result *ret,
                                      struct err *e)
{
    const struct score *s = c->score;
    struct rational population = measured(c, SCORE_M_POPULATION);
    struct rational rate;
    if (nothing_there(c, population, ret))
        return ERR_OK;
    ERR_TRY(rational_div(s->number[SCORE_PER], population, &rate, e));
    ERR_TRY(rational_mul(measured(c, SCORE_M_COUNT), rate, &rate, e));
    if (given(s, SCORE_TARGET))
        return portion(c, rate, s->number[SCORE_TARGET], ret, e);
    return all_or_else(c, rational_cmp(rate, s->number[SCORE_THRESHOLD]) >= 0, ret, e);
}

static enum err_code score_target(const struct method_call *c, struct method_result *ret,
                                  struct err *e)
{
    const struct score *s = c->score;
    struct rational value = measured(c, SCORE_M_VALUE);
    struct rational goal = s->number[SCORE_GOAL];
    struct rational missing;
    switch (s->mode) {
    case SCORE_TARGET_LINEAR: return portion(c, value, goal, ret, e);
    case SCORE_TARGET_PER_MISSING:
        ERR_TRY(rational_sub(goal, value, &missing, e));
        missing = greater(missing, RATIONAL(0));
        ERR_TRY(rational_mul(s->number[SCORE_EACH], missing, &missing, e));
        return rational_sub(c->full, missing, &ret->points, e);
    case SCORE_TARGET_ALL:
        ret->points = rational_cmp(value, goal) >= 0 ? c->full : RATIONAL(0);
        return ERR_OK;
    }
    must_not_reach("a mode of a target");
}

static enum err_code score_bands(const struct method_call *c, struct method_result *ret,
                                 struct err *e)
{
    const struct score *s = c->score;
    (void)e;
    for (size_t i = 0; i < s->n_parts; i++) {
        if (rational_cmp(measured(c, SCORE_M_VALUE), s->parts[i].number) >= 0) {
            ret->points = s->parts[i].score;
            return ERR_OK;
        }
    }
    return ERR_OK;
}

static enum err_code score_checklist(const struct method_call *c, struct method_result *ret,
                                     struct err *e)
{
    for (size_t i = 0; i < c->score->n_parts; i++) {
        bool done = false;
        ERR_TRY(expr_holds(c->score->parts[i].done, c->slots, &done, e));
        if (done)
            ERR_TRY(rational_add(ret->points, c->score->parts[i].score, &ret->points, e));
    }
    return ERR_OK;
}

static enum err_code score_milestone(const struct method_call *c, struct method_result *ret,
                                     struct err *e)
{
    const struct score *s = c->score;
    (void)e;
    enum score_number n = !c->extra.present                 ? SCORE_MISSING
                          : c->extra.day.days <= s->by.days ? SCORE_ON_TIME
                                                            : SCORE_LATE;
    ret->points = s->number[n];
    return ERR_OK;
}

static enum err_code score_earn(const struct method_call *c, struct method_result *ret,
                                struct err *e)
{
    const struct score *s = c->score;
    ERR_TRY(rational_mul(s->number[SCORE_EACH], measured(c, SCORE_M_OF), &ret->points, e));
    if (given(s, SCORE_CAP))
        ret->points = lesser(ret->points, s->number[SCORE_CAP]);
    return ERR_OK;
}

/* Several at once of a kind, or the best of several kinds: 国家级 before 省级 before 市级. */
static enum err_code score_bonus(const struct method_call *c, struct method_result *ret,
                                 struct err *e)
{
    const struct score *s = c->score;
    if (s->n_parts == 0)
        return score_earn(c, ret, e);
    for (size_t i = 0; i < s->n_parts; i++) {
        const struct expr_value *of = &c->slots[s->parts[i].measure];
        if (of->present && of->number.num > 0)
            ret->points = greater(ret->points, s->parts[i].score);
    }
    if (given(s, SCORE_CAP))
        ret->points = lesser(ret->points, s->number[SCORE_CAP]);
    return ERR_OK;
}

/* ---- figures of others ---------------------------------------------------------------------- */

static enum err_code score_convert(const struct method_call *c, struct method_result *ret,
                                   struct err *e)
{
    return portion(c, measured(c, SCORE_M_VALUE), c->score->number[SCORE_OF], ret, e);
}

static enum err_code score_manual(const struct method_call *c, struct method_result *ret,
                                  struct err *e)
{
    char text[2][RATIONAL_TEXT_MAX];
    struct rational low = number(c->score, SCORE_LOW, RATIONAL(0));
    struct rational high = number(c->score, SCORE_HIGH, c->full);
    ret->points = c->extra.number;
    if (rational_cmp(ret->points, low) < 0 || rational_cmp(ret->points, high) > 0)
        return err_set(e, ERR_NUMBER_RANGE, "%s (%s)", rational_text(ret->points, text[0]),
                       rational_text(rational_cmp(ret->points, low) < 0 ? low : high, text[1]));
    return ERR_OK;
}

static enum err_code score_rank(const struct method_call *c, struct method_result *ret,
                                struct err *e)
{
    struct rational place = c->extra.number;
    if (place.den != 1 || place.num < 1)
        return err_set(e, ERR_NUMBER_RANGE, "%lld / %lld (≥ 1)", (long long)place.num,
                       (long long)place.den);
    if ((uint64_t)place.num <= c->score->n_parts)
        ret->points = c->score->parts[place.num - 1].score;
    return ERR_OK;
}

static enum err_code score_expr(const struct method_call *c, struct method_result *ret,
                                struct err *e)
{
    struct expr_value v;
    ERR_TRY(expr_eval(c->score->expr, c->slots, &v, e));
    if (v.present)
        ret->points = v.number;
    else
        ret->note = METHOD_MISSING;
    return ERR_OK;
}

/* A composite is scored part by part, each with its own method. */
static enum err_code score_composite(const struct method_call *c, struct method_result *ret,
                                     struct err *e)
{
    (void)c;
    (void)ret;
    (void)e;
    must_not_reach("a composite as one method");
}

/* ---- all of them ------------------------------------------------------------------------------
 */

static method_fn *const METHOD_FN[METHOD__MAX] = {
    [METHOD_DEDUCT] = score_deduct,
    [METHOD_DEDUCT_TIERED] = score_deduct_tiered,
    [METHOD_PER_POINT] = score_per_point,
    [METHOD_RATIO] = score_ratio,
    [METHOD_PER_CAPITA] = score_per_capita,
    [METHOD_TARGET] = score_target,
    [METHOD_THRESHOLD] = score_threshold,
    [METHOD_BANDS] = score_bands,
    [METHOD_ZERO_IF] = score_zero_if,
    [METHOD_CHECKLIST] = score_checklist,
    [METHOD_MILESTONE] = score_milestone,
    [METHOD_EARN] = score_earn,
    [METHOD_COMPOSITE] = score_composite,
    [METHOD_CONVERT] = score_convert,
    [METHOD_MANUAL] = score_manual,
    [METHOD_BONUS] = score_bonus,
    [METHOD_RANK] = score_rank,
    [METHOD_EXPR] = score_expr,
};

/* Whether a figure that the method cannot do without is not there. */
static bool something_missing(const struct method_call *c)
{
    const struct score *s = c->score;
    for (size_t i = 0; i < SCORE_MEASURE__MAX; i++) {
        if (s->measure[i] != MEASURE_NONE && s->method != METHOD_RANK &&
            !c->slots[s->measure[i]].present)
            return true;
    }
    for (size_t i = 0; s->method == METHOD_DEDUCT_TIERED && i < s->n_parts; i++) {
        if (!c->slots[s->parts[i].measure].present)
            return true;
    }
    return (s->method == METHOD_MANUAL || s->method == METHOD_RANK) && !c->extra.present;
}

enum err_code method_score(const struct method_call *c, struct method_result *ret, struct err *e)
{
    const struct score *s = c->score;
    struct method_result r = {RATIONAL(0), METHOD_REACHED};
    if (something_missing(c))
        r.note = METHOD_MISSING;
    else
        ERR_TRY(METHOD_FN[s->method](c, &r, e));
    if (s->method != METHOD_EXPR && s->method != METHOD_BONUS)
        r.points = lesser(r.points, c->full);
    if (s->method != METHOD_EXPR && !s->uncapped)
        r.points = greater(r.points, RATIONAL(0));
    *ret = r;
    return ERR_OK;
}

bool method_most(const struct score *s, struct rational full, struct rational *ret)
{
    struct rational most = full;
    if (s->method == METHOD_BONUS)
        return false;
    if (s->method == METHOD_EARN && given(s, SCORE_CAP))
        most = s->number[SCORE_CAP];
    if (s->method == METHOD_BANDS || s->method == METHOD_RANK) {
        most = RATIONAL(0);
        for (size_t i = 0; i < s->n_parts; i++)
            most = greater(most, s->parts[i].score);
    }
    if (s->method == METHOD_MANUAL && given(s, SCORE_HIGH))
        most = s->number[SCORE_HIGH];
    *ret = lesser(most, full);
    return true;
}

enum err_code method_least(const struct score *s, struct rational full, bool *ret_known,
                           struct rational *ret, struct err *e)
{
    struct rational least = RATIONAL(0);
    *ret_known = !s->uncapped;
    if (s->uncapped)
        return ERR_OK;
    if (given(s, SCORE_ELSE))
        ERR_TRY(rational_sub(full, s->number[SCORE_ELSE], &least, e));
    if (given(s, SCORE_CAP) && s->method != METHOD_EARN && s->method != METHOD_BONUS)
        ERR_TRY(rational_sub(full, s->number[SCORE_CAP], &least, e));
    if (given(s, SCORE_FLOOR))
        least = greater(least, lesser(s->number[SCORE_FLOOR], full));
    if (given(s, SCORE_MISSING))
        least = s->number[SCORE_MISSING];
    if (given(s, SCORE_LOW))
        least = s->number[SCORE_LOW];
    *ret = greater(least, RATIONAL(0));
    return ERR_OK;
}
