/*
 * rectify_opt.h — what the commands of `duban rectify` have in common: which deduction,
 * who acts, in which state it was seen, and the person's own words.
 */
#pragma once

#include "app/rectify.h"
#include "cli/opt.h"

struct rectify_opt {
    bool given; /* a deduction was named */
    bool by_no; /* by its number in the plan that came in last, not by its id */
    int64_t number;
    struct str as; /* empty: the user of the operating system */
    int64_t seen;
    struct str note;
};

/* Keys of the options; each command has the rows it wants in its own table. */
enum { RECTIFY_OPT_AS = 0x300, RECTIFY_OPT_SEEN, RECTIFY_OPT_NOTE };

/* Take one of these options, or the first argument as the deduction; else ARGP_ERR_UNKNOWN. */
error_t rectify_opt_parse(int key, char *arg, const struct argp_state *state,
                          struct rectify_opt *o);

/* "D12" or "12" as a deduction, into an `o` that has none yet. */
error_t rectify_opt_deduction(const struct argp_state *state, const char *arg,
                              struct rectify_opt *o);

/* A name without blanks around it; refuses what is empty or not UTF-8. */
error_t rectify_opt_name(const struct argp_state *state, const char *name, const char *value,
                         struct str *ret);

/* Let `as` act, if anybody is named. */
void rectify_opt_actor(struct cli *cli, const struct rectify_opt *o);

/*
 * The id of the deduction that was named.
 * errors  ERR_DEDUCTION_NOT_FOUND
 */
ERR_CHECKED enum err_code rectify_opt_id(struct cli *cli, const struct rectify_opt *o, int64_t *ret,
                                         struct err *e);

/* Both of these, as the use cases want it. */
ERR_CHECKED enum err_code rectify_opt_on(struct cli *cli, const struct rectify_opt *o,
                                         struct rectify_on *ret, struct err *e);
