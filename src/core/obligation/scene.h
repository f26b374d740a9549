/*
 * scene.h — what obligations are judged against besides records: the moment, the
 * calendar, the units, outages and waivers.
 */
#pragma once

#include "core/calendar/period.h"
#include "core/catalog/catalog.h"

struct rule;

/* A unit's figure from a day on, as known from an instant on. */
struct scene_figure {
    int32_t figure; /* number in the kind's figures */
    date from;
    instant entered_at;
    struct rational value;
};

enum { SCENE_NO_UNIT = -1 };

struct scene_unit {
    struct str id;
    const struct unit_kind *kind;
    int32_t parent;                     /* SCENE_NO_UNIT: the top */
    struct validity days;               /* on which it exists */
    const struct scene_figure *figures; /* by figure, day, and time of entry */
    size_t n_figures;
};

/* An objective cause that was accepted: deadlines of the unit and below move. */
struct scene_outage {
    int32_t unit;
    instant from, to;
    instant accepted_at;
};

/* A decision that one obligation is excused. */
struct scene_waiver {
    const struct rule *rule;
    int64_t about;     /* number of the subject or record; 0: of a unit */
    int32_t unit;      /* of rules for units */
    struct str period; /* its name; of rules for records `once` */
    instant at;        /* counts from here */
};

/*
 * Which windows are asked for. Zeroed: all. It changes nothing in what an obligation is, only which
 * ones are computed; those born with a record are asked for whatever their window.
 */
struct scene_windows {
    bool some;      /* those that meet `days`, and, */
    bool beginning; /* of these, those that begin in them */
    struct period days;
};

struct scene {
    instant as_of;
    struct scene_windows windows;
    bool looks_ahead; /* also what is not born yet: windows that begin up to `ahead` */
    date ahead;
    const struct calendar_view *view; /* as known on the local day of as_of */
    const struct scene_unit *units;   /* parents before children */
    size_t n_units;
    const struct scene_outage *outages;
    size_t n_outages;
    const struct scene_waiver *waivers;
    size_t n_waivers;
};

/* The last day on which a window may begin: that of the moment, or a later one looked ahead to. */
date scene_horizon(const struct scene *s);

/* Whether a window is asked for, and whether its time has come. */
bool scene_asks(const struct scene *s, struct period window);

/*
 * Through periods, all that meet `span` and are asked for among them; the others are for the caller
 * to leave out.
 */
struct period_walk scene_walk(const struct scene *s, const struct period_every *every,
                              struct period span);

/* The number of the unit of that id, or SCENE_NO_UNIT. */
int32_t scene_unit_of(const struct scene *s, struct str id);

/* Whether `unit` is `top` or stands below it. */
bool scene_is_below(const struct scene *s, int32_t unit, int32_t top);

/* The figure that holds on `day` by what is known; false if none does. */
bool scene_figure_at(const struct scene *s, int32_t unit, int32_t figure, date day,
                     struct rational *ret);
