/*
 * view_diff.c — what a correction changes, field by field; see view.h.
 */
#include "base/json.h"
#include "cli/cli.h"
#include "cli/show.h"
#include "cli/tr.h"
#include "cli/view.h"

static const char *const VIEW_FIELD_NAME[PLAN_FIELD__MAX] = {
    [PLAN_FIELD_NUMBER] = TR_MARK("Document number"),
    [PLAN_FIELD_TITLE] = TR_MARK("Title"),
    [PLAN_FIELD_ISSUED_ON] = TR_MARK("Issued on"),
    [PLAN_FIELD_YEAR] = TR_MARK("Year assessed"),
    [PLAN_FIELD_RANK] = TR_MARK("Rank"),
    [PLAN_FIELD_ADDRESSEES] = TR_MARK("Addressed to"),
    [PLAN_FIELD_DECLARED_CATEGORIES] = TR_MARK("Declared categories"),
    [PLAN_FIELD_DECLARED_SUBCATEGORIES] = TR_MARK("Declared subcategories"),
    [PLAN_FIELD_DECLARED_ITEMS] = TR_MARK("Declared items"),
    [PLAN_FIELD_CATEGORY] = TR_MARK("Category"),
    [PLAN_FIELD_SUBCATEGORY] = TR_MARK("Subcategory"),
    [PLAN_FIELD_ITEM] = TR_MARK("Item"),
    [PLAN_FIELD_FULL] = TR_MARK("Full"),
    [PLAN_FIELD_GOT] = TR_MARK("Got"),
    [PLAN_FIELD_LOST] = TR_MARK("Lost"),
    [PLAN_FIELD_DEPARTMENTS] = TR_MARK("Departments"),
    [PLAN_FIELD_CAUSE] = TR_MARK("Cause"),
    [PLAN_FIELD_MEASURE] = TR_MARK("Measure"),
    [PLAN_FIELD_TIME_LIMIT] = TR_MARK("Time limit"),
};

static struct str view_diff_number(struct cli *cli, int32_t n)
{
    return n > 0 ? str_format(cli->a, "%d", n) : STR_NONE;
}

static struct str view_document_value(struct cli *cli, const struct plan *p, enum plan_field field)
{
    char day[DATE_TEXT_MAX];
    switch ((int)field) {
    case PLAN_FIELD_NUMBER: return p->number;
    case PLAN_FIELD_TITLE: return p->title;
    case PLAN_FIELD_ISSUED_ON:
        return p->has_issued_on ? str_copy(cli->a, str_of(date_text(p->issued_on, day))) : STR_NONE;
    case PLAN_FIELD_YEAR: return view_diff_number(cli, p->year);
    case PLAN_FIELD_RANK: return view_diff_number(cli, p->rank);
    case PLAN_FIELD_ADDRESSEES: return view_list(cli, p->addressees, p->n_addressees);
    case PLAN_FIELD_DECLARED_CATEGORIES: return view_diff_number(cli, p->declared.categories);
    case PLAN_FIELD_DECLARED_SUBCATEGORIES: return view_diff_number(cli, p->declared.subcategories);
    case PLAN_FIELD_DECLARED_ITEMS: return view_diff_number(cli, p->declared.items);
    default: must(false); return STR_NONE;
    }
}

static struct str view_item_value(struct cli *cli, const struct plan_item *item,
                                  enum plan_field field)
{
    switch ((int)field) {
    case PLAN_FIELD_CATEGORY: return item->category;
    case PLAN_FIELD_SUBCATEGORY: return item->subcategory;
    case PLAN_FIELD_ITEM: return item->item;
    case PLAN_FIELD_FULL: return view_figure(cli, item->full);
    case PLAN_FIELD_GOT: return view_figure(cli, item->got);
    case PLAN_FIELD_LOST: return view_figure(cli, item->lost);
    case PLAN_FIELD_DEPARTMENTS: return view_list(cli, item->departments, item->n_departments);
    case PLAN_FIELD_CAUSE: return item->cause;
    case PLAN_FIELD_MEASURE: return item->measure;
    case PLAN_FIELD_TIME_LIMIT: return item->time_limit;
    default: must(false); return STR_NONE;
    }
}

/* A value in a line of the difference; one that is not there has a word of its own. */
static struct str view_diff_value(struct cli *cli, struct str value)
{
    return value.n > 0 ? show_cell(cli->a, value) : str_of(TR("(unknown)"));
}

/* Differences are numbered, so that they can be named when they are accepted. */
static void view_diff_change(struct cli *cli, size_t number, enum plan_field field,
                             struct str before, struct str after, struct buf *b)
{
    struct str old = view_diff_value(cli, before);
    struct str new = view_diff_value(cli, after);
    buf_addf(b, "  [%zu] %s:\n      - %" STR_FMT "\n      + %" STR_FMT "\n", number,
             TR(VIEW_FIELD_NAME[field]), STR_ARG(old), STR_ARG(new));
}

