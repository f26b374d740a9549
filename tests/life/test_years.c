/*
 * test_years.c — three simulated years: a county writes at random, through every holiday and
 * worked weekend, with pauses, restarts and a clock that is set back. All the while the stored
 * obligations must equal a full computation, and at the end what became of each of them must
 * be told without a gap: nothing lost, doubled or early.
 *
 * LIFE_SEED and LIFE_STEPS ask for another course of events and another length.
 */
#include "../store/support.h"

#include <unistd.h>

#include "app/catalog_load.h"
#include "app/init.h"
#include "app/obligation_keep.h"
#include "app/obligation_verify.h"
#include "app/record_batch.h"
#include "app/record_edit.h"
#include "app/record_import.h"
#include "app/unit_edit.h"
#include "core/calendar/local_time.h"
#include "store/outage.h"
#include "store/waiver.h"

enum { PERSONS_MAX = 14, STEPS = 1150, VERIFY_EVERY = 23, FINDINGS_MAX = 40 };

struct years {
    struct test_db *t;
    struct app app;
    struct arena a; /* of one step */
    instant now;
    uint64_t random;
    int64_t persons[PERSONS_MAX];
    size_t n_persons;
    int64_t findings[FINDINGS_MAX];
    size_t n_findings;
    int64_t answers[FINDINGS_MAX];
    size_t n_answers;
    instant least;   /* no record is entered before this any more */
    int64_t last;    /* number of the last record */
    int64_t refused; /* writes that had problems, as people's have */
    int64_t written;
};

static const char *const UNITS[] = {"xc", "cd", "jt"};

static instant life_now(void *ctx)
{
    return ((struct years *)ctx)->now;
}

/* 0 to n - 1; the same course for the same seed everywhere. */
static int64_t pick(struct years *l, int64_t n)
{
    l->random = l->random * 6364136223846793005ULL + 1442695040888963407ULL;
    return (int64_t)((l->random >> 33) % (uint64_t)n);
}

static void life_open(struct years *l)
{
    app_init(&l->app);
    l->app.clock = (struct clock){life_now, l};
    l->app.actor = "tester";
    l->app.db = l->t->url;
}

/* "2017-03-10", some days before or after now. */
static struct str day_near(struct years *l, int64_t back, int64_t ahead)
{
    char text[DATE_TEXT_MAX];
    int32_t days = local_day(l->now).days + (int32_t)(pick(l, back + ahead + 1) - back);
    return str_copy(&l->a, str_of(date_text((date){days}, text)));
}

/* ---- writing --------------------------------------------------------------------- */

/* What a person enters, as "field=value" each. */
static int64_t add(struct years *l, const char *type, struct str subject,
                   const struct record_pair *pairs, size_t n)
{
    struct app_record_result r;
    struct err e = {0};
    const struct record_input in = {.type = str_of(type),
                                    .unit = str_of(UNITS[pick(l, ARRAY_LEN(UNITS))]),
                                    .subject = subject,
                                    .pairs = pairs,
                                    .n = n};
    enum err_code code = app_record_add(&l->a, &l->app, &in, &r, &e);
    if (code == ERR_RECORD_VOIDED || (code == ERR_OK && r.problems.v.n > 0)) {
        l->refused++;
        return 0;
    }
    CHECK_ERR(e.detail, code, ERR_OK);
    CHECK("times of entry never run back", r.stamp.at.ms >= l->least.ms);
    l->least = r.stamp.at;
    l->written++;
    l->last = r.stamp.id;
    return r.stamp.id;
}

static struct str number(struct years *l, int64_t id)
{
    return str_format(&l->a, "R%lld", (long long)id);
}

static struct str some_person(struct years *l)
{
    return number(l, l->persons[pick(l, (int64_t)l->n_persons)]);
}

