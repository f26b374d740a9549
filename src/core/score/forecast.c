/*
 * forecast.c — see forecast.h.
 *
 * The outlooks are asked one after another, and each is kept from being better than the one
 * before: they go from best to bottom, and a measure that counts in an unusual way must not
 * turn that round.
 */
#include "core/score/forecast.h"

#include "base/arena.h"

/* The outlooks of a forecast, from best to bottom, and what there is now. */
enum forecast_view { VIEW_BEST, VIEW_WORST, VIEW_FLOOR, VIEW_BOTTOM, VIEW_NOW, VIEW__MAX };

static const enum outlook OUTLOOK_OF[VIEW__MAX] = {
    [VIEW_BEST] = OUTLOOK_BEST,     [VIEW_WORST] = OUTLOOK_WORST, [VIEW_FLOOR] = OUTLOOK_FLOOR,
    [VIEW_BOTTOM] = OUTLOOK_BOTTOM, [VIEW_NOW] = OUTLOOK_NOW,
};

static bool stands_apart(const struct indicator *x)
{
    bool apart = x->score.method == METHOD_BONUS || x->score.uncapped;
    for (size_t i = 0; i < x->score.n_scores; i++)
        apart = apart || x->score.scores[i].uncapped;
    return apart;
}

/* What is excluded under one outlook and not under another has lost nothing there. */
static enum err_code even_out(struct score_node *n, struct err *e)
{
    points full = {0};
    for (int v = 0; v < VIEW__MAX; v++) {
        if (n[v].full.centi > full.centi)
            full = n[v].full;
    }
    for (int v = 0; v < VIEW__MAX; v++) {
        points rest;
        ERR_TRY(points_sub(full, n[v].full, &rest, e));
        ERR_TRY(points_add(n[v].score, rest, &n[v].score, e));
        n[v].full = full;
    }
    return ERR_OK;
}

static points lesser(points a, points b)
{
    return a.centi <= b.centi ? a : b;
}

/* The leaf under every outlook. */
static enum err_code view_leaf(const struct leaf_call *c, size_t item, struct score_node *n,
                               struct err *e)
{
    struct score_node caught;
    for (int v = 0; v < VIEW__MAX; v++)
        ERR_TRY(score_leaf(c, item, OUTLOOK_OF[v], NULL, NULL, &n[v], e));
    ERR_TRY(score_leaf(c, item, OUTLOOK_CAUGHT, NULL, NULL, &caught, e));
    if (caught.score.centi > n[VIEW_BEST].score.centi)
        n[VIEW_BEST] = caught;
    ERR_TRY(even_out(n, e));
    if (n[VIEW_NOW].score.centi > n[VIEW_BEST].score.centi)
        n[VIEW_BEST].score = n[VIEW_NOW].score;
    for (int v = VIEW_WORST; v <= VIEW_BOTTOM; v++)
        n[v].score = lesser(n[v].score, n[v - 1].score);
    return ERR_OK;
}

static enum err_code forecast_of(const struct score_node *n, struct forecast *ret, struct err *e)
{
    struct forecast f = {.full = n[VIEW_BEST].full, .apart = ret->apart};
    f.best = n[VIEW_BEST].score;
    f.worst = lesser(n[VIEW_WORST].score, f.best);
    f.floor = lesser(n[VIEW_FLOOR].score, f.worst);
    f.bottom = lesser(n[VIEW_BOTTOM].score, f.floor);
    f.secured = f.bottom;
    ERR_TRY(points_sub(f.full, f.best, &f.lost, e));
    ERR_TRY(points_sub(f.best, f.worst, &f.at_risk, e));
    ERR_TRY(points_sub(f.worst, f.floor, &f.ahead, e));
    ERR_TRY(points_sub(f.floor, f.bottom, &f.exposed, e));
    /* a veto that holds as soon as the period begins is not held against the score yet */
    ERR_TRY(points_sub(f.best, lesser(f.best, n[VIEW_NOW].score), &f.recoverable, e));
    *ret = f;
    return ERR_OK;
}

enum err_code forecast_unit(struct arena *a, const struct leaf_call *c, const struct forecast **ret,
                            struct err *e)
{
    const struct framework *f = c->measured->layout->framework;
    size_t n = f->n_items + 1;
    struct forecast *all = ARENA_NEW_N(a, n, struct forecast);
    struct score_node *trees = ARENA_NEW_N(a, n * VIEW__MAX, struct score_node);
    for (size_t i = 0; i < f->n_items; i++) {
        struct score_node views[VIEW__MAX];
        if (!f->items[i].is_leaf)
            continue;
        ERR_TRY(view_leaf(c, i, views, e));
        all[i].apart = stands_apart(&f->items[i]);
        if (all[i].apart)
            ERR_TRY(forecast_of(views, &all[i], e));
        for (int v = 0; !all[i].apart && v < VIEW__MAX; v++)
            trees[(size_t)v * n + i] = views[v];
    }
    for (int v = 0; v < VIEW__MAX; v++)
        ERR_TRY(score_add_up(c, OUTLOOK_OF[v], &trees[(size_t)v * n], e));
    for (size_t i = 0; i < n; i++) {
        struct score_node views[VIEW__MAX];
        for (int v = 0; v < VIEW__MAX; v++)
            views[v] = trees[(size_t)v * n + i];
        if (!all[i].apart)
            ERR_TRY(forecast_of(views, &all[i], e));
    }
    *ret = all;
    return ERR_OK;
}
