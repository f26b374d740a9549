/*
 * test_rule_read.c — rules as they are meant, and each fault they can have, with its place.
 */
#include "catalog_of.h"

#include "core/catalog/rule.h"

/* The types that the rules here speak of. */
static const struct test_file BASE[] = {
    {"catalog.yaml", "catalog: t\n"},
    {"units.yaml", "units:\n  county: {}\n  office: {under: [county], figures: {villages: {type: "
                   "integer}}}\n"},
    {"records/person.yaml",
     "record: person\noccurred_on: start_on\nlife: {start: start_on, end: end_on}\n"
     "history: {level: {record: level_change, value: level, from: from_on}}\n"
     "fields:\n"
     "  start_on: {type: date}\n"
     "  end_on: {type: date}\n"
     "  phone: {type: phone, sensitive: true}\n"},
    {"records/level_change.yaml", "record: level_change\nsubject: person\noccurred_on: from_on\n"
                                  "fields:\n"
                                  "  from_on: {type: date}\n"
                                  "  level: {type: enum, of: {strict: 严管, normal: 普管}}\n"},
    {"records/session.yaml", "record: session\nsubject: person\noccurred_on: held_on\n"
                             "fields:\n"
                             "  held_on: {type: date}\n"
                             "  hours: {type: decimal, digits: 1}\n"
                             "  form: {type: enum, of: {group: 集中, single: 个别}}\n"},
    {"records/finding.yaml", "record: finding\nsubject: person\noccurred_on: found_on\n"
                             "fields: {found_on: {type: date}, told_on: {type: date}}\n"},
    {"records/answer.yaml", "record: answer\n"
                            "fields: {finding: {type: ref, to: finding}, other: {type: ref, to: "
                            "session}, on_day: {type: date}}\n"},
};

struct read_rules {
    struct arena a;
    struct faults f;
    const struct catalog *c;
};

/* The text stands in rules/r.yaml. */
static void read_file(struct read_rules *x, const char *text)
{
    arena_init(&x->a, TEST_ARENA);
    faults_init(&x->f, &x->a);
    struct test_file files[ARRAY_LEN(BASE) + 1];
    for (size_t i = 0; i < ARRAY_LEN(BASE); i++)
        files[i] = BASE[i];
    files[ARRAY_LEN(BASE)] = (struct test_file){"rules/r.yaml", text};
    struct catalog_source s = test_source(&x->a, "t", files, ARRAY_LEN(files));
    x->c = catalog_read(&x->a, &s, 1, &x->f);
}

/* ---- good ones ------------------------------------------------------------------------ */

static void test_rule_read__every_key(void **state)
{
    (void)state;
    struct read_rules x;
    read_file(&x, "- id: cc.hours\n"
                  "  name: {zh: 学时, en: Hours}\n"
                  "  for: {subject: person}\n"
                  "  where: level != 'strict'\n"
                  "  every: half_month\n"
                  "  partial: prorate\n"
                  "  need: {record: session, where: form = 'group', sum: hours, at_least: 7.5}\n"
                  "  enter_by: {after: window_start, working_days: 3}\n"
                  "  on_non_working_day: previous\n"
                  "  owner: jz\n"
                  "  source: {text: 办法, url: 'https://example.org/a'}\n"
                  "  verified: true\n"
                  "  valid: {from: 2012-03-01, to: 2020-06-30}\n");
    CHECK_STR("no faults", test_faults(&x.a, &x.f, true), "");
    assert_int_equal(x.c->n_rules, 1);
    const struct rule *r = rules_get(x.c->rules, x.c->n_rules, STR("cc.hours"));
    assert_non_null(r);
    CHECK_STR("name", r->name.text[LANG_EN], "Hours");
    CHECK("for", r->target == RULE_FOR_SUBJECT && r->type == catalog_type(x.c, STR("person")));
    CHECK("where", r->where != NULL);
    CHECK("every", r->recurs && r->every.kind == PERIOD_HALF_MONTH);
    CHECK("partial", r->partial == RULE_PARTIAL_PRORATE);
    CHECK("need", r->has_need && r->need.type == catalog_type(x.c, STR("session")));
    CHECK("need where", r->need.where != NULL);
    CHECK_INT("sum", r->need.sum, 1);
    CHECK("at least", r->need.at_least.num == 15 && r->need.at_least.den == 2);
    CHECK("enter_by", r->has_enter_by && r->enter_base == RULE_BASE_WINDOW_START &&
                          r->enter_by.unit == PERIOD_WORKING_DAYS && r->enter_by.n == 3);
    CHECK("day off", r->day_off == RULE_DAY_OFF_PREVIOUS);
    CHECK("owner", r->owner == RULE_OWNER_DEPARTMENT);
    CHECK_STR("department", r->department, "jz");
    CHECK_STR("source", r->source.text, "办法");
    CHECK("verified", r->source.verified);
    CHECK("valid", r->valid.has_from && r->valid.has_to);
    CHECK_STR("place", r->place.file, "rules/r.yaml");
    CHECK_INT("line", r->place.line, 1);
    arena_release(&x.a);
}

