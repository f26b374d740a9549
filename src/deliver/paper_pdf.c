/*
 * paper_pdf.c — pages of lines, drawn with Cairo; see paper_pdf.h.
 *
 * What surprised its author: nothing here needs a floating-point variable. All
 * lengths are integers in Pango's units, and become Cairo's points only as
 * arguments.
 */
#include "deliver/paper_pdf.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "base/buf.h"
#include "deliver/pdf_font.h"
#include "deliver/pdf_line.h"

enum {
    PDF_MAX = 1024 * 1024 * 1024,
    IMPRINT_PITCH = 24 * PANGO_SCALE, /* of its lines of 14 points */
    IMPRINT_PAD = 6 * PANGO_SCALE,    /* between its text and its rules */
};

#define POINTS_OF(units) ((units) / 1024.0)

struct pdf {
    struct arena *a;
    const struct paper *paper;
    PangoContext *context;
    cairo_surface_t *surface;
    cairo_t *cr;
    int32_t page; /* from 1 */
};

/* ---- drawing -------------------------------------------------------------------- */

static int32_t bottom_of_type(void)
{
    return PDF_UNITS(PAGE_TOP + PAGE_TYPE_H);
}

/* Chinese characters reach from 0.88 of their size above the base line to 0.12 below it. */
static int32_t below_middle(int32_t size)
{
    return size * PANGO_SCALE * 38 / 100;
}

static void draw_line(struct pdf *pdf, PangoLayoutLine *line, int32_t x, int32_t base)
{
    cairo_move_to(pdf->cr, POINTS_OF(x), POINTS_OF(base));
    pango_cairo_show_layout_line(pdf->cr, line);
}

static void draw_rule(struct pdf *pdf, int32_t y, int32_t thickness, bool red)
{
    int32_t top = y - PDF_UNITS(thickness) / 2;
    cairo_save(pdf->cr);
    cairo_set_source_rgb(pdf->cr, red ? 1 : 0, 0, 0);
    cairo_rectangle(pdf->cr, POINTS_OF(PDF_UNITS(PAGE_LEFT)), POINTS_OF(top),
                    POINTS_OF(PDF_UNITS(PAGE_TYPE_W)), POINTS_OF(PDF_UNITS(thickness)));
    cairo_fill(pdf->cr);
    cairo_restore(pdf->cr);
}

/* A line of a text that belongs to the page, not to the paper. */
static PangoLayoutLine *small_line(struct pdf *pdf, enum page_font font, struct str text,
                                   int32_t *ret_width)
{
    PangoLayout *layout = pango_layout_new(pdf->context);
    arena_on_release(pdf->a, g_object_unref, layout);
    PangoFontDescription *d =
        pdf_font_new(pango_context_get_font_map(pdf->context), font, SIZE_SMALL);
    pango_layout_set_font_description(layout, d);
    pango_font_description_free(d);
    pango_layout_set_text(layout, text.p, (int)text.n);
    pango_layout_get_size(layout, ret_width, NULL);
    return pango_layout_get_line_readonly(layout, 0);
}

/* — 1 —: its dash 7 mm below the type area, on odd pages at the right. */
static void draw_page_number(struct pdf *pdf)
{
    int32_t width = 0;
    struct str text = str_format(pdf->a, "— %d —", pdf->page);
    PangoLayoutLine *line = small_line(pdf, PAGE_FONT_SONG, text, &width);
    int32_t edge = SIZE_SMALL * PANGO_SCALE;
    int32_t x = PDF_UNITS(PAGE_LEFT) + edge;
    if (pdf->page % 2 == 1)
        x = PDF_UNITS(PAGE_LEFT + PAGE_TYPE_W) - edge - width;
    draw_line(pdf, line, x,
              bottom_of_type() + PDF_UNITS(PAGE_NUMBER_BELOW) + below_middle(SIZE_SMALL));
}

/* ---- the outline, which readers show beside the page --------------------------------- */

