/*
 * parse.c — a text to a tree, by levels of precedence:
 *
 *     1  or        2  and        3  not
 *     4  = != < <= > >=  in  not in     (these do not chain)
 *     5  + -       6  * /        7  unary -
 *
 * Every way down goes through parse_level, which counts how deep it is. `and`
 * and `or` take all their operands into one node, so that a long list of
 * conditions is not a deep tree.
 */
#include "base/arena.h"
#include "base/nearest.h"
#include "base/vec.h"
#include "core/expr/lex.h"
#include "core/expr/node.h"

enum { LEVEL_OR = 1, LEVEL_AND, LEVEL_NOT, LEVEL_COMPARE, LEVEL_SUM, LEVEL_PRODUCT, LEVEL_NEGATE };

/* A parenthesis and the operation in it are two levels. */
enum { PARSE_DEPTH_MAX = 2 * EXPR_DEPTH_MAX };

typedef VEC(struct expr_node *) node_vec;

struct parser {
    struct expr_work *w;
    struct str text;
    struct expr_token token; /* the one to be read next */
    size_t last_end;         /* where the one before it ended */
    size_t depth;
};

/* What an operator makes of its operands. */
struct operator_row {
    enum expr_token_kind token;
    int level;
    enum expr_kind kind;
    uint8_t order;
};

static enum err_code parse_level(struct parser *p, int level, struct expr_node **ret);

/* ---- tokens ---------------------------------------------------------------- */

static void parse_next(struct parser *p)
{
    p->last_end = p->token.end;
    p->token = expr_lex(p->w->a, p->text, p->token.end);
}

static struct str parse_word(const struct parser *p)
{
    return str_sub(p->text, p->token.at, p->token.end);
}

/* and, or, not, in or missing, where somebody wrote it in capitals or slipped. */
static struct str parse_keyword_near(struct str word)
{
    static const struct str keywords[] = {
        {"and", 3}, {"or", 2}, {"not", 3}, {"in", 2}, {"missing", 7}};
    char low[NEAREST_MAX];
    if (word.n > sizeof(low))
        return STR_NONE;
    for (size_t i = 0; i < word.n; i++)
        low[i] = word.p[i] >= 'A' && word.p[i] <= 'Z' ? (char)(word.p[i] - 'A' + 'a') : word.p[i];
    for (size_t i = 0; i < ARRAY_LEN(keywords); i++)
        if (nearest_distance((struct str){low, word.n}, keywords[i]) <= keywords[i].n / 3)
            return keywords[i];
    return STR_NONE;
}

/* The token that stands here is not what was wanted. */
static enum err_code parse_unwanted(struct parser *p, enum expr_wanted wanted)
{
    const struct expr_token *t = &p->token;
    if (t->kind == EXPR_TOKEN_OPEN_TEXT)
        wanted = EXPR_WANTED_QUOTE;
    if (t->kind == EXPR_TOKEN_FOREIGN && t->nearest.n == 0)
        wanted = EXPR_WANTED_SIGN;
    struct str nearest = t->nearest;
    if (t->kind == EXPR_TOKEN_NAME && wanted == EXPR_WANTED_OPERATOR)
        nearest = parse_keyword_near(parse_word(p));
    return expr_fail_near(p->w, ERR_EXPR_SYNTAX, t->at, t->end, wanted, nearest);
}

static enum err_code parse_want(struct parser *p, enum expr_token_kind kind,
                                enum expr_wanted wanted)
{
    if (p->token.kind != kind)
        return parse_unwanted(p, wanted);
    parse_next(p);
    return ERR_OK;
}

/* ---- nodes ----------------------------------------------------------------- */

