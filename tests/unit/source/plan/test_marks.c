/*
 * test_marks.c — figures in running text and in cells.
 */
#include "testmain.h"

#include "base/arena.h"
#include "source/plan/marks.h"

/* "full 5.00 got 4.70", "- 5.00" for a figure without a label. */
static struct str test_marks_shown(struct arena *a, const struct marks *m)
{
    static const char *const names[] = {"-", "full", "got", "lost"};
    struct str out = STR_NONE;
    for (size_t i = 0; i < m->n; i++) {
        char text[POINTS_TEXT_MAX];
        out = str_format(a, "%" STR_FMT "%s%s %s", STR_ARG(out), i == 0 ? "" : " ",
                         names[m->mark[i].kind], points_text(m->mark[i].v, text));
    }
    return out;
}

static void test_marks_find__groups(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *shown; /* empty: none */
        const char *group; /* the text it covers */
    } cases[] = {
        {"考核（应得5分，实得4.7分）：", "full 5.00 got 4.70", "（应得5分，实得4.7分）"},
        {"考核(应得5分,实得4.7分):", "full 5.00 got 4.70", "(应得5分,实得4.7分)"},
        {"考核（应得５分，实得４．７分）", "full 5.00 got 4.70", "（应得５分，实得４．７分）"},
        {"考核（满分 5 分；得分：4.7）", "full 5.00 got 4.70", "（满分 5 分；得分：4.7）"},
        {"考核【10分】", "- 10.00", "【10分】"},
        {"考核（5分）", "- 5.00", "（5分）"},
        {"考核（5分）（实得4分）", "- 5.00 got 4.00", "（5分）（实得4分）"},
        {"考核（5分），扣0.3分。", "- 5.00 lost 0.30", "（5分），扣0.3分"},
        {"考核，应得5分，实得4分。", "full 5.00 got 4.00", "应得5分，实得4分"},
        {"考核：失分0.5分。", "lost 0.50", "失分0.5分"},
        {"考核（分值20，自评得分19.5，扣分0.5）", "full 20.00 got 19.50 lost 0.50",
         "（分值20，自评得分19.5，扣分0.5）"},
        {"安全（应得五分，实得四分半）", "full 5.00 got 4.50", "（应得五分，实得四分半）"},
        {"安全，应得十分，实得九点二五分。", "full 10.00 got 9.25", "应得十分，实得九点二五分"},
        {"公证（总分5分，实际得分4分）", "full 5.00 got 4.00", "（总分5分，实际得分4分）"},
        {"定位（应得10分，实得9.1分，其中核查应得5分，实得4.3分）", "full 10.00 got 9.10",
         "（应得10分，实得9.1分，其中核查应得5分，实得4.3分）"},
        {"定位（应得10分，实得9分（按县平均））", "full 10.00 got 9.00",
         "（应得10分，实得9分（按县平均））"},
        {"定位（省厅考核应得10分，实得9分）", "full 10.00 got 9.00",
         "（省厅考核应得10分，实得9分）"},
        {"定位（指标分值：10分；我局得分：9.4分）", "full 10.00 got 9.40",
         "（指标分值：10分；我局得分：9.4分）"},
        {"一、定位。该项应得10分，实得9分", "full 10.00 got 9.00", "该项应得10分，实得9分"},
        {"法治督察  8分  得7.6分", "- 8.00 got 7.60", "8分  得7.6分"},
        {"文化阵地（4分），未失分。", "- 4.00 lost 0.00", "（4分），未失分"},
        {"培训（每次2分，共扣4分）", "", ""},
        {"受到十分重视", "", ""},
        {"依据（2016）12号", "", ""},
        {"权重（5%）", "", ""},
        {"补贴400元/件", "", ""},
        {"每次扣0.5分", "", ""},
        {"再认定1-2个", "", ""},
        {"（应得5分，实得", "", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1 << 20);
        struct line ln = line_make(&a, str_of(cases[i].text), 1);
        struct marks m = {.n = 0};
        bool found = marks_find(plan_patterns_new(&a), &ln, 0, ln.n, &m);
        CHECK_INT(cases[i].text, found, cases[i].shown[0] != '\0');
        if (found) {
            CHECK_STR(cases[i].text, test_marks_shown(&a, &m), cases[i].shown);
            CHECK_STR(cases[i].text, line_raw(&ln, m.from, m.to), cases[i].group);
        }
        arena_release(&a);
    }
}

