/*
 * xlsx_part.c — see xlsx_part.h.
 */
#include "source/sheet/xlsx_part.h"

enum { CHUNK = 32 * 1024, ESCAPE_BYTES = 7, HEX_AT = 2, HEX_DIGITS = 4 };

enum err_code xlsx_part_read(struct arena *a, struct package *package, struct str part,
                             const struct xml_handler *handler, struct err *e)
{
    struct package_stream s;
    ERR_TRY(package_stream_open(package, part, &s, e));
    struct xml_stream *x = xml_stream_new(a, handler, part);
    enum err_code code = ERR_OK;
    for (size_t n = 1; code == ERR_OK && n > 0;) {
        char chunk[CHUNK];
        code = package_stream_read(&s, chunk, sizeof(chunk), &n, e);
        if (code == ERR_OK)
            code = xml_stream_feed(x, chunk, n, e);
    }
    xml_stream_free(x);
    package_stream_close(&s);
    return code;
}

enum err_code xlsx_part_no_end(void *ctx, enum xml_tag tag, struct err *e)
{
    (void)ctx, (void)tag, (void)e;
    return ERR_OK;
}

enum err_code xlsx_part_no_text(void *ctx, struct str piece, struct err *e)
{
    (void)ctx, (void)piece, (void)e;
    return ERR_OK;
}

/* ---- escapes ------------------------------------------------------------------ */

/* The unit that an escape at p stands for; false if there is none. */
static bool read_escape(const char *p, size_t n, uint32_t *ret)
{
    if (n < ESCAPE_BYTES || p[0] != '_' || p[1] != 'x' || p[ESCAPE_BYTES - 1] != '_')
        return false;
    uint32_t v = 0;
    for (size_t i = HEX_AT; i < HEX_AT + HEX_DIGITS; i++) {
        char c = p[i];
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A') + 10
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a') + 10
                                                : 16;
        if (digit == 16)
            return false;
        v = v << 4 | digit;
    }
    *ret = v;
    return true;
}

size_t xlsx_part_unescape(char *p, size_t n)
{
    size_t to = 0;
    for (size_t from = 0; from < n;) {
        uint32_t cp = 0;
        if (!read_escape(p + from, n - from, &cp)) {
            p[to++] = p[from++];
            continue;
        }
        from += ESCAPE_BYTES;
        bool broken = cp == 0 || (cp >= 0xD800 && cp <= 0xDFFF);
        to += str_encode(broken ? 0xFFFD : cp, p + to); /* at most three bytes for seven */
    }
    return to;
}
