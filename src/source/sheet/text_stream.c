/*
 * text_stream.c — see text_stream.h.
 *
 * What surprised its author: nearly any bytes are GB18030, and a file may be plain ASCII for
 * a megabyte before the first name. So the whole file is looked at before a word of it is
 * believed; that takes a thirtieth of the time of reading it.
 */
#include "source/sheet/text_stream.h"

#include <errno.h>

enum {
    UTF8_GOOD_PER_BAD = 10, /* valid sequences that outweigh a broken one */
    BYTES_PER_ODD = 50,     /* bytes that outweigh a control character */
    SEQUENCE_MAX = 4,       /* bytes of a character */
};

/* ---- telling the charset ------------------------------------------------- */

struct tally {
    size_t good, broken; /* sequences beyond ASCII, as UTF-8 */
    uint64_t odd, bytes; /* control characters that no editor writes; all bytes */
    bool binary;         /* a NUL */
};

static bool is_odd(unsigned char c)
{
    return (c < ' ' && (c < '\t' || c > '\r') && c != 0x1E && c != 0x1F) || c == 0x7F;
}

/* Count what stands in s; the bytes at its end that may be the begin of a sequence are left. */
static size_t tally_window(struct tally *t, struct str s, bool last)
{
    size_t at = 0;
    while (at < s.n) {
        unsigned char c = (unsigned char)s.p[at];
        if (c < 0x80) {
            t->binary |= c == '\0';
            t->odd += is_odd(c);
            at++;
            continue;
        }
        if (!last && s.n - at < SEQUENCE_MAX)
            break;
        size_t start = at;
        (void)str_next(s, &at);
        if (at - start > 1)
            t->good++;
        else
            t->broken++;
    }
    t->bytes += at;
    return at;
}

static enum err_code tally_file(struct text_stream *ts, struct tally *t, struct err *e)
{
    for (uint64_t at = 0; !t->binary;) {
        size_t n = 0;
        ERR_TRY(input_read(ts->in, at, ts->raw, sizeof(ts->raw), &n, e));
        bool last = n < sizeof(ts->raw);
        at += tally_window(t, (struct str){ts->raw, n}, last);
        if (last)
            return ERR_OK;
    }
    return ERR_OK;
}

static enum err_code tell_charset(struct text_stream *ts, struct err *e)
{
    char head[3];
    struct str mark = {head, 0};
    ERR_TRY(input_read(ts->in, 0, head, sizeof(head), &mark.n, e));
    static const struct {
        const char *mark;
        const char *charset;
    } marks[] = {
        {"\xEF\xBB\xBF", "UTF-8"},
        {"\xFF\xFE", "UTF-16LE"},
        {"\xFE\xFF", "UTF-16BE"},
    };
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        if (str_starts(mark, str_of(marks[i].mark))) {
            ts->charset = marks[i].charset;
            ts->at = strlen(marks[i].mark);
            return ERR_OK;
        }
    }
    struct tally t = {0};
    ERR_TRY(tally_file(ts, &t, e));
    if (t.binary || t.odd * BYTES_PER_ODD > t.bytes)
        return err_set(e, ERR_SHEET_FORMAT, "binary data");
    ts->charset = t.good >= t.broken * UTF8_GOOD_PER_BAD ? "UTF-8" : "GB18030";
    return ERR_OK;
}

enum err_code text_stream_open(struct text_stream *ts, const struct input *in, struct err *e)
{
    *ts = (struct text_stream){.in = in, .charset = "UTF-8"};
    ERR_TRY(tell_charset(ts, e));
    if (strcmp(ts->charset, "UTF-8") == 0)
        return ERR_OK;
    ts->cd = iconv_open("UTF-8", ts->charset);
    ts->converts = ts->cd != (iconv_t)-1;
    if (!ts->converts)
        return err_set(e, ERR_SHEET_FORMAT, "this system cannot convert %s", ts->charset);
    return ERR_OK;
}

void text_stream_close(struct text_stream *ts)
{
    if (ts->converts)
        (void)iconv_close(ts->cd);
    ts->converts = false;
}

/* ---- reading ---------------------------------------------------------------- */

/* Fill raw behind what was not converted. */
static enum err_code fill(struct text_stream *ts, struct err *e)
{
    memmove(ts->raw, ts->raw + ts->raw_at, ts->raw_n);
    ts->raw_at = 0;
    size_t n = 0;
    ERR_TRY(input_read(ts->in, ts->at, ts->raw + ts->raw_n, sizeof(ts->raw) - ts->raw_n, &n, e));
    ts->at += n;
    ts->raw_n += n;
    return ERR_OK;
}

enum err_code text_stream_read(struct text_stream *ts, char *to, size_t n, size_t *ret_n,
                               struct err *e)
{
    must(n >= SEQUENCE_MAX);
    if (!ts->converts) {
        ERR_TRY(input_read(ts->in, ts->at, to, n, ret_n, e));
        ts->at += *ret_n;
        return ERR_OK;
    }
    if (ts->raw_n < SEQUENCE_MAX)
        ERR_TRY(fill(ts, e));
    char *from = ts->raw + ts->raw_at;
    size_t left = ts->raw_n, room = n;
    bool failed = iconv(ts->cd, &from, &left, &to, &room) == (size_t)-1 && errno != E2BIG;
    ts->raw_at = (size_t)(from - ts->raw);
    ts->raw_n = left;
    *ret_n = n - room;
    if (*ret_n == 0 && failed)
        return err_set(e, ERR_TEXT_ENCODING, "not %s", ts->charset);
    return ERR_OK;
}
