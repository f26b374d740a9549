/*
 * test_todo_list.c — which obligations are asked about, their order, and how one is written.
 */
#include "app/todo_list.h"

#include "base/arena.h"
#include "testmain.h"

static const struct rule RULES[] = {
    {.id = {"a.person", 8}, .target = RULE_FOR_SUBJECT},
    {.id = {"a.unit", 6}, .target = RULE_FOR_UNIT},
};
static const struct catalog CATALOG = {.id = {"new", 3}, .rules = RULES, .n_rules = 2};
static const struct rule OLD_RULES[] = {
    {.id = {"a.person", 8}, .target = RULE_FOR_SUBJECT},
    {.id = {"a.gone", 6}, .target = RULE_FOR_RECORD},
};
static const struct catalog OLD = {.id = {"old", 3}, .rules = OLD_RULES, .n_rules = 2};
static const struct app_catalog_version VERSIONS[] = {{.catalog = &OLD}, {.catalog = &CATALOG}};
static const struct app_catalogs CATALOGS = {.p = VERSIONS, .n = 2};

static struct arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, (size_t)1 << 20);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

/* ---- as text ------------------------------------------------------------------------------- */

static void test_todo_key_read__forms(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum err_code code;
        const char *rule;
        int64_t about;
        const char *unit, *period;
    } cases[] = {
        {"a.person/R12/2017-03", ERR_OK, "a.person", 12, "", "2017-03"},
        {"a.unit/yz/2017-W14", ERR_OK, "a.unit", 0, "yz", "2017-W14"},
        {"a.unit/R12/once", ERR_OK, "a.unit", 0, "R12", "once"}, /* a unit may be called that */
        {"a.unit/R012/once", ERR_OK, "a.unit", 0, "R012", "once"},
        {"a.unit/east/west/once", ERR_OK, "a.unit", 0, "east/west", "once"},
        {"nobody.knows/R7/once", ERR_OK, "nobody.knows", 7, "", "once"},
        {"nobody.knows/R0/once", ERR_OK, "nobody.knows", 0, "R0", "once"},
        {"nobody.knows/Rx/once", ERR_OK, "nobody.knows", 0, "Rx", "once"},
        {"", ERR_OBLIGATION_KEY, NULL, 0, NULL, NULL},
        {"a.person", ERR_OBLIGATION_KEY, NULL, 0, NULL, NULL},
        {"a.person/R12", ERR_OBLIGATION_KEY, NULL, 0, NULL, NULL},
        {"a.person//2017-03", ERR_OBLIGATION_KEY, NULL, 0, NULL, NULL},
        {"a.person/R12/", ERR_OBLIGATION_KEY, NULL, 0, NULL, NULL},
        {"/R12/2017-03", ERR_OBLIGATION_KEY, NULL, 0, NULL, NULL},
        {"//", ERR_OBLIGATION_KEY, NULL, 0, NULL, NULL},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct obligation_key key = {.about = -1};
        const char *name = cases[i].text;
        CHECK_ERR(name, todo_key_read(&CATALOGS, str_of(name), &key, NULL), cases[i].code);
        if (cases[i].code != ERR_OK) {
            CHECK_INT(name, key.about, -1);
            continue;
        }
        CHECK_STR(name, key.rule, cases[i].rule);
        CHECK_INT(name, key.about, cases[i].about);
        CHECK_STR(name, key.unit, cases[i].unit);
        CHECK_STR(name, key.period, cases[i].period);
    }
}

static void test_todo_place_text__reads_back(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum err_code code;
    } cases[] = {
        {"2017-03-31/a.person/R12/2017-03", ERR_OK},
        {"0001-01-01/a.unit/城 西/once", ERR_OK},
        {"2017-02-29/a.person/R12/2017-03", ERR_OBLIGATION_KEY},
        {"2017-03-31", ERR_OBLIGATION_KEY},
        {"2017-03-31/a.person/R12", ERR_OBLIGATION_KEY},
        {"a.person/R12/2017-03", ERR_OBLIGATION_KEY},
        {"", ERR_OBLIGATION_KEY},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct todo_place place;
        const char *name = cases[i].text;
        CHECK_ERR(name, todo_place_read(&CATALOGS, str_of(name), &place, NULL), cases[i].code);
        if (cases[i].code == ERR_OK)
            CHECK_STR(name, todo_place_text(&arena, &place), name);
    }
}

