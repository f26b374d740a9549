/*
 * test_case_read.c — a case file as the engine gets it, and each fault it can have.
 */
#include "../catalog/catalog_of.h"

#include "core/calendar/local_time.h"
#include "core/catalog/record_env.h"
#include "source/case/case_read.h"

struct read_case {
    struct arena a;
    struct faults f;
    struct case_file c;
    bool good;
};

static void read_file(struct read_case *x, const char *text)
{
    arena_init(&x->a, TEST_ARENA);
    faults_init(&x->f, &x->a);
    x->good = case_read(&x->a, STR("c.yaml"), str_of(text), NULL, 0, &x->f, &x->c);
    faults_sort(&x->f);
}

static instant at(const char *text)
{
    instant t = {0};
    must(local_time_parse(str_of(text), &t, NULL) == ERR_OK);
    return t;
}

#define TYPES                                                                                       \
    "record_types:\n"                                                                               \
    "- {record: person, occurred_on: start_on, life: {start: start_on}, fields: {start_on: "        \
    "{type: date}}}\n"                                                                              \
    "- {record: visit, subject: person, occurred_on: on, fields: {on: {type: date}, hours: "        \
    "{type: decimal, digits: 1}, of: {type: ref, to: visit}}}\n"                                    \
    "rules:\n"                                                                                      \
    "- {id: r, name: 甲, for: {subject: person}, every: month, need: {record: visit, count: 1}}\n" \
    "- {id: u, name: 乙, for: {unit: office}, every: month, need: {record: visit, count: 1}, "     \
    "valid: {from: 2017-01-01}}\n"

/* ---- good ones ------------------------------------------------------------------------------ */

static const char WHOLE[] =
    "case: everything a case may have\n"
    "as_of: 2017-04-05T09:00:00+08:00\n"
    "catalog: null\n"
    "units:\n"
    "- {id: xc, kind: office, parent: jt, name: 城西, attributes: {villages: 12}}\n"
    "- {id: jt, kind: county, name: 甲区, parent: null, attributes: {}}\n"
    "- {id: dc, kind: office, parent: jt, attributes: null}\n" TYPES "framework: null\n"
    "holidays: {off: [2017-04-05], work: []}\n"
    "records:\n"
    "- {id: p1, type: person, unit: xc, entered_at: 2017-01-03T10:00:00+08:00, subject: null, "
    "fields: {start_on: 2017-01-02}}\n"
    "- {id: v1, type: visit, unit: null, subject: p1, entered_at: 2017-03-10T09:00:00+08:00, "
    "fields: {on: 2017-03-10, hours: 1.5}}\n"
    "- {id: v2, type: visit, subject: p1, entered_at: 2017-03-11T09:00:00+08:00, fields: null}\n"
    "revisions:\n"
    "- {record: v1, at: 2017-03-12T09:00:00+08:00, fields: {hours: null}, reason: 更正}\n"
    "- {record: v1, at: 2017-03-11T09:00:00+08:00, fields: {on: 2017-03-09, of: v2}}\n"
    "voids:\n"
    "- {record: p1, at: 2017-04-02T00:00:00+08:00}\n"
    "- {record: v1, at: 2017-04-03T00:00:00+08:00, reason: 重复}\n"
    "outages: [{unit: jt, from: 2017-03-31T08:00:00+08:00, to: 2017-03-31T18:00:00+08:00, "
    "accepted_at: 2017-04-01T09:00:00+08:00}]\n"
    "waivers:\n"
    "- {rule: r, subject: p1, unit: null, period: 2017-03, at: 2017-04-04T09:00:00+08:00}\n"
    "- {rule: u, unit: dc, period: 2017-03, at: 2017-04-04T09:00:00+08:00, reason: 修缮}\n"
    "external: {clicks: 1200.5}\n"
    "expect:\n"
    "  exactly: true\n"
    "  obligations:\n"
    "  - {rule: r, subject: p1, period: 2017-03, due: 2017-03-31, state: late, moved: false}\n"
    "  scores: [{item: '1', unit: jt, full: '5.00', score: '4.50'}]\n"
    "  forecast: []\n"
    "  at_risk: null\n"
    "  error: null\n";

