/*
 * table.c — see table.h.
 *
 * Titles are cells like any other for the widths, so a Chinese heading over
 * short figures widens its column and not the rest.
 */
#include "cli/table.h"

#include "base/buf.h"
#include "base/text.h"
#include "cli/show.h"

#define TABLE_GAP    2              /* blanks between two columns */
#define TABLE_CUT    "\xE2\x80\xA6" /* horizontal ellipsis */
#define TABLE_BOLD   "\033[1m"
#define TABLE_NORMAL "\033[0m"

/* ---- filling ----------------------------------------------------------- */

void table_init(struct table *t, struct arena *a, const struct table_column *columns, size_t n)
{
    must(n > 0);
    *t = (struct table){.a = a, .columns = columns, .n_columns = n};
}

struct str *table_row(struct table *t)
{
    struct str *cells = ARENA_NEW_N(t->a, t->n_columns, struct str);
    *vec_push(t->a, &t->rows) = cells;
    return cells;
}

void table_rule(struct table *t)
{
    *vec_push(t->a, &t->rows) = NULL;
}

/* ---- widths -------------------------------------------------------------- */

static void table_widen(size_t *width, struct str cell)
{
    size_t w = text_width(cell);
    if (w > *width)
        *width = w;
}

static size_t table_total(const size_t *widths, size_t n)
{
    size_t total = TABLE_GAP * (n - 1);
    for (size_t i = 0; i < n; i++)
        total += widths[i];
    return total;
}

/* Take columns away from the widest that may be shortened until the table fits, or none is left. */
static void table_narrow(const struct table *t, size_t *widths, size_t limit)
{
    while (table_total(widths, t->n_columns) > limit) {
        size_t widest = SIZE_MAX;
        for (size_t i = 0; i < t->n_columns; i++) {
            size_t least = t->columns[i].least;
            if (least > 0 && widths[i] > least &&
                (widest == SIZE_MAX || widths[i] > widths[widest]))
                widest = i;
        }
        if (widest == SIZE_MAX)
            return;
        widths[widest]--;
    }
}

static size_t *table_widths(const struct table *t, size_t limit)
{
    size_t *widths = ARENA_NEW_N(t->a, t->n_columns, size_t);
    for (size_t i = 0; i < t->n_columns; i++)
        table_widen(&widths[i], str_of(t->columns[i].title));
    VEC_EACH (&t->rows, row)
        for (size_t i = 0; *row != NULL && i < t->n_columns; i++) {
            (*row)[i] = show_cell(t->a, (*row)[i]);
            table_widen(&widths[i], (*row)[i]);
        }
    if (limit > 0)
        table_narrow(t, widths, limit);
    return widths;
}

/* ---- showing ----------------------------------------------------------- */

/* `last`: nothing follows on this line, so no blanks are needed behind it. */
static void table_cell(const struct table *t, size_t i, struct str cell, size_t width, bool last,
                       struct buf *b)
{
    struct str cut = STR_NONE;
    size_t used = text_width(cell);
    if (used > width) {
        cut = STR(TABLE_CUT);
        cell = str_sub(cell, 0, text_fit(cell, width - text_width(cut)));
        used = text_width(cell) + text_width(cut);
    }
    size_t pad = width - used;
    if (t->columns[i].align == TABLE_RIGHT)
        buf_add_times(b, ' ', pad);
    buf_add(b, cell);
    buf_add(b, cut);
    if (last)
        return;
    if (t->columns[i].align == TABLE_LEFT)
        buf_add_times(b, ' ', pad);
    buf_add_times(b, ' ', TABLE_GAP);
}

static void table_line_of(const struct table *t, const struct str *cells, const size_t *widths,
                          struct buf *b)
{
    size_t last = t->n_columns - 1;
    while (last > 0 && cells[last].n == 0)
        last--;
    for (size_t i = 0; i <= last; i++)
        table_cell(t, i, cells[i], widths[i], i == last, b);
}

