/*
 * test_promise_find.c — what measures promise, and what they only tell.
 */
#include "testmain.h"

#include "base/arena.h"
#include "base/buf.h"
#include "source/promise/promise_find.h"

/* "duty week day 5 count 2次", "task 2017-06-30", "task ?", "vague"; promises parted by " | ". */
static void test_show(struct buf *b, const struct promise *p)
{
    char due[DATE_TEXT_MAX];
    char amount[PROMISE_AMOUNT_TEXT_MAX];
    buf_addf(b, "%s%s", b->n == 0 ? "" : " | ", promise_kind_name(p->kind));
    if (p->kind == PROMISE_TASK)
        buf_addf(b, " %s", p->has_due ? date_text(p->due, due) : "?");
    if (p->kind == PROMISE_DUTY)
        buf_addf(b, " %s", promise_every_name(p->every));
    if (p->weekday > 0)
        buf_addf(b, " weekday %d", (int)p->weekday);
    if (p->month > 0)
        buf_addf(b, " month %d", (int)p->month);
    if (p->day > 0)
        buf_addf(b, " day %d", (int)p->day);
    if (p->limit != PROMISE_LIMIT_NONE)
        buf_addf(b, " %s %d", promise_limit_name(p->limit), (int)p->limit_n);
    if (p->amount != PROMISE_AMOUNT_NONE)
        buf_addf(b, " %s %s%" STR_FMT, promise_amount_name(p->amount),
                 promise_amount_text(p->amount_centi, amount), STR_ARG(p->unit));
    if (p->per_person)
        buf_add_z(b, " each");
}

struct test_case {
    const char *measure;
    const char *shown; /* empty: no promise */
};

/* Each case as a document of 28 March 2017, a Tuesday; unless `undated`. */
static void test_cases(const struct test_case *cases, size_t n, bool undated)
{
    struct arena fixed;
    arena_init(&fixed, 1 << 24);
    const struct promise_reader *r = promise_reader_new(&fixed);
    struct promise_context ctx = {.has_issued_on = !undated};
    must(date_make(2017, 3, 28, &ctx.issued_on, NULL) == ERR_OK);
    for (size_t i = 0; i < n; i++) {
        struct arena a;
        struct buf b;
        arena_init(&a, 1 << 20);
        buf_init(&b, 1 << 12);
        struct promise_list list = promise_find(&a, r, str_of(cases[i].measure), &ctx);
        buf_add_z(&b, "");
        for (size_t k = 0; k < list.n; k++)
            test_show(&b, &list.p[k]);
        CHECK_STR(cases[i].measure, buf_str(&b), cases[i].shown);
        buf_release(&b);
        arena_release(&a);
    }
    arena_release(&fixed);
}

