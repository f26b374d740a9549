/*
 * test_plan_proof.c — a paper that says anything else than the ledger is not handed out.
 */
#include "app/plan_proof.h"
#include "base/arena.h"
#include "testmain.h"

#define HEAD(number)                                                                               \
    "云泽区司法局2016年度考评整改方案\n" number "\n一、公共法律服务\n（一）法律援助\n"
#define ONE "1．受理时效（应得10分，实得8分）：失分原因：录入不及时。整改措施：当日录入。\n"
#define TWO "2．经费保障（应得5分，实得4分）：失分原因：其他。整改措施：按月核对。\n"

static struct plan plan_of(struct arena *a)
{
    struct plan p = {.number = STR("云司发〔2017〕7号"),
                     .title = STR("云泽区司法局2016年度考评整改方案"),
                     .year = 2016,
                     .n_items = 1};
    p.items = ARENA_NEW(a, struct plan_item);
    p.items[0] = (struct plan_item){.no = 1,
                                    .category = STR("公共法律服务"),
                                    .subcategory = STR("法律援助"),
                                    .item = STR("受理时效"),
                                    .full = {PLAN_PRINTED, {1000}},
                                    .got = {PLAN_PRINTED, {800}},
                                    .cause = STR("录入不及时"),
                                    .measure = STR("当日录入。")};
    plan_item_derive(&p.items[0]);
    return p;
}

static void test_plan_proof_read__papers(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *paper;
        bool own_number, own_date;
        const char *detail; /* NULL: proved */
    } CASES[] = {
        {"the same", HEAD("云司发〔2017〕7号") ONE, false, false, NULL},
        {"another number", HEAD("云司发〔2017〕8号") ONE, false, false, "number of the document"},
        {"its own number", HEAD("云司发〔2017〕8号") ONE, true, false, NULL},
        {"a date", HEAD("云司发〔2017〕7号") ONE "云泽区司法局\n2017年4月6日\n", false, false,
         "of the document"},
        {"its own date", HEAD("云司发〔2017〕7号") ONE "云泽区司法局\n2017年4月6日\n", false, true,
         NULL},
        {"an item more", HEAD("云司发〔2017〕7号") ONE TWO, false, false, "item 2 of the paper"},
        {"another item", HEAD("云司发〔2017〕7号") TWO, false, false, "item 1"},
        {"other figures",
         HEAD("云司发〔2017〕7号") "1．受理时效（应得10分，实得9分）：失分原因：录入不及时。"
                                   "整改措施：当日录入。\n",
         false, false, "item 1: got"},
        {"other words",
         HEAD("云司发〔2017〕7号") "1．受理时效（应得10分，实得8分）：失分原因：录入不及时。"
                                   "整改措施：次日录入。\n",
         true, true, "item 1: measure"},
        {"no plan", "会议通知\n请各科室负责人到会。\n", false, false, "PLAN-2007"},
        {"nothing", "", false, false, "PLAN-2001"},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct arena a;
        struct err e = {.code = ERR_OK};
        arena_init(&a, 16 * 1024 * 1024);
        struct plan plan = plan_of(&a);
        struct plan_proof proof = {&plan, CASES[i].own_number, CASES[i].own_date};
        CHECK_ERR(CASES[i].name, plan_proof_read(&a, &proof, str_of(CASES[i].paper), &e),
                  CASES[i].detail == NULL ? ERR_OK : ERR_PAPER_PROOF);
        if (CASES[i].detail != NULL && strstr(e.detail, CASES[i].detail) == NULL)
            fail_msg("%s: %s", CASES[i].name, e.detail);
        arena_release(&a);
    }
}

TEST_MAIN(cmocka_unit_test(test_plan_proof_read__papers))
