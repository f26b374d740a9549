/*
 * measured.c — what the counts of measure.c say under an outlook. See measure.h.
 */
#include "core/score/measure.h"

#include "base/arena.h"

enum { NOWHERE = OBLIGATION_STATE__MAX };

/* As what a state counts: itself, another, or not at all. What is excused never counts. */
static const uint8_t COUNTS_AS[OUTLOOK__MAX][MEASURED_STATE__MAX] = {
#define ROW(open, missed, to_come)                                                                 \
    {                                                                                              \
        [OBLIGATION_OPEN] = (open), [OBLIGATION_MET] = OBLIGATION_MET,                             \
        [OBLIGATION_LATE] = OBLIGATION_LATE, [OBLIGATION_MISSED] = (missed),                       \
        [OBLIGATION_EXCUSED] = NOWHERE, [MEASURED_TO_COME] = (to_come)                             \
    }
    [OUTLOOK_NOW] = ROW(NOWHERE, OBLIGATION_MISSED, NOWHERE),
    [OUTLOOK_MET] = ROW(OBLIGATION_MET, OBLIGATION_MISSED, NOWHERE),
    [OUTLOOK_BEST] = ROW(OBLIGATION_MET, OBLIGATION_MISSED, OBLIGATION_MET),
    [OUTLOOK_CAUGHT] = ROW(OBLIGATION_MET, OBLIGATION_LATE, OBLIGATION_MET),
    [OUTLOOK_WORST] = ROW(OBLIGATION_MISSED, OBLIGATION_MISSED, NOWHERE),
    [OUTLOOK_FLOOR] = ROW(OBLIGATION_MISSED, OBLIGATION_MISSED, OBLIGATION_MISSED),
    [OUTLOOK_BOTTOM] = ROW(OBLIGATION_MISSED, OBLIGATION_MISSED, OBLIGATION_MISSED),
#undef ROW
};

/* Whether something in this state is among those that the measure counts. */
static bool counts(const struct measure *m, enum outlook outlook, int state)
{
    uint8_t as = COUNTS_AS[outlook][state];
    return as != NOWHERE && (m->states >> as & 1U) != 0;
}

static int64_t count_each(const struct measure *m, enum outlook outlook, const int64_t *n)
{
    int64_t sum = 0;
    for (int s = 0; s < MEASURED_STATE__MAX; s++) {
        if (counts(m, outlook, s))
            sum += n[s];
    }
    return sum;
}

/* Whether the obligation that is looked at otherwise is counted in this span of the measure. */
static bool flip_concerns(const struct measured_flip *flip, const struct measure *m,
                          const struct layout_span *span)
{
    date day = flip->obligation->window.last;
    if (day.days < span->first.days || day.days > span->last.days)
        return false;
    for (size_t i = 0; i < m->n_rules; i++) {
        if (m->rules[i] == flip->obligation->rule)
            return true;
    }
    return false;
}

static void flip_in(const struct measured_flip *flip, const int64_t *n, int64_t *ret)
{
    memcpy(ret, n, MEASURED_STATE__MAX * sizeof(*n));
    ret[flip->obligation->state]--;
    ret[flip->to]++;
}

/* How many obligations, or how many subjects or units with one of them. */
static int64_t count_obligations(const struct measured *m, const struct measure *x,
                                 const struct measured_cell *cell, enum outlook outlook,
                                 const struct measured_flip *flip)
{
    int64_t n[MEASURED_STATE__MAX];
    int64_t sum = 0;
    if (x->distinct == MEASURE_EACH) {
        if (flip == NULL)
            return count_each(x, outlook, cell->n);
        flip_in(flip, cell->n, n);
        return count_each(x, outlook, n);
    }
    for (size_t i = 0; i < cell->n_keys; i++) {
        const struct measured_key *k = &m->keys[cell->first_key + i];
        bool here =
            flip != NULL &&
            k->key == (x->distinct == MEASURE_DISTINCT_UNIT ? flip->home.unit : flip->home.subject);
        if (here)
            flip_in(flip, k->n, n);
        sum += count_each(x, outlook, here ? n : k->n) > 0;
    }
    return sum;
}

enum err_code measured_slots(const struct measured *m, size_t item, size_t span,
                             enum outlook outlook, const struct measured_flip *flip,
                             struct expr_value *slots, struct err *e)
{
    const struct layout_item *x = &m->layout->items[item];
    for (size_t i = 0; i < x->n_measures; i++) {
        const struct measure *measure = x->measures[i].measure;
        const struct measured_cell *cell = &m->cells[layout_cell(x, span, i)];
        slots[i] = cell->value;
        if (measure->kind == MEASURE_OBLIGATIONS) {
            bool here = flip != NULL && flip_concerns(flip, measure, &x->spans[span]);
            int64_t n = count_obligations(m, measure, cell, outlook, here ? flip : NULL);
            slots[i] = (struct expr_value){.present = true, .number = RATIONAL(n)};
        } else if (measure->kind == MEASURE_RECORDS && measure->distinct != MEASURE_EACH) {
            slots[i].number = RATIONAL((int64_t)cell->n_keys);
        } else if (measure->kind == MEASURE_EXPR) {
            ERR_TRY(expr_eval(measure->expr, slots, &slots[i], e));
        }
    }
    return ERR_OK;
}

const struct evidence *measured_evidence(const struct measured *m, int32_t cell, size_t *ret_n)
{
    size_t from = 0;
    size_t to = m->n_evidence;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (m->evidence[middle].cell < cell)
            from = middle + 1;
        else
            to = middle;
    }
    *ret_n = 0;
    while (from + *ret_n < m->n_evidence && m->evidence[from + *ret_n].cell == cell)
        (*ret_n)++;
    return &m->evidence[from];
}
