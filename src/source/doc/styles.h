/*
 * styles.h — what the styles of a document say about numbering and hidden text.
 */
#pragma once

#include "base/vec.h"
#include "source/doc/markup.h"

struct style {
    struct str id;
    struct str based_on;          /* empty if none */
    bool has_num, has_level;      /* what numPr of the style itself names */
    int32_t num;                  /* numId; 0 switches numbering off */
    int32_t level;                /* ilvl, 0 to 8 */
    bool has_vanish, vanish;      /* hidden text, if the style says so */
    const struct style *num_from; /* resolved: the style in the chain that names num, or NULL */
    const struct style *vanish_from;
};

struct styles {
    struct style *list; /* sorted by id */
    size_t n;
    const struct style *paragraph; /* the default paragraph style, or NULL */
    bool any_vanish;               /* some style hides text */
};

enum { STYLES_MAX = 16 * 1024 };

/* No styles, for a document without the part. */
#define STYLES_NONE ((struct styles){0})

/*
 * Read the styles part and follow every basedOn chain; a chain that bites its
 * own tail ends there. Result lives in `a`.
 * errors  ERR_PLAN_DAMAGED, ERR_PLAN_TOO_BIG
 */
ERR_CHECKED enum err_code styles_read(struct arena *a, struct markup *m, struct styles *ret,
                                      struct err *e);

/* The style with that id, or NULL. */
const struct style *styles_find(const struct styles *s, struct str id);