static void add_person(struct years *l)
{
    struct record_pair pairs[] = {
        {STR("name"), str_format(&l->a, "甲%lld", (long long)pick(l, 1000000))},
        {STR("level"), pick(l, 2) == 0 ? STR("strict") : STR("common")},
        {STR("start_on"), day_near(l, 90, 5)},
        {STR("end_on"), pick(l, 3) == 0 ? STR_NONE : day_near(l, 0, 700)},
    };
    size_t at = l->n_persons < PERSONS_MAX ? l->n_persons : (size_t)pick(l, PERSONS_MAX);
    int64_t id = add(l, "person", STR_NONE, pairs, ARRAY_LEN(pairs));
    if (id == 0)
        return;
    l->persons[at] = id;
    if (l->n_persons < PERSONS_MAX)
        l->n_persons++;
}

static void add_session(struct years *l)
{
    struct record_pair pairs[] = {
        {STR("held_on"), day_near(l, 40, 0)},
        {STR("hours"), str_format(&l->a, "%lld.5", (long long)pick(l, 8))},
        {STR("form"), pick(l, 2) == 0 ? STR("single") : STR("group")},
    };
    (void)add(l, "session", some_person(l), pairs, ARRAY_LEN(pairs));
}

static void add_check(struct years *l)
{
    struct record_pair pairs[] = {{STR("on"), day_near(l, 4, 0)}};
    (void)add(l, "check", some_person(l), pairs, ARRAY_LEN(pairs));
}

static void add_history(struct years *l)
{
    struct record_pair level[] = {
        {STR("from_on"), day_near(l, 30, 0)},
        {STR("level"), pick(l, 2) == 0 ? STR("strict") : STR("common")},
    };
    struct record_pair unit[] = {
        {STR("from_on"), day_near(l, 60, 0)},
        {STR("to_unit"), str_of(UNITS[pick(l, ARRAY_LEN(UNITS))])},
    };
    if (pick(l, 2) == 0)
        (void)add(l, "level_change", some_person(l), level, ARRAY_LEN(level));
    else
        (void)add(l, "transfer", some_person(l), unit, ARRAY_LEN(unit));
}

static void add_article(struct years *l)
{
    struct record_pair pairs[] = {
        {STR("on"), day_near(l, 50, 0)},
        {STR("words"), str_format(&l->a, "%lld", (long long)pick(l, 900))},
    };
    (void)add(l, "article", STR_NONE, pairs, ARRAY_LEN(pairs));
}

static void add_finding(struct years *l)
{
    struct record_pair pairs[] = {
        {STR("found_on"), day_near(l, 9, 0)},
        {STR("grave"), pick(l, 2) == 0 ? STR("true") : STR("false")},
    };
    int64_t id = add(l, "finding", some_person(l), pairs, ARRAY_LEN(pairs));
    if (id != 0 && l->n_findings < FINDINGS_MAX)
        l->findings[l->n_findings++] = id;
}

static void add_answer(struct years *l)
{
    struct record_pair pairs[] = {
        {STR("on"), day_near(l, 9, 0)},
        {STR("finding"), STR_NONE},
    };
    if (l->n_findings > 0 && pick(l, 8) > 0)
        pairs[1].text = number(l, l->findings[pick(l, (int64_t)l->n_findings)]);
    int64_t id = add(l, "answer", STR_NONE, pairs, ARRAY_LEN(pairs));
    if (id != 0 && l->n_answers < FINDINGS_MAX)
        l->answers[l->n_answers++] = id;
}

/* ---- changing and voiding -------------------------------------------------------------- */

