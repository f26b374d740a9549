/*
 * delimited.c — see delimited.h.
 *
 * The window holds the record that is read and what follows it. A record that goes on beyond
 * the window is parsed again from its begin once more was read: that happens once in some
 * thousand records and keeps the parser free of states.
 */
#include "source/sheet/delimited.h"

#include "base/vec.h"
#include "source/sheet/text_stream.h"

enum { WINDOW_FIRST = 256 * 1024, WINDOW_MAX = SHEET_ROW_MAX };

struct span {
    size_t from, n;
    int32_t column;
    bool doubled; /* holds doubled quotation marks */
};

struct delimited {
    struct arena *a;
    struct text_stream text;
    char separator;
    bool ends_cell[256]; /* separator and line ends */
    char *window;
    size_t cap, at, n; /* at: where the next record begins */
    bool end;          /* the file has no more */
    VEC(struct span) spans;
    VEC(struct sheet_cell) cells;
    struct sheet_row row;
};

/* ---- the window ---------------------------------------------------------- */

/* More bytes behind those of the window, which begins with the record then. */
static enum err_code more(struct delimited *d, struct err *e)
{
    memmove(d->window, d->window + d->at, d->n - d->at);
    d->n -= d->at;
    d->at = 0;
    if (d->cap - d->n < TEXT_STREAM_WINDOW) {
        if (d->cap >= WINDOW_MAX)
            return err_set(e, ERR_SHEET_TOO_BIG, "row %lld: more than %d bytes",
                           (long long)d->row.number, WINDOW_MAX);
        char *wider = arena_alloc(d->a, d->cap * 2);
        memcpy(wider, d->window, d->n);
        d->window = wider;
        d->cap *= 2;
    }
    size_t n = 0;
    enum err_code code = text_stream_read(&d->text, d->window + d->n, d->cap - d->n, &n, e);
    if (code != ERR_OK)
        err_context(e, "row %lld", (long long)(d->row.number > 0 ? d->row.number : 1));
    d->n += n;
    d->end = n == 0;
    return code;
}

/* ---- records -------------------------------------------------------------- */

static enum err_code fail_cell(const struct delimited *d, int32_t column, enum err_code code,
                               const char *what, struct err *e)
{
    char name[CELL_NAME_MAX];
    return err_set(e, code, "%s: %s", cell_name(d->row.number, column, name), what);
}

/*
 * The quoted cell that begins at *at; moves *at behind it and what blanks follow. *ret_open:
 * the window ends before it does.
 */
static enum err_code scan_quoted(const struct delimited *d, size_t *at, struct span *span,
                                 bool *ret_open, struct err *e)
{
    size_t i = *at + 1;
    span->from = i;
    for (;;) {
        const char *mark = memchr(d->window + i, '"', d->n - i);
        if (mark == NULL || (mark + 1 == d->window + d->n && !d->end)) {
            *ret_open = true;
            span->n = d->n - span->from;
            return ERR_OK;
        }
        i = (size_t)(mark - d->window) + 1;
        if (i == d->n || d->window[i] != '"')
            break;
        span->doubled = true;
        i++;
    }
    span->n = i - 1 - span->from;
    while (i < d->n && d->window[i] == ' ')
        i++;
    *ret_open = i == d->n && !d->end;
    if (i < d->n && !d->ends_cell[(unsigned char)d->window[i]])
        return fail_cell(d, span->column, ERR_SHEET_QUOTE, "text after the closing quotation mark",
                         e);
    *at = i;
    return ERR_OK;
}

static void scan_plain(const struct delimited *d, size_t *at, struct span *span, bool *ret_open)
{
    size_t i = *at;
    while (i < d->n && !d->ends_cell[(unsigned char)d->window[i]])
        i++;
    span->from = *at;
    span->n = i - *at;
    *ret_open = i == d->n && !d->end;
    *at = i;
}

/* Move *at past the end of the record, if there is one; *ret_open: the window ends too early. */
static bool scan_end(const struct delimited *d, size_t *at, bool *ret_open)
{
    if (*at == d->n)
        return true;
    if (d->window[*at] == '\r') {
        *ret_open = *at + 1 == d->n && !d->end;
        *at += *at + 1 < d->n && d->window[*at + 1] == '\n' ? 2 : 1;
        return true;
    }
    if (d->window[*at] != '\n')
        return false;
    (*at)++;
    return true;
}

static bool is_blank(struct str s)
{
    return s.n == 0 || (s.n < 64 && str_trim(s).n == 0);
}

/* Keep a cell unless it is empty. */
static enum err_code take_span(struct delimited *d, const struct span *span, struct err *e)
{
    if (span->n > SHEET_CELL_MAX)
        return fail_cell(d, span->column < CELL_COLUMNS_MAX ? span->column : CELL_COLUMNS_MAX,
                         ERR_SHEET_CELL, "more text than a cell holds", e);
    if (is_blank((struct str){d->window + span->from, span->n}))
        return ERR_OK;
    if (span->column > SHEET_COLUMNS_MAX)
        return err_set(e, ERR_SHEET_TOO_BIG, "row %lld: more than %d columns",
                       (long long)d->row.number, SHEET_COLUMNS_MAX);
    *vec_push(d->a, &d->spans) = *span;
    return ERR_OK;
}

/* A record that the window ends in: read on, unless it is clear already that it cannot be. */
static enum err_code check_open(const struct delimited *d, const struct span *span, bool quoted,
                                struct err *e)
{
    int32_t column = span->column < CELL_COLUMNS_MAX ? span->column : CELL_COLUMNS_MAX;
    if (d->end)
        return fail_cell(d, column, ERR_SHEET_QUOTE, "its quotation mark is never closed", e);
    if (span->n > SHEET_CELL_MAX)
        return fail_cell(d, column, ERR_SHEET_CELL,
                         quoted ? "more text than a cell holds; is a quotation mark missing?"
                                : "more text than a cell holds",
                         e);
    return ERR_OK;
}

