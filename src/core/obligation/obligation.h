/*
 * obligation.h — what was due, from whom, by when, and was it in time.
 *
 * Place in the flow: entries (entry.h), rules and a scene → [obligation] →
 * measures and scores. Pure: the same answer for the same arguments, whenever it
 * is asked; `as_of` of the scene is the moment that is asked about.
 * What each step means: docs/internals/obligations.md.
 *
 * One call computes all obligations of one subject, one unit or one record under
 * the rules given. Incremental work, a full recomputation and a case file call the
 * same functions.
 *
 * Memory: results live in the arena; they point to rules.
 */
#pragma once

#include "base/vec.h"
#include "core/catalog/framework.h"
#include "core/obligation/dossier.h"
#include "core/obligation/scene.h"

struct obligation {
    const struct rule *rule;
    int64_t about; /* number of the subject or record; 0: of a unit */
    int32_t unit;  /* of rules for units: the unit; else SCENE_NO_UNIT */
    int32_t owner; /* the unit that owes it; SCENE_NO_UNIT if that is unknown */
    struct period window;
    date due;       /* an entry on this day is in time */
    date due_first; /* before outages */
    enum obligation_state state;
    bool moved;            /* met only because an outage moved the deadline */
    struct rational need;  /* how much is owed */
    struct rational total; /* how much there is; of it in time: */
    struct rational timely;
};

struct obligations {
    VEC(struct obligation) v;
};

/* The period's name: "2017-03", "once"; of a chain its first day. */
const char *obligation_period(const struct obligation *o, char out[PERIOD_NAME_MAX]);

/* The first instant that is too late. */
instant obligation_too_late(const struct obligation *o);

/*
 * Of one subject: `subject` is its entry, `d` holds all entries of the subject.
 * Rules that are not for its type are passed over.
 *
 * errors  ERR_NUMBER_RANGE, ERR_NUMBER_DIVISION, ERR_EXPR_ARGUMENT, naming the rule
 */
ERR_CHECKED enum err_code obligations_of_subject(struct arena *a, const struct scene *s,
                                                 const struct rule *const *rules, size_t n_rules,
                                                 const struct entry *subject,
                                                 const struct dossier *d, struct obligations *ret,
                                                 struct err *e);

/* Of one unit: `d` holds the entries of the unit and below. */
ERR_CHECKED enum err_code obligations_of_unit(struct arena *a, const struct scene *s,
                                              const struct rule *const *rules, size_t n_rules,
                                              int32_t unit, const struct dossier *d,
                                              struct obligations *ret, struct err *e);

/*
 * Of one record: `d` holds the entries that may point back to it, of whatever unit, and those of
 * its subject. `subject` is the entry of that; NULL if it has none.
 */
ERR_CHECKED enum err_code
obligations_of_record(struct arena *a, const struct scene *s, const struct rule *const *rules,
                      size_t n_rules, const struct entry *record, const struct entry *subject,
                      const struct dossier *d, struct obligations *ret, struct err *e);
