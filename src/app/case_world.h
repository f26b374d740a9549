/*
 * case_world.h — a case as the core sees it.
 */
#pragma once

#include "app/world.h"
#include "source/case/case_read.h"

/* What a case is evaluated from. Points into the case; the rest lives in `a`. */
struct world case_world(struct arena *a, const struct case_file *c);

/* The framework a case is scored under: of several the last one, which is its own; NULL: none. */
const struct framework *case_framework(const struct case_file *c);
