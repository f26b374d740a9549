/*
 * obligation_county.h — whose obligations are computed: a county at a moment, under each of its
 * catalogs.
 *
 * Of two catalogs that follow each other each has its own rules, types and kinds. An obligation
 * is owed under the catalog that is in force on the first day of its window, so that no two
 * catalogs claim the same one.
 */
#pragma once

#include "app/county_world.h"
#include "store/obligation.h"

/* The county under one of its catalogs. */
struct obligation_view {
    struct county_reader reader;
    struct scene scene;
};

struct obligation_county {
    struct arena *a;
    struct tx *tx;
    struct str county;
    struct app_catalogs catalogs;
    const struct calendar *calendar;
    instant as_of;
    struct obligation_view *views; /* one a catalog that has rules */
    size_t n;
};

/*
 * Open it at a moment. Without any catalog there are no obligations.
 * errors  those of the store, ERR_DB_CORRUPT
 */
ERR_CHECKED enum err_code obligation_county_open(struct obligation_county *c, struct arena *a,
                                                 struct tx *tx, struct str county, instant as_of,
                                                 struct err *e);

/* The same, with what is computed in another arena, which may be released before it. */
struct obligation_county obligation_county_in(const struct obligation_county *c, struct arena *a);

/* What obligations rest on besides records: the versions of the catalogs, and the calendar. */
ERR_CHECKED enum err_code obligation_county_basis(const struct obligation_county *c,
                                                  char out[HASH_HEX_MAX], struct err *e);

/* The rule of that id under any of the catalogs, the one in force on `day` first; or NULL. */
const struct rule *obligation_county_rule(const struct obligation_county *c, struct str id,
                                          date day);

/* A list that grows; `v.p` in the arena of the county. */
struct obligation_rows {
    VEC(struct stored_obligation) v;
};

/* Add those that are owed under the catalog of `view`, as they are stored. */
void obligation_rows_add(const struct obligation_county *c, const struct obligation_view *view,
                         const struct obligations *all, struct obligation_rows *ret);

/*
 * What all of a county may take at a time: its records, what is computed from them under one
 * catalog, and the rows, each. All three together are 1.6 GB for 300 persons and three years with
 * a rule for each day: 390,000 records and 450,000 obligations.
 */
#define OBLIGATION_MEMORY_MAX ((size_t)4 * 1024 * 1024 * 1024)

/*
 * All of the county. What it is computed from is read into memory of its own, so that the rows
 * alone are in that of the county.
 * errors  those of world_obligations and of the store
 */
ERR_CHECKED enum err_code obligation_county_all(const struct obligation_county *c,
                                                struct obligation_rows *ret, struct err *e);

/* All that are stored. */
ERR_CHECKED enum err_code obligation_stored_all(struct arena *a, struct tx *tx, struct str county,
                                                struct obligation_rows *ret, struct err *e);

/* In the order of their keys, byte by byte. */
void obligation_rows_sort(struct obligation_rows *rows);
int obligation_key_cmp(const struct obligation_key *x, const struct obligation_key *y);

/* The same with texts of its own, in `a`. */
struct stored_obligation obligation_copy(struct arena *a, const struct stored_obligation *o);

/* Whether both say the same. */
bool obligation_same(const struct stored_obligation *x, const struct stored_obligation *y);
