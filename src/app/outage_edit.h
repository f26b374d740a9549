/*
 * outage_edit.h — use cases: outages are reported, accepted and withdrawn.
 *
 * From its acceptance on, an outage moves the deadlines of its unit and of all below it; what is
 * owed is computed again in the same transaction. Once it is withdrawn, they go back.
 */
#pragma once

#include "app/app.h"
#include "store/outage.h"

struct app_outage {
    struct outage outage;
    struct str unit_name; /* as it is called now */
};

struct app_outages {
    struct app_outage *p;
    size_t n;
};

/* All of them as they were known at `as_of` (OUTAGE_NOW: as they stand), the first one first. */
ERR_CHECKED enum err_code app_outage_list(struct arena *a, struct app *app, instant as_of,
                                          struct app_outages *ret, struct err *e);

/*
 * Report one: unit (its id or its name), from, to, reason and evidence of it.
 * errors  ERR_UNIT_NOT_FOUND
 *         ERR_OUTAGE_SPAN  it would end before it begins
 */
ERR_CHECKED enum err_code app_outage_add(struct arena *a, struct app *app,
                                         const struct outage *report, struct app_outage *ret,
                                         struct err *e);

/* Accept it, as the person who acts. errors: ERR_OUTAGE_NOT_FOUND, _ACCEPTED, _WITHDRAWN */
ERR_CHECKED enum err_code app_outage_accept(struct arena *a, struct app *app, int64_t id,
                                            struct app_outage *ret, struct err *e);

/* Withdraw it; `reason` is never empty. errors: ERR_OUTAGE_NOT_FOUND, ERR_OUTAGE_WITHDRAWN */
ERR_CHECKED enum err_code app_outage_withdraw(struct arena *a, struct app *app, int64_t id,
                                              struct str reason, struct app_outage *ret,
                                              struct err *e);