static void test_case_read__scene(void **state)
{
    (void)state;
    struct read_case x;
    read_file(&x, WHOLE);
    CHECK_STR("no faults", test_faults(&x.a, &x.f, false), "");
    CHECK("good", x.good);
    const struct scene *s = &x.c.scene;
    CHECK_STR("name", x.c.name, "everything a case may have");
    CHECK_INT("as of", s->as_of.ms, at("2017-04-05T09:00:00+08:00").ms);
    CHECK_INT("units", s->n_units, 3);
    CHECK_INT("parents come first", scene_unit_of(s, STR("jt")), 0);
    CHECK_INT("the top", s->units[0].parent, SCENE_NO_UNIT);
    int32_t xc = scene_unit_of(s, STR("xc"));
    CHECK_INT("below it", s->units[xc].parent, 0);
    CHECK_STR("kind", s->units[xc].kind->id, "office");
    struct rational figure;
    CHECK("figure", scene_figure_at(s, xc, 0, (date){0}, &figure) && figure.num == 12);
    CHECK("none", !scene_figure_at(s, scene_unit_of(s, STR("dc")), 0, (date){0}, &figure));
    date day;
    must(date_parse(STR("2017-04-05"), &day, NULL) == ERR_OK);
    CHECK("a day off of its own", !calendar_is_working(s->view, day));
    CHECK_INT("outages", s->n_outages, 1);
    CHECK("outage", s->outages[0].unit == 0 &&
                        s->outages[0].accepted_at.ms == at("2017-04-01T09:00:00+08:00").ms);
    CHECK_INT("waivers", s->n_waivers, 2);
    CHECK("of a person", s->waivers[0].about == 1 && s->waivers[0].unit == SCENE_NO_UNIT &&
                             str_eq(s->waivers[0].period, STR("2017-03")));
    CHECK("of a unit",
          s->waivers[1].about == 0 && s->waivers[1].unit == scene_unit_of(s, STR("dc")));
    CHECK("external", x.c.n_external == 1 && x.c.external[0].value.num == 2401);
    arena_release(&x.a);
}

static void test_case_read__entries(void **state)
{
    (void)state;
    struct read_case x;
    read_file(&x, WHOLE);
    CHECK_INT("entries", x.c.n_entries, 3);
    const struct entry *p1 = &x.c.entries[0];
    const struct entry *v1 = &x.c.entries[1];
    const struct entry *v2 = &x.c.entries[2];
    CHECK_STR("ids", x.c.ids[1], "v1");
    CHECK("numbers", p1->id == 1 && v1->id == 2 && v1->subject == 1 && p1->subject == 0);
    CHECK("units", p1->unit == scene_unit_of(&x.c.scene, STR("xc")) && v1->unit == SCENE_NO_UNIT);
    CHECK_INT("corrections in order of time", v1->n, 3);
    char text[DATE_TEXT_MAX];
    CHECK_STR("as entered", str_of(date_text(v1->versions[0].occurred_on, text)), "2017-03-10");
    CHECK_STR("corrected", str_of(date_text(v1->versions[1].occurred_on, text)), "2017-03-09");
    CHECK_STR("kept", str_of(date_text(v1->versions[2].occurred_on, text)), "2017-03-09");
    CHECK("what was not listed stays", v1->versions[1].slots[1].number.num == 3);
    CHECK("null takes out", !v1->versions[2].slots[1].present);
    CHECK("points to", v1->versions[1].slots[2].number.num == v2->id);
    CHECK("without fields it is of the day of entry",
          v2->versions[0].occurred_on.days == local_day(at("2017-03-11T09:00:00+08:00")).days);
    size_t entered_on = record_env_builtin(v1->type, RECORD_BUILTIN_ENTERED_ON);
    CHECK_STR("entered_on stays that of the first version",
              str_of(date_text(v1->versions[2].slots[entered_on].day, text)), "2017-03-10");
    instant with_subject = at("2017-04-02T00:00:00+08:00");
    CHECK("voided with the subject, if that is earlier",
          v1->voided && v1->voided_at.ms == with_subject.ms && v2->voided &&
              v2->voided_at.ms == with_subject.ms);
    arena_release(&x.a);
}

