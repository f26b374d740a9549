/*
 * layout.h — a framework laid out for counting: which number goes where.
 *
 * Place in the flow: framework → [layout] → measures → scores. Made once for a
 * framework; measuring and scoring then look nothing up by name.
 *
 * Every item has *spans*: span 0 is the whole assessment period; a leaf that is scored
 * `by` sub-periods has one more for each. In every span an item has *slots*: its
 * measures in their order, then what a method needs besides (the day of a milestone, a
 * person's figure, a place). A *cell* is one slot in one span of one item; the slots of
 * a span stand side by side, so that a formula reads its measures where they are.
 */
#pragma once

#include "core/catalog/catalog.h"
#include "core/catalog/framework.h"

struct arena;

/* What a method needs that is no measure; a slot behind the measures. */
enum layout_extra {
    LAYOUT_NONE,
    LAYOUT_MILESTONE, /* the first day on which it was reached */
    LAYOUT_FIGURE,    /* a person's figure, imported under the item's id */
    LAYOUT_PLACE,     /* the place among peers, imported under the item's id or worked out */
};

/* What more of a measure does to the score; bits. */
enum layout_role { LAYOUT_GOOD = 1, LAYOUT_BAD = 2 };

/* What may still happen besides what is due; bits. */
enum layout_free {
    LAYOUT_MAY_HELP = 1, /* the measure may still get better */
    LAYOUT_MAY_HARM = 2, /* or worse, by an event that nobody owes */
};

struct layout_measure {
    const struct measure *measure;
    uint32_t role; /* over all methods of the item */
    uint32_t free;
    int32_t figure; /* attribute: the number of the figure; FIELD_NONE: units have none such */
};

/* One method: that of the leaf, or a part of a composite. */
struct layout_node {
    const struct score *score;
    struct rational portion; /* of the leaf's full marks */
    uint32_t good, bad;      /* layout_free of what helps and of what harms */
    enum layout_extra extra;
    int32_t slot; /* of the extra */
};

struct layout_span {
    date first, last;
    struct rational share; /* of the leaf's full marks */
};

struct layout_item {
    const struct indicator *indicator;
    const struct layout_measure *measures;
    size_t n_measures;
    size_t n_slots;
    int32_t first_cell;
    const struct layout_span *spans;
    size_t n_spans; /* 1 without sub-periods */
    const struct layout_node *nodes;
    size_t n_nodes;
};

/* A slot that something is counted in. */
struct layout_use {
    int32_t item;
    int32_t slot;
};

struct layout_uses {
    const struct layout_use *p;
    size_t n;
};

struct layout {
    const struct framework *framework;
    const struct catalog *catalog;
    const struct layout_item *items; /* as in the framework */
    size_t n_cells;
    size_t n_slots_max, n_terms_max; /* of any item */
    const struct layout_uses *rule;  /* by number of the rule in the catalog */
    const struct layout_uses *type;  /* by number of the record type: records and milestones */
    const struct layout_uses *life;  /* by number of the record type: subjects */
};

/*
 * Lay out a framework of the catalog. errors: ERR_NUMBER_RANGE, ERR_NUMBER_DIVISION of weights and
 * of the full marks of parts, naming the item.
 */
ERR_CHECKED enum err_code layout_make(struct arena *a, const struct catalog *c,
                                      const struct framework *f, struct layout *ret, struct err *e);

/* The cell of a slot in a span. */
static inline int32_t layout_cell(const struct layout_item *x, size_t span, size_t slot)
{
    return x->first_cell + (int32_t)(span * x->n_slots + slot);
}

/* Hand an error on, naming the item unless the innermost function has already done so. */
ERR_CHECKED enum err_code layout_named(const struct indicator *x, enum err_code code,
                                       struct err *e);

/* The sub-period that holds the day, counted from 1; 0 if there is none. */
size_t layout_span_at(const struct layout_item *x, date day);

/* Whether the day lies in the assessment period. */
bool layout_holds(const struct layout *l, date day);
