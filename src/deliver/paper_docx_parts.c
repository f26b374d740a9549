/*
 * paper_docx_parts.c — see paper_docx_parts.h.
 *
 * What surprised its author: 28 characters of 16 points are wider than the type
 * area of 156 mm, so each gives up a quarter of a point. A grid of characters does
 * the same in one word processor and doubles the distances in another.
 */
#include "deliver/paper_docx_parts.h"

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define XML_W    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define XML_R    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
#define CONTENT  "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define PACKAGE  "http://schemas.openxmlformats.org/package/2006/"

enum { CHAR_SPACING = -5 }; /* twentieths of a point: 28 * 15.75 points are 441 of 442.2 */

const char *const DOCX_CONTENT_TYPES = XML_HEAD
    "<Types xmlns=\"" PACKAGE "content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
    "relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/word/document.xml\" ContentType=\"" CONTENT "document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" ContentType=\"" CONTENT "styles+xml\"/>"
    "<Override PartName=\"/word/settings.xml\" ContentType=\"" CONTENT "settings+xml\"/>"
    "<Override PartName=\"/word/fontTable.xml\" ContentType=\"" CONTENT "fontTable+xml\"/>"
    "<Override PartName=\"/word/footer1.xml\" ContentType=\"" CONTENT "footer+xml\"/>"
    "<Override PartName=\"/word/footer2.xml\" ContentType=\"" CONTENT "footer+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd."
    "openxmlformats-package.core-properties+xml\"/>"
    "</Types>";

const char *const DOCX_RELATIONS = XML_HEAD
    "<Relationships xmlns=\"" PACKAGE "relationships\">"
    "<Relationship Id=\"rId1\" Type=\"" RELATION "officeDocument\" Target=\"word/document.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"" PACKAGE "relationships/metadata/core-properties\""
    " Target=\"docProps/core.xml\"/>"
    "</Relationships>";

const char *const DOCX_DOCUMENT_RELATIONS =
    XML_HEAD "<Relationships xmlns=\"" PACKAGE "relationships\">"
             "<Relationship Id=\"rId1\" Type=\"" RELATION "styles\" Target=\"styles.xml\"/>"
             "<Relationship Id=\"rId2\" Type=\"" RELATION "settings\" Target=\"settings.xml\"/>"
             "<Relationship Id=\"rId3\" Type=\"" RELATION "fontTable\" Target=\"fontTable.xml\"/>"
             "<Relationship Id=\"rId4\" Type=\"" RELATION "footer\" Target=\"footer1.xml\"/>"
             "<Relationship Id=\"rId5\" Type=\"" RELATION "footer\" Target=\"footer2.xml\"/>"
             "</Relationships>";

/* Page numbers change sides; lines that end in a soft break are not spread over the measure. */
const char *const DOCX_SETTINGS =
    XML_HEAD "<w:settings " XML_W "><w:zoom w:percent=\"100\"/><w:evenAndOddHeaders/>"
             "<w:drawingGridVerticalSpacing w:val=\"579\"/>"
             "<w:characterSpacingControl w:val=\"doNotCompress\"/>"
             "<w:compat><w:doNotExpandShiftReturn/>"
             "<w:compatSetting w:name=\"compatibilityMode\""
             " w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
             "<w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>";

int32_t docx_twips(int32_t hundredths)
{
    return (hundredths * 1440 + 1270) / 2540;
}

/* ---- fonts --------------------------------------------------------------------- */

static const struct {
    const char *name, *other;
} FONTS[] = {
    [PAGE_FONT_TITLE] = {"方正小标宋简体", "FZXiaoBiaoSong-B05S"},
    [PAGE_FONT_BLACK] = {"黑体", "SimHei"},
    [PAGE_FONT_KAI] = {"楷体_GB2312", "楷体"},
    [PAGE_FONT_BODY] = {"仿宋_GB2312", "仿宋"},
    [PAGE_FONT_SONG] = {"宋体", "SimSun"},
};

const char *docx_font(enum page_font font)
{
    must((size_t)font < ARRAY_LEN(FONTS));
    return FONTS[font].name;
}

/* The second name is what a system that lacks the first one looks for. */
void docx_add_fonts(struct buf *b)
{
    buf_add_z(b, XML_HEAD "<w:fonts " XML_W ">");
    for (size_t i = 0; i < ARRAY_LEN(FONTS); i++)
        buf_addf(b,
                 "<w:font w:name=\"%s\"><w:altName w:val=\"%s\"/><w:charset w:val=\"86\"/>"
                 "<w:family w:val=\"auto\"/><w:pitch w:val=\"variable\"/></w:font>",
                 FONTS[i].name, FONTS[i].other);
    buf_add_z(b, "</w:fonts>");
}

static void add_font(struct buf *b, enum page_font font)
{
    const char *name = docx_font(font);
    buf_addf(b, "<w:rFonts w:ascii=\"%s\" w:hAnsi=\"%s\" w:eastAsia=\"%s\" w:cs=\"%s\"/>", name,
             name, name, name);
}

