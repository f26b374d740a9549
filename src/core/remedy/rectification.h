/*
 * rectification.h — what is done about a deduction until it is closed (整改到销号).
 *
 * Place in the flow: deduction → [rectification] → notices and documents.
 * Pure: the state machine and the values; the store keeps them, the application
 * asks the machine before it writes anything.
 *
 *     none ──assign──▶ planned ──evidence, task done──▶ under_way ──submit──▶ submitted
 *                                     ▲                                          │
 *                                     │ evidence, task done            verify ───┤
 *                                  returned ◀──return with a reason──────────────┤
 *                                                    closed ◀──close── verified ◀┘
 *
 * Invariants, all from the table of rectification.def:
 *   - verifying, returning and closing take another person than the one who submitted;
 *   - submitting needs an owner and at least one evidence file, returning a reason;
 *   - closing needs a confirmed cause class, evidence, and no open task;
 *   - closed is the end: what comes after is a new one that follows it.
 *
 * Memory: texts live in the arena of whoever built the value.
 */
#pragma once

#include "base/date.h"
#include "base/lang.h"
#include "base/vec.h"

/* ---- states and actions ------------------------------------------------ */

enum rectification_state {
#define RECTIFICATION_STATE(name, key, en, zh) RECTIFICATION_##name,
#include "core/remedy/rectification.def"
    RECTIFICATION_STATE__MAX
};

enum rectification_action {
#define RECTIFICATION_ACTION(name, key, guards, en, zh) RECTIFICATION_ACT_##name,
#include "core/remedy/rectification.def"
    RECTIFICATION_ACT__MAX
};

/* What must hold besides the state; in the order in which it is asked. */
enum rectification_guard {
    GUARD_OTHER_PERSON = 1,
    GUARD_OWNER = 2,
    GUARD_REASON = 4,
    GUARD_CAUSE = 8,
    GUARD_EVIDENCE = 16,
    GUARD_NO_OPEN_TASK = 32,
};

/* Stable names, "under_way" and "task_done"; kept in the store, shown in JSON. */
const char *rectification_state_name(enum rectification_state state);
const char *rectification_action_name(enum rectification_action action);

/* The value of a stable name, or …__MAX if there is none. */
enum rectification_state rectification_state_of(struct str name);
enum rectification_action rectification_action_of(struct str name);

/* What people read, in `lang`. */
const char *rectification_state_title(enum rectification_state state, enum lang lang);
const char *rectification_action_title(enum rectification_action action, enum lang lang);

/* ---- values ------------------------------------------------------------ */

/* A rectification as it stands after its newest event. */
struct rectification {
    int64_t id; /* 0: none has been opened; `state` is then RECTIFICATION_NONE */
    int64_t deduction_id;
    int64_t follows; /* the closed one after which this one came, 0 if none */
    enum rectification_state state;
    struct str owner; /* empty: nobody yet */
    bool has_due;
    date due_on;
    struct str submitted_by; /* who submitted last; empty before the first time */
    int64_t version;         /* number of its newest event, from 1 */
    instant opened_at;
    instant changed_at; /* the time of that event */
    int32_t tasks, open_tasks;
    int32_t evidence; /* files, revisions counted */
};

struct rectification_list {
    struct rectification *p;
    size_t n;
};

/* One act; never changed afterwards. */
struct rectification_event {
    int64_t seq; /* 1, 2, … in the rectification */
    instant at;
    struct str actor;
    enum rectification_action action;
    enum rectification_state from, to;
    struct str owner; /* after the act */
    bool has_due;
    date due_on;
    struct str about; /* a task's title, a file's name, a class; empty if nothing */
    struct str note;  /* the person's own words; empty if none */
};

struct task {
    int32_t no; /* 1, 2, … in the rectification */
    struct str title;
    struct str owner; /* empty: the owner of the rectification */
    bool has_due;
    date due_on;
    struct str sentence; /* of the measure that promises it; empty: added by hand */
    struct str added_by;
    instant added_at;
    bool done;
    struct str done_by; /* empty unless done, as is the time */
    instant done_at;
};

/* A file without its bytes. */
struct evidence {
    int32_t no;       /* 1, 2, … in the rectification */
    struct str name;  /* without folders */
    int32_t revision; /* 1, 2, … of the files of this name */
    struct str sha256;
    int64_t size; /* bytes */
    struct str added_by;
    instant added_at;
};

enum { EVIDENCE_SIZE_MAX = 16 * 1024 * 1024 };

/* ---- the machine ------------------------------------------------------- */

/* What somebody is about to do. */
struct rectification_act {
    enum rectification_action action;
    struct str actor;
    struct str note;
    bool has_cause; /* a person has confirmed the deduction's cause class */
};

/*
 * The state to which the act leads. An unopened rectification is one whose id is 0.
 *
 * errors  ERR_RECTIFY_NOT_OPEN    nothing has been opened yet
 *         ERR_RECTIFY_CLOSED      it is closed
 *         ERR_RECTIFY_STATE       the act is not possible in this state
 *         and for the first guard that does not hold: ERR_RECTIFY_SAME_PERSON,
 *         ERR_RECTIFY_OWNER, ERR_RECTIFY_REASON, ERR_RECTIFY_CAUSE,
 *         ERR_RECTIFY_EVIDENCE, ERR_RECTIFY_TASKS
 */
ERR_CHECKED enum err_code rectification_step(const struct rectification *r,
                                             const struct rectification_act *act,
                                             enum rectification_state *ret_to, struct err *e);

/* The guards of the action that do not hold: a set of enum rectification_guard. */
uint32_t rectification_unmet(const struct rectification *r, const struct rectification_act *act);

/*
 * Whether two names mean one person: blanks, letter case of ASCII and full-width forms do
 * not tell people apart.
 */
bool rectification_same_person(struct str a, struct str b);

/* Days by which it is late on `day`; 0 if it is not, has no due date, or is closed. */
int32_t rectification_overdue(const struct rectification *r, date day);

/* The same of a task. */
int32_t task_overdue(const struct task *t, date day);
