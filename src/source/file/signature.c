/*
 * signature.c — see signature.h.
 *
 * What surprised its author: files named .doc and .xls are often RTF, HTML or XML, which
 * are text to every detector. They are told by name, because reading their markup as
 * content would yield nonsense instead of an error.
 */
#include "source/file/signature.h"

enum { HEAD_BYTES = 1024 };

static const struct foreign {
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

static bool begins(struct str head, const struct foreign *f)
{
    struct str want = str_of(f->bytes);
    if (!f->markup)
        return str_starts(head, want);
    if (str_starts(head, STR("\xEF\xBB\xBF")))
        head = str_sub(head, 3, head.n);
    head = str_trim(head);
    for (size_t i = 0; i < want.n; i++)
        if (i == head.n || lower(head.p[i]) != lower(want.p[i]))
            return false;
    return true;
}

enum err_code signature_of(const struct input *in, enum signature *ret, const char **ret_name,
                           struct err *e)
{
    char bytes[HEAD_BYTES];
    struct str head = {bytes, 0};
    ERR_TRY(input_read(in, 0, bytes, sizeof(bytes), &head.n, e));
    *ret = SIGNATURE_NONE;
    *ret_name = NULL;
    if (str_starts(head, STR("PK\3\4")) || str_starts(head, STR("PK\5\6")))
        *ret = SIGNATURE_ZIP;
    else if (str_starts(head, STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")))
        *ret = SIGNATURE_OLE;
    for (size_t i = 0; *ret == SIGNATURE_NONE && i < ARRAY_LEN(FOREIGN); i++) {
        if (begins(head, &FOREIGN[i])) {
            *ret = SIGNATURE_FOREIGN;
            *ret_name = FOREIGN[i].name;
        }
    }
    return ERR_OK;
}

enum err_code signature_ole_has(const struct input *in, const char *name, bool *ret, struct err *e)
{
    char wide[64]; /* names of the directory are UTF-16LE */
    size_t n = strlen(name);
    must(n * 2 <= sizeof(wide));
    for (size_t i = 0; i < n; i++) {
        wide[i * 2] = name[i];
        wide[i * 2 + 1] = '\0';
    }
    size_t found = 0;
    ERR_TRY(input_count(in, (struct str){wide, n * 2}, 1, &found, e));
    *ret = found > 0;
    return ERR_OK;
}
