/*
 * test_vec.c — a growing array keeps what it holds.
 */
#include "testmain.h"

#include "base/vec.h"

struct wide {
    char name[40];
    int32_t n;
};

static void test_vec_push__keeps_all(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 10 * 1000 * 1000);
    VEC(int32_t) numbers = {0};
    VEC(struct wide) wides = {0};
    for (int32_t i = 0; i < 10000; i++) {
        *vec_push(&a, &numbers) = i;
        struct wide *w = vec_push(&a, &wides);
        assert_int_equal(w->n, 0); /* new elements are zero, also in grown memory */
        assert_int_equal(w->name[39], 0);
        memset(w, 0x5A, sizeof(*w));
        w->n = -i;
    }
    assert_int_equal(numbers.n, 10000);
    assert_true(numbers.cap >= numbers.n);
    int32_t want = 0;
    VEC_EACH (&numbers, it)
        assert_int_equal(*it, want++);
    assert_int_equal(want, 10000);
    want = 0;
    VEC_EACH (&wides, it)
        assert_int_equal(it->n, -want++);
    arena_release(&a);
}

static void test_vec_each__empty(void **state)
{
    (void)state;
    VEC(int32_t) none = {0};
    int rounds = 0;
    VEC_EACH (&none, it)
        rounds += *it + 1;
    assert_int_equal(rounds, 0);
}

static void test_vec_grow__only_when_full(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 100 * 1000);
    VEC(int64_t) v = {0};
    (void)vec_push(&a, &v);
    const int64_t *first = v.p;
    while (v.n < v.cap)
        (void)vec_push(&a, &v);
    assert_ptr_equal(v.p, first);
    (void)vec_push(&a, &v);
    assert_ptr_not_equal(v.p, first);
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_vec_push__keeps_all), cmocka_unit_test(test_vec_each__empty),
          cmocka_unit_test(test_vec_grow__only_when_full))
