/*
 * cause_class.h — what kind of thing lost the points, proposed from the printed cause.
 *
 * Place in the flow: deduction → [cause class] → rectification.
 * Pure: same text, same proposal. The rules are data (cause_class.def); a person
 * confirms or changes what they propose, so every proposal shows the words it
 * rests on. A text without such words gets no proposal: nothing is guessed.
 *
 * Memory: results live in the arena given; offsets point into the text given.
 */
#pragma once

#include "base/lang.h"
#include "base/str.h"

struct arena;

enum cause_class {
#define CAUSE_CLASS(name, key, en, zh) CAUSE_##name,
#include "core/remedy/cause_class.def"
    CAUSE__MAX /* no class */
};

/* The most code points that "…" stands for in the words of a rule. */
enum { CAUSE_GAP = 20 };

/* Words that speak for the class: bytes [from, to) of the cause. */
struct cause_words {
    size_t from, to;
};

struct cause_proposal {
    enum cause_class class;    /* CAUSE__MAX: nothing to propose */
    struct cause_words *words; /* in text order, none overlapping; the strongest is among them */
    size_t n;                  /* 0 if and only if there is no proposal */
};

/* The stable name, "late_entry"; kept in the store, shown in JSON. */
const char *cause_class_name(enum cause_class class);

/* The class of a stable name, or CAUSE__MAX if there is none. */
enum cause_class cause_class_of(struct str name);

/* What people read, in `lang`. */
const char *cause_class_title(enum cause_class class, enum lang lang);

/*
 * Propose a class for a cause (valid UTF-8, any length; the work grows with it linearly).
 * The rule of the highest weight that matches decides; between equals the one
 * that matched more of the text, then the one that stands first in the text,
 * then the one that stands first in the table.
 */
struct cause_proposal cause_class_propose(struct arena *a, struct str cause);