/* What holds where nothing is said. */
static void test_rule_read__defaults(void **state)
{
    (void)state;
    struct read_rules x;
    read_file(&x,
              "- {id: p, name: 甲, for: {subject: person}, every: month, need: {record: session, "
              "count: 2}}\n"
              "- {id: u, name: 乙, for: {unit: office}, every: year, need: {record: session, "
              "count: 1}, valid: {from: 2017-01-01}, enter_by: {days: 0}}\n"
              "- {id: r, name: 丙, for: {record: finding}}\n");
    CHECK_STR("no faults", test_faults(&x.a, &x.f, true), "");
    const struct rule *p = rules_get(x.c->rules, x.c->n_rules, STR("p"));
    const struct rule *u = rules_get(x.c->rules, x.c->n_rules, STR("u"));
    const struct rule *r = rules_get(x.c->rules, x.c->n_rules, STR("r"));
    CHECK("partial", p->partial == RULE_PARTIAL_SKIP);
    CHECK("no enter_by", !p->has_enter_by);
    CHECK("keep", p->day_off == RULE_DAY_OFF_KEEP);
    CHECK("owners", p->owner == RULE_OWNER_SUBJECT_UNIT && u->owner == RULE_OWNER_UNIT &&
                        r->owner == RULE_OWNER_RECORD_UNIT);
    CHECK("count", p->need.sum == FIELD_NONE && p->need.at_least.num == 2);
    CHECK("valid", !p->valid.has_from && !p->valid.has_to);
    CHECK("unit", u->kind == catalog_unit_kind(x.c, STR("office")) && u->type == NULL);
    CHECK("base", u->has_enter_by && u->enter_base == RULE_BASE_WINDOW_END && u->enter_by.n == 0);
    CHECK("record", !r->has_need && !r->recurs && r->anchor == FIELD_NONE);
    CHECK("no where", p->where == NULL && p->need.where == NULL);
    CHECK("no such rule", rules_get(x.c->rules, x.c->n_rules, STR("q")) == NULL);
    arena_release(&x.a);
}

static void test_rule_read__periods(void **state)
{
    (void)state;
    static const struct {
        const char *name, *every;
        enum period_kind kind;
        bool recurs;
    } cases[] = {
        {"day", "every: day", PERIOD_DAY, true},
        {"working day", "every: working_day", PERIOD_WORKING_DAY, true},
        {"week", "every: week", PERIOD_WEEK, true},
        {"half month", "every: half_month", PERIOD_HALF_MONTH, true},
        {"month", "every: month", PERIOD_MONTH, true},
        {"quarter", "every: quarter", PERIOD_QUARTER, true},
        {"half year", "every: half_year", PERIOD_HALF_YEAR, true},
        {"year", "every: year", PERIOD_YEAR, true},
        {"chain", "every: {months: 3, from: end_on}", PERIOD_CHAIN, true},
        {"once", "every: once, from: end_on, within: {days: -30}", PERIOD_ONCE, false},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct read_rules x;
        char text[256];
        (void)snprintf(text, sizeof(text),
                       "[{id: p, name: 甲, for: {subject: person}, need: {record: session, count: "
                       "1}, %s}]",
                       cases[i].every);
        read_file(&x, text);
        CHECK_STR(cases[i].name, test_faults(&x.a, &x.f, true), "");
        CHECK(cases[i].name, x.c->rules[0].every.kind == cases[i].kind);
        CHECK(cases[i].name, x.c->rules[0].recurs == cases[i].recurs);
        CHECK_INT(cases[i].name, x.c->rules[0].anchor, i >= 8 ? 1 : FIELD_NONE);
        if (i == 8)
            CHECK_INT("months", x.c->rules[0].every.months, 3);
        if (i == 9)
            CHECK("within",
                  x.c->rules[0].within.unit == PERIOD_DAYS && x.c->rules[0].within.n == -30);
        arena_release(&x.a);
    }
}

