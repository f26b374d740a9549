/*
 * record_opt.c — see record_opt.h.
 */
#include "cli/record_opt.h"

#include "cli/cli.h"
#include "cli/tr.h"
#include "core/record/moment_text.h"

/* ---- one record -------------------------------------------------------- */

static bool number_behind(const char *value, char upper, char lower, int64_t *ret)
{
    struct str s = str_of(value);
    bool letter = s.n > 0 && (s.p[0] == upper || s.p[0] == lower);
    return str_to_i64(str_sub(s, letter, s.n), ret, NULL) == ERR_OK && *ret >= 1;
}

error_t record_opt_id(const struct argp_state *state, const char *name, const char *value,
                      int64_t *ret)
{
    if (!number_behind(value, 'R', 'r', ret))
        return opt_fail(state, TR("%s takes the number of a record such as R12, not \"%s\""), name,
                        value);
    return 0;
}

error_t record_opt_moment(const struct argp_state *state, const char *name, const char *value,
                          bool last, instant *ret)
{
    date day;
    if (date_parse(str_of(value), &day, NULL) == ERR_OK && last) {
        *ret = clock_day_end(day);
        return 0;
    }
    if (moment_text_read(str_of(value), ret, NULL) != ERR_OK)
        return opt_fail(state,
                        TR("%s takes a time as YYYY-MM-DD or \"YYYY-MM-DD hh:mm\", not \"%s\""),
                        name, value);
    return 0;
}

error_t record_opt_pair(const struct argp_state *state, const char *arg,
                        struct record_opt_pairs *pairs)
{
    const struct opt_call *call = state->input;
    struct str s;
    error_t failed = opt_text(state, "FIELD=VALUE", arg, &s);
    if (failed != 0)
        return failed;
    size_t equals = str_find(s, STR("="), 0);
    if (equals == SIZE_MAX || equals == 0)
        return opt_fail(state, TR("\"%s\" is no FIELD=VALUE"), arg);
    struct record_pair pair = {str_trim(str_sub(s, 0, equals)), str_sub(s, equals + 1, s.n)};
    for (size_t i = 0; i < pairs->n; i++)
        if (str_eq(pairs->p[i].field, pair.field))
            return opt_fail(state, TR("\"%.*s\" is given twice"), STR_ARG(pair.field));
    if (pairs->p == NULL)
        pairs->p = ARENA_NEW_N(call->cli->a, (size_t)state->argc, struct record_pair);
    pairs->p[pairs->n++] = pair;
    return 0;
}

/* ---- which records ----------------------------------------------------- */

static error_t filter_order(const struct argp_state *state, const char *value,
                            struct record_opt_filter *o)
{
    static const char *const names[RECORD_ORDER__MAX] = {
        [RECORD_BY_DAY] = "day",
        [RECORD_BY_DAY_DESC] = "day-desc",
        [RECORD_BY_ENTRY] = "entry",
        [RECORD_BY_ENTRY_DESC] = "entry-desc",
    };
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        if (strcmp(value, names[i]) == 0) {
            o->filter.order = (enum record_order)i;
            o->ordered = true;
            return 0;
        }
    }
    return opt_fail(state, TR("--order is day, day-desc, entry or entry-desc, not \"%s\""), value);
}

static error_t filter_voided(const struct argp_state *state, const char *value,
                             struct record_opt_filter *o)
{
    if (strcmp(value, "only") != 0 && strcmp(value, "all") != 0)
        return opt_fail(state, TR("--voided is only or all, not \"%s\""), value);
    o->filter.voided = value[0] == 'o' ? RECORD_ONLY_VOIDED : RECORD_VOIDED_OR_NOT;
    return 0;
}

static error_t filter_end(const struct argp_state *state, const struct record_opt_filter *o)
{
    const struct record_filter *f = &o->filter;
    if (f->type.n == 0)
        return opt_fail(state, TR("TYPE is missing"));
    if (f->has_from && f->has_to && f->to.days < f->from.days)
        return opt_fail(state, TR("--to lies before --from"));
    if (f->has_entered_from && f->has_entered_to && f->entered_to.ms < f->entered_from.ms)
        return opt_fail(state, TR("--entered-to lies before --entered-from"));
    return 0;
}

error_t record_opt_filter(int key, char *arg, const struct argp_state *state,
                          struct record_opt_filter *o)
{
    struct record_filter *f = &o->filter;
    switch (key) {
    case RECORD_OPT_UNIT: return opt_text(state, "--unit", arg, &f->unit);
    case RECORD_OPT_SUBJECT: return opt_text(state, "--subject", arg, &o->subject);
    case RECORD_OPT_FROM: f->has_from = true; return opt_date(state, "--from", arg, &f->from);
    case RECORD_OPT_TO: f->has_to = true; return opt_date(state, "--to", arg, &f->to);
    case RECORD_OPT_ENTERED_FROM:
        f->has_entered_from = true;
        return record_opt_moment(state, "--entered-from", arg, false, &f->entered_from);
    case RECORD_OPT_ENTERED_TO:
        f->has_entered_to = true;
        return record_opt_moment(state, "--entered-to", arg, true, &f->entered_to);
    case RECORD_OPT_VOIDED: return filter_voided(state, arg, o);
    case RECORD_OPT_ORDER: return filter_order(state, arg, o);
    case RECORD_OPT_BATCH: return opt_number(state, "--batch", arg, 1, INT64_MAX, &f->batch);
    case ARGP_KEY_ARG:
        return f->type.n > 0 ? ARGP_ERR_UNKNOWN : opt_text(state, "TYPE", arg, &f->type);
    case ARGP_KEY_END: return filter_end(state, o);
    default: return ARGP_ERR_UNKNOWN;
    }
}

enum err_code record_opt_filter_of(struct cli *cli, const struct record_opt_filter *o,
                                   struct record_filter *ret, struct err *e)
{
    *ret = o->filter;
    if (!o->ordered)
        ret->order = RECORD_BY_DAY_DESC;
    if (o->subject.n == 0)
        return ERR_OK;
    return app_record_subject(cli->a, cli->app, o->filter.type, o->subject, &ret->subject, e);
}
