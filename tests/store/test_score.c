/*
 * test_score.c — figures from outside, frozen scores and official results: only ever added, told
 * in the chain, and read back as of any moment.
 */
#include "records.h"
#include "store/official.h"
#include "store/score_figure.h"
#include "store/score_frozen.h"

#define SHA_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define SHA_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

enum { YEAR = 2016 };

/* One call, with all that any of them needs. */
struct call {
    struct arena *a;
    struct audit_by by;
    int32_t year;
    instant as_of;
    struct score_figure figure;
    struct score_figure_list figures;
    struct frozen_scores scores;
    struct str framework, unit;
    struct frozen_list frozen;
    struct official_list in, official;
    size_t n_new;
};

static enum err_code figure_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct call *c = ctx;
    return store_score_figure_add(c->a, tx, &c->by, c->year, &c->figure, e);
}

static enum err_code figures_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct call *c = ctx;
    return store_score_figure_list(c->a, tx, c->by.county, c->year, c->as_of, &c->figures, e);
}

static enum err_code freeze_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct call *c = ctx;
    return store_frozen_add(c->a, tx, &c->by, &c->scores, e);
}

static enum err_code frozen_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct call *c = ctx;
    return store_frozen_list(c->a, tx, c->by.county, c->framework, c->unit, &c->frozen, e);
}

static enum err_code official_add_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct call *c = ctx;
    return store_official_add(c->a, tx, &c->by, c->year, &c->in, &c->n_new, e);
}

static enum err_code official_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct call *c = ctx;
    return store_official_list(c->a, tx, c->by.county, c->year, &c->official, e);
}

static struct call call_at(struct test_db *t, int64_t ms)
{
    return (struct call){.a = &t->a, .by = test_by(ms), .year = YEAR, .as_of = UNIT_NOW};
}

/* ---- figures --------------------------------------------------------------------------- */

static enum err_code add_figure(struct test_db *t, struct store *s, int64_t ms, const char *unit,
                                const char *name, int32_t span, const char *value)
{
    struct call c = call_at(t, ms);
    c.figure = (struct score_figure){.unit = str_of(unit),
                                     .name = str_of(name),
                                     .span = span,
                                     .value = str_of(value),
                                     .reason = STR("第三方测评"),
                                     .source = STR("测评报告")};
    return store_tx(s, TX_WRITE, "figure", figure_fn, &c, NULL);
}

static struct score_figure_list figures(struct test_db *t, struct store *s, int64_t as_of)
{
    struct call c = call_at(t, 0);
    c.as_of.ms = as_of;
    CHECK_ERR("figures", store_tx(s, TX_READ, "figures", figures_fn, &c, NULL), ERR_OK);
    return c.figures;
}

/* "north satisfaction 0 91.5 holds" of each, one a line. */
static struct str figures_text(struct test_db *t, const struct score_figure_list *list)
{
    struct str text = STR_NONE;
    for (size_t i = 0; i < list->n; i++) {
        const struct score_figure *f = &list->p[i];
        text = str_format(&t->a, "%" STR_FMT "%" STR_FMT " %" STR_FMT " %d %" STR_FMT "%s\n",
                          STR_ARG(text), STR_ARG(f->unit), STR_ARG(f->name), f->span,
                          STR_ARG(f->value), f->holds ? " holds" : "");
    }
    return text;
}

static void test_store_score_figure_list__the_last_entered_holds(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    CHECK_ERR("one", add_figure(t, s, 5000, "county", "satisfaction", 0, "91.5"), ERR_OK);
    CHECK_ERR("of a quarter", add_figure(t, s, 5001, "county", "satisfaction", 2, "88"), ERR_OK);
    CHECK_ERR("of another", add_figure(t, s, 5002, "north", "satisfaction", 0, "70"), ERR_OK);
    CHECK_ERR("again", add_figure(t, s, 6000, "county", "satisfaction", 0, "92"), ERR_OK);
    CHECK_ERR("taken away", add_figure(t, s, 7000, "north", "satisfaction", 0, ""), ERR_OK);
    CHECK_ERR("no such unit", add_figure(t, s, 7001, "west", "x", 0, "1"), ERR_UNIT_NOT_FOUND);
    static const struct {
        const char *name;
        int64_t as_of;
        const char *want;
    } CASES[] = {
        {"before", 4999, ""},
        {"the first", 5000, "county satisfaction 0 91.5 holds\n"},
        {"before the second", 5999,
         "county satisfaction 0 91.5 holds\ncounty satisfaction 2 88 holds\n"
         "north satisfaction 0 70 holds\n"},
        {"now", INT64_MAX,
         "county satisfaction 0 91.5\ncounty satisfaction 0 92 holds\n"
         "county satisfaction 2 88 holds\nnorth satisfaction 0 70\nnorth satisfaction 0  holds\n"},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct score_figure_list list = figures(t, s, CASES[i].as_of);
        CHECK_STR(CASES[i].name, figures_text(t, &list), CASES[i].want);
    }
    CHECK_INT("each told once",
              raw_int(t, "SELECT count(*) FROM audit_entry WHERE action = 'score.figure'"), 5);
    CHECK_STR("what is told", audit_detail_of(t, "score.figure"),
              "{\"year\":2016,\"name\":\"satisfaction\",\"reason\":\"第三方测评\","
              "\"source\":\"测评报告\"}");
    store_free(s);
}