static enum err_code parse_node(struct parser *p, enum expr_kind kind, size_t at, node_vec *args,
                                struct expr_node **ret)
{
    size_t depth = 0;
    for (size_t i = 0; args != NULL && i < args->n; i++)
        depth = args->p[i]->depth > depth ? args->p[i]->depth : depth;
    if (++p->w->nodes > EXPR_NODES_MAX)
        return expr_fail(p->w, ERR_EXPR_NODES, at, p->last_end, EXPR_WANTED_NODES);
    if (depth >= EXPR_DEPTH_MAX)
        return expr_fail(p->w, ERR_EXPR_DEPTH, at, p->last_end, EXPR_WANTED_DEPTH);
    struct expr_node *node = ARENA_NEW(p->w->a, struct expr_node);
    node->kind = kind;
    node->at = at;
    node->end = p->last_end;
    node->depth = (uint16_t)(depth + 1);
    node->index = -1;
    node->arg = args == NULL ? NULL : args->p;
    node->n = args == NULL ? 0 : args->n;
    *ret = node;
    return ERR_OK;
}

static enum err_code parse_literal(struct parser *p, size_t at, enum expr_type type,
                                   struct expr_node **ret)
{
    ERR_TRY(parse_node(p, EXPR_KIND_LITERAL, at, NULL, ret));
    (*ret)->type = type;
    (*ret)->value.present = true;
    return ERR_OK;
}

/* ---- literals -------------------------------------------------------------- */

static enum err_code parse_number(struct parser *p, bool negative, size_t at,
                                  struct expr_node **ret)
{
    struct rational number = RATIONAL(0);
    if (p->token.kind != EXPR_TOKEN_NUMBER)
        return parse_unwanted(p, EXPR_WANTED_LITERAL);
    if (rational_parse(parse_word(p), &number, NULL) != ERR_OK)
        return expr_fail(p->w, ERR_NUMBER_RANGE, p->token.at, p->token.end, EXPR_WANTED_FITTING);
    parse_next(p);
    ERR_TRY(parse_literal(p, at, EXPR_NUMBER, ret));
    (*ret)->value.number = negative ? rational_neg(number) : number;
    return ERR_OK;
}

/* The text between the quotes, each doubled quote made one. */
static struct str parse_unquoted(struct arena *a, struct str quoted)
{
    struct str inner = str_sub(quoted, 1, quoted.n - 1);
    if (str_find(inner, STR("'"), 0) == SIZE_MAX)
        return str_copy(a, inner);
    char *out = arena_alloc(a, inner.n);
    size_t n = 0;
    for (size_t i = 0; i < inner.n; i += inner.p[i] == '\'' ? 2 : 1)
        out[n++] = inner.p[i];
    return (struct str){out, n};
}

static enum err_code parse_text(struct parser *p, struct expr_node **ret)
{
    size_t at = p->token.at;
    struct str text = parse_unquoted(p->w->a, parse_word(p));
    parse_next(p);
    ERR_TRY(parse_literal(p, at, EXPR_TEXT, ret));
    (*ret)->value.text = text;
    return ERR_OK;
}

/* date('2017-06-30'), from its opening parenthesis. */
static enum err_code parse_date(struct parser *p, size_t at, struct expr_node **ret)
{
    parse_next(p);
    if (p->token.kind != EXPR_TOKEN_TEXT)
        return parse_unwanted(p, EXPR_WANTED_DAY);
    date day = {0};
    struct str inner = str_sub(p->text, p->token.at + 1, p->token.end - 1);
    enum err_code code = date_parse(inner, &day, NULL);
    if (code != ERR_OK)
        return expr_fail(p->w, code, p->token.at, p->token.end, EXPR_WANTED_DAY);
    parse_next(p);
    ERR_TRY(parse_want(p, EXPR_TOKEN_CLOSING, EXPR_WANTED_CLOSING));
    ERR_TRY(parse_literal(p, at, EXPR_DATE, ret));
    (*ret)->value.day = day;
    return ERR_OK;
}

/* One of the values in parentheses behind `in`. */
static enum err_code parse_item(struct parser *p, struct expr_node **ret)
{
    size_t at = p->token.at;
    if (p->token.kind == EXPR_TOKEN_MINUS) {
        parse_next(p);
        return parse_number(p, true, at, ret);
    }
    if (p->token.kind == EXPR_TOKEN_TEXT)
        return parse_text(p, ret);
    if (p->token.kind != EXPR_TOKEN_NAME || !str_eq(parse_word(p), STR("date")))
        return parse_number(p, false, at, ret);
    parse_next(p);
    if (p->token.kind != EXPR_TOKEN_OPENING)
        return parse_unwanted(p, EXPR_WANTED_OPENING);
    return parse_date(p, at, ret);
}

