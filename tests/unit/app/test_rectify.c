/*
 * test_rectify.c — acts from the outside: what each needs, what it leaves behind, and
 * that a refusal leaves nothing.
 */
#include "app/rectify_show.h"

#include "testmain.h"

#include "app/audit.h"
#include "place.h"

#define PLAN                                                                                                                     \
    "某某区司法局2025年度考评整改方案\n某司发〔2026〕3号\n一、公共法律服务\n（一）法律援助\n" \
    "1．受理时效（应得10分，实得8分）：失分原因：录入不及时。整改措施：当日录入。\n"         \
    "2．经费保障（应得5分，实得4分）：失分原因：其他。整改措施：按月核对。\n"
#define PLAN_LESS                                                                                                                \
    "某某区司法局2025年度考评整改方案\n某司发〔2026〕3号\n一、公共法律服务\n（一）法律援助\n" \
    "1．受理时效（应得10分，实得8分）：失分原因：录入不及时。整改措施：当日录入。\n"

/* ---- scripts ----------------------------------------------------------- */

enum what {
    ASSIGN,
    AGAIN,
    TASK,
    DONE,
    FILE_A,
    FILE_B,
    CAUSE,
    ACCEPT,
    SUBMIT,
    VERIFY,
    RETURN,
    CLOSE
};

/* One act of a script and what must come of it. */
struct step {
    const char *name;
    const char *actor;
    enum what what;
    int64_t deduction;
    const char *text; /* owner, title, class, or note */
    enum err_code want;
    enum rectification_state state; /* afterwards; only if want is ERR_OK */
};

static enum err_code step_assign(struct place *p, const struct rectify_on *on,
                                 const struct step *step, struct rectify_card *card)
{
    struct rectify_assignment to = {.owner = str_of(step->text),
                                    .has_due = true,
                                    .due_on = {20600},
                                    .again = step->what == AGAIN};
    return app_rectify_assign(&p->a, &p->app, on, &to, card, &p->e);
}

static enum err_code step_file(struct place *p, const struct rectify_on *on, const char *content,
                               struct rectify_card *card)
{
    const char *path = place_write(p, content);
    struct rectify_added *added;
    return app_rectify_evidence(&p->a, &p->app, on, &path, 1, &added, card, &p->e);
}

static enum err_code step_run(struct place *p, const struct step *step, struct rectify_card *card)
{
    struct rectify_on on = {.deduction_id = step->deduction};
    struct task task = {.title = str_of(step->text)};
    int32_t no;
    p->app.actor = step->actor;
    p->now.ms += 1000;
    if (step->what >= SUBMIT)
        on.note = str_of(step->text);
    switch (step->what) {
    case ASSIGN:
    case AGAIN: return step_assign(p, &on, step, card);
    case TASK: return app_rectify_task(&p->a, &p->app, &on, &task, &no, card, &p->e);
    case DONE: return app_rectify_task_done(&p->a, &p->app, &on, 1, card, &p->e);
    case FILE_A: return step_file(p, &on, "a", card);
    case FILE_B: return step_file(p, &on, "b", card);
    case CAUSE:
        return app_rectify_cause(&p->a, &p->app, &on, cause_class_of(str_of(step->text)), card,
                                 &p->e);
    case ACCEPT: return app_rectify_cause(&p->a, &p->app, &on, CAUSE__MAX, card, &p->e);
    case SUBMIT: return app_rectify_act(&p->a, &p->app, &on, RECTIFICATION_ACT_SUBMIT, card, &p->e);
    case VERIFY: return app_rectify_act(&p->a, &p->app, &on, RECTIFICATION_ACT_VERIFY, card, &p->e);
    case RETURN: return app_rectify_act(&p->a, &p->app, &on, RECTIFICATION_ACT_RETURN, card, &p->e);
    case CLOSE: return app_rectify_act(&p->a, &p->app, &on, RECTIFICATION_ACT_CLOSE, card, &p->e);
    default: must_not_reach("an act"); return ERR_OK;
    }
}

static int64_t place_entries(struct place *p)
{
    struct app_audit audit;
    CHECK_ERR("audit", app_audit_verify(&p->a, &p->app, STR_NONE, &audit, &p->e), ERR_OK);
    return audit.entries;
}

