/*
 * date_text.h — dates as papers print them: 2017年3月28日, 二〇一七年三月二十八日, 2017-03-28.
 */
#pragma once

#include "base/date.h"
#include "source/plan/patterns.h"

struct date_text {
    size_t from, to;
    bool dotted; /* 2017-03-28, 2017.3.28 */
    bool exists; /* false: no such day of the calendar */
    date day;
};

/* The first date in [from, to). */
bool date_text_find(const struct patterns *p, const struct line *ln, size_t from, size_t to,
                    struct date_text *ret);