/* A revision of what may be revised, in a field of the kind it has. */
static void revise(struct years *l)
{
    static const struct {
        const char *type, *field;
    } FIELDS[] = {{"session", "held_on"},     {"session", "hours"},    {"check", "on"},
                  {"article", "on"},          {"finding", "found_on"}, {"answer", "on"},
                  {"answer", "finding"},      {"answer", "finding"},   {"person", "end_on"},
                  {"level_change", "from_on"}};
    struct app_record before;
    struct record_life lives;
    struct app_record_result r;
    struct err e = {0};
    int64_t id = 1 + pick(l, l->last);
    if (l->n_answers > 0 && pick(l, 3) == 0)
        id = l->answers[pick(l, (int64_t)l->n_answers)];
    size_t f = (size_t)pick(l, ARRAY_LEN(FIELDS));
    if (app_record_show(&l->a, &l->app, id, RECORD_NOW, STR_NONE, &before, &lives, &e) != ERR_OK ||
        before.record.voided || !str_eq(before.record.type, str_of(FIELDS[f].type)))
        return;
    struct record_pair pair = {str_of(FIELDS[f].field), day_near(l, 60, 0)};
    if (strcmp(FIELDS[f].field, "hours") == 0)
        pair.text = str_format(&l->a, "%lld", (long long)pick(l, 12));
    if (strcmp(FIELDS[f].field, "end_on") == 0)
        pair.text = day_near(l, 100, 400);
    if (strcmp(FIELDS[f].field, "finding") == 0)
        pair.text =
            l->n_findings == 0 ? STR_NONE : number(l, l->findings[pick(l, (int64_t)l->n_findings)]);
    const struct record_input in = {.pairs = &pair, .n = 1};
    enum err_code code = app_record_revise(&l->a, &l->app, id, 0, STR("更正"), &in, &r, &e);
    CHECK_ERR(e.detail, code, ERR_OK);
    l->refused += r.problems.v.n > 0;
}

static void void_some(struct years *l)
{
    struct err e = {0};
    int64_t along;
    int64_t id = 1 + pick(l, l->last);
    bool is_person = false;
    for (size_t i = 0; i < l->n_persons; i++)
        is_person = is_person || l->persons[i] == id;
    if (is_person && pick(l, 4) > 0)
        return;
    enum err_code code = app_record_void(&l->a, &l->app, id, 0, STR("误录"), &along, &e);
    CHECK(e.detail, code == ERR_OK || code == ERR_RECORD_VOIDED);
}

/* ---- what else obligations rest on ----------------------------------------------------- */

/* One act of somebody with authority, and what it makes of the obligations, in one transaction. */
struct act {
    struct years *l;
    struct obligation_key key; /* of a waiver */
    int64_t withdraw;          /* an outage, or 0 */
};

static enum err_code outage_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct act *act = ctx;
    struct years *l = act->l;
    struct outage new;
    struct audit_by by = {STR("local"), STR("tester"), l->now};
    const struct outage outage = {.unit = str_of(UNITS[pick(l, ARRAY_LEN(UNITS))]),
                                  .from = {l->now.ms - pick(l, 400000000)},
                                  .to = l->now,
                                  .reason = STR("断网")};
    if (act->withdraw > 0) {
        ERR_TRY(store_outage_withdraw(&l->a, tx, &by, act->withdraw, STR("查无此事"), &new, e));
    } else {
        ERR_TRY(store_outage_add(&l->a, tx, &by, &outage, &new, e));
        ERR_TRY(store_outage_accept(&l->a, tx, &by, new.id, &new, e));
    }
    return obligation_keep_all(tx, &by, e);
}

static void outage(struct years *l)
{
    struct err e = {0};
    struct act act = {.l = l, .withdraw = pick(l, 4) == 0 ? 1 + pick(l, 5) : 0};
    enum err_code code = store_tx(l->app.store, TX_WRITE, "outage", outage_tx, &act, &e);
    CHECK(e.detail, code == ERR_OK || code == ERR_OUTAGE_NOT_FOUND || code == ERR_OUTAGE_WITHDRAWN);
}

static enum err_code waive_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct act *act = ctx;
    struct years *l = act->l;
    struct stored_obligation_list list;
    struct waiver new;
    struct audit_by by = {STR("local"), STR("tester"), l->now};
    const struct obligation_filter filter = {.states = ~0U, .most = 400};
    ERR_TRY(store_obligation_list(&l->a, tx, by.county, &filter, &list, e));
    if (list.n == 0)
        return ERR_OK;
    const struct obligation_key *key = &list.p[pick(l, (int64_t)list.n)].key;
    const struct obligation_write w = {.what = OBLIGATION_WROTE_WAIVER, .key = *key};
    ERR_TRY(store_waiver_add(tx, &by, key, STR("住院"), &new, e));
    return obligation_keep(tx, &by, &w, NULL, e);
}

