/*
 * framework.c — see framework.h.
 */
#include "core/catalog/framework.h"

#include "base/arena.h"

static const struct {
    const char *word;
    bool builds_up;
} METHODS[] = {
#define X(name, word, builds_up) [METHOD_##name] = {(word), (builds_up)},
    SCORE_METHODS(X)
#undef X
};

const char *score_method_word(enum score_method method)
{
    must(method < METHOD__MAX);
    return METHODS[method].word;
}

bool score_method_builds_up(enum score_method method)
{
    must(method < METHOD__MAX);
    return METHODS[method].builds_up;
}

static const char *const STATE_WORD[OBLIGATION_STATE__MAX] = {
    [OBLIGATION_OPEN] = "open",     [OBLIGATION_MET] = "met",         [OBLIGATION_LATE] = "late",
    [OBLIGATION_MISSED] = "missed", [OBLIGATION_EXCUSED] = "excused",
};

const char *obligation_state_word(enum obligation_state state)
{
    must(state < OBLIGATION_STATE__MAX);
    return STATE_WORD[state];
}

enum obligation_state obligation_state_of(struct str word)
{
    int state = 0;
    while (state < OBLIGATION_STATE__MAX && !str_eq(str_of(STATE_WORD[state]), word))
        state++;
    return (enum obligation_state)state;
}

const struct expr_env *indicator_env(struct arena *a, const struct measure *measures, size_t n)
{
    struct expr_env *env = ARENA_NEW(a, struct expr_env);
    struct expr_name *names = ARENA_NEW_N(a, n + 1, struct expr_name);
    for (size_t i = 0; i < n; i++)
        names[i] = (struct expr_name){.name = measures[i].id, .type = EXPR_NUMBER};
    names[n] = (struct expr_name){.name = STR("full"), .type = EXPR_NUMBER};
    *env = (struct expr_env){names, n + 1};
    return env;
}

const struct indicator *framework_item(const struct framework *f, struct str id)
{
    for (size_t i = 0; i < f->n_items; i++) {
        if (str_eq(f->items[i].id, id))
            return &f->items[i];
    }
    return NULL;
}
