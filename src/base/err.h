/*
 * err.h — one way to fail.
 *
 * A fallible function returns enum err_code, takes its results as `ret_`
 * pointers (set only on success) and a caller-held `struct err *e` last (filled
 * only on failure, by the innermost function, which knows the facts; `e` may be
 * NULL). Upper layers may prefix context (err_context), never replace.
 *
 * Three kinds are never mixed: a bug is must(); an expected failure has its own
 * code in err.def; the environment (disk, database) has one of the FILE and DB codes.
 *
 * Exit codes of the command line: 0 done · 1 internal · 2 usage · 3 bad input ·
 * 4 not found · 5 conflict, or a person must confirm · 6 database · 7 files ·
 * 8 integrity (audit chain, damaged database).
 */
#pragma once

#include "base/base.h"
#include "base/lang.h"

#define ERR_CHECKED __attribute__((warn_unused_result))

enum err_code {
    ERR_OK = 0,
#define ERR(name, area, number, http, exit, en, zh, hint_en, hint_zh) ERR_##name = -(number),
#include "base/err.def"
#undef ERR
};

struct err {
    enum err_code code;
    char detail[512];  /* the particulars: names, offsets; may be shown to the user; valid UTF-8 */
    const char *field; /* the input field concerned, a static string, or NULL */
};

/* One row of err.def. */
struct err_info {
    enum err_code code;
    const char *name;   /* "DB_BUSY" */
    const char *number; /* "DB-1204" */
    int http;
    int exit;
    const char *text[LANG__MAX];
    const char *hint[LANG__MAX];
};

/* ---- failing ------------------------------------------------------------ */

/* Fill e (unless NULL) with the code and a printf-formatted detail; returns the code. */
enum err_code err_set(struct err *e, enum err_code code, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* The same, naming the input field (a static string). */
enum err_code err_field(struct err *e, enum err_code code, const char *field, const char *fmt, ...)
    PRINTF_LIKE(4, 5);

/* Put "context: " in front of the detail; a no-op when e is NULL or empty. */
void err_context(struct err *e, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* ---- asking ------------------------------------------------------------- */

/* The row of a code; must not be ERR_OK. */
const struct err_info *err_info(enum err_code code);

/* All rows in the order of err.def; *ret_n receives their number. */
const struct err_info *err_table(size_t *ret_n);

/* Return early with the code of a failing call. */
#define ERR_TRY(call)                                                                              \
    do {                                                                                           \
        enum err_code err_try_code_ = (call);                                                      \
        if (err_try_code_ != ERR_OK)                                                               \
            return err_try_code_;                                                                  \
    } while (0)
