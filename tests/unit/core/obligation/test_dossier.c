/*
 * test_dossier.c — what counts at a moment, and the spans of it.
 */
#include "obligation_of.h"

/* The numbers of the entries, in their order. */
static struct str numbers(struct arena *a, struct dossier d)
{
    struct str text = STR_NONE;
    for (size_t i = 0; i < d.n; i++)
        text = str_format(a, "%" STR_FMT "%s%d", STR_ARG(text), i == 0 ? "" : " ",
                          (int)d.items[i].entry->id);
    return text;
}

static void test_dossier_make__what_is_known(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct entry entries[] = {
        visit(&a, 1, 7, "2017-03-10", "2017-03-10", 0),
        visit(&a, 2, 7, "2017-03-09", "2017-03-20", 0),
        visit(&a, 3, 7, "2017-03-08", "2017-03-10", 0),
    };
    entries[2].voided = true;
    entries[2].voided_at = at("2017-03-15");
    static const struct {
        const char *name, *t, *want;
    } cases[] = {
        {"nothing yet", "2017-03-09T23:59:59.999", ""},
        {"two, by their days", "2017-03-10", "3 1"},
        {"one is voided", "2017-03-15", "1"},
        {"another is entered", "2017-03-20", "2 1"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct dossier d;
        dossier_make(&a, entries, ARRAY_LEN(entries), at(cases[i].t), &d);
        CHECK_STR(cases[i].name, numbers(&a, d), cases[i].want);
    }
    struct dossier none;
    dossier_make(&a, NULL, 0, at("2017-03-10"), &none);
    assert_int_equal(none.n, 0);
    assert_int_equal(dossier_of(&none, &VISIT).n, 0);
    arena_release(&a);
}

/* It is sorted by what a record says now. */
static void test_dossier_make__corrected_day(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct entry_version versions[] = {{at("2017-03-10"), day("2017-03-20"), NULL},
                                       {at("2017-03-11"), day("2017-03-01"), NULL}};
    struct entry entries[] = {visit(&a, 1, 7, "2017-03-10", "2017-03-10", 0),
                              {.id = 2, .type = &VISIT, .versions = versions, .n = 2}};
    struct dossier d;
    dossier_make(&a, entries, 2, at("2017-03-10"), &d);
    CHECK_STR("before", numbers(&a, d), "1 2");
    dossier_make(&a, entries, 2, at("2017-03-11"), &d);
    CHECK_STR("after", numbers(&a, d), "2 1");
    arena_release(&a);
}

static void test_dossier_span__edges(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct entry entries[] = {
        visit(&a, 6, 7, "2017-04-01", "2017-04-02", 0),
        visit(&a, 5, 7, "2017-03-31", "2017-04-02", 0),
        visit(&a, 4, 7, "2017-03-10", "2017-04-02", 0),
        visit(&a, 3, 7, "2017-03-10", "2017-04-02", 0),
        visit(&a, 2, 7, "2017-03-01", "2017-04-02", 0),
        visit(&a, 1, 7, "2017-02-28", "2017-04-02", 0),
        change(&a, 8, &LEVEL, 7, "2017-03-10", "strict", "2017-04-02"),
        change(&a, 9, &TRANSFER, 7, "2017-03-31", "dc", "2017-04-02"),
    };
    static const struct {
        const char *name;
        const struct record_type *type;
        const char *first, *last, *want;
    } cases[] = {
        {"both ends included; of one day by number", &VISIT, "2017-03-01", "2017-03-31", "2 3 4 5"},
        {"the whole", &VISIT, "2017-02-01", "2017-04-30", "1 2 3 4 5 6"},
        {"one day", &VISIT, "2017-03-10", "2017-03-10", "3 4"},
        {"a day between", &VISIT, "2017-03-11", "2017-03-30", ""},
        {"before all", &VISIT, "2017-01-01", "2017-02-27", ""},
        {"after all", &VISIT, "2017-04-02", "2017-05-01", ""},
        {"turned round", &VISIT, "2017-03-31", "2017-03-01", ""},
        {"another type", &LEVEL, "2017-03-01", "2017-03-31", "8"},
        {"the third type", &TRANSFER, "2017-03-01", "2017-03-31", "9"},
        {"a type of which there is none", &MARK, "2017-03-01", "2017-03-31", ""},
    };
    struct dossier d;
    dossier_make(&a, entries, ARRAY_LEN(entries), at("2017-05-01"), &d);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct dossier span =
            dossier_span(&d, cases[i].type, day(cases[i].first), day(cases[i].last));
        CHECK_STR(cases[i].name, numbers(&a, span), cases[i].want);
    }
    CHECK_STR("all of a type", numbers(&a, dossier_of(&d, &VISIT)), "1 2 3 4 5 6");
    CHECK_STR("all of another", numbers(&a, dossier_of(&d, &TRANSFER)), "9");
    CHECK_STR("all of none", numbers(&a, dossier_of(&d, &MARK)), "");
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_dossier_make__what_is_known),
          cmocka_unit_test(test_dossier_make__corrected_day),
          cmocka_unit_test(test_dossier_span__edges))
