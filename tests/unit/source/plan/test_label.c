/*
 * test_label.c — section labels in running text.
 */
#include "testmain.h"

#include "base/arena.h"
#include "source/plan/label.h"

static void test_label_next__forms(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum term_kind kind; /* TERM_NONE: no label */
        size_t from, to;     /* where the label begins, where its text does */
        bool misspelt;
    } cases[] = {
        {"失分原因：缺", TERM_CAUSE, 0, 5, false},
        {"缺。整改措施：补", TERM_MEASURE, 2, 7, false},
        {"缺，整改措施:补", TERM_MEASURE, 2, 7, false},
        {"（1）失分原因：缺", TERM_CAUSE, 0, 8, false},
        {"①整改措施：补", TERM_MEASURE, 0, 6, false},
        {"【失分原因】缺", TERM_CAUSE, 0, 6, false},
        {"【失分原因】：缺", TERM_CAUSE, 0, 7, false},
        {"失分原因", TERM_CAUSE, 0, 4, false},
        {"失分原因 缺", TERM_CAUSE, 0, 4, false},
        {"失份原因：缺", TERM_CAUSE, 0, 5, true},
        {"责任科室：甲", TERM_DEPARTMENT, 0, 5, false},
        {"整改时限：6月底", TERM_TIME_LIMIT, 0, 5, false},
        {"评分标准：每次扣2分", TERM_RUBRIC, 0, 5, false},
        {"分析了失分原因：缺", TERM_NONE, 0, 0, false},
        {"查找失分原因，提出整改措施", TERM_NONE, 0, 0, false},
        {"提出整改措施如下：", TERM_NONE, 0, 0, false},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1 << 20);
        struct line ln = line_make(&a, str_of(cases[i].text), 1);
        struct label_hit hit = {.kind = TERM_NONE};
        bool found = label_next(&ln, 0, ln.n, &hit);
        CHECK_INT(cases[i].text, found ? hit.kind : TERM_NONE, cases[i].kind);
        if (found) {
            CHECK_INT(cases[i].text, hit.from, cases[i].from);
            CHECK_INT(cases[i].text, hit.text, cases[i].to);
            CHECK_INT(cases[i].text, hit.misspelt, cases[i].misspelt);
        }
        arena_release(&a);
    }
}

TEST_MAIN(cmocka_unit_test(test_label_next__forms))
