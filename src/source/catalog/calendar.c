/*
 * calendar.c — see calendar.h.
 *
 * Besides form, what makes a notice impossible is told, since a wrong digit in a day
 * would silently move deadlines: days far from the notice's year, days that stand
 * twice, and worked days that would be worked anyway.
 */
#include "source/catalog/calendar.h"

#include "source/catalog/read.h"

/* Made of catalog/calendar/china.yaml by tools/embed.py. */
extern const struct str CALENDAR_CHINA_YAML;

/* ---- days ------------------------------------------------------------------ */

static bool in_years(const struct reading *r, const struct yaml_node *n, date day)
{
    int year = 0;
    date_parts(day, &year, NULL, NULL);
    if (year >= CALENDAR_YEAR_MIN && year <= CALENDAR_YEAR_MAX)
        return true;
    fault_on(r->f, n, ERR_DATE_RANGE, "%" STR_FMT " (%d – %d)", STR_ARG(n->text), CALENDAR_YEAR_MIN,
             CALENDAR_YEAR_MAX);
    return false;
}

/* A day, or {from, to}. */
static bool read_span(const struct reading *r, const struct yaml_node *n, struct calendar_span *ret)
{
    if (n->kind != YAML_MAP) {
        bool good = read_date(r, n, &ret->first) && in_years(r, n, ret->first);
        ret->last = ret->first;
        return good;
    }
    const struct yaml_node *from = yaml_get(n, "from");
    const struct yaml_node *to = yaml_get(n, "to");
    bool good = read_keys(r, n, KEYS_SPAN);
    good = read_date(r, from, &ret->first) && in_years(r, from, ret->first) && good;
    good = read_date(r, to, &ret->last) && in_years(r, to, ret->last) && good;
    if (good && ret->first.days > ret->last.days) {
        fault_on(r->f, n, ERR_CALENDAR_SPAN, "%" STR_FMT " – %" STR_FMT, STR_ARG(from->text),
                 STR_ARG(to->text));
        return false;
    }
    return good;
}

/* The days of a list that could be read, and where each stands. */
struct days {
    struct calendar_span *spans;
    const struct yaml_node **nodes;
    size_t n;
};

/* NULL is an empty list. */
static struct days read_days(const struct reading *r, const struct yaml_node *n)
{
    struct days days = {0};
    bool empty = n != NULL && n->kind == YAML_LIST && n->n == 0;
    if (empty || !read_list(r, n))
        return days;
    days.spans = ARENA_NEW_N(r->a, n->n, struct calendar_span);
    days.nodes = ARENA_NEW_N(r->a, n->n, const struct yaml_node *);
    for (size_t i = 0; i < n->n; i++)
        if (read_span(r, &n->items[i], &days.spans[days.n]))
            days.nodes[days.n++] = &n->items[i];
    return days;
}

bool calendar_extra_read(struct arena *a, const struct yaml_node *n, struct faults *f,
                         struct calendar_extra *ret)
{
    const struct reading r = {a, f};
    size_t before = f->n + f->left_out;
    if (!read_keys(&r, n, KEYS_EXTRA_DAYS))
        return false;
    struct days off = read_days(&r, yaml_get(n, "off"));
    struct days work = read_days(&r, yaml_get(n, "work"));
    struct calendar_extra extra = {off.spans, off.n, work.spans, work.n};
    if (f->n + f->left_out > before)
        return false;
    *ret = extra;
    return true;
}

/* ---- notices ----------------------------------------------------------------- */

static bool spans_hold(const struct calendar_span *spans, size_t n, date day)
{
    for (size_t i = 0; i < n; i++)
        if (spans[i].first.days <= day.days && day.days <= spans[i].last.days)
            return true;
    return false;
}

static bool holiday_names(const struct calendar_holiday *h, date day)
{
    return spans_hold(h->off, h->n_off, day) || spans_hold(h->work, h->n_work, day);
}

/* Whether one of the notices read so far gives the day off. */
static bool was_off(const struct calendar_notice *notices, size_t n, date day)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < notices[i].n_holidays; k++)
            if (spans_hold(notices[i].holidays[k].off, notices[i].holidays[k].n_off, day))
                return true;
    return false;
}

/* The days of a notice lie in its year, the December before or the January after. */
static bool day_fits(const struct calendar_notice *notice, date day)
{
    int year = 0;
    int month = 0;
    date_parts(day, &year, &month, NULL);
    return year == notice->year || (year == notice->year - 1 && month == 12) ||
           (year == notice->year + 1 && month == 1);
}

/* The notices of a file while they are read: the first `n` are complete, the next one grows. */
struct notices {
    struct calendar_notice *p;
    size_t n;
    bool dated; /* the year of the one that grows is known */
};

