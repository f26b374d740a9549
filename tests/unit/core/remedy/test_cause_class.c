/*
 * test_cause_class.c — classes proposed from causes, and the words they rest on.
 */
#include "testmain.h"

#include "base/arena.h"
#include "base/buf.h"
#include "core/remedy/cause_class.h"

/* "[words][words]" of a proposal. */
static struct str test_words(struct arena *a, struct str cause, const struct cause_proposal *p)
{
    struct str out = STR_NONE;
    for (size_t i = 0; i < p->n; i++) {
        struct str words = str_sub(cause, p->words[i].from, p->words[i].to);
        out = str_format(a, "%" STR_FMT "[%" STR_FMT "]", STR_ARG(out), STR_ARG(words));
    }
    return out;
}

static void test_cause_class_propose__causes(void **state)
{
    (void)state;
    static const struct {
        const char *cause;
        const char *class; /* empty: none */
        const char *words;
    } cases[] = {
        /* late or missing entry */
        {"两个所的矫正方案未及时录入平台", "late_entry", "[未及时录入]"},
        {"走访记录没有当月录入系统", "late_entry", "[没有当月录入]"},
        {"学习时数录入严重滞后", "late_entry", "[录入严重滞后]"},
        {"先办后录，统计时没有计入", "late_entry", "[先办后录]"},
        {"三月份数据报送不及时", "late_entry", "[报送不及时]"},
        {"未在系统中上报有关数据", "late_entry", "[未在系统中上报有关数据]"},
        {"月底集中补录，逾期12条", "late_entry", "[补录][逾期]"},
        {"研判材料未按时上传", "late_entry", "[未按时上传]"},
        {"系统内未及时予以办结", "late_entry", "[系统内未及时予以办结]"},
        /* not done */
        {"网上检查没有到位", "not_done", "[没有到位]"},
        {"一名干部未按时参加比武", "not_done", "[未按时参加]"},
        {"全年未召开联席会议", "not_done", "[未召开]"},
        {"没有可推广的经验，也未及时上报", "not_done", "[没有可推广][未及时上报]"},
        {"季度走访流于形式", "not_done", "[流于形式]"},
        {"短期人员未及时纳入定位", "not_done", "[未及时]"},
        /* below the standard */
        {"补贴未达到省定标准", "below_standard", "[未达]"},
        {"点击量偏低，参与率不高", "below_standard", "[偏低][不高]"},
        {"采集质量不过关", "below_standard", "[不过关]"},
        {"编制落实率不达标", "below_standard", "[不达标]"},
        {"示范点只有1个", "below_standard", "[只有1个]"},
        {"登录率较低，无分析报告", "below_standard", "[较低]"},
        {"创新力度不够", "below_standard", "[不够]"},
        /* another body */
        {"法院未告知收监日期，文书未能及时移交", "external_party", "[法院未]"},
        {"看守所未将释放时间通知我局", "external_party", "[未将释放时间通知我局]"},
        {"省级资金未下达，补贴未达标准", "external_party", "[资金未下达]"},
        /* machines */
        {"因专网故障，到期手续未及时录入", "technical_fault", "[故障]"},
        {"内网中断三天，数据未上传", "technical_fault", "[内网中断]"},
        {"系统升级期间无法登录", "technical_fault", "[系统升级][无法登录]"},
        /* people */
        {"一人在矫正期间再次实施盗窃犯罪", "misconduct", "[再次实施盗窃犯罪]"},
        {"个别对象因人为因素未定位，录入不及时", "misconduct", "[人为因素]"},
        {"材料弄虚作假", "misconduct", "[弄虚作假]"},
        /* not set up */
        {"未建立行业性组织", "not_established", "[未建立]"},
        {"考试系统尚未安装", "not_established", "[未安装]"},
        {"孵化基地未在六月底前全部建成", "not_established", "[未在六月底前全部建成]"},
        {"尚无专业社会组织，覆盖率偏低", "not_established", "[尚无]"},
        /* nothing is guessed */
        {"", "", ""},
        {"无", "", ""},
        {"按照省厅通知执行", "", ""},
        {"本项得分符合要求", "", ""},
        {"全年网络运行正常，无故障", "", ""},
        {"未发现任何人为干扰", "", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1 << 20);
        struct str cause = str_of(cases[i].cause);
        struct cause_proposal p = cause_class_propose(&a, cause);
        const char *class = p.class == CAUSE__MAX ? "" : cause_class_name(p.class);
        CHECK_STR(cases[i].cause, str_of(class), cases[i].class);
        CHECK_STR(cases[i].cause, test_words(&a, cause, &p), cases[i].words);
        CHECK(cases[i].cause, (p.class == CAUSE__MAX) == (p.n == 0));
        arena_release(&a);
    }
}

