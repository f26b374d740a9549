/*
 * rectify_scene.c — see rectify_scene.h.
 */
#include "app/rectify_scene.h"

#include "app/ledger_entry.h"
#include "base/arena.h"
#include "store/county.h"

enum err_code rectify_scene_load(struct arena *a, struct tx *tx, const struct app *app, instant at,
                                 int64_t deduction_id, struct rectify_scene *ret, struct err *e)
{
    struct county county;
    struct rectify_scene s = {.a = a, .tx = tx};
    ERR_TRY(store_county_get(a, tx, app->county, &county, e));
    s.by = (struct audit_by){county.code, str_of(app->actor), at};
    ERR_TRY(store_deduction_get(a, tx, county.code, deduction_id, &s.d, e));
    ERR_TRY(store_rectification_of(a, tx, county.code, deduction_id, &s.r, e));
    ERR_TRY(store_cause_get(a, tx, county.code, deduction_id, &s.cause, e));
    *ret = s;
    return ERR_OK;
}

enum err_code rectify_scene_seen(const struct rectify_scene *s, int64_t seen, struct err *e)
{
    if (seen != 0 && seen != s->r.version)
        return err_set(e, ERR_RECTIFY_CHANGED, "D%lld is at event %lld, not %lld",
                       (long long)s->d.id, (long long)s->r.version, (long long)seen);
    return ERR_OK;
}

enum err_code rectify_scene_act(struct rectify_scene *s, struct rectification_change *change,
                                struct err *e)
{
    struct rectification_act act = {.action = change->action,
                                    .actor = s->by.actor,
                                    .note = change->note,
                                    .has_cause = s->cause.class != CAUSE__MAX};
    enum err_code code = rectification_step(&s->r, &act, &change->to, e);
    if (code != ERR_OK) {
        err_context(e, "D%lld", (long long)s->d.id);
        return code;
    }
    if (s->r.id == 0 && s->d.withdrawn)
        return err_set(e, ERR_RECTIFY_WITHDRAWN, "D%lld", (long long)s->d.id);
    return store_rectification_write(s->a, s->tx, &s->by, &s->r, change, &s->r, e);
}

/* ---- what is shown ------------------------------------------------------- */

struct rectify_cause rectify_cause_of(struct arena *a, struct str text, const struct cause *stored)
{
    struct cause_proposal proposal = cause_class_propose(a, text);
    struct rectify_cause cause = {.proposed = proposal.class,
                                  .words = ARENA_NEW_N(a, proposal.n, struct str),
                                  .n_words = proposal.n,
                                  .confirmed = stored->class,
                                  .confirmed_by = stored->confirmed_by,
                                  .confirmed_at = stored->confirmed_at};
    for (size_t i = 0; i < proposal.n; i++)
        cause.words[i] = str_sub(text, proposal.words[i].from, proposal.words[i].to);
    return cause;
}

int64_t rectify_deduction_of(const struct rectification_list *all, int64_t rectification_id)
{
    for (size_t i = 0; i < all->n; i++)
        if (all->p[i].id == rectification_id)
            return all->p[i].deduction_id;
    return 0;
}

int64_t rectify_lost_again_after(const struct rectification_list *all,
                                 const struct rectification *r)
{
    int64_t earlier = rectify_deduction_of(all, r->follows);
    return earlier == r->deduction_id ? 0 : earlier;
}

/* What stands between now and the end; who does it, and with what words, is left open. */
static uint32_t scene_missing(const struct rectify_scene *s)
{
    struct rectification_act act = {.actor = s->by.actor,
                                    .has_cause = s->cause.class != CAUSE__MAX};
    if (s->r.state == RECTIFICATION_NONE || s->r.state == RECTIFICATION_CLOSED)
        return 0;
    act.action = RECTIFICATION_ACT_SUBMIT;
    uint32_t missing = rectification_unmet(&s->r, &act);
    act.action = RECTIFICATION_ACT_CLOSE;
    missing |= rectification_unmet(&s->r, &act);
    return missing & ~(uint32_t)GUARD_OTHER_PERSON;
}

enum err_code rectify_scene_card(const struct rectify_scene *s, struct rectify_card *ret,
                                 struct err *e)
{
    struct rectify_card card = {
        .entry = ledger_entry_of(&s->d),
        .r = s->r,
        .cause = rectify_cause_of(s->a, s->d.item.cause, &s->cause),
        .overdue = rectification_overdue(&s->r, clock_local_date(s->by.at)),
        .missing = scene_missing(s),
    };
    if (s->r.follows != 0) {
        struct rectification_list all;
        ERR_TRY(store_rectification_list(s->a, s->tx, s->by.county, RECTIFICATION_NOW, &all, e));
        card.lost_again_after = rectify_lost_again_after(&all, &s->r);
    }
    *ret = card;
    return ERR_OK;
}
