/*
 * plan_read.h — from a document to the plan it contains.
 *
 * Place in the flow: file → source/doc → [source/plan] → core/remedy values.
 * Reads rectification plans and self-assessment tables of many bureaus (see
 * docs/internals/plan-reader.md). It never stops at the first problem and never
 * guesses silently: what had to be interpreted is a finding.
 */
#pragma once

#include "core/remedy/plan.h"
#include "source/doc/doc.h"

/*
 * Read the plan in `d`. Result and findings live in `a`; texts may point into the document.
 *
 * errors  ERR_PLAN_NOT_FILLED   a self-assessment form without results
 *         ERR_PLAN_RUBRIC_ONLY  a scoring standard
 *         ERR_PLAN_NOTICE_ONLY  a notice that asks for rectification
 *         ERR_PLAN_NO_HEADER    a table of figures whose columns cannot be told
 *         ERR_PLAN_NO_ITEMS     anything else without assessed items
 *         ERR_PLAN_TOO_BIG      the arena's maximum was reached
 *         ERR_NUMBER_RANGE      figures that no assessment has
 */
ERR_CHECKED enum err_code plan_read(struct arena *a, const struct doc *d, struct plan *ret,
                                    struct err *e);
