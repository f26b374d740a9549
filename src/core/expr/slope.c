/*
 * slope.c — whether a formula rises or falls with one of its names; see expr_slope in expr.h.
 *
 * The operations are gone through once with, in place of each value, what is known of it: how it
 * moves with the slot, and its sign. Formulas that decide (`if`, `and`, `or`) are not looked into.
 */
#include "core/expr/code.h"

enum sign { SIGN_UNKNOWN, SIGN_NOT_NEGATIVE, SIGN_NOT_POSITIVE };

struct shape {
    unsigned slope; /* EXPR_RISES and EXPR_FALLS, or both, or neither */
    enum sign sign;
};

static unsigned turned(unsigned slope)
{
    return (slope & EXPR_RISES ? EXPR_FALLS : 0U) | (slope & EXPR_FALLS ? EXPR_RISES : 0U);
}

static enum sign sign_turned(enum sign s)
{
    return s == SIGN_NOT_NEGATIVE   ? SIGN_NOT_POSITIVE
           : s == SIGN_NOT_POSITIVE ? SIGN_NOT_NEGATIVE
                                    : SIGN_UNKNOWN;
}

/* How a value moves that is multiplied with one of this sign. */
static unsigned times(unsigned slope, enum sign sign)
{
    return sign == SIGN_NOT_NEGATIVE   ? slope
           : sign == SIGN_NOT_POSITIVE ? turned(slope)
           : slope != EXPR_FLAT        ? EXPR_RISES | EXPR_FALLS
                                       : EXPR_FLAT;
}

static enum sign sign_times(enum sign a, enum sign b)
{
    return a == SIGN_UNKNOWN || b == SIGN_UNKNOWN ? SIGN_UNKNOWN
           : a == b                               ? SIGN_NOT_NEGATIVE
                                                  : SIGN_NOT_POSITIVE;
}

static struct shape shape_of_constant(const struct expr_value *v)
{
    int sign = rational_cmp(v->number, RATIONAL(0));
    return (struct shape){EXPR_FLAT, sign >= 0 ? SIGN_NOT_NEGATIVE : SIGN_NOT_POSITIVE};
}

/* Of two values: both are there already, the answer goes into the first. */
static bool shape_two(uint8_t code, struct shape *a, struct shape b)
{
    switch (code) {
    case EXPR_CODE_ADD:
        *a = (struct shape){a->slope | b.slope, a->sign == b.sign ? a->sign : SIGN_UNKNOWN};
        return true;
    case EXPR_CODE_SUBTRACT:
        *a = (struct shape){a->slope | turned(b.slope),
                            a->sign == sign_turned(b.sign) ? a->sign : SIGN_UNKNOWN};
        return true;
    case EXPR_CODE_MULTIPLY:
        *a = (struct shape){times(a->slope, b.sign) | times(b.slope, a->sign),
                            sign_times(a->sign, b.sign)};
        return true;
    case EXPR_CODE_DIVIDE: /* of one sign the divisor does not cross 0 */
        *a = (struct shape){times(a->slope, b.sign) | turned(times(b.slope, a->sign)),
                            sign_times(a->sign, b.sign)};
        return b.slope == EXPR_FLAT || b.sign != SIGN_UNKNOWN;
    case EXPR_CODE_MIN:
    case EXPR_CODE_MAX: {
        enum sign wins = code == EXPR_CODE_MAX ? SIGN_NOT_NEGATIVE : SIGN_NOT_POSITIVE;
        bool one = a->sign == wins || b.sign == wins;
        *a = (struct shape){a->slope | b.slope, one                 ? wins
                                                : a->sign == b.sign ? a->sign
                                                                    : SIGN_UNKNOWN};
        return true;
    }
    case EXPR_CODE_ROUND: return b.slope == EXPR_FLAT;
    default: return false;
    }
}

/* Do one operation; false where it is not understood. */
static bool shape_op(const struct expr *x, const struct expr_op *op, size_t slot,
                     struct shape *stack, size_t *top)
{
    switch (op->code) {
    case EXPR_CODE_PUSH:
        if (op->type != EXPR_NUMBER)
            return false;
        stack[(*top)++] = shape_of_constant(&x->constants[op->arg]);
        return true;
    case EXPR_CODE_PUSH_SLOT:
        stack[(*top)++] =
            (struct shape){op->slot == slot ? EXPR_RISES : EXPR_FLAT, SIGN_NOT_NEGATIVE};
        return true;
    case EXPR_CODE_NEGATE:
        stack[*top - 1] =
            (struct shape){turned(stack[*top - 1].slope), sign_turned(stack[*top - 1].sign)};
        return true;
    case EXPR_CODE_FLOOR:
    case EXPR_CODE_CEIL: return true; /* neither crosses 0 nor turns */
    case EXPR_CODE_CLAMP:
        *top -= 2;
        stack[*top - 1].slope |= stack[*top].slope | stack[*top + 1].slope;
        stack[*top - 1].sign = stack[*top].sign;
        return true;
    default: break;
    }
    if (*top < 2)
        return false;
    (*top)--;
    return shape_two(op->code, &stack[*top - 1], stack[*top]);
}

unsigned expr_slope(const struct expr *x, size_t slot)
{
    struct shape stack[EXPR_STACK_MAX] = {{EXPR_FLAT, SIGN_UNKNOWN}};
    size_t top = 0;
    if (!expr_uses(x, slot))
        return EXPR_FLAT;
    for (size_t i = 0; i < x->n_ops; i++) {
        if (!shape_op(x, &x->ops[i], slot, stack, &top))
            return EXPR_RISES | EXPR_FALLS;
    }
    return top == 1 ? stack[0].slope : EXPR_RISES | EXPR_FALLS;
}
