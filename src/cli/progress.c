/*
 * progress.c — see progress.h.
 */
#include "cli/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "cli/screen.h"

enum { BAR_MAX = 40, BAR_LEAST_WIDTH = 40, REDRAW_MS = 100, TEXT_MAX = 160 };

static int64_t progress_now(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void progress_begin(struct progress *p)
{
    struct screen s = screen_of(STDERR_FILENO);
    *p = (struct progress){.shown = s.width >= BAR_LEAST_WIDTH, .width = s.width};
}

void progress_show(void *ctx, int64_t rows, int64_t thousandths)
{
    struct progress *p = ctx;
    char bar[BAR_MAX + 1];
    if (!p->shown)
        return;
    int64_t now = progress_now();
    if (p->drawn && now - p->drawn_ms < REDRAW_MS)
        return;
    int full = (int)(thousandths * BAR_MAX / 1000);
    for (int i = 0; i < BAR_MAX; i++)
        bar[i] = i < full ? '#' : '.';
    bar[BAR_MAX] = '\0';
    char text[TEXT_MAX];
    (void)snprintf(text, sizeof(text), "[%s] %3lld %% %lld", bar, (long long)(thousandths / 10),
                   (long long)rows);
    (void)fprintf(stderr, "\r%.*s", (int)(p->width < TEXT_MAX ? p->width - 1 : TEXT_MAX - 1), text);
    (void)fflush(stderr);
    p->drawn = true;
    p->drawn_ms = now;
}

void progress_end(struct progress *p)
{
    if (p->drawn)
        (void)fputs("\r\x1b[K", stderr);
    p->drawn = false;
}
