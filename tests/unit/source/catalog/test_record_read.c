/*
 * test_record_read.c — a record type as it is meant, and each fault it can have.
 */
#include "catalog_of.h"

#include "core/catalog/record_env.h"

/* ---- good ones ------------------------------------------------------------------ */

static const char SUPERVISEE[] =
    "record: supervisee\n"
    "title: {zh: 社区服刑人员, en: Supervisee}\n"
    "label: name\n"
    "lookup: [id_number, name]\n"
    "keep_years: 5\n"
    "valid: {from: 2012-03-01}\n"
    "source: {text: 办法, url: 'https://example.org/a'}\n"
    "verified: true\n"
    "fields:\n"
    "  name: {type: text, title: 姓名, required: true, max_length: 50}\n"
    "  id_number: {type: id_number, sensitive: true}\n"
    "  start_on: {type: date, required: true, min: 2003-01-01}\n"
    "  end_on: {type: date}\n"
    "  level: {type: dict, of: level, default: strict}\n"
    "unique: [[id_number, start_on], [name]]\n"
    "checks:\n"
    "- {unless: end_on = missing or start_on <= end_on, say: 止日不能早于起日}\n"
    "life: {start: start_on, end: end_on}\n"
    "history:\n"
    "  level: {record: level_change, value: level, from: from_on}\n"
    "  unit: {record: transfer, value: to_unit, from: from_on}\n";

static const struct test_file GOOD[] = {
    {"catalog.yaml", "catalog: t\n"},
    {"dicts.yaml", "dicts:\n  level: {of: {strict: 严管, normal: {zh: 普管, en: Ordinary}}}\n"},
    {"records/supervisee.yaml", SUPERVISEE},
    {"records/level_change.yaml",
     "record: level_change\nsubject: supervisee\noccurred_on: from_on\n"
     "fields:\n"
     "  from_on: {type: date, prefill: today}\n"
     "  level: {type: dict, of: level, prefill: level}\n"
     "  hours: {type: decimal, digits: 1, min: 0.5, max: 24}\n"
     "  seen: {type: table, columns: {what: {type: dict, of: level}}}\n"
     "unique: [subject, from_on]\n"},
    {"records/transfer.yaml", "record: transfer\nsubject: supervisee\n"
                              "fields: {from_on: {type: date}, to_unit: {type: unit}}\n"
                              "unique: [[unit, from_on], [unit, subject]]\n"},
};

static void test_catalog_read__record_types(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct faults f;
    faults_init(&f, &a);
    struct catalog_source s = test_source(&a, "t", GOOD, ARRAY_LEN(GOOD));
    const struct catalog *c = catalog_read(&a, &s, 1, &f);
    CHECK_STR("no faults", test_faults(&a, &f, true), "");
    assert_non_null(c);
    const struct record_type *t = catalog_type(c, STR("supervisee"));
    assert_non_null(t);
    CHECK_STR("title", t->title.text[LANG_EN], "Supervisee");
    CHECK_STR("url", t->source.url, "https://example.org/a");
    CHECK("verified", t->source.verified);
    CHECK("validity", t->valid.has_from && !t->valid.has_to);
    assert_int_equal(t->keep_years, 5);
    assert_int_equal(t->n_fields, 5);
    assert_int_equal(t->label, 0);
    assert_int_equal(t->n_lookup, 2);
    assert_int_equal(t->lookup[0], 1);
    assert_int_equal(t->n_unique, 2);
    assert_int_equal(t->unique[0].n, 2);
    assert_int_equal(t->unique[1].fields[0], 0);
    CHECK("life", t->has_life && t->life_start == 2 && t->life_end == 3);
    assert_int_equal(t->n_histories, 2);
    CHECK_STR("history", t->histories[1].value, "to_unit");
    assert_int_equal(t->occurred_on, FIELD_NONE);
    CHECK_STR("title without language is Chinese", title_in(&t->fields[0].title, LANG_EN), "姓名");
    CHECK("sensitive", t->fields[1].sensitive && !t->fields[0].sensitive);
    CHECK("choices", t->fields[4].choices == catalog_dict(c, STR("level")));
    CHECK_STR("place", t->place.file, "records/supervisee.yaml");

    const struct record_type *change = catalog_type(c, STR("level_change"));
    assert_int_equal(change->occurred_on, 0);
    assert_int_equal(change->unique[0].fields[0], FIELD_IS_SUBJECT);
    const struct record_type *transfer = catalog_type(c, STR("transfer"));
    assert_int_equal(transfer->unique[0].fields[0], FIELD_IS_UNIT);
    assert_int_equal(transfer->unique[1].fields[0], FIELD_IS_UNIT);
    assert_int_equal(transfer->unique[1].fields[1], FIELD_IS_SUBJECT);
    CHECK("bounds", change->fields[2].has_min && change->fields[2].min.num == 1 &&
                        change->fields[2].min.den == 2);
    CHECK("columns are linked",
          change->fields[3].columns[0].choices == catalog_dict(c, STR("level")));
    arena_release(&a);
}

