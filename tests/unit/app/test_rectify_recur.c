/*
 * test_rectify_recur.c — what was closed and loses points again is opened again, linked,
 * and only once.
 */
#include "app/plan_review.h"
#include "app/rectify_recur.h"
#include "app/rectify_show.h"

#include "testmain.h"

#include "place.h"

#define HEAD(year, number)                                                                         \
    "某某区司法局" year "年度考评整改方案\n某司发〔" number "〕3号\n一、公共法律服务\n"  \
    "（一）法律援助\n"
#define LATE  "1．受理时效（应得10分，实得8分）：失分原因：录入不及时。整改措施：当日录入。\n"
#define MONEY "2．经费保障（应得5分，实得4分）：失分原因：其他。整改措施：按月核对。\n"

/* Take deduction `id` from nothing to closed, with the class given. */
static void finish(struct place *p, int64_t id, enum cause_class class)
{
    struct rectify_on on = {.deduction_id = id};
    struct rectify_card card;
    struct rectify_added *added;
    const char *path = place_write(p, "x");
    struct rectify_assignment to = {.owner = STR("周敏"), .has_due = true, .due_on = {20600}};
    p->app.actor = "周敏";
    CHECK_ERR("assign", app_rectify_assign(&p->a, &p->app, &on, &to, &card, &p->e), ERR_OK);
    CHECK_ERR("evidence", app_rectify_evidence(&p->a, &p->app, &on, &path, 1, &added, &card, &p->e),
              ERR_OK);
    CHECK_ERR("cause", app_rectify_cause(&p->a, &p->app, &on, class, &card, &p->e), ERR_OK);
    CHECK_ERR("submit",
              app_rectify_act(&p->a, &p->app, &on, RECTIFICATION_ACT_SUBMIT, &card, &p->e), ERR_OK);
    p->app.actor = "李强";
    CHECK_ERR("verify",
              app_rectify_act(&p->a, &p->app, &on, RECTIFICATION_ACT_VERIFY, &card, &p->e), ERR_OK);
    CHECK_ERR("close", app_rectify_act(&p->a, &p->app, &on, RECTIFICATION_ACT_CLOSE, &card, &p->e),
              ERR_OK);
}

static struct rectify_card card_of(struct place *p, int64_t id)
{
    struct rectify_history h;
    CHECK_ERR("show", app_rectify_show(&p->a, &p->app, id, &h, &p->e), ERR_OK);
    return h.card;
}

static size_t recur(struct place *p)
{
    struct rectify_recurrences r;
    CHECK_ERR("recur", app_rectify_recur(&p->a, &p->app, &r, &p->e), ERR_OK);
    return r.n;
}

static void test_app_plan_import__opens_what_recurs(void **state)
{
    (void)state;
    struct place p;
    place_open_ready(&p);
    (void)place_import(&p, HEAD("2024", "2025") LATE MONEY, 0);
    finish(&p, 1, CAUSE__MAX);
    CHECK_INT("nothing recurs in its own year", recur(&p), 0);
    struct app_import import = place_import(&p, HEAD("2025", "2026") LATE MONEY, 0);
    CHECK_INT("one of two", import.recurred, 1);
    struct rectify_card card = card_of(&p, 3);
    CHECK_INT("opened", card.r.state, RECTIFICATION_PLANNED);
    CHECK_INT("follows", card.r.follows, 1);
    CHECK_INT("the deduction of the year before", card.lost_again_after, 1);
    CHECK_INT("without an owner", card.r.owner.n, 0);
    CHECK_INT("the other one was never closed", card_of(&p, 4).r.id, 0);
    CHECK_INT("only once", recur(&p), 0);
    CHECK_INT("an earlier year", place_import(&p, HEAD("2023", "2024") LATE, 0).recurred, 0);
    place_close(&p);
}

/* A difference that is taken over loses points like any import. */
static void test_app_plan_review__opens_what_recurs(void **state)
{
    (void)state;
    static const char *const FULL =
        "1．受理时效（应得10分，实得10分）：失分原因：录入不及时。整改措施：当日录入。\n";
    struct place p;
    struct app_plan edited;
    struct app_review review;
    struct app_accept nothing = {0};
    struct app_accept all = {.all = true};
    place_open_ready(&p);
    (void)place_import(&p, HEAD("2024", "2025") LATE, 0);
    finish(&p, 1, CAUSE__MAX);
    const char *full = str_format(&p.a, "%s%s", HEAD("2025", "2026"), FULL).p;
    CHECK_INT("nothing was lost", place_import(&p, full, 0).recurred, 0);
    CHECK_ERR("edited",
              app_plan_open(&p.a, place_write(&p, HEAD("2025", "2026") LATE), &edited, &p.e),
              ERR_OK);
    CHECK_ERR("look", app_plan_review(&p.a, &p.app, &edited, &nothing, &review, &p.e), ERR_OK);
    CHECK_INT("differences", review.diff.n > 0, true);
    CHECK_INT("looking opens nothing", review.recurred, 0);
    CHECK_INT("looking opens nothing", card_of(&p, 2).r.id, 0);
    CHECK_ERR("accept", app_plan_review(&p.a, &p.app, &edited, &all, &review, &p.e), ERR_OK);
    CHECK_INT("opened", review.recurred, 1);
    CHECK_INT("after the one of the year before", card_of(&p, 2).lost_again_after, 1);
    CHECK_INT("only once", recur(&p), 0);
    place_close(&p);
}

