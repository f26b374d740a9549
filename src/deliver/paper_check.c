/*
 * paper_check.c — see paper_check.h.
 *
 * What surprised its author: how little there is to refuse. A text may hold every
 * label and number of the layout, because only the beginning of a paragraph
 * counts; what is left are characters that no paragraph has, and the marks that
 * part one name from the next.
 */
#include "deliver/paper_check.h"

#include "base/text.h"
#include "deliver/paper.h"

struct check {
    struct err *e;
    int32_t no; /* of the item, 0: the head of the paper */
};

static enum err_code refuse(const struct check *c, const char *field, const char *what)
{
    if (c->no == 0)
        return err_field(c->e, ERR_PAPER_TEXT, field, "%s %s", field, what);
    return err_field(c->e, ERR_PAPER_TEXT, field, "item %d: %s %s", c->no, field, what);
}

/* ---- characters ------------------------------------------------------------ */

/* Characters that XML does not have or that end a paragraph by themselves. */
static bool is_forbidden(uint32_t cp)
{
    return (cp < 0x20 && cp != '\t' && cp != '\n') || cp == 0x7F || cp == 0x85 || cp == 0x2028 ||
           cp == 0x2029 || cp == 0xFEFF || cp == 0xFFFE || cp == 0xFFFF;
}

static enum err_code check_text(const struct check *c, const char *field, struct str s)
{
    for (size_t at = 0; at < s.n;)
        if (is_forbidden(str_next(s, &at)))
            return refuse(c, field, "holds a control character");
    for (size_t from = 0; s.n > 0 && from <= s.n;) {
        size_t to = str_find(s, STR("\n"), from);
        to = to == SIZE_MAX ? s.n : to;
        struct str line = str_sub(s, from, to);
        if (line.n == 0 || str_trim(line).n != line.n)
            return refuse(c, field, "has an empty line, or blanks at the end of a line");
        from = to + 1;
    }
    return ERR_OK;
}

/* A text of one line; may be empty. */
static enum err_code check_line(const struct check *c, const char *field, struct str s)
{
    if (str_find(s, STR("\n"), 0) != SIZE_MAX)
        return refuse(c, field, "has more than one line");
    return check_text(c, field, s);
}

/* One name of a list: the mark between names may stand only inside brackets. */
static enum err_code check_name(const struct check *c, const char *field, struct str s)
{
    ERR_TRY(check_line(c, field, s));
    if (s.n == 0)
        return refuse(c, field, "is empty");
    int depth = 0;
    for (size_t at = 0; at < s.n;) {
        uint32_t cp = text_fold(str_next(s, &at));
        depth += cp == '(';
        depth -= cp == ')' && depth > 0;
        if (cp == 0x3001 && depth == 0) /* 、 */
            return refuse(c, field, "holds the mark that parts names");
    }
    return depth == 0 ? ERR_OK : refuse(c, field, "has a bracket that is not closed");
}

/* ---- the plan ------------------------------------------------------------------ */

static enum err_code check_item(const struct check *c, const struct plan_item *item)
{
    ERR_TRY(check_line(c, "category", item->category));
    ERR_TRY(check_line(c, "subcategory", item->subcategory));
    ERR_TRY(check_line(c, "item", item->item));
    if (item->item.n == 0)
        return refuse(c, "item", "is empty");
    ERR_TRY(check_text(c, "cause", item->cause));
    ERR_TRY(check_text(c, "measure", item->measure));
    ERR_TRY(check_text(c, "time_limit", item->time_limit));
    for (size_t i = 0; i < item->n_departments; i++)
        ERR_TRY(check_name(c, "departments", item->departments[i]));
    return ERR_OK;
}

/* ---- the head ---------------------------------------------------------------- */

static bool is_han(uint32_t cp)
{
    return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) || cp == 0x3007;
}

/* What stands for a character that was left out (××司发). */
static bool is_placeholder(uint32_t cp)
{
    cp = text_fold(cp);
    return cp == 0xD7 || cp == 'X' || cp == '*' || cp == 0x25CB;
}