static void test_rule_read__of_records(void **state)
{
    (void)state;
    struct read_rules x;
    read_file(
        &x, "- {id: a, name: 甲, for: {record: finding}, from: told_on, within: {working_days: 5},"
            " need: {record: answer, via: finding, count: 1}, owner: subject.unit}\n"
            "- {id: b, name: 乙, for: {record: finding}, enter_by: {after: occurred_on, days: 2},"
            " owner: unit}\n");
    CHECK_STR("no faults", test_faults(&x.a, &x.f, true), "");
    const struct rule *r = &x.c->rules[0];
    CHECK_INT("anchor", r->anchor, 1);
    CHECK_INT("via", r->need.via, 0);
    CHECK("within", r->within.unit == PERIOD_WORKING_DAYS && r->within.n == 5);
    CHECK("owner", r->owner == RULE_OWNER_SUBJECT_UNIT);
    CHECK("itself", !x.c->rules[1].has_need && x.c->rules[1].enter_base == RULE_BASE_OCCURRED_ON);
    CHECK("unit is that of the record", x.c->rules[1].owner == RULE_OWNER_RECORD_UNIT);
    arena_release(&x.a);
}

/* ---- bad ones ---------------------------------------------------------------------------- */

/* One rule of four lines; the last one is the row's. */
static const char SUBJECT_RULE[] = "- id: x\n  name: 甲\n  for: {subject: person}\n  %s\n";
static const char UNIT_RULE[] = "- id: x\n  name: 甲\n  for: {unit: office}\n  %s\n";
static const char RECORD_RULE[] = "- id: x\n  name: 甲\n  for: {record: finding}\n  %s\n";

static void check_faults(const char *name, const char *shape, const char *row, const char *want)
{
    struct read_rules x;
    char text[1024];
    struct str line = str_of(row);
    (void)snprintf(text, sizeof(text), "%.*s%s%s", (int)(strstr(shape, "%s") - shape), shape,
                   line.p, strstr(shape, "%s") + 2);
    read_file(&x, text);
    CHECK_STR(name, test_faults(&x.a, &x.f, false), want);
    CHECK(name, x.c == NULL);
    arena_release(&x.a);
}

#define VISIT "need: {record: session, count: 1}"

