/*
 * paper_txt.c — see paper_txt.h.
 *
 * What surprised its author: in plain text a paragraph is recognised by its
 * indentation or not at all. Two full-width blanks are what a typist gives a
 * paragraph, and they keep a line with bars or tabs from being read as a table.
 */
#include "deliver/paper_txt.h"

#include "base/buf.h"
#include "base/text.h"
#include "deliver/paper_page.h"

enum { TEXT_MAX = 64 * 1024 * 1024 };

#define INDENT "\xE3\x80\x80\xE3\x80\x80" /* two full-width blanks */

/* Signs by which converters mark a picture or a bookmark; readers take them out again. */
static enum err_code check_element(const struct paper_element *el, struct err *e)
{
    static const char *const signs[] = {"[pic]", "[bookmark: "};
    for (size_t i = 0; i < ARRAY_LEN(signs); i++)
        if (str_find(el->text, str_of(signs[i]), 0) != SIZE_MAX)
            return err_set(e, ERR_PAPER_TEXT, "\"%" STR_FMT "\" holds \"%s\"",
                           STR_ARG(str_sub(el->text, 0, text_fit(el->text, 60))), signs[i]);
    return ERR_OK;
}

/* Whether a line without indentation could be a row of a table. */
static bool is_like_row(struct str s)
{
    static const char *const gaps[] = {"|", "｜", "│", "┃", "║", "┆", "┊", "\t", "  ", "　"};
    for (size_t i = 0; i < ARRAY_LEN(gaps); i++)
        if (str_find(s, str_of(gaps[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

static enum err_code check(const struct paper *p, struct err *e)
{
    const struct paper_element *row = NULL;
    for (size_t i = 0; i < p->n; i++) {
        const struct paper_element *el = &p->elements[i];
        ERR_TRY(check_element(el, e));
        if (page_style_of(el->kind)->indented || el->kind == PAPER_DATE || !is_like_row(el->text))
            continue;
        if (row != NULL)
            return err_set(e, ERR_PAPER_TEXT, "two lines of the head that look like a table");
        row = el;
    }
    return ERR_OK;
}

static void add_lines(struct buf *b, struct str text, const char *first, const char *more)
{
    buf_add_z(b, first);
    for (size_t from = 0;;) {
        size_t to = str_find(text, STR("\n"), from);
        buf_add(b, str_sub(text, from, to));
        buf_add_char(b, '\n');
        if (to == SIZE_MAX)
            return;
        from = to + 1;
        buf_add_z(b, more);
    }
}

static void add_element(struct buf *b, const struct paper *p, const struct paper_element *el)
{
    const struct page_style *style = page_style_of(el->kind);
    size_t width = text_width(el->text);
    size_t line = (size_t)2 * PAGE_CHARS;
    if (b->n > 0 && style->above > 0)
        buf_add_char(b, '\n');
    if (style->align == PAGE_RIGHT) {
        size_t right = (size_t)page_signature_right(p, el->kind);
        buf_add_times(b, ' ', width + right < line ? line - width - right : 0);
    }
    add_lines(b, el->text, style->indented ? INDENT : "", INDENT INDENT);
    if (el->right.n > 0) {
        b->n--; /* both stand in one line */
        add_lines(b, el->right, " ", "");
    }
    for (int32_t i = 0; i < style->below; i++)
        buf_add_char(b, '\n');
}

enum err_code paper_txt_write(struct arena *a, const struct paper *p, struct str *ret,
                              struct err *e)
{
    ERR_TRY(check(p, e));
    struct buf b;
    buf_init(&b, TEXT_MAX);
    for (size_t i = 0; i < p->n; i++)
        add_element(&b, p, &p->elements[i]);
    enum err_code code = ERR_OK;
    if (buf_over(&b))
        code = err_set(e, ERR_PAPER_TEXT, "text of more than %d bytes", TEXT_MAX);
    else
        *ret = str_copy(a, buf_str(&b));
    buf_release(&b);
    return code;
}
