/*
 * test_credit_code.c — GB 32100 codes.
 */
#include "core/record/credit_code.h"

#include "testmain.h"

static void test_credit_code_read__cases(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
        enum err_code want;
        const char *kept;
    } cases[] = {
        {"the standard's shape", "91350100M000100Y43", ERR_OK, "91350100M000100Y43"},
        {"small letters", "91350100m000100y43", ERR_OK, "91350100M000100Y43"},
        {"blanks around", " 91350100M000100Y43\t", ERR_OK, "91350100M000100Y43"},
        {"another check character", "91350100M000100Y44", ERR_RECORD_CREDIT_CHECK, NULL},
        {"two swapped", "91350100M000100Y34", ERR_RECORD_CREDIT_CHECK, NULL},
        {"the letter O", "9135010OM000100Y43", ERR_RECORD_CREDIT_SHAPE, NULL},
        {"the letter Z last", "91350100M000100Y4Z", ERR_RECORD_CREDIT_SHAPE, NULL},
        {"17 characters", "91350100M000100Y4", ERR_RECORD_CREDIT_SHAPE, NULL},
        {"a registration number of 15 digits", "320482000012345", ERR_RECORD_CREDIT_SHAPE, NULL},
        {"Chinese", "统一社会信用", ERR_RECORD_CREDIT_SHAPE, NULL},
        {"nothing", "", ERR_RECORD_CREDIT_SHAPE, NULL},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct credit_code code = {0};
        struct err e = {0};
        CHECK_ERR(cases[i].name, credit_code_read(str_of(cases[i].text), &code, &e), cases[i].want);
        if (cases[i].want == ERR_OK)
            CHECK(cases[i].name, strcmp(code.text, cases[i].kept) == 0);
    }
}

/* Details are shown to readers of either language. */
static void test_credit_code_read__details(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *want;
    } cases[] = {
        {"17 characters", "91350100M000100Y4", "17 ≠ 18"},
        {"the letter O", "9135010OM000100Y43", "№ 8"},
        {"a Chinese letter", "91350100M000100Y四3", "№ 17"},
        {"six characters of three bytes", "统一社会信用", "6 ≠ 18"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct credit_code code;
        struct err e = {0};
        CHECK(cases[i].name, credit_code_read(str_of(cases[i].text), &code, &e) != ERR_OK);
        CHECK_STR(cases[i].name, str_of(e.detail), cases[i].want);
    }
}

static void test_credit_code_read__every_single_mistake_is_found(void **state)
{
    (void)state;
    static const char right[] = "91350100M000100Y43";
    static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    for (size_t at = 0; at < CREDIT_CODE_CHARS; at++) {
        for (const char *c = alphabet; *c != '\0'; c++) {
            char wrong[sizeof(right)];
            memcpy(wrong, right, sizeof(right));
            wrong[at] = *c;
            struct credit_code code;
            struct str text = {wrong, CREDIT_CODE_CHARS};
            assert_int_equal(credit_code_read(text, &code, NULL) == ERR_OK, *c == right[at]);
        }
    }
}

TEST_MAIN(cmocka_unit_test(test_credit_code_read__details),
          cmocka_unit_test(test_credit_code_read__cases),
          cmocka_unit_test(test_credit_code_read__every_single_mistake_is_found))
