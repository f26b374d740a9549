/*
 * test_evidence.c — evidence files, cause classes and decisions on promises: what goes in
 * comes back, on either engine.
 */
#include "rectify.h"

/* ---- evidence ------------------------------------------------------------------------ */

/* Bytes of every value, in an order of their own. */
static struct str bytes_of(struct test_db *t, size_t n, uint32_t seed)
{
    char *p = arena_alloc(&t->a, n);
    for (size_t i = 0; i < n; i++)
        p[i] = (char)((seed = seed * 1664525 + 1013904223) >> 24);
    return (struct str){p, n};
}

static void test_store_evidence_get__round_trip(void **state)
{
    static const struct {
        const char *name, *file;
        size_t size;
        uint32_t seed;
        int32_t revision;
        const char *about;
    } CASES[] = {
        {"one byte", "a.bin", 1, 1, 1, "a.bin"},
        {"all bytes", "b.bin", 4096, 2, 1, "b.bin"},
        {"the same name", "a.bin", 100, 3, 2, "a.bin (2)"},
        {"the same bytes", "c.bin", 4096, 2, 1, "c.bin"},
        {"back to the first", "a.bin", 1, 1, 3, "a.bin (3)"},
        {"a name in Chinese", "佐证 材料.pdf", 70000, 4, 1, "佐证 材料.pdf"},
        {"the largest", "max.bin", EVIDENCE_SIZE_MAX, 5, 1, "max.bin"},
    };
    struct test_db *t = *state;
    struct store *s = open_ledger(t);
    struct rectification r;
    struct rectification_change open = assign_to("周敏", 0);
    CHECK_ERR("open", act(t, s, 1, &open, &r, NULL), ERR_OK);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct evidence_file file =
            file_of(t, CASES[i].file, bytes_of(t, CASES[i].size, CASES[i].seed));
        struct rectification_change add = {
            .action = RECTIFICATION_ACT_EVIDENCE, .to = RECTIFICATION_UNDER_WAY, .file = &file};
        CHECK_ERR(CASES[i].name, act(t, s, 10 + (int64_t)i, &add, &r, NULL), ERR_OK);
    }
    struct call c = load(t, s);
    CHECK_INT("files", c.files.n, ARRAY_LEN(CASES));
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct call g = call_at(t, 0);
        g.id = r.id;
        g.no = (int32_t)i + 1;
        CHECK_ERR(CASES[i].name, store_tx(s, TX_READ, "get", get_fn, &g, NULL), ERR_OK);
        CHECK_INT(CASES[i].name, g.file.no, i + 1);
        CHECK_STR(CASES[i].name, g.file.name, CASES[i].file);
        CHECK_INT(CASES[i].name, g.file.revision, CASES[i].revision);
        CHECK_INT(CASES[i].name, g.file.size, CASES[i].size);
        CHECK_INT(CASES[i].name, g.file.added_at.ms, 10 + i);
        CHECK_STR(CASES[i].name, g.file.added_by, "tester");
        CHECK(CASES[i].name, str_eq(g.content, bytes_of(t, CASES[i].size, CASES[i].seed)));
        CHECK_STR(CASES[i].name, c.events.p[i + 1].about, CASES[i].about);
        CHECK(CASES[i].name, str_eq(c.files.p[i].sha256, g.file.sha256));
    }
    CHECK_INT("each content once", raw_int(t, "SELECT count(*) FROM evidence_content"),
              ARRAY_LEN(CASES) - 2);
    store_free(s);
}

static void test_store_evidence_get__faults(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_ledger(t);
    struct rectification r;
    struct evidence_file file = file_of(t, "a.bin", STR("abc"));
    struct rectification_change open = assign_to("周敏", 0);
    struct rectification_change add = {
        .action = RECTIFICATION_ACT_EVIDENCE, .to = RECTIFICATION_UNDER_WAY, .file = &file};
    CHECK_ERR("open", act(t, s, 1, &open, &r, NULL), ERR_OK);
    CHECK_ERR("add", act(t, s, 2, &add, &r, NULL), ERR_OK);
    struct call c = call_at(t, 0);
    c.id = r.id;
    c.no = 2;
    CHECK_ERR("no such file", store_tx(s, TX_READ, "get", get_fn, &c, NULL),
              ERR_EVIDENCE_NOT_FOUND);
    c.no = 1;
    c.id = 7;
    CHECK_ERR("of no rectification", store_tx(s, TX_READ, "get", get_fn, &c, NULL),
              ERR_EVIDENCE_NOT_FOUND);
    c.id = r.id;
    raw_exec(t, "UPDATE evidence_content SET content = %s",
             t->engine == DB_SQLITE ? "x'616264'" : "'\\x616264'");
    CHECK_ERR("bytes that were changed", store_tx(s, TX_READ, "get", get_fn, &c, NULL),
              ERR_DB_CORRUPT);
    store_free(s);
}

