/*
 * promise_find.h — what a measure promises, sentence by sentence.
 *
 * Place in the flow: measure of a deduction → [promise_find] → struct promise →
 * a person accepts or lets it be.
 *
 * What is read are measures, never causes: those tell what was, these what shall be.
 * Clauses about what is already done are passed over. Each promise rests on
 * words that say when (每周五, 6月底前, 第一时间); where a measure says none, there is
 * none. docs/internals/promises.md has the words and how they are weighed.
 *
 * Pure: same text and context, same promises. Memory and time grow with the text
 * linearly; hostile text gives odd promises, never more.
 */
#pragma once

#include "core/remedy/promise.h"

struct promise_reader;

/* What the document says about itself. */
struct promise_context {
    bool has_issued_on; /* false: days counted from the document stay unknown */
    date issued_on;     /* the signed date */
};

struct promise_list {
    struct promise *p; /* in text order */
    size_t n;
};

/* A reader is made once and serves any number of measures; freed with `a`. */
const struct promise_reader *promise_reader_new(struct arena *a);

/* The promises of a measure (valid UTF-8). They live in `a` and point into `measure`. */
struct promise_list promise_find(struct arena *a, const struct promise_reader *r,
                                 struct str measure, const struct promise_context *ctx);

/*
 * The day by which a printed time limit (整改时限: 2017年6月底, 年内, 一个月内) ends.
 * Returns false where it names none, or one that the context cannot tell.
 */
bool promise_time_limit(struct arena *a, const struct promise_reader *r, struct str time_limit,
                        const struct promise_context *ctx, date *ret);
