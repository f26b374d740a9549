/*
 * test_import_layout.c — rows of titles, and problems in their order.
 */
#include "app/import_layout.h"

#include "testmain.h"

enum { TEST_ARENA = 1 << 20, COLUMNS_MAX = 8 };

/* ---- a type, and a sheet with the titles given ---------------------------------------- */

static const struct field FIELDS[] = {
    {.id = {"held_on", 7}, .title = {{[LANG_ZH] = {"日期", 6}}}, .required = true},
    {.id = {"hours", 5}, .title = {{[LANG_ZH] = {"学时", 6}}}, .required = true},
    {.id = {"note", 4}, .title = {{[LANG_ZH] = {"备注", 6}}}},
};
static const struct record_type PERSON = {.id = {"person", 6},
                                          .title = {{[LANG_ZH] = {"人员", 6}}}};
static const struct record_type SESSION = {.id = {"session", 7},
                                           .subject = {"person", 6},
                                           .fields = FIELDS,
                                           .n_fields = ARRAY_LEN(FIELDS)};

struct titles {
    struct arena a;
    struct import_column columns[COLUMNS_MAX + 1];
    struct str titles[COLUMNS_MAX + 1];
    int32_t of_field[ARRAY_LEN(FIELDS)];
    struct value defaults[ARRAY_LEN(FIELDS)];
    struct import_layout one;
    struct import_layouts all;
    struct app_import_result result;
};

/* Titles are separated by '|'. */
static void titles_init(struct titles *t, const char *text)
{
    struct str rest = str_of(text);
    *t = (struct titles){.all = {.n = 1, .row = 3}};
    arena_init(&t->a, TEST_ARENA);
    for (bool more = rest.n > 0; more;) {
        size_t end = str_find(rest, STR("|"), 0);
        int32_t column = ++t->all.n_columns;
        more = end != SIZE_MAX;
        must(column <= COLUMNS_MAX);
        t->titles[column] = str_sub(rest, 0, more ? end : rest.n);
        t->columns[column] = import_column_of(&SESSION, &PERSON, t->titles[column]);
        if (t->columns[column].kind == IMPORT_FIELD)
            t->of_field[t->columns[column].field] = column;
        rest = str_sub(rest, more ? end + 1 : rest.n, rest.n);
    }
    t->one = (struct import_layout){.type = &SESSION,
                                    .subject = &PERSON,
                                    .columns = t->columns,
                                    .of_field = t->of_field,
                                    .defaults = t->defaults};
    t->all.p = &t->one;
    t->all.titles = t->titles;
}

/* "C3 SHEET-2625 天气;": column and row, 0 for the row as a whole, code, and title. */
static struct str show(struct titles *t)
{
    struct str all = STR_NONE;
    import_sort(&t->result);
    VEC_EACH (&t->result.problems, p)
        all = str_format(&t->a, "%" STR_FMT "%c%lld %s %" STR_FMT ";", STR_ARG(all),
                         p->column == 0 ? '0' : 'A' + p->column - 1, (long long)p->row,
                         err_info(p->code)->number, STR_ARG(p->title));
    return all;
}

/* ---- titles ---------------------------------------------------------------------------- */

static void test_import_layouts_fit__rows(void **state)
{
    (void)state;
    static const struct {
        const char *name, *titles;
        bool want;
    } cases[] = {
        {"all known", "单位|人员|日期|学时", true},
        {"half of them", "单位|日期|天气|温度", true},
        {"fewer", "单位|天气|温度", false},
        {"the name of the table", "城西司法所教育学习登记表", false},
        {"running numbers alone", "序号", false},
        {"a message alone", "问题说明", false},
        {"gaps do not count", "单位||||日期|天气|温度", true},
        {"nothing", "", false},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct titles t;
        titles_init(&t, cases[i].titles);
        CHECK_INT(cases[i].name, import_layouts_fit(&t.all), cases[i].want);
        arena_release(&t.a);
    }
}

