/*
 * rule.h — a duty as the catalog states it: for each X, every P, at least N of
 * this, by then, entered by then.
 *
 * Place in the flow: records and the calendar → [rule] → obligations. What each
 * part means is told in docs/internals/obligations.md; formats: the catalog's
 * rules/NAME.yaml. Ids are resolved to definitions of the same catalog.
 */
#pragma once

#include "core/calendar/period.h"
#include "core/catalog/record_type.h"
#include "core/expr/expr.h"

struct unit_kind;

enum rule_for {
    RULE_FOR_SUBJECT, /* each subject of a type */
    RULE_FOR_UNIT,    /* each unit of a kind */
    RULE_FOR_RECORD,  /* each record of a type */
};

/* What is owed for a first or last period that life only touches. */
enum rule_partial { RULE_PARTIAL_SKIP, RULE_PARTIAL_REQUIRE, RULE_PARTIAL_PRORATE };

/* What the days for entering are counted from. */
enum rule_base { RULE_BASE_WINDOW_END, RULE_BASE_WINDOW_START, RULE_BASE_OCCURRED_ON };

/* Where a deadline goes that falls on a day off. */
enum rule_day_off { RULE_DAY_OFF_KEEP, RULE_DAY_OFF_NEXT, RULE_DAY_OFF_PREVIOUS };

enum rule_owner {
    RULE_OWNER_UNIT,         /* the unit the rule is for */
    RULE_OWNER_SUBJECT_UNIT, /* in charge of the subject on the last day of the window */
    RULE_OWNER_RECORD_UNIT,  /* the record's */
    RULE_OWNER_DEPARTMENT,   /* a unit named by its id */
};

struct rule_span {
    enum period_unit unit;
    int32_t n; /* negative: before */
};

/* The records that meet the duty. */
struct rule_need {
    const struct record_type *type;
    const struct expr *where; /* bool, over record_env of the type; NULL: all */
    int32_t via;              /* rules for records: the ref field that points back */
    int32_t sum;              /* the number field added up; FIELD_NONE: records are counted */
    struct rational at_least; /* of the sum, or the count */
};

struct rule {
    struct str id; /* "cc.education_hours" */
    struct title name;
    struct validity valid;
    struct citation source;
    struct place place;
    enum rule_for target;
    const struct record_type *type; /* the subject or record type; NULL for units */
    const struct unit_kind *kind;   /* the unit kind; NULL for the others */
    const struct expr *where;       /* bool, over rule_env; NULL: all */
    bool recurs;                    /* a period kind or a chain; else once, or born with a record */
    struct period_every every;      /* recurs: kind and months; the anchor comes from `anchor` */
    int32_t anchor;          /* a date field of `type`, or FIELD_NONE: none, or occurred_on */
    struct rule_span within; /* not recurring, with an anchor: the window */
    enum rule_partial partial;
    bool has_need; /* else the record itself is due */
    struct rule_need need;
    bool has_enter_by; /* else the last day of the window */
    enum rule_base enter_base;
    struct rule_span enter_by; /* days or working days */
    enum rule_day_off day_off;
    enum rule_owner owner;
    struct str department; /* RULE_OWNER_DEPARTMENT */
};

/*
 * What `where` of a rule may speak of. Of a subject: record_env of its type, then its histories in
 * the type's order (one that has the name of a field fills the field's slot and has none of its
 * own). Of a record: record_env. Of a unit: the kind's figures as numbers, then `unit`, its id.
 */
const struct expr_env *rule_env_subject(struct arena *a, const struct record_type *t,
                                        const struct field *const *history_values);
const struct expr_env *rule_env_unit(struct arena *a, const struct unit_kind *k);

/* The slot that history number i fills. */
size_t rule_env_history(const struct record_type *t, size_t i);

/* "cc.education_hours" → the rule, or NULL. */
const struct rule *rules_get(const struct rule *rules, size_t n, struct str id);
