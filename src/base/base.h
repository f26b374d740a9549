/*
 * base.h — what every file may count on: fixed-width types, the banned list,
 * `must()` for broken invariants, and small arithmetic helpers.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/banned.h"

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

/* Printf-like functions are checked by the compiler. */
#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args), nonnull(fmt)))

/*
 * must — a broken invariant is a bug: say where and abort, also in release
 * builds. Never used for bad input or a failing environment.
 */
#define must(cond) ((cond) ? (void)0 : must_failed(__FILE__, __LINE__, #cond))

/* A place that no path reaches, such as the default of a switch over an enum. */
#define must_not_reach(what) must_failed(__FILE__, __LINE__, what)

/* What must() calls: report a bug on stderr and abort. */
_Noreturn void must_failed(const char *file, int line, const char *what);
