/*
 * obligation_load.c — reading stored obligations; obligation.c writes them. See obligation.h.
 */
#include "store/obligation.h"
#include "store/rectification_row.h"

#define DAY_FIRST "0001-01-01"
#define DAY_LAST  "9999-12-31"

/* The columns of all statements that read obligations. */
enum {
    OBLIGATION_COL_RULE,
    OBLIGATION_COL_ABOUT,
    OBLIGATION_COL_UNIT,
    OBLIGATION_COL_PERIOD,
    OBLIGATION_COL_CATALOG,
    OBLIGATION_COL_FIRST,
    OBLIGATION_COL_LAST,
    OBLIGATION_COL_OWNER,
    OBLIGATION_COL_DUE,
    OBLIGATION_COL_DUE_FIRST,
    OBLIGATION_COL_STATE,
    OBLIGATION_COL_MOVED,
    OBLIGATION_COL_NEED,
    OBLIGATION_COL_TOTAL,
    OBLIGATION_COL_TIMELY,
};

/* ---- rows -------------------------------------------------------------- */

struct obligation_read {
    struct arena *a;
    VEC(struct stored_obligation) list;
};

/* The state in a column, MAX for NULL; what is none makes the row bad. */
static enum obligation_state row_get_obligation_state(struct db_row *row, size_t column)
{
    enum obligation_state state = obligation_state_of(db_get_text(row, column));
    row->bad |= state == OBLIGATION_STATE__MAX && !db_is_null(row, column);
    return state;
}

static struct rational row_get_rational(struct db_row *row, size_t column)
{
    struct rational r = RATIONAL(0);
    row->bad |= rational_read(db_get_text(row, column), &r, NULL) != ERR_OK;
    return r;
}

static enum err_code obligation_row(struct db_row *row, void *ctx, struct err *e)
{
    struct obligation_read *read = ctx;
    struct stored_obligation o = {
        .key = {.rule = row_get_copy(read->a, row, OBLIGATION_COL_RULE),
                .about = db_get_int(row, OBLIGATION_COL_ABOUT),
                .unit = row_get_copy(read->a, row, OBLIGATION_COL_UNIT),
                .period = row_get_copy(read->a, row, OBLIGATION_COL_PERIOD)},
        .catalog = row_get_copy(read->a, row, OBLIGATION_COL_CATALOG),
        .owner = row_get_copy(read->a, row, OBLIGATION_COL_OWNER),
        .state = row_get_obligation_state(row, OBLIGATION_COL_STATE),
        .moved = db_get_int32(row, OBLIGATION_COL_MOVED, 0, 1) == 1,
        .need = row_get_rational(row, OBLIGATION_COL_NEED),
        .total = row_get_rational(row, OBLIGATION_COL_TOTAL),
        .timely = row_get_rational(row, OBLIGATION_COL_TIMELY),
    };
    row->bad |= !row_get_date(row, OBLIGATION_COL_FIRST, &o.first) ||
                !row_get_date(row, OBLIGATION_COL_LAST, &o.last) ||
                !row_get_date(row, OBLIGATION_COL_DUE, &o.due) ||
                !row_get_date(row, OBLIGATION_COL_DUE_FIRST, &o.due_first);
    *vec_push(read->a, &read->list) = o;
    return tx_row_done(read->a, e);
}

static struct stored_obligation_list obligation_list_of(const struct obligation_read *read)
{
    return (struct stored_obligation_list){read->list.p, read->list.n};
}

static struct db_value day_or(bool has, date d, const char *otherwise, char out[DATE_TEXT_MAX])
{
    return db_text(str_of(has ? date_text(d, out) : otherwise));
}

#define OBLIGATION_KEY(k)                                                                          \
    db_text((k)->rule), db_int((k)->about), db_text((k)->unit), db_text((k)->period)

/* ---- what there is about something ------------------------------------------- */

