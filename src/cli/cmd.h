/*
 * cmd.h — the commands of duban.
 */
#pragma once

#include <argp.h>

#include "base/str.h"

struct cli;

/*
 * One command. The arguments are parsed by `argp` into `args_size` zeroed bytes,
 * which `run` gets (see opt.h for what the parser has at hand).
 */
struct cmd {
    const char *name;    /* its words, one blank between them: "plan import" */
    const char *summary; /* one line, marked for translation */
    const struct argp *argp;
    size_t args_size;
    enum err_code (*run)(struct cli *cli, const void *args, struct err *e);
};

/* All commands, in the order of the help; *ret_n receives their number. */
const struct cmd *const *cmd_table(size_t *ret_n);

/* The command of that full name, or NULL. */
const struct cmd *cmd_find(struct str name);

/* Whether a longer name begins with the words of `name`; the empty one always does. */
bool cmd_is_group(struct str name);

/* Whether the command stands in the group `name` (all stand in the empty one). */
bool cmd_in_group(const struct cmd *cmd, struct str group);

/*
 * What `word`, unknown behind the words of `group`, most likely stands for: the beginning of a name
 * in that group, or the whole name of any command whose last word it is. Empty if nothing is near.
 */
struct str cmd_nearest(struct str group, struct str word);
