/*
 * test_catalog.c — catalogs: what is published comes back, once, and never over another.
 */
#include "faults.h"
#include "store/catalog.h"

/* One call, with all that any of them needs. */
struct call {
    struct arena *a;
    struct audit_by by;
    struct catalog_version c;
    struct catalog_file_list files;
    int64_t version;
    struct catalog_version got;
    bool is_new;
    struct catalog_version_list list;
};

static enum err_code publish_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct call *c = ctx;
    return store_catalog_publish(c->a, tx, &c->by, &c->c, &c->files, &c->got, &c->is_new, e);
}

static enum err_code list_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct call *c = ctx;
    return store_catalog_list(c->a, tx, c->by.county, &c->list, e);
}

static enum err_code current_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct call *c = ctx;
    return store_catalog_current(c->a, tx, c->by.county, &c->list, e);
}

static enum err_code get_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct call *c = ctx;
    return store_catalog_get(c->a, tx, c->by.county, c->c.catalog, c->version, &c->got, &c->files,
                             e);
}

static date day(const char *text)
{
    date d;
    must(date_parse(str_of(text), &d, NULL) == ERR_OK);
    return d;
}

/* Publish `id` with a single file; NULL days are open. */
static enum err_code publish(struct test_db *t, struct store *s, int64_t ms, const char *id,
                             const char *from, const char *to, const char *content,
                             struct call *ret, struct err *e)
{
    struct catalog_file file = {.path = STR("c/catalog.yaml"), .content = str_of(content)};
    *ret = (struct call){.a = &t->a, .by = test_by(ms), .files = {&file, 1}};
    ret->c = (struct catalog_version){.catalog = str_of(id), .title = STR("江苏考核目录")};
    ret->c.has_from = from != NULL;
    ret->c.has_to = to != NULL;
    if (from != NULL)
        ret->c.from = day(from);
    if (to != NULL)
        ret->c.to = day(to);
    return store_tx(s, TX_WRITE, "publish", publish_fn, ret, e);
}

/* ---- round trips ----------------------------------------------------------- */

static void test_store_catalog_get__round_trip(void **state)
{
    struct test_db *t = *state;
    struct store *s = test_db_county(t);
    struct catalog_file files[] = {
        {.path = STR("b/units.yaml"), .content = STR("kinds: {}\n")},
        {.path = STR("a/catalog.yaml"), .content = STR("catalog: a\n")},
        {.path = STR("a/records/中文.yaml"), .content = STR("\xff\0\x01 bytes")},
    };
    struct call c = {.a = &t->a, .by = test_by(5000), .files = {files, ARRAY_LEN(files)}};
    c.c = (struct catalog_version){.catalog = STR("jiangsu-2017"),
                                   .title = STR("江苏2017"),
                                   .has_from = true,
                                   .from = day("2017-01-01")};
    struct err e = {.code = ERR_OK};
    CHECK_ERR(e.detail, store_tx(s, TX_WRITE, "publish", publish_fn, &c, &e), ERR_OK);
    CHECK("new", c.is_new && c.got.current);
    CHECK_STR("the caller's order stays", files[0].path, "b/units.yaml");
    struct str sha256 = c.got.sha256;
    c.files = (struct catalog_file_list){0};
    c.got = (struct catalog_version){0};
    CHECK_ERR(e.detail, store_tx(s, TX_READ, "get", get_fn, &c, &e), ERR_OK);
    CHECK_INT("version", c.got.version, 1);
    CHECK_STR("title", c.got.title, "江苏2017");
    CHECK("from", c.got.has_from && c.got.from.days == day("2017-01-01").days);
    CHECK("no end", !c.got.has_to);
    CHECK_INT("at", c.got.loaded_at.ms, 5000);
    CHECK_STR("by", c.got.loaded_by, "tester");
    CHECK("hash", str_eq(c.got.sha256, sha256));
    CHECK_INT("files", c.files.n, 3);
    CHECK_STR("by path", c.files.p[0].path, "a/catalog.yaml");
    CHECK_STR("by path", c.files.p[1].path, "a/records/中文.yaml");
    CHECK("bytes", str_eq(c.files.p[1].content, files[2].content));
    c.version = 2;
    CHECK_ERR("no such version", store_tx(s, TX_READ, "get", get_fn, &c, NULL),
              ERR_CATALOG_NOT_FOUND);
    raw_exec(t, "UPDATE catalog_file SET content = %s WHERE path = 'b/units.yaml'",
             t->engine == DB_SQLITE ? "x'00'" : "'\\x00'");
    c.version = 1;
    CHECK_ERR("changed bytes", store_tx(s, TX_READ, "get", get_fn, &c, NULL), ERR_DB_CORRUPT);
    store_free(s);
}

