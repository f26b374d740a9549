/*
 * whatif.c — see whatif.h.
 */
#include "app/whatif.h"

#include "app/catalog_files.h"
#include "base/arena.h"
#include "store/store.h"

struct whatif_call {
    struct arena *a;
    const struct app *app;
    const struct score_ask *ask;
    instant now;
    struct app_whatif ret;
};

/* ---- catalogs ------------------------------------------------------------------------------- */

/* A path is told from an id by its slash, or by being "." */
static bool is_folder(struct str name)
{
    return str_find(name, STR("/"), 0) != SIZE_MAX || str_eq(name, STR(".")) ||
           str_eq(name, STR(".."));
}

/* Read a folder; faults are left in the side. */
static enum err_code side_folder(struct arena *a, struct whatif_side *side, struct err *e)
{
    struct catalog_sources sources;
    struct app_catalog_version *by = ARENA_NEW(a, struct app_catalog_version);
    ERR_TRY(catalog_files_read(a, str_copy(a, side->name).p, &sources, e));
    by->catalog = catalog_read(a, sources.p, sources.n, &side->faults);
    faults_sort(&side->faults);
    if (by->catalog != NULL)
        by->version.catalog = by->catalog->id;
    side->by = by;
    return ERR_OK;
}

/* "ID" or "ID@VERSION". */
static enum err_code side_stored(const struct score_reader *r, struct whatif_side *side,
                                 struct err *e)
{
    size_t at = str_find(side->name, STR("@"), 0);
    int64_t version = 0;
    if (at != SIZE_MAX &&
        (str_to_i64(str_sub(side->name, at + 1, side->name.n), &version, NULL) != ERR_OK ||
         version < 1))
        return err_set(e, ERR_CATALOG_NOT_FOUND, "%" STR_FMT, STR_ARG(side->name));
    return app_catalogs_version(r->a, r->tx, r->county, r->catalogs,
                                str_sub(side->name, 0, at == SIZE_MAX ? side->name.n : at), version,
                                &side->by, e);
}

static enum err_code side_scores(const struct score_reader *r, const struct score_ask *ask,
                                 struct whatif_side *side, struct err *e)
{
    const struct framework *f;
    if (!is_folder(side->name))
        ERR_TRY(side_stored(r, side, e));
    ERR_TRY(score_framework_in(side->by->catalog, ask, &f, e));
    return score_under(r, ask, side->by, f, true, &side->scores, e);
}

/* ---- pairing -------------------------------------------------------------------------------- */

/* What an item is called in the other framework. */
static bool is_same_item(const struct indicator *a, const struct indicator *b)
{
    return str_eq(b->same_as.n > 0 ? b->same_as : b->id, a->id);
}

static struct whatif_row row_of(const struct app_score_line *a, const struct app_score_line *b)
{
    struct whatif_row row = {.a = NULL};
    if (a != NULL) {
        row.a = a->item;
        row.a_full = a->full;
        row.a_score = a->score;
    }
    if (b != NULL) {
        row.b = b->item;
        row.b_full = b->full;
        row.b_score = b->score;
    }
    return row;
}

static void pair_items(struct arena *a, const struct app_score_unit *ua,
                       const struct app_score_unit *ub, struct whatif_unit *ret)
{
    size_t na = ua->framework->n_items;
    size_t nb = ub->framework->n_items;
    struct whatif_row *rows = ARENA_NEW_N(a, na + nb, struct whatif_row);
    bool *taken = ARENA_NEW_N(a, nb, bool);
    for (size_t i = 0; i < na; i++) {
        size_t k = 0;
        while (k < nb && (taken[k] || !is_same_item(ua->lines[i].item, ub->lines[k].item)))
            k++;
        if (k < nb)
            taken[k] = true;
        rows[ret->n_rows++] = row_of(&ua->lines[i], k < nb ? &ub->lines[k] : NULL);
    }
    for (size_t k = 0; k < nb; k++) {
        if (!taken[k])
            rows[ret->n_rows++] = row_of(NULL, &ub->lines[k]);
    }
    ret->rows = rows;
}

static void pair_units(struct arena *a, struct app_whatif *w)
{
    struct whatif_unit *units = ARENA_NEW_N(a, w->a.scores.n, struct whatif_unit);
    w->units = units;
    for (size_t i = 0; i < w->a.scores.n; i++) {
        const struct app_score_unit *ua = &w->a.scores.units[i];
        for (size_t k = 0; k < w->b.scores.n; k++) {
            const struct app_score_unit *ub = &w->b.scores.units[k];
            if (!str_eq(ua->id, ub->id))
                continue;
            struct whatif_unit *u = &units[w->n++];
            *u = (struct whatif_unit){.id = ua->id,
                                      .name = ua->name,
                                      .a_full = ua->full,
                                      .a_score = ua->score,
                                      .b_full = ub->full,
                                      .b_score = ub->score};
            pair_items(a, ua, ub, u);
        }
    }
}

/* ---- the use case --------------------------------------------------------------------------- */

static enum err_code whatif_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct whatif_call *c = ctx;
    struct score_reader r;
    c->ret.n = 0;
    ERR_TRY(score_reader_init(c->a, tx, c->app, c->now, &r, e));
    ERR_TRY(side_scores(&r, c->ask, &c->ret.a, e));
    ERR_TRY(side_scores(&r, c->ask, &c->ret.b, e));
    pair_units(c->a, &c->ret);
    return ERR_OK;
}

enum err_code app_whatif(struct arena *a, struct app *app, const struct score_ask *ask,
                         struct str name_a, struct str name_b, struct app_whatif *ret,
                         struct err *e)
{
    struct whatif_call c = {a, app, ask, clock_now(&app->clock), {.n = 0}};
    struct whatif_side *sides[] = {&c.ret.a, &c.ret.b};
    c.ret.a.name = name_a;
    c.ret.b.name = name_b;
    for (size_t i = 0; i < ARRAY_LEN(sides); i++) {
        faults_init(&sides[i]->faults, a);
        if (is_folder(sides[i]->name))
            ERR_TRY(side_folder(a, sides[i], e));
    }
    if (!faults_any(&c.ret.a.faults) && !faults_any(&c.ret.b.faults)) {
        ERR_TRY(app_open(app, e));
        ERR_TRY(store_tx(app->store, TX_READ, "whatif", whatif_tx, &c, e));
    }
    *ret = c.ret;
    return ERR_OK;
}
