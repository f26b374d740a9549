/*
 * body.c — blocks and paragraphs; see body.h.
 *
 * What surprised its author: the properties of a paragraph belong to its mark
 * at the end. When a tracked deletion covers the mark, the text runs into the
 * next paragraph, and it is the next one's number that is printed.
 */
#include "source/doc/body.h"

/* ---- bookmarks ------------------------------------------------------------ */

static enum err_code begin_bookmark(struct body *b, struct err *e)
{
    struct str name = markup_attr(b->m, "name");
    if (!str_starts(name, STR("_duban_")))
        return ERR_OK;
    ERR_TRY(collect_text(b->out, name, &b->bookmark, e));
    b->bookmark_id = markup_attr_i32(b->m, "id", INT32_MIN, INT32_MAX, -1);
    b->cover = b->bookmark;
    return ERR_OK;
}

/* Word likes to end a bookmark at the start of the paragraph behind it, which it does not cover. */
static void end_bookmark(struct body *b)
{
    if (b->bookmark.n == 0 ||
        markup_attr_i32(b->m, "id", INT32_MIN, INT32_MAX, -1) != b->bookmark_id)
        return;
    if (b->text.n == b->cover_from)
        b->cover = STR_NONE;
    b->bookmark = STR_NONE;
}

/* ---- walking ------------------------------------------------------------- */

static bool is_wrapper(enum tag tag)
{
    return tag == TAG_SDT || tag == TAG_SDT_CONTENT || tag == TAG_CUSTOM_XML ||
           tag == TAG_SMART_TAG || tag == TAG_INS || tag == TAG_MOVE_TO || tag == TAG_HYPERLINK ||
           tag == TAG_FLD_SIMPLE || tag == TAG_DIR || tag == TAG_BDO;
}

static enum err_code alternate(struct body *b, body_child *fn, void *ctx, struct err *e)
{
    bool done = false;
    struct markup_walk at = markup_walk(b->m, e);
    while (markup_more(&at)) {
        if (done || (at.tag != TAG_CHOICE && at.tag != TAG_FALLBACK))
            continue;
        size_t before = b->produced;
        ERR_TRY(body_children(b, fn, ctx, e));
        done = b->produced != before;
    }
    return at.code;
}

enum err_code body_children(struct body *b, body_child *fn, void *ctx, struct err *e)
{
    struct markup_walk at = markup_walk(b->m, e);
    while (markup_more(&at)) {
        if (at.tag == TAG_DEL || at.tag == TAG_MOVE_FROM)
            continue;
        if (at.tag == TAG_BOOKMARK_START)
            ERR_TRY(begin_bookmark(b, e));
        else if (at.tag == TAG_BOOKMARK_END)
            end_bookmark(b);
        else if (at.tag == TAG_ALTERNATE)
            ERR_TRY(alternate(b, fn, ctx, e));
        else if (is_wrapper(at.tag))
            ERR_TRY(body_children(b, fn, ctx, e));
        else
            ERR_TRY(fn(b, ctx, at.tag, e));
    }
    return at.code;
}

/* ---- paragraph properties --------------------------------------------------- */

static enum err_code read_num_pr(struct body *b, struct paragraph *p, struct err *e)
{
    struct markup_walk at = markup_walk(b->m, e);
    while (markup_more(&at)) {
        if (at.tag == TAG_NUM_ID) {
            p->has_num = true;
            p->num = markup_attr_i32(b->m, "val", 0, INT32_MAX, 0);
        } else if (at.tag == TAG_ILVL) {
            p->has_level = true;
            p->level = markup_attr_i32(b->m, "val", 0, NUMBERING_LEVELS - 1, 0);
        }
    }
    return at.code;
}