static void test_promise_find__tasks(void **state)
{
    (void)state;
    static const struct test_case cases[] = {
        {"年内完成系统安装", "task 2017-12-31"},
        {"年底前建成两个站点", "task 2017-12-31"},
        {"今年年底前建成两个站点", "task 2017-12-31"},
        {"2017年底前建成", "task 2017-12-31"},
        {"明年年底前建成", "task 2018-12-31"},
        {"6月底前完成培训", "task 2017-06-30"},
        {"６月底前完成培训", "task 2017-06-30"},
        {"六月底前完成培训", "task 2017-06-30"},
        {"2017年6月底前完成培训", "task 2017-06-30"},
        {"二〇一七年六月三十日前完成", "task 2017-06-30"},
        {"明年2月底前完成", "task 2018-02-28"},
        {"1月底前完成总结", "task 2017-01-31"},
        {"5月15日前落实经费", "task 2017-05-15"},
        {"5月15日之前落实经费", "task 2017-05-15"},
        {"于4月20日召开部署会", "task 2017-04-20"},
        {"2017.6.30前完成", "task 2017-06-30"},
        {"2017-06-30前完成", "task 2017-06-30"},
        {"9月上旬完成选址", "task 2017-09-10"},
        {"9月中旬前完成选址", "task 2017-09-20"},
        {"9月下旬完成选址", "task 2017-09-30"},
        {"6月前完成选址", "task 2017-05-31"},
        {"将于8月组织演练", "task 2017-08-31"},
        {"上半年完成任务过半", "task 2017-06-30"},
        {"下半年组织一次回头看", "task 2017-12-31"},
        {"二季度末前完成整改", "task 2017-06-30"},
        {"第三季度内完成整改", "task 2017-09-30"},
        {"三季度前完成整改", "task 2017-06-30"},
        {"季度末前上报结果", "task 2017-03-31"},
        {"本季度内上报结果", "task 2017-03-31"},
        {"下季度末前上报结果", "task 2017-06-30"},
        {"本月底前整改到位", "task 2017-03-31"},
        {"月底前整改到位", "task 2017-03-31"},
        {"下月10日前整改到位", "task 2017-04-10"},
        {"今年将新增调解员12名", "task 2017-12-31"},
        {"今年，我局将出台考核办法", "task 2017-12-31"},
        {"2017年我局再认定1-2个站点", "task 2017-12-31"},
        {"今年，确保录入率达到98%以上", "task 2017-12-31"},
        {"今年将做到镇村全覆盖", "task 2017-12-31"},
        {"一个月内完成清理", "task 2017-04-28"},
        {"两周内完成清理", "task 2017-04-11"},
        {"半年内完成清理", "task 2017-09-28"},
        {"三年内全部建成", "task 2020-03-28"},
        {"用两个月时间开展专项活动", "task 2017-05-28"},
        {"本周五下班前报送名单", "task 2017-03-31"},
        {"周五下班前报送名单", "task 2017-03-31"},
        {"周一前报送名单", "task 2017-04-03"},
        {"下周三前报送名单", "task 2017-04-05"},
        {"今天下班前报送名单", "task 2017-03-28"},
        {"对台账问题立行立改", "task 2017-03-28"},
        {"立即组织补录", "task 2017-03-28"},
        {"方案印发后10日内动员", "task 2017-04-07"},
        {"10日内完成整改", "task 2017-04-07"},
        {"15个工作日内整改到位", "task ?"},
        {"尽快落实场地", "task ?"},
        {"春节前走访困难对象", "task ?"},
        {"国庆节前完成布置", "task 2017-09-30"},
        {"2月30日前完成", "task ?"},
        {"4月至6月开展整治", "task 2017-06-30"},
        {"4月10日至5月20日开展整治", "task 2017-05-20"},
        {"2018年11月至2月开展整治", "task 2019-02-28"},
        {"4月1日至30日开展整治", "task 2017-04-30"},
        {"计划4月组织试考", "task 2017-04-30"},
        {"6月中前完成选址", "task 2017-06-15"},
        {"五一前完成布置", "task 2017-04-30"},
        {"明年将新建站点2个", "task 2018-12-31"},
        {"第二季度组织一次比武，第四季度开展一次回头看", "task 2017-06-30 | task 2017-12-31"},
        {"三季度完成设备采购", "task 2017-09-30"},
        {"在今年6月、11月各开展一次专项检查", "task 2017-06-30 | task 2017-11-30"},
        {"4月再次组织培训", "task 2017-04-30"},
        {"6月召开总结会", "task 2017-06-30"},
        {"5月中下旬组织互查", "task 2017-05-31"},
        {"5月上中旬组织互查", "task 2017-05-20"},
        {"方案印发后一月内走访到户", "task 2017-04-28"},
        {"3月内走访到户", "task 2017-03-31"},
        {"7月10日、10月10日前分别报送", "task 2017-07-10 | task 2017-10-10"},
        {"明天前报送", "task 2017-03-29"},
        {"一季度前完成", "task 2016-12-31"},
    };
    test_cases(cases, ARRAY_LEN(cases), false);
}

