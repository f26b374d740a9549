/*
 * todo_list.h — of many obligations those that somebody asks about, in order and page by page;
 * and how one of them is written.
 *
 * The key of an obligation is written RULE/WHOM/PERIOD: WHOM is R12 for the subject or record of
 * that number, else the id of a unit: "cc.education_hours/R1/2017-03". A place in the order of
 * deadlines is written DAY/KEY.
 *
 * Pure: nothing here reads the store.
 */
#pragma once

#include "app/catalog_now.h"
#include "base/map.h"
#include "store/obligation.h"

/* Which ones; what is zeroed is not asked. */
struct todo_filter {
    uint32_t states;          /* bit 1 << state; the counts do not look at it */
    struct str rule;          /* only this one */
    const struct map *owners; /* owed by one of these units, by id */
    const int64_t *abouts;    /* about one of these numbers, in ascending order */
    size_t n_abouts;
    bool has_from, has_to;
    date from, to; /* of the deadline, both included */
};

/* A place in the order of deadlines. */
struct todo_place {
    date due;
    struct obligation_key key;
};

/* ---- asking ------------------------------------------------------------------------------ */

/* Whether it is asked about, whatever its state. */
bool todo_asks(const struct todo_filter *f, const struct stored_obligation *o);

/* How many there are in each state. */
void todo_count(const struct todo_filter *f, const struct stored_obligation *rows, size_t n,
                int64_t ret[OBLIGATION_STATE__MAX]);

/* Keep those asked about, by deadline and key, in place; the result is their number. */
size_t todo_select(const struct todo_filter *f, struct stored_obligation *rows, size_t n);

/* Of rows in that order, the number of those that do not stand behind the place. */
size_t todo_behind(const struct stored_obligation *rows, size_t n, const struct todo_place *place);

/* ---- as text ------------------------------------------------------------------------------- */

/* Lives in `a`. */
struct str todo_key_text(struct arena *a, const struct obligation_key *key);
struct str todo_place_text(struct arena *a, const struct todo_place *place);

/*
 * Read them back; the parts are views of s. The rule tells what WHOM is: of one that no current
 * catalog has any more, what looks like a number is one.
 * errors  ERR_OBLIGATION_KEY
 */
ERR_CHECKED enum err_code todo_key_read(const struct app_catalogs *catalogs, struct str s,
                                        struct obligation_key *ret, struct err *e);
ERR_CHECKED enum err_code todo_place_read(const struct app_catalogs *catalogs, struct str s,
                                          struct todo_place *ret, struct err *e);

/* The rule of that id: of the catalog named if it has it, else of the last loaded; or NULL. */
const struct rule *todo_rule(const struct app_catalogs *catalogs, struct str catalog,
                             struct str id);
