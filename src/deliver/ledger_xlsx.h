/*
 * ledger_xlsx.h — the ledger as a workbook, for people who go on working in a
 * spreadsheet.
 *
 * One sheet: header row frozen and with filters, a row for each item, sums below.
 * Points are numbers with two decimals, dates are dates, sums are formulas with
 * their value beside them. Text is always text: nothing that stands in a ledger
 * can become a formula. Unknown figures are empty cells. The same ledger gives
 * the same bytes.
 */
#pragma once

#include "base/lang.h"
#include "core/remedy/plan.h"

/* One item, with what is known about its rectification; all but `item` may be absent. */
struct ledger_row {
    const struct plan_item *item;
    int64_t id;       /* its deduction, 0: none */
    struct str state; /* of the rectification, in the reader's language */
    struct str owner;
    bool has_due;
    date due;
    bool has_closed;
    date closed;
};

struct ledger_sheet {
    const struct plan *plan; /* head of the sheet: title, number, date */
    const struct ledger_row *rows;
    size_t n;
    enum lang lang; /* of the headings */
};

/*
 * The bytes of the workbook, in `a`. Columns that no row fills (state, owner, due, closed) are
 * left out.
 *
 * errors  ERR_PAPER_WRITE  the library could not build the workbook
 *         ERR_TOO_BIG      more rows than a sheet holds
 */
ERR_CHECKED enum err_code ledger_xlsx_write(struct arena *a, const struct ledger_sheet *sheet,
                                            struct str *ret, struct err *e);