static void test_rule_read__faults_of_subjects(void **state)
{
    (void)state;
    static const struct {
        const char *name, *row, *want;
    } cases[] = {
        {"no every", VISIT, "CATALOG_MISSING@1:3(every (subject))"},
        {"no need", "every: month", "CATALOG_MISSING@1:3(need (subject))"},
        {"every", "every: months\n  " VISIT, "CATALOG_VALUE@4:10(months)?month"},
        {"partial", "every: month\n  partial: some\n  " VISIT, "CATALOG_VALUE@5:12(some)"},
        {"day off", "every: month\n  on_non_working_day: nxt\n  " VISIT,
         "CATALOG_VALUE@5:23(nxt)?next"},
        {"unknown key", "every: month\n  perid: x\n  " VISIT, "CATALOG_KEY@5:3(perid)"},
        {"chain without from", "every: {months: 3}\n  " VISIT, "CATALOG_MISSING@4:10(from)"},
        {"chain without months", "every: {from: start_on}\n  " VISIT,
         "CATALOG_MISSING@4:10(months)"},
        {"chain of none", "every: {months: 0, from: start_on}\n  " VISIT,
         "NUMBER_RANGE@4:19(0 (1 – 1200))"},
        {"chain too long", "every: {months: 1201, from: start_on}\n  " VISIT,
         "NUMBER_RANGE@4:19(1201 (1 – 1200))"},
        {"chain from nowhere", "every: {months: 3, from: begin_on}\n  " VISIT,
         "CATALOG_FIELD@4:28(person: begin_on)"},
        {"chain from a sealed field", "every: {months: 3, from: phone}\n  " VISIT,
         "CATALOG_SENSITIVE@4:28(phone) CATALOG_FIELD_TYPE@4:28(phone (phone))"},
        {"once without from", "every: once\n  within: {days: 1}\n  " VISIT,
         "CATALOG_MISSING@1:3(from (every: once))"},
        {"once without within", "every: once\n  from: end_on\n  " VISIT,
         "CATALOG_MISSING@1:3(within (every: once))"},
        {"once with partial",
         "every: once\n  from: end_on\n  within: {days: 1}\n  partial: skip\n  " VISIT,
         "CATALOG_UNUSED@7:12(partial: every: once)"},
        {"within twice", "every: once\n  from: end_on\n  within: {days: 1, months: 1}\n  " VISIT,
         "CATALOG_ONE_OF@6:11(days, working_days, months)"},
        {"within in weeks", "every: once\n  from: end_on\n  within: {weeks: 1}\n  " VISIT,
         "CATALOG_ONE_OF@6:11(days, working_days, months) CATALOG_KEY@6:12(weeks)"},
        {"within too long", "every: once\n  from: end_on\n  within: {days: -36501}\n  " VISIT,
         "NUMBER_RANGE@6:18(-36501 (-36500 – 36500))"},
        {"from on what recurs", "every: month\n  from: end_on\n  " VISIT,
         "CATALOG_UNUSED@5:9(from: every)"},
        {"within on what recurs", "every: month\n  within: {days: 1}\n  " VISIT,
         "CATALOG_UNUSED@5:11(within: every)"},
        {"need of what is not there", "every: month\n  need: {record: sesion, count: 1}",
         "CATALOG_NAME@5:18(sesion)?session"},
        {"need of others", "every: month\n  need: {record: answer, count: 1}",
         "CATALOG_NO_SUBJECT@5:18(person)"},
        {"need of neither", "every: month\n  need: {record: session}",
         "CATALOG_ONE_OF@5:9(count, sum)"},
        {"need of both",
         "every: month\n  need: {record: session, count: 1, sum: hours, at_least: 1}",
         "CATALOG_ONE_OF@5:9(count, sum)"},
        {"need of nothing", "every: month\n  need: {record: session, count: 0}",
         "NUMBER_RANGE@5:34(0 (1 – 2147483647))"},
        {"need of half", "every: month\n  need: {record: session, count: 1.5}",
         "NUMBER_SYNTAX@5:34(1.5)"},
        {"count with at_least", "every: month\n  need: {record: session, count: 1, at_least: 2}",
         "CATALOG_UNUSED@5:47(at_least: sum)"},
        {"sum without at_least", "every: month\n  need: {record: session, sum: hours}",
         "CATALOG_MISSING@5:9(at_least)"},
        {"sum of at least nothing",
         "every: month\n  need: {record: session, sum: hours, at_least: 0}",
         "NUMBER_RANGE@5:49(0 (> 0))"},
        {"sum of words", "every: month\n  need: {record: session, sum: form, at_least: 1}",
         "CATALOG_FIELD_TYPE@5:32(form (enum))"},
        {"sum of what is not there",
         "every: month\n  need: {record: session, sum: hour, at_least: 1}",
         "CATALOG_FIELD@5:32(session: hour)?hours"},
        {"via of a subject's rule", "every: month\n  need: {record: session, count: 1, via: form}",
         "CATALOG_UNUSED@5:42(via: subject)"},
        {"need where", "every: month\n  need: {record: session, count: 1, where: hour > 1}",
         "EXPR_NAME@5:44(found `hour`, wanted a known name; perhaps `hours`)"},
        {"where", "every: month\n  where: levle = 'strict'\n  " VISIT,
         "EXPR_NAME@5:10(found `levle`, wanted a known name; perhaps `level`)"},
        {"where of no such level", "every: month\n  where: level = 'strickt'\n  " VISIT,
         "EXPR_VALUE@5:18(found `'strickt'`, wanted one of the values of the field; perhaps "
         "`strict`)"},
        {"where on a sealed field", "every: month\n  where: exists(phone)\n  " VISIT,
         "CATALOG_SENSITIVE@5:10(rule x where: phone)"},
        {"enter_by twice", "every: month\n  enter_by: {days: 1, working_days: 1}\n  " VISIT,
         "CATALOG_ONE_OF@5:13(days, working_days)"},
        {"enter_by of nothing", "every: month\n  enter_by: {after: window_end}\n  " VISIT,
         "CATALOG_ONE_OF@5:13(days, working_days)"},
        {"enter_by backwards", "every: month\n  enter_by: {days: -1}\n  " VISIT,
         "NUMBER_RANGE@5:20(-1 (0 – 36500))"},
        {"enter_by after what", "every: month\n  enter_by: {after: window, days: 1}\n  " VISIT,
         "CATALOG_VALUE@5:21(window)?window_end"},
        {"enter_by after the day it happened",
         "every: month\n  enter_by: {after: occurred_on, days: 1}\n  " VISIT,
         "CATALOG_UNUSED@5:21(after: subject)"},
        {"owner of a record", "every: month\n  owner: record.unit\n  " VISIT,
         "CATALOG_UNUSED@5:10(owner: record.unit)"},
        {"owner with blanks", "every: month\n  owner: the office\n  " VISIT,
         "CATALOG_CODE@5:10(the office)"},
        {"valid turned round",
         "every: month\n  valid: {from: 2017-02-01, to: 2017-01-31}\n  " VISIT,
         "CATALOG_ORDER@5:33(from > to)"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        check_faults(cases[i].name, SUBJECT_RULE, cases[i].row, cases[i].want);
    }
}

static void test_rule_read__faults_of_units(void **state)
{
    (void)state;
    static const struct {
        const char *name, *row, *want;
    } cases[] = {
        {"no beginning", "every: month\n  " VISIT,
         "CATALOG_MISSING@1:3(valid: {from} (for: {unit}))"},
        {"an end alone", "every: month\n  valid: {to: 2017-01-01}\n  " VISIT,
         "CATALOG_MISSING@1:3(valid: {from} (for: {unit}))"},
        {"partial", "every: month\n  valid: {from: 2017-01-01}\n  partial: require\n  " VISIT,
         "CATALOG_UNUSED@6:12(partial: for: {unit})"},
        {"chain", "every: {months: 1, from: start_on}\n  valid: {from: 2017-01-01}\n  " VISIT,
         "CATALOG_UNUSED@4:10(every: for: {unit})"},
        {"once",
         "every: once\n  from: a\n  within: {days: 1}\n  valid: {from: 2017-01-01}\n  " VISIT,
         "CATALOG_UNUSED@4:10(every: for: {unit})"},
        {"figure that it has not",
         "every: month\n  valid: {from: 2017-01-01}\n  where: village > 1\n  " VISIT,
         "EXPR_NAME@6:10(found `village`, wanted a known name; perhaps `villages`)"},
        {"owner of a subject",
         "every: month\n  valid: {from: 2017-01-01}\n  owner: subject.unit\n  " VISIT,
         "CATALOG_UNUSED@6:10(owner: subject.unit)"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        check_faults(cases[i].name, UNIT_RULE, cases[i].row, cases[i].want);
}

#define ANSWER "need: {record: answer, via: finding, count: 1}"

static void test_rule_read__faults_of_records(void **state)
{
    (void)state;
    static const struct {
        const char *name, *row, *want;
    } cases[] = {
        {"recurs", "every: month\n  within: {days: 1}\n  " ANSWER,
         "CATALOG_UNUSED@4:10(every: for: {record})"},
        {"partial", "partial: skip\n  within: {days: 1}\n  " ANSWER,
         "CATALOG_UNUSED@4:12(partial: for: {record})"},
        {"no within", ANSWER, "CATALOG_MISSING@1:3(within (for: {record}, need))"},
        {"within without need", "within: {days: 1}", "CATALOG_UNUSED@4:11(within: for: {record})"},
        {"from without need", "from: told_on", "CATALOG_UNUSED@4:9(from: for: {record})"},
        {"enter_by after the day it happened, with need",
         "within: {days: 1}\n  enter_by: {after: occurred_on, days: 1}\n  " ANSWER,
         "CATALOG_UNUSED@5:21(after: need)"},
        {"no via", "within: {days: 1}\n  need: {record: answer, count: 1}",
         "CATALOG_MISSING@5:9(via)"},
        {"via no ref", "within: {days: 1}\n  need: {record: answer, via: on_day, count: 1}",
         "CATALOG_FIELD_TYPE@5:31(on_day (date))"},
        {"via elsewhere", "within: {days: 1}\n  need: {record: answer, via: other, count: 1}",
         "CATALOG_FIELD_TYPE@5:31(session ≠ finding)"},
        {"via nowhere", "within: {days: 1}\n  need: {record: answer, via: findin, count: 1}",
         "CATALOG_FIELD@5:31(answer: findin)?finding"},
        {"from no day", "within: {days: 1}\n  from: tell_on\n  " ANSWER,
         "CATALOG_FIELD@5:9(finding: tell_on)?told_on"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        check_faults(cases[i].name, RECORD_RULE, cases[i].row, cases[i].want);
}

static void test_rule_read__faults_of_all(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *want;
    } cases[] = {
        {"no list", "id: x\n", "CATALOG_LIST@1:1()"},
        {"no map", "- x\n", "CATALOG_MAP@1:3(x)"},
        {"nothing", "- {}\n",
         "CATALOG_MISSING@1:3(id) CATALOG_MISSING@1:3(name) CATALOG_MISSING@1:3(for)"},
        {"for two", "- {id: x, name: 甲, for: {subject: person, unit: office}}\n",
         "CATALOG_ONE_OF@1:25(subject, unit, record)"},
        {"for nobody", "- {id: x, name: 甲, for: {people: person}}\n",
         "CATALOG_ONE_OF@1:25(subject, unit, record) CATALOG_KEY@1:26(people)"},
        {"for what is not there",
         "- {id: x, name: 甲, for: {subject: persn}, every: month, " VISIT "}\n",
         "CATALOG_NAME@1:35(persn)?person"},
        {"for what has no life",
         "- {id: x, name: 甲, for: {subject: finding}, every: month, need: {record: finding, "
         "count: "
         "1}}\n",
         "CATALOG_NO_LIFE@1:35(finding) CATALOG_NO_SUBJECT@1:74(finding)"},
        {"for no kind of unit",
         "- {id: x, name: 甲, for: {unit: ofice}, every: month, valid: {from: 2017-01-01}, " VISIT
         "}\n",
         "CATALOG_NAME@1:32(ofice)?office"},
        {"twice",
         "- {id: x, name: 甲, for: {record: finding}}\n- {id: x, name: 乙, for: {record: "
         "finding}}\n",
         "CATALOG_TWICE@2:8(x: rules/r.yaml:1)"},
        {"of a type's name", "- {id: answer, name: 甲, for: {record: finding}}\n",
         "CATALOG_TWICE@1:8(answer: records/answer.yaml:1)"},
        {"owner without subject",
         "- {id: x, name: 甲, for: {record: answer}, owner: subject.unit}\n",
         "CATALOG_NO_SUBJECT@1:50(answer)"},
        {"id with blanks", "- {id: a b, name: 甲, for: {record: finding}}\n",
         "CATALOG_CODE@1:8(a b)"},
        {"source", "- {id: x, name: 甲, for: {record: finding}, source: {url: a.org}}\n",
         "CATALOG_MISSING@1:52(text)"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct read_rules x;
        read_file(&x, cases[i].text);
        CHECK_STR(cases[i].name, test_faults(&x.a, &x.f, false), cases[i].want);
        CHECK(cases[i].name, x.c == NULL && x.f.n > 0);
        arena_release(&x.a);
    }
}

TEST_MAIN(cmocka_unit_test(test_rule_read__every_key), cmocka_unit_test(test_rule_read__defaults),
          cmocka_unit_test(test_rule_read__periods), cmocka_unit_test(test_rule_read__of_records),
          cmocka_unit_test(test_rule_read__faults_of_subjects),
          cmocka_unit_test(test_rule_read__faults_of_units),
          cmocka_unit_test(test_rule_read__faults_of_records),
          cmocka_unit_test(test_rule_read__faults_of_all))
