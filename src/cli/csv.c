/*
 * csv.c — see csv.h.
 */
#include "cli/csv.h"

#include "base/buf.h"
#include "base/cell.h"

/* "-0.50", "+5", "12": a sign, digits and at most one point with digits on both sides. */
static bool csv_plain_number(struct str s)
{
    size_t at = s.n > 0 && (s.p[0] == '-' || s.p[0] == '+');
    size_t digits = 0;
    bool point = false;
    for (; at < s.n; at++) {
        if (s.p[at] >= '0' && s.p[at] <= '9')
            digits++;
        else if (s.p[at] == '.' && !point && digits > 0 && at + 1 < s.n)
            point = true;
        else
            return false;
    }
    return digits > 0;
}

static bool csv_formula(struct str s)
{
    return cell_needs_guard(s) && !csv_plain_number(s);
}

static bool csv_needs_quotes(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (strchr(",\"\r\n", s.p[i]) != NULL)
            return true;
    return false;
}

static void csv_cell(struct buf *b, struct str s)
{
    bool quotes = csv_needs_quotes(s);
    if (quotes)
        buf_add_char(b, '"');
    if (csv_formula(s))
        buf_add_char(b, '\'');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"')
            buf_add_char(b, '"');
        buf_add_char(b, s.p[i]);
    }
    if (quotes)
        buf_add_char(b, '"');
}

void csv_row(struct buf *b, const struct str *cells, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            buf_add_char(b, ',');
        csv_cell(b, cells[i]);
    }
    buf_add_z(b, "\r\n");
}
