/*
 * pdf_line.c — see pdf_line.h.
 *
 * Pango breaks the lines and knows which marks may not begin or end one. Filling
 * them up to the edge is done here: Pango would put all that is missing into the
 * one blank of a line, where a Chinese line takes it between all characters.
 */
#include "deliver/pdf_line.h"

#include "deliver/pdf_font.h"

enum {
    CHAR_PITCH = PDF_UNITS(PAGE_TYPE_W) / PAGE_CHARS,
    FILL_MAX = 3 * CHAR_PITCH, /* a line shorter than this is left as it is */
    RED_HEAD_ROWS = 6,         /* what stands 35 mm below the top ends in the sixth */
};

/* ---- layouts ------------------------------------------------------------------- */

static void free_layout(void *layout)
{
    g_object_unref(layout);
}

static void add_attribute(PangoAttrList *list, PangoAttribute *attribute, size_t to)
{
    attribute->start_index = 0;
    attribute->end_index = to == 0 ? G_MAXUINT : (guint)to;
    pango_attr_list_insert(list, attribute);
}

/* The characters of the body stand on the grid; others keep their own width. */
static PangoAttrList *attributes_of(PangoFontMap *map, const struct paper_element *el,
                                    const struct page_style *s)
{
    PangoAttrList *list = pango_attr_list_new();
    if (s->size == SIZE_BODY)
        add_attribute(list, pango_attr_letter_spacing_new(CHAR_PITCH - SIZE_BODY * PANGO_SCALE), 0);
    if (el->label > 0) {
        PangoFontDescription *font = pdf_font_new(map, PAGE_FONT_KAI, s->size);
        add_attribute(list, pango_attr_font_desc_new(font), el->label);
        pango_font_description_free(font);
    }
    if (el->kind == PAPER_RED_HEAD)
        add_attribute(list, pango_attr_foreground_new(0xFFFF, 0, 0), 0);
    return list;
}

static PangoLayout *layout_of(struct arena *a, PangoContext *context,
                              const struct paper_element *el, int32_t width)
{
    const struct page_style *s = page_style_of(el->kind);
    PangoFontMap *map = pango_context_get_font_map(context);
    PangoLayout *layout = pango_layout_new(context);
    arena_on_release(a, free_layout, layout);
    PangoFontDescription *font = pdf_font_new(map, s->font, s->size);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    PangoAttrList *list = attributes_of(map, el, s);
    pango_layout_set_attributes(layout, list);
    pango_attr_list_unref(list);
    pango_layout_set_width(layout, width);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_indent(layout, s->indented ? INDENT_CHARS * CHAR_PITCH : 0);
    struct str text = page_text(a, el);
    pango_layout_set_text(layout, text.n == 0 ? "" : text.p, (int)text.n);
    return layout;
}

/* ---- lines -------------------------------------------------------------------------- */

static int32_t width_of(PangoLayoutLine *line)
{
    PangoRectangle logical;
    pango_layout_line_get_extents(line, NULL, &logical);
    return logical.width;
}

static int32_t glyphs_with_width(const PangoLayoutLine *line)
{
    int32_t n = 0;
    for (const GSList *at = line->runs; at != NULL; at = at->next) {
        const PangoGlyphItem *run = at->data;
        for (int i = 0; i < run->glyphs->num_glyphs; i++)
            n += run->glyphs->glyphs[i].geometry.width > 0;
    }
    return n;
}

/* Spread what is missing at the right edge between the characters. */
static void fill_line(PangoLayoutLine *line, int32_t room)
{
    int32_t n = glyphs_with_width(line) - 1;
    if (n < 1 || room <= 0 || room > FILL_MAX)
        return;
    int32_t given = 0, at_glyph = 0;
    for (const GSList *at = line->runs; at != NULL; at = at->next) {
        const PangoGlyphItem *run = at->data;
        for (int i = 0; i < run->glyphs->num_glyphs; i++) {
            PangoGlyphGeometry *g = &run->glyphs->glyphs[i].geometry;
            if (g->width <= 0 || at_glyph == n)
                continue;
            int32_t want = (int32_t)((int64_t)room * ++at_glyph / n);
            g->width += want - given;
            given = want;
        }
    }
}

/* Whether the line ends its paragraph: the text behind it begins a new one, or ends. */
static bool is_paragraph_end(PangoLayout *layout, int i)
{
    PangoLayoutLine *next = pango_layout_get_line_readonly(layout, i + 1);
    return next == NULL || next->is_paragraph_start;
}

static int32_t left_of(const struct paper *p, const struct paper_element *el, int32_t room,
                       bool indented)
{
    const struct page_style *s = page_style_of(el->kind);
    switch (s->align) {
    case PAGE_CENTRED: return room / 2;
    case PAGE_RIGHT: return room - page_signature_right(p, el->kind) * CHAR_PITCH / 2;
    case PAGE_JUSTIFIED: break;
    }
    return indented ? INDENT_CHARS * CHAR_PITCH : 0;
}

static void add_gap(struct arena *a, struct pdf_lines *lines, size_t element, bool with_next)
{
    *vec_push(a, lines) =
        (struct pdf_line){.rows = 1, .gap = true, .element = element, .with_next = with_next};
}

static void add_layout(struct arena *a, const struct paper *p, size_t element, PangoLayout *layout,
                       struct pdf_lines *lines)
{
    const struct paper_element *el = &p->elements[element];
    const struct page_style *s = page_style_of(el->kind);
    int n = pango_layout_get_line_count(layout);
    for (int i = 0; i < n; i++) {
        PangoLayoutLine *line = pango_layout_get_line(layout, i);
        bool indented = s->indented && line->is_paragraph_start;
        int32_t room = pango_layout_get_width(layout) - width_of(line);
        int32_t inside = room - (indented ? INDENT_CHARS * CHAR_PITCH : 0);
        if (s->align == PAGE_JUSTIFIED && !is_paragraph_end(layout, i))
            fill_line(line, inside);
        *vec_push(a, lines) = (struct pdf_line){
            .line = line,
            .x = left_of(p, el, room, indented),
            .size = s->size,
            .rows = el->kind == PAPER_RED_HEAD ? RED_HEAD_ROWS : 1,
            .above = el->kind == PAPER_RED_HEAD ? PDF_UNITS(RED_HEAD_BELOW) : 0,
            .with_next = s->with_next,
            .element = element,
            .first = i == 0,
        };
    }
}

void pdf_lines_make(struct arena *a, PangoContext *context, const struct paper *p,
                    struct pdf_lines *ret, struct pdf_lines *ret_imprint)
{
    *ret = *ret_imprint = (struct pdf_lines){0};
    for (size_t i = 0; i < p->n; i++) {
        const struct paper_element *el = &p->elements[i];
        const struct page_style *s = page_style_of(el->kind);
        bool imprint = el->kind >= PAPER_COPIES;
        struct pdf_lines *lines = imprint ? ret_imprint : ret;
        bool right = s->align == PAGE_RIGHT;
        if (right && lines->n > 0)
            lines->p[lines->n - 1].with_next = true; /* no page holds the signature alone */
        for (int32_t k = 0; k < s->above && lines->n > 0 && !imprint; k++)
            add_gap(a, lines, i, right);
        int32_t margin = imprint ? 2 * SIZE_SMALL * PANGO_SCALE : 0;
        add_layout(a, p, i, layout_of(a, context, el, PDF_UNITS(PAGE_TYPE_W) - margin), lines);
        for (int32_t k = 0; k < s->below; k++)
            add_gap(a, lines, i, false);
    }
}
