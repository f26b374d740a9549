/*
 * view_todo.h — obligations as tables, JSON and CSV; see view.h for what holds of all views.
 */
#pragma once

#include "app/obligation_verify.h"
#include "app/todo.h"

struct cli;
struct json_val;

/* ---- many ------------------------------------------------------------------------------- */

/* A page of what was asked about, below how many there are. `keys`: a table has them too. */
void view_todo(struct cli *cli, const struct todo_ask *ask, const struct app_todo *t, bool keys);

/* ---- one -------------------------------------------------------------------------------- */

/* Everything about one, what became of it, and what was decided. */
void view_todo_life(struct cli *cli, const struct app_todo_life *life);

/* ---- proof ------------------------------------------------------------------------------ */

/* What was compared, and where store and computation part. */
void view_proof(struct cli *cli, const struct obligation_proof *p);

/* ---- pieces ----------------------------------------------------------------------------- */

/* "not done yet"; one that is met only because an outage moved its deadline says so. */
struct str view_todo_state(struct cli *cli, const struct stored_obligation *o);

/* What the rule is called, else its id. */
struct str view_todo_rule(struct cli *cli, const struct todo_item *item);

/* "R1 云矫〔2017〕1号", "R31 (R1 云矫〔2017〕1号)", "云泽区司法局": whom or what it is about. */
struct str view_todo_about(struct cli *cli, const struct todo_item *item);

/* "3 days left", "today", "5 days over"; empty of what is neither open nor missed. */
struct str view_todo_left(struct cli *cli, const struct stored_obligation *o, date today);

/* "6 / 8 小时": how much there is of what is needed. */
struct str view_todo_amount(struct cli *cli, const struct todo_item *item);

/* "8", "1/3". */
struct str view_rational(struct cli *cli, struct rational r);

/* The keys of an item, from key to regain; `worth`: with the points it is worth. */
void view_todo_json(struct cli *cli, struct json_val *obj, const struct todo_item *item, date today,
                    bool worth);
