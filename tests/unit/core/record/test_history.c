/*
 * test_history.c — what held on a day.
 */
#include "core/record/history.h"

#include "testmain.h"

#define CHANGE(day, at, nth, word)                                                                 \
    {                                                                                              \
        .from = {day}, .entered_at = {at}, .order = (nth), .value = {                              \
            .present = true,                                                                       \
            .text = {word, sizeof(word) - 1}                                                       \
        }                                                                                          \
    }

static void test_history_at__cases(void **state)
{
    (void)state;
    struct change changes[] = {
        CHANGE(30, 5, 1, "late"),         CHANGE(10, 9, 2, "strict, entered later"),
        CHANGE(10, 3, 3, "strict"),       CHANGE(20, 4, 4, "first of one instant"),
        CHANGE(20, 4, 5, "second of it"),
    };
    static const struct {
        const char *name;
        int32_t day;
        const char *value; /* NULL: none yet */
    } cases[] = {
        {"before the first", 9, NULL},
        {"on the first day the one entered later", 10, "strict, entered later"},
        {"between", 19, "strict, entered later"},
        {"the later of one instant", 20, "second of it"},
        {"the last day before the next", 29, "second of it"},
        {"long after", 30000, "late"},
    };
    history_sort(changes, ARRAY_LEN(changes));
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const struct change *c = history_at(changes, ARRAY_LEN(changes), (date){cases[i].day});
        CHECK(cases[i].name, (c == NULL) == (cases[i].value == NULL));
        if (c != NULL)
            CHECK(cases[i].name, str_eq(c->value.text, str_of(cases[i].value)));
    }
}

static void test_history_at__nothing(void **state)
{
    (void)state;
    history_sort(NULL, 0);
    assert_null(history_at(NULL, 0, (date){0}));
}

TEST_MAIN(cmocka_unit_test(test_history_at__cases), cmocka_unit_test(test_history_at__nothing))
