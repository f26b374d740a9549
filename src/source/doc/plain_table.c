/*
 * plain_table.c — which lines form a table, and its cells if separators or tabs
 * part them; see plain_table.h. Tables drawn with blanks go on in plain_gaps.c.
 *
 * What surprised its author: with tabs as with blanks the same picture has two
 * meanings. Two tabs in a row are an empty cell in what a spreadsheet wrote, and
 * mere distance in what a person lined up by eye.
 */
#include "source/doc/plain_table.h"

#include "base/text.h"
#include "source/doc/plain_even.h"
#include "source/doc/plain_gaps.h"

enum { SHORT_COLUMNS = 40 }; /* width of a line that may be a group's name between rows */

/* ---- signs ------------------------------------------------------------------------- */

static bool is_bar(uint32_t cp)
{
    return cp == '|' || cp == 0xFF5C || cp == 0x2502 || cp == 0x2503 || cp == 0x2551 ||
           cp == 0x2506 || cp == 0x250A;
}

static bool is_dash(uint32_t cp)
{
    return cp == '-' || cp == '=' || cp == '_' || cp == 0x2014 || cp == 0x2015 || cp == 0xFF0D ||
           (cp >= 0x2500 && cp <= 0x257F && !is_bar(cp));
}

static bool is_corner(uint32_t cp)
{
    return cp == '+' || cp == ':' || cp == 0xFF0B || is_bar(cp) || plain_is_blank(cp);
}

static bool is_rule(struct str s)
{
    enum { DASHES_MIN = 3 };
    size_t dashes = 0;
    for (size_t at = 0; at < s.n;) {
        uint32_t cp = str_next(s, &at);
        if (is_dash(cp))
            dashes++;
        else if (!is_corner(cp))
            return false;
    }
    return dashes >= DASHES_MIN;
}

/* ---- cells between separators ----------------------------------------------------------- */

/* s without the separators at its ends, which are the table's border. */
static struct str without_border(struct str s)
{
    s = str_trim(s);
    size_t at = 0;
    if (s.n > 0 && is_bar(str_next(s, &at)))
        s = str_sub(s, at, s.n);
    size_t start = s.n;
    while (start > 0 && ((unsigned char)s.p[--start] & 0xC0) == 0x80)
        continue;
    at = start;
    if (s.n > 0 && is_bar(str_next(s, &at)))
        s = str_sub(s, 0, start);
    return s;
}

static bool is_tab(uint32_t cp)
{
    return cp == '\t';
}

/* The next cell of *rest, trimmed; *rest then begins after its separator. False at the end. */
static bool next_cell(struct str *rest, bool (*is_separator)(uint32_t), struct str *ret)
{
    if (rest->p == NULL)
        return false;
    for (size_t at = 0; at < rest->n;) {
        size_t start = at;
        if (is_separator(str_next(*rest, &at))) {
            *ret = str_trim(str_sub(*rest, 0, start));
            *rest = str_sub(*rest, at, rest->n);
            return true;
        }
    }
    *ret = str_trim(*rest);
    *rest = STR_NONE;
    return true;
}

static int32_t count_cells(struct str s, bool (*is_separator)(uint32_t))
{
    int32_t n = 1;
    for (size_t at = 0; at < s.n;)
        n += is_separator(str_next(s, &at));
    return n;
}

/* ---- kinds of lines -------------------------------------------------------------------------- */

static bool has_bar(struct str s)
{
    for (size_t at = 0; at < s.n;)
        if (is_bar(str_next(s, &at)))
            return true;
    return false;
}

/* A tab behind some text parts cells, even if nothing follows; one in front only indents. */
static bool has_tab_after_text(struct str s)
{
    const char *text = str_trim(s).p;
    return memchr(text, '\t', (size_t)(s.p + s.n - text)) != NULL;
}

/*
 * A line that begins with exactly two or four full-width blanks is a paragraph or its
 * continuation, as Chinese typists indent them, whatever signs stand in it.
 */
static bool is_paragraph(struct str s)
{
    size_t blanks = 0;
    for (size_t at = 0; at < s.n; blanks++) {
        uint32_t cp = str_next(s, &at);
        if (cp != 0x3000)
            return !plain_is_blank(cp) && (blanks == 2 || blanks == 4);
    }
    return false;
}

