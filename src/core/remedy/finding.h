/*
 * finding.h — remarks of the plan reader: every place where a document
 * contradicts itself or had to be interpreted.
 *
 * A finding keeps its code and arguments, not a sentence: the sentence is made
 * when it is shown, in the reader's language (finding.def).
 */
#pragma once

#include "base/lang.h"
#include "base/str.h"

struct arena;

enum finding_code {
#define FINDING(name, kind, en, zh) FINDING_##name,
#include "core/remedy/finding.def"
#undef FINDING
    FINDING__MAX
};

enum { FINDING_ARGS = 2 };

struct finding {
    enum finding_code code;
    struct str where;             /* the item, group or part concerned */
    struct str arg[FINDING_ARGS]; /* what {1} and {2} stand for; may be empty */
    int32_t paragraph;            /* block of the document, from 1; 0: the document as a whole */
    int32_t offset;               /* code points into that block, from 0 */
};

/* "label", "count", …; the `kind` of JSON. */
const char *finding_kind(enum finding_code code);

/* The stable name of a code, "LABEL_GOT"; kept in the store. */
const char *finding_name(enum finding_code code);

/* The code of a stable name, or FINDING__MAX if there is none. */
enum finding_code finding_of(struct str name);

/* The sentence in `lang`; lives in `a`. */
struct str finding_text(struct arena *a, const struct finding *f, enum lang lang);
