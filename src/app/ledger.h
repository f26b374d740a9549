/*
 * ledger.h — use cases: look at what is stored.
 *
 * Everything here reads only. Memory: results live in the arena given.
 */
#pragma once

#include "app/app.h"
#include "core/remedy/plan.h"

/* ---- types ------------------------------------------------------------- */

/* One deduction, as its newest revision has it. */
struct ledger_entry {
    int64_t id; /* survives corrections of the plan */
    int64_t plan_id;
    int32_t revision;
    bool withdrawn; /* a newer revision of the plan does not have it any more */
    struct str number, title;
    int32_t year; /* assessed; 0 if unknown */
    struct plan_item item;
};

struct ledger {
    struct ledger_entry *entries;
    size_t n;
    struct plan_sum sum;
    bool no_plans; /* nothing has been imported at all */
};

/* What to list; zero and empty mean "any". */
struct ledger_filter {
    int64_t plan_id;
    int32_t year;
    struct str department;
};

/* A revision of a plan and when it came in. */
struct ledger_revision {
    int32_t revision;
    instant imported_at;
    struct str actor, file_name, sha256;
};

struct ledger_plan {
    int64_t id;
    int32_t latest; /* number of revisions */
    struct ledger_revision revision;
    struct plan plan;
    struct plan_totals totals;
};

/* A deduction and the revisions of its plan that have it, oldest first. */
struct ledger_deduction {
    struct ledger_entry entry;
    struct ledger_revision *revisions;
    size_t n_revisions;
};

/* ---- operations ------------------------------------------------------ */

/*
 * The deductions of the newest revisions.
 * errors  ERR_PLAN_NOT_FOUND  filter->plan_id names no plan
 *         ERR_NUMBER_RANGE    the sum leaves the range of points
 */
ERR_CHECKED enum err_code app_ledger_list(struct arena *a, struct app *app,
                                          const struct ledger_filter *filter, struct ledger *ret,
                                          struct err *e);

/*
 * The plan that was imported or corrected last; *ret_found is false while there is none.
 */
ERR_CHECKED enum err_code app_ledger_latest(struct arena *a, struct app *app, bool *ret_found,
                                            struct ledger_plan *ret, struct err *e);

/*
 * One deduction: by its id, or (by_no) by its number in the plan that came in last.
 * errors  ERR_DEDUCTION_NOT_FOUND
 */
ERR_CHECKED enum err_code app_ledger_deduction(struct arena *a, struct app *app, bool by_no,
                                               int64_t number, struct ledger_deduction *ret,
                                               struct err *e);
