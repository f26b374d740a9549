/*
 * test_rectification.c — rectifications through their life, on either engine; who is
 * slower is told, and nobody writes over what another has written.
 */
#include "rectify.h"

/* ---- the whole life -------------------------------------------------------------- */

static void check_rectification(const char *name, const struct rectification *got,
                                const struct rectification *want)
{
    CHECK_INT(name, got->id, want->id);
    CHECK_INT(name, got->deduction_id, want->deduction_id);
    CHECK_INT(name, got->follows, want->follows);
    CHECK_INT(name, got->state, want->state);
    CHECK(name, str_eq(got->owner, want->owner));
    CHECK_INT(name, got->has_due, want->has_due);
    CHECK_INT(name, got->due_on.days, want->due_on.days);
    CHECK(name, str_eq(got->submitted_by, want->submitted_by));
    CHECK_INT(name, got->version, want->version);
    CHECK_INT(name, got->opened_at.ms, want->opened_at.ms);
    CHECK_INT(name, got->changed_at.ms, want->changed_at.ms);
    CHECK_INT(name, got->tasks, want->tasks);
    CHECK_INT(name, got->open_tasks, want->open_tasks);
    CHECK_INT(name, got->evidence, want->evidence);
}

/* Each act left one event, as it was. */
static void check_life_events(const struct call *c, const struct rectification_change *changes,
                              size_t n)
{
    CHECK_INT("events", c->events.n, n);
    for (size_t i = 0; i < c->events.n; i++) {
        const struct rectification_event *event = &c->events.p[i];
        const char *name = rectification_action_name(changes[i].action);
        CHECK_INT(name, event->seq, i + 1);
        CHECK_INT(name, event->at.ms, 1001 + i);
        CHECK_STR(name, event->actor, "tester");
        CHECK_INT(name, event->action, changes[i].action);
        CHECK_INT(name, event->from, i == 0 ? RECTIFICATION_NONE : changes[i - 1].to);
        CHECK_INT(name, event->to, changes[i].to);
        CHECK_STR(name, event->owner, "周敏");
        CHECK_INT(name, event->due_on.days, 17347);
        CHECK(name, str_eq(event->note, changes[i].note));
    }
    static const char *const ABOUT[] = {"",         "补录材料", "逐件核对", "逐件核对",
                                        "照片.jpg", "",         "",         "not_done"};
    for (size_t i = 0; i < c->events.n; i++)
        CHECK_STR("about", c->events.p[i].about, ABOUT[i]);
}

static void check_life_tasks(const struct call *c)
{
    CHECK_INT("tasks", c->tasks.n, 2);
    CHECK_STR("task 1", c->tasks.p[0].title, "补录材料");
    CHECK_STR("task 1", c->tasks.p[0].owner, "王芳");
    CHECK_STR("task 1", c->tasks.p[0].sentence, "5月31日前补录");
    CHECK_INT("task 1", c->tasks.p[0].due_on.days, 17000);
    CHECK_INT("task 1", c->tasks.p[0].has_due && !c->tasks.p[0].done, true);
    CHECK_INT("task 2", c->tasks.p[1].done && !c->tasks.p[1].has_due, true);
    CHECK_STR("task 2", c->tasks.p[1].done_by, "tester");
    CHECK_INT("task 2", c->tasks.p[1].done_at.ms, 1004);
}