/* The check of a type can be asked. */
static void test_catalog_read__checks(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct faults f;
    faults_init(&f, &a);
    struct catalog_source s = test_source(&a, "t", GOOD, ARRAY_LEN(GOOD));
    const struct catalog *c = catalog_read(&a, &s, 1, &f);
    assert_non_null(c);
    const struct record_type *t = catalog_type(c, STR("supervisee"));
    struct expr_value *slots =
        ARENA_NEW_N(&a, t->n_fields + RECORD_BUILTIN__MAX, struct expr_value);
    bool holds = false;
    slots[2] = (struct expr_value){.present = true, .day = {100}};
    assert_int_equal(expr_holds(t->checks[0].holds, slots, &holds, NULL), ERR_OK);
    CHECK("no end yet", holds);
    slots[3] = (struct expr_value){.present = true, .day = {99}};
    assert_int_equal(expr_holds(t->checks[0].holds, slots, &holds, NULL), ERR_OK);
    CHECK("ends before it starts", !holds);
    arena_release(&a);
}

/* ---- bad ones --------------------------------------------------------------------- */

/* `text` beside the good files above, as records/x.yaml. */
static void check_faults(const char *name, const char *text, const char *want)
{
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct faults f;
    faults_init(&f, &a);
    struct test_file files[ARRAY_LEN(GOOD) + 1];
    for (size_t i = 0; i < ARRAY_LEN(GOOD); i++)
        files[i] = GOOD[i];
    files[ARRAY_LEN(GOOD)] = (struct test_file){"records/x.yaml", text};
    struct catalog_source s = test_source(&a, "t", files, ARRAY_LEN(files));
    const struct catalog *c = catalog_read(&a, &s, 1, &f);
    CHECK_STR(name, test_faults(&a, &f, false), want);
    CHECK(name, (c == NULL) == (want[0] != '\0'));
    arena_release(&a);
}

