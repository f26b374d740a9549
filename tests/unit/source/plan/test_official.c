/*
 * test_official.c — papers in the product's own layout after people went on editing
 * them. That unedited ones come back is shown by tests/unit/deliver/test_round_trip.c.
 */
#include "testmain.h"

#include "docx_build.h"
#include "source/plan/official.h"
#include "source/plan/plan_read.h"

#define LAYOUT                                                                                     \
    "　　一、考评项目及整改措施\n"                                                    \
    "　　各项目依次列明分值、失分原因、整改措施、责任科室和整改时限，未列的表示台账未载明。\n"

/* Items as category/subcategory/name full-got-lost [departments] cause | measure | limit. */
static struct str show_figure(struct arena *a, struct plan_figure f)
{
    char text[POINTS_TEXT_MAX];
    return f.from == PLAN_UNKNOWN ? STR("?") : str_copy(a, str_of(points_text(f.v, text)));
}

static struct str show_item(struct arena *a, const struct plan_item *i)
{
    struct str names = STR_NONE;
    for (size_t k = 0; k < i->n_departments; k++)
        names = str_format(a, "%" STR_FMT "%s%" STR_FMT, STR_ARG(names), k > 0 ? "+" : "",
                           STR_ARG(i->departments[k]));
    return str_format(a,
                      "%" STR_FMT "/%" STR_FMT "/%" STR_FMT " %" STR_FMT "-%" STR_FMT "-%" STR_FMT
                      " [%" STR_FMT "] %" STR_FMT "|%" STR_FMT "|%" STR_FMT,
                      STR_ARG(i->category), STR_ARG(i->subcategory), STR_ARG(i->item),
                      STR_ARG(show_figure(a, i->full)), STR_ARG(show_figure(a, i->got)),
                      STR_ARG(show_figure(a, i->lost)), STR_ARG(names), STR_ARG(i->cause),
                      STR_ARG(i->measure), STR_ARG(i->time_limit));
}

static struct str show_items(struct arena *a, const struct plan *p)
{
    struct str s = STR_NONE;
    for (size_t i = 0; i < p->n_items; i++)
        s = str_format(a, "%" STR_FMT "%s%" STR_FMT, STR_ARG(s), i > 0 ? " // " : "",
                       STR_ARG(show_item(a, &p->items[i])));
    return s;
}

static enum err_code read_text(struct arena *a, const char *text, struct plan *ret)
{
    struct doc doc;
    ERR_TRY(doc_read(a, str_of(text), &doc, NULL));
    return plan_read(a, &doc, ret, NULL);
}

/* ---- items ------------------------------------------------------------------ */

