/*
 * test_json.c — values are written in the order they were put, as exact text.
 */
#include "testmain.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"

/* One value of each kind, nested once. */
static struct json_val *sample(struct arena *a)
{
    struct json_val *top = json_val_object(a);
    json_put_str(top, "z", STR("\xE7\x9D\xA3\"\\\n/"));
    json_put_int(top, "most", INT64_MAX);
    json_put_int(top, "least", INT64_MIN);
    json_put_bool(top, "yes", true);
    json_put_bool(top, "no", false);
    json_put_null(top, "none");
    json_put_str(top, "empty", STR_NONE);
    struct json_val *list = json_put_array(top, "list");
    json_add_str(list, STR("a"));
    json_put_int(json_add_object(list), "n", 1);
    json_put_str(json_put_object(top, "inner"), "k", STR("v"));
    return top;
}

static void test_json_write__one_line(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 10000);
    struct buf b;
    buf_init(&b, 10000);
    json_write(sample(&a), 0, &b);
    CHECK_STR("compact", buf_str(&b),
              "{\"z\":\"\xE7\x9D\xA3\\\"\\\\\\n/\",\"most\":9223372036854775807,"
              "\"least\":-9223372036854775808,\"yes\":true,\"no\":false,\"none\":null,"
              "\"empty\":\"\",\"list\":[\"a\",{\"n\":1}],\"inner\":{\"k\":\"v\"}}");
    assert_int_equal(json_check(buf_str(&b), NULL), ERR_OK);
    buf_release(&b);
    arena_release(&a);
}

static void test_json_write__indented(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 10000);
    struct buf b;
    buf_init(&b, 10000);
    struct json_val *list = json_val_array(&a);
    json_put_int(json_add_object(list), "n", 1);
    json_write(list, 1, &b);
    CHECK_STR("one blank", buf_str(&b), "[\n {\n  \"n\": 1\n }\n]");
    buf_clear(&b);
    json_write(list, 2, &b);
    CHECK_STR("two blanks", buf_str(&b), "[\n  {\n    \"n\": 1\n  }\n]");
    buf_release(&b);
    arena_release(&a);
}

static void test_json_put__replaces_in_place(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 10000);
    struct buf b;
    buf_init(&b, 10000);
    struct json_val *top = json_val_object(&a);
    json_put_int(top, "a", 1);
    json_put_int(top, "b", 2);
    json_put_int(top, "a", 3);
    json_write(top, 0, &b);
    CHECK_STR("order kept", buf_str(&b), "{\"a\":3,\"b\":2}");
    buf_release(&b);
    arena_release(&a);
}

static void put_broken_text(void *ctx)
{
    json_put_str(ctx, "k", STR("\xFF"));
}

static void test_json_put_str__aborts_on_broken_text(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 10000);
    assert_true(test_aborts(put_broken_text, json_val_object(&a)));
    arena_release(&a);
}

static void test_json_write__over(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 10000);
    struct buf b;
    buf_init(&b, 10);
    json_write(sample(&a), 0, &b);
    assert_true(buf_over(&b));
    buf_release(&b);
    arena_release(&a);
}

static void test_json_check__cases(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct str s;
        const char *where; /* NULL: one JSON value; else how the detail begins */
    } cases[] = {
        {"object", {"{\"a\": [1, 2.5, null]}", 21}, NULL},
        {"scalar", {"1", 1}, NULL},
        {"blanks around", {" \n[] \n", 6}, NULL},
        {"nothing", {NULL, 0}, "line 1"},
        {"open", {"{\"a\": 1", 7}, "line 1"},
        {"second line", {"{\n\"a\" 1}", 8}, "line 2"},
        {"trailing comma", {"[1,]", 4}, "line 1"},
        {"two values", {"[] []", 5}, "line 1"},
        {"a key twice", {"{\"a\":1,\"a\":2}", 13}, "line 1"},
        {"broken UTF-8", {"\"\xFF\"", 3}, "line 1"},
        {"NUL", {"\"\\u0000\"", 8}, "line 1"},
        {"plain text", {"duban", 5}, "line 1"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct err e = {0};
        enum err_code want = cases[i].where == NULL ? ERR_OK : ERR_JSON_SYNTAX;
        CHECK_ERR(cases[i].name, json_check(cases[i].s, &e), want);
        if (cases[i].where != NULL)
            CHECK(cases[i].name, str_starts(str_of(e.detail), str_of(cases[i].where)));
    }
}

static void test_json_check__deep_nesting(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 1000 * 1000);
    buf_add_times(&b, '[', 500 * 1000);
    assert_int_equal(json_check(buf_str(&b), NULL), ERR_JSON_SYNTAX);
    buf_release(&b);
}

/* ---- reading ------------------------------------------------------------- */

static void add_pair(void *ctx, struct str key, const struct json_val *v)
{
    buf_addf(ctx, "%" STR_FMT ":%d ", STR_ARG(key), (int)json_kind_of(v));
}

static void test_json_parse__every_kind(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 10000);
    const struct json_val *v;
    struct buf pairs;
    buf_init(&pairs, 1000);
    assert_int_equal(
        json_parse(
            &a,
            STR("{\"z\":null,\"b\":true,\"i\":-7,\"r\":1.0,\"t\":\"学时\",\"l\":[1,[]],\"o\":{}}"),
            &v, NULL),
        ERR_OK);
    json_each(v, add_pair, &pairs);
    assert_string_equal(pairs.p, "z:0 b:1 i:2 r:3 t:4 l:5 o:6 ");
    assert_true(json_bool(json_get(v, STR("b"))));
    assert_int_equal(json_int(json_get(v, STR("i"))), -7);
    assert_true(str_eq(json_text(json_get(v, STR("t"))), STR("学时")));
    assert_int_equal(json_count(json_get(v, STR("l"))), 2);
    assert_int_equal(json_int(json_at(json_get(v, STR("l")), 0)), 1);
    assert_null(json_get(v, STR("x")));
    assert_null(json_get(json_get(v, STR("t")), STR("x")));
    assert_int_equal(json_count(v), 0);
    buf_release(&pairs);
    arena_release(&a);
}

static void test_json_parse__refuses(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 10000);
    const struct json_val *v;
    struct err e = {0};
    assert_int_equal(json_parse(&a, STR("{\"a\":1,\"a\":2}"), &v, &e), ERR_JSON_SYNTAX);
    assert_int_equal(json_parse(&a, STR_NONE, &v, &e), ERR_JSON_SYNTAX);
    assert_int_equal(json_parse(&a, STR("9223372036854775808"), &v, &e), ERR_JSON_SYNTAX);
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_json_parse__every_kind), cmocka_unit_test(test_json_parse__refuses),
          cmocka_unit_test(test_json_write__one_line), cmocka_unit_test(test_json_write__indented),
          cmocka_unit_test(test_json_put__replaces_in_place),
          cmocka_unit_test(test_json_put_str__aborts_on_broken_text),
          cmocka_unit_test(test_json_write__over), cmocka_unit_test(test_json_check__cases),
          cmocka_unit_test(test_json_check__deep_nesting))