static void test_store_score_figure_list__years_are_apart(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    CHECK_ERR("one", add_figure(t, s, 5000, "county", "satisfaction", 0, "91.5"), ERR_OK);
    struct call c = call_at(t, 0);
    c.year = YEAR + 1;
    CHECK_ERR("figures", store_tx(s, TX_READ, "figures", figures_fn, &c, NULL), ERR_OK);
    CHECK_INT("of the year after", c.figures.n, 0);
    store_free(s);
}

/* ---- frozen ---------------------------------------------------------------------------- */

static const struct frozen_line LINES[] = {
    {.item = {"1", 1}, .full = {1000}, .score = {950}, .trace = {"{}", 2}},
    {.item = {"1.1", 3}, .full = {1000}, .score = {950}, .trace = {"{\"method\":\"deduct\"}", 19}},
};

static struct frozen_scores scores_of(const char *framework, const char *unit)
{
    return (struct frozen_scores){.framework = str_of(framework),
                                  .unit = str_of(unit),
                                  .year = YEAR,
                                  .catalog = STR("cat"),
                                  .catalog_version = 1,
                                  .moment = {4000},
                                  .full = {1000},
                                  .score = {950},
                                  .inputs_sha256 = STR(SHA_A),
                                  .lines = LINES,
                                  .n_lines = ARRAY_LEN(LINES)};
}

static enum err_code freeze(struct test_db *t, struct store *s, int64_t ms,
                            const struct frozen_scores *scores)
{
    struct call c = call_at(t, ms);
    c.scores = *scores;
    return store_tx(s, TX_WRITE, "freeze", freeze_fn, &c, NULL);
}

static void test_store_frozen_add__once(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    struct frozen_scores county = scores_of("f2016", "county");
    struct frozen_scores north = scores_of("f2016", "north");
    struct frozen_scores other = scores_of("g2016", "county");
    struct frozen_scores nowhere = scores_of("f2016", "west");
    struct frozen_scores unknown = scores_of("h2016", "county");
    north.n_lines = 0;
    unknown.catalog_version = 9;
    CHECK_ERR("the first", freeze(t, s, 5000, &county), ERR_OK);
    county.score.centi = 0;
    CHECK_ERR("again", freeze(t, s, 6000, &county), ERR_SCORE_FROZEN);
    CHECK_ERR("another unit, without lines", freeze(t, s, 6000, &north), ERR_OK);
    CHECK_ERR("another framework", freeze(t, s, 6000, &other), ERR_OK);
    CHECK_ERR("no such unit", freeze(t, s, 6000, &nowhere), ERR_UNIT_NOT_FOUND);
    CHECK_ERR("no such catalog", freeze(t, s, 6000, &unknown), ERR_DB_CONSTRAINT);
    struct call c = call_at(t, 0);
    c.framework = STR("f2016");
    CHECK_ERR("list", store_tx(s, TX_READ, "list", frozen_fn, &c, NULL), ERR_OK);
    CHECK_INT("of the framework", c.frozen.n, 2);
    const struct frozen_scores *f = &c.frozen.p[0];
    CHECK_STR("unit", f->unit, "county");
    CHECK_INT("score", f->score.centi, 950);
    CHECK_INT("moment", f->moment.ms, 4000);
    CHECK_INT("when", f->frozen_at.ms, 5000);
    CHECK_STR("who", f->frozen_by, "tester");
    CHECK_STR("inputs", f->inputs_sha256, SHA_A);
    CHECK_INT("lines", f->n_lines, 2);
    CHECK_STR("an item", f->lines[1].item, "1.1");
    CHECK_STR("its trace", f->lines[1].trace, "{\"method\":\"deduct\"}");
    CHECK_INT("no lines", c.frozen.p[1].n_lines, 0);
    c.unit = STR("north");
    CHECK_ERR("one", store_tx(s, TX_READ, "list", frozen_fn, &c, NULL), ERR_OK);
    CHECK_INT("one of them", c.frozen.n, 1);
    CHECK_INT("each told once",
              raw_int(t, "SELECT count(*) FROM audit_entry WHERE action = 'score.freeze'"), 3);
    store_free(s);
}

