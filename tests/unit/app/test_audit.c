/*
 * test_audit.c — the chain is intact, and a head noted elsewhere is compared.
 * What a broken chain looks like is tested with the store.
 */
#include "app/audit.h"

#include "testmain.h"

#include "place.h"

static void test_app_audit_verify__expect(void **state)
{
    (void)state;
    struct place p;
    struct app_audit first;
    struct app_audit again;
    place_open_ready(&p);
    CHECK_ERR("verify", app_audit_verify(&p.a, &p.app, STR_NONE, &first, &p.e), ERR_OK);
    CHECK_STR("county", first.county, APP_COUNTY_CODE);
    CHECK_INT("entries", first.entries, 1);
    CHECK_STR("fault", str_of(first.fault), "intact");
    CHECK_ERR("the head it has", app_audit_verify(&p.a, &p.app, str_of(first.head), &again, &p.e),
              ERR_OK);
    char other[HASH_HEX_MAX];
    memcpy(other, first.head, sizeof(other));
    other[0] = other[0] == '0' ? '1' : '0';
    CHECK_ERR("another head", app_audit_verify(&p.a, &p.app, str_of(other), &again, &p.e),
              ERR_AUDIT_BROKEN);
    CHECK_STR("told apart from a broken entry", str_of(again.fault), "unexpected");
    CHECK_INT("no entry is to blame", again.broken_at, 0);
    CHECK_STR("what was found is reported", str_of(again.head), first.head);
    place_close(&p);
}

static void test_app_audit_verify__without_database(void **state)
{
    (void)state;
    struct place p;
    struct app_audit r;
    place_open(&p);
    CHECK_ERR("none", app_audit_verify(&p.a, &p.app, STR_NONE, &r, &p.e), ERR_DB_NOT_INITIALISED);
    place_close(&p);
}

TEST_MAIN(cmocka_unit_test(test_app_audit_verify__expect),
          cmocka_unit_test(test_app_audit_verify__without_database))
