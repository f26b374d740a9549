/*
 * test_county.c — counties: made once, found by code or alone.
 */
#include "support.h"

struct create {
    struct str code;
    struct str name;
};

static enum err_code create_fn(struct tx *tx, void *ctx, struct err *e)
{
    const struct create *create = ctx;
    struct audit_by by = {.county = create->code, .actor = STR("tester"), .at = {1234}};
    return store_county_create(tx, &by, create->name, e);
}

struct get {
    struct arena *a;
    struct str code;
    struct county county;
};

static enum err_code get_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct get *get = ctx;
    return store_county_get(get->a, tx, get->code, &get->county, e);
}

#define LONG_32 "abcdefghijklmnopqrstuvwxyz012345"

static void test_store_county_create__codes(void **state)
{
    static const struct {
        const char *name;
        const char *code;
        enum err_code want;
    } CASES[] = {
        {"a division code", "320413", ERR_OK},
        {"letters and signs", "Jin-tan_1", ERR_OK},
        {"of 32 characters", LONG_32, ERR_OK},
        {"of 33 characters", LONG_32 "x", ERR_COUNTY_CODE},
        {"empty", "", ERR_COUNTY_CODE},
        {"with a blank", "a b", ERR_COUNTY_CODE},
        {"with Chinese characters", "金坛", ERR_COUNTY_CODE},
        {"again", "320413", ERR_COUNTY_EXISTS},
    };
    struct test_db *t = *state;
    struct store *s = test_db_open(t);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct create create = {str_of(CASES[i].code), STR("某县")};
        struct err e = {.code = ERR_OK};
        CHECK_ERR(CASES[i].name, store_tx(s, TX_WRITE, "create", create_fn, &create, &e),
                  CASES[i].want);
    }
    CHECK_INT("counties", raw_int(t, "SELECT count(*) FROM county"), 3);
    CHECK_INT("chains", raw_int(t, "SELECT count(*) FROM audit_head WHERE seq = 1"), 3);
    store_free(s);
}

static void get_check(struct test_db *t, struct store *s, const char *code, enum err_code want,
                      const char *found)
{
    struct get get = {.a = &t->a, .code = str_of(code)};
    struct err e = {.code = ERR_OK};
    CHECK_ERR(code, store_tx(s, TX_READ, "get", get_fn, &get, &e), want);
    if (want != ERR_OK)
        return;
    CHECK_STR(code, get.county.code, found);
    CHECK_STR(code, get.county.name, "甲县'; --");
    CHECK_INT(code, get.county.created_at.ms, 1234);
}

static void test_store_county_get__by_code_or_alone(void **state)
{
    struct test_db *t = *state;
    struct store *s = test_db_open(t);
    struct create a = {STR("a"), STR("甲县'; --")};
    struct create b = {STR("b"), STR("乙县")};
    get_check(t, s, "", ERR_COUNTY_NOT_FOUND, NULL);
    assert_int_equal(store_tx(s, TX_WRITE, "create", create_fn, &a, NULL), ERR_OK);
    get_check(t, s, "", ERR_OK, "a");
    get_check(t, s, "a", ERR_OK, "a");
    get_check(t, s, "A", ERR_COUNTY_NOT_FOUND, NULL);
    assert_int_equal(store_tx(s, TX_WRITE, "create", create_fn, &b, NULL), ERR_OK);
    get_check(t, s, "", ERR_COUNTY_SEVERAL, NULL);
    get_check(t, s, "a", ERR_OK, "a");
    store_free(s);
}

static int creator(int child, void *ctx)
{
    (void)child;
    struct test_db *t = ctx;
    struct store *s = NULL;
    struct create create = {STR("same"), STR("同一县")};
    enum err_code code = store_open(t->url, STORE_CREATE, &s, NULL);
    if (code == ERR_OK)
        code = store_tx(s, TX_WRITE, "create", create_fn, &create, NULL);
    store_free(s);
    return code == ERR_OK || code == ERR_COUNTY_EXISTS ? 0 : 1;
}

/* Of several who make the same county at once one succeeds, the others are told. */
static void test_store_county_create__at_once(void **state)
{
    struct test_db *t = *state;
    CHECK_INT("failed children", test_children(4, creator, t), 0);
    CHECK_INT("counties", raw_int(t, "SELECT count(*) FROM county"), 1);
    CHECK_INT("entries", raw_int(t, "SELECT count(*) FROM audit_entry"), 1);
}

TEST_MAIN(STORE_TEST(test_store_county_create__codes),
          STORE_TEST(test_store_county_get__by_code_or_alone),
          STORE_TEST(test_store_county_create__at_once))
