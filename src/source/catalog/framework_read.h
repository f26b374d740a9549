/*
 * framework_read.h — inside source/catalog: the parts of a framework's items.
 */
#pragma once

#include "core/catalog/framework.h"
#include "source/catalog/draft.h"

/* The measures of an item; NULL has none. `assessed`: the kind of unit whose figures they speak of.
 */
void read_measures(struct catalog_draft *d, const struct yaml_node *map, struct str assessed,
                   struct indicator *item);

/*
 * A method and its parameters, over the item's measures. `part`: one of a composite, with full
 * marks of its own. False, with a fault, if the method is not known.
 */
bool read_score(struct catalog_draft *d, const struct yaml_node *n, const struct indicator *item,
                bool part, struct score *ret);

/* The number of the measure that the scalar n names; MEASURE_NONE, with a fault unless n is NULL.
 */
int32_t link_measure(const struct reading *r, const struct yaml_node *n,
                     const struct indicator *item);
