/*
 * screen.h — what the other end of a file descriptor can show.
 */
#pragma once

#include "base/base.h"

struct screen {
    size_t width; /* columns of the terminal; 0: no terminal, so nothing is shortened */
    bool bold;    /* terminal sequences are welcome (NO_COLOR is not set) */
};

/* What stands behind fd; COLUMNS, TERM and NO_COLOR of the environment count. */
struct screen screen_of(int fd);
