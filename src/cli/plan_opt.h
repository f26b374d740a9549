/*
 * plan_opt.h — what the commands that take a plan document have in common.
 */
#pragma once

#include "base/base.h"

/* Say that storing the document opened n rectifications again; nothing for 0. */
void plan_opt_say_recurred(size_t n);
