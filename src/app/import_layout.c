/*
 * import_layout.c — see import_layout.h.
 */
#include "app/import_layout.h"

#include "app/record_values.h"
#include "base/arena.h"
#include "core/calendar/local_time.h"
#include "core/record/moment_text.h"

/* ---- problems ------------------------------------------------------------------ */

void import_tell(struct arena *a, const struct import_layouts *l, struct app_import_result *ret,
                 const struct import_problem *p)
{
    if (ret->problems.n == IMPORT_PROBLEMS_MAX) {
        ret->left_out++;
        return;
    }
    struct import_problem *new = vec_push(a, &ret->problems);
    *new = *p;
    new->value = str_copy(a, p->value);
    new->detail = str_copy(a, p->detail);
    if (p->column >= 1 && p->column <= l->n_columns)
        new->title = l->titles[p->column];
}

static int import_compare(const void *x, const void *y)
{
    const struct import_problem *a = x;
    const struct import_problem *b = y;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    if (a->column != b->column)
        return a->column < b->column ? -1 : 1;
    return strcmp(err_info(a->code)->number, err_info(b->code)->number);
}

void import_sort(struct app_import_result *ret)
{
    if (ret->problems.n > 1)
        qsort(ret->problems.p, ret->problems.n, sizeof(ret->problems.p[0]), import_compare);
}

/* ---- titles -------------------------------------------------------------------- */

/*
 * A title that one catalog does not know means what another one calls so: a sheet names a column
 * once, whatever the years of its rows.
 */
static void layout_borrow(struct import_column *columns, const struct import_layout *l,
                          const struct import_layout *from, int32_t column)
{
    const struct import_column *c = &from->columns[column];
    if (columns[column].kind != IMPORT_UNKNOWN)
        return;
    if (c->kind == IMPORT_SUBJECT && l->subject != NULL)
        columns[column] = *c;
    if (c->kind != IMPORT_FIELD)
        return;
    int32_t field = record_type_field(l->type, from->type->fields[c->field].id);
    if (field != FIELD_NONE)
        columns[column] = (struct import_column){IMPORT_FIELD, field};
}

/* The first column of a kind keeps its place; a second one is told by import_layouts_check. */
static void layout_place(struct import_layout *l, int32_t *of_field, int32_t column)
{
    const struct import_column *c = &l->columns[column];
    if (c->kind == IMPORT_FIELD && of_field[c->field] == 0)
        of_field[c->field] = column;
    if (c->kind == IMPORT_SUBJECT && l->of_subject == 0)
        l->of_subject = column;
    if (c->kind == IMPORT_ENTERED_AT && l->of_entered_at == 0)
        l->of_entered_at = column;
}

/* What each column holds by one catalog. */
static struct import_layout layout_read(struct record_world *w, const struct record_type *t,
                                        const struct import_layouts *all)
{
    struct import_column *columns =
        ARENA_NEW_N(w->a, (size_t)all->n_columns + 1, struct import_column);
    struct import_layout l = {.type = t, .columns = columns};
    if (t->subject.n > 0) { /* that of the same catalog, which may have a title of its own */
        const struct app_catalog_version *by = app_catalogs_of(&w->catalogs, t);
        l.subject = catalog_type(by->catalog, t->subject);
    }
    for (int32_t i = 1; i <= all->n_columns; i++)
        columns[i] = import_column_of(t, l.subject, all->titles[i]);
    return l;
}

/* What it takes from the other catalogs, and where each field is. */
static enum err_code layout_finish(struct record_world *w, const struct import_layouts *all,
                                   struct import_layout *l, struct err *e)
{
    struct import_column *columns =
        ARENA_NEW_N(w->a, (size_t)all->n_columns + 1, struct import_column);
    int32_t *of_field = ARENA_NEW_N(w->a, l->type->n_fields, int32_t);
    struct value *defaults = ARENA_NEW_N(w->a, l->type->n_fields, struct value);
    for (int32_t i = 1; i <= all->n_columns; i++) {
        columns[i] = l->columns[i];
        for (size_t k = 0; k < all->n; k++)
            layout_borrow(columns, l, &all->p[k], i);
    }
    l->columns = columns;
    l->of_field = of_field;
    for (int32_t i = 1; i <= all->n_columns; i++)
        layout_place(l, of_field, i);
    ERR_TRY(record_values_default(w->a, l->type, &w->names, defaults, e));
    l->defaults = defaults;
    return ERR_OK;
}