/* Without a proposed class nothing is guessed; a person's word is enough. */
static void test_app_rectify_recur__after_a_cause_is_confirmed(void **state)
{
    (void)state;
    struct place p;
    struct rectify_card card;
    struct rectify_on on = {.deduction_id = 4};
    struct rectify_assignment to = {.owner = STR("王芳"), .has_due = true, .due_on = {20900}};
    place_open_ready(&p);
    (void)place_import(&p, HEAD("2024", "2025") LATE MONEY, 0);
    finish(&p, 2, CAUSE_EXTERNAL_PARTY);
    CHECK_INT("no class, no link", place_import(&p, HEAD("2025", "2026") LATE MONEY, 0).recurred,
              0);
    CHECK_ERR("assigned by hand", app_rectify_assign(&p.a, &p.app, &on, &to, &card, &p.e), ERR_OK);
    CHECK_ERR("another class", app_rectify_cause(&p.a, &p.app, &on, CAUSE_NOT_DONE, &card, &p.e),
              ERR_OK);
    CHECK_INT("another class", recur(&p), 0);
    CHECK_ERR("the same", app_rectify_cause(&p.a, &p.app, &on, CAUSE_EXTERNAL_PARTY, &card, &p.e),
              ERR_OK);
    CHECK_INT("is linked", recur(&p), 1);
    card = card_of(&p, 4);
    CHECK_INT("stays as it was", card.r.state, RECTIFICATION_PLANNED);
    CHECK_STR("stays as it was", card.r.owner, "王芳");
    CHECK_INT("linked", card.lost_again_after, 2);
    CHECK_INT("only once", recur(&p), 0);
    place_close(&p);
}

/* What was closed in the later year too is done with, linked or not. */
static void test_app_rectify_recur__both_closed(void **state)
{
    (void)state;
    struct place p;
    place_open_ready(&p);
    (void)place_import(&p, HEAD("2025", "2026") LATE, 0);
    finish(&p, 1, CAUSE__MAX);
    (void)place_import(&p, HEAD("2024", "2025") LATE, 0);
    finish(&p, 2, CAUSE__MAX);
    CHECK_INT("nothing", recur(&p), 0);
    CHECK_INT("not linked", card_of(&p, 1).r.follows, 0);
    place_close(&p);
}

/* What is opened without an owner is assigned like a new one. */
static void test_app_rectify_assign__what_recurred(void **state)
{
    (void)state;
    struct place p;
    struct rectify_card card;
    struct rectify_on on = {.deduction_id = 2};
    struct rectify_assignment nobody = {.has_due = true, .due_on = {20900}};
    struct rectify_assignment to = {.owner = STR("王芳"), .has_due = true, .due_on = {20900}};
    place_open_ready(&p);
    (void)place_import(&p, HEAD("2024", "2025") LATE, 0);
    finish(&p, 1, CAUSE__MAX);
    CHECK_INT("recurs", place_import(&p, HEAD("2025", "2026") LATE, 0).recurred, 1);
    CHECK_ERR("nobody", app_rectify_assign(&p.a, &p.app, &on, &nobody, &card, &p.e),
              ERR_RECTIFY_OWNER);
    CHECK_ERR("somebody", app_rectify_assign(&p.a, &p.app, &on, &to, &card, &p.e), ERR_OK);
    CHECK_STR("owner", card.r.owner, "王芳");
    CHECK_INT("the link stays", card.lost_again_after, 1);
    place_close(&p);
}

TEST_MAIN(cmocka_unit_test(test_app_plan_import__opens_what_recurs),
          cmocka_unit_test(test_app_plan_review__opens_what_recurs),
          cmocka_unit_test(test_app_rectify_recur__after_a_cause_is_confirmed),
          cmocka_unit_test(test_app_rectify_recur__both_closed),
          cmocka_unit_test(test_app_rectify_assign__what_recurred))
