/*
 * cmd_rectify_cause.c — `duban rectify cause`: which kind of thing lost the points.
 */
#include "cli/cli.h"
#include "cli/rectify_opt.h"
#include "cli/tr.h"
#include "cli/view.h"
#include "cli/view_rectify.h"

struct cause_args {
    struct rectify_opt opt;
    bool accept, given;
    enum cause_class class;
};

enum { CAUSE_ACCEPT = 0x200 };

static const struct argp_option CAUSE_OPTIONS[] = {
    {"accept", CAUSE_ACCEPT, NULL, 0, TR_MARK("Confirm the class that is proposed"), 0},
    {"as", RECTIFY_OPT_AS, "NAME", 0, TR_MARK("Act as this person (default: the user)"), 0},
    {"seen", RECTIFY_OPT_SEEN, "N", 0, TR_MARK("Only if event N is still the newest one"), 0},
    {"note", RECTIFY_OPT_NOTE, "TEXT", 0, TR_MARK("Words of your own for the history"), 0},
    {0},
};

/* By its stable name, or as people read it in either language. */
static error_t cause_class_parse(const struct argp_state *state, const char *arg,
                                 struct cause_args *args)
{
    struct opt_call *call = state->input;
    struct str names[CAUSE__MAX];
    for (enum cause_class c = 0; c < CAUSE__MAX; c++) {
        names[c] = str_of(cause_class_name(c));
        if (strcmp(arg, cause_class_name(c)) == 0 ||
            strcmp(arg, cause_class_title(c, LANG_EN)) == 0 ||
            strcmp(arg, cause_class_title(c, LANG_ZH)) == 0) {
            args->class = c;
            args->given = true;
            return 0;
        }
    }
    struct str all = view_join(call->cli, names, CAUSE__MAX, STR(", "));
    return opt_fail(state, TR("\"%s\" is no class; there are: %.*s"), arg, STR_ARG(all));
}

static error_t cause_parse(int key, char *arg, struct argp_state *state)
{
    struct cause_args *args = opt_args(state);
    switch (key) {
    case CAUSE_ACCEPT: args->accept = true; return 0;
    case ARGP_KEY_ARG:
        if (args->opt.given && !args->given)
            return cause_class_parse(state, arg, args);
        return rectify_opt_parse(key, arg, state, &args->opt);
    case ARGP_KEY_END:
        if (args->accept && args->given)
            return opt_fail(state, TR("give either CLASS or --accept"));
        return rectify_opt_parse(key, arg, state, &args->opt);
    default: return rectify_opt_parse(key, arg, state, &args->opt);
    }
}

static const struct argp CAUSE_ARGP = {
    .options = CAUSE_OPTIONS,
    .parser = cause_parse,
    .args_doc = TR_MARK("ID [CLASS]"),
    .doc = TR_MARK("Without CLASS: show the class that is proposed for the printed cause, and the "
                   "words that led to it. With CLASS or --accept: confirm one. A rectification "
                   "cannot be closed before that."),
    .argp_domain = OPT_DOMAIN};

static enum err_code cause_run(struct cli *cli, const void *args, struct err *e)
{
    const struct cause_args *a = args;
    struct rectify_on on;
    struct rectify_history h;
    struct rectify_card card;
    ERR_TRY(rectify_opt_on(cli, &a->opt, &on, e));
    if (a->accept || a->given) {
        enum cause_class class = a->given ? a->class : CAUSE__MAX;
        ERR_TRY(app_rectify_cause(cli->a, cli->app, &on, class, &card, e));
    } else {
        ERR_TRY(app_rectify_show(cli->a, cli->app, on.deduction_id, &h, e));
        card = h.card;
    }
    view_card(cli, &card);
    return ERR_OK;
}

const struct cmd CMD_RECTIFY_CAUSE = {"rectify cause", TR_MARK("show or confirm the cause class"),
                                      &CAUSE_ARGP, sizeof(struct cause_args), cause_run};
