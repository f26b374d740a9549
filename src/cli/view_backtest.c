/*
 * view_backtest.c — which losses would have been warned of; see view_year.h.
 */
#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/table.h"
#include "cli/tr.h"
#include "cli/view.h"
#include "cli/view_score.h"
#include "cli/view_year.h"

static const char *const KINDS[BACKTEST__MAX] = {
    [BACKTEST_TIMELY] = TR_MARK("warned in time"),
    [BACKTEST_SHORT] = TR_MARK("warned, but late"),
    [BACKTEST_UNLISTED] = TR_MARK("entered too late to be listed"),
    [BACKTEST_SPENT] = TR_MARK("nothing left to lose by then"),
    [BACKTEST_FORECAST] = TR_MARK("shown by the forecast alone"),
    [BACKTEST_EVENT] = TR_MARK("event that nobody owes"),
    [BACKTEST_UNSEEN] = TR_MARK("not seen"),
};

/* What a point was lost for: the rule, the type of the event, or nothing. */
static struct str loss_what(struct cli *cli, const struct backtest_loss *l)
{
    if (l->obligation != NULL)
        return title_in(&l->obligation->rule->name, cli->lang);
    return l->entry != NULL ? title_in(&l->entry->type->title, cli->lang) : STR_NONE;
}

/* The same for machines: the id of the rule or type. */
static struct str loss_id(const struct backtest_loss *l)
{
    return l->obligation != NULL ? l->obligation->rule->id
           : l->entry != NULL    ? l->entry->type->id
                                 : STR_NONE;
}

static struct str loss_about(struct cli *cli, const struct backtest_loss *l)
{
    int64_t number = l->entry != NULL        ? l->entry->id
                     : l->obligation != NULL ? l->obligation->about
                                             : 0;
    if (number == 0)
        return STR_NONE;
    return str_format(cli->a, "R%lld%s%" STR_FMT, (long long)number, l->about.n > 0 ? " " : "",
                      STR_ARG(l->about));
}

static struct str loss_period(struct cli *cli, const struct backtest_loss *l)
{
    char name[PERIOD_NAME_MAX];
    return l->obligation == NULL ? STR_NONE
                                 : str_copy(cli->a, str_of(obligation_period(l->obligation, name)));
}

static struct str loss_ahead(struct cli *cli, const struct backtest_loss *l)
{
    return l->has_first ? str_format(cli->a, "%d", l->ahead) : STR_NONE;
}

/* ---- JSON and CSV ------------------------------------------------------------------------ */

static void loss_json(struct cli *cli, const struct framework *f, const struct backtest_loss *l,
                      struct json_val *obj)
{
    json_put_str(obj, "item", f->items[l->item].id);
    json_put_str(obj, "kind", str_of(backtest_word(l->kind)));
    json_put_str(obj, "lost", view_points(cli, l->lost));
    if (l->span > 0)
        json_put_int(obj, "span", (int64_t)l->span);
    if (l->obligation != NULL)
        json_put_str(obj, "rule", l->obligation->rule->id);
    if (l->entry != NULL)
        json_put_str(obj, "type", l->entry->type->id);
    view_put_str(obj, "about", loss_about(cli, l));
    view_put_str(obj, "period", loss_period(cli, l));
    view_put_str(obj, "first_on", view_day(cli, l->has_first, l->first));
    view_put_str(obj, "due", view_day(cli, l->entry == NULL, l->due));
    if (l->has_first)
        json_put_int(obj, "days_ahead", l->ahead);
}

static void backtest_json(struct cli *cli, const struct app_backtest *b)
{
    struct json_val *root = json_val_object(cli->a);
    json_put_str(root, "framework", b->scores.county.framework->id);
    json_put_int(root, "days", b->days);
    struct json_val *units = json_put_array(root, "units");
    for (size_t k = 0; k < b->n; k++) {
        const struct backtest_unit *u = &b->units[k];
        struct json_val *obj = json_add_object(units);
        json_put_str(obj, "unit", u->unit->id);
        json_put_str(obj, "lost", view_points(cli, u->lost));
        struct json_val *sums = json_put_object(obj, "sums");
        struct json_val *counts = json_put_object(obj, "counts");
        for (int kind = 0; kind < BACKTEST__MAX; kind++) {
            const char *word = backtest_word((enum backtest_kind)kind);
            json_put_str(sums, word, view_points(cli, u->sums[kind]));
            json_put_int(counts, word, (int64_t)u->counts[kind]);
        }
        struct json_val *losses = json_put_array(obj, "losses");
        for (size_t i = 0; i < u->n; i++)
            loss_json(cli, b->scores.county.framework, &u->losses[i], json_add_object(losses));
    }
    view_json(cli, root);
}

