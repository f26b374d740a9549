/*
 * ddl.c — see ddl.h.
 */
#include "store/ddl.h"

#include "store/tx.h"

bool ddl_is_name(struct str s)
{
    static const char REST[] = "abcdefghijklmnopqrstuvwxyz0123456789_";
    for (size_t i = 0; i < s.n; i++)
        if (memchr(REST, s.p[i], sizeof(REST) - 1) == NULL)
            return false;
    return s.n > 0 && s.n <= DDL_NAME_MAX && s.p[0] >= 'a' && s.p[0] <= 'z';
}

/* The inside of a literal: standard_conforming_strings leaves backslashes alone. */
static void ddl_add_literal(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        must(s.p[i] != '\0');
        if (s.p[i] == '\'')
            buf_add_char(out, '\'');
        buf_add_char(out, s.p[i]);
    }
}

static void ddl_fill(struct buf *out, char kind, struct str s)
{
    if (kind == 'n')
        must(ddl_is_name(s));
    if (kind == 't')
        ddl_add_literal(out, s);
    else
        buf_add(out, s);
}

/* The hole that begins at `at`, or n_holes. */
static size_t ddl_hole_at(const struct ddl_info *info, struct str text, size_t at)
{
    for (size_t i = 0; i < info->n_holes; i++)
        if (str_starts(str_sub(text, at, text.n), str_of(info->holes[i])))
            return i;
    return info->n_holes;
}

void ddl_add(struct buf *out, enum db_engine engine, enum ddl ddl, const struct str *holes,
             size_t n)
{
    const struct ddl_info *info = &DDL_TABLE[ddl];
    struct str text = str_of(info->text[engine]);
    must(n == info->n_holes);
    for (size_t at = 0; at < text.n;) {
        size_t hole = ddl_hole_at(info, text, at);
        if (hole == n) {
            buf_add_char(out, text.p[at++]);
            continue;
        }
        ddl_fill(out, info->kinds[hole], holes[hole]);
        at += strlen(info->holes[hole]);
    }
}

enum err_code ddl_run(struct tx *tx, const struct buf *sql, struct err *e)
{
    if (buf_over(sql))
        return err_set(e, ERR_TOO_BIG, "a definition of more than %zu bytes", sql->max);
    return sql->n == 0 ? ERR_OK : tx_script(tx, sql->p, e);
}
