/*
 * view_units.h — units as tables, JSON and CSV; see view.h for what holds of all views.
 */
#pragma once

#include "app/unit_edit.h"

struct cli;

/* All of them, each before those below it. */
void view_units(struct cli *cli, const struct app_units *u);

/* One of them, as it stands after a change; nothing if it is not there. */
void view_unit(struct cli *cli, const struct app_units *u, struct str id);
