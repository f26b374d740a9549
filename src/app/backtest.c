/*
 * backtest.c — see backtest.h.
 *
 * A year is looked at on the few days on which something lost was born or a sub-period began, not
 * on each of its days: an obligation is asked for from the day on which it came into being, and
 * only where it had no points at risk then, on the days behind it. Each of these looks at the year
 * has an arena of its own.
 */
#include "app/backtest.h"

#include "app/score_trace.h"
#include "base/arena.h"
#include "core/calendar/local_time.h"
#include "store/store.h"

#define BACKTEST_DAY_ARENA_MAX ((size_t)1024 * 1024 * 1024)

const char *backtest_word(enum backtest_kind kind)
{
    static const char *const words[BACKTEST__MAX] = {
        [BACKTEST_TIMELY] = "timely",     [BACKTEST_SHORT] = "short",
        [BACKTEST_UNLISTED] = "unlisted", [BACKTEST_SPENT] = "spent",
        [BACKTEST_FORECAST] = "forecast", [BACKTEST_EVENT] = "event",
        [BACKTEST_UNSEEN] = "unseen",
    };
    return words[kind];
}

/* Losses that stand together: what one sub-period of an item lost. */
struct backtest_group {
    points lost;
    size_t first, n;
};

struct backtest_call {
    struct arena *a;
    const struct app_scores *s;
    const struct app_score_unit *u;
    VEC(struct backtest_loss) losses;
    VEC(struct backtest_group) groups;
    int32_t *next; /* for each loss the day on which to look for it */
};

/* ---- what was lost, and for what ------------------------------------------------------------ */

/* Split `lost` in proportion to the weights; what does not divide goes to the last one that has
 * any. */
static void split(points lost, const struct rational *weights, size_t n, points *ret)
{
    struct rational all = RATIONAL(0);
    int64_t rest = lost.centi;
    size_t last = 0;
    for (size_t i = 0; i < n; i++)
        must(rational_add(all, weights[i], &all, NULL) == ERR_OK); /* parts of full marks */
    for (size_t i = 0; i < n; i++) {
        struct rational part = RATIONAL(0);
        ret[i].centi = 0;
        if (rational_cmp(weights[i], RATIONAL(0)) <= 0)
            continue;
        if (rational_div(weights[i], all, &part, NULL) == ERR_OK &&
            rational_mul(part, RATIONAL(lost.centi), &part, NULL) == ERR_OK)
            ret[i].centi = rational_floor(part);
        rest -= ret[i].centi;
        last = i;
    }
    ret[last].centi += rest;
}

/* What each sub-period lost, exactly; by number, 0 the whole period. Lives in the arena. */
static const struct rational *span_losses(struct arena *a, const struct score_line *line, size_t n)
{
    struct rational *lost = ARENA_NEW_N(a, n, struct rational);
    for (size_t i = 0; i < n; i++)
        lost[i] = RATIONAL(0);
    for (size_t i = 0; i < line->trace.n_terms; i++) {
        const struct leaf_term *t = &line->trace.terms[i];
        struct rational gone;
        if (rational_sub(t->full, t->points, &gone, NULL) == ERR_OK &&
            rational_cmp(gone, RATIONAL(0)) > 0)
            must(rational_add(lost[t->span], gone, &lost[t->span], NULL) == ERR_OK);
    }
    return lost;
}

/* Whether the record is not counted against the unit, but came too late for its day. */
static bool is_milestone(const struct layout_item *x, const struct evidence *e)
{
    return (size_t)(e->cell - x->first_cell) % x->n_slots >= x->n_measures;
}

/* The day by which the result of a sub-period has to be reached. */
static date span_due(const struct layout_item *x, size_t span)
{
    for (size_t i = 0; i < x->n_nodes; i++) {
        if (x->nodes[i].extra == LAYOUT_MILESTONE)
            return x->nodes[i].score->by;
    }
    return x->spans[span].last;
}

static struct backtest_loss *add_loss(struct backtest_call *c, size_t item, size_t span)
{
    struct backtest_loss *l = vec_push(c->a, &c->losses);
    *l = (struct backtest_loss){.item = item, .kind = BACKTEST_UNSEEN, .span = span};
    return l;
}

