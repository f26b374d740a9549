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
    bool labelled; /* a cause, measure or figure label was seen */
    bool cause_unlabelled;
    bool from_table;
    bool verbatim; /* texts and departments are in `item` as they stand: nothing to clean */
    bool not_scored;
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
    bool saw_rubric, saw_empty_form, saw_headless_table, saw_endless_list;
};

/* Note a finding; the arguments may be empty. */
void draft_find(struct reader *r, enum finding_code code, struct str where, struct str arg1,
                struct str arg2, int32_t paragraph, size_t offset);

/* Take over a figure; a second one for the same mark becomes a finding. */
void draft_figure(struct reader *r, struct draft *d, const struct mark *m);

/*
 * Take over a group of figures as printed behind a name, mending wrong labels:
 * two figures under one label are read as full and got, in that order.
 */
void draft_marks(struct reader *r, struct draft *d, const struct marks *m);

/* Split a list of departments (、；， blanks, inner labels) and append what is new. */
void draft_departments(struct reader *r, struct draft *d, struct str text);

/* Append a piece of text under a label kind (cause, measure, department, time limit; others drop).
 */
void draft_text(struct reader *r, struct draft *d, enum term_kind kind, struct str text);

/* Finish every draft: join texts, derive figures, check them; items in `ret`. */
ERR_CHECKED enum err_code draft_finish(struct reader *r, struct plan *ret, struct err *e);

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
