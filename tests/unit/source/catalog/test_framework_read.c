/*
 * test_framework_read.c — a year's indicators as they are meant, and each fault they can have:
 * items (framework_read.c), measures (measure_read.c), methods (score_read.c).
 */
#include "catalog_of.h"

#include "core/catalog/framework.h"

static const struct test_file BASE[] = {
    {"catalog.yaml", "catalog: t\n"},
    {"units.yaml", "units:\n  county: {figures: {population: {type: integer}}}\n"
                   "  office: {under: [county]}\n"},
    {"records/person.yaml", "record: person\nlife: {start: start_on, end: end_on}\n"
                            "fields:\n"
                            "  start_on: {type: date}\n"
                            "  end_on: {type: date}\n"
                            "  phone: {type: phone, sensitive: true}\n"},
    {"records/session.yaml",
     "record: session\nsubject: person\noccurred_on: held_on\n"
     "fields: {held_on: {type: date}, hours: {type: decimal, digits: 1}}\n"},
    {"rules/r.yaml", "- {id: cc.session, name: 甲, for: {subject: person}, every: month, need: "
                     "{record: session, count: 1}}\n"
                     "- {id: cc.other, name: 乙, for: {record: session}}\n"},
};

struct read_framework {
    struct arena a;
    struct faults f;
    const struct catalog *c;
};

static void read_file(struct read_framework *x, const char *text)
{
    arena_init(&x->a, TEST_ARENA);
    faults_init(&x->f, &x->a);
    struct test_file files[ARRAY_LEN(BASE) + 1];
    for (size_t i = 0; i < ARRAY_LEN(BASE); i++)
        files[i] = BASE[i];
    files[ARRAY_LEN(BASE)] = (struct test_file){"framework.yaml", text};
    struct catalog_source s = test_source(&x->a, "t", files, ARRAY_LEN(files));
    x->c = catalog_read(&x->a, &s, 1, &x->f);
}

/* ---- good ones ---------------------------------------------------------------------------- */

static const char WHOLE[] =
    "framework: t-2017\n"
    "title: {zh: 考评, en: Assessment}\n"
    "period: {from: 2017-01-01, to: 2017-12-31}\n"
    "closes_at: 2018-01-10T18:00:00+08:00\n"
    "assessed: office\n"
    "items:\n"
    "- id: \"2\"\n"
    "  name: 二\n"
    "  items:\n"
    "  - id: \"2.1\"\n"
    "    name: {zh: 双八, en: Eight and eight}\n"
    "    full: 5\n"
    "    same_as: \"2.2.2\"\n"
    "    owner: [社区矫正科, 法制科]\n"
    "    measures:\n"
    "      late: {obligations: [cc.session, cc.other], state: [late, missed], distinct: subject}\n"
    "      held: {records: session, where: hours > 1, sum: hours}\n"
    "      people: {subjects: person, at: any}\n"
    "      clicks: {external: clicks, title: {zh: 点击量, en: Clicks}}\n"
    "      ten: {value: 10}\n"
    "      share: {expr: 'late / max(people, 1)'}\n"
    "    score: {method: deduct, of: late, each: 0.5, floor: 1, cap: 3}\n"
    "    by: quarter\n"
    "    combine: mean\n"
    "    veto: {when: share > 0.5, scope: head}\n"
    "  - id: \"2.2\"\n"
    "    name: 加分\n"
    "    full: 2\n"
    "    measures: {held: {records: session}}\n"
    "    score: {method: bonus, of: held, each: 1}\n"
    "- id: \"3\"\n"
    "  name: 三\n"
    "  full: 7.25\n"
    "  score: {method: manual, range: [0, 7.25]}\n";

