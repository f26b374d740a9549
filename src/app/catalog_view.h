/*
 * catalog_view.h — the record types of a county as views for analysts.
 */
#pragma once

#include "app/catalog_now.h"
#include "store/view.h"

/*
 * One view for each type of any current catalog, with the fields of all of them: where two declare
 * a field of the same id, the last loaded one says what it is. Sensitive fields are sealed,
 * also where only one catalog calls them so. Lives in `a`, with views of the catalogs.
 */
struct record_view_list catalog_views(struct arena *a, const struct app_catalogs *c);
