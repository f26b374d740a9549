/*
 * view_record_list.c — many records, and the types there are; see view_records.h.
 */
#include "app/clock.h"
#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/table.h"
#include "cli/tr.h"
#include "cli/view.h"
#include "cli/view_records.h"
#include "cli/view_rectify.h"

/* ---- a page of records --------------------------------------------------- */

/* The value of the field of that id, which the record's own version may not have. */
static struct str page_value(struct cli *cli, const struct app_record *r, struct str id)
{
    int32_t field = record_type_field(r->type, id);
    return field == FIELD_NONE ? STR_NONE : view_value(cli, r, (size_t)field);
}

static struct str page_subject(struct cli *cli, const struct app_record *r)
{
    struct str id = view_record_id(cli, r->record.subject);
    if (r->subject_label.n == 0)
        return id;
    return str_format(cli->a, "%" STR_FMT " %" STR_FMT, STR_ARG(id), STR_ARG(r->subject_label));
}

/* Whether any record of the page says something in the field. */
static bool page_has(struct cli *cli, const struct app_record_page *page, struct str id)
{
    for (size_t i = 0; i < page->n; i++)
        if (page_value(cli, &page->p[i], id).n > 0)
            return true;
    return false;
}

enum { PAGE_HEAD = 4, PAGE_FIELDS = 6, PAGE_TAIL = 2 };

/* The first fields that say something; the day stands in a column of its own. */
static size_t page_fields(struct cli *cli, const struct app_record_page *page,
                          size_t fields[PAGE_FIELDS])
{
    size_t n = 0;
    for (size_t i = 0; i < page->type->n_fields && n < PAGE_FIELDS; i++) {
        const struct field *f = &page->type->fields[i];
        if ((int32_t)i != page->type->occurred_on && f->type != FIELD_TABLE &&
            f->type != FIELD_ATTACHMENT && page_has(cli, page, f->id))
            fields[n++] = i;
    }
    return n;
}

static void page_row(struct cli *cli, const struct app_record_page *page, size_t at,
                     const size_t *fields, size_t n, struct str *cells)
{
    const struct app_record *r = &page->p[at];
    size_t c = 0;
    cells[c++] = view_record_id(cli, r->record.id);
    cells[c++] = view_day(cli, true, r->record.content.occurred_on);
    cells[c++] = r->unit_name;
    cells[c++] = page_subject(cli, r);
    for (size_t i = 0; i < n; i++)
        cells[c++] = page_value(cli, r, page->type->fields[fields[i]].id);
    cells[c++] = clock_local_text(cli->a, r->record.entered_at);
    cells[c++] = r->record.voided ? r->record.void_reason : STR_NONE;
}