static void waive(struct years *l)
{
    struct err e = {0};
    struct act act = {.l = l};
    enum err_code code = store_tx(l->app.store, TX_WRITE, "waive", waive_tx, &act, &e);
    CHECK(e.detail, code == ERR_OK || code == ERR_WAIVER_EXISTS);
}

static void figure(struct years *l)
{
    struct err e = {0};
    date from = {local_day(l->now).days - (int32_t)pick(l, 300)};
    struct str posts = str_format(&l->a, "%lld", (long long)pick(l, 6));
    CHECK_ERR(e.detail, app_unit_figure(&l->a, &l->app, STR("jt"), STR("posts"), from, posts, &e),
              ERR_OK);
}

/* ---- time --------------------------------------------------------------------------------- */

static void pass_time(struct years *l)
{
    enum { MINUTE = 60000, DAY = 86400000 };
    int64_t dice = pick(l, 100);
    if (dice < 40)
        l->now.ms += 1 + pick(l, 90 * MINUTE);
    else if (dice < 92)
        l->now.ms += pick(l, 3) * DAY + pick(l, DAY);
    else if (dice < 97)
        l->now.ms += pick(l, 9) * DAY;
    else
        l->now.ms -= pick(l, 2 * DAY); /* set back */
    if (pick(l, 20) == 0) {            /* just before or at midnight */
        date today = local_day(l->now);
        l->now.ms = local_day_after(today).ms - pick(l, 2);
    }
}

static void advance(struct years *l)
{
    struct err e = {0};
    int64_t changed;
    instant next;
    CHECK_ERR(e.detail, app_obligation_advance(&l->a, &l->app, &changed, &next, &e), ERR_OK);
    CHECK("the next midnight lies ahead", next.ms > l->now.ms);
    CHECK_ERR(e.detail, app_obligation_advance(&l->a, &l->app, &changed, &next, &e), ERR_OK);
    CHECK_INT("at once again, nothing", changed, 0);
}

static void restart(struct years *l)
{
    app_release(&l->app);
    life_open(l);
    CHECK_ERR("restart", app_open(&l->app, NULL), ERR_OK);
}

/* ---- what must hold ------------------------------------------------------------------------- */

static const char *state_text(bool there, const struct stored_obligation *o)
{
    return there ? obligation_state_word(o->state) : "none";
}

static void check_proof(struct years *l, int64_t step)
{
    struct obligation_proof proof;
    struct err e = {0};
    CHECK_ERR(e.detail, app_obligation_verify(&l->a, &l->app, 5, &proof, &e), ERR_OK);
    for (size_t i = 0; i < proof.n; i++) {
        const struct obligation_difference *d = &proof.p[i];
        const struct stored_obligation *o = d->is_stored ? &d->stored : &d->computed;
        print_message("# step %lld: %.*s R%lld %.*s %.*s: stored %s, computed %s\n",
                      (long long)step, (int)o->key.rule.n, o->key.rule.p, (long long)o->key.about,
                      (int)o->key.unit.n, o->key.unit.p, (int)o->key.period.n, o->key.period.p,
                      state_text(d->is_stored, &d->stored),
                      state_text(d->is_computed, &d->computed));
    }
    CHECK_INT("stored is what is computed", proof.differences, 0);
    CHECK("not stale", !proof.stale);
    l->least = proof.clock.at;
}

