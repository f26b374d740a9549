/*
 * score_trace.h — why an item has its points, as one JSON value: shown, and kept with frozen
 * scores.
 *
 * People stand in it by their numbers alone, so that a trace which is kept for ever says nothing of
 * somebody whose file was erased; who shows it looks the names up.
 */
#pragma once

#include "app/world.h"

struct json_val;

/*
 * Of an item of a sheet, these keys:
 *
 *     excluded  it counts neither in score nor in full
 *     outside   a bonus
 *     vetoed    the item whose veto took the points
 *     method    its method; the keys from here on of leaves alone
 *     lines     one a sub-period and part: span, from, to, method, full, points (exact) and note
 *     measures  one a sub-period and measure: span, id and value (null where it is not known)
 *     evidence  what is behind the points lost: obligations (rule, subject, record or unit, owner,
 *               period, due, state) and records (record, type, unit, occurred_on), with their span
 */
void score_trace_put(struct arena *a, const struct world_scores *s,
                     const struct world_unit_score *unit, size_t item, struct json_val *ret);

/* The same as text. Lives in `a`. errors: ERR_TOO_BIG */
ERR_CHECKED enum err_code score_trace_text(struct arena *a, const struct world_scores *s,
                                           const struct world_unit_score *unit, size_t item,
                                           struct str *ret, struct err *e);

/* The sub-period that a cell belongs to, from 1; 0 where the item has none. */
size_t score_evidence_span(const struct layout_item *x, const struct evidence *evidence);
