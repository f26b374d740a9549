/*
 * plan_opt.h — what the commands that take a plan document have in common.
 */
#pragma once

#include "cli/opt.h"

/* For the parser: exactly one FILE. */
error_t plan_opt_file(const struct argp_state *state, int key, const char *arg, const char **file);

/* Say that storing the document opened n rectifications again; nothing for 0. */
void plan_opt_say_recurred(size_t n);
