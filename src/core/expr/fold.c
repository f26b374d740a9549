/*
 * fold.c — what follows from constants alone is computed once. The evaluator
 * itself does it, on the code of that part, so that nothing can come out
 * different; what fails there would fail for every record, and is a fault.
 *
 * A part that is not constant is never dropped, unless `and`, `or` or `if`
 * would not evaluate it either: it may fail.
 */
#include "core/expr/code.h"

#include "base/arena.h"

static enum expr_wanted fold_wanted(enum err_code code)
{
    return code == ERR_NUMBER_DIVISION ? EXPR_WANTED_DIVISOR
           : code == ERR_NUMBER_RANGE  ? EXPR_WANTED_FITTING
                                       : EXPR_WANTED_BOUNDS;
}

static bool fold_is(const struct expr_node *node, bool truth)
{
    return node->kind == EXPR_KIND_LITERAL && node->value.truth == truth;
}

/* The node as a literal of the value that it has. */
static enum err_code fold_compute(struct expr_work *w, struct expr_node *node)
{
    static const struct expr_value no_slots = {0};
    struct expr x = {0};
    expr_emit(w->a, node, 0, &x);
    enum err_code code = expr_eval(&x, &no_slots, &node->value, NULL);
    if (code != ERR_OK)
        return expr_fail(w, code, node->at, node->end, fold_wanted(code));
    must(node->value.present);
    node->kind = EXPR_KIND_LITERAL;
    node->n = 0;
    return ERR_OK;
}

/*
 * and, or: what cannot decide is left out, and so is what comes behind a condition that always
 * decides. One that remains alone stays in its chain, where a missing boolean counts as false.
 */
static void fold_chain(struct expr_node *node)
{
    bool decides = node->kind == EXPR_KIND_OR;
    size_t n = 0;
    for (size_t i = 0; i < node->n; i++) {
        if (fold_is(node->arg[i], !decides))
            continue;
        node->arg[n++] = node->arg[i];
        if (fold_is(node->arg[i], decides))
            break;
    }
    if (n > 0 && !fold_is(node->arg[0], decides)) {
        node->n = n;
        return;
    }
    node->kind = EXPR_KIND_LITERAL;
    node->value = (struct expr_value){.present = true, .truth = n > 0 ? decides : !decides};
    node->n = 0;
}

static bool fold_constant(const struct expr_node *node)
{
    bool constant = node->n > 0;
    for (size_t i = 0; i < node->n; i++)
        constant = constant && node->arg[i]->kind == EXPR_KIND_LITERAL;
    return constant;
}

enum err_code expr_fold(struct expr_work *w, struct expr_node *node, struct expr_node **ret)
{
    *ret = node;
    for (size_t i = 0; i < node->n; i++)
        ERR_TRY(expr_fold(w, node->arg[i], &node->arg[i]));
    if (node->kind == EXPR_KIND_IF && node->arg[0]->kind == EXPR_KIND_LITERAL) {
        *ret = node->arg[node->arg[0]->value.truth ? 1 : 2];
        return ERR_OK;
    }
    if (node->kind == EXPR_KIND_AND || node->kind == EXPR_KIND_OR) {
        fold_chain(node);
        return ERR_OK;
    }
    if (fold_constant(node))
        return fold_compute(w, node);
    if (node->kind != EXPR_KIND_COMPARE || node->arg[0]->type != EXPR_TEXT)
        return ERR_OK;
    /* a text that was computed is a literal only now */
    ERR_TRY(expr_check_value(w, node->arg[0], node->arg[1]));
    return expr_check_value(w, node->arg[1], node->arg[0]);
}
