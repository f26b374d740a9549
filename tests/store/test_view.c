/*
 * test_view.c — the views for analysts: what they show, and that nothing but a checked
 * name gets into their text.
 */
#include "records.h"
#include "store/ddl.h"
#include "store/view.h"

struct vcall {
    struct audit_by by;
    struct record_view_list views;
    size_t changed;
};

static enum err_code views_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct vcall *c = ctx;
    return store_view_replace(tx, &c->by, &c->views, &c->changed, e);
}

static enum err_code second_county_fn(struct tx *tx, void *ctx, struct err *e)
{
    (void)ctx;
    struct audit_by by = {STR("c2"), STR("tester"), {1000}};
    return store_county_create(tx, &by, STR("乙县司法局"), e);
}

/* How many views were made or taken away for a county. */
static size_t replace(struct store *s, const char *county, const struct record_view *views,
                      size_t n)
{
    struct vcall c = {.by = {str_of(county), STR("tester"), {9000}}, .views = {views, n}};
    struct err e = {.code = ERR_OK};
    CHECK_ERR(e.detail, store_tx(s, TX_WRITE, "views", views_fn, &c, &e), ERR_OK);
    return c.changed;
}

/* A record of type session whose fields are this JSON. */
static int64_t add_json(struct test_db *t, struct store *s, int64_t ms, const char *json)
{
    struct record_entry entry = session(t, "north", 0, 17000, "");
    entry.content.fields = str_of(json);
    return radd(t, s, ms, entry);
}

