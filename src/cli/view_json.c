/*
 * view_json.c — plans for machines; see view.h. The order of the keys is part of
 * the format.
 */
#include "cli/view.h"

#include "base/json.h"
#include "cli/cli.h"

enum { VIEW_INDENT = 1 };

void view_put_str(struct json_val *obj, const char *key, struct str s)
{
    if (s.n > 0)
        json_put_str(obj, key, s);
}

static void view_put_count(struct json_val *obj, const char *key, int32_t n)
{
    if (n > 0)
        json_put_int(obj, key, n);
}

static void view_put_figure(struct json_val *obj, const char *key, struct plan_figure figure)
{
    char text[POINTS_TEXT_MAX];
    if (figure.from != PLAN_UNKNOWN)
        json_put_str(obj, key, str_of(points_text(figure.v, text)));
}

static void view_put_list(struct json_val *obj, const char *key, const struct str *list, size_t n)
{
    if (n == 0)
        return;
    struct json_val *arr = json_put_array(obj, key);
    for (size_t i = 0; i < n; i++)
        json_add_str(arr, list[i]);
}

static void view_document_json(struct json_val *obj, const struct plan *p)
{
    char day[DATE_TEXT_MAX];
    view_put_str(obj, "number", p->number);
    view_put_str(obj, "title", p->title);
    if (p->has_issued_on)
        json_put_str(obj, "issued_on", str_of(date_text(p->issued_on, day)));
    view_put_count(obj, "year", p->year);
    view_put_count(obj, "rank", p->rank);
    view_put_list(obj, "addressees", p->addressees, p->n_addressees);
    const struct plan_declared *d = &p->declared;
    if (d->categories == 0 && d->subcategories == 0 && d->items == 0)
        return;
    struct json_val *declared = json_put_object(obj, "declared");
    view_put_count(declared, "categories", d->categories);
    view_put_count(declared, "subcategories", d->subcategories);
    view_put_count(declared, "items", d->items);
}

void view_sum_json(struct json_val *obj, const struct plan_sum *sum)
{
    json_put_int(obj, "items", sum->items);
    view_put_figure(obj, "full", sum->full);
    view_put_figure(obj, "got", sum->got);
    view_put_figure(obj, "lost", sum->lost);
}

/* A document without any category has no list of one nameless category either. */
static void view_categories_json(struct json_val *arr, const struct plan_totals *totals)
{
    for (size_t i = 0; totals->named_categories > 0 && i < totals->n_categories; i++) {
        struct json_val *obj = json_add_object(arr);
        view_put_str(obj, "name", totals->categories[i].name);
        view_sum_json(obj, &totals->categories[i].sum);
    }
}

void view_item_json(struct json_val *obj, const struct plan_item *item)
{
    json_put_int(obj, "no", item->no);
    view_put_str(obj, "category", item->category);
    view_put_str(obj, "subcategory", item->subcategory);
    view_put_str(obj, "item", item->item);
    view_put_figure(obj, "full", item->full);
    view_put_figure(obj, "got", item->got);
    view_put_figure(obj, "lost", item->lost);
    view_put_list(obj, "departments", item->departments, item->n_departments);
    view_put_str(obj, "cause", item->cause);
    view_put_str(obj, "measure", item->measure);
    view_put_str(obj, "time_limit", item->time_limit);
}

void view_plan_json(struct cli *cli, struct json_val *root, const struct plan *p,
                    const struct plan_totals *totals, bool items)
{
    view_document_json(json_put_object(root, "document"), p);
    struct json_val *sums = json_put_object(root, "totals");
    json_put_int(sums, "categories", totals->named_categories);
    json_put_int(sums, "subcategories", totals->subcategories);
    view_sum_json(sums, &totals->sum);
    view_categories_json(json_put_array(root, "categories"), totals);
    if (items) {
        struct json_val *arr = json_put_array(root, "items");
        for (size_t i = 0; i < p->n_items; i++)
            view_item_json(json_add_object(arr), &p->items[i]);
    }
    struct json_val *findings = json_put_array(root, "findings");
    for (size_t i = 0; i < p->n_findings; i++) {
        const struct finding *f = &p->findings[i];
        struct json_val *obj = json_add_object(findings);
        json_put_str(obj, "kind", str_of(finding_kind(f->code)));
        json_put_str(obj, "where", f->where);
        json_put_str(obj, "text", finding_text(cli->a, f, LANG_EN));
    }
}

struct str view_moment(struct cli *cli, instant t)
{
    char text[INSTANT_TEXT_MAX];
    return str_copy(cli->a, str_of(instant_text(t, text)));
}

void view_json(struct cli *cli, const struct json_val *v)
{
    json_write(v, VIEW_INDENT, &cli->out);
    buf_add_char(&cli->out, '\n');
}
