/*
 * test_map.c — numbers by text.
 */
#include "base/map.h"

#include "testmain.h"

static void test_map_get__empty(void **state)
{
    (void)state;
    struct arena a;
    struct map m;
    int64_t n = 7;
    arena_init(&a, 10000);
    map_init(&m, &a);
    assert_false(map_get(&m, STR("x"), &n));
    assert_false(map_get(&m, STR_NONE, &n));
    assert_int_equal(n, 7);
    arena_release(&a);
}

static void test_map_put__ten_thousand(void **state)
{
    (void)state;
    enum { MANY = 10000 };
    struct arena a;
    struct map m;
    int64_t n;
    char text[32];
    arena_init(&a, (size_t)100 * 1024 * 1024);
    map_init(&m, &a);
    for (int i = 0; i < MANY; i++) {
        (void)snprintf(text, sizeof(text), "学员%d",
                       i); /* the buffer is used again: a copy is kept */
        map_put(&m, str_of(text), i);
    }
    map_put(&m, STR_NONE, -1);
    map_put(&m, STR("学员17"), 1700);
    assert_int_equal(m.n, MANY + 1);
    for (int i = 0; i < MANY; i++) {
        (void)snprintf(text, sizeof(text), "学员%d", i);
        assert_true(map_get(&m, str_of(text), &n));
        assert_int_equal(n, i == 17 ? 1700 : i);
    }
    assert_true(map_get(&m, STR_NONE, &n));
    assert_int_equal(n, -1);
    assert_false(map_get(&m, STR("学员"), &n));
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_map_get__empty), cmocka_unit_test(test_map_put__ten_thousand))