/* A line that may be a row among others of as many cells. */
static void classify_even(struct plain_line *line)
{
    enum { EVEN_CELLS_MIN = 4 };
    int32_t commas = plain_comma_cells(line->text);
    int32_t words = plain_word_cells(line->text);
    if (commas < EVEN_CELLS_MIN && words < EVEN_CELLS_MIN)
        return;
    line->kind = commas >= EVEN_CELLS_MIN ? PLAIN_COMMAS : PLAIN_WORDS;
    line->cells = commas >= EVEN_CELLS_MIN ? commas : words;
}

void plain_classify(struct plain_line *line)
{
    struct str core = str_trim(line->text);
    line->kind = PLAIN_PROSE;
    line->cells = 1;
    if (core.n == 0) {
        line->kind = PLAIN_BLANK;
    } else if (is_paragraph(line->text)) {
        line->kind = PLAIN_PROSE;
    } else if (is_rule(core)) {
        line->kind = PLAIN_RULE;
    } else if (has_bar(core)) {
        line->cells = count_cells(without_border(core), is_bar);
        line->kind = PLAIN_BARS;
    } else if (has_tab_after_text(line->text)) {
        line->cells = count_cells(line->text, is_tab);
        line->kind = PLAIN_TABS;
    } else {
        line->cells = plain_gap_cells(line->text);
        line->kind = line->cells > 1 ? PLAIN_GAPS : PLAIN_PROSE;
        if (line->kind == PLAIN_PROSE)
            classify_even(line);
    }
    if (line->cells > DOC_COLUMNS_MAX) {
        line->kind = PLAIN_PROSE;
        line->cells = 1;
    }
}

/* ---- which lines belong together ---------------------------------------------------------------
 */

struct scan {
    const struct plain_line *lines;
    size_t n;
    enum plain_kind kind;
    int32_t cells;       /* of the row the table begins with */
    bool spaced;         /* a blank line stands between any two rows */
    int32_t second_from; /* drawn with blanks: where the header's second column begins */
};

static bool is_row(const struct scan *s, size_t i)
{
    return i < s->n && s->lines[i].kind == s->kind;
}

/* A line of one piece between rows that belongs to them: a group's name, or text broken over. */
static bool is_between(const struct scan *s, size_t i)
{
    enum plain_kind kind = s->lines[i].kind;
    if (kind != PLAIN_PROSE && kind != PLAIN_COMMAS && kind != PLAIN_WORDS)
        return false;
    struct str text = collect_trim_end(s->lines[i].text);
    if (s->kind == PLAIN_TABS)
        return text_width(text) <= SHORT_COLUMNS && is_row(s, i + 1) &&
               (s->lines[i + 1].cells == s->lines[i - 1].cells ||
                s->lines[i + 1].cells == s->cells);
    if (s->kind != PLAIN_GAPS || s->second_from == 0)
        return false;
    int32_t from = plain_indent(text);
    if (from >= s->second_from)
        return true;
    return (int32_t)text_width(text) < s->second_from && is_row(s, i + 1);
}

/* A table drawn with blanks begins anew, and with other widths, where its header stands again. */
static bool is_header_again(const struct scan *s, size_t at, size_t i)
{
    return i > at + 1 && s->kind == PLAIN_GAPS && is_row(s, i) && is_row(s, at) &&
           plain_same_pieces(s->lines[at].text, s->lines[i].text);
}

/* The line after the last that belongs to the rows beginning at `at`. */
static size_t scan_rows(const struct scan *s, size_t at)
{
    size_t end = at;
    while (end < s->n && !is_header_again(s, at, end)) {
        if (is_row(s, end) || s->lines[end].kind == PLAIN_RULE)
            end++;
        else if (s->spaced && s->lines[end].kind == PLAIN_BLANK && is_row(s, end + 1))
            end += 2;
        else if (end > at && is_between(s, end))
            end++;
        else
            break;
    }
    return end;
}

/* Blank lines between single rows: row, blank, row, blank. */
static bool is_spaced(const struct scan *s, size_t at)
{
    return at + 2 < s->n && s->lines[at + 1].kind == PLAIN_BLANK && is_row(s, at + 2) &&
           (at + 3 == s->n || s->lines[at + 3].kind == PLAIN_BLANK);
}

/* The first of two rows in a row with enough cells each, or `end`. */
static size_t find_start(const struct scan *s, size_t at, size_t end)
{
    int32_t least = s->kind == PLAIN_BARS ? 2 : 3;
    size_t candidate = end;
    for (size_t i = at; i < end; i++) {
        if (s->lines[i].kind != s->kind)
            continue; /* a rule, a blank line, a group's name between rows */
        bool enough = s->lines[i].cells >= least;
        if (enough && candidate != end)
            return candidate;
        candidate = enough ? i : end;
    }
    return end;
}

