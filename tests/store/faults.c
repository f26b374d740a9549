/*
 * faults.c — see faults.h.
 */
#include "faults.h"

#include "base/hash.h"

static struct str table_names(struct test_db *t)
{
    return raw_column(t,
                      t->engine == DB_SQLITE
                          ? "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
                          : "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
                            " ORDER BY tablename",
                      0);
}

/* The rows of a table as texts, in an order of their own. */
static struct str table_rows(struct test_db *t, struct str name)
{
    if (t->engine == DB_PG) {
        struct str sql = str_format(&t->a, "SELECT CAST(x AS text) FROM %" STR_FMT " x ORDER BY 1",
                                    STR_ARG(name));
        return raw_column(t, sql.p, 0);
    }
    struct str columns =
        raw_column(t,
                   str_format(&t->a,
                              "SELECT group_concat('quote(' || name || ')', '||''|''||')"
                              " FROM pragma_table_info('%" STR_FMT "')",
                              STR_ARG(name))
                       .p,
                   0);
    struct str sql = str_format(&t->a, "SELECT %" STR_FMT " FROM %" STR_FMT " ORDER BY 1",
                                STR_ARG(columns), STR_ARG(name));
    return raw_column(t, sql.p, 0);
}

struct str tables_digest(struct test_db *t)
{
    struct str names = table_names(t);
    char hex[HASH_HEX_MAX];
    struct hash h;
    must(hash_begin(&h, NULL) == ERR_OK);
    for (size_t at = 0; at < names.n;) {
        size_t end = str_find(names, STR("\n"), at);
        struct str name = str_sub(names, at, end);
        hash_add_field(&h, name);
        hash_add_field(&h, table_rows(t, name));
        at = end + 1;
    }
    hash_end(&h, hex);
    return str_copy(&t->a, str_of(hex));
}

int faults_check(struct test_db *t, tx_fn *fn, void *ctx)
{
    enum err_code code = ERR_DB_FAILED;
    struct str before = tables_digest(t);
    int at = 0;
    while (code != ERR_OK) {
        struct store *s = NULL;
        struct err e = {.code = ERR_OK};
        const struct driver *driver = faulty_driver(t->driver, 0, FAULT_NONE);
        CHECK_ERR("open", store_open_with(driver, t->url, STORE_EXISTING, &s, &e), ERR_OK);
        FAULTY.calls = 0;
        FAULTY.at = ++at;
        FAULTY.kind = FAULT_ERROR;
        code = store_tx(s, TX_WRITE, "faulty", fn, ctx, &e);
        store_free(s);
        if (code == ERR_OK)
            break;
        CHECK_ERR(e.detail, code, ERR_DB_FAILED);
        if (!str_eq(before, tables_digest(t)))
            fail_msg("a failure at call %d left something behind", at);
    }
    CHECK("something was written", !str_eq(before, tables_digest(t)));
    return at - 1;
}
