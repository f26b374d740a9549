/*
 * test_today.c — in which order things are to be done.
 */
#include "testmain.h"

#include "base/arena.h"
#include "core/score/forecast.h"

enum { TODAY = 17000 };

static const struct rule RULE_A = {.id = {"a", 1}};
static const struct rule RULE_B = {.id = {"b", 1}};

static struct obligation owed(const struct rule *r, enum obligation_state state, int32_t due,
                              int64_t about)
{
    return (struct obligation){.rule = r, .state = state, .due = {TODAY + due}, .about = about};
}

static void test_risks_sort__pairs(void **state)
{
    (void)state;
    const struct {
        const char *name;
        struct obligation first, second;
        int64_t at_first, at_second; /* hundredths */
    } cases[] = {
        {"due today before later points", owed(&RULE_A, OBLIGATION_OPEN, 0, 1),
         owed(&RULE_A, OBLIGATION_OPEN, 1, 2), 10, 500},
        {"missed stands with what is due today", owed(&RULE_A, OBLIGATION_MISSED, -40, 1),
         owed(&RULE_A, OBLIGATION_OPEN, 0, 2), 60, 50},
        {"due today with more points before missed", owed(&RULE_A, OBLIGATION_OPEN, 0, 1),
         owed(&RULE_A, OBLIGATION_MISSED, -40, 2), 60, 50},
        {"three days are soon, four are not", owed(&RULE_A, OBLIGATION_OPEN, 3, 1),
         owed(&RULE_A, OBLIGATION_OPEN, 4, 2), 10, 500},
        {"within three days by points", owed(&RULE_A, OBLIGATION_OPEN, 3, 1),
         owed(&RULE_A, OBLIGATION_OPEN, 1, 2), 60, 50},
        {"later by points", owed(&RULE_A, OBLIGATION_OPEN, 90, 1),
         owed(&RULE_A, OBLIGATION_OPEN, 4, 2), 60, 50},
        {"the same points by deadline", owed(&RULE_B, OBLIGATION_OPEN, 5, 9),
         owed(&RULE_A, OBLIGATION_OPEN, 6, 1), 50, 50},
        {"the same deadline by rule", owed(&RULE_A, OBLIGATION_OPEN, 5, 9),
         owed(&RULE_B, OBLIGATION_OPEN, 5, 1), 50, 50},
        {"the same rule by number", owed(&RULE_A, OBLIGATION_OPEN, 5, 1),
         owed(&RULE_A, OBLIGATION_OPEN, 5, 2), 50, 50},
    };
    struct arena a;
    arena_init(&a, 1U << 20);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        for (int turned = 0; turned < 2; turned++) {
            struct risk risks[2];
            const struct obligation *o[] = {&cases[i].first, &cases[i].second};
            const int64_t centi[] = {cases[i].at_first, cases[i].at_second};
            for (int k = 0; k < 2; k++) {
                bool open = o[k]->state == OBLIGATION_OPEN;
                risks[k ^ turned] =
                    (struct risk){o[k], {open ? centi[k] : 0}, {open ? 0 : centi[k]}};
            }
            risks_sort(&a, risks, 2, (date){TODAY});
            CHECK(cases[i].name, risks[0].obligation == o[0] && risks[1].obligation == o[1]);
        }
    }
    risks_sort(&a, NULL, 0, (date){TODAY});
    arena_release(&a);
}

static void test_risks_sort__windows_and_units(void **state)
{
    (void)state;
    struct arena a;
    struct obligation later = owed(&RULE_A, OBLIGATION_OPEN, 5, 0);
    struct obligation other = later;
    struct obligation earlier = later;
    later.window = (struct period){{9}, {9}};
    earlier.window = (struct period){{8}, {20}};
    other.unit = 1;
    struct risk risks[] = {{&other, {50}, {0}}, {&later, {50}, {0}}, {&earlier, {50}, {0}}};
    arena_init(&a, 1U << 20);
    risks_sort(&a, risks, 3, (date){TODAY});
    assert_ptr_equal(risks[0].obligation, &earlier);
    assert_ptr_equal(risks[1].obligation, &later);
    assert_ptr_equal(risks[2].obligation, &other);
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_risks_sort__pairs),
          cmocka_unit_test(test_risks_sort__windows_and_units))