static void test_framework_read__every_key(void **state)
{
    (void)state;
    struct read_framework x;
    read_file(&x, WHOLE);
    CHECK_STR("no faults", test_faults(&x.a, &x.f, true), "");
    assert_int_equal(x.c->n_frameworks, 1);
    const struct framework *f = &x.c->frameworks[0];
    CHECK_STR("id", f->id, "t-2017");
    CHECK_STR("title", f->title.text[LANG_EN], "Assessment");
    CHECK("closes", f->has_closes_at && f->closes_at.ms == INT64_C(1515578400000));
    CHECK_STR("assessed", f->assessed, "office");
    CHECK_INT("items", f->n_items, 4);
    const struct indicator *head = framework_item(f, STR("2"));
    const struct indicator *leaf = framework_item(f, STR("2.1"));
    const struct indicator *bonus = framework_item(f, STR("2.2"));
    CHECK("no such item", framework_item(f, STR("2.3")) == NULL);
    CHECK("tree", head->parent == -1 && !head->is_leaf && leaf->parent == 0 && leaf->is_leaf);
    CHECK_INT("a head adds up, without the bonus", head->full.centi, 500);
    CHECK_INT("full marks in hundredths", framework_item(f, STR("3"))->full.centi, 725);
    CHECK_STR("same_as", leaf->same_as, "2.2.2");
    CHECK_INT("owners", leaf->n_owners, 2);
    CHECK("by", leaf->has_by && leaf->by == PERIOD_QUARTER && leaf->combine == SCORE_COMBINE_MEAN);
    CHECK("veto", leaf->veto != NULL && leaf->veto_scope == VETO_HEAD);
    CHECK("bonus", bonus->full.centi == 0 && (bonus->score.given & 1U << SCORE_CAP) != 0 &&
                       bonus->score.number[SCORE_CAP].num == 2);
    CHECK("manual", framework_item(f, STR("3"))->score.number[SCORE_HIGH].num == 29);

    const struct measure *m = leaf->measures;
    CHECK_INT("measures", leaf->n_measures, 6);
    CHECK("obligations", m[0].kind == MEASURE_OBLIGATIONS && m[0].n_rules == 2 &&
                             m[0].states == (1U << OBLIGATION_LATE | 1U << OBLIGATION_MISSED) &&
                             m[0].distinct == MEASURE_DISTINCT_SUBJECT);
    CHECK("records", m[1].kind == MEASURE_RECORDS && m[1].sum == 1 && m[1].where != NULL &&
                         m[1].distinct == MEASURE_EACH);
    CHECK("subjects", m[2].kind == MEASURE_SUBJECTS && m[2].at_any);
    CHECK("title", str_eq(title_in(&m[3].title, LANG_EN), STR("Clicks")));
    CHECK("no title", title_in(&m[0].title, LANG_ZH).n == 0);
    CHECK("external", m[3].kind == MEASURE_EXTERNAL && str_eq(m[3].name, STR("clicks")));
    CHECK("value", m[4].kind == MEASURE_VALUE && m[4].value.num == 10);
    CHECK("expr", m[5].kind == MEASURE_EXPR && m[5].expr != NULL);
    const struct score *s = &leaf->score;
    CHECK("score", s->method == METHOD_DEDUCT && s->measure[SCORE_M_OF] == 0 && !s->uncapped);
    CHECK("numbers", s->number[SCORE_EACH].den == 2 && s->number[SCORE_FLOOR].num == 1 &&
                         s->number[SCORE_CAP].num == 3);
    arena_release(&x.a);
}

/* A leaf of 10 points with measures a and b. */
static const char LEAF[] = "framework: t\n"
                           "period: {from: 2017-01-01, to: 2017-12-31}\n"
                           "items:\n"
                           "- id: a\n"
                           "  name: 甲\n"
                           "  full: 10\n"
                           "  measures: {a: {value: 1}, b: {value: 2}}\n"
                           "  score: %s\n";

static void read_leaf(struct read_framework *x, const char *shape, const char *row)
{
    char text[4096];
    (void)snprintf(text, sizeof(text), "%.*s%s%s", (int)(strstr(shape, "%s") - shape), shape, row,
                   strstr(shape, "%s") + 2);
    read_file(x, text);
}

