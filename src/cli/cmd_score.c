/*
 * cmd_score.c — `duban score`: the points of a year, item by item, and why.
 */
#include "cli/cli.h"
#include "cli/opt.h"
#include "cli/say.h"
#include "cli/score_opt.h"
#include "cli/tr.h"
#include "cli/view_score.h"

struct score_args {
    struct score_ask ask;
    struct str explain;
    bool recompute;
};

enum { SCORE_EXPLAIN = 0x200, SCORE_RECOMPUTE };

static const struct argp_option SCORE_OPTIONS[] = {
    SCORE_OPT_YEAR_ROW,
    SCORE_OPT_UNIT_ROW,
    SCORE_OPT_FRAMEWORK_ROW,
    SCORE_OPT_AS_OF_ROW,
    {"explain", SCORE_EXPLAIN, "ITEM", 0, TR_MARK("One item, with all that its points rest on"), 0},
    {"recompute", SCORE_RECOMPUTE, NULL, 0,
     TR_MARK("As worked out now, also where scores are frozen"), 0},
    {0},
};

static error_t score_parse(int key, char *arg, struct argp_state *state)
{
    struct score_args *args = opt_args(state);
    switch (key) {
    case SCORE_EXPLAIN: return opt_trimmed(state, "--explain", arg, &args->explain);
    case SCORE_RECOMPUTE: args->recompute = true; return 0;
    default: return score_opt(key, arg, state, &args->ask);
    }
}

static const struct argp SCORE_ARGP = {
    .options = SCORE_OPTIONS,
    .parser = score_parse,
    .doc = TR_MARK("Score each assessed unit under the framework of the year: every item with its "
                   "points and why it lost some. What is still open counts neither way; see "
                   "\"duban forecast\". Scores that were frozen are shown as they were frozen."),
    .argp_domain = OPT_DOMAIN};

static enum err_code score_find_item(const struct app_scores *s, struct str item, struct err *e)
{
    for (size_t i = 0; i < s->n; i++) {
        if (framework_item(s->units[i].framework, item) != NULL)
            return ERR_OK;
    }
    return err_set(e, ERR_SCORE_ITEM, "%" STR_FMT, STR_ARG(item));
}

static enum err_code score_run(struct cli *cli, const void *args, struct err *e)
{
    const struct score_args *a = args;
    struct app_scores s;
    ERR_TRY(app_score(cli->a, cli->app, &a->ask, a->recompute, &s, e));
    if (s.n == 0)
        say(TR("no unit is assessed under %.*s; add units with \"duban units add\""),
            STR_ARG(s.county.framework->id));
    if (a->explain.n > 0 && s.n > 0) {
        ERR_TRY(score_find_item(&s, a->explain, e));
        view_score_explain(cli, &s, a->explain);
    } else {
        view_scores(cli, &s);
    }
    return ERR_OK;
}

const struct cmd CMD_SCORE = {"score", TR_MARK("score a year, and say why"), &SCORE_ARGP,
                              sizeof(struct score_args), score_run};