static void script_run(struct place *p, const struct step *steps, size_t n)
{
    struct rectify_card card;
    for (size_t i = 0; i < n; i++) {
        int64_t before = place_entries(p);
        CHECK_ERR(steps[i].name, step_run(p, &steps[i], &card), steps[i].want);
        if (steps[i].want == ERR_OK) {
            CHECK_INT(steps[i].name, card.r.state, steps[i].state);
            CHECK_INT(steps[i].name, card.r.deduction_id, steps[i].deduction);
        } else {
            CHECK_INT(steps[i].name, place_entries(p), before);
            CHECK(steps[i].name, p->e.detail[0] != '\0');
        }
    }
}

#define NO 0 /* no state: the act is refused */

/* The whole way, and everything that must not be possible on it. */
static void test_app_rectify_act__whole_way(void **state)
{
    (void)state;
    static const struct step STEPS[] = {
        {"task before all", "周敏", TASK, 1, "补录", ERR_RECTIFY_NOT_OPEN, NO},
        {"evidence before all", "周敏", FILE_A, 1, "", ERR_RECTIFY_NOT_OPEN, NO},
        {"submit before all", "周敏", SUBMIT, 1, "", ERR_RECTIFY_NOT_OPEN, NO},
        {"no such deduction", "周敏", ASSIGN, 9, "周敏", ERR_DEDUCTION_NOT_FOUND, NO},
        {"nobody", "局长", ASSIGN, 1, "", ERR_RECTIFY_OWNER, NO},
        {"assigned", "局长", ASSIGN, 1, "周敏", ERR_OK, RECTIFICATION_PLANNED},
        {"again while open", "局长", AGAIN, 1, "周敏", ERR_RECTIFY_OPEN, NO},
        {"to another", "局长", ASSIGN, 1, "王芳", ERR_OK, RECTIFICATION_PLANNED},
        {"nothing done yet", "王芳", SUBMIT, 1, "", ERR_RECTIFY_STATE, NO},
        {"a task", "局长", TASK, 1, "补录", ERR_OK, RECTIFICATION_PLANNED},
        {"task done", "王芳", DONE, 1, "", ERR_OK, RECTIFICATION_UNDER_WAY},
        {"task done twice", "王芳", DONE, 1, "", ERR_TASK_IS_DONE, NO},
        {"without evidence", "王芳", SUBMIT, 1, "", ERR_RECTIFY_EVIDENCE, NO},
        {"evidence", "王芳", FILE_A, 1, "", ERR_OK, RECTIFICATION_UNDER_WAY},
        {"verify too early", "局长", VERIFY, 1, "", ERR_RECTIFY_STATE, NO},
        {"submitted", "王芳", SUBMIT, 1, "请核验", ERR_OK, RECTIFICATION_SUBMITTED},
        {"evidence while submitted", "王芳", FILE_B, 1, "", ERR_RECTIFY_STATE, NO},
        {"by herself", "王芳", VERIFY, 1, "", ERR_RECTIFY_SAME_PERSON, NO},
        {"by herself, with a blank", "王 芳", VERIFY, 1, "", ERR_RECTIFY_SAME_PERSON, NO},
        {"return without a reason", "李强", RETURN, 1, "", ERR_RECTIFY_REASON, NO},
        {"returned", "李强", RETURN, 1, "照片不全", ERR_OK, RECTIFICATION_RETURNED},
        {"another file", "王芳", FILE_B, 1, "", ERR_OK, RECTIFICATION_UNDER_WAY},
        {"submitted again", "王芳", SUBMIT, 1, "", ERR_OK, RECTIFICATION_SUBMITTED},
        {"close before verifying", "李强", CLOSE, 1, "", ERR_RECTIFY_STATE, NO},
        {"verified", "李强", VERIFY, 1, "", ERR_OK, RECTIFICATION_VERIFIED},
        {"without a cause", "李强", CLOSE, 1, "", ERR_RECTIFY_CAUSE, NO},
        {"cause", "李强", ACCEPT, 1, "", ERR_OK, RECTIFICATION_VERIFIED},
        {"close by herself", "王芳", CLOSE, 1, "", ERR_RECTIFY_SAME_PERSON, NO},
        {"closed", "李强", CLOSE, 1, "", ERR_OK, RECTIFICATION_CLOSED},
        {"assign what is closed", "局长", ASSIGN, 1, "周敏", ERR_RECTIFY_CLOSED, NO},
        {"cause of what is closed", "局长", CAUSE, 1, "not_done", ERR_RECTIFY_CLOSED, NO},
        {"again", "局长", AGAIN, 1, "周敏", ERR_OK, RECTIFICATION_PLANNED},
        {"the other one", "局长", AGAIN, 2, "周敏", ERR_OK, RECTIFICATION_PLANNED},
        {"nothing is proposed", "局长", ACCEPT, 2, "", ERR_CAUSE_NO_PROPOSAL, NO},
        {"so it is named", "局长", CAUSE, 2, "misconduct", ERR_OK, RECTIFICATION_PLANNED},
    };
    struct place p;
    struct rectify_history h;
    place_open_ready(&p);
    (void)place_import(&p, PLAN, 0);
    script_run(&p, STEPS, ARRAY_LEN(STEPS));
    CHECK_ERR("show", app_rectify_show(&p.a, &p.app, 1, &h, &p.e), ERR_OK);
    CHECK_INT("chapters", h.n_chapters, 2);
    CHECK_INT("the first is closed", h.chapters[0].r.state, RECTIFICATION_CLOSED);
    CHECK_INT("the second follows", h.chapters[1].r.follows, h.chapters[0].r.id);
    CHECK_INT("opened by hand, nothing was lost again", h.card.lost_again_after, 0);
    CHECK_INT("files", h.chapters[0].n_evidence, 2);
    CHECK_INT("revision", h.chapters[0].evidence[1].revision, 2);
    CHECK_INT("events", h.chapters[0].n_events, 12);
    CHECK_STR("who returned", h.chapters[0].events[6].actor, "李强");
    CHECK_STR("why", h.chapters[0].events[6].note, "照片不全");
    CHECK_INT("the class stays", h.card.cause.confirmed, CAUSE_LATE_ENTRY);
    place_close(&p);
}

