/*
 * ledger_make.c — see ledger_make.h.
 */
#include "ledger_make.h"

struct dice {
    struct arena *a;
    uint64_t state;
};

/* xorshift64*: the same on every machine. */
static uint32_t roll(struct dice *d, uint32_t n)
{
    d->state ^= d->state >> 12;
    d->state ^= d->state << 25;
    d->state ^= d->state >> 27;
    return (uint32_t)((d->state * UINT64_C(2685821657736338717)) >> 33) % n;
}

static bool chance(struct dice *d, uint32_t percent)
{
    return roll(d, 100) < percent;
}

#define PICK(d, list) str_of((list)[roll((d), ARRAY_LEN(list))])

/* ---- words ---------------------------------------------------------------------- */

static const char *const CATEGORIES[] = {
    "公共法律服务",   "特殊人群管理",     "法治宣传教育",    "整改措施",
    "组织领导",       "一、基层基础",     "（二）队伍",      "1.依法行政",
    "失分原因：其他", "基本情况",         "2016年度工作",    "工作要求",
    "附件",           "4个大项排名第3位", "“双八”制度|保障", "以上2项",
};
static const char *const SUBJECTS[] = {
    "律师执业监管",      "法律援助覆盖水平", "社区矫正执法管理", "2017年新增",
    "（1）档案（10分）", "责任科室：办公室", "安置帮教",         "小计",
    "总体思想",          "1.1 平台",         "、顿号开头",       "考评项目及整改措施",
};
static const char *const NAMES[] = {
    "实施年度考核",
    "“双八”制度",
    "规范定位：手机",
    "应援尽援，应援优援",
    "年度考核（5分）",
    "年度考核（应得5分，实得4.7分）",
    "失分原因：登录率",
    "新媒体平台建设【重点】",
    "2016年度报告上传",
    "案卷评查[2017]",
    "合计",
    "无",
    "（一）机构队伍",
    "3、编制落实",
    "志愿者注册率 100%",
    "以上2项，整改责任科室：办公室",
    "信息|保障",
    "落实《办法》<试行>&\"细则\"",
    "报告a\tb",
    "重新犯罪（未列分值）",
};
static const char *const SENTENCES[] = {
    "1个司法所没有按时录入数据",
    "对律师事务所年度考核应为7家，实际6家；有1家未上报。",
    "失分原因：台账记录不全",
    "整改措施：每周一次核对；整改时限：6月底前。",
    "责任科室：办公室",
    "以上2项，整改责任科室：法律援助中心",
    "（1）补贴到位（应得5分，实得4分）",
    "1.核对录入情况；2.检查台账。",
    "①每月25日前报送；②通报进展。",
    "一、提高认识",
    "（二）加强领导",
    "2. 落实责任",
    "2017年3月28日",
    "云泽区司法局",
    "云泽区司法局办公室 2017年3月28日印发",
    "抄送：各司法所",
    "无",
    "已整改到位。",
    "扣0.5分",
    "每缺一次扣2分，扣完为止",
    "达到95%的得8分；“应援尽援”<率>低于90% & 未达标",
    "见表 | 甲 | 乙 | 丙",
    "见表\t甲\t乙\t丙",
    "甲  乙　　丙  丁",
    "- 12 -",
    "----------",
    "附件：1.名单",
    "特此报告。",
    "各项目依次列明",
    "𠮷字与👍，é和e\xCC\x81",
    "结尾有分号；",
    "句号。",
    "。",
    "共3件",
};
static const char *const DEPARTMENTS[] = {
    "社区矫正科",     "办公室",           "法律援助中心（牵头）",
    "政治处，人事科", "基层科（甲、乙）", "牵头单位：法宣科",
    "公证处/所",      "A B 科",           "无",
    "“四五”办公室",   "律管科。",         "以上各科室",
    "司法所:全部",
};
static const char *const LIMITS[] = {
    "6月底前", "2017年9月30日",      "立行立改", "长期坚持", "三个工作日内。",
    "无",      "每月25日前；年底前",
};
static const char *const TITLES[] = {
    "云泽区司法局2016年度绩效考评失分项目整改方案",
    "关于绩效考评工作的整改方案",
    "2017年整改任务清单（第2号）",
    "整改台账：2016年",
    "云泽区|整改  方案",
};
static const char *const ADDRESSEES[] = {
    "局机关各科室",           "区公证处", "各司法所（含矫正中心、公证处）",
    "法律援助中心，律师协会", "甲：乙",
};