/* What a sub-period lost, and what is behind it; shared out when it is known who has a share. */
static void span_lost(struct backtest_call *c, size_t item, size_t span, points lost,
                      const struct evidence *all, size_t n)
{
    const struct layout_item *x = &c->u->live->sheet.measured->layout->items[item];
    size_t first = c->losses.n;
    for (size_t i = 0; i < n; i++) {
        if (score_evidence_span(x, &all[i]) != span || is_milestone(x, &all[i]))
            continue;
        struct backtest_loss *l = add_loss(c, item, span);
        if (all[i].obligation != NULL) {
            l->kind = BACKTEST_SPENT;
            l->obligation = all[i].obligation;
            l->due = l->obligation->due;
            l->about = score_label(&c->s->county, l->obligation->about);
        } else {
            l->kind = BACKTEST_EVENT;
            l->entry = all[i].entry;
            l->about = score_label(&c->s->county, l->entry->id);
        }
    }
    if (c->losses.n == first)
        add_loss(c, item, span)->due = span_due(x, span);
    *vec_push(c->a, &c->groups) = (struct backtest_group){lost, first, c->losses.n - first};
}

static void leaf_lost(struct backtest_call *c, size_t item)
{
    const struct score_line *line = &c->u->live->sheet.lines[item];
    const struct layout_item *x = &c->u->live->sheet.measured->layout->items[item];
    const points lost = {line->full.centi - line->score.centi};
    size_t n = 0;
    if (!line->item->is_leaf || line->outside || lost.centi <= 0)
        return;
    const struct evidence *all = score_evidence(c->a, &c->u->live->sheet, item, &n);
    points *parts = ARENA_NEW_N(c->a, x->n_spans, points);
    split(lost, span_losses(c->a, line, x->n_spans), x->n_spans, parts);
    for (size_t span = 0; span < x->n_spans; span++) {
        if (parts[span].centi > 0)
            span_lost(c, item, span, parts[span], all, n);
    }
}

/* ---- a look at the year on a day ------------------------------------------------------------- */

/* The first day on which the list could have had it: its window has begun, and it is known. */
static date born_on(const struct backtest_call *c, const struct obligation *o)
{
    const struct entry *about = o->about == 0 ? NULL : world_entry(&c->s->county.world, o->about);
    date day = o->window.first;
    if (about != NULL) {
        date entered = local_day(about->versions[0].at);
        if (o->rule->target == RULE_FOR_RECORD || entered.days > day.days)
            day = entered;
    }
    return day;
}

static bool same_obligation(const struct obligation *a, const struct obligation *b)
{
    return a->rule == b->rule && a->about == b->about && a->unit == b->unit &&
           a->window.first.days == b->window.first.days;
}

/* Whether the list of the day has it, with points at risk. */
static bool is_listed(const struct world_unit_score *u, const struct obligation *o)
{
    for (size_t i = 0; i < u->n_risks; i++) {
        if (u->risks[i].at_risk.centi > 0 && same_obligation(u->risks[i].obligation, o))
            return true;
    }
    return false;
}

static bool is_seen(const struct world_unit_score *u, const struct backtest_loss *l)
{
    if (l->obligation != NULL)
        return is_listed(u, l->obligation);
    return u->forecast[l->item].at_risk.centi > 0;
}

/* Look for every loss that waits for this day; those not seen wait for the next. */
static enum err_code look_on(struct backtest_call *c, struct arena *a, date day, struct err *e)
{
    struct world w = c->s->county.world;
    struct world_scores s;
    w.scene.as_of = (instant){local_day_after(day).ms - 1};
    w.scene.view = calendar_view(w.calendar, day);
    ERR_TRY(world_scores(a, &w, c->s->county.framework, &s, e));
    for (size_t k = 0; k < s.n_units; k++) {
        if (s.units[k].unit != c->u->live->unit)
            continue;
        for (size_t i = 0; i < c->losses.n; i++) {
            struct backtest_loss *l = &c->losses.p[i];
            if (c->next[i] != day.days || l->has_first || !is_seen(&s.units[k], l))
                continue;
            l->has_first = true;
            l->first = day;
        }
    }
    return ERR_OK;
}

/* ---- from day to day --------------------------------------------------------------------------
 */

