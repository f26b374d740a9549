/*
 * column_term.h — what one heading of a table says.
 *
 * A heading may be a term (失分原因), a term with a remark (失分原因（请写明）), two terms
 * in one (整改措施及完成时限), a term with words around it (市局反馈的扣分原因) or a term
 * that was cut off (失分原).
 */
#pragma once

#include "source/plan/patterns.h"
#include "source/plan/term.h"

struct column_term {
    enum term_kind kind;     /* TERM_NONE: not recognised */
    const struct term *term; /* the one it was read as, NULL for two in one */
    bool guessed;            /* from a piece of the heading only; worth a finding */
    bool persons;            /* names of persons stand among those of departments */
    bool full;               /* a full mark stands behind the name */
    bool limit;              /* a time limit stands among the names of departments */
};

/* Read a heading exactly as printed, or by its parts. */
struct column_term column_term_read(const struct patterns *p, const struct line *ln);

/* The same; a heading that is not recognised so is read from the words it holds or was cut from. */
struct column_term column_term_guess(const struct patterns *p, const struct line *ln);
