/*
 * title.c — see title.h.
 */
#include "core/catalog/title.h"

struct str title_in(const struct title *t, enum lang lang)
{
    if (t->text[lang].n > 0)
        return t->text[lang];
    for (int i = 0; i < LANG__MAX; i++) {
        if (t->text[i].n > 0)
            return t->text[i];
    }
    return STR_NONE;
}

bool validity_holds(const struct validity *v, date day)
{
    return (!v->has_from || day.days >= v->from.days) && (!v->has_to || day.days <= v->to.days);
}