static void table_titles(const struct table *t, const size_t *widths, bool bold, struct buf *b)
{
    struct str *titles = ARENA_NEW_N(t->a, t->n_columns, struct str);
    for (size_t i = 0; i < t->n_columns; i++)
        titles[i] = str_of(t->columns[i].title);
    if (bold)
        buf_add_z(b, TABLE_BOLD);
    table_line_of(t, titles, widths, b);
    if (bold)
        buf_add_z(b, TABLE_NORMAL);
    buf_add_char(b, '\n');
}

static void table_rule_write(const struct table *t, const size_t *widths, struct buf *b)
{
    for (size_t i = 0; i < t->n_columns; i++) {
        buf_add_times(b, '-', widths[i]);
        buf_add_times(b, ' ', i + 1 < t->n_columns ? TABLE_GAP : 0);
    }
    buf_add_char(b, '\n');
}

void table_write(const struct table *t, size_t limit, bool bold, struct buf *b)
{
    size_t *widths = table_widths(t, limit);
    table_titles(t, widths, bold, b);
    table_rule_write(t, widths, b);
    VEC_EACH (&t->rows, row) {
        if (buf_over(b))
            return; /* a hostile width times many rows; the owner of b reports it */
        if (*row == NULL) {
            table_rule_write(t, widths, b);
            continue;
        }
        table_line_of(t, *row, widths, b);
        buf_add_char(b, '\n');
    }
}

/* ---- wrapping ------------------------------------------------------------ */

static bool table_wide(uint32_t cp)
{
    char bytes[STR_CP_BYTES_MAX];
    return text_width((struct str){bytes, str_encode(cp, bytes)}) == 2;
}

/* Punctuation that must not begin a line. */
static bool table_closes(uint32_t cp)
{
    static const uint32_t closing[] = {
        ',',    '.',    ':',    ';',    '!',    '?',    ')',    ']',    '}',    '%',
        0x2019, 0x201D, 0x3001, 0x3002, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015,
        0xFF01, 0xFF05, 0xFF09, 0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F,
    };
    for (size_t i = 0; i < ARRAY_LEN(closing); i++)
        if (closing[i] == cp)
            return true;
    return false;
}

/* Bytes of the first line of s in `limit` columns; *ret_next is where the following one begins. */
static size_t table_line(struct str s, size_t limit, size_t *ret_next)
{
    size_t fit = text_fit(s, limit);
    *ret_next = s.n;
    if (fit == s.n)
        return fit;
    size_t end = 0; /* the last place to break, 0: none yet */
    uint32_t before = 0;
    for (size_t at = 0; at <= fit && at < s.n;) {
        size_t here = at;
        uint32_t cp = str_next(s, &at);
        bool may = cp == ' ' || table_wide(cp) || table_wide(before);
        if (here > 0 && may && !table_closes(cp))
            end = here;
        before = cp;
    }
    size_t first = 0; /* a line holds at least one character, however narrow it is */
    (void)str_next(s, &first);
    if (end == 0)
        end = fit > first ? fit : first;
    *ret_next = end;
    while (*ret_next < s.n && s.p[*ret_next] == ' ')
        (*ret_next)++;
    return end;
}

void table_wrap(struct buf *b, struct str s, size_t indent, size_t limit)
{
    struct arena a;
    arena_init(&a, s.n * 8 + 1024);
    size_t room = limit == 0 ? SIZE_MAX : limit > indent + 8 ? limit - indent : 8;
    for (size_t from = 0, line = 0; from <= s.n;) {
        size_t end = str_find(s, STR("\n"), from);
        if (end == SIZE_MAX)
            end = s.n;
        struct str rest = show_cell(&a, str_sub(s, from, end));
        do {
            size_t next;
            size_t n = table_line(rest, room, &next);
            buf_add_times(b, ' ', line++ > 0 && rest.n > 0 ? indent : 0);
            buf_add(b, str_sub(rest, 0, n));
            buf_add_char(b, '\n');
            rest = str_sub(rest, next, rest.n);
        } while (rest.n > 0);
        from = end + 1;
    }
    arena_release(&a);
}
