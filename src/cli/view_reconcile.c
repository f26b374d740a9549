/*
 * view_reconcile.c — the official result against our own; see view_year.h.
 */
#include "app/clock.h"
#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/table.h"
#include "cli/tr.h"
#include "cli/view.h"
#include "cli/view_score.h"
#include "cli/view_year.h"

static const char *const KINDS[RECONCILE__MAX] = {
    [RECONCILE_AGREED] = TR_MARK("agreed"),
    [RECONCILE_PREDICTED] = TR_MARK("predicted"),
    [RECONCILE_TIMING] = TR_MARK("a matter of time"),
    [RECONCILE_DISPUTED] = TR_MARK("disputed"),
    [RECONCILE_UNFORESEEN] = TR_MARK("missed by us"),
    [RECONCILE_NOT_TAKEN] = TR_MARK("not taken"),
    [RECONCILE_NOT_TOLD] = TR_MARK("no official result"),
};

static struct str official_score(struct cli *cli, const struct reconcile_row *row)
{
    return row->official == NULL ? STR_NONE : view_points(cli, row->official->score);
}

static struct str points_if(struct cli *cli, points p)
{
    return p.centi == 0 ? STR_NONE : view_points(cli, p);
}

static struct str row_moment(struct cli *cli, const struct reconcile_row *row)
{
    return row->kind == RECONCILE_TIMING ? clock_local_text(cli->a, row->moment) : STR_NONE;
}

/* ---- JSON and CSV ------------------------------------------------------------------------ */

static void proof_json(struct cli *cli, const struct reconcile_proof *p, struct json_val *obj)
{
    char period[PERIOD_NAME_MAX];
    json_put_str(obj, "rule", p->obligation->rule->id);
    if (p->obligation->about != 0)
        json_put_str(obj, "record", str_format(cli->a, "R%lld", (long long)p->obligation->about));
    view_put_str(obj, "about", p->about);
    json_put_str(obj, "period", str_of(obligation_period(p->obligation, period)));
    json_put_str(obj, "due", view_day(cli, true, p->obligation->due));
}

static void row_json(struct cli *cli, const struct reconcile_row *row, struct json_val *obj)
{
    json_put_str(obj, "id", row->item->id);
    view_title_json(obj, "name", &row->item->name);
    json_put_str(obj, "kind", str_of(reconcile_word(row->kind)));
    json_put_str(obj, "full", view_points(cli, row->full));
    json_put_str(obj, "ours", view_points(cli, row->ours));
    view_put_str(obj, "official", official_score(cli, row));
    json_put_str(obj, "predicted", view_points(cli, row->predicted));
    json_put_str(obj, "rest", view_points(cli, row->rest));
    if (row->official != NULL)
        view_put_str(obj, "reason", row->official->reason);
    if (row->kind == RECONCILE_TIMING)
        json_put_str(obj, "moment", view_moment(cli, row->moment));
    struct json_val *proofs = row->n_proofs > 0 ? json_put_array(obj, "proofs") : NULL;
    for (size_t i = 0; i < row->n_proofs; i++)
        proof_json(cli, &row->proofs[i], json_add_object(proofs));
}

static void reconcile_json(struct cli *cli, const struct app_reconcile *r)
{
    struct json_val *root = json_val_object(cli->a);
    json_put_str(root, "framework", r->scores.county.framework->id);
    struct json_val *units = json_put_array(root, "units");
    for (size_t k = 0; k < r->n; k++) {
        const struct reconcile_unit *u = &r->units[k];
        struct json_val *obj = json_add_object(units);
        json_put_str(obj, "unit", u->unit->id);
        json_put_str(obj, "official_lost", view_points(cli, u->official_lost));
        json_put_str(obj, "our_lost", view_points(cli, u->our_lost));
        struct json_val *sums = json_put_object(obj, "sums");
        for (int kind = RECONCILE_PREDICTED; kind < RECONCILE__MAX; kind++)
            json_put_str(sums, reconcile_word((enum reconcile_kind)kind),
                         view_points(cli, u->sums[kind]));
        struct json_val *rows = json_put_array(obj, "items");
        for (size_t i = 0; i < u->n; i++)
            row_json(cli, &u->rows[i], json_add_object(rows));
    }
    view_json(cli, root);
}

static void reconcile_csv(struct cli *cli, const struct app_reconcile *r)
{
    struct str titles[] = {STR("unit"), STR("item"),  STR("name"),     STR("kind"),
                           STR("full"), STR("ours"),  STR("official"), STR("predicted"),
                           STR("rest"), STR("reason")};
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t k = 0; k < r->n; k++) {
        for (size_t i = 0; i < r->units[k].n; i++) {
            const struct reconcile_row *row = &r->units[k].rows[i];
            struct str cells[] = {r->units[k].unit->id,
                                  row->item->id,
                                  title_in(&row->item->name, LANG_ZH),
                                  str_of(reconcile_word(row->kind)),
                                  view_points(cli, row->full),
                                  view_points(cli, row->ours),
                                  official_score(cli, row),
                                  view_points(cli, row->predicted),
                                  view_points(cli, row->rest),
                                  row->official == NULL ? STR_NONE : row->official->reason};
            csv_row(&cli->out, cells, ARRAY_LEN(cells));
        }
    }
}