static void test_app_rectify_act__open_task(void **state)
{
    (void)state;
    static const struct step STEPS[] = {
        {"assigned", "局长", ASSIGN, 1, "王芳", ERR_OK, RECTIFICATION_PLANNED},
        {"a task", "局长", TASK, 1, "年底前复查", ERR_OK, RECTIFICATION_PLANNED},
        {"evidence", "王芳", FILE_A, 1, "", ERR_OK, RECTIFICATION_UNDER_WAY},
        {"submitted", "王芳", SUBMIT, 1, "", ERR_OK, RECTIFICATION_SUBMITTED},
        {"verified", "李强", VERIFY, 1, "", ERR_OK, RECTIFICATION_VERIFIED},
        {"cause", "李强", CAUSE, 1, "not_done", ERR_OK, RECTIFICATION_VERIFIED},
        {"the task is open", "李强", CLOSE, 1, "", ERR_RECTIFY_TASKS, NO},
        {"ticked off", "王芳", DONE, 1, "", ERR_OK, RECTIFICATION_VERIFIED},
        {"closed", "李强", CLOSE, 1, "", ERR_OK, RECTIFICATION_CLOSED},
    };
    struct place p;
    place_open_ready(&p);
    (void)place_import(&p, PLAN, 0);
    script_run(&p, STEPS, ARRAY_LEN(STEPS));
    place_close(&p);
}

/* ---- what was seen ----------------------------------------------------- */

static void test_app_rectify_act__seen(void **state)
{
    (void)state;
    static const struct step FIRST[] = {
        {"assigned", "局长", ASSIGN, 1, "王芳", ERR_OK, RECTIFICATION_PLANNED},
        {"evidence", "王芳", FILE_A, 1, "", ERR_OK, RECTIFICATION_UNDER_WAY},
    };
    static const struct {
        const char *name;
        int64_t seen;
        enum err_code want;
    } CASES[] = {
        {"before the evidence", 1, ERR_RECTIFY_CHANGED},
        {"after what is to come", 3, ERR_RECTIFY_CHANGED},
        {"the newest", 2, ERR_OK},
        {"the newest no more", 2, ERR_RECTIFY_CHANGED},
    };
    struct place p;
    struct rectify_card card;
    place_open_ready(&p);
    (void)place_import(&p, PLAN, 0);
    script_run(&p, FIRST, ARRAY_LEN(FIRST));
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct rectify_on on = {.deduction_id = 1, .seen = CASES[i].seen};
        CHECK_ERR(CASES[i].name,
                  app_rectify_act(&p.a, &p.app, &on, RECTIFICATION_ACT_SUBMIT, &card, &p.e),
                  CASES[i].want);
    }
    place_close(&p);
}

/* ---- assigning --------------------------------------------------------- */

