/*
 * view_excuses.c — see view_excuses.h.
 */
#include "cli/view_excuses.h"

#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/table.h"
#include "cli/tr.h"
#include "cli/view.h"
#include "cli/view_records.h"
#include "cli/view_rectify.h"
#include "cli/view_state.h"

/* ---- pieces ------------------------------------------------------------ */

static struct str excuse_number(struct cli *cli, int64_t n)
{
    return str_format(cli->a, "%lld", (long long)n);
}

/* "2017-03-28 09:05 周敏": who did it and when; empty if nobody has. */
static struct str excuse_act(struct cli *cli, bool done, instant at, struct str by)
{
    if (!done)
        return STR_NONE;
    return str_format(cli->a, "%" STR_FMT " %" STR_FMT, STR_ARG(clock_local_text(cli->a, at)),
                      STR_ARG(by));
}

/* The keys of an act under "accepted", "withdrawn". */
static void excuse_act_json(struct cli *cli, struct json_val *obj, const char *key, instant at,
                            struct str by, struct str reason)
{
    struct json_val *act = json_put_object(obj, key);
    json_put_str(act, "at", view_moment(cli, at));
    json_put_str(act, "by", by);
    view_put_str(act, "reason", reason);
}

static struct str excuse_moment_if(struct cli *cli, bool has, instant at)
{
    return has ? view_moment(cli, at) : STR_NONE;
}

/* ---- outages: pieces ------------------------------------------------------ */

/* What has become of it, for machines and for people. */
struct outage_state {
    const char *word;
    const char *title; /* translated */
};

static struct outage_state outage_state(const struct outage *o)
{
    if (o->withdrawn)
        return (struct outage_state){"withdrawn", TR("withdrawn")};
    if (o->accepted)
        return (struct outage_state){"accepted", TR("accepted")};
    return (struct outage_state){"reported", TR("not accepted yet")};
}

static void outage_json(struct cli *cli, struct json_val *obj, const struct app_outage *x)
{
    const struct outage *o = &x->outage;
    json_put_int(obj, "outage", o->id);
    json_put_str(obj, "state", str_of(outage_state(o).word));
    json_put_str(obj, "unit", o->unit);
    json_put_str(obj, "from", view_moment(cli, o->from));
    json_put_str(obj, "to", view_moment(cli, o->to));
    json_put_str(obj, "reason", o->reason);
    view_put_str(obj, "evidence", o->evidence);
    excuse_act_json(cli, obj, "reported", o->reported_at, o->reported_by, STR_NONE);
    if (o->accepted)
        excuse_act_json(cli, obj, "accepted", o->accepted_at, o->accepted_by, STR_NONE);
    if (o->withdrawn)
        excuse_act_json(cli, obj, "withdrawn", o->withdrawn_at, o->withdrawn_by,
                        o->withdraw_reason);
}

static void outages_csv(struct cli *cli, const struct app_outage *list, size_t n)
{
    struct str titles[] = {
        STR("outage"),       STR("state"),          STR("unit"),        STR("from"),
        STR("to"),           STR("reason"),         STR("evidence"),    STR("reported_at"),
        STR("reported_by"),  STR("accepted_at"),    STR("accepted_by"), STR("withdrawn_at"),
        STR("withdrawn_by"), STR("withdraw_reason")};
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t i = 0; i < n; i++) {
        const struct outage *o = &list[i].outage;
        struct str cells[] = {excuse_number(cli, o->id),
                              str_of(outage_state(o).word),
                              o->unit,
                              view_moment(cli, o->from),
                              view_moment(cli, o->to),
                              o->reason,
                              o->evidence,
                              view_moment(cli, o->reported_at),
                              o->reported_by,
                              excuse_moment_if(cli, o->accepted, o->accepted_at),
                              o->accepted_by,
                              excuse_moment_if(cli, o->withdrawn, o->withdrawn_at),
                              o->withdrawn_by,
                              o->withdraw_reason};
        csv_row(&cli->out, cells, ARRAY_LEN(cells));
    }
}

/* ---- outages ---------------------------------------------------------------- */

static void outage_fields(struct cli *cli, const struct app_outage *x)
{
    const struct outage *o = &x->outage;
    const struct view_field fields[] = {
        {TR("Outage"), excuse_number(cli, o->id)},
        {TR("State"), str_of(outage_state(o).title)},
        {TR("Unit"), x->unit_name},
        {TR("From"), clock_local_text(cli->a, o->from)},
        {TR("Until"), clock_local_text(cli->a, o->to)},
        {TR("Reason"), o->reason},
        {TR("Evidence"), o->evidence},
        {TR("Reported"), excuse_act(cli, true, o->reported_at, o->reported_by)},
        {TR("Accepted"), excuse_act(cli, o->accepted, o->accepted_at, o->accepted_by)},
        {TR("Withdrawn"), excuse_act(cli, o->withdrawn, o->withdrawn_at, o->withdrawn_by)},
        {TR("Why withdrawn"), o->withdraw_reason},
    };
    view_fields(cli, fields, ARRAY_LEN(fields));
}