static const struct items_case {
    const char *name;
    const char *text; /* behind LAYOUT */
    const char *want;
} ITEMS[] = {
    {"as printed",
     "　　（一）甲\n　　1.乙\n　　（1）丙（应得5分，实得4.7分）\n　　失分原因：录入迟。\n"
     "　　整改措施：每周核对。\n　　责任科室：办公室、法宣科。\n　　整改时限：6月底前。",
     "甲/乙/丙 5.00-4.70-0.30 [办公室+法宣科] 录入迟|每周核对。|6月底前"},
    {"a paragraph without a label goes on",
     "　　（1）丙（应得5分，实得4分）\n　　整改措施：甲。\n　　乙。",
     "//丙 5.00-4.00-1.00 [] |甲。\n乙。|"},
    {"nothing goes on before a label",
     "　　（1）丙（应得5分，实得4分）\n　　有人插的话。\n　　失分原因：乙。",
     "//丙 5.00-4.00-1.00 [] 乙||"},
    {"continuation lines are no labels",
     "　　（1）丙（应得5分，实得4分）\n　　失分原因：甲\n　　　　整改措施：乙\n　　　　（2）丁（应"
     "得3分）。",
     "//丙 5.00-4.00-1.00 [] 甲\n整改措施：乙\n（2）丁（应得3分）||"},
    {"half-width signs", "　　(1)丙(应得5分,实得4分)\n　　失分原因:甲。\n　　责任科室:乙、丁",
     "//丙 5.00-4.00-1.00 [乙+丁] 甲||"},
    {"figures by hand", "　　（1）丙（10分，得8.5分）\n　　失分原因：甲。",
     "//丙 10.00-8.50-1.50 [] 甲||"},
    {"a name with figures of its own", "　　（1）丙（5分）（应得3分，失1分）",
     "//丙（5分） 3.00-2.00-1.00 [] ||"},
    {"no figures", "　　（1）丙（未列分值）\n　　失分原因：甲。", "//丙 ?-?-? [] 甲||"},
    {"nothing lost", "　　（1）丙（应得3分，未失分）", "//丙 3.00-3.00-0.00 [] ||"},
    {"a loss added up", "　　（1）丙（应得3分，共失0.5分）", "//丙 3.00-2.50-0.50 [] ||"},
    {"a name of blanks is none",
     "　　（1）丙（应得3分，失1分）\n　　失分原因：甲。\n　　（2） （应得5分）",
     "//丙 3.00-2.00-1.00 [] 甲。\n（2） （应得5分）||"},
    {"a label twice", "　　（1）丙（应得3分，未失分）\n　　整改措施：甲。\n　　整改措施：乙。",
     "//丙 3.00-3.00-0.00 [] |甲。\n乙。|"},
    {"fields in another order",
     "　　（1）丙（应得3分，失1分）\n　　责任科室：甲。\n　　整改措施：乙。\n　　失分原因：丁。",
     "//丙 3.00-2.00-1.00 [甲] 丁|乙。|"},
    {"empty field", "　　（1）丙（应得3分，失1分）\n　　失分原因：\n　　整改措施：乙。",
     "//丙 3.00-2.00-1.00 [] |乙。|"},
    {"a chapter behind the items",
     "　　（一）甲\n　　（1）丙（应得3分，失1分）\n　　整改措施：乙。\n　　二、工作要求\n　　各科室"
     "抓好落实。",
     "甲//丙 3.00-2.00-1.00 [] |乙。|"},
    {"a chapter takes the category back",
     "　　（一）甲\n　　（1）丙（应得3分，失1分）\n　　二、考评项目及整改措施（续）\n　　（1）丁（"
     "应得2分）",
     "甲//丙 3.00-2.00-1.00 [] || // //丁 2.00-?-? [] ||"},
    {"a category takes the subcategory back",
     "　　（一）甲\n　　1.乙\n　　（1）丙（应得3分，失1分）\n　　（二）甲\n　　（1）丁（应得2分）",
     "甲/乙/丙 3.00-2.00-1.00 [] || // 甲//丁 2.00-?-? [] ||"},
    {"the mark inside brackets parts nothing",
     "　　（1）丙（应得3分，失1分）\n　　责任科室：科（甲、乙）、丁。",
     "//丙 3.00-2.00-1.00 [科（甲、乙）+丁] ||"},
    {"signature is no text",
     "　　（1）丙（应得3分，失1分）\n　　整改措施：乙\n\n          某局\n     2017年3月28日",
     "//丙 3.00-2.00-1.00 [] |乙|"},
    {"a measure that ends in 印发", "　　（1）丙（应得3分，失1分）\n　　整改措施：年底前印发",
     "//丙 3.00-2.00-1.00 [] |年底前印发|"},
};

static void test_official_read__items(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(ITEMS); i++) {
        struct arena a;
        arena_init(&a, 1 << 24);
        struct plan p = {.year = 0};
        const char *text = str_format(&a, "%s%s\n", LAYOUT, ITEMS[i].text).p;
        CHECK_ERR(ITEMS[i].name, read_text(&a, text, &p), ERR_OK);
        CHECK_STR(ITEMS[i].name, show_items(&a, &p), ITEMS[i].want);
        arena_release(&a);
    }
}

/* ---- head and end ---------------------------------------------------------------- */

