/*
 * paper.h — the rectification plan as an official document, before it has a format.
 *
 * Place in the flow: plan and ids of its deductions → [paper] → .docx, PDF, text.
 * Pure values: what stands in the document, element by element in order, after
 * GB/T 9704-2012; how an element looks is the business of paper_docx, paper_pdf
 * and paper_txt.
 *
 * What holds:
 *   - only what is known is printed; figures that follow by arithmetic are left
 *     to arithmetic; nothing is invented;
 *   - each item is a heading of level 4 with its figures, then one paragraph for
 *     each text that is known, in a fixed layout (docs/internals/official-document.md)
 *     from which source/plan reads back the same plan, whatever the texts say;
 *   - what that layout cannot carry is refused, never changed.
 *
 * Memory: a paper lives in the arena given; its texts may point into the plan.
 */
#pragma once

#include "core/remedy/plan.h"

/* What an element is; its place on the page and its font follow from it. */
enum paper_kind {
    PAPER_RED_HEAD,   /* 发文机关标志, only if asked for */
    PAPER_NUMBER,     /* 发文字号 */
    PAPER_TITLE,      /* 标题 */
    PAPER_ADDRESSEES, /* 主送机关, with its colon */
    PAPER_HEADING_1,  /* 一、 */
    PAPER_HEADING_2,  /* （一） */
    PAPER_HEADING_3,  /* 1. */
    PAPER_HEADING_4,  /* （1） */
    PAPER_BODY,       /* a paragraph of running text */
    PAPER_SIGNATURE,  /* 发文机关署名 */
    PAPER_DATE,       /* 成文日期, or the blank form of one that is not yet known */
    PAPER_COPIES,     /* 抄送机关 */
    PAPER_PRINTED,    /* 印发机关, with 印发日期 in `right` */
};

struct paper_element {
    enum paper_kind kind;
    struct str text;  /* with its number or label; '\n' parts lines inside the element */
    struct str right; /* PAPER_PRINTED only: what stands at the right end of the line */
    size_t label;     /* bytes of `text` that are a label such as "失分原因：" */
    int64_t id;       /* the deduction it belongs to; 0: to none. Those of one follow each other */
};

struct paper {
    struct paper_element *elements;
    size_t n;
    struct str title;        /* for the properties of the file; may be empty */
    struct str organisation; /* likewise */
    bool has_date;
    date date; /* of issue: the only date that goes into the properties of the file */
};

/* What the caller knows about the paper; all of it may be absent. */
struct paper_head {
    struct str organisation; /* signs the paper; empty: not signed */
    bool red_head;           /* print the organisation above the paper as well */
    struct str number;       /* its own document number; empty: the plan's */
    bool has_date;           /* its own date of issue; else the plan's */
    date date;
    struct str copies;     /* 抄送, names parted by the caller; empty: none */
    struct str printed_by; /* 印发机关; empty: no such line */
    bool has_printed_on;   /* only with printed_by */
    date printed_on;
};

/*
 * Put the paper together.
 *
 * ids     n_items of the deductions behind the items of `p`, in their order, 0 for one that
 *         has none; or NULL
 * errors  ERR_PAPER_TEXT  a value that cannot be printed so that it reads back; the detail
 *                         names the item and the field. Which values these are:
 *                         docs/internals/official-document.md
 */
ERR_CHECKED enum err_code paper_compose(struct arena *a, const struct plan *p, const int64_t *ids,
                                        const struct paper_head *head, struct paper *ret,
                                        struct err *e);