static void test_promise_find__duties(void **state)
{
    (void)state;
    static const struct test_case cases[] = {
        {"每天核查定位", "duty day"},
        {"每日核查定位", "duty day"},
        {"每天抽查检查1次", "duty day count 1次"},
        {"每个工作日核查", "duty working_day"},
        {"每周一至周五值守", "duty working_day"},
        {"每周联系法院", "duty week"},
        {"每周定期1次沟通", "duty week count 1次"},
        {"每周一次抽查", "duty week count 1次"},
        {"每周三次抽查", "duty week count 3次"},
        {"每周一开例会", "duty week weekday 1"},
        {"每周五下班前报送", "duty week weekday 5"},
        {"每星期日查寝", "duty week weekday 7"},
        {"每周二、四到所报告", "duty week weekday 4 count 2"},
        {"每周一、三、五巡查", "duty week weekday 5 count 3"},
        {"每周一三五巡查", "duty week weekday 5 count 3"},
        {"每周一、周三、周五巡查", "duty week weekday 5 count 3"},
        {"每周星期二和星期四到所", "duty week weekday 4 count 2"},
        {"每周五、一巡查", "duty week weekday 5 count 2"},
        {"每周二、四各抽查2次", "duty week weekday 4 count 4次"},
        {"每周二、四抽查不少于3次", "duty week weekday 4 count 3次"},
        {"每周二、四开展一次抽查", "duty week weekday 4 count 2"},
        {"每周二、四学习不少于2小时", "duty week weekday 4 sum 2小时"},
        {"每周三次抽查、每周一通报", "duty week count 3次 | duty week weekday 1"},
        {"每周五一同上报", "duty week weekday 5"},
        {"每周一日常巡查", "duty week weekday 1"},
        {"每周一天时间走访", "duty week"},
        {"每周一至周三巡查", "duty week"},
        {"每日一提醒、每周一通报、每月一考核", "duty day | duty week | duty month"},
        {"每周一通报，每月一次考核", "duty week weekday 1 | duty month count 1次"},
        {"每周走访至少2次", "duty week count 2次"},
        {"每周走访2-3次", "duty week count 2次"},
        {"每周走访2次以上", "duty week count 2次"},
        {"每半个月抽查一次", "duty half_month count 1次"},
        {"每半月抽查一次", "duty half_month count 1次"},
        {"每15天抽查一次", "duty half_month count 1次"},
        {"每月分析数据", "duty month"},
        {"每月集中学习不少于8小时", "duty month sum 8小时"},
        {"每月集中学习不少于８.５个小时", "duty month sum 8.5小时"},
        {"每月25日前上报", "duty month day 25"},
        {"每月5日至10日集中检查", "duty month day 10"},
        {"每月10日和25日前上报", "duty month day 25 count 2"},
        {"每月5日、15日、25日各走访一次", "duty month day 25 count 3次"},
        {"每月的1-5日集中上报", "duty month day 5"},
        {"每月20日后停止补录", "duty month"},
        {"每月底前上报", "duty month"},
        {"每月5日、20日前分两次上报", "duty month day 20 count 2次"},
        {"每月中旬上报", "duty month day 20"},
        {"每月上旬上报", "duty month day 10"},
        {"每个月开展两次", "duty month count 2次"},
        {"次月5日前上报", "duty month days 5"},
        {"每月结束后3个工作日内上报", "duty month working_days 3"},
        {"月后5日内上报", "duty month days 5"},
        {"逐月通报", "duty month"},
        {"按月考核", "duty month"},
        {"每季度召开会议", "duty quarter"},
        {"每季度末月25日前上传", "duty quarter month 3 day 25"},
        {"每季度第二个月10日前上传", "duty quarter month 2 day 10"},
        {"每季度首月10日前上传", "duty quarter month 1 day 10"},
        {"每季末公布", "duty quarter"},
        {"每季度末25日前报送", "duty quarter month 3 day 25"},
        {"每季度末的25日前报送", "duty quarter month 3 day 25"},
        {"每季末月25日前报送", "duty quarter month 3 day 25"},
        {"每季度末前报送25份", "duty quarter count 25份"},
        {"每半年检查一次", "duty half_year count 1次"},
        {"每年组织4期培训", "duty year count 4期"},
        {"每年12月25日前完成考核", "duty year month 12 day 25"},
        {"每年3月底前完成考核", "duty year month 3 day 31"},
        {"每年3月、9月集中走访", "duty year month 9 day 31 count 2"},
        {"每年6月和12月各报送一次", "duty year month 12 day 31 count 2次"},
        {"做到月月清", "duty month"},
        {"做到日清月结", "duty day | duty month"},
        {"做到月清月结", "duty month"},
        {"实行日提醒、周汇总、月分析", "duty day | duty week | duty month"},
        {"半月一通报", "duty half_month"},
        {"每季初公布", "duty quarter month 1 day 10"},
        {"实行周报告制", "duty week"},
        {"落实日巡查、周研判、月通报制度", "duty day | duty week | duty month"},
        {"召开季度例会", "duty quarter"},
        {"实行“日巡查、周小结、月考核”", "duty day | duty week | duty month"},
        {"科室周检查、分管领导月抽查、局长季督查", "duty week | duty month | duty quarter"},
        {"半年召开一次推进会", "duty half_year count 1次"},
        {"半年至少组织一次应急演练", "duty half_year count 1次"},
        {"半年不少于一次向县委汇报", "duty half_year count 1次"},
        {"一个季度至少走访一次困难群众", "duty quarter count 1次"},
        {"一年不少于两次集中培训", "duty year count 2次"},
        {"上半年至少组织一次演练", "task 2017-06-30"},
        {"今后一个月至少走访一次", ""},
        {"近一年至少走访三次", ""},
        {"第一年至少完成两个试点", ""},
        {"每日17:30前完成录入", "duty day"},
        {"每天开展检查1次，每天对司法所开展督查1次", "duty day count 1次 | duty day count 1次"},
        {"一周一调度", "duty week"},
        {"走访2次/月", "duty month count 2次"},
        {"每人每月服务不少于8小时", "duty month sum 8小时 each"},
        {"每月学习不少于8小时，服务不少于8小时", "duty month sum 8小时 | duty month sum 8小时"},
        {"每月学习不少于8小时、服务不少于6小时", "duty month sum 8小时 | duty month sum 6小时"},
        {"每月学习不少于2次，每次不少于2次发言", "duty month count 2次"},
        {"每周走访一次、每日查看轨迹", "duty week count 1次 | duty day"},
        {"由每月一次改为每周一次", "duty week count 1次"},
        {"6月底前建成，每月评估一次", "task 2017-06-30 | duty month count 1次"},
        {"每月对连续3次未报的单位通报", "duty month"},
        {"从4月起每周检查", "duty week"},
        {"今年起每季度评估", "duty quarter"},
    };
    test_cases(cases, ARRAY_LEN(cases), false);
}

