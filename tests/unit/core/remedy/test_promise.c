/*
 * test_promise.c — names of the closed lists, amounts as text, draft rules.
 */
#include "testmain.h"

#include "base/arena.h"
#include "core/remedy/promise.h"

static void test_promise_amount_text__digits(void **state)
{
    (void)state;
    static const struct {
        int64_t centi;
        const char *text;
    } cases[] = {
        {0, "0"},          {1, "0.01"},
        {10, "0.1"},       {100, "1"},
        {150, "1.5"},      {800, "8"},
        {805, "8.05"},     {1000, "10"},
        {12345, "123.45"}, {INT64_MAX, "92233720368547758.07"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char out[PROMISE_AMOUNT_TEXT_MAX];
        CHECK_STR(cases[i].text, str_of(promise_amount_text(cases[i].centi, out)), cases[i].text);
    }
}

static void test_promise_rule_id_valid__signs(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        bool valid;
    } cases[] = {
        {"promise.d7.1", true},
        {"cc_visit-2", true},
        {"", false},
        {"a b", false},
        {"D7", false},
        {"x'", false},
        {"学习", false},
        {"a}", false},
        {"0123456789012345678901234567890123456789012345678901234567890123", true},
        {"01234567890123456789012345678901234567890123456789012345678901234", false},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_INT(cases[i].id, promise_rule_id_valid(str_of(cases[i].id)), cases[i].valid);
}

static void test_promise_names__round_trip(void **state)
{
    (void)state;
    for (enum promise_kind k = 0; k < PROMISE_KIND__MAX; k++) {
        CHECK_INT(promise_kind_name(k), promise_kind_of(str_of(promise_kind_name(k))), k);
        CHECK(promise_kind_name(k), promise_kind_title(k, LANG_EN)[0] != '\0');
        CHECK(promise_kind_name(k), promise_kind_title(k, LANG_ZH)[0] != '\0');
    }
    for (enum promise_every k = 0; k < PROMISE_EVERY__MAX; k++) {
        CHECK_INT(promise_every_name(k), promise_every_of(str_of(promise_every_name(k))), k);
        CHECK(promise_every_name(k), promise_every_title(k, LANG_EN)[0] != '\0');
        CHECK(promise_every_name(k), promise_every_title(k, LANG_ZH)[0] != '\0');
    }
    for (enum promise_amount k = 0; k < PROMISE_AMOUNT__MAX; k++)
        CHECK_INT(promise_amount_name(k), promise_amount_of(str_of(promise_amount_name(k))), k);
    for (enum promise_limit k = 0; k < PROMISE_LIMIT__MAX; k++)
        CHECK_INT(promise_limit_name(k), promise_limit_of(str_of(promise_limit_name(k))), k);
    CHECK_INT("kind", promise_kind_of(STR("chore")), PROMISE_KIND__MAX);
    CHECK_INT("every", promise_every_of(STR("fortnight")), PROMISE_EVERY__MAX);
    CHECK_INT("amount", promise_amount_of(STR_NONE), PROMISE_AMOUNT__MAX);
    CHECK_INT("limit", promise_limit_of(STR("months")), PROMISE_LIMIT__MAX);
}

static void test_promise_rule__text(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1 << 20);
    date from;
    must(date_make(2017, 3, 28, &from, NULL) == ERR_OK);
    struct promise p = {
        .kind = PROMISE_DUTY,
        .sentence = STR("各组每月学习不少于8小时，\n并写“心得”\\笔记\""),
        .what = STR("各组每月学习不少于8小时"),
        .every = PROMISE_EVERY_MONTH,
        .amount = PROMISE_AMOUNT_SUM,
        .amount_centi = 850,
        .unit = STR("小时"),
    };
    struct promise_accept acc = {
        .id = STR("promise.d7.1"),
        .unit = STR("county"),
        .from = from,
    };
    CHECK_STR("a sum", promise_rule(&a, &p, &acc),
              "- id: promise.d7.1\n"
              "  name: {zh: \"各组每月学习不少于8小时\"}\n"
              "  for: {unit: county}\n"
              "  every: month\n"
              "  need: {record: duty_done, where: duty = 'promise.d7.1', sum: amount, "
              "at_least: 8.5}\n"
              "  enter_by: {after: window_end, days: 0}\n"
              "  valid: {from: 2017-03-28}\n"
              "  source: {text: \"各组每月学习不少于8小时，\\u000A并写“心得”\\\\笔记\\\"\"}\n"
              "  verified: false\n");
    p = (struct promise){
        .kind = PROMISE_DUTY,
        .sentence = STR("收到申请后十个工作日内办结"),
        .what = STR("收到申请后十个工作日内办结"),
        .every = PROMISE_EVERY_EVENT,
        .limit = PROMISE_LIMIT_WORKING_DAYS,
        .limit_n = 10,
    };
    acc.owner = STR("correction");
    CHECK_STR("an event", promise_rule(&a, &p, &acc),
              "- id: promise.d7.1\n"
              "  name: {zh: \"收到申请后十个工作日内办结\"}\n"
              "  for: {record: duty_done}\n"
              "  where: duty = 'promise.d7.1'\n"
              "  enter_by: {after: occurred_on, working_days: 10}\n"
              "  owner: correction\n"
              "  valid: {from: 2017-03-28}\n"
              "  source: {text: \"收到申请后十个工作日内办结\"}\n"
              "  verified: false\n");
    acc.subject = STR("supervisee");
    p.every = PROMISE_EVERY_WEEK;
    p.limit = PROMISE_LIMIT_NONE;
    struct str rule = promise_rule(&a, &p, &acc);
    CHECK("a subject", str_find(rule, STR("\n  for: {subject: supervisee}\n"), 0) != SIZE_MAX);
    arena_release(&a);
}

