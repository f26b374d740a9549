/*
 * test_audit_history.c — what is changed behind the chain's back is found: every column of a
 * rectification, its events, tasks and files, and rows that come and go.
 */
#include "rectify.h"

/* Two rectifications with an act of each kind that brings something; eight entries of the chain. */
static struct store *open_history(struct test_db *t)
{
    struct store *s = open_ledger(t);
    const struct task task = {.title = STR("补录"),
                              .owner = STR("孙磊"),
                              .has_due = true,
                              .due_on = {20600},
                              .sentence = STR("6月底前补录")};
    const struct evidence_file first = file_of(t, "照片.jpg", STR("1"));
    const struct evidence_file second = file_of(t, "照片.jpg", STR("2"));
    struct rectification_change assign = assign_to("周敏", 20500);
    assign.note = STR("请抓紧");
    const struct rectification_change acts[] = {
        assign,
        {.action = RECTIFICATION_ACT_TASK, .to = RECTIFICATION_PLANNED, .task = &task},
        {.action = RECTIFICATION_ACT_EVIDENCE, .to = RECTIFICATION_UNDER_WAY, .file = &first},
        {.action = RECTIFICATION_ACT_EVIDENCE, .to = RECTIFICATION_UNDER_WAY, .file = &second},
        {.action = RECTIFICATION_ACT_TASK_DONE, .to = RECTIFICATION_UNDER_WAY, .task_no = 1},
        {.action = RECTIFICATION_ACT_CLOSE, .to = RECTIFICATION_CLOSED},
        {.action = RECTIFICATION_ACT_ASSIGN, .to = RECTIFICATION_PLANNED, .owner = STR("周敏")},
    };
    struct rectification r = {0};
    for (size_t i = 0; i < ARRAY_LEN(acts); i++) {
        struct call c = call_at(t, 1000 * (int64_t)(i + 1));
        c.base = r.state == RECTIFICATION_CLOSED
                     ? (struct rectification){.deduction_id = 1, .follows = r.id}
                     : r;
        c.base.deduction_id = 1;
        c.change = &acts[i];
        CHECK_ERR("act", store_tx(s, TX_WRITE, "act", write_fn, &c, NULL), ERR_OK);
        r = c.r;
    }
    return s;
}

#define EVENT(column, value)                                                                       \
    "UPDATE rectification_event SET " column " = " value " WHERE rectification_id = 1 AND seq = 1"
#define HEAD(column, value) "UPDATE rectification SET " column " = " value
#define TASK(column, value) "UPDATE task SET " column " = " value
#define FILE_2(column, value)                                                                      \
    "UPDATE evidence SET " column " = " value " WHERE rectification_id = 1 AND no = 2"

/* The entries of the acts are 3 to 9: before them come the county and the plan. */
static const struct {
    const char *name;
    const char *spoil;
    int64_t seq; /* 0: of no entry */
    const char *detail;
} SPOILED[] = {
    {"who", EVENT("actor", "'x'"), 3, "rectification 1: event 1"},
    {"what", EVENT("action", "'open'"), 3, "rectification 1: event 1"},
    {"from where", EVENT("from_state", "'planned'"), 3, "event 1, which is stored otherwise"},
    {"to where", EVENT("to_state", "'closed'"), 3, "event 1"},
    {"owner", EVENT("owner", "'x'"), 3, "event 1"},
    {"no owner", EVENT("owner", "NULL"), 3, "event 1"},
    {"due date", EVENT("due_on", "'2027-01-01'"), 3, "event 1"},
    {"about", EVENT("about", "'x'"), 3, "event 1"},
    {"note", EVENT("note", "NULL"), 3, "event 1"},
    {"time", EVENT("at_ms", "999"), 3, "event 1"},
    {"an event gone", "DELETE FROM rectification_event WHERE rectification_id = 1 AND seq = 5", 7,
     "event 5, which is not stored"},
    {"an event more",
     "INSERT INTO rectification_event SELECT county, rectification_id, 7, at_ms, actor, action,"
     " from_state, to_state, owner, due_on, about, note FROM rectification_event"
     " WHERE rectification_id = 1 AND seq = 6",
     0, "rectification 1: event 7 is stored, but no entry tells of it"},
    {"two events swapped",
     "UPDATE rectification_event SET seq = 70 WHERE rectification_id = 1 AND seq = 3;"
     "UPDATE rectification_event SET seq = 3 WHERE rectification_id = 1 AND seq = 4;"
     "UPDATE rectification_event SET seq = 4 WHERE rectification_id = 1 AND seq = 70",
     5, "event 3"},
    {"opened again",
     "DELETE FROM rectification_event WHERE rectification_id = 2;"
     "DELETE FROM rectification WHERE rectification_id = 2;" HEAD("state", "'planned'"),
     8, "the rectification itself"},
    {"state of the newest", HEAD("state", "'closed'") " WHERE rectification_id = 2", 9,
     "rectification 2: the rectification itself"},
    {"deduction", HEAD("deduction_id", "2") " WHERE rectification_id = 2", 9, "itself"},
    {"version", HEAD("version", "5") " WHERE rectification_id = 1", 8, "itself"},
    {"link", HEAD("follows", "NULL") " WHERE rectification_id = 2", 9, "itself"},
    {"opened", HEAD("opened_at", "1") " WHERE rectification_id = 1", 8, "itself"},
    {"task", TASK("title", "'x'"), 4, "task 1, which is stored otherwise"},
    {"its owner", TASK("owner", "NULL"), 4, "task 1"},
    {"its day", TASK("due_on", "'2027-01-01'"), 4, "task 1"},
    {"its sentence", TASK("sentence", "'x'"), 4, "task 1"},
    {"who added it", TASK("added_by", "'x'"), 4, "task 1"},
    {"when", TASK("added_at", "1"), 4, "task 1"},
    {"who ended it", TASK("done_by", "'x'"), 7, "the end of task 1"},
    {"when it ended", TASK("done_at", "1"), 7, "the end of task 1"},
    {"open again", TASK("done_at", "NULL, done_by = NULL"), 7,
     "the end of task 1, which is not stored"},
    {"a task more",
     "INSERT INTO task SELECT county, rectification_id, 2, title, owner, due_on, sentence,"
     " added_by, added_at, NULL, NULL FROM task",
     0, "task 2 is stored"},
    {"name of a file", FILE_2("name", "'x'"), 6, "file 2"},
    {"its revision", FILE_2("revision", "3"), 6, "file 2"},
    {"its bytes", FILE_2("sha256", "(SELECT sha256 FROM evidence WHERE no = 1)"), 6, "file 2"},
    {"who put it in", FILE_2("added_by", "'x'"), 6, "file 2"},
    {"when it came", FILE_2("added_at", "1"), 6, "file 2"},
    {"a file gone", "DELETE FROM evidence WHERE no = 2", 6, "file 2, which is not stored"},
    {"several: the first in the chain", TASK("title", "'x'") ";" EVENT("actor", "'x'"), 3,
     "event 1"},
};

