/*
 * test_column_term.c — what one heading says.
 */
#include "testmain.h"

#include "base/arena.h"
#include "source/plan/column_term.h"

static void test_column_term_read__headings(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum term_kind kind;
        bool persons, limit;
    } cases[] = {
        {"失分原因", TERM_CAUSE, false, false},
        {"失分原因（请写明）", TERM_CAUSE, false, false},
        {"2016年度得分", TERM_GOT, false, false},
        {"分值（分）", TERM_FULL, false, false},
        {"考核分", TERM_GOT, false, false},
        {"考核分值", TERM_FULL, false, false},
        {"权重（%）", TERM_OTHER, false, false},
        {"得分%", TERM_NONE, false, false},
        {"天气（%）", TERM_NONE, false, false},
        /* two in one */
        {"整改措施及完成时限", TERM_MEASURE, false, false},
        {"失分原因、整改措施及完成时限", TERM_BOTH, false, false},
        {"失分原因\n整改措施", TERM_BOTH, false, false},
        {"存在问题及其原因分析", TERM_CAUSE, false, false},
        {"考核项目及分值", TERM_NAME, false, false},
        {"扣分及扣分原因", TERM_CAUSE, false, false},
        {"应得分/实得分", TERM_FULL_GOT, false, false},
        {"得分/分值", TERM_GOT_FULL, false, false},
        {"分值/扣分", TERM_NONE, false, false},
        {"责任科室（责任人）", TERM_DEPARTMENT, true, false},
        {"责任领导及责任科室", TERM_DEPARTMENT, true, false},
        {"责任单位、完成时限", TERM_DEPARTMENT, false, true},
        {"责任科室、责任人及完成时限", TERM_DEPARTMENT, true, true},
        /* unknown, or known in part only */
        {"天气", TERM_NONE, false, false},
        {"整改措施及天气", TERM_NONE, false, false},
        {"市局反馈的扣分原因", TERM_NONE, false, false},
        {"", TERM_NONE, false, false},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1 << 22);
        const struct patterns *p = plan_patterns_new(&a);
        struct line ln = line_make(&a, str_of(cases[i].text), 1);
        struct column_term t = column_term_read(p, &ln);
        CHECK_INT(cases[i].text, t.kind, cases[i].kind);
        CHECK_INT(cases[i].text, t.persons, cases[i].persons);
        CHECK_INT(cases[i].text, t.limit, cases[i].limit);
        CHECK_INT(cases[i].text, t.guessed, false);
        arena_release(&a);
    }
}

static void test_column_term_guess__headings(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *term; /* NULL: not read */
    } cases[] = {
        {"市局反馈的扣分原因", "扣分原因"},
        {"整改措施完成情况说明", "整改措施"},
        {"各股室", "股室"},
        {"下步举措", "举措"},
        {"失分原", "失分原因"},
        {"自评得", "自评得分"},
        {"上年度失分原因", NULL}, /* of another year */
        {"去年整改措施", NULL},
        {"上年度考核得分", NULL}, /* no score of this year */
        {"项目分", NULL},         /* a word of its own */
        {"天气", NULL},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1 << 22);
        const struct patterns *p = plan_patterns_new(&a);
        struct line ln = line_make(&a, str_of(cases[i].text), 1);
        struct column_term t = column_term_guess(p, &ln);
        CHECK_INT(cases[i].text, t.kind == TERM_NONE, cases[i].term == NULL);
        if (cases[i].term != NULL) {
            CHECK_STR(cases[i].text, t.term->text, cases[i].term);
            CHECK_INT(cases[i].text, t.guessed, true);
        }
        arena_release(&a);
    }
}

TEST_MAIN(cmocka_unit_test(test_column_term_read__headings),
          cmocka_unit_test(test_column_term_guess__headings))