/* ---- causes and promises --------------------------------------------------------------- */

static void test_store_cause_confirm__newest_holds(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_ledger(t);
    struct call c = load(t, s);
    CHECK_INT("none", c.cause.class, CAUSE__MAX);
    CHECK_INT("none", c.causes.n, 0);
    const struct cause causes[] = {
        {1, CAUSE_NOT_DONE, CAUSE_LATE_ENTRY, STR("录入晚\n迟"), {0}, {0}},
        {3, CAUSE_MISCONDUCT, CAUSE__MAX, {0}, {0}, {0}},
        {1, CAUSE_LATE_ENTRY, CAUSE_LATE_ENTRY, STR("录入晚"), {0}, {0}},
    };
    for (size_t i = 0; i < ARRAY_LEN(causes); i++) {
        c = call_at(t, 10 + (int64_t)i);
        c.confirm = &causes[i];
        CHECK_ERR("confirm", store_tx(s, TX_WRITE, "confirm", confirm_fn, &c, NULL), ERR_OK);
    }
    c = load(t, s);
    CHECK_INT("the newest", c.cause.class, CAUSE_LATE_ENTRY);
    CHECK_INT("its proposal", c.cause.proposed, CAUSE_LATE_ENTRY);
    CHECK_STR("its words", c.cause.words, "录入晚");
    CHECK_STR("by whom", c.cause.confirmed_by, "tester");
    CHECK_INT("when", c.cause.confirmed_at.ms, 12);
    CHECK_INT("of all deductions", c.causes.n, 2);
    CHECK_INT("the first", c.causes.p[0].class, CAUSE_LATE_ENTRY);
    CHECK_INT("the third", c.causes.p[1].class, CAUSE_MISCONDUCT);
    CHECK_INT("without a proposal", c.causes.p[1].proposed, CAUSE__MAX);
    CHECK_INT("nothing is lost", raw_int(t, "SELECT count(*) FROM deduction_cause"), 3);
    const struct cause unknown = {.deduction_id = 99, .class = CAUSE_NOT_DONE};
    c.confirm = &unknown;
    CHECK_ERR("no such deduction", store_tx(s, TX_WRITE, "confirm", confirm_fn, &c, NULL),
              ERR_DB_CONSTRAINT);
    store_free(s);
}