static void test_case_read__expect(void **state)
{
    (void)state;
    struct read_case x;
    read_file(&x, WHOLE);
    const struct case_expect *e = &x.c.expect;
    CHECK("exactly", e->exactly);
    CHECK_INT("obligations", e->n_obligations, 1);
    CHECK_STR("due", e->obligations[0].due, "2017-03-31");
    CHECK_STR("moved", e->obligations[0].moved, "false");
    CHECK_STR("not given", e->obligations[0].record, "");
    CHECK("scores", e->n_scores == 1 && str_eq(e->scores[0].score, STR("4.50")));
    CHECK("nothing of the others", e->n_forecast == 0 && e->n_at_risk == 0 && e->error.n == 0);
    arena_release(&x.a);
}

/* Subjects of subjects go with them. */
static void test_case_read__voided_chain(void **state)
{
    (void)state;
    struct read_case x;
    read_file(&x,
              "case: c\nas_of: 2017-04-05T09:00:00+08:00\nrecord_types:\n"
              "- {record: firm, life: {start: on}, fields: {on: {type: date}}}\n"
              "- {record: office, subject: firm, life: {start: on}, fields: {on: {type: date}}}\n"
              "- {record: visit, subject: office, fields: {on: {type: date}}}\n"
              "records:\n"
              "- {id: v, type: visit, subject: o, entered_at: 2017-01-01T00:00:00Z}\n"
              "- {id: o, type: office, subject: f, entered_at: 2017-01-01T00:00:00Z}\n"
              "- {id: f, type: firm, entered_at: 2017-01-01T00:00:00Z}\n"
              "voids: [{record: f, at: 2017-02-01T00:00:00Z}]\nexpect: {}\n");
    CHECK_STR("no faults", test_faults(&x.a, &x.f, false), "");
    for (size_t i = 0; i < 3; i++)
        CHECK("voided", x.c.entries[i].voided &&
                            x.c.entries[i].voided_at.ms == at("2017-02-01T00:00:00Z").ms);
    arena_release(&x.a);
}

static void test_case_catalog_path__texts(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *want;
        int line, column;
    } cases[] = {
        {"given", "catalog: ../a\n", "../a", 1, 10},
        {"further down", "case: c\n\ncatalog:   ../a\n", "../a", 3, 12},
        {"null", "catalog: null\n", "", 0, 0},
        {"none", "case: c\n", "", 0, 0},
        {"a list", "catalog: [a]\n", "", 0, 0},
        {"no YAML", "catalog: [a\n", "", 0, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, TEST_ARENA);
        struct place at = {0};
        CHECK_STR(cases[i].name, case_catalog_path(&a, STR("c"), str_of(cases[i].text), &at),
                  cases[i].want);
        CHECK_INT(cases[i].name, at.line, cases[i].line);
        CHECK_INT(cases[i].name, at.column, cases[i].column);
        arena_release(&a);
    }
}

/* ---- bad ones ---------------------------------------------------------------------------------
 */

static void check_faults(const char *name, const char *text, const char *want)
{
    struct read_case x;
    read_file(&x, text);
    CHECK_STR(name, test_faults(&x.a, &x.f, false), want);
    CHECK(name, !x.good);
    arena_release(&x.a);
}