static const struct head_case {
    const char *name;
    const char *before, *after; /* of LAYOUT and one item */
    const char *want;           /* number, title, addressees, year, rank, counts, date */
} HEADS[] = {
    {"all of it",
     "某司发〔2017〕7号\n某局2016年度整改方案\n各科室、公证处：\n　　根据2016年度绩效考评结果，现制"
     "定整改方案"
     "如下。\n　　一、考评情况\n　　本单位在全省排名第86位。考评涉及4个大项、13个小项、1200个子项目"
     "。\n",
     "      某局\n      2017年3月28日\n",
     "某司发〔2017〕7号 某局2016年度整改方案 各科室+公证处 2016 86 4-13-1200 2017-03-28"},
    {"none of it", "", "", "   0 0 0-0-0 "},
    {"red head", "某局文件\n某司发〔2017〕7号\n方案\n", "", "某司发〔2017〕7号 方案  0 0 0-0-0 "},
    {"year of the title", "某局2016年度整改方案\n　　为做好工作，制定本方案。\n", "",
     " 某局2016年度整改方案  2016 0 0-0-0 "},
    {"year that is said to be unknown",
     "某局2016年整改方案\n　　根据绩效考评结果（考评年度未载明），现制定整改方案如下。\n", "",
     " 某局2016年整改方案  0 0 0-0-0 "},
    {"date still to be filled in", "方案\n", "      某局\n         年  月  日\n",
     " 方案  0 0 0-0-0 "},
    {"no day of the calendar", "方案\n", "      某局\n  2017年2月30日\n", " 方案  0 0 0-0-0 "},
    {"imprint", "方案\n", "  某局\n  2017年3月28日\n抄送：区委办。\n某局办公室 2017年4月1日印发\n",
     " 方案  0 0 0-0-0 2017-03-28"},
    {"date without a signature", "方案\n", "  2017年3月28日\n", " 方案  0 0 0-0-0 2017-03-28"},
};

static struct str show_head(struct arena *a, const struct plan *p)
{
    char day[DATE_TEXT_MAX] = "";
    struct str names = STR_NONE;
    for (size_t k = 0; k < p->n_addressees; k++)
        names = str_format(a, "%" STR_FMT "%s%" STR_FMT, STR_ARG(names), k > 0 ? "+" : "",
                           STR_ARG(p->addressees[k]));
    if (p->has_issued_on)
        (void)date_text(p->issued_on, day);
    return str_format(a, "%" STR_FMT " %" STR_FMT " %" STR_FMT " %d %d %d-%d-%d %s",
                      STR_ARG(p->number), STR_ARG(p->title), STR_ARG(names), p->year, p->rank,
                      p->declared.categories, p->declared.subcategories, p->declared.items, day);
}

static void test_official_read__head(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(HEADS); i++) {
        const struct head_case *c = &HEADS[i];
        struct arena a;
        arena_init(&a, 1 << 24);
        struct plan p = {.year = 0};
        const char *text = str_format(&a, "%s%s　　（1）丙（应得3分，失1分）\n　　整改措施：乙\n%s",
                                      c->before, LAYOUT, c->after)
                               .p;
        CHECK_ERR(c->name, read_text(&a, text, &p), ERR_OK);
        CHECK_STR(c->name, show_head(&a, &p), c->want);
        CHECK_STR(c->name, show_items(&a, &p), "//丙 3.00-2.00-1.00 [] |乙|");
        arena_release(&a);
    }
}

/* ---- bookmarks ---------------------------------------------------------------------- */

#define P(text)    "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define BEGIN(id)  "<w:bookmarkStart w:id=\"" id "\" w:name=\"_duban_d" id "\"/>"
#define END(id)    "<w:bookmarkEnd w:id=\"" id "\"/>"
#define FIRST      "<w:p>" BEGIN("7") "<w:r><w:t>（1）丙（应得3分，失1分）</w:t></w:r></w:p>"
#define LAST(text) "<w:p><w:r><w:t>" text "</w:t></w:r>" END("7") "</w:p>"