/* From opening to closing: after each act, everything is as it should be. */
static void test_store_rectification_write__whole_life(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_ledger(t);
    const struct task first = {.title = STR("补录材料"),
                               .owner = STR("王芳"),
                               .has_due = true,
                               .due_on = {17000},
                               .sentence = STR("5月31日前补录")};
    const struct task second = {.title = STR("逐件核对")};
    struct evidence_file file = file_of(t, "照片.jpg", STR("\x00\xff bytes\n"));
    const struct rectification_change changes[] = {
        assign_to("周敏", 17347),
        {.action = RECTIFICATION_ACT_TASK, .to = RECTIFICATION_PLANNED, .task = &first},
        {.action = RECTIFICATION_ACT_TASK, .to = RECTIFICATION_PLANNED, .task = &second},
        {.action = RECTIFICATION_ACT_TASK_DONE, .to = RECTIFICATION_UNDER_WAY, .task_no = 2},
        {.action = RECTIFICATION_ACT_EVIDENCE, .to = RECTIFICATION_UNDER_WAY, .file = &file},
        {.action = RECTIFICATION_ACT_SUBMIT, .to = RECTIFICATION_SUBMITTED, .note = STR("请核验")},
        {.action = RECTIFICATION_ACT_RETURN, .to = RECTIFICATION_RETURNED, .note = STR("不清楚")},
        {.action = RECTIFICATION_ACT_CAUSE, .to = RECTIFICATION_RETURNED, .about = STR("not_done")},
    };
    struct rectification want = {.id = 1,
                                 .deduction_id = 1,
                                 .owner = STR("周敏"),
                                 .has_due = true,
                                 .due_on = {17347},
                                 .opened_at = {1001}};
    struct rectification got;
    for (size_t i = 0; i < ARRAY_LEN(changes); i++) {
        const char *name = rectification_action_name(changes[i].action);
        int64_t ms = 1001 + (int64_t)i;
        CHECK_ERR(name, act(t, s, ms, &changes[i], &got, NULL), ERR_OK);
        want.state = changes[i].to;
        want.version++;
        want.changed_at = (instant){ms};
        want.tasks += changes[i].task != NULL;
        want.open_tasks += (changes[i].task != NULL) - (changes[i].task_no > 0);
        want.evidence += changes[i].file != NULL;
        if (changes[i].action == RECTIFICATION_ACT_SUBMIT)
            want.submitted_by = STR("tester");
        check_rectification(name, &got, &want);
    }
    struct call c = load(t, s);
    check_rectification("loaded", &c.r, &want);
    CHECK_INT("list", c.list.n, 1);
    check_rectification("listed", &c.list.p[0], &want);
    check_life_events(&c, changes, ARRAY_LEN(changes));
    check_life_tasks(&c);
    struct audit_report report;
    CHECK_ERR("audit", test_verify(s, &report, NULL), ERR_OK);
    CHECK_INT("audit entries", report.count, 2 + ARRAY_LEN(changes));
    store_free(s);
}

/* ---- who is faster ---------------------------------------------------------------- */

static void test_store_rectification_write__refusals(void **state)
{
    static const struct {
        const char *name;
        int64_t id, version, deduction;
        enum rectification_state state;
        enum rectification_action action;
        int32_t task_no;
        enum err_code want;
    } CASES[] = {
        {"an older version", 1, 1, 1, RECTIFICATION_PLANNED, RECTIFICATION_ACT_SUBMIT, 0,
         ERR_RECTIFY_CHANGED},
        {"a version to come", 1, 3, 1, RECTIFICATION_PLANNED, RECTIFICATION_ACT_SUBMIT, 0,
         ERR_RECTIFY_CHANGED},
        {"no such rectification", 9, 2, 1, RECTIFICATION_PLANNED, RECTIFICATION_ACT_SUBMIT, 0,
         ERR_RECTIFY_CHANGED},
        {"opened meanwhile", 0, 0, 1, RECTIFICATION_NONE, RECTIFICATION_ACT_OPEN, 0,
         ERR_RECTIFY_CHANGED},
        {"no such deduction", 0, 0, 99, RECTIFICATION_NONE, RECTIFICATION_ACT_OPEN, 0,
         ERR_DB_CONSTRAINT},
        {"no such task", 1, 2, 1, RECTIFICATION_PLANNED, RECTIFICATION_ACT_TASK_DONE, 2,
         ERR_TASK_NOT_FOUND},
        {"the newest version", 1, 2, 1, RECTIFICATION_PLANNED, RECTIFICATION_ACT_TASK_DONE, 1,
         ERR_OK},
        {"done before", 1, 3, 1, RECTIFICATION_PLANNED, RECTIFICATION_ACT_TASK_DONE, 1,
         ERR_TASK_IS_DONE},
    };
    struct test_db *t = *state;
    struct store *s = open_ledger(t);
    struct rectification r;
    const struct task task = {.title = STR("补录")};
    struct rectification_change open = assign_to("周敏", 0);
    struct rectification_change add = {
        .action = RECTIFICATION_ACT_TASK, .to = RECTIFICATION_PLANNED, .task = &task};
    CHECK_ERR("open", act(t, s, 1, &open, &r, NULL), ERR_OK);
    CHECK_ERR("task", act(t, s, 2, &add, &r, NULL), ERR_OK);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        int64_t before = raw_int(t, "SELECT count(*) FROM audit_entry");
        struct rectification_change change = {
            .action = CASES[i].action, .to = RECTIFICATION_PLANNED, .task_no = CASES[i].task_no};
        struct call c = call_at(t, 5);
        c.change = &change;
        c.base = (struct rectification){.id = CASES[i].id,
                                        .deduction_id = CASES[i].deduction,
                                        .state = CASES[i].state,
                                        .version = CASES[i].version,
                                        .tasks = 1};
        CHECK_ERR(CASES[i].name, store_tx(s, TX_WRITE, "write", write_fn, &c, NULL), CASES[i].want);
        CHECK_INT(CASES[i].name, raw_int(t, "SELECT count(*) FROM audit_entry"),
                  before + (CASES[i].want == ERR_OK));
        CHECK_INT(CASES[i].name, raw_int(t, "SELECT count(*) FROM rectification_event"),
                  CASES[i].want == ERR_OK || i > 6 ? 3 : 2);
    }
    store_free(s);
}

