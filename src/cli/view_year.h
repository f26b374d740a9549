/*
 * view_year.h — what else is told of a year: comparisons, figures, official results; see view.h for
 * what holds of all views.
 */
#pragma once

#include "app/backtest.h"
#include "app/figure.h"
#include "app/freeze.h"
#include "app/reconcile.h"
#include "app/result.h"
#include "app/whatif.h"

struct cli;

/* Which losses would have been warned of. */
void view_backtest(struct cli *cli, const struct app_backtest *b);

/* The official result against our own. */
void view_reconcile(struct cli *cli, const struct app_reconcile *r);

/* A letter that asks for a disputed item to be looked at again; nothing if it is not disputed. */
void view_appeal(struct cli *cli, const struct app_reconcile *r, struct str item);

/* The same records under two catalogs; without `all` only items that differ. */
void view_whatif(struct cli *cli, const struct app_whatif *w, bool all);

/* What was frozen just now, one line a unit. */
void view_frozen(struct cli *cli, const struct app_frozen *f);

/* Figures entered; without `all` those that hold. */
void view_figures(struct cli *cli, const struct app_figures *f, bool all);

/* Official results; without `all` the revisions that hold. */
void view_results(struct cli *cli, const struct app_results *r, bool all);

/* What is wrong with the rows of a table. */
void view_table_problems(struct cli *cli, const struct table_problems *problems);
