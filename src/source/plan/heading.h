/*
 * heading.h — the numbers before headings and the chain of headings above an item.
 *
 * Levels by form: 1 一、 · 2 （一） · 3 1. or 1、 · 4 to 7 1.1, 1.1.1 … · 8 (1) or 1) ·
 * 9 ①. What a level means (category, item, a numbered sentence) depends on the
 * document; see prose.c.
 */
#pragma once

#include "source/plan/patterns.h"

enum {
    HEADING_NONE = 0,
    HEADING_DEEPEST = 9,
    HEADING_UNNUMBERED = 10, /* an item that begins without a number */
};

/* The number at the start of a line. */
struct heading_number {
    int32_t level;  /* HEADING_NONE if the line has no number */
    int32_t number; /* 0 where the form has none worth reading */
    size_t to;      /* where the text after it begins */
};

/* The number of the heading that [from, to) begins with, if any. */
struct heading_number heading_number(const struct patterns *p, const struct line *ln, size_t from,
                                     size_t to);

/* A heading that is in force. */
struct heading {
    int32_t level, number;
    struct str name;        /* without number, colon and figures */
    struct str departments; /* named in brackets behind it; may be empty */
    struct line line;       /* where it stands, for an item that turns out to begin here */
    size_t from, to;        /* its name in `line` */
    bool *used;             /* set once an item stands under it; NULL if nobody asks */
};

struct headings {
    struct heading at[HEADING_DEEPEST + 2];
    size_t n;
};

/* A heading of level L ends all of level L and deeper, then stands itself. */
void headings_push(struct headings *h, const struct heading *heading);

/* End all headings of this level and deeper. */
void headings_cut(struct headings *h, int32_t level);

/*
 * Category and subcategory for an item at `level`: the headings above it that
 * are no chapters (总体思想, 整改措施 …). With three or more, the first and the
 * last; *ret_skipped then names one between them, else it is empty. All of them are used then.
 */
void headings_place(const struct headings *h, const struct patterns *p, struct arena *a,
                    int32_t level, struct str *ret_category, struct str *ret_subcategory,
                    struct str *ret_skipped);