/* ---- values ----------------------------------------------------------------------- */

static struct str make_text(struct dice *d)
{
    struct str text = PICK(d, SENTENCES);
    for (uint32_t more = chance(d, 35) ? roll(d, 4) : 0; more > 0; more--) {
        struct str next = PICK(d, SENTENCES);
        text = str_format(d->a, "%" STR_FMT "%s%" STR_FMT, STR_ARG(text), chance(d, 50) ? "\n" : "",
                          STR_ARG(next));
    }
    return text;
}

static struct str *make_names(struct dice *d, const char *const *from, uint32_t n_from, size_t n)
{
    struct str *names = ARENA_NEW_N(d->a, n + 1, struct str);
    for (size_t i = 0; i < n; i++)
        names[i] = str_of(from[roll(d, n_from)]);
    return names;
}

static struct plan_figure make_figure(struct dice *d, int64_t max)
{
    int64_t centi = chance(d, 60) ? roll(d, 40) * 50 : roll(d, (uint32_t)max);
    return (struct plan_figure){PLAN_PRINTED, {centi}};
}

static void make_figures(struct dice *d, struct plan_item *item)
{
    switch (roll(d, 8)) {
    case 0: break; /* nothing is known */
    case 1: item->full = make_figure(d, 3000); break;
    case 2: item->got = make_figure(d, 3000); break;
    case 3: item->lost = make_figure(d, 300); break;
    case 4: /* three that need not agree, or a got above the full mark */
        item->full = make_figure(d, 1000);
        item->got = make_figure(d, 2000);
        if (chance(d, 50))
            item->lost = make_figure(d, 1000);
        break;
    case 5: /* said to have lost nothing */
        item->lost = (struct plan_figure){PLAN_DERIVED, {0}};
        if (chance(d, 30)) /* or to have lost the sum of parts */
            item->lost.v.centi = roll(d, 300);
        if (chance(d, 50))
            item->full = make_figure(d, 3000);
        break;
    default:
        item->full = (struct plan_figure){PLAN_PRINTED, {500 + 100 * roll(d, 15)}};
        item->got = make_figure(d, item->full.v.centi);
        if (chance(d, 2))
            item->got = (struct plan_figure){PLAN_PRINTED, {-50}};
        if (chance(d, 2))
            item->full.v.centi = POINTS_MAX_CENTI / 1000;
    }
    plan_item_derive(item);
}

static struct plan_item make_item(struct dice *d, const struct plan_item *before, int32_t no)
{
    struct plan_item item = {.no = no, .item = PICK(d, NAMES)};
    if (before != NULL && chance(d, 60)) {
        item.category = before->category;
        item.subcategory = chance(d, 60) ? before->subcategory : STR_NONE;
    }
    if (item.category.n == 0 && chance(d, 70))
        item.category = PICK(d, CATEGORIES);
    if (item.subcategory.n == 0 && chance(d, 60))
        item.subcategory = PICK(d, SUBJECTS);
    make_figures(d, &item);
    if (chance(d, 75))
        item.cause = make_text(d);
    if (chance(d, 75))
        item.measure = make_text(d);
    if (chance(d, 40))
        item.time_limit = PICK(d, LIMITS);
    item.n_departments = chance(d, 70) ? roll(d, 4) : 0;
    item.departments =
        make_names(d, DEPARTMENTS, (uint32_t)ARRAY_LEN(DEPARTMENTS), item.n_departments);
    return item;
}

static void make_head(struct dice *d, struct plan *p)
{
    if (chance(d, 60))
        p->number = str_format(d->a, "云司发〔20%02u〕%u号", 10 + roll(d, 20), 1 + roll(d, 300));
    if (chance(d, 85))
        p->title = PICK(d, TITLES);
    if (chance(d, 70))
        p->year = 2010 + (int32_t)roll(d, 20);
    if (chance(d, 60))
        p->rank = 1 + (int32_t)roll(d, 120);
    p->has_issued_on = chance(d, 70);
    if (p->has_issued_on)
        p->issued_on = (date){(int32_t)roll(d, 25000)};
    p->n_addressees = chance(d, 60) ? 1 + roll(d, 4) : 0;
    p->addressees = make_names(d, ADDRESSEES, (uint32_t)ARRAY_LEN(ADDRESSEES), p->n_addressees);
    p->declared = (struct plan_declared){
        .categories = chance(d, 50) ? (int32_t)roll(d, 12) : 0,
        .subcategories = chance(d, 50) ? (int32_t)roll(d, 40) : 0,
        .items = chance(d, 50) ? (int32_t)roll(d, 1500) : 0,
    };
}