static void test_app_rectify_assign__owner_and_day(void **state)
{
    (void)state;
    static const struct {
        const char *name, *owner;
        bool has_due;
        int32_t due;
        enum err_code want;
        const char *want_owner;
        int32_t want_due;
    } CASES[] = {
        {"without a day", "周敏", false, 0, ERR_RECTIFY_NO_DUE, "", 0},
        {"both", "周敏", true, 20500, ERR_OK, "周敏", 20500},
        {"the owner alone", "王芳", false, 0, ERR_OK, "王芳", 20500},
        {"the day alone", "", true, 20600, ERR_OK, "王芳", 20600},
        {"neither", "", false, 0, ERR_OK, "王芳", 20600},
    };
    struct place p;
    place_open_ready(&p);
    (void)place_import(&p, PLAN, 0);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct rectify_on on = {.deduction_id = 1};
        struct rectify_card card;
        struct rectify_assignment to = {
            .owner = str_of(CASES[i].owner), .has_due = CASES[i].has_due, .due_on = {CASES[i].due}};
        CHECK_ERR(CASES[i].name, app_rectify_assign(&p.a, &p.app, &on, &to, &card, &p.e),
                  CASES[i].want);
        if (CASES[i].want != ERR_OK)
            continue;
        CHECK_STR(CASES[i].name, card.r.owner, CASES[i].want_owner);
        CHECK_INT(CASES[i].name, card.r.due_on.days, CASES[i].want_due);
    }
    place_close(&p);
}

/* What a correction took away cannot be assigned any more; what was assigned goes on. */
static void test_app_rectify_assign__withdrawn(void **state)
{
    (void)state;
    static const struct step BEFORE[] = {
        {"assigned", "局长", ASSIGN, 2, "王芳", ERR_OK, RECTIFICATION_PLANNED}};
    static const struct step AFTER[] = {
        {"goes on", "王芳", FILE_A, 2, "", ERR_OK, RECTIFICATION_UNDER_WAY},
        {"the one that stays", "局长", ASSIGN, 1, "王芳", ERR_OK, RECTIFICATION_PLANNED},
        {"the one that came and went", "局长", ASSIGN, 3, "王芳", ERR_RECTIFY_WITHDRAWN, NO},
    };
    struct place p;
    place_open_ready(&p);
    (void)place_import(&p, PLAN, 0);
    script_run(&p, BEFORE, ARRAY_LEN(BEFORE));
    (void)place_import(&p, PLAN "3．便民服务（应得2分，实得1分）：失分原因：公示晚。\n",
                       APP_ACCEPT_ANY);
    (void)place_import(&p, PLAN_LESS, APP_ACCEPT_ANY);
    script_run(&p, AFTER, ARRAY_LEN(AFTER));
    place_close(&p);
}

/* ---- evidence ---------------------------------------------------------- */

static void test_app_rectify_evidence__files(void **state)
{
    (void)state;
    static const struct {
        const char *name, *content;
        bool unchanged;
        int32_t no, revision;
    } CASES[] = {
        {"new", "one", false, 1, 1},
        {"the same bytes", "one", true, 1, 1},
        {"other bytes", "two", false, 2, 2},
        {"bytes of before", "one", false, 3, 3},
    };
    static const struct step ASSIGNED[] = {
        {"assigned", "局长", ASSIGN, 1, "王芳", ERR_OK, RECTIFICATION_PLANNED}};
    struct place p;
    struct rectify_on on = {.deduction_id = 1};
    struct rectify_card card;
    struct rectify_added *added;
    place_open_ready(&p);
    (void)place_import(&p, PLAN, 0);
    script_run(&p, ASSIGNED, 1);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        const char *path = place_write(&p, CASES[i].content);
        int64_t before = place_entries(&p);
        CHECK_ERR(CASES[i].name,
                  app_rectify_evidence(&p.a, &p.app, &on, &path, 1, &added, &card, &p.e), ERR_OK);
        CHECK_INT(CASES[i].name, added[0].unchanged, CASES[i].unchanged);
        CHECK_INT(CASES[i].name, added[0].file.no, CASES[i].no);
        CHECK_INT(CASES[i].name, added[0].file.revision, CASES[i].revision);
        CHECK_STR(CASES[i].name, added[0].file.name, "plan.txt");
        CHECK_INT(CASES[i].name, place_entries(&p), before + !CASES[i].unchanged);
        struct evidence file;
        struct str content;
        CHECK_ERR(CASES[i].name,
                  app_rectify_evidence_get(&p.a, &p.app, 1, 0, CASES[i].no, &file, &content, &p.e),
                  ERR_OK);
        CHECK_STR(CASES[i].name, content, CASES[i].content);
    }
    place_close(&p);
}

