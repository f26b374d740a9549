/*
 * paper_docx.c — the text of a paper as WordprocessingML; see paper_docx.h.
 *
 * A line that continues a text is a soft break with two full-width blanks, so
 * that it looks like a paragraph and is none: source/plan/official.c counts on it.
 */
#include "deliver/paper_docx.h"

#include "deliver/container.h"
#include "deliver/paper_docx_parts.h"

enum { PART_MAX = 512 * 1024 * 1024 };

struct docx_writer {
    struct arena *a;
    struct buf *b;
    const struct paper *p;
    int32_t bookmarks; /* begun so far */
};

/* ---- runs ------------------------------------------------------------------- */

static void add_piece(struct buf *b, struct str s)
{
    if (s.n == 0)
        return;
    buf_add_z(b, "<w:t xml:space=\"preserve\">");
    docx_escape(b, s);
    buf_add_z(b, "</w:t>");
}

/* One run: text with line breaks and tabs as elements of their own; `more` begins each line. */
static void add_run(struct buf *b, struct str s, bool label, const char *more)
{
    if (s.n == 0)
        return;
    buf_add_z(b, label ? "<w:r><w:rPr><w:rStyle w:val=\"Label\"/></w:rPr>" : "<w:r>");
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '\n' && s.p[i] != '\t')
            continue;
        add_piece(b, str_sub(s, from, i));
        buf_add_z(b, s.p[i] == '\t' ? "<w:tab/>" : "<w:br/>");
        if (s.p[i] == '\n')
            add_piece(b, str_of(more));
        from = i + 1;
    }
    add_piece(b, str_sub(s, from, s.n));
    buf_add_z(b, "</w:r>");
}

/* ---- paragraphs ----------------------------------------------------------------- */

static void add_rule(struct buf *b, const char *side, int32_t hundredths, int32_t space,
                     const char *colour)
{
    /* eighths of a point */
    buf_addf(b, "<w:%s w:val=\"single\" w:sz=\"%d\" w:space=\"%d\" w:color=\"%s\"/>", side,
             (hundredths * 576 + 1270) / 2540, space, colour);
}

static bool is_last_body(const struct docx_writer *w, size_t i)
{
    return i + 1 < w->p->n && page_style_of(w->p->elements[i + 1].kind)->align == PAGE_RIGHT;
}

/* What the style leaves open; the order of the elements is that of the schema. */
static void add_paragraph_properties(struct docx_writer *w, size_t i)
{
    struct buf *b = w->b;
    enum paper_kind kind = w->p->elements[i].kind;
    buf_addf(b, "<w:pPr><w:pStyle w:val=\"%s\"/>", docx_style(kind));
    if (is_last_body(w, i))
        buf_add_z(b, "<w:keepNext/>");   /* no page holds the signature alone */
    if (kind == PAPER_NUMBER && i > 0) { /* below a red head: the red rule, 4 mm lower */
        buf_add_z(b, "<w:pBdr>");
        add_rule(b, "bottom", PAGE_RULE_BOLD, 11, "FF0000");
        buf_add_z(b, "</w:pBdr>");
    }
    if (i == 0 && kind != PAPER_RED_HEAD)
        buf_addf(b, "<w:spacing w:before=\"0\"/>");
    if (page_style_of(kind)->align == PAGE_RIGHT) {
        int32_t halves = page_signature_right(w->p, kind);
        buf_addf(b, "<w:ind w:rightChars=\"%d\" w:right=\"%d\"/>", halves * 50,
                 halves * DOCX_TYPE_WIDTH / (2 * PAGE_CHARS));
    }
    buf_add_z(b, "</w:pPr>");
}

static void begin_bookmark(struct docx_writer *w, size_t i)
{
    int64_t id = w->p->elements[i].id;
    if (id != 0 && (i == 0 || w->p->elements[i - 1].id != id))
        buf_addf(w->b, "<w:bookmarkStart w:id=\"%d\" w:name=\"_duban_d%lld\"/>", ++w->bookmarks,
                 (long long)id);
}

static void end_bookmark(struct docx_writer *w, size_t i)
{
    int64_t id = w->p->elements[i].id;
    if (id != 0 && (i + 1 == w->p->n || w->p->elements[i + 1].id != id))
        buf_addf(w->b, "<w:bookmarkEnd w:id=\"%d\"/>", w->bookmarks);
}

static void add_paragraph(struct docx_writer *w, size_t i)
{
    const struct paper_element *el = &w->p->elements[i];
    buf_add_z(w->b, "<w:p>");
    add_paragraph_properties(w, i);
    begin_bookmark(w, i);
    struct str text = page_text(w->a, el);
    const char *more = page_style_of(el->kind)->indented ? "\xE3\x80\x80\xE3\x80\x80" : "";
    add_run(w->b, str_sub(text, 0, el->label), true, more);
    add_run(w->b, str_sub(text, el->label, text.n), false, more);
    end_bookmark(w, i);
    buf_add_z(w->b, "</w:p>");
}

/* ---- 版记: a table without sides at the foot of the last page --------------------- */

