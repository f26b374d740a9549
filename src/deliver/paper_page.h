/*
 * paper_page.h — the page of GB/T 9704-2012 in numbers, for all formats.
 *
 * Lengths are in hundredths of a millimetre, type sizes in points.
 */
#pragma once

#include "deliver/paper.h"

enum {
    PAGE_WIDTH = 21000, /* A4 */
    PAGE_HEIGHT = 29700,
    PAGE_TOP = 3700,     /* 天头 */
    PAGE_LEFT = 2800,    /* 订口 */
    PAGE_TYPE_W = 15600, /* 版心 */
    PAGE_TYPE_H = 22500,
    PAGE_LINES = 22,
    PAGE_CHARS = 28,
    PAGE_NUMBER_BELOW = 700, /* from the type area to the page number */
    PAGE_RULE_BOLD = 35,     /* 版记: first and last rule */
    PAGE_RULE_THIN = 25,

    SIZE_TITLE = 22, /* 2号 */
    SIZE_BODY = 16,  /* 3号 */
    SIZE_SMALL = 14, /* 4号: page numbers and 版记 */
    SIZE_RED_HEAD = 48,

    INDENT_CHARS = 2,      /* first line of a paragraph */
    DATE_RIGHT_CHARS = 4,  /* between the date and the right edge */
    RED_HEAD_BELOW = 3500, /* from the top of the type area to the red head */
};

/* The families that the standard names, by their use. */
enum page_font {
    PAGE_FONT_TITLE, /* 小标宋 */
    PAGE_FONT_BLACK, /* 黑体 */
    PAGE_FONT_KAI,   /* 楷体 */
    PAGE_FONT_BODY,  /* 仿宋 */
    PAGE_FONT_SONG,  /* 宋体: page numbers */
    PAGE_FONT__MAX
};

/* How an element looks. */
struct page_style {
    enum page_font font;
    int32_t size;
    enum { PAGE_JUSTIFIED, PAGE_CENTRED, PAGE_RIGHT } align;
    bool indented;  /* by INDENT_CHARS in its first line */
    int32_t above;  /* empty lines before it, unless it begins the paper */
    int32_t below;  /* empty lines after it */
    bool with_next; /* never the last on its page */
};

/* The style of a kind of element. */
const struct page_style *page_style_of(enum paper_kind kind);

/*
 * The text of an element as it is set: a title that is too long for a line is broken in front
 * of 关于, where its sense allows it. Lives in `a` or is the element's own.
 */
struct str page_text(struct arena *a, const struct paper_element *el);

/*
 * How far from the right edge a line of the signature ends, in half characters: the date
 * stands DATE_RIGHT_CHARS from it, the organisation centred over the date; a longer
 * organisation pushes both.
 */
int32_t page_signature_right(const struct paper *p, enum paper_kind kind);
