/*
 * plain_table.h — tables in plain text.
 *
 * Five ways to draw them are known: separators (| and the lines of boxes), tabs, runs
 * of blanks, and with the same number in every row commas or single blanks. Prose is never to
 * become a table, so two rows at least must follow each other, of three cells each (two if drawn
 * with separators).
 */
#pragma once

#include "source/doc/collect.h"

enum plain_kind {
    PLAIN_BLANK,
    PLAIN_PROSE,  /* one piece of text, perhaps indented */
    PLAIN_RULE,   /* only dashes and corners */
    PLAIN_BARS,   /* pieces parted by | or the like */
    PLAIN_TABS,   /* pieces parted by tabs */
    PLAIN_GAPS,   /* pieces parted by runs of blanks */
    PLAIN_COMMAS, /* values parted by commas */
    PLAIN_WORDS,  /* words parted by single blanks */
};

struct plain_line {
    struct str text; /* without its end, blanks kept */
    int32_t number;
    enum plain_kind kind;
    int32_t cells; /* pieces it would have as a row */
};

/* Tell the kind of a line from its text. */
void plain_classify(struct plain_line *line);

/*
 * What stands at lines[at], which is a row or a rule: a table or not.
 *
 * ret_taken  lines it takes, at least 1; the same number stay prose if it is no table
 * ret_first  of those, how many at the beginning stay prose although it is a table
 * ret        n_rows is 0 if it is no table; text points into the lines
 * errors     ERR_PLAN_TOO_BIG
 */
ERR_CHECKED enum err_code plain_table_read(struct collect *c, const struct plain_line *lines,
                                           size_t n, size_t at, size_t *ret_taken,
                                           size_t *ret_first, struct doc_table *ret, struct err *e);
