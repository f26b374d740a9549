/*
 * test_ledger.c — what is listed and shown after imports and corrections.
 */
#include "app/ledger.h"

#include "testmain.h"

#include "place.h"

#define ITEM_1 "1．受理时效（应得10分，实得8分）：失分原因：录入晚。整改措施：当日录入。\n"
#define ITEM_2 "2．经费保障（应得5分，实得4分）：失分原因：到位晚。整改措施：按月核对。\n"
#define ITEM_3 "3．质量评查（应得6分，实得5.5分）：失分原因：一件不合格。整改措施：逐件评查。\n"
#define NEW_1  "1．便民服务（应得2分，实得1分）：失分原因：公示晚。整改措施：当日公示。\n"
#define HEAD_A                                                                                     \
    "某某区司法局2025年度考评整改方案\n某司发〔2026〕3号\n一、公共法律服务\n（一）法律援助\n"
#define HEAD_B "某某区司法局2024年度考评整改方案\n某司发〔2025〕9号\n一、基层基础\n（一）平台建设\n"
#define GROUP  "以上1条2项，整改责任科室：法律援助科、办公室\n"

static void test_app_ledger_list__filters(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct ledger_filter filter;
        size_t n;
        int64_t lost;
    } cases[] = {
        {"all", {0, 0, {NULL, 0}}, 3, 350},
        {"the first plan", {1, 0, {NULL, 0}}, 2, 300},
        {"the second plan", {2, 0, {NULL, 0}}, 1, 50},
        {"a year", {0, 2024, {NULL, 0}}, 1, 50},
        {"a year without plans", {0, 1999, {NULL, 0}}, 0, 0},
        {"year and plan that do not meet", {1, 2024, {NULL, 0}}, 0, 0},
        {"a department", {0, 0, {"办公室", 9}}, 2, 300},
        {"part of a name is not the name", {0, 0, {"办公", 6}}, 0, 0},
    };
    struct place p;
    place_open_ready(&p);
    (void)place_import(&p, HEAD_A ITEM_1 ITEM_2 GROUP, 0);
    (void)place_import(&p, HEAD_B ITEM_3, 0);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct ledger l;
        p.asked = 0;
        CHECK_ERR(cases[i].name, app_ledger_list(&p.a, &p.app, &cases[i].filter, &l, &p.e), ERR_OK);
        CHECK_INT(cases[i].name, l.n, cases[i].n);
        CHECK_INT(cases[i].name, l.sum.lost.v.centi, cases[i].lost);
        CHECK_INT(cases[i].name, l.sum.lost.from != PLAN_UNKNOWN, cases[i].n > 0);
        CHECK_INT(cases[i].name, l.no_plans, false);
        CHECK_INT("reading asks no clock", p.asked, 0);
    }
    struct ledger l;
    const struct ledger_filter unknown = {.plan_id = 3};
    CHECK_ERR("no such plan", app_ledger_list(&p.a, &p.app, &unknown, &l, &p.e),
              ERR_PLAN_NOT_FOUND);
    place_close(&p);
}

static void test_app_ledger_list__empty(void **state)
{
    (void)state;
    struct place p;
    struct ledger l;
    struct ledger_plan plan;
    struct ledger_deduction d;
    bool found = true;
    const struct ledger_filter any = {0};
    place_open_ready(&p);
    CHECK_ERR("list", app_ledger_list(&p.a, &p.app, &any, &l, &p.e), ERR_OK);
    CHECK_INT("entries", l.n, 0);
    CHECK_INT("no plans", l.no_plans, true);
    CHECK_ERR("latest", app_ledger_latest(&p.a, &p.app, &found, &plan, &p.e), ERR_OK);
    CHECK_INT("found", found, false);
    CHECK_ERR("by number", app_ledger_deduction(&p.a, &p.app, true, 1, &d, &p.e),
              ERR_DEDUCTION_NOT_FOUND);
    CHECK_ERR("by id", app_ledger_deduction(&p.a, &p.app, false, 1, &d, &p.e),
              ERR_DEDUCTION_NOT_FOUND);
    place_close(&p);
}

