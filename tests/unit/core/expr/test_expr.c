/*
 * test_expr.c — limits, faults and their sentences, what an expression says of itself. What the
 * operators and functions compute: tests/golden/expr.
 */
#include "testmain.h"

#include "base/arena.h"
#include "base/buf.h"
#include "core/expr/expr.h"

static const struct str LEVELS[] = {{"strict", 6}, {"ordinary", 8}, {"lenient", 7}};

static const struct expr_name NAMES[] = {
    {{"hours", 5}, EXPR_NUMBER, NULL, 0},   {{"level", 5}, EXPR_TEXT, LEVELS, ARRAY_LEN(LEVELS)},
    {{"held_on", 7}, EXPR_DATE, NULL, 0},   {{"special", 7}, EXPR_BOOL, NULL, 0},
    {{"note", 4}, EXPR_TEXT, NULL, 0},      {{"entered_at", 10}, EXPR_INSTANT, NULL, 0},
    {{"divisor", 7}, EXPR_NUMBER, NULL, 0},
};

enum { HOURS, LEVEL, HELD_ON, SPECIAL, NOTE, ENTERED_AT, DIVISOR };

static const struct expr_env ENV = {NAMES, ARRAY_LEN(NAMES)};

static enum err_code compile(struct arena *a, struct str text, enum expr_type wanted,
                             const struct expr **ret, struct expr_fault *f, struct err *e)
{
    struct expr_source source = {text, STR("rule r1 where"), &ENV, wanted};
    return expr_compile(a, &source, ret, f, e);
}

/* `open` n times, `middle`, `close` n times. */
static struct str nested(struct arena *a, const char *open, const char *middle, const char *close,
                         size_t n)
{
    struct buf b;
    buf_init(&b, 64 * 1024);
    for (size_t i = 0; i < n; i++)
        buf_add_z(&b, open);
    buf_add_z(&b, middle);
    for (size_t i = 0; i < n; i++)
        buf_add_z(&b, close);
    struct str text = str_copy(a, buf_str(&b));
    buf_release(&b);
    return text;
}

static void test_expr_compile__limits(void **state)
{
    (void)state;
    static const struct {
        const char *name, *open, *middle, *close;
        size_t n;
        enum err_code code;
    } cases[] = {
        {"parentheses", "(", "8", ")", 100, ERR_OK},
        {"most parentheses", "(", "8", ")", 199, ERR_OK},
        {"too many parentheses", "(", "8", ")", 200, ERR_EXPR_DEPTH},
        {"open parentheses", "(", "", "", 4000, ERR_EXPR_DEPTH},
        {"signs", "-", "8", "", 99, ERR_OK},
        {"too many signs", "-", "8", "", 100, ERR_EXPR_DEPTH},
        {"far too many signs", "-", "8", "", 4000, ERR_EXPR_DEPTH},
        {"sum from the left", "", "1", "+1", 99, ERR_OK},
        {"sum too deep from the left", "", "1", "+1", 100, ERR_EXPR_DEPTH},
        {"sum from the right", "1+(", "1", ")", 99, ERR_OK},
        {"sum too deep from the right", "1+(", "1", ")", 100, ERR_EXPR_DEPTH},
        {"calls", "abs(", "1", ")", 1, ERR_EXPR_FUNCTION},
        {"deepest stack", "clamp(1,1,", "1", ")", 99, ERR_OK},
        {"calls too deep", "clamp(1,1,", "1", ")", 100, ERR_EXPR_DEPTH},
        {"ifs", "if(special,1,", "1", ")", 99, ERR_OK},
        {"never closed", "", "min(1", ",1", 997, ERR_EXPR_SYNTAX},
        {"longest", " ", "8", " ", 2047, ERR_OK},
        {"too long", " ", "8", " ", 2048, ERR_EXPR_LENGTH},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 16 * 1024 * 1024);
        struct str text = nested(&a, cases[i].open, cases[i].middle, cases[i].close, cases[i].n);
        const struct expr *x = NULL;
        struct expr_fault f = {0};
        struct err e = {0};
        CHECK_ERR(cases[i].name, compile(&a, text, EXPR_NUMBER, &x, &f, &e), cases[i].code);
        CHECK_INT(cases[i].name, f.code, cases[i].code);
        CHECK_INT(cases[i].name, e.code, cases[i].code);
        CHECK(cases[i].name, (x != NULL) == (cases[i].code == ERR_OK));
        struct expr_value slots[ARRAY_LEN(NAMES)] = {{0}};
        struct expr_value v = {0};
        if (x != NULL) {
            CHECK_ERR(cases[i].name, expr_eval(x, slots, &v, NULL), ERR_OK);
            CHECK(cases[i].name, v.present);
        }
        arena_release(&a);
    }
}