static void test_record_type__faults(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *want;
    } cases[] = {
        {"a list", "- a\n", "CATALOG_MAP@1:1()"},
        {"unknown key", "record: x\nfeilds: {}\nfields: {a: {type: text}}\n",
         "CATALOG_KEY@2:1(feilds)?fields"},
        {"nothing in it", "title: {zh: 名}\n",
         "CATALOG_MISSING@1:1(record) CATALOG_MISSING@1:1(fields)"},
        {"no fields", "record: x\nfields: {}\n", "CATALOG_MAP@2:9()"},
        {"name", "record: X-1\nfields: {a: {type: text}}\n", "CATALOG_ID@1:9(X-1)"},
        {"defined twice", "record: supervisee\nfields: {a: {type: text}}\n",
         "CATALOG_TWICE@1:9(supervisee: records/supervisee.yaml:1)"},
        {"name of a dict", "record: level\nfields: {a: {type: text}}\n",
         "CATALOG_TWICE@1:9(level: dicts.yaml:2)"},
        {"language", "record: x\ntitle: {cn: 名}\nfields: {a: {type: text}}\n",
         "CATALOG_KEY@2:9(cn)?en"},
        {"title is a list", "record: x\ntitle: [a]\nfields: {a: {type: text}}\n",
         "CATALOG_TEXT@2:8()"},
        {"validity",
         "record: x\nvalid: {from: 2020-07-01, to: 2012-02-30}\nfields: {a: {type: text}}\n",
         "DATE_RANGE@2:31(2012-02-30)"},
        {"validity upside down",
         "record: x\nvalid: {from: 2020-07-01, to: 2012-03-01}\nfields: {a: {type: text}}\n",
         "CATALOG_ORDER@2:31(from > to)"},
        {"source", "record: x\nsource: {url: 'data:a'}\nverified: yes\nfields: {a: {type: text}}\n",
         "CATALOG_MISSING@2:9(text) CATALOG_URL@2:16(data:a) CATALOG_BOOL@3:11(yes)"},
        {"keep_years", "record: x\nkeep_years: 0\nfields: {a: {type: text}}\n",
         "NUMBER_RANGE@2:13(0 (1 – 100))"},
        {"subject that is not there", "record: x\nsubject: supervise\nfields: {a: {type: text}}\n",
         "CATALOG_NAME@2:10(supervise)?supervisee"},
        {"subject without a life", "record: x\nsubject: transfer\nfields: {a: {type: text}}\n",
         "CATALOG_NO_LIFE@2:10(transfer)"},
        {"its own subject", "record: x\nsubject: x\nlife: {start: a}\nfields: {a: {type: date}}\n",
         "CATALOG_CYCLE@2:10(x)"},
        {"occurred_on", "record: x\noccurred_on: b\nfields: {a: {type: text}}\n",
         "CATALOG_FIELD@2:14(x: b)?a"},
        {"occurred_on is a text", "record: x\noccurred_on: a\nfields: {a: {type: text}}\n",
         "CATALOG_FIELD_TYPE@2:14(occurred_on: a (text))"},
        {"sealed day", "record: x\noccurred_on: a\nfields: {a: {type: date, sensitive: true}}\n",
         "CATALOG_SENSITIVE@2:14(occurred_on: a)"},
        {"sealed label", "record: x\nlabel: a\nfields: {a: {type: text, sensitive: true}}\n",
         "CATALOG_SENSITIVE@2:8(label: a)"},
        {"lookup", "record: x\nlookup: [a, b]\nfields: {a: {type: date}}\n",
         "CATALOG_FIELD_TYPE@2:10(lookup: a (date)) CATALOG_FIELD@2:13(x: b)?a"},
        {"unique",
         "record: x\nunique: [subject, b, c]\nfields: {a: {type: text}, c: {type: point}}\n",
         "CATALOG_NO_SUBJECT@2:10(x) CATALOG_FIELD@2:19(x: b)?a "
         "CATALOG_FIELD_TYPE@2:22(unique: c (point))"},
        {"unique is a word", "record: x\nunique: a\nfields: {a: {type: text}}\n",
         "CATALOG_LIST@2:9(a)"},
        {"unique of two kinds", "record: x\nunique: [[a], a]\nfields: {a: {type: text}}\n",
         "CATALOG_LIST@2:15(a)"},
        {"life", "record: x\nlife: {start: a, end: c, until: b}\nfields: {a: {type: instant}}\n",
         "CATALOG_FIELD_TYPE@2:15(life.start: a (instant)) CATALOG_FIELD@2:23(x: c)?a "
         "CATALOG_KEY@2:26(until)"},
        {"reserved name", "record: x\nfields: {unit: {type: unit}, occurred_on: {type: date}}\n",
         "CATALOG_RESERVED@2:10(unit) CATALOG_RESERVED@2:30(occurred_on)"},
        {"keyword of expressions",
         "record: x\nfields: {missing: {type: text}, not: {type: text}}\n",
         "CATALOG_RESERVED@2:10(missing) CATALOG_RESERVED@2:33(not)"},
        {"a field may bear the name it stands for",
         "record: x\noccurred_on: occurred_on\nfields: {occurred_on: {type: date}}\n", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        check_faults(cases[i].name, cases[i].text, cases[i].want);
}

static void test_history__faults(void **state)
{
    (void)state;
    static const char head[] = "record: x\nlife: {start: s}\nfields: {s: {type: date}, "
                               "level: {type: text}}\nhistory:\n";
    static const struct {
        const char *name, *text, *want;
    } cases[] = {
        {"record that is not there", "  a: {record: level_chang, value: level, from: from_on}\n",
         "CATALOG_NAME@5:15(level_chang)?level_change"},
        {"record of another subject", "  a: {record: transfer, value: to_unit, from: from_on}\n",
         "CATALOG_NO_SUBJECT@5:15(transfer)"},
        {"fields that are not there", "  a: {record: level_change, value: leve, from: from}\n",
         "CATALOG_NO_SUBJECT@5:15(level_change) CATALOG_FIELD@5:36(level_change: leve)?level "
         "CATALOG_FIELD@5:48(level_change: from)?from_on"},
        {"from is no day", "  a: {record: level_change, value: level, from: hours}\n",
         "CATALOG_NO_SUBJECT@5:15(level_change) "
         "CATALOG_FIELD_TYPE@5:49(history.from: hours (decimal))"},
        {"value unlike the field of that name",
         "  level: {record: level_change, value: level, from: from_on}\n",
         "CATALOG_NO_SUBJECT@5:19(level_change) "
         "CATALOG_FIELD_TYPE@5:40(history.level: level (dict))"},
        {"unit is a unit", "  unit: {record: level_change, value: hours, from: from_on}\n",
         "CATALOG_NO_SUBJECT@5:18(level_change) "
         "CATALOG_FIELD_TYPE@5:39(history.unit: hours (decimal))"},
        {"keys", "  a: {record: level_change, value: level, on: from_on}\n",
         "CATALOG_MISSING@5:6(from) CATALOG_NO_SUBJECT@5:15(level_change) CATALOG_KEY@5:43(on)"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct buf b;
        buf_init(&b, TEST_TEXT);
        buf_add_z(&b, head);
        buf_add_z(&b, cases[i].text);
        check_faults(cases[i].name, b.p, cases[i].want);
        buf_release(&b);
    }
    check_faults("history without a life",
                 "record: x\nfields: {s: {type: date}}\n"
                 "history: {a: {record: level_change, value: level, from: from_on}}\n",
                 "CATALOG_NO_LIFE@3:10(x) CATALOG_NO_SUBJECT@3:23(level_change)");
}

static void test_field__faults(void **state)
{
    (void)state;
    static const struct {
        const char *name, *field, *want; /* columns count from the field's own beginning, 4 */
    } cases[] = {
        {"good", "{type: integer, min: 1, max: 5, default: 3, unit: 次, help: 填数}", ""},
        {"no type", "{title: 名}", "CATALOG_MISSING@3:6(type)"},
        {"unknown type", "{type: decimall}", "CATALOG_TYPE@3:13(decimall)?decimal"},
        {"a word instead of a map", "date", "CATALOG_MAP@3:6(date)"},
        {"unknown key", "{type: text, requird: true}", "CATALOG_KEY@3:19(requird)?required"},
        {"required", "{type: text, required: 1}", "CATALOG_BOOL@3:29(1)"},
        {"digits of a text", "{type: text, digits: 1}", "CATALOG_ATTRIBUTE@3:19(digits: text)"},
        {"too many digits", "{type: decimal, digits: 10}", "NUMBER_RANGE@3:30(10 (0 – 9))"},
        {"min above max", "{type: integer, min: 5, max: 1}", "CATALOG_ORDER@3:35(min > max)"},
        {"min with decimals", "{type: decimal, min: 0.5}", "CATALOG_DIGITS@3:27(0.5: 0)"},
        {"min that is no number", "{type: money, min: a, max: 1.005}",
         "NUMBER_SYNTAX@3:25(a) CATALOG_DIGITS@3:33(1.005: 2)"},
        {"day that is no day", "{type: date, min: 2017-02-30}", "DATE_RANGE@3:24(2017-02-30)"},
        {"lengths", "{type: text, min_length: 5, max_length: 2}",
         "CATALOG_ORDER@3:46(min_length > max_length)"},
        {"pattern", "{type: text, pattern: 'a(b'}", "CATALOG_PATTERN@3:32(a(b)"},
        {"enum without values", "{type: enum}", "CATALOG_MISSING@3:6(of)"},
        {"enum with a list", "{type: enum, of: [a, b]}", "CATALOG_MAP@3:23()"},
        {"code of an enum", "{type: enum, of: {甲: 甲}}", "CATALOG_CODE@3:24(甲)"},
        {"dict that is not there", "{type: dict, of: leval}", "CATALOG_NAME@3:23(leval)?level"},
        {"dict of a record type", "{type: dict, of: transfer}", "CATALOG_NAME@3:23(transfer)"},
        {"ref without a type", "{type: ref}", "CATALOG_MISSING@3:6(to)"},
        {"ref to nothing", "{type: ref, to: findin}", "CATALOG_NAME@3:22(findin)"},
        {"subject that is none", "{type: subject, to: transfer}", "CATALOG_NO_LIFE@3:26(transfer)"},
        {"table in a table",
         "{type: table, columns: {b: {type: table, columns: {c: {type: text}}}}}",
         "CATALOG_FIELD_TYPE@3:40(columns: table)"},
        {"sealed column", "{type: table, columns: {b: {type: text, sensitive: true}}}",
         "CATALOG_SENSITIVE@3:57(columns)"},
        {"column with a fault", "{type: table, columns: {b: {type: txt}}}",
         "CATALOG_TYPE@3:40(txt)?text"},
        {"default outside", "{type: integer, min: 1, default: 0}", "NUMBER_RANGE@3:39(0)"},
        {"default that is no day", "{type: date, default: today}", "DATE_SYNTAX@3:28(today)"},
        {"default of an enum", "{type: enum, of: {one: 一, two: 二}, default: tow}",
         "CATALOG_VALUE@3:50(tow)?two"},
        {"default unlike the pattern", "{type: text, pattern: '[0-9]+', default: 12a}",
         "CATALOG_VALUE@3:47(12a)"},
        {"default of a bool", "{type: bool, default: 是}", "CATALOG_BOOL@3:28(是)"},
        {"default of a point", "{type: point, default: a}",
         "CATALOG_ATTRIBUTE@3:20(default: point)"},
        {"default and prefill", "{type: date, default: 2017-01-01, prefill: today}",
         "CATALOG_ATTRIBUTE@3:49(prefill: default)"},
        {"prefill today", "{type: text, prefill: today}",
         "CATALOG_FIELD_TYPE@3:28(prefill: today (text))"},
        {"prefill of the subject", "{type: text, prefill: nam}",
         "CATALOG_FIELD@3:28(supervisee: nam)?name"},
        {"prefill of another type", "{type: text, prefill: end_on}",
         "CATALOG_FIELD_TYPE@3:28(prefill: end_on (date))"},
        {"prefill would lay it open", "{type: id_number, prefill: id_number}",
         "CATALOG_SENSITIVE@3:33(prefill: id_number)"},
        {"prefill stays sealed", "{type: id_number, prefill: id_number, sensitive: true}", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct buf b;
        buf_init(&b, TEST_TEXT);
        buf_addf(&b, "{record: x, subject: supervisee, fields: {\n\n  a: %s}}", cases[i].field);
        check_faults(cases[i].name, b.p, cases[i].want);
        buf_release(&b);
    }
}

static void test_check__faults(void **state)
{
    (void)state;
    static const struct {
        const char *name, *checks, *want;
    } cases[] = {
        {"good", "[{unless: hours >= 1, say: 少}]", ""},
        {"name", "[{unless: hour >= 1, say: 少}]",
         "EXPR_NAME@3:19(found `hour`, wanted a known name; perhaps `hours`)"},
        {"in quotes", "[{unless: 'on_day <= date(''2017-13-01'')', say: 少}]",
         "DATE_RANGE@3:35(found `'2017-13-01'`, wanted a day in quotes: '2017-06-30')"},
        {"not a condition", "[{unless: hours + 1, say: 少}]",
         "EXPR_TYPE@3:19(found `hours + 1`, wanted a condition)"},
        {"over lines", "[{unless: hours >= 1\n  and hour < 3, say: 少}]",
         "EXPR_NAME@4:7(found `hour`, wanted a known name; perhaps `hours`)"},
        {"value of an enum", "[{unless: form != 'grup', say: 少}]",
         "EXPR_VALUE@3:27(found `'grup'`, wanted one of the values of the field; perhaps "
         "`group`)"},
        {"sealed fields may be asked", "[{unless: exists(phone), say: 少}]", ""},
        {"keys", "[{unles: hours >= 1}]",
         "CATALOG_MISSING@3:10(unless) CATALOG_MISSING@3:10(say) CATALOG_KEY@3:11(unles)?unless"},
        {"a map", "{unless: hours >= 1, say: 少}", "CATALOG_LIST@3:9()"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct buf b;
        buf_init(&b, TEST_TEXT);
        buf_addf(&b,
                 "record: x\nfields: {hours: {type: decimal}, on_day: {type: date}, phone: {type: "
                 "phone, sensitive: true}, form: {type: enum, of: {group: 集中, one: 个别}}}\n"
                 "checks: %s\n",
                 cases[i].checks);
        check_faults(cases[i].name, b.p, cases[i].want);
        buf_release(&b);
    }
    check_faults("nothing is said of checks while a field has no type",
                 "record: x\nfields: {a: {type: dat}}\nchecks: [{unless: b >= 1, say: 少}]\n",
                 "CATALOG_TYPE@2:20(dat)?date");
}

/* Faults of all places come together, in order. */
static void test_record_type__all_at_once(void **state)
{
    (void)state;
    check_faults("several",
                 "record: x\n"
                 "lable: a\n"
                 "label: b\n"
                 "fields:\n"
                 "  a: {type: text, digits: 1}\n"
                 "  c: {type: ref, to: nothing}\n"
                 "  c: {type: text}\n"
                 "checks: [{unless: d > 1, say: 大}]\n",
                 "CATALOG_KEY@2:1(lable)?label CATALOG_FIELD@3:8(x: b)?a "
                 "CATALOG_ATTRIBUTE@5:19(digits: text) CATALOG_NAME@6:22(nothing) "
                 "YAML_KEY_TWICE@7:3(\"c\") EXPR_NAME@8:19(found `d`, wanted a known name)");
}

TEST_MAIN(cmocka_unit_test(test_catalog_read__record_types),
          cmocka_unit_test(test_catalog_read__checks), cmocka_unit_test(test_record_type__faults),
          cmocka_unit_test(test_history__faults), cmocka_unit_test(test_field__faults),
          cmocka_unit_test(test_check__faults), cmocka_unit_test(test_record_type__all_at_once))