/* Add days to the list of a holiday, one span after the other, so that each meets all before. */
static void add_days(const struct reading *r, const struct notices *all, struct calendar_holiday *h,
                     const struct days *days, bool work)
{
    const struct calendar_notice *notice = &all->p[all->n];
    if (work)
        h->work = days->spans;
    else
        h->off = days->spans;
    for (size_t i = 0; i < days->n; i++) {
        struct calendar_span span = days->spans[i];
        char text[DATE_TEXT_MAX];
        bool fits = !all->dated || (day_fits(notice, span.first) && day_fits(notice, span.last));
        if (!fits)
            fault_on(r->f, days->nodes[i], ERR_CALENDAR_DAY, "%s, %d", date_text(span.first, text),
                     notice->year);
        for (date d = span.first; fits && d.days <= span.last.days; d.days++) {
            bool twice = holiday_names(h, d);
            for (size_t k = 0; k < notice->n_holidays; k++)
                twice = twice || holiday_names(&notice->holidays[k], d);
            if (twice)
                fault_on(r->f, days->nodes[i], ERR_CALENDAR_TWICE, "%s", date_text(d, text));
            else if (work && date_weekday(d) <= 5 && !was_off(all->p, all->n, d))
                fault_on(r->f, days->nodes[i], ERR_CALENDAR_WEEKDAY, "%s", date_text(d, text));
        }
        if (work)
            h->n_work++;
        else
            h->n_off++;
    }
}

static void read_holiday(const struct reading *r, const struct yaml_node *n,
                         const struct notices *all, struct calendar_holiday *ret)
{
    struct title name = {0};
    if (!read_keys(r, n, KEYS_HOLIDAY))
        return;
    (void)read_title(r, yaml_get(n, "name"), &name);
    for (size_t lang = 0; lang < LANG__MAX; lang++)
        ret->name[lang] = title_in(&name, (enum lang)lang);
    struct days off = read_days(r, yaml_get(n, "off"));
    struct days work = read_days(r, yaml_get(n, "work"));
    add_days(r, all, ret, &off, false);
    add_days(r, all, ret, &work, true);
    if (yaml_get(n, "off") == NULL && yaml_get(n, "work") == NULL)
        fault_on(r->f, n, ERR_CATALOG_MISSING, "off");
}

/* Read the next notice, which stays where it is even if something is wrong with it. */
static void read_notice(const struct reading *r, const struct yaml_node *n, struct notices *all)
{
    struct calendar_notice *notice = &all->p[all->n];
    struct citation source = {0};
    if (!read_keys(r, n, KEYS_NOTICE))
        return;
    all->dated =
        read_whole(r, yaml_get(n, "year"), CALENDAR_YEAR_MIN, CALENDAR_YEAR_MAX, &notice->year);
    (void)read_date(r, yaml_get(n, "announced_on"), &notice->announced_on);
    read_common(r, n, NULL, NULL, &source);
    notice->number = source.text;
    notice->url = source.url;
    notice->verified = source.verified;
    const struct yaml_node *list = yaml_get(n, "holidays");
    if (!read_list(r, list))
        return;
    struct calendar_holiday *holidays = ARENA_NEW_N(r->a, list->n, struct calendar_holiday);
    notice->holidays = holidays;
    for (; notice->n_holidays < list->n; notice->n_holidays++)
        read_holiday(r, &list->items[notice->n_holidays], all, &holidays[notice->n_holidays]);
}

/* ---- files ---------------------------------------------------------------------- */

bool calendar_file_read(struct arena *a, struct str path, struct str bytes, struct faults *f,
                        struct calendar_file *ret)
{
    const struct reading r = {a, f};
    size_t before = f->n + f->left_out;
    struct calendar_file file = {0};
    const struct yaml_node *root = yaml_read(a, path, bytes, f);
    if (!read_keys(&r, root, KEYS_CALENDAR))
        return false;
    (void)read_code(&r, yaml_get(root, "calendar"), &file.id);
    (void)read_title(&r, yaml_get(root, "title"), &file.title);
    const struct yaml_node *list = yaml_get(root, "notices");
    if (read_list(&r, list)) {
        struct notices all = {.p = ARENA_NEW_N(a, list->n, struct calendar_notice)};
        for (; all.n < list->n; all.n++)
            read_notice(&r, &list->items[all.n], &all);
        file.notices = all.p;
        file.n = all.n;
    }
    if (f->n + f->left_out > before)
        return false;
    *ret = file;
    return true;
}

struct calendar_file calendar_file_china(struct arena *a)
{
    struct faults f;
    struct calendar_file file = {0};
    faults_init(&f, a);
    must(calendar_file_read(a, STR("china.yaml"), CALENDAR_CHINA_YAML, &f, &file));
    return file;
}