/* ---- operands -------------------------------------------------------------- */

static const struct {
    const char *word;
    enum expr_kind kind;
    size_t least, most;
} EXPR_FUNCTIONS[] = {
#define EXPR_FUNCTION(name, word, least, most) {word, EXPR_KIND_##name, least, most},
#include "core/expr/function.def"
#undef EXPR_FUNCTION
};

const char *expr_function_word(enum expr_kind kind)
{
    for (size_t i = 0; i < ARRAY_LEN(EXPR_FUNCTIONS); i++)
        if (EXPR_FUNCTIONS[i].kind == kind)
            return EXPR_FUNCTIONS[i].word;
    must_not_reach("a kind that is no function");
}

static enum err_code parse_no_function(struct parser *p, struct str word, size_t at, size_t end)
{
    struct str nearest = STR_NONE;
    size_t least = SIZE_MAX;
    for (size_t i = 0; i <= ARRAY_LEN(EXPR_FUNCTIONS); i++) {
        bool ours = i < ARRAY_LEN(EXPR_FUNCTIONS);
        struct str name = ours ? str_of(EXPR_FUNCTIONS[i].word) : STR("date");
        if (expr_nearer(word, name, &least))
            nearest = name;
    }
    return expr_fail_near(p->w, ERR_EXPR_FUNCTION, at, end, EXPR_WANTED_FUNCTION, nearest);
}

/* The arguments of a call, from behind its opening parenthesis to behind the closing one. */
static enum err_code parse_arguments(struct parser *p, node_vec *args)
{
    if (p->token.kind == EXPR_TOKEN_CLOSING) {
        parse_next(p);
        return ERR_OK;
    }
    for (;;) {
        struct expr_node *arg = NULL;
        ERR_TRY(parse_level(p, LEVEL_OR, &arg));
        *vec_push(p->w->a, args) = arg;
        if (p->token.kind != EXPR_TOKEN_COMMA)
            return parse_want(p, EXPR_TOKEN_CLOSING, EXPR_WANTED_COMMA_OR_CLOSING);
        parse_next(p);
    }
}

static enum err_code parse_call(struct parser *p, size_t at, size_t end, struct expr_node **ret)
{
    struct str word = str_sub(p->text, at, end);
    if (str_eq(word, STR("date")))
        return parse_date(p, at, ret);
    size_t f = 0;
    while (f < ARRAY_LEN(EXPR_FUNCTIONS) && !str_eq(word, str_of(EXPR_FUNCTIONS[f].word)))
        f++;
    if (f == ARRAY_LEN(EXPR_FUNCTIONS))
        return parse_no_function(p, word, at, end);
    parse_next(p);
    node_vec args = {0};
    ERR_TRY(parse_arguments(p, &args));
    if (args.n < EXPR_FUNCTIONS[f].least || args.n > EXPR_FUNCTIONS[f].most) {
        static const enum expr_wanted wanted[] = {EXPR_WANTED_ARGUMENTS_1, EXPR_WANTED_ARGUMENTS_2,
                                                  EXPR_WANTED_ARGUMENTS_3};
        size_t most = EXPR_FUNCTIONS[f].most;
        return expr_fail(p->w, ERR_EXPR_ARGUMENTS, at, p->last_end,
                         most > 3 ? EXPR_WANTED_ARGUMENTS_SEVERAL : wanted[most - 1]);
    }
    return parse_node(p, EXPR_FUNCTIONS[f].kind, at, &args, ret);
}

