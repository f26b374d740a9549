/*
 * number_kind.h — what a number format makes of a number: a number, a day, a time.
 *
 * In a workbook a date is a number whose format shows it as one; nothing else tells them
 * apart.
 */
#pragma once

#include "base/str.h"

enum number_kind {
    NUMBER_KIND_NUMBER,
    NUMBER_KIND_DATE,     /* year, month, day, day of the week */
    NUMBER_KIND_DATETIME, /* and a time of the day */
    NUMBER_KIND_TIME,     /* only that */
    NUMBER_KIND_ELAPSED,  /* hours, minutes or seconds that count on beyond a day */
};

/* What the format with a number of its own means, as programs in Chinese understand it. */
enum number_kind number_kind_builtin(int32_t id);

/* What a format code such as yyyy"年"m"月"d"日" means; its part for positive numbers decides. */
enum number_kind number_kind_of(struct str code);
