/*
 * emit.c — a checked tree to code; see code.h.
 *
 * A condition is emitted in one of two ways: to decide (its answer in the
 * truth, missing counting as false), or as a value that may be missing, which
 * only comparisons of conditions and questions for `missing` need.
 */
#include "base/arena.h"
#include "base/vec.h"
#include "core/expr/code.h"

typedef VEC(struct expr_op) op_vec;
typedef VEC(struct expr_span) span_vec;
typedef VEC(struct expr_value) value_vec;
typedef VEC(struct expr_domain) domain_vec;
typedef VEC(uint64_t) bits_vec;
typedef VEC(size_t) place_vec;

struct emitter {
    struct arena *a;
    op_vec ops;
    span_vec spans;
    value_vec constants;
    domain_vec domains;
    bits_vec bits;
    uint64_t *uses;
    size_t height; /* of the stack at this place */
};

static void emit_value(struct emitter *m, const struct expr_node *node);
static void emit_truth(struct emitter *m, const struct expr_node *node);

/* ---- pieces ------------------------------------------------------------------ */

/* A new operation; good until the next one. */
static struct expr_op *emit_op(struct emitter *m, enum expr_code code, const struct expr_node *node)
{
    struct expr_op *op = vec_push(m->a, &m->ops);
    op->code = (uint8_t)code;
    op->type = (uint8_t)node->type;
    *vec_push(m->a, &m->spans) = (struct expr_span){(uint32_t)node->at, (uint32_t)node->end};
    return op;
}

/* The same for one that reads a slot. */
static struct expr_op *emit_slot_op(struct emitter *m, enum expr_code code,
                                    const struct expr_node *name, const struct expr_node *node)
{
    m->uses[name->slot / 64] |= UINT64_C(1) << (name->slot % 64);
    struct expr_op *op = emit_op(m, code, node);
    op->slot = (uint16_t)name->slot;
    return op;
}

static int32_t emit_constant(struct emitter *m, struct expr_value v)
{
    *vec_push(m->a, &m->constants) = v;
    return (int32_t)(m->constants.n - 1);
}

static void emit_pushed(struct emitter *m)
{
    m->height++;
    must(m->height <= EXPR_STACK_MAX);
}

/* A jump whose target is not known yet. */
static size_t emit_jump(struct emitter *m, enum expr_code code, const struct expr_node *node)
{
    (void)emit_op(m, code, node);
    return m->ops.n - 1;
}

static void emit_land(struct emitter *m, size_t jump)
{
    m->ops.p[jump].arg = (int32_t)m->ops.n;
}

/* ---- values ------------------------------------------------------------------ */

static void emit_name(struct emitter *m, const struct expr_node *node)
{
    if (node->domain.p == NULL) {
        (void)emit_slot_op(m, EXPR_CODE_PUSH_SLOT, node, node);
    } else {
        struct expr_op *op = emit_slot_op(m, EXPR_CODE_PUSH_VALUE, node, node);
        op->arg = (int32_t)m->domains.n;
        *vec_push(m->a, &m->domains) = node->domain;
    }
    emit_pushed(m);
}

/* if(c, a, b): both ways lead to one more value, or both to the truth. */
static void emit_if(struct emitter *m, const struct expr_node *node,
                    void (*emit)(struct emitter *m, const struct expr_node *node))
{
    emit_truth(m, node->arg[0]);
    size_t otherwise = emit_jump(m, EXPR_CODE_JUMP_UNLESS, node);
    size_t height = m->height;
    emit(m, node->arg[1]);
    size_t end = emit_jump(m, EXPR_CODE_JUMP, node);
    emit_land(m, otherwise);
    m->height = height;
    emit(m, node->arg[2]);
    emit_land(m, end);
}

