/*
 * view_units.c — see view_units.h.
 */
#include "cli/view_units.h"

#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/table.h"
#include "cli/tr.h"
#include "cli/view.h"
#include "cli/view_rectify.h"

/* ---- pieces ------------------------------------------------------------ */

/* The kind as the newest catalog that has it names it. */
static const struct unit_kind *unit_kind_of(const struct app_units *u, struct str id)
{
    const struct unit_kind *k = NULL;
    for (size_t i = u->catalogs.n; k == NULL && i > 0; i--)
        k = catalog_unit_kind(u->catalogs.p[i - 1].catalog, id);
    return k;
}

static struct str unit_kind_title(struct cli *cli, const struct app_units *u, struct str id)
{
    const struct unit_kind *k = unit_kind_of(u, id);
    return k == NULL ? id : title_in(&k->title, cli->lang);
}

static struct str figure_title(struct cli *cli, const struct app_units *u, const struct unit *unit,
                               struct str attribute)
{
    const struct unit_kind *k = unit_kind_of(u, unit->kind);
    for (size_t i = 0; k != NULL && i < k->n_figures; i++)
        if (str_eq(k->figures[i].id, attribute))
            return title_in(&k->figures[i].title, cli->lang);
    return attribute;
}

/* How many units stand above it. */
static size_t unit_depth(const struct app_units *u, const struct unit *unit)
{
    size_t depth = 0;
    struct str parent = unit->parent;
    for (size_t i = u->units.n; i > 0 && parent.n > 0; i--) { /* parents come first */
        if (str_eq(u->units.p[i - 1].id, parent)) {
            parent = u->units.p[i - 1].parent;
            depth++;
        }
    }
    return depth;
}

static bool figure_is_latest(const struct unit_figure_list *list, const struct unit_figure *f)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct unit_figure *other = &list->p[i];
        if (other->holds && other->from.days > f->from.days && str_eq(other->unit, f->unit) &&
            str_eq(other->attribute, f->attribute))
            return false;
    }
    return true;
}

/* "常住人口 560000 (2017-01-01)", the latest of each attribute. */
static struct str unit_figures(struct cli *cli, const struct app_units *u, const struct unit *unit)
{
    struct str *texts = ARENA_NEW_N(cli->a, u->figures.n, struct str);
    size_t n = 0;
    for (size_t i = 0; i < u->figures.n; i++) {
        const struct unit_figure *f = &u->figures.p[i];
        char from[DATE_TEXT_MAX];
        if (!f->holds || !str_eq(f->unit, unit->id) || !figure_is_latest(&u->figures, f))
            continue;
        texts[n++] = str_format(cli->a, "%" STR_FMT " %" STR_FMT " (%s)",
                                STR_ARG(figure_title(cli, u, unit, f->attribute)),
                                STR_ARG(f->value), date_text(f->from, from));
    }
    return view_list(cli, texts, n);
}

/* ---- JSON --------------------------------------------------------------- */

static void unit_json(struct cli *cli, struct json_val *obj, const struct app_units *u,
                      const struct unit *unit)
{
    json_put_str(obj, "id", unit->id);
    json_put_str(obj, "kind", unit->kind);
    view_put_str(obj, "parent", unit->parent);
    json_put_str(obj, "name", unit->name);
    view_put_str(obj, "from", view_day(cli, unit->has_from, unit->from));
    view_put_str(obj, "to", view_day(cli, unit->has_to, unit->to));
    json_put_int(obj, "revision", unit->revision);
    struct json_val *figures = json_put_array(obj, "figures");
    for (size_t i = 0; i < u->figures.n; i++) {
        const struct unit_figure *f = &u->figures.p[i];
        if (!f->holds || !str_eq(f->unit, unit->id))
            continue;
        struct json_val *one = json_add_object(figures);
        json_put_str(one, "attribute", f->attribute);
        json_put_str(one, "from", view_day(cli, true, f->from));
        json_put_str(one, "value", f->value);
    }
}

