/*
 * collect.c — see collect.h.
 */
#include "source/doc/collect.h"

enum err_code collect_blocks(struct collect *c, size_t n, struct err *e)
{
    if (n > DOC_BLOCKS_MAX - c->blocks)
        return err_set(e, ERR_PLAN_TOO_BIG, "more than %d paragraphs and cells", DOC_BLOCKS_MAX);
    c->blocks += n;
    return ERR_OK;
}

enum err_code collect_bytes(struct collect *c, size_t n, struct err *e)
{
    if (n > DOC_TEXT_MAX - c->text)
        return err_set(e, ERR_PLAN_TOO_BIG, "more than %d bytes of text", DOC_TEXT_MAX);
    c->text += n;
    return ERR_OK;
}

enum err_code collect_text(struct collect *c, struct str s, struct str *ret, struct err *e)
{
    ERR_TRY(collect_bytes(c, s.n, e));
    *ret = s.n == 0 ? STR_NONE : str_copy(c->a, s);
    return ERR_OK;
}

struct str collect_trim_end(struct str s)
{
    struct str core = str_trim(s);
    return core.n == 0 ? STR_NONE : str_sub(s, 0, (size_t)(core.p - s.p) + core.n);
}