/* The operation of a function or operator that takes its arguments from the stack. */
static enum expr_code emit_code_of(enum expr_kind kind)
{
    static const uint8_t codes[] = {
        [EXPR_KIND_NEGATE] = EXPR_CODE_NEGATE,     [EXPR_KIND_ADD] = EXPR_CODE_ADD,
        [EXPR_KIND_SUBTRACT] = EXPR_CODE_SUBTRACT, [EXPR_KIND_MULTIPLY] = EXPR_CODE_MULTIPLY,
        [EXPR_KIND_DIVIDE] = EXPR_CODE_DIVIDE,     [EXPR_KIND_MIN] = EXPR_CODE_MIN,
        [EXPR_KIND_MAX] = EXPR_CODE_MAX,           [EXPR_KIND_CLAMP] = EXPR_CODE_CLAMP,
        [EXPR_KIND_FLOOR] = EXPR_CODE_FLOOR,       [EXPR_KIND_CEIL] = EXPR_CODE_CEIL,
        [EXPR_KIND_ROUND] = EXPR_CODE_ROUND,       [EXPR_KIND_DAYS] = EXPR_CODE_DAYS,
        [EXPR_KIND_MONTHS] = EXPR_CODE_MONTHS,     [EXPR_KIND_YEAR] = EXPR_CODE_YEAR,
    };
    must(kind < ARRAY_LEN(codes) && codes[kind] != 0);
    return (enum expr_code)codes[kind];
}

/* Arguments first. min and max of several are taken two by two, so that the stack stays low. */
static void emit_computed(struct emitter *m, const struct expr_node *node)
{
    enum expr_code code = emit_code_of(node->kind);
    size_t height = m->height;
    bool pairs = code == EXPR_CODE_MIN || code == EXPR_CODE_MAX;
    for (size_t i = 0; i < node->n; i++) {
        emit_value(m, node->arg[i]);
        if (pairs && i > 0) {
            (void)emit_op(m, code, node);
            m->height = height + 1;
        }
    }
    if (!pairs)
        (void)emit_op(m, code, node);
    m->height = height + 1;
}

static void emit_value(struct emitter *m, const struct expr_node *node)
{
    if (node->kind == EXPR_KIND_LITERAL) {
        emit_op(m, EXPR_CODE_PUSH, node)->arg = emit_constant(m, node->value);
        emit_pushed(m);
    } else if (node->kind == EXPR_KIND_NAME) {
        emit_name(m, node);
    } else if (node->kind == EXPR_KIND_IF) {
        emit_if(m, node, emit_value);
    } else if (node->type == EXPR_BOOL) {
        emit_truth(m, node);
        (void)emit_op(m, EXPR_CODE_PUSH_TRUTH, node);
        emit_pushed(m);
    } else {
        emit_computed(m, node);
    }
}

/* ---- conditions ---------------------------------------------------------------- */

/* The order seen from the other side: 8 <= x is x >= 8. */
static uint8_t emit_turned(uint8_t order)
{
    return (uint8_t)((order & EXPR_SAME) | (order & EXPR_LESS ? EXPR_MORE : 0) |
                     (order & EXPR_MORE ? EXPR_LESS : 0));
}

/* A name compared with a literal in one operation; false if there is none for this type. */
static bool emit_fused(struct emitter *m, const struct expr_node *node,
                       const struct expr_node *name, const struct expr_node *literal, uint8_t order)
{
    if (name->kind != EXPR_KIND_NAME || literal->kind != EXPR_KIND_LITERAL)
        return false;
    struct expr_op *op = NULL;
    if (name->type == EXPR_NUMBER) {
        op = emit_slot_op(m, EXPR_CODE_NUMBER_SLOT, name, node);
        op->arg = emit_constant(m, literal->value);
    } else if (name->type == EXPR_DATE) {
        op = emit_slot_op(m, EXPR_CODE_DATE_SLOT, name, node);
        op->arg = literal->value.day.days;
    } else if (name->type == EXPR_TEXT && name->domain.p != NULL) {
        op = emit_slot_op(m, EXPR_CODE_INDEX_SLOT, name, node);
        op->arg = literal->index;
    } else if (name->type == EXPR_TEXT) {
        op = emit_slot_op(m, EXPR_CODE_TEXT_SLOT, name, node);
        op->arg = emit_constant(m, literal->value);
    } else {
        return false;
    }
    op->order = order;
    op->negated = order == EXPR_OTHER;
    return true;
}

static void emit_compare(struct emitter *m, const struct expr_node *node)
{
    const struct expr_node *left = node->arg[0];
    const struct expr_node *right = node->arg[1];
    if (emit_fused(m, node, left, right, node->order) ||
        emit_fused(m, node, right, left, emit_turned(node->order)))
        return;
    size_t height = m->height;
    emit_value(m, left);
    emit_value(m, right);
    struct expr_op *op = emit_op(m, EXPR_CODE_COMPARE, node);
    op->type = (uint8_t)left->type;
    op->order = node->order;
    m->height = height;
}