/* 机关代字: what stands before the year of a document number. */
static bool is_agency(struct str s)
{
    enum { AGENCY_MAX = 14 };
    for (size_t at = 0; at < s.n;) {
        uint32_t cp = str_next(s, &at);
        if (!is_han(cp) && !is_placeholder(cp))
            return false;
    }
    return s.n > 0 && str_chars(s) <= AGENCY_MAX;
}

static bool is_between(struct str digits, int64_t min, int64_t max)
{
    int64_t v = 0;
    return str_to_i64(digits, &v, NULL) == ERR_OK && v >= min && v <= max;
}

/* 机关代字〔年份〕序号号 */
static enum err_code check_number(const struct check *c, struct str s)
{
    struct str open = STR("〔"), close = STR("〕"), end = STR("号");
    ERR_TRY(check_line(c, "number", s));
    size_t from = str_find(s, open, 0);
    size_t to = str_find(s, close, 0);
    bool whole = from != SIZE_MAX && to != SIZE_MAX && from < to && str_ends(s, end) &&
                 is_agency(str_sub(s, 0, from)) &&
                 is_between(str_sub(s, from + open.n, to), 1900, 2099) &&
                 is_between(str_sub(s, to + close.n, s.n - end.n), 1, 99999);
    return whole ? ERR_OK : refuse(c, "number", "is not of the form X〔2017〕7号");
}

/* Whether s begins like a heading: 一、 （一） 1. （1） */
static bool begins_like_heading(struct str s)
{
    struct str numerals = STR("一二三四五六七八九十百千万零〇");
    size_t digits = 0;
    bool bracket = false;
    for (size_t at = 0; at < s.n;) {
        size_t from = at;
        uint32_t cp = text_fold(str_next(s, &at));
        bool numeral = str_find(numerals, str_sub(s, from, at), 0) != SIZE_MAX;
        if (from == 0 && cp == '(')
            bracket = true;
        else if (numeral || (cp >= '0' && cp <= '9'))
            digits++;
        else
            return digits > 0 && (bracket ? cp == ')' : cp == '.' || cp == 0x3001);
    }
    return false;
}

/*
 * A line that stands for itself ends in no stop and no colon, which is how text and
 * addressees end, and begins with no number, which is how headings begin.
 */
static enum err_code check_own_line(const struct check *c, const char *field, struct str s)
{
    static const uint32_t ends[] = {0x3002, ';', ':', '!', '?', ',', 0x3001};
    ERR_TRY(check_line(c, field, s));
    uint32_t last = 0;
    for (size_t at = 0; at < s.n;)
        last = text_fold(str_next(s, &at));
    for (size_t i = 0; i < ARRAY_LEN(ends); i++)
        if (last == ends[i])
            return refuse(c, field, "ends in a stop or colon");
    return begins_like_heading(s) ? refuse(c, field, "begins like a heading") : ERR_OK;
}

static enum err_code check_head(const struct check *c, const struct plan *p,
                                const struct paper_head *head)
{
    struct str number = head->number.n > 0 ? head->number : p->number;
    if (number.n > 0)
        ERR_TRY(check_number(c, number));
    ERR_TRY(check_own_line(c, "title", p->title));
    if (str_ends(p->title, STR("文件")) ||
        check_number(&(struct check){.e = NULL}, p->title) == ERR_OK)
        return refuse(c, "title", "reads like a red head or a number");
    ERR_TRY(check_own_line(c, "organisation", head->organisation));
    ERR_TRY(check_line(c, "copies", head->copies));
    ERR_TRY(check_own_line(c, "printed_by", head->printed_by));
    for (size_t i = 0; i < p->n_addressees; i++)
        ERR_TRY(check_name(c, "addressees", p->addressees[i]));
    if (p->n_addressees > 0 && begins_like_heading(p->addressees[0]))
        return refuse(c, "addressees", "begin like a heading");
    return ERR_OK;
}

enum err_code paper_check(const struct plan *p, const struct paper_head *head, struct err *e)
{
    struct check c = {.e = e};
    ERR_TRY(check_head(&c, p, head));
    for (size_t i = 0; i < p->n_items; i++) {
        c.no = p->items[i].no;
        ERR_TRY(check_item(&c, &p->items[i]));
    }
    return ERR_OK;
}
