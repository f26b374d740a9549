/*
 * opt.h — arguments, through glibc's argp.
 *
 * argp's own messages would be in English on a machine without the C library's
 * translations and would not carry an error number, so it is kept silent here
 * and what went wrong becomes ERR_USAGE like any other error.
 */
#pragma once

#include "base/date.h"
#include "cli/cmd.h"

struct cli;

/* What a parser finds in state->input. */
struct opt_call {
    struct cli *cli;
    void *args; /* the command's own struct, zeroed before the first option */
    struct err *e;
};

/* Every parser, argp and its children included, looks its texts up here. */
#define OPT_DOMAIN "duban"

/* The options that stand before or after any command. */
extern const struct argp OPT_COMMON;

/* ---- for the parsers of commands ----------------------------------------- */

/* The command's own struct of arguments. */
void *opt_args(const struct argp_state *state);

/* Refuse the arguments; the result is what the parser returns. */
error_t opt_fail(const struct argp_state *state, const char *fmt, ...) PRINTF_LIKE(2, 3);

/*
 * For the parser: exactly one argument; `missing` is what to say where it is left out. Any other
 * key is passed back as unknown.
 */
error_t opt_single(const struct argp_state *state, int key, const char *arg, const char **ret,
                   const char *missing);

/* The value of option `name` as a whole number from least to most. */
error_t opt_number(const struct argp_state *state, const char *name, const char *value,
                   int64_t least, int64_t most, int64_t *ret);

/* Refuse a value that is empty or not UTF-8. */
error_t opt_text(const struct argp_state *state, const char *name, const char *value,
                 struct str *ret);

/* The same without blanks around it, and refuse one of blanks alone. */
error_t opt_trimmed(const struct argp_state *state, const char *name, const char *value,
                    struct str *ret);

/* A path, which is never empty. */
error_t opt_path(const struct argp_state *state, const char *name, const char *value,
                 const char **ret);

/* The value of option `name` as a day that exists, "YYYY-MM-DD". */
error_t opt_date(const struct argp_state *state, const char *name, const char *value, date *ret);

/* ---- for the command line itself -------------------------------------------- */

/* The words in front: which command, and where its own arguments begin. */
struct opt_words {
    struct str group;      /* the words so far, if they name no command yet */
    const struct cmd *cmd; /* NULL: none named, or only a group */
    bool help;             /* the first word was "help" */
    int rest;              /* argv[rest] is the first argument behind the command */
};

/*
 * Read common options and the words of the command.
 * errors  ERR_USAGE
 */
ERR_CHECKED enum err_code opt_words(struct cli *cli, int argc, char **argv, struct opt_words *ret,
                                    struct err *e);

/*
 * Parse what stands behind the command; *ret_args lives in cli->a.
 * errors  ERR_USAGE
 */
ERR_CHECKED enum err_code opt_parse(struct cli *cli, const struct cmd *cmd, int argc, char **argv,
                                    void **ret_args, struct err *e);