static void test_expr_compile__number_of_nodes(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t n;
        enum err_code code;
    } cases[] = {
        {"most", 998, ERR_OK}, /* the name, the list and its values */
        {"one too many", 999, ERR_EXPR_NODES},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 16 * 1024 * 1024);
        struct str text = nested(&a, "", "hours in(1", ",1", cases[i].n - 1);
        const struct expr *x = NULL;
        struct expr_fault f = {0};
        text = str_format(&a, "%" STR_FMT ")", STR_ARG(text));
        CHECK_ERR(cases[i].name, compile(&a, text, EXPR_BOOL, &x, &f, NULL), cases[i].code);
        CHECK_INT(cases[i].name, f.code, cases[i].code);
        arena_release(&a);
    }
}

/* A long list of conditions is one node wide, not one deep for each. */
static void test_expr_compile__many_conditions(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 16 * 1024 * 1024);
    const struct expr *x = NULL;
    struct str text = nested(&a, "", "special", " or special", 300);
    CHECK_ERR("or", compile(&a, text, EXPR_BOOL, &x, NULL, NULL), ERR_OK);
    struct expr_value slots[ARRAY_LEN(NAMES)] = {{0}};
    bool holds = true;
    CHECK_ERR("none", expr_holds(x, slots, &holds, NULL), ERR_OK);
    CHECK("none", !holds);
    slots[SPECIAL] = (struct expr_value){.present = true, .truth = true};
    CHECK_ERR("one", expr_holds(x, slots, &holds, NULL), ERR_OK);
    CHECK("one", holds);
    arena_release(&a);
}

