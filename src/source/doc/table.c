/*
 * table.c — tables: from rows of cells that span and merge to a grid.
 *
 * What surprised its author: a cell says how many grid columns it covers but
 * not where it begins; only counting along the row tells. A table inside a
 * cell is given as text, its cells parted by blanks and its rows by line ends.
 */
#include "source/doc/body.h"

struct raw_cell {
    int32_t column, span;
    bool merges;  /* has vMerge: may go on below */
    bool from_up; /* vMerge without restart: goes on from above */
    struct str text;
};

typedef VEC(struct raw_cell) cell_vec;

struct raw_row {
    cell_vec cells;
    int32_t end; /* the column after the last cell */
    int32_t number;
    bool gone; /* deleted or hidden */
};

struct raw_table {
    VEC(struct raw_row) rows;
    int32_t columns;
};

/* ---- cells ---------------------------------------------------------------------- */

struct cell_reading {
    struct raw_cell *cell;
    struct body_sink sink;
    bool gone;      /* a tracked deletion of the cell */
    bool from_left; /* hMerge of old files: goes on from the cell before */
};

static enum err_code read_cell_properties(struct body *b, struct cell_reading *c, struct err *e)
{
    struct markup_walk at = markup_walk(b->m, e);
    while (markup_more(&at)) {
        bool restart = str_eq(markup_attr(b->m, "val"), STR("restart"));
        if (at.tag == TAG_GRID_SPAN) {
            c->cell->span = markup_attr_i32(b->m, "val", 1, DOC_COLUMNS_MAX, 1);
        } else if (at.tag == TAG_V_MERGE) {
            c->cell->merges = true;
            c->cell->from_up = !restart;
        } else if (at.tag == TAG_H_MERGE) {
            c->from_left = !restart;
        } else if (at.tag == TAG_CELL_DEL) {
            c->gone = true;
        }
    }
    return at.code;
}

static enum err_code cell_child(struct body *b, void *ctx, enum tag tag, struct err *e)
{
    struct cell_reading *c = ctx;
    if (tag == TAG_TC_PR)
        return read_cell_properties(b, c, e);
    return body_block(b, &c->sink, tag, e);
}

/* The paragraphs of a cell with their numbers, joined by line ends; empty ones left out. */
static struct str join_blocks(struct body *b, const block_vec *blocks)
{
    size_t from = b->text.n;
    VEC_EACH (blocks, block) {
        if (block->label.n + block->text.n == 0)
            continue;
        if (b->text.n > from)
            buf_add_char(&b->text, '\n');
        buf_add(&b->text, block->label);
        buf_add(&b->text, block->text);
    }
    struct str text =
        str_copy(b->scratch, collect_trim_end(str_sub(buf_str(&b->text), from, b->text.n)));
    body_cut(b, from);
    return text;
}

static enum err_code read_cell(struct body *b, struct raw_row *row, struct err *e)
{
    ERR_TRY(collect_blocks(b->out, 1, e));
    struct raw_cell cell = {.column = row->end, .span = 1};
    struct cell_reading c = {.cell = &cell, .sink = {.loose = true}};
    ERR_TRY(body_children(b, cell_child, &c, e));
    ERR_TRY(body_close(b, &c.sink, e));
    if (!c.gone)
        cell.text = join_blocks(b, &c.sink.blocks);
    int32_t room = DOC_COLUMNS_MAX - row->end;
    if (room == 0)
        return err_set(e, ERR_PLAN_TOO_BIG, "table with more than %d columns", DOC_COLUMNS_MAX);
    cell.span = cell.span < room ? cell.span : room;
    row->end += cell.span;
    if (c.from_left && row->cells.n > 0)
        row->cells.p[row->cells.n - 1].span += cell.span;
    else
        *vec_push(b->scratch, &row->cells) = cell;
    return ERR_OK;
}

/* ---- rows -------------------------------------------------------------------------- */

static enum err_code read_row_properties(struct body *b, struct raw_row *row, struct err *e)
{
    struct markup_walk at = markup_walk(b->m, e);
    while (markup_more(&at)) {
        if (at.tag == TAG_DEL || (at.tag == TAG_HIDDEN && markup_is_on(b->m)))
            row->gone = true;
        else if (at.tag == TAG_GRID_BEFORE && row->cells.n == 0)
            row->end = markup_attr_i32(b->m, "val", 0, DOC_COLUMNS_MAX - 1, 0);
    }
    return at.code;
}

