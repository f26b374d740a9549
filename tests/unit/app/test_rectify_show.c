/*
 * test_rectify_show.c — the list: its filters, what is overdue, and how it was on a day.
 */
#include "app/rectify_show.h"

#include "testmain.h"

#include "place.h"

#define PLAN                                                                                                                     \
    "某某区司法局2025年度考评整改方案\n某司发〔2026〕3号\n一、公共法律服务\n（一）法律援助\n" \
    "1．受理时效（应得10分，实得8分）：失分原因：录入不及时。整改措施：当日录入。\n"         \
    "2．经费保障（应得5分，实得4分）：失分原因：其他。整改措施：按月核对。\n"                   \
    "3．质量评查（应得6分，实得6分）：失分原因：无。整改措施：继续保持。\n"                      \
    "4．便民服务（应得2分，实得1分）：失分原因：公示晚。整改措施：当日公示。\n"
#define PLAN_LESS                                                                                                                \
    "某某区司法局2025年度考评整改方案\n某司发〔2026〕3号\n一、公共法律服务\n（一）法律援助\n" \
    "1．经费保障（应得5分，实得4分）：失分原因：其他。整改措施：按月核对。\n"

#define DAY_MS (INT64_C(24) * 3600 * 1000)

/* Assign deduction `id` to `owner` until `days` after the day of `p`. */
static void assign(struct place *p, int64_t id, const char *owner, int32_t days)
{
    struct rectify_on on = {.deduction_id = id};
    struct rectify_card card;
    date today = clock_local_date(p->now);
    struct rectify_assignment to = {
        .owner = str_of(owner), .has_due = true, .due_on = {today.days + days}};
    CHECK_ERR(owner, app_rectify_assign(&p->a, &p->app, &on, &to, &card, &p->e), ERR_OK);
}

static void add_evidence(struct place *p, int64_t id)
{
    struct rectify_on on = {.deduction_id = id};
    struct rectify_card card;
    struct rectify_added *added;
    const char *path = place_write(p, "x");
    CHECK_ERR("evidence", app_rectify_evidence(&p->a, &p->app, &on, &path, 1, &added, &card, &p->e),
              ERR_OK);
}

static void test_app_rectify_list__filters(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool overdue;
        const char *owner;
        enum rectification_state state;
        const char *ids; /* in order */
        int32_t late;
    } CASES[] = {
        {"all that is assigned", false, "", RECTIFICATION_STATE__MAX, "1 2", 1},
        {"overdue", true, "", RECTIFICATION_STATE__MAX, "1", 1},
        {"of one person", false, "王芳", RECTIFICATION_STATE__MAX, "2", 0},
        {"of one person, otherwise written", false, "王　芳", RECTIFICATION_STATE__MAX, "2", 0},
        {"of nobody", false, "某人", RECTIFICATION_STATE__MAX, "", 0},
        {"in a state", false, "", RECTIFICATION_UNDER_WAY, "2", 0},
        {"in a state that none has", false, "", RECTIFICATION_CLOSED, "", 0},
        {"not assigned: lost points only", false, "", RECTIFICATION_NONE, "4", 0},
        {"all of it", true, "周敏", RECTIFICATION_PLANNED, "1", 1},
        {"that does not meet", true, "王芳", RECTIFICATION_STATE__MAX, "", 0},
    };
    struct place p;
    place_open_ready(&p);
    (void)place_import(&p, PLAN, 0);
    assign(&p, 1, "周敏", 2);
    assign(&p, 2, "王芳", 90);
    add_evidence(&p, 2);
    p.now.ms += 33 * DAY_MS;
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct rectify_filter filter = {
            .overdue = CASES[i].overdue, .owner = str_of(CASES[i].owner), .state = CASES[i].state};
        struct rectify_list l;
        struct str ids = STR_NONE;
        CHECK_ERR(CASES[i].name, app_rectify_list(&p.a, &p.app, &filter, &l, &p.e), ERR_OK);
        for (size_t k = 0; k < l.n; k++)
            ids = str_format(&p.a, "%" STR_FMT "%s%lld", STR_ARG(ids), k > 0 ? " " : "",
                             (long long)l.rows[k].entry.id);
        CHECK_STR(CASES[i].name, ids, CASES[i].ids);
        CHECK_INT(CASES[i].name, l.overdue, CASES[i].late);
        CHECK_INT(CASES[i].name, l.unassigned, 1);
        for (size_t k = 0; k < l.n; k++)
            CHECK_INT(CASES[i].name, l.rows[k].overdue, l.rows[k].entry.id == 1 ? 31 : 0);
    }
    place_close(&p);
}