/* ---- building -------------------------------------------------------------- */

static bool is_part(const struct plain_line *line)
{
    return line->kind != PLAIN_RULE && line->kind != PLAIN_BLANK;
}

static enum err_code build_separated(struct collect *c, const struct plain_line *lines, size_t n,
                                     bool (*is_separator)(uint32_t), struct doc_table *ret,
                                     struct err *e)
{
    struct doc_table t = {0};
    for (size_t i = 0; i < n; i++)
        if (is_part(&lines[i])) {
            t.n_rows++;
            t.n_columns = lines[i].cells > t.n_columns ? lines[i].cells : t.n_columns;
        }
    ERR_TRY(plain_new_rows(c, &t, e));
    struct doc_row *row = t.rows;
    for (size_t i = 0; i < n; i++) {
        if (!is_part(&lines[i]))
            continue;
        struct str rest = lines[i].text, text;
        if (is_separator == is_bar)
            rest = without_border(rest);
        for (row->given = 0; next_cell(&rest, is_separator, &text); row->given++)
            row->cells[row->given].text = text;
        row->line = lines[i].number;
        row++;
    }
    *ret = t;
    return ERR_OK;
}

/* What a line with tabs would hold if each tab parted two cells, and if runs of them only do. */
struct tabbed {
    int32_t cells, pieces; /* without empty cells at the end */
};

static struct tabbed tabbed_of(const struct plain_line *line)
{
    struct str text = collect_trim_end(line->text);
    return (struct tabbed){count_cells(text, is_tab), plain_gap_cells(text)};
}

/*
 * Tabs that line text up by eye, in a run as long as the text before it is short. In what a
 * spreadsheet wrote each tab is a border, and rows only end early. So tabs are borders as long
 * as no row has more cells than a header without empty ones, or if some row has more texts
 * than the header, which then would have nowhere to stand.
 */
static bool is_lined_up(const struct plain_line *lines, size_t n)
{
    struct tabbed header = tabbed_of(&lines[0]);
    bool beyond = header.cells > header.pieces;
    bool varies = false;
    for (size_t i = 1; i < n; i++) {
        if (lines[i].kind != PLAIN_TABS)
            continue;
        struct tabbed row = tabbed_of(&lines[i]);
        if (row.pieces > header.pieces)
            return false;
        beyond = beyond || row.cells > header.cells;
        varies = varies || row.cells != header.cells;
    }
    return beyond && varies;
}

static enum err_code build(struct collect *c, const struct plain_line *lines, size_t n,
                           enum plain_kind kind, struct doc_table *ret, struct err *e)
{
    if (kind == PLAIN_BARS)
        return build_separated(c, lines, n, is_bar, ret, e);
    if (kind == PLAIN_TABS && !is_lined_up(lines, n))
        return build_separated(c, lines, n, is_tab, ret, e);
    return plain_gaps_build(c, lines, n, ret, e);
}

enum err_code plain_table_read(struct collect *c, const struct plain_line *lines, size_t n,
                               size_t at, size_t *ret_taken, size_t *ret_first,
                               struct doc_table *ret, struct err *e)
{
    *ret = (struct doc_table){0};
    size_t begin = at;
    while (begin < n && lines[begin].kind == PLAIN_RULE)
        begin++;
    *ret_taken = begin - at; /* rules without a table are prose */
    *ret_first = 0;
    if (begin == n || lines[begin].kind == PLAIN_BLANK || lines[begin].kind == PLAIN_PROSE)
        return ERR_OK;
    if (lines[begin].kind == PLAIN_COMMAS || lines[begin].kind == PLAIN_WORDS) {
        size_t rows = plain_even_rows(lines + begin, n - begin);
        *ret_taken += rows == 0 ? 1 : rows;
        return rows == 0 ? ERR_OK : plain_even_build(c, lines + begin, rows, ret, e);
    }
    struct scan s = {.lines = lines, .n = n, .kind = lines[begin].kind};
    s.spaced = is_spaced(&s, begin);
    size_t end = scan_rows(&s, begin);
    size_t start = find_start(&s, begin, end);
    *ret_taken = end - at;
    if (start == end)
        return ERR_OK;
    s.cells = lines[start].cells;
    s.second_from = plain_second_column(lines[start].text);
    end = scan_rows(&s, start);
    *ret_taken = end - at;
    *ret_first = start == begin ? 0 : start - at;
    return build(c, lines + start, end - start, s.kind, ret, e);
}