/* Lines go to the scores that they belong to, whichever of them has none. */
static void test_store_frozen_list__lines_of_several(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    static const struct {
        const char *unit;
        size_t lines;
    } UNITS[] = {{"county", 0}, {"north", 2}, {"north1", 0}, {"south", 1}};
    for (size_t i = 0; i < ARRAY_LEN(UNITS); i++) {
        struct frozen_scores f = scores_of("f2016", UNITS[i].unit);
        f.n_lines = UNITS[i].lines;
        CHECK_ERR(UNITS[i].unit, freeze(t, s, 5000, &f), ERR_OK);
    }
    struct call c = call_at(t, 0);
    c.framework = STR("f2016");
    CHECK_ERR("list", store_tx(s, TX_READ, "list", frozen_fn, &c, NULL), ERR_OK);
    for (size_t i = 0; i < ARRAY_LEN(UNITS); i++)
        CHECK_INT(UNITS[i].unit, c.frozen.p[i].n_lines, UNITS[i].lines);
    store_free(s);
}

/* ---- official results ------------------------------------------------------------------- */

static struct official_result result_of(const char *item, int64_t score, const char *reason,
                                        const char *sha256)
{
    return (struct official_result){.unit = STR("county"),
                                    .item = str_of(item),
                                    .has_full = score != 300,
                                    .full = {500},
                                    .score = {score},
                                    .reason = str_of(reason),
                                    .source = STR("2016得分.xlsx"),
                                    .sha256 = str_of(sha256)};
}

static size_t bring(struct test_db *t, struct store *s, int64_t ms, struct official_result *list,
                    size_t n)
{
    struct call c = call_at(t, ms);
    c.in = (struct official_list){list, n};
    CHECK_ERR("bring in", store_tx(s, TX_WRITE, "results", official_add_fn, &c, NULL), ERR_OK);
    return c.n_new;
}

static void test_store_official_add__revisions(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    struct official_result first[] = {result_of("1.1", 470, "有1家未单独考核", SHA_A),
                                      result_of("1.2", 300, "", SHA_A)};
    struct official_result second[] = {result_of("1.1", 500, "复核后更正", SHA_B),
                                       result_of("1.2", 300, "", SHA_B)};
    CHECK_INT("both are new", bring(t, s, 5000, first, 2), 2);
    CHECK_INT("nothing is new", bring(t, s, 5001, first, 2), 0);
    CHECK_INT("one was corrected", bring(t, s, 6000, second, 2), 1);
    struct call c = call_at(t, 0);
    CHECK_ERR("list", store_tx(s, TX_READ, "list", official_fn, &c, NULL), ERR_OK);
    CHECK_INT("revisions", c.official.n, 3);
    const struct official_result *r = c.official.p;
    CHECK_INT("the first does not hold", r[0].holds, false);
    CHECK_INT("its score stays", r[0].score.centi, 470);
    CHECK_INT("the second holds", r[1].holds, true);
    CHECK_INT("revision", r[1].revision, 2);
    CHECK_INT("score", r[1].score.centi, 500);
    CHECK_STR("reason", r[1].reason, "复核后更正");
    CHECK_STR("file", r[1].sha256, SHA_B);
    CHECK_INT("full not told", r[2].has_full, false);
    CHECK_INT("the other holds", r[2].holds, true);
    CHECK_INT("told of two imports",
              raw_int(t, "SELECT count(*) FROM audit_entry WHERE action = 'official.import'"), 2);
    store_free(s);
}

static void test_store_official_add__no_such_unit(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    struct official_result list[] = {result_of("1.1", 470, "", SHA_A),
                                     result_of("1.2", 100, "", SHA_A)};
    list[1].unit = STR("west");
    struct call c = call_at(t, 5000);
    c.in = (struct official_list){list, 2};
    CHECK_ERR("refused", store_tx(s, TX_WRITE, "results", official_add_fn, &c, NULL),
              ERR_UNIT_NOT_FOUND);
    CHECK_INT("nothing is stored", raw_int(t, "SELECT count(*) FROM official_result"), 0);
    store_free(s);
}

/* ---- failures -------------------------------------------------------------------------- */

static void test_store_score__every_call_fails(void **state)
{
    struct test_db *t = *state;
    store_free(open_records(t));
    struct call c = call_at(t, 5000);
    struct official_result list[] = {result_of("1.1", 470, "", SHA_A)};
    c.figure = (struct score_figure){
        .unit = STR("county"), .name = STR("x"), .value = STR("1"), .reason = STR("y")};
    c.scores = scores_of("f2016", "county");
    c.in = (struct official_list){list, 1};
    CHECK("figure", faults_check(t, figure_fn, &c) >= 5);
    CHECK("freeze", faults_check(t, freeze_fn, &c) >= 8);
    CHECK("results", faults_check(t, official_add_fn, &c) >= 5);
}

TEST_MAIN(STORE_TEST(test_store_score_figure_list__the_last_entered_holds),
          STORE_TEST(test_store_score_figure_list__years_are_apart),
          STORE_TEST(test_store_frozen_add__once),
          STORE_TEST(test_store_frozen_list__lines_of_several),
          STORE_TEST(test_store_official_add__revisions),
          STORE_TEST(test_store_official_add__no_such_unit),
          STORE_TEST(test_store_score__every_call_fails))