enum err_code store_obligations_of(struct arena *a, struct tx *tx, struct str county,
                                   const struct obligation_scope *scope,
                                   struct stored_obligation_list *ret, struct err *e)
{
    struct obligation_read read = {.a = a};
    char first[DATE_TEXT_MAX];
    char last[DATE_TEXT_MAX];
    must((scope->about > 0) == (scope->unit.n == 0));
    must(!scope->file || scope->about > 0);
    struct db_value days[] = {day_or(scope->has_days, scope->first, DAY_FIRST, first),
                              day_or(scope->has_days, scope->last, DAY_LAST, last)};
    if (scope->file)
        ERR_TRY(TX_ROWS(tx, STMT_OBLIGATION_OF_FILE, obligation_row, &read, NULL, e,
                        db_text(county), db_int(scope->about), db_text(scope->rule), days[0],
                        days[1]));
    else
        ERR_TRY(TX_ROWS(tx, STMT_OBLIGATION_OF, obligation_row, &read, NULL, e, db_text(county),
                        db_int(scope->about), db_text(scope->unit), db_text(scope->rule), days[0],
                        days[1]));
    *ret = obligation_list_of(&read);
    return ERR_OK;
}

enum err_code store_obligations_about(struct arena *a, struct tx *tx, struct str county,
                                      int64_t first, int64_t last,
                                      struct stored_obligation_list *ret, struct err *e)
{
    struct obligation_read read = {.a = a};
    ERR_TRY(TX_ROWS(tx, STMT_OBLIGATION_ABOUT_RANGE, obligation_row, &read, NULL, e,
                    db_text(county), db_int(first), db_int(last)));
    *ret = obligation_list_of(&read);
    return ERR_OK;
}

enum err_code store_obligation_get(struct arena *a, struct tx *tx, struct str county,
                                   const struct obligation_key *key, struct stored_obligation *ret,
                                   struct err *e)
{
    struct obligation_read read = {.a = a};
    ERR_TRY(TX_ROWS(tx, STMT_OBLIGATION_GET, obligation_row, &read, NULL, e, db_text(county),
                    OBLIGATION_KEY(key)));
    if (read.list.n == 0 && key->about > 0)
        return err_set(e, ERR_OBLIGATION_NOT_FOUND, "%" STR_FMT ", R%lld, %" STR_FMT,
                       STR_ARG(key->rule), (long long)key->about, STR_ARG(key->period));
    if (read.list.n == 0)
        return err_set(e, ERR_OBLIGATION_NOT_FOUND, "%" STR_FMT ", %" STR_FMT ", %" STR_FMT,
                       STR_ARG(key->rule), STR_ARG(key->unit), STR_ARG(key->period));
    *ret = read.list.p[0];
    return ERR_OK;
}

enum err_code store_obligation_page(struct arena *a, struct tx *tx, struct str county,
                                    const struct obligation_key *after, int64_t most,
                                    struct stored_obligation_list *ret, struct err *e)
{
    static const struct obligation_key FIRST = {.about = 0}; /* no rule is empty */
    struct obligation_read read = {.a = a};
    must(most > 0);
    if (after == NULL)
        after = &FIRST;
    ERR_TRY(TX_ROWS(tx, STMT_OBLIGATION_PAGE, obligation_row, &read, NULL, e, db_text(county),
                    OBLIGATION_KEY(after), db_int(most)));
    *ret = obligation_list_of(&read);
    return ERR_OK;
}

/* ---- what became of it --------------------------------------------------------- */

struct change_read {
    struct arena *a;
    VEC(struct obligation_change) list;
};

static enum err_code change_row(struct db_row *row, void *ctx, struct err *e)
{
    struct change_read *read = ctx;
    *vec_push(read->a, &read->list) = (struct obligation_change){
        .at = {db_get_int(row, 0)},
        .from = row_get_obligation_state(row, 1),
        .to = row_get_obligation_state(row, 2),
    };
    return tx_row_done(read->a, e);
}

enum err_code store_obligation_changes(struct arena *a, struct tx *tx, struct str county,
                                       const struct obligation_key *key,
                                       struct obligation_change_list *ret, struct err *e)
{
    struct change_read read = {.a = a};
    ERR_TRY(TX_ROWS(tx, STMT_OBLIGATION_CHANGE_LIST, change_row, &read, NULL, e, db_text(county),
                    OBLIGATION_KEY(key)));
    *ret = (struct obligation_change_list){read.list.p, read.list.n};
    return ERR_OK;
}

