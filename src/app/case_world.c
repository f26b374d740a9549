/*
 * case_world.c — see case_world.h.
 */
#include "app/case_world.h"

#include "base/arena.h"

struct world case_world(struct arena *a, const struct case_file *c)
{
    struct score_external *externals = ARENA_NEW_N(a, c->n_external, struct score_external);
    for (size_t i = 0; i < c->n_external; i++)
        externals[i] = (struct score_external){c->external[i].key, c->external[i].unit,
                                               c->external[i].span, c->external[i].value};
    return (struct world){
        .catalog = c->catalog,
        .calendar = c->calendar,
        .scene = c->scene,
        .entries = c->entries,
        .n_entries = c->n_entries,
        .externals = externals,
        .n_externals = c->n_external,
    };
}

const struct framework *case_framework(const struct case_file *c)
{
    size_t n = c->catalog->n_frameworks;
    return n == 0 ? NULL : &c->catalog->frameworks[n - 1];
}