static enum err_code row_child(struct body *b, void *ctx, enum tag tag, struct err *e)
{
    struct raw_row *row = ctx;
    if (tag == TAG_TR_PR)
        return read_row_properties(b, row, e);
    if (tag == TAG_TC && !row->gone)
        return read_cell(b, row, e);
    return ERR_OK;
}

static enum err_code table_child(struct body *b, void *ctx, enum tag tag, struct err *e)
{
    struct raw_table *t = ctx;
    if (tag != TAG_TR)
        return ERR_OK;
    struct raw_row row = {.number = b->paragraphs + 1};
    ERR_TRY(body_children(b, row_child, &row, e));
    if (row.gone || row.cells.n == 0)
        return ERR_OK;
    *vec_push(b->scratch, &t->rows) = row;
    t->columns = row.end > t->columns ? row.end : t->columns;
    return ERR_OK;
}

/* ---- the grid ------------------------------------------------------------------------- */

static void place_cell(struct doc_row *rows, int32_t r, const struct raw_cell *raw, bool from_up,
                       struct str text)
{
    struct doc_cell cell = {.text = text, .origin_row = r, .origin_column = raw->column};
    if (from_up)
        cell = rows[r - 1].cells[raw->column];
    for (int32_t c = raw->column; c < raw->column + raw->span; c++)
        rows[r].cells[c] = cell;
}

/*
 * Fill one row. mergeable[c] says whether a cell that merges downwards began at
 * column c of the row above, and is rewritten for the row below.
 */
static enum err_code place_row(struct body *b, const struct raw_row *raw, struct doc_table *t,
                               int32_t r, bool mergeable[DOC_COLUMNS_MAX], struct err *e)
{
    struct doc_row *row = &t->rows[r];
    *row = (struct doc_row){.cells = ARENA_NEW_N(b->out->a, (size_t)t->n_columns, struct doc_cell),
                            .given = raw->end,
                            .line = raw->number};
    for (int32_t c = 0; c < t->n_columns; c++)
        row->cells[c] = (struct doc_cell){.origin_row = r, .origin_column = c};
    bool below[DOC_COLUMNS_MAX] = {false};
    VEC_EACH (&raw->cells, cell) {
        bool from_up = cell->from_up && mergeable[cell->column];
        struct str text = STR_NONE;
        if (!from_up)
            ERR_TRY(collect_text(b->out, cell->text, &text, e));
        place_cell(t->rows, r, cell, from_up, text);
        below[cell->column] = cell->merges;
    }
    memcpy(mergeable, below, sizeof(below));
    return ERR_OK;
}

static enum err_code build_grid(struct body *b, const struct raw_table *raw, struct doc_table *ret,
                                struct err *e)
{
    struct doc_table t = {.n_rows = (int32_t)raw->rows.n, .n_columns = raw->columns};
    ERR_TRY(collect_blocks(b->out, raw->rows.n * (size_t)raw->columns, e));
    t.rows = ARENA_NEW_N(b->out->a, raw->rows.n, struct doc_row);
    bool mergeable[DOC_COLUMNS_MAX] = {false};
    for (int32_t r = 0; r < t.n_rows; r++)
        ERR_TRY(place_row(b, &raw->rows.p[r], &t, r, mergeable, e));
    *ret = t;
    return ERR_OK;
}

/* A table in a cell as one text. */
static struct str flatten(struct body *b, const struct raw_table *t)
{
    size_t from = b->text.n;
    VEC_EACH (&t->rows, row) {
        size_t row_from = b->text.n;
        VEC_EACH (&row->cells, cell) {
            if (cell->from_up || cell->text.n == 0)
                continue;
            if (b->text.n > from)
                buf_add_char(&b->text, b->text.n > row_from ? ' ' : '\n');
            buf_add(&b->text, cell->text);
        }
    }
    struct str text = str_copy(b->scratch, str_sub(buf_str(&b->text), from, b->text.n));
    body_cut(b, from);
    return text;
}

enum err_code table_read(struct body *b, struct body_sink *sink, struct err *e)
{
    struct raw_table raw = {0};
    int32_t number = b->paragraphs + 1;
    ERR_TRY(body_children(b, table_child, &raw, e));
    if (raw.rows.n == 0)
        return ERR_OK;
    struct doc_block block = {.kind = DOC_TABLE, .number = number};
    if (sink->loose) {
        block.kind = DOC_PARAGRAPH;
        block.text = flatten(b, &raw);
    } else {
        ERR_TRY(build_grid(b, &raw, &block.table, e));
    }
    body_push(b, sink, &block);
    return ERR_OK;
}