static void add_size(struct buf *b, int32_t size)
{
    buf_addf(b, "<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/>", 2 * size, 2 * size);
}

/* ---- styles ----------------------------------------------------------------------- */

static const struct {
    const char *id, *name;
} STYLES[] = {
    [PAPER_RED_HEAD] = {"RedHead", "发文机关标志"},
    [PAPER_NUMBER] = {"DocumentNumber", "发文字号"},
    [PAPER_TITLE] = {"Title", "Title"},
    [PAPER_ADDRESSEES] = {"Addressees", "主送机关"},
    [PAPER_HEADING_1] = {"Heading1", "heading 1"},
    [PAPER_HEADING_2] = {"Heading2", "heading 2"},
    [PAPER_HEADING_3] = {"Heading3", "heading 3"},
    [PAPER_HEADING_4] = {"Heading4", "heading 4"},
    [PAPER_BODY] = {"BodyText", "Body Text"},
    [PAPER_SIGNATURE] = {"Signature", "Signature"},
    [PAPER_DATE] = {"Date", "Date"},
    [PAPER_COPIES] = {"Copies", "抄送机关"},
    [PAPER_PRINTED] = {"PrintedBy", "印发机关"},
};

const char *docx_style(enum paper_kind kind)
{
    must((size_t)kind < ARRAY_LEN(STYLES));
    return STYLES[kind].id;
}

static void add_indent(struct buf *b, enum paper_kind kind, const struct page_style *s)
{
    if (s->indented)
        buf_addf(b, "<w:ind w:firstLineChars=\"%d\" w:firstLine=\"%d\"/>", INDENT_CHARS * 100,
                 INDENT_CHARS * DOCX_TYPE_WIDTH / PAGE_CHARS);
    else if (kind == PAPER_COPIES || kind == PAPER_PRINTED) /* one character at either side */
        buf_addf(b, "<w:ind w:left=\"%d\" w:right=\"%d\"/>", SIZE_SMALL * 20, SIZE_SMALL * 20);
}

/* Space in front: empty lines, or what the red head wants. */
static int32_t space_above(enum paper_kind kind, const struct page_style *s)
{
    if (kind == PAPER_RED_HEAD)
        return docx_twips(RED_HEAD_BELOW);
    return kind == PAPER_COPIES ? 0 : s->above * DOCX_LINE;
}

static void add_paragraph_properties(struct buf *b, enum paper_kind kind)
{
    const struct page_style *s = page_style_of(kind);
    static const char *const align[] = {
        [PAGE_JUSTIFIED] = "both", [PAGE_CENTRED] = "center", [PAGE_RIGHT] = "right"};
    int32_t line = s->size > SIZE_TITLE ? s->size * 24 : DOCX_LINE;
    buf_add_z(b, "<w:pPr>");
    if (s->with_next)
        buf_add_z(b, "<w:keepNext/>");
    if (s->size > SIZE_BODY)
        buf_add_z(b, "<w:snapToGrid w:val=\"0\"/>"); /* else it takes two of its lines */
    buf_addf(b, "<w:spacing w:before=\"%d\" w:after=\"%d\" w:line=\"%d\" w:lineRule=\"exact\"/>",
             space_above(kind, s), s->below * DOCX_LINE, line);
    add_indent(b, kind, s);
    buf_addf(b, "<w:jc w:val=\"%s\"/>", align[s->align]);
    if (kind >= PAPER_HEADING_1 && kind <= PAPER_HEADING_4)
        buf_addf(b, "<w:outlineLvl w:val=\"%d\"/>", (int)kind - (int)PAPER_HEADING_1);
    buf_add_z(b, "</w:pPr>");
}

static void add_style(struct buf *b, enum paper_kind kind)
{
    const struct page_style *s = page_style_of(kind);
    buf_addf(b,
             "<w:style w:type=\"paragraph\" w:styleId=\"%s\"><w:name w:val=\"%s\"/>"
             "<w:basedOn w:val=\"Normal\"/><w:qFormat/>",
             STYLES[kind].id, STYLES[kind].name);
    add_paragraph_properties(b, kind);
    buf_add_z(b, "<w:rPr>");
    add_font(b, s->font);
    if (kind == PAPER_RED_HEAD)
        buf_add_z(b, "<w:color w:val=\"FF0000\"/>");
    if (s->size == SIZE_BODY)
        buf_addf(b, "<w:spacing w:val=\"%d\"/>", CHAR_SPACING);
    add_size(b, s->size);
    buf_add_z(b, "</w:rPr></w:style>");
}

