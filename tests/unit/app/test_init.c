/*
 * test_init.c — a database is made ready once; another county is refused.
 */
#include "app/init.h"

#include "testmain.h"

#include "place.h"

static void test_app_init_database__twice(void **state)
{
    (void)state;
    /* The second run, after one with the county of the first two columns. */
    static const struct {
        const char *name, *code, *county, *code_again, *county_again;
        enum err_code want;
    } cases[] = {
        {"defaults", "", "", "", "", ERR_OK},
        {"the same code", "320482", "", "320482", "", ERR_OK},
        {"the same code and name", "320482", "Yunze", "320482", "Yunze", ERR_OK},
        {"nothing said", "320482", "Yunze", "", "", ERR_OK},
        {"another code", "320482", "Yunze", "320483", "", ERR_COUNTY_OTHER},
        {"another name", "320482", "Yunze", "", "Elsewhere", ERR_COUNTY_OTHER},
        {"the default is a code too", "320482", "", "local", "", ERR_COUNTY_OTHER},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct place p;
        struct app_county r;
        place_open(&p);
        p.app.county = str_of(cases[i].code);
        CHECK_ERR(cases[i].name, app_init_database(&p.a, &p.app, str_of(cases[i].county), &r, &p.e),
                  ERR_OK);
        CHECK_INT(cases[i].name, r.created, true);
        CHECK_STR(cases[i].name, str_of(r.engine), "SQLite");
        CHECK_INT("the clock is asked once", p.asked, 1);
        app_release(&p.app);
        p.app.county = str_of(cases[i].code_again);
        CHECK_ERR(cases[i].name,
                  app_init_database(&p.a, &p.app, str_of(cases[i].county_again), &r, &p.e),
                  cases[i].want);
        if (cases[i].want == ERR_OK) {
            const char *code = cases[i].code[0] != '\0' ? cases[i].code : APP_COUNTY_CODE;
            CHECK_INT(cases[i].name, r.created, false);
            CHECK_STR(cases[i].name, r.code, code);
            CHECK_STR(cases[i].name, r.name, cases[i].county[0] != '\0' ? cases[i].county : code);
        }
        place_close(&p);
    }
}

static void test_app_init_database__refused(void **state)
{
    (void)state;
    struct place p;
    struct app_county r;
    place_open(&p);
    p.app.county = STR("no blank allowed");
    CHECK_ERR("code", app_init_database(&p.a, &p.app, STR_NONE, &r, &p.e), ERR_COUNTY_CODE);
    place_close(&p);
    place_open(&p);
    p.app.db = p.folder;
    CHECK_ERR("a folder", app_init_database(&p.a, &p.app, STR_NONE, &r, &p.e), ERR_DB_OPEN);
    place_close(&p);
}

static void test_app_open__without_database(void **state)
{
    (void)state;
    struct place p;
    place_open(&p);
    CHECK_ERR("none", app_open(&p.app, &p.e), ERR_DB_NOT_INITIALISED);
    CHECK_INT("and none was made", access(p.db.p, F_OK), -1);
    place_close(&p);
}

TEST_MAIN(cmocka_unit_test(test_app_init_database__twice),
          cmocka_unit_test(test_app_init_database__refused),
          cmocka_unit_test(test_app_open__without_database))
