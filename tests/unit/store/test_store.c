/*
 * test_store.c — which engine a name asks for, and how it may be shown.
 */
#include "store/store.h"

#include "base/arena.h"
#include "store/tx.h"
#include "testmain.h"

static void test_store_driver_of__names(void **state)
{
    (void)state;
    static const struct {
        const char *db;
        const struct driver *want;
    } CASES[] = {
        {"duban.db", &DRIVER_SQLITE},          {"/var/lib/postgres://x", &DRIVER_SQLITE},
        {"file:x.db?mode=ro", &DRIVER_SQLITE}, {"postgresql", &DRIVER_SQLITE},
        {"Postgresql://h/d", &DRIVER_SQLITE},  {"", &DRIVER_SQLITE},
        {"postgres://", &DRIVER_PG},           {"postgresql:///d", &DRIVER_PG},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++)
        CHECK(CASES[i].db, store_driver_of(CASES[i].db) == CASES[i].want);
}

static void test_store_shown_name__without_secrets(void **state)
{
    (void)state;
    static const struct {
        const char *db;
        const char *want;
    } CASES[] = {
        {"duban.db", "duban.db"},
        {"a@b.db", "a@b.db"},
        {"postgresql://h/d", "postgresql://h/d"},
        {"postgres://h/d", "postgresql://h/d"},
        {"postgresql://u:p@h:5432/d", "postgresql://h:5432/d"},
        {"postgresql://u:p@q@h/d", "postgresql://h/d"},
        {"postgresql://u:p/q@h/d", "postgresql://h/d"},
        {"postgresql://u:p@/d?host=/run/pg&password=p", "postgresql:///d"},
        {"postgresql:///d?password=p@q", "postgresql:///d"},
        {"postgresql://", "postgresql://"},
    };
    struct arena a;
    arena_init(&a, 64 * 1024);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++)
        CHECK_STR(CASES[i].db, store_shown_name(&a, CASES[i].db), CASES[i].want);
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_store_driver_of__names),
          cmocka_unit_test(test_store_shown_name__without_secrets))
