/*
 * cmd_rank.c — `duban rank`: the places of the assessed units.
 */
#include "cli/cli.h"
#include "cli/opt.h"
#include "cli/score_opt.h"
#include "cli/tr.h"
#include "cli/view_score.h"

struct rank_args {
    struct score_ask ask;
    struct str item;
};

enum { RANK_ITEM = 0x200 };

static const struct argp_option RANK_OPTIONS[] = {
    SCORE_OPT_YEAR_ROW,
    SCORE_OPT_FRAMEWORK_ROW,
    SCORE_OPT_AS_OF_ROW,
    {"item", RANK_ITEM, "ITEM", 0, TR_MARK("By this item alone"), 0},
    {0},
};

static error_t rank_parse(int key, char *arg, struct argp_state *state)
{
    struct rank_args *args = opt_args(state);
    if (key == RANK_ITEM)
        return opt_trimmed(state, "--item", arg, &args->item);
    return key == SCORE_OPT_UNIT ? ARGP_ERR_UNKNOWN : score_opt(key, arg, state, &args->ask);
}

static const struct argp RANK_ARGP = {
    .options = RANK_OPTIONS,
    .parser = rank_parse,
    .doc = TR_MARK("List the assessed units by their points, in all and item by item. Units with "
                   "the same points share the better place."),
    .argp_domain = OPT_DOMAIN};

static enum err_code rank_run(struct cli *cli, const void *args, struct err *e)
{
    const struct rank_args *a = args;
    struct app_scores s;
    const struct indicator *item = NULL;
    ERR_TRY(app_score(cli->a, cli->app, &a->ask, false, &s, e));
    if (a->item.n > 0) {
        item = framework_item(s.county.framework, a->item);
        if (item == NULL)
            return err_set(e, ERR_SCORE_ITEM, "%" STR_FMT, STR_ARG(a->item));
    }
    view_ranks(cli, &s, item);
    return ERR_OK;
}

const struct cmd CMD_RANK = {"rank", TR_MARK("list the units by their points"), &RANK_ARGP,
                             sizeof(struct rank_args), rank_run};