static void test_marks_tail_loss__events_not_rules(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t centi; /* -1: none */
    } cases[] = {
        {"有1家未上报，扣0.3分。", 30},
        {"有1家未上报，扣 0.3 分", 30},
        {"记录不全（扣0.5分）", 50},
        {"录入迟，失分2分；", 200},
        {"录入迟，扣一分半。", 150},
        {"每次扣0.5分", -1},
        {"未按时上报的，每次扣0.5分。", -1},
        {"每低一个百分点扣1分，扣完为止", -1},
        {"扣0.3分，另行说明", -1},
        {"未上报", -1},
        {"缺项的，扣2分", -1},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1 << 20);
        struct line ln = line_make(&a, str_of(cases[i].text), 1);
        struct mark m = {.kind = MARK_NONE};
        bool found = marks_tail_loss(plan_patterns_new(&a), &ln, 0, ln.n, &m);
        CHECK_INT(cases[i].text, found ? m.v.centi : -1, cases[i].centi);
        arena_release(&a);
    }
}

static void test_marks_losses__clauses_add_up(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t n;
        int64_t centi;
    } cases[] = {
        {"有1家未上报，扣0.3分。", 1, 30},
        {"一是备案迟，扣1分；二是败诉1起，扣0.5分。", 2, 150},
        {"备案迟扣1分；败诉扣0.5分；共扣1.5分。", 1, 150},
        {"备案迟，扣1分；此外记录不全。", 0, 0},
        {"录入迟扣0.5分，漏录扣0.3分", 2, 80},
        {"录入迟扣0.5分，漏录扣0.3分，共扣0.8分。", 1, 80},
        {"共扣0.8分，其中录入迟扣0.5分，漏录扣0.3分。", 1, 80},
        {"一是录入共扣0.8分；二是漏录共扣0.3分。", 2, 110},
        {"每缺1项，扣0.5分", 0, 0},
        {"每迟一天扣1分；本次迟一天，扣1分", 1, 100},
        {"记录不全", 0, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1 << 20);
        struct line ln = line_make(&a, str_of(cases[i].text), 1);
        struct mark m = {.kind = MARK_NONE};
        CHECK_INT(cases[i].text, marks_losses(plan_patterns_new(&a), &ln, &m), cases[i].n);
        if (cases[i].n > 0)
            CHECK_INT(cases[i].text, m.v.centi, cases[i].centi);
        arena_release(&a);
    }
}

static void test_marks_cell__kinds(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum marks_cell kind;
        int64_t centi;
    } cases[] = {
        {"", CELL_EMPTY, 0},
        {"　 ", CELL_EMPTY, 0},
        {"5", CELL_FIGURE, 500},
        {"5分", CELL_FIGURE, 500},
        {"5 分", CELL_FIGURE, 500},
        {"3.0000", CELL_FIGURE, 300},
        {"0.0600", CELL_FIGURE, 6},
        {"20.00", CELL_FIGURE, 2000},
        {"９．５", CELL_FIGURE, 950},
        {"扣0.5", CELL_FIGURE, 50},
        {"-0.5", CELL_FIGURE, -50},
        {"4.7（自评）", CELL_FIGURE, 470},
        {"0", CELL_FIGURE, 0},
        {"无", CELL_NOTHING, 0},
        {"暂无", CELL_NOTHING, 0},
        {"√", CELL_NOTHING, 0},
        {"均符合相关要求", CELL_NOTHING, 0},
        {"/", CELL_NOT_SCORED, 0},
        {"不计分", CELL_NOT_SCORED, 0},
        {"95%", CELL_UNREADABLE, 0},
        {"3次", CELL_UNREADABLE, 0},
        {"400元", CELL_UNREADABLE, 0},
        {"优秀", CELL_UNREADABLE, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1 << 20);
        struct line ln = line_make(&a, str_of(cases[i].text), 1);
        struct mark m = {.kind = MARK_NONE};
        CHECK_INT(cases[i].text, marks_cell(plan_patterns_new(&a), &ln, &m), cases[i].kind);
        if (cases[i].kind == CELL_FIGURE)
            CHECK_INT(cases[i].text, m.v.centi, cases[i].centi);
        arena_release(&a);
    }
}

TEST_MAIN(cmocka_unit_test(test_marks_find__groups),
          cmocka_unit_test(test_marks_tail_loss__events_not_rules),
          cmocka_unit_test(test_marks_losses__clauses_add_up),
          cmocka_unit_test(test_marks_cell__kinds))
