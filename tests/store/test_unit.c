/*
 * test_unit.c — units and their figures: what was entered comes back as of any moment.
 */
#include "faults.h"
#include "store/unit.h"

/* One call, with all that any of them needs. */
struct call {
    struct arena *a;
    struct audit_by by;
    struct unit unit;
    struct unit_figure figure;
    struct str reason;
    instant as_of;
    struct unit got;
    struct unit_list list;
    struct unit_figure_list figures;
};

static enum err_code add_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct call *c = ctx;
    return store_unit_add(c->a, tx, &c->by, &c->unit, e);
}

static enum err_code change_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct call *c = ctx;
    return store_unit_change(c->a, tx, &c->by, &c->unit, c->reason, e);
}

static enum err_code close_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct call *c = ctx;
    return store_unit_close(c->a, tx, &c->by, c->unit.id, c->unit.revision, c->unit.to, c->reason,
                            e);
}

static enum err_code list_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct call *c = ctx;
    return store_unit_list(c->a, tx, c->by.county, c->as_of, &c->list, e);
}

static enum err_code get_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct call *c = ctx;
    return store_unit_get(c->a, tx, c->by.county, c->unit.id, c->as_of, &c->got, e);
}

static enum err_code figure_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct call *c = ctx;
    return store_unit_figure_set(c->a, tx, &c->by, &c->figure, e);
}

static enum err_code figures_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct call *c = ctx;
    return store_unit_figure_list(c->a, tx, c->by.county, c->unit.id, c->as_of, &c->figures, e);
}

static struct call call_at(struct test_db *t, int64_t ms)
{
    return (struct call){.a = &t->a, .by = test_by(ms), .as_of = UNIT_NOW};
}

static enum err_code add(struct test_db *t, struct store *s, int64_t ms, const char *id,
                         const char *parent, struct err *e)
{
    struct call c = call_at(t, ms);
    c.unit = (struct unit){.id = str_of(id),
                           .kind = STR("office"),
                           .parent = str_of(parent),
                           .name = str_format(&t->a, "%s司法所", id)};
    return store_tx(s, TX_WRITE, "add", add_fn, &c, e);
}

static struct unit get(struct test_db *t, struct store *s, const char *id)
{
    struct call c = call_at(t, 0);
    c.unit.id = str_of(id);
    CHECK_ERR(id, store_tx(s, TX_READ, "get", get_fn, &c, NULL), ERR_OK);
    return c.got;
}

/* Change what is there now into `unit`. */
static enum err_code change(struct test_db *t, struct store *s, int64_t ms, const struct unit *unit,
                            struct err *e)
{
    struct call c = call_at(t, ms);
    c.unit = *unit;
    c.reason = STR("区划调整");
    return store_tx(s, TX_WRITE, "change", change_fn, &c, e);
}

/* The tree county > (dept, north > north1). */
static struct store *open_tree(struct test_db *t)
{
    struct store *s = test_db_county(t);
    CHECK_ERR("county", add(t, s, 2000, "county", "", NULL), ERR_OK);
    CHECK_ERR("dept", add(t, s, 2001, "dept", "county", NULL), ERR_OK);
    CHECK_ERR("north", add(t, s, 2002, "north", "county", NULL), ERR_OK);
    CHECK_ERR("north1", add(t, s, 2003, "north1", "north", NULL), ERR_OK);
    return s;
}

/* ---- adding and changing ------------------------------------------------------- */

