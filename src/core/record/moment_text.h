/*
 * moment_text.h — days and moments as people write them.
 */
#pragma once

#include "base/date.h"

/*
 * Read a day: 2017-03-10, 2017/3/10, 2017.3.10, 2017年3月10日, 20170310; a time of day of zero
 * behind it, as spreadsheets add, is allowed. `s` is trimmed and has half-width digits. errors
 * ERR_DATE_SYNTAX, ERR_DATE_RANGE
 */
ERR_CHECKED enum err_code day_text_read(struct str s, date *ret, struct err *e);

/*
 * Read a moment: a day as above, then blanks or T, hours and minutes and perhaps seconds with up to
 * three decimals, then perhaps Z or an offset as +08:00. Without one it is China's time, UTC+8.
 * A day alone is its beginning.
 * errors  ERR_DATE_SYNTAX, ERR_DATE_RANGE
 */
ERR_CHECKED enum err_code moment_text_read(struct str s, instant *ret, struct err *e);

enum { MOMENT_TEXT_MAX = 40 };

/* "2017-03-10 09:30:15" in China's time; ".250" behind it if there are milliseconds. */
const char *moment_text(instant t, char out[MOMENT_TEXT_MAX]);