/* ---- tables ------------------------------------------------------------------------------ */

static void rows_table(struct cli *cli, const struct reconcile_unit *u)
{
    const struct table_column columns[] = {
        {TR("ID"), TABLE_LEFT, 0},          {TR("Item"), TABLE_LEFT, 10},
        {TR("Full"), TABLE_RIGHT, 0},       {TR("Ours"), TABLE_RIGHT, 0},
        {TR("Official"), TABLE_RIGHT, 0},   {TR("Predicted"), TABLE_RIGHT, 0},
        {TR("Difference"), TABLE_RIGHT, 0}, {TR("Kind"), TABLE_LEFT, 0},
        {TR("Ours as of"), TABLE_LEFT, 0},  {TR("Reason"), TABLE_LEFT, 10},
    };
    struct table t;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < u->n; i++) {
        const struct reconcile_row *row = &u->rows[i];
        struct str *cells = table_row(&t);
        cells[0] = row->item->id;
        cells[1] = title_in(&row->item->name, cli->lang);
        cells[2] = view_points(cli, row->full);
        cells[3] = view_points(cli, row->ours);
        cells[4] = official_score(cli, row);
        cells[5] = points_if(cli, row->predicted);
        cells[6] = points_if(cli, row->rest);
        cells[7] = str_of(TR(KINDS[row->kind]));
        cells[8] = row_moment(cli, row);
        cells[9] = row->official == NULL ? STR_NONE : row->official->reason;
    }
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

static void unit_sums(struct cli *cli, const struct reconcile_unit *u)
{
    buf_addf(&cli->out, TR("official loss %.*s, ours %.*s"),
             STR_ARG(view_points(cli, u->official_lost)), STR_ARG(view_points(cli, u->our_lost)));
    for (int kind = RECONCILE_PREDICTED; kind < RECONCILE__MAX; kind++)
        if (u->sums[kind].centi != 0)
            buf_addf(&cli->out, TR("; %s %.*s"), TR(KINDS[kind]),
                     STR_ARG(view_points(cli, u->sums[kind])));
    buf_add_char(&cli->out, '\n');
}

void view_reconcile(struct cli *cli, const struct app_reconcile *r)
{
    if (cli->format == CLI_JSON) {
        reconcile_json(cli, r);
    } else if (cli->format == CLI_CSV) {
        reconcile_csv(cli, r);
    } else {
        for (size_t i = 0; i < r->n; i++) {
            buf_addf(&cli->out, i == 0 ? "%" STR_FMT "\n\n" : "\n%" STR_FMT "\n\n",
                     STR_ARG(r->units[i].unit->name));
            rows_table(cli, &r->units[i]);
            buf_add_char(&cli->out, '\n');
            unit_sums(cli, &r->units[i]);
        }
    }
}

/* ---- an appeal --------------------------------------------------------------------------- */

static void appeal_of(struct cli *cli, const struct app_reconcile *r,
                      const struct reconcile_unit *u, const struct reconcile_row *row)
{
    struct str name = title_in(&row->item->name, cli->lang);
    buf_addf(&cli->out, TR("Request to look again at %.*s %.*s, %d\n\n"), STR_ARG(row->item->id),
             STR_ARG(name), framework_year(r->scores.county.framework));
    buf_addf(&cli->out,
             TR("The result gives %.*s %.*s of %.*s points. By our records it is %.*s; the "
                "difference is %.*s.\n"),
             STR_ARG(u->unit->name), STR_ARG(official_score(cli, row)),
             STR_ARG(view_points(cli, row->full)), STR_ARG(view_points(cli, row->ours)),
             STR_ARG(view_points(cli, row->rest)));
    if (row->official->reason.n > 0)
        buf_addf(&cli->out, TR("The reason given: %.*s\n"), STR_ARG(row->official->reason));
    buf_add_z(&cli->out, TR("What this item counts was entered in time in these cases:\n\n"));
    for (size_t i = 0; i < row->n_proofs; i++) {
        const struct reconcile_proof *p = &row->proofs[i];
        char period[PERIOD_NAME_MAX];
        buf_addf(&cli->out, TR("%zu. %.*s, R%lld %.*s, %s, due %.*s\n"), i + 1,
                 STR_ARG(title_in(&p->obligation->rule->name, cli->lang)),
                 (long long)p->obligation->about, STR_ARG(p->about),
                 obligation_period(p->obligation, period),
                 STR_ARG(view_day(cli, true, p->obligation->due)));
    }
    buf_add_z(&cli->out, TR("\nWe ask for the points to be checked again. The records and their "
                            "times of entry can be shown.\n"));
}

void view_appeal(struct cli *cli, const struct app_reconcile *r, struct str item)
{
    for (size_t k = 0; k < r->n; k++) {
        for (size_t i = 0; i < r->units[k].n; i++) {
            const struct reconcile_row *row = &r->units[k].rows[i];
            if (row->kind == RECONCILE_DISPUTED && str_eq(row->item->id, item))
                appeal_of(cli, r, &r->units[k], row);
        }
    }
}
