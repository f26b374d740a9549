/*
 * test_record_json.c — the one JSON object that is kept.
 */
#include "core/record/record_json.h"

#include "base/buf.h"
#include "sample_type.h"
#include "testmain.h"

struct filled {
    struct arena a;
    struct value values[S__MAX];
};

static void filled_init(struct filled *x)
{
    static const char *const texts[S__MAX] = {
        [S_HELD_ON] = "2017-03-10",
        [S_HOURS] = "8.5",
        [S_FORM] = "集中",
        [S_TOPIC] = "引号\"与\\",
        [S_PERSONS] = "12",
        [S_COST] = "800",
        [S_BEGAN] = "2017-03-10 09:30",
        [S_PAID] = "否",
        [S_ID_NUMBER] = "11010519491231002X",
        [S_UNIT] = "xc",
        [S_BY] = "li",
        [S_PERSON] = "17",
        [S_PLACE] = "31.72,119.57",
        [S_LINES] = "[{\"name\":\"甲\",\"hours\":\"2.5\"},{\"name\":\"乙\"}]",
        [S_DICT] = "single",
    };
    arena_init(&x->a, 1000 * 1000);
    for (int i = 0; i < S__MAX; i++) {
        struct err e = {0};
        CHECK_ERR(S_FIELDS[i].id.p,
                  value_read(&x->a, &S_FIELDS[i], str_of(texts[i]), &S_NAMES, &x->values[i], &e),
                  ERR_OK);
    }
    struct value *files = ARENA_NEW_N(&x->a, 1, struct value);
    files[0] = (struct value){.has = true, .text = {"ab12", 4}};
    x->values[S_FILES] = (struct value){.has = true, .list = files, .n = 1};
}

static const char OPEN[] =
    "{\"held_on\":\"2017-03-10\",\"hours\":\"8.5\",\"form\":\"group\",\"topic\":\"引号\\\"与\\\\\","
    "\"persons\":12,\"cost\":\"800.00\",\"began\":\"2017-03-10T09:30:00.000+08:00\",\"paid\":false,"
    "\"office\":\"xc\",\"by\":\"li\",\"person\":17,\"files\":[\"ab12\"],"
    "\"place\":{\"lat\":\"31.72\",\"lon\":\"119.57\"},"
    "\"lines\":[{\"name\":\"甲\",\"hours\":\"2.5\"},{\"name\":\"乙\"}],\"kind\":\"single\"}";
static const char SEALED[] = "{\"id_number\":\"11010519491231002X\"}";

static void test_record_json_write__both_parts(void **state)
{
    (void)state;
    struct filled x;
    struct buf b;
    filled_init(&x);
    buf_init(&b, 10000);
    record_json_write(&x.a, &SESSION, x.values, RECORD_PART_OPEN, &b);
    assert_string_equal(b.p, OPEN);
    buf_clear(&b);
    record_json_write(&x.a, &SESSION, x.values, RECORD_PART_SEALED, &b);
    assert_string_equal(b.p, SEALED);
    assert_true(record_has_sealed(&SESSION, x.values));
    x.values[S_ID_NUMBER].has = false;
    assert_false(record_has_sealed(&SESSION, x.values));
    buf_release(&b);
    arena_release(&x.a);
}

static void test_record_json_read__gives_the_values_back(void **state)
{
    (void)state;
    struct filled x;
    struct value values[S__MAX] = {0};
    filled_init(&x);
    assert_int_equal(record_json_read(&x.a, &SESSION, RECORD_PART_OPEN, str_of(OPEN), values, NULL),
                     ERR_OK);
    assert_false(values[S_ID_NUMBER].has);
    assert_int_equal(
        record_json_read(&x.a, &SESSION, RECORD_PART_SEALED, str_of(SEALED), values, NULL), ERR_OK);
    for (int i = 0; i < S__MAX; i++)
        CHECK(S_FIELDS[i].id.p, value_eq(&S_FIELDS[i], &values[i], &x.values[i]));
    arena_release(&x.a);
}

static void test_record_json_read__refuses(void **state)
{
    (void)state;
    static const struct {
        const char *name, *json;
        enum err_code want;
    } cases[] = {
        {"no JSON", "{", ERR_JSON_SYNTAX},
        {"no object", "[]", ERR_JSON_SYNTAX},
        {"unknown key", "{\"x\":1}", ERR_RECORD_FIELD},
        {"sensitive field in the open part", "{\"id_number\":\"1\"}", ERR_RECORD_FIELD},
        {"number as number", "{\"hours\":8.5}", ERR_RECORD_VALUE},
        {"number that is none", "{\"hours\":\"many\"}", ERR_RECORD_VALUE},
        {"integer as text", "{\"persons\":\"12\"}", ERR_RECORD_VALUE},
        {"date in another form", "{\"held_on\":\"2017/3/10\"}", ERR_RECORD_VALUE},
        {"instant without zone", "{\"began\":\"2017-03-10T09:30:00\"}", ERR_RECORD_VALUE},
        {"bool as text", "{\"paid\":\"false\"}", ERR_RECORD_VALUE},
        {"choice by title", "{\"form\":\"集中\"}", ERR_RECORD_CHOICE},
        {"record as text", "{\"person\":\"17\"}", ERR_RECORD_VALUE},
        {"files as text", "{\"files\":\"ab12\"}", ERR_RECORD_VALUE},
        {"files of numbers", "{\"files\":[1]}", ERR_RECORD_LIST},
        {"half a point", "{\"place\":{\"lat\":\"31\"}}", ERR_RECORD_VALUE},
        {"cell of another kind", "{\"lines\":[{\"name\":1}]}", ERR_RECORD_VALUE},
        {"null", "{\"topic\":null}", ERR_RECORD_VALUE},
    };
    struct arena a;
    arena_init(&a, 100000);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct value values[S__MAX] = {0};
        CHECK_ERR(
            cases[i].name,
            record_json_read(&a, &SESSION, RECORD_PART_OPEN, str_of(cases[i].json), values, NULL),
            cases[i].want);
    }
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_record_json_write__both_parts),
          cmocka_unit_test(test_record_json_read__gives_the_values_back),
          cmocka_unit_test(test_record_json_read__refuses))
