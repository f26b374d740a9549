/*
 * excuse_opt.c — see excuse_opt.h.
 */
#include "cli/excuse_opt.h"

#include "app/app.h"
#include "cli/cli.h"
#include "cli/tr.h"

error_t excuse_opt_parse(int key, char *arg, const struct argp_state *state, struct excuse_opt *o)
{
    switch (key) {
    case EXCUSE_OPT_AS: return opt_trimmed(state, "--as", arg, &o->as);
    case EXCUSE_OPT_REASON: return opt_trimmed(state, "--reason", arg, &o->reason);
    default: return ARGP_ERR_UNKNOWN;
    }
}

error_t excuse_opt_outage(int key, char *arg, const struct argp_state *state, struct excuse_opt *o)
{
    if (key == ARGP_KEY_ARG)
        return o->id > 0 ? ARGP_ERR_UNKNOWN
                         : opt_number(state, "OUTAGE", arg, 1, INT64_MAX, &o->id);
    if (key == ARGP_KEY_END)
        return o->id == 0 ? opt_fail(state, TR("OUTAGE is missing")) : 0;
    return excuse_opt_parse(key, arg, state, o);
}

void excuse_opt_actor(struct cli *cli, const struct excuse_opt *o)
{
    if (o->as.n > 0)
        cli->app->actor = str_copy(cli->a, o->as).p;
}
