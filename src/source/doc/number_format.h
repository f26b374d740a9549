/*
 * number_format.h — what Word prints for an automatic number.
 *
 * The formats are those of ECMA-376 part 1, 17.18.59 (ST_NumberFormat) that
 * Chinese papers use. A format not listed, and a number a format has no sign
 * for (⑳ is the last circled one), print as plain decimal digits, as the
 * standard asks. See docs/decisions/0021.
 */
#pragma once

#include "base/buf.h"

/* XML name, enumerator. */
#define NUMBER_FORMATS(X)                                                                          \
    X("bullet", BULLET)                                                                            \
    X("chineseCounting", CHINESE_COUNTING)                                                         \
    X("chineseCountingThousand", CHINESE_COUNTING_THOUSAND)                                        \
    X("chineseLegalSimplified", CHINESE_LEGAL_SIMPLIFIED)                                          \
    X("decimal", DECIMAL)                                                                          \
    X("decimalEnclosedCircle", DECIMAL_ENCLOSED_CIRCLE)                                            \
    X("decimalEnclosedCircleChinese", DECIMAL_ENCLOSED_CIRCLE_CHINESE)                             \
    X("decimalEnclosedFullstop", DECIMAL_ENCLOSED_FULLSTOP)                                        \
    X("decimalEnclosedParen", DECIMAL_ENCLOSED_PAREN)                                              \
    X("decimalFullWidth", DECIMAL_FULL_WIDTH)                                                      \
    X("decimalFullWidth2", DECIMAL_FULL_WIDTH_2)                                                   \
    X("decimalZero", DECIMAL_ZERO)                                                                 \
    X("ideographDigital", IDEOGRAPH_DIGITAL)                                                       \
    X("ideographEnclosedCircle", IDEOGRAPH_ENCLOSED_CIRCLE)                                        \
    X("ideographLegalTraditional", IDEOGRAPH_LEGAL_TRADITIONAL)                                    \
    X("ideographTraditional", IDEOGRAPH_TRADITIONAL)                                               \
    X("ideographZodiac", IDEOGRAPH_ZODIAC)                                                         \
    X("japaneseCounting", JAPANESE_COUNTING)                                                       \
    X("japaneseDigitalTenThousand", JAPANESE_DIGITAL_TEN_THOUSAND)                                 \
    X("lowerLetter", LOWER_LETTER)                                                                 \
    X("lowerRoman", LOWER_ROMAN)                                                                   \
    X("none", NONE)                                                                                \
    X("taiwaneseCounting", TAIWANESE_COUNTING)                                                     \
    X("taiwaneseCountingThousand", TAIWANESE_COUNTING_THOUSAND)                                    \
    X("taiwaneseDigital", TAIWANESE_DIGITAL)                                                       \
    X("upperLetter", UPPER_LETTER)                                                                 \
    X("upperRoman", UPPER_ROMAN)

enum number_format {
#define X(name, format) NUMBER_FORMAT_##format,
    NUMBER_FORMATS(X)
#undef X
        NUMBER_FORMAT__MAX
};

/* The format of an XML name; unknown ones are decimal. */
enum number_format number_format_of(struct str name);

/* Append n (>= 0) as the format prints it; nothing for none and bullet. */
void number_format_add(struct buf *out, enum number_format format, int32_t n);
