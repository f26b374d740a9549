/*
 * date_text.c — see date_text.h.
 */
#include "source/plan/date_text.h"

#include "source/text/numeral.h"

bool date_text_find(const struct patterns *p, const struct line *ln, size_t from, size_t to,
                    struct date_text *ret)
{
    struct match m;
    bool written = pattern_find(p, PATTERN_DATE, ln, from, to, &m);
    if (!written && !pattern_find(p, PATTERN_DATE_DOTTED, ln, from, to, &m))
        return false;
    int32_t part[3] = {0};
    size_t n = 0;
    for (size_t i = 0; i < ARRAY_LEN(part); i++)
        if (!numeral_read(ln, m.group[i].from, m.group[i].to, &part[i], &n))
            return false;
    *ret = (struct date_text){.from = m.from, .to = m.to, .dotted = !written};
    ret->exists = date_make(part[0], part[1], part[2], &ret->day, NULL) == ERR_OK;
    return true;
}
