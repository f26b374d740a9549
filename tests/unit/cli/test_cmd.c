/*
 * test_cmd.c — finding commands, groups and what somebody may have meant.
 */
#include "cli/cmd.h"

#include "testmain.h"

static void test_cmd_find__names(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool command, group;
    } cases[] = {
        {"init", true, false},
        {"plan import", true, false},
        {"ledger list", true, false},
        {"ledger show", true, false},
        {"audit verify", true, false},
        {"plan", false, true},
        {"ledger", false, true},
        {"audit", false, true},
        {"", false, true},
        {"pla", false, false},
        {"plan ", false, false},
        {"plan imp", false, false},
        {"plan import x", false, false},
        {"import", false, false},
        {"PLAN", false, false},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct str name = str_of(cases[i].name);
        CHECK_INT(cases[i].name, cmd_find(name) != NULL, cases[i].command);
        CHECK_INT(cases[i].name, cmd_is_group(name), cases[i].group);
    }
}

static void test_cmd_nearest__words(void **state)
{
    (void)state;
    static const struct {
        const char *name, *group, *word, *want;
    } cases[] = {
        {"first word", "", "plna", "plan"},
        {"second word", "plan", "imprt", "plan import"},
        {"second word alone", "", "import", "plan import"},
        {"second word of another group", "plan", "submit", "rectify submit"},
        {"beginning", "", "led", "ledger"},
        {"one of two in a group", "ledger", "shw", "ledger show"},
        {"the other one", "ledger", "lst", "ledger list"},
        {"nothing near", "", "frobnicate", ""},
        {"empty", "", "", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_STR(cases[i].name, cmd_nearest(str_of(cases[i].group), str_of(cases[i].word)),
                  cases[i].want);
}

/* Every row is whole: a parser, a summary, no help that nobody could call. */
static void test_cmd_table__rows(void **state)
{
    (void)state;
    size_t n;
    const struct cmd *const *table = cmd_table(&n);
    CHECK("there are commands", n > 0);
    for (size_t i = 0; i < n; i++) {
        CHECK(table[i]->name, table[i]->summary[0] != '\0');
        CHECK(table[i]->name, table[i]->argp->parser != NULL || table[i]->argp->options == NULL);
        CHECK(table[i]->name, table[i]->argp->doc != NULL);
        CHECK(table[i]->name, table[i]->argp->argp_domain != NULL);
        CHECK(table[i]->name, !cmd_is_group(str_of(table[i]->name)));
        CHECK(table[i]->name, cmd_find(str_of(table[i]->name)) == table[i]);
    }
}

TEST_MAIN(cmocka_unit_test(test_cmd_find__names), cmocka_unit_test(test_cmd_nearest__words),
          cmocka_unit_test(test_cmd_table__rows))
