/*
 * phrases.c — see phrases.h.
 */
#include "source/promise/phrases.h"

#include "base/base.h"

static const char *const PHRASES[] = {
#define PHRASE(name, reader, text) text,
#include "source/promise/phrases.def"
#define CLUE(name, text) text,
#include "source/promise/phrases.def"
};

const struct patterns *phrases_new(struct arena *a)
{
    return patterns_new(a, PHRASES, ARRAY_LEN(PHRASES));
}