static void add_outline(struct pdf *pdf, size_t element, int32_t y, int parents[3])
{
    const struct paper_element *el = &pdf->paper->elements[element];
    if (el->kind < PAPER_HEADING_1 || el->kind > PAPER_HEADING_3)
        return;
    int level = (int)el->kind - (int)PAPER_HEADING_1;
    int parent = CAIRO_PDF_OUTLINE_ROOT;
    for (int up = level; up > 0 && parent == CAIRO_PDF_OUTLINE_ROOT; up--)
        parent = parents[up - 1];
    struct str where = str_format(pdf->a, "page=%d pos=[0 %d]", pdf->page, y / PANGO_SCALE);
    parents[level] = cairo_pdf_surface_add_outline(
        pdf->surface, parent, str_copy(pdf->a, el->text).p, where.p, CAIRO_PDF_OUTLINE_FLAG_OPEN);
    for (int deeper = level + 1; deeper < 3; deeper++)
        parents[deeper] = CAIRO_PDF_OUTLINE_ROOT;
}

/* ---- pages ------------------------------------------------------------------------------ */

static void end_page(struct pdf *pdf)
{
    draw_page_number(pdf);
    cairo_show_page(pdf->cr);
    pdf->page++;
}

/* Rows that must stand on one page, beginning with line i. */
static int32_t rows_together(const struct pdf_lines *lines, size_t i)
{
    int32_t rows = lines->p[i].rows;
    while (lines->p[i].with_next && i + 1 < lines->n)
        rows += lines->p[++i].rows;
    return rows;
}

/* Draw all lines; returns the rows that the last page has taken. */
static int32_t draw_lines(struct pdf *pdf, const struct pdf_lines *lines)
{
    int parents[3] = {CAIRO_PDF_OUTLINE_ROOT, CAIRO_PDF_OUTLINE_ROOT, CAIRO_PDF_OUTLINE_ROOT};
    int32_t row = 0;
    for (size_t i = 0; i < lines->n; i++) {
        const struct pdf_line *line = &lines->p[i];
        bool begins = i == 0 || !lines->p[i - 1].with_next;
        int32_t rows = begins ? rows_together(lines, i) : line->rows;
        if (row > 0 && row + (rows <= PAGE_LINES ? rows : line->rows) > PAGE_LINES) {
            end_page(pdf);
            row = 0;
        }
        if (line->gap && row == 0)
            continue;
        int32_t top = PDF_UNITS(PAGE_TOP + PAGE_TYPE_H * row / PAGE_LINES);
        int32_t height = PDF_UNITS(PAGE_TYPE_H * line->rows / PAGE_LINES);
        int32_t middle = line->above > 0 ? line->above + line->size * PANGO_SCALE / 2 : height / 2;
        if (line->line != NULL)
            draw_line(pdf, line->line, PDF_UNITS(PAGE_LEFT) + line->x,
                      top + middle + below_middle(line->size));
        if (line->first)
            add_outline(pdf, line->element, top, parents);
        if (line->element > 0 && pdf->paper->elements[line->element].kind == PAPER_NUMBER &&
            line->first) /* below a red head: the red rule, 4 mm lower */
            draw_rule(pdf, top + height / 2 + PDF_UNITS(600), PAGE_RULE_BOLD, true);
        row += line->rows;
    }
    return row;
}

/* ---- 版记, at the foot of the last page ---------------------------------------------------- */

static void draw_right_end(struct pdf *pdf, size_t element, int32_t base)
{
    struct str text = pdf->paper->elements[element].right;
    int32_t width = 0;
    if (text.n == 0)
        return;
    PangoLayoutLine *line = small_line(pdf, PAGE_FONT_BODY, text, &width);
    draw_line(pdf, line, PDF_UNITS(PAGE_LEFT + PAGE_TYPE_W) - SIZE_SMALL * PANGO_SCALE - width,
              base);
}

static void draw_imprint(struct pdf *pdf, const struct pdf_lines *lines, int32_t rows_taken)
{
    if (lines->n == 0)
        return;
    int32_t height = (int32_t)lines->n * IMPRINT_PITCH + IMPRINT_PAD;
    if (PDF_UNITS(PAGE_TYPE_H * rows_taken / PAGE_LINES) + height > PDF_UNITS(PAGE_TYPE_H))
        end_page(pdf);
    int32_t y = bottom_of_type() - height;
    int32_t x = PDF_UNITS(PAGE_LEFT) + SIZE_SMALL * PANGO_SCALE;
    for (size_t i = 0; i < lines->n; i++) {
        const struct pdf_line *line = &lines->p[i];
        if (line->first)
            draw_rule(pdf, y, i == 0 ? PAGE_RULE_BOLD : PAGE_RULE_THIN, false);
        int32_t base = y + IMPRINT_PITCH / 2 + IMPRINT_PAD / 2 + below_middle(SIZE_SMALL);
        draw_line(pdf, line->line, x, base);
        if (line->first)
            draw_right_end(pdf, line->element, base);
        y += IMPRINT_PITCH;
    }
    draw_rule(pdf, bottom_of_type(), PAGE_RULE_BOLD, false);
}