static void test_app_rectify_evidence__refusals(void **state)
{
    (void)state;
    static const struct step ASSIGNED[] = {
        {"assigned", "局长", ASSIGN, 1, "王芳", ERR_OK, RECTIFICATION_PLANNED}};
    struct place p;
    struct rectify_on on = {.deduction_id = 1};
    struct rectify_card card;
    struct rectify_added *added;
    struct evidence file;
    struct str content;
    place_open_ready(&p);
    (void)place_import(&p, PLAN, 0);
    script_run(&p, ASSIGNED, 1);
    const char *good = place_write(&p, "x");
    const char *paths[] = {good, "/nonexistent/x"};
    CHECK_ERR("one of two is not there",
              app_rectify_evidence(&p.a, &p.app, &on, paths, 2, &added, &card, &p.e),
              ERR_FILE_NOT_FOUND);
    CHECK_ERR("so none was added",
              app_rectify_evidence_get(&p.a, &p.app, 1, 0, 1, &file, &content, &p.e),
              ERR_EVIDENCE_NOT_FOUND);
    CHECK_ERR("of a rectification that is not there",
              app_rectify_evidence_get(&p.a, &p.app, 1, 7, 1, &file, &content, &p.e),
              ERR_RECTIFY_NOT_OPEN);
    CHECK_ERR("of a deduction without one",
              app_rectify_evidence_get(&p.a, &p.app, 2, 0, 1, &file, &content, &p.e),
              ERR_RECTIFY_NOT_OPEN);
    const char *empty = place_write(&p, "");
    CHECK_ERR("empty", app_rectify_evidence(&p.a, &p.app, &on, &empty, 1, &added, &card, &p.e),
              ERR_EVIDENCE_EMPTY);
    must(truncate(empty, EVIDENCE_SIZE_MAX + 1) == 0);
    CHECK_ERR("too big", app_rectify_evidence(&p.a, &p.app, &on, &empty, 1, &added, &card, &p.e),
              ERR_EVIDENCE_TOO_BIG);
    const char *folder = p.folder;
    CHECK_ERR("a folder", app_rectify_evidence(&p.a, &p.app, &on, &folder, 1, &added, &card, &p.e),
              ERR_FILE_READ);
    const char *bytes = "/tmp/\xff";
    CHECK_ERR("a name that is no text",
              app_rectify_evidence(&p.a, &p.app, &on, &bytes, 1, &added, &card, &p.e),
              ERR_TEXT_ENCODING);
    place_close(&p);
}

/* ---- causes ------------------------------------------------------------ */

static void test_app_rectify_cause__proposal(void **state)
{
    (void)state;
    struct place p;
    struct rectify_history h;
    struct rectify_card card;
    struct rectify_on on = {.deduction_id = 1};
    place_open_ready(&p);
    (void)place_import(&p, PLAN, 0);
    CHECK_ERR("show", app_rectify_show(&p.a, &p.app, 1, &h, &p.e), ERR_OK);
    CHECK_INT("proposed", h.card.cause.proposed, CAUSE_LATE_ENTRY);
    CHECK("with words", h.card.cause.n_words > 0);
    CHECK_INT("not confirmed", h.card.cause.confirmed, CAUSE__MAX);
    CHECK_INT("nothing opened", h.n_chapters, 0);
    CHECK_ERR("needs no rectification",
              app_rectify_cause(&p.a, &p.app, &on, CAUSE__MAX, &card, &p.e), ERR_OK);
    CHECK_INT("confirmed", card.cause.confirmed, CAUSE_LATE_ENTRY);
    CHECK_STR("by whom", card.cause.confirmed_by, "tester");
    CHECK_INT("still none", card.r.id, 0);
    CHECK_ERR("changed", app_rectify_cause(&p.a, &p.app, &on, CAUSE_NOT_DONE, &card, &p.e), ERR_OK);
    CHECK_INT("changed", card.cause.confirmed, CAUSE_NOT_DONE);
    place_close(&p);
}

TEST_MAIN(cmocka_unit_test(test_app_rectify_act__whole_way),
          cmocka_unit_test(test_app_rectify_act__open_task),
          cmocka_unit_test(test_app_rectify_act__seen),
          cmocka_unit_test(test_app_rectify_assign__owner_and_day),
          cmocka_unit_test(test_app_rectify_assign__withdrawn),
          cmocka_unit_test(test_app_rectify_evidence__files),
          cmocka_unit_test(test_app_rectify_evidence__refusals),
          cmocka_unit_test(test_app_rectify_cause__proposal))
