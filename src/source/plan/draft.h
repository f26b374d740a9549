/*
 * draft.h — the plan while it is being read: items that may still turn out to be
 * headings, texts in pieces, and the findings so far.
 */
#pragma once

#include "core/remedy/plan.h"
#include "source/plan/heading.h"
#include "source/plan/label.h"
#include "source/plan/marks.h"

struct strs {
    struct str *p;
    size_t n, cap;
};

struct draft {
    struct plan_item item; /* texts and departments are filled at the end */
    struct strs cause, measure, departments;
    struct str group_where; /* heading whose departments it inherits, may be empty */
    struct str inherited;   /* departments named behind a heading above */
    int32_t level, number;  /* its own heading number */
    size_t offset;          /* code points into the paragraph */
    struct line head;       /* the line it begins in, for one that turns out to be a heading */
    size_t name_from, name_to;
    struct line name; /* item.item for matching, once that was needed */
    bool labelled;    /* a cause, measure or figure label was seen */
    bool cause_unlabelled;
    bool both; /* its cause holds the measure too */
    bool from_table;
    bool verbatim; /* texts and departments are in `item` as they stand: nothing to clean */
    bool not_scored;
    bool joined; /* the next item goes on with it: A（…）、B（…）：失分原因：… */
    bool merged; /* the same item stands elsewhere with its texts */
    struct str cause_label; /* as printed */
    struct str measure_label;
};

struct reader {
    struct arena *a;
    const struct patterns *p;
    struct {
        struct draft *p;
        size_t n, cap;
    } drafts;
    struct {
        struct finding *p;
        size_t n, cap;
    } findings;
    struct headings headings;
    size_t group_from; /* first draft since the last group line */
    /* what was seen, to say why nothing could be read */
    bool saw_rubric, saw_full_marks, saw_empty_form, saw_headless_table, saw_endless_list;
};

/* Note a finding; the arguments may be empty. */
void draft_find(struct reader *r, enum finding_code code, struct str where, struct str arg1,
                struct str arg2, int32_t paragraph, size_t offset);

/* The same about one item, where it begins. */
void draft_note(struct reader *r, const struct draft *d, enum finding_code code, struct str arg1,
                struct str arg2);

/* Points as text that lives in the arena. */
struct str draft_points(struct reader *r, points v);

/* Take over a figure; a second one for the same mark becomes a finding. */
void draft_figure(struct reader *r, struct draft *d, const struct mark *m);

/*
 * Take over a group of figures as printed behind a name, mending wrong labels:
 * two figures under one label are read as full and got, in that order.
 */
void draft_marks(struct reader *r, struct draft *d, const struct marks *m);

/* Note what stood beside the figures in their bracket (struct marks, rest). */
void draft_rest(struct reader *r, struct draft *d, const struct line *ln, const struct marks *m);

/*
 * Split a list of departments (、；， blanks, inner labels, 和 between two names) and append what
 * is new. A date among them is the item's time limit.
 */
void draft_departments(struct reader *r, struct draft *d, struct str text);

/* The same for a list of departments and people (责任科室及责任人): people are left out. */
void draft_departments_of(struct reader *r, struct draft *d, struct str text);

/* Append a piece of text under a label kind (cause, measure, department, time limit; others drop).
 */
void draft_text(struct reader *r, struct draft *d, enum term_kind kind, struct str text);

/* The beginning of a text, to name it in a finding. */
struct str draft_short(struct reader *r, struct str text);

/* Finish every draft: join texts, derive figures, check them; items in `ret`. */
ERR_CHECKED enum err_code draft_finish(struct reader *r, struct plan *ret, struct err *e);

/* Whether a code point at the edge of a name or text is no part of it: blanks, stops, separators.
 */
bool draft_name_edge(uint32_t cp);

/* Split `text` (at most 500 names of it) into names at 、；， line breaks and blanks; inner labels
 * are left out. */
void draft_split_names(struct arena *a, struct str text, struct strs *ret);

/*
 * `text` as a ledger keeps it: no blanks at the ends of its lines, no empty lines. A line
 * break stays a line break.
 */
struct str draft_tidy(struct arena *a, struct str text);

/* A name without its number, brackets of figures, stops and line breaks; lives in the arena. */
struct str draft_clean_name(struct reader *r, struct str text);
