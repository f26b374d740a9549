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

/* More is no calendar; each limit keeps what is made of a file small. */
enum { NOTICES_MAX = 1000, LIST_MAX = 1000, SPAN_DAYS_MAX = 366 };

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
    if (good &&
        (ret->first.days > ret->last.days || ret->last.days - ret->first.days >= SPAN_DAYS_MAX)) {
        fault_on(r->f, n, ERR_CALENDAR_SPAN, "%" STR_FMT " – %" STR_FMT, STR_ARG(from->text),
                 STR_ARG(to->text));
        return false;
    }
    return good;
}

/* Whether a list is not longer than anything sensible. */
static bool read_few(const struct reading *r, const struct yaml_node *n, size_t max)
{
    if (n->n > max)
        fault_on(r->f, n, ERR_TOO_BIG, "%zu > %zu", n->n, max);
    return n->n <= max;
}

/* The days of a list that could be read, and where each stands. */
struct days {
    struct calendar_span *spans;
    const struct yaml_node **nodes;
    size_t n;
};

/* A list may be absent (NULL) or empty. */
static struct days read_days(const struct reading *r, const struct yaml_node *n)
{
    struct days days = {0};
    if (n == NULL || (n->kind == YAML_LIST && n->n == 0))
        return days;
    if (!read_list(r, n) || !read_few(r, n, LIST_MAX))
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
    bool dated;        /* the year of the one that grows is known */
    int32_t first_day; /* of the tables below: the first day of CALENDAR_YEAR_MIN */
    uint32_t *named;   /* for each day: which notice named it last, counted from 1 */
    bool *off;         /* for each day: whether a notice gave it off */
};

/* Note a day, and tell what is wrong with it in the light of those before. */
static void add_day(const struct reading *r, const struct notices *all,
                    const struct yaml_node *node, date day, bool work)
{
    char text[DATE_TEXT_MAX];
    int32_t at = day.days - all->first_day;
    if (all->named[at] == all->n + 1)
        fault_on(r->f, node, ERR_CALENDAR_TWICE, "%s", date_text(day, text));
    else if (work && date_weekday(day) <= 5 && !all->off[at])
        fault_on(r->f, node, ERR_CALENDAR_WEEKDAY, "%s", date_text(day, text));
    all->named[at] = (uint32_t)all->n + 1;
    all->off[at] = !work;
}

static void add_days(const struct reading *r, const struct notices *all, const struct days *days,
                     bool work)
{
    const struct calendar_notice *notice = &all->p[all->n];
    for (size_t i = 0; all->dated && i < days->n; i++) {
        struct calendar_span span = days->spans[i];
        char text[DATE_TEXT_MAX];
        bool fits = day_fits(notice, span.first) && day_fits(notice, span.last);
        if (!fits)
            fault_on(r->f, days->nodes[i], ERR_CALENDAR_DAY, "%s, %d", date_text(span.first, text),
                     notice->year);
        for (date d = span.first; fits && d.days <= span.last.days; d.days++)
            add_day(r, all, days->nodes[i], d, work);
    }
}

static void read_holiday(const struct reading *r, const struct yaml_node *n,
                         const struct notices *all, struct calendar_holiday *ret)
{
    struct title name = {0};
    if (!read_keys(r, n, KEYS_HOLIDAY))
        return;
    (void)read_title(r, yaml_get(n, "name"), &name);
    struct days off = read_days(r, yaml_get(n, "off"));
    struct days work = read_days(r, yaml_get(n, "work"));
    add_days(r, all, &off, false);
    add_days(r, all, &work, true);
    *ret = (struct calendar_holiday){
        .off = off.spans, .n_off = off.n, .work = work.spans, .n_work = work.n};
    for (size_t lang = 0; lang < LANG__MAX; lang++)
        ret->name[lang] = title_in(&name, (enum lang)lang);
    if (yaml_get(n, "off") == NULL && yaml_get(n, "work") == NULL)
        fault_on(r->f, n, ERR_CATALOG_MISSING, "off");
}

static struct notices notices_new(struct arena *a, size_t n)
{
    date first = {0};
    date end = {0};
    must(date_make(CALENDAR_YEAR_MIN, 1, 1, &first, NULL) == ERR_OK);
    must(date_make(CALENDAR_YEAR_MAX + 1, 1, 1, &end, NULL) == ERR_OK);
    size_t days = (size_t)(end.days - first.days);
    return (struct notices){.p = ARENA_NEW_N(a, n, struct calendar_notice),
                            .first_day = first.days,
                            .named = ARENA_NEW_N(a, days, uint32_t),
                            .off = ARENA_NEW_N(a, days, bool)};
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
    if (!read_list(r, list) || !read_few(r, list, LIST_MAX))
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
    if (read_list(&r, list) && read_few(&r, list, NOTICES_MAX)) {
        struct notices all = notices_new(a, list->n);
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

struct str calendar_china_bytes(void)
{
    return CALENDAR_CHINA_YAML;
}

struct calendar_file calendar_file_china(struct arena *a)
{
    struct faults f;
    struct calendar_file file = {0};
    faults_init(&f, a);
    must(calendar_file_read(a, STR("china.yaml"), CALENDAR_CHINA_YAML, &f, &file));
    return file;
}
