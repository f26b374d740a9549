/*
 * amount.c — see amount.h. The pattern is CLUE_AMOUNT of phrases.def.
 */
#include "source/promise/amount.h"

#include "base/base.h"
#include "source/promise/phrases.h"
#include "source/text/numeral.h"

enum { AMOUNT_MAX = 100000 }; /* more of anything in a year is a slip of the pen */

enum amount_unit {
    AMOUNT_DONE,     /* an amount even without "at least" */
    AMOUNT_MEASURED, /* the same, and added up */
    AMOUNT_OTHER,    /* only with "at least" */
    AMOUNT_OTHER_MEASURED,
};

static enum amount_unit amount_unit_of(const struct line *ln, size_t from, size_t to)
{
    static const struct {
        const char *word;
        enum amount_unit unit;
    } units[] = {
        {"人次", AMOUNT_OTHER},        {"小时", AMOUNT_MEASURED},
        {"学时", AMOUNT_MEASURED},     {"课时", AMOUNT_MEASURED},
        {"次", AMOUNT_DONE},           {"轮", AMOUNT_DONE},
        {"遍", AMOUNT_DONE},           {"回", AMOUNT_DONE},
        {"场", AMOUNT_DONE},           {"期", AMOUNT_DONE},
        {"篇", AMOUNT_DONE},           {"条", AMOUNT_DONE},
        {"份", AMOUNT_DONE},           {"分钟", AMOUNT_OTHER_MEASURED},
        {"元", AMOUNT_OTHER_MEASURED}, {"天", AMOUNT_OTHER_MEASURED},
    };
    size_t n = 0;
    for (size_t i = 0; i < ARRAY_LEN(units); i++)
        if (line_reads(ln, from, to, str_of(units[i].word), &n))
            return units[i].unit;
    return AMOUNT_OTHER;
}

/* Hundredths of the number at `from`; 0 if there is none, or none that can be meant. */
static int64_t amount_centi(const struct line *ln, size_t from, size_t to)
{
    int32_t whole = 0;
    size_t n = 0;
    if (ln->fold[from] == 0x534A) /* half */
        return 50;
    if (!numeral_read(ln, from, to, &whole, &n) || whole > AMOUNT_MAX)
        return 0;
    int64_t centi = (int64_t)whole * 100;
    int64_t place = 10;
    for (size_t i = from + n + 1; i < to && line_is_digit(ln->fold[i]); i++, place /= 10)
        centi += (int64_t)(ln->fold[i] - '0') * place;
    return centi;
}

/* Take over a match; false if it is no amount to be reached. */
static bool amount_read(const struct line *ln, const struct match *m, struct amount *ret)
{
    enum amount_unit unit = amount_unit_of(ln, m->group[2].from, m->group[2].to);
    bool sum = unit == AMOUNT_MEASURED || unit == AMOUNT_OTHER_MEASURED;
    *ret = (struct amount){
        .from = m->from,
        .to = m->to,
        .unit_from = m->group[2].from,
        .unit_to = m->group[2].to,
        .centi = amount_centi(ln, m->group[1].from, m->group[1].to),
        .sum = sum,
        .least = m->group[0].set || m->group[3].set,
    };
    bool whole = ret->centi % 100 == 0;
    bool done = unit == AMOUNT_DONE || unit == AMOUNT_MEASURED;
    return ret->centi > 0 && (sum || whole) && (ret->least || done);
}

static bool amount_search(const struct patterns *p, const struct line *ln, size_t from, size_t to,
                          bool least, struct amount *ret)
{
    struct match m;
    for (; from < to && pattern_find(p, CLUE_AMOUNT, ln, from, to, &m); from = m.to)
        if (amount_read(ln, &m, ret) && (ret->least || !least))
            return true;
    return false;
}

bool amount_find(const struct patterns *p, const struct line *ln, size_t from, size_t to,
                 struct amount *ret)
{
    return amount_search(p, ln, from, to, true, ret) || amount_search(p, ln, from, to, false, ret);
}

bool amount_find_least(const struct patterns *p, const struct line *ln, size_t from, size_t to,
                       struct amount *ret)
{
    return amount_search(p, ln, from, to, true, ret);
}

bool amount_same_unit(const struct line *ln, const struct amount *x, const struct amount *y)
{
    return str_eq(line_raw(ln, x->unit_from, x->unit_to), line_raw(ln, y->unit_from, y->unit_to));
}