static void test_promise_find__events(void **state)
{
    (void)state;
    static const struct test_case cases[] = {
        {"案件实时录入系统", "duty event days 0"},
        {"有变化的第一时间上报", "duty event days 0"},
        {"走访当日录入", "duty event days 0"},
        {"做到案案清", "duty event days 0"},
        {"实行即办即录", "duty event days 0"},
        {"推行受理即录入", "duty event days 0"},
        {"收到申请后十个工作日内答复", "duty event working_days 10"},
        {"报到后3日内制定方案", "duty event days 3"},
        {"不超过5个工作日办结", "duty event working_days 5"},
        {"24小时内书面说明", "duty event days 1"},
        {"发现后2小时内报告", "duty event days 1"},
        {"30小时内书面说明", "duty event days 2"},
        {"活动结束次日内补录", "duty event days 1"},
        {"下一个工作日前补录", "duty event working_days 1"},
        {"次周内说明原因", "duty event days 13"},
        {"入矫后三个月内走访", "duty event days 93"},
        {"遇有故障的，立即报告", "duty event days 0"},
        {"一旦失联立即上报", "duty event days 0"},
        {"每年考核结束后5个工作日内录入", "duty event working_days 5"},
        {"每日查看十日内到期人员", "duty day"},
        {"每日查看10日内在册变动", "duty day"},
    };
    test_cases(cases, ARRAY_LEN(cases), false);
}