/* What became of one: each change begins where the one before has ended, and none is early. */
static enum err_code check_changes_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct years *l = ctx;
    struct obligation_rows all = {.v = {0}};
    int64_t missed = 0;
    struct obligation_clock clock;
    ERR_TRY(store_obligation_clock(tx, STR("local"), &clock, e));
    ERR_TRY(obligation_stored_all(&l->a, tx, STR("local"), &all, e));
    VEC_EACH (&all.v, o) {
        struct obligation_change_list list;
        ERR_TRY(store_obligation_changes(&l->a, tx, STR("local"), &o->key, &list, e));
        instant too_late = local_day_after(o->due);
        for (size_t i = 0; i < list.n; i++) {
            CHECK("in order", i == 0 || list.p[i - 1].at.ms <= list.p[i].at.ms);
            CHECK("one after the other", i == 0 || list.p[i - 1].to == list.p[i].from);
            CHECK("a change", list.p[i].from != list.p[i].to);
        }
        if (list.n > 0)
            CHECK("ends as it stands", list.p[list.n - 1].to == o->state);
        if (o->state == OBLIGATION_OPEN)
            CHECK("open until its deadline", clock.at.ms < too_late.ms);
        if (o->state == OBLIGATION_MISSED) {
            CHECK("missed after its deadline", clock.at.ms >= too_late.ms);
            missed++;
        }
    }
    CHECK("some were missed", missed > 10);
    return ERR_OK;
}

/* ---- the course of events ---------------------------------------------------------------------
 */

static void begin(struct years *l, struct test_db *t)
{
    struct app_county county;
    struct app_catalog_load load;
    struct err e = {0};
    *l = (struct years){.t = t, .now = {1450573200000}}; /* 2015-12-20T09:00 in China */
    arena_init(&l->a, (size_t)1 << 30);
    life_open(l);
    CHECK_ERR(e.detail, app_init_database(&l->a, &l->app, STR("局"), &county, &e), ERR_OK);
    CHECK_ERR(e.detail, app_catalog_load(&l->a, &l->app, LIFE_CATALOG "/early", &load, &e), ERR_OK);
    CHECK_ERR(e.detail, app_catalog_load(&l->a, &l->app, LIFE_CATALOG "/late", &load, &e), ERR_OK);
    for (size_t i = ARRAY_LEN(UNITS); i > 0; i--) {
        const struct unit unit = {.id = str_of(UNITS[i - 1]),
                                  .kind = i == ARRAY_LEN(UNITS) ? STR("county") : STR("office"),
                                  .parent = i == ARRAY_LEN(UNITS) ? STR_NONE : STR("jt"),
                                  .name = str_of(UNITS[i - 1])};
        CHECK_ERR(e.detail, app_unit_add(&l->a, &l->app, &unit, &e), ERR_OK);
    }
}

static void step(struct years *l)
{
    static const struct {
        int64_t below; /* of 100 */
        void (*act)(struct years *);
    } ACTS[] = {{34, add_session}, {60, add_check},  {66, add_article}, {72, add_finding},
                {78, add_answer},  {83, revise},     {86, void_some},   {90, add_history},
                {93, advance},     {95, restart},    {97, waive},       {98, outage},
                {99, figure},      {100, add_person}};
    int64_t dice = pick(l, 100);
    size_t i = 0;
    pass_time(l);
    while (dice >= ACTS[i].below)
        i++;
    if (l->n_persons < 4)
        add_person(l);
    else
        ACTS[i].act(l);
}

static int64_t setting(const char *name, int64_t otherwise)
{
    const char *text = getenv(name);
    return text == NULL ? otherwise : strtoll(text, NULL, 10);
}

static void test_years__stored_is_what_is_computed(void **state)
{
    struct years l;
    begin(&l, *state);
    l.random = (uint64_t)setting("LIFE_SEED", 1);
    int64_t steps = setting("LIFE_STEPS", STEPS);
    int64_t from = l.now.ms;
    for (int64_t i = 1; i <= steps; i++) {
        step(&l);
        if (i % VERIFY_EVERY == 0)
            check_proof(&l, i);
        arena_release(&l.a);
        arena_init(&l.a, (size_t)1 << 30);
    }
    advance(&l);
    check_proof(&l, steps);
    CHECK_ERR("changes", store_tx(l.app.store, TX_READ, "changes", check_changes_tx, &l, NULL),
              ERR_OK);
    print_message("# %lld days, %lld records written, %lld refused\n",
                  (long long)((l.now.ms - from) / 86400000), (long long)l.written,
                  (long long)l.refused);
    arena_release(&l.a);
    app_release(&l.app);
}

