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

/* 机关代字〔年份〕序号号 */
static enum err_code check_number(const struct check *c, struct str s)
{
    ERR_TRY(check_line(c, "number", s));
    size_t open = str_find(s, STR("〔"), 0);
    size_t close = str_find(s, STR("〕"), 0);
    int64_t year = 0;
    int64_t serial = 0;
    if (open == SIZE_MAX || open == 0 || close == SIZE_MAX || close < open ||
        !str_ends(s, STR("号")))
        return refuse(c, "number", "is not of the form X〔2017〕7号");
    struct str digits = str_sub(s, close + STR("〕").n, s.n - STR("号").n);
    if (str_to_i64(str_sub(s, open + STR("〔").n, close), &year, NULL) != ERR_OK || year < 1900 ||
        year > 2099 || str_to_i64(digits, &serial, NULL) != ERR_OK || serial < 0 || serial > 99999)
        return refuse(c, "number", "is not of the form X〔2017〕7号");
    return ERR_OK;
}

/* A title ends in no stop and no colon: those are how text and addressees end. */
static enum err_code check_title(const struct check *c, struct str s)
{
    static const uint32_t ends[] = {0x3002, ';', ':', '!', '?', ',', 0x3001};
    ERR_TRY(check_line(c, "title", s));
    uint32_t last = 0;
    for (size_t at = 0; at < s.n;)
        last = text_fold(str_next(s, &at));
    for (size_t i = 0; i < ARRAY_LEN(ends); i++)
        if (last == ends[i])
            return refuse(c, "title", "ends in a stop or colon");
    return str_ends(s, STR("文件")) ? refuse(c, "title", "reads like a red head") : ERR_OK;
}

enum err_code paper_check(const struct plan *p, const struct paper_head *head, struct err *e)
{
    struct check c = {.e = e};
    struct str number = head->number.n > 0 ? head->number : p->number;
    if (number.n > 0)
        ERR_TRY(check_number(&c, number));
    ERR_TRY(check_title(&c, p->title));
    ERR_TRY(check_line(&c, "organisation", head->organisation));
    ERR_TRY(check_line(&c, "copies", head->copies));
    ERR_TRY(check_line(&c, "printed_by", head->printed_by));
    for (size_t i = 0; i < p->n_addressees; i++)
        ERR_TRY(check_name(&c, "addressees", p->addressees[i]));
    for (size_t i = 0; i < p->n_items; i++) {
        c.no = p->items[i].no;
        ERR_TRY(check_item(&c, &p->items[i]));
    }
    return ERR_OK;
}
