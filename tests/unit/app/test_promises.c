/*
 * test_promises.c — promises are offered, decided once, and known again after a correction.
 */
#include "app/promises.h"
#include "app/rectify_show.h"

#include "testmain.h"

#include "place.h"

#define HEAD                                                                                                     \
    "某某区司法局关于省厅2025年度绩效考评失分项目的整改方案\n某司发〔2026〕3号\n" \
    "一、公共法律服务\n（一）法律援助\n"
#define ITEM(measure)                                                                              \
    "1．受理时效（应得10分，实得8分）：失分原因：录入不及时。整改措施：" measure "\n"
#define SIGNED "某某区司法局\n2026年3月12日\n"

#define TASK_SENTENCE "6月底前补发到位"
#define DUTY_SENTENCE "每周抽查一次"
#define MEASURE       TASK_SENTENCE "；" DUTY_SENTENCE "。"

static struct app_promises promises_of(struct place *p)
{
    struct app_promises list;
    CHECK_ERR("list", app_promises_list(&p->a, &p->app, 1, &list, &p->e), ERR_OK);
    return list;
}

static const struct app_promise *promise_of(const struct app_promises *list, enum promise_kind kind)
{
    const struct app_promise *found = NULL;
    for (size_t i = 0; i < list->n && found == NULL; i++)
        if (list->p[i].promise.kind == kind)
            found = &list->p[i];
    must(found != NULL);
    return found;
}

static enum err_code decide(struct place *p, const int32_t *accept, size_t n_accept,
                            const int32_t *reject, size_t n_reject, struct app_promises *ret)
{
    const struct app_promise_terms terms = {0};
    return app_promises_decide(&p->a, &p->app, 1, accept, n_accept, reject, n_reject, &terms, ret,
                               &p->e);
}

static void test_app_promises_decide__task_and_duty(void **state)
{
    (void)state;
    struct place p;
    struct app_promises list;
    struct rectify_history h;
    struct str rules;
    int32_t n;
    place_open_ready(&p);
    (void)place_import(&p, HEAD ITEM(MEASURE) SIGNED, 0);
    list = promises_of(&p);
    CHECK_INT("two", list.n, 2);
    const int32_t accept[] = {promise_of(&list, PROMISE_TASK)->no,
                              promise_of(&list, PROMISE_DUTY)->no};
    CHECK_INT("offered", list.p[0].state == APP_PROMISE_OFFERED && list.p[1].state == 0, true);
    CHECK_ERR("accept", decide(&p, accept, 2, NULL, 0, &list), ERR_OK);
    const struct app_promise *task = promise_of(&list, PROMISE_TASK);
    const struct app_promise *duty = promise_of(&list, PROMISE_DUTY);
    CHECK_INT("task", task->state == APP_PROMISE_ACCEPTED && task->task_no == 1, true);
    CHECK_INT("duty", duty->state == APP_PROMISE_ACCEPTED && duty->task_no == 0, true);
    CHECK_STR("by whom", duty->decided_by, "tester");
    CHECK("a draft", str_starts(duty->rule, STR("- id: promise.d1.1\n")));
    CHECK_ERR("show", app_rectify_show(&p.a, &p.app, 1, &h, &p.e), ERR_OK);
    CHECK_INT("opened", h.card.r.state, RECTIFICATION_PLANNED);
    CHECK_INT("one task", h.chapters[0].n_tasks, 1);
    const struct task *t = &h.chapters[0].tasks[0];
    char day[DATE_TEXT_MAX];
    CHECK_INT("with its day", t->has_due, true);
    CHECK_STR("with its day", str_of(date_text(t->due_on, day)), "2026-06-30");
    CHECK_STR("with its sentence", t->sentence, TASK_SENTENCE);
    CHECK_ERR("rules", app_promises_rules(&p.a, &p.app, &rules, &n, &p.e), ERR_OK);
    CHECK_INT("one rule", n, 1);
    CHECK("its text", str_eq(rules, duty->rule));
    place_close(&p);
}