static void test_expr_compile__faults(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct str text;
        enum err_code code;
        size_t at;
        const char *part, *detail, *zh;
    } cases[] = {
        {"end",
         {"hours >", 7},
         ERR_EXPR_SYNTAX,
         7,
         "",
         "rule r1 where: byte 7: ends, wanted a name, a literal, a function or (",
         "表达式在此结束，应为：名称、常量、函数或 ("},
        {"empty",
         {"", 0},
         ERR_EXPR_SYNTAX,
         0,
         "",
         "rule r1 where: byte 0: ends, wanted a name, a literal, a function or (",
         "表达式在此结束，应为：名称、常量、函数或 ("},
        {"blank",
         {" \t\n", 3},
         ERR_EXPR_SYNTAX,
         3,
         "",
         "rule r1 where: byte 3: ends, wanted a name, a literal, a function or (",
         "表达式在此结束，应为：名称、常量、函数或 ("},
        {"name",
         {"hour > 3", 8},
         ERR_EXPR_NAME,
         0,
         "hour",
         "rule r1 where: byte 0: found `hour`, wanted a known name; perhaps `hours`",
         "此处为 `hour`，应为：已知的名称；可能是 `hours`"},
        {"value",
         {"level = 'strikt'", 16},
         ERR_EXPR_VALUE,
         8,
         "'strikt'",
         "rule r1 where: byte 8: found `'strikt'`, wanted one of the values of the field; perhaps "
         "`strict`",
         "此处为 `'strikt'`，应为：该字段的取值之一；可能是 `strict`"},
        {"wide blank",
         {"hours\xE3\x80\x80> 3", 11},
         ERR_EXPR_SYNTAX,
         5,
         "\xE3\x80\x80",
         "rule r1 where: byte 5: found `\xE3\x80\x80`, wanted an operator, or the end; perhaps ` `",
         "此处为 `\xE3\x80\x80`，应为：运算符，或到此结束；可能是 ` `"},
        {"control character",
         {"hours\x01", 6},
         ERR_EXPR_SYNTAX,
         5,
         "\x01",
         "rule r1 where: byte 5: found `\x01`, wanted a sign of the language",
         "此处为 `\x01`，应为：表达式允许的符号"},
        {"text over a line",
         {"note = 'a\nb'", 12},
         ERR_EXPR_SYNTAX,
         7,
         "'a",
         "rule r1 where: byte 7: found `'a`, wanted a text that ends with ' on the same line",
         "此处为 `'a`，应为：在同一行内以 ' 结束的文本"},
        {"not UTF-8",
         {"note = '\xFF'", 10},
         ERR_TEXT_ENCODING,
         8,
         "",
         "rule r1 where: byte 8: ends, wanted valid UTF-8",
         "表达式在此结束，应为：有效的 UTF-8 文本"},
        {"half a character",
         {"note = '\xE5\x8F", 10},
         ERR_TEXT_ENCODING,
         8,
         "",
         "rule r1 where: byte 8: ends, wanted valid UTF-8",
         "表达式在此结束，应为：有效的 UTF-8 文本"},
        {"NUL",
         {"special\0", 8},
         ERR_TEXT_ENCODING,
         7,
         "",
         "rule r1 where: byte 7: ends, wanted valid UTF-8",
         "表达式在此结束，应为：有效的 UTF-8 文本"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 16 * 1024 * 1024);
        const struct expr *x = NULL;
        struct expr_fault f = {0};
        struct err e = {0};
        CHECK_ERR(cases[i].name, compile(&a, cases[i].text, EXPR_BOOL, &x, &f, &e), cases[i].code);
        CHECK_INT(cases[i].name, f.at, cases[i].at);
        CHECK_STR(cases[i].name, f.part, cases[i].part);
        CHECK_STR(cases[i].name, str_of(e.detail), cases[i].detail);
        CHECK_STR(cases[i].name, expr_fault_text(&a, &f, LANG_ZH), cases[i].zh);
        arena_release(&a);
    }
}

static void test_expr_fault_text__cuts_long_parts(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 16 * 1024 * 1024);
    struct expr_fault f = {0};
    const struct expr *x;
    struct str text = nested(&a, "'", "", "\xE6\x95\x99", 1);
    text = str_format(&a, "note = %" STR_FMT "%" STR_FMT "' + 1", STR_ARG(text),
                      STR_ARG(nested(&a, "", "", "\xE8\x82\xB2", 100)));
    CHECK_ERR("long", compile(&a, text, EXPR_BOOL, &x, &f, NULL), ERR_EXPR_TYPE);
    struct str told = expr_fault_text(&a, &f, LANG_EN);
    CHECK("cut", str_find(told, STR("...`, wanted a number"), 0) != SIZE_MAX);
    CHECK("short", told.n < 120);
    CHECK_ERR("between characters", str_utf8_check(told, NULL), ERR_OK);
    arena_release(&a);
}

static void test_expr_uses__slots(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct str text;
        const char *uses; /* a letter for each slot */
    } cases[] = {
        {"one", {"hours > 8", 9}, "+------"},
        {"several", {"hours > 8 and (level = 'strict' or note = 'a')", 46}, "++--+--"},
        {"asked for", {"exists(held_on) and entered_at != missing", 41}, "--+--+-"},
        {"in", {"level in ('strict') and not special", 35}, "-+-+---"},
        {"a way that is never taken", {"if(1 = 1, special, hours > 8)", 29}, "---+---"},
        {"behind what decides", {"1 = 2 and hours > 8", 19}, "-------"},
        {"constant", {"1 < 2", 5}, "-------"},
        {"everything", {"if(special, hours / divisor, 0) > days(held_on, held_on)", 56}, "+-++--+"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 16 * 1024 * 1024);
        const struct expr *x = NULL;
        CHECK_ERR(cases[i].name, compile(&a, cases[i].text, EXPR_BOOL, &x, NULL, NULL), ERR_OK);
        for (size_t s = 0; s < ARRAY_LEN(NAMES); s++)
            CHECK_INT(cases[i].name, expr_uses(x, s), cases[i].uses[s] == '+');
        CHECK("a slot that is not there", !expr_uses(x, ARRAY_LEN(NAMES)));
        CHECK_INT(cases[i].name, expr_type_of(x), EXPR_BOOL);
        arena_release(&a);
    }
}

