/*
 * cmd.c — the table of commands, and finding one by its words.
 *
 * To add a command:
 *   1. write cmd_<name>.c: its argp, its struct of arguments, its run function, and the
 *      `const struct cmd` at the end; declare that one below and give it a row in CMD_TABLE;
 *   2. add the file to src/cli/meson.build and to po/POTFILES.in;
 *   3. put what it does into a use case in src/app, never into the command;
 *   4. translate its texts in po/zh_CN.po (the test `po-complete` refuses gaps);
 *   5. describe it in docs/manual/cli.md and docs/man/duban.1 (`cli-documented` compares);
 *   6. cover it in tests/e2e, with its exit codes.
 */
#include "cli/cmd.h"

#include "base/nearest.h"

extern const struct cmd CMD_INIT;
extern const struct cmd CMD_PLAN_IMPORT;
extern const struct cmd CMD_PLAN_EXPORT;
extern const struct cmd CMD_PLAN_DIFF;
extern const struct cmd CMD_LEDGER_LIST;
extern const struct cmd CMD_LEDGER_SHOW;
extern const struct cmd CMD_LEDGER_EXPORT;
extern const struct cmd CMD_LEDGER_PROMISES;
extern const struct cmd CMD_RECTIFY_LIST;
extern const struct cmd CMD_RECTIFY_SHOW;
extern const struct cmd CMD_RECTIFY_ASSIGN;
extern const struct cmd CMD_RECTIFY_CAUSE;
extern const struct cmd CMD_RECTIFY_TASK;
extern const struct cmd CMD_RECTIFY_EVIDENCE;
extern const struct cmd CMD_RECTIFY_SUBMIT;
extern const struct cmd CMD_RECTIFY_VERIFY;
extern const struct cmd CMD_RECTIFY_RETURN;
extern const struct cmd CMD_RECTIFY_CLOSE;
extern const struct cmd CMD_RECTIFY_RECUR;
extern const struct cmd CMD_CALENDAR_SHOW;
extern const struct cmd CMD_CATALOG_CHECK;
extern const struct cmd CMD_CATALOG_DIFF;
extern const struct cmd CMD_CATALOG_LOAD;
extern const struct cmd CMD_CATALOG_LIST;
extern const struct cmd CMD_UNITS_LIST;
extern const struct cmd CMD_UNITS_ADD;
extern const struct cmd CMD_UNITS_CHANGE;
extern const struct cmd CMD_UNITS_FIGURE;
extern const struct cmd CMD_RECORDS_TYPES;
extern const struct cmd CMD_RECORDS_TEMPLATE;
extern const struct cmd CMD_RECORDS_IMPORT;
extern const struct cmd CMD_RECORDS_BATCHES;
extern const struct cmd CMD_RECORDS_UNDO;
extern const struct cmd CMD_RECORDS_LIST;
extern const struct cmd CMD_RECORDS_SHOW;
extern const struct cmd CMD_RECORDS_ADD;
extern const struct cmd CMD_RECORDS_REVISE;
extern const struct cmd CMD_RECORDS_VOID;
extern const struct cmd CMD_RECORDS_ATTACH;
extern const struct cmd CMD_RECORDS_EXPORT;
extern const struct cmd CMD_SCORE;
extern const struct cmd CMD_FORECAST;
extern const struct cmd CMD_RANK;
extern const struct cmd CMD_WHATIF;
extern const struct cmd CMD_FIGURES_ADD;
extern const struct cmd CMD_FIGURES_IMPORT;
extern const struct cmd CMD_FIGURES_LIST;
extern const struct cmd CMD_RESULTS_IMPORT;
extern const struct cmd CMD_RESULTS_LIST;
extern const struct cmd CMD_RECONCILE;
extern const struct cmd CMD_FREEZE;
extern const struct cmd CMD_BACKTEST;
extern const struct cmd CMD_DEMO;
extern const struct cmd CMD_TODO;
extern const struct cmd CMD_ADVANCE;
extern const struct cmd CMD_VERIFY;
extern const struct cmd CMD_OUTAGE_ADD;
extern const struct cmd CMD_OUTAGE_ACCEPT;
extern const struct cmd CMD_OUTAGE_WITHDRAW;
extern const struct cmd CMD_OUTAGE_LIST;
extern const struct cmd CMD_WAIVE;
extern const struct cmd CMD_CASE_RUN;
extern const struct cmd CMD_AUDIT_VERIFY;

