/*
 * view_score.h — scores, forecasts and places as tables, JSON and CSV; see view.h for what holds of
 * all views.
 */
#pragma once

#include "app/score.h"
#include "base/vec.h"

struct cli;
struct json_val;

/* ---- all items ----------------------------------------------------------------------- */

/* Every item with its points and why. JSON: a tree of a unit; of several, a list of trees. */
void view_scores(struct cli *cli, const struct app_scores *s);

/* What can still be reached and lost. */
void view_forecasts(struct cli *cli, const struct app_scores *s);

/*
 * Places by the total, and in each item; equal ones share the better place. With `item` by that one
 * alone.
 */
void view_ranks(struct cli *cli, const struct app_scores *s, const struct indicator *item);

/* ---- one item ------------------------------------------------------------------------ */

/* Everything that an item of the units rests on. */
void view_score_explain(struct cli *cli, const struct app_scores *s, struct str item);

/* ---- pieces -------------------------------------------------------------------------- */

/* "4.70". Lives in cli->a. */
struct str view_points(struct cli *cli, points p);

/* The key `name`, with the texts of each language that there is. */
void view_title_json(struct json_val *obj, const char *key, const struct title *t);

/* The name of an item behind blanks for each item above it. */
struct str view_item_name(struct cli *cli, const struct framework *f, const struct indicator *x);

/* Why an item lost points: one thing, and how often. */
enum view_reason_kind {
    VIEW_REASON_RULE,    /* obligations of a rule in a state */
    VIEW_REASON_TYPE,    /* records of a type */
    VIEW_REASON_MEASURE, /* `state` is its value, empty if not known; `n` its sub-period */
    VIEW_REASON_VETO,    /* `id` is the item whose veto it was */
    VIEW_REASON_EXCLUDED,
};

struct view_reason {
    enum view_reason_kind kind;
    struct str id, state;
    int64_t n;
};

struct view_reasons {
    VEC(struct view_reason) v;
};

/* None if it lost none. Where no obligation and no record is behind it, what the measures were. */
struct view_reasons view_score_reasons(struct cli *cli, const struct app_score_line *line);

/* The same in a few words, as objects of a list, and as ids and counts. */
struct str view_score_why(struct cli *cli, const struct app_score_unit *u,
                          const struct app_score_line *line);
void view_score_reasons_json(struct cli *cli, const struct app_score_unit *u,
                             const struct app_score_line *line, struct json_val *ret);
struct str view_score_reasons_csv(struct cli *cli, const struct app_score_line *line);

/* The keys excluded, outside, vetoed, method, lines, trace of a leaf. */
void view_score_trace(struct cli *cli, const struct app_scores *s,
                      const struct app_score_line *line, struct json_val *ret);

/* "R52 陈志远": what evidence is about. */
struct str view_evidence_about(struct cli *cli, const struct app_scores *s,
                               const struct json_val *evidence);

/* What a measure of item x is called: its title, that of the figure it takes, or its id. */
struct str view_measure_name(struct cli *cli, const struct app_score_unit *u,
                             const struct indicator *x, struct str measure);

/* Records of a type that cost points: the title of the one measure that counts them, or the type.
 */
struct str view_counted_name(struct cli *cli, const struct app_score_unit *u,
                             const struct indicator *x, struct str type);

/* "quarter 2": a sub-period of x; 0 is the whole and has no name. Lives in cli->a. */
struct str view_span_name(struct cli *cli, const struct indicator *x, int64_t span);

/* A period as it is written, but what is due once in the language of the process. */
struct str view_period_name(struct str period);

/* The word of a method, and of a note, as people say it; "reached" needs no saying. */
struct str view_method_name(struct str word);
struct str view_score_note(struct str word);

/* The text under a key; empty if there is none. */
struct str view_json_text(const struct json_val *v, const char *key);

/* What a rule or a type is called in the catalog. */
struct str view_rule_name(struct cli *cli, const struct catalog *c, struct str rule);
struct str view_type_name(struct cli *cli, const struct catalog *c, struct str type);