void docx_add_styles(struct buf *b)
{
    buf_add_z(b, XML_HEAD "<w:styles " XML_W "><w:docDefaults><w:rPrDefault><w:rPr>");
    add_font(b, PAGE_FONT_BODY);
    buf_add_z(b, "<w:kern w:val=\"0\"/>");
    add_size(b, SIZE_BODY);
    buf_add_z(b, "<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault>"
                 "<w:pPrDefault/></w:docDefaults>");
    /* no space of the program's own between Chinese and digits: the grid has none */
    buf_addf(b,
             "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
             "<w:name w:val=\"Normal\"/><w:qFormat/><w:pPr><w:widowControl w:val=\"0\"/>"
             "<w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/>"
             "<w:spacing w:line=\"%d\" w:lineRule=\"exact\"/><w:jc w:val=\"both\"/></w:pPr>"
             "</w:style>",
             DOCX_LINE);
    for (size_t i = 0; i < ARRAY_LEN(STYLES); i++)
        add_style(b, (enum paper_kind)i);
    buf_add_z(b, "<w:style w:type=\"character\" w:styleId=\"Label\"><w:name w:val=\"项目标签\"/>"
                 "<w:qFormat/><w:rPr>");
    add_font(b, PAGE_FONT_KAI);
    buf_add_z(b, "</w:rPr></w:style></w:styles>");
}

/* ---- page ---------------------------------------------------------------------------- */

void docx_add_section(struct buf *b)
{
    int32_t bottom = PAGE_HEIGHT - PAGE_TOP - PAGE_TYPE_H;
    int32_t right = PAGE_WIDTH - PAGE_LEFT - PAGE_TYPE_W;
    /* the dash stands in the middle of its line */
    int32_t number = docx_twips(bottom - PAGE_NUMBER_BELOW) - SIZE_SMALL * 20 / 2;
    buf_addf(b,
             "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/>"
             "<w:footerReference w:type=\"even\" r:id=\"rId5\"/>"
             "<w:pgSz w:w=\"%d\" w:h=\"%d\"/>"
             "<w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" w:header=\"851\""
             " w:footer=\"%d\" w:gutter=\"0\"/>"
             "<w:docGrid w:type=\"lines\" w:linePitch=\"%d\"/></w:sectPr>",
             docx_twips(PAGE_WIDTH), docx_twips(PAGE_HEIGHT), docx_twips(PAGE_TOP),
             docx_twips(right), docx_twips(bottom), docx_twips(PAGE_LEFT), number, DOCX_LINE);
}

/* — 1 —, on odd pages at the right, on even pages at the left, one character from the edge. */
void docx_add_footer(struct buf *b, bool even)
{
    struct buf run;
    buf_init(&run, 4096);
    buf_add_z(&run, "<w:r><w:rPr>");
    add_font(&run, PAGE_FONT_SONG);
    add_size(&run, SIZE_SMALL);
    buf_add_z(&run, "</w:rPr>");
    buf_addf(b,
             XML_HEAD "<w:ftr " XML_W "><w:p><w:pPr><w:snapToGrid w:val=\"0\"/>"
                      "<w:spacing w:line=\"%d\" w:lineRule=\"exact\"/>"
                      "<w:ind w:left=\"%d\" w:right=\"%d\"/><w:jc w:val=\"%s\"/></w:pPr>",
             SIZE_SMALL * 20, SIZE_SMALL * 20, SIZE_SMALL * 20, even ? "left" : "right");
    buf_addf(b, "%s<w:t xml:space=\"preserve\">— </w:t></w:r>", run.p);
    buf_addf(b, "%s<w:fldChar w:fldCharType=\"begin\"/></w:r>", run.p);
    buf_addf(b, "%s<w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>", run.p);
    buf_addf(b, "%s<w:fldChar w:fldCharType=\"separate\"/></w:r>", run.p);
    buf_addf(b, "%s<w:t>1</w:t></w:r>", run.p);
    buf_addf(b, "%s<w:fldChar w:fldCharType=\"end\"/></w:r>", run.p);
    buf_addf(b, "%s<w:t xml:space=\"preserve\"> —</w:t></w:r></w:p></w:ftr>", run.p);
    buf_release(&run);
}

/* ---- properties -------------------------------------------------------------------------- */

void docx_escape(struct buf *b, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        switch (s.p[i]) {
        case '&': buf_add_z(b, "&amp;"); break;
        case '<': buf_add_z(b, "&lt;"); break;
        case '>': buf_add_z(b, "&gt;"); break;
        case '"': buf_add_z(b, "&quot;"); break;
        default: buf_add_char(b, s.p[i]); break;
        }
    }
}

void docx_add_properties(struct buf *b, const struct paper *p)
{
    buf_add_z(b, XML_HEAD "<cp:coreProperties xmlns:cp=\"" PACKAGE "metadata/core-properties\""
                          " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                          " xmlns:dcterms=\"http://purl.org/dc/terms/\""
                          " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");
    docx_escape(b, p->title);
    buf_add_z(b, "</dc:title><dc:creator>");
    docx_escape(b, p->organisation);
    buf_add_z(b, "</dc:creator>");
    if (p->has_date) {
        char day[DATE_TEXT_MAX];
        (void)date_text(p->date, day);
        buf_addf(b,
                 "<dcterms:created xsi:type=\"dcterms:W3CDTF\">%sT00:00:00Z</dcterms:created>"
                 "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">%sT00:00:00Z</dcterms:modified>",
                 day, day);
    }
    buf_add_z(b, "</cp:coreProperties>");
}