/* ---- many ----------------------------------------------------------------- */

static void units_csv(struct cli *cli, const struct app_units *u, struct str only)
{
    struct str titles[] = {STR("id"),   STR("kind"), STR("parent"),  STR("name"),
                           STR("from"), STR("to"),   STR("revision")};
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t i = 0; i < u->units.n; i++) {
        const struct unit *unit = &u->units.p[i];
        struct str cells[] = {unit->id,
                              unit->kind,
                              unit->parent,
                              unit->name,
                              view_day(cli, unit->has_from, unit->from),
                              view_day(cli, unit->has_to, unit->to),
                              str_format(cli->a, "%lld", (long long)unit->revision)};
        if (only.n == 0 || str_eq(only, unit->id))
            csv_row(&cli->out, cells, ARRAY_LEN(cells));
    }
}

static void units_table(struct cli *cli, const struct app_units *u)
{
    const struct table_column columns[] = {
        {TR("ID"), TABLE_LEFT, 0},           {TR("Unit"), TABLE_LEFT, 10},
        {TR("Kind of unit"), TABLE_LEFT, 6}, {TR("Parent"), TABLE_LEFT, 0},
        {TR("From"), TABLE_LEFT, 0},         {TR("Until"), TABLE_LEFT, 0},
        {TR("Figures"), TABLE_LEFT, 12},
    };
    struct table t;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < u->units.n; i++) {
        const struct unit *unit = &u->units.p[i];
        struct str *cells = table_row(&t);
        cells[0] = unit->id;
        cells[1] = str_format(cli->a, "%*s%" STR_FMT, (int)(2 * unit_depth(u, unit)), "",
                              STR_ARG(unit->name));
        cells[2] = unit_kind_title(cli, u, unit->kind);
        cells[3] = unit->parent;
        cells[4] = view_day(cli, unit->has_from, unit->from);
        cells[5] = view_day(cli, unit->has_to, unit->to);
        cells[6] = unit_figures(cli, u, unit);
    }
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

void view_units(struct cli *cli, const struct app_units *u)
{
    if (cli->format == CLI_CSV) {
        units_csv(cli, u, STR_NONE);
    } else if (cli->format == CLI_TABLE) {
        if (u->units.n > 0)
            units_table(cli, u);
    } else {
        struct json_val *root = json_val_object(cli->a);
        struct json_val *units = json_put_array(root, "units");
        for (size_t i = 0; i < u->units.n; i++)
            unit_json(cli, json_add_object(units), u, &u->units.p[i]);
        view_json(cli, root);
    }
}

/* ---- one ------------------------------------------------------------------ */

static void unit_fields(struct cli *cli, const struct app_units *u, const struct unit *unit)
{
    const struct view_field fields[] = {
        {TR("ID"), unit->id},
        {TR("Unit"), unit->name},
        {TR("Kind of unit"), unit_kind_title(cli, u, unit->kind)},
        {TR("Parent"), unit->parent},
        {TR("From"), view_day(cli, unit->has_from, unit->from)},
        {TR("Until"), view_day(cli, unit->has_to, unit->to)},
        {TR("Figures"), unit_figures(cli, u, unit)},
    };
    view_fields(cli, fields, ARRAY_LEN(fields));
}

void view_unit(struct cli *cli, const struct app_units *u, struct str id)
{
    for (size_t i = 0; i < u->units.n; i++) {
        const struct unit *unit = &u->units.p[i];
        if (!str_eq(unit->id, id))
            continue;
        if (cli->format == CLI_CSV) {
            units_csv(cli, u, id);
        } else if (cli->format == CLI_TABLE) {
            unit_fields(cli, u, unit);
        } else {
            struct json_val *root = json_val_object(cli->a);
            unit_json(cli, root, u, unit);
            view_json(cli, root);
        }
    }
}
