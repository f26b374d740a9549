/*
 * test_rectification.c — the state machine: every act in every state, and every
 * combination of what must hold besides.
 */
#include "core/remedy/rectification.h"

#include "testmain.h"

/* ---- state × action ---------------------------------------------------- */

/* What must come of each act in each state, written down a second time and another way. */
static const struct {
    const char *name;
    enum rectification_action action;
    /* in the states none, planned, under_way, submitted, verified, closed, returned;
       a letter names the state it leads to, '-' a refusal */
    const char *to;
} MATRIX[] = {
    {"open", RECTIFICATION_ACT_OPEN, "P------"},
    {"recur", RECTIFICATION_ACT_RECUR, "PPUSV-R"},
    {"assign", RECTIFICATION_ACT_ASSIGN, "PPU---R"},
    {"task", RECTIFICATION_ACT_TASK, "-PU---R"},
    {"task_done", RECTIFICATION_ACT_TASK_DONE, "-UUSV-U"},
    {"evidence", RECTIFICATION_ACT_EVIDENCE, "-UU---U"},
    {"cause", RECTIFICATION_ACT_CAUSE, "-PUSV-R"},
    {"submit", RECTIFICATION_ACT_SUBMIT, "--S---S"},
    {"verify", RECTIFICATION_ACT_VERIFY, "---V---"},
    {"return", RECTIFICATION_ACT_RETURN, "---RR--"},
    {"close", RECTIFICATION_ACT_CLOSE, "----C--"},
};

static const char STATE_LETTERS[] = "NPUSVCR";

/* In this state, with everything there that any guard asks for. */
static struct rectification everything(enum rectification_state state)
{
    return (struct rectification){
        .id = state == RECTIFICATION_NONE ? 0 : 7,
        .deduction_id = 12,
        .state = state,
        .owner = STR("周敏"),
        .submitted_by = STR("周敏"),
        .version = 3,
        .tasks = 2,
        .evidence = 1,
    };
}

static enum err_code refusal(enum rectification_state state)
{
    if (state == RECTIFICATION_NONE)
        return ERR_RECTIFY_NOT_OPEN;
    return state == RECTIFICATION_CLOSED ? ERR_RECTIFY_CLOSED : ERR_RECTIFY_STATE;
}

static void test_rectification_step__every_act_in_every_state(void **state)
{
    (void)state;
    CHECK_INT("a row for each action", ARRAY_LEN(MATRIX), RECTIFICATION_ACT__MAX);
    CHECK_INT("a letter for each state", strlen(STATE_LETTERS), RECTIFICATION_STATE__MAX);
    for (size_t i = 0; i < ARRAY_LEN(MATRIX); i++)
        for (enum rectification_state from = 0; from < RECTIFICATION_STATE__MAX; from++) {
            char name[64];
            (void)snprintf(name, sizeof(name), "%s while %s", MATRIX[i].name,
                           rectification_state_name(from));
            struct rectification r = everything(from);
            struct rectification_act act = {MATRIX[i].action, STR("李强"), STR("照片不全"), true};
            enum rectification_state to = RECTIFICATION_STATE__MAX;
            struct err e = {0};
            char want = MATRIX[i].to[from];
            CHECK_ERR(name, rectification_step(&r, &act, &to, &e),
                      want == '-' ? refusal(from) : ERR_OK);
            if (want == '-') {
                CHECK_INT(name, to, RECTIFICATION_STATE__MAX);
                CHECK(name, e.detail[0] != '\0');
            } else {
                CHECK_INT(name, STATE_LETTERS[to], want);
                CHECK_INT(name, rectification_unmet(&r, &act), 0);
            }
        }
}

/* ---- guards ------------------------------------------------------------ */

/* One thing that may be wrong, and which acts must refuse because of it. */
static const struct {
    const char *name;
    enum rectification_guard guard;
    enum err_code code;
    const char *acts; /* first letters of submit, verify, return, close */
} GUARDS[] = {
    {"the submitter himself", GUARD_OTHER_PERSON, ERR_RECTIFY_SAME_PERSON, "vrc"},
    {"no owner", GUARD_OWNER, ERR_RECTIFY_OWNER, "s"},
    {"no reason", GUARD_REASON, ERR_RECTIFY_REASON, "r"},
    {"no cause", GUARD_CAUSE, ERR_RECTIFY_CAUSE, "c"},
    {"no evidence", GUARD_EVIDENCE, ERR_RECTIFY_EVIDENCE, "sc"},
    {"an open task", GUARD_NO_OPEN_TASK, ERR_RECTIFY_TASKS, "c"},
};

