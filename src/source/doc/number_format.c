/*
 * number_format.c — see number_format.h.
 *
 * What surprised its author: chineseCounting and chineseCountingThousand agree
 * up to 99 and then part: 100 is 一○○ in the one and 一百 in the other.
 */
#include "source/doc/number_format.h"

/* ---- a sign for each number ------------------------------------------------ */

/* Formats whose signs follow each other in Unicode from `first`. */
static const struct run_of_signs {
    enum number_format format;
    uint32_t first;
    int32_t n;
} SIGN_RUNS[] = {
    {NUMBER_FORMAT_DECIMAL_ENCLOSED_CIRCLE, 0x2460, 20},         /* ① to ⑳ */
    {NUMBER_FORMAT_DECIMAL_ENCLOSED_CIRCLE_CHINESE, 0x2460, 20}, /* the same */
    {NUMBER_FORMAT_DECIMAL_ENCLOSED_PAREN, 0x2474, 20},          /* ⑴ to ⒇ */
    {NUMBER_FORMAT_DECIMAL_ENCLOSED_FULLSTOP, 0x2488, 20},       /* ⒈ to ⒛ */
    {NUMBER_FORMAT_IDEOGRAPH_ENCLOSED_CIRCLE, 0x3220, 10},       /* ㈠ to ㈩ */
};

