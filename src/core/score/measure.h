/*
 * measure.h — the numbers that scores are made of, for each assessed unit.
 *
 * Place in the flow: obligations, entries, figures → [measure] → leaves. One pass over
 * obligations and entries counts for all assessed units and all items at once; no text
 * is compared and nothing is allocated but room for what is behind the points lost.
 *
 * An obligation is counted by the state it is in, so that the same counts answer for
 * every outlook: open ones met, open ones missed, those to come missed (outlook below).
 * It belongs to the period that holds the last day of its window, and to the unit that
 * owes it, else to that of its subject or record. A record belongs by the day it
 * happened, up to the moment asked about, and by its unit.
 *
 * Memory: everything lives in the arena, with pointers to obligations and entries.
 */
#pragma once

#include "core/obligation/obligation.h"
#include "core/score/layout.h"

/* ---- what goes in -------------------------------------------------------------- */

/* A figure that others told us. */
struct score_external {
    struct str key;
    int32_t unit; /* SCENE_NO_UNIT: of any */
    int32_t
        span; /* number of the sub-period; 0: of the whole period, and of each without its own */
    struct rational value;
};

struct score_subject {
    const struct entry *entry;
    struct dossier dossier; /* all entries of the subject */
};

struct score_world {
    const struct scene *scene;            /* as_of: see score_moment */
    const struct obligation *obligations; /* also those to come, if the scene looks ahead */
    size_t n_obligations;
    struct dossier entries; /* all of them */
    const struct score_subject *subjects;
    size_t n_subjects;
    const struct score_external *externals;
    size_t n_externals;
};

/*
 * The moment that scores as of t are judged at: t, but no later than the last entry that can
 * count. The scene, its calendar and the obligations of a world are of that moment.
 */
instant score_moment(const struct framework *f, instant t);

/* ---- what comes out ---------------------------------------------------------------- */

/* How an obligation is counted: its state, or that its window has not begun. */
enum { MEASURED_TO_COME = OBLIGATION_STATE__MAX, MEASURED_STATE__MAX };

struct measured_cell {
    int64_t n[MEASURED_STATE__MAX]; /* obligations, by state */
    struct expr_value value;        /* the others; of a milestone its day */
    size_t first_key, n_keys;       /* distinct ones */
};

/* One of the subjects or units that a measure tells apart. */
struct measured_key {
    int32_t cell;
    int64_t key;
    int64_t n[MEASURED_STATE__MAX];
};

/* What a cell has counted: an obligation late or missed, or a record. */
struct evidence {
    int32_t cell;
    const struct obligation *obligation; /* or NULL */
    const struct entry *entry;           /* or NULL */
};

/* Where an obligation belongs. */
struct measured_home {
    int32_t unit;    /* SCENE_NO_UNIT: unknown */
    int64_t subject; /* a number; below 0: none, told apart from all others */
};

/* The numbers of one assessed unit. */
struct measured {
    const struct layout *layout;
    int32_t unit;
    struct measured_cell *cells;
    struct measured_key *keys; /* by cell and key */
    size_t n_keys;
    struct evidence *evidence; /* by cell, in the order counted */
    size_t n_evidence;
};

struct measured_units {
    struct measured *p; /* in the order of the scene */
    size_t n;
    const int32_t *unit_at;            /* for each unit of the scene: of which in p, or -1 */
    const struct measured_home *homes; /* for each obligation */
    date today;                        /* the local day of the moment */
};

/*
 * Count everything. What comes out points to the layout and to the obligations and entries of w.
 * errors  ERR_NUMBER_RANGE, and those of expressions; they name the item
 */
ERR_CHECKED enum err_code measures_of(struct arena *a, const struct layout *l,
                                      const struct score_world *w, struct measured_units *ret,
                                      struct err *e);

/* Whether its window has begun by `today`, or it was born with a record. */
bool measured_is_born(const struct obligation *o, date today);

/* ---- asking -------------------------------------------------------------------------- */

/* How what is not decided is looked at; see forecast.h. */
enum outlook {
    OUTLOOK_NOW,    /* what is open counts neither way */
    OUTLOOK_MET,    /* what is open is met */
    OUTLOOK_BEST,   /* so is what is to come */
    OUTLOOK_CAUGHT, /* and what was missed is entered late */
    OUTLOOK_WORST,  /* what is open is missed */
    OUTLOOK_FLOOR,  /* so is what is to come */
    OUTLOOK_BOTTOM, /* and what nobody owes happens */
    OUTLOOK__MAX
};

/* One obligation looked at as if it were in another state. */
struct measured_flip {
    const struct obligation *obligation;
    struct measured_home home;
    enum obligation_state to;
};

/*
 * The values of the item's measures in a span, in their order; `slots` has room for all of them.
 * `flip` may be NULL.
 * errors  those of expressions, naming the item
 */
ERR_CHECKED enum err_code measured_slots(const struct measured *m, size_t item, size_t span,
                                         enum outlook outlook, const struct measured_flip *flip,
                                         struct expr_value *slots, struct err *e);

/* What the cell has counted; *ret_n receives the number. */
const struct evidence *measured_evidence(const struct measured *m, int32_t cell, size_t *ret_n);
