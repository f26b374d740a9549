/*
 * plain.c — lines and paragraphs of text files; see plain.h.
 *
 * What surprised its author: a form feed or a vertical tab ends a paragraph but
 * no line, if line numbers are to agree with what an editor shows.
 */
#include "source/doc/plain.h"

#include "source/doc/plain_table.h"

typedef VEC(struct plain_line) line_vec;
typedef VEC(struct doc_block) block_vec;

/* ---- what converters leave behind --------------------------------------------- */

/* Bytes of an artefact at the beginning of s, or 0: "[bookmark: NAME]", "[pic]". */
static size_t artefact(struct str s)
{
    enum { NAME_MAX = 40 * STR_CP_BYTES_MAX }; /* Word allows 40 characters */
    const struct str bookmark = STR("[bookmark: "), picture = STR("[pic]");
    if (str_starts(s, picture))
        return picture.n;
    if (!str_starts(s, bookmark))
        return 0;
    for (size_t i = bookmark.n; i < s.n && i - bookmark.n <= NAME_MAX; i++) {
        if (s.p[i] == ']')
            return i > bookmark.n ? i + 1 : 0;
        if (s.p[i] == ' ' || s.p[i] == '[')
            return 0;
    }
    return 0;
}

/* Offset of the next bracket at or after `at`, or SIZE_MAX. */
static size_t next_bracket(struct str s, size_t at)
{
    const char *hit = at < s.n ? memchr(s.p + at, '[', s.n - at) : NULL;
    return hit == NULL ? SIZE_MAX : (size_t)(hit - s.p);
}

/* The line without artefacts: the same bytes if there are none, else a copy. */
static struct str cleaned(struct arena *a, struct str line)
{
    size_t at = next_bracket(line, 0);
    while (at != SIZE_MAX && artefact(str_sub(line, at, line.n)) == 0)
        at = next_bracket(line, at + 1);
    if (at == SIZE_MAX)
        return line;
    char *copy = arena_copy(a, line.p, line.n);
    size_t n = at;
    while (at < line.n) {
        size_t skip = artefact(str_sub(line, at, line.n));
        at += skip;
        if (skip == 0)
            copy[n++] = line.p[at++];
    }
    return (struct str){copy, n};
}

/* ---- lines ----------------------------------------------------------------------- */

/* Bytes of the line or paragraph end at s[at], or 0. *ret_line: whether a new line begins. */
static size_t line_end(struct str s, size_t at, bool *ret_line)
{
    *ret_line = true;
    switch (s.p[at]) {
    case '\n': return 1;
    case '\r': return at + 1 < s.n && s.p[at + 1] == '\n' ? 2 : 1;
    case '\v':
    case '\f': *ret_line = false; return 1;
    case '\xE2': /* U+2028 and U+2029 */
        *ret_line = false;
        return at + 2 < s.n && s.p[at + 1] == '\x80' &&
                       (s.p[at + 2] == '\xA8' || s.p[at + 2] == '\xA9')
                   ? 3
                   : 0;
    default: return 0;
    }
}

static enum err_code add_line(struct collect *c, line_vec *lines, struct str text, int32_t number,
                              struct err *e)
{
    ERR_TRY(collect_blocks(c, 1, e));
    struct plain_line *line = vec_push(c->a, lines);
    line->text = cleaned(c->a, text);
    line->number = number;
    plain_classify(line);
    return ERR_OK;
}

static enum err_code split(struct collect *c, struct str text, line_vec *lines, struct err *e)
{
    int32_t number = 1;
    size_t from = 0;
    for (size_t at = 0; at < text.n;) {
        bool new_line = false;
        size_t end = line_end(text, at, &new_line);
        if (end == 0) {
            at++;
            continue;
        }
        /* A form feed at the very beginning of a line ends nothing. */
        if (new_line || at > from)
            ERR_TRY(add_line(c, lines, str_sub(text, from, at), number, e));
        at += end;
        from = at;
        number += new_line;
    }
    if (from < text.n)
        ERR_TRY(add_line(c, lines, str_sub(text, from, text.n), number, e));
    return ERR_OK;
}

/* ---- blocks --------------------------------------------------------------------------- */

static void add_paragraphs(struct arena *a, block_vec *blocks, const struct plain_line *lines,
                           size_t n)
{
    for (size_t i = 0; i < n; i++)
        *vec_push(a, blocks) = (struct doc_block){.kind = DOC_PARAGRAPH,
                                                  .number = lines[i].number,
                                                  .text = collect_trim_end(lines[i].text)};
}

static enum err_code add_blocks(struct collect *c, const line_vec *lines, block_vec *blocks,
                                struct err *e)
{
    for (size_t at = 0; at < lines->n;) {
        const struct plain_line *line = &lines->p[at];
        if (line->kind == PLAIN_BLANK || line->kind == PLAIN_PROSE) {
            add_paragraphs(c->a, blocks, line, 1);
            at++;
            continue;
        }
        struct doc_table table;
        size_t taken = 0, first = 0;
        ERR_TRY(plain_table_read(c, lines->p, lines->n, at, &taken, &first, &table, e));
        bool is_table = table.n_rows > 0;
        add_paragraphs(c->a, blocks, line, is_table ? first : taken);
        if (is_table)
            *vec_push(c->a, blocks) =
                (struct doc_block){.kind = DOC_TABLE, .number = table.rows[0].line, .table = table};
        at += taken;
    }
    return ERR_OK;
}

enum err_code plain_read(struct arena *a, struct str text, struct doc *ret, struct err *e)
{
    struct collect c = {.a = a};
    line_vec lines = {0};
    block_vec blocks = {0};
    ERR_TRY(split(&c, text, &lines, e));
    ERR_TRY(add_blocks(&c, &lines, &blocks, e));
    *ret = (struct doc){.blocks = blocks.p, .n = blocks.n};
    return ERR_OK;
}
