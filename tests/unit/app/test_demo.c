/*
 * test_demo.c — the year inside the program: what it comes to, what a backtest says of it, and
 * what freezing keeps.
 */
#include "testmain.h"

#include "app/backtest.h"
#include "app/demo.h"
#include "app/freeze.h"
#include "app/init.h"
#include "base/arena.h"

enum { DAYS_TRIED = 100 };

#define SITE_START INT64_C(1790000000000) /* ms; a day in 2026 */

/* A folder with a database in it. (place.h cannot stand beside the catalogs' struct place.) */
struct site {
    struct arena a;
    char folder[32];
    struct app app;
    instant now;
    struct err e;
};

static instant site_now(void *ctx)
{
    const struct site *p = ctx;
    return p->now;
}

static void enter(struct site *p)
{
    *p = (struct site){.folder = "/tmp/duban-test-XXXXXX", .now = {SITE_START}};
    arena_init(&p->a, (size_t)512 * 1024 * 1024);
    must(mkdtemp(p->folder) != NULL);
    app_init(&p->app);
    p->app.clock = (struct clock){site_now, p};
    p->app.actor = "tester";
    p->app.db = str_format(&p->a, "%s/duban.db", p->folder).p;
}

static void leave(struct site *p)
{
    static const char *const names[] = {"duban.db", "duban.db-wal", "duban.db-shm", "duban.db.key"};
    app_release(&p->app);
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        (void)unlink(str_format(&p->a, "%s/%s", p->folder, names[i]).p);
    CHECK_INT("nothing else lies there", rmdir(p->folder), 0);
    arena_release(&p->a);
}

static const struct score_ask ASK = {.year = DEMO_YEAR};

static void fill(struct site *p, bool outage)
{
    struct app_demo d;
    enter(p);
    CHECK_ERR(p->e.detail, app_demo(&p->a, &p->app, outage, p->folder, &d, &p->e), ERR_OK);
    CHECK_INT("made", d.created, true);
    CHECK_INT("records", d.records, 247);
    CHECK_INT("outages", d.outages, outage);
}

/* An empty database that was made before is filled; one with anything in it is left alone. */
static void test_app_demo__twice(void **state)
{
    (void)state;
    struct site p;
    struct app_demo d;
    struct app_county county;
    enter(&p);
    CHECK_ERR("init", app_init_database(&p.a, &p.app, STR_NONE, &county, &p.e), ERR_OK);
    CHECK_ERR("empty", app_demo(&p.a, &p.app, false, p.folder, &d, &p.e), ERR_OK);
    CHECK_INT("it was there", d.created, false);
    CHECK_ERR("again", app_demo(&p.a, &p.app, false, p.folder, &d, &p.e), ERR_DEMO_NOT_EMPTY);
    leave(&p);
}

/* Whatever counts as in time, the sums are the points lost, and the more days, the less is timely.
 */
static void test_app_backtest__sums(void **state)
{
    (void)state;
    struct site p;
    int64_t timely = INT64_MAX;
    fill(&p, false);
    for (int32_t days = 0; days <= DAYS_TRIED; days += 5) {
        struct app_backtest b;
        int64_t sum = 0;
        CHECK_ERR("backtest", app_backtest(&p.a, &p.app, &ASK, days, &b, &p.e), ERR_OK);
        const struct backtest_unit *u = &b.units[0];
        for (int kind = 0; kind < BACKTEST__MAX; kind++)
            sum += u->sums[kind].centi;
        CHECK_INT("all of it", sum, 6002);
        CHECK_INT("as the score", u->lost.centi, u->unit->full.centi - u->unit->score.centi);
        CHECK("less and less", u->sums[BACKTEST_TIMELY].centi <= timely);
        CHECK_INT("of the list", u->sums[BACKTEST_TIMELY].centi + u->sums[BACKTEST_SHORT].centi,
                  1780);
        timely = u->sums[BACKTEST_TIMELY].centi;
        for (size_t i = 0; i < u->n; i++)
            CHECK("never after the deadline", !u->losses[i].has_first || u->losses[i].ahead >= 0);
    }
    CHECK_INT("a hundred days ahead: what is owed once a year", timely, 30);
    leave(&p);
}

static struct str frozen_inputs(struct site *p, int64_t *ret_score)
{
    struct app_frozen f;
    CHECK_ERR(p->e.detail, app_freeze(&p->a, &p->app, &ASK, &f, &p->e), ERR_OK);
    CHECK_INT("one county", f.n, 1);
    *ret_score = f.p[0].score.centi;
    return f.p[0].inputs_sha256;
}

/* The hash of the inputs follows from what was stored, and from nothing else. */
static void test_app_freeze__hash_of_the_inputs(void **state)
{
    (void)state;
    struct site one, same, other;
    int64_t score = 0;
    fill(&one, false);
    fill(&same, false);
    same.now.ms += 1000 * 3600; /* the hour of the import is no input */
    fill(&other, true);
    struct str hash = frozen_inputs(&one, &score);
    CHECK_INT("score", score, 18198);
    CHECK("of the same", str_eq(hash, frozen_inputs(&same, &score)));
    CHECK("of another", !str_eq(hash, frozen_inputs(&other, &score)));
    CHECK_INT("its score", score, 18348);
    leave(&one);
    leave(&same);
    leave(&other);
}

TEST_MAIN(cmocka_unit_test(test_app_demo__twice), cmocka_unit_test(test_app_backtest__sums),
          cmocka_unit_test(test_app_freeze__hash_of_the_inputs))