static void test_store_unit_add__refusals(void **state)
{
    static const struct {
        const char *name, *id, *parent;
        enum err_code want;
    } CASES[] = {
        {"one more", "south", "county", ERR_OK},
        {"the same id", "south", "county", ERR_UNIT_EXISTS},
        {"no such parent", "west", "nowhere", ERR_UNIT_NOT_FOUND},
        {"under itself", "self", "self", ERR_UNIT_NOT_FOUND},
        {"a second root", "other", "", ERR_OK},
    };
    struct test_db *t = *state;
    struct store *s = open_tree(t);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++)
        CHECK_ERR(CASES[i].name, add(t, s, 3000, CASES[i].id, CASES[i].parent, NULL),
                  CASES[i].want);
    CHECK_INT("units", raw_int(t, "SELECT count(*) FROM unit"), 6);
    CHECK_INT("each told once",
              raw_int(t, "SELECT count(*) FROM audit_entry WHERE action = 'unit.add'"), 6);
    store_free(s);
}

static void test_store_unit_list__as_of(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_tree(t);
    struct unit u = get(t, s, "north1");
    u.name = STR("城北司法所");
    u.parent = STR("dept");
    u.has_from = true;
    CHECK_ERR("from", date_parse(STR("2010-05-01"), &u.from, NULL), ERR_OK);
    CHECK_ERR("renamed and moved", change(t, s, 4000, &u, NULL), ERR_OK);
    struct call c = call_at(t, 0);
    c.as_of.ms = 2002;
    CHECK_ERR("before", store_tx(s, TX_READ, "list", list_fn, &c, NULL), ERR_OK);
    CHECK_INT("not known yet", c.list.n, 3);
    CHECK_STR("in the order of entry", c.list.p[2].id, "north");
    c.as_of.ms = 3999;
    CHECK_ERR("after", store_tx(s, TX_READ, "list", list_fn, &c, NULL), ERR_OK);
    CHECK_INT("all", c.list.n, 4);
    CHECK_STR("the old name", c.list.p[3].name, "north1司法所");
    CHECK_STR("the old place", c.list.p[3].parent, "north");
    CHECK("no first day", !c.list.p[3].has_from);
    CHECK_INT("revision", c.list.p[3].revision, 1);
    struct unit now = get(t, s, "north1");
    CHECK_STR("the new name", now.name, "城北司法所");
    CHECK_STR("the new place", now.parent, "dept");
    CHECK("first day", now.has_from && now.from.days == u.from.days && !now.has_to);
    CHECK_INT("revision", now.revision, 2);
    CHECK_INT("when", now.changed_at.ms, 4000);
    CHECK_STR("who", now.changed_by, "tester");
    c.unit.id = STR("north1");
    c.as_of.ms = 1;
    CHECK_ERR("before it was entered", store_tx(s, TX_READ, "get", get_fn, &c, NULL),
              ERR_UNIT_NOT_FOUND);
    store_free(s);
}

static void test_store_unit_change__refusals(void **state)
{
    static const struct {
        const char *name, *id, *parent;
        int64_t revision;
        bool close;
        enum err_code want;
    } CASES[] = {
        {"under itself", "north", "north", 1, false, ERR_UNIT_CYCLE},
        {"under its own office", "north", "north1", 1, false, ERR_UNIT_CYCLE},
        {"the root under a leaf", "county", "north1", 1, false, ERR_UNIT_CYCLE},
        {"no such parent", "north", "nowhere", 1, false, ERR_UNIT_NOT_FOUND},
        {"no such unit", "nowhere", "county", 1, false, ERR_UNIT_NOT_FOUND},
        {"seen too early", "north", "dept", 7, false, ERR_UNIT_CHANGED},
        {"closed above an open one", "north", "county", 1, true, ERR_UNIT_BELOW},
        {"the leaf closed", "north1", "north", 1, true, ERR_OK},
        {"then what is above it", "north", "county", 1, true, ERR_OK},
        {"moved, though closed", "north", "dept", 2, true, ERR_OK},
        {"seen before that", "north", "county", 2, true, ERR_UNIT_CHANGED},
    };
    struct test_db *t = *state;
    struct store *s = open_tree(t);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct unit u = {.id = str_of(CASES[i].id),
                         .kind = STR("office"),
                         .parent = str_of(CASES[i].parent),
                         .name = STR("所"),
                         .has_to = CASES[i].close,
                         .to = {17000},
                         .revision = CASES[i].revision};
        CHECK_ERR(CASES[i].name, change(t, s, 5000, &u, NULL), CASES[i].want);
    }
    store_free(s);
}