static void spoil(struct rectification *r, struct rectification_act *act, uint32_t wrong)
{
    if (wrong & GUARD_OTHER_PERSON)
        act->actor = r->submitted_by;
    if (wrong & GUARD_OWNER)
        r->owner = STR_NONE;
    if (wrong & GUARD_REASON)
        act->note = STR(" 　\t");
    if (wrong & GUARD_CAUSE)
        act->has_cause = false;
    if (wrong & GUARD_EVIDENCE)
        r->evidence = 0;
    if (wrong & GUARD_NO_OPEN_TASK)
        r->open_tasks = 1;
}

/* Whether the table says that the action looks at the guard. */
static bool guards(enum rectification_action action, size_t guard)
{
    const char *name = rectification_action_name(action);
    bool final = action == RECTIFICATION_ACT_SUBMIT || action == RECTIFICATION_ACT_VERIFY ||
                 action == RECTIFICATION_ACT_RETURN || action == RECTIFICATION_ACT_CLOSE;
    return final && strchr(GUARDS[guard].acts, name[0]) != NULL;
}

static enum err_code guard_first(enum rectification_action action, uint32_t wrong)
{
    for (size_t i = 0; i < ARRAY_LEN(GUARDS); i++)
        if ((wrong & GUARDS[i].guard) && guards(action, i))
            return GUARDS[i].code;
    return ERR_OK;
}

/* All 64 combinations of what may be wrong, for every act in every state that allows it. */
static void test_rectification_step__every_guard(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(MATRIX); i++)
        for (enum rectification_state from = 0; from < RECTIFICATION_STATE__MAX; from++)
            for (uint32_t wrong = 0; wrong < 64; wrong++) {
                char name[96];
                (void)snprintf(name, sizeof(name), "%s while %s, wrong %u", MATRIX[i].name,
                               rectification_state_name(from), wrong);
                struct rectification r = everything(from);
                struct rectification_act act = {MATRIX[i].action, STR("李强"), STR("照片不全"),
                                                true};
                enum rectification_state to;
                spoil(&r, &act, wrong);
                bool possible = MATRIX[i].to[from] != '-';
                CHECK_ERR(name, rectification_step(&r, &act, &to, NULL),
                          possible ? guard_first(MATRIX[i].action, wrong) : refusal(from));
                uint32_t unmet = 0;
                for (size_t k = 0; k < ARRAY_LEN(GUARDS); k++)
                    if ((wrong & GUARDS[k].guard) && guards(MATRIX[i].action, k))
                        unmet |= GUARDS[k].guard;
                CHECK_INT(name, rectification_unmet(&r, &act), unmet);
            }
}

/* Whatever is tried in whatever order, no path leads round verification by a second person. */
static void test_rectification_step__closed_only_by_two_people(void **state)
{
    (void)state;
    static const char *const PEOPLE[] = {"周敏", "李强"};
    uint64_t seed = 1;
    int closed = 0;
    for (int round = 0; round < 2000; round++) {
        struct rectification r = {0};
        bool verified_by_other = false;
        for (int turn = 0; turn < 40 && r.state != RECTIFICATION_CLOSED; turn++) {
            seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407U;
            enum rectification_action action =
                (enum rectification_action)((seed >> 33) % RECTIFICATION_ACT__MAX);
            struct rectification_act act = {action, str_of(PEOPLE[(seed >> 50) & 1]), STR("x"),
                                            true};
            enum rectification_state to;
            if (rectification_step(&r, &act, &to, NULL) != ERR_OK)
                continue;
            r.id = 1;
            r.state = to;
            if (action == RECTIFICATION_ACT_ASSIGN)
                r.owner = act.actor;
            if (action == RECTIFICATION_ACT_EVIDENCE)
                r.evidence++;
            if (action == RECTIFICATION_ACT_SUBMIT)
                r.submitted_by = act.actor;
            if (to != RECTIFICATION_VERIFIED && to != RECTIFICATION_CLOSED)
                verified_by_other = false;
            if (action == RECTIFICATION_ACT_VERIFY)
                verified_by_other = !str_eq(act.actor, r.submitted_by);
        }
        if (r.state == RECTIFICATION_CLOSED) {
            closed++;
            CHECK("verified by another", verified_by_other && r.evidence > 0 && r.owner.n > 0);
        }
    }
    CHECK("some rounds end closed", closed > 100);
}

