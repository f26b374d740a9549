/*
 * plain_gaps.c — see plain_gaps.h.
 *
 * What surprised its author: a centred header over a column of left-aligned text
 * begins far right of it. Columns are therefore looked for first where no row
 * has any text (a white river down the page), and only then under the header.
 */
#include "source/doc/plain_gaps.h"

#include "base/text.h"

enum {
    GAP_COLUMNS = 2,        /* blanks that part two pieces */
    TAB_STOP = 8,           /* columns from one tab stop to the next */
    RIVER_WIDTH_MAX = 2048, /* columns of a line looked at for rivers */
    LEFT_OF_HEADER_MAX = 3, /* columns a piece may begin before its header */
    ALIGNED_TENTHS = 6,     /* of the pieces must begin near their header */
};

/* A piece of a line: bytes [from, to), columns [left, right). */
struct piece {
    size_t from, to;
    int32_t left, right;
};

struct pieces {
    struct piece p[DOC_COLUMNS_MAX];
    int32_t n;
};

/* ---- pieces -------------------------------------------------------------------------- */

bool plain_is_blank(uint32_t cp)
{
    return cp == ' ' || cp == '\t' || cp == 0xA0 || cp == 0x3000 || (cp >= 0x2000 && cp <= 0x200A);
}

static int32_t column_after(int32_t column, uint32_t cp, struct str bytes)
{
    if (cp == '\t')
        return (column / TAB_STOP + 1) * TAB_STOP;
    return column + (int32_t)text_width(bytes);
}

/* The next piece at or after *at (a byte offset at column *column); false at the end. */
static bool next_piece(struct str s, size_t *at, int32_t *column, struct piece *ret)
{
    bool inside = false;
    bool tab = false;
    for (size_t i = *at; i < s.n;) {
        size_t start = i;
        uint32_t cp = str_next(s, &i);
        int32_t left = *column;
        *column = column_after(left, cp, str_sub(s, start, i));
        *at = i;
        if (!plain_is_blank(cp)) {
            if (!inside)
                *ret = (struct piece){.from = start, .left = left};
            ret->to = i;
            ret->right = *column;
            inside = true;
            tab = false;
            continue;
        }
        tab = tab || cp == '\t';
        if (inside && (tab || *column - ret->right >= GAP_COLUMNS))
            return true;
    }
    return inside;
}

int32_t plain_gap_cells(struct str line)
{
    size_t at = 0;
    int32_t column = 0, n = 0;
    struct piece piece;
    while (next_piece(line, &at, &column, &piece))
        n++;
    return n;
}

static struct pieces pieces_of(struct str line)
{
    struct pieces list = {.n = 0};
    size_t at = 0;
    int32_t column = 0;
    while (list.n < DOC_COLUMNS_MAX && next_piece(line, &at, &column, &list.p[list.n]))
        list.n++;
    return list;
}

/* 项　　目: characters of one heading, spread to the width of its column. */
static bool is_spread(struct str s, const struct piece *a, const struct piece *b)
{
    return str_chars(str_sub(s, a->from, a->to)) == 1 && str_chars(str_sub(s, b->from, b->to)) == 1;
}

bool plain_same_pieces(struct str a, struct str b)
{
    struct pieces x = pieces_of(a), y = pieces_of(b);
    if (x.n != y.n)
        return false;
    for (int32_t i = 0; i < x.n; i++)
        if (!str_eq(str_sub(a, x.p[i].from, x.p[i].to), str_sub(b, y.p[i].from, y.p[i].to)))
            return false;
    return true;
}

int32_t plain_indent(struct str line)
{
    size_t at = 0;
    int32_t column = 0;
    struct piece piece;
    return next_piece(line, &at, &column, &piece) ? piece.left : 0;
}

int32_t plain_second_column(struct str line)
{
    struct pieces list = pieces_of(line);
    return list.n > 1 ? list.p[1].left : 0;
}

/* ---- columns ---------------------------------------------------------------------------- */

/* Column k takes pieces that begin in [left, next left). */
struct columns {
    int32_t left[DOC_COLUMNS_MAX];
    int32_t n;
    bool rivers; /* white from top to bottom between any two */
};

