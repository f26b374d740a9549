/*
 * doc.c — tell the format from the bytes and call its reader; see doc.h.
 */
#include "source/doc/doc.h"

#include "source/doc/charset.h"
#include "source/doc/docx.h"
#include "source/doc/plain.h"
#include "source/file/signature.h"

/* ---- what else it is ------------------------------------------------------------- */

static enum err_code refuse_ole(const struct input *in, struct err *e)
{
    static const char *const others[] = {"Workbook", "PowerPoint Document", "VisioDocument"};
    bool encrypted = false, is_word = false;
    ERR_TRY(signature_ole_has(in, "EncryptedPackage", &encrypted, e));
    ERR_TRY(signature_ole_has(in, "WordDocument", &is_word, e));
    if (encrypted)
        return err_set(e, ERR_PLAN_ENCRYPTED, "asks for a password");
    for (size_t i = 0; !is_word && i < ARRAY_LEN(others); i++) {
        bool other = false;
        ERR_TRY(signature_ole_has(in, others[i], &other, e));
        if (other)
            return err_set(e, ERR_PLAN_FORMAT, "OLE file with \"%s\"", others[i]);
    }
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
    struct input in = input_of(bytes);
    enum signature signature = SIGNATURE_NONE;
    const char *name = NULL;
    ERR_TRY(signature_of(&in, &signature, &name, e));
    switch (signature) {
    case SIGNATURE_ZIP: return docx_read(a, bytes, ret, e);
    case SIGNATURE_OLE: return refuse_ole(&in, e);
    case SIGNATURE_FOREIGN: return err_set(e, ERR_PLAN_FORMAT, "%s", name);
    case SIGNATURE_NONE: break;
    }
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
