/*
 * marks.h — figures in running text and in cells: （应得5分，实得4.7分）, 【10分】, 扣0.5分.
 */
#pragma once

#include "core/remedy/plan.h"
#include "source/plan/patterns.h"

/* One figure as printed. */
struct mark {
    enum plan_mark { MARK_NONE, MARK_FULL, MARK_GOT, MARK_LOST } kind;
    struct str label; /* as printed; empty if there was none */
    points v;
    bool exact; /* false: rounded to two places */
    bool self;  /* the bureau's own assessment (自评) */
    bool split; /* its decimal point was misprinted: 4 .5, 4。5 */
    struct str digits;
};

enum { MARKS_MAX = 6 };

/* A group of figures in [from, to). */
struct marks {
    size_t from, to;
    bool bracketed;
    struct mark mark[MARKS_MAX];
    size_t n;
    size_t rest_from, rest_to; /* what else stands in the bracket (，其中…); empty if equal */
};

/*
 * The first group in [from, to): a bracket of figures (with those that follow it
 * directly), at least two labelled figures in a row, a number with 分 before one
 * (8分  得7.6分), or one that stands alone behind a colon. Numbers may be Chinese
 * (应得五分，实得四分半). A lone number in brackets must carry 分; words in the
 * bracket may only follow a labelled full mark or two figures. Percentages are never figures.
 */
bool marks_find(const struct patterns *p, const struct line *ln, size_t from, size_t to,
                struct marks *ret);

/* Figures with labels that [from, to) begins with, up to a separator, a stop or the end. */
bool marks_leading(const struct patterns *p, const struct line *ln, size_t from, size_t to,
                   struct marks *ret);

/*
 * The loss that a cause ends with (…，扣0.5分。). False if it does not, or if
 * the clause is a rule (每…, 凡…), not an event.
 */
bool marks_tail_loss(const struct patterns *p, const struct line *ln, size_t from, size_t to,
                     struct mark *ret);

/*
 * The loss that a cause names at the ends of its clauses (一是…，扣1分；二是…，扣0.5分),
 * added up; a clause that says 共扣 gives the sum itself. Returns how many figures
 * it rests on, 0 if the last clause names none.
 */
size_t marks_losses(const struct patterns *p, const struct line *ln, struct mark *ret);

/* What a cell of a figure column holds. */
enum marks_cell {
    CELL_EMPTY,
    CELL_NOTHING,    /* 无, 暂无, √ …: nothing lost */
    CELL_NOT_SCORED, /* "/", 不计分 …: not assessed */
    CELL_FIGURE,
    CELL_UNREADABLE,
};

/* What the cell says; *ret is filled for CELL_FIGURE, its kind only if a label stands in the cell.
 */
enum marks_cell marks_cell(const struct patterns *p, const struct line *ln, struct mark *ret);

/* Whether the whole text says that nothing was lost: 无, 暂无, 0, √, 均符合相关要求 … */
bool marks_says_nothing(const struct patterns *p, const struct line *ln);