static void test_cause_class_propose__order(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *cause;
        const char *class;
    } cases[] = {
        {"weight before place", "数据未录入，系网络故障", "technical_fault"},
        {"weight before place, turned round", "系网络故障，数据未录入", "technical_fault"},
        {"length between equal weights", "尚无平台，未能达到要求", "below_standard"},
        {"place between equal lengths", "未建成，不达标", "not_established"},
        {"place between equal lengths, turned round", "不达标，未建成", "below_standard"},
        {"full-width signs", "网络故障，数据未录入；登录率９０％", "technical_fault"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1 << 20);
        struct cause_proposal p = cause_class_propose(&a, str_of(cases[i].cause));
        CHECK(cases[i].name, p.class != CAUSE__MAX);
        CHECK_STR(cases[i].name, str_of(cause_class_name(p.class)), cases[i].class);
        arena_release(&a);
    }
}

static void test_cause_class_propose__gap(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1 << 20);
    struct buf b;
    buf_init(&b, 1 << 10);
    for (int gap = CAUSE_GAP - 1; gap <= CAUSE_GAP + 1; gap++) {
        buf_clear(&b);
        buf_add(&b, STR("未"));
        for (int i = 0; i < gap; i++)
            buf_add(&b, STR("某"));
        buf_add(&b, STR("录入"));
        struct cause_proposal p = cause_class_propose(&a, buf_str(&b));
        CHECK_INT("gap", p.class, gap <= CAUSE_GAP ? CAUSE_LATE_ENTRY : CAUSE__MAX);
    }
    CHECK_INT("not beyond its clause", cause_class_propose(&a, STR("未说明，随后录入")).class,
              CAUSE__MAX);
    buf_release(&b);
    arena_release(&a);
}

/* Long texts of nothing but beginnings: the work stays in proportion. */
static void test_cause_class_propose__hostile(void **state)
{
    (void)state;
    struct arena a;
    struct buf b;
    arena_init(&a, 1 << 26);
    buf_init(&b, 1 << 20);
    while (b.n < 300000)
        buf_add(&b, STR("系统未没有"));
    struct cause_proposal p = cause_class_propose(&a, buf_str(&b));
    CHECK_INT("beginnings only", p.class, CAUSE__MAX);
    buf_clear(&b);
    while (b.n < 300000)
        buf_add(&b, STR("未录入"));
    p = cause_class_propose(&a, buf_str(&b));
    CHECK_INT("many words", p.class, CAUSE_LATE_ENTRY);
    for (size_t i = 1; i < p.n; i++)
        CHECK("in order, none overlapping", p.words[i].from >= p.words[i - 1].to);
    CHECK("all of them", p.n > 1000);
    buf_release(&b);
    arena_release(&a);
}

static void test_cause_class_of__names(void **state)
{
    (void)state;
    for (enum cause_class c = 0; c < CAUSE__MAX; c++) {
        CHECK_INT(cause_class_name(c), cause_class_of(str_of(cause_class_name(c))), c);
        CHECK(cause_class_name(c), cause_class_title(c, LANG_EN)[0] != '\0');
        CHECK(cause_class_name(c), cause_class_title(c, LANG_ZH)[0] != '\0');
    }
    CHECK_INT("no such class", cause_class_of(STR("late")), CAUSE__MAX);
    CHECK_INT("empty", cause_class_of(STR_NONE), CAUSE__MAX);
}

TEST_MAIN(cmocka_unit_test(test_cause_class_propose__causes),
          cmocka_unit_test(test_cause_class_propose__order),
          cmocka_unit_test(test_cause_class_propose__gap),
          cmocka_unit_test(test_cause_class_propose__hostile),
          cmocka_unit_test(test_cause_class_of__names))
