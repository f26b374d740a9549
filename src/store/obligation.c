/*
 * obligation.c — writing stored obligations; obligation_load.c reads them. See obligation.h.
 */
#include "store/obligation.h"

#include "core/calendar/local_time.h"
#include "store/audit_chain.h"
#include "store/rectification_row.h"
#include "store/stamp.h"

#define OBLIGATION_KEY(k)                                                                          \
    db_text((k)->rule), db_int((k)->about), db_text((k)->unit), db_text((k)->period)

/* ---- one ----------------------------------------------------------------------- */

static struct db_value rational_value(struct rational r, char out[RATIONAL_TEXT_MAX])
{
    return db_text(str_of(rational_text(r, out)));
}

enum err_code store_obligation_put(struct tx *tx, struct str county,
                                   const struct stored_obligation *o, struct err *e)
{
    char days[4][DATE_TEXT_MAX];
    char numbers[3][RATIONAL_TEXT_MAX];
    return TX_EXEC(tx, STMT_OBLIGATION_PUT, e, db_text(county), OBLIGATION_KEY(&o->key),
                   db_text(o->catalog), row_date(true, o->first, days[0]),
                   row_date(true, o->last, days[1]), db_text_or_null(o->owner),
                   row_date(true, o->due, days[2]), row_date(true, o->due_first, days[3]),
                   db_text(str_of(obligation_state_word(o->state))), db_int(o->moved),
                   rational_value(o->need, numbers[0]), rational_value(o->total, numbers[1]),
                   rational_value(o->timely, numbers[2]));
}

enum err_code store_obligation_remove(struct tx *tx, struct str county,
                                      const struct obligation_key *key, struct err *e)
{
    return TX_EXEC(tx, STMT_OBLIGATION_REMOVE, e, db_text(county), OBLIGATION_KEY(key));
}

/* NULL where it does not exist. */
static struct db_value state_value(enum obligation_state state)
{
    if (state == OBLIGATION_STATE__MAX)
        return (struct db_value){.type = DB_NULL};
    return db_text(str_of(obligation_state_word(state)));
}

enum err_code store_obligation_note(struct tx *tx, struct str county,
                                    const struct obligation_key *key,
                                    const struct obligation_change *change, struct err *e)
{
    must(change->from != change->to);
    return TX_EXEC(tx, STMT_OBLIGATION_CHANGE_INSERT, e, db_text(county), OBLIGATION_KEY(key),
                   db_int(change->at.ms), state_value(change->from), state_value(change->to));
}

/* ---- all of a county --------------------------------------------------------------- */

enum err_code store_obligation_clear(struct tx *tx, struct str county, struct err *e)
{
    return TX_EXEC(tx, STMT_OBLIGATION_CLEAR, e, db_text(county));
}

struct due_read {
    struct arena *a;
    VEC(date) list;
};

static enum err_code due_row(struct db_row *row, void *ctx, struct err *e)
{
    struct due_read *read = ctx;
    date due = {0};
    row->bad |= !row_get_date(row, 0, &due);
    *vec_push(read->a, &read->list) = due;
    return tx_row_done(read->a, e);
}

/* A deadline at a time, as each has its own instant; how many obligations it has is no matter. */
enum err_code store_obligation_flip(struct arena *a, struct tx *tx, struct str county, date before,
                                    int64_t *ret_n, struct err *e)
{
    struct due_read due = {.a = a};
    char text[DATE_TEXT_MAX];
    int64_t n = 0;
    ERR_TRY(TX_ROWS(tx, STMT_OBLIGATION_DUE_DAYS, due_row, &due, NULL, e, db_text(county),
                    row_date(true, before, text)));
    for (size_t i = 0; i < due.list.n; i++) {
        struct db_value day = row_date(true, due.list.p[i], text);
        struct db_value at = db_int(local_day_after(due.list.p[i]).ms);
        int64_t flipped = 0;
        ERR_TRY(TX_EXEC(tx, STMT_OBLIGATION_FLIP_LOG, e, db_text(county), day, at));
        ERR_TRY(TX_ROWS(tx, STMT_OBLIGATION_FLIP, tx_seen_row, NULL, &flipped, e, db_text(county),
                        day, at));
        n += flipped;
    }
    *ret_n = n;
    return ERR_OK;
}

/* ---- the clock ------------------------------------------------------------------------ */

static enum err_code clock_audit(struct tx *tx, const struct audit_by *by, const char *action,
                                 const struct obligation_clock *clock,
                                 const struct obligation_tally *tally, struct err *e)
{
    struct audit_detail d;
    audit_detail_begin(&d);
    json_put_int(d.json, "until_ms", clock->at.ms);
    json_put_str(d.json, "basis", str_of(clock->basis));
    json_put_int(d.json, "put", tally->put);
    json_put_int(d.json, "removed", tally->removed);
    json_put_int(d.json, "flipped", tally->flipped);
    return audit_detail_append(&d, tx, by, action, STR("obligations"), e);
}

enum err_code store_obligation_moment(struct tx *tx, const struct audit_by *by,
                                      const struct obligation_clock *clock, instant *ret,
                                      struct err *e)
{
    int64_t last = INT64_MIN;
    ERR_TRY(TX_ROWS(tx, STMT_STAMP_LAST, tx_int_row, &last, NULL, e, db_text(by->county)));
    *ret = by->at;
    if (ret->ms < last)
        ret->ms = last;
    if (clock->set && ret->ms < clock->at.ms)
        *ret = clock->at;
    return ERR_OK;
}

enum err_code store_obligation_clock_set(struct tx *tx, const struct audit_by *by,
                                         enum obligation_cause cause,
                                         const struct obligation_clock *clock,
                                         const struct obligation_tally *tally, struct err *e)
{
    static const char *const ACTION[] = {[OBLIGATION_CAUSE_WRITE] = NULL,
                                         [OBLIGATION_CAUSE_ADVANCE] = "obligation.advance",
                                         [OBLIGATION_CAUSE_REBUILD] = "obligation.rebuild"};
    ERR_TRY(TX_EXEC(tx, STMT_OBLIGATION_CLOCK_PUT, e, db_text(by->county), db_int(clock->at.ms),
                    db_text(str_of(clock->basis))));
    if (ACTION[cause] == NULL)
        return ERR_OK;
    struct stamp stamp;
    const struct audit_by stamped = {by->county, by->actor, clock->at};
    ERR_TRY(stamp_take(tx, &stamped, 1, 0, &stamp, e));
    return clock_audit(tx, &stamped, ACTION[cause], clock, tally, e);
}
