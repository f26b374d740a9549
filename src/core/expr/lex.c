/*
 * lex.c — see lex.h. What other languages write, and what an input method for
 * Chinese puts in place of ASCII, is recognised to be refused with the right
 * spelling.
 */
#include "core/expr/lex.h"

#include "base/arena.h"
#include "base/text.h"

/* Signs of the language; the longer ones first. */
static const struct {
    struct str sign;
    enum expr_token_kind kind;
} EXPR_SIGNS[] = {
    {{"!=", 2}, EXPR_TOKEN_OTHER},        {{"<=", 2}, EXPR_TOKEN_LESS_OR_SAME},
    {{">=", 2}, EXPR_TOKEN_MORE_OR_SAME}, {{"=", 1}, EXPR_TOKEN_SAME},
    {{"<", 1}, EXPR_TOKEN_LESS},          {{">", 1}, EXPR_TOKEN_MORE},
    {{"(", 1}, EXPR_TOKEN_OPENING},       {{")", 1}, EXPR_TOKEN_CLOSING},
    {{",", 1}, EXPR_TOKEN_COMMA},         {{"+", 1}, EXPR_TOKEN_PLUS},
    {{"-", 1}, EXPR_TOKEN_MINUS},         {{"*", 1}, EXPR_TOKEN_TIMES},
    {{"/", 1}, EXPR_TOKEN_OVER},
};

/* Signs of other languages and of mathematics: looked for before those of our own. */
static const struct {
    struct str sign, nearest;
} EXPR_FOREIGN[] = {
    {{"==", 2}, {"=", 1}},
    {{"<>", 2}, {"!=", 2}},
    {{"=<", 2}, {"<=", 2}},
    {{"=>", 2}, {">=", 2}},
    {{"&&", 2}, {"and", 3}},
    {{"||", 2}, {"or", 2}},
    {{"\"", 1}, {"'", 1}},
    {{"\xE2\x89\xA0", 3}, {"!=", 2}}, /* not equal */
    {{"\xE2\x89\xA4", 3}, {"<=", 2}}, /* less or equal */
    {{"\xE2\x89\xA5", 3}, {">=", 2}}, /* more or equal */
    {{"\xC3\x97", 2}, {"*", 1}},      /* times */
    {{"\xC3\xB7", 2}, {"/", 1}},      /* divided by */
    {{"\xE2\x80\x9C", 3}, {"'", 1}},  /* double quotation marks */
    {{"\xE2\x80\x9D", 3}, {"'", 1}},
};

static bool lex_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool lex_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool lex_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* The byte at `at`, or 0 behind the end. */
static char lex_byte(struct str s, size_t at)
{
    return at < s.n ? s.p[at] : '\0';
}

/* Where the name that begins at `at` ends: parts joined by single dots. */
static size_t lex_name(struct str s, size_t at)
{
    while (lex_letter(lex_byte(s, at)) || lex_digit(lex_byte(s, at)) ||
           (lex_byte(s, at) == '.' && lex_letter(lex_byte(s, at + 1))))
        at++;
    return at;
}

static size_t lex_number(struct str s, size_t at)
{
    while (lex_digit(lex_byte(s, at)))
        at++;
    if (lex_byte(s, at) != '.' || !lex_digit(lex_byte(s, at + 1)))
        return at;
    at++;
    while (lex_digit(lex_byte(s, at)))
        at++;
    return at;
}

/* A text from its opening quote; a quote inside is written twice. */
static struct expr_token lex_text(struct str s, size_t at)
{
    struct expr_token t = {.kind = EXPR_TOKEN_OPEN_TEXT, .at = at, .end = at + 1};
    for (; t.end < s.n && (unsigned char)s.p[t.end] >= ' '; t.end++) {
        if (s.p[t.end] != '\'')
            continue;
        if (lex_byte(s, t.end + 1) != '\'') {
            t.kind = EXPR_TOKEN_TEXT;
            t.end++;
            break;
        }
        t.end++;
    }
    return t;
}

/* A code point that is none of ours, with what it stands for when it was typed too wide. */
static struct expr_token lex_foreign(struct arena *a, struct str s, size_t at)
{
    struct expr_token t = {.kind = EXPR_TOKEN_FOREIGN, .at = at, .end = at};
    uint32_t cp = str_next(s, &t.end);
    uint32_t folded = text_fold(cp);
    if (cp == '!')
        t.nearest = STR("not");
    else if (folded != cp && folded > ' ' && folded < 0x7F)
        t.nearest = str_format(a, "%c", (int)folded);
    else if (folded == ' ')
        t.nearest = STR(" ");
    return t;
}

static struct expr_token lex_sign(struct arena *a, struct str s, size_t at)
{
    struct str rest = str_sub(s, at, s.n);
    for (size_t i = 0; i < ARRAY_LEN(EXPR_FOREIGN); i++)
        if (str_starts(rest, EXPR_FOREIGN[i].sign))
            return (struct expr_token){EXPR_TOKEN_FOREIGN, at, at + EXPR_FOREIGN[i].sign.n,
                                       EXPR_FOREIGN[i].nearest};
    for (size_t i = 0; i < ARRAY_LEN(EXPR_SIGNS); i++)
        if (str_starts(rest, EXPR_SIGNS[i].sign))
            return (struct expr_token){EXPR_SIGNS[i].kind, at, at + EXPR_SIGNS[i].sign.n, STR_NONE};
    return lex_foreign(a, s, at);
}

enum expr_token_kind expr_lex_keyword(struct str s)
{
    static const struct {
        struct str word;
        enum expr_token_kind kind;
    } keywords[] = {
        {{"and", 3}, EXPR_TOKEN_AND},         {{"or", 2}, EXPR_TOKEN_OR},
        {{"not", 3}, EXPR_TOKEN_NOT},         {{"in", 2}, EXPR_TOKEN_IN},
        {{"missing", 7}, EXPR_TOKEN_MISSING},
    };
    for (size_t i = 0; i < ARRAY_LEN(keywords); i++)
        if (str_eq(s, keywords[i].word))
            return keywords[i].kind;
    return EXPR_TOKEN_NAME;
}

bool expr_lex_is_name(struct str s)
{
    return lex_letter(lex_byte(s, 0)) && lex_name(s, 0) == s.n;
}

struct expr_token expr_lex(struct arena *a, struct str text, size_t from)
{
    size_t at = from;
    while (at < text.n && lex_blank(text.p[at]))
        at++;
    if (at >= text.n)
        return (struct expr_token){.kind = EXPR_TOKEN_END, .at = text.n, .end = text.n};
    char c = text.p[at];
    struct expr_token t = {.at = at};
    if (lex_letter(c)) {
        t.end = lex_name(text, at);
        t.kind = expr_lex_keyword(str_sub(text, at, t.end));
    } else if (lex_digit(c)) {
        t.end = lex_number(text, at);
        t.kind = EXPR_TOKEN_NUMBER;
    } else if (c == '\'') {
        t = lex_text(text, at);
    } else {
        t = lex_sign(a, text, at);
    }
    return t;
}