static bool is_part(const struct plain_line *line)
{
    return line->kind != PLAIN_RULE && line->kind != PLAIN_BLANK;
}

/* The pieces of the header, those spread joined if no row then has more pieces than it. */
static struct pieces header_of(const struct plain_line *lines, size_t n)
{
    struct pieces list = pieces_of(lines[0].text);
    struct pieces joined = {.n = 0};
    for (int32_t i = 0; i < list.n; i++) {
        bool spread = i + 1 < list.n && is_spread(lines[0].text, &list.p[i], &list.p[i + 1]);
        struct piece *piece = &joined.p[joined.n++];
        *piece = list.p[i];
        i += spread;
        piece->to = list.p[i].to;
        piece->right = list.p[i].right;
    }
    for (size_t i = 1; i < n; i++)
        if (is_part(&lines[i]) && plain_gap_cells(lines[i].text) > joined.n)
            return list;
    return joined;
}

/* Mark in `inked` every column that has text in some row; false if a row is too wide. */
static bool mark_ink(const struct plain_line *lines, size_t n, const struct pieces *header,
                     bool inked[RIVER_WIDTH_MAX])
{
    for (size_t i = 0; i < n; i++) {
        if (!is_part(&lines[i]))
            continue;
        struct pieces row = i == 0 ? *header : pieces_of(lines[i].text);
        for (int32_t k = 0; k < row.n; k++) {
            if (row.p[k].right > RIVER_WIDTH_MAX)
                return false;
            memset(inked + row.p[k].left, true, (size_t)(row.p[k].right - row.p[k].left));
        }
    }
    return true;
}

/* The column a piece belongs to. */
static int32_t column_of(const struct columns *c, const struct piece *piece)
{
    int32_t k = 0;
    while (k + 1 < c->n && piece->left >= c->left[k + 1])
        k++;
    if (c->rivers || k + 1 == c->n)
        return k;
    int32_t before = c->left[k + 1] - piece->left, after = piece->right - c->left[k + 1];
    return before <= LEFT_OF_HEADER_MAX && after > before ? k + 1 : k;
}

/* Rows of as many pieces as the header has; *ret_each: those with one in each column. */
static size_t full_rows(const struct plain_line *lines, size_t n, const struct columns *c,
                        size_t *ret_each)
{
    size_t full = 0;
    *ret_each = 0;
    for (size_t i = 1; i < n; i++) {
        struct pieces row = pieces_of(lines[i].text);
        if (!is_part(&lines[i]) || row.n != c->n)
            continue;
        full++;
        int32_t k = 0;
        while (k < row.n && column_of(c, &row.p[k]) == k)
            k++;
        *ret_each += k == row.n;
    }
    return full;
}

/* Columns between rivers, if each holds one piece of the header and of every row that has as many.
 */
static bool find_rivers(const struct plain_line *lines, size_t n, const struct pieces *header,
                        struct columns *ret)
{
    bool inked[RIVER_WIDTH_MAX] = {false};
    if (!mark_ink(lines, n, header, inked))
        return false;
    struct columns c = {.rivers = true};
    for (int32_t i = 0; i < RIVER_WIDTH_MAX; i++) {
        if (!inked[i] || (i > 0 && inked[i - 1]))
            continue;
        if (c.n == header->n || header->p[c.n].right <= i ||
            (c.n > 0 && header->p[c.n - 1].right > i))
            return false;
        c.left[c.n++] = i;
    }
    *ret = c;
    size_t each;
    return c.n == header->n && full_rows(lines, n, &c, &each) == each;
}

/*
 * Whether most pieces begin where their header does, each under one of its own. Rows without an
 * empty cell are the witnesses: if most of them do not fit, short rows cannot be told by place.
 */