/* What a query of one column gives, its rows joined by a bar. */
static void check_rows(struct test_db *t, const char *name, const char *sql, const char *want)
{
    struct str rows = raw_column(t, sql, 0);
    char *p = arena_copy(&t->a, rows.p, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        if (p[i] == '\n')
            p[i] = '|';
    CHECK_STR(name, ((struct str){p, rows.n}), want);
}

static const struct view_column COLUMNS[] = {
    {{"topic", 5}, {"主题", 6}, VIEW_TEXT, false},
    {{"hours", 5}, {"学时", 6}, VIEW_NUMBER, false},
    {{"held_on", 7}, {"日期", 6}, VIEW_DATE, false},
    {{"late", 4}, {"迟到", 6}, VIEW_BOOL, false},
    {{"people", 6}, {"it's \\ a \"title\"; --", 20}, VIEW_LIST, false},
    {{"phone", 5}, {"电话", 6}, VIEW_TEXT, true},
    {{"order", 5}, {"序号", 6}, VIEW_NUMBER, false}, /* a word of SQL */
    {{"unit", 4}, {"单位", 6}, VIEW_TEXT, false},    /* a column that every view has */
    {{"unit_field", 10}, {"单位", 6}, VIEW_TEXT, false},
};

static const struct record_view SESSION = {
    {"session", 7}, {"教育'学习", 13}, COLUMNS, ARRAY_LEN(COLUMNS)};

/* ---- what they show ------------------------------------------------------------- */

static void test_store_view_replace__select(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    bool pg = t->engine == DB_PG;
    (void)add_json(t, s, 5000,
                   "{\"topic\":\"学习\",\"hours\":\"8.5\",\"held_on\":\"2016-07-18\",\"late\":true,"
                   "\"people\":[1,\"b\"],\"phone\":\"139\",\"order\":7,\"unit\":\"u\","
                   "\"unit_field\":\"v\"}");
    (void)add_json(t, s, 5001, "{\"hours\":\"-0.25\",\"late\":false}");
    (void)add_json(t, s, 5002, "{\"hours\":\"many\",\"held_on\":\"soon\",\"late\":\"yes\"}");
    (void)rvoid(t, s, 5003, add_json(t, s, 5003, "{\"topic\":\"void\"}"));
    (void)radd(t, s, 5004, person(t, "another type", ""));
    CHECK_INT("made", replace(s, "c1", &SESSION, 1), 1);
    check_rows(t, "topic", "SELECT topic FROM v_session ORDER BY record_id", "学习|||");
    check_rows(t, "numbers", "SELECT hours FROM v_session ORDER BY record_id", "8.5|-0.25||");
    check_rows(t, "they add up", "SELECT sum(hours) FROM v_session", "8.25|");
    check_rows(t, "days", "SELECT held_on FROM v_session ORDER BY record_id", "2016-07-18|||");
    check_rows(t, "yes and no", "SELECT late FROM v_session ORDER BY record_id",
               pg ? "t|f||" : "1|0||");
    check_rows(t, "lists", "SELECT people FROM v_session ORDER BY record_id",
               pg ? "[1, \"b\"]|||" : "[1,\"b\"]|||");
    check_rows(t, "sealed", "SELECT coalesce(phone, '-') FROM v_session", "-|-|-|");
    check_rows(t, "a word of SQL", "SELECT \"order\" FROM v_session ORDER BY record_id", "7|||");
    check_rows(t, "the unit itself", "SELECT DISTINCT unit FROM v_session", "north|");
    check_rows(t, "the field", "SELECT unit_field FROM v_session ORDER BY record_id", "u|||");
    check_rows(t, "and the other", "SELECT unit_field_field FROM v_session ORDER BY record_id",
               "v|||");
    check_rows(t, "the rest",
               "SELECT county || record_id || revision || occurred_on || entered_by || catalog"
               " || catalog_version || coalesce(subject, 0) FROM v_session WHERE record_id = 1",
               "c1112016-07-18testercat10|");
    check_rows(t, "entered at",
               pg ? "SELECT entered_at = to_timestamp(5) FROM v_session WHERE record_id = 1"
                  : "SELECT entered_at = '1970-01-01 00:00:05Z' FROM v_session WHERE record_id = 1",
               pg ? "t|" : "1|");
    struct err e = {.code = ERR_OK};
    CHECK_ERR(e.detail, rrevise(t, s, 6000, 1, 1, "x", &e), ERR_OK);
    check_rows(t, "the newest revision",
               "SELECT coalesce(topic, 'gone') FROM v_session WHERE record_id = 1", "gone|");
    store_free(s);
}

static void test_store_view_replace__titles(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    CHECK_INT("made", replace(s, "c1", &SESSION, 1), 1);
    check_rows(t, "in the tables",
               "SELECT title FROM record_view_column WHERE field IN ('hours', 'people')"
               " ORDER BY position",
               "学时|it's \\ a \"title\"; --|");
    if (t->engine == DB_PG) {
        check_rows(t, "of the view", "SELECT obj_description('v_session'::regclass)", "教育'学习|");
        check_rows(t, "of a column", "SELECT col_description('v_session'::regclass, 15)",
                   "it's \\ a \"title\"; --|");
    }
    store_free(s);
}

/* ---- replacing -------------------------------------------------------------------- */

static void test_store_view_replace__only_what_changed(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    struct record_view two[] = {SESSION, {STR("visit"), STR("走访"), COLUMNS, 2}};
    CHECK_INT("made", replace(s, "c1", two, 2), 2);
    int64_t entries = raw_int(t, "SELECT count(*) FROM audit_entry");
    CHECK_INT("the same again", replace(s, "c1", two, 2), 0);
    CHECK_INT("is nothing to tell", raw_int(t, "SELECT count(*) FROM audit_entry"), entries);
    two[1].n = 3;
    CHECK_INT("one more column", replace(s, "c1", two, 2), 1);
    CHECK_INT("is there", raw_int(t, "SELECT count(held_on) FROM v_visit"), 0);
    struct view_column sealed[2] = {COLUMNS[0], COLUMNS[1]};
    sealed[0].sealed = true;
    (void)add_json(t, s, 5000, "{\"topic\":\"from before\"}");
    two[0].columns = sealed;
    two[0].n = 2;
    CHECK_INT("sealed from now on", replace(s, "c1", two, 2), 1);
    check_rows(t, "what was open before is hidden too",
               "SELECT coalesce(topic, '-') FROM v_session", "-|");
    CHECK_INT("one taken away", replace(s, "c1", two, 1), 1);
    CHECK_INT("is gone",
              raw_int(t, t->engine == DB_PG
                             ? "SELECT count(*) FROM pg_views WHERE viewname = 'v_visit'"
                             : "SELECT count(*) FROM sqlite_master WHERE name = 'v_visit'"),
              0);
    CHECK_INT("all taken away", replace(s, "c1", NULL, 0), 1);
    CHECK_INT("no column is left", raw_int(t, "SELECT count(*) FROM record_view_column"), 0);
    store_free(s);
}

/* Two counties declare one type in two ways: the view shows both. */
static void test_store_view_replace__two_counties(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    const struct view_column mine[] = {{STR("topic"), STR("主题"), VIEW_TEXT, false},
                                       {STR("hours"), STR("学时"), VIEW_NUMBER, false},
                                       {STR("phone"), STR("电话"), VIEW_TEXT, false}};
    const struct view_column theirs[] = {{STR("hours"), STR("时长"), VIEW_TEXT, false},
                                         {STR("phone"), STR("电话"), VIEW_TEXT, true},
                                         {STR("place"), STR("地点"), VIEW_TEXT, false}};
    const struct record_view a = {STR("session"), STR("学习"), mine, 3};
    const struct record_view b = {STR("session"), STR("教育"), theirs, 3};
    CHECK_ERR("county", store_tx(s, TX_WRITE, "county", second_county_fn, NULL, NULL), ERR_OK);
    (void)add_json(t, s, 5000, "{\"topic\":\"x\",\"hours\":\"1.5\",\"phone\":\"139\"}");
    CHECK_INT("one", replace(s, "c1", &a, 1), 1);
    check_rows(t, "a number", "SELECT hours + 1 FROM v_session", "2.5|");
    CHECK_INT("two", replace(s, "c2", &b, 1), 1);
    check_rows(t, "a text, as they do not agree", "SELECT hours || '!' FROM v_session", "1.5!|");
    check_rows(t, "sealed, as one of them wants it", "SELECT coalesce(phone, '-') FROM v_session",
               "-|");
    check_rows(t, "columns of both", "SELECT coalesce(place, topic) FROM v_session", "x|");
    CHECK_INT("one leaves", replace(s, "c2", NULL, 0), 1);
    check_rows(t, "a number again", "SELECT hours + 1 FROM v_session", "2.5|");
    store_free(s);
}

/* PostgreSQL does not drop what others rest upon; SQLite does not look. */
static void test_store_view_replace__in_use(void **state)
{
    struct test_db *t = *state;
    if (t->engine != DB_PG)
        return;
    struct store *s = open_records(t);
    struct record_view v = SESSION;
    CHECK_INT("made", replace(s, "c1", &v, 1), 1);
    raw_exec(t, "CREATE VIEW mine AS SELECT count(*) FROM v_session");
    v.n = 2;
    struct vcall c = {.by = test_by(9000), .views = {&v, 1}};
    struct err e = {.code = ERR_OK};
    CHECK_ERR(e.detail, store_tx(s, TX_WRITE, "views", views_fn, &c, &e), ERR_VIEW_IN_USE);
    CHECK_INT("as before", raw_int(t, "SELECT count(*) FROM record_view_column"),
              ARRAY_LEN(COLUMNS));
    raw_exec(t, "DROP VIEW mine");
    CHECK_INT("then it goes", replace(s, "c1", &v, 1), 1);
    store_free(s);
}

/* ---- names -------------------------------------------------------------------------- */

static void test_ddl_is_name__table(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool want;
    } CASES[] = {
        {"a", true},
        {"education_session", true},
        {"x2_", true},
        {"a23456789012345678901234567890123456789012345678901234567890", true},
        {"a234567890123456789012345678901234567890123456789012345678901", false},
        {"", false},
        {"2x", false},
        {"_x", false},
        {"Order", false},
        {"a b", false},
        {"a\"b", false},
        {"a'b", false},
        {"a}b", false},
        {"学习", false},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++)
        CHECK_INT(CASES[i].name, ddl_is_name(str_of(CASES[i].name)), CASES[i].want);
}

