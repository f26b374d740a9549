/*
 * yaml_place.c — from a byte of a scalar's text back to the line and column it was written at.
 *
 * Text and source are walked side by side. They differ only by escapes, doubled quotes
 * and folded white space, so no second parser is needed: what does not match is either
 * one of these or indentation.
 */
#include "source/catalog/yaml.h"

bool yaml_line_ends(struct str s, size_t at)
{
    bool followed = at + 1 < s.n && s.p[at + 1] == '\n';
    return s.p[at] == '\n' || (s.p[at] == '\r' && !followed);
}

void yaml_forward(struct str s, struct yaml_cursor *c, size_t to)
{
    while (c->at < to && c->at < s.n) {
        if (yaml_line_ends(s, c->at)) {
            c->line++;
            c->column = 1;
        } else {
            c->column += ((unsigned char)s.p[c->at] & 0xC0U) != 0x80;
        }
        c->at++;
    }
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Bytes that the escape at s[at] takes. */
static size_t escape_length(struct str s, size_t at)
{
    char kind = at + 1 < s.n ? s.p[at + 1] : '\0';
    return kind == 'x' ? 4 : kind == 'u' ? 6 : kind == 'U' ? 10 : 2;
}

/* One step of both: bytes of the source to skip, and bytes of the text these make. */
static void step(char quote, struct str s, size_t at, struct str text, size_t i, size_t *ret_source,
                 size_t *ret_text)
{
    *ret_source = 1;
    *ret_text = 1;
    if (quote == '"' && s.p[at] == '\\') {
        bool joins = at + 1 < s.n && (s.p[at + 1] == '\n' || s.p[at + 1] == '\r');
        size_t next = i;
        (void)str_next(text, &next);
        *ret_source = escape_length(s, at);
        *ret_text = joins ? 0 : next - i;
    } else if (quote == '\'' && s.p[at] == '\'') {
        *ret_source = 2;
    } else if (s.p[at] != text.p[i] && is_blank(s.p[at])) {
        *ret_text = text.p[i] == ' ' && s.p[at] == '\n'; /* a folded line */
    }
}

struct place yaml_place(const struct yaml_node *n, size_t offset)
{
    struct str s = n->file->bytes;
    struct yaml_cursor c = {.at = n->from, .line = n->line, .column = n->column};
    char quote = !n->plain && n->from > 0 ? s.p[n->from - 1] : '\0';
    for (size_t i = 0; i < n->text.n && c.at < s.n;) {
        size_t source = 0, text = 0;
        step(quote, s, c.at, n->text, i, &source, &text);
        if (i >= offset && text > 0)
            break; /* here is what makes the byte asked for */
        yaml_forward(s, &c, c.at + source);
        i += text;
    }
    return (struct place){.file = n->file->path, .line = c.line, .column = c.column};
}
