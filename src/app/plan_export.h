/*
 * plan_export.h — use cases: a stored plan leaves as an official document or a workbook.
 *
 * The document is put together from the ledger as it stands now. Each export is
 * told in the audit chain. Nothing else changes.
 */
#pragma once

#include "app/app.h"
#include "base/lang.h"

enum app_paper_format { APP_PAPER_DOCX, APP_PAPER_PDF, APP_PAPER_TXT, APP_PAPER__MAX };

/* Which plan: by id, by the year assessed, or (both 0) the one that came in last. */
struct app_plan_choice {
    int64_t plan_id;
    int32_t year;
};

/* What stands on the paper beside the ledger; all of it may be absent. */
struct app_paper {
    enum app_paper_format format;
    struct str organisation; /* signs the paper; empty: not signed */
    bool red_head;           /* 发文机关标志 above the paper */
    struct str number;       /* empty: the plan's own */
    bool has_date;           /* else the plan's own */
    date date;
    struct str copies;     /* 抄送 */
    struct str printed_by; /* 印发机关 */
    bool has_printed_on;
    date printed_on;
};

/*
 * The document as bytes, in `a`.
 *
 * errors  ERR_PLAN_NOT_FOUND  no such plan, or none at all
 *         ERR_PLAN_SEVERAL    several plans assess that year
 *         ERR_PAPER_TEXT, ERR_PAPER_FONT, ERR_PAPER_WRITE
 *         ERR_PAPER_PROOF     read back, the paper does not give this ledger
 */
ERR_CHECKED enum err_code app_plan_export(struct arena *a, struct app *app,
                                          const struct app_plan_choice *choice,
                                          const struct app_paper *paper, struct str *ret,
                                          struct err *e);

/* The ledger of one plan as .xlsx, with headings in `lang`; errors likewise. */
ERR_CHECKED enum err_code app_ledger_export(struct arena *a, struct app *app,
                                            const struct app_plan_choice *choice, enum lang lang,
                                            struct str *ret, struct err *e);
