/*
 * test_key.c — what makes a record the same as another.
 */
#include "core/record/key.h"

#include "sample_type.h"
#include "testmain.h"

static void read_into(struct arena *a, struct value *values, int field, const char *text)
{
    assert_int_equal(value_read(a, &S_FIELDS[field], str_of(text), &S_NAMES, &values[field], NULL),
                     ERR_OK);
}

static void test_record_key_text__cases(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 100000);
    struct value values[S__MAX] = {0};
    struct record_draft d = {.type = &SESSION, .values = values, .subject = 17};
    struct str key;
    assert_false(record_key_text(&a, &d, 0, &key));
    read_into(&a, values, S_HELD_ON, "2017年3月10日");
    read_into(&a, values, S_FORM, "集中");
    assert_true(record_key_text(&a, &d, 0, &key));
    CHECK_STR("key", key, "7:session,1:0,2:17,10:2017-03-10,5:group,");
    d.subject = 0;
    assert_false(record_key_text(&a, &d, 0, &key));
    assert_false(record_key_sensitive(&SESSION, 0));
    assert_true(record_key_sensitive(&SESSION, 1));
    arena_release(&a);
}

/* The same at two units is not the same. */
static void test_record_key_text__of_the_unit(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 100000);
    struct value values[S__MAX] = {0};
    struct record_draft d = {.type = &SESSION, .values = values};
    struct str key;
    read_into(&a, values, S_FORM, "集中");
    assert_false(record_key_text(&a, &d, 2, &key));
    d.unit = STR("xc");
    assert_true(record_key_text(&a, &d, 2, &key));
    CHECK_STR("key", key, "7:session,1:2,2:xc,5:group,");
    d.unit = STR("cd");
    assert_true(record_key_text(&a, &d, 2, &key));
    CHECK_STR("key", key, "7:session,1:2,2:cd,5:group,");
    assert_false(record_key_sensitive(&SESSION, 2));
    arena_release(&a);
}

static void test_record_lookup_text__stands_alone(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 100000);
    struct value values[S__MAX] = {0};
    read_into(&a, values, S_ID_NUMBER, "11010519491231002x");
    CHECK_STR("lookup", record_lookup_text(&a, &SESSION, S_ID_NUMBER, &values[S_ID_NUMBER]),
              "7:session,9:id_number,18:11010519491231002X,");
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_record_key_text__cases),
          cmocka_unit_test(test_record_key_text__of_the_unit),
          cmocka_unit_test(test_record_lookup_text__stands_alone))