static void test_promise_find__vague(void **state)
{
    (void)state;
    static const struct test_case cases[] = {
        {"定期检查台账", "vague"},
        {"不定期抽查", "vague"},
        {"定期检查与突击检查相结合", "vague"},
        {"每两个月检查一次", "vague"},
        {"每两周检查一次", "vague"},
        {"每隔一周检查一次", "vague"},
        {"隔周检查一次", "vague"},
        {"每逢节假日前开展点验", "vague"},
        {"每10天检查一次", "vague"},
        {"每旬检查一次", "vague"},
        {"每逢单月开展一次讲座", "vague"},
        {"逢双月召开一次联席会议", "vague"},
        {"经常性开展谈话", "vague"},
        {"每三个月检查一次", "duty quarter count 1次"},
        {"每周定期检查", "duty week"},
        {"定期检查、定期通报", "vague | vague"},
        {"今年定期检查", "vague"},
    };
    test_cases(cases, ARRAY_LEN(cases), false);
}

static void test_promise_find__not_promised(void **state)
{
    (void)state;
    static const struct test_case cases[] = {
        {"", ""},
        {"。；，、", ""},
        {"加强沟通和协调", ""},
        {"及时录入系统", ""},
        {"目前2016年度材料已全部录入", ""},
        {"中心已于去年11月启用", ""},
        {"已建立每周例会制度", ""},
        {"一直坚持每周例会", ""},
        {"去年每月开展活动", ""},
        {"以往每季度报送一次", ""},
        {"6月底前建设任务已完成", ""},
        {"未在6月底前建成的问题", ""},
        {"3月1日召开动员会", ""},
        {"按照3月5日会议要求执行", ""},
        {"从年初开始推进", ""},
        {"自4月起一律执行新标准", ""},
        {"截至3月底完成过半", ""},
        {"录入及时率计入季度考核", ""},
        {"纳入年终考核", ""},
        {"一次性补发到位", ""},
        {"针对第三季度登录率低的问题", ""},
        {"矫正前三个月从严管理", ""},
        {"对日常检查发现的问题从严处理", ""},
        {"2016年报送的材料归档", ""},
        {"解决周边群众关切", ""},
        {"节日期间加强值守", ""},
        {"将每天的录入情况纳入通报", ""},
        {"节假日不间断值守", ""},
        {"2016年我局解决了场地", ""},
        {"今年将加大宣传力度", ""},
        {"今年全年都将严格按照规定执行", ""},
        {"今年，我局将以考核任务为目标，采取公开招录等方式提高落实率", ""},
        {"今年将建立健全各项制度", ""},
        {"今年将按照省厅制定的标准落实", ""},
        {"今年将加强调度，争取完成目标任务", ""},
        {"2017年我局继续购买服务", ""},
        {"明年将扩大范围", ""},
        {"3月组织的培训效果不佳", ""},
        {"针对一季度完成情况不理想的问题，加强调度", ""},
        {"开展岗位练兵，人人过关", ""},
        {"上月检查发现的问题逐项销号", ""},
    };
    test_cases(cases, ARRAY_LEN(cases), false);
}

/* "已" tells what was only of the thing promised, not of what it is done to. */
static void test_promise_find__attributes(void **state)
{
    (void)state;
    static const struct test_case cases[] = {
        {"对已解矫人员每月回访", "duty month"},
        {"已建档对象每季度评估一次", "duty quarter count 1次"},
        {"每月25日前对已办结案件清点", "duty month day 25"},
        {"对未及时录入的每天提醒", "duty day"},
        {"目前尚有缺口，6月底前补齐", "task 2017-06-30"},
        {"去年已建1个，今年再建1个", "task 2017-12-31"},
    };
    test_cases(cases, ARRAY_LEN(cases), false);
}

