/*
 * lex.h — inside core/expr: the words and signs of a text, one after the other.
 */
#pragma once

#include "core/expr/expr.h"

enum expr_token_kind {
    EXPR_TOKEN_END,
    EXPR_TOKEN_NUMBER,
    EXPR_TOKEN_TEXT,      /* with its quotes */
    EXPR_TOKEN_OPEN_TEXT, /* a quote that nothing closes on its line */
    EXPR_TOKEN_NAME,
    EXPR_TOKEN_AND,
    EXPR_TOKEN_OR,
    EXPR_TOKEN_NOT,
    EXPR_TOKEN_IN,
    EXPR_TOKEN_MISSING,
    EXPR_TOKEN_OPENING,
    EXPR_TOKEN_CLOSING,
    EXPR_TOKEN_COMMA,
    EXPR_TOKEN_PLUS,
    EXPR_TOKEN_MINUS,
    EXPR_TOKEN_TIMES,
    EXPR_TOKEN_OVER,
    EXPR_TOKEN_SAME,
    EXPR_TOKEN_OTHER,
    EXPR_TOKEN_LESS,
    EXPR_TOKEN_LESS_OR_SAME,
    EXPR_TOKEN_MORE,
    EXPR_TOKEN_MORE_OR_SAME,
    EXPR_TOKEN_FOREIGN, /* what the language does not have */
};

struct expr_token {
    enum expr_token_kind kind;
    size_t at, end;     /* bytes [at, end) of the text */
    struct str nearest; /* EXPR_TOKEN_FOREIGN: how the language writes it, or empty */
};

/* The token at or after byte `from` of valid UTF-8. */
struct expr_token expr_lex(struct arena *a, struct str text, size_t from);

/* Whether s is one name or keyword from end to end. */
bool expr_lex_is_name(struct str s);

/* EXPR_TOKEN_NAME, or the keyword that s is. */
enum expr_token_kind expr_lex_keyword(struct str s);
