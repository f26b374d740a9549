/*
 * test_migrate.c — the schema: made, brought up to date, and recognised.
 */
#include "store/migrate.h"

#include "support.h"

/* ---- making ---------------------------------------------------------------- */

/* What the first n migrations make: every statement makes one table or index. */
static int64_t objects_after(int64_t n)
{
    int64_t objects = 0;
    for (int64_t i = 0; i < n; i++)
        objects += (int64_t)MIGRATIONS[i].n;
    return objects;
}

static void schema_check(struct test_db *t, const char *name)
{
    CHECK_INT(name, raw_int(t, "SELECT count(*) FROM schema_migration"), MIGRATIONS_N);
    CHECK_INT(name, raw_objects(t), objects_after((int64_t)MIGRATIONS_N));
}

static void test_store_open__makes_the_schema(void **state)
{
    struct test_db *t = *state;
    store_free(test_db_open(t));
    schema_check(t, "made");
    store_free(test_db_open(t));
    schema_check(t, "opened again");
}

static int migrator(int child, void *ctx)
{
    (void)child;
    struct test_db *t = ctx;
    struct store *s = NULL;
    enum err_code code = store_open(t->url, STORE_CREATE, &s, NULL);
    store_free(s);
    return code == ERR_OK ? 0 : 1;
}

static void test_store_open__many_migrators(void **state)
{
    struct test_db *t = *state;
    CHECK_INT("failed children", test_children(6, migrator, t), 0);
    schema_check(t, "made together");
}

/* ---- interruptions ----------------------------------------------------------- */

/* Whatever is there is what the recorded migrations made, and not a table more. */
static void check_whole_migrations(struct test_db *t, int at)
{
    char name[32];
    (void)snprintf(name, sizeof(name), "interrupted at %d", at);
    int64_t objects = raw_objects(t);
    int64_t recorded = objects == 0 ? 0 : raw_int(t, "SELECT count(*) FROM schema_migration");
    CHECK_INT(name, objects, objects_after(recorded));
}

static enum err_code open_faulty(struct test_db *t, int at, enum fault_kind kind)
{
    struct store *s = NULL;
    const struct driver *driver = faulty_driver(t->driver, at, kind);
    enum err_code code = store_open_with(driver, t->url, STORE_CREATE, &s, NULL);
    store_free(s);
    return code;
}

static void test_store_open__every_call_fails(void **state)
{
    (void)state;
    enum err_code code = ERR_DB_FAILED;
    int at = 0;
    while (code != ERR_OK) {
        struct test_db t;
        test_db_init(&t);
        code = open_faulty(&t, ++at, FAULT_ERROR);
        CHECK("fails as ordered or succeeds", code == ERR_OK || code == ERR_DB_FAILED);
        check_whole_migrations(&t, at);
        CHECK_ERR("afterwards", open_faulty(&t, 0, FAULT_NONE), ERR_OK);
        schema_check(&t, "afterwards");
        test_db_release(&t);
    }
    CHECK("every statement had its turn", at > objects_after((int64_t)MIGRATIONS_N));
}

/* The child ends at call `at`; returns whether it had not got so far. */
static bool open_killed(struct test_db *t, int at)
{
    (void)fflush(stdout);
    pid_t child = fork();
    must(child >= 0);
    if (child == 0)
        _exit(open_faulty(t, at, FAULT_EXIT) == ERR_OK ? 1 : 2);
    int status = 0;
    must(waitpid(child, &status, 0) == child);
    CHECK("ends as ordered", WIFEXITED(status) && WEXITSTATUS(status) < 2);
    return WEXITSTATUS(status) == 1;
}

static void test_store_open__killed_at_every_call(void **state)
{
    (void)state;
    bool done = false;
    for (int at = 1; !done; at++) {
        struct test_db t;
        test_db_init(&t);
        done = open_killed(&t, at);
        CHECK_ERR("afterwards", open_faulty(&t, 0, FAULT_NONE), ERR_OK);
        schema_check(&t, "afterwards");
        test_db_release(&t);
    }
}

/* ---- recognising --------------------------------------------------------------- */

#define DROP_8                                                                                     \
    "DROP TABLE official_result; DROP TABLE score_frozen_line; DROP TABLE score_frozen;"           \
    "DROP TABLE score_figure;"

