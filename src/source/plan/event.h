/*
 * event.h — where in a line something begins: an item (a name with figures),
 * figures without a name, a section label, or a group line.
 */
#pragma once

#include "source/plan/label.h"
#include "source/plan/marks.h"

struct event {
    enum { EVENT_NONE, EVENT_ITEM, EVENT_FIGURES, EVENT_LABEL, EVENT_GROUP } kind;
    size_t from; /* text before this belongs to the section before */
    size_t to;   /* reading goes on here */
    /* EVENT_ITEM; of EVENT_FIGURES the marks alone */
    struct marks marks;
    size_t name_from, name_to;
    size_t prefix_from, prefix_to; /* subcategory before the name; empty if equal */
    bool fielded;                  /* the name stood behind 项目： or the like */
    /* EVENT_LABEL */
    struct label_hit label;
    /* EVENT_GROUP */
    struct match group;
};

/*
 * The events of one line, from left to right. Each kind is searched for once
 * and kept until it is passed, so that a line of any length takes linear time.
 */
struct events {
    const struct patterns *p;
    const struct line *ln;
    size_t body; /* where the line's text begins, behind its number */
    bool searched;
    struct event item, label, group; /* the next of each kind, EVENT_NONE if there is none */
};

/* A search from the start of a line whose text begins at `body`. */
struct events events_of(const struct patterns *p, const struct line *ln, size_t body);

/*
 * The first event at or after pos, which never steps back. EVENT_NONE with
 * from == to == ln->n if there is none.
 */
struct event events_next(struct events *s, size_t pos);

/*
 * The first item at or after pos, or figures that stand without a name (…。应得10分，实得9分。 or
 * 该项应得10分，实得9分), whatever stands before it.
 */
bool event_item(const struct patterns *p, const struct line *ln, size_t pos, size_t body,
                struct event *ret);
