/*
 * test_lang.c — which of --lang and four variables decides, and reading --lang ahead.
 */
#include "cli/lang.h"

#include "testmain.h"

static void test_lang_choose__order(void **state)
{
    (void)state;
    static const struct {
        const char *name, *option;
        const char *values[LANG_VARIABLES]; /* DUBAN_LANG, LC_ALL, LC_MESSAGES, LANG */
        enum lang want;
    } cases[] = {
        {"nothing set", NULL, {NULL, NULL, NULL, NULL}, LANG_EN},
        {"LANG", NULL, {NULL, NULL, NULL, "zh_CN.UTF-8"}, LANG_ZH},
        {"LC_MESSAGES before LANG", NULL, {NULL, NULL, "en_US.UTF-8", "zh_CN.UTF-8"}, LANG_EN},
        {"LC_ALL before LC_MESSAGES", NULL, {NULL, "zh_CN", "en_US.UTF-8", "C"}, LANG_ZH},
        {"DUBAN_LANG before LC_ALL", NULL, {"en", "zh_CN.UTF-8", "zh", "zh"}, LANG_EN},
        {"--lang before all", "zh", {"en", "en", "en", "en"}, LANG_ZH},
        {"--lang en", "en", {"zh", "zh", "zh", "zh"}, LANG_EN},
        {"an empty variable is not set", NULL, {"", "", "", "zh"}, LANG_ZH},
        {"C decides too", NULL, {NULL, "C", NULL, "zh_CN.UTF-8"}, LANG_EN},
        {"C.UTF-8", NULL, {NULL, NULL, NULL, "C.UTF-8"}, LANG_EN},
        {"traditional script is Chinese", NULL, {NULL, NULL, NULL, "zh_TW.UTF-8"}, LANG_ZH},
        {"another language", NULL, {NULL, NULL, NULL, "de_DE.UTF-8"}, LANG_EN},
        {"a name in capitals is none of ours", NULL, {NULL, NULL, NULL, "ZH"}, LANG_EN},
        {"short", NULL, {NULL, NULL, NULL, "z"}, LANG_EN},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_INT(cases[i].name, lang_choose(cases[i].option, cases[i].values), cases[i].want);
}

static void test_lang_option__places(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *argv[6];
        const char *want;
    } cases[] = {
        {"none", {"duban", "init"}, NULL},
        {"before", {"duban", "--lang", "zh", "init"}, "zh"},
        {"behind", {"duban", "init", "--lang=zh"}, "zh"},
        {"the last one counts", {"duban", "--lang=zh", "init", "--lang", "en"}, "en"},
        {"behind -- it is a name", {"duban", "plan", "--", "--lang=zh"}, NULL},
        {"without a value", {"duban", "--lang"}, NULL},
        {"empty", {"duban", "--lang="}, ""},
        {"the program's name", {"--lang=zh"}, NULL},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char *argv[7] = {NULL};
        int argc = 0;
        for (; argc < 6 && cases[i].argv[argc] != NULL; argc++)
            argv[argc] = strdup(cases[i].argv[argc]);
        CHECK_STR(cases[i].name, str_of(lang_option(argc, argv)),
                  cases[i].want == NULL ? "" : cases[i].want);
        CHECK(cases[i].name, (lang_option(argc, argv) == NULL) == (cases[i].want == NULL));
        for (int k = 0; k < argc; k++)
            free(argv[k]);
    }
}

TEST_MAIN(cmocka_unit_test(test_lang_choose__order), cmocka_unit_test(test_lang_option__places))