/* What came in last is shown, be it a new plan or the correction of an older one. */
static void test_app_ledger_latest__by_time(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
        int64_t plan;
        int32_t revision;
    } steps[] = {
        {"first", HEAD_A ITEM_1, 1, 1},
        {"an older year", HEAD_B ITEM_3, 2, 1},
        {"a correction of the first", HEAD_A ITEM_1 ITEM_2, 1, 2},
    };
    struct place p;
    place_open_ready(&p);
    for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
        struct ledger_plan plan;
        bool found;
        p.now.ms += 1000;
        (void)place_import(&p, steps[i].text, APP_ACCEPT_ANY);
        CHECK_ERR(steps[i].name, app_ledger_latest(&p.a, &p.app, &found, &plan, &p.e), ERR_OK);
        CHECK_INT(steps[i].name, found, true);
        CHECK_INT(steps[i].name, plan.id, steps[i].plan);
        CHECK_INT(steps[i].name, plan.revision.revision, steps[i].revision);
        CHECK_INT(steps[i].name, plan.latest, steps[i].revision);
        CHECK_INT(steps[i].name, plan.revision.imported_at.ms, p.now.ms);
        CHECK_STR(steps[i].name, plan.revision.actor, "tester");
        CHECK_STR(steps[i].name, plan.revision.file_name, "plan.txt");
    }
    place_close(&p);
}

/* Ids stay with their items when numbers move, and withdrawn ones can still be shown. */
static void test_app_ledger_deduction__through_revisions(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool by_no;
        int64_t number;
        enum err_code want;
        int64_t id;
        int32_t no, revision;
        bool withdrawn;
        size_t revisions;
    } cases[] = {
        {"the first id, now number 2", false, 1, ERR_OK, 1, 2, 2, false, 2},
        {"gone with the correction", false, 2, ERR_OK, 2, 2, 1, true, 1},
        {"new with the correction", false, 3, ERR_OK, 3, 1, 2, false, 1},
        {"number 1", true, 1, ERR_OK, 3, 1, 2, false, 1},
        {"number 2", true, 2, ERR_OK, 1, 2, 2, false, 2},
        {"no such number", true, 3, ERR_DEDUCTION_NOT_FOUND, 0, 0, 0, false, 0},
        {"no such id", false, 4, ERR_DEDUCTION_NOT_FOUND, 0, 0, 0, false, 0},
    };
    struct place p;
    place_open_ready(&p);
    (void)place_import(&p, HEAD_A ITEM_1 ITEM_2, 0);
    (void)place_import(&p,
                       HEAD_A NEW_1 "2"
                                    "．受理时效（应得10分，实得9分）：失分原因：录入晚。\n",
                       1);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct ledger_deduction d;
        CHECK_ERR(cases[i].name,
                  app_ledger_deduction(&p.a, &p.app, cases[i].by_no, cases[i].number, &d, &p.e),
                  cases[i].want);
        if (cases[i].want != ERR_OK)
            continue;
        CHECK_INT(cases[i].name, d.entry.id, cases[i].id);
        CHECK_INT(cases[i].name, d.entry.item.no, cases[i].no);
        CHECK_INT(cases[i].name, d.entry.revision, cases[i].revision);
        CHECK_INT(cases[i].name, d.entry.withdrawn, cases[i].withdrawn);
        CHECK_INT(cases[i].name, d.n_revisions, cases[i].revisions);
    }
    place_close(&p);
}

TEST_MAIN(cmocka_unit_test(test_app_ledger_list__filters),
          cmocka_unit_test(test_app_ledger_list__empty),
          cmocka_unit_test(test_app_ledger_latest__by_time),
          cmocka_unit_test(test_app_ledger_deduction__through_revisions))
