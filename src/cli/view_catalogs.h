/*
 * view_catalogs.h — versions of catalogs as tables, JSON and CSV.
 */
#pragma once

#include "app/catalog_load.h"

struct cli;

/* One version. */
void view_catalog_version(struct cli *cli, const struct catalog_version *v);

/* All of them, in the order given. */
void view_catalog_versions(struct cli *cli, const struct catalog_version_list *list);