static void test_import_layouts_check__titles(void **state)
{
    (void)state;
    static const struct {
        const char *name, *titles;
        bool history, has_unit;
        const char *want;
    } cases[] = {
        {"as wanted", "单位|人员|日期|学时|备注", false, false, ""},
        {"in any order, with what is passed over", "序号|学时|问题说明|日期|人员|单位", false,
         false, ""},
        {"a unit for all", "人员|日期|学时", false, true, ""},
        {"no unit", "人员|日期|学时", false, false, "03 SHEET-2630 单位;"},
        {"no subject", "单位|日期|学时", false, false, "03 SHEET-2627 人员;"},
        {"no required field", "单位|人员|备注", false, false,
         "03 SHEET-2627 日期;03 SHEET-2627 学时;"},
        {"an unknown one", "单位|人员|天气|日期|学时", false, false, "C3 SHEET-2625 天气;"},
        {"twice", "单位|日期|人员|日期|学时", false, false, "D3 SHEET-2626 日期;"},
        {"twice under two names", "单位|日期|人员|held_on|学时", false, false,
         "D3 SHEET-2626 held_on;"},
        {"messages twice do no harm", "单位|日期|人员|学时|问题说明|问题说明", false, false, ""},
        {"times of entry", "单位|人员|日期|学时|录入时间", false, false, "E3 SHEET-2625 录入时间;"},
        {"times of entry of history", "单位|人员|日期|学时|录入时间", true, false, ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct titles t;
        titles_init(&t, cases[i].titles);
        bool good = import_layouts_check(&t.a, &t.all, cases[i].history, cases[i].has_unit, LANG_ZH,
                                         &t.result);
        CHECK_INT(cases[i].name, good, cases[i].want[0] == '\0');
        CHECK_STR(cases[i].name, show(&t), cases[i].want);
        arena_release(&t.a);
    }
}

/* What has a default need not stand in the sheet. */
static void test_import_layouts_check__default(void **state)
{
    (void)state;
    struct titles t;
    titles_init(&t, "单位|人员|日期");
    t.defaults[1].has = true;
    CHECK("good", import_layouts_check(&t.a, &t.all, false, false, LANG_ZH, &t.result));
    arena_release(&t.a);
}

/* ---- problems -------------------------------------------------------------------------- */

static void test_import_sort__rows_and_columns(void **state)
{
    (void)state;
    static const struct import_problem told[] = {
        {.row = 9, .column = 2, .code = ERR_SHEET_FORMULA},
        {.row = 4, .column = 3, .code = ERR_RECORD_RANGE},
        {.row = 4, .column = 0, .code = ERR_RECORD_DUPLICATE},
        {.row = 4, .column = 3, .code = ERR_RECORD_VALUE},
        {.row = 4, .column = 99, .code = ERR_SHEET_COLUMN},
    };
    struct titles t;
    titles_init(&t, "单位|人员|日期");
    for (size_t i = 0; i < ARRAY_LEN(told); i++)
        import_tell(&t.a, &t.all, &t.result, &told[i]);
    t.result.problems.p[4].column = 4; /* beyond the titles: it has none */
    CHECK_STR("order", show(&t),
              "04 RECORD-2418 ;C4 RECORD-2407 日期;C4 RECORD-2408 日期;D4 SHEET-2625 ;"
              "B9 SHEET-2622 人员;");
    arena_release(&t.a);
}

static void test_import_tell__bounded(void **state)
{
    (void)state;
    struct titles t;
    titles_init(&t, "单位");
    arena_release(&t.a);
    arena_init(&t.a, (size_t)256 << 20);
    const struct import_problem p = {.row = 1, .column = 1, .code = ERR_RECORD_VALUE};
    for (int32_t i = 0; i < IMPORT_PROBLEMS_MAX + 3; i++)
        import_tell(&t.a, &t.all, &t.result, &p);
    CHECK_INT("kept", t.result.problems.n, IMPORT_PROBLEMS_MAX);
    CHECK_INT("counted", t.result.left_out, 3);
    arena_release(&t.a);
}

static void test_import_cell_text__columns(void **state)
{
    (void)state;
    static const struct sheet_cell cells[] = {{.column = 2, .text = {"b", 1}},
                                              {.column = 5, .text = {"e", 1}}};
    const struct sheet_row row = {.number = 1, .cells = cells, .n = ARRAY_LEN(cells)};
    static const struct {
        int32_t column;
        const char *want;
    } cases[] = {{1, ""}, {2, "b"}, {3, ""}, {5, "e"}, {6, ""}, {0, ""}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_STR("cell", import_cell_text(&row, cases[i].column), cases[i].want);
}

TEST_MAIN(cmocka_unit_test(test_import_layouts_fit__rows),
          cmocka_unit_test(test_import_layouts_check__titles),
          cmocka_unit_test(test_import_layouts_check__default),
          cmocka_unit_test(test_import_sort__rows_and_columns),
          cmocka_unit_test(test_import_tell__bounded),
          cmocka_unit_test(test_import_cell_text__columns))
