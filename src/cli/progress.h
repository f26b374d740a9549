/*
 * progress.h — a bar on the terminal for work that takes a while.
 *
 * It stands on standard error, and only if that is a terminal; it is redrawn a few times a
 * second at most and taken away at the end, so that nothing of it is left behind.
 */
#pragma once

#include "base/base.h"

struct progress {
    bool shown;       /* standard error is a terminal */
    bool drawn;       /* there is something to take away */
    size_t width;     /* columns of the terminal */
    int64_t drawn_ms; /* when it was last drawn, on a clock that nobody sets */
};

/* Begin; nothing is drawn yet. */
void progress_begin(struct progress *p);

/* So many rows, so much of a thousand, as an import_progress_fn whose context is the bar. */
void progress_show(void *ctx, int64_t rows, int64_t thousandths);

/* Take it away. */
void progress_end(struct progress *p);