/* Without the date of the document, only what was printed in full is known. */
static void test_promise_find__undated(void **state)
{
    (void)state;
    static const struct test_case cases[] = {
        {"6月底前完成", "task ?"},
        {"年内完成", "task ?"},
        {"本周五前完成", "task ?"},
        {"一个月内完成", "task ?"},
        {"三季度前完成", "task ?"},
        {"一季度前完成", "task ?"},
        {"立即完成", "task ?"},
        {"2017年6月底前完成", "task 2017-06-30"},
        {"每月25日前上报", "duty month day 25"},
    };
    test_cases(cases, ARRAY_LEN(cases), true);
}

static void test_promise_find__dates_at_the_turn_of_the_year(void **state)
{
    (void)state;
    static const struct {
        const char *measure;
        int year, month, day; /* of the document */
        const char *due;
    } cases[] = {
        {"2月底前完成", 2016, 12, 20, "2017-02-28"},
        {"2月底前完成", 2015, 12, 20, "2016-02-29"},
        {"12月底前完成", 2017, 1, 5, "2017-12-31"},
        {"3月20日前完成", 2017, 3, 28, "2017-03-20"},
        {"下月底前完成", 2016, 12, 20, "2017-01-31"},
        {"下季度末前完成", 2016, 12, 20, "2017-03-31"},
        {"一个月内完成", 2017, 1, 31, "2017-02-28"},
        {"本周内完成", 2016, 12, 30, "2017-01-01"},
    };
    struct arena a;
    arena_init(&a, 1 << 24);
    const struct promise_reader *r = promise_reader_new(&a);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct promise_context ctx = {.has_issued_on = true};
        char due[DATE_TEXT_MAX];
        must(date_make(cases[i].year, cases[i].month, cases[i].day, &ctx.issued_on, NULL) ==
             ERR_OK);
        struct promise_list list = promise_find(&a, r, str_of(cases[i].measure), &ctx);
        CHECK_INT(cases[i].measure, list.n, 1);
        CHECK(cases[i].measure, list.p[0].has_due);
        CHECK_STR(cases[i].measure, str_of(date_text(list.p[0].due, due)), cases[i].due);
    }
    arena_release(&a);
}

/* The sentence, the words and the clause are the original text, at the bytes named. */
static void test_promise_find__texts(void **state)
{
    (void)state;
    static const struct {
        const char *measure;
        size_t i;
        const char *sentence, *words, *what;
    } cases[] = {
        {"先建台账。 每周五核对；年内建成。", 1, "年内建成", "年内", "年内建成"},
        {"先建台账。　每周五，核对解矫情况！其他。", 0, "每周五，核对解矫情况", "每周五",
         "每周五，核对解矫情况"},
        {"与法院沟通，做到每周定期１次，防止脱节", 0, "与法院沟通，做到每周定期１次，防止脱节",
         "每周", "与法院沟通，做到每周定期１次"},
        {"7月10日、10月10日前分别报送", 0, "7月10日、10月10日前分别报送", "7月10日",
         "7月10日、10月10日前分别报送"},
        {"实行“日巡查、周小结”，与绩效挂钩", 0, "实行“日巡查、周小结”，与绩效挂钩", "日巡查",
         "实行“日巡查、周小结”"},
        {"每日17:30前完成录入", 0, "每日17:30前完成录入", "每日", "每日17:30前完成录入"},
        {"对重点对象每周走访一次、每日查看轨迹", 1, "对重点对象每周走访一次、每日查看轨迹", "每日",
         "每日查看轨迹"},
        {"每月学习不少于8小时，服务不少于8小时", 1, "每月学习不少于8小时，服务不少于8小时", "每月",
         "服务不少于8小时"},
        {"按照“每月学习8小时，服务8小时”要求", 0, "按照“每月学习8小时，服务8小时”要求", "每月",
         "每月学习8小时"},
        {"落实“每日巡查，每周督查”制度", 1, "落实“每日巡查，每周督查”制度", "每周", "每周督查"},
    };
    struct arena a;
    arena_init(&a, 1 << 24);
    const struct promise_reader *r = promise_reader_new(&a);
    const struct promise_context ctx = {.has_issued_on = false};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct str measure = str_of(cases[i].measure);
        struct promise_list list = promise_find(&a, r, measure, &ctx);
        CHECK(cases[i].measure, list.n > cases[i].i);
        const struct promise *p = &list.p[cases[i].i];
        CHECK_STR(cases[i].measure, p->sentence, cases[i].sentence);
        CHECK_STR(cases[i].measure, str_sub(measure, p->from, p->to), cases[i].sentence);
        CHECK_STR(cases[i].measure, p->words, cases[i].words);
        CHECK_STR(cases[i].measure, p->what, cases[i].what);
    }
    arena_release(&a);
}

