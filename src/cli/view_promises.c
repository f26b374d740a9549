/*
 * view_promises.c — see view_promises.h.
 */
#include "cli/view_promises.h"

#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/table.h"
#include "cli/tr.h"
#include "cli/view.h"

static const char *const PROMISE_STATES[] = {
    [APP_PROMISE_OFFERED] = "offered",
    [APP_PROMISE_ACCEPTED] = "accepted",
    [APP_PROMISE_REJECTED] = "rejected",
};

/* ---- pieces ------------------------------------------------------------ */

static struct str promise_due(struct cli *cli, const struct promise *p)
{
    char text[DATE_TEXT_MAX];
    return p->has_due ? str_copy(cli->a, str_of(date_text(p->due, text))) : STR_NONE;
}

/* "8 小时", or empty. */
static struct str promise_amount(struct cli *cli, const struct promise *p)
{
    char text[PROMISE_AMOUNT_TEXT_MAX];
    if (p->amount == PROMISE_AMOUNT_NONE)
        return STR_NONE;
    return str_format(cli->a, "%s %" STR_FMT, promise_amount_text(p->amount_centi, text),
                      STR_ARG(p->unit));
}

static const char *promise_weekday(int32_t weekday)
{
    static const char *const NAMES[] = {
        TR_MARK("Monday"), TR_MARK("Tuesday"),  TR_MARK("Wednesday"), TR_MARK("Thursday"),
        TR_MARK("Friday"), TR_MARK("Saturday"), TR_MARK("Sunday"),
    };
    must(weekday >= 1 && weekday <= 7);
    return TR(NAMES[weekday - 1]);
}

static struct str promise_limit(struct cli *cli, const struct promise *p)
{
    if (p->limit != PROMISE_LIMIT_NONE && p->limit_n == 0)
        return str_of(TR("the same day"));
    switch (p->limit) {
    case PROMISE_LIMIT_DAYS:
        return str_format(cli->a, TR_N("within %d day", "within %d days", p->limit_n), p->limit_n);
    case PROMISE_LIMIT_WORKING_DAYS:
        return str_format(cli->a,
                          TR_N("within %d working day", "within %d working days", p->limit_n),
                          p->limit_n);
    case PROMISE_LIMIT_NONE:
    case PROMISE_LIMIT__MAX: break;
    }
    return STR_NONE;
}

/* "every week, Friday"; for a task the day. */
static struct str promise_when(struct cli *cli, const struct promise *p)
{
    struct str parts[5];
    size_t n = 0;
    if (p->kind != PROMISE_DUTY)
        return promise_due(cli, p);
    parts[n++] = str_of(promise_every_title(p->every, cli->lang));
    if (p->weekday > 0)
        parts[n++] = str_of(promise_weekday(p->weekday));
    if (p->month > 0)
        parts[n++] = str_format(cli->a, TR("month %d of it"), p->month);
    if (p->day > 0)
        parts[n++] = str_format(cli->a, TR("by day %d"), p->day);
    if (p->limit != PROMISE_LIMIT_NONE)
        parts[n++] = promise_limit(cli, p);
    return view_list(cli, parts, n);
}

static struct str promise_state(struct cli *cli, const struct app_promise *p)
{
    switch (p->state) {
    case APP_PROMISE_OFFERED: return str_of(TR("offered"));
    case APP_PROMISE_REJECTED:
        return str_format(cli->a, TR("rejected by %.*s"), STR_ARG(p->decided_by));
    case APP_PROMISE_ACCEPTED: break;
    }
    if (p->task_no > 0)
        return str_format(cli->a, TR("task %d"), p->task_no);
    return str_of(TR("draft rule"));
}

/* ---- table and CSV ----------------------------------------------------- */

static void promises_table(struct cli *cli, const struct app_promises *list)
{
    const struct table_column columns[] = {
        {TR("ID"), TABLE_RIGHT, 0},     {TR("No."), TABLE_RIGHT, 0},
        {TR("Kind"), TABLE_LEFT, 0},    {TR("When"), TABLE_LEFT, 10},
        {TR("Amount"), TABLE_RIGHT, 0}, {TR("State"), TABLE_LEFT, 0},
        {TR("To do"), TABLE_LEFT, 12},  {TR("Sentence"), TABLE_LEFT, 16},
    };
    struct table t;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < list->n; i++) {
        const struct app_promise *p = &list->p[i];
        struct str *cells = table_row(&t);
        cells[0] = view_id(cli, p->deduction_id);
        cells[1] = str_format(cli->a, "%d", p->no);
        cells[2] = str_of(promise_kind_title(p->promise.kind, cli->lang));
        cells[3] = promise_when(cli, &p->promise);
        cells[4] = promise_amount(cli, &p->promise);
        cells[5] = promise_state(cli, p);
        if (!str_eq(p->promise.what, p->promise.sentence)) /* told apart by it */
            cells[6] = p->promise.what;
        cells[7] = p->promise.sentence;
    }
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

