/*
 * run.c — text inside paragraphs; see body.h.
 *
 * What surprised its author: a text box stands in the file twice, as a drawing
 * and as its older likeness, and in the middle of a run.
 */
#include "source/doc/body.h"

struct run {
    struct paragraph *p;
    bool hidden;
};

/* ---- text ------------------------------------------------------------------ */

static bool is_shown(const struct body *b, const struct run *r)
{
    return !r->hidden && b->codes == 0;
}

/* Part what follows from the text before a page break. */
static void part_here(struct body *b, const struct run *r)
{
    if (r->p->break_next && b->text.n > r->p->from)
        buf_add_char(&b->text, '\n');
}

static void emit(struct body *b, const struct run *r, struct str s)
{
    if (!is_shown(b, r))
        return;
    part_here(b, r);
    r->p->break_next = false;
    buf_add(&b->text, s);
    b->produced++;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Make white space in body.text from `from` on what Word shows for it. */
static void settle_space(struct body *b, size_t from, bool keep)
{
    char *p = b->text.p + from;
    size_t n = b->text.n - from, lead = 0;
    for (size_t i = 0; i < n; i++)
        if (p[i] == '\r' || p[i] == '\n')
            p[i] = ' '; /* line ends inside an element are only layout of the file */
    if (keep)
        return;
    while (n > 0 && is_space(p[n - 1]))
        n--;
    while (lead < n && is_space(p[lead]))
        lead++;
    memmove(p, p + lead, n - lead);
    body_cut(b, from + n - lead);
}

static enum err_code add_text(struct body *b, const struct run *r, struct err *e)
{
    bool keep = markup_keeps_space(b->m);
    size_t before = b->text.n;
    part_here(b, r);
    size_t from = b->text.n;
    ERR_TRY(markup_text(b->m, &b->text, e));
    if (b->text.n > from)
        settle_space(b, from, keep);
    if (b->text.n == from || !is_shown(b, r)) {
        body_cut(b, before);
        return ERR_OK;
    }
    r->p->break_next = false;
    b->produced++;
    return ERR_OK;
}

/* Signs of symbol fonts that matter in a table of marks; the rest becomes U+FFFD. */
static uint32_t symbol(struct str font, uint32_t code)
{
    static const struct {
        const char *font;
        uint32_t code, cp;
    } signs[] = {
        {"Symbol", 0xA3, 0x2264},      {"Symbol", 0xB1, 0xB1},        {"Symbol", 0xB3, 0x2265},
        {"Symbol", 0xB4, 0xD7},        {"Symbol", 0xB7, 0x2022},      {"Symbol", 0xB8, 0xF7},
        {"Symbol", 0xB9, 0x2260},      {"Symbol", 0xD6, 0x221A},      {"Wingdings", 0x6C, 0x25CF},
        {"Wingdings", 0x6E, 0x25A0},   {"Wingdings", 0x6F, 0x25A1},   {"Wingdings", 0x75, 0x25C6},
        {"Wingdings", 0xA1, 0x25CB},   {"Wingdings", 0xA8, 0x25A1},   {"Wingdings", 0xD8, 0x27A2},
        {"Wingdings", 0xFB, 0x2717},   {"Wingdings", 0xFC, 0x2713},   {"Wingdings", 0xFD, 0x2612},
        {"Wingdings", 0xFE, 0x2611},   {"Wingdings 2", 0x4F, 0x2717}, {"Wingdings 2", 0x50, 0x2713},
        {"Wingdings 2", 0x51, 0x2612}, {"Wingdings 2", 0x52, 0x2611}, {"Wingdings 2", 0xA3, 0x25A1},
    };
    bool is_private = code >= 0xE000 && code <= 0xF8FF;
    bool is_low = code < 0x100; /* some writers leave out the 0xF000 */
    for (size_t i = 0; i < ARRAY_LEN(signs); i++)
        if ((is_private || is_low) && (code & 0xFF) == signs[i].code &&
            str_eq(font, str_of(signs[i].font)))
            return signs[i].cp;
    bool is_scalar = code >= ' ' && code <= 0xFFFF && (code < 0xD800 || code > 0xDFFF);
    return is_scalar && !is_private ? code : 0xFFFD;
}

static void add_symbol(struct body *b, const struct run *r)
{
    struct str hex = markup_attr(b->m, "char");
    uint32_t code = 0;
    for (size_t i = 0; i < hex.n && i < 4; i++) {
        static const char digits[] = "0123456789abcdef";
        const char *d = strchr(digits, hex.p[i] | 0x20);
        code = code << 4 | (d == NULL || *d == '\0' ? 0 : (uint32_t)(d - digits));
    }
    char out[STR_CP_BYTES_MAX];
    emit(b, r, (struct str){out, str_encode(symbol(markup_attr(b->m, "font"), code), out)});
}

static void add_break(struct body *b, const struct run *r)
{
    struct str type = markup_attr(b->m, "type");
    if (str_eq(type, STR("page")) || str_eq(type, STR("column")))
        r->p->break_next = true; /* parts text from text, but is none itself */
    else
        emit(b, r, STR("\n"));
}

/* ---- fields ------------------------------------------------------------------ */

/*
 * begin … separate … end: what stands before `separate` is the field's code.
 * Fields nest; text shows only if no enclosing field is in its code.
 */
static void field_char(struct body *b)
{
    struct str type = markup_attr(b->m, "fldCharType");
    bool known = b->fields > 0 && b->fields <= BODY_FIELDS_MAX;
    if (str_eq(type, STR("begin"))) {
        if (b->fields < BODY_FIELDS_MAX) {
            b->in_code[b->fields] = true;
            b->codes++;
        }
        b->fields++;
        return;
    }
    bool end = str_eq(type, STR("end"));
    if (known && b->in_code[b->fields - 1] && (end || str_eq(type, STR("separate")))) {
        b->in_code[b->fields - 1] = false;
        b->codes--;
    }
    if (end && b->fields > 0)
        b->fields--;
}

/* ---- text boxes ------------------------------------------------------------------ */

static enum err_code box_child(struct body *b, void *ctx, enum tag tag, struct err *e)
{
    struct run *r = ctx;
    if (tag != TAG_TEXT_BOX)
        return body_children(b, box_child, r, e);
    struct body_sink box = {.loose = r->p->sink->loose};
    ERR_TRY(body_blocks(b, &box, e));
    VEC_EACH (&box.blocks, block)
        *vec_push(b->scratch, &r->p->sink->after) = *block;
    return ERR_OK;
}

/* ---- runs ---------------------------------------------------------------------------- */

static bool style_hides(const struct style *s)
{
    return s != NULL && s->vanish_from != NULL && s->vanish_from->vanish;
}

static enum err_code read_properties(struct body *b, struct run *r, struct err *e)
{
    struct markup_walk at = markup_walk(b->m, e);
    while (markup_more(&at)) {
        if (at.tag == TAG_VANISH) /* comes after rStyle and overrules it */
            r->hidden = markup_is_on(b->m);
        else if (at.tag == TAG_R_STYLE && b->styles->any_vanish)
            r->hidden = r->hidden || style_hides(styles_find(b->styles, markup_attr(b->m, "val")));
    }
    return at.code;
}

static enum err_code run_child(struct body *b, void *ctx, enum tag tag, struct err *e);

/* Of a ruby only the base is text; the reading above it is an aid. */
static enum err_code ruby_child(struct body *b, void *ctx, enum tag tag, struct err *e)
{
    struct run *r = ctx;
    if (tag == TAG_RUBY_BASE)
        return body_children(b, ruby_child, r, e);
    if (tag == TAG_RUN)
        return run_read(b, r->p, e);
    return ERR_OK;
}

static enum err_code run_child(struct body *b, void *ctx, enum tag tag, struct err *e)
{
    struct run *r = ctx;
    if (tag == TAG_TEXT)
        return add_text(b, r, e);
    if (tag == TAG_R_PR)
        return read_properties(b, r, e);
    if (tag == TAG_TAB || tag == TAG_PTAB)
        emit(b, r, STR("\t"));
    else if (tag == TAG_BR)
        add_break(b, r);
    else if (tag == TAG_CR)
        emit(b, r, STR("\n"));
    else if (tag == TAG_NO_BREAK_HYPHEN)
        emit(b, r, STR("-"));
    else if (tag == TAG_SYM)
        add_symbol(b, r);
    else if (tag == TAG_FLD_CHAR)
        field_char(b);
    else if (tag == TAG_RUBY)
        return body_children(b, ruby_child, r, e);
    else if ((tag == TAG_DRAWING || tag == TAG_PICT || tag == TAG_OBJECT) && !r->hidden)
        return body_children(b, box_child, r, e);
    return ERR_OK;
}

enum err_code run_read(struct body *b, struct paragraph *p, struct err *e)
{
    struct run r = {.p = p, .hidden = b->styles->any_vanish && style_hides(p->style)};
    return body_children(b, run_child, &r, e);
}

static enum err_code math_child(struct body *b, void *ctx, enum tag tag, struct err *e)
{
    struct run *r = ctx;
    if (tag == TAG_MATH_TEXT)
        return add_text(b, r, e);
    return body_children(b, math_child, r, e);
}

enum err_code run_math(struct body *b, struct paragraph *p, struct err *e)
{
    struct run r = {.p = p};
    return body_children(b, math_child, &r, e);
}