static void test_promise_time_limit__columns(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *due; /* empty: not known */
    } cases[] = {
        {"2017年6月底", "2017-06-30"},
        {"6月底前", "2017-06-30"},
        {"6月30日", "2017-06-30"},
        {"年内", "2017-12-31"},
        {"立即整改", "2017-03-28"},
        {"立行立改", "2017-03-28"},
        {"一个月内", "2017-04-28"},
        {"10日内", "2017-04-07"},
        {"2017年4月-6月", "2017-06-30"},
        {"2018年4月—6月底前", "2018-06-30"},
        {"长期坚持", ""},
        {"每月", ""},
        {"", ""},
    };
    struct arena a;
    arena_init(&a, 1 << 24);
    const struct promise_reader *r = promise_reader_new(&a);
    struct promise_context ctx = {.has_issued_on = true};
    must(date_make(2017, 3, 28, &ctx.issued_on, NULL) == ERR_OK);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        date due;
        char text[DATE_TEXT_MAX] = "";
        if (promise_time_limit(&a, r, str_of(cases[i].text), &ctx, &due))
            (void)date_text(due, text);
        CHECK_STR(cases[i].text, str_of(text), cases[i].due);
    }
    arena_release(&a);
}

/* Texts made to be costly: the work stays in proportion, and memory too. */
static void test_promise_find__hostile(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "每", "每周",   "每月不少于8小时", "6月", "年", "已",     "一",
        "1",  "、每日", "不少于8小时",     "次",  ",",  "后3日内"};
    struct promise_context ctx = {.has_issued_on = true};
    must(date_make(2017, 3, 28, &ctx.issued_on, NULL) == ERR_OK);
    for (size_t i = 0; i < ARRAY_LEN(pieces); i++) {
        struct arena a;
        struct buf b;
        arena_init(&a, 1 << 28);
        buf_init(&b, 1 << 20);
        while (b.n < 60000)
            buf_add_z(&b, pieces[i]);
        struct promise_list list = promise_find(&a, promise_reader_new(&a), buf_str(&b), &ctx);
        CHECK(pieces[i], list.n <= 60000);
        CHECK(pieces[i], !arena_over(&a));
        buf_release(&b);
        arena_release(&a);
    }
}

TEST_MAIN(cmocka_unit_test(test_promise_find__tasks), cmocka_unit_test(test_promise_find__duties),
          cmocka_unit_test(test_promise_find__events), cmocka_unit_test(test_promise_find__vague),
          cmocka_unit_test(test_promise_find__not_promised),
          cmocka_unit_test(test_promise_find__attributes),
          cmocka_unit_test(test_promise_find__undated),
          cmocka_unit_test(test_promise_find__dates_at_the_turn_of_the_year),
          cmocka_unit_test(test_promise_find__texts),
          cmocka_unit_test(test_promise_time_limit__columns),
          cmocka_unit_test(test_promise_find__hostile))
