/*
 * test_world.c — what holds for every score, whatever the case: at many moments of the year
 * each golden case is scored again, and its parts must add up. Then the traces of a few.
 */
#include "testmain.h"

#include <glob.h>

#include "app/case_world.h"
#include "app/catalog_files.h"
#include "base/arena.h"
#include "base/file.h"
#include "core/calendar/local_time.h"

/* Read the case in the file `path` with the catalog that it names. */
static bool read_case(struct arena *a, const char *path, struct case_file *ret)
{
    struct catalog_sources sources = {.n = 0};
    struct faults faults;
    struct str bytes;
    struct err e;
    faults_init(&faults, a);
    assert_int_equal(file_read(a, path, YAML_BYTES_MAX, &bytes, &e), ERR_OK);
    struct place at;
    struct str catalog = case_catalog_path(a, str_of(path), bytes, &at);
    if (catalog.n > 0) {
        struct str dir = str_format(a, "%.*s/%" STR_FMT, (int)(strrchr(path, '/') - path), path,
                                    STR_ARG(catalog));
        assert_int_equal(catalog_files_read(a, dir.p, &sources, &e), ERR_OK);
    }
    return case_read(a, str_of(path), bytes, sources.p, sources.n, &faults, ret);
}

/* Score it under its framework. */
static enum err_code score_case(struct arena *a, const struct case_file *c,
                                struct world_scores *ret, struct err *e)
{
    struct world w = case_world(a, c);
    return world_scores(a, &w, case_framework(c), ret, e);
}

/* ---- what holds for every case ------------------------------------------------------ */

static void check_forecast(const char *name, const struct forecast *f)
{
    int64_t sum =
        f->lost.centi + f->at_risk.centi + f->ahead.centi + f->exposed.centi + f->secured.centi;
    CHECK_INT(name, sum, f->full.centi);
    CHECK(name, f->at_risk.centi >= 0 && f->ahead.centi >= 0 && f->exposed.centi >= 0);
    CHECK(name, f->recoverable.centi >= 0);
    CHECK(name, f->best.centi >= f->worst.centi && f->worst.centi >= f->floor.centi);
    CHECK(name, f->floor.centi >= f->bottom.centi);
}

/* Every line of a leaf has its terms, and these are its points before they are rounded. */
static void check_trace(const char *name, const struct score_line *line)
{
    if (!line->item->is_leaf)
        return;
    CHECK(name, line->trace.n_terms > 0);
    assert_non_null(line->trace.terms);
    if (line->item->combine != SCORE_COMBINE_SUM || line->vetoed != NULL)
        return;
    struct rational sum = RATIONAL(0);
    points rounded;
    for (size_t i = 0; i < line->trace.n_terms; i++)
        assert_int_equal(rational_add(sum, line->trace.terms[i].points, &sum, NULL), ERR_OK);
    assert_int_equal(rational_points(sum, &rounded, NULL), ERR_OK);
    CHECK_INT(name, line->score.centi, rounded.centi);
}

static void check_unit(const char *name, const struct framework *f,
                       const struct world_unit_score *u)
{
    int64_t full = 0;
    int64_t at_risk = 0;
    for (size_t i = 0; i < f->n_items; i++) {
        const struct forecast *x = &u->forecast[i];
        check_forecast(name, x);
        check_trace(name, &u->sheet.lines[i]);
        if (f->items[i].parent < 0)
            full += u->sheet.lines[i].full.centi;
        at_risk += f->items[i].is_leaf ? x->full.centi : 0;
    }
    check_forecast(name, &u->forecast[f->n_items]);
    CHECK_INT(name, u->sheet.full.centi, full);
    for (size_t i = 0; i < u->n_risks; i++) {
        const struct risk *r = &u->risks[i];
        CHECK(name, r->at_risk.centi + r->regain.centi > 0);
        CHECK(name, r->at_risk.centi <= at_risk);
        CHECK(name, (r->at_risk.centi > 0) == (r->obligation->state == OBLIGATION_OPEN));
    }
}

