/*
 * cell.c — see cell.h.
 */
#include "base/cell.h"

enum { LETTERS = 26, LETTERS_MAX = 3 };

const char *cell_name(int64_t row, int32_t column, char out[CELL_NAME_MAX])
{
    must(row >= 0 && column >= 1 && column <= CELL_COLUMNS_MAX);
    char letters[LETTERS_MAX];
    size_t n = 0;
    for (int32_t c = column; c > 0; c = (c - 1) / LETTERS)
        letters[n++] = (char)('A' + (c - 1) % LETTERS);
    size_t at = 0;
    while (n > 0)
        out[at++] = letters[--n];
    out[at] = '\0';
    if (row > 0)
        (void)snprintf(out + at, CELL_NAME_MAX - at, "%lld", (long long)row);
    return out;
}

bool cell_parse(struct str name, int32_t *ret_row, int32_t *ret_column)
{
    size_t at = name.n > 0 && name.p[0] == '$';
    int32_t column = 0, row = 0;
    for (; at < name.n && name.p[at] >= 'A' && name.p[at] <= 'Z'; at++) {
        column = column * LETTERS + (name.p[at] - 'A' + 1);
        if (column > CELL_COLUMNS_MAX)
            return false;
    }
    at += at < name.n && name.p[at] == '$';
    for (; at < name.n && name.p[at] >= '0' && name.p[at] <= '9'; at++) {
        row = row * 10 + (name.p[at] - '0');
        if (row > CELL_ROWS_MAX)
            return false;
    }
    if (at < name.n || column == 0 || row == 0)
        return false;
    *ret_row = row;
    *ret_column = column;
    return true;
}

size_t cell_length(struct str text)
{
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        unsigned char byte = (unsigned char)text.p[i];
        n += (byte & 0xC0) != 0x80; /* each sequence is one unit, */
        n += byte >= 0xF0;          /* or two beyond U+FFFF */
    }
    return n;
}

/* ---- text that would be run ---------------------------------------------- */

bool cell_needs_guard(struct str text)
{
    static const char *const wide[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
                                       "\xEF\xBC\xA0"};
    size_t at = 0;
    while (at < text.n && text.p[at] == '\'')
        at++;
    while (at < text.n && text.p[at] == ' ') /* some programs skip them */
        at++;
    if (at == text.n)
        return false;
    if (memchr("=+-@\t\r\n", text.p[at], 7) != NULL)
        return true;
    for (size_t i = 0; i < ARRAY_LEN(wide); i++)
        if (str_starts(str_sub(text, at, text.n), str_of(wide[i])))
            return true;
    return false;
}

struct str cell_unguard(struct str text)
{
    bool guarded = text.n > 1 && text.p[0] == '\'' && cell_needs_guard(text);
    return guarded ? str_sub(text, 1, text.n) : text;
}