/* What the line enter_by says for a place in the period. */
static void test_promise_rule__enter_by(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum promise_every every;
        int32_t weekday, month, day;
        enum promise_limit limit;
        int32_t limit_n;
        const char *enter_by;
    } cases[] = {
        {"whole period", PROMISE_EVERY_DAY, 0, 0, 0, 0, 0, "{after: window_end, days: 0}"},
        {"Monday", PROMISE_EVERY_WEEK, 1, 0, 0, 0, 0, "{after: window_start, days: 0}"},
        {"Friday", PROMISE_EVERY_WEEK, 5, 0, 0, 0, 0, "{after: window_start, days: 4}"},
        {"Sunday", PROMISE_EVERY_WEEK, 7, 0, 0, 0, 0, "{after: window_end, days: 0}"},
        {"the 1st", PROMISE_EVERY_MONTH, 0, 0, 1, 0, 0, "{after: window_start, days: 0}"},
        {"the 25th", PROMISE_EVERY_MONTH, 0, 0, 25, 0, 0, "{after: window_start, days: 24}"},
        {"a day that February lacks", PROMISE_EVERY_MONTH, 0, 0, 30, 0, 0,
         "{after: window_end, days: 0}"},
        {"first month of the quarter", PROMISE_EVERY_QUARTER, 0, 1, 10, 0, 0,
         "{after: window_start, days: 9}"},
        {"last month of the quarter, never too strict", PROMISE_EVERY_QUARTER, 0, 3, 25, 0, 0,
         "{after: window_start, days: 86}"},
        {"fifth month of the half-year", PROMISE_EVERY_HALF_YEAR, 0, 5, 1, 0, 0,
         "{after: window_start, days: 123}"},
        {"December", PROMISE_EVERY_YEAR, 0, 12, 25, 0, 0, "{after: window_start, days: 359}"},
        {"a day without its month", PROMISE_EVERY_YEAR, 0, 0, 25, 0, 0,
         "{after: window_end, days: 0}"},
        {"a month that the quarter lacks", PROMISE_EVERY_QUARTER, 0, 4, 1, 0, 0,
         "{after: window_end, days: 0}"},
        {"after the period", PROMISE_EVERY_MONTH, 0, 0, 0, PROMISE_LIMIT_DAYS, 5,
         "{after: window_end, days: 5}"},
        {"working days after the period", PROMISE_EVERY_QUARTER, 0, 0, 0,
         PROMISE_LIMIT_WORKING_DAYS, 10, "{after: window_end, working_days: 10}"},
        {"the day of the event", PROMISE_EVERY_EVENT, 0, 0, 0, PROMISE_LIMIT_DAYS, 0,
         "{after: occurred_on, days: 0}"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1 << 16);
        struct promise p = {
            .kind = PROMISE_DUTY,
            .sentence = STR("甲"),
            .what = STR("甲"),
            .every = cases[i].every,
            .weekday = cases[i].weekday,
            .month = cases[i].month,
            .day = cases[i].day,
            .limit = cases[i].limit,
            .limit_n = cases[i].limit_n,
        };
        struct promise_accept acc = {.id = STR("x"), .unit = STR("county")};
        struct str rule = promise_rule(&a, &p, &acc);
        struct str line = str_format(&a, "\n  enter_by: %s\n", cases[i].enter_by);
        if (str_find(rule, line, 0) == SIZE_MAX)
            fail_msg("%s: %" STR_FMT, cases[i].name, STR_ARG(rule));
        arena_release(&a);
    }
}