/*
 * The case at a moment; what its scores come to is not asked, but that they add up. False if it
 * cannot be scored then.
 */
static bool check_at(const char *name, struct case_file c, int64_t day)
{
    struct arena a;
    struct world_scores scores;
    arena_init(&a, 256U << 20);
    c.scene.as_of = (instant){local_day_start((date){(int32_t)day}).ms + 36000000};
    c.scene.view = calendar_view(c.calendar, (date){(int32_t)day});
    bool scored = score_case(&a, &c, &scores, NULL) == ERR_OK;
    for (size_t i = 0; scored && i < scores.n_units; i++)
        check_unit(name, scores.framework, &scores.units[i]);
    arena_release(&a);
    return scored;
}

static void check_folder(const char *pattern, int32_t step)
{
    glob_t found;
    assert_int_equal(glob(pattern, 0, NULL, &found), 0);
    assert_true(found.gl_pathc > 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct arena a;
        struct case_file c;
        arena_init(&a, 256U << 20);
        if (read_case(&a, found.gl_pathv[i], &c) && c.catalog->n_frameworks > 0) {
            const struct framework *f = &c.catalog->frameworks[c.catalog->n_frameworks - 1];
            for (int64_t day = f->from.days - 3; day < f->to.days + 40; day += step)
                (void)check_at(found.gl_pathv[i], c, day);
        }
        arena_release(&a);
    }
    globfree(&found);
}

static void test_world_scores__parts_add_up_at_any_moment(void **state)
{
    (void)state;
    check_folder(GOLDEN "/score/*.yaml", 29);
}

static void test_world_scores__parts_of_the_replay_add_up(void **state)
{
    (void)state;
    check_folder(GOLDEN "/replay/2016.yaml", 31);
}

/* ---- worlds made by chance ------------------------------------------------------------- */

enum { WORLDS = 60, MOVED_DAYS = 60, DAY_MS = 24 * 60 * 60 * 1000 };

/* A number below n; the same seed gives the same worlds. */
static int64_t chance(uint64_t *seed, int64_t n)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (int64_t)(*seed % (uint64_t)n);
}

/* Some entries come earlier or later, some are voided at some time of the year. */
static void shuffle(struct arena *a, struct case_file *c, uint64_t *seed)
{
    struct entry *entries = ARENA_NEW_N(a, c->n_entries, struct entry);
    for (size_t i = 0; i < c->n_entries; i++) {
        entries[i] = c->entries[i];
        struct entry_version *versions = ARENA_NEW_N(a, entries[i].n, struct entry_version);
        int64_t days = chance(seed, 4) > 0 ? 0 : chance(seed, MOVED_DAYS) - MOVED_DAYS / 3;
        for (size_t k = 0; k < entries[i].n; k++) {
            versions[k] = entries[i].versions[k];
            versions[k].at.ms += days * DAY_MS;
        }
        entries[i].versions = versions;
        entries[i].voided = chance(seed, 6) == 0;
        entries[i].voided_at.ms = versions[0].at.ms + chance(seed, 300) * DAY_MS;
    }
    c->entries = entries;
}

/* Whatever happened in it: the parts of every forecast are its full marks, on every level. */
static void test_world_scores__parts_of_random_worlds_add_up(void **state)
{
    (void)state;
    uint64_t seed = 20160101;
    struct arena a;
    struct case_file c;
    arena_init(&a, 256U << 20);
    assert_true(read_case(&a, GOLDEN "/replay/2016.yaml", &c));
    const struct framework *f = &c.catalog->frameworks[c.catalog->n_frameworks - 1];
    for (int i = 0; i < WORLDS; i++) {
        struct arena once;
        struct case_file world = c;
        char name[32];
        (void)snprintf(name, sizeof(name), "world %d", i);
        arena_init(&once, 256U << 20);
        shuffle(&once, &world, &seed);
        int64_t day = f->from.days + chance(&seed, f->to.days - f->from.days + 20);
        CHECK(name, check_at(name, world, day));
        arena_release(&once);
    }
    arena_release(&a);
}

