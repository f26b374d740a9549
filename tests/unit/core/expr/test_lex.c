/*
 * test_lex.c — where each word and sign begins and ends.
 */
#include "testmain.h"

#include "base/arena.h"
#include "core/expr/lex.h"

static void test_expr_lex__one_token(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct str text;
        enum expr_token_kind kind;
        size_t at, end;
        const char *nearest;
    } cases[] = {
        {"end", {"", 0}, EXPR_TOKEN_END, 0, 0, ""},
        {"blanks only", {" \t\r\n", 4}, EXPR_TOKEN_END, 4, 4, ""},
        {"name", {"  ab.c1_ ", 9}, EXPR_TOKEN_NAME, 2, 8, ""},
        {"a dot ends a name", {"ab.", 3}, EXPR_TOKEN_NAME, 0, 2, ""},
        {"two dots end a name", {"ab..c", 5}, EXPR_TOKEN_NAME, 0, 2, ""},
        {"keyword", {"and(", 4}, EXPR_TOKEN_AND, 0, 3, ""},
        {"longer than a keyword", {"ands", 4}, EXPR_TOKEN_NAME, 0, 4, ""},
        {"or", {"or", 2}, EXPR_TOKEN_OR, 0, 2, ""},
        {"not", {"not", 3}, EXPR_TOKEN_NOT, 0, 3, ""},
        {"in", {"in", 2}, EXPR_TOKEN_IN, 0, 2, ""},
        {"missing", {"missing", 7}, EXPR_TOKEN_MISSING, 0, 7, ""},
        {"number", {"12.50+", 6}, EXPR_TOKEN_NUMBER, 0, 5, ""},
        {"a point without digits", {"12.", 3}, EXPR_TOKEN_NUMBER, 0, 2, ""},
        {"a second point", {"1.2.3", 5}, EXPR_TOKEN_NUMBER, 0, 3, ""},
        {"text", {"'ab' c", 6}, EXPR_TOKEN_TEXT, 0, 4, ""},
        {"empty text", {"''", 2}, EXPR_TOKEN_TEXT, 0, 2, ""},
        {"quote in a text", {"'a''b'", 6}, EXPR_TOKEN_TEXT, 0, 6, ""},
        {"quote at the end of a text", {"'a'''", 5}, EXPR_TOKEN_TEXT, 0, 5, ""},
        {"open text", {"'ab", 3}, EXPR_TOKEN_OPEN_TEXT, 0, 3, ""},
        {"open text with a quote", {"'ab''", 5}, EXPR_TOKEN_OPEN_TEXT, 0, 5, ""},
        {"a line ends in a text", {"'a\n'", 4}, EXPR_TOKEN_OPEN_TEXT, 0, 2, ""},
        {"less or same", {"<= ", 3}, EXPR_TOKEN_LESS_OR_SAME, 0, 2, ""},
        {"less", {"< =", 3}, EXPR_TOKEN_LESS, 0, 1, ""},
        {"more or same", {">=", 2}, EXPR_TOKEN_MORE_OR_SAME, 0, 2, ""},
        {"more", {">", 1}, EXPR_TOKEN_MORE, 0, 1, ""},
        {"other", {"!=", 2}, EXPR_TOKEN_OTHER, 0, 2, ""},
        {"same", {"= =", 3}, EXPR_TOKEN_SAME, 0, 1, ""},
        {"signs one by one", {"--", 2}, EXPR_TOKEN_MINUS, 0, 1, ""},
        {"twice equal", {"==", 2}, EXPR_TOKEN_FOREIGN, 0, 2, "="},
        {"exclamation mark", {"!a", 2}, EXPR_TOKEN_FOREIGN, 0, 1, "not"},
        {"wide parenthesis", {"\xEF\xBC\x88", 3}, EXPR_TOKEN_FOREIGN, 0, 3, "("},
        {"wide quotation mark", {"\xE2\x80\x98", 3}, EXPR_TOKEN_FOREIGN, 0, 3, "'"},
        {"wide blank", {"\xE3\x80\x80", 3}, EXPR_TOKEN_FOREIGN, 0, 3, " "},
        {"Chinese", {"\xE5\xAD\xA6", 3}, EXPR_TOKEN_FOREIGN, 0, 3, ""},
        {"question mark", {"?", 1}, EXPR_TOKEN_FOREIGN, 0, 1, ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 4096);
        struct expr_token t = expr_lex(&a, cases[i].text, 0);
        CHECK_INT(cases[i].name, t.kind, cases[i].kind);
        CHECK_INT(cases[i].name, t.at, cases[i].at);
        CHECK_INT(cases[i].name, t.end, cases[i].end);
        CHECK_STR(cases[i].name, t.nearest, cases[i].nearest);
        arena_release(&a);
    }
}

TEST_MAIN(cmocka_unit_test(test_expr_lex__one_token))