static const char *const STEMS[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
static const char *const BRANCHES[] = {"子", "丑", "寅", "卯", "辰", "巳",
                                       "午", "未", "申", "酉", "戌", "亥"};

static bool add_sign(struct buf *out, enum number_format format, int32_t n)
{
    for (size_t i = 0; i < ARRAY_LEN(SIGN_RUNS); i++)
        if (SIGN_RUNS[i].format == format && n >= 1 && n <= SIGN_RUNS[i].n) {
            buf_add_cp(out, SIGN_RUNS[i].first + (uint32_t)n - 1);
            return true;
        }
    if (format == NUMBER_FORMAT_IDEOGRAPH_TRADITIONAL && n >= 1 && n <= (int)ARRAY_LEN(STEMS)) {
        buf_add_z(out, STEMS[n - 1]);
        return true;
    }
    if (format == NUMBER_FORMAT_IDEOGRAPH_ZODIAC && n >= 1 && n <= (int)ARRAY_LEN(BRANCHES)) {
        buf_add_z(out, BRANCHES[n - 1]);
        return true;
    }
    return false;
}

/* ---- a sign for each digit ---------------------------------------------------- */

static const char *const IDEOGRAPHS[] = {"〇", "一", "二", "三", "四",
                                         "五", "六", "七", "八", "九"};
static const char *const CIRCLE_IDEOGRAPHS[] = {"○",  "一", "二", "三", "四",
                                                "五", "六", "七", "八", "九"};
static const char *const FULL_WIDTH[] = {"０", "１", "２", "３", "４",
                                         "５", "６", "７", "８", "９"};

static void add_digits(struct buf *out, const char *const digits[10], int32_t n)
{
    char decimal[16];
    (void)snprintf(decimal, sizeof(decimal), "%d", n);
    for (const char *d = decimal; *d != '\0'; d++)
        buf_add_z(out, digits[*d - '0']);
}

/* 十 stands for the tens up to 99; from 100 on digit by digit. */
static void add_counting(struct buf *out, int32_t n)
{
    if (n < 10 || n > 99) {
        add_digits(out, CIRCLE_IDEOGRAPHS, n);
        return;
    }
    if (n >= 20)
        buf_add_z(out, CIRCLE_IDEOGRAPHS[n / 10]);
    buf_add_z(out, "十");
    if (n % 10 != 0)
        buf_add_z(out, CIRCLE_IDEOGRAPHS[n % 10]);
}

/* ---- numerals with 十, 百, 千, 万 ------------------------------------------------ */

struct numerals {
    const char *digits[10];
    const char *units[4]; /* of ones, tens, hundreds, thousands */
    const char *myriad;
    bool zero;      /* a gap inside is filled with one zero: 一百零一 */
    bool short_ten; /* 十 instead of 一十 where the number begins with it */
    bool no_one;    /* 百 instead of 一百 everywhere below the myriad */
};

static const struct numerals CHINESE = {
    {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"},
    {"", "十", "百", "千"},
    "万",
    .zero = true,
    .short_ten = true,
};
static const struct numerals TAIWANESE = {
    {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"},
    {"", "十", "百", "千"},
    "萬",
    .zero = true,
    .short_ten = true,
};
static const struct numerals JAPANESE = {
    {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"},
    {"", "十", "百", "千"},
    "万",
    .no_one = true,
};
static const struct numerals LEGAL_SIMPLIFIED = {
    {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"},
    {"", "拾", "佰", "仟"},
    "万",
    .zero = true,
};
static const struct numerals LEGAL_TRADITIONAL = {
    {"零", "壹", "貳", "參", "肆", "伍", "陸", "柒", "捌", "玖"},
    {"", "拾", "佰", "仟"},
    "萬",
    .zero = true,
};

/* One group of four digits. `led`: something stands before it. */
static void add_group(struct buf *out, const struct numerals *s, int32_t n, bool led)
{
    static const int32_t places[] = {1, 10, 100, 1000};
    bool gap = led && n < 1000;
    bool first = !led;
    for (int i = 3; i >= 0; i--) {
        int32_t digit = n / places[i] % 10;
        if (digit == 0) {
            gap = gap || !first;
            continue;
        }
        if (gap && s->zero)
            buf_add_z(out, s->digits[0]);
        bool silent = digit == 1 && i > 0 && (s->no_one || (s->short_ten && first && i == 1));
        if (!silent)
            buf_add_z(out, s->digits[digit]);
        buf_add_z(out, s->units[i]);
        gap = false;
        first = false;
    }
}

static bool add_numerals(struct buf *out, const struct numerals *s, int32_t n)
{
    enum { MYRIAD = 10000 };
    if (n / MYRIAD >= MYRIAD)
        return false;
    if (n == 0)
        buf_add_z(out, s->digits[0]);
    if (n >= MYRIAD) {
        add_group(out, s, n / MYRIAD, false);
        buf_add_z(out, s->myriad);
    }
    if (n % MYRIAD > 0)
        add_group(out, s, n % MYRIAD, n >= MYRIAD);
    return true;
}

/* ---- letters and Roman numerals --------------------------------------------------- */

/* a to z, then aa, bb, …: the letter repeats once more with each round. */
static bool add_letters(struct buf *out, char first, int32_t n)
{
    enum { LETTERS = 26, ROUNDS_MAX = 30 };
    if (n < 1 || n > LETTERS * ROUNDS_MAX)
        return false;
    buf_add_times(out, (char)(first + (n - 1) % LETTERS), (size_t)((n - 1) / LETTERS) + 1);
    return true;
}

static bool add_roman(struct buf *out, bool upper, int32_t n)
{
    static const struct {
        int32_t value;
        const char *upper, *lower;
    } signs[] = {
        {1000, "M", "m"}, {900, "CM", "cm"}, {500, "D", "d"},  {400, "CD", "cd"}, {100, "C", "c"},
        {90, "XC", "xc"}, {50, "L", "l"},    {40, "XL", "xl"}, {10, "X", "x"},    {9, "IX", "ix"},
        {5, "V", "v"},    {4, "IV", "iv"},   {1, "I", "i"},
    };
    enum { ROMAN_MAX = 32767 };
    if (n < 1 || n > ROMAN_MAX)
        return false;
    for (size_t i = 0; i < ARRAY_LEN(signs); i++)
        for (; n >= signs[i].value; n -= signs[i].value)
            buf_add_z(out, upper ? signs[i].upper : signs[i].lower);
    return true;
}

/* ---- the table --------------------------------------------------------------------- */

enum number_format number_format_of(struct str name)
{
    static const char *const names[] = {
#define X(xml, format) xml,
        NUMBER_FORMATS(X)
#undef X
    };
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (str_eq(name, str_of(names[i])))
            return (enum number_format)i;
    return NUMBER_FORMAT_DECIMAL;
}

/* False if the format has no sign for n. */
static bool add_formatted(struct buf *out, enum number_format format, int32_t n)
{
    switch (format) {
    case NUMBER_FORMAT_NONE:
    case NUMBER_FORMAT_BULLET: return true;
    case NUMBER_FORMAT_CHINESE_COUNTING:
    case NUMBER_FORMAT_TAIWANESE_COUNTING: add_counting(out, n); return true;
    case NUMBER_FORMAT_CHINESE_COUNTING_THOUSAND: return add_numerals(out, &CHINESE, n);
    case NUMBER_FORMAT_TAIWANESE_COUNTING_THOUSAND: return add_numerals(out, &TAIWANESE, n);
    case NUMBER_FORMAT_JAPANESE_COUNTING: return add_numerals(out, &JAPANESE, n);
    case NUMBER_FORMAT_CHINESE_LEGAL_SIMPLIFIED: return add_numerals(out, &LEGAL_SIMPLIFIED, n);
    case NUMBER_FORMAT_IDEOGRAPH_LEGAL_TRADITIONAL: return add_numerals(out, &LEGAL_TRADITIONAL, n);
    case NUMBER_FORMAT_IDEOGRAPH_DIGITAL:
    case NUMBER_FORMAT_JAPANESE_DIGITAL_TEN_THOUSAND: add_digits(out, IDEOGRAPHS, n); return true;
    case NUMBER_FORMAT_TAIWANESE_DIGITAL: add_digits(out, CIRCLE_IDEOGRAPHS, n); return true;
    case NUMBER_FORMAT_DECIMAL_FULL_WIDTH:
    case NUMBER_FORMAT_DECIMAL_FULL_WIDTH_2: add_digits(out, FULL_WIDTH, n); return true;
    case NUMBER_FORMAT_DECIMAL_ZERO: buf_addf(out, "%02d", n); return true;
    case NUMBER_FORMAT_LOWER_LETTER: return add_letters(out, 'a', n);
    case NUMBER_FORMAT_UPPER_LETTER: return add_letters(out, 'A', n);
    case NUMBER_FORMAT_LOWER_ROMAN: return add_roman(out, false, n);
    case NUMBER_FORMAT_UPPER_ROMAN: return add_roman(out, true, n);
    case NUMBER_FORMAT_DECIMAL_ENCLOSED_CIRCLE:
    case NUMBER_FORMAT_DECIMAL_ENCLOSED_CIRCLE_CHINESE:
    case NUMBER_FORMAT_DECIMAL_ENCLOSED_FULLSTOP:
    case NUMBER_FORMAT_DECIMAL_ENCLOSED_PAREN:
    case NUMBER_FORMAT_IDEOGRAPH_ENCLOSED_CIRCLE:
    case NUMBER_FORMAT_IDEOGRAPH_TRADITIONAL:
    case NUMBER_FORMAT_IDEOGRAPH_ZODIAC: return add_sign(out, format, n);
    case NUMBER_FORMAT_DECIMAL:
    case NUMBER_FORMAT__MAX: break;
    }
    return false;
}

void number_format_add(struct buf *out, enum number_format format, int32_t n)
{
    must(n >= 0);
    if (!add_formatted(out, format, n))
        buf_addf(out, "%d", n);
}