static struct str promise_count(struct cli *cli, int32_t n)
{
    return n > 0 ? str_format(cli->a, "%d", n) : STR_NONE;
}

static void promises_csv(struct cli *cli, const struct app_promises *list)
{
    struct str titles[] = {STR("id"),     STR("item"),    STR("no"),         STR("kind"),
                           STR("state"),  STR("due_on"),  STR("every"),      STR("weekday"),
                           STR("month"),  STR("day"),     STR("limit"),      STR("limit_n"),
                           STR("amount"), STR("unit"),    STR("per_person"), STR("words"),
                           STR("what"),   STR("sentence")};
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t i = 0; i < list->n; i++) {
        const struct promise *p = &list->p[i].promise;
        bool duty = p->kind == PROMISE_DUTY;
        bool limit = p->limit != PROMISE_LIMIT_NONE;
        char amount[PROMISE_AMOUNT_TEXT_MAX] = "";
        if (p->amount != PROMISE_AMOUNT_NONE)
            (void)promise_amount_text(p->amount_centi, amount);
        struct str cells[] = {
            view_id(cli, list->p[i].deduction_id),
            list->p[i].item,
            promise_count(cli, list->p[i].no),
            str_of(promise_kind_name(p->kind)),
            str_of(PROMISE_STATES[list->p[i].state]),
            promise_due(cli, p),
            duty ? str_of(promise_every_name(p->every)) : STR_NONE,
            promise_count(cli, p->weekday),
            promise_count(cli, p->month),
            promise_count(cli, p->day),
            limit ? str_of(promise_limit_name(p->limit)) : STR_NONE,
            limit ? str_format(cli->a, "%d", p->limit_n) : STR_NONE,
            str_of(amount),
            p->unit,
            p->per_person ? STR("true") : STR("false"),
            p->words,
            p->what,
            p->sentence,
        };
        csv_row(&cli->out, cells, ARRAY_LEN(cells));
    }
}

/* ---- JSON -------------------------------------------------------------- */

static void put_count(struct json_val *obj, const char *key, int32_t n)
{
    if (n > 0)
        json_put_int(obj, key, n);
}

static void promise_duty_json(struct json_val *obj, const struct promise *p)
{
    char text[PROMISE_AMOUNT_TEXT_MAX];
    json_put_str(obj, "every", str_of(promise_every_name(p->every)));
    put_count(obj, "weekday", p->weekday);
    put_count(obj, "month", p->month);
    put_count(obj, "day", p->day);
    if (p->limit != PROMISE_LIMIT_NONE)
        json_put_int(json_put_object(obj, "limit"), promise_limit_name(p->limit), p->limit_n);
    if (p->amount != PROMISE_AMOUNT_NONE) {
        struct json_val *amount = json_put_object(obj, "amount");
        json_put_str(amount, promise_amount_name(p->amount),
                     str_of(promise_amount_text(p->amount_centi, text)));
        view_put_str(amount, "unit", p->unit);
    }
    if (p->per_person)
        json_put_bool(obj, "per_person", true);
}

static void promise_json(struct cli *cli, struct json_val *obj, const struct app_promise *p)
{
    char at[INSTANT_TEXT_MAX];
    json_put_str(obj, "id", view_id(cli, p->deduction_id));
    json_put_str(obj, "item", p->item);
    json_put_int(obj, "no", p->no);
    json_put_str(obj, "kind", str_of(promise_kind_name(p->promise.kind)));
    json_put_str(obj, "state", str_of(PROMISE_STATES[p->state]));
    view_put_str(obj, "due_on", promise_due(cli, &p->promise));
    if (p->promise.kind == PROMISE_DUTY)
        promise_duty_json(obj, &p->promise);
    json_put_str(obj, "words", p->promise.words);
    view_put_str(obj, "what", p->promise.what);
    json_put_str(obj, "sentence", p->promise.sentence);
    if (p->state == APP_PROMISE_OFFERED)
        return;
    json_put_str(obj, "decided_by", p->decided_by);
    json_put_str(obj, "decided_at", str_of(instant_text(p->decided_at, at)));
    if (p->task_no > 0) {
        json_put_int(obj, "rectification", p->rectification_id);
        json_put_int(obj, "task", p->task_no);
    }
    view_put_str(obj, "rule", p->rule);
}

void view_promises(struct cli *cli, const struct app_promises *list)
{
    if (cli->format == CLI_CSV) {
        promises_csv(cli, list);
    } else if (cli->format == CLI_TABLE) {
        if (list->n > 0)
            promises_table(cli, list);
    } else {
        struct json_val *root = json_val_object(cli->a);
        struct json_val *arr = json_put_array(root, "promises");
        for (size_t i = 0; i < list->n; i++)
            promise_json(cli, json_add_object(arr), &list->p[i]);
        view_json(cli, root);
    }
}