static const struct {
    const char *name;
    struct promise_decision d;
    enum err_code want;
} DECISIONS[] = {
    {"a task",
     {.deduction_id = 1,
      .sentence = {"6月底前补发到位", 22},
      .words = {"6月底前", 10},
      .nth = 1,
      .kind = PROMISE_TASK,
      .accepted = true,
      .rectification_id = 1,
      .task_no = 1},
     ERR_OK},
    {"a duty",
     {.deduction_id = 1,
      .sentence = {"每周抽查一次", 18},
      .words = {"每周", 6},
      .nth = 1,
      .kind = PROMISE_DUTY,
      .accepted = true,
      .rule = {"- id: x\n", 8}},
     ERR_OK},
    {"the same again",
     {.deduction_id = 1,
      .sentence = {"每周抽查一次", 18},
      .words = {"每周", 6},
      .nth = 1,
      .kind = PROMISE_DUTY},
     ERR_PROMISE_DECIDED},
    {"the second with these words",
     {.deduction_id = 1,
      .sentence = {"每周抽查一次", 18},
      .words = {"每周", 6},
      .nth = 2,
      .kind = PROMISE_DUTY},
     ERR_OK},
    {"the second again",
     {.deduction_id = 1,
      .sentence = {"每周抽查一次", 18},
      .words = {"每周", 6},
      .nth = 2,
      .kind = PROMISE_DUTY},
     ERR_PROMISE_DECIDED},
    {"the last that can be told apart",
     {.deduction_id = 1,
      .sentence = {"每周抽查一次", 18},
      .words = {"每周", 6},
      .nth = PROMISE_NTH_MAX,
      .kind = PROMISE_DUTY},
     ERR_OK},
    {"one too many",
     {.deduction_id = 1,
      .sentence = {"每周抽查一次", 18},
      .words = {"每周", 6},
      .nth = PROMISE_NTH_MAX + 1,
      .kind = PROMISE_DUTY},
     ERR_TOO_BIG},
    {"other words of the sentence",
     {.deduction_id = 1,
      .sentence = {"每周抽查一次", 18},
      .words = {"每周抽查", 12},
      .nth = 1,
      .kind = PROMISE_VAGUE},
     ERR_OK},
    {"of another deduction",
     {.deduction_id = 2,
      .sentence = {"每周抽查一次", 18},
      .words = {"每周", 6},
      .nth = 1,
      .kind = PROMISE_DUTY},
     ERR_OK},
    {"no such deduction",
     {.deduction_id = 9, .sentence = {"a", 1}, .words = {"b", 1}, .nth = 1, .kind = PROMISE_TASK},
     ERR_DB_CONSTRAINT},
    {"no such task",
     {.deduction_id = 3,
      .sentence = {"a", 1},
      .words = {"b", 1},
      .nth = 1,
      .kind = PROMISE_TASK,
      .accepted = true,
      .rectification_id = 1,
      .task_no = 2},
     ERR_DB_CONSTRAINT},
};

static void test_store_promise_decide__once(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_ledger(t);
    struct rectification r;
    const struct task task = {.title = STR("补发")};
    struct rectification_change open = assign_to("周敏", 0);
    struct rectification_change add = {
        .action = RECTIFICATION_ACT_TASK, .to = RECTIFICATION_PLANNED, .task = &task};
    CHECK_ERR("open", act(t, s, 1, &open, &r, NULL), ERR_OK);
    CHECK_ERR("task", act(t, s, 2, &add, &r, NULL), ERR_OK);
    size_t stored = 0;
    for (size_t i = 0; i < ARRAY_LEN(DECISIONS); i++) {
        struct call c = call_at(t, 10 + (int64_t)i);
        c.decide = &DECISIONS[i].d;
        CHECK_ERR(DECISIONS[i].name, store_tx(s, TX_WRITE, "decide", decide_fn, &c, NULL),
                  DECISIONS[i].want);
        if (DECISIONS[i].want != ERR_OK)
            continue;
        CHECK_INT(DECISIONS[i].name, c.id, ++stored);
        c = load(t, s);
        CHECK_INT(DECISIONS[i].name, c.decisions.n, stored);
        const struct promise_decision *got = &c.decisions.p[stored - 1];
        const struct promise_decision *want = &DECISIONS[i].d;
        CHECK_INT(DECISIONS[i].name, got->deduction_id, want->deduction_id);
        CHECK(DECISIONS[i].name, str_eq(got->sentence, want->sentence));
        CHECK(DECISIONS[i].name, str_eq(got->words, want->words));
        CHECK_INT(DECISIONS[i].name, got->nth, want->nth);
        CHECK_INT(DECISIONS[i].name, got->kind, want->kind);
        CHECK_INT(DECISIONS[i].name, got->accepted, want->accepted);
        CHECK_INT(DECISIONS[i].name, got->rectification_id, want->rectification_id);
        CHECK_INT(DECISIONS[i].name, got->task_no, want->task_no);
        CHECK(DECISIONS[i].name, str_eq(got->rule, want->rule));
        CHECK_STR(DECISIONS[i].name, got->decided_by, "tester");
        CHECK_INT(DECISIONS[i].name, got->decided_at.ms, 10 + i);
    }
    store_free(s);
}

TEST_MAIN(STORE_TEST(test_store_evidence_get__round_trip),
          STORE_TEST(test_store_evidence_get__faults),
          STORE_TEST(test_store_cause_confirm__newest_holds),
          STORE_TEST(test_store_promise_decide__once))
