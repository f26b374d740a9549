/*
 * unfold.c — see unfold.h.
 */
#include "source/plan/unfold.h"

enum {
    UNFOLD_LINES_MAX = 20,
    UNFOLD_ROWS_MAX = 10 * 1000 /* more items than a plan may have */
};

/* The next line of *rest that is not blank; false at the end. */
static bool next_line(struct str *rest, struct str *ret)
{
    while (rest->n > 0) {
        size_t end = str_find(*rest, STR("\n"), 0);
        struct str line = str_trim(str_sub(*rest, 0, end == SIZE_MAX ? rest->n : end));
        *rest = end == SIZE_MAX ? STR_NONE : str_sub(*rest, end + 1, rest->n);
        *ret = line;
        if (line.n > 0)
            return true;
    }
    return false;
}

/* Lines of a cell; *ret_figures tells that each of them is a figure. */
static int32_t lines_of(struct reader *r, struct str text, bool *ret_figures)
{
    struct str line;
    int32_t n = 0;
    *ret_figures = true;
    while (next_line(&text, &line)) {
        struct line ln = line_make(r->a, line, 0);
        struct mark m;
        *ret_figures = *ret_figures && marks_cell(r->p, &ln, &m) == CELL_FIGURE;
        n++;
    }
    return n;
}

/* How many items a row holds. */
static int32_t items_in(struct reader *r, const struct doc_table *t, int32_t row)
{
    int32_t items = 1;
    int32_t figure_columns = 0;
    for (int32_t c = 0; c < t->n_columns; c++) {
        const struct doc_cell *cell = &t->rows[row].cells[c];
        bool figures;
        if (cell->origin_column != c || str_find(cell->text, STR("\n"), 0) == SIZE_MAX)
            continue;
        int32_t n = lines_of(r, cell->text, &figures);
        if (n < 2)
            continue;
        if (items > 1 && n != items)
            return 1;
        items = n;
        figure_columns += figures;
    }
    return figure_columns >= 2 && items <= UNFOLD_LINES_MAX ? items : 1;
}

static struct str line_at(struct str text, int32_t i)
{
    struct str line = STR_NONE;
    for (int32_t k = 0; k <= i; k++)
        (void)next_line(&text, &line);
    return line;
}

/* Row i of those that row `from` becomes, the first of which is row first[from]; i < 0: it stays
 * one. */
static struct doc_row unfolded(struct reader *r, const struct doc_table *t, int32_t from,
                               const int32_t *first, int32_t i)
{
    struct doc_row row = t->rows[from];
    struct doc_cell *cells = ARENA_NEW_N(r->a, (size_t)t->n_columns, struct doc_cell);
    for (int32_t c = 0; c < t->n_columns; c++) {
        bool figures;
        cells[c] = row.cells[c];
        cells[c].origin_row = first[row.cells[c].origin_row];
        if (i < 0 || row.cells[c].origin_row != from || lines_of(r, cells[c].text, &figures) < 2)
            continue;
        cells[c].origin_row += i;
        cells[c].text = line_at(cells[c].text, i);
    }
    row.cells = cells;
    return row;
}

bool unfold_table(struct reader *r, const struct doc_table *t, struct doc_table *ret)
{
    int32_t *first = ARENA_NEW_N(r->a, (size_t)t->n_rows + 1, int32_t);
    for (int32_t row = 0; row < t->n_rows; row++)
        first[row + 1] = first[row] + (arena_over(r->a) ? 1 : items_in(r, t, row));
    *ret = (struct doc_table){.n_rows = first[t->n_rows], .n_columns = t->n_columns};
    if (ret->n_rows == t->n_rows || ret->n_rows - t->n_rows > UNFOLD_ROWS_MAX)
        return false;
    ret->rows = ARENA_NEW_N(r->a, (size_t)ret->n_rows, struct doc_row);
    for (int32_t row = 0; row < t->n_rows; row++) {
        int32_t items = first[row + 1] - first[row];
        for (int32_t i = 0; i < items; i++)
            ret->rows[first[row] + i] = unfolded(r, t, row, first, items == 1 ? -1 : i);
    }
    return true;
}
