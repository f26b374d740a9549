/*
 * view_todo.c — many obligations; see view_todo.h.
 */
#include "cli/view_todo.h"

#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/table.h"
#include "cli/tr.h"
#include "cli/view.h"
#include "cli/view_records.h"
#include "cli/view_score.h"
#include "cli/view_state.h"

/* ---- pieces ------------------------------------------------------------------------------- */

struct str view_todo_state(struct cli *cli, const struct stored_obligation *o)
{
    struct str state = view_obligation_state(str_of(obligation_state_word(o->state)));
    return o->moved ? str_format(cli->a, TR("%.*s (moved)"), STR_ARG(state)) : state;
}

struct str view_todo_rule(struct cli *cli, const struct todo_item *item)
{
    return item->rule == NULL ? item->o.key.rule : title_in(&item->rule->name, cli->lang);
}

/* "R1 云矫〔2017〕1号". */
static struct str about_record(struct cli *cli, int64_t id, struct str label)
{
    struct str number = view_record_id(cli, id);
    if (label.n == 0)
        return number;
    return str_format(cli->a, "%" STR_FMT " %" STR_FMT, STR_ARG(number), STR_ARG(label));
}

struct str view_todo_about(struct cli *cli, const struct todo_item *item)
{
    if (item->o.key.about == 0)
        return item->unit_name;
    struct str about = about_record(cli, item->o.key.about, item->label);
    if (item->subject == 0)
        return about;
    struct str subject = about_record(cli, item->subject, item->subject_label);
    return str_format(cli->a, TR("%.*s (%.*s)"), STR_ARG(about), STR_ARG(subject));
}

struct str view_todo_left(struct cli *cli, const struct stored_obligation *o, date today)
{
    int32_t days = o->due.days - today.days;
    if (o->state == OBLIGATION_MISSED)
        return str_format(cli->a, TR_N("%d day over", "%d days over", -days), -days);
    if (o->state != OBLIGATION_OPEN)
        return STR_NONE;
    if (days == 0)
        return str_of(TR("today"));
    return str_format(cli->a, TR_N("%d day left", "%d days left", days), days);
}

struct str view_rational(struct cli *cli, struct rational r)
{
    char text[RATIONAL_TEXT_MAX];
    return str_copy(cli->a, str_of(rational_text(r, text)));
}

/* What the field that is added up is counted in. */
static struct str amount_unit(const struct todo_item *item)
{
    const struct rule *r = item->rule;
    if (r == NULL || !r->has_need || r->need.sum == FIELD_NONE)
        return STR_NONE;
    return r->need.type->fields[r->need.sum].unit;
}

struct str view_todo_amount(struct cli *cli, const struct todo_item *item)
{
    struct str unit = amount_unit(item);
    return str_format(cli->a, "%" STR_FMT " / %" STR_FMT "%s%" STR_FMT,
                      STR_ARG(view_rational(cli, item->o.total)),
                      STR_ARG(view_rational(cli, item->o.need)), unit.n > 0 ? " " : "",
                      STR_ARG(unit));
}

/* Only what is there has a cell: points of 0 are not shown. */
static struct str points_if(struct cli *cli, points p)
{
    return p.centi == 0 ? STR_NONE : view_points(cli, p);
}

/* The day it was due before outages, where that is another one. */
static struct str moved_from(struct cli *cli, const struct stored_obligation *o)
{
    return view_day(cli, o->due.days != o->due_first.days, o->due_first);
}

/* ---- JSON --------------------------------------------------------------------------------- */

static void rule_json(struct json_val *obj, const struct todo_item *item)
{
    json_put_str(obj, "rule", item->o.key.rule);
    json_put_str(obj, "catalog", item->o.catalog);
    if (item->rule == NULL)
        return;
    view_title_json(obj, "name", &item->rule->name);
    struct json_val *source = json_put_object(obj, "source");
    view_put_str(source, "text", item->rule->source.text);
    view_put_str(source, "url", item->rule->source.url);
    json_put_bool(source, "verified", item->rule->source.verified);
}

static void about_json(struct cli *cli, struct json_val *obj, const struct todo_item *item)
{
    const struct stored_obligation *o = &item->o;
    view_put_str(obj, "about", view_record_id(cli, o->key.about));
    view_put_str(obj, "label", item->label);
    view_put_str(obj, "subject", view_record_id(cli, item->subject));
    view_put_str(obj, "subject_label", item->subject_label);
    view_put_str(obj, "unit", o->key.unit);
    view_put_str(obj, "unit_name", item->unit_name);
    json_put_str(obj, "period", o->key.period);
    view_put_str(obj, "owner", o->owner);
    view_put_str(obj, "owner_name", item->owner_name);
}

