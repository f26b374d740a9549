/*
 * waiver_edit.h — use cases: one obligation is excused, and that is withdrawn.
 */
#pragma once

#include "app/app.h"
#include "core/catalog/rule.h"
#include "store/waiver.h"

/* Which obligation: of its rule, for whom or what, in which period. */
struct waiver_target {
    struct str rule;
    struct str subject; /* of rules for subjects: R12, or what it is known by */
    int64_t record;     /* of rules for records: its number */
    struct str unit;    /* of rules for units: its id or its name */
    struct str period;  /* its name; empty: "once" */
};

struct app_waiver {
    struct waiver waiver;
    const struct rule *rule; /* NULL: no current catalog has it any more */
    struct str unit_name;    /* of rules for units: as it is called now */
    struct str label;        /* of others: what the subject or record is known by; may be empty */
    bool exists;             /* the obligation does, as it stands now: */
    struct stored_obligation obligation;
};

struct app_waivers {
    struct app_waiver *p;
    size_t n;
};

/* All of them as they were known at `as_of` (WAIVER_NOW: as they stand), the first one first. */
ERR_CHECKED enum err_code app_waiver_list(struct arena *a, struct app *app, instant as_of,
                                          struct app_waivers *ret, struct err *e);

/*
 * Excuse an obligation, as the person who acts.
 *
 * reason  never empty
 * errors  ERR_OBLIGATION_RULE       no current catalog has the rule
 *         ERR_OBLIGATION_TARGET     the rule is for something else than what is given
 *         ERR_OBLIGATION_NOT_FOUND  there is no such obligation
 *         ERR_WAIVER_EXISTS, ERR_UNIT_NOT_FOUND, ERR_CATALOG_NONE, ERR_SEAL_KEY_MISSING
 *         ERR_RECORD_REF, ERR_RECORD_REF_SEVERAL
 */
ERR_CHECKED enum err_code app_waiver_add(struct arena *a, struct app *app,
                                         const struct waiver_target *target, struct str reason,
                                         struct app_waiver *ret, struct err *e);

/* Withdraw it; `reason` is never empty. errors: ERR_WAIVER_NOT_FOUND, ERR_WAIVER_WITHDRAWN */
ERR_CHECKED enum err_code app_waiver_withdraw(struct arena *a, struct app *app, int64_t id,
                                              struct str reason, struct app_waiver *ret,
                                              struct err *e);
