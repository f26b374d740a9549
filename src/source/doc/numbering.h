/*
 * numbering.h — Word's automatic numbers, resolved to the text they print.
 *
 * An abstract definition holds nine levels and their counters; each `num`
 * points at one and may override levels. Paragraphs name a num and a level,
 * directly or through their style. Labels must be asked for in document order,
 * once for each numbered paragraph: every call counts.
 */
#pragma once

#include "source/doc/number_format.h"
#include "source/doc/styles.h"

enum { NUMBERING_LEVELS = 9, NUMBERING_MAX = 8192, NUMBERING_TEXT_MAX = 255 };

struct numbering_level {
    bool given;
    int32_t start;
    int32_t restart; /* lvlRestart: 0 never, n after level n-1; -1 after any upper level */
    enum number_format format;
    bool legal;       /* isLgl: every number in it as decimal */
    bool no_suffix;   /* nothing stands between number and text */
    struct str text;  /* lvlText: "第%1条" */
    struct str style; /* the paragraph style bound to this level, may be empty */
};

struct numbering_abstract {
    int32_t id;
    struct numbering_level levels[NUMBERING_LEVELS];
    struct str num_style_link; /* the definition is that of this numbering style */
    struct str style_link;     /* this is the definition of that numbering style */
    bool counted[NUMBERING_LEVELS];
    int32_t counter[NUMBERING_LEVELS]; /* meaningful while counted */
};

struct numbering_override {
    bool has_start;
    int32_t start;
    struct numbering_level level; /* if level.given */
};

struct numbering_num {
    int32_t id;
    int32_t abstract_id;
    struct numbering_abstract *abstract;  /* resolved; NULL if there is none */
    struct numbering_override *overrides; /* NUMBERING_LEVELS of them, or NULL */
    bool started[NUMBERING_LEVELS];       /* its start override was used up */
};

struct numbering {
    struct numbering_num *nums; /* sorted by id */
    size_t n;
};

/* No numbering, for a document without the part. */
#define NUMBERING_NONE ((struct numbering){0})

/*
 * Read the numbering part and resolve links through `styles`. Result lives in `a`.
 * errors  ERR_PLAN_DAMAGED, ERR_PLAN_TOO_BIG
 */
ERR_CHECKED enum err_code numbering_read(struct arena *a, struct markup *m,
                                         const struct styles *styles, struct numbering *ret,
                                         struct err *e);

/* The level of num `id` that is bound to a paragraph style, or -1. */
int32_t numbering_level_of(const struct numbering *n, int32_t id, struct str style);

/*
 * Count one paragraph of num `id` at `level` (0 to 8) and append what Word
 * prints in front of it; nothing for bullets and for nums that do not exist.
 *
 * ret_no_suffix  set if the number stands directly against the text
 */
void numbering_label(struct numbering *n, int32_t id, int32_t level, struct buf *out,
                     bool *ret_no_suffix);
