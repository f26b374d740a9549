/*
 * view_promises.h — promises as tables, JSON and CSV; see view.h for what holds of all views.
 */
#pragma once

#include "app/promises.h"

struct cli;

/* Each promise with its kind, when and how much, and the sentence it came from. */
void view_promises(struct cli *cli, const struct app_promises *list);
