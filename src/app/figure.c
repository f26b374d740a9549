/*
 * figure.c — see figure.h.
 */
#include "app/figure.h"

#include "app/app.h"
#include "base/arena.h"
#include "store/audit.h"
#include "store/store.h"

struct figure_call {
    struct arena *a;
    const struct app *app;
    const struct score_ask *ask;
    const struct figure_input *in;
    size_t n;
    instant now;
    struct app_figure_result result;
    struct app_figures list;
};

/* ---- what the framework asks for ------------------------------------------------------------ */

struct wanted_list {
    struct arena *a;
    VEC(struct figure_wanted) v;
};

/* One of that name; a second item that asks for it may know more sub-periods. */
static struct figure_wanted *want(struct wanted_list *list, struct str name,
                                  const struct layout_item *x)
{
    struct figure_wanted *w = NULL;
    VEC_EACH (&list->v, one) {
        if (str_eq(one->name, name))
            w = one;
    }
    if (w == NULL) {
        w = vec_push(list->a, &list->v);
        *w = (struct figure_wanted){.name = name, .item = x->indicator};
    }
    if (x->n_spans - 1 > w->n_spans)
        w->n_spans = x->n_spans - 1;
    return w;
}

static void want_of_item(struct wanted_list *list, const struct layout_item *x)
{
    for (size_t i = 0; i < x->n_measures; i++) {
        if (x->measures[i].measure->kind == MEASURE_EXTERNAL)
            (void)want(list, x->measures[i].measure->name, x);
    }
    for (size_t i = 0; i < x->n_nodes; i++) {
        const struct layout_node *n = &x->nodes[i];
        if (n->extra != LAYOUT_FIGURE && n->extra != LAYOUT_PLACE)
            continue;
        struct figure_wanted *w = want(list, x->indicator->id, x);
        w->is_score = true;
        w->has_range = (n->score->given >> SCORE_LOW & 1U) != 0;
        w->low = n->score->number[SCORE_LOW];
        w->high = n->score->number[SCORE_HIGH];
    }
}

static enum err_code wanted_of(struct arena *a, const struct catalog *c, const struct framework *f,
                               struct app_figures *ret, struct err *e)
{
    struct wanted_list list = {.a = a};
    struct layout l;
    ERR_TRY(layout_make(a, c, f, &l, e));
    for (size_t i = 0; i < f->n_items; i++)
        want_of_item(&list, &l.items[i]);
    ret->wanted = list.v.p;
    ret->n_wanted = list.v.n;
    return ERR_OK;
}

static enum err_code read_all(struct figure_call *c, const struct score_reader *r, struct err *e)
{
    const struct app_catalog_version *by;
    struct app_figures all = {.year = c->ask->year};
    instant as_of = c->ask->has_as_of ? c->ask->as_of : UNIT_NOW;
    ERR_TRY(score_framework(r, c->ask, &by, &all.framework, e));
    ERR_TRY(wanted_of(c->a, by->catalog, all.framework, &all, e));
    ERR_TRY(store_unit_list(c->a, r->tx, r->county, as_of, &all.units, e));
    ERR_TRY(store_score_figure_list(c->a, r->tx, r->county, all.year, as_of, &all.figures, e));
    c->list = all;
    return ERR_OK;
}

/* ---- one figure --------------------------------------------------------------------------------
 */

static const struct figure_wanted *wanted_get(const struct app_figures *all, struct str name)
{
    for (size_t i = 0; i < all->n_wanted; i++) {
        if (str_eq(all->wanted[i].name, name))
            return &all->wanted[i];
    }
    return NULL;
}

static enum err_code figure_span(const struct figure_wanted *w, struct str text, int32_t *ret,
                                 struct err *e)
{
    int64_t span = 0;
    if (text.n > 0 &&
        (str_to_i64(text, &span, NULL) != ERR_OK || span < 1 || (uint64_t)span > w->n_spans))
        return err_set(e, ERR_SCORE_SPAN, "%" STR_FMT " (1..%zu)", STR_ARG(text), w->n_spans);
    *ret = (int32_t)span;
    return ERR_OK;
}

static enum err_code figure_value(const struct figure_wanted *w, struct str text, struct err *e)
{
    struct rational v;
    char low[RATIONAL_TEXT_MAX];
    char high[RATIONAL_TEXT_MAX];
    if (text.n == 0)
        return ERR_OK;
    ERR_TRY(rational_parse(text, &v, e));
    if (w->has_range && (rational_cmp(v, w->low) < 0 || rational_cmp(v, w->high) > 0))
        return err_set(e, ERR_NUMBER_RANGE, "%" STR_FMT " (%s..%s)", STR_ARG(text),
                       rational_text(w->low, low), rational_text(w->high, high));
    return ERR_OK;
}

