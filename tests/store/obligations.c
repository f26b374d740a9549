/*
 * obligations.c — see obligations.h.
 */
#include "obligations.h"

/* ---- calls ------------------------------------------------------------------- */

enum err_code oput_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct ocall *c = ctx;
    for (size_t i = 0; i < c->n_put; i++)
        ERR_TRY(store_obligation_put(tx, c->by.county, &c->put[i], e));
    return store_obligation_clock_set(tx, &c->by, c->cause, &c->clock, &c->tally, e);
}

/* ---- a county with obligations ------------------------------------------------------ */

struct ocall ocall_at(struct test_db *t, int64_t ms)
{
    struct ocall c = {.a = &t->a,
                      .by = test_by(ms),
                      .cause = OBLIGATION_CAUSE_ADVANCE,
                      .clock = {.set = true, .at = {ms}},
                      .filter.most = 100,
                      .most = 100};
    memset(c.clock.basis, 'b', HASH_HEX_MAX - 1);
    return c;
}

struct stored_obligation owed(const char *rule, int64_t about, const char *unit, const char *period,
                              const char *owner, int32_t due)
{
    return (struct stored_obligation){
        .key = {str_of(rule), about, str_of(unit), str_of(period)},
        .catalog = STR("cat"),
        .first = {due - 5},
        .last = {due - 1},
        .owner = str_of(owner),
        .due = {due},
        .due_first = {due},
        .state = OBLIGATION_OPEN,
        .need = {8, 1},
        .total = {1, 3},
        .timely = {0, 1},
    };
}

void oput(struct test_db *t, struct store *s, int64_t ms, const struct stored_obligation *list,
          size_t n)
{
    struct ocall c = ocall_at(t, ms);
    c.put = list;
    c.n_put = n;
    CHECK_ERR("put", store_tx(s, TX_WRITE, "put", oput_fn, &c, NULL), ERR_OK);
}

struct store *open_people(struct test_db *t)
{
    struct store *s = open_records(t);
    CHECK_INT("R1", radd(t, s, 2000, person(t, "a", "{}")), 1);
    CHECK_INT("R2", radd(t, s, 2001, person(t, "b", "{}")), 2);
    CHECK_INT("R3", radd(t, s, 2002, session(t, "north", 1, DUE_DAY, "c")), 3);
    return s;
}

void many(struct stored_obligation list[MANY])
{
    list[0] = owed("r.b", 1, "", "2017-05", "north1", DUE_DAY);
    list[1] = owed("r.a", 1, "", "2017-05", "north1", DUE_DAY);
    list[2] = owed("r.a", 1, "", "2017-06", "north", DUE_DAY + 30);
    list[3] = owed("r.a", 2, "", "2017-05", "south", DUE_DAY);
    list[4] = owed("r.c", 3, "", "once", "", DUE_DAY + 1);
    list[5] = owed("r.d", 0, "north", "2017", "north", DUE_DAY + 60);
    list[6] = owed("r.d", 0, "south", "2017", "south", DUE_DAY + 60);
    list[7] = owed("r.e", 2, "", "2017-05", "south", DUE_DAY - 30);
    list[7].state = OBLIGATION_LATE;
}
