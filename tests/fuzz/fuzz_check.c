/*
 * fuzz_check.c — what doc.h promises, as assertions.
 */
#include "fuzz_target.h"

static void check_text(struct str s, size_t *text)
{
    must(str_utf8_check(s, NULL) == ERR_OK);
    *text += s.n;
}

static void check_cell(const struct doc_table *t, int32_t r, int32_t c, size_t *text)
{
    const struct doc_cell *cell = &t->rows[r].cells[c];
    must(cell->origin_row >= 0 && cell->origin_row <= r);
    must(cell->origin_column >= 0 && cell->origin_column <= c);
    const struct doc_cell *origin = &t->rows[cell->origin_row].cells[cell->origin_column];
    must(origin->origin_row == cell->origin_row && origin->origin_column == cell->origin_column);
    must(str_eq(origin->text, cell->text));
    bool repeated = origin != cell;
    size_t none = 0;
    check_text(cell->text, repeated ? &none : text);
}

static void check_table(const struct doc_table *t, size_t *text, size_t *blocks)
{
    must(t->n_rows > 0 && t->n_columns > 0 && t->n_columns <= DOC_COLUMNS_MAX);
    for (int32_t r = 0; r < t->n_rows; r++) {
        must(t->rows[r].given >= 0 && t->rows[r].given <= t->n_columns);
        must(t->rows[r].line > 0);
        must(r == 0 || t->rows[r].line >= t->rows[r - 1].line);
        for (int32_t c = 0; c < t->n_columns; c++)
            check_cell(t, r, c, text);
    }
    *blocks += (size_t)t->n_rows * (size_t)t->n_columns;
}

void fuzz_check_doc(const struct doc *doc)
{
    size_t text = 0, blocks = 0;
    must(doc->n > 0);
    for (size_t i = 0; i < doc->n; i++) {
        const struct doc_block *b = &doc->blocks[i];
        must(b->number > 0);
        if (b->kind == DOC_TABLE) {
            check_table(&b->table, &text, &blocks);
            continue;
        }
        check_text(b->label, &text);
        check_text(b->text, &text);
        blocks++;
    }
    must(text <= DOC_TEXT_MAX && blocks <= DOC_BLOCKS_MAX);
    must(doc->replaced >= 0);
}
