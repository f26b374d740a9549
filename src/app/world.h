/*
 * world.h — all that obligations and scores are computed from, at one moment.
 *
 * Place in the flow: a case file, or the store (county_world.h) → [world] → the core. A case
 * and a county are judged by the same functions.
 */
#pragma once

#include "core/score/forecast.h"

struct calendar;
struct framework;

struct world {
    const struct catalog *catalog;
    const struct calendar *calendar; /* that of which the scene has a view */
    struct scene scene;
    const struct entry *entries; /* all of them, by number; types are those of the catalog */
    size_t n_entries;
    const struct score_external *externals;
    size_t n_externals;
};

/* The entry of that number; NULL if there is none. */
const struct entry *world_entry(const struct world *w, int64_t id);

/*
 * All obligations under the rules of the catalog.
 * errors  those of obligations_of_subject, _unit and _record
 */
ERR_CHECKED enum err_code world_obligations(struct arena *a, const struct world *w,
                                            struct obligations *ret, struct err *e);

/* The same of subjects and units alone, leaving out what is born with records. */
ERR_CHECKED enum err_code world_recurring(struct arena *a, const struct world *w,
                                          struct obligations *ret, struct err *e);

/* ---- scores ---------------------------------------------------------------------------- */

struct world_unit_score {
    int32_t unit; /* number in the scene */
    struct score_sheet sheet;
    const struct forecast *forecast; /* one an item, then the total */
    struct risk *risks;
    size_t n_risks;
};

struct world_scores {
    const struct framework *framework;
    instant moment; /* that the scores are judged at, see score_moment */
    struct score_world world;
    struct world_unit_score *units;
    size_t n_units;
};

/*
 * Score all assessed units under one framework of the catalog. What comes out points to the
 * world and to the arena.
 * errors  those of obligations_of_subject, layout_make, measures_of and score_unit
 */
ERR_CHECKED enum err_code world_scores(struct arena *a, const struct world *w,
                                       const struct framework *f, struct world_scores *ret,
                                       struct err *e);
