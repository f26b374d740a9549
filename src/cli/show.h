/*
 * show.h — text from outside made safe to show: one line, valid UTF-8, nothing
 * that steers a terminal or turns the direction of writing.
 */
#pragma once

#include "base/str.h"

struct arena;

/* For names and messages: what cannot be shown becomes \n, \x1b, \u202e. Lives in `a`. */
struct str show_exact(struct arena *a, struct str s);

/* For cells: line ends and tabs become one blank; the rest as in show_exact. */
struct str show_cell(struct arena *a, struct str s);
