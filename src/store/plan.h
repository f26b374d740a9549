/*
 * plan.h — stored plans and their deductions.
 *
 * A plan has an id and revisions 1, 2, …; a revision is never changed once it
 * is stored. Each item of a revision is bound to a deduction, which has an id of
 * its own that survives revisions: tasks and evidence hang on it. An item that a
 * later revision does not continue is withdrawn, not deleted.
 *
 * What a document does not say comes back exactly so: empty text, year 0,
 * PLAN_UNKNOWN (with value 0) are kept as NULL, never as a value.
 *
 * Ids begin with 1 and are numbered in each county by itself.
 */
#pragma once

#include "core/remedy/plan.h"

struct audit_by;
struct tx;

/* ---- types ------------------------------------------------------------- */

/* A document to be stored. */
struct plan_import {
    const struct plan *plan;
    struct str content_sha256; /* 64 hex digits: the hash of the file's bytes */
    struct str file_name;      /* without folders; may be empty */
    const int64_t *continues;  /* for each item the deduction it continues, or 0 for a new
                                  one; NULL: all are new */
};

struct plan_ref {
    int64_t plan_id;
    int32_t revision;
};

/* A revision without its items. */
struct plan_head {
    struct plan_ref ref;
    int32_t latest; /* the newest revision of this plan */
    instant imported_at;
    struct str actor;
    struct str content_sha256;
    struct str file_name;
    struct str number;
    struct str title;
    bool has_issued_on;
    date issued_on;
    int32_t year;
    int32_t rank;
    struct plan_sum sum; /* the same as plan_totals().sum */
};

struct plan_head_list {
    struct plan_head *p;
    size_t n;
};

/* A whole revision. */
struct plan_record {
    struct plan_head head;
    struct plan plan;
    int64_t *deduction_ids; /* one for each item */
};

/* An item of the ledger, in the newest revision that has it. */
struct deduction {
    int64_t id;
    struct plan_ref ref;
    bool withdrawn; /* a newer revision of the plan does not have it any more */
    struct str number;
    struct str title;
    int32_t year;
    struct plan_item item;
};

struct deduction_list {
    struct deduction *p;
    size_t n;
};

/* What to list; zero and empty mean "any". */
struct deduction_filter {
    int64_t plan_id;
    int32_t year;
    struct str department; /* exactly this one among the item's departments */
};

/* ---- finding --------------------------------------------------------------- */

/* The plan whose newest revision carries the document number (not empty). */
ERR_CHECKED enum err_code store_plan_by_number(struct tx *tx, struct str county, struct str number,
                                               bool *ret_found, struct plan_ref *ret,
                                               struct err *e);

/* The revision, of whichever plan, that was imported from the file with this hash. */
ERR_CHECKED enum err_code store_plan_by_hash(struct tx *tx, struct str county, struct str sha256,
                                             bool *ret_found, struct plan_ref *ret, struct err *e);

/*
 * The plan whose newest revision has this title (not empty) and year (0: unknown): for a
 * document without a number. Of several, the one without a number, then the newest.
 */
ERR_CHECKED enum err_code store_plan_by_title(struct tx *tx, struct str county, struct str title,
                                              int32_t year, bool *ret_found, struct plan_ref *ret,
                                              struct err *e);

/* ---- writing ---------------------------------------------------------------- */

/*
 * Store a new plan as revision 1 ("plan.import" in the audit chain).
 *
 * errors  ERR_COUNTY_NOT_FOUND
 *         ERR_DB_CONSTRAINT  another plan carries this number: look with store_plan_by_number
 */
ERR_CHECKED enum err_code store_plan_insert(struct tx *tx, const struct audit_by *by,
                                            const struct plan_import *import, struct plan_ref *ret,
                                            struct err *e);

/*
 * Store the next revision of a plan ("plan.revise" in the audit chain).
 *
 * base    the revision that the new one was compared with
 * errors  ERR_PLAN_NOT_FOUND
 *         ERR_PLAN_CHANGED   `base` is not the newest revision any more
 *         ERR_DB_CONSTRAINT  a continued deduction is of another plan or named twice
 */
ERR_CHECKED enum err_code store_plan_append(struct tx *tx, const struct audit_by *by,
                                            struct plan_ref base, const struct plan_import *import,
                                            struct plan_ref *ret, struct err *e);

/* ---- reading ---------------------------------------------------------------- */

/* All of these: ERR_TOO_BIG if the answer is more than the arena may hold. */

/*
 * A whole revision; ref.revision 0 means the newest.
 * errors  ERR_PLAN_NOT_FOUND
 */
ERR_CHECKED enum err_code store_plan_load(struct arena *a, struct tx *tx, struct str county,
                                          struct plan_ref ref, struct plan_record *ret,
                                          struct err *e);

/* The newest revision of every plan, the latest year first, then by id. */
ERR_CHECKED enum err_code store_plan_list(struct arena *a, struct tx *tx, struct str county,
                                          struct plan_head_list *ret, struct err *e);

/* The items of the newest revisions, the latest year first, then by plan and number. */
ERR_CHECKED enum err_code store_deduction_list(struct arena *a, struct tx *tx, struct str county,
                                               const struct deduction_filter *filter,
                                               struct deduction_list *ret, struct err *e);

/* errors  ERR_DEDUCTION_NOT_FOUND */
ERR_CHECKED enum err_code store_deduction_get(struct arena *a, struct tx *tx, struct str county,
                                              int64_t id, struct deduction *ret, struct err *e);
