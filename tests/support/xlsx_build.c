/*
 * xlsx_build.c — see xlsx_build.h.
 */
#include "xlsx_build.h"

#include "base/buf.h"

enum { SHOW_MAX = 64 * 1024 * 1024 };

#define XML      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define OFFICE   "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE  "http://schemas.openxmlformats.org/package/2006/relationships"
#define RELATION "<Relationship Id=\"%s\" Type=\"" OFFICE "/%s\" Target=\"%s\"/>"

/* An element of the main vocabulary as a whole part. */
static struct str part_of(struct arena *a, const char *root, const char *inside)
{
    return str_format(a, XML "<%s xmlns=\"" XLSX_MAIN "\" xmlns:r=\"" OFFICE "\">%s</%s>", root,
                      inside, root);
}

static struct str sheet_part(struct arena *a, const char *data, const char *after)
{
    struct str inside = str_format(a, "<sheetData>%s</sheetData>%s", data == NULL ? "" : data,
                                   after == NULL ? "" : after);
    return part_of(a, "worksheet", inside.p);
}

static struct str relations(struct arena *a)
{
    return str_format(a,
                      XML "<Relationships xmlns=\"" PACKAGE
                          "\">" RELATION RELATION RELATION RELATION "</Relationships>",
                      "rId1", "worksheet", "worksheets/sheet1.xml", "rId2", "worksheet",
                      "worksheets/sheet2.xml", "rId3", "sharedStrings", "sharedStrings.xml", "rId4",
                      "styles", "/xl/styles.xml");
}

struct str xlsx_of(struct arena *a, const struct xlsx_build *b)
{
    const char *usual = "<sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets>";
    struct str top =
        str_format(a, XML "<Relationships xmlns=\"" PACKAGE "\">" RELATION "</Relationships>",
                   "rId1", "officeDocument", "xl/workbook.xml");
    struct docx_part parts[8] = {
        {.name = "_rels/.rels", .data = top},
        {.name = "xl/workbook.xml",
         .data = part_of(a, "workbook", b->workbook == NULL ? usual : b->workbook)},
        {.name = "xl/_rels/workbook.xml.rels", .data = relations(a)},
        {.name = "xl/worksheets/sheet1.xml",
         .data = b->sheet.n > 0 ? b->sheet : sheet_part(a, b->data, b->after)},
    };
    size_t n = 4;
    if (b->strings != NULL)
        parts[n++] = (struct docx_part){.name = "xl/sharedStrings.xml",
                                        .data = part_of(a, "sst", b->strings)};
    if (b->styles != NULL)
        parts[n++] = (struct docx_part){.name = "xl/styles.xml",
                                        .data = part_of(a, "styleSheet", b->styles)};
    if (b->second != NULL)
        parts[n++] = (struct docx_part){.name = "xl/worksheets/sheet2.xml",
                                        .data = sheet_part(a, b->second, NULL)};
    return docx_zip(a, parts, n);
}

/* ---- showing ------------------------------------------------------------------ */

static void show_cell(struct buf *b, int64_t number, const struct sheet_cell *c)
{
    static const char kinds[] = {
        [SHEET_EMPTY] = '-', [SHEET_TEXT] = '\0',    [SHEET_NUMBER] = 'n', [SHEET_BOOL] = 'b',
        [SHEET_DATE] = 'd',  [SHEET_DATETIME] = 'm', [SHEET_TIME] = 't',   [SHEET_ERROR] = 'e'};
    char name[CELL_NAME_MAX];
    buf_addf(b, "%s=", cell_name(number, c->column, name));
    for (size_t i = 0; i < c->text.n; i++)
        if (c->text.p[i] == '\n')
            buf_add_z(b, "↵");
        else
            buf_add_char(b, c->text.p[i]);
    bool marked = kinds[c->kind] != '\0' || c->formula || c->clipped;
    if (marked)
        buf_add_char(b, ':');
    if (kinds[c->kind] != '\0')
        buf_add_char(b, kinds[c->kind]);
    buf_add_z(b, c->formula ? "f" : "");
    buf_add_z(b, c->clipped ? "c" : "");
}

static enum err_code show_rows(struct sheet *sheet, struct buf *b, struct err *e)
{
    for (;;) {
        const struct sheet_row *row;
        ERR_TRY(sheet_next(sheet, &row, e));
        if (row == NULL)
            return ERR_OK;
        buf_add_z(b, b->n > 0 ? " | " : "");
        buf_add_z(b, row->hidden ? "~" : "");
        for (size_t i = 0; i < row->n; i++) {
            buf_add_z(b, i > 0 ? " " : "");
            show_cell(b, row->number, &row->cells[i]);
        }
    }
}

static void show_merges(const struct sheet *sheet, struct buf *b)
{
    size_t n = 0;
    const struct sheet_merge *m = sheet_merges(sheet, &n);
    for (size_t i = 0; i < n; i++) {
        char name[CELL_NAME_MAX];
        buf_addf(b, " +%s", cell_name(m[i].first_row, m[i].first_column, name));
        buf_addf(b, ":%s", cell_name(m[i].last_row, m[i].last_column, name));
    }
}

struct str sheet_show(struct arena *a, struct str bytes, const char *name)
{
    struct buf b;
    buf_init(&b, SHOW_MAX);
    struct err e = {.code = ERR_OK};
    struct input in = input_of(bytes);
    struct sheet *sheet = NULL;
    struct sheet_options options = {.name = str_of(name)};
    enum err_code code = sheet_open(a, &in, &options, &sheet, &e);
    if (code == ERR_OK)
        code = show_rows(sheet, &b, &e);
    if (code == ERR_OK)
        show_merges(sheet, &b);
    else
        buf_addf(&b, "%s!%s: %s", b.n > 0 ? " | " : "", err_info(code)->name, e.detail);
    sheet_close(sheet);
    struct str shown = str_copy(a, buf_str(&b));
    buf_release(&b);
    return shown;
}

struct str xlsx_show(struct arena *a, const struct xlsx_build *b)
{
    return sheet_show(a, xlsx_of(a, b), NULL);
}
