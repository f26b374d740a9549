/*
 * docx_build.c — see docx_build.h.
 */
#include "docx_build.h"

#include <zip.h>

#include "base/buf.h"

enum { OUT_MAX = 1024 * 1024 * 1024, NAME_BYTES = 256 };

/* ---- containers --------------------------------------------------------------- */

/* libzip refuses a second entry of one name; it gets a stand-in that is put right below. */
static void stand_in(const struct docx_part *parts, size_t i, char out[NAME_BYTES])
{
    must(strlen(parts[i].name) < NAME_BYTES);
    (void)snprintf(out, NAME_BYTES, "%s", parts[i].name);
    for (size_t k = 0; k < i; k++)
        if (strcmp(parts[k].name, parts[i].name) == 0)
            out[0] = (char)(out[0] ^ 1);
}

static void put_names_right(struct str zip, const struct docx_part *parts, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char name[NAME_BYTES];
        stand_in(parts, i, name);
        if (strcmp(name, parts[i].name) == 0)
            continue;
        for (size_t at = 0; (at = str_find(zip, str_of(name), at)) != SIZE_MAX; at++)
            ((char *)(uintptr_t)zip.p)[at] = parts[i].name[0];
    }
}

static void add_part(zip_t *z, const struct docx_part *part, const char *name)
{
    zip_source_t *data = zip_source_buffer(z, part->data.p, part->data.n, 0);
    must(data != NULL);
    zip_int64_t at = zip_file_add(z, name, data, ZIP_FL_ENC_UTF_8);
    must(at >= 0);
    must(zip_file_set_mtime(z, (zip_uint64_t)at, 1488326400, 0) == 0);
    if (part->stored)
        must(zip_set_file_compression(z, (zip_uint64_t)at, ZIP_CM_STORE, 0) == 0);
    if (part->encrypted)
        must(zip_file_set_encryption(z, (zip_uint64_t)at, ZIP_EM_AES_256, "secret") == 0);
}

struct str docx_zip(struct arena *a, const struct docx_part *parts, size_t n)
{
    zip_error_t why;
    zip_error_init(&why);
    zip_source_t *out = zip_source_buffer_create(NULL, 0, 1, &why);
    must(out != NULL);
    zip_source_keep(out);
    zip_t *z = zip_open_from_source(out, ZIP_TRUNCATE, &why);
    must(z != NULL);
    for (size_t i = 0; i < n; i++) {
        char name[NAME_BYTES];
        stand_in(parts, i, name);
        add_part(z, &parts[i], name);
    }
    must(zip_close(z) == 0);
    zip_stat_t stat;
    must(zip_source_stat(out, &stat) == 0 && zip_source_open(out) == 0);
    must(stat.size < OUT_MAX);
    struct str bytes = {arena_alloc(a, stat.size + 1), stat.size};
    must(zip_source_read(out, (char *)(uintptr_t)bytes.p, bytes.n) == (zip_int64_t)bytes.n);
    (void)zip_source_close(out);
    zip_source_free(out);
    zip_error_fini(&why);
    put_names_right(bytes, parts, n);
    return bytes;
}

/* ---- documents -------------------------------------------------------------------- */

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define PREFIXES                                                                                   \
    "xmlns:w=\"" DOCX_W "\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/"    \
    "2006\" xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" "      \
    "xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" "                      \
    "xmlns:v=\"urn:schemas-microsoft-com:vml\""
#define RELATIONSHIPS                                                                              \
    XML "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define OFFICE_RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

struct str docx_document(struct arena *a, const char *body)
{
    return str_format(a, XML "<w:document " PREFIXES "><w:body>%s</w:body></w:document>", body);
}

static struct docx_part part(const char *name, struct str data)
{
    return (struct docx_part){.name = name, .data = data, .stored = true};
}

struct str docx_of(struct arena *a, const char *body, const char *numbering, const char *styles)
{
    struct docx_part parts[5];
    size_t n = 0;
    parts[n++] =
        part("_rels/.rels", STR(RELATIONSHIPS "<Relationship Id=\"rId1\" Type=\"" OFFICE_RELATION
                                              "officeDocument\" Target=\"word/document.xml\"/>"
                                              "</Relationships>"));
    parts[n++] =
        part("word/_rels/document.xml.rels",
             STR(RELATIONSHIPS
                 "<Relationship Id=\"rId1\" Type=\"" OFFICE_RELATION
                 "styles\" Target=\"styles.xml\"/><Relationship Id=\"rId2\" Type=\"" OFFICE_RELATION
                 "numbering\" Target=\"numbering.xml\"/></Relationships>"));
    parts[n++] = part("word/document.xml", docx_document(a, body));
    if (numbering != NULL)
        parts[n++] =
            part("word/numbering.xml",
                 str_format(a, XML "<w:numbering " PREFIXES ">%s</w:numbering>", numbering));
    if (styles != NULL)
        parts[n++] = part("word/styles.xml",
                          str_format(a, XML "<w:styles " PREFIXES ">%s</w:styles>", styles));
    return docx_zip(a, parts, n);
}

/* ---- showing ------------------------------------------------------------------------- */

static void show_text(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        buf_add_char(out, s.p[i] == '\n' ? '~' : s.p[i] == '\t' ? '>' : s.p[i]);
}

static void show_table(struct buf *out, const struct doc_table *t)
{
    buf_add_char(out, '[');
    for (int32_t r = 0; r < t->n_rows; r++) {
        buf_add_z(out, r == 0 ? "" : "//");
        for (int32_t c = 0; c < t->n_columns; c++) {
            const struct doc_cell *cell = &t->rows[r].cells[c];
            buf_add_z(out, c == 0 ? "" : "|");
            if (cell->origin_row != r)
                buf_add_char(out, '^');
            else if (cell->origin_column != c)
                buf_add_char(out, '<');
            else
                show_text(out, cell->text);
        }
    }
    buf_add_char(out, ']');
}

struct str docx_show(struct arena *a, const struct doc *doc)
{
    struct buf out;
    buf_init(&out, DOC_TEXT_MAX * 4);
    for (size_t i = 0; i < doc->n; i++) {
        const struct doc_block *b = &doc->blocks[i];
        buf_add_z(&out, i == 0 ? "" : " / ");
        if (b->kind == DOC_TABLE) {
            show_table(&out, &b->table);
            continue;
        }
        if (b->label.n > 0)
            buf_addf(&out, "(%" STR_FMT ")", STR_ARG(b->label));
        show_text(&out, b->text);
    }
    struct str shown = str_copy(a, buf_str(&out));
    buf_release(&out);
    return shown;
}

struct str docx_read_and_show(struct arena *a, struct str bytes)
{
    struct doc doc;
    enum err_code code = doc_read(a, bytes, &doc, NULL);
    if (code != ERR_OK)
        return str_format(a, "!%s", err_info(code)->name);
    return docx_show(a, &doc);
}