static void spoiled_check(size_t i)
{
    struct test_db t;
    test_db_init(&t);
    const char *name = SPOILED[i].name;
    struct store *s = open_history(&t);
    struct audit_report report;
    struct err e = {.code = ERR_OK};
    CHECK_ERR(name, test_verify(s, &report, &e), ERR_OK);
    CHECK_INT(name, report.count, 9);
    raw_exec(&t, "%s", SPOILED[i].spoil);
    CHECK_ERR(name, test_verify(s, &report, &e), ERR_AUDIT_BROKEN);
    CHECK_STR(name, str_of(audit_fault_name(report.fault)), "history");
    CHECK_INT(name, report.count, 9);
    if (report.seq != SPOILED[i].seq || strstr(e.detail, SPOILED[i].detail) == NULL)
        fail_msg("%s: at %lld: %s", name, (long long)report.seq, e.detail);
    store_free(s);
    test_db_release(&t);
}

static void test_store_audit_verify__rows_changed(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(SPOILED); i++)
        spoiled_check(i);
}

/* Rows of another county are none of this chain's business. */
static void test_store_audit_verify__other_county(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_history(t);
    struct audit_report report;
    raw_exec(t, "INSERT INTO county SELECT 'c2', name, created_at FROM county");
    raw_exec(t, "INSERT INTO plan SELECT 'c2', plan_id, latest, number FROM plan");
    raw_exec(t, "INSERT INTO deduction SELECT 'c2', deduction_id, plan_id FROM deduction");
    raw_exec(t, "INSERT INTO rectification SELECT 'c2', rectification_id, 3, NULL, 'closed',"
                " version, 77 FROM rectification");
    raw_exec(t, "INSERT INTO rectification_event SELECT 'c2', rectification_id, seq, 77, actor,"
                " action, from_state, to_state, owner, due_on, about, note"
                " FROM rectification_event");
    raw_exec(t, "INSERT INTO task SELECT 'c2', rectification_id, no, 'x', owner, due_on, sentence,"
                " added_by, added_at, done_by, done_at FROM task");
    raw_exec(t, "INSERT INTO evidence_content SELECT 'c2', sha256, size, content"
                " FROM evidence_content");
    raw_exec(t, "INSERT INTO evidence SELECT 'c2', rectification_id, no, name, revision, sha256,"
                " 'x', added_at FROM evidence");
    CHECK_ERR("the chain of c1", test_verify(s, &report, NULL), ERR_OK);
    store_free(s);
}

/* A chain that was broken itself is told first, whatever the rows say. */
static void test_store_audit_verify__chain_first(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_history(t);
    struct audit_report report;
    raw_exec(t, "UPDATE rectification_event SET actor = 'x'");
    raw_exec(t, "UPDATE audit_entry SET actor = 'x' WHERE seq = 9");
    CHECK_ERR("both", test_verify(s, &report, NULL), ERR_AUDIT_BROKEN);
    CHECK_INT("the entry", report.fault, AUDIT_ALTERED);
    CHECK_INT("the entry", report.seq, 9);
    store_free(s);
}

TEST_MAIN(cmocka_unit_test(test_store_audit_verify__rows_changed),
          STORE_TEST(test_store_audit_verify__other_county),
          STORE_TEST(test_store_audit_verify__chain_first))