static void test_case_read__faults_of_the_whole(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *want;
    } cases[] = {
        {"empty", "", "YAML_EMPTY@1:1()"},
        {"a list", "- a\n", "CATALOG_MAP@1:1()"},
        {"keys", "case: c\nasof: 2017-04-05T09:00:00+08:00\nexpect: {}\n",
         "CATALOG_MISSING@1:1(as_of) CATALOG_KEY@2:1(asof)?as_of"},
        {"no time", "case: c\nas_of: 2017-04-05\nexpect: {}\n", "TIME_SYNTAX@2:8(2017-04-05)"},
        {"no zone", "case: c\nas_of: 2017-04-05T09:00:00\nexpect: {}\n",
         "TIME_SYNTAX@2:8(2017-04-05T09:00:00)"},
        {"no such day", "case: c\nas_of: 2017-04-31T09:00:00Z\nexpect: {}\n",
         "DATE_RANGE@2:8(2017-04-31T09:00:00Z)"},
        {"no name", "case: ''\nas_of: 2017-04-05T09:00:00Z\nexpect: {}\n", "CATALOG_TEXT@1:8()"},
        {"expect", "case: c\nas_of: 2017-04-05T09:00:00Z\nexpect: {obligation: []}\n",
         "CATALOG_KEY@3:10(obligation)?obligations"},
        {"expected row",
         "case: c\nas_of: 2017-04-05T09:00:00Z\nexpect: {scores: [{itm: a}], exactly: yes}\n",
         "CATALOG_KEY@3:20(itm)?item CATALOG_BOOL@3:39(yes)"},
        {"holidays", "case: c\nas_of: 2017-04-05T09:00:00Z\nholidays: {of: []}\nexpect: {}\n",
         "CATALOG_KEY@3:12(of)?off"},
        {"external", "case: c\nas_of: 2017-04-05T09:00:00Z\nexternal: {a: b}\nexpect: {}\n",
         "NUMBER_SYNTAX@3:15(b)"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        check_faults(cases[i].name, cases[i].text, cases[i].want);
}

static void test_case_read__faults_of_parts(void **state)
{
    (void)state;
#define ROW(key, row) key ":\n- " row "\n"
#define P1                                                                                         \
    "{id: p1, type: person, unit: xc, entered_at: 2017-01-03T10:00:00Z, fields: {start_on: "       \
    "2017-01-02}}"
    static const struct {
        const char *name, *part, *want; /* the part begins in line 11 */
    } cases[] = {
        {"record of no type",
         ROW("records", "{id: x, type: visits, entered_at: 2017-01-01T00:00:00Z}"),
         "RECORD_TYPE@12:17(visits)"},
        {"record without entry", ROW("records", "{id: x, type: visit}"),
         "CATALOG_MISSING@12:3(entered_at)"},
        {"record twice", ROW("records", P1 "\n- " P1), "CATALOG_TWICE@13:8(p1)"},
        {"record in no unit",
         ROW("records", "{id: x, type: visit, unit: nm, entered_at: 2017-01-01T00:00:00Z}"),
         "CATALOG_NAME@12:30(nm)"},
        {"record of nobody",
         ROW("records", "{id: x, type: visit, subject: p1, entered_at: 2017-01-01T00:00:00Z}"),
         "CATALOG_NAME@12:33(p1)"},
        {"record of a type without subject",
         ROW("records",
             P1 "\n- {id: x, type: person, subject: p1, entered_at: 2017-01-01T00:00:00Z}"),
         "RECORD_SUBJECT@13:34()"},
        {"record that owns itself",
         ROW("records", "{id: x, type: visit, subject: x, entered_at: 2017-01-01T00:00:00Z}"),
         "RECORD_SUBJECT@12:33(person)"},
        {"field",
         ROW("records",
             "{id: x, type: visit, entered_at: 2017-01-01T00:00:00Z, fields: {hour: 1}}"),
         "RECORD_FIELD@12:67(hour)"},
        {"fields in no map",
         ROW("records", "{id: x, type: visit, entered_at: 2017-01-01T00:00:00Z, fields: [1]}"),
         "CATALOG_MAP@12:66(fields)"},
        {"revision of nothing",
         ROW("records", P1) ROW("revisions", "{record: p2, at: 2017-02-01T00:00:00Z, fields: {}}"),
         "CATALOG_NAME@14:12(p2)"},
        {"revision before the entry",
         ROW("records", P1)
             ROW("revisions", "{record: p1, at: 2017-01-03T09:59:59.999Z, fields: {}}"),
         "CATALOG_ORDER@14:12(at < entered_at)"},
        {"revision without a time", ROW("records", P1) ROW("revisions", "{record: p1, fields: {}}"),
         "CATALOG_MISSING@14:3(at)"},
        {"void of nothing",
         ROW("records", P1) ROW("voids", "{record: p2, at: 2017-02-01T00:00:00Z}"),
         "CATALOG_NAME@14:12(p2)"},
        {"records that are a word", "records: none\n", "CATALOG_LIST@11:10(none)"},
        {"outage turned round",
         ROW("outages", "{unit: jt, from: 2017-02-02T00:00:00Z, to: 2017-02-01T00:00:00Z, "
                        "accepted_at: 2017-02-03T00:00:00Z}"),
         "CATALOG_ORDER@12:46(from > to)"},
        {"outage nowhere",
         ROW("outages", "{unit: nm, from: 2017-02-01T00:00:00Z, to: 2017-02-01T00:00:00Z, "
                        "accepted_at: 2017-02-03T00:00:00Z}"),
         "CATALOG_NAME@12:10(nm)"},
        {"outage not accepted",
         ROW("outages", "{unit: jt, from: 2017-02-01T00:00:00Z, to: 2017-02-01T00:00:00Z}"),
         "CATALOG_MISSING@12:3(accepted_at)"},
        {"waiver of no rule",
         ROW("waivers", "{rule: q, subject: p1, period: a, at: 2017-02-01T00:00:00Z}"),
         "CATALOG_NAME@12:10(q)"},
        {"waiver of nobody", ROW("waivers", "{rule: r, period: a, at: 2017-02-01T00:00:00Z}"),
         "CATALOG_MISSING@12:3(subject)"},
        {"waiver of another kind",
         ROW("waivers", "{rule: u, subject: p1, period: a, at: 2017-02-01T00:00:00Z}"),
         "CATALOG_MISSING@12:3(unit)"},
        {"waiver of somebody unknown",
         ROW("waivers", "{rule: r, subject: p1, period: a, at: 2017-02-01T00:00:00Z}"),
         "CATALOG_NAME@12:22(p1)"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct buf b;
        buf_init(&b, TEST_TEXT);
        buf_addf(&b,
                 "case: c\nas_of: 2017-04-05T09:00:00Z\nunits: [{id: jt, kind: county}, {id: xc, "
                 "kind: office, parent: jt}]\n" TYPES "expect: {}\n%s",
                 cases[i].part);
        check_faults(cases[i].name, b.p, cases[i].want);
        buf_release(&b);
    }
#undef ROW
#undef P1
}

static void test_case_read__faults_of_units(void **state)
{
    (void)state;
    static const struct {
        const char *name, *units, *want;
    } cases[] = {
        {"no kind", "[{id: a}]", "CATALOG_MISSING@3:9(kind)"},
        {"no id", "[{kind: county}]", "CATALOG_MISSING@3:9(id)"},
        {"twice", "[{id: a, kind: county}, {id: a, kind: county}]", "CATALOG_TWICE@3:37(a)"},
        {"under nothing", "[{id: a, kind: county, parent: b}]", "CATALOG_NAME@3:39(b)"},
        {"under each other", "[{id: a, kind: office, parent: b}, {id: b, kind: office, parent: a}]",
         "CATALOG_NAME@3:39(b) CATALOG_NAME@3:73(a)"},
        {"under itself", "[{id: a, kind: office, parent: a}]", "CATALOG_NAME@3:39(a)"},
        {"figure that is none", "[{id: a, kind: county, attributes: {p: many}}]",
         "NUMBER_SYNTAX@3:47(many)"},
        {"attributes in no map", "[{id: a, kind: county, attributes: 5}]", "CATALOG_MAP@3:43(5)"},
        {"in no list", "a", "CATALOG_LIST@3:8(a)"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char text[512];
        (void)snprintf(text, sizeof(text),
                       "case: c\nas_of: 2017-04-05T09:00:00Z\nunits: %s\nexpect: {}\n",
                       cases[i].units);
        check_faults(cases[i].name, text, cases[i].want);
    }
}

TEST_MAIN(cmocka_unit_test(test_case_read__scene), cmocka_unit_test(test_case_read__entries),
          cmocka_unit_test(test_case_read__expect), cmocka_unit_test(test_case_read__voided_chain),
          cmocka_unit_test(test_case_catalog_path__texts),
          cmocka_unit_test(test_case_read__faults_of_the_whole),
          cmocka_unit_test(test_case_read__faults_of_parts),
          cmocka_unit_test(test_case_read__faults_of_units))
