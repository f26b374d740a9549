/*
 * view_todo_show.c — one obligation; see view_todo.h.
 */
#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/table.h"
#include "cli/tr.h"
#include "cli/view.h"
#include "cli/view_score.h"
#include "cli/view_state.h"
#include "cli/view_todo.h"

/* ---- one: JSON and CSV --------------------------------------------------------------------- */

/* The word of a state; empty: it did not exist. */
static struct str state_word(enum obligation_state state)
{
    return state == OBLIGATION_STATE__MAX ? STR_NONE : str_of(obligation_state_word(state));
}

static void waiver_json(struct cli *cli, struct json_val *obj, const struct waiver *w)
{
    json_put_int(obj, "waiver", w->id);
    json_put_str(obj, "decided_at", view_moment(cli, w->at));
    json_put_str(obj, "decided_by", w->by);
    json_put_str(obj, "reason", w->reason);
    if (!w->withdrawn)
        return;
    json_put_str(obj, "withdrawn_at", view_moment(cli, w->withdrawn_at));
    json_put_str(obj, "withdrawn_by", w->withdrawn_by);
    json_put_str(obj, "withdraw_reason", w->withdraw_reason);
}

static void life_json(struct cli *cli, const struct app_todo_life *life)
{
    struct json_val *root = json_val_object(cli->a);
    json_put_str(root, "as_of", view_moment(cli, life->as_of));
    json_put_bool(root, "exists", life->exists);
    if (life->exists)
        view_todo_json(cli, root, &life->item, life->today, false);
    else
        json_put_str(root, "key", todo_key_text(cli->a, &life->item.o.key));
    struct json_val *changes = json_put_array(root, "changes");
    for (size_t i = 0; i < life->changes.n; i++) {
        const struct obligation_change *c = &life->changes.p[i];
        struct json_val *obj = json_add_object(changes);
        json_put_str(obj, "at", view_moment(cli, c->at));
        view_put_str(obj, "from", state_word(c->from));
        view_put_str(obj, "to", state_word(c->to));
    }
    struct json_val *waivers = json_put_array(root, "waivers");
    for (size_t i = 0; i < life->waivers.n; i++)
        waiver_json(cli, json_add_object(waivers), &life->waivers.p[i]);
    view_json(cli, root);
}

/* What became of it: a row a change. */
static void life_csv(struct cli *cli, const struct app_todo_life *life)
{
    struct str titles[] = {STR("key"), STR("at"), STR("from"), STR("to")};
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t i = 0; i < life->changes.n; i++) {
        const struct obligation_change *c = &life->changes.p[i];
        struct str cells[] = {todo_key_text(cli->a, &life->item.o.key), view_moment(cli, c->at),
                              state_word(c->from), state_word(c->to)};
        csv_row(&cli->out, cells, ARRAY_LEN(cells));
    }
}

/* ---- one: for people ------------------------------------------------------------------------- */

static void life_fields(struct cli *cli, const struct app_todo_life *life)
{
    const struct todo_item *x = &life->item;
    const struct stored_obligation *o = &x->o;
    struct str key = todo_key_text(cli->a, &o->key);
    if (!life->exists) {
        const struct view_field gone[] = {{TR("Key"), key},
                                          {TR("State"), str_of(TR("does not exist any more"))}};
        view_fields(cli, gone, ARRAY_LEN(gone));
        return;
    }
    struct str window =
        str_format(cli->a, TR("%.*s to %.*s"), STR_ARG(view_day(cli, true, o->first)),
                   STR_ARG(view_day(cli, true, o->last)));
    const struct view_field fields[] = {
        {TR("Key"), key},
        {TR("State"), view_todo_state(cli, o)},
        {TR("Duty"), view_todo_rule(cli, x)},
        {TR("Source"), x->rule == NULL ? STR_NONE : x->rule->source.text},
        {TR("Address"), x->rule == NULL ? STR_NONE : x->rule->source.url},
        {TR("Whom or what"), view_todo_about(cli, x)},
        {TR("Owed by"), x->owner_name},
        {TR("Period"), o->key.period},
        {TR("To be done"), window},
        {TR("Due"), view_day(cli, true, o->due)},
        {TR("Left"), view_todo_left(cli, o, life->today)},
        {TR("Moved from"), view_day(cli, o->due.days != o->due_first.days, o->due_first)},
        {TR("There / needed"), view_todo_amount(cli, x)},
        {TR("Of it in time"), view_rational(cli, o->timely)},
    };
    view_fields(cli, fields, ARRAY_LEN(fields));
}

static struct str change_state(enum obligation_state state)
{
    if (state == OBLIGATION_STATE__MAX)
        return str_of(TR("did not exist"));
    return view_obligation_state(str_of(obligation_state_word(state)));
}

static void life_changes(struct cli *cli, const struct obligation_change_list *list)
{
    const struct table_column columns[] = {{TR("Time"), TABLE_LEFT, 0},
                                           {TR("It was"), TABLE_LEFT, 0},
                                           {TR("It became"), TABLE_LEFT, 0}};
    struct table t;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < list->n; i++) {
        struct str *cells = table_row(&t);
        cells[0] = clock_local_text(cli->a, list->p[i].at);
        cells[1] = change_state(list->p[i].from);
        cells[2] = change_state(list->p[i].to);
    }
    buf_add_char(&cli->out, '\n');
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

static void life_waivers(struct cli *cli, const struct waiver_list *list)
{
    const struct table_column columns[] = {
        {TR("Waiver"), TABLE_RIGHT, 0}, {TR("Decided"), TABLE_LEFT, 0},   {TR("By"), TABLE_LEFT, 6},
        {TR("Reason"), TABLE_LEFT, 8},  {TR("Withdrawn"), TABLE_LEFT, 0},
    };
    struct table t;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < list->n; i++) {
        const struct waiver *w = &list->p[i];
        struct str *cells = table_row(&t);
        cells[0] = str_format(cli->a, "%lld", (long long)w->id);
        cells[1] = clock_local_text(cli->a, w->at);
        cells[2] = w->by;
        cells[3] = w->reason;
        cells[4] = w->withdrawn ? clock_local_text(cli->a, w->withdrawn_at) : STR_NONE;
    }
    buf_add_char(&cli->out, '\n');
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

void view_todo_life(struct cli *cli, const struct app_todo_life *life)
{
    if (cli->format == CLI_JSON) {
        life_json(cli, life);
    } else if (cli->format == CLI_CSV) {
        life_csv(cli, life);
    } else {
        life_fields(cli, life);
        if (life->changes.n > 0)
            life_changes(cli, &life->changes);
        if (life->waivers.n > 0)
            life_waivers(cli, &life->waivers);
    }
}
