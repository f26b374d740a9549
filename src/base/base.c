/*
 * base.c — the one place where the process gives up: a broken invariant.
 */
#include "base/base.h"

_Noreturn void must_failed(const char *file, int line, const char *what)
{
    (void)fprintf(stderr, "crit bug file=%s line=%d broken=\"%s\"\n", file, line, what);
    abort();
}