static void test_store_unit_close__keeps_the_rest(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_tree(t);
    struct call c = call_at(t, 6000);
    c.unit = (struct unit){.id = STR("dept"), .revision = 1, .to = {17000}};
    c.reason = STR("撤并");
    CHECK_ERR("close", store_tx(s, TX_WRITE, "close", close_fn, &c, NULL), ERR_OK);
    struct unit u = get(t, s, "dept");
    CHECK("closed", u.has_to && u.to.days == 17000);
    CHECK_STR("name", u.name, "dept司法所");
    CHECK_STR("parent", u.parent, "county");
    CHECK_STR("reason", raw_text(t, "SELECT reason FROM unit_revision WHERE revision = 2"), "撤并");
    CHECK_INT("told", raw_int(t, "SELECT count(*) FROM audit_entry WHERE action = 'unit.close'"),
              1);
    CHECK_ERR("seen before", store_tx(s, TX_WRITE, "close", close_fn, &c, NULL), ERR_UNIT_CHANGED);
    store_free(s);
}

/* ---- figures ------------------------------------------------------------------- */

static void test_store_unit_figure_list__later_entry_holds(void **state)
{
    static const struct {
        int64_t ms;
        const char *unit, *attribute;
        int32_t from;
        const char *value;
        bool holds;
    } CASES[] = {
        /* in the order in which they are listed */
        {7000, "county", "population", 16000, "560000", true},
        {7003, "county", "population", 17000, "561000", false},
        {7004, "county", "population", 17000, "561500.5", true},
        {7001, "county", "posts", 17000, "42", true},
        {7002, "dept", "posts", 17000, "7", true},
    };
    struct test_db *t = *state;
    struct store *s = open_tree(t);
    for (int64_t ms = 7000; ms <= 7004; ms++)
        for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
            if (CASES[i].ms != ms)
                continue;
            struct call c = call_at(t, ms);
            c.figure = (struct unit_figure){.unit = str_of(CASES[i].unit),
                                            .attribute = str_of(CASES[i].attribute),
                                            .from = {CASES[i].from},
                                            .value = str_of(CASES[i].value)};
            CHECK_ERR(CASES[i].value, store_tx(s, TX_WRITE, "figure", figure_fn, &c, NULL), ERR_OK);
        }
    struct call c = call_at(t, 0);
    CHECK_ERR("all", store_tx(s, TX_READ, "figures", figures_fn, &c, NULL), ERR_OK);
    CHECK_INT("all", c.figures.n, ARRAY_LEN(CASES));
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        const struct unit_figure *f = &c.figures.p[i];
        CHECK_STR(CASES[i].value, f->unit, CASES[i].unit);
        CHECK_STR(CASES[i].value, f->attribute, CASES[i].attribute);
        CHECK_STR(CASES[i].value, f->value, CASES[i].value);
        CHECK_INT(CASES[i].value, f->from.days, CASES[i].from);
        CHECK_INT(CASES[i].value, f->entered_at.ms, CASES[i].ms);
        CHECK_INT(CASES[i].value, f->holds, CASES[i].holds);
    }
    c.as_of.ms = 7003;
    CHECK_ERR("before the last", store_tx(s, TX_READ, "figures", figures_fn, &c, NULL), ERR_OK);
    CHECK_INT("before the last", c.figures.n, 4);
    CHECK("held then", c.figures.p[1].holds);
    c.unit.id = STR("dept");
    CHECK_ERR("of one", store_tx(s, TX_READ, "figures", figures_fn, &c, NULL), ERR_OK);
    CHECK_INT("of one", c.figures.n, 1);
    c.figure.unit = STR("nowhere");
    c.figure.attribute = STR("posts");
    c.figure.value = STR("1");
    CHECK_ERR("no such unit", store_tx(s, TX_WRITE, "figure", figure_fn, &c, NULL),
              ERR_UNIT_NOT_FOUND);
    store_free(s);
}

