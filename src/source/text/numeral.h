/*
 * numeral.h — Arabic and Chinese numerals in folded text.
 */
#pragma once

#include "source/text/line.h"

/*
 * The number written at `at` in Arabic digits or in Chinese numerals, by value
 * (二十一, 一百零三) or digit by digit (二〇一七, with 〇, ○, O or 零).
 * *ret_n receives the code points taken. 0 to 999,999.
 * Returns false if no numeral stands there or it leaves that range.
 */
bool numeral_read(const struct line *ln, size_t at, size_t to, int32_t *ret, size_t *ret_n);
