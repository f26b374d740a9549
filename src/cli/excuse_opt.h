/*
 * excuse_opt.h — what the commands about outages and waivers have in common: which one, who
 * acts, and why.
 */
#pragma once

#include "cli/opt.h"

struct excuse_opt {
    int64_t id;        /* 0: none is named */
    struct str as;     /* empty: the user of the operating system */
    struct str reason; /* empty: none is given */
};

/* Keys of the options; each command has the rows it wants in its own table. */
enum { EXCUSE_OPT_AS = 0x300, EXCUSE_OPT_REASON };

/* Take one of these options; else ARGP_ERR_UNKNOWN. */
error_t excuse_opt_parse(int key, char *arg, const struct argp_state *state, struct excuse_opt *o);

/* The one argument of a command, the number of an outage. */
error_t excuse_opt_outage(int key, char *arg, const struct argp_state *state, struct excuse_opt *o);

/* Let `as` act, if anybody is named. */
void excuse_opt_actor(struct cli *cli, const struct excuse_opt *o);