/* ---- time and order --------------------------------------------------------------- */

/* A clock that is set back: later entries are not before earlier ones. */
static void test_store_unit_add__clock_runs_backwards(void **state)
{
    struct test_db *t = *state;
    struct store *s = test_db_county(t);
    CHECK_ERR("first", add(t, s, 9000, "a", "", NULL), ERR_OK);
    CHECK_ERR("second", add(t, s, 500, "b", "", NULL), ERR_OK);
    CHECK_INT("not before", get(t, s, "b").changed_at.ms, 9000);
    CHECK_INT("nor the audit chain",
              raw_int(t, "SELECT at_ms FROM audit_entry WHERE object = 'unit/b'"), 9000);
    struct call c = call_at(t, 0);
    CHECK_ERR("list", store_tx(s, TX_READ, "list", list_fn, &c, NULL), ERR_OK);
    CHECK_STR("the order stays", c.list.p[0].id, "a");
    store_free(s);
}

enum { WRITERS = 4, WRITES = 10 };

static int writer(int child, void *ctx)
{
    struct test_db *t = ctx;
    struct store *s = test_db_open(t);
    for (int i = 0; i < WRITES; i++) {
        struct str id = str_format(&t->a, "u%d-%d", child, i);
        enum err_code code;
        /* A caller who wants it done asks again when the attempts are used up. */
        while ((code = add(t, s, 10000 - child, id.p, "", NULL)) == ERR_DB_BUSY)
            continue;
        if (code != ERR_OK)
            return 1;
    }
    store_free(s);
    return 0;
}

static void test_store_unit_add__many_writers(void **state)
{
    struct test_db *t = *state;
    struct store *s = test_db_county(t);
    struct audit_report report;
    CHECK_INT("failed children", test_children(WRITERS, writer, t), 0);
    CHECK_INT("units", raw_int(t, "SELECT count(DISTINCT seq) FROM unit"), WRITERS * WRITES);
    CHECK_INT("places without gaps", raw_int(t, "SELECT max(seq) FROM unit"), WRITERS * WRITES);
    CHECK_INT("times in the order of places",
              raw_int(t, "SELECT count(*) FROM unit u JOIN unit_revision r ON r.unit = u.unit"
                         " WHERE EXISTS (SELECT 1 FROM unit x JOIN unit_revision y"
                         "  ON y.unit = x.unit WHERE x.seq < u.seq AND y.at_ms > r.at_ms)"),
              0);
    CHECK_ERR("chain", test_verify(s, &report, NULL), ERR_OK);
    store_free(s);
}

/* ---- faults ------------------------------------------------------------------ */

static void test_store_unit_change__every_call_fails(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_tree(t);
    struct call c = call_at(t, 8000);
    c.unit = get(t, s, "north1");
    c.unit.parent = STR("dept");
    c.reason = STR("划转");
    c.figure = (struct unit_figure){
        .unit = STR("dept"), .attribute = STR("posts"), .from = {17000}, .value = STR("3")};
    store_free(s);
    CHECK("change", faults_check(t, change_fn, &c) >= 10);
    CHECK("figure", faults_check(t, figure_fn, &c) >= 6);
    c.unit.id = STR("new");
    CHECK("add", faults_check(t, add_fn, &c) >= 9);
}

TEST_MAIN(STORE_TEST(test_store_unit_add__refusals), STORE_TEST(test_store_unit_list__as_of),
          STORE_TEST(test_store_unit_change__refusals),
          STORE_TEST(test_store_unit_close__keeps_the_rest),
          STORE_TEST(test_store_unit_figure_list__later_entry_holds),
          STORE_TEST(test_store_unit_add__clock_runs_backwards),
          STORE_TEST(test_store_unit_add__many_writers),
          STORE_TEST(test_store_unit_change__every_call_fails))
