/*
 * todo.h — use cases: what is owed, by whom and until when; and what became of one obligation.
 *
 * As things stand now the stored obligations are brought up to the moment and read. As of another
 * moment, and where the database cannot be written just now, all is computed anew from the records
 * as they were known at that moment.
 */
#pragma once

#include "app/app.h"
#include "app/todo_list.h"
#include "store/waiver.h"

/* ---- many -------------------------------------------------------------------------------- */

enum todo_sort {
    TODO_BY_DUE,    /* by deadline and key */
    TODO_BY_POINTS, /* today's order: what is open or missed and worth points */
};

struct todo_ask {
    struct str unit;    /* what it and those below it owe, by id or name; empty: all units */
    struct str rule;    /* by id; empty: all */
    struct str subject; /* about it or a record in its file: R12, or what it is known by */
    uint32_t states;    /* bit 1 << state */
    bool has_from, has_to;
    date from, to; /* of the deadline, both included */
    bool has_as_of;
    instant as_of; /* otherwise: now */
    enum todo_sort sort;
    struct str framework; /* by points: where several hold the day; may be empty */
    struct str after;     /* `last` of the page before; empty: from the beginning */
    int64_t most;         /* at least 1 */
};

/* An obligation and what the things in it are called. */
struct todo_item {
    struct stored_obligation o;
    const struct rule *rule;  /* NULL: no current catalog has it any more */
    struct str label;         /* what the subject or record is known by; may be empty */
    int64_t subject;          /* of a record: in whose file it is; else 0 */
    struct str subject_label; /* what that one is known by; may be empty */
    struct str unit_name;     /* of rules for units; else empty */
    struct str owner_name;
    points at_risk, regain; /* by points, see todo_points.h */
};

struct app_todo {
    instant as_of;
    date today;                            /* its local day */
    bool computed;                         /* anew, and not read as stored */
    bool has_rules;                        /* of any catalog; without, nobody owes anything */
    int64_t counts[OBLIGATION_STATE__MAX]; /* all that is asked about, in whatever state */
    struct todo_item *p;
    size_t n;
    bool more;
    struct str last; /* where the page ended; empty if it has nothing */
};

/*
 * A page of what is asked about.
 * errors  ERR_CATALOG_NONE, ERR_UNIT_NOT_FOUND
 *         ERR_OBLIGATION_RULE       no current catalog has the rule
 *         ERR_OBLIGATION_KEY        `after` is not the end of a page
 *         ERR_OBLIGATION_NOT_FOUND  by points: what `after` names is not in the list any more
 *         ERR_RECORD_NOT_FOUND, ERR_RECORD_REF, ERR_RECORD_REF_SEVERAL, ERR_SEAL_KEY_MISSING
 *                                   no such subject, or several
 *         those of todo_points
 */
ERR_CHECKED enum err_code app_todo(struct arena *a, struct app *app, const struct todo_ask *ask,
                                   struct app_todo *ret, struct err *e);

/* ---- one --------------------------------------------------------------------------------- */

struct app_todo_life {
    instant as_of;
    date today;
    bool computed;         /* as above */
    bool exists;           /* else it has ceased to, and only the key and the rule are known */
    struct todo_item item; /* `o.key` is set in any case */
    struct obligation_change_list changes; /* what became of it, oldest first */
    struct waiver_list waivers;            /* decisions on it */
};

/*
 * One obligation as it stands now, by its key as todo_list.h writes it.
 * errors  ERR_OBLIGATION_KEY, ERR_OBLIGATION_NOT_FOUND, ERR_CATALOG_NONE
 */
ERR_CHECKED enum err_code app_todo_show(struct arena *a, struct app *app, struct str key,
                                        struct app_todo_life *ret, struct err *e);