/* The properties of the paragraph mark. */
static enum err_code read_mark(struct body *b, struct paragraph *p, struct err *e)
{
    struct markup_walk at = markup_walk(b->m, e);
    while (markup_more(&at)) {
        if (at.tag == TAG_DEL || at.tag == TAG_MOVE_FROM) {
            p->mark_gone = true;
        } else if (at.tag == TAG_VANISH) {
            p->has_vanish = true;
            p->vanish = markup_is_on(b->m);
        }
    }
    return at.code;
}

static enum err_code read_properties(struct body *b, struct paragraph *p, struct err *e)
{
    struct markup_walk at = markup_walk(b->m, e);
    while (markup_more(&at)) {
        if (at.tag == TAG_P_STYLE) {
            const struct style *s = styles_find(b->styles, markup_attr(b->m, "val"));
            p->style = s == NULL ? p->style : s;
        } else if (at.tag == TAG_NUM_PR) {
            ERR_TRY(read_num_pr(b, p, e));
        } else if (at.tag == TAG_R_PR) {
            ERR_TRY(read_mark(b, p, e));
        }
    }
    return at.code;
}

/* ---- labels -------------------------------------------------------------------- */

/* The num and level of a paragraph; num 0: none. */
static void numbering_here(const struct body *b, const struct paragraph *p, int32_t *ret_num,
                           int32_t *ret_level)
{
    const struct style *from = p->style == NULL ? NULL : p->style->num_from;
    *ret_level = p->has_level ? p->level : 0;
    if (p->has_num || from == NULL) {
        *ret_num = p->has_num ? p->num : 0;
        return;
    }
    *ret_num = from->num;
    if (p->has_level)
        return;
    int32_t level = numbering_level_of(b->numbering, from->num, p->style->id);
    if (level < 0)
        level = numbering_level_of(b->numbering, from->num, from->id);
    *ret_level = level < 0 ? from->level : level;
}

/* In a cell number and text become one string: keep "1" and "2 pieces" apart. */
static bool needs_gap(struct str label)
{
    char last = label.n == 0 ? ' ' : label.p[label.n - 1];
    return (last >= '0' && last <= '9') || (last >= 'A' && last <= 'Z') ||
           (last >= 'a' && last <= 'z');
}

static enum err_code add_label(struct body *b, struct paragraph *p, int32_t num, int32_t level,
                               struct err *e)
{
    struct buf *t = &b->text; /* borrow its end */
    size_t from = t->n;
    bool no_suffix = false;
    numbering_label(b->numbering, num, level, t, &no_suffix);
    struct str label = str_trim(str_sub(buf_str(t), from, t->n));
    if (!p->sink->loose)
        ERR_TRY(collect_text(b->out, label, &p->label, e));
    else if (!no_suffix && needs_gap(label))
        p->label = str_format(b->scratch, "%" STR_FMT " ", STR_ARG(label));
    else
        p->label = str_copy(b->scratch, label);
    body_cut(b, from);
    return ERR_OK;
}

/* Once for each paragraph, after its properties and before its text: text boxes count later. */
static enum err_code resolve_label(struct body *b, struct paragraph *p, struct err *e)
{
    if (p->labelled)
        return ERR_OK;
    p->labelled = true;
    const struct style *hides = p->style == NULL ? NULL : p->style->vanish_from;
    if (p->has_vanish ? p->vanish : hides != NULL && hides->vanish)
        p->mark_gone = true;
    int32_t num = 0, level = 0;
    numbering_here(b, p, &num, &level);
    if (num == 0 || p->mark_gone)
        return ERR_OK;
    return add_label(b, p, num, level, e);
}

/* ---- paragraphs ------------------------------------------------------------------- */

static enum err_code inline_child(struct body *b, void *ctx, enum tag tag, struct err *e)
{
    struct paragraph *p = ctx;
    if (tag == TAG_P_PR)
        return read_properties(b, p, e);
    ERR_TRY(resolve_label(b, p, e));
    if (tag == TAG_RUN)
        return run_read(b, p, e);
    if (tag == TAG_MATH || tag == TAG_MATH_PARAGRAPH)
        return run_math(b, p, e);
    return ERR_OK;
}

