/*
 * print.c — the canonical form of a checked tree.
 *
 * Parentheses follow from how tightly an operator binds, as in parse.c: what is
 * printed parses to the same tree, and printing that gives the same text.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "core/expr/node.h"

enum {
    BINDS_OR = 1,
    BINDS_AND,
    BINDS_NOT,
    BINDS_COMPARE,
    BINDS_SUM,
    BINDS_PRODUCT,
    BINDS_NEGATE,
    BINDS_MOST
};

/* A text grows at most by a blank on both sides of each sign. */
enum { PRINT_MAX = 4 * EXPR_LENGTH_MAX };

static void print_node(struct buf *b, const struct expr_node *node, int least);

static int print_binds(enum expr_kind kind)
{
    static const int binds[] = {
        [EXPR_KIND_OR] = BINDS_OR,
        [EXPR_KIND_AND] = BINDS_AND,
        [EXPR_KIND_NOT] = BINDS_NOT,
        [EXPR_KIND_COMPARE] = BINDS_COMPARE,
        [EXPR_KIND_IN] = BINDS_COMPARE,
        [EXPR_KIND_MISSING] = BINDS_COMPARE,
        [EXPR_KIND_ADD] = BINDS_SUM,
        [EXPR_KIND_SUBTRACT] = BINDS_SUM,
        [EXPR_KIND_MULTIPLY] = BINDS_PRODUCT,
        [EXPR_KIND_DIVIDE] = BINDS_PRODUCT,
        [EXPR_KIND_NEGATE] = BINDS_NEGATE,
    };
    return kind < ARRAY_LEN(binds) && binds[kind] != 0 ? binds[kind] : BINDS_MOST;
}

static const char *print_sign(const struct expr_node *node)
{
    static const char *const orders[] = {
        [EXPR_LESS] = " < ",
        [EXPR_SAME] = " = ",
        [EXPR_MORE] = " > ",
        [EXPR_OTHER] = " != ",
        [EXPR_LESS | EXPR_SAME] = " <= ",
        [EXPR_MORE | EXPR_SAME] = " >= ",
    };
    if (node->kind == EXPR_KIND_COMPARE)
        return orders[node->order];
    return node->kind == EXPR_KIND_ADD        ? " + "
           : node->kind == EXPR_KIND_SUBTRACT ? " - "
           : node->kind == EXPR_KIND_MULTIPLY ? " * "
           : node->kind == EXPR_KIND_DIVIDE   ? " / "
           : node->kind == EXPR_KIND_AND      ? " and "
                                              : " or ";
}

static void print_literal(struct buf *b, const struct expr_node *node)
{
    char number[RATIONAL_TEXT_MAX];
    char day[DATE_TEXT_MAX];
    if (node->type == EXPR_NUMBER) {
        buf_add_z(b, rational_text(node->value.number, number));
    } else if (node->type == EXPR_DATE) {
        buf_addf(b, "date('%s')", date_text(node->value.day, day));
    } else {
        buf_add_char(b, '\'');
        for (size_t i = 0; i < node->value.text.n; i++)
            buf_add_times(b, node->value.text.p[i], node->value.text.p[i] == '\'' ? 2 : 1);
        buf_add_char(b, '\'');
    }
}

/* The arguments from the one numbered `from`, in parentheses. */
static void print_list(struct buf *b, const struct expr_node *node, size_t from)
{
    buf_add_char(b, '(');
    for (size_t i = from; i < node->n; i++) {
        buf_add_z(b, i == from ? "" : ", ");
        print_node(b, node->arg[i], BINDS_OR);
    }
    buf_add_char(b, ')');
}

/* Operators take from the left: what stands to the right of one binds tighter. */
static void print_operation(struct buf *b, const struct expr_node *node)
{
    int binds = print_binds(node->kind);
    bool chains = binds == BINDS_SUM || binds == BINDS_PRODUCT;
    print_node(b, node->arg[0], chains ? binds : binds + 1);
    for (size_t i = 1; i < node->n; i++) {
        buf_add_z(b, print_sign(node));
        print_node(b, node->arg[i], binds + 1);
    }
}

static void print_bare(struct buf *b, const struct expr_node *node)
{
    if (node->kind == EXPR_KIND_LITERAL) {
        print_literal(b, node);
    } else if (node->kind == EXPR_KIND_NAME) {
        buf_add(b, node->name);
    } else if (node->kind == EXPR_KIND_NEGATE) {
        buf_add_char(b, '-');
        print_node(b, node->arg[0], BINDS_NEGATE);
    } else if (node->kind == EXPR_KIND_NOT) {
        buf_add_z(b, "not ");
        print_node(b, node->arg[0], BINDS_NOT);
    } else if (node->kind == EXPR_KIND_IN) {
        print_node(b, node->arg[0], BINDS_SUM);
        buf_add_z(b, node->negated ? " not in " : " in ");
        print_list(b, node, 1);
    } else if (node->kind == EXPR_KIND_MISSING) {
        print_node(b, node->arg[0], BINDS_SUM);
        buf_add_z(b, node->negated ? " != missing" : " = missing");
    } else if (print_binds(node->kind) == BINDS_MOST) {
        buf_add_z(b, expr_function_word(node->kind));
        print_list(b, node, 0);
    } else {
        print_operation(b, node);
    }
}

static void print_node(struct buf *b, const struct expr_node *node, int least)
{
    bool inside = print_binds(node->kind) < least;
    if (inside)
        buf_add_char(b, '(');
    print_bare(b, node);
    if (inside)
        buf_add_char(b, ')');
}

struct str expr_print(struct arena *a, const struct expr_node *root)
{
    struct buf b;
    buf_init(&b, PRINT_MAX);
    print_node(&b, root, BINDS_OR);
    must(!buf_over(&b));
    struct str text = str_copy(a, buf_str(&b));
    buf_release(&b);
    return text;
}
