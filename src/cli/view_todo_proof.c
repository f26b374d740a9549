/*
 * view_todo_proof.c — whether stored obligations are what the records say; see view_todo.h.
 *
 * The words of fields and their values are those of JSON in every language: who has to look at them
 * looks into the store.
 */
#include "app/clock.h"
#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/table.h"
#include "cli/tr.h"
#include "cli/view.h"
#include "cli/view_todo.h"

/* ---- what differs -------------------------------------------------------------- */

/* What of an obligation is compared, as JSON and CSV call it. */
enum proof_part {
    PART_STATE,
    PART_DUE,
    PART_DUE_FIRST,
    PART_MOVED,
    PART_OWNER,
    PART_FIRST,
    PART_LAST,
    PART_NEED,
    PART_TOTAL,
    PART_TIMELY,
    PART_CATALOG,
    PART__MAX
};

static const char *const PART_WORD[PART__MAX] = {
    [PART_STATE] = "state",   [PART_DUE] = "due",        [PART_DUE_FIRST] = "due_first",
    [PART_MOVED] = "moved",   [PART_OWNER] = "owner",    [PART_FIRST] = "first",
    [PART_LAST] = "last",     [PART_NEED] = "need",      [PART_TOTAL] = "total",
    [PART_TIMELY] = "timely", [PART_CATALOG] = "catalog"};

static struct str part_value(struct cli *cli, const struct stored_obligation *o,
                             enum proof_part part)
{
    switch (part) {
    case PART_STATE: return str_of(obligation_state_word(o->state));
    case PART_DUE: return view_day(cli, true, o->due);
    case PART_DUE_FIRST: return view_day(cli, true, o->due_first);
    case PART_MOVED: return o->moved ? STR("true") : STR("false");
    case PART_OWNER: return o->owner;
    case PART_FIRST: return view_day(cli, true, o->first);
    case PART_LAST: return view_day(cli, true, o->last);
    case PART_NEED: return view_rational(cli, o->need);
    case PART_TOTAL: return view_rational(cli, o->total);
    case PART_TIMELY: return view_rational(cli, o->timely);
    case PART_CATALOG: return o->catalog;
    case PART__MAX: break;
    }
    must_not_reach("a part");
}

/* One value that differs; of an obligation that only one side has, the state alone is told. */
struct proof_line {
    struct str key;
    const char *part;
    struct str stored, computed; /* empty: that side does not have the obligation */
};

struct proof_lines {
    VEC(struct proof_line) v;
};

static void lines_of(struct cli *cli, const struct obligation_difference *d,
                     struct proof_lines *ret)
{
    bool both = d->is_stored && d->is_computed;
    struct str key = todo_key_text(cli->a, d->is_stored ? &d->stored.key : &d->computed.key);
    for (int i = 0; i < (both ? PART__MAX : 1); i++) {
        enum proof_part part = (enum proof_part)i;
        struct proof_line line = {.key = key, .part = PART_WORD[i]};
        if (d->is_stored)
            line.stored = part_value(cli, &d->stored, part);
        if (d->is_computed)
            line.computed = part_value(cli, &d->computed, part);
        if (!str_eq(line.stored, line.computed))
            *vec_push(cli->a, &ret->v) = line;
    }
}

/* ---- showing ------------------------------------------------------------------- */

static void side_json(struct cli *cli, struct json_val *obj, const char *key,
                      const struct stored_obligation *o)
{
    struct json_val *side = json_put_object(obj, key);
    for (int i = 0; i < PART__MAX; i++)
        view_put_str(side, PART_WORD[i], part_value(cli, o, (enum proof_part)i));
}

static void proof_json(struct cli *cli, const struct obligation_proof *p)
{
    struct json_val *root = json_val_object(cli->a);
    if (p->clock.set)
        json_put_str(root, "as_of", view_moment(cli, p->clock.at));
    json_put_bool(root, "stale", p->stale);
    json_put_int(root, "stored", p->stored);
    json_put_int(root, "computed", p->computed);
    json_put_int(root, "differences", p->differences);
    struct json_val *list = json_put_array(root, "list");
    for (size_t i = 0; i < p->n; i++) {
        const struct obligation_difference *d = &p->p[i];
        struct json_val *obj = json_add_object(list);
        json_put_str(obj, "key",
                     todo_key_text(cli->a, d->is_stored ? &d->stored.key : &d->computed.key));
        if (d->is_stored)
            side_json(cli, obj, "stored", &d->stored);
        if (d->is_computed)
            side_json(cli, obj, "computed", &d->computed);
    }
    view_json(cli, root);
}

static void proof_csv(struct cli *cli, const struct proof_lines *lines)
{
    struct str titles[] = {STR("key"), STR("field"), STR("stored"), STR("computed")};
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    VEC_EACH (&lines->v, l) {
        struct str cells[] = {l->key, str_of(l->part), l->stored, l->computed};
        csv_row(&cli->out, cells, ARRAY_LEN(cells));
    }
}

static void proof_table(struct cli *cli, const struct proof_lines *lines)
{
    const struct table_column columns[] = {
        {TR("Key"), TABLE_LEFT, 12},
        {TR("What"), TABLE_LEFT, 0},
        {TR("Stored"), TABLE_LEFT, 0},
        {TR("Computed"), TABLE_LEFT, 0},
    };
    struct table t;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    VEC_EACH (&lines->v, l) {
        struct str *cells = table_row(&t);
        cells[0] = l->key;
        cells[1] = str_of(l->part);
        cells[2] = l->stored.n > 0 ? l->stored : STR("-");
        cells[3] = l->computed.n > 0 ? l->computed : STR("-");
    }
    buf_add_char(&cli->out, '\n');
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

void view_proof(struct cli *cli, const struct obligation_proof *p)
{
    struct proof_lines lines = {.v = {0}};
    for (size_t i = 0; i < p->n; i++)
        lines_of(cli, &p->p[i], &lines);
    if (cli->format == CLI_JSON) {
        proof_json(cli, p);
        return;
    }
    if (cli->format == CLI_CSV) {
        proof_csv(cli, &lines);
        return;
    }
    const struct view_field fields[] = {
        {TR("As of"), p->clock.set ? clock_local_text(cli->a, p->clock.at) : STR_NONE},
        {TR("Stored"), str_format(cli->a, "%lld", (long long)p->stored)},
        {TR("Computed"), str_format(cli->a, "%lld", (long long)p->computed)},
        {TR("Differences"), str_format(cli->a, "%lld", (long long)p->differences)},
    };
    view_fields(cli, fields, ARRAY_LEN(fields));
    if (lines.v.n > 0)
        proof_table(cli, &lines);
}
