/*
 * framework.h — a year's indicators: what brings and costs points, and whose
 * they are.
 *
 * Place in the flow: obligations, records and figures → measures → [framework] →
 * scores. Methods and their parameters: docs/manual/catalog.md; what they give is
 * worked out in core/score. Items form a tree, kept in the order of the file: a
 * parent stands before its children.
 */
#pragma once

#include "base/points.h"
#include "core/catalog/rule.h"

/* ---- measures: a number per assessed unit and period ------------------------------- */

enum measure_kind {
    MEASURE_OBLIGATIONS, /* how many obligations of these rules are in these states */
    MEASURE_RECORDS,     /* records that occurred in the period: their number, or a sum */
    MEASURE_SUBJECTS,    /* subjects alive at the end, or at any time, of the period */
    MEASURE_ATTRIBUTE,   /* a figure of the unit */
    MEASURE_EXTERNAL,    /* an imported figure */
    MEASURE_VALUE,       /* a constant */
    MEASURE_EXPR,        /* worked out from the others */
    MEASURE__MAX
};

enum measure_distinct { MEASURE_EACH, MEASURE_DISTINCT_SUBJECT, MEASURE_DISTINCT_UNIT };

/* The states of obligations, as bits of a set. */
enum obligation_state {
    OBLIGATION_OPEN,
    OBLIGATION_MET,
    OBLIGATION_LATE,
    OBLIGATION_MISSED,
    OBLIGATION_EXCUSED,
    OBLIGATION_STATE__MAX
};

struct measure {
    struct str id;
    struct title title; /* what people call it; may be empty */
    struct place place;
    enum measure_kind kind;
    const struct rule *const *rules; /* obligations */
    size_t n_rules;
    uint32_t states;                /* obligations: bit 1 << state */
    enum measure_distinct distinct; /* obligations and records */
    const struct record_type *type; /* records and subjects */
    const struct expr *where;       /* records and subjects; NULL: all */
    int32_t sum;                    /* records: the field added up; FIELD_NONE: they are counted */
    bool at_any;                    /* subjects: alive on any day, else on the last */
    struct str name;                /* attribute: the figure; external: the key */
    struct rational value;          /* value */
    const struct expr *expr;        /* number, over the measures of the item in their order */
};

/* ---- methods ---------------------------------------------------------------------------- */

/*   METHOD(NAME, "word", builds_up: has nothing before its period begins) */
#define SCORE_METHODS(X)                                                                           \
    X(DEDUCT, "deduct", false)                                                                     \
    X(DEDUCT_TIERED, "deduct_tiered", false)                                                       \
    X(PER_POINT, "per_point", false)                                                               \
    X(RATIO, "ratio", true)                                                                        \
    X(PER_CAPITA, "per_capita", true)                                                              \
    X(TARGET, "target", true)                                                                      \
    X(THRESHOLD, "threshold", false)                                                               \
    X(BANDS, "bands", true)                                                                        \
    X(ZERO_IF, "zero_if", false)                                                                   \
    X(CHECKLIST, "checklist", true)                                                                \
    X(MILESTONE, "milestone", true)                                                                \
    X(EARN, "earn", true)                                                                          \
    X(COMPOSITE, "composite", true)                                                                \
    X(CONVERT, "convert", true)                                                                    \
    X(MANUAL, "manual", true)                                                                      \
    X(BONUS, "bonus", true)                                                                        \
    X(RANK, "rank", true)                                                                          \
    X(EXPR, "expr", true)

enum score_method {
#define X(name, word, builds_up) METHOD_##name,
    SCORE_METHODS(X)
#undef X
        METHOD__MAX
};

/* Numbers that a method may take; those given are bits of `given`. */
enum score_number {
    SCORE_EACH,
    SCORE_FLOOR,
    SCORE_CAP,
    SCORE_THRESHOLD,
    SCORE_STEP,
    SCORE_TARGET,
    SCORE_PER,
    SCORE_ELSE,
    SCORE_AT_LEAST,
    SCORE_AT_MOST,
    SCORE_GOAL,
    SCORE_MORE_THAN,
    SCORE_ON_TIME,
    SCORE_LATE,
    SCORE_MISSING,
    SCORE_OF,  /* convert: the full marks of the external score */
    SCORE_LOW, /* manual: the range */
    SCORE_HIGH,
    SCORE_NUMBER__MAX
};

