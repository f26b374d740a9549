/*
 * faults.h — what every write of the store must stand: a failure at any of its steps.
 */
#pragma once

#include "support.h"

/*
 * Run fn(ctx) as a write transaction again and again, with the first call of the driver
 * failing, then the second, and so on, until it goes through. After each failure all
 * tables must be as before. Returns how many calls there were.
 */
int faults_check(struct test_db *t, tx_fn *fn, void *ctx);

/* A text that differs whenever a row of any table of the store does. */
struct str tables_digest(struct test_db *t);