#define DROP_7                                                                                     \
    "DROP TABLE waiver; DROP TABLE outage; DROP TABLE obligation_clock;"                           \
    "DROP TABLE obligation_change; DROP TABLE obligation;"

#define DROP_6                                                                                     \
    "DROP TABLE record_view_column; DROP TABLE record_view; DROP TABLE record_attachment;"

#define DROP_5                                                                                     \
    "DROP TABLE data_key; DROP TABLE subject_key; DROP TABLE record_lookup;"                       \
    "DROP TABLE record_unique; DROP TABLE record_revision; DROP TABLE record;"                     \
    "DROP TABLE record_batch;"

#define DROP_4                                                                                     \
    "DROP TABLE unit_figure; DROP TABLE unit_revision; DROP TABLE unit; DROP TABLE catalog_file;"  \
    "DROP TABLE catalog_version; DROP TABLE stamp;"

#define DROP_3                                                                                     \
    "DROP TABLE promise; DROP TABLE evidence; DROP TABLE evidence_content; DROP TABLE task;"       \
    "DROP TABLE rectification_event; DROP TABLE rectification; DROP TABLE deduction_cause;"

static void test_store_open__recognises_the_schema(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *spoil;
        enum err_code existing;
        enum err_code create;
    } CASES[] = {
        {"as it should be", "SELECT 1", ERR_OK, ERR_OK},
        {"one migration more", "INSERT INTO schema_migration VALUES (9, 'later', 'x')",
         ERR_DB_NEWER, ERR_DB_NEWER},
        {"another checksum", "UPDATE schema_migration SET checksum = 'x' WHERE number = 3",
         ERR_DB_SCHEMA, ERR_DB_SCHEMA},
        {"another number", "UPDATE schema_migration SET number = 9 WHERE number = 2", ERR_DB_SCHEMA,
         ERR_DB_SCHEMA},
        {"a gap", "DELETE FROM schema_migration WHERE number = 1", ERR_DB_SCHEMA, ERR_DB_SCHEMA},
        {"an older schema", DROP_8 "DELETE FROM schema_migration WHERE number = 8", ERR_DB_OLDER,
         ERR_OK},
        {"the oldest schema",
         DROP_8 DROP_7 DROP_6 DROP_5 DROP_4 DROP_3
         "DROP TABLE plan_item_department; DROP TABLE plan_item; DROP TABLE deduction;"
         "DROP TABLE plan_finding; DROP TABLE plan_addressee; DROP TABLE plan_revision;"
         "DROP TABLE plan; DELETE FROM schema_migration WHERE number > 1",
         ERR_DB_OLDER, ERR_OK},
        {"an older schema that was tampered with", "DELETE FROM schema_migration WHERE number = 8",
         ERR_DB_OLDER, ERR_DB_SCHEMA},
        {"no record", "DELETE FROM schema_migration", ERR_DB_OLDER, ERR_DB_SCHEMA},
        {"another program's", "DROP TABLE schema_migration", ERR_DB_OPEN, ERR_DB_OPEN},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct test_db t;
        test_db_init(&t);
        store_free(test_db_open(&t));
        raw_exec(&t, "%s", CASES[i].spoil);
        struct store *s = NULL;
        struct err e = {.code = ERR_OK};
        CHECK_ERR(CASES[i].name, store_open(t.url, STORE_EXISTING, &s, &e), CASES[i].existing);
        store_free(s);
        s = NULL;
        CHECK_ERR(CASES[i].name, store_open(t.url, STORE_CREATE, &s, &e), CASES[i].create);
        store_free(s);
        test_db_release(&t);
    }
}

/* A table that was taken away by hand is told as such, when it is needed. */
static void test_store_tx__table_dropped(void **state)
{
    struct test_db *t = *state;
    struct store *s = test_db_county(t);
    raw_exec(t, "DROP TABLE audit_entry");
    struct err e = {.code = ERR_OK};
    CHECK_ERR(e.detail, test_append(s, "x", 1, &e), ERR_DB_SCHEMA);
    store_free(s);
}

TEST_MAIN(STORE_TEST(test_store_open__makes_the_schema),
          STORE_TEST(test_store_open__many_migrators),
          cmocka_unit_test(test_store_open__every_call_fails),
          cmocka_unit_test(test_store_open__killed_at_every_call),
          cmocka_unit_test(test_store_open__recognises_the_schema),
          STORE_TEST(test_store_tx__table_dropped))
