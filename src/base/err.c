/*
 * err.c — the error table and the two ways to fill a struct err.
 */
#include "base/err.h"

#include <stdarg.h>

#include "base/str.h"

#define ERR_STRING_(x) #x
#define ERR_STRING(x)  ERR_STRING_(x)

static const struct err_info ERR_TABLE[] = {
#define ERR(name, area, number, http, exit, en, zh, hint_en, hint_zh)                              \
    {ERR_##name, #name, #area "-" ERR_STRING(number), http, exit, {en, zh}, {hint_en, hint_zh}},
#include "base/err.def"
#undef ERR
};

/*
 * Details quote file names and pieces of input, and are cut to the size of the
 * field: whatever is not whole UTF-8 becomes '?', so that a detail can go into
 * JSON as it is.
 */
static void err_clean(struct err *e)
{
    struct str s = str_of(e->detail);
    for (size_t at = 0; at < s.n;) {
        size_t start = at;
        if (str_next(s, &at) == 0xFFFD)
            memset(e->detail + start, '?', at - start);
    }
}

PRINTF_LIKE(4, 0)
static void err_fill(struct err *e, enum err_code code, const char *field, const char *fmt,
                     va_list ap)
{
    if (e == NULL)
        return;
    e->code = code;
    e->field = field;
    (void)vsnprintf(e->detail, sizeof(e->detail), fmt, ap);
    err_clean(e);
}

enum err_code err_set(struct err *e, enum err_code code, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    err_fill(e, code, NULL, fmt, ap);
    va_end(ap);
    return code;
}

enum err_code err_field(struct err *e, enum err_code code, const char *field, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    err_fill(e, code, field, fmt, ap);
    va_end(ap);
    return code;
}

void err_context(struct err *e, const char *fmt, ...)
{
    if (e == NULL || e->code == ERR_OK)
        return;
    char context[sizeof(e->detail)];
    char detail[sizeof(e->detail)];
    memcpy(detail, e->detail, sizeof(detail));
    va_list ap;
    va_start(ap, fmt);
    (void)vsnprintf(context, sizeof(context), fmt, ap);
    va_end(ap);
    int n = snprintf(e->detail, sizeof(e->detail), "%.200s: %.300s", context, detail);
    must(n >= 0);
    err_clean(e);
}

const struct err_info *err_info(enum err_code code)
{
    for (size_t i = 0; i < ARRAY_LEN(ERR_TABLE); i++)
        if (ERR_TABLE[i].code == code)
            return &ERR_TABLE[i];
    must_not_reach("a code without a row in err.def");
}

const struct err_info *err_table(size_t *ret_n)
{
    *ret_n = ARRAY_LEN(ERR_TABLE);
    return ERR_TABLE;
}
