/*
 * view.h — a plan and its parts as JSON, tables and CSV.
 *
 * JSON is for machines: keys and findings are English whatever the language,
 * amounts are decimal strings, and what is unknown has no key. Tables are for
 * people and speak their language. CSV has the keys of JSON as its titles.
 */
#pragma once

#include "core/remedy/plan_diff.h"

struct buf;
struct cli;
struct json_val;

/* ---- JSON ------------------------------------------------------------------ */

/* Keys document, totals, categories; then items if `items`; then findings. */
void view_plan_json(struct cli *cli, struct json_val *root, const struct plan *p,
                    const struct plan_totals *totals, bool items);

/* The keys full, got, lost, as far as they are known. */
void view_sum_json(struct json_val *obj, const struct plan_sum *sum);

/* The keys of an item, from no to time_limit. */
void view_item_json(struct json_val *obj, const struct plan_item *item);

/* The key differences: a list, each with its number from 1. */
void view_diff_json(struct cli *cli, struct json_val *root, const struct plan_diff *d);

/* Put a text under `key` unless it is empty: what is unknown has no key. */
void view_put_str(struct json_val *obj, const char *key, struct str s);

/* A moment as machines read it: "2017-03-28T01:05:00.000Z". Lives in cli->a. */
struct str view_moment(struct cli *cli, instant t);

/* "2026-06-30", or empty. Lives in cli->a. */
struct str view_day(struct cli *cli, bool has, date day);

/* Append a finished value with a line end. */
void view_json(struct cli *cli, const struct json_val *v);

/* ---- for people -------------------------------------------------------------- */

/* A figure as "4.70", or empty if it is unknown. Lives in cli->a. */
struct str view_figure(struct cli *cli, struct plan_figure figure);

/* The parts of a list with `between` between them. Lives in cli->a. */
struct str view_join(struct cli *cli, const struct str *list, size_t n, struct str between);

/* The same with the separator of the language. */
struct str view_list(struct cli *cli, const struct str *list, size_t n);

/* Lines of name and value that belong together; empty values are left out. */
struct view_field {
    const char *name; /* translated */
    struct str value;
};
void view_fields(struct cli *cli, const struct view_field *fields, size_t n);

/* Number, title, date and what else stands at the top of the document. */
void view_head(struct cli *cli, const struct plan *p);

/* The sums of each category and of the whole. */
void view_categories(struct cli *cli, const struct plan_totals *totals);

/* Every finding with its position and what was assumed. */
void view_findings(struct cli *cli, const struct plan *p);

/* Differences from (included) to (not), each with its number from 1, appended to b. */
void view_diff(struct cli *cli, const struct plan_diff *d, size_t from, size_t to, struct buf *b);

/* ---- items -------------------------------------------------------------------- */

/* An item with what identifies it in a ledger; id 0: not stored. */
struct view_item {
    int64_t id;
    int64_t plan_id;
    int32_t year;
    const struct plan_item *item;
};

/* A table with a row of totals; columns without any value are left out. */
void view_items(struct cli *cli, const struct view_item *items, size_t n,
                const struct plan_sum *sum);

/* One record each, every word of it. */
void view_items_csv(struct cli *cli, const struct view_item *items, size_t n);

/* The items of a plan that is not stored. */
struct view_item *view_items_of(struct cli *cli, const struct plan *p);

/* "D7": how the id of a deduction is written. Lives in cli->a. */
struct str view_id(struct cli *cli, int64_t id);