enum { PEOPLE = 6, ACTS = 8 };

/* Each adds tasks to what it has seen last, and looks again when somebody was faster. */
static int person(int child, void *ctx)
{
    struct test_db *t = ctx;
    struct store *s = NULL;
    struct err e = {0};
    int failed = store_open(t->url, STORE_EXISTING, &s, &e) != ERR_OK;
    int done = 0;
    struct task task = {.title = STR("任务")};
    struct rectification_change change = {
        .action = RECTIFICATION_ACT_TASK, .to = RECTIFICATION_PLANNED, .task = &task};
    struct call c = call_at(t, child);
    c.change = &change;
    for (int turn = 0; turn < 4000 && done < ACTS && !failed; turn++) {
        enum err_code code = store_tx(s, TX_READ, "look", load_fn, &c, &e);
        c.base = c.r;
        if (code == ERR_OK)
            code = store_tx(s, TX_WRITE, "write", write_fn, &c, &e);
        done += code == ERR_OK;
        failed = code != ERR_OK && code != ERR_RECTIFY_CHANGED && code != ERR_DB_BUSY;
    }
    store_free(s);
    return failed || done < ACTS;
}

/* Nobody writes over what another has written: every task is there, numbered without gaps. */
static void test_store_rectification_write__together(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_ledger(t);
    struct rectification r;
    struct rectification_change open = assign_to("周敏", 0);
    CHECK_ERR("open", act(t, s, 1, &open, &r, NULL), ERR_OK);
    CHECK_INT("failed people", test_children(PEOPLE, person, t), 0);
    struct call c = load(t, s);
    CHECK_INT("version", c.r.version, 1 + PEOPLE * ACTS);
    CHECK_INT("events", c.events.n, 1 + PEOPLE * ACTS);
    CHECK_INT("tasks", c.tasks.n, PEOPLE * ACTS);
    for (size_t i = 0; i < c.tasks.n; i++)
        CHECK_INT("numbered", c.tasks.p[i].no, i + 1);
    struct audit_report report;
    CHECK_ERR("audit", test_verify(s, &report, NULL), ERR_OK);
    CHECK_INT("audit entries", report.count, 3 + PEOPLE * ACTS);
    store_free(s);
}