static void test_app_promises_decide__refusals(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int32_t accept, reject;
        enum err_code want;
    } CASES[] = {
        {"no such promise", 3, 0, ERR_PROMISE_NOT_FOUND},
        {"no such promise to reject", 0, 9, ERR_PROMISE_NOT_FOUND},
        {"one good and one bad: none", 1, 3, ERR_PROMISE_NOT_FOUND},
        {"both at once", 1, 1, ERR_PROMISE_DECIDED},
        {"accept", 1, 0, ERR_OK},
        {"accept again", 1, 0, ERR_PROMISE_DECIDED},
        {"reject what is accepted", 0, 1, ERR_PROMISE_DECIDED},
        {"reject", 0, 2, ERR_OK},
        {"accept what is rejected", 2, 0, ERR_PROMISE_DECIDED},
    };
    struct place p;
    struct app_promises list;
    place_open_ready(&p);
    (void)place_import(&p, HEAD ITEM(MEASURE) SIGNED, 0);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++)
        CHECK_ERR(CASES[i].name,
                  decide(&p, &CASES[i].accept, CASES[i].accept > 0, &CASES[i].reject,
                         CASES[i].reject > 0, &list),
                  CASES[i].want);
    list = promises_of(&p);
    CHECK_INT("accepted", list.p[0].state, APP_PROMISE_ACCEPTED);
    CHECK_INT("rejected", list.p[1].state, APP_PROMISE_REJECTED);
    place_close(&p);
}

/* Two promises may rest on the same words of one sentence: each is decided by itself. */
static void test_app_promises_decide__same_words_twice(void **state)
{
    (void)state;
    static const int32_t FIRST = 1;
    static const int32_t SECOND = 2;
    struct place p;
    struct app_promises list;
    place_open_ready(&p);
    (void)place_import(
        &p,
        HEAD ITEM(
            "每天开展检查1次，每天对司法所开展督查1次。每天开展检查1次，每天对司法所开展督查1次。")
            SIGNED,
        0);
    list = promises_of(&p);
    CHECK_INT("two, though the sentence stands twice", list.n, 2);
    CHECK_STR("the second", list.p[1].promise.what, "每天对司法所开展督查1次");
    CHECK_ERR("accept the second", decide(&p, &SECOND, 1, NULL, 0, &list), ERR_OK);
    CHECK_INT("the first is open", list.p[0].state, APP_PROMISE_OFFERED);
    CHECK_INT("the second is not", list.p[1].state, APP_PROMISE_ACCEPTED);
    CHECK("its own rule", str_find(list.p[1].rule, STR("司法所开展督查"), 0) != SIZE_MAX);
    CHECK_ERR("reject the first", decide(&p, NULL, 0, &FIRST, 1, &list), ERR_OK);
    CHECK_INT("rejected", list.p[0].state, APP_PROMISE_REJECTED);
    CHECK_INT("as it was", list.p[1].state, APP_PROMISE_ACCEPTED);
    place_close(&p);
}

/* Numbers move with a correction; what was decided stays with its words. */
static void test_app_promises_list__after_a_correction(void **state)
{
    (void)state;
    struct place p;
    struct app_promises list;
    place_open_ready(&p);
    (void)place_import(&p, HEAD ITEM(MEASURE) SIGNED, 0);
    list = promises_of(&p);
    const int32_t reject = promise_of(&list, PROMISE_DUTY)->no;
    CHECK_ERR("reject", decide(&p, NULL, 0, &reject, 1, &list), ERR_OK);
    (void)place_import(&p, HEAD ITEM("每月通报一次；" MEASURE) SIGNED, APP_ACCEPT_ANY);
    list = promises_of(&p);
    CHECK_INT("one more", list.n, 3);
    CHECK_INT("the new one is offered", list.p[0].state, APP_PROMISE_OFFERED);
    CHECK_STR("the new one", list.p[0].promise.sentence, "每月通报一次");
    size_t rejected = 0;
    for (size_t i = 0; i < list.n; i++)
        if (list.p[i].state == APP_PROMISE_REJECTED) {
            rejected++;
            CHECK_STR("the same words", list.p[i].promise.sentence, DUTY_SENTENCE);
        }
    CHECK_INT("only that one", rejected, 1);
    place_close(&p);
}

/* What is decided holds for its own sentence and its own words alone. */
static void test_app_promises_list__one_of_several(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
    } CASES[] = {
        {"two in a sentence", HEAD ITEM("每周抽查一次，每月通报一次。") SIGNED},
        {"the same words in two sentences", HEAD ITEM("每周抽查一次；每周通报一次。") SIGNED},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct place p;
        struct app_promises list;
        const int32_t first = 1;
        place_open_ready(&p);
        (void)place_import(&p, CASES[i].text, 0);
        CHECK_ERR(CASES[i].name, decide(&p, NULL, 0, &first, 1, &list), ERR_OK);
        CHECK_INT(CASES[i].name, list.n, 2);
        CHECK_INT(CASES[i].name, list.p[0].state, APP_PROMISE_REJECTED);
        CHECK_INT(CASES[i].name, list.p[1].state, APP_PROMISE_OFFERED);
        place_close(&p);
    }
}

