/*
 * node.h — inside core/expr: the tree between the text and its code.
 *
 * parse.c makes it, check.c puts types and slots on it, print.c writes the
 * canonical form, fold.c replaces what is constant, emit.c turns it into code.
 * A tree is at most EXPR_DEPTH_MAX deep, so that those may recurse.
 */
#pragma once

#include "core/expr/expr.h"

enum expr_kind {
    EXPR_KIND_LITERAL,
    EXPR_KIND_NAME,
    EXPR_KIND_NEGATE,
    EXPR_KIND_ADD,
    EXPR_KIND_SUBTRACT,
    EXPR_KIND_MULTIPLY,
    EXPR_KIND_DIVIDE,
    EXPR_KIND_COMPARE, /* two operands and an order */
    EXPR_KIND_IN,      /* an operand and literals; `negated` for not in */
    EXPR_KIND_MISSING, /* an operand; `negated` for != missing */
    EXPR_KIND_AND,     /* two and more conditions */
    EXPR_KIND_OR,
    EXPR_KIND_NOT,
#define EXPR_FUNCTION(name, word, least, most) EXPR_KIND_##name,
#include "core/expr/function.def"
#undef EXPR_FUNCTION
};

/* Which outcomes of a comparison make it true; an operator is a set of them. */
enum expr_order {
    EXPR_LESS = 1,
    EXPR_SAME = 2,
    EXPR_MORE = 4,
    EXPR_OTHER = EXPR_LESS | EXPR_MORE,
};

/* The values of a name, in the order of their indexes. */
struct expr_domain {
    const struct str *p; /* NULL: none are known */
    size_t n;
};

struct expr_node {
    enum expr_kind kind;
    uint8_t order; /* EXPR_KIND_COMPARE */
    bool negated;
    uint16_t depth; /* 1 for a leaf */
    size_t at, end; /* its bytes in the text */
    enum expr_type type;
    struct expr_value value;   /* EXPR_KIND_LITERAL, and what fold.c found to be constant */
    int32_t index;             /* of a text literal among the values it is compared with, or -1 */
    size_t slot;               /* of an EXPR_KIND_NAME */
    struct str name;           /* of an EXPR_KIND_NAME */
    struct expr_domain domain; /* of an EXPR_KIND_NAME */
    struct expr_node **arg;
    size_t n;
};

/* What the passes over one text share. */
struct expr_work {
    struct arena *a;
    const struct expr_source *source;
    struct expr_fault fault;
    size_t nodes;
};

/* ---- failing ------------------------------------------------------------ */

/* Note the fault at bytes [at, end); returns the code. */
ERR_CHECKED enum err_code expr_fail(struct expr_work *w, enum err_code code, size_t at, size_t end,
                                    enum expr_wanted wanted);

/* The same, with what may have been meant. */
ERR_CHECKED enum err_code expr_fail_near(struct expr_work *w, enum err_code code, size_t at,
                                         size_t end, enum expr_wanted wanted, struct str nearest);

/* ---- passes -------------------------------------------------------------- */

/* The text as a tree. */
ERR_CHECKED enum err_code expr_parse(struct expr_work *w, struct expr_node **ret);

/* Names to slots, calls to functions, a type for every node; the root has the type wanted. */
ERR_CHECKED enum err_code expr_check(struct expr_work *w, struct expr_node *root);

/*
 * Find a text literal among the values of the name that it is compared with, and keep its index;
 * nothing to do for other nodes.
 */
ERR_CHECKED enum err_code expr_check_value(struct expr_work *w, const struct expr_node *name,
                                           struct expr_node *literal);

/* The canonical text of a checked tree. */
struct str expr_print(struct arena *a, const struct expr_node *root);

/* A tree in which nothing is left to compute that is known already. */
ERR_CHECKED enum err_code expr_fold(struct expr_work *w, struct expr_node *node,
                                    struct expr_node **ret);

/* The code of a checked tree; `x` has its texts already. */
void expr_emit(struct arena *a, const struct expr_node *root, size_t n_slots, struct expr *x);

/* Whether `name` is what `word` may mean, and nearer than *least letters; *least follows. */
bool expr_nearer(struct str word, struct str name, size_t *least);

/* ---- words ----------------------------------------------------------------- */

/* The word of a function's kind. */
const char *expr_function_word(enum expr_kind kind);