static void test_todo_rule__of_its_own_catalog(void **state)
{
    (void)state;
    static const struct {
        const char *name, *catalog, *rule;
        const struct rule *want;
    } cases[] = {
        {"in the catalog named", "old", "a.person", &OLD_RULES[0]},
        {"in the other one", "new", "a.person", &RULES[0]},
        {"no catalog named: the last", "", "a.person", &RULES[0]},
        {"not there any more", "new", "a.gone", &OLD_RULES[1]},
        {"nowhere", "new", "a.nothing", NULL},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK(cases[i].name, todo_rule(&CATALOGS, str_of(cases[i].catalog),
                                       str_of(cases[i].rule)) == cases[i].want);
}

/* ---- asking ---------------------------------------------------------------------------------- */

static struct stored_obligation row(const char *rule, int64_t about, const char *owner, int32_t due,
                                    enum obligation_state state)
{
    return (struct stored_obligation){
        .key = {.rule = str_of(rule), .about = about, .period = STR("once")},
        .owner = str_of(owner),
        .due = {due},
        .state = state};
}

enum { ROWS = 6, STATES_ALL = (1 << OBLIGATION_STATE__MAX) - 1 };

static void rows_make(struct stored_obligation rows[ROWS])
{
    rows[0] = row("b", 2, "east", 20, OBLIGATION_OPEN);
    rows[1] = row("a", 2, "west", 20, OBLIGATION_MET);
    rows[2] = row("a", 1, "west", 20, OBLIGATION_OPEN);
    rows[3] = row("c", 3, "", 10, OBLIGATION_MISSED);
    rows[4] = row("a", 4, "east", 30, OBLIGATION_LATE);
    rows[5] = row("b", 1, "east", 10, OBLIGATION_EXCUSED);
}

/* The numbers that rows are about, in their order: "1 3 2". */
static struct str abouts_of(const struct stored_obligation *rows, size_t n)
{
    struct str s = STR("");
    for (size_t i = 0; i < n; i++)
        s = str_format(&arena, "%" STR_FMT "%s%s%lld", STR_ARG(s), i > 0 ? " " : "",
                       i > 0 && rows[i - 1].due.days != rows[i].due.days ? "| " : "",
                       (long long)rows[i].key.about);
    return s;
}

static void test_todo_select__asked_and_ordered(void **state)
{
    (void)state;
    static const int64_t abouts[] = {1, 2};
    struct map east;
    map_init(&east, &arena);
    map_put(&east, STR("east"), 1);
    const struct {
        const char *name;
        struct todo_filter filter;
        const char *want;
        int64_t open, met;
    } cases[] = {
        {"all", {.states = STATES_ALL}, "1 3 | 1 2 2 | 4", 2, 1},
        {"no state", {.states = 0}, "", 2, 1},
        {"open", {.states = 1U << OBLIGATION_OPEN}, "1 2", 2, 1},
        {"a rule", {.states = STATES_ALL, .rule = {"a", 1}}, "1 2 | 4", 1, 1},
        {"an owner", {.states = STATES_ALL, .owners = &east}, "1 | 2 | 4", 1, 0},
        {"of two", {.states = STATES_ALL, .abouts = abouts, .n_abouts = 2}, "1 | 1 2 2", 2, 1},
        {"of none", {.states = STATES_ALL, .abouts = abouts, .n_abouts = 0}, "", 0, 0},
        {"from", {.states = STATES_ALL, .has_from = true, .from = {20}}, "1 2 2 | 4", 2, 1},
        {"from, a day later", {.states = STATES_ALL, .has_from = true, .from = {21}}, "4", 0, 0},
        {"to", {.states = STATES_ALL, .has_to = true, .to = {20}}, "1 3 | 1 2 2", 2, 1},
        {"to, a day before", {.states = STATES_ALL, .has_to = true, .to = {19}}, "1 3", 0, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct stored_obligation rows[ROWS];
        int64_t counts[OBLIGATION_STATE__MAX];
        rows_make(rows);
        todo_count(&cases[i].filter, rows, ROWS, counts);
        CHECK_INT(cases[i].name, counts[OBLIGATION_OPEN], cases[i].open);
        CHECK_INT(cases[i].name, counts[OBLIGATION_MET], cases[i].met);
        size_t n = todo_select(&cases[i].filter, rows, ROWS);
        CHECK_STR(cases[i].name, abouts_of(rows, n), cases[i].want);
    }
}

static void test_todo_behind__places(void **state)
{
    (void)state;
    static const struct todo_filter all = {.states = STATES_ALL};
    static const struct {
        const char *place;
        size_t want;
    } cases[] = {
        {"1970-01-01/a/R1/once", 0},    /* before all */
        {"1970-01-11/b/R1/once", 1},    /* the first one itself */
        {"1970-01-11/b/R9/once", 1},    /* between two */
        {"1970-01-21/a/R2/once", 4},    /* one in the middle */
        {"1970-01-21/a/R2/oncf", 4},    /* what is not there any more */
        {"1970-01-31/a/R4/once", ROWS}, /* the last one */
        {"1970-02-28/z/R4/once", ROWS}, /* behind all */
    };
    struct stored_obligation rows[ROWS];
    rows_make(rows);
    size_t n = todo_select(&all, rows, ROWS);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct todo_place place;
        CHECK_ERR(cases[i].place, todo_place_read(&CATALOGS, str_of(cases[i].place), &place, NULL),
                  ERR_OK);
        CHECK_INT(cases[i].place, todo_behind(rows, n, &place), cases[i].want);
    }
}

TEST_MAIN(cmocka_unit_test_setup_teardown(test_todo_key_read__forms, set_up, tear_down),
          cmocka_unit_test_setup_teardown(test_todo_place_text__reads_back, set_up, tear_down),
          cmocka_unit_test_setup_teardown(test_todo_rule__of_its_own_catalog, set_up, tear_down),
          cmocka_unit_test_setup_teardown(test_todo_select__asked_and_ordered, set_up, tear_down),
          cmocka_unit_test_setup_teardown(test_todo_behind__places, set_up, tear_down))
