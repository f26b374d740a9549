/*
 * amount.h — how much: 1次, 不少于8小时, 至少2篇.
 */
#pragma once

#include "source/text/pattern.h"

struct amount {
    size_t from, to;           /* code points of the line */
    size_t unit_from, unit_to; /* 次, 小时, … */
    int64_t centi;             /* hundredths of the unit, above 0 */
    bool sum;                  /* something measured, not something counted */
    bool least;                /* said to be the least (不少于, 以上) */
};

/*
 * The amount in [from, to) that tells how much is to be done: the first one said to be
 * the least, else the first of things that are done (次, 篇, 小时). False if there is none.
 */
bool amount_find(const struct patterns *p, const struct line *ln, size_t from, size_t to,
                 struct amount *ret);

/* The first amount said to be the least. */
bool amount_find_least(const struct patterns *p, const struct line *ln, size_t from, size_t to,
                       struct amount *ret);

/* Whether two amounts have the same unit. */
bool amount_same_unit(const struct line *ln, const struct amount *x, const struct amount *y);
