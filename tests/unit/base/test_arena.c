/*
 * test_arena.c — lifetimes, limits and alignment of arena.h. The same cases hold
 * with and without ARENA_DEBUG.
 */
#include "testmain.h"

#include <stdalign.h>

#include "base/arena.h"

static void test_arena_alloc__zeroed_and_aligned(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t size;
        size_t times;
    } cases[] = {
        {"nothing", 0, 3},          {"one byte", 1, 100},
        {"odd", 13, 2000},          {"quarter chunk", 4096, 9},
        {"above quarter", 4097, 9}, {"chunk", 16 * 1024, 3},
        {"big", 1000 * 1000, 2},    {"big odd", 1000 * 1000 + 7, 2},
    };
    struct arena a;
    arena_init(&a, 16 * 1000 * 1000);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        for (size_t k = 0; k < cases[i].times; k++) {
            unsigned char *p = arena_alloc(&a, cases[i].size);
            CHECK(cases[i].name, p != NULL);
            CHECK(cases[i].name, (uintptr_t)p % alignof(max_align_t) == 0);
            for (size_t b = 0; b < cases[i].size; b++)
                CHECK(cases[i].name, p[b] == 0);
            memset(p, 0xA5, cases[i].size); /* the next one must be zero all the same */
        }
    }
    arena_release(&a);
}

static void test_arena_alloc__pieces_do_not_overlap(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1000 * 1000 * 10);
    unsigned char *piece[300];
    size_t size[300];
    for (size_t i = 0; i < ARRAY_LEN(piece); i++) {
        size[i] = i * 7919 % 9001; /* small and big ones mixed */
        piece[i] = arena_alloc(&a, size[i]);
        memset(piece[i], (int)(i % 251), size[i]);
    }
    for (size_t i = 0; i < ARRAY_LEN(piece); i++)
        for (size_t b = 0; b < size[i]; b++)
            assert_int_equal(piece[i][b], i % 251);
    arena_release(&a);
}

static void test_arena_over__soft_maximum(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 100);
    assert_false(arena_over(&a));
    (void)arena_alloc(&a, 96);
    assert_false(arena_over(&a));
    char *beyond = arena_alloc(&a, 16); /* crosses it, still good memory */
    memset(beyond, 1, 16);
    assert_true(arena_over(&a));
    arena_release(&a);
    assert_false(arena_over(&a));
    assert_int_equal(a.max, 100);
}

static void die_of_twice_the_maximum(void *ctx)
{
    (void)ctx;
    struct arena a;
    arena_init(&a, 100);
    for (int i = 0; i < 20; i++)
        (void)arena_alloc(&a, 16);
}

static void die_of_size(void *ctx)
{
    (void)ctx;
    struct arena a;
    arena_init(&a, SIZE_MAX / 2);
    (void)arena_alloc(&a, SIZE_MAX / 4 + 1);
}

static void die_of_product(void *ctx)
{
    (void)ctx;
    struct arena a;
    arena_init(&a, SIZE_MAX / 2);
    (void)arena_array(&a, SIZE_MAX / 8, 16);
}

static void die_of_no_maximum(void *ctx)
{
    (void)ctx;
    struct arena a;
    arena_init(&a, 0);
}

static void test_arena__aborts(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        void (*fn)(void *ctx);
    } cases[] = {
        {"twice the maximum", die_of_twice_the_maximum},
        {"size beyond reason", die_of_size},
        {"product overflows", die_of_product},
        {"maximum of zero", die_of_no_maximum},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK(cases[i].name, test_aborts(cases[i].fn, NULL));
}

static void test_arena_copy__cases(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1000);
    const char *given = "abc";
    char *copy = arena_copy(&a, given, 2);
    assert_string_equal(copy, "ab");
    assert_ptr_not_equal(copy, given);
    assert_string_equal(arena_copy(&a, NULL, 0), "");
    assert_string_equal(arena_copy(&a, "", 0), "");
    assert_memory_equal(arena_copy(&a, "a\0b", 3), "a\0b", 4);
    arena_release(&a);
}

static void test_arena_array__typed(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 10000);
    int64_t *n = ARENA_NEW_N(&a, 100, int64_t);
    for (int i = 0; i < 100; i++)
        assert_int_equal(n[i], 0);
    assert_non_null(ARENA_NEW_N(&a, 0, int64_t));
    assert_non_null(arena_array(&a, 5, 0));
    arena_release(&a);
}

struct trace {
    struct arena *a;
    char seen[8];
    size_t n;
    const char *text; /* arena memory that a hook still reads */
};

struct mark {
    struct trace *trace;
    char name;
};

static void mark_release(void *ctx)
{
    struct mark *m = ctx;
    m->trace->seen[m->trace->n++] = m->name;
    assert_string_equal(m->trace->text, "still here");
}

static void test_arena_on_release__newest_first_and_once(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 10000);
    struct trace t = {.a = &a};
    t.text = arena_copy(&a, "still here", 10);
    struct mark marks[] = {{&t, '1'}, {&t, '2'}, {&t, '3'}};
    for (size_t i = 0; i < ARRAY_LEN(marks); i++)
        arena_on_release(&a, mark_release, &marks[i]);
    assert_int_equal(t.n, 0);
    arena_release(&a);
    assert_string_equal(t.seen, "321");
    arena_release(&a); /* nothing is left to run */
    assert_string_equal(t.seen, "321");
}

static void test_arena_release__usable_again(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1000);
    for (int round = 0; round < 3; round++) {
        assert_string_equal(arena_copy(&a, "x", 1), "x");
        assert_true(a.used > 0);
        arena_release(&a);
        assert_int_equal(a.used, 0);
        assert_null(a.chunks);
    }
}

TEST_MAIN(cmocka_unit_test(test_arena_alloc__zeroed_and_aligned),
          cmocka_unit_test(test_arena_alloc__pieces_do_not_overlap),
          cmocka_unit_test(test_arena_over__soft_maximum), cmocka_unit_test(test_arena__aborts),
          cmocka_unit_test(test_arena_copy__cases), cmocka_unit_test(test_arena_array__typed),
          cmocka_unit_test(test_arena_on_release__newest_first_and_once),
          cmocka_unit_test(test_arena_release__usable_again))