/* ---- some windows ------------------------------------------------------------------- */

static bool same_obligation(const struct obligation *x, const struct obligation *y)
{
    return x->rule == y->rule && x->about == y->about && x->unit == y->unit &&
           x->owner == y->owner && x->window.first.days == y->window.first.days &&
           x->window.last.days == y->window.last.days && x->due.days == y->due.days &&
           x->state == y->state && x->moved == y->moved && rational_cmp(x->need, y->need) == 0 &&
           rational_cmp(x->total, y->total) == 0 && rational_cmp(x->timely, y->timely) == 0;
}

/* Asking for some windows gives just those of all obligations, as they are among all. */
static void check_windows(const char *name, const struct case_file *c, struct scene_windows windows)
{
    struct arena a;
    struct obligations all = {0};
    struct obligations some = {0};
    size_t next = 0;
    arena_init(&a, 64U << 20);
    struct world w = case_world(&a, c);
    enum err_code code = world_obligations(&a, &w, &all, NULL);
    w.scene.windows = windows;
    CHECK_ERR(name, code == ERR_OK ? world_obligations(&a, &w, &some, NULL) : ERR_OK, ERR_OK);
    for (size_t i = 0; code == ERR_OK && i < all.v.n; i++) {
        const struct obligation *o = &all.v.p[i];
        bool asked = o->rule->target == RULE_FOR_RECORD ||
                     (period_meets(o->window, windows.days) &&
                      (!windows.beginning || period_holds(windows.days, o->window.first)));
        if (asked)
            CHECK(name, next < some.v.n && same_obligation(o, &some.v.p[next]));
        next += asked;
    }
    if (code == ERR_OK)
        CHECK_INT(name, (int64_t)some.v.n, (int64_t)next);
    arena_release(&a);
}

static void test_world_obligations__some_windows(void **state)
{
    (void)state;
    static const int32_t LENGTHS[] = {0, 1, 9, 40, 400};
    glob_t found;
    assert_int_equal(glob(GOLDEN "/obligation/*.yaml", 0, NULL, &found), 0);
    assert_true(found.gl_pathc > 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct arena a;
        struct case_file c;
        arena_init(&a, 64U << 20);
        bool good = read_case(&a, found.gl_pathv[i], &c);
        for (size_t k = 0; good && k < 2 * ARRAY_LEN(LENGTHS); k++) {
            int32_t first = local_day(c.scene.as_of).days + 20 - (int32_t)(k * 13 + i % 97);
            struct scene_windows w = {true, k % 2 == 1, {{first}, {first + LENGTHS[k / 2]}}};
            check_windows(found.gl_pathv[i], &c, w);
        }
        arena_release(&a);
    }
    globfree(&found);
}

/* ---- traces -------------------------------------------------------------------------- */

static size_t item_at(const struct world_scores *s, const char *id)
{
    const struct indicator *x = framework_item(s->framework, str_of(id));
    assert_non_null(x);
    return (size_t)(x - s->framework->items);
}

/* What is behind the points lost: the periods of obligations and the ids of records. */
static struct str evidence_text(struct arena *a, const struct case_file *c,
                                const struct world_scores *s, const char *item)
{
    size_t n;
    const struct evidence *all = score_evidence(a, &s->units[0].sheet, item_at(s, item), &n);
    struct str text = STR("");
    for (size_t i = 0; i < n; i++) {
        char period[PERIOD_NAME_MAX];
        const struct obligation *o = all[i].obligation;
        struct str one = o == NULL ? c->ids[all[i].entry->id - 1] : STR_NONE;
        if (o != NULL)
            one = str_format(a, "%" STR_FMT " %" STR_FMT " %s", STR_ARG(o->rule->id),
                             STR_ARG(c->ids[o->about - 1]), obligation_period(o, period));
        text = str_format(a, "%" STR_FMT "%s%" STR_FMT, STR_ARG(text), i > 0 ? ", " : "",
                          STR_ARG(one));
    }
    return text;
}