void view_todo_json(struct cli *cli, struct json_val *obj, const struct todo_item *item, date today,
                    bool worth)
{
    const struct stored_obligation *o = &item->o;
    json_put_str(obj, "key", todo_key_text(cli->a, &o->key));
    json_put_str(obj, "state", str_of(obligation_state_word(o->state)));
    json_put_str(obj, "due", view_day(cli, true, o->due));
    json_put_str(obj, "due_first", view_day(cli, true, o->due_first));
    json_put_int(obj, "days", o->due.days - today.days);
    json_put_bool(obj, "moved", o->moved);
    rule_json(obj, item);
    about_json(cli, obj, item);
    json_put_str(obj, "first", view_day(cli, true, o->first));
    json_put_str(obj, "last", view_day(cli, true, o->last));
    json_put_str(obj, "need", view_rational(cli, o->need));
    json_put_str(obj, "total", view_rational(cli, o->total));
    json_put_str(obj, "timely", view_rational(cli, o->timely));
    view_put_str(obj, "measured_in", amount_unit(item));
    if (worth) {
        json_put_str(obj, "at_risk", view_points(cli, item->at_risk));
        json_put_str(obj, "regain", view_points(cli, item->regain));
    }
}

static void todo_json(struct cli *cli, const struct todo_ask *ask, const struct app_todo *t)
{
    struct json_val *root = json_val_object(cli->a);
    json_put_str(root, "as_of", view_moment(cli, t->as_of));
    json_put_bool(root, "computed", t->computed);
    struct json_val *states = json_put_array(root, "states");
    struct json_val *counts = json_put_object(root, "counts");
    for (int i = 0; i < OBLIGATION_STATE__MAX; i++) {
        const char *word = obligation_state_word((enum obligation_state)i);
        if ((ask->states >> i & 1U) != 0)
            json_add_str(states, str_of(word));
        json_put_int(counts, word, t->counts[i]);
    }
    json_put_bool(root, "more", t->more);
    view_put_str(root, "last", t->last);
    struct json_val *list = json_put_array(root, "obligations");
    for (size_t i = 0; i < t->n; i++)
        view_todo_json(cli, json_add_object(list), &t->p[i], t->today, ask->sort == TODO_BY_POINTS);
    view_json(cli, root);
}

/* ---- CSV ---------------------------------------------------------------------------------- */

static void item_csv(struct cli *cli, const struct app_todo *t, const struct todo_item *x)
{
    const struct stored_obligation *o = &x->o;
    struct str cells[] = {
        todo_key_text(cli->a, &o->key),
        str_of(obligation_state_word(o->state)),
        view_day(cli, true, o->due),
        view_day(cli, true, o->due_first),
        str_format(cli->a, "%d", o->due.days - t->today.days),
        o->moved ? STR("true") : STR("false"),
        o->key.rule,
        x->rule == NULL ? STR_NONE : title_in(&x->rule->name, LANG_ZH),
        view_record_id(cli, o->key.about),
        x->label,
        view_record_id(cli, x->subject),
        x->subject_label,
        o->key.unit,
        x->unit_name,
        o->key.period,
        view_day(cli, true, o->first),
        view_day(cli, true, o->last),
        o->owner,
        x->owner_name,
        view_rational(cli, o->need),
        view_rational(cli, o->total),
        view_rational(cli, o->timely),
        amount_unit(x),
        points_if(cli, x->at_risk),
        points_if(cli, x->regain),
    };
    csv_row(&cli->out, cells, ARRAY_LEN(cells));
}

static void todo_csv(struct cli *cli, const struct app_todo *t)
{
    struct str titles[] = {
        STR("key"),     STR("state"),         STR("due"),         STR("due_first"),  STR("days"),
        STR("moved"),   STR("rule"),          STR("name"),        STR("about"),      STR("label"),
        STR("subject"), STR("subject_label"), STR("unit"),        STR("unit_name"),  STR("period"),
        STR("first"),   STR("last"),          STR("owner"),       STR("owner_name"), STR("need"),
        STR("total"),   STR("timely"),        STR("measured_in"), STR("at_risk"),    STR("regain"),
    };
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t i = 0; i < t->n; i++)
        item_csv(cli, t, &t->p[i]);
}

/* ---- table -------------------------------------------------------------------------------- */

/* "As of …: not done yet 12, …", and which of these are shown. */
static void todo_head(struct cli *cli, const struct todo_ask *ask, const struct app_todo *t)
{
    struct str counts[OBLIGATION_STATE__MAX];
    struct str shown[OBLIGATION_STATE__MAX];
    size_t n = 0;
    size_t n_shown = 0;
    for (int i = 0; i < OBLIGATION_STATE__MAX; i++) {
        enum obligation_state state = (enum obligation_state)i;
        struct str word = view_obligation_state(str_of(obligation_state_word(state)));
        bool worth = state == OBLIGATION_OPEN || state == OBLIGATION_MISSED;
        if (ask->sort == TODO_BY_DUE || worth)
            counts[n++] =
                str_format(cli->a, TR("%.*s %lld"), STR_ARG(word), (long long)t->counts[i]);
        if ((ask->states >> i & 1U) != 0)
            shown[n_shown++] = word;
    }
    buf_addf(&cli->out, TR("As of %.*s: %.*s. Shown: %.*s.\n"),
             STR_ARG(clock_local_text(cli->a, t->as_of)), STR_ARG(view_list(cli, counts, n)),
             STR_ARG(view_list(cli, shown, n_shown)));
}

