/*
 * card.c — see card.h.
 *
 * What surprised its author: the first row of a card (失分项目 | 社区矫正 | 分值 | 20) is half
 * made of headings, which is all that a header needs. So cards are looked for first.
 */
#include "source/plan/card.h"

#include "source/plan/column_term.h"
#include "source/plan/columns.h"

enum { CARD_FIELDS_MIN = 3, CARD_VALUES_MAX = 20 };

/* A field and its values: cells of one row. */
struct field {
    struct str name;
    enum term_kind kind;
    const struct doc_cell *value[CARD_VALUES_MAX];
    int32_t n_values;
    int32_t line;
};

struct fields {
    struct field *p;
    size_t n, cap;
};

/* The field that a cell names, or TERM_NONE. */
static enum term_kind kind_of(struct reader *r, const struct doc_cell *cell)
{
    struct line ln = line_make(r->a, cell->text, 0);
    size_t to = line_trim_end(&ln, 0, ln.n);
    while (to > 0 && ln.fold[to - 1] == ':')
        to--;
    ln.n = to;
    return column_term_read(r->p, &ln).kind;
}

/* Add the fields of a row. False if it is no row of a card: it begins with something else, or
 * a field has no place for a value. A row of one cell, a title or a note, adds nothing. */
static bool add_row(struct reader *r, const struct doc_table *t, int32_t row, struct fields *list)
{
    struct field *field = NULL;
    int32_t cells = 0;
    for (int32_t c = 0; c < t->n_columns; c++) {
        const struct doc_cell *cell = &t->rows[row].cells[c];
        if (cell->origin_column != c)
            continue;
        cells++;
        if (cell->origin_row != row)
            return false;
        enum term_kind kind = kind_of(r, cell);
        if (kind != TERM_NONE) {
            if (field != NULL && field->n_values == 0)
                return false;
            field = vec_push(r->a, list);
            *field = (struct field){.name = cell->text, .kind = kind, .line = t->rows[row].line};
        } else if (field != NULL && field->n_values < CARD_VALUES_MAX) {
            field->value[field->n_values++] = cell;
        } else if (cells > 1 || str_trim(cell->text).n == 0) {
            return false;
        }
    }
    return cells == 1 || (field != NULL && field->n_values > 0);
}

/* How many items the fields make up: a name, and something that is said of it, all with as many
 * values as the name; 0 if they make up none. */
static int32_t items_of(const struct fields *list)
{
    int32_t values = 0;
    bool said = false;
    VEC_EACH (list, f) {
        values = columns_is_name(f->kind) && values == 0 ? f->n_values : values;
        said = said || columns_is_figure(f->kind) || f->kind == TERM_CAUSE;
    }
    VEC_EACH (list, f)
        if (f->n_values != values)
            return 0;
    return said && list->n >= CARD_FIELDS_MIN && list->n <= DOC_COLUMNS_MAX ? values : 0;
}

bool card_turn(struct reader *r, const struct doc_table *t, struct doc_table *ret)
{
    struct fields list = {0};
    for (int32_t row = 0; row < t->n_rows; row++)
        if (!add_row(r, t, row, &list))
            return false;
    int32_t items = items_of(&list);
    if (items == 0)
        return false;
    must(list.p != NULL); /* it has items */
    *ret = (struct doc_table){.n_rows = items + 1, .n_columns = (int32_t)list.n};
    ret->rows = ARENA_NEW_N(r->a, (size_t)ret->n_rows, struct doc_row);
    for (int32_t row = 0; row < ret->n_rows; row++) {
        ret->rows[row] = (struct doc_row){.given = ret->n_columns, .line = t->rows[0].line};
        ret->rows[row].cells = ARENA_NEW_N(r->a, list.n, struct doc_cell);
        for (int32_t c = 0; c < ret->n_columns; c++) {
            const struct field *f = &list.p[c];
            ret->rows[row].cells[c] =
                (struct doc_cell){.text = row == 0 ? f->name : f->value[row - 1]->text,
                                  .origin_row = row,
                                  .origin_column = c};
        }
    }
    return true;
}
