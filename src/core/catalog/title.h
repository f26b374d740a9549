/*
 * title.h — what every definition of a catalog may carry: names in both
 * languages, the days it holds, and where it comes from.
 */
#pragma once

#include "base/date.h"
#include "base/lang.h"
#include "base/str.h"

/* A name or sentence for people; a language that is not given is empty. */
struct title {
    struct str text[LANG__MAX];
};

/* The days a definition holds, both ends included; an end that is not given is open. */
struct validity {
    bool has_from, has_to;
    date from, to;
};

/* Where a definition comes from. */
struct citation {
    struct str text;
    struct str url;
    bool verified; /* read in the source named; false also where nothing is said */
};

/* The place in a catalog's files where a definition begins; lines and columns from 1, 0 unknown. */
struct place {
    struct str file; /* path inside the catalog */
    int32_t line, column;
};

/* The text in `lang`, in the other language where that is empty. */
struct str title_in(const struct title *t, enum lang lang);

/* Whether `day` lies in v. */
bool validity_holds(const struct validity *v, date day);
