/*
 * record_words.h — pieces of messages that stand in sheets.
 */
#pragma once

#include "base/lang.h"
#include "base/str.h"

enum record_words {
    RECORD_WORDS_ROW,    /* "row 12" */
    RECORD_WORDS_TITLE,  /* "Hours: " in front of a message */
    RECORD_WORDS_DETAIL, /* " (≤ 24)" behind one */
    RECORD_WORDS__MAX
};

/* The part with what belongs around it. Lives in `a`. */
struct str record_words(struct arena *a, enum record_words what, enum lang lang, struct str part);