static void test_promise_rule__escapes(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *text;
        const char *yaml;
    } cases[] = {
        {"empty", "", "\"\""},
        {"quotes and backslash", "a\"b\\c", "\"a\\\"b\\\\c\""},
        {"what YAML would read in plain text", "- a: {b, #c}", "\"- a: {b, #c}\""},
        {"tab and line feed", "a\tb\n", "\"a\\u0009b\\u000A\""},
        {"DEL and NEL", "\x7f\xc2\x85", "\"\\u007F\\u0085\""},
        {"line separator and mark", "\xe2\x80\xa8\xef\xbb\xbf", "\"\\u2028\\uFEFF\""},
        {"a mark nobody sees", "\xe2\x80\x8bx", "\"\\u200Bx\""},
        {"no character", "\xf0\x9f\xbf\xbf", "\"\\U0001FFFF\""},
        {"rare and emoji", "𠮷😀", "\"𠮷😀\""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1 << 16);
        struct promise p = {
            .kind = PROMISE_DUTY,
            .sentence = str_of(cases[i].text),
            .what = STR("甲"),
            .every = PROMISE_EVERY_DAY,
        };
        struct promise_accept acc = {.id = STR("x"), .unit = STR("county")};
        struct str rule = promise_rule(&a, &p, &acc);
        struct str line = str_format(&a, "\n  source: {text: %s}\n", cases[i].yaml);
        if (str_find(rule, line, 0) == SIZE_MAX)
            fail_msg("%s: %" STR_FMT, cases[i].name, STR_ARG(rule));
        arena_release(&a);
    }
}

/* A task has no rule: asking for one is a bug. */
static void test_rule_of_a_task(void *ctx)
{
    struct promise p = {.kind = PROMISE_TASK, .sentence = STR("甲"), .what = STR("甲")};
    struct promise_accept acc = {.id = STR("x"), .unit = STR("county")};
    (void)promise_rule(ctx, &p, &acc);
}

static void test_promise_rule__only_of_duties(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1 << 16);
    CHECK("a task", test_aborts(test_rule_of_a_task, &a));
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_promise_amount_text__digits),
          cmocka_unit_test(test_promise_rule_id_valid__signs),
          cmocka_unit_test(test_promise_names__round_trip),
          cmocka_unit_test(test_promise_rule__text), cmocka_unit_test(test_promise_rule__enter_by),
          cmocka_unit_test(test_promise_rule__escapes),
          cmocka_unit_test(test_promise_rule__only_of_duties))