/* A bit for each value of the name. */
static void emit_index_in(struct emitter *m, const struct expr_node *node)
{
    const struct expr_node *name = node->arg[0];
    size_t from = m->bits.n;
    for (size_t i = 0; i <= name->domain.n / 64; i++)
        *vec_push(m->a, &m->bits) = 0;
    for (size_t i = 1; i < node->n; i++) {
        size_t index = (size_t)node->arg[i]->index;
        m->bits.p[from + index / 64] |= UINT64_C(1) << (index % 64);
    }
    struct expr_op *op = emit_slot_op(m, EXPR_CODE_INDEX_IN, name, node);
    op->arg = (int32_t)from;
    op->count = (uint16_t)name->domain.n;
    op->negated = node->negated;
}

static void emit_in(struct emitter *m, const struct expr_node *node)
{
    const struct expr_node *left = node->arg[0];
    if (left->kind == EXPR_KIND_NAME && left->domain.p != NULL) {
        emit_index_in(m, node);
        return;
    }
    size_t height = m->height;
    emit_value(m, left);
    size_t from = m->constants.n;
    for (size_t i = 1; i < node->n; i++)
        (void)emit_constant(m, node->arg[i]->value);
    struct expr_op *op = emit_op(m, EXPR_CODE_IN, node);
    op->type = (uint8_t)left->type;
    op->count = (uint16_t)(node->n - 1);
    op->arg = (int32_t)from;
    op->negated = node->negated;
    m->height = height;
}

static void emit_missing(struct emitter *m, const struct expr_node *node)
{
    const struct expr_node *asked = node->arg[0];
    bool negated = node->negated || node->kind == EXPR_KIND_EXISTS;
    if (asked->kind == EXPR_KIND_NAME) {
        emit_slot_op(m, EXPR_CODE_MISSING_SLOT, asked, node)->negated = negated;
        return;
    }
    size_t height = m->height;
    emit_value(m, asked);
    emit_op(m, EXPR_CODE_MISSING, node)->negated = negated;
    m->height = height;
}

/* and, or: the first condition that decides jumps behind the others. */
static void emit_chain(struct emitter *m, const struct expr_node *node, enum expr_code decides)
{
    place_vec jumps = {0};
    for (size_t i = 0; i < node->n; i++) {
        emit_truth(m, node->arg[i]);
        if (i + 1 < node->n)
            *vec_push(m->a, &jumps) = emit_jump(m, decides, node);
    }
    VEC_EACH (&jumps, jump)
        emit_land(m, *jump);
}

static void emit_truth(struct emitter *m, const struct expr_node *node)
{
    if (node->kind == EXPR_KIND_LITERAL) {
        struct expr_op *op = emit_op(m, EXPR_CODE_TRUTH, node);
        op->arg = node->value.truth;
    } else if (node->kind == EXPR_KIND_NAME) {
        (void)emit_slot_op(m, EXPR_CODE_TEST_SLOT, node, node);
    } else if (node->kind == EXPR_KIND_COMPARE) {
        emit_compare(m, node);
    } else if (node->kind == EXPR_KIND_IN) {
        emit_in(m, node);
    } else if (node->kind == EXPR_KIND_AND) {
        emit_chain(m, node, EXPR_CODE_JUMP_UNLESS);
    } else if (node->kind == EXPR_KIND_OR) {
        emit_chain(m, node, EXPR_CODE_JUMP_IF);
    } else if (node->kind == EXPR_KIND_NOT) {
        emit_truth(m, node->arg[0]);
        (void)emit_op(m, EXPR_CODE_NOT, node);
    } else if (node->kind == EXPR_KIND_IF) {
        emit_if(m, node, emit_truth);
    } else {
        must(node->kind == EXPR_KIND_MISSING || node->kind == EXPR_KIND_EXISTS);
        emit_missing(m, node);
    }
}

void expr_emit(struct arena *a, const struct expr_node *root, size_t n_slots, struct expr *x)
{
    struct emitter m = {.a = a, .uses = ARENA_NEW_N(a, n_slots / 64 + 1, uint64_t)};
    if (root->type == EXPR_BOOL)
        emit_truth(&m, root);
    else
        emit_value(&m, root);
    x->ops = m.ops.p;
    x->n_ops = m.ops.n;
    x->spans = m.spans.p;
    x->constants = m.constants.p;
    x->bits = m.bits.p;
    x->domains = m.domains.p;
    x->uses = m.uses;
    x->n_slots = n_slots;
    x->type = root->type;
}
