/*
 * test_number_format.c — what each format prints at its boundaries.
 */
#include "testmain.h"

#include "source/doc/number_format.h"

/* The numbers at which some format changes its ways. */
static const int32_t NUMBERS[] = {1,  9,   10,  11,  12,  13,  19,  20,   21,   26,  27,
                                  99, 100, 101, 110, 111, 520, 999, 1000, 1001, 1010};

static const struct {
    const char *name;
    const char *want[ARRAY_LEN(NUMBERS)];
} CASES[] = {
    {"decimal", {"1",  "9",   "10",  "11",  "12",  "13",  "19",  "20",   "21",   "26",  "27",
                 "99", "100", "101", "110", "111", "520", "999", "1000", "1001", "1010"}},
    {"decimalZero", {"01", "09",  "10",  "11",  "12",  "13",  "19",  "20",   "21",   "26",  "27",
                     "99", "100", "101", "110", "111", "520", "999", "1000", "1001", "1010"}},
    {"chineseCountingThousand",
     {"一",       "九",         "十",       "十一",       "十二",   "十三",     "十九",
      "二十",     "二十一",     "二十六",   "二十七",     "九十九", "一百",     "一百零一",
      "一百一十", "一百一十一", "五百二十", "九百九十九", "一千",   "一千零一", "一千零一十"}},
    {"chineseCounting", {"一",    "九",     "十",     "十一",   "十二",   "十三",   "十九",
                         "二十",  "二十一", "二十六", "二十七", "九十九", "一○○",   "一○一",
                         "一一○", "一一一", "五二○",  "九九九", "一○○○",  "一○○一", "一○一○"}},
    {"taiwaneseCounting", {"一",    "九",     "十",     "十一",   "十二",   "十三",   "十九",
                           "二十",  "二十一", "二十六", "二十七", "九十九", "一○○",   "一○一",
                           "一一○", "一一一", "五二○",  "九九九", "一○○○",  "一○○一", "一○一○"}},
    {"taiwaneseCountingThousand",
     {"一",       "九",         "十",       "十一",       "十二",   "十三",     "十九",
      "二十",     "二十一",     "二十六",   "二十七",     "九十九", "一百",     "一百零一",
      "一百一十", "一百一十一", "五百二十", "九百九十九", "一千",   "一千零一", "一千零一十"}},
    {"japaneseCounting", {"一",   "九",     "十",       "十一",       "十二",   "十三", "十九",
                          "二十", "二十一", "二十六",   "二十七",     "九十九", "百",   "百一",
                          "百十", "百十一", "五百二十", "九百九十九", "千",     "千一", "千十"}},
    {"chineseLegalSimplified",
     {"壹",       "玖",         "壹拾",     "壹拾壹",     "壹拾贰", "壹拾叁",   "壹拾玖",
      "贰拾",     "贰拾壹",     "贰拾陆",   "贰拾柒",     "玖拾玖", "壹佰",     "壹佰零壹",
      "壹佰壹拾", "壹佰壹拾壹", "伍佰贰拾", "玖佰玖拾玖", "壹仟",   "壹仟零壹", "壹仟零壹拾"}},
    {"ideographLegalTraditional",
     {"壹",       "玖",         "壹拾",     "壹拾壹",     "壹拾貳", "壹拾參",   "壹拾玖",
      "貳拾",     "貳拾壹",     "貳拾陸",   "貳拾柒",     "玖拾玖", "壹佰",     "壹佰零壹",
      "壹佰壹拾", "壹佰壹拾壹", "伍佰貳拾", "玖佰玖拾玖", "壹仟",   "壹仟零壹", "壹仟零壹拾"}},
    {"ideographDigital",
     {"一",     "九",     "一〇",   "一一",   "一二",     "一三",     "一九",
      "二〇",   "二一",   "二六",   "二七",   "九九",     "一〇〇",   "一〇一",
      "一一〇", "一一一", "五二〇", "九九九", "一〇〇〇", "一〇〇一", "一〇一〇"}},
    {"japaneseDigitalTenThousand",
     {"一",     "九",     "一〇",   "一一",   "一二",     "一三",     "一九",
      "二〇",   "二一",   "二六",   "二七",   "九九",     "一〇〇",   "一〇一",
      "一一〇", "一一一", "五二〇", "九九九", "一〇〇〇", "一〇〇一", "一〇一〇"}},
    {"taiwaneseDigital", {"一",    "九",     "一○",   "一一",   "一二",  "一三",   "一九",
                          "二○",   "二一",   "二六",  "二七",   "九九",  "一○○",   "一○一",
                          "一一○", "一一一", "五二○", "九九九", "一○○○", "一○○一", "一○一○"}},
    {"decimalFullWidth",
     {"１",     "９",     "１０",   "１１",   "１２",     "１３",     "１９",
      "２０",   "２１",   "２６",   "２７",   "９９",     "１００",   "１０１",
      "１１０", "１１１", "５２０", "９９９", "１０００", "１００１", "１０１０"}},
    {"decimalFullWidth2",
     {"１",     "９",     "１０",   "１１",   "１２",     "１３",     "１９",
      "２０",   "２１",   "２６",   "２７",   "９９",     "１００",   "１０１",
      "１１０", "１１１", "５２０", "９９９", "１０００", "１００１", "１０１０"}},
    {"decimalEnclosedCircle",
     {"①",  "⑨",   "⑩",   "⑪",   "⑫",   "⑬",   "⑲",   "⑳",    "21",   "26",  "27",
      "99", "100", "101", "110", "111", "520", "999", "1000", "1001", "1010"}},
    {"decimalEnclosedCircleChinese",
     {"①",  "⑨",   "⑩",   "⑪",   "⑫",   "⑬",   "⑲",   "⑳",    "21",   "26",  "27",
      "99", "100", "101", "110", "111", "520", "999", "1000", "1001", "1010"}},
    {"decimalEnclosedParen",
     {"⑴",  "⑼",   "⑽",   "⑾",   "⑿",   "⒀",   "⒆",   "⒇",    "21",   "26",  "27",
      "99", "100", "101", "110", "111", "520", "999", "1000", "1001", "1010"}},
    {"decimalEnclosedFullstop",
     {"⒈",  "⒐",   "⒑",   "⒒",   "⒓",   "⒔",   "⒚",   "⒛",    "21",   "26",  "27",
      "99", "100", "101", "110", "111", "520", "999", "1000", "1001", "1010"}},
    {"ideographEnclosedCircle",
     {"㈠", "㈨",  "㈩",  "11",  "12",  "13",  "19",  "20",   "21",   "26",  "27",
      "99", "100", "101", "110", "111", "520", "999", "1000", "1001", "1010"}},
    {"ideographTraditional",
     {"甲", "壬",  "癸",  "11",  "12",  "13",  "19",  "20",   "21",   "26",  "27",
      "99", "100", "101", "110", "111", "520", "999", "1000", "1001", "1010"}},
    {"ideographZodiac",
     {"子", "申",  "酉",  "戌",  "亥",  "13",  "19",  "20",   "21",   "26",  "27",
      "99", "100", "101", "110", "111", "520", "999", "1000", "1001", "1010"}},
    {"lowerRoman", {"i",    "ix", "x",  "xi", "xii", "xiii", "xix",    "xx", "xxi", "xxvi", "xxvii",
                    "xcix", "c",  "ci", "cx", "cxi", "dxx",  "cmxcix", "m",  "mi",  "mx"}},
    {"upperRoman", {"I",    "IX", "X",  "XI", "XII", "XIII", "XIX",    "XX", "XXI", "XXVI", "XXVII",
                    "XCIX", "C",  "CI", "CX", "CXI", "DXX",  "CMXCIX", "M",  "MI",  "MX"}},
    {"bullet",
     {"", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", ""}},
    {"none", {"", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", ""}},
    {"ordinal", {"1",  "9",   "10",  "11",  "12",  "13",  "19",  "20",   "21",   "26",  "27",
                 "99", "100", "101", "110", "111", "520", "999", "1000", "1001", "1010"}},
};

static struct str printed(struct buf *out, const char *format, int32_t n)
{
    buf_clear(out);
    number_format_add(out, number_format_of(str_of(format)), n);
    return buf_str(out);
}

static void test_number_format_add__each_format_at_boundaries(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, 1000);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++)
        for (size_t k = 0; k < ARRAY_LEN(NUMBERS); k++) {
            char name[64];
            (void)snprintf(name, sizeof(name), "%s %d", CASES[i].name, NUMBERS[k]);
            CHECK_STR(name, printed(&out, CASES[i].name, NUMBERS[k]), CASES[i].want[k]);
        }
    buf_release(&out);
}

static void test_number_format_add__beyond_the_usual(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int32_t n;
        const char *want;
    } cases[] = {
        {"decimal", 0, "0"},
        {"decimal", INT32_MAX, "2147483647"},
        {"chineseCountingThousand", 0, "零"},
        {"chineseCountingThousand", 10000, "一万"},
        {"chineseCountingThousand", 10001, "一万零一"},
        {"chineseCountingThousand", 10010, "一万零一十"},
        {"chineseCountingThousand", 11000, "一万一千"},
        {"chineseCountingThousand", 20500, "二万零五百"},
        {"chineseCountingThousand", 100000, "十万"},
        {"chineseCountingThousand", 120345, "十二万零三百四十五"},
        {"chineseCountingThousand", 10000000, "一千万"},
        {"chineseCountingThousand", 99999999, "九千九百九十九万九千九百九十九"},
        {"chineseCountingThousand", 100000000, "100000000"},
        {"taiwaneseCountingThousand", 10010, "一萬零一十"},
        {"chineseLegalSimplified", 10203, "壹万零贰佰零叁"},
        {"japaneseCounting", 0, "〇"},
        {"japaneseCounting", 10110, "一万百十"},
        {"chineseCounting", 0, "○"},
        {"decimalEnclosedCircle", 0, "0"},
        {"ideographTraditional", 0, "0"},
        {"lowerLetter", 0, "0"},
        {"lowerLetter", 1, "a"},
        {"lowerLetter", 26, "z"},
        {"lowerLetter", 27, "aa"},
        {"lowerLetter", 28, "bb"},
        {"lowerLetter", 53, "aaa"},
        {"upperLetter", 52, "ZZ"},
        {"upperLetter", 780, "ZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZ"},
        {"upperLetter", 781, "781"},
        {"upperRoman", 0, "0"},
        {"upperRoman", 1994, "MCMXCIV"},
        {"upperRoman", 32768, "32768"},
        {"no such format", 12, "12"},
        {"", 12, "12"},
    };
    struct buf out;
    buf_init(&out, 1000);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_STR(cases[i].name, printed(&out, cases[i].name, cases[i].n), cases[i].want);
    buf_release(&out);
}

TEST_MAIN(cmocka_unit_test(test_number_format_add__each_format_at_boundaries),
          cmocka_unit_test(test_number_format_add__beyond_the_usual))
