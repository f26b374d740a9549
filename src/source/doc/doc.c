/*
 * doc.c — tell the format from the bytes and call its reader; see doc.h.
 *
 * What surprised its author: files named .doc are often RTF, HTML or XML, which
 * are text to every detector. They are refused by name, because reading their
 * markup as a plan would yield nonsense instead of an error.
 */
#include "source/doc/doc.h"

#include "source/doc/charset.h"
#include "source/doc/docx.h"
#include "source/doc/plain.h"

/* ---- signatures --------------------------------------------------------------- */

static const struct signature {
    const char *bytes;
    const char *name;
    bool markup; /* ASCII case and blanks before it do not matter */
} FOREIGN[] = {
    {"%PDF-", "PDF", true},
    {"\xFF\xD8\xFF", "JPEG picture", false},
    {"\x89PNG", "PNG picture", false},
    {"GIF8", "GIF picture", false},
    {"Rar!", "RAR archive", false},
    {"7z\xBC\xAF", "7z archive", false},
    {"\x1F\x8B", "gzip archive", false},
    {"{\\rtf", "RTF", true},
    {"<!doctype", "HTML or XML", true},
    {"<html", "HTML", true},
    {"<?xml", "XML", true},
    {"MIME-Version:", "web archive", true},
};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool has_signature(struct str bytes, const struct signature *s)
{
    struct str want = str_of(s->bytes);
    if (!s->markup)
        return str_starts(bytes, want);
    if (str_starts(bytes, STR("\xEF\xBB\xBF")))
        bytes = str_sub(bytes, 3, bytes.n);
    struct str at = str_trim(str_sub(bytes, 0, 1024));
    for (size_t i = 0; i < want.n; i++)
        if (i == at.n || lower(at.p[i]) != lower(want.p[i]))
            return false;
    return true;
}

/* ---- OLE compound files ---------------------------------------------------------- */

/* Whether a stream of that (ASCII) name is in the directory, where names are UTF-16LE. */
static bool ole_has(struct str bytes, const char *name)
{
    char wide[64];
    size_t n = strlen(name);
    must(n * 2 <= sizeof(wide));
    for (size_t i = 0; i < n; i++) {
        wide[i * 2] = name[i];
        wide[i * 2 + 1] = '\0';
    }
    return str_find(bytes, (struct str){wide, n * 2}, 0) != SIZE_MAX;
}

static enum err_code refuse_ole(struct str bytes, struct err *e)
{
    static const char *const others[] = {"Workbook", "PowerPoint Document", "VisioDocument"};
    if (ole_has(bytes, "EncryptedPackage"))
        return err_set(e, ERR_PLAN_ENCRYPTED, "asks for a password");
    bool is_word = ole_has(bytes, "WordDocument");
    for (size_t i = 0; i < ARRAY_LEN(others); i++)
        if (!is_word && ole_has(bytes, others[i]))
            return err_set(e, ERR_PLAN_FORMAT, "OLE file with \"%s\"", others[i]);
    return err_set(e, ERR_PLAN_OLD_WORD, "OLE compound file");
}

static bool is_blank(const struct doc *doc)
{
    for (size_t i = 0; i < doc->n; i++) {
        const struct doc_block *b = &doc->blocks[i];
        if (str_trim(b->text).n > 0)
            return false;
        for (int32_t r = 0; r < b->table.n_rows; r++)
            for (int32_t c = 0; c < b->table.n_columns; c++)
                if (str_trim(b->table.rows[r].cells[c].text).n > 0)
                    return false;
    }
    return true;
}

/* ---- reading ------------------------------------------------------------------------ */

static enum err_code read_text(struct arena *a, struct str bytes, struct doc *ret, struct err *e)
{
    struct doc doc = {0};
    struct str text;
    ERR_TRY(charset_decode(a, bytes, &text, &doc, e));
    struct doc read;
    ERR_TRY(plain_read(a, text, &read, e));
    read.charset = doc.charset;
    read.replaced = doc.replaced;
    *ret = read;
    return ERR_OK;
}

static enum err_code read_any(struct arena *a, struct str bytes, struct doc *ret, struct err *e)
{
    if (bytes.n == 0)
        return err_set(e, ERR_PLAN_EMPTY, "no bytes");
    if (bytes.n > DOC_FILE_MAX)
        return err_set(e, ERR_PLAN_TOO_BIG, "%zu bytes, at most %d", bytes.n, DOC_FILE_MAX);
    if (str_starts(bytes, STR("PK\3\4")) || str_starts(bytes, STR("PK\5\6")))
        return docx_read(a, bytes, ret, e);
    if (str_starts(bytes, STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")))
        return refuse_ole(bytes, e);
    for (size_t i = 0; i < ARRAY_LEN(FOREIGN); i++)
        if (has_signature(bytes, &FOREIGN[i]))
            return err_set(e, ERR_PLAN_FORMAT, "%s", FOREIGN[i].name);
    return read_text(a, bytes, ret, e);
}

enum err_code doc_read(struct arena *a, struct str bytes, struct doc *ret, struct err *e)
{
    struct doc doc = {0};
    ERR_TRY(read_any(a, bytes, &doc, e));
    if (is_blank(&doc))
        return err_set(e, ERR_PLAN_EMPTY, "document has no text");
    if (arena_over(a))
        return err_set(e, ERR_PLAN_TOO_BIG, "more memory than the reader may use");
    *ret = doc;
    return ERR_OK;
}
