/*
 * paper.c — from a plan to the elements of an official document; see paper.h.
 *
 * The texts a bureau reads stand here, in the order in which they are printed.
 * source/plan/official.c reads the same layout back: whoever changes a word here
 * looks there.
 */
#include "deliver/paper.h"

#include "base/buf.h"
#include "deliver/paper_check.h"

enum { PAPER_TEXT_MAX = 64 * 1024 * 1024 };

struct composer {
    struct arena *a;
    const struct plan *p;
    const struct paper_head *head;
    struct {
        struct paper_element *p;
        size_t n, cap;
    } out;
    int32_t heading[4]; /* the number of the last heading of each level */
    bool placed;        /* whether an item stands under the headings below */
    struct str category, subcategory;
};

static struct paper_element *put(struct composer *c, enum paper_kind kind, struct str text)
{
    struct paper_element *el = vec_push(c->a, &c->out);
    *el = (struct paper_element){.kind = kind, .text = text};
    return el;
}

/* ---- numbers ------------------------------------------------------------------- */

static const char *const DIGITS[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

/* n (1 to 99,999) as 十一, 一百零三, 二千零一十 … */
static void add_chinese_number(struct buf *b, int32_t n)
{
    static const struct {
        int32_t value;
        const char *name;
    } units[] = {{10000, "万"}, {1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}};
    bool begun = false;
    bool gap = false;
    for (size_t i = 0; i < ARRAY_LEN(units); i++) {
        int32_t digit = n / units[i].value % 10;
        if (digit == 0) {
            gap = begun;
            continue;
        }
        if (gap)
            buf_add_z(b, DIGITS[0]);
        if (digit != 1 || units[i].value != 10 || begun) /* 十一, but 一百一十一 */
            buf_add_z(b, DIGITS[digit]);
        buf_add_z(b, units[i].name);
        begun = true;
        gap = false;
    }
}

/* 4.70 as it is printed: 4.7; 5.00 as 5. */
static void add_points(struct buf *b, points v)
{
    char text[POINTS_TEXT_MAX];
    struct str s = str_of(points_text(v, text));
    while (s.p[s.n - 1] == '0')
        s.n--;
    if (s.p[s.n - 1] == '.')
        s.n--;
    buf_add(b, s);
}

static struct str date_in_full(struct arena *a, date d)
{
    int year, month, day;
    date_parts(d, &year, &month, &day);
    return str_format(a, "%d年%d月%d日", year, month, day);
}

/* ---- headings --------------------------------------------------------------------- */

/* A heading of level 1 to 4 with its number; deeper levels begin again. */
static struct paper_element *put_heading(struct composer *c, int level, struct str name)
{
    struct buf b;
    buf_init(&b, PAPER_TEXT_MAX);
    int32_t n = ++c->heading[level - 1];
    for (int deeper = level; deeper < 4; deeper++)
        c->heading[deeper] = 0;
    if (level == 2 || level == 4)
        buf_add_z(&b, "（");
    if (level <= 2)
        add_chinese_number(&b, n);
    else
        buf_addf(&b, "%d", n);
    /* "1.2016年" would be a number of its own */
    bool digit = name.n > 0 && name.p[0] >= '0' && name.p[0] <= '9';
    buf_add_z(&b, level == 1 ? "、" : level == 3 ? (digit ? ". " : ".") : "）");
    buf_add(&b, name);
    must(!buf_over(&b)); /* a name is a line of a document that was read */
    struct str text = str_copy(c->a, buf_str(&b));
    buf_release(&b);
    return put(c, (enum paper_kind)(PAPER_HEADING_1 + level - 1), text);
}

/*
 * The headings above an item, where they differ from those of the item before. A
 * heading cannot be taken back, only be ended by one above it: an item without a
 * subcategory after one with it repeats the category, and one without a category
 * begins a chapter.
 */
static void put_place(struct composer *c, const struct plan_item *item)
{
    bool up = item->category.n == 0 && c->category.n > 0;
    bool again = item->subcategory.n == 0 && c->subcategory.n > 0;
    if (!c->placed || up || (again && item->category.n == 0)) {
        put_heading(c, 1, c->placed ? STR("考评项目及整改措施（续）") : STR("考评项目及整改措施"));
        if (!c->placed)
            put(c, PAPER_BODY,
                STR("各项目依次列明分值、失分原因、整改措施、责任科室和整改时限，未列的表示台账未载"
                    "明。"));
        c->category = c->subcategory = STR_NONE;
        again = false;
    }
    c->placed = true;
    if (item->category.n > 0 && (again || !str_eq(item->category, c->category))) {
        put_heading(c, 2, item->category);
        c->subcategory = STR_NONE;
    }
    if (item->subcategory.n > 0 && !str_eq(item->subcategory, c->subcategory))
        put_heading(c, 3, item->subcategory);
    c->category = item->category;
    c->subcategory = item->subcategory;
}

/* ---- items ---------------------------------------------------------------------------- */

static bool same_figure(struct plan_figure x, struct plan_figure y)
{
    return (x.from == PLAN_UNKNOWN) == (y.from == PLAN_UNKNOWN) &&
           (x.from == PLAN_UNKNOWN || x.v.centi == y.v.centi);
}

static void keep_printed(struct plan_figure *f)
{
    if (f->from != PLAN_PRINTED)
        *f = (struct plan_figure){.from = PLAN_UNKNOWN};
}

/*
 * Which figures to print: those that were, and of the derived ones what does not
 * follow from them. *ret_lost_known: the loss is one of those: said to be nothing,
 * or added up from parts.
 */
static struct plan_item figures_to_print(const struct plan_item *item, bool *ret_lost_known)
{
    struct plan_item print = *item;
    keep_printed(&print.full);
    keep_printed(&print.got);
    keep_printed(&print.lost);
    struct plan_item again = print;
    plan_item_derive(&again);
    *ret_lost_known = item->lost.from == PLAN_DERIVED && !same_figure(item->lost, again.lost);
    if (*ret_lost_known) {
        again = print;
        print.lost = again.lost = item->lost;
        plan_item_derive(&again);
    }
    print.full = same_figure(item->full, again.full) ? print.full : item->full;
    print.got = same_figure(item->got, again.got) ? print.got : item->got;
    return print;
}

static void add_figure(struct buf *b, const char *label, struct plan_figure f)
{
    if (f.from == PLAN_UNKNOWN)
        return;
    buf_add_z(b, b->n > 0 ? "，" : "");
    buf_add_z(b, label);
    add_points(b, f.v);
    buf_add_z(b, "分");
}

static struct str figures_text(struct arena *a, const struct plan_item *item)
{
    bool lost_known;
    struct plan_item print = figures_to_print(item, &lost_known);
    struct buf b;
    buf_init(&b, PAPER_TEXT_MAX);
    add_figure(&b, "应得", print.full);
    add_figure(&b, "实得", print.got);
    if (lost_known && print.lost.v.centi == 0)
        buf_add_z(&b, b.n > 0 ? "，未失分" : "未失分");
    else
        add_figure(&b, lost_known ? "共失" : "失", print.lost);
    if (b.n == 0)
        buf_add_z(&b, "未列分值");
    struct str text = str_copy(a, buf_str(&b));
    buf_release(&b);
    return text;
}

/* A paragraph with its label; nothing if there is no text. */
static void put_field(struct composer *c, int64_t id, struct str label, struct str text,
                      struct str stop)
{
    if (text.n == 0)
        return;
    struct str whole = str_format(c->a, "%" STR_FMT "%" STR_FMT "%" STR_FMT, STR_ARG(label),
                                  STR_ARG(text), STR_ARG(stop));
    struct paper_element *el = put(c, PAPER_BODY, whole);
    el->label = label.n;
    el->id = id;
}

static struct str join_names(struct arena *a, const struct str *names, size_t n)
{
    struct buf b;
    buf_init(&b, PAPER_TEXT_MAX);
    for (size_t i = 0; i < n; i++) {
        buf_add_z(&b, i > 0 ? "、" : "");
        buf_add(&b, names[i]);
    }
    struct str text = str_copy(a, buf_str(&b));
    buf_release(&b);
    return text;
}

static void put_item(struct composer *c, const struct plan_item *item, int64_t id)
{
    put_place(c, item);
    struct str figures = figures_text(c->a, item);
    put_heading(
        c, 4,
        str_format(c->a, "%" STR_FMT "（%" STR_FMT "）", STR_ARG(item->item), STR_ARG(figures)))
        ->id = id;
    put_field(c, id, STR("失分原因："), item->cause, STR("。"));
    put_field(c, id, STR("整改措施："), item->measure, STR_NONE);
    put_field(c, id, STR("责任科室："), join_names(c->a, item->departments, item->n_departments),
              STR("。"));
    put_field(c, id, STR("整改时限："), item->time_limit, STR("。"));
}

/* ---- the head ------------------------------------------------------------------------------ */

static void put_head(struct composer *c)
{
    const struct paper_head *head = c->head;
    const struct plan *p = c->p;
    struct str number = head->number.n > 0 ? head->number : p->number;
    if (head->red_head && head->organisation.n > 0)
        put(c, PAPER_RED_HEAD, str_format(c->a, "%" STR_FMT "文件", STR_ARG(head->organisation)));
    if (number.n > 0)
        put(c, PAPER_NUMBER, number);
    if (p->title.n > 0)
        put(c, PAPER_TITLE, p->title);
    if (p->n_addressees > 0)
        put(c, PAPER_ADDRESSEES,
            str_format(c->a, "%" STR_FMT "：",
                       STR_ARG(join_names(c->a, p->addressees, p->n_addressees))));
    put(c, PAPER_BODY,
        p->year > 0 ? str_format(c->a, "根据%d年度绩效考评结果，现制定整改方案如下。", p->year)
                    : STR("根据绩效考评结果（考评年度未载明），现制定整改方案如下。"));
}

static void add_count(struct buf *b, size_t from, int32_t n, const char *unit)
{
    if (n > 0)
        buf_addf(b, "%s%d个%s", b->n > from ? "、" : "", n, unit);
}

/* 考评涉及4个大项、13个小项、25个子项目。 */
static void add_declared(struct buf *b, const struct plan_declared *d)
{
    if (d->categories + d->subcategories + d->items == 0)
        return;
    buf_add_z(b, "考评涉及");
    size_t from = b->n;
    add_count(b, from, d->categories, "大项");
    add_count(b, from, d->subcategories, "小项");
    add_count(b, from, d->items, "子项目");
    buf_add_z(b, "。");
}

/* Sums stand in the paper only if they are whole. */
static void add_sums(struct buf *b, const struct plan_sum *sum)
{
    if (sum->items == 0 || sum->missing > 0)
        return;
    buf_add_z(b, "所列项目合计应得");
    add_points(b, sum->full.v);
    buf_add_z(b, "分、实得");
    add_points(b, sum->got.v);
    buf_add_z(b, "分、失");
    add_points(b, sum->lost.v);
    buf_add_z(b, "分。");
}

static enum err_code put_results(struct composer *c, struct err *e)
{
    struct plan_totals totals;
    ERR_TRY(plan_totals(c->a, c->p, &totals, e));
    struct buf b;
    buf_init(&b, PAPER_TEXT_MAX);
    if (c->p->rank > 0)
        buf_addf(&b, "本单位在全省排名第%d位。", c->p->rank);
    add_declared(&b, &c->p->declared);
    add_sums(&b, &totals.sum);
    if (b.n > 0) {
        put_heading(c, 1, STR("考评情况"));
        put(c, PAPER_BODY, str_copy(c->a, buf_str(&b)));
    }
    buf_release(&b);
    return ERR_OK;
}

/* ---- the end ----------------------------------------------------------------------------------
 */

static void put_end(struct composer *c, struct paper *paper)
{
    const struct paper_head *head = c->head;
    paper->has_date = head->has_date || c->p->has_issued_on;
    paper->date = head->has_date ? head->date : c->p->issued_on;
    if (head->organisation.n > 0)
        put(c, PAPER_SIGNATURE, head->organisation);
    if (paper->has_date)
        put(c, PAPER_DATE, date_in_full(c->a, paper->date));
    else if (head->organisation.n > 0)
        put(c, PAPER_DATE, STR("    年  月  日"));
    if (head->copies.n > 0)
        put(c, PAPER_COPIES, str_format(c->a, "抄送：%" STR_FMT "。", STR_ARG(head->copies)));
    if (head->printed_by.n > 0) {
        struct str on = head->has_printed_on
                            ? str_format(c->a, "%" STR_FMT "印发",
                                         STR_ARG(date_in_full(c->a, head->printed_on)))
                            : STR("印发");
        put(c, PAPER_PRINTED, head->printed_by)->right = on;
    }
}

enum err_code paper_compose(struct arena *a, const struct plan *p, const int64_t *ids,
                            const struct paper_head *head, struct paper *ret, struct err *e)
{
    ERR_TRY(paper_check(p, head, e));
    struct composer c = {.a = a, .p = p, .head = head};
    struct paper paper = {.title = p->title, .organisation = head->organisation};
    put_head(&c);
    ERR_TRY(put_results(&c, e));
    for (size_t i = 0; i < p->n_items; i++)
        put_item(&c, &p->items[i], ids == NULL ? 0 : ids[i]);
    put_end(&c, &paper);
    paper.elements = c.out.p;
    paper.n = c.out.n;
    *ret = paper;
    return ERR_OK;
}
