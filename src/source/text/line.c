/*
 * line.c — see line.h.
 */
#include "source/text/line.h"

#include "base/arena.h"
#include "base/text.h"

struct line line_make(struct arena *a, struct str raw, int32_t paragraph)
{
    size_t n = str_chars(raw);
    uint32_t *fold = ARENA_NEW_N(a, n, uint32_t);
    uint32_t *off = ARENA_NEW_N(a, n + 1, uint32_t);
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        off[i] = (uint32_t)at;
        fold[i] = text_fold(str_next(raw, &at));
    }
    off[n] = (uint32_t)at;
    return (struct line){.fold = fold, .off = off, .n = n, .raw = raw, .paragraph = paragraph};
}

struct str line_raw(const struct line *ln, size_t from, size_t to)
{
    must(from <= to && to <= ln->n);
    return str_sub(ln->raw, ln->off[from], ln->off[to]);
}

struct str line_trimmed(const struct line *ln, size_t from, size_t to)
{
    return str_trim(line_raw(ln, from, to));
}

bool line_is_blank(uint32_t cp)
{
    return cp == ' ' || cp == '\n' || cp == '\r';
}

bool line_is_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

bool line_is_han(uint32_t cp)
{
    return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) || cp == 0x3007;
}

bool line_is_bullet(uint32_t cp)
{
    return line_one_of(cp, STR("●○•·■□◆◇▪▲△►▶➢★☆※"));
}

bool line_one_of(uint32_t cp, struct str set)
{
    for (size_t at = 0; at < set.n;)
        if (str_next(set, &at) == cp)
            return true;
    return false;
}

size_t line_skip_blank(const struct line *ln, size_t from, size_t to)
{
    while (from < to && line_is_blank(ln->fold[from]))
        from++;
    return from;
}

size_t line_trim_end(const struct line *ln, size_t from, size_t to)
{
    while (to > from && line_is_blank(ln->fold[to - 1]))
        to--;
    return to;
}

bool line_is_stop(const struct line *ln, size_t i)
{
    switch (ln->fold[i]) {
    case 0x3002: /* 。 */
    case ';':
    case '!':
    case '?':
    case '\n': return true;
    case '.':
        /* "1." numbers and "4.7" is a figure, but "到位." ends a sentence */
        return i > 0 && !line_is_digit(ln->fold[i - 1]);
    default: return false;
    }
}

bool line_reads(const struct line *ln, size_t at, size_t to, struct str word, size_t *ret_n)
{
    size_t n = 0;
    for (size_t k = 0; k < word.n; n++) {
        if (at + n >= to || ln->fold[at + n] != str_next(word, &k))
            return false;
    }
    *ret_n = n;
    return true;
}