struct bad_view {
    struct store *s;
    struct record_view view;
};

static void publish_bad(void *ctx)
{
    struct bad_view *bad = ctx;
    (void)replace(bad->s, "c1", &bad->view, 1);
}

static void test_store_view_replace__bad_names_abort(void **state)
{
    struct test_db *t = *state;
    store_free(open_records(t));
    const struct view_column bad_field = {STR("x\", (SELECT 1) AS \"y"), STR("t"), VIEW_TEXT,
                                          false};
    const struct record_view cases[] = {
        {STR("x\" AS SELECT 1; --"), STR("t"), COLUMNS, 1},
        {STR(""), STR("t"), COLUMNS, 1},
        {STR("x"), STR("t"), &bad_field, 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct bad_view bad = {test_db_open(t), cases[i]};
        CHECK("aborts", test_aborts(publish_bad, &bad));
        store_free(bad.s);
    }
    CHECK_INT("nothing was made", raw_int(t, "SELECT count(*) FROM record_view"), 0);
}

/* What fills a hole is not read again for holes. */
static void test_ddl_add__holes(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 1024);
    DDL_ADD(&b, DB_PG, DDL_VIEW_COMMENT, STR("a"), STR("it's {type}"));
    CHECK_STR("filled once", buf_str(&b), "COMMENT ON VIEW \"v_a\" IS 'it''s {type}'");
    buf_clear(&b);
    DDL_ADD(&b, DB_SQLITE, DDL_VIEW_COMMENT, STR("a"), STR("t"));
    CHECK_INT("nothing on SQLite", b.n, 0);
    buf_release(&b);
}

/* ---- faults -------------------------------------------------------------------------- */

static void test_store_view_replace__every_call_fails(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    (void)replace(s, "c1", &SESSION, 1);
    store_free(s);
    struct record_view v = SESSION;
    v.n = 2;
    struct vcall c = {.by = test_by(9000), .views = {&v, 1}};
    CHECK("replace", faults_check(t, views_fn, &c) >= 12);
    CHECK_INT("two columns", raw_int(t, "SELECT count(*) FROM record_view_column"), 2);
}

TEST_MAIN(STORE_TEST(test_store_view_replace__select), STORE_TEST(test_store_view_replace__titles),
          STORE_TEST(test_store_view_replace__only_what_changed),
          STORE_TEST(test_store_view_replace__two_counties),
          STORE_TEST(test_store_view_replace__in_use), cmocka_unit_test(test_ddl_is_name__table),
          STORE_TEST(test_store_view_replace__bad_names_abort),
          cmocka_unit_test(test_ddl_add__holes),
          STORE_TEST(test_store_view_replace__every_call_fails))
