/*
 * row_align.c — in which column the cells of a short row stand; see row_item.h.
 *
 * Two things make rows short. An export that leaves out group cells begins further
 * right, all its cells together. Text parted by blanks that do not line up has lost
 * its empty cells wherever they were; there only what the cells say can tell, and the
 * result is a finding.
 */
#include "source/plan/row_item.h"

/* ---- group cells left out -------------------------------------------------------------- */

/* Figures that fall on figure columns if the cells stand `shift` further right. */
static size_t figures_at(const struct rows_reader *tr, const struct doc_row *row, int32_t shift)
{
    const int32_t figures[] = {tr->c->full, tr->c->got, tr->c->lost};
    size_t fit = 0;
    for (size_t i = 0; i < ARRAY_LEN(figures); i++) {
        int32_t from = figures[i] - shift;
        if (figures[i] < 0 || from < 0 || from >= row->given)
            continue;
        struct line ln = columns_cell(tr->r, row, from);
        struct mark m;
        enum marks_cell kind = marks_cell(tr->r->p, &ln, &m);
        fit += kind == CELL_FIGURE || kind == CELL_NOT_SCORED;
    }
    return fit;
}

/* The row with cell i in column to[i]. */
static struct doc_row moved(const struct rows_reader *tr, int32_t n, const int32_t *to)
{
    struct doc_row row = tr->t->rows[n];
    int32_t columns = tr->t->n_columns;
    struct doc_cell *cells = ARENA_NEW_N(tr->r->a, (size_t)columns, struct doc_cell);
    for (int32_t c = 0; c < columns; c++)
        cells[c] = (struct doc_cell){.origin_row = n, .origin_column = c};
    for (int32_t i = 0; i < row.given; i++)
        cells[to[i]].text = row.cells[i].text;
    row.cells = cells;
    return row;
}

/* ---- empty cells lost ----------------------------------------------------------------------- */

/* What a cell says of itself. */
struct looks {
    bool figure, number, nothing, department, time;
};

static struct looks looks_of(const struct rows_reader *tr, const struct line *ln)
{
    enum { DEPARTMENT_LONG = 12, TIME_LONG = 16 };
    static const uint32_t department[] = {0x79D1, 0x5BA4, 0x80A1, 0x6240, 0x5904, 0x5C40,
                                          0x5FC3, 0x529E, 0x961F, 0x90E8, 0x59D4};
    static const uint32_t time[] = {0x5E95, 0x524D, 0x65E5, 0x6708, 0x5185, 0x6539, 0x671F};
    struct mark m;
    struct looks l = {.nothing = marks_says_nothing(tr->r->p, ln)};
    enum marks_cell cell = marks_cell(tr->r->p, ln, &m);
    l.figure = cell == CELL_FIGURE || cell == CELL_NOT_SCORED;
    l.number = ln->n > 0;
    for (size_t i = 0; i < ln->n; i++)
        l.number = l.number && line_is_digit(ln->fold[i]);
    for (size_t i = 0; ln->n > 1 && i < ARRAY_LEN(department); i++)
        l.department |= ln->n <= DEPARTMENT_LONG && ln->fold[ln->n - 1] == department[i];
    for (size_t i = 0; ln->n > 1 && i < ARRAY_LEN(time); i++)
        l.time |= ln->n <= TIME_LONG && !l.figure && ln->fold[ln->n - 1] == time[i];
    return l;
}

/* How well a cell that looks like that stands in column c. */
static int32_t suits(const struct rows_reader *tr, const struct looks *l, int32_t c)
{
    enum term_kind kind = tr->c->kind[c];
    if (columns_is_figure(kind))
        return l->figure || l->nothing ? 4 : -6;
    if (kind == TERM_NO)
        return l->number ? 3 : -3;
    if (columns_is_name(kind))
        return l->figure ? -4 : l->nothing ? -1 : 2;
    if (kind == TERM_DEPARTMENT)
        return l->department ? 4 : l->figure ? -4 : -1;
    if (kind == TERM_TIME_LIMIT)
        return l->time ? 3 : l->figure ? -4 : -1;
    if (row_is_words(kind))
        return l->figure ? -4 : l->department || l->time ? -1 : 1;
    return 0;
}

enum { CELLS_MAX = DOC_COLUMNS_MAX + 1, FIT_NONE = -10000, FIT_NO_NAME = -5 };

/*
 * The columns to[i], growing with i, in which the cells of a loose row suit best; among equals
 * the ones furthest left. best[i][c]: of the cells from i on, in the columns from c on.
 */
static void best_columns(const struct rows_reader *tr, const struct doc_row *row, int32_t *to)
{
    static const struct looks none = {.figure = false};
    int32_t columns = tr->t->n_columns;
    int32_t cells = row->given;
    struct looks looks[CELLS_MAX] = {none};
    int32_t best[CELLS_MAX + 1][CELLS_MAX + 1] = {{0}};
    for (int32_t i = 0; i < cells; i++) {
        struct line ln = columns_cell(tr->r, row, i);
        looks[i] = looks_of(tr, &ln);
    }
    for (int32_t i = cells; i >= 0; i--) {
        best[i][columns] = i == cells ? 0 : FIT_NONE;
        for (int32_t c = columns - 1; c >= 0; c--) {
            int32_t skip = best[i][c + 1] + (c == tr->c->item ? FIT_NO_NAME : 0);
            int32_t take = i == cells ? FIT_NONE : best[i + 1][c + 1] + suits(tr, &looks[i], c);
            best[i][c] = take >= skip ? take : skip;
        }
    }
    for (int32_t i = 0, c = 0; i < cells && c < columns; c++)
        if (best[i][c] == best[i + 1][c + 1] + suits(tr, &looks[i], c))
            to[i++] = c;
}

/* ---- both ------------------------------------------------------------------ */

struct doc_row row_align(struct rows_reader *tr, int32_t n)
{
    struct doc_row row = tr->t->rows[n];
    int32_t missing = tr->t->n_columns - row.given;
    int32_t to[CELLS_MAX];
    if (missing <= 0 || row.given < 2)
        return row;
    if (row.loose) {
        best_columns(tr, &row, to);
        struct doc_row ret = moved(tr, n, to);
        draft_find(tr->r, FINDING_ROW_LOOSE, row_text(tr, &ret, tr->c->item),
                   row_text(tr, &ret, tr->c->item), STR_NONE, row.line, 0);
        return ret;
    }
    if (tr->c->item < missing || figures_at(tr, &row, missing) <= figures_at(tr, &row, 0))
        return row;
    for (int32_t i = 0; i < row.given; i++)
        to[i] = i + missing;
    return moved(tr, n, to);
}
