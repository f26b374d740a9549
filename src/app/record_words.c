/*
 * record_words.c — see record_words.h.
 */
#include "app/record_words.h"

static const struct {
    const char *before, *behind;
} RECORD_WORDS[RECORD_WORDS__MAX][LANG__MAX] = {
#define AROUND(name, lang, before, behind) [RECORD_WORDS_##name][LANG_##lang] = {before, behind},
#include "app/record_words.def"
#undef AROUND
};

struct str record_words(struct arena *a, enum record_words what, enum lang lang, struct str part)
{
    return str_format(a, "%s%" STR_FMT "%s", RECORD_WORDS[what][lang].before, STR_ARG(part),
                      RECORD_WORDS[what][lang].behind);
}
