/*
 * test_term.c — the list of words and how it is searched.
 */
#include "testmain.h"

#include "base/arena.h"
#include "source/plan/term.h"

static void test_term_exact__column_headings(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum term_kind kind;
    } cases[] = {
        {"序号", TERM_NO},
        {"应得分", TERM_FULL},
        {"指标分值", TERM_FULL},
        {"权重", TERM_FULL},
        {"满分", TERM_FULL},
        {"标准分", TERM_FULL},
        {"实得分", TERM_GOT},
        {"自评得分", TERM_GOT_SELF},
        {"得分共计", TERM_GOT},
        {"扣分", TERM_LOST},
        {"扣分合计", TERM_LOST},
        {"失分原因", TERM_CAUSE},
        {"扣 分 依 据", TERM_CAUSE},
        {"存在\n问题", TERM_CAUSE},
        {"问题整改对策", TERM_MEASURE},
        {"整改情况", TERM_MEASURE},
        {"偏差原因分析及改进措施", TERM_BOTH},
        {"责任股室", TERM_DEPARTMENT},
        {"完成时限", TERM_TIME_LIMIT},
        {"扣分要素", TERM_RUBRIC},
        {"评分标准", TERM_RUBRIC},
        {"考察点", TERM_RUBRIC},
        {"备注", TERM_OTHER},
        {"天气", TERM_NONE},
        {"失分原", TERM_NONE},
        {"", TERM_NONE},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1 << 20);
        struct line ln = line_make(&a, str_of(cases[i].text), 1);
        const struct term *t = term_exact(&ln, 0, ln.n, TERM_IN_COLUMNS);
        CHECK_INT(cases[i].text, t == NULL ? TERM_NONE : t->kind, cases[i].kind);
        arena_release(&a);
    }
}

static void test_term_suffix__longest_wins(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *term; /* NULL: none */
        size_t from;
    } cases[] = {
        {"其失分原因", "失分原因", 1},
        {"原因", "原因", 0},
        {"失分原因及整改措施", "失分原因及整改措施", 0},
        {"整改 措施", "整改措施", 0},
        {"原因何在", NULL, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1 << 20);
        struct line ln = line_make(&a, str_of(cases[i].text), 1);
        size_t from = 99;
        const struct term *t = term_suffix(&ln, 0, ln.n, TERM_IN_PROSE, &from);
        CHECK_INT(cases[i].text, t == NULL, cases[i].term == NULL);
        if (t != NULL) {
            CHECK_STR(cases[i].text, t->text, cases[i].term);
            CHECK_INT(cases[i].text, from, cases[i].from);
        }
        arena_release(&a);
    }
}

static void test_term_cut_and_misspelt__near_words(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *cut;      /* the heading it is a piece of, or NULL */
        const char *misspelt; /* the label it is one character off, or NULL */
    } cases[] = {
        {"失分原", "失分原因", NULL},   {"整改措", "整改措施", NULL},
        {"改措施", "整改措施", NULL},   {"失份原因", NULL, "失分原因"},
        {"整改错施", NULL, "整改措施"}, {"责任可室", NULL, "责任科室"},
        {"失分", NULL, NULL},           {"今天天气", NULL, NULL},
        {"自评得", "自评得分", NULL},   {"项目分", NULL, NULL}, /* no piece of 项目分值 */
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1 << 20);
        struct line ln = line_make(&a, str_of(cases[i].text), 1);
        const struct term *cut = term_cut(&ln, 0, ln.n, TERM_IN_COLUMNS, 3);
        const struct term *near = term_misspelt(&ln, 0, ln.n);
        CHECK_STR(cases[i].text, cut == NULL ? STR_NONE : cut->text,
                  cases[i].cut == NULL ? "" : cases[i].cut);
        CHECK_STR(cases[i].text, near == NULL ? STR_NONE : near->text,
                  cases[i].misspelt == NULL ? "" : cases[i].misspelt);
        arena_release(&a);
    }
}

TEST_MAIN(cmocka_unit_test(test_term_exact__column_headings),
          cmocka_unit_test(test_term_suffix__longest_wins),
          cmocka_unit_test(test_term_cut_and_misspelt__near_words))
