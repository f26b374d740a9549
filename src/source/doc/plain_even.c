/*
 * plain_even.c — see plain_even.h.
 *
 * What surprised its author: text copied out of a PDF has one blank between the cells of a
 * table, which is what English has between words. Only the evenness of the rows tells.
 */
#include "source/doc/plain_even.h"

#include "source/doc/plain_gaps.h"

enum {
    EVEN_ROWS_MIN = 2,    /* with the header, of values parted by commas */
    EVEN_WORDS_MIN = 3,   /* the same, of words parted by blanks */
    EVEN_HEADING_MAX = 16 /* characters of a heading */
};

/* ---- cells -------------------------------------------------------------------------- */

/* The next cell of *rest, trimmed and without its quotation marks; false at the end. */
static bool next_comma_cell(struct str *rest, struct str *ret)
{
    bool quoted = false;
    size_t at = 0;
    if (rest->p == NULL)
        return false;
    while (at < rest->n && (quoted || rest->p[at] != ','))
        quoted ^= rest->p[at++] == '"';
    struct str cell = str_trim(str_sub(*rest, 0, at));
    *rest = at < rest->n ? str_sub(*rest, at + 1, rest->n) : STR_NONE;
    if (cell.n >= 2 && cell.p[0] == '"' && cell.p[cell.n - 1] == '"')
        cell = str_trim(str_sub(cell, 1, cell.n - 1));
    *ret = cell;
    return true;
}

/* The next word of *rest; false at the end. */
static bool next_word(struct str *rest, struct str *ret)
{
    struct str text = str_trim(*rest);
    size_t at = 0;
    size_t end = 0;
    if (text.n == 0)
        return false;
    while (at < text.n && !plain_is_blank(str_next(text, &at)))
        end = at;
    *ret = str_sub(text, 0, end);
    *rest = str_sub(text, end, text.n);
    return true;
}

static bool next_cell(enum plain_kind kind, struct str *rest, struct str *ret)
{
    return kind == PLAIN_COMMAS ? next_comma_cell(rest, ret) : next_word(rest, ret);
}

static int32_t count(enum plain_kind kind, struct str rest)
{
    int32_t n = 0;
    struct str cell;
    while (next_cell(kind, &rest, &cell))
        n++;
    return n;
}

int32_t plain_comma_cells(struct str line)
{
    return count(PLAIN_COMMAS, line);
}

int32_t plain_word_cells(struct str line)
{
    return plain_gap_cells(line) == 1 ? count(PLAIN_WORDS, line) : 1;
}

/* ---- rows --------------------------------------------------------------------------------- */

static bool has_digit(struct str s)
{
    for (size_t at = 0; at < s.n;) {
        uint32_t cp = str_next(s, &at);
        if ((cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19))
            return true;
    }
    return false;
}

/* Digits with a point, a sign or a unit: no more than a figure. */
static bool is_number(struct str s)
{
    enum { NUMBER_MAX = 10 };
    return has_digit(s) && str_chars(s) <= NUMBER_MAX &&
           ((s.p[0] >= '0' && s.p[0] <= '9') || s.p[0] == '-' || s.p[0] == '.' ||
            str_starts(s, STR("\xEF\xBC"))); /* full-width */
}

/* Headings are filled, short and without figures. */
static bool is_header(const struct plain_line *line)
{
    struct str rest = line->text, cell;
    while (next_cell(line->kind, &rest, &cell))
        if (cell.n == 0 || str_chars(cell) > EVEN_HEADING_MAX || has_digit(cell) ||
            str_find(cell, STR("：" /* a label */), 0) != SIZE_MAX ||
            str_find(cell, STR(":"), 0) != SIZE_MAX)
            return false;
    return true;
}

static bool has_number(const struct plain_line *line)
{
    struct str rest = line->text, cell;
    while (next_cell(line->kind, &rest, &cell))
        if (is_number(cell))
            return true;
    return false;
}

size_t plain_even_rows(const struct plain_line *lines, size_t n)
{
    size_t rows = 1;
    size_t least = lines[0].kind == PLAIN_COMMAS ? EVEN_ROWS_MIN : EVEN_WORDS_MIN;
    if (!is_header(&lines[0]))
        return 0;
    while (rows < n && lines[rows].kind == lines[0].kind && lines[rows].cells == lines[0].cells &&
           has_number(&lines[rows]))
        rows++;
    return rows >= least ? rows : 0;
}

enum err_code plain_even_build(struct collect *c, const struct plain_line *lines, size_t n,
                               struct doc_table *ret, struct err *e)
{
    struct doc_table t = {.n_rows = (int32_t)n, .n_columns = lines[0].cells};
    ERR_TRY(plain_new_rows(c, &t, e));
    for (size_t i = 0; i < n; i++) {
        struct doc_row *row = &t.rows[i];
        struct str rest = lines[i].text;
        row->line = lines[i].number;
        row->given = t.n_columns;
        for (int32_t k = 0;
             k < t.n_columns && next_cell(lines[i].kind, &rest, &row->cells[k].text);)
            k++;
    }
    *ret = t;
    return ERR_OK;
}