/* The hash as the header tells it, computed with sha256sum. */
static void test_store_catalog_publish__hash_of_the_whole(void **state)
{
    struct test_db *t = *state;
    struct store *s = test_db_county(t);
    struct call c;
    CHECK_ERR("publish", publish(t, s, 1, "c", NULL, NULL, "catalog: c\n", &c, NULL), ERR_OK);
    CHECK_STR("hash", c.got.sha256,
              "e6b5e55c1730b613c4740a231d2851b07af0da7617a251751b78b21bcba44285");
    store_free(s);
}

/* ---- versions ---------------------------------------------------------------- */

static void test_store_catalog_publish__versions(void **state)
{
    static const struct {
        const char *name, *id, *content;
        bool is_new;
        int64_t version;
    } CASES[] = {
        {"the first", "a", "one", true, 1},       {"the same again", "a", "one", false, 1},
        {"other content", "a", "two", true, 2},   {"back to the first", "a", "one", true, 3},
        {"and that again", "a", "one", false, 3},
    };
    struct test_db *t = *state;
    struct store *s = test_db_county(t);
    struct call c;
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        const char *name = CASES[i].name;
        CHECK_ERR(name, publish(t, s, 2000, CASES[i].id, NULL, NULL, CASES[i].content, &c, NULL),
                  ERR_OK);
        CHECK_INT(name, c.is_new, CASES[i].is_new);
        CHECK_INT(name, c.got.version, CASES[i].version);
    }
    CHECK_ERR("list", store_tx(s, TX_READ, "list", list_fn, &c, NULL), ERR_OK);
    CHECK_INT("versions", c.list.n, 3);
    CHECK("only the last is current",
          !c.list.p[0].current && !c.list.p[1].current && c.list.p[2].current);
    CHECK_ERR("current", store_tx(s, TX_READ, "current", current_fn, &c, NULL), ERR_OK);
    CHECK_INT("current", c.list.n, 1);
    CHECK_INT("current", c.list.p[0].version, 3);
    c.version = 2;
    CHECK_ERR("an old one", store_tx(s, TX_READ, "get", get_fn, &c, NULL), ERR_OK);
    CHECK_STR("as it was", c.files.p[0].content, "two");
    CHECK_INT("entries",
              raw_int(t, "SELECT count(*) FROM audit_entry"
                         " WHERE action = 'catalog.publish' AND object = 'catalog/a'"),
              3);
    store_free(s);
}

static void test_store_catalog_publish__overlap(void **state)
{
    static const struct {
        const char *name, *id, *from, *to;
        enum err_code want;
    } CASES[] = {
        {"2016", "a", "2016-01-01", "2016-12-31", ERR_OK},
        {"2018 and later", "b", "2018-01-01", NULL, ERR_OK},
        {"the year between", "c", "2017-01-01", "2017-12-31", ERR_OK},
        {"its last day is another's first", "d", "2015-01-01", "2016-01-01", ERR_CATALOG_OVERLAP},
        {"its first day is another's last", "d", "2017-12-31", "2017-12-31", ERR_CATALOG_OVERLAP},
        {"within one without end", "d", "2030-01-01", "2030-01-02", ERR_CATALOG_OVERLAP},
        {"always", "d", NULL, NULL, ERR_CATALOG_OVERLAP},
        {"everything before", "d", NULL, "2015-12-31", ERR_OK},
        {"a next version of one, longer", "a", "2016-01-01", "2017-01-01", ERR_CATALOG_OVERLAP},
        {"a next version of one, shorter", "a", "2016-02-01", "2016-12-30", ERR_OK},
        {"what it gave up is free", "e", "2016-12-31", "2016-12-31", ERR_OK},
    };
    struct test_db *t = *state;
    struct store *s = test_db_county(t);
    struct call c;
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct err e = {.code = ERR_OK};
        const char *name = CASES[i].name;
        CHECK_ERR(name, publish(t, s, 1, CASES[i].id, CASES[i].from, CASES[i].to, name, &c, &e),
                  CASES[i].want);
        CHECK(name, CASES[i].want == ERR_OK ||
                        str_find(str_of(e.detail), str_of(CASES[i].id), 0) != SIZE_MAX);
    }
    store_free(s);
}

/* ---- faults ------------------------------------------------------------------ */

static void test_store_catalog_publish__every_call_fails(void **state)
{
    struct test_db *t = *state;
    struct store *s = test_db_county(t);
    struct call c;
    CHECK_ERR("first", publish(t, s, 1, "a", NULL, NULL, "one", &c, NULL), ERR_OK);
    store_free(s);
    struct catalog_file files[2] = {{.path = STR("x"), .content = STR("1")},
                                    {.path = STR("y"), .content = STR("2")}};
    c.files = (struct catalog_file_list){files, 2};
    CHECK("calls", faults_check(t, publish_fn, &c) >= 8);
}

TEST_MAIN(STORE_TEST(test_store_catalog_get__round_trip),
          STORE_TEST(test_store_catalog_publish__hash_of_the_whole),
          STORE_TEST(test_store_catalog_publish__versions),
          STORE_TEST(test_store_catalog_publish__overlap),
          STORE_TEST(test_store_catalog_publish__every_call_fails))