static void backtest_csv(struct cli *cli, const struct app_backtest *b)
{
    struct str titles[] = {STR("unit"), STR("item"),      STR("kind"),   STR("lost"),
                           STR("what"), STR("about"),     STR("period"), STR("first_on"),
                           STR("due"),  STR("days_ahead")};
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t k = 0; k < b->n; k++) {
        for (size_t i = 0; i < b->units[k].n; i++) {
            const struct backtest_loss *l = &b->units[k].losses[i];
            struct str cells[] = {b->units[k].unit->id,
                                  b->scores.county.framework->items[l->item].id,
                                  str_of(backtest_word(l->kind)),
                                  view_points(cli, l->lost),
                                  loss_id(l),
                                  loss_about(cli, l),
                                  loss_period(cli, l),
                                  view_day(cli, l->has_first, l->first),
                                  view_day(cli, l->entry == NULL, l->due),
                                  loss_ahead(cli, l)};
            csv_row(&cli->out, cells, ARRAY_LEN(cells));
        }
    }
}

/* ---- tables ------------------------------------------------------------------------------ */

static void losses_table(struct cli *cli, const struct app_backtest *b,
                         const struct backtest_unit *u)
{
    const struct table_column columns[] = {
        {TR("ID"), TABLE_LEFT, 0},           {TR("Item"), TABLE_LEFT, 8},
        {TR("Lost"), TABLE_RIGHT, 0},        {TR("Behind it"), TABLE_LEFT, 12},
        {TR("Whom or what"), TABLE_LEFT, 8}, {TR("Period"), TABLE_LEFT, 0},
        {TR("First seen"), TABLE_LEFT, 0},   {TR("Due"), TABLE_LEFT, 0},
        {TR("Days ahead"), TABLE_RIGHT, 0},  {TR("Warning"), TABLE_LEFT, 8},
    };
    struct table t;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < u->n; i++) {
        const struct backtest_loss *l = &u->losses[i];
        const struct indicator *x = &b->scores.county.framework->items[l->item];
        struct str *cells = table_row(&t);
        cells[0] = x->id;
        cells[1] = title_in(&x->name, cli->lang);
        cells[2] = view_points(cli, l->lost);
        cells[3] = loss_what(cli, l);
        cells[4] = loss_about(cli, l);
        cells[5] = view_period_name(loss_period(cli, l));
        cells[6] = view_day(cli, l->has_first, l->first);
        cells[7] = view_day(cli, l->entry == NULL, l->due);
        cells[8] = loss_ahead(cli, l);
        cells[9] = str_of(TR(KINDS[l->kind]));
    }
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

static void sums_table(struct cli *cli, const struct backtest_unit *u)
{
    const struct table_column columns[] = {{TR("Warning"), TABLE_LEFT, 0},
                                           {TR("Losses"), TABLE_RIGHT, 0},
                                           {TR("Lost"), TABLE_RIGHT, 0}};
    struct table t;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (int kind = 0; kind < BACKTEST__MAX; kind++) {
        struct str *cells = table_row(&t);
        cells[0] = str_of(TR(KINDS[kind]));
        cells[1] = str_format(cli->a, "%zu", u->counts[kind]);
        cells[2] = view_points(cli, u->sums[kind]);
    }
    table_rule(&t);
    struct str *total = table_row(&t);
    total[0] = str_of(TR("Total"));
    total[1] = str_format(cli->a, "%zu", u->n);
    total[2] = view_points(cli, u->lost);
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

void view_backtest(struct cli *cli, const struct app_backtest *b)
{
    if (cli->format == CLI_JSON) {
        backtest_json(cli, b);
    } else if (cli->format == CLI_CSV) {
        backtest_csv(cli, b);
    } else {
        for (size_t i = 0; i < b->n; i++) {
            const struct backtest_unit *u = &b->units[i];
            buf_addf(&cli->out, i == 0 ? "%" STR_FMT "\n\n" : "\n%" STR_FMT "\n\n",
                     STR_ARG(u->unit->name));
            if (u->n > 0)
                losses_table(cli, b, u);
            buf_add_char(&cli->out, '\n');
            sums_table(cli, u);
        }
    }
}
