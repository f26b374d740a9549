/*
 * plan.h — what a rectification plan (整改方案) or self-assessment table says.
 *
 * Place in the flow: a plan document → [plan] → deductions → rectifications.
 * Pure values: the reader (source/plan) fills them, the store keeps them, the
 * application shows them.
 *
 * Two rules hold everywhere: a figure is known only if it was printed or follows
 * by arithmetic from two that were; what is unknown is absent, never zero.
 *
 * Memory: all text lives in the arena of whoever built the plan.
 */
#pragma once

#include "base/date.h"
#include "base/points.h"
#include "base/vec.h"
#include "core/remedy/finding.h"

/* A figure of an item, and how it is known. */
enum plan_figure_from {
    PLAN_UNKNOWN, /* absent */
    PLAN_PRINTED, /* stands in the document */
    PLAN_DERIVED, /* follows from the two others, or from "nothing lost" */
};

struct plan_figure {
    enum plan_figure_from from;
    points v; /* only if from is not PLAN_UNKNOWN */
};

/* One scored item (子项目), whether it lost points or not. */
struct plan_item {
    int32_t no;             /* 1, 2, … in document order */
    struct str category;    /* 大项, empty if the document has none */
    struct str subcategory; /* 小项, empty if the document has none */
    struct str item;        /* 子项目, never empty */
    struct plan_figure full, got, lost;
    struct str *departments; /* responsible departments, in printed order */
    size_t n_departments;
    struct str cause;      /* 失分原因, empty if none is given */
    struct str measure;    /* 整改措施, empty if none is given */
    struct str time_limit; /* as printed (整改时限), empty if none is given */
    int32_t paragraph;     /* where it begins: block of the document, from 1 */
    int64_t bookmark_id;   /* deduction it was exported from (_duban_d<ID>), 0 if it says none */
};

/* How many parts the document says it has; 0 where it does not say. */
struct plan_declared {
    int32_t categories, subcategories, items;
};

struct plan {
    struct str number; /* 发文字号, empty if none */
    struct str title;  /* empty if none */
    bool has_issued_on;
    date issued_on;         /* the signed date */
    int32_t year;           /* the year assessed, 0 if unknown */
    int32_t rank;           /* the place it names, 0 if none */
    struct str *addressees; /* 主送机关 */
    size_t n_addressees;
    struct plan_declared declared;
    struct plan_item *items;
    size_t n_items;
    struct finding *findings;
    size_t n_findings;
};

/* Sums over the items whose figure is known; `missing` counts the others. */
struct plan_sum {
    int32_t items;
    struct plan_figure full, got, lost; /* PLAN_UNKNOWN if no item has it */
    int32_t missing;                    /* items that lack at least one figure */
};

struct plan_category {
    struct str name; /* empty for items that stand under no category */
    struct plan_sum sum;
};

struct plan_totals {
    struct plan_sum sum;
    int32_t subcategories;            /* distinct named (category, subcategory) pairs */
    struct plan_category *categories; /* in order of first appearance */
    size_t n_categories;              /* distinct categories, the unnamed one included */
    int32_t named_categories;
};

/*
 * Derive whichever of full, got and lost follows from the other two.
 * A difference below zero (got above full) is left unknown: it is no loss.
 */
void plan_item_derive(struct plan_item *item);

/*
 * Add up. Result lives in `a`.
 * errors  ERR_NUMBER_RANGE  a sum leaves the range of points
 */
ERR_CHECKED enum err_code plan_totals(struct arena *a, const struct plan *p,
                                      struct plan_totals *ret, struct err *e);