/* Measures that a method may take, by their number in the item; MEASURE_NONE where not given. */
enum { MEASURE_NONE = -1 };

enum score_measure {
    SCORE_M_OF,
    SCORE_M_PART,
    SCORE_M_WHOLE,
    SCORE_M_COUNT,
    SCORE_M_POPULATION,
    SCORE_M_VALUE,
    SCORE_MEASURE__MAX
};

enum score_when_empty { SCORE_EMPTY_FULL, SCORE_EMPTY_ZERO, SCORE_EMPTY_EXCLUDED };
enum score_target_mode { SCORE_TARGET_LINEAR, SCORE_TARGET_PER_MISSING, SCORE_TARGET_ALL };

/* One of a list: a tier, a band, a point of a checklist, a place, a term of `highest`. */
struct score_part {
    int32_t measure;         /* tiers, terms */
    struct rational number;  /* tiers: each; bands: at_least */
    struct rational score;   /* bands, places; points of a checklist */
    struct title name;       /* points of a checklist */
    const struct expr *done; /* points of a checklist: bool, over the measures */
};

struct score {
    enum score_method method;
    struct place place;
    struct rational full; /* of a part of a composite; of an item: its own */
    uint32_t given;       /* bit 1 << score_number */
    struct rational number[SCORE_NUMBER__MAX];
    int32_t measure[SCORE_MEASURE__MAX];
    bool uncapped;
    enum score_when_empty when_empty;
    enum score_target_mode mode;
    const struct record_type *record; /* milestone */
    const struct expr *where;         /* milestone: over record_env; NULL: all */
    date by;                          /* milestone: the node */
    const struct score_part *parts;   /* tiers, bands, points, places, terms of `highest` */
    size_t n_parts;
    const struct score *scores; /* composite */
    size_t n_scores;
    const struct expr *expr; /* expr: number, over the measures and `full` */
};

enum score_combine { SCORE_COMBINE_SUM, SCORE_COMBINE_MEAN, SCORE_COMBINE_MIN };
enum veto_scope { VETO_ITEM, VETO_HEAD, VETO_TOTAL };

/* ---- items ------------------------------------------------------------------------------- */

struct indicator {
    struct str id; /* "2.2.2" */
    struct title name;
    struct citation source;
    struct place place;
    int32_t parent; /* number of the item above, or -1 */
    bool is_leaf;
    points full;              /* of a leaf as given; of a head the sum */
    struct str same_as;       /* the leaf of the year before, or empty: the same id */
    const struct str *owners; /* departments */
    size_t n_owners;
    const struct measure *measures;
    size_t n_measures;
    bool has_score;
    struct score score;
    bool has_by;
    enum period_kind by; /* quarter, half_year, month */
    enum score_combine combine;
    const struct rational *weights; /* of the sub-periods; NULL: equal */
    size_t n_weights;
    const struct expr *veto; /* bool, over the measures; NULL: none */
    enum veto_scope veto_scope;
};

struct framework {
    struct str id; /* "jiangsu-2016" */
    struct title title;
    struct citation source;
    struct place place;
    date from, to; /* the assessment period, both included */
    bool has_closes_at;
    instant closes_at;   /* the last entry that can still count */
    struct str assessed; /* kind of unit that is scored: county, office */
    const struct indicator *items;
    size_t n_items;
};

/* "deduct_tiered". */
const char *score_method_word(enum score_method method);

/* Whether a sub-period that has not begun has nothing yet, instead of its full share. */
bool score_method_builds_up(enum score_method method);

/* "late". */
const char *obligation_state_word(enum obligation_state state);

/* The state of that word; OBLIGATION_STATE__MAX if there is none. */
enum obligation_state obligation_state_of(struct str word);

/* What formulas of an item may speak of: its measures in their order, as numbers, then `full`. */
const struct expr_env *indicator_env(struct arena *a, const struct measure *measures, size_t n);

/* The item of that id, or NULL. */
const struct indicator *framework_item(const struct framework *f, struct str id);