void view_outage(struct cli *cli, const struct app_outage *o)
{
    if (cli->format == CLI_CSV) {
        outages_csv(cli, o, 1);
    } else if (cli->format == CLI_TABLE) {
        outage_fields(cli, o);
    } else {
        struct json_val *root = json_val_object(cli->a);
        outage_json(cli, root, o);
        view_json(cli, root);
    }
}

static void outages_table(struct cli *cli, const struct app_outages *list)
{
    const struct table_column columns[] = {
        {TR("Outage"), TABLE_RIGHT, 0},    {TR("State"), TABLE_LEFT, 0},
        {TR("Unit"), TABLE_LEFT, 8},       {TR("From"), TABLE_LEFT, 0},
        {TR("Until"), TABLE_LEFT, 0},      {TR("Reason"), TABLE_LEFT, 8},
        {TR("Reported"), TABLE_LEFT, 16},  {TR("Accepted"), TABLE_LEFT, 16},
        {TR("Withdrawn"), TABLE_LEFT, 16},
    };
    struct table t;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < list->n; i++) {
        const struct outage *o = &list->p[i].outage;
        struct str *cells = table_row(&t);
        cells[0] = excuse_number(cli, o->id);
        cells[1] = str_of(outage_state(o).title);
        cells[2] = list->p[i].unit_name;
        cells[3] = clock_local_text(cli->a, o->from);
        cells[4] = clock_local_text(cli->a, o->to);
        cells[5] = o->reason;
        cells[6] = excuse_act(cli, true, o->reported_at, o->reported_by);
        cells[7] = excuse_act(cli, o->accepted, o->accepted_at, o->accepted_by);
        cells[8] = excuse_act(cli, o->withdrawn, o->withdrawn_at, o->withdrawn_by);
    }
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

void view_outages(struct cli *cli, const struct app_outages *list)
{
    if (cli->format == CLI_CSV) {
        outages_csv(cli, list->p, list->n);
    } else if (cli->format == CLI_TABLE) {
        if (list->n > 0)
            outages_table(cli, list);
    } else {
        struct json_val *root = json_val_object(cli->a);
        struct json_val *outages = json_put_array(root, "outages");
        for (size_t i = 0; i < list->n; i++)
            outage_json(cli, json_add_object(outages), &list->p[i]);
        view_json(cli, root);
    }
}

/* ---- waivers: pieces ---------------------------------------------------------- */

static struct str waiver_rule_name(struct cli *cli, const struct app_waiver *w)
{
    return w->rule == NULL ? w->waiver.key.rule : title_in(&w->rule->name, cli->lang);
}

/* The unit, or the number of the subject or record with what it is known by: "R12 周敏". */
static struct str waiver_about(struct cli *cli, const struct app_waiver *w)
{
    if (w->waiver.key.about == 0)
        return w->unit_name;
    struct str number = view_record_id(cli, w->waiver.key.about);
    if (w->label.n == 0)
        return number;
    return str_format(cli->a, "%" STR_FMT " %" STR_FMT, STR_ARG(number), STR_ARG(w->label));
}

static struct str waiver_state_word(const struct app_waiver *w)
{
    return w->exists ? str_of(obligation_state_word(w->obligation.state)) : STR_NONE;
}

/* What the obligation stands at now, for people; empty if it does not exist any more. */
static struct str waiver_state(const struct app_waiver *w)
{
    return w->exists ? view_obligation_state(waiver_state_word(w)) : STR_NONE;
}

static void waiver_json(struct cli *cli, struct json_val *obj, const struct app_waiver *x)
{
    const struct waiver *w = &x->waiver;
    json_put_int(obj, "waiver", w->id);
    json_put_str(obj, "rule", w->key.rule);
    view_put_str(obj, "about", view_record_id(cli, w->key.about));
    view_put_str(obj, "label", x->label);
    view_put_str(obj, "unit", w->key.unit);
    json_put_str(obj, "period", w->key.period);
    json_put_str(obj, "reason", w->reason);
    excuse_act_json(cli, obj, "decided", w->at, w->by, STR_NONE);
    if (w->withdrawn)
        excuse_act_json(cli, obj, "withdrawn", w->withdrawn_at, w->withdrawn_by,
                        w->withdraw_reason);
    view_put_str(obj, "state", waiver_state_word(x));
    view_put_str(obj, "due", view_day(cli, x->exists, x->obligation.due));
}

