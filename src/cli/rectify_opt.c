/*
 * rectify_opt.c — see rectify_opt.h.
 */
#include "cli/rectify_opt.h"

#include "cli/cli.h"
#include "cli/tr.h"

error_t rectify_opt_deduction(const struct argp_state *state, const char *arg,
                              struct rectify_opt *o)
{
    struct str s = str_of(arg);
    o->given = true;
    o->by_no = s.n == 0 || (s.p[0] != 'D' && s.p[0] != 'd');
    if (str_to_i64(str_sub(s, o->by_no ? 0 : 1, s.n), &o->number, NULL) != ERR_OK || o->number < 1)
        return opt_fail(state, TR("\"%s\" is neither a number such as 7 nor an id such as D7"),
                        arg);
    return 0;
}

error_t rectify_opt_name(const struct argp_state *state, const char *name, const char *value,
                         struct str *ret)
{
    struct str text;
    error_t failed = opt_text(state, name, value, &text);
    if (failed != 0)
        return failed;
    *ret = str_trim(text);
    return ret->n == 0 ? opt_fail(state, TR("%s is empty"), name) : 0;
}

error_t rectify_opt_parse(int key, char *arg, const struct argp_state *state, struct rectify_opt *o)
{
    switch (key) {
    case RECTIFY_OPT_AS: return rectify_opt_name(state, "--as", arg, &o->as);
    case RECTIFY_OPT_SEEN: return opt_number(state, "--seen", arg, 1, INT64_MAX, &o->seen);
    case RECTIFY_OPT_NOTE: return opt_text(state, "--note", arg, &o->note);
    case ARGP_KEY_ARG: return o->given ? ARGP_ERR_UNKNOWN : rectify_opt_deduction(state, arg, o);
    case ARGP_KEY_END: return o->given ? 0 : opt_fail(state, TR("ID is missing"));
    default: return ARGP_ERR_UNKNOWN;
    }
}

void rectify_opt_actor(struct cli *cli, const struct rectify_opt *o)
{
    if (o->as.n > 0)
        cli->app->actor = str_copy(cli->a, o->as).p;
}

enum err_code rectify_opt_id(struct cli *cli, const struct rectify_opt *o, int64_t *ret,
                             struct err *e)
{
    struct ledger_deduction d;
    *ret = o->number;
    if (!o->by_no)
        return ERR_OK;
    ERR_TRY(app_ledger_deduction(cli->a, cli->app, true, o->number, &d, e));
    *ret = d.entry.id;
    return ERR_OK;
}

enum err_code rectify_opt_on(struct cli *cli, const struct rectify_opt *o, struct rectify_on *ret,
                             struct err *e)
{
    struct rectify_on on = {.seen = o->seen, .note = str_trim(o->note)};
    rectify_opt_actor(cli, o);
    ERR_TRY(rectify_opt_id(cli, o, &on.deduction_id, e));
    *ret = on;
    return ERR_OK;
}
