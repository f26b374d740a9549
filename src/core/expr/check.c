/*
 * check.c — names become slots, every node gets a type, and what cannot be meant is refused:
 * a comparison of different types, a value that a field never has, a condition
 * asked whether it is missing.
 */
#include "base/arena.h"
#include "base/nearest.h"
#include "core/expr/lex.h"
#include "core/expr/node.h"

static enum err_code check_node(struct expr_work *w, struct expr_node *node);

/* The rows of fault.def that name a type begin with the first one. */
static enum expr_wanted check_wanted(enum expr_type type)
{
    return (enum expr_wanted)((int)EXPR_WANTED_BOOL + (int)type);
}

static enum err_code check_unwanted(struct expr_work *w, const struct expr_node *node,
                                    enum expr_wanted wanted)
{
    return expr_fail(w, ERR_EXPR_TYPE, node->at, node->end, wanted);
}

/* A date in quotes, where a date is wanted, only lacks its word. */
static enum err_code check_type(struct expr_work *w, const struct expr_node *node,
                                enum expr_type type)
{
    if (node->type == type)
        return ERR_OK;
    struct str nearest = STR_NONE;
    date day = {0};
    if (type == EXPR_DATE && node->kind == EXPR_KIND_LITERAL && node->type == EXPR_TEXT &&
        date_parse(node->value.text, &day, NULL) == ERR_OK)
        nearest = str_format(w->a, "date('%" STR_FMT "')", STR_ARG(node->value.text));
    return expr_fail_near(w, ERR_EXPR_TYPE, node->at, node->end, check_wanted(type), nearest);
}

static enum err_code check_arguments(struct expr_work *w, const struct expr_node *node,
                                     enum expr_type type)
{
    for (size_t i = 0; i < node->n; i++)
        ERR_TRY(check_type(w, node->arg[i], type));
    return ERR_OK;
}

/* ---- names ------------------------------------------------------------------ */

bool expr_nearer(struct str word, struct str name, size_t *least)
{
    size_t distance = nearest_distance(word, name);
    /* as far away as it is long: nothing of it is there */
    if (!nearest_is(word, name) || distance >= name.n || distance >= *least)
        return false;
    *least = distance;
    return true;
}

static enum err_code check_no_name(struct expr_work *w, const struct expr_node *node,
                                   struct str word)
{
    const struct expr_env *env = w->source->env;
    struct str nearest = STR_NONE;
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < env->n; i++) {
        if (expr_nearer(word, env->names[i].name, &least))
            nearest = env->names[i].name;
    }
    return expr_fail_near(w, ERR_EXPR_NAME, node->at, node->end, EXPR_WANTED_NAME, nearest);
}

static enum err_code check_name(struct expr_work *w, struct expr_node *node)
{
    const struct expr_env *env = w->source->env;
    struct str word = str_sub(w->source->text, node->at, node->end);
    for (size_t i = 0; i < env->n; i++) {
        const struct expr_name *name = &env->names[i];
        if (!str_eq(name->name, word))
            continue;
        must(name->n_values <= EXPR_NAMES_MAX);
        node->slot = i;
        node->name = name->name;
        node->type = name->type;
        node->domain = (struct expr_domain){name->values, name->n_values};
        return ERR_OK;
    }
    return check_no_name(w, node, word);
}

/* ---- comparisons ------------------------------------------------------------ */

enum err_code expr_check_value(struct expr_work *w, const struct expr_node *name,
                               struct expr_node *literal)
{
    if (name->domain.p == NULL || literal->kind != EXPR_KIND_LITERAL)
        return ERR_OK;
    struct str nearest = STR_NONE;
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < name->domain.n; i++) {
        struct str value = name->domain.p[i];
        if (str_eq(value, literal->value.text)) {
            literal->index = (int32_t)i;
            return ERR_OK;
        }
        if (expr_nearer(literal->value.text, value, &least))
            nearest = value;
    }
    return expr_fail_near(w, ERR_EXPR_VALUE, literal->at, literal->end, EXPR_WANTED_VALUE, nearest);
}

static enum err_code check_compare(struct expr_work *w, struct expr_node *node)
{
    struct expr_node *left = node->arg[0];
    struct expr_node *right = node->arg[1];
    bool orders = node->order != EXPR_SAME && node->order != EXPR_OTHER;
    node->type = EXPR_BOOL;
    if (left->kind == EXPR_KIND_LITERAL && right->kind != EXPR_KIND_LITERAL)
        ERR_TRY(check_type(w, left, right->type)); /* what is wrong is the literal */
    if (orders && left->type == EXPR_BOOL)
        return check_unwanted(w, node, EXPR_WANTED_ORDER_OF_BOOL);
    if (orders && left->type == EXPR_TEXT)
        return check_unwanted(w, node, EXPR_WANTED_ORDER_OF_TEXT);
    ERR_TRY(check_type(w, right, left->type));
    if (left->type != EXPR_TEXT)
        return ERR_OK;
    ERR_TRY(expr_check_value(w, left, right));
    return expr_check_value(w, right, left);
}