static void page_table(struct cli *cli, const struct app_record_page *page)
{
    struct table_column columns[PAGE_HEAD + PAGE_FIELDS + PAGE_TAIL] = {
        {TR("Record"), TABLE_RIGHT, 0},
        {TR("Happened on"), TABLE_LEFT, 0},
        {TR("Unit"), TABLE_LEFT, 8},
        {TR("Subject"), TABLE_LEFT, 8},
    };
    size_t fields[PAGE_FIELDS];
    struct table t;
    size_t n = page_fields(cli, page, fields);
    for (size_t i = 0; i < n; i++) {
        const struct field *f = &page->type->fields[fields[i]];
        columns[PAGE_HEAD + i] = (struct table_column){
            str_copy(cli->a, title_in(&f->title, cli->lang)).p,
            field_is_number(f->type) ? TABLE_RIGHT : TABLE_LEFT, field_is_number(f->type) ? 0 : 8};
    }
    columns[PAGE_HEAD + n] = (struct table_column){TR("Entered"), TABLE_LEFT, 0};
    columns[PAGE_HEAD + n + 1] = (struct table_column){TR("Void"), TABLE_LEFT, 6};
    table_init(&t, cli->a, columns, PAGE_HEAD + n + PAGE_TAIL);
    for (size_t i = 0; i < page->n; i++)
        page_row(cli, page, i, fields, n, table_row(&t));
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

/* All fields by their ids; what machines read has no titles. */
static void page_csv(struct cli *cli, const struct app_record_page *page)
{
    static const char *const head[] = {"record",     "unit",       "subject",  "occurred_on",
                                       "entered_at", "entered_by", "revision", "void"};
    size_t n = page->type->n_fields;
    struct str *cells = ARENA_NEW_N(cli->a, ARRAY_LEN(head) + n, struct str);
    for (size_t i = 0; i < ARRAY_LEN(head); i++)
        cells[i] = str_of(head[i]);
    for (size_t i = 0; i < n; i++)
        cells[ARRAY_LEN(head) + i] = page->type->fields[i].id;
    csv_row(&cli->out, cells, ARRAY_LEN(head) + n);
    for (size_t k = 0; k < page->n; k++) {
        const struct app_record *r = &page->p[k];
        size_t c = 0;
        cells[c++] = view_record_id(cli, r->record.id);
        cells[c++] = r->record.unit;
        cells[c++] = view_record_id(cli, r->record.subject);
        cells[c++] = view_day(cli, true, r->record.content.occurred_on);
        cells[c++] = view_moment(cli, r->record.entered_at);
        cells[c++] = r->record.entered_by;
        cells[c++] = str_format(cli->a, "%lld", (long long)r->record.content.revision);
        cells[c++] = r->record.voided ? STR("true") : STR("false");
        for (size_t i = 0; i < n; i++)
            cells[c++] = page_value(cli, r, page->type->fields[i].id);
        csv_row(&cli->out, cells, c);
    }
}

void view_record_page(struct cli *cli, const struct app_record_page *page)
{
    if (cli->format == CLI_CSV) {
        page_csv(cli, page);
    } else if (cli->format == CLI_TABLE) {
        if (page->n > 0)
            page_table(cli, page);
    } else {
        struct json_val *root = json_val_object(cli->a);
        json_put_str(root, "type", page->type->id);
        json_put_bool(root, "more", page->more);
        struct json_val *records = json_put_array(root, "records");
        for (size_t i = 0; i < page->n; i++)
            view_record_json(cli, json_add_object(records), &page->p[i]);
        view_json(cli, root);
    }
}

/* ---- types ------------------------------------------------------------------- */

/* Whether an earlier catalog (a later loaded one) has the type too. */
static bool type_is_told(const struct app_catalogs *c, size_t at, struct str type)
{
    for (size_t i = at + 1; i < c->n; i++)
        if (catalog_type(c->p[i].catalog, type) != NULL)
            return true;
    return false;
}

/* The ids of the catalogs that have the type. */
static struct str type_catalogs(struct cli *cli, const struct app_catalogs *c, struct str type)
{
    struct str *ids = ARENA_NEW_N(cli->a, c->n, struct str);
    size_t n = 0;
    for (size_t i = 0; i < c->n; i++)
        if (catalog_type(c->p[i].catalog, type) != NULL)
            ids[n++] = c->p[i].version.catalog;
    return view_join(cli, ids, n, STR(" "));
}

static struct str type_subject(struct cli *cli, const struct catalog *catalog,
                               const struct record_type *t)
{
    const struct record_type *s = t->subject.n == 0 ? NULL : catalog_type(catalog, t->subject);
    return s == NULL ? STR_NONE : title_in(&s->title, cli->lang);
}

static void type_json(struct cli *cli, struct json_val *obj, const struct app_catalogs *c,
                      const struct record_type *t)
{
    json_put_str(obj, "type", t->id);
    json_put_str(obj, "title", title_in(&t->title, cli->lang));
    view_put_str(obj, "subject", t->subject);
    json_put_bool(obj, "is_subject", t->has_life);
    json_put_str(obj, "catalogs", type_catalogs(cli, c, t->id));
    struct json_val *fields = json_put_array(obj, "fields");
    for (size_t i = 0; i < t->n_fields; i++) {
        const struct field *f = &t->fields[i];
        struct json_val *one = json_add_object(fields);
        json_put_str(one, "field", f->id);
        json_put_str(one, "title", title_in(&f->title, cli->lang));
        json_put_str(one, "type", str_of(field_type_word(f->type)));
        json_put_bool(one, "required", f->required);
        json_put_bool(one, "sensitive", f->sensitive);
    }
}

static void types_csv(struct cli *cli, const struct app_catalogs *c)
{
    struct str titles[] = {STR("type"),     STR("title"),       STR("subject"),
                           STR("field"),    STR("field_title"), STR("field_type"),
                           STR("required"), STR("sensitive")};
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t i = 0; i < c->n; i++) {
        const struct catalog *catalog = c->p[i].catalog;
        for (size_t k = 0; k < catalog->n_types; k++) {
            const struct record_type *t = &catalog->types[k];
            for (size_t n = 0; n < t->n_fields && !type_is_told(c, i, t->id); n++) {
                const struct field *f = &t->fields[n];
                struct str cells[] = {t->id,
                                      title_in(&t->title, cli->lang),
                                      t->subject,
                                      f->id,
                                      title_in(&f->title, cli->lang),
                                      str_of(field_type_word(f->type)),
                                      f->required ? STR("true") : STR("false"),
                                      f->sensitive ? STR("true") : STR("false")};
                csv_row(&cli->out, cells, ARRAY_LEN(cells));
            }
        }
    }
}

static void types_table(struct cli *cli, const struct app_catalogs *c)
{
    const struct table_column columns[] = {
        {TR("Type"), TABLE_LEFT, 0},     {TR("Title"), TABLE_LEFT, 10},
        {TR("Subject"), TABLE_LEFT, 8},  {TR("Fields"), TABLE_RIGHT, 0},
        {TR("Catalogs"), TABLE_LEFT, 8},
    };
    struct table t;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < c->n; i++) {
        const struct catalog *catalog = c->p[i].catalog;
        for (size_t k = 0; k < catalog->n_types; k++) {
            const struct record_type *type = &catalog->types[k];
            if (type_is_told(c, i, type->id))
                continue;
            struct str *cells = table_row(&t);
            cells[0] = type->id;
            cells[1] = title_in(&type->title, cli->lang);
            cells[2] = type_subject(cli, catalog, type);
            cells[3] = str_format(cli->a, "%zu", type->n_fields);
            cells[4] = type_catalogs(cli, c, type->id);
        }
    }
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

void view_record_types(struct cli *cli, const struct app_catalogs *c)
{
    if (cli->format == CLI_CSV) {
        types_csv(cli, c);
    } else if (cli->format == CLI_TABLE) {
        types_table(cli, c);
    } else {
        struct json_val *root = json_val_object(cli->a);
        struct json_val *types = json_put_array(root, "types");
        for (size_t i = 0; i < c->n; i++)
            for (size_t k = 0; k < c->p[i].catalog->n_types; k++)
                if (!type_is_told(c, i, c->p[i].catalog->types[k].id))
                    type_json(cli, json_add_object(types), c, &c->p[i].catalog->types[k]);
        view_json(cli, root);
    }
}