/* What was judged at one moment is not judged again at an earlier one. */
static void test_years__clock_set_back_behind_midnight(void **state)
{
    struct years l;
    struct obligation_proof proof;
    begin(&l, *state);
    l.random = 1;
    add_person(&l);
    l.now.ms += (int64_t)3 * 86400000;
    advance(&l);
    CHECK_ERR("verify", app_obligation_verify(&l.a, &l.app, 0, &proof, NULL), ERR_OK);
    CHECK_INT("as late as the clock was", proof.clock.at.ms, l.now.ms);
    l.least = l.now;
    l.now.ms -= (int64_t)2 * 86400000;
    add_check(&l); /* add looks at its time */
    check_proof(&l, 1);
    CHECK_INT("no earlier than before", l.least.ms, proof.clock.at.ms);
    arena_release(&l.a);
    app_release(&l.app);
}

/* ---- many at once -----------------------------------------------------------------------------
 */

/* 260 rows over three months, four persons and all units, in the columns of a type. */
static void write_sheet(struct years *l, const char *path, const char *titles, const char *cells)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    (void)fprintf(f, "单位,对象,%s\n", titles);
    for (int i = 0; i < 260; i++) {
        char day[DATE_TEXT_MAX];
        date held = {local_day(l->now).days - i % 90};
        (void)fprintf(f, "%s,R%lld,%s%s\n", UNITS[i % (int)ARRAY_LEN(UNITS)],
                      (long long)l->persons[(size_t)i % l->n_persons], date_text(held, day), cells);
    }
    assert_int_equal(fclose(f), 0);
}

/* A batch is computed by what it spreads over, or with all the others: the same comes out. */
static void test_years__batches(void **state)
{
    static const struct {
        const char *type, *titles, *cells;
    } SHEETS[] = {
        {"session", "日期,学时,形式", ",2,集中"}, /* counts, and is to be entered in time */
        {"check", "日期", ""},                    /* counts */
        {"level_change", "起,等级", ",普管"},     /* tells how persons changed */
    };
    struct years l;
    struct err e = {0};
    struct str path;
    begin(&l, *state);
    l.random = 7;
    for (l.n_persons = 0; l.n_persons < 4; l.n_persons++) {
        char start[DATE_TEXT_MAX];
        const date from = {local_day(l.now).days - 200};
        struct record_pair pairs[] = {{STR("name"), STR("甲")},
                                      {STR("start_on"), str_of(date_text(from, start))}};
        l.persons[l.n_persons] = add(&l, "person", STR_NONE, pairs, ARRAY_LEN(pairs));
    }
    path = str_format(&l.t->a, "/tmp/duban-life-%ld.csv", (long)getpid());
    for (size_t i = 0; i < ARRAY_LEN(SHEETS); i++) {
        struct app_import_result r;
        int64_t n = 0;
        const struct app_import_call call = {.type = str_of(SHEETS[i].type), .path = path.p};
        l.now.ms += 86400000 / 2;
        write_sheet(&l, path.p, SHEETS[i].titles, SHEETS[i].cells);
        CHECK_ERR(e.detail, app_record_import(&l.a, &l.app, &call, &r, &e), ERR_OK);
        for (size_t k = 0; k < r.problems.n && k < 3; k++)
            print_message("# row %lld: %s %.*s\n", (long long)r.problems.p[k].row,
                          err_info(r.problems.p[k].code)->number, (int)r.problems.p[k].detail.n,
                          r.problems.p[k].detail.p);
        CHECK_INT(SHEETS[i].type, r.batch.taken, 260);
        check_proof(&l, (int64_t)i);
        CHECK_ERR(e.detail, app_batch_undo(&l.a, &l.app, r.batch.id, STR("重来"), &n, &e), ERR_OK);
        CHECK_INT(SHEETS[i].type, n, 260);
        check_proof(&l, (int64_t)i);
    }
    (void)unlink(path.p);
    arena_release(&l.a);
    app_release(&l.app);
}

TEST_MAIN(STORE_TEST(test_years__batches), STORE_TEST(test_years__clock_set_back_behind_midnight),
          STORE_TEST(test_years__stored_is_what_is_computed))