/* An environment and a field of the size of a big catalog: slots and values beyond one word. */
static void test_expr_uses__many_names_and_values(void **state)
{
    (void)state;
    enum { N = 200 };
    struct arena a;
    arena_init(&a, 16 * 1024 * 1024);
    struct str *values = ARENA_NEW_N(&a, N, struct str);
    struct expr_name *names = ARENA_NEW_N(&a, N, struct expr_name);
    for (int i = 0; i < N; i++) {
        values[i] = str_format(&a, "v%d", i);
        names[i] = (struct expr_name){str_format(&a, "n%d", i), EXPR_TEXT, values, N};
    }
    struct expr_env env = {names, N};
    struct expr_source source = {STR("n130 in ('v0', 'v63', 'v64', 'v199')"), STR("x"), &env,
                                 EXPR_BOOL};
    const struct expr *x = NULL;
    struct expr_value *slots = ARENA_NEW_N(&a, N, struct expr_value);
    CHECK_ERR("compile", expr_compile(&a, &source, &x, NULL, NULL), ERR_OK);
    for (int i = 0; i < N; i++) {
        bool holds = false;
        slots[130] = (struct expr_value){.present = true, .index = i};
        CHECK_INT(names[i].name.p, expr_uses(x, (size_t)i), i == 130);
        CHECK_ERR("holds", expr_holds(x, slots, &holds, NULL), ERR_OK);
        CHECK_INT(values[i].p, holds, i == 0 || i == 63 || i == 64 || i == 199);
    }
    arena_release(&a);
}

static void test_expr_name_ok__words(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct str word;
        bool ok;
    } cases[] = {
        {"letters", {"hours", 5}, true},
        {"one", {"x", 1}, true},
        {"underscore", {"_x", 2}, true},
        {"digits", {"x9_1", 4}, true},
        {"parts", {"subject.level.x", 15}, true},
        {"function", {"year", 4}, true},
        {"date", {"date", 4}, true},
        {"capital keyword", {"And", 3}, true},
        {"keyword in a part", {"a.and", 5}, true},
        {"empty", {"", 0}, false},
        {"digit first", {"9x", 2}, false},
        {"dot first", {".x", 2}, false},
        {"dot last", {"x.", 2}, false},
        {"two dots", {"a..b", 4}, false},
        {"digit after a dot", {"a.9", 3}, false},
        {"blank", {"a b", 3}, false},
        {"minus", {"a-b", 3}, false},
        {"Chinese", {"\xE5\xAD\xA6", 3}, false},
        {"and", {"and", 3}, false},
        {"or", {"or", 2}, false},
        {"not", {"not", 3}, false},
        {"in", {"in", 2}, false},
        {"missing", {"missing", 7}, false},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_INT(cases[i].name, expr_name_ok(cases[i].word), cases[i].ok);
}

static void test_expr_eval__names_the_item(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 16 * 1024 * 1024);
    const struct expr *x = NULL;
    struct expr_value slots[ARRAY_LEN(NAMES)] = {{0}};
    struct expr_value v = {0};
    struct err e = {0};
    bool holds = true;
    slots[HOURS] = (struct expr_value){.present = true, .number = RATIONAL(8)};
    slots[DIVISOR] = (struct expr_value){.present = true, .number = RATIONAL(0)};
    CHECK_ERR("compile", compile(&a, STR("not hours / divisor > 2"), EXPR_BOOL, &x, NULL, NULL),
              ERR_OK);
    CHECK_ERR("eval", expr_eval(x, slots, &v, &e), ERR_NUMBER_DIVISION);
    CHECK_STR("eval", str_of(e.detail), "rule r1 where: byte 4: hours / divisor: 8 / 0");
    CHECK("untouched", !v.present);
    CHECK_ERR("holds", expr_holds(x, slots, &holds, NULL), ERR_NUMBER_DIVISION);
    CHECK("untouched", holds);
    arena_release(&a);
}