void body_cut(struct body *b, size_t n)
{
    must(n <= b->text.n);
    b->text.n = n;
    if (b->text.p != NULL)
        b->text.p[n] = '\0';
}

void body_push(struct body *b, struct body_sink *sink, const struct doc_block *block)
{
    *vec_push(b->scratch, &sink->blocks) = *block;
    VEC_EACH (&sink->after, box)
        *vec_push(b->scratch, &sink->blocks) = *box;
    sink->after.n = 0;
    b->produced++;
}

/* The text from `from` on becomes a paragraph. */
static enum err_code push_paragraph(struct body *b, struct body_sink *sink, size_t from,
                                    int32_t number, struct str label, struct err *e)
{
    struct doc_block block = {
        .kind = DOC_PARAGRAPH, .number = number, .label = label, .bookmark = b->cover};
    struct str text = collect_trim_end(str_sub(buf_str(&b->text), from, b->text.n));
    if (sink->loose)
        block.text = str_copy(b->scratch, text);
    else
        ERR_TRY(collect_text(b->out, text, &block.text, e));
    body_cut(b, from);
    body_push(b, sink, &block);
    return ERR_OK;
}

enum err_code body_check(const struct body *b, struct err *e)
{
    if (buf_over(&b->text))
        return err_set(e, ERR_PLAN_TOO_BIG, "paragraph of more than %d bytes", DOC_TEXT_MAX);
    if (arena_over(b->scratch))
        return err_set(e, ERR_PLAN_TOO_BIG, "too much structure for its text");
    return ERR_OK;
}

static enum err_code read_paragraph_here(struct body *b, struct body_sink *sink, struct err *e)
{
    ERR_TRY(collect_blocks(b->out, 1, e));
    struct paragraph p = {
        .sink = sink, .from = b->text.n, .number = ++b->paragraphs, .style = b->styles->paragraph};
    if (sink->open) {
        p.from = sink->open_from;
        if (b->text.n > p.from)
            p.number = sink->open_number;
        sink->open = false;
    }
    ERR_TRY(body_children(b, inline_child, &p, e));
    ERR_TRY(resolve_label(b, &p, e));
    ERR_TRY(body_check(b, e));
    memset(b->in_code, 0, sizeof(b->in_code)); /* a field left open swallows no more than this */
    b->codes = 0;
    if (!p.mark_gone)
        return push_paragraph(b, sink, p.from, p.number, p.label, e);
    sink->open = true;
    sink->open_from = p.from;
    sink->open_number = p.number;
    return ERR_OK;
}

static enum err_code read_paragraph(struct body *b, struct body_sink *sink, struct err *e)
{
    struct str outer = b->cover; /* of the paragraph whose text box this one stands in */
    size_t outer_from = b->cover_from;
    b->cover = b->bookmark;
    b->cover_from = b->text.n;
    ERR_TRY(read_paragraph_here(b, sink, e));
    b->cover = outer;
    b->cover_from = outer_from;
    return ERR_OK;
}

/* ---- blocks ------------------------------------------------------------------------ */

enum err_code body_close(struct body *b, struct body_sink *sink, struct err *e)
{
    if (!sink->open)
        return ERR_OK;
    sink->open = false;
    if (b->text.n > sink->open_from || sink->after.n > 0)
        return push_paragraph(b, sink, sink->open_from, sink->open_number, STR_NONE, e);
    return ERR_OK;
}

enum err_code body_block(struct body *b, void *ctx, enum tag tag, struct err *e)
{
    struct body_sink *sink = ctx;
    if (tag == TAG_P)
        return read_paragraph(b, sink, e);
    if (tag != TAG_TBL)
        return ERR_OK;
    ERR_TRY(body_close(b, sink, e));
    return table_read(b, sink, e);
}

enum err_code body_blocks(struct body *b, struct body_sink *sink, struct err *e)
{
    ERR_TRY(body_children(b, body_block, sink, e));
    return body_close(b, sink, e);
}
