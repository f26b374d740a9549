/*
 * test_number_kind.c — which formats show days and times.
 */
#include "testmain.h"

#include "source/sheet/number_kind.h"

static const char LETTERS[] = "ndmte"; /* number, date, datetime, time, elapsed */

static void test_number_kind_of__codes(void **state)
{
    (void)state;
    static const struct {
        const char *code;
        char want;
    } cases[] = {
        {"General", 'n'},
        {"G/通用格式", 'n'},
        {"0.00", 'n'},
        {"#,##0.00_);[Red]\\(#,##0.00\\)", 'n'},
        {"0.00E+00", 'n'},
        {"##0.0e-0", 'n'},
        {"@", 'n'},
        {"0%", 'n'},
        {"", 'n'},
        {"\"day\"0", 'n'},
        {"\\d0", 'n'},
        {"_d0", 'n'},
        {"*y0", 'n'},
        {"[Red]0", 'n'},
        {"[DBNum1][$-804]General", 'n'},
        {"[>=100]0;0.0", 'n'},
        {"0;yyyy", 'n'},
        {"\"人\"0", 'n'},
        {"yyyy-mm-dd", 'd'},
        {"yyyy/m/d;@", 'd'},
        {"YYYY-MM-DD", 'd'},
        {"m/d/yy", 'd'},
        {"yyyy\"年\"m\"月\"d\"日\"", 'd'},
        {"yyyy年m月d日", 'd'},
        {"[$-804]yyyy\"年\"m\"月\"d\"日\"", 'd'},
        {"[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", 'd'},
        {"m\"月\"d\"日\"", 'd'},
        {"yyyy\"年\"m\"月\"", 'd'},
        {"mmm-yy", 'd'},
        {"mmmm", 'd'},
        {"aaaa", 'd'},
        {"[$-804]aaa;@", 'd'},
        {"dddd", 'd'},
        {"e\"年\"", 'd'},
        {"yyyy-mm-dd hh:mm:ss", 'm'},
        {"yyyy/m/d h:mm;@", 'm'},
        {"[$-F400]h:mm:ss AM/PM", 't'},
        {"yyyy\"年\"m\"月\"d\"日\"\\ h\"时\"mm\"分\"", 'm'},
        {"m/d h:mm", 'm'},
        {"h:mm", 't'},
        {"hh:mm:ss.000", 't'},
        {"mm:ss", 't'},
        {"mm:ss.0", 't'},
        {"上午/下午h\"时\"mm\"分\"", 't'},
        {"h AM/PM", 't'},
        {"h:mm A/P", 't'},
        {"[h]:mm:ss", 'e'},
        {"[hh]:mm", 'e'},
        {"[mm]:ss", 'e'},
        {"[ss]", 'e'},
        {"\"open", 'n'},
        {"[open", 'n'},
        {"\\", 'n'},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_INT(cases[i].code, LETTERS[number_kind_of(str_of(cases[i].code))], cases[i].want);
}

static void test_number_kind_builtin__ids(void **state)
{
    (void)state;
    static const struct {
        int32_t from, to;
        char want;
    } cases[] = {
        {0, 13, 'n'},  {14, 17, 'd'}, {18, 21, 't'}, {22, 22, 'm'}, {23, 26, 'n'},  {27, 31, 'd'},
        {32, 35, 't'}, {36, 36, 'd'}, {37, 44, 'n'}, {45, 45, 't'}, {46, 46, 'e'},  {47, 47, 't'},
        {48, 49, 'n'}, {50, 54, 'd'}, {55, 56, 't'}, {57, 58, 'd'}, {59, 200, 'n'},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        for (int32_t id = cases[i].from; id <= cases[i].to; id++) {
            char name[16];
            (void)snprintf(name, sizeof(name), "format %d", id);
            CHECK_INT(name, LETTERS[number_kind_builtin(id)], cases[i].want);
        }
    }
    assert_int_equal(number_kind_builtin(-1), NUMBER_KIND_NUMBER);
}

TEST_MAIN(cmocka_unit_test(test_number_kind_of__codes),
          cmocka_unit_test(test_number_kind_builtin__ids))
