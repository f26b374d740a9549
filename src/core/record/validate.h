/*
 * validate.h — whether a record may be kept as it is.
 *
 * Place in the flow: values read (value.h) → [validate] → kept. Every problem is
 * told, not the first alone; each has its own code and names its field. What
 * takes a look at other records (duplicates) is asked of the store.
 */
#pragma once

#include "base/vec.h"
#include "core/expr/expr.h"
#include "core/record/value.h"

/* A record that somebody would like to keep. */
struct record_draft {
    const struct record_type *type;
    const struct value *values; /* one a field */
    struct str unit;            /* id of the unit it belongs to */
    int64_t subject;            /* 0: none given */
    instant entered_at;         /* when it is entered */
};

/* From the first to the last day on which a subject is in charge, both included. */
struct life {
    bool has_start, has_end;
    date start, end;
};

struct problem {
    enum err_code code; /* a RECORD code */
    int32_t field;      /* number of the field, FIELD_IS_SUBJECT, or FIELD_NONE: the whole record */
    struct str detail;
};

struct problems {
    VEC(struct problem) v;
};

/* Add one; the text is copied. */
void problem_add(struct arena *a, struct problems *p, int32_t field, const struct err *e);

/* The day on which it happened: that of `occurred_on`; the day of entry where the type names none
 * or it is missing. */
date record_occurred_on(const struct record_draft *d);

/* The life that a subject's values tell of. */
struct life record_life(const struct record_type *t, const struct value *values);

/* Whether the day lies in it; an end or start that is missing is open. */
bool life_holds(const struct life *l, date day);

/*
 * Check the values one by one (required, range, length, pattern), the record as a whole (day not in
 * the future, the subject there, start before end, the type's own checks), and its day against the
 * life of its subject.
 *
 * life   of the subject it belongs to; NULL: it has none, or it is not known
 * names  for patterns alone
 * lang   in which the type's own checks say what is wrong
 * errors none of a value: those are problems. ERR_NUMBER_… from a check are problems too.
 */
void record_validate(struct arena *a, const struct record_draft *d, const struct life *life,
                     const struct record_names *names, enum lang lang, struct problems *ret);

/* The slots of record_env for a record; one for each field, then the built-in names. */
struct expr_value *record_slots(struct arena *a, const struct record_draft *d);