static enum err_code parse_operand(struct parser *p, struct expr_node **ret)
{
    struct expr_token t = p->token;
    if (t.kind == EXPR_TOKEN_NUMBER)
        return parse_number(p, false, t.at, ret);
    if (t.kind == EXPR_TOKEN_TEXT)
        return parse_text(p, ret);
    if (t.kind == EXPR_TOKEN_MISSING)
        return parse_unwanted(p, EXPR_WANTED_AFTER_EQUALS);
    if (t.kind == EXPR_TOKEN_OPENING) {
        parse_next(p);
        ERR_TRY(parse_level(p, LEVEL_OR, ret));
        return parse_want(p, EXPR_TOKEN_CLOSING, EXPR_WANTED_CLOSING);
    }
    if (t.kind != EXPR_TOKEN_NAME)
        return parse_unwanted(p, EXPR_WANTED_OPERAND);
    parse_next(p);
    if (p->token.kind == EXPR_TOKEN_OPENING)
        return parse_call(p, t.at, t.end, ret);
    return parse_node(p, EXPR_KIND_NAME, t.at, NULL, ret);
}

/* ---- operators ------------------------------------------------------------- */

static const struct operator_row EXPR_OPERATORS[] = {
    {EXPR_TOKEN_OR, LEVEL_OR, EXPR_KIND_OR, 0},
    {EXPR_TOKEN_AND, LEVEL_AND, EXPR_KIND_AND, 0},
    {EXPR_TOKEN_SAME, LEVEL_COMPARE, EXPR_KIND_COMPARE, EXPR_SAME},
    {EXPR_TOKEN_OTHER, LEVEL_COMPARE, EXPR_KIND_COMPARE, EXPR_OTHER},
    {EXPR_TOKEN_LESS, LEVEL_COMPARE, EXPR_KIND_COMPARE, EXPR_LESS},
    {EXPR_TOKEN_LESS_OR_SAME, LEVEL_COMPARE, EXPR_KIND_COMPARE, EXPR_LESS | EXPR_SAME},
    {EXPR_TOKEN_MORE, LEVEL_COMPARE, EXPR_KIND_COMPARE, EXPR_MORE},
    {EXPR_TOKEN_MORE_OR_SAME, LEVEL_COMPARE, EXPR_KIND_COMPARE, EXPR_MORE | EXPR_SAME},
    {EXPR_TOKEN_IN, LEVEL_COMPARE, EXPR_KIND_IN, 0},
    {EXPR_TOKEN_NOT, LEVEL_COMPARE, EXPR_KIND_IN, 0},
    {EXPR_TOKEN_PLUS, LEVEL_SUM, EXPR_KIND_ADD, 0},
    {EXPR_TOKEN_MINUS, LEVEL_SUM, EXPR_KIND_SUBTRACT, 0},
    {EXPR_TOKEN_TIMES, LEVEL_PRODUCT, EXPR_KIND_MULTIPLY, 0},
    {EXPR_TOKEN_OVER, LEVEL_PRODUCT, EXPR_KIND_DIVIDE, 0},
};

static const struct operator_row *parse_operator(const struct parser *p)
{
    for (size_t i = 0; i < ARRAY_LEN(EXPR_OPERATORS); i++)
        if (EXPR_OPERATORS[i].token == p->token.kind)
            return &EXPR_OPERATORS[i];
    return NULL;
}

/* `in (…)` or `not in (…)` behind `left`. */
static enum err_code parse_in(struct parser *p, struct expr_node *left, struct expr_node **ret)
{
    node_vec args = {0};
    *vec_push(p->w->a, &args) = left;
    bool negated = p->token.kind == EXPR_TOKEN_NOT;
    if (negated)
        parse_next(p);
    ERR_TRY(parse_want(p, EXPR_TOKEN_IN, EXPR_WANTED_IN));
    ERR_TRY(parse_want(p, EXPR_TOKEN_OPENING, EXPR_WANTED_OPENING));
    for (bool more = true; more;) {
        struct expr_node *item = NULL;
        ERR_TRY(parse_item(p, &item));
        *vec_push(p->w->a, &args) = item;
        more = p->token.kind == EXPR_TOKEN_COMMA;
        if (more)
            parse_next(p);
    }
    ERR_TRY(parse_want(p, EXPR_TOKEN_CLOSING, EXPR_WANTED_COMMA_OR_CLOSING));
    ERR_TRY(parse_node(p, EXPR_KIND_IN, left->at, &args, ret));
    (*ret)->negated = negated;
    return ERR_OK;
}