static enum err_code figure_check(const struct app_figures *all, const struct figure_input *in,
                                  struct score_figure *ret, struct err *e)
{
    const struct figure_wanted *w = wanted_get(all, in->name);
    struct score_figure f = {
        .name = in->name, .value = in->value, .reason = in->reason, .source = in->source};
    if (w == NULL)
        return err_set(e, ERR_SCORE_FIGURE, "%" STR_FMT, STR_ARG(in->name));
    if (in->reason.n == 0)
        return err_set(e, ERR_RECORD_REQUIRED, "reason");
    ERR_TRY(score_assessed_unit(&all->units, all->framework, in->unit, &f.unit, e));
    ERR_TRY(figure_span(w, in->span, &f.span, e));
    ERR_TRY(figure_value(w, in->value, e));
    *ret = f;
    return ERR_OK;
}

/* ---- entering ----------------------------------------------------------------------------------
 */

static enum err_code add_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct figure_call *c = ctx;
    struct score_reader r;
    struct score_figure *figures = ARENA_NEW_N(c->a, c->n, struct score_figure);
    c->result = (struct app_figure_result){.stored = 0};
    ERR_TRY(score_reader_init(c->a, tx, c->app, c->now, &r, e));
    ERR_TRY(read_all(c, &r, e));
    for (size_t i = 0; i < c->n; i++) {
        struct err reason = {0};
        enum err_code code = figure_check(&c->list, &c->in[i], &figures[i], &reason);
        if (code != ERR_OK)
            table_problem_add(c->a, &c->result.problems, c->in[i].row, code, reason.detail);
    }
    if (c->result.problems.v.n > 0)
        return ERR_OK;
    const struct audit_by by = {r.county, str_of(c->app->actor), c->now};
    for (size_t i = 0; i < c->n; i++)
        ERR_TRY(store_score_figure_add(c->a, tx, &by, c->ask->year, &figures[i], e));
    c->result.stored = c->n;
    return ERR_OK;
}

enum err_code app_figure_add(struct arena *a, struct app *app, const struct score_ask *ask,
                             const struct figure_input *figures, size_t n,
                             struct app_figure_result *ret, struct err *e)
{
    struct figure_call c = {
        .a = a, .app = app, .ask = ask, .in = figures, .n = n, .now = clock_now(&app->clock)};
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_WRITE, "figures add", add_tx, &c, e));
    *ret = c.result;
    return ERR_OK;
}

enum err_code app_figure_read(struct arena *a, const char *path, const struct figure_input **ret,
                              size_t *ret_n, struct err *e)
{
    const uint32_t needed = 1U << TABLE_NAME | 1U << TABLE_VALUE | 1U << TABLE_REASON;
    const uint32_t wanted = needed | 1U << TABLE_UNIT | 1U << TABLE_SPAN | 1U << TABLE_SOURCE;
    struct table_in t;
    ERR_TRY(table_in_read(a, path, wanted, needed, &t, e));
    struct figure_input *list = ARENA_NEW_N(a, t.n, struct figure_input);
    for (size_t i = 0; i < t.n; i++) {
        const struct table_row_in *row = &t.rows[i];
        list[i] = (struct figure_input){.row = row->number,
                                        .unit = row->cells[TABLE_UNIT],
                                        .name = row->cells[TABLE_NAME],
                                        .span = row->cells[TABLE_SPAN],
                                        .value = row->cells[TABLE_VALUE],
                                        .reason = row->cells[TABLE_REASON],
                                        .source = row->cells[TABLE_SOURCE]};
    }
    *ret = list;
    *ret_n = t.n;
    return ERR_OK;
}

/* ---- listing -----------------------------------------------------------------------------------
 */

static enum err_code list_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct figure_call *c = ctx;
    struct score_reader r;
    ERR_TRY(score_reader_init(c->a, tx, c->app, c->now, &r, e));
    return read_all(c, &r, e);
}

enum err_code app_figure_list(struct arena *a, struct app *app, const struct score_ask *ask,
                              struct app_figures *ret, struct err *e)
{
    struct figure_call c = {.a = a, .app = app, .ask = ask, .now = clock_now(&app->clock)};
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_READ, "figures list", list_tx, &c, e));
    *ret = c.list;
    return ERR_OK;
}