static void test_score_evidence__replay(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *item;
        const char *evidence;
    } cases[] = {
        {"a firm not entered", "1.1.1", "law.firm_assessment firm7 2016"},
        {"records", "1.1.2", "patrol3, patrol4, patrol5"},
        {"persons from obligations and records", "2.1.2",
         "cc.positioning p4 once, cc.positioning p5 once, alarm1"},
        {"one re-offence", "2.2.3", "reoffence1"},
        {"late for the network", "2.3.1",
         "cc.release_closed p1 once, cc.release_closed p2 once, cc.release_closed p3 once"},
        {"a part of a composite", "2.4.2",
         "rel.settlement r1 once, rel.settlement r3 once, rel.settlement r5 once, "
         "rel.verification r2n once, rel.verification r3n once, rel.verification r4n once"},
        {"a milestone", "4.2.1", "est4"},
        {"only good things", "3.3.1", ""},
        {"what is done of a checklist", "4.1.2", ""},
    };
    struct arena a;
    struct case_file c;
    struct world_scores s;
    arena_init(&a, 256U << 20);
    assert_true(read_case(&a, GOLDEN "/replay/2016.yaml", &c));
    assert_int_equal(score_case(&a, &c, &s, NULL), ERR_OK);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_STR(cases[i].name, evidence_text(&a, &c, &s, cases[i].item), cases[i].evidence);
    arena_release(&a);
}

/* The terms of a leaf by quarter, with what went into each. */
static void test_score_unit__terms(void **state)
{
    (void)state;
    struct arena a;
    struct case_file c;
    struct world_scores s;
    char text[RATIONAL_TEXT_MAX];
    arena_init(&a, 256U << 20);
    assert_true(read_case(&a, GOLDEN "/replay/2016.yaml", &c));
    assert_int_equal(score_case(&a, &c, &s, NULL), ERR_OK);
    const struct score_trace *t = &s.units[0].sheet.lines[item_at(&s, "1.2.1")].trace;
    assert_int_equal(t->n_terms, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(t->terms[i].span, i + 1);
        assert_int_equal(t->terms[i].note, LEAF_REACHED);
        assert_string_equal(rational_text(t->terms[i].full, text), "3.25");
        assert_string_equal(rational_text(t->terms[i].points, text), i == 1 ? "2.75" : "3.25");
    }
    assert_string_equal(rational_text(t->inputs[2 * 2].number, text), "353"); /* second quarter */
    assert_string_equal(rational_text(t->inputs[2 * 2 + 1].number, text), "560000");
    arena_release(&a);
}

/* An error says which item it was, and says so once. */
static void test_world_scores__errors_name_the_item(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *file;
        enum err_code code;
    } cases[] = {
        {"a formula", "expr-division-by-zero", ERR_NUMBER_DIVISION},
        {"a measure", "measure-formula-divides-by-zero", ERR_NUMBER_DIVISION},
        {"a method", "manual-above-the-range", ERR_NUMBER_RANGE},
        {"rounding", "points-out-of-range", ERR_NUMBER_RANGE},
        {"a sum over records", "records-sum-out-of-range", ERR_NUMBER_RANGE},
        {"a condition on records", "records-condition-divides-by-zero", ERR_NUMBER_DIVISION},
        {"a veto", "veto-divides-by-zero", ERR_NUMBER_DIVISION},
    };
    struct arena a;
    arena_init(&a, 256U << 20);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct case_file c;
        struct world_scores s;
        struct err e = {0};
        struct str path = str_format(&a, GOLDEN "/score/%s.yaml", cases[i].file);
        assert_true(read_case(&a, path.p, &c));
        CHECK_ERR(cases[i].name, score_case(&a, &c, &s, &e), cases[i].code);
        struct str detail = str_of(e.detail);
        CHECK(cases[i].name, str_starts(detail, STR("item 1")));
        CHECK(cases[i].name, str_find(detail, STR("item 1"), 1) == SIZE_MAX);
    }
    arena_release(&a);
}