/* Where each loss is looked for first; INT32_MAX: nowhere. */
static void first_days(struct backtest_call *c)
{
    const struct layout *layout = c->u->live->sheet.measured->layout;
    c->next = ARENA_NEW_N(c->a, c->losses.n, int32_t);
    for (size_t i = 0; i < c->losses.n; i++) {
        const struct backtest_loss *l = &c->losses.p[i];
        c->next[i] = l->entry != NULL        ? INT32_MAX
                     : l->obligation != NULL ? born_on(c, l->obligation).days
                                             : layout->items[l->item].spans[l->span].first.days;
    }
}

/* The earliest day that a loss waits for; INT32_MAX: none. */
static int32_t next_day(const struct backtest_call *c)
{
    int32_t day = INT32_MAX;
    for (size_t i = 0; i < c->losses.n; i++) {
        const struct backtest_loss *l = &c->losses.p[i];
        bool waits = !l->has_first && c->next[i] <= l->due.days;
        if (waits && c->next[i] < day)
            day = c->next[i];
    }
    return day;
}

static enum err_code look_all(struct backtest_call *c, struct err *e)
{
    first_days(c);
    for (int32_t day = next_day(c); day != INT32_MAX; day = next_day(c)) {
        struct arena a;
        arena_init(&a, BACKTEST_DAY_ARENA_MAX);
        enum err_code code = look_on(c, &a, (date){day}, e);
        arena_release(&a);
        ERR_TRY(code);
        for (size_t i = 0; i < c->losses.n; i++) {
            if (c->next[i] == day) /* what nobody owes is at risk from the beginning, or never */
                c->next[i] = c->losses.p[i].obligation != NULL ? day + 1 : INT32_MAX;
        }
    }
    return ERR_OK;
}

static void settle(struct backtest_call *c, int32_t days)
{
    VEC_EACH (&c->losses, l) {
        if (l->has_first) {
            l->ahead = l->due.days - l->first.days;
            l->kind = l->obligation == NULL ? BACKTEST_FORECAST
                      : l->ahead >= days    ? BACKTEST_TIMELY
                                            : BACKTEST_SHORT;
        } else if (l->obligation != NULL && born_on(c, l->obligation).days > l->due.days) {
            l->kind = BACKTEST_UNLISTED;
        }
    }
}

/* The same to each of those that have a share; hundredths that do not divide to the first ones. */
static void share(struct backtest_call *c, const struct backtest_group *g)
{
    int64_t n = 0;
    int64_t at = 0;
    for (size_t i = g->first; i < g->first + g->n; i++)
        n += c->losses.p[i].kind != BACKTEST_SPENT;
    bool all = n == 0;
    n = all ? (int64_t)g->n : n;
    for (size_t i = g->first; i < g->first + g->n; i++) {
        if (!all && c->losses.p[i].kind == BACKTEST_SPENT)
            continue;
        c->losses.p[i].lost.centi = g->lost.centi / n + (at++ < g->lost.centi % n);
    }
}

static enum err_code test_unit(struct arena *a, const struct app_scores *s,
                               const struct app_score_unit *u, int32_t days,
                               struct backtest_unit *ret, struct err *e)
{
    struct backtest_call c = {.a = a, .s = s, .u = u};
    for (size_t i = 0; i < s->county.framework->n_items; i++)
        leaf_lost(&c, i);
    ERR_TRY(look_all(&c, e));
    settle(&c, days);
    VEC_EACH (&c.groups, g)
        share(&c, g);
    *ret = (struct backtest_unit){.unit = u, .losses = c.losses.p, .n = c.losses.n};
    VEC_EACH (&c.losses, l) {
        ret->lost.centi += l->lost.centi;
        ret->sums[l->kind].centi += l->lost.centi;
        ret->counts[l->kind]++;
    }
    return ERR_OK;
}

enum err_code app_backtest(struct arena *a, struct app *app, const struct score_ask *ask,
                           int32_t days, struct app_backtest *ret, struct err *e)
{
    struct app_backtest b = {.days = days};
    ERR_TRY(app_score(a, app, ask, true, &b.scores, e));
    struct backtest_unit *units = ARENA_NEW_N(a, b.scores.n, struct backtest_unit);
    for (size_t i = 0; i < b.scores.n; i++)
        ERR_TRY(test_unit(a, &b.scores, &b.scores.units[i], days, &units[b.n++], e));
    b.units = units;
    *ret = b;
    return ERR_OK;
}