struct plan ledger_make(struct arena *a, uint64_t seed, int64_t **ret_ids)
{
    struct dice d = {a, (seed + 1) * UINT64_C(0x9E3779B97F4A7C15)};
    struct plan p = {.year = 0};
    make_head(&d, &p);
    p.n_items = 1 + roll(&d, chance(&d, 10) ? 120 : 12);
    p.items = ARENA_NEW_N(a, p.n_items, struct plan_item);
    *ret_ids = ARENA_NEW_N(a, p.n_items, int64_t);
    for (size_t i = 0; i < p.n_items; i++) {
        p.items[i] = make_item(&d, i == 0 ? NULL : &p.items[i - 1], (int32_t)i + 1);
        (*ret_ids)[i] = chance(&d, 90) ? (int64_t)(1000 + i * 7) : 0;
    }
    return p;
}

/* ---- comparing ------------------------------------------------------------------------ */

struct comparison {
    struct arena *a;
    int32_t no;
    struct str why;
};

static void differ(struct comparison *c, const char *field, struct str x, struct str y)
{
    if (c->why.n == 0)
        c->why = str_format(c->a, "item %d: %s: \"%" STR_FMT "\" became \"%" STR_FMT "\"", c->no,
                            field, STR_ARG(x), STR_ARG(y));
}

static void same_text(struct comparison *c, const char *field, struct str x, struct str y)
{
    if (!str_eq(x, y))
        differ(c, field, x, y);
}

static void same_int(struct comparison *c, const char *field, int64_t x, int64_t y)
{
    if (x != y)
        differ(c, field, str_format(c->a, "%lld", (long long)x),
               str_format(c->a, "%lld", (long long)y));
}

static void same_figure(struct comparison *c, const char *field, struct plan_figure x,
                        struct plan_figure y)
{
    same_int(c, field, x.from, y.from);
    if (x.from != PLAN_UNKNOWN)
        same_int(c, field, x.v.centi, y.v.centi);
}

static void same_names(struct comparison *c, const char *field, const struct str *x, size_t n_x,
                       const struct str *y, size_t n_y)
{
    same_int(c, field, (int64_t)n_x, (int64_t)n_y);
    for (size_t i = 0; i < n_x && i < n_y; i++)
        same_text(c, field, x[i], y[i]);
}

static void same_item(struct comparison *c, const struct plan_item *x, const struct plan_item *y)
{
    c->no = x->no;
    same_int(c, "no", x->no, y->no);
    same_text(c, "category", x->category, y->category);
    same_text(c, "subcategory", x->subcategory, y->subcategory);
    same_text(c, "item", x->item, y->item);
    same_figure(c, "full", x->full, y->full);
    same_figure(c, "got", x->got, y->got);
    same_figure(c, "lost", x->lost, y->lost);
    same_text(c, "cause", x->cause, y->cause);
    same_text(c, "measure", x->measure, y->measure);
    same_text(c, "time_limit", x->time_limit, y->time_limit);
    same_names(c, "departments", x->departments, x->n_departments, y->departments,
               y->n_departments);
}

bool ledger_equal(struct arena *a, const struct plan *x, const struct plan *y, struct str *ret_why)
{
    struct comparison c = {.a = a};
    same_text(&c, "number", x->number, y->number);
    same_text(&c, "title", x->title, y->title);
    same_int(&c, "has_issued_on", x->has_issued_on, y->has_issued_on);
    if (x->has_issued_on)
        same_int(&c, "issued_on", x->issued_on.days, y->issued_on.days);
    same_int(&c, "year", x->year, y->year);
    same_int(&c, "rank", x->rank, y->rank);
    same_names(&c, "addressees", x->addressees, x->n_addressees, y->addressees, y->n_addressees);
    same_int(&c, "declared categories", x->declared.categories, y->declared.categories);
    same_int(&c, "declared subcategories", x->declared.subcategories, y->declared.subcategories);
    same_int(&c, "declared items", x->declared.items, y->declared.items);
    same_int(&c, "items", (int64_t)x->n_items, (int64_t)y->n_items);
    for (size_t i = 0; i < x->n_items && i < y->n_items; i++)
        same_item(&c, &x->items[i], &y->items[i]);
    *ret_why = c.why;
    return c.why.n == 0;
}
