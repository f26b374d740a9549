/*
 * view_rectify.h — rectifications as tables, JSON and CSV; see view.h for what holds of all views.
 */
#pragma once

#include "app/rectify_recur.h"
#include "app/rectify_show.h"

struct cli;
struct json_val;

/* A deduction with its rectification: what every act answers with. */
void view_card(struct cli *cli, const struct rectify_card *card);

/* The same and everything that happened. */
void view_history(struct cli *cli, const struct rectify_history *h);

/* The evidence files of one rectification. */
void view_evidence(struct cli *cli, const struct evidence *files, size_t n);

/* The list. */
void view_rectify_list(struct cli *cli, const struct rectify_list *l);

/* What was opened or linked because points were lost again. */
void view_recurrences(struct cli *cli, const struct rectify_recurrences *r);

/* ---- pieces ------------------------------------------------------------ */

/* The keys of a card. */
void view_card_json(struct cli *cli, struct json_val *obj, const struct rectify_card *card);

/* The title of a class, or empty for CAUSE__MAX. */
struct str view_class(struct cli *cli, enum cause_class class);