static int opener(int child, void *ctx)
{
    struct test_db *t = ctx;
    struct store *s = NULL;
    struct err e = {0};
    struct rectification_change open = assign_to("周敏", 0);
    struct call c = call_at(t, child);
    c.change = &open;
    c.base = (struct rectification){.deduction_id = 1};
    int failed = store_open(t->url, STORE_EXISTING, &s, &e) != ERR_OK;
    enum err_code code = ERR_DB_BUSY;
    while (!failed && code == ERR_DB_BUSY)
        code = store_tx(s, TX_WRITE, "write", write_fn, &c, &e);
    store_free(s);
    return failed || (code != ERR_OK && code != ERR_RECTIFY_CHANGED);
}

static void test_store_rectification_write__opened_once(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_ledger(t);
    CHECK_INT("failed people", test_children(PEOPLE, opener, t), 0);
    CHECK_INT("one", raw_int(t, "SELECT count(*) FROM rectification"), 1);
    CHECK_INT("one event", raw_int(t, "SELECT count(*) FROM rectification_event"), 1);
    store_free(s);
}

/* ---- one after the other ------------------------------------------------------------ */

static void test_store_rectification_write__follows(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_ledger(t);
    struct rectification r;
    struct rectification_change open = assign_to("周敏", 0);
    struct rectification_change close = {.action = RECTIFICATION_ACT_CLOSE,
                                         .to = RECTIFICATION_CLOSED};
    CHECK_ERR("open", act(t, s, 1, &open, &r, NULL), ERR_OK);
    CHECK_ERR("close", act(t, s, 9, &close, &r, NULL), ERR_OK);
    struct call c = call_at(t, 5); /* a clock that runs behind */
    c.change = &open;
    c.base = (struct rectification){.deduction_id = 1, .follows = 1, .changed_at = {9}};
    CHECK_ERR("again", store_tx(s, TX_WRITE, "again", write_fn, &c, NULL), ERR_OK);
    CHECK_INT("another", c.r.id, 2);
    CHECK_INT("follows", c.r.follows, 1);
    CHECK_INT("never before the one above", c.r.opened_at.ms, 9);
    c.deduction = 2;
    struct rectification_change recur = {
        .action = RECTIFICATION_ACT_RECUR, .to = RECTIFICATION_PLANNED, .follows = 1};
    c.change = &recur;
    CHECK_ERR("recur", store_tx(s, TX_WRITE, "recur", act_fn, &c, NULL), ERR_OK);
    CHECK_INT("recur", c.r.id, 3);
    CHECK_INT("recur", c.r.follows, 1);
    CHECK_INT("recur", c.r.owner.n, 0);
    c = load(t, s);
    CHECK_INT("all of them", c.list.n, 3);
    CHECK_INT("the newest one", c.r.id, 2);
    store_free(s);
}

