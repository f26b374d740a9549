/*
 * phrases.h — the regular expressions of this folder, all in phrases.def.
 */
#pragma once

#include "source/text/pattern.h"

enum phrase_id {
#define PHRASE(name, reader, text) PHRASE_##name,
#include "source/promise/phrases.def"
    PHRASE__MAX /* the expressions of time end here, the clues go on */
};

enum clue_id {
    CLUE__BEFORE = PHRASE__MAX - 1,
#define CLUE(name, text) CLUE_##name,
#include "source/promise/phrases.def"
    CLUE__MAX
};

/* Compile all; freed with `a`. */
const struct patterns *phrases_new(struct arena *a);
