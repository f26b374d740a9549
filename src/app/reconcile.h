/*
 * reconcile.h — use case: the official result of a year against our own scores, item by item.
 *
 * Of each leaf for which there is an official result, or that lost points by our own count:
 *
 *     agreed      nobody took points
 *     predicted   both took the same points
 *     timing      the official points are ours of another moment: of the last day of the period, of
 *                 now without regard to the closing, or of the end of another month of the year
 *     disputed    the official result took more, and by our records what the leaf counts was done
 *                 in time: there is something to appeal with
 *     unforeseen  the official result took more, and our records say nothing against it
 *     not_taken   our count took more than the official result
 *
 * Where both took points and one of them more, the common part is predicted and the rest is of the
 * kind named. What the official result does not mention has no row unless we lost points there.
 */
#pragma once

#include "app/result.h"
#include "app/score.h"

enum reconcile_kind {
    RECONCILE_AGREED,
    RECONCILE_PREDICTED,
    RECONCILE_TIMING,
    RECONCILE_DISPUTED,
    RECONCILE_UNFORESEEN,
    RECONCILE_NOT_TAKEN,
    RECONCILE_NOT_TOLD, /* we lost points, and there is no official result */
    RECONCILE__MAX
};

/* Something that was done in time, to appeal with. */
struct reconcile_proof {
    const struct obligation *obligation;
    struct str about; /* what the subject or record is known by; may be empty */
};

struct reconcile_row {
    const struct indicator *item;
    enum reconcile_kind kind;
    points full, ours;
    const struct official_result *official; /* NULL: not told */
    points predicted;                       /* points that both took */
    points rest;    /* by which they differ: those of the kind; 0 where there is no difference */
    instant moment; /* RECONCILE_TIMING: at which our points are the official ones */
    const struct reconcile_proof *proofs; /* RECONCILE_DISPUTED */
    size_t n_proofs;
};

struct reconcile_unit {
    const struct app_score_unit *unit;
    const struct reconcile_row *rows; /* as the items of the framework */
    size_t n;
    points official_lost, our_lost; /* over the rows */
    points sums[RECONCILE__MAX]; /* of the points taken: PREDICTED the common parts, of the others
                                    the rests */
};

struct app_reconcile {
    struct app_scores scores;
    struct official_list official;
    const struct reconcile_unit *units;
    size_t n;
};

/*
 * errors  ERR_RESULT_NONE  no official result of the year was brought in
 *         those of app_score
 */
ERR_CHECKED enum err_code app_reconcile(struct arena *a, struct app *app,
                                        const struct score_ask *ask, struct app_reconcile *ret,
                                        struct err *e);

/* "disputed". */
const char *reconcile_word(enum reconcile_kind kind);
