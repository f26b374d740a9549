/*
 * test_stmt.c — every named statement on the engine itself: it can be prepared,
 * is what it declares to be, and reads by the index that its comment names.
 */
#include "support.h"

static void test_stmt__prepares_as_declared(void **state)
{
    struct test_db *t = *state;
    store_free(test_db_open(t));
    for (size_t i = 0; i < STMT__MAX; i++) {
        struct str wrong = raw_prepare(t, &STMT_TABLE[i]);
        if (wrong.n > 0)
            fail_msg("%s: %" STR_FMT, STMT_TABLE[i].name, STR_ARG(wrong));
    }
}

/* The statement with each parameter replaced by NULL, as EXPLAIN wants none. */
static const char *stmt_without_params(struct arena *a, const char *text)
{
    char *copy = arena_alloc(a, strlen(text) * 4 + 1);
    char *to = copy;
    for (const char *p = text; *p != '\0';) {
        if (*p != '$') {
            *to++ = *p++;
            continue;
        }
        memcpy(to, "?", 1);
        to++;
        p++;
        p += strspn(p, "0123456789");
    }
    return copy;
}

/* Whether a line of a query plan reads the table or alias from end to end. */
static bool plan_scans_table(struct str plan, const char *name)
{
    char line[64];
    (void)snprintf(line, sizeof(line), "SCAN %s\n", name);
    if (str_find(plan, str_of(line), 0) != SIZE_MAX)
        return true;
    (void)snprintf(line, sizeof(line), "SCAN %s USING", name);
    return str_find(plan, str_of(line), 0) != SIZE_MAX;
}

/* The same of any of them; a derived table has no "USING". */
static bool plan_scans(struct str plan)
{
    static const char TABLES[] =
        "county plan plan_revision plan_item deduction rectification rectification_event task "
        "evidence promise deduction_cause catalog_version catalog_file unit unit_revision "
        "unit_figure stamp record record_revision record_unique record_lookup record_batch "
        "subject_key record_attachment record_view record_view_column obligation "
        "obligation_change obligation_clock outage waiver ";
    for (size_t at = 0; at < strlen(TABLES);) {
        size_t end = at + strcspn(TABLES + at, " ");
        char name[40];
        (void)snprintf(name, sizeof(name), "%.*s", (int)(end - at), TABLES + at);
        if (plan_scans_table(plan, name))
            return true;
        at = end + 1;
    }
    for (char alias[] = "a"; alias[0] <= 'z'; alias[0]++)
        if (alias[0] != 'f' && plan_scans_table(plan, alias)) /* f: a derived table */
            return true;
    return false;
}

/* Check that the plan names each index of "a, b, primary". */
static void plan_check(const struct stmt_info *stmt, struct str plan)
{
    if (plan_scans(plan))
        fail_msg("%s scans a table:\n%" STR_FMT, stmt->name, STR_ARG(plan));
    struct str rest = str_of(stmt->index);
    while (rest.n > 0) {
        size_t comma = str_find(rest, STR(","), 0);
        struct str name = str_trim(str_sub(rest, 0, comma));
        rest = comma == SIZE_MAX ? STR_NONE : str_sub(rest, comma + 1, rest.n);
        char wanted[80];
        if (str_eq(name, STR("primary")))
            (void)snprintf(wanted, sizeof(wanted), "INDEX sqlite_autoindex_");
        else
            (void)snprintf(wanted, sizeof(wanted), "INDEX %" STR_FMT " (", STR_ARG(name));
        if (str_find(plan, str_of(wanted), 0) == SIZE_MAX)
            fail_msg("%s does not read by %" STR_FMT ":\n%" STR_FMT, stmt->name, STR_ARG(name),
                     STR_ARG(plan));
    }
}

static void test_stmt__reads_by_its_index(void **state)
{
    struct test_db *t = *state;
    store_free(test_db_open(t));
    size_t checked = 0;
    for (size_t i = 0; t->engine == DB_SQLITE && i < STMT__MAX; i++) {
        const struct stmt_info *stmt = &STMT_TABLE[i];
        if (stmt->index[0] == '\0' || str_starts(str_of(stmt->index), STR("none (")))
            continue;
        struct str sql = str_format(&t->a, "EXPLAIN QUERY PLAN %s",
                                    stmt_without_params(&t->a, stmt->text[DB_SQLITE]));
        plan_check(stmt, raw_column(t, sql.p, 3));
        checked++;
    }
    CHECK("statements", t->engine != DB_SQLITE || checked >= 15);
}

TEST_MAIN(STORE_TEST(test_stmt__prepares_as_declared), STORE_TEST(test_stmt__reads_by_its_index))