/* The spans of the record at d->at; *ret_at: behind it; *ret_open: more must be read first. */
static enum err_code scan_record(struct delimited *d, size_t *ret_at, bool *ret_open, struct err *e)
{
    d->spans.n = 0;
    *ret_open = false;
    size_t at = d->at;
    for (struct span span = {.column = 1};; span = (struct span){.column = span.column + 1}) {
        bool quoted = at < d->n && d->window[at] == '"';
        if (quoted)
            ERR_TRY(scan_quoted(d, &at, &span, ret_open, e));
        else
            scan_plain(d, &at, &span, ret_open);
        bool last = !*ret_open && scan_end(d, &at, ret_open);
        if (*ret_open)
            return check_open(d, &span, quoted, e);
        ERR_TRY(take_span(d, &span, e));
        if (last)
            break;
        at++; /* the separator */
    }
    *ret_at = at;
    return ERR_OK;
}

/* ---- cells ------------------------------------------------------------------ */

/* Make one mark of each two, in place. */
static struct str undouble(char *p, size_t n)
{
    size_t to = 0;
    for (size_t i = 0; i < n; i++) {
        p[to++] = p[i];
        i += p[i] == '"';
    }
    return (struct str){p, to};
}

static void make_cells(struct delimited *d)
{
    d->cells.n = 0;
    VEC_EACH (&d->spans, span) {
        char *p = d->window + span->from;
        struct str text = span->doubled ? undouble(p, span->n) : (struct str){p, span->n};
        *vec_push(d->a, &d->cells) = (struct sheet_cell){
            .column = span->column, .kind = SHEET_TEXT, .text = cell_unguard(text)};
    }
    d->row.cells = d->cells.p;
    d->row.n = d->cells.n;
}

/* One record on; its cells are d->row, of which there may be none. *ret_end: there was no more. */
static enum err_code step(struct delimited *d, bool *ret_end, struct err *e)
{
    bool open = true;
    size_t behind = 0;
    d->row.number++;
    while (d->at == d->n && !d->end)
        ERR_TRY(more(d, e));
    *ret_end = d->at == d->n;
    while (!*ret_end && open) {
        ERR_TRY(scan_record(d, &behind, &open, e));
        if (open)
            ERR_TRY(more(d, e));
    }
    if (*ret_end)
        return ERR_OK;
    struct str record = {d->window + d->at, behind - d->at};
    if (str_utf8_check(record, NULL) != ERR_OK)
        return err_set(e, ERR_TEXT_ENCODING, "row %lld: not %s", (long long)d->row.number,
                       d->text.charset);
    make_cells(d);
    d->at = behind;
    return ERR_OK;
}

enum err_code delimited_next(struct delimited *d, const struct sheet_row **ret, struct err *e)
{
    bool end = false;
    do
        ERR_TRY(step(d, &end, e));
    while (!end && d->row.n == 0);
    *ret = end ? NULL : &d->row;
    return ERR_OK;
}

/* ---- opening ------------------------------------------------------------------ */

/* The separator of the first line with text, as far as the window shows it. */
static char find_separator(const struct delimited *d)
{
    static const char candidates[] = {',', ';', '\t'};
    size_t found[ARRAY_LEN(candidates)] = {0};
    bool quoted = false, text = false;
    for (size_t i = 0; i < d->n; i++) {
        char c = d->window[i];
        if (c == '"')
            quoted = !quoted;
        if ((c == '\n' || c == '\r') && !quoted && text)
            break;
        text |= strchr(" \r\n,;\t", c) == NULL;
        for (size_t k = 0; !quoted && k < ARRAY_LEN(candidates); k++)
            found[k] += c == candidates[k];
    }
    size_t best = 0;
    for (size_t k = 1; k < ARRAY_LEN(candidates); k++)
        if (found[k] > found[best])
            best = k;
    return candidates[best];
}

/* A first line "sep=;" is no row; it says the separator. '\0': there is none. */
static char take_separator_line(struct delimited *d)
{
    struct str head = {d->window, d->n};
    bool is_line =
        str_starts(head, STR("sep=")) && d->n > 5 && (d->window[5] == '\r' || d->window[5] == '\n');
    if (!is_line || strchr(",;\t|", d->window[4]) == NULL)
        return '\0';
    d->at = 5;
    d->at += d->window[d->at] == '\r';
    d->at += d->at < d->n && d->window[d->at] == '\n';
    return d->window[4];
}

enum err_code delimited_open(struct arena *a, const struct input *in, struct delimited **ret,
                             struct sheet_info *ret_info, struct err *e)
{
    struct delimited *d = ARENA_NEW(a, struct delimited);
    *ret = d;
    d->a = a;
    ERR_TRY(text_stream_open(&d->text, in, e));
    d->cap = WINDOW_FIRST;
    d->window = arena_alloc(a, d->cap);
    ERR_TRY(more(d, e));
    d->separator = take_separator_line(d);
    if (d->separator == '\0')
        d->separator = find_separator(d);
    d->ends_cell[(unsigned char)d->separator] = true;
    d->ends_cell['\r'] = d->ends_cell['\n'] = true;
    ret_info->charset = d->text.charset;
    ret_info->separator = d->separator;
    return ERR_OK;
}

void delimited_close(struct delimited *d)
{
    if (d != NULL)
        text_stream_close(&d->text);
}

uint64_t delimited_position(const struct delimited *d, uint64_t *ret_all)
{
    *ret_all = d->text.in->size;
    return d->text.at;
}