/* What best regains of the points lost. */
static void test_forecast_unit__recoverable(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *file;
        int64_t recoverable;
    } cases[] = {
        {"missed, and late costs nothing", "forecast-what-was-missed-can-be-regained", 30},
        {"late is late", "forecast-parts", 0},
        {"projects may come", "forecast-what-can-be-reached", 400},
        {"closed", "forecast-closed", 0},
        {"from now, not from all that is open", "forecast-ratio-of-what-is-due", 500},
        {"excluded so far", "forecast-excluded-until-something-is-due", 0},
    };
    struct arena a;
    arena_init(&a, 256U << 20);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct case_file c;
        struct world_scores s;
        struct str path = str_format(&a, GOLDEN "/score/%s.yaml", cases[i].file);
        assert_true(read_case(&a, path.p, &c));
        assert_int_equal(score_case(&a, &c, &s, NULL), ERR_OK);
        CHECK_INT(cases[i].name, s.units[0].forecast[item_at(&s, "1")].recoverable.centi,
                  cases[i].recoverable);
    }
    arena_release(&a);
}

/* What entering a missed one late would bring back, and what the open ones have at risk. */
static void test_risks_of__regain(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *file;
        int64_t regain; /* of each that was missed */
        size_t missed, open;
    } cases[] = {
        {"late costs nothing", "forecast-what-was-missed-can-be-regained", 30, 1, 2},
        {"late costs as much", "forecast-parts", 0, 0, 2},
        {"late counts as done", "ratio-late-is-done", 100, 1, 0},
        {"what is open is left out", "risk-regained-while-others-are-open", 600, 2, 2},
        {"each county has its own", "risk-of-the-other-county", 0, 0, 2},
        {"closed", "forecast-closed", 0, 0, 0},
    };
    struct arena a;
    arena_init(&a, 256U << 20);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct case_file c;
        struct world_scores s;
        size_t missed = 0;
        struct str path = str_format(&a, GOLDEN "/score/%s.yaml", cases[i].file);
        assert_true(read_case(&a, path.p, &c));
        assert_int_equal(score_case(&a, &c, &s, NULL), ERR_OK);
        for (size_t k = 0; k < s.units[0].n_risks; k++) {
            const struct risk *r = &s.units[0].risks[k];
            if (r->obligation->state != OBLIGATION_MISSED)
                continue;
            missed++;
            CHECK_INT(cases[i].name, r->regain.centi, cases[i].regain);
            CHECK_INT(cases[i].name, r->at_risk.centi, 0);
        }
        CHECK_INT(cases[i].name, missed, cases[i].missed);
        CHECK_INT(cases[i].name, s.units[0].n_risks - missed, cases[i].open);
    }
    arena_release(&a);
}

/* The inputs of a line are those of now: what is open is in none of them. */
static void test_score_unit__inputs_and_flags(void **state)
{
    (void)state;
    struct arena a;
    struct case_file c;
    struct world_scores s;
    arena_init(&a, 256U << 20);
    assert_true(read_case(&a, GOLDEN "/score/forecast-ratio-of-what-is-due.yaml", &c));
    assert_int_equal(score_case(&a, &c, &s, NULL), ERR_OK);
    const struct score_line *line = &s.units[0].sheet.lines[0];
    assert_int_equal(line->trace.inputs[0].number.num, 1); /* met */
    assert_int_equal(line->trace.inputs[1].number.num, 2); /* due */
    assert_false(line->excluded || line->outside);
    assert_true(read_case(&a, GOLDEN "/score/excluded-leaf-leaves-its-head.yaml", &c));
    assert_int_equal(score_case(&a, &c, &s, NULL), ERR_OK);
    line = &s.units[0].sheet.lines[item_at(&s, "1.2")];
    assert_true(line->excluded && !line->outside);
    assert_true(read_case(&a, GOLDEN "/score/bonus-in-its-head.yaml", &c));
    assert_int_equal(score_case(&a, &c, &s, NULL), ERR_OK);
    line = &s.units[0].sheet.lines[item_at(&s, "1.2")];
    assert_true(line->outside && !line->excluded);
    assert_int_equal(s.units[0].sheet.measured->unit, 0);
    arena_release(&a);
}