enum { RIGHT_CELL = DOCX_TYPE_WIDTH / 2 };

static void begin_cell(struct buf *b, int32_t width, int32_t span)
{
    buf_addf(b,
             "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/><w:gridSpan w:val=\"%d\"/></w:tcPr>",
             width, span);
}

static void add_right_cell(struct buf *b, enum paper_kind kind, struct str text)
{
    begin_cell(b, RIGHT_CELL, 1);
    buf_addf(b, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/><w:jc w:val=\"right\"/></w:pPr>",
             docx_style(kind));
    add_run(b, text, false, "");
    buf_add_z(b, "</w:p></w:tc>");
}

/*
 * A table as wide as the type area floats in LibreOffice only if it is placed on the page and
 * not in the margins; in Word it is the same place.
 */
static void add_imprint(struct docx_writer *w, size_t from)
{
    struct buf *b = w->b;
    buf_addf(b,
             "<w:tbl><w:tblPr><w:tblpPr w:vertAnchor=\"margin\" w:horzAnchor=\"page\""
             " w:tblpX=\"%d\" w:tblpYSpec=\"bottom\"/><w:tblOverlap w:val=\"never\"/>"
             "<w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblBorders>",
             docx_twips(PAGE_LEFT), DOCX_TYPE_WIDTH);
    add_rule(b, "top", PAGE_RULE_BOLD, 0, "000000");
    add_rule(b, "bottom", PAGE_RULE_BOLD, 0, "000000");
    add_rule(b, "insideH", PAGE_RULE_THIN, 0, "000000");
    buf_addf(b,
             "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"0\""
             " w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>"
             "<w:tblGrid><w:gridCol w:w=\"%d\"/><w:gridCol w:w=\"%d\"/></w:tblGrid>",
             DOCX_TYPE_WIDTH - RIGHT_CELL, RIGHT_CELL);
    for (size_t i = from; i < w->p->n; i++) {
        const struct paper_element *el = &w->p->elements[i];
        bool two = el->right.n > 0;
        buf_add_z(b, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        begin_cell(b, two ? DOCX_TYPE_WIDTH - RIGHT_CELL : DOCX_TYPE_WIDTH, two ? 1 : 2);
        add_paragraph(w, i);
        buf_add_z(b, "</w:tc>");
        if (two)
            add_right_cell(b, el->kind, el->right);
        buf_add_z(b, "</w:tr>");
    }
    /* a table hangs on the paragraph behind it */
    buf_add_z(b,
              "</w:tbl><w:p><w:pPr><w:spacing w:line=\"20\" w:lineRule=\"exact\"/></w:pPr></w:p>");
}

static void add_document(struct arena *a, struct buf *b, const struct paper *p)
{
    struct docx_writer w = {.a = a, .b = b, .p = p};
    buf_add_z(b, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                 "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/"
                 "main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                 "relationships\"><w:body>");
    size_t i = 0;
    for (; i < p->n && p->elements[i].kind < PAPER_COPIES; i++)
        add_paragraph(&w, i);
    if (i < p->n)
        add_imprint(&w, i);
    docx_add_section(b);
    buf_add_z(b, "</w:body></w:document>");
}

/* ---- the file ----------------------------------------------------------------------- */

enum err_code paper_docx_write(struct arena *a, const struct paper *p, struct str *ret,
                               struct err *e)
{
    enum { DOCUMENT, STYLES, FONTS, FOOTER_ODD, FOOTER_EVEN, PROPERTIES, MADE };
    struct buf made[MADE];
    for (size_t i = 0; i < MADE; i++)
        buf_init(&made[i], PART_MAX);
    add_document(a, &made[DOCUMENT], p);
    docx_add_styles(&made[STYLES]);
    docx_add_fonts(&made[FONTS]);
    docx_add_footer(&made[FOOTER_ODD], false);
    docx_add_footer(&made[FOOTER_EVEN], true);
    docx_add_properties(&made[PROPERTIES], p);
    const struct container_part parts[] = {
        {"[Content_Types].xml", str_of(DOCX_CONTENT_TYPES)},
        {"_rels/.rels", str_of(DOCX_RELATIONS)},
        {"word/document.xml", buf_str(&made[DOCUMENT])},
        {"word/_rels/document.xml.rels", str_of(DOCX_DOCUMENT_RELATIONS)},
        {"word/styles.xml", buf_str(&made[STYLES])},
        {"word/settings.xml", str_of(DOCX_SETTINGS)},
        {"word/fontTable.xml", buf_str(&made[FONTS])},
        {"word/footer1.xml", buf_str(&made[FOOTER_ODD])},
        {"word/footer2.xml", buf_str(&made[FOOTER_EVEN])},
        {"docProps/core.xml", buf_str(&made[PROPERTIES])},
    };
    enum err_code code = container_pack(a, parts, ARRAY_LEN(parts), ret, e);
    for (size_t i = 0; i < MADE; i++) {
        if (code == ERR_OK && buf_over(&made[i]))
            code = err_set(e, ERR_PAPER_WRITE, "document of more than %d bytes", PART_MAX);
        buf_release(&made[i]);
    }
    return code;
}
