/*
 * test_import_columns.c — what a title says of its column.
 */
#include "app/import_columns.h"

#include "testmain.h"

static const struct field FIELDS[] = {
    {.id = {"held_on", 7}, .title = {{[LANG_ZH] = {"日期", 6}, [LANG_EN] = {"Date", 4}}}},
    {.id = {"hours", 5}, .title = {{[LANG_ZH] = {"学时", 6}, [LANG_EN] = {"Hours", 5}}}},
    {.id = {"odd", 3}, .title = {{[LANG_ZH] = {"地点（室内）", 18}}}},
};
static const struct record_type SESSION = {
    .id = {"session", 7}, .subject = {"person", 6}, .fields = FIELDS, .n_fields = 3};
static const struct record_type PERSON = {
    .id = {"person", 6}, .title = {{[LANG_ZH] = {"社区矫正对象", 18}, [LANG_EN] = {"Person", 6}}}};

static void test_import_column_of__titles(void **state)
{
    (void)state;
    static const struct {
        const char *title;
        enum import_column_kind kind;
        int32_t field;
    } cases[] = {
        {"日期", IMPORT_FIELD, 0},
        {"Date", IMPORT_FIELD, 0},
        {"held_on", IMPORT_FIELD, 0},
        {" 学时* ", IMPORT_FIELD, 1},
        {"学时（小时）＊", IMPORT_FIELD, 1},
        {"Hours (h) *", IMPORT_FIELD, 1},
        {"地点（室内）", IMPORT_FIELD, 2},
        {"地点", IMPORT_UNKNOWN, 0},
        {"单位", IMPORT_UNIT, FIELD_NONE},
        {"unit", IMPORT_UNIT, FIELD_NONE},
        {"社区矫正对象", IMPORT_SUBJECT, FIELD_IS_SUBJECT},
        {"person", IMPORT_SUBJECT, FIELD_IS_SUBJECT},
        {"所属对象", IMPORT_SUBJECT, FIELD_NONE},
        {"录入时间", IMPORT_ENTERED_AT, FIELD_NONE},
        {"记录编号", IMPORT_NUMBER, FIELD_NONE},
        {"问题说明", IMPORT_PROBLEMS, FIELD_NONE},
        {"Problems", IMPORT_PROBLEMS, FIELD_NONE},
        {"序号", IMPORT_IGNORED, FIELD_NONE},
        {"", IMPORT_IGNORED, FIELD_NONE},
        {"*", IMPORT_IGNORED, FIELD_NONE},
        {"天气", IMPORT_UNKNOWN, FIELD_NONE},
        {"（）", IMPORT_UNKNOWN, FIELD_NONE},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct import_column c = import_column_of(&SESSION, &PERSON, str_of(cases[i].title));
        CHECK_INT(cases[i].title, c.kind, cases[i].kind);
        if (c.kind == IMPORT_FIELD)
            CHECK_INT(cases[i].title, c.field, cases[i].field);
    }
    struct import_column none = import_column_of(&PERSON, NULL, STR("所属对象"));
    CHECK_INT("a type without subject", none.kind, IMPORT_UNKNOWN);
}

/* What is written into a sheet is understood when it comes back. */
static void test_import_title__reads_back(void **state)
{
    (void)state;
    static const enum import_column_kind kinds[] = {IMPORT_UNIT, IMPORT_SUBJECT, IMPORT_ENTERED_AT,
                                                    IMPORT_NUMBER, IMPORT_PROBLEMS};
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        for (int lang = 0; lang < LANG__MAX; lang++) {
            struct str title = import_title(kinds[i], (enum lang)lang);
            CHECK("a title", title.n > 0);
            CHECK_INT(title.p, import_column_of(&SESSION, &PERSON, title).kind, kinds[i]);
        }
    }
    CHECK_INT("fields have titles of their own", import_title(IMPORT_FIELD, LANG_ZH).n, 0);
}

TEST_MAIN(cmocka_unit_test(test_import_column_of__titles),
          cmocka_unit_test(test_import_title__reads_back))
