/*
 * support.h — a database of its own for each test of the store, on the engine
 * that DUBAN_TEST_ENGINE names, and a way around the store to look at it and to
 * spoil it.
 *
 * SQLite: a file in a temporary folder. PostgreSQL: a schema of its own on the
 * server of DUBAN_TEST_PG (tests/support/with-postgres); without a server the
 * tests fail.
 */
#pragma once

#include "base/arena.h"
#include "store/audit.h"
#include "store/county.h"
#include "store/plan.h"
#include "store/tx.h"
#include "testmain.h"

struct test_db {
    enum db_engine engine;
    const struct driver *driver;
    char dir[64];    /* SQLite: the folder of the file */
    char schema[64]; /* PostgreSQL */
    char url[512];   /* for store_open */
    struct arena a;  /* released with the database */
};

/* ---- databases --------------------------------------------------------- */

/*
 * A case that gets, as *state, a database that does not exist (SQLite) or is empty
 * (PostgreSQL); it is removed whatever becomes of the case.
 */
#define STORE_TEST(fn) cmocka_unit_test_setup_teardown(fn, test_db_setup, test_db_teardown)

int test_db_setup(void **state);
int test_db_teardown(void **state);

/* For a case that needs one more, or a new one in each round. */
void test_db_init(struct test_db *t);
void test_db_release(struct test_db *t);

/* Open it (STORE_CREATE); anything but success fails the test. */
struct store *test_db_open(struct test_db *t);

/* The same with a county "c1". */
struct store *test_db_county(struct test_db *t);

/* ---- around the store ---------------------------------------------------- */

/* Run SQL of the engine on a connection of its own; several statements are allowed. */
void raw_exec(struct test_db *t, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* The first column of the first row, "" if it is NULL or there is no row. Lives in t->a. */
struct str raw_text(struct test_db *t, const char *sql);
int64_t raw_int(struct test_db *t, const char *sql);

/* Rows of the first or, if `column` says so, another column, each ended by a newline. */
struct str raw_column(struct test_db *t, const char *sql, int column);

/*
 * Prepare a statement and check what the engine knows of it against its row of
 * STMT_TABLE: number of parameters and of columns, and under PostgreSQL their types.
 * Empty if all is as declared, else what is not.
 */
struct str raw_prepare(struct test_db *t, const struct stmt_info *stmt);

/* How many tables and explicit indexes there are. */
int64_t raw_objects(struct test_db *t);

/* ---- small things ------------------------------------------------------------ */

/* The act of "tester" in county "c1" at `ms`. */
struct audit_by test_by(int64_t ms);

/* Append an entry with action `action` to the chain of "c1" in a transaction of its own. */
enum err_code test_append(struct store *s, const char *action, int64_t ms, struct err *e);

/* Verify the chain of "c1" in a transaction of its own. */
enum err_code test_verify(struct store *s, struct audit_report *report, struct err *e);

/* Run fn(ctx) in `n` child processes at once; how many did not return 0. */
int test_children(int n, int (*fn)(int child, void *ctx), void *ctx);

/* ---- a driver that fails -------------------------------------------------------- */

enum fault_kind {
    FAULT_NONE,
    FAULT_ERROR, /* the call is not made; ERR_DB_FAILED */
    FAULT_EXIT,  /* the process ends there and then, as after kill -9 */
};

/*
 * Passes everything on to the engine's driver, counts the calls of begin, run,
 * script and commit, and fails at one of them. One for the process.
 */
struct faulty {
    const struct driver *inner;
    int at; /* which call, from 1 */
    enum fault_kind kind;
    int calls;
    int begins;
};

extern struct faulty FAULTY;

/* A driver in front of `inner`; resets the counts. */
const struct driver *faulty_driver(const struct driver *inner, int at, enum fault_kind kind);
