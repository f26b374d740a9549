/*
 * plans.h — invented plans for the tests of the store, made from a seed, and
 * their comparison field by field.
 */
#pragma once

#include "support.h"

/* The same seed gives the same plan. Everything lives in `a`. */
struct plan *test_plan(struct arena *a, uint64_t seed);

/* A SHA-256 as hex that stands for the file of a seed; lives in `a`. */
struct str test_sha(struct arena *a, uint64_t seed);

/* Fail, naming `name`, unless the two are equal in every field. */
void check_plan(const char *name, const struct plan *got, const struct plan *want);
void check_item(const char *name, const struct plan_item *got, const struct plan_item *want);
void check_sum(const char *name, const struct plan_sum *got, const struct plan_sum *want);

/* ---- in a transaction of their own; anything but success fails the test --------- */

struct plan_ref test_plan_insert(struct store *s, const struct plan_import *import);
struct plan_record test_plan_load(struct arena *a, struct store *s, struct plan_ref ref);
struct deduction_list test_deductions(struct arena *a, struct store *s,
                                      const struct deduction_filter *filter);

enum err_code test_plan_append(struct store *s, struct plan_ref base,
                               const struct plan_import *import, struct plan_ref *ret,
                               struct err *e);
