/*
 * numeral.c — see numeral.h. The two Chinese ways are told apart by whether a
 * unit (十, 百, 千, 万) appears.
 */
#include "source/text/numeral.h"

enum { NUMERAL_MAX = 999999 };

/* 0 to 9, or -1. 两 counts as 2; circles of every kind and the letter O as 0. */
static int numeral_digit(uint32_t cp)
{
    static const struct {
        uint32_t cp;
        int digit;
    } map[] = {
        {0x3007, 0}, {0x25CB, 0}, {0x25EF, 0}, {0x96F6, 0}, {'O', 0},    {'o', 0},    {0x039F, 0},
        {0x4E00, 1}, {0x4E8C, 2}, {0x4E24, 2}, {0x4E09, 3}, {0x56DB, 4}, {0x4E94, 5}, {0x516D, 6},
        {0x4E03, 7}, {0x516B, 8}, {0x4E5D, 9}, {0x58F9, 1}, {0x8D30, 2}, {0x53C1, 3}, {0x8086, 4},
        {0x4F0D, 5}, {0x9646, 6}, {0x67D2, 7}, {0x634C, 8}, {0x7396, 9},
    };
    for (size_t i = 0; i < ARRAY_LEN(map); i++)
        if (map[i].cp == cp)
            return map[i].digit;
    return -1;
}

static int32_t numeral_unit(uint32_t cp)
{
    switch (cp) {
    case 0x5341: return 10;    /* 十 */
    case 0x62FE: return 10;    /* 拾 */
    case 0x767E: return 100;   /* 百 */
    case 0x4F70: return 100;   /* 佰 */
    case 0x5343: return 1000;  /* 千 */
    case 0x4E07: return 10000; /* 万 */
    default: return 0;
    }
}

static bool numeral_arabic(const struct line *ln, size_t at, size_t to, int32_t *ret, size_t *ret_n)
{
    int32_t v = 0;
    size_t n = 0;
    for (; at + n < to && line_is_digit(ln->fold[at + n]); n++) {
        v = v * 10 + (int32_t)(ln->fold[at + n] - '0');
        if (v > NUMERAL_MAX)
            return false;
    }
    *ret = v;
    *ret_n = n;
    return n > 0;
}

static bool numeral_by_value(const struct line *ln, size_t at, size_t n, int32_t *ret)
{
    int32_t total = 0;
    int32_t section = 0;
    int32_t digit = -1;
    for (size_t i = at; i < at + n; i++) {
        int32_t unit = numeral_unit(ln->fold[i]);
        if (unit == 0) {
            digit = numeral_digit(ln->fold[i]);
        } else if (unit == 10000) {
            total += (section + (digit > 0 ? digit : 0)) * unit;
            section = 0;
            digit = -1;
        } else {
            section += (digit < 0 ? 1 : digit) * unit;
            digit = -1;
        }
        if (total > NUMERAL_MAX || section > NUMERAL_MAX)
            return false;
    }
    *ret = total + section + (digit > 0 ? digit : 0);
    return *ret <= NUMERAL_MAX;
}

static bool numeral_by_digit(const struct line *ln, size_t at, size_t n, int32_t *ret)
{
    int32_t v = 0;
    for (size_t i = at; i < at + n; i++) {
        v = v * 10 + numeral_digit(ln->fold[i]);
        if (v > NUMERAL_MAX)
            return false;
    }
    *ret = v;
    return true;
}

bool numeral_read(const struct line *ln, size_t at, size_t to, int32_t *ret, size_t *ret_n)
{
    if (at < to && line_is_digit(ln->fold[at]))
        return numeral_arabic(ln, at, to, ret, ret_n);
    size_t n = 0;
    bool units = false;
    for (; at + n < to; n++) {
        uint32_t cp = ln->fold[at + n];
        if (numeral_unit(cp) != 0)
            units = true;
        else if (numeral_digit(cp) < 0)
            break;
    }
    /* the letter O stands for zero only inside a numeral */
    if (n == 0 || n > 12 || (n == 1 && (ln->fold[at] == 'O' || ln->fold[at] == 'o')))
        return false;
    *ret_n = n;
    return units ? numeral_by_value(ln, at, n, ret) : numeral_by_digit(ln, at, n, ret);
}