static const struct cmd *const CMD_TABLE[] = {
    &CMD_INIT,
    &CMD_PLAN_IMPORT,
    &CMD_PLAN_EXPORT,
    &CMD_PLAN_DIFF,
    &CMD_LEDGER_LIST,
    &CMD_LEDGER_SHOW,
    &CMD_LEDGER_EXPORT,
    &CMD_LEDGER_PROMISES,
    &CMD_RECTIFY_LIST,
    &CMD_RECTIFY_SHOW,
    &CMD_RECTIFY_ASSIGN,
    &CMD_RECTIFY_CAUSE,
    &CMD_RECTIFY_TASK,
    &CMD_RECTIFY_EVIDENCE,
    &CMD_RECTIFY_SUBMIT,
    &CMD_RECTIFY_VERIFY,
    &CMD_RECTIFY_RETURN,
    &CMD_RECTIFY_CLOSE,
    &CMD_RECTIFY_RECUR,
    &CMD_CALENDAR_SHOW,
    &CMD_CATALOG_CHECK,
    &CMD_CATALOG_DIFF,
    &CMD_CATALOG_LOAD,
    &CMD_CATALOG_LIST,
    &CMD_UNITS_LIST,
    &CMD_UNITS_ADD,
    &CMD_UNITS_CHANGE,
    &CMD_UNITS_FIGURE,
    &CMD_RECORDS_TYPES,
    &CMD_RECORDS_TEMPLATE,
    &CMD_RECORDS_IMPORT,
    &CMD_RECORDS_BATCHES,
    &CMD_RECORDS_UNDO,
    &CMD_RECORDS_LIST,
    &CMD_RECORDS_SHOW,
    &CMD_RECORDS_ADD,
    &CMD_RECORDS_REVISE,
    &CMD_RECORDS_VOID,
    &CMD_RECORDS_ATTACH,
    &CMD_RECORDS_EXPORT,
    &CMD_SCORE,
    &CMD_FORECAST,
    &CMD_RANK,
    &CMD_WHATIF,
    &CMD_FIGURES_ADD,
    &CMD_FIGURES_IMPORT,
    &CMD_FIGURES_LIST,
    &CMD_RESULTS_IMPORT,
    &CMD_RESULTS_LIST,
    &CMD_RECONCILE,
    &CMD_FREEZE,
    &CMD_BACKTEST,
    &CMD_DEMO,
    &CMD_TODO,
    &CMD_ADVANCE,
    &CMD_VERIFY,
    &CMD_OUTAGE_ADD,
    &CMD_OUTAGE_ACCEPT,
    &CMD_OUTAGE_WITHDRAW,
    &CMD_OUTAGE_LIST,
    &CMD_WAIVE,
    &CMD_CASE_RUN,
    &CMD_AUDIT_VERIFY,
};

const struct cmd *const *cmd_table(size_t *ret_n)
{
    *ret_n = ARRAY_LEN(CMD_TABLE);
    return CMD_TABLE;
}

const struct cmd *cmd_find(struct str name)
{
    for (size_t i = 0; i < ARRAY_LEN(CMD_TABLE); i++)
        if (str_eq(name, str_of(CMD_TABLE[i]->name)))
            return CMD_TABLE[i];
    return NULL;
}

bool cmd_in_group(const struct cmd *cmd, struct str group)
{
    struct str name = str_of(cmd->name);
    return group.n == 0 || (str_starts(name, group) && name.n > group.n && name.p[group.n] == ' ');
}

bool cmd_is_group(struct str name)
{
    for (size_t i = 0; i < ARRAY_LEN(CMD_TABLE); i++)
        if (cmd_in_group(CMD_TABLE[i], name))
            return true;
    return false;
}

/* The command's name up to the end of the word that follows the group. */
static struct str cmd_up_to_next_word(const struct cmd *cmd, struct str group)
{
    struct str name = str_of(cmd->name);
    size_t to = str_find(name, STR(" "), group.n == 0 ? 0 : group.n + 1);
    return str_sub(name, 0, to == SIZE_MAX ? name.n : to);
}

static struct str cmd_last_word(struct str name)
{
    size_t at = name.n;
    while (at > 0 && name.p[at - 1] != ' ')
        at--;
    return str_sub(name, at, name.n);
}

struct str cmd_nearest(struct str group, struct str word)
{
    struct str best = STR_NONE;
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < ARRAY_LEN(CMD_TABLE); i++) {
        const struct cmd *cmd = CMD_TABLE[i];
        struct str means[] = {
            cmd_in_group(cmd, group) ? cmd_up_to_next_word(cmd, group) : STR_NONE,
            str_of(cmd->name),
        };
        for (size_t k = 0; k < ARRAY_LEN(means); k++) {
            struct str name = cmd_last_word(means[k]);
            size_t d = str_starts(name, word) ? 0 : nearest_distance(word, name);
            if (name.n > 0 && d < least && nearest_is(word, name)) {
                best = means[k];
                least = d;
            }
        }
    }
    return best;
}