/* number 0: the item whose changes follow */
static void view_diff_item(struct cli *cli, size_t number, char sign, const struct plan_item *item,
                           struct buf *b)
{
    struct str name = show_cell(cli->a, item->item);
    struct str full = view_figure(cli, item->full);
    struct str lost = view_figure(cli, item->lost);
    if (number > 0)
        buf_addf(b, "  [%zu]", number);
    buf_addf(b, "  %c %d. %" STR_FMT, sign, item->no, STR_ARG(name));
    if (sign != ' ' && full.n > 0)
        buf_addf(b, "  %s %" STR_FMT, TR("Full"), STR_ARG(full));
    if (sign != ' ' && lost.n > 0)
        buf_addf(b, "  %s %" STR_FMT, TR("Lost"), STR_ARG(lost));
    buf_add_char(b, '\n');
}

static void view_diff_one(struct cli *cli, const struct plan_diff *d, size_t i, struct buf *b)
{
    const struct plan_change *c = &d->changes[i];
    switch (c->kind) {
    case PLAN_CHANGE_DOCUMENT:
        view_diff_change(cli, i + 1, c->field, view_document_value(cli, d->before, c->field),
                         view_document_value(cli, d->after, c->field), b);
        break;
    case PLAN_CHANGE_FIELD:
        must(c->before != NULL && c->after != NULL);
        if (i == 0 || d->changes[i - 1].after != c->after)
            view_diff_item(cli, 0, ' ', c->after, b);
        view_diff_change(cli, i + 1, c->field, view_item_value(cli, c->before, c->field),
                         view_item_value(cli, c->after, c->field), b);
        break;
    case PLAN_CHANGE_ADDED: view_diff_item(cli, i + 1, '+', c->after, b); break;
    case PLAN_CHANGE_REMOVED: view_diff_item(cli, i + 1, '-', c->before, b); break;
    }
}

void view_diff(struct cli *cli, const struct plan_diff *d, size_t from, size_t to, struct buf *b)
{
    for (size_t i = from; i < to; i++)
        view_diff_one(cli, d, i, b);
}

/* ---- JSON --------------------------------------------------------------------- */

static const char *const VIEW_FIELD_KEY[PLAN_FIELD__MAX] = {
    [PLAN_FIELD_NUMBER] = "number",
    [PLAN_FIELD_TITLE] = "title",
    [PLAN_FIELD_ISSUED_ON] = "issued_on",
    [PLAN_FIELD_YEAR] = "year",
    [PLAN_FIELD_RANK] = "rank",
    [PLAN_FIELD_ADDRESSEES] = "addressees",
    [PLAN_FIELD_DECLARED_CATEGORIES] = "declared.categories",
    [PLAN_FIELD_DECLARED_SUBCATEGORIES] = "declared.subcategories",
    [PLAN_FIELD_DECLARED_ITEMS] = "declared.items",
    [PLAN_FIELD_CATEGORY] = "category",
    [PLAN_FIELD_SUBCATEGORY] = "subcategory",
    [PLAN_FIELD_ITEM] = "item",
    [PLAN_FIELD_FULL] = "full",
    [PLAN_FIELD_GOT] = "got",
    [PLAN_FIELD_LOST] = "lost",
    [PLAN_FIELD_DEPARTMENTS] = "departments",
    [PLAN_FIELD_CAUSE] = "cause",
    [PLAN_FIELD_MEASURE] = "measure",
    [PLAN_FIELD_TIME_LIMIT] = "time_limit",
};

static void view_put_known(struct json_val *obj, const char *key, struct str value)
{
    if (value.n > 0)
        json_put_str(obj, key, value);
}

static void view_change_json(struct cli *cli, const struct plan_diff *d,
                             const struct plan_change *c, struct json_val *obj)
{
    static const char *const kinds[] = {[PLAN_CHANGE_DOCUMENT] = "document",
                                        [PLAN_CHANGE_FIELD] = "item",
                                        [PLAN_CHANGE_ADDED] = "added",
                                        [PLAN_CHANGE_REMOVED] = "removed"};
    json_put_str(obj, "kind", str_of(kinds[c->kind]));
    if (c->kind == PLAN_CHANGE_DOCUMENT) {
        json_put_str(obj, "field", str_of(VIEW_FIELD_KEY[c->field]));
        view_put_known(obj, "before", view_document_value(cli, d->before, c->field));
        view_put_known(obj, "after", view_document_value(cli, d->after, c->field));
        return;
    }
    const struct plan_item *item = c->after != NULL ? c->after : c->before;
    must(item != NULL);
    json_put_str(obj, "item", item->item);
    if (c->before == NULL || c->after == NULL)
        return;
    json_put_str(obj, "field", str_of(VIEW_FIELD_KEY[c->field]));
    view_put_known(obj, "before", view_item_value(cli, c->before, c->field));
    view_put_known(obj, "after", view_item_value(cli, c->after, c->field));
}

void view_diff_json(struct cli *cli, struct json_val *root, const struct plan_diff *d)
{
    struct json_val *list = json_put_array(root, "differences");
    for (size_t i = 0; i < d->n; i++) {
        struct json_val *obj = json_add_object(list);
        json_put_int(obj, "number", (int64_t)i + 1);
        view_change_json(cli, d, &d->changes[i], obj);
    }
}
