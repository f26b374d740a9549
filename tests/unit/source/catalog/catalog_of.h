/*
 * catalog_of.h — catalogs written into a test, and what is found wrong with them.
 */
#pragma once

#include "base/buf.h"
#include "source/catalog/catalog_read.h"
#include "testmain.h"

enum { TEST_ARENA = 1 << 26, TEST_TEXT = 1 << 16 };

/* A file of a catalog: path and text. */
struct test_file {
    const char *path, *text;
};

/* A source named `name` with the files up to the first without a path. */
static inline struct catalog_source test_source(struct arena *a, const char *name,
                                                const struct test_file *files, size_t n)
{
    struct source_file *made = ARENA_NEW_N(a, n, struct source_file);
    struct catalog_source s = {.name = str_of(name), .files = made};
    for (; s.n < n && files[s.n].path != NULL; s.n++)
        made[s.n] = (struct source_file){str_of(files[s.n].path), str_of(files[s.n].text)};
    return s;
}

/* The faults as one text: NAME@line:column(detail)?nearest, the file in front if `files`. */
static inline struct str test_faults(struct arena *a, const struct faults *f, bool files)
{
    struct buf b;
    buf_init(&b, TEST_TEXT);
    for (size_t i = 0; i < f->n; i++) {
        const struct fault *one = &f->p[i];
        struct str detail = title_in(&one->detail, LANG_EN);
        buf_add_z(&b, i == 0 ? "" : " ");
        if (files)
            buf_addf(&b, "%" STR_FMT ":", STR_ARG(one->at.file));
        buf_addf(&b, "%s@%d:%d(%" STR_FMT ")", err_info(one->code)->name, (int)one->at.line,
                 (int)one->at.column, STR_ARG(detail));
        if (one->nearest.n > 0)
            buf_addf(&b, "?%" STR_FMT, STR_ARG(one->nearest));
    }
    struct str text = str_copy(a, buf_str(&b));
    buf_release(&b);
    return text;
}
