/*
 * view_excuses.h — outages and waivers as tables, JSON and CSV; see view.h for what holds of all
 * views.
 */
#pragma once

#include "app/outage_edit.h"
#include "app/waiver_edit.h"

struct cli;

/* One outage, as it stands after a change. */
void view_outage(struct cli *cli, const struct app_outage *o);

/* Outages, one row each. */
void view_outages(struct cli *cli, const struct app_outages *list);

/* One waiver with its obligation, as both stand after a change. */
void view_waiver(struct cli *cli, const struct app_waiver *w);

/* Waivers, one row each. */
void view_waivers(struct cli *cli, const struct app_waivers *list);