static enum err_code check_in(struct expr_work *w, struct expr_node *node)
{
    node->type = EXPR_BOOL;
    for (size_t i = 1; i < node->n; i++) {
        ERR_TRY(check_type(w, node->arg[i], node->arg[0]->type));
        ERR_TRY(expr_check_value(w, node->arg[0], node->arg[i]));
    }
    return ERR_OK;
}

/* Whether there are slots for which the node is missing. */
static bool check_can_miss(const struct expr_node *node)
{
    if (node->kind == EXPR_KIND_NAME)
        return true;
    if (node->kind == EXPR_KIND_IF)
        return check_can_miss(node->arg[1]) || check_can_miss(node->arg[2]);
    bool can = false;
    for (size_t i = 0; node->type != EXPR_BOOL && i < node->n; i++)
        can = can || check_can_miss(node->arg[i]);
    return can;
}

static enum err_code check_missing(struct expr_work *w, struct expr_node *node)
{
    node->type = EXPR_BOOL;
    if (!check_can_miss(node->arg[0]))
        return check_unwanted(w, node->arg[0], EXPR_WANTED_MAYBE_MISSING);
    return ERR_OK;
}

/* ---- functions --------------------------------------------------------------- */

static enum err_code check_if(struct expr_work *w, struct expr_node *node)
{
    ERR_TRY(check_type(w, node->arg[0], EXPR_BOOL));
    node->type = node->arg[1]->type;
    return check_type(w, node->arg[2], node->type);
}

/* min, max and clamp: all of one type that has an order. */
static enum err_code check_ordered(struct expr_work *w, struct expr_node *node)
{
    node->type = node->arg[0]->type;
    if (node->type == EXPR_BOOL || node->type == EXPR_TEXT)
        return check_unwanted(w, node->arg[0], EXPR_WANTED_ORDERED);
    return check_arguments(w, node, node->type);
}

/* What takes arguments of one type and gives a value of a certain one. */
static enum err_code check_takes(struct expr_work *w, struct expr_node *node, enum expr_type takes,
                                 enum expr_type gives)
{
    node->type = gives;
    return check_arguments(w, node, takes);
}

static enum err_code check_kind(struct expr_work *w, struct expr_node *node)
{
    switch (node->kind) {
    case EXPR_KIND_LITERAL: return ERR_OK;
    case EXPR_KIND_NAME: return check_name(w, node);
    case EXPR_KIND_COMPARE: return check_compare(w, node);
    case EXPR_KIND_IN: return check_in(w, node);
    case EXPR_KIND_MISSING:
    case EXPR_KIND_EXISTS: return check_missing(w, node);
    case EXPR_KIND_IF: return check_if(w, node);
    case EXPR_KIND_AND:
    case EXPR_KIND_OR:
    case EXPR_KIND_NOT: return check_takes(w, node, EXPR_BOOL, EXPR_BOOL);
    case EXPR_KIND_MIN:
    case EXPR_KIND_MAX:
    case EXPR_KIND_CLAMP: return check_ordered(w, node);
    case EXPR_KIND_DAYS:
    case EXPR_KIND_MONTHS:
    case EXPR_KIND_YEAR: return check_takes(w, node, EXPR_DATE, EXPR_NUMBER);
    case EXPR_KIND_NEGATE:
    case EXPR_KIND_ADD:
    case EXPR_KIND_SUBTRACT:
    case EXPR_KIND_MULTIPLY:
    case EXPR_KIND_DIVIDE:
    case EXPR_KIND_FLOOR:
    case EXPR_KIND_CEIL:
    case EXPR_KIND_ROUND: return check_takes(w, node, EXPR_NUMBER, EXPR_NUMBER);
    }
    must_not_reach("a kind of node");
}

static enum err_code check_node(struct expr_work *w, struct expr_node *node)
{
    for (size_t i = 0; i < node->n; i++)
        ERR_TRY(check_node(w, node->arg[i]));
    return check_kind(w, node);
}

enum err_code expr_check(struct expr_work *w, struct expr_node *root)
{
    ERR_TRY(check_node(w, root));
    return check_type(w, root, w->source->wanted);
}

bool expr_name_ok(struct str name)
{
    return expr_lex_is_name(name) && expr_lex_keyword(name) == EXPR_TOKEN_NAME;
}