/* The text is copied: whoever compiled may reuse his buffer. */
static void test_expr_compile__keeps_its_texts(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 16 * 1024 * 1024);
    char text[] = "note = 'it''s' or note = 'b' or hours / divisor > 1";
    char what[] = "item";
    struct expr_source source = {str_of(text), str_of(what), &ENV, EXPR_BOOL};
    const struct expr *x = NULL;
    struct err e = {0};
    CHECK_ERR("compile", expr_compile(&a, &source, &x, NULL, NULL), ERR_OK);
    memset(text, '?', sizeof(text));
    memset(what, '?', sizeof(what));
    CHECK_STR("form", expr_text(x), "note = 'it''s' or note = 'b' or hours / divisor > 1");
    struct expr_value slots[ARRAY_LEN(NAMES)] = {{0}};
    bool holds = false;
    slots[NOTE] = (struct expr_value){.present = true, .text = STR("b")};
    CHECK_ERR("holds", expr_holds(x, slots, &holds, NULL), ERR_OK);
    CHECK("holds", holds);
    slots[NOTE].present = false;
    slots[HOURS] = slots[DIVISOR] = (struct expr_value){.present = true, .number = RATIONAL(0)};
    CHECK_ERR("fails", expr_holds(x, slots, &holds, &e), ERR_NUMBER_DIVISION);
    CHECK_STR("fails", str_of(e.detail), "item: byte 32: hours / divisor: 0 / 0");
    arena_release(&a);
}

static void hold_a_number(void *ctx)
{
    bool holds;
    struct expr_value slots[ARRAY_LEN(NAMES)] = {{0}};
    if (expr_holds(ctx, slots, &holds, NULL) != ERR_OK)
        return;
}

static void test_expr_holds__only_conditions(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 16 * 1024 * 1024);
    const struct expr *x = NULL;
    CHECK_ERR("compile", compile(&a, STR("hours + 1"), EXPR_NUMBER, &x, NULL, NULL), ERR_OK);
    CHECK("a number cannot hold", test_aborts(hold_a_number, (void *)(uintptr_t)x));
    arena_release(&a);
}

static void hold_a_wrong_index(void *ctx)
{
    bool holds;
    struct expr_value slots[ARRAY_LEN(NAMES)] = {{0}};
    slots[LEVEL] = (struct expr_value){.present = true, .index = ARRAY_LEN(LEVELS)};
    if (expr_holds(ctx, slots, &holds, NULL) != ERR_OK)
        return;
}

static void test_expr_holds__only_values_of_the_name(void **state)
{
    (void)state;
    static const struct str texts[] = {{"level in ('strict', 'lenient')", 30},
                                       {"level = note", 12}};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct arena a;
        arena_init(&a, 16 * 1024 * 1024);
        const struct expr *x = NULL;
        CHECK_ERR(texts[i].p, compile(&a, texts[i], EXPR_BOOL, &x, NULL, NULL), ERR_OK);
        CHECK(texts[i].p, test_aborts(hold_a_wrong_index, (void *)(uintptr_t)x));
        arena_release(&a);
    }
}

TEST_MAIN(cmocka_unit_test(test_expr_compile__limits),
          cmocka_unit_test(test_expr_compile__number_of_nodes),
          cmocka_unit_test(test_expr_compile__many_conditions),
          cmocka_unit_test(test_expr_compile__faults),
          cmocka_unit_test(test_expr_compile__keeps_its_texts),
          cmocka_unit_test(test_expr_fault_text__cuts_long_parts),
          cmocka_unit_test(test_expr_uses__slots),
          cmocka_unit_test(test_expr_uses__many_names_and_values),
          cmocka_unit_test(test_expr_name_ok__words),
          cmocka_unit_test(test_expr_eval__names_the_item),
          cmocka_unit_test(test_expr_holds__only_conditions),
          cmocka_unit_test(test_expr_holds__only_values_of_the_name))