/* Of two figures the one holds that says more precisely what it is for; of equals the later. */
static void test_world_scores__the_more_precise_figure(void **state)
{
    (void)state;
    enum { ALL = SCENE_NO_UNIT, OWN = 0, YEAR = 0, SECOND = 2 };
    static const struct case_external figures[] = {
        {{"logins", 6}, OWN, SECOND, {9, 10}}, {{"logins", 6}, OWN, YEAR, {1, 10}},
        {{"logins", 6}, ALL, SECOND, {2, 10}}, {{"logins", 6}, ALL, YEAR, {3, 10}},
        {{"logins", 6}, OWN, YEAR, {9, 10}},   {{"other", 5}, OWN, SECOND, {0, 1}},
    };
    struct arena a;
    struct case_file c;
    struct world_scores s;
    arena_init(&a, 256U << 20);
    assert_true(read_case(&a, GOLDEN "/score/external-of-the-whole-period.yaml", &c));
    c.external = figures;
    c.n_external = ARRAY_LEN(figures);
    assert_int_equal(score_case(&a, &c, &s, NULL), ERR_OK);
    assert_int_equal(s.units[0].sheet.score.centi, 400);
    c.n_external = 2; /* without the later one of the year */
    assert_int_equal(score_case(&a, &c, &s, NULL), ERR_OK);
    assert_int_equal(s.units[0].sheet.score.centi, 250); /* only the second quarter is reached */
    arena_release(&a);
}

/* ---- evidence of other shapes ---------------------------------------------------------- */

static void test_score_evidence__cases(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *file;
        const char *evidence;
    } cases[] = {
        {"late and missed", "obligations-late-and-missed",
         "p.session p1 2017-03, p.session p1 2017-12"},
        {"only missed counts", "obligations-only-missed", "p.session p1 2017-12"},
        {"of the whole what the part does not count", "obligations-open-count-neither-way",
         "p.session p1 2017-02"},
        {"what a ratio lacks", "forecast-ratio-of-what-is-due", "p.session p1 2017-02"},
        {"late that the part counts is no loss", "ratio-late-is-done", "p.session p1 2017-12"},
        {"two measures over one rule", "closes-a-millisecond-later", "p.session p1 2017-12"},
        {"what brings a bonus is no loss", "bonus-highest-of-records", ""},
        {"by quarter", "by-quarter-each-by-itself",
         "p.session p1 2017-07, p.session p1 2017-08, "
         "p.session p1 2017-09"},
    };
    struct arena a;
    arena_init(&a, 256U << 20);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct case_file c;
        struct world_scores s;
        struct str path = str_format(&a, GOLDEN "/score/%s.yaml", cases[i].file);
        assert_true(read_case(&a, path.p, &c));
        assert_int_equal(score_case(&a, &c, &s, NULL), ERR_OK);
        CHECK_STR(cases[i].name, evidence_text(&a, &c, &s, "1"), cases[i].evidence);
    }
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_world_scores__parts_add_up_at_any_moment),
          cmocka_unit_test(test_world_obligations__some_windows),
          cmocka_unit_test(test_world_scores__parts_of_the_replay_add_up),
          cmocka_unit_test(test_world_scores__parts_of_random_worlds_add_up),
          cmocka_unit_test(test_score_evidence__replay), cmocka_unit_test(test_score_unit__terms),
          cmocka_unit_test(test_world_scores__errors_name_the_item),
          cmocka_unit_test(test_forecast_unit__recoverable),
          cmocka_unit_test(test_risks_of__regain),
          cmocka_unit_test(test_score_unit__inputs_and_flags),
          cmocka_unit_test(test_world_scores__the_more_precise_figure),
          cmocka_unit_test(test_score_evidence__cases))
