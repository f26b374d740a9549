/*
 * faults.h — everything that is wrong with a set of files, collected.
 *
 * Readers of catalogs never stop at the first mistake: each one puts what it finds
 * here and goes on with the next definition. Whoever asked for the files shows all
 * of it, in the order of files, lines and columns.
 *
 * A fault is an error of err.def (which has its text and its general hint in both
 * languages) with a place, particulars, and, where a word is unknown, the known
 * word that was probably meant.
 */
#pragma once

#include <stdarg.h>

#include "base/err.h"
#include "base/vec.h"
#include "core/catalog/title.h"

struct fault {
    struct place at;
    enum err_code code;
    struct title detail; /* particulars: names, values, mostly without language; may be empty */
    struct str nearest;  /* the word that was probably meant, or empty */
};

struct faults {
    struct arena *a; /* where the faults live; details are copied into it */
    struct fault *p;
    size_t n, cap;
    size_t left_out; /* those beyond FAULTS_MAX, which are only counted */
};

enum { FAULTS_MAX = 1000, FAULT_KNOWN_MAX = 500 };

/* ---- collecting -------------------------------------------------------- */

/* Start an empty list; its content lives in `a`. */
void faults_init(struct faults *f, struct arena *a);

/* Add one; the path in `at` must live as long as the list's arena. */
void fault_add(struct faults *f, struct place at, enum err_code code, const char *fmt, ...)
    PRINTF_LIKE(4, 5);
PRINTF_LIKE(4, 0)
void fault_vadd(struct faults *f, struct place at, enum err_code code, const char *fmt, va_list ap);

/* Give the detail of the last fault added in one language; a text made in the list's arena. */
void fault_detail_in(struct faults *f, enum lang lang, struct str detail);

/*
 * Say which of the n known words the last fault added probably means, if one is near to `word`;
 * of long lists only the first FAULT_KNOWN_MAX are looked at.
 */
void fault_nearest(struct faults *f, struct str word, const struct str *known, size_t n);

/* Say that the last fault added can only mean this word, however far it is from what stands there.
 */
void fault_only(struct faults *f, struct str known);

/* ---- showing ------------------------------------------------------------- */

/* By file, line and column; faults at one place stay in the order they were found. */
void faults_sort(struct faults *f);

/* Whether no more are kept: then what would only help to tell the next one can be left out. */
bool faults_full(const struct faults *f);

/* Whether anything is wrong. */
bool faults_any(const struct faults *f);