enum err_code import_layouts_read(struct record_world *w, struct str type,
                                  const struct sheet_row *row, struct import_layouts *ret,
                                  struct err *e)
{
    struct import_layouts all = {.row = row->number, .n_columns = row->cells[row->n - 1].column};
    struct str *titles = ARENA_NEW_N(w->a, (size_t)all.n_columns + 1, struct str);
    const struct record_type *const *types =
        app_catalogs_types(w->a, &w->catalogs, type, local_day(w->now), &all.n);
    struct import_layout *layouts = ARENA_NEW_N(w->a, all.n, struct import_layout);
    if (all.n == 0)
        return app_catalogs_no_type(&w->catalogs, type, e);
    for (size_t i = 0; i < row->n; i++)
        titles[row->cells[i].column] = str_copy(w->a, str_trim(row->cells[i].text));
    all.titles = titles;
    all.p = layouts;
    for (size_t i = 0; i < all.n; i++)
        layouts[i] = layout_read(w, types[i], &all);
    for (size_t i = 0; i < all.n; i++)
        ERR_TRY(layout_finish(w, &all, &layouts[i], e));
    *ret = all;
    return ERR_OK;
}

static bool layout_knows(const struct import_layout *l, int32_t column)
{
    enum import_column_kind kind = l->columns[column].kind;
    return kind != IMPORT_UNKNOWN && kind != IMPORT_IGNORED && kind != IMPORT_PROBLEMS;
}

static bool layouts_know(const struct import_layouts *l, int32_t column)
{
    for (size_t i = 0; i < l->n; i++) {
        if (layout_knows(&l->p[i], column))
            return true;
    }
    return false;
}

bool import_layouts_fit(const struct import_layouts *l)
{
    int32_t titles = 0;
    int32_t known = 0;
    for (int32_t i = 1; i <= l->n_columns; i++) {
        titles += l->titles[i].n > 0;
        known += layouts_know(l, i);
    }
    return known > 0 && 2 * known >= titles;
}

/* ---- what is wrong with them ------------------------------------------------------ */

struct layout_check {
    struct arena *a;
    const struct import_layouts *l;
    struct app_import_result *ret;
    bool good;
};

static void check_tell(struct layout_check *c, int32_t column, struct str title, enum err_code code)
{
    const struct import_problem p = {.row = c->l->row,
                                     .column = column,
                                     .title = title,
                                     .value = column > 0 ? c->l->titles[column] : STR_NONE,
                                     .code = code};
    import_tell(c->a, c->l, c->ret, &p);
    c->good = false;
}

/* Whether an earlier column holds the same. */
static bool layout_twice(const struct import_layout *l, int32_t column)
{
    const struct import_column *c = &l->columns[column];
    for (int32_t i = 1; i < column && layout_knows(l, column); i++) {
        if (l->columns[i].kind == c->kind && l->columns[i].field == c->field)
            return true;
    }
    return false;
}

static void check_column(struct layout_check *c, int32_t column, bool history)
{
    bool twice = false;
    bool timed = false;
    bool ignored = true;
    for (size_t i = 0; i < c->l->n; i++) {
        const struct import_layout *l = &c->l->p[i];
        ignored = ignored && (l->columns[column].kind == IMPORT_IGNORED ||
                              l->columns[column].kind == IMPORT_PROBLEMS);
        timed = timed || l->columns[column].kind == IMPORT_ENTERED_AT;
        twice = twice || layout_twice(l, column);
    }
    if (twice)
        check_tell(c, column, STR_NONE, ERR_SHEET_COLUMN_TWICE);
    else if (!ignored && (!layouts_know(c->l, column) || (timed && !history)))
        check_tell(c, column, STR_NONE, ERR_SHEET_COLUMN);
}

