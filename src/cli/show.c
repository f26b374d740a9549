/*
 * show.c — see show.h. Text that needs no change is returned as it is.
 */
#include "cli/show.h"

#include "base/arena.h"
#include "base/buf.h"

/* Code points that act on the reader's screen instead of standing on it. */
static bool show_steers(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp <= 0x9F) || cp == 0x200E || cp == 0x200F ||
           cp == 0x2028 || cp == 0x2029 || (cp >= 0x202A && cp <= 0x202E) ||
           (cp >= 0x2066 && cp <= 0x2069) || cp == 0xFEFF;
}

static void show_escape(struct buf *b, uint32_t cp, bool cell)
{
    bool blank = cp == '\n' || cp == '\t' || cp == '\r' || cp == 0x2028 || cp == 0x2029;
    if (cell && blank)
        buf_add_char(b, ' ');
    else if (cp == '\n')
        buf_add_z(b, "\\n");
    else if (cp == '\t')
        buf_add_z(b, "\\t");
    else if (cp == '\r')
        buf_add_z(b, "\\r");
    else
        buf_addf(b, cp < 0x80 ? "\\x%02x" : "\\u%04x", (unsigned)cp);
}

/* Whether the bytes at [from, to) really spell U+FFFD, or stand for something broken. */
static bool show_broken(size_t from, size_t to, uint32_t cp)
{
    return cp == 0xFFFD && to - from == 1;
}

static struct str show(struct arena *a, struct str s, bool cell)
{
    struct buf b;
    buf_init(&b, s.n * 6 + 1);
    bool changed = false;
    for (size_t at = 0; at < s.n;) {
        size_t from = at;
        uint32_t cp = str_next(s, &at);
        if (show_broken(from, at, cp)) {
            buf_addf(&b, "\\x%02x", (unsigned)(unsigned char)s.p[from]);
            changed = true;
        } else if (show_steers(cp)) {
            show_escape(&b, cp, cell);
            changed = true;
        } else {
            buf_add(&b, str_sub(s, from, at));
        }
    }
    struct str ret = changed ? str_copy(a, buf_str(&b)) : s;
    buf_release(&b);
    return ret;
}

struct str show_exact(struct arena *a, struct str s)
{
    return show(a, s, false);
}

struct str show_cell(struct arena *a, struct str s)
{
    return show(a, s, true);
}
