/*
 * charset.c — see charset.h.
 *
 * What surprised its author: nearly any bytes are GB18030, so "it converts" says
 * little. UTF-8 is therefore asked first and allowed a few broken places (a file
 * cut in the middle of a character), which real GB18030 text never resembles.
 */
#include "source/doc/charset.h"

#include <errno.h>
#include <iconv.h>

#include "base/buf.h"

enum {
    UTF8_GOOD_PER_BAD = 10, /* valid sequences that outweigh a broken one */
    CHARS_PER_ODD = 50,     /* characters that outweigh a control or an unconvertible one */
};

#define REPLACEMENT 0xFFFDu

/* ---- UTF-16 ------------------------------------------------------------ */

static uint32_t unit_at(struct str s, size_t i, bool big)
{
    const unsigned char *p = (const unsigned char *)s.p + i;
    return big ? (uint32_t)p[0] << 8 | p[1] : (uint32_t)p[1] << 8 | p[0];
}

/* Convert; the number of broken units, a NUL counting as one. */
static size_t utf16_decode(struct str s, bool big, struct buf *out)
{
    size_t broken = s.n % 2;
    for (size_t i = 0; i + 2 <= s.n; i += 2) {
        uint32_t cp = unit_at(s, i, big);
        bool high = cp >= 0xD800 && cp < 0xDC00;
        if (high && i + 4 <= s.n) {
            uint32_t low = unit_at(s, i + 2, big);
            if (low >= 0xDC00 && low < 0xE000) {
                cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        if (cp == 0 || (cp >= 0xD800 && cp < 0xE000)) {
            broken++;
            cp = REPLACEMENT;
        }
        buf_add_cp(out, cp);
    }
    return broken;
}

static bool is_usual_unit(uint32_t u)
{
    return (u >= ' ' && u < 0x7F) || u == '\n' || u == '\r' || u == '\t' ||
           (u >= 0x4E00 && u <= 0x9FFF) || (u >= 0x3000 && u <= 0x303F) ||
           (u >= 0xFF00 && u <= 0xFFEF) || (u >= 0x2010 && u <= 0x2027);
}

/* UTF-16 without a mark: nine in ten of its units are ASCII or Chinese. */
static bool looks_utf16(struct str s, bool big)
{
    size_t usual = 0;
    for (size_t i = 0; i + 2 <= s.n; i += 2)
        usual += is_usual_unit(unit_at(s, i, big));
    return s.n >= 4 && s.n % 2 == 0 && usual * 10 >= s.n / 2 * 9;
}

/* ---- UTF-8 ----------------------------------------------------------------- */

/* Decode; a run of bytes that are no UTF-8 becomes one U+FFFD and counts as one. */
static uint32_t utf8_next(struct str s, size_t *at, bool *ret_broken)
{
    size_t start = *at;
    uint32_t cp = str_next(s, at);
    *ret_broken = cp == REPLACEMENT && *at == start + 1;
    while (*ret_broken && *at < s.n) {
        size_t next = *at;
        if (str_next(s, &next) != REPLACEMENT || next != *at + 1)
            break;
        *at = next;
    }
    return cp;
}

/* True if s is UTF-8 with at most a few broken places; *ret_broken counts them. */
static bool looks_utf8(struct str s, size_t *ret_broken)
{
    size_t good = 0, broken = 0;
    for (size_t at = 0; at < s.n;) {
        bool is_broken = false;
        uint32_t cp = utf8_next(s, &at, &is_broken);
        broken += is_broken;
        good += !is_broken && cp >= 0x80;
    }
    *ret_broken = broken;
    return good >= broken * UTF8_GOOD_PER_BAD;
}

static void utf8_mend(struct str s, struct buf *out)
{
    bool broken = false;
    for (size_t at = 0; at < s.n;)
        buf_add_cp(out, utf8_next(s, &at, &broken));
}

/* ---- GB18030 ----------------------------------------------------------------- */

static enum err_code gb_decode(struct str s, struct buf *out, size_t *ret_broken, struct err *e)
{
    iconv_t cd = iconv_open("UTF-8", "GB18030");
    if (cd == (iconv_t)-1)
        return err_set(e, ERR_PLAN_FORMAT, "this system cannot convert GB18030");
    char chunk[16 * 1024];
    char *in = (char *)(uintptr_t)s.p; /* iconv's prototype forgot the const */
    size_t left = s.n, broken = 0;
    while (left > 0 && !buf_over(out)) {
        char *to = chunk;
        size_t room = sizeof(chunk);
        size_t r = iconv(cd, &in, &left, &to, &room);
        int why = errno;
        buf_add(out, (struct str){chunk, sizeof(chunk) - room});
        if (r == (size_t)-1 && why != E2BIG) { /* EILSEQ, or EINVAL: cut off at the end */
            broken++;
            buf_add_cp(out, REPLACEMENT);
            in++;
            left--;
        }
    }
    (void)iconv_close(cd);
    *ret_broken = broken;
    return ERR_OK;
}

/* ---- telling them apart -------------------------------------------------------- */

/* Control characters that no text editor writes. */
static bool is_odd_control(uint32_t cp)
{
    return (cp < ' ' && (cp < '\t' || cp > '\r') && cp != 0x1E && cp != 0x1F) || cp == 0x7F;
}

/* Whether decoded text is text and not a picture that happened to decode. */
static bool is_text(struct str s, size_t broken)
{
    size_t odd = broken, chars = 0;
    for (size_t at = 0; at < s.n; chars++)
        odd += is_odd_control(str_next(s, &at));
    return odd * CHARS_PER_ODD <= chars;
}

struct guess {
    const char *charset; /* static; empty: UTF-8 */
    struct str utf8;     /* the bytes themselves if they need no converting, else empty */
    size_t broken;
};

static enum err_code guess_utf16(struct str s, bool big, struct buf *out, struct guess *ret)
{
    ret->charset = big ? "UTF-16BE" : "UTF-16LE";
    ret->broken = utf16_decode(s, big, out);
    return ERR_OK;
}

static enum err_code guess(struct str s, struct buf *out, struct guess *ret, struct err *e)
{
    if (str_starts(s, STR("\xFF\xFE")))
        return guess_utf16(str_sub(s, 2, s.n), false, out, ret);
    if (str_starts(s, STR("\xFE\xFF")))
        return guess_utf16(str_sub(s, 2, s.n), true, out, ret);
    if (memchr(s.p, '\0', s.n) != NULL) {
        if (looks_utf16(s, false))
            return guess_utf16(s, false, out, ret);
        if (looks_utf16(s, true))
            return guess_utf16(s, true, out, ret);
        return err_set(e, ERR_PLAN_FORMAT, "binary data");
    }
    bool marked = str_starts(s, STR("\xEF\xBB\xBF"));
    if (marked)
        s = str_sub(s, 3, s.n);
    if (looks_utf8(s, &ret->broken) || marked) {
        ret->charset = "";
        ret->utf8 = s;
        if (ret->broken > 0)
            utf8_mend(s, out);
        return ERR_OK;
    }
    ret->charset = "GB18030";
    return gb_decode(s, out, &ret->broken, e);
}

static enum err_code decode(struct arena *a, struct str bytes, struct buf *out, struct str *ret,
                            struct doc *ret_doc, struct err *e)
{
    struct guess g = {.charset = ""};
    ERR_TRY(guess(bytes, out, &g, e));
    bool is_utf8 = g.charset[0] == '\0';
    struct str text = is_utf8 && g.broken == 0 ? g.utf8 : buf_str(out);
    if (buf_over(out) || text.n > DOC_TEXT_MAX)
        return err_set(e, ERR_PLAN_TOO_BIG, "more than %d bytes of text", DOC_TEXT_MAX);
    if (!is_text(text, is_utf8 ? 0 : g.broken)) /* looks_utf8 judged by a measure of its own */
        return err_set(e, ERR_PLAN_FORMAT, "binary data, or text in an unknown encoding");
    *ret = str_copy(a, text);
    ret_doc->charset = str_of(g.charset);
    ret_doc->replaced = (int32_t)g.broken;
    return ERR_OK;
}

enum err_code charset_decode(struct arena *a, struct str bytes, struct str *ret,
                             struct doc *ret_doc, struct err *e)
{
    struct buf out;
    buf_init(&out, DOC_TEXT_MAX);
    enum err_code code = decode(a, bytes, &out, ret, ret_doc, e);
    buf_release(&out);
    return code;
}

enum err_code charset_unmark(struct arena *a, struct str bytes, struct str *ret, struct err *e)
{
    bool big = str_starts(bytes, STR("\xFE\xFF"));
    if (!big && !str_starts(bytes, STR("\xFF\xFE"))) {
        *ret = str_starts(bytes, STR("\xEF\xBB\xBF")) ? str_sub(bytes, 3, bytes.n) : bytes;
        return ERR_OK;
    }
    struct buf out;
    buf_init(&out, bytes.n * 2 + 1); /* two bytes become at most three */
    size_t broken = utf16_decode(str_sub(bytes, 2, bytes.n), big, &out);
    *ret = str_copy(a, buf_str(&out));
    buf_release(&out);
    if (broken > 0)
        return err_set(e, ERR_PLAN_DAMAGED, "broken UTF-16");
    return ERR_OK;
}
