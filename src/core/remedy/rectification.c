/*
 * rectification.c — see rectification.h. The machine is the table of rectification.def; what
 * stands here only looks things up in it.
 */
#include "core/remedy/rectification.h"

#include "base/text.h"

/* ---- the tables -------------------------------------------------------- */

static const struct {
    const char *name;
    const char *title[LANG__MAX];
} STATE_TABLE[] = {
#define RECTIFICATION_STATE(name, key, en, zh) {key, {en, zh}},
#include "core/remedy/rectification.def"
};

static const struct {
    const char *name;
    uint32_t guards;
    const char *title[LANG__MAX];
} ACTION_TABLE[] = {
#define RECTIFICATION_ACTION(name, key, guards, en, zh) {key, guards, {en, zh}},
#include "core/remedy/rectification.def"
};

static const struct {
    enum rectification_action action;
    enum rectification_state from, to;
} STEP_TABLE[] = {
#define RECTIFICATION_STEP(action, from, to)                                                       \
    {RECTIFICATION_ACT_##action, RECTIFICATION_##from, RECTIFICATION_##to},
#include "core/remedy/rectification.def"
};

/* In the order in which a refusal names them. */
static const struct {
    enum rectification_guard guard;
    enum err_code code;
} GUARD_TABLE[] = {
    {GUARD_OTHER_PERSON, ERR_RECTIFY_SAME_PERSON},
    {GUARD_OWNER, ERR_RECTIFY_OWNER},
    {GUARD_REASON, ERR_RECTIFY_REASON},
    {GUARD_CAUSE, ERR_RECTIFY_CAUSE},
    {GUARD_EVIDENCE, ERR_RECTIFY_EVIDENCE},
    {GUARD_NO_OPEN_TASK, ERR_RECTIFY_TASKS},
};

const char *rectification_state_name(enum rectification_state state)
{
    must(state < RECTIFICATION_STATE__MAX);
    return STATE_TABLE[state].name;
}

const char *rectification_action_name(enum rectification_action action)
{
    must(action < RECTIFICATION_ACT__MAX);
    return ACTION_TABLE[action].name;
}

enum rectification_state rectification_state_of(struct str name)
{
    for (size_t i = 0; i < ARRAY_LEN(STATE_TABLE); i++)
        if (str_eq(name, str_of(STATE_TABLE[i].name)))
            return (enum rectification_state)i;
    return RECTIFICATION_STATE__MAX;
}

enum rectification_action rectification_action_of(struct str name)
{
    for (size_t i = 0; i < ARRAY_LEN(ACTION_TABLE); i++)
        if (str_eq(name, str_of(ACTION_TABLE[i].name)))
            return (enum rectification_action)i;
    return RECTIFICATION_ACT__MAX;
}

const char *rectification_state_title(enum rectification_state state, enum lang lang)
{
    must(state < RECTIFICATION_STATE__MAX);
    return STATE_TABLE[state].title[lang];
}

const char *rectification_action_title(enum rectification_action action, enum lang lang)
{
    must(action < RECTIFICATION_ACT__MAX);
    return ACTION_TABLE[action].title[lang];
}

/* ---- people ------------------------------------------------------------ */

/* The next code point that counts, or 0 at the end. */
static uint32_t person_next(struct str s, size_t *at)
{
    while (*at < s.n) {
        uint32_t cp = text_fold(str_next(s, at));
        if (cp >= 'A' && cp <= 'Z')
            cp += 'a' - 'A';
        if (cp != ' ' && cp != '\t')
            return cp;
    }
    return 0;
}

bool rectification_same_person(struct str a, struct str b)
{
    size_t i = 0;
    size_t k = 0;
    for (;;) {
        uint32_t one = person_next(a, &i);
        uint32_t other = person_next(b, &k);
        if (one != other)
            return false;
        if (one == 0)
            return true;
    }
}

/* ---- the machine ------------------------------------------------------- */

static bool guard_holds(const struct rectification *r, const struct rectification_act *act,
                        enum rectification_guard guard)
{
    switch (guard) {
    case GUARD_OTHER_PERSON: return !rectification_same_person(act->actor, r->submitted_by);
    case GUARD_OWNER: return r->owner.n > 0;
    case GUARD_REASON: return str_trim(act->note).n > 0;
    case GUARD_CAUSE: return act->has_cause;
    case GUARD_EVIDENCE: return r->evidence > 0;
    case GUARD_NO_OPEN_TASK: return r->open_tasks == 0;
    default: must_not_reach("a guard"); return false;
    }
}

uint32_t rectification_unmet(const struct rectification *r, const struct rectification_act *act)
{
    uint32_t unmet = 0;
    must(act->action < RECTIFICATION_ACT__MAX);
    for (size_t i = 0; i < ARRAY_LEN(GUARD_TABLE); i++)
        if ((ACTION_TABLE[act->action].guards & GUARD_TABLE[i].guard) != 0 &&
            !guard_holds(r, act, GUARD_TABLE[i].guard))
            unmet |= GUARD_TABLE[i].guard;
    return unmet;
}

static enum err_code step_refuse_state(const struct rectification *r,
                                       const struct rectification_act *act, struct err *e)
{
    const char *action = rectification_action_name(act->action);
    switch (r->state) {
    case RECTIFICATION_NONE: return err_set(e, ERR_RECTIFY_NOT_OPEN, "%s", action);
    case RECTIFICATION_CLOSED: return err_set(e, ERR_RECTIFY_CLOSED, "%s", action);
    case RECTIFICATION_PLANNED:
    case RECTIFICATION_UNDER_WAY:
    case RECTIFICATION_SUBMITTED:
    case RECTIFICATION_VERIFIED:
    case RECTIFICATION_RETURNED:
    case RECTIFICATION_STATE__MAX: break;
    }
    return err_set(e, ERR_RECTIFY_STATE, "%s while it is %s", action,
                   rectification_state_name(r->state));
}

/* The particulars of the first guard that does not hold. */
static enum err_code step_refuse_guard(const struct rectification *r,
                                       const struct rectification_act *act, enum err_code code,
                                       struct err *e)
{
    const char *action = rectification_action_name(act->action);
    if (code == ERR_RECTIFY_SAME_PERSON)
        return err_set(e, code, "%s: submitted by \"%" STR_FMT "\"", action,
                       STR_ARG(r->submitted_by));
    if (code == ERR_RECTIFY_TASKS)
        return err_set(e, code, "%s: %d of %d", action, r->open_tasks, r->tasks);
    return err_set(e, code, "%s", action);
}

enum err_code rectification_step(const struct rectification *r, const struct rectification_act *act,
                                 enum rectification_state *ret_to, struct err *e)
{
    must(act->actor.n > 0);
    must((r->id == 0) == (r->state == RECTIFICATION_NONE));
    size_t step = 0;
    while (step < ARRAY_LEN(STEP_TABLE) &&
           (STEP_TABLE[step].action != act->action || STEP_TABLE[step].from != r->state))
        step++;
    if (step == ARRAY_LEN(STEP_TABLE))
        return step_refuse_state(r, act, e);
    uint32_t unmet = rectification_unmet(r, act);
    for (size_t i = 0; i < ARRAY_LEN(GUARD_TABLE); i++)
        if ((unmet & GUARD_TABLE[i].guard) != 0)
            return step_refuse_guard(r, act, GUARD_TABLE[i].code, e);
    *ret_to = STEP_TABLE[step].to;
    return ERR_OK;
}

/* ---- days -------------------------------------------------------------- */

static int32_t days_late(bool has_due, date due_on, date day)
{
    return has_due && day.days > due_on.days ? day.days - due_on.days : 0;
}

int32_t rectification_overdue(const struct rectification *r, date day)
{
    return r->state == RECTIFICATION_CLOSED ? 0 : days_late(r->has_due, r->due_on, day);
}

int32_t task_overdue(const struct task *t, date day)
{
    return t->done ? 0 : days_late(t->has_due, t->due_on, day);
}