/* On an earlier day, things stood as they did then; days are counted to it. */
static void test_app_rectify_list__as_of(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int32_t day; /* from the first */
        size_t n;
        int32_t unassigned;
        enum rectification_state state;
        int32_t overdue;
    } CASES[] = {
        {"the day before", -1, 0, 3, 0, 0},
        {"the day it was assigned", 0, 1, 2, RECTIFICATION_PLANNED, 0},
        {"the due date", 2, 1, 2, RECTIFICATION_PLANNED, 0},
        {"the day after", 3, 1, 2, RECTIFICATION_PLANNED, 1},
        {"the day of the evidence", 10, 1, 2, RECTIFICATION_UNDER_WAY, 8},
        {"a day to come", 500, 1, 2, RECTIFICATION_UNDER_WAY, 498},
    };
    struct place p;
    place_open_ready(&p);
    (void)place_import(&p, PLAN, 0);
    date first = clock_local_date(p.now);
    assign(&p, 1, "周敏", 2);
    p.now.ms += 10 * DAY_MS;
    add_evidence(&p, 1);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct rectify_filter filter = {.state = RECTIFICATION_STATE__MAX,
                                        .has_as_of = true,
                                        .as_of = {first.days + CASES[i].day}};
        struct rectify_list l;
        CHECK_ERR(CASES[i].name, app_rectify_list(&p.a, &p.app, &filter, &l, &p.e), ERR_OK);
        CHECK_INT(CASES[i].name, l.day.days, first.days + CASES[i].day);
        CHECK_INT(CASES[i].name, l.n, CASES[i].n);
        CHECK_INT(CASES[i].name, l.unassigned, CASES[i].unassigned);
        if (l.n == 0)
            continue;
        CHECK_INT(CASES[i].name, l.rows[0].r.state, CASES[i].state);
        CHECK_INT(CASES[i].name, l.rows[0].overdue, CASES[i].overdue);
    }
    place_close(&p);
}

/* A deduction that a correction took away stays in the list if something was done about it. */
static void test_app_rectify_list__withdrawn(void **state)
{
    (void)state;
    struct place p;
    struct rectify_list l;
    struct rectify_filter any = {.state = RECTIFICATION_STATE__MAX};
    place_open_ready(&p);
    (void)place_import(&p, PLAN, 0);
    assign(&p, 1, "周敏", 2);
    assign(&p, 2, "王芳", 2);
    (void)place_import(&p, PLAN_LESS, APP_ACCEPT_ANY);
    CHECK_ERR("list", app_rectify_list(&p.a, &p.app, &any, &l, &p.e), ERR_OK);
    CHECK_INT("both", l.n, 2);
    CHECK_INT("the ledger first", l.rows[0].entry.id, 2);
    CHECK_INT("then the withdrawn one", l.rows[1].entry.withdrawn, true);
    CHECK_STR("as it was worded", l.rows[1].entry.item.item, "受理时效");
    CHECK_INT("nothing else is to be assigned", l.unassigned, 0);
    place_close(&p);
}

TEST_MAIN(cmocka_unit_test(test_app_rectify_list__filters),
          cmocka_unit_test(test_app_rectify_list__as_of),
          cmocka_unit_test(test_app_rectify_list__withdrawn))