/* ---- what is to be done --------------------------------------------------------- */

/* The state as a value to compare with, if it is in the set; no state is the empty text. */
static struct db_value state_if(uint32_t states, enum obligation_state state)
{
    bool in = (states >> state & 1U) != 0;
    return db_text(in ? str_of(obligation_state_word(state)) : STR_NONE);
}

enum err_code store_obligation_list(struct arena *a, struct tx *tx, struct str county,
                                    const struct obligation_filter *f,
                                    struct stored_obligation_list *ret, struct err *e)
{
    struct obligation_read read = {.a = a};
    char from[DATE_TEXT_MAX];
    char to[DATE_TEXT_MAX];
    char after[DATE_TEXT_MAX];
    must(f->most > 0);
    const struct db_value params[] = {
        db_text(county),
        state_if(f->states, OBLIGATION_OPEN),
        state_if(f->states, OBLIGATION_MET),
        state_if(f->states, OBLIGATION_LATE),
        state_if(f->states, OBLIGATION_MISSED),
        state_if(f->states, OBLIGATION_EXCUSED),
        day_or(f->has_from, f->from, DAY_FIRST, from),
        day_or(f->has_to, f->to, DAY_LAST, to),
        day_or(f->has_after, f->after_due, "", after), /* "" is before every day */
        OBLIGATION_KEY(&f->after),
        db_int(f->most),
        db_text(f->owner),
    };
    bool of_owner = f->owner.n > 0;
    size_t n = ARRAY_LEN(params) - (of_owner ? 0 : 1); /* the last is the owner's alone */
    ERR_TRY(tx_rows(tx, of_owner ? STMT_OBLIGATION_TODO_OWNER : STMT_OBLIGATION_TODO, params, n,
                    obligation_row, &read, NULL, e));
    *ret = obligation_list_of(&read);
    return ERR_OK;
}

static enum err_code count_row(struct db_row *row, void *ctx, struct err *e)
{
    (void)e;
    int64_t *counts = ctx;
    enum obligation_state state = row_get_obligation_state(row, 0);
    int64_t n = db_get_int(row, 1);
    row->bad |= state == OBLIGATION_STATE__MAX;
    if (!row->bad)
        counts[state] = n;
    return ERR_OK;
}

enum err_code store_obligation_count(struct tx *tx, struct str county,
                                     const struct obligation_filter *f,
                                     int64_t ret[OBLIGATION_STATE__MAX], struct err *e)
{
    char from[DATE_TEXT_MAX];
    char to[DATE_TEXT_MAX];
    struct db_value days[] = {day_or(f->has_from, f->from, DAY_FIRST, from),
                              day_or(f->has_to, f->to, DAY_LAST, to)};
    memset(ret, 0, OBLIGATION_STATE__MAX * sizeof(*ret));
    if (f->owner.n == 0)
        return TX_ROWS(tx, STMT_OBLIGATION_COUNT, count_row, ret, NULL, e, db_text(county), days[0],
                       days[1]);
    return TX_ROWS(tx, STMT_OBLIGATION_COUNT_OWNER, count_row, ret, NULL, e, db_text(county),
                   days[0], days[1], db_text(f->owner));
}

/* ---- the clock ------------------------------------------------------------------ */

static enum err_code clock_row(struct db_row *row, void *ctx, struct err *e)
{
    (void)e;
    struct obligation_clock *clock = ctx;
    struct str basis = db_get_text(row, 1);
    clock->set = true;
    clock->at.ms = db_get_int(row, 0);
    row->bad |= basis.n != HASH_HEX_MAX - 1;
    (void)snprintf(clock->basis, sizeof(clock->basis), "%" STR_FMT, STR_ARG(basis));
    return ERR_OK;
}

enum err_code store_obligation_clock(struct tx *tx, struct str county, struct obligation_clock *ret,
                                     struct err *e)
{
    *ret = (struct obligation_clock){.set = false};
    return TX_ROWS(tx, STMT_OBLIGATION_CLOCK_GET, clock_row, ret, NULL, e, db_text(county));
}