static const struct bookmark_case {
    const char *name;
    const char *body;
    const char *want;
    int64_t ids[3];
} BOOKMARKS[] = {
    {"around an item", FIRST LAST("整改措施：乙。"), "//丙 3.00-2.00-1.00 [] |乙。|", {7}},
    {"numbered paragraphs typed inside it",
     FIRST P("整改措施：如下。") P("1.甲。") P("（二）乙。") P("三、丁。")
         LAST("（4）戊（2分钟）。"),
     "//丙 3.00-2.00-1.00 [] |如下。\n1.甲。\n（二）乙。\n三、丁。\n（4）戊（2分钟）。|",
     {7}},
    {"an item typed behind it",
     FIRST LAST("整改措施：乙。") P("（2）丁（应得2分）") P("整改措施：戊。"),
     "//丙 3.00-2.00-1.00 [] |乙。| // //丁 2.00-?-? [] |戊。|",
     {7, 0}},
    {"an item typed inside it",
     FIRST P("整改措施：乙。") P("（2）丁（应得2分，失1分）") LAST("整改措施：戊。"),
     "//丙 3.00-2.00-1.00 [] |乙。| // //丁 2.00-1.00-1.00 [] |戊。|",
     {7, 0}},
    {"two items, the end of one in the other",
     FIRST P("整改措施：乙。") "<w:p>" END("7")
         BEGIN("8") "<w:r><w:t>（2）丁（应得2分，失1分）</w:t></w:r>" END("8") "</w:p>",
     "//丙 3.00-2.00-1.00 [] |乙。| // //丁 2.00-1.00-1.00 [] ||",
     {7, 8}},
    {"the sentence of the layout is gone, the bookmark says it",
     FIRST LAST("失分原因：无。"),
     "//丙 3.00-2.00-1.00 [] 无||",
     {7}},
    {"an inserted table is left out",
     FIRST P("整改措施：乙。") "<w:tbl><w:tr><w:tc>" P("甲") "</w:tc></w:tr></w:tbl>" LAST("丁。"),
     "//丙 3.00-2.00-1.00 [] |乙。\n丁。|",
     {7}},
    {"soft breaks",
     FIRST LAST("整改措施：乙。</w:t><w:br/><w:t>　　失分原因：丁。"),
     "//丙 3.00-2.00-1.00 [] |乙。\n失分原因：丁。|",
     {7}},
};

static void test_official_read__bookmarks(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(BOOKMARKS); i++) {
        const struct bookmark_case *c = &BOOKMARKS[i];
        struct arena a;
        arena_init(&a, 1 << 26);
        struct doc doc;
        struct plan p = {.year = 0};
        CHECK_ERR(c->name, doc_read(&a, docx_of(&a, c->body, NULL, NULL), &doc, NULL), ERR_OK);
        CHECK_ERR(c->name, plan_read(&a, &doc, &p, NULL), ERR_OK);
        CHECK_STR(c->name, show_items(&a, &p), c->want);
        for (size_t k = 0; k < p.n_items; k++)
            CHECK_INT(c->name, p.items[k].bookmark_id, c->ids[k]);
        arena_release(&a);
    }
}

static void test_official_bookmark_id__names(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int64_t want;
    } cases[] = {
        {"_duban_d12", 12},
        {"_duban_d", 0},
        {"_duban_d12a", 0},
        {"_duban_d 12", 0},
        {"_duban_d-1", 0},
        {"_duban_d+1", 0},
        {"_duban_x12", 0},
        {"duban_d12", 0},
        {"_duban_d9223372036854775807", INT64_MAX},
        {"_duban_d9223372036854775808", 0},
        {"_duban_d12_Copy_1", 0},
        {"", 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_INT(cases[i].name, official_bookmark_id(str_of(cases[i].name)), cases[i].want);
}

/* What says that it has the layout but has no items is read like any other paper. */
static void test_official_read__no_items(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1 << 24);
    struct plan p = {.year = 0};
    assert_int_equal(read_text(&a, LAYOUT "考核（应得5分，实得4分）：失分原因：迟。\n", &p),
                     ERR_OK);
    CHECK_STR("prose", show_items(&a, &p), "//考核 5.00-4.00-1.00 [] 迟||");
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_official_read__items), cmocka_unit_test(test_official_read__head),
          cmocka_unit_test(test_official_read__bookmarks),
          cmocka_unit_test(test_official_bookmark_id__names),
          cmocka_unit_test(test_official_read__no_items))