static void waivers_csv(struct cli *cli, const struct app_waiver *list, size_t n)
{
    struct str titles[] = {STR("waiver"),       STR("rule"),         STR("about"),
                           STR("label"),        STR("unit"),         STR("period"),
                           STR("reason"),       STR("decided_at"),   STR("decided_by"),
                           STR("withdrawn_at"), STR("withdrawn_by"), STR("withdraw_reason"),
                           STR("state"),        STR("due")};
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t i = 0; i < n; i++) {
        const struct waiver *w = &list[i].waiver;
        struct str cells[] = {excuse_number(cli, w->id),
                              w->key.rule,
                              view_record_id(cli, w->key.about),
                              list[i].label,
                              w->key.unit,
                              w->key.period,
                              w->reason,
                              view_moment(cli, w->at),
                              w->by,
                              excuse_moment_if(cli, w->withdrawn, w->withdrawn_at),
                              w->withdrawn_by,
                              w->withdraw_reason,
                              waiver_state_word(&list[i]),
                              view_day(cli, list[i].exists, list[i].obligation.due)};
        csv_row(&cli->out, cells, ARRAY_LEN(cells));
    }
}

/* ---- waivers -------------------------------------------------------------------- */

static void waiver_fields(struct cli *cli, const struct app_waiver *x)
{
    const struct waiver *w = &x->waiver;
    const struct view_field fields[] = {
        {TR("Waiver"), excuse_number(cli, w->id)},
        {TR("Duty"), waiver_rule_name(cli, x)},
        {TR("Whom or what"), waiver_about(cli, x)},
        {TR("Period"), w->key.period},
        {TR("Due"), view_day(cli, x->exists, x->obligation.due)},
        {TR("State"), waiver_state(x)},
        {TR("Reason"), w->reason},
        {TR("Decided"), excuse_act(cli, true, w->at, w->by)},
        {TR("Withdrawn"), excuse_act(cli, w->withdrawn, w->withdrawn_at, w->withdrawn_by)},
        {TR("Why withdrawn"), w->withdraw_reason},
    };
    view_fields(cli, fields, ARRAY_LEN(fields));
}

void view_waiver(struct cli *cli, const struct app_waiver *w)
{
    if (cli->format == CLI_CSV) {
        waivers_csv(cli, w, 1);
    } else if (cli->format == CLI_TABLE) {
        waiver_fields(cli, w);
    } else {
        struct json_val *root = json_val_object(cli->a);
        waiver_json(cli, root, w);
        view_json(cli, root);
    }
}

static void waivers_table(struct cli *cli, const struct app_waivers *list)
{
    const struct table_column columns[] = {
        {TR("Waiver"), TABLE_RIGHT, 0},      {TR("Duty"), TABLE_LEFT, 10},
        {TR("Whom or what"), TABLE_LEFT, 8}, {TR("Period"), TABLE_LEFT, 0},
        {TR("State"), TABLE_LEFT, 0},        {TR("Reason"), TABLE_LEFT, 8},
        {TR("Decided"), TABLE_LEFT, 16},     {TR("Withdrawn"), TABLE_LEFT, 16},
    };
    struct table t;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < list->n; i++) {
        const struct waiver *w = &list->p[i].waiver;
        struct str *cells = table_row(&t);
        cells[0] = excuse_number(cli, w->id);
        cells[1] = waiver_rule_name(cli, &list->p[i]);
        cells[2] = waiver_about(cli, &list->p[i]);
        cells[3] = w->key.period;
        cells[4] = waiver_state(&list->p[i]);
        cells[5] = w->reason;
        cells[6] = excuse_act(cli, true, w->at, w->by);
        cells[7] = excuse_act(cli, w->withdrawn, w->withdrawn_at, w->withdrawn_by);
    }
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

void view_waivers(struct cli *cli, const struct app_waivers *list)
{
    if (cli->format == CLI_CSV) {
        waivers_csv(cli, list->p, list->n);
    } else if (cli->format == CLI_TABLE) {
        if (list->n > 0)
            waivers_table(cli, list);
    } else {
        struct json_val *root = json_val_object(cli->a);
        struct json_val *waivers = json_put_array(root, "waivers");
        for (size_t i = 0; i < list->n; i++)
            waiver_json(cli, json_add_object(waivers), &list->p[i]);
        view_json(cli, root);
    }
}