/* A given day takes the place of the promised one, and is enough for a vague promise. */
static void test_app_promises_decide__terms(void **state)
{
    (void)state;
    struct place p;
    struct app_promises list;
    struct rectify_history h;
    struct app_promise_terms terms = {.owner = STR("王芳")};
    place_open_ready(&p);
    (void)place_import(&p, HEAD ITEM("定期开展抽查；" MEASURE) SIGNED, 0);
    list = promises_of(&p);
    const struct app_promise *vague = promise_of(&list, PROMISE_VAGUE);
    const int32_t accept[] = {vague->no, promise_of(&list, PROMISE_TASK)->no,
                              promise_of(&list, PROMISE_DUTY)->no};
    CHECK_ERR("without a day",
              app_promises_decide(&p.a, &p.app, 1, accept, 3, NULL, 0, &terms, &list, &p.e),
              ERR_PROMISE_VAGUE);
    terms.has_due = true;
    terms.due = (date){20650};
    terms.subject = STR("supervisee");
    terms.has_from = true;
    terms.from = (date){20600};
    CHECK_ERR("with a day",
              app_promises_decide(&p.a, &p.app, 1, accept, 3, NULL, 0, &terms, &list, &p.e),
              ERR_OK);
    CHECK_ERR("show", app_rectify_show(&p.a, &p.app, 1, &h, &p.e), ERR_OK);
    CHECK_INT("two tasks", h.chapters[0].n_tasks, 2);
    for (size_t i = 0; i < h.chapters[0].n_tasks; i++) {
        CHECK_INT("the day", h.chapters[0].tasks[i].due_on.days, 20650);
        CHECK_STR("the owner", h.chapters[0].tasks[i].owner, "王芳");
    }
    struct str rule = promise_of(&list, PROMISE_DUTY)->rule;
    CHECK("for subjects", str_find(rule, STR("{subject: supervisee}"), 0) != SIZE_MAX);
    CHECK("from a day", str_find(rule, STR("{from: 2026-05-27}"), 0) != SIZE_MAX);
    place_close(&p);
}

/* The whole ledger, each promise with its deduction; nothing is found in causes. */
static void test_app_promises_list__ledger(void **state)
{
    (void)state;
    struct place p;
    struct app_promises list;
    place_open_ready(&p);
    CHECK_ERR("empty", app_promises_list(&p.a, &p.app, 0, &list, &p.e), ERR_OK);
    CHECK_INT("empty", list.n, 0);
    (void)place_import(
        &p,
        HEAD ITEM(MEASURE) "2．经费保障（应得5分，实得4分）：失分原因：每月只核对一次。整改措施："
                           "加强管理。\n"
                           "3．质量评查（应得6分，实得5分）：失分原因：其他。整改措施：每季度评查"
                           "一次。\n" SIGNED,
        0);
    CHECK_ERR("list", app_promises_list(&p.a, &p.app, 0, &list, &p.e), ERR_OK);
    CHECK_INT("three", list.n, 3);
    CHECK_INT("of the first", list.p[0].deduction_id, 1);
    CHECK_INT("of the first", list.p[1].deduction_id, 1);
    CHECK_INT("of the third", list.p[2].deduction_id, 3);
    CHECK_INT("numbered in the deduction", list.p[2].no, 1);
    CHECK_ERR("no such deduction", app_promises_list(&p.a, &p.app, 9, &list, &p.e),
              ERR_DEDUCTION_NOT_FOUND);
    place_close(&p);
}

TEST_MAIN(cmocka_unit_test(test_app_promises_decide__task_and_duty),
          cmocka_unit_test(test_app_promises_decide__refusals),
          cmocka_unit_test(test_app_promises_decide__same_words_twice),
          cmocka_unit_test(test_app_promises_list__after_a_correction),
          cmocka_unit_test(test_app_promises_list__one_of_several),
          cmocka_unit_test(test_app_promises_decide__terms),
          cmocka_unit_test(test_app_promises_list__ledger))