enum todo_column {
    COLUMN_STATE,
    COLUMN_DUE,
    COLUMN_LEFT,
    COLUMN_MOVED,
    COLUMN_POINTS,
    COLUMN_RULE,
    COLUMN_ABOUT,
    COLUMN_PERIOD,
    COLUMN_OWNER,
    COLUMN_AMOUNT,
    COLUMN_KEY,
    COLUMN__MAX
};

static struct str todo_cell(struct cli *cli, const struct app_todo *t, const struct todo_item *x,
                            enum todo_column column)
{
    points worth = {x->at_risk.centi + x->regain.centi}; /* one of them is 0 */
    switch (column) {
    case COLUMN_STATE: return view_todo_state(cli, &x->o);
    case COLUMN_DUE: return view_day(cli, true, x->o.due);
    case COLUMN_LEFT: return view_todo_left(cli, &x->o, t->today);
    case COLUMN_MOVED: return moved_from(cli, &x->o);
    case COLUMN_POINTS: return view_points(cli, worth);
    case COLUMN_RULE: return view_todo_rule(cli, x);
    case COLUMN_ABOUT: return view_todo_about(cli, x);
    case COLUMN_PERIOD: return x->o.key.period;
    case COLUMN_OWNER: return x->owner_name;
    case COLUMN_AMOUNT: return view_todo_amount(cli, x);
    case COLUMN_KEY: return todo_key_text(cli->a, &x->o.key);
    case COLUMN__MAX: break;
    }
    must_not_reach("a column");
}

static bool todo_any_moved(const struct app_todo *t)
{
    for (size_t i = 0; i < t->n; i++) {
        if (t->p[i].o.due.days != t->p[i].o.due_first.days)
            return true;
    }
    return false;
}

static void todo_table(struct cli *cli, const struct todo_ask *ask, const struct app_todo *t,
                       bool keys)
{
    const struct table_column all[COLUMN__MAX] = {
        [COLUMN_STATE] = {TR("State"), TABLE_LEFT, 0},
        [COLUMN_DUE] = {TR("Due"), TABLE_LEFT, 0},
        [COLUMN_LEFT] = {TR("Left"), TABLE_RIGHT, 0},
        [COLUMN_MOVED] = {TR("Moved from"), TABLE_LEFT, 0},
        [COLUMN_POINTS] = {TR("Points"), TABLE_RIGHT, 0},
        [COLUMN_RULE] = {TR("Duty"), TABLE_LEFT, 10},
        [COLUMN_ABOUT] = {TR("Whom or what"), TABLE_LEFT, 8},
        [COLUMN_PERIOD] = {TR("Period"), TABLE_LEFT, 0},
        [COLUMN_OWNER] = {TR("Owed by"), TABLE_LEFT, 8},
        [COLUMN_AMOUNT] = {TR("There / needed"), TABLE_RIGHT, 0},
        [COLUMN_KEY] = {TR("Key"), TABLE_LEFT, 12},
    };
    struct table_column columns[COLUMN__MAX];
    enum todo_column at[COLUMN__MAX];
    struct table table;
    size_t n = 0;
    const bool wanted[COLUMN__MAX] = {
        true, true, true, todo_any_moved(t), ask->sort == TODO_BY_POINTS, true, true, true,
        true, true, keys};
    for (int i = 0; i < COLUMN__MAX; i++) {
        if (wanted[i]) {
            at[n] = (enum todo_column)i;
            columns[n++] = all[i];
        }
    }
    table_init(&table, cli->a, columns, n);
    for (size_t i = 0; i < t->n; i++) {
        struct str *cells = table_row(&table);
        for (size_t k = 0; k < n; k++)
            cells[k] = todo_cell(cli, t, &t->p[i], at[k]);
    }
    buf_add_char(&cli->out, '\n');
    table_write(&table, cli->screen.width, cli->screen.bold, &cli->out);
}

void view_todo(struct cli *cli, const struct todo_ask *ask, const struct app_todo *t, bool keys)
{
    if (cli->format == CLI_JSON) {
        todo_json(cli, ask, t);
    } else if (cli->format == CLI_CSV) {
        todo_csv(cli, t);
    } else {
        todo_head(cli, ask, t);
        if (t->n > 0)
            todo_table(cli, ask, t, keys);
    }
}
