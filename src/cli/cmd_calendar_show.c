/*
 * cmd_calendar_show.c — `duban calendar show`: the working days of a year, and the
 * notices they come from.
 */
#include "app/calendar.h"
#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/opt.h"
#include "cli/say.h"
#include "cli/table.h"
#include "cli/tr.h"
#include "cli/view.h"

struct show_args {
    int64_t year;
    bool has_known_on;
    date known_on;
};

enum { SHOW_KNOWN_ON = 0x200 };

static const struct argp_option SHOW_OPTIONS[] = {
    {"as-known-on", SHOW_KNOWN_ON, "DATE", 0,
     TR_MARK("Only notices announced by that day, YYYY-MM-DD (default: today)"), 0},
    {0},
};

static error_t show_parse(int key, char *arg, struct argp_state *state)
{
    struct show_args *args = opt_args(state);
    switch (key) {
    case SHOW_KNOWN_ON:
        args->has_known_on = true;
        return opt_date(state, "--as-known-on", arg, &args->known_on);
    case ARGP_KEY_ARG:
        if (args->year > 0)
            return ARGP_ERR_UNKNOWN;
        return opt_number(state, "YEAR", arg, CALENDAR_YEAR_MIN, CALENDAR_YEAR_MAX, &args->year);
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp SHOW_ARGP = {
    .options = SHOW_OPTIONS,
    .parser = show_parse,
    .args_doc = TR_MARK("[YEAR]"),
    .doc = TR_MARK("Show how many working days a year has (default: this year), its holidays, the "
                   "weekend days worked in their place, and the notices that say so. A notice "
                   "counts from the day it was announced. A year without one is counted Monday "
                   "to Friday."),
    .argp_domain = OPT_DOMAIN};

/* ---- pieces ------------------------------------------------------------ */

static struct str show_day(struct cli *cli, date day)
{
    char text[DATE_TEXT_MAX];
    return str_copy(cli->a, str_of(date_text(day, text)));
}

static struct str show_name(const struct cli *cli, const struct app_calendar_day *d)
{
    return d->reason.holiday->name[cli->lang];
}

static const char *show_mark(const struct app_calendar_day *d)
{
    return d->reason.mark == CALENDAR_OFF ? "off" : "work";
}

/* ---- JSON and CSV -------------------------------------------------------- */

static void show_days_json(struct cli *cli, struct json_val *arr, const struct app_calendar_year *y,
                           enum calendar_mark mark)
{
    for (size_t i = 0; i < y->n_marked; i++) {
        const struct app_calendar_day *d = &y->marked[i];
        if (d->reason.mark != mark)
            continue;
        struct json_val *obj = json_add_object(arr);
        json_put_str(obj, "date", show_day(cli, d->day));
        json_put_int(obj, "weekday", date_weekday(d->day));
        json_put_str(obj, "holiday", d->reason.holiday->name[LANG_ZH]);
        json_put_str(obj, "holiday_en", d->reason.holiday->name[LANG_EN]);
        json_put_str(obj, "number", d->reason.notice->number);
    }
}

static void show_json(struct cli *cli, const struct app_calendar_year *y)
{
    struct json_val *root = json_val_object(cli->a);
    json_put_int(root, "year", y->year);
    json_put_str(root, "known_on", show_day(cli, y->known_on));
    json_put_bool(root, "notice_known", y->known);
    json_put_int(root, "days", y->days);
    json_put_int(root, "working_days", y->working);
    show_days_json(cli, json_put_array(root, "off"), y, CALENDAR_OFF);
    show_days_json(cli, json_put_array(root, "work"), y, CALENDAR_WORK);
    struct json_val *notices = json_put_array(root, "notices");
    for (size_t i = 0; i < y->n_notices; i++) {
        const struct calendar_notice *notice = y->notices[i];
        struct json_val *obj = json_add_object(notices);
        json_put_str(obj, "number", notice->number);
        json_put_int(obj, "year", notice->year);
        json_put_str(obj, "announced_on", show_day(cli, notice->announced_on));
        json_put_bool(obj, "verified", notice->verified);
        view_put_str(obj, "url", notice->url);
    }
    view_json(cli, root);
}

static void show_csv(struct cli *cli, const struct app_calendar_year *y)
{
    struct str titles[] = {STR("date"),         STR("weekday"), STR("mark"), STR("holiday"),
                           STR("announced_on"), STR("number"),  STR("url")};
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t i = 0; i < y->n_marked; i++) {
        const struct app_calendar_day *d = &y->marked[i];
        struct str cells[] = {show_day(cli, d->day),
                              str_format(cli->a, "%d", date_weekday(d->day)),
                              str_of(show_mark(d)),
                              d->reason.holiday->name[LANG_ZH],
                              show_day(cli, d->reason.notice->announced_on),
                              d->reason.notice->number,
                              d->reason.notice->url};
        csv_row(&cli->out, cells, ARRAY_LEN(cells));
    }
}

/* ---- tables ---------------------------------------------------------------- */

/* Days of the same holiday belong together, also where a later notice went on with it. */
static bool same_holiday(const struct app_calendar_day *x, const struct app_calendar_day *y)
{
    return x->reason.notice->year == y->reason.notice->year &&
           str_eq(x->reason.holiday->name[LANG_ZH], y->reason.holiday->name[LANG_ZH]);
}

static bool holiday_is_first(const struct app_calendar_year *y, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (same_holiday(&y->marked[i], &y->marked[at]))
            return false;
    return true;
}

/* "2017-01-27 – 2017-02-02" for days in a row, each run once; *ret_n receives their number. */
static struct str holiday_days(struct cli *cli, const struct app_calendar_year *y, size_t at,
                               enum calendar_mark mark, int32_t *ret_n)
{
    struct str text = STR_NONE;
    int32_t n = 0;
    for (size_t i = at; i < y->n_marked; i++) {
        const struct app_calendar_day *first = &y->marked[i];
        if (first->reason.mark != mark || !same_holiday(first, &y->marked[at]))
            continue;
        while (i + 1 < y->n_marked && y->marked[i + 1].reason.mark == mark &&
               y->marked[i + 1].day.days == y->marked[i].day.days + 1 &&
               same_holiday(&y->marked[i + 1], first))
            i++;
        n += y->marked[i].day.days - first->day.days + 1;
        struct str run = show_day(cli, first->day);
        if (y->marked[i].day.days > first->day.days)
            run = str_format(cli->a, "%" STR_FMT " – %" STR_FMT, STR_ARG(run),
                             STR_ARG(show_day(cli, y->marked[i].day)));
        struct str parts[] = {text, run};
        text = text.n > 0 ? view_list(cli, parts, ARRAY_LEN(parts)) : run;
    }
    *ret_n = n;
    return text;
}

static void show_holidays(struct cli *cli, const struct app_calendar_year *y)
{
    const struct table_column columns[] = {{TR("Holiday"), TABLE_LEFT, 10},
                                           {TR("Days off"), TABLE_LEFT, 0},
                                           {TR("Days"), TABLE_RIGHT, 0},
                                           {TR("Worked in their place"), TABLE_LEFT, 0}};
    struct table t;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < y->n_marked; i++) {
        if (!holiday_is_first(y, i))
            continue;
        int32_t n = 0;
        struct str *cells = table_row(&t);
        cells[0] = show_name(cli, &y->marked[i]);
        cells[3] = holiday_days(cli, y, i, CALENDAR_WORK, &n);
        cells[1] = holiday_days(cli, y, i, CALENDAR_OFF, &n);
        cells[2] = n > 0 ? str_format(cli->a, "%d", n) : STR_NONE;
    }
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

static void show_notices(struct cli *cli, const struct app_calendar_year *y)
{
    const struct table_column columns[] = {{TR("Announced"), TABLE_LEFT, 0},
                                           {TR("Notice"), TABLE_LEFT, 0},
                                           {TR("Link"), TABLE_LEFT, 0}};
    struct table t;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < y->n_notices; i++) {
        const struct calendar_notice *notice = y->notices[i];
        struct str *cells = table_row(&t);
        cells[0] = show_day(cli, notice->announced_on);
        if (!notice->verified)
            cells[0] = str_format(cli->a, TR("%.*s (not verified)"), STR_ARG(cells[0]));
        cells[1] = notice->number;
        cells[2] = notice->url;
    }
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

static void show_table(struct cli *cli, const struct app_calendar_year *y)
{
    const struct view_field fields[] = {
        {TR("Year"), str_format(cli->a, "%d", y->year)},
        {TR("As known on"), show_day(cli, y->known_on)},
        {TR("Working days"), str_format(cli->a, TR("%d of %d"), y->working, y->days)},
    };
    view_fields(cli, fields, ARRAY_LEN(fields));
    if (y->n_marked > 0) {
        buf_add_char(&cli->out, '\n');
        show_holidays(cli, y);
    }
    if (y->n_notices > 0) {
        buf_add_char(&cli->out, '\n');
        show_notices(cli, y);
    }
}

static enum err_code show_run(struct cli *cli, const void *args, struct err *e)
{
    (void)e;
    const struct show_args *a = args;
    struct app_calendar_ask ask = {(int32_t)a->year, a->has_known_on, a->known_on};
    struct app_calendar_year y = app_calendar_year(cli->a, cli->app, &ask);
    if (cli->format == CLI_JSON)
        show_json(cli, &y);
    else if (cli->format == CLI_CSV)
        show_csv(cli, &y);
    else
        show_table(cli, &y);
    if (!y.known) {
        char day[DATE_TEXT_MAX];
        say(TR("no notice for %d was known on %s: Monday to Friday are counted"), y.year,
            date_text(y.known_on, day));
    }
    return ERR_OK;
}

const struct cmd CMD_CALENDAR_SHOW = {"calendar show", TR_MARK("show the working days of a year"),
                                      &SHOW_ARGP, sizeof(struct show_args), show_run};
