/*
 * test_record_values.c — values from one version of a type to another, and defaults.
 */
#include "app/record_values.h"

#include "base/arena.h"
#include "testmain.h"

static const struct choice OLD_FORMS[] = {{.id = {"group", 5}}, {.id = {"online", 6}}};
static const struct choice NEW_FORMS[] = {{.id = {"group", 5}}, {.id = {"single", 6}}};
static const struct choices OLD_CHOICES = {.p = OLD_FORMS, .n = 2};
static const struct choices NEW_CHOICES = {.p = NEW_FORMS, .n = 2};

static const struct field OLD[] = {
    {.id = {"topic", 5}, .type = FIELD_TEXT},
    {.id = {"gone", 4}, .type = FIELD_TEXT},
    {.id = {"hours", 5}, .type = FIELD_INTEGER},
    {.id = {"form", 4}, .type = FIELD_ENUM, .choices = &OLD_CHOICES},
    {.id = {"other", 5}, .type = FIELD_ENUM, .choices = &OLD_CHOICES},
};
static const struct field NEW[] = {
    {.id = {"form", 4}, .type = FIELD_ENUM, .choices = &NEW_CHOICES},
    {.id = {"other", 5}, .type = FIELD_ENUM, .choices = &NEW_CHOICES},
    {.id = {"hours", 5}, .type = FIELD_DECIMAL, .digits = 1, .default_value = {"1.5", 3}},
    {.id = {"topic", 5}, .type = FIELD_TEXT, .default_value = {"x", 1}},
    {.id = {"place", 5}, .type = FIELD_TEXT},
    {.id = {"unit", 4}, .type = FIELD_UNIT, .default_value = {"none", 4}},
};
static const struct record_type OLD_TYPE = {.fields = OLD, .n_fields = ARRAY_LEN(OLD)};
static const struct record_type NEW_TYPE = {.fields = NEW, .n_fields = ARRAY_LEN(NEW)};

static void test_record_values_under__fields(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1000 * 1000);
    struct value old[ARRAY_LEN(OLD)] = {
        {.has = true, .text = STR("law")},    {.has = true, .text = STR("past")},
        {.has = true, .number = RATIONAL(8)}, {.has = true, .text = STR("group")},
        {.has = true, .text = STR("online")},
    };
    const struct value *new = record_values_under(&a, &OLD_TYPE, old, &NEW_TYPE);
    CHECK("a choice that both know", new[0].has &&str_eq(new[0].text, STR("group")));
    CHECK("a choice that is gone", !new[1].has);
    CHECK("a field of another type", !new[2].has);
    CHECK("the same field", new[3].has &&str_eq(new[3].text, STR("law")));
    CHECK("a new field", !new[4].has);
    arena_release(&a);
}

static enum err_code no_unit(void *ctx, struct str text, struct str *ret_id, enum record_known *ret,
                             struct err *e)
{
    const enum err_code *code = ctx;
    (void)text, (void)ret_id;
    *ret = RECORD_UNKNOWN;
    return *code == ERR_OK ? ERR_OK : err_set(e, *code, "%s", "");
}

static void test_record_values_default__missing_ones(void **state)
{
    (void)state;
    struct arena a;
    enum err_code code = ERR_OK;
    const struct record_names names = {.ctx = &code, .unit = no_unit};
    arena_init(&a, 1000 * 1000);
    struct value values[ARRAY_LEN(NEW)] = {{.has = false}};
    values[3] = (struct value){.has = true, .text = STR("law")};
    CHECK_ERR("defaults", record_values_default(&a, &NEW_TYPE, &names, values, NULL), ERR_OK);
    CHECK("no default", !values[0].has && !values[4].has);
    CHECK("a default",
          values[2].has && rational_cmp(values[2].number, (struct rational){3, 2}) == 0);
    CHECK("what is there stays", str_eq(values[3].text, STR("law")));
    CHECK("one that names nothing here is none", !values[5].has);
    code = ERR_DB_AWAY;
    CHECK_ERR("nobody could look", record_values_default(&a, &NEW_TYPE, &names, values, NULL),
              ERR_DB_AWAY);
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_record_values_under__fields),
          cmocka_unit_test(test_record_values_default__missing_ones))