/* Whether no catalog finds a column for the field of that id although it demands one. */
static bool layouts_lack(const struct import_layouts *l, struct str id)
{
    for (size_t i = 0; i < l->n; i++) {
        const struct import_layout *one = &l->p[i];
        int32_t field = record_type_field(one->type, id);
        if (field == FIELD_NONE || !one->type->fields[field].required ||
            one->of_field[field] != 0 || one->defaults[field].has)
            return false;
    }
    return true;
}

static bool layouts_have(const struct import_layouts *l, enum import_column_kind kind)
{
    for (size_t i = 0; i < l->n; i++) {
        for (int32_t k = 1; k <= l->n_columns; k++) {
            if (l->p[i].columns[k].kind == kind)
                return true;
        }
    }
    return false;
}

bool import_layouts_check(struct arena *a, const struct import_layouts *l, bool history,
                          bool has_unit, enum lang lang, struct app_import_result *ret)
{
    struct layout_check c = {.a = a, .l = l, .ret = ret, .good = true};
    const struct import_layout *first = &l->p[0];
    for (int32_t i = 1; i <= l->n_columns; i++)
        check_column(&c, i, history);
    for (size_t i = 0; i < first->type->n_fields; i++) {
        const struct field *f = &first->type->fields[i];
        if (layouts_lack(l, f->id))
            check_tell(&c, 0, title_in(&f->title, lang), ERR_SHEET_COLUMN_MISSING);
    }
    if (first->subject != NULL && !layouts_have(l, IMPORT_SUBJECT))
        check_tell(&c, 0, title_in(&first->subject->title, lang), ERR_SHEET_COLUMN_MISSING);
    if (!has_unit && !layouts_have(l, IMPORT_UNIT))
        check_tell(&c, 0, import_title(IMPORT_UNIT, lang), ERR_IMPORT_UNIT);
    return c.good;
}

/* ---- rows ---------------------------------------------------------------------- */

struct str import_cell_text(const struct sheet_row *row, int32_t column)
{
    for (size_t i = 0; i < row->n && row->cells[i].column <= column; i++) {
        if (row->cells[i].column == column)
            return row->cells[i].text;
    }
    return STR_NONE;
}

/* The day of a row by a layout; the day of entry where it names none. */
static enum err_code layout_day(struct arena *a, const struct record_world *w,
                                const struct import_layout *l, const struct sheet_row *row,
                                date *ret, struct err *e)
{
    const struct record_type *t = l->type;
    struct str moment = str_trim(import_cell_text(row, l->of_entered_at));
    instant entered_at;
    struct value v = {.has = false};
    if (moment_text_read(moment, &entered_at, NULL) != ERR_OK)
        entered_at = w->now; /* none is given, or a wrong one, which is told later */
    *ret = local_day(entered_at);
    if (t->occurred_on == FIELD_NONE || l->of_field[t->occurred_on] == 0)
        return ERR_OK;
    struct err reason = {0};
    enum err_code code =
        value_read(a, &t->fields[t->occurred_on],
                   import_cell_text(row, l->of_field[t->occurred_on]), &w->names, &v, &reason);
    if (code != ERR_OK && !record_is_problem(code))
        return err_set(e, code, "%s", reason.detail);
    if (code == ERR_OK && v.has)
        *ret = t->fields[t->occurred_on].type == FIELD_INSTANT ? local_day(v.at) : v.day;
    return ERR_OK;
}

enum err_code import_layout_of(struct arena *a, const struct record_world *w,
                               const struct import_layouts *l, const struct sheet_row *row,
                               const struct import_layout **ret, struct err *e)
{
    const struct import_layout *found = &l->p[0];
    for (size_t i = 0; l->n > 1 && i < l->n; i++) {
        date day;
        ERR_TRY(layout_day(a, w, &l->p[i], row, &day, e));
        if (app_catalogs_type(&w->catalogs, l->p[i].type->id, day, NULL) == l->p[i].type) {
            found = &l->p[i];
            break;
        }
    }
    *ret = found;
    return ERR_OK;
}