/* ---- the file ---------------------------------------------------------------------------------
 */

static cairo_status_t take_bytes(void *ctx, const unsigned char *p, unsigned int n)
{
    struct buf *b = ctx;
    buf_add(b, (struct str){(const char *)p, n});
    return buf_over(b) ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static void set_properties(struct pdf *pdf)
{
    const struct paper *p = pdf->paper;
    char day[DATE_TEXT_MAX];
    struct str created =
        str_format(pdf->a, "%sT00:00:00Z", date_text(p->has_date ? p->date : (date){0}, day));
    cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_TITLE,
                                   str_copy(pdf->a, p->title).p);
    cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_AUTHOR,
                                   str_copy(pdf->a, p->organisation).p);
    cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_CREATE_DATE, created.p);
}

/* Sizes in points, no rounding to pixels: there are none. */
static PangoContext *context_new(PangoFontMap *map)
{
    PangoContext *context = pango_font_map_create_context(map);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_cairo_context_set_resolution(context, 72);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_language(context, pango_language_from_string("zh-cn"));
    return context;
}

static enum err_code draw(struct pdf *pdf, struct err *e)
{
    PangoFontDescription *body =
        pdf_font_new(pango_context_get_font_map(pdf->context), PAGE_FONT_BODY, SIZE_BODY);
    bool chinese = pdf_font_is_chinese(pdf->context, body);
    pango_font_description_free(body);
    if (!chinese)
        return err_set(e, ERR_PAPER_FONT, "no installed font has 整");
    struct pdf_lines lines, imprint;
    set_properties(pdf);
    pdf_lines_make(pdf->a, pdf->context, pdf->paper, &lines, &imprint);
    draw_imprint(pdf, &imprint, draw_lines(pdf, &lines));
    end_page(pdf);
    cairo_status_t status = cairo_status(pdf->cr);
    if (status != CAIRO_STATUS_SUCCESS)
        return err_set(e, ERR_PAPER_WRITE, "cairo: %s", cairo_status_to_string(status));
    return ERR_OK;
}

static enum err_code write_to(struct arena *a, const struct paper *p, struct buf *b, struct err *e)
{
    struct arena lines; /* what Pango makes is freed before the font map it came from */
    PangoFontMap *map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    if (map == NULL)
        return err_set(e, ERR_PAPER_FONT, "no FreeType fonts");
    arena_init(&lines, a->max);
    struct pdf pdf = {.a = &lines, .paper = p, .page = 1, .context = context_new(map)};
    pdf.surface = cairo_pdf_surface_create_for_stream(
        take_bytes, b, POINTS_OF(PDF_UNITS(PAGE_WIDTH)), POINTS_OF(PDF_UNITS(PAGE_HEIGHT)));
    pdf.cr = cairo_create(pdf.surface);
    enum err_code code = draw(&pdf, e);
    cairo_destroy(pdf.cr);
    cairo_surface_finish(pdf.surface);
    cairo_status_t status = cairo_surface_status(pdf.surface);
    if (code == ERR_OK && status != CAIRO_STATUS_SUCCESS)
        code = err_set(e, ERR_PAPER_WRITE, "cairo: %s", cairo_status_to_string(status));
    cairo_surface_destroy(pdf.surface);
    arena_release(&lines);
    g_object_unref(pdf.context);
    g_object_unref(map);
    return code;
}

enum err_code paper_pdf_write(struct arena *a, const struct paper *p, struct str *ret,
                              struct err *e)
{
    struct buf b;
    buf_init(&b, PDF_MAX);
    enum err_code code = write_to(a, p, &b, e);
    if (code == ERR_OK)
        *ret = str_copy(a, buf_str(&b));
    buf_release(&b);
    return code;
}