/* Each method with all of its parameters. */
static void test_score_read__methods(void **state)
{
    (void)state;
    static const struct {
        enum score_method method;
        const char *score;
    } cases[] = {
        {METHOD_DEDUCT, "{method: deduct, of: a, each: 0.5, uncapped: true, cap: 3}"},
        {METHOD_DEDUCT_TIERED,
         "{method: deduct_tiered, of: [{measure: a, each: 1}, {measure: b, each: 2}], floor: 2}"},
        {METHOD_PER_POINT,
         "{method: per_point, part: a, whole: b, threshold: 0.9, step: 0.01, each: 0.1, "
         "when_empty: zero}"},
        {METHOD_RATIO, "{method: ratio, part: a, whole: b, target: 0.95, when_empty: excluded}"},
        {METHOD_PER_CAPITA,
         "{method: per_capita, count: a, per: 10000, population: b, threshold: 6.5, else: 0.5}"},
        {METHOD_PER_CAPITA, "{method: per_capita, count: a, per: 10000, population: b, target: 8}"},
        {METHOD_TARGET, "{method: target, value: a, goal: 4, mode: per_missing, each: 1}"},
        {METHOD_THRESHOLD, "{method: threshold, value: a, at_least: 4, else: 1}"},
        {METHOD_THRESHOLD, "{method: threshold, value: a, at_most: 4, else: 1}"},
        {METHOD_BANDS,
         "{method: bands, value: a, bands: [{at_least: 5, score: 10}, {at_least: 0, score: 4}]}"},
        {METHOD_ZERO_IF, "{method: zero_if, of: a, more_than: 2}"},
        {METHOD_CHECKLIST, "{method: checklist, points: [{name: 有, points: 3, done: a > 0}]}"},
        {METHOD_MILESTONE,
         "{method: milestone, record: session, where: hours > 1, by: 2017-06-30, on_time: 10, "
         "late: 5, missing: 0}"},
        {METHOD_EARN, "{method: earn, of: a, each: 2, cap: 8}"},
        {METHOD_COMPOSITE,
         "{method: composite, parts: [{full: 4, method: zero_if, of: a}, {full: 6, method: "
         "deduct, of: b, each: 1}]}"},
        {METHOD_CONVERT, "{method: convert, value: a, of: 120}"},
        {METHOD_MANUAL, "{method: manual, range: [0, 10]}"},
        {METHOD_BONUS, "{method: bonus, highest: [{of: a, score: 3}, {of: b, score: 5}]}"},
        {METHOD_RANK, "{method: rank, value: a, places: [10, 9, 8.5]}"},
        {METHOD_EXPR, "{method: expr, expr: full - a * b}"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct read_framework x;
        read_leaf(&x, LEAF, cases[i].score);
        CHECK_STR(cases[i].score, test_faults(&x.a, &x.f, true), "");
        CHECK(cases[i].score, x.c->frameworks[0].items[0].score.method == cases[i].method);
        arena_release(&x.a);
    }
}

/* ---- bad ones ------------------------------------------------------------------------------ */

static void check_faults(const char *name, const char *shape, const char *row, const char *want)
{
    struct read_framework x;
    read_leaf(&x, shape, row);
    CHECK_STR(name, test_faults(&x.a, &x.f, false), want);
    CHECK(name, x.c == NULL);
    arena_release(&x.a);
}

static void test_score_read__faults(void **state)
{
    (void)state;
    static const struct {
        const char *name, *row, *want;
    } cases[] = {
        {"no map", "deduct", "CATALOG_MAP@8:10(deduct)"},
        {"no method", "{of: a}", "CATALOG_MISSING@8:10(method)"},
        {"no such method", "{method: deducts, of: a, each: 1}",
         "CATALOG_VALUE@8:19(deducts)?deduct"},
        {"no such parameter", "{method: deduct, of: a, each: 1, flor: 1}",
         "CATALOG_KEY@8:43(flor)?floor"},
        {"of another method", "{method: zero_if, of: a, each: 1}", "CATALOG_KEY@8:35(each)"},
        {"needed", "{method: deduct}", "CATALOG_MISSING@8:10(of) CATALOG_MISSING@8:10(each)"},
        {"no such measure", "{method: deduct, of: c, each: 1}", "CATALOG_NAME@8:31(c)?a"},
        {"no number", "{method: deduct, of: a, each: much}", "NUMBER_SYNTAX@8:40(much)"},
        {"negative", "{method: deduct, of: a, each: -1}", "NUMBER_RANGE@8:40(-1 (≥ 0))"},
        {"step of nothing",
         "{method: per_point, part: a, whole: b, threshold: 1, step: 0, each: 1}",
         "NUMBER_RANGE@8:69(0 (> 0))"},
        {"floor and uncapped", "{method: deduct, of: a, each: 1, floor: 1, uncapped: true}",
         "CATALOG_UNUSED@8:50(floor: uncapped)"},
        {"uncapped perhaps", "{method: deduct, of: a, each: 1, uncapped: perhaps}",
         "CATALOG_BOOL@8:53(perhaps)"},
        {"tier", "{method: deduct_tiered, of: [{measure: a}]}", "CATALOG_MISSING@8:39(each)"},
        {"tiers", "{method: deduct_tiered, of: a}", "CATALOG_LIST@8:38(a)"},
        {"empty what", "{method: ratio, part: a, whole: b, when_empty: half}",
         "CATALOG_VALUE@8:57(half)"},
        {"threshold without else",
         "{method: per_capita, count: a, per: 1, population: b, threshold: 1}",
         "CATALOG_MISSING@8:10(threshold, else)"},
        {"neither threshold nor target", "{method: per_capita, count: a, per: 1, population: b}",
         "CATALOG_ONE_OF@8:10(threshold, target)"},
        {"per nobody", "{method: per_capita, count: a, per: 0, population: b, target: 1}",
         "NUMBER_RANGE@8:46(0 (> 0))"},
        {"mode", "{method: target, value: a, goal: 1, mode: step}", "CATALOG_VALUE@8:52(step)"},
        {"per missing what", "{method: target, value: a, goal: 1, mode: per_missing}",
         "CATALOG_MISSING@8:10(each)"},
        {"both bounds", "{method: threshold, value: a, at_least: 1, at_most: 2, else: 1}",
         "CATALOG_ONE_OF@8:10(at_least, at_most)"},
        {"bands not in order",
         "{method: bands, value: a, bands: [{at_least: 1, score: 1}, {at_least: 1, score: 2}]}",
         "CATALOG_ORDER@8:69(at_least)"},
        {"point without a name", "{method: checklist, points: [{points: 1, done: a > 0}]}",
         "CATALOG_MISSING@8:39(name)"},
        {"point that is no condition",
         "{method: checklist, points: [{name: 有, points: 1, done: a + 1}]}",
         "EXPR_TYPE@8:66(found `a + 1`, wanted a condition)"},
        {"milestone of nothing", "{method: milestone, record: sesion, by: 2017-06-30, on_time: 1}",
         "CATALOG_NAME@8:38(sesion)?session"},
        {"milestone by no day", "{method: milestone, record: session, by: June, on_time: 1}",
         "DATE_SYNTAX@8:51(June)"},
        {"parts that do not add up",
         "{method: composite, parts: [{full: 4, method: zero_if, of: a}]}",
         "CATALOG_VALUE@8:37(4 ≠ 10)"},
        {"part without full", "{method: composite, parts: [{method: zero_if, of: a}]}",
         "CATALOG_VALUE@8:37(0 ≠ 10) CATALOG_MISSING@8:38(full)"},
        {"composite in a composite",
         "{method: composite, parts: [{full: 10, method: composite, parts: [{full: 10, method: "
         "zero_if, of: a}]}]}",
         "CATALOG_VALUE@8:38(composite)"},
        {"range of one", "{method: manual, range: [0]}", "CATALOG_VALUE@8:34(1 ≠ 2)"},
        {"range turned round", "{method: manual, range: [5, 1]}", "CATALOG_ORDER@8:34(range)"},
        {"bonus of nothing", "{method: bonus, each: 1}", "CATALOG_ONE_OF@8:10(of, highest)"},
        {"formula", "{method: expr, expr: a + c}",
         "EXPR_NAME@8:35(found `c`, wanted a known name)"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        check_faults(cases[i].name, LEAF, cases[i].row, cases[i].want);
}

static const char MEASURE_OF[] = "framework: t\n"
                                 "period: {from: 2017-01-01, to: 2017-12-31}\n"
                                 "items:\n"
                                 "- id: a\n"
                                 "  name: 甲\n"
                                 "  full: 10\n"
                                 "  measures: {m: %s}\n"
                                 "  score: {method: zero_if, of: m}\n";

static void test_measure_read__faults(void **state)
{
    (void)state;
    static const struct {
        const char *name, *row, *want;
    } cases[] = {
        {"of nothing", "{where: hours > 1}",
         "CATALOG_ONE_OF@7:17(obligations, records, subjects, attribute, external, value, expr)"},
        {"of two things", "{value: 1, external: a}",
         "CATALOG_ONE_OF@7:17(obligations, records, subjects, attribute, external, value, expr)"},
        {"unknown key", "{value: 1, vale: 2}", "CATALOG_KEY@7:28(vale)?value"},
        {"no such rule", "{obligations: [cc.sesion], state: [late]}",
         "CATALOG_NAME@7:32(cc.sesion)?cc.session"},
        {"no state", "{obligations: [cc.session]}", "CATALOG_MISSING@7:17(state)"},
        {"no such state", "{obligations: [cc.session], state: [lat]}",
         "CATALOG_VALUE@7:53(lat)?late"},
        {"distinct what", "{obligations: [cc.session], state: [late], distinct: person}",
         "CATALOG_VALUE@7:70(person)"},
        {"state of records", "{records: session, state: [late]}",
         "CATALOG_UNUSED@7:43(state: records)"},
        {"at of records", "{records: session, at: end}", "CATALOG_UNUSED@7:40(at: records)"},
        {"sum of subjects", "{subjects: person, sum: start_on}",
         "CATALOG_UNUSED@7:41(sum: subjects) CATALOG_FIELD_TYPE@7:41(start_on (date))"},
        {"no such records", "{records: sesion}", "CATALOG_NAME@7:27(sesion)?session"},
        {"subjects without life", "{subjects: session}", "CATALOG_NO_LIFE@7:28(session)"},
        {"sum of a day", "{records: session, sum: held_on}",
         "CATALOG_FIELD_TYPE@7:41(held_on (date))"},
        {"condition", "{records: session, where: hour > 1}",
         "EXPR_NAME@7:43(found `hour`, wanted a known name; perhaps `hours`)"},
        {"condition on a sealed field", "{subjects: person, where: exists(phone)}",
         "CATALOG_SENSITIVE@7:43(item a measure m: phone)"},
        {"no such figure", "{attribute: populatoin}",
         "CATALOG_NAME@7:29(county: populatoin)?population"},
        {"value", "{value: many}", "NUMBER_SYNTAX@7:25(many)"},
        {"formula of what comes later", "{expr: m + 1}",
         "EXPR_NAME@7:24(found `m`, wanted a known name)"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        check_faults(cases[i].name, MEASURE_OF, cases[i].row, cases[i].want);
}

static void test_framework_read__faults(void **state)
{
    (void)state;
    static const char head[] = "framework: t\nperiod: {from: 2017-01-01, to: 2017-12-31}\n%s\n";
#define ITEM "{id: a, name: 甲, full: 1, score: {method: manual}"
    static const struct {
        const char *name, *row, *want;
    } cases[] = {
        {"no items", "title: 甲", "CATALOG_MISSING@1:1(items)"},
        {"items in no list", "items: a", "CATALOG_LIST@3:8(a)"},
        {"no items in the list", "items: []", "CATALOG_LIST@3:8()"},
        {"assessed what", "assessed: village\nitems: [" ITEM "}]", "CATALOG_NAME@3:11(village)"},
        {"closes at no instant", "closes_at: 2018-01-10\nitems: [" ITEM "}]",
         "TIME_SYNTAX@3:12(2018-01-10)"},
        {"item without id", "items: [{name: 甲, full: 1, score: {method: manual}}]",
         "CATALOG_MISSING@3:9(id)"},
        {"item without name", "items: [{id: a, full: 1, score: {method: manual}}]",
         "CATALOG_MISSING@3:9(name)"},
        {"leaf without full", "items: [{id: a, name: 甲, score: {method: manual}}]",
         "CATALOG_MISSING@3:9(full)"},
        {"leaf without score", "items: [{id: a, name: 甲, full: 1}]", "CATALOG_MISSING@3:9(score)"},
        {"full of thousandths", "items: [{id: a, name: 甲, full: 1.005, score: {method: manual}}]",
         "NUMBER_DIGITS@3:32(1.005)"},
        {"full below zero", "items: [{id: a, name: 甲, full: -1, score: {method: manual}}]",
         "NUMBER_RANGE@3:32(-1 (≥ 0))"},
        {"id twice", "items:\n- " ITEM "}\n- " ITEM "}", "CATALOG_TWICE@5:8(a: 4)"},
        {"head with full", "items: [{id: h, name: 头, full: 1, items: [" ITEM "}]}]",
         "CATALOG_UNUSED@3:32(full: items)"},
        {"head with score",
         "items: [{id: h, name: 头, score: {method: manual}, items: [" ITEM "}]}]",
         "CATALOG_UNUSED@3:33(score: items)"},
        {"by what", "items: [" ITEM ", by: week}]", "CATALOG_VALUE@3:64(week)"},
        {"combine without by", "items: [" ITEM ", combine: mean}]",
         "CATALOG_UNUSED@3:69(combine: by)"},
        {"weights of too few", "items: [" ITEM ", by: quarter, weights: [1, 2]}]",
         "CATALOG_VALUE@3:82(2 ≠ 4)"},
        {"weights of nothing", "items: [" ITEM ", by: half_year, weights: [0, 0]}]",
         "NUMBER_RANGE@3:84(0 (> 0))"},
        {"weights below zero", "items: [" ITEM ", by: half_year, weights: [2, -1]}]",
         "NUMBER_RANGE@3:88(-1 (≥ 0))"},
        {"weights of a mean", "items: [" ITEM ", by: half_year, combine: mean, weights: [1, 2]}]",
         "CATALOG_UNUSED@3:99(weights: combine)"},
        {"veto without when", "items: [" ITEM ", veto: {scope: head}}]",
         "CATALOG_MISSING@3:66(when)"},
        {"veto of what", "items: [" ITEM ", veto: {when: full > 1, scope: all}}]",
         "CATALOG_VALUE@3:90(all)"},
        {"owners in no list", "items: [" ITEM ", owner: 科}]", "CATALOG_LIST@3:67(科)"},
        {"unknown key", "items: [" ITEM ", ful: 1}]", "CATALOG_KEY@3:60(ful)?full"},
    };
#undef ITEM
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        check_faults(cases[i].name, head, cases[i].row, cases[i].want);
}

static void test_framework_read__period(void **state)
{
    (void)state;
    static const char shape[] = "framework: t\n%s\nitems: [{id: a, name: 甲, full: 1, score: "
                                "{method: manual}}]\n";
    static const struct {
        const char *name, *row, *want;
    } cases[] = {
        {"none", "title: 甲", "CATALOG_MISSING@1:1(period)"},
        {"without an end", "period: {from: 2017-01-01}", "CATALOG_MISSING@2:9(to)"},
        {"turned round", "period: {from: 2017-12-31, to: 2017-01-01}",
         "CATALOG_ORDER@2:32(from > to)"},
        {"no day", "period: {from: 2017-02-29, to: 2017-12-31}", "DATE_RANGE@2:16(2017-02-29)"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        check_faults(cases[i].name, shape, cases[i].row, cases[i].want);
}

TEST_MAIN(cmocka_unit_test(test_framework_read__every_key),
          cmocka_unit_test(test_score_read__methods), cmocka_unit_test(test_score_read__faults),
          cmocka_unit_test(test_measure_read__faults),
          cmocka_unit_test(test_framework_read__faults),
          cmocka_unit_test(test_framework_read__period))