/* What was on any day can be asked for. */
static void test_store_rectification_list__as_of(void **state)
{
    static const struct {
        const char *name;
        int64_t until;
        size_t n;
        enum rectification_state state;
        const char *owner;
        int64_t version;
        int32_t tasks, open_tasks, evidence;
        const char *submitted_by;
    } CASES[] = {
        {"before", 99, 0, 0, "", 0, 0, 0, 0, ""},
        {"opened", 100, 1, RECTIFICATION_PLANNED, "周敏", 1, 0, 0, 0, ""},
        {"a task", 250, 1, RECTIFICATION_PLANNED, "周敏", 2, 1, 1, 0, ""},
        {"done", 300, 1, RECTIFICATION_UNDER_WAY, "周敏", 3, 1, 0, 0, ""},
        {"another owner", 400, 1, RECTIFICATION_UNDER_WAY, "李强", 4, 1, 0, 0, ""},
        {"evidence", 599, 1, RECTIFICATION_UNDER_WAY, "李强", 5, 1, 0, 1, ""},
        {"submitted", 600, 1, RECTIFICATION_SUBMITTED, "李强", 6, 1, 0, 1, "tester"},
        {"now", INT64_MAX - 1, 1, RECTIFICATION_SUBMITTED, "李强", 6, 1, 0, 1, "tester"},
    };
    struct test_db *t = *state;
    struct store *s = open_ledger(t);
    struct rectification r;
    const struct task task = {.title = STR("补录")};
    struct evidence_file file = file_of(t, "a.txt", STR("x"));
    struct rectification_change changes[] = {
        assign_to("周敏", 0),
        {.action = RECTIFICATION_ACT_TASK, .to = RECTIFICATION_PLANNED, .task = &task},
        {.action = RECTIFICATION_ACT_TASK_DONE, .to = RECTIFICATION_UNDER_WAY, .task_no = 1},
        assign_to("李强", 0),
        {.action = RECTIFICATION_ACT_EVIDENCE, .to = RECTIFICATION_UNDER_WAY, .file = &file},
        {.action = RECTIFICATION_ACT_SUBMIT, .to = RECTIFICATION_SUBMITTED},
    };
    changes[3].to = RECTIFICATION_UNDER_WAY;
    for (size_t i = 0; i < ARRAY_LEN(changes); i++)
        CHECK_ERR("act", act(t, s, 100 * ((int64_t)i + 1), &changes[i], &r, NULL), ERR_OK);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct call c = call_at(t, 0);
        c.until = (instant){CASES[i].until};
        CHECK_ERR(CASES[i].name, store_tx(s, TX_READ, "load", load_fn, &c, NULL), ERR_OK);
        CHECK_INT(CASES[i].name, c.list.n, CASES[i].n);
        if (c.list.n == 0)
            continue;
        CHECK_INT(CASES[i].name, c.list.p[0].state, CASES[i].state);
        CHECK_STR(CASES[i].name, c.list.p[0].owner, CASES[i].owner);
        CHECK_INT(CASES[i].name, c.list.p[0].version, CASES[i].version);
        CHECK_INT(CASES[i].name, c.list.p[0].tasks, CASES[i].tasks);
        CHECK_INT(CASES[i].name, c.list.p[0].open_tasks, CASES[i].open_tasks);
        CHECK_INT(CASES[i].name, c.list.p[0].evidence, CASES[i].evidence);
        CHECK_STR(CASES[i].name, c.list.p[0].submitted_by, CASES[i].submitted_by);
    }
    store_free(s);
}

/* ---- rows that are wrong ------------------------------- */

static void test_store_rectification_of__corrupt(void **state)
{
    static const struct {
        const char *name, *sql;
    } CASES[] = {
        {"no state", "UPDATE rectification_event SET to_state = 'done'"},
        {"no day", "UPDATE rectification_event SET to_state = 'planned', due_on = '2017-02-30'"},
        {"no action", "UPDATE rectification_event SET due_on = NULL, action = 'dance'"},
        {"no class", "UPDATE deduction_cause SET class = 'weather'"},
    };
    struct test_db *t = *state;
    struct store *s = open_ledger(t);
    struct rectification r;
    struct rectification_change open = assign_to("周敏", 0);
    const struct cause cause = {.deduction_id = 1, .class = CAUSE_NOT_DONE, .proposed = CAUSE__MAX};
    struct call c = call_at(t, 3);
    c.confirm = &cause;
    CHECK_ERR("open", act(t, s, 1, &open, &r, NULL), ERR_OK);
    CHECK_ERR("confirm", store_tx(s, TX_WRITE, "confirm", confirm_fn, &c, NULL), ERR_OK);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        raw_exec(t, "%s", CASES[i].sql);
        c = call_at(t, 0);
        CHECK_ERR(CASES[i].name, store_tx(s, TX_READ, "load", load_fn, &c, NULL), ERR_DB_CORRUPT);
        raw_exec(t, "UPDATE rectification_event SET action = 'assign'");
    }
    store_free(s);
}

TEST_MAIN(STORE_TEST(test_store_rectification_write__whole_life),
          STORE_TEST(test_store_rectification_write__refusals),
          STORE_TEST(test_store_rectification_write__together),
          STORE_TEST(test_store_rectification_write__opened_once),
          STORE_TEST(test_store_rectification_write__follows),
          STORE_TEST(test_store_rectification_list__as_of),
          STORE_TEST(test_store_rectification_of__corrupt))