/* ---- names ------------------------------------------------------------- */

static void test_rectification_state_of__names(void **state)
{
    (void)state;
    for (enum rectification_state s = 0; s < RECTIFICATION_STATE__MAX; s++) {
        const char *name = rectification_state_name(s);
        CHECK_INT(name, rectification_state_of(str_of(name)), s);
        CHECK(name, rectification_state_title(s, LANG_EN)[0] != '\0');
        CHECK(name, rectification_state_title(s, LANG_ZH)[0] != '\0');
    }
    for (enum rectification_action a = 0; a < RECTIFICATION_ACT__MAX; a++) {
        const char *name = rectification_action_name(a);
        CHECK_INT(name, rectification_action_of(str_of(name)), a);
        CHECK(name, rectification_action_title(a, LANG_EN)[0] != '\0');
        CHECK(name, rectification_action_title(a, LANG_ZH)[0] != '\0');
    }
    CHECK_INT("no such state", rectification_state_of(STR("Planned")), RECTIFICATION_STATE__MAX);
    CHECK_INT("no such action", rectification_action_of(STR("")), RECTIFICATION_ACT__MAX);
}

static void test_rectification_same_person__cases(void **state)
{
    (void)state;
    static const struct {
        const char *name, *a, *b;
        bool same;
    } CASES[] = {
        {"the same", "周敏", "周敏", true},
        {"another", "周敏", "周明", false},
        {"a blank inside", "周　敏", "周敏", true},
        {"blanks around", " 周敏 ", "周敏", true},
        {"letter case", "Zhou Min", "zhoumin", true},
        {"full-width letters", "ｚｈｏｕ", "zhou", true},
        {"a longer one", "周敏", "周敏敏", false},
        {"one of nothing", "周敏", "", false},
        {"nothing and blanks", "", " ", true},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct str a = str_of(CASES[i].a);
        struct str b = str_of(CASES[i].b);
        CHECK_INT(CASES[i].name, rectification_same_person(a, b), CASES[i].same);
        CHECK_INT(CASES[i].name, rectification_same_person(b, a), CASES[i].same);
    }
}

/* ---- days -------------------------------------------------------------- */

static void test_rectification_overdue__cases(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum rectification_state state;
        bool has_due;
        int32_t due, day, want;
    } CASES[] = {
        {"before", RECTIFICATION_PLANNED, true, 100, 99, 0},
        {"the day itself", RECTIFICATION_PLANNED, true, 100, 100, 0},
        {"the day after", RECTIFICATION_UNDER_WAY, true, 100, 101, 1},
        {"submitted is not closed", RECTIFICATION_SUBMITTED, true, 100, 131, 31},
        {"verified is not closed", RECTIFICATION_VERIFIED, true, 100, 102, 2},
        {"returned", RECTIFICATION_RETURNED, true, 100, 110, 10},
        {"closed", RECTIFICATION_CLOSED, true, 100, 500, 0},
        {"without a day", RECTIFICATION_PLANNED, false, 0, 500, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct rectification r = {.id = 1,
                                  .state = CASES[i].state,
                                  .has_due = CASES[i].has_due,
                                  .due_on = {CASES[i].due}};
        struct task t = {.no = 1,
                         .has_due = CASES[i].has_due,
                         .due_on = {CASES[i].due},
                         .done = CASES[i].state == RECTIFICATION_CLOSED};
        date day = {CASES[i].day};
        CHECK_INT(CASES[i].name, rectification_overdue(&r, day), CASES[i].want);
        CHECK_INT(CASES[i].name, task_overdue(&t, day), CASES[i].want);
    }
}

TEST_MAIN(cmocka_unit_test(test_rectification_step__every_act_in_every_state),
          cmocka_unit_test(test_rectification_step__every_guard),
          cmocka_unit_test(test_rectification_step__closed_only_by_two_people),
          cmocka_unit_test(test_rectification_state_of__names),
          cmocka_unit_test(test_rectification_same_person__cases),
          cmocka_unit_test(test_rectification_overdue__cases))