static bool is_aligned(const struct plain_line *lines, size_t n, const struct columns *c)
{
    size_t pieces = 0, near = 0, each;
    for (size_t i = 1; i < n; i++) {
        if (!is_part(&lines[i]))
            continue;
        struct pieces row = pieces_of(lines[i].text);
        int32_t before = -1;
        for (int32_t k = 0; k < row.n; k++) {
            int32_t column = column_of(c, &row.p[k]);
            int32_t off = row.p[k].left - c->left[column];
            near += column > before && off >= -LEFT_OF_HEADER_MAX && off <= LEFT_OF_HEADER_MAX;
            pieces++;
            before = column;
        }
    }
    return near * 10 >= pieces * ALIGNED_TENTHS && full_rows(lines, n, c, &each) <= each * 2;
}

/* False if the pieces do not stand under each other. */
static bool find_columns(const struct plain_line *lines, size_t n, const struct pieces *header,
                         struct columns *ret)
{
    if (find_rivers(lines, n, header, ret))
        return true;
    *ret = (struct columns){.n = header->n};
    for (int32_t k = 0; k < header->n; k++)
        ret->left[k] = header->p[k].left;
    return is_aligned(lines, n, ret);
}

/* ---- building ----------------------------------------------------------------------------- */

enum err_code plain_new_rows(struct collect *c, struct doc_table *t, struct err *e)
{
    size_t rows = (size_t)t->n_rows, columns = (size_t)t->n_columns;
    ERR_TRY(collect_blocks(c, rows * columns, e));
    t->rows = ARENA_NEW_N(c->a, rows, struct doc_row);
    for (int32_t r = 0; r < t->n_rows; r++) {
        t->rows[r].cells = ARENA_NEW_N(c->a, columns, struct doc_cell);
        for (int32_t k = 0; k < t->n_columns; k++)
            t->rows[r].cells[k] = (struct doc_cell){.origin_row = r, .origin_column = k};
    }
    return ERR_OK;
}

/* Whether two pieces fall into one column before the last, while another has none: then places
 * tell nothing in this row. */
static bool is_crowded(const struct pieces *list, const struct columns *c)
{
    bool twice = false;
    for (int32_t i = 1; i < list->n; i++) {
        int32_t k = column_of(c, &list->p[i]);
        twice = twice || (k + 1 < c->n && k == column_of(c, &list->p[i - 1]));
    }
    return twice && list->n <= c->n;
}

/*
 * Without rivers, a row of as many pieces as the header has is counted off, wherever they
 * stand: a quotation mark is one column wide here and two in the font it was lined up in.
 */
static void fill_row(struct doc_row *row, const struct plain_line *line, const struct pieces *list,
                     const struct columns *c)
{
    bool counted = c == NULL || (!c->rivers && (list->n == c->n || is_crowded(list, c)));
    row->line = line->number;
    row->given = counted ? list->n : c->n;
    row->loose = counted;
    for (int32_t i = 0; i < list->n; i++) {
        const struct piece *piece = &list->p[i];
        int32_t k = counted ? i : column_of(c, piece);
        struct str *text = &row->cells[k].text;
        const char *from = text->n == 0 ? line->text.p + piece->from : text->p;
        *text = (struct str){from, (size_t)(line->text.p + piece->to - from)};
    }
}

enum err_code plain_gaps_build(struct collect *c, const struct plain_line *lines, size_t n,
                               struct doc_table *ret, struct err *e)
{
    struct columns columns;
    struct pieces header = header_of(lines, n);
    bool aligned = find_columns(lines, n, &header, &columns);
    struct doc_table t = {.n_columns = aligned ? columns.n : 0};
    for (size_t i = 0; i < n; i++) {
        if (!is_part(&lines[i]))
            continue;
        int32_t cells = aligned ? 0 : i == 0 ? header.n : plain_gap_cells(lines[i].text);
        t.n_columns = cells > t.n_columns ? cells : t.n_columns;
        t.n_rows++;
    }
    ERR_TRY(plain_new_rows(c, &t, e));
    struct doc_row *row = t.rows;
    for (size_t i = 0; i < n; i++) {
        struct pieces list = i == 0 ? header : pieces_of(lines[i].text);
        if (is_part(&lines[i]))
            fill_row(row++, &lines[i], &list, aligned ? &columns : NULL);
    }
    *ret = t;
    return ERR_OK;
}
