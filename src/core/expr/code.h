/*
 * code.h — inside core/expr: what the evaluator runs.
 *
 * Code works on a stack of values and on one truth. Conditions leave their
 * answer in the truth, everything else on the stack; `and`, `or` and `if` are
 * jumps, always forward, so that no operation runs twice. The frequent form, a
 * field compared with a constant, is one operation that touches no stack.
 */
#pragma once

#include "core/expr/node.h"

enum expr_code {
    /* ---- values: onto the stack ---- */
    EXPR_CODE_PUSH,       /* constant `arg` */
    EXPR_CODE_PUSH_SLOT,  /* slot */
    EXPR_CODE_PUSH_VALUE, /* slot with values: the text of its index, by domain `arg` */
    EXPR_CODE_PUSH_TRUTH, /* the truth */
    EXPR_CODE_NEGATE,
    EXPR_CODE_ADD,
    EXPR_CODE_SUBTRACT,
    EXPR_CODE_MULTIPLY,
    EXPR_CODE_DIVIDE,
    EXPR_CODE_MIN, /* of `type` */
    EXPR_CODE_MAX,
    EXPR_CODE_CLAMP,
    EXPR_CODE_FLOOR,
    EXPR_CODE_CEIL,
    EXPR_CODE_ROUND,
    EXPR_CODE_DAYS,
    EXPR_CODE_MONTHS,
    EXPR_CODE_YEAR,
    /* ---- conditions: into the truth ---- */
    EXPR_CODE_TRUTH,        /* `arg` */
    EXPR_CODE_TEST_SLOT,    /* a bool in a slot; missing is false */
    EXPR_CODE_NOT,          /* the other truth */
    EXPR_CODE_COMPARE,      /* the two on top, of `type`, by `order` */
    EXPR_CODE_NUMBER_SLOT,  /* slot against constant `arg`, by `order` */
    EXPR_CODE_DATE_SLOT,    /* slot against the day `arg`, by `order` */
    EXPR_CODE_TEXT_SLOT,    /* slot against constant `arg`; `negated`: differs */
    EXPR_CODE_INDEX_SLOT,   /* slot with values against the index `arg`; `negated`: differs */
    EXPR_CODE_IN,           /* the one on top, of `type`, among `count` constants from `arg` */
    EXPR_CODE_INDEX_IN,     /* slot with values, its bit in the words from `arg` */
    EXPR_CODE_MISSING,      /* the one on top; `negated`: is there */
    EXPR_CODE_MISSING_SLOT, /* slot; `negated`: is there */
    /* ---- the way ---- */
    EXPR_CODE_JUMP, /* to operation `arg` */
    EXPR_CODE_JUMP_IF,
    EXPR_CODE_JUMP_UNLESS,
};

struct expr_op {
    uint8_t code;
    uint8_t type;
    uint8_t order;
    bool negated;
    uint16_t slot;
    uint16_t count; /* of constants (EXPR_CODE_IN) or values (EXPR_CODE_INDEX_IN) */
    int32_t arg;
};

/* The bytes of the text that an operation comes from. */
struct expr_span {
    uint32_t at, end;
};

/* A stack never grows beyond this: clamp holds two while the third is computed. */
enum { EXPR_STACK_MAX = 2 * EXPR_DEPTH_MAX + 2 };

struct expr {
    const struct expr_op *ops;
    size_t n_ops;
    const struct expr_span *spans; /* one for each operation */
    const struct expr_value *constants;
    const uint64_t *bits;
    const struct expr_domain *domains;
    const uint64_t *uses; /* a bit for each slot */
    size_t n_slots;
    enum expr_type type;
    struct str what, text, canonical;
};
