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
        {"失分原因是：缺", TERM_CAUSE, 0, 6, false},
        {"整改措施如下：补", TERM_MEASURE, 0, 7, false},
        {"失分原因主要有：缺", TERM_CAUSE, 0, 8, false},
        {"失分原因为缺少人手", TERM_NONE, 0, 0, false},
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

static void test_label_next_said__without_colon(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum term_kind kind;
        size_t from, to;
        bool said;
    } cases[] = {
        {"失分原因为缺少人手", TERM_CAUSE, 0, 5, true},
        {"缺；整改措施为补齐", TERM_MEASURE, 2, 7, true},
        {"补齐，责任科室是甲", TERM_DEPARTMENT, 3, 8, true},
        {"失分原因主要是缺少人手", TERM_CAUSE, 0, 7, true},
        {"原因是缺少人手", TERM_CAUSE, 0, 3, true},
        {"失分原因：缺", TERM_CAUSE, 0, 5, false},
        {"查明失分原因为要务", TERM_NONE, 0, 0, false},
        {"措施是好的", TERM_NONE, 0, 0, false},
        {"应得分为5分", TERM_NONE, 0, 0, false},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1 << 20);
        struct line ln = line_make(&a, str_of(cases[i].text), 1);
        struct label_hit hit = {.kind = TERM_NONE};
        bool found = label_next_said(&ln, 0, ln.n, &hit);
        CHECK_INT(cases[i].text, found ? hit.kind : TERM_NONE, cases[i].kind);
        if (found) {
            CHECK_INT(cases[i].text, hit.from, cases[i].from);
            CHECK_INT(cases[i].text, hit.text, cases[i].to);
            CHECK_INT(cases[i].text, hit.said, cases[i].said);
        }
        arena_release(&a);
    }
}

static void test_label_alone__whole_lines(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum term_kind kind;
    } cases[] = {
        {"失分原因", TERM_CAUSE},         {"整改措施：", TERM_MEASURE},
        {" 责任科室。", TERM_DEPARTMENT}, {"失分原因：缺", TERM_NONE},
        {"整改措施和步骤", TERM_NONE},    {"", TERM_NONE},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1 << 20);
        struct line ln = line_make(&a, str_of(cases[i].text), 1);
        struct label_hit hit = {.kind = TERM_NONE};
        bool found = label_alone(&ln, 0, ln.n, &hit);
        CHECK_INT(cases[i].text, found ? hit.kind : TERM_NONE, cases[i].kind);
        arena_release(&a);
    }
}

TEST_MAIN(cmocka_unit_test(test_label_next__forms),
          cmocka_unit_test(test_label_next_said__without_colon),
          cmocka_unit_test(test_label_alone__whole_lines))