static enum err_code parse_binary(struct parser *p, const struct operator_row *op,
                                  struct expr_node *left, size_t at, struct expr_node **ret)
{
    parse_next(p);
    node_vec args = {0};
    *vec_push(p->w->a, &args) = left;
    bool equals = op->order == EXPR_SAME || op->order == EXPR_OTHER;
    if (equals && p->token.kind == EXPR_TOKEN_MISSING) {
        parse_next(p);
        ERR_TRY(parse_node(p, EXPR_KIND_MISSING, at, &args, ret));
        (*ret)->negated = op->order == EXPR_OTHER;
        return ERR_OK;
    }
    struct expr_node *right = NULL;
    ERR_TRY(parse_level(p, op->level + 1, &right));
    *vec_push(p->w->a, &args) = right;
    bool takes_all = op->kind == EXPR_KIND_AND || op->kind == EXPR_KIND_OR;
    while (takes_all && p->token.kind == op->token) {
        parse_next(p);
        ERR_TRY(parse_level(p, op->level + 1, &right));
        *vec_push(p->w->a, &args) = right;
    }
    ERR_TRY(parse_node(p, op->kind, at, &args, ret));
    (*ret)->order = op->order;
    return ERR_OK;
}

/* An operand with what stands in front of it. */
static enum err_code parse_prefixed(struct parser *p, int level, struct expr_node **ret)
{
    size_t at = p->token.at;
    bool minus = p->token.kind == EXPR_TOKEN_MINUS;
    if (!minus && (p->token.kind != EXPR_TOKEN_NOT || level > LEVEL_NOT))
        return parse_operand(p, ret);
    parse_next(p);
    struct expr_node *operand = NULL;
    node_vec args = {0};
    ERR_TRY(parse_level(p, minus ? LEVEL_NEGATE : LEVEL_NOT, &operand));
    *vec_push(p->w->a, &args) = operand;
    return parse_node(p, minus ? EXPR_KIND_NEGATE : EXPR_KIND_NOT, at, &args, ret);
}

/* What binds at least as tightly as `level`. */
static enum err_code parse_level(struct parser *p, int level, struct expr_node **ret)
{
    if (++p->depth > PARSE_DEPTH_MAX)
        return expr_fail(p->w, ERR_EXPR_DEPTH, p->token.at, p->token.end, EXPR_WANTED_DEPTH);
    size_t at = p->token.at;
    /* what `not` takes is complete: only `and` and `or` can follow it */
    int most = p->token.kind == EXPR_TOKEN_NOT ? LEVEL_AND : LEVEL_PRODUCT;
    struct expr_node *left = NULL;
    ERR_TRY(parse_prefixed(p, level, &left));
    const struct operator_row *op;
    while ((op = parse_operator(p)) != NULL && op->level >= level && op->level <= most) {
        if (op->kind == EXPR_KIND_IN)
            ERR_TRY(parse_in(p, left, &left));
        else
            ERR_TRY(parse_binary(p, op, left, at, &left));
        left->at = at;
        if (op->level == LEVEL_COMPARE)
            most = LEVEL_AND;
    }
    op = parse_operator(p);
    if (op != NULL && op->level == LEVEL_COMPARE && most == LEVEL_AND && level <= LEVEL_COMPARE)
        return parse_unwanted(p, EXPR_WANTED_ONE_COMPARISON);
    p->depth--;
    *ret = left;
    return ERR_OK;
}

enum err_code expr_parse(struct expr_work *w, struct expr_node **ret)
{
    struct parser p = {.w = w, .text = w->source->text};
    p.token = expr_lex(w->a, p.text, 0);
    ERR_TRY(parse_level(&p, LEVEL_OR, ret));
    if (p.token.kind != EXPR_TOKEN_END)
        return parse_unwanted(&p, EXPR_WANTED_OPERATOR);
    return ERR_OK;
}
