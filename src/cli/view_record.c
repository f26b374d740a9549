/*
 * view_record.c — one record, and what is wrong with one; see view_records.h.
 */
#include "app/clock.h"
#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/show.h"
#include "cli/table.h"
#include "cli/tr.h"
#include "cli/view.h"
#include "cli/view_records.h"
#include "cli/view_rectify.h"
#include "core/record/record_json.h"

#define MASK STR("***")

/* ---- pieces ------------------------------------------------------------ */

struct str view_record_id(struct cli *cli, int64_t id)
{
    return id > 0 ? str_format(cli->a, "R%lld", (long long)id) : STR_NONE;
}

static bool is_masked(const struct app_record *r, const struct field *f)
{
    return f->sensitive && r->has_sealed && !r->unsealed;
}

struct str view_value(struct cli *cli, const struct app_record *r, size_t field)
{
    const struct field *f = &r->type->fields[field];
    const struct value *v = &r->values[field];
    if (is_masked(r, f))
        return MASK;
    if (v->has && field_form(f->type) == VALUE_RECORD)
        return view_record_id(cli, v->id);
    if (cli->format == CLI_TABLE && r->unit_names[field].n > 0) /* programs get its id */
        return r->unit_names[field];
    return value_text(cli->a, f, v, cli->lang);
}

static struct str record_subject(struct cli *cli, const struct app_record *r)
{
    struct str id = view_record_id(cli, r->record.subject);
    if (r->subject_label.n == 0)
        return id;
    return str_format(cli->a, "%" STR_FMT " %" STR_FMT, STR_ARG(id), STR_ARG(r->subject_label));
}

/* ---- JSON ---------------------------------------------------------------- */

/* Put a JSON object that is kept as text; what does not read is left out, `verify` tells of it. */
static void put_fields(struct cli *cli, struct json_val *obj, const char *key, struct str text)
{
    const struct json_val *v;
    if (text.n > 0 && json_parse(cli->a, text, &v, NULL) == ERR_OK)
        json_put_copy(obj, key, v);
}

static void put_sealed(struct cli *cli, struct json_val *obj, const struct app_record *r)
{
    if (r->unsealed) {
        struct buf b;
        buf_init(&b, CLI_OUT_MAX);
        record_json_write(cli->a, r->type, r->values, RECORD_PART_SEALED, &b);
        put_fields(cli, obj, "sealed", buf_str(&b));
        buf_release(&b);
        return;
    }
    struct json_val *masked = json_put_array(obj, "masked");
    for (size_t i = 0; i < r->type->n_fields; i++)
        if (is_masked(r, &r->type->fields[i]))
            json_add_str(masked, r->type->fields[i].id);
}

static void put_void(struct cli *cli, struct json_val *obj, const struct stored_record *r)
{
    struct json_val *v = json_put_object(obj, "void");
    json_put_str(v, "at", view_moment(cli, r->voided_at));
    json_put_str(v, "by", r->voided_by);
    json_put_str(v, "reason", r->void_reason);
    view_put_str(v, "with", view_record_id(cli, r->voided_with));
}

void view_record_json(struct cli *cli, struct json_val *obj, const struct app_record *r)
{
    const struct stored_record *s = &r->record;
    json_put_str(obj, "record", view_record_id(cli, s->id));
    json_put_str(obj, "type", s->type);
    json_put_str(obj, "unit", s->unit);
    json_put_str(obj, "unit_name", r->unit_name);
    view_put_str(obj, "subject", view_record_id(cli, s->subject));
    view_put_str(obj, "subject_label", r->subject_label);
    json_put_str(obj, "occurred_on", view_day(cli, true, s->content.occurred_on));
    json_put_str(obj, "entered_at", view_moment(cli, s->entered_at));
    json_put_str(obj, "entered_by", s->entered_by);
    json_put_bool(obj, "history", s->history);
    if (s->batch > 0)
        json_put_int(obj, "batch", s->batch);
    json_put_int(obj, "revision", s->content.revision);
    json_put_str(obj, "catalog", s->content.catalog);
    json_put_int(obj, "catalog_version", s->content.catalog_version);
    if (s->voided)
        put_void(cli, obj, s);
    put_fields(cli, obj, "fields", s->content.fields);
    if (r->has_sealed)
        put_sealed(cli, obj, r);
}

static void put_revisions(struct cli *cli, struct json_val *obj, const struct record_life *life)
{
    struct json_val *list = json_put_array(obj, "revisions");
    for (size_t i = 0; i < life->n; i++) {
        const struct stored_revision *rev = &life->revisions[i];
        struct json_val *one = json_add_object(list);
        json_put_int(one, "revision", rev->revision);
        json_put_str(one, "at", view_moment(cli, rev->at));
        json_put_str(one, "by", rev->by);
        view_put_str(one, "reason", rev->reason);
        view_put_str(one, "listed", rev->listed);
        json_put_str(one, "catalog", rev->catalog);
        json_put_int(one, "catalog_version", rev->catalog_version);
        put_fields(cli, one, "fields", rev->fields);
    }
}

/* ---- one record ------------------------------------------------------------ */

static struct str record_void(struct cli *cli, const struct stored_record *r)
{
    if (!r->voided)
        return STR_NONE;
    struct str when = clock_local_text(cli->a, r->voided_at);
    struct str with = view_record_id(cli, r->voided_with);
    struct str s = str_format(cli->a, "%" STR_FMT ", %" STR_FMT ": %" STR_FMT, STR_ARG(when),
                              STR_ARG(r->voided_by), STR_ARG(r->void_reason));
    return with.n == 0 ? s : str_format(cli->a, TR("%.*s (with %.*s)"), STR_ARG(s), STR_ARG(with));
}

static void record_fields(struct cli *cli, const struct app_record *r)
{
    const struct stored_record *s = &r->record;
    struct str when = clock_local_text(cli->a, s->entered_at);
    struct str entered =
        s->history ? str_format(cli->a, TR("%.*s by %.*s, as history"), STR_ARG(when),
                                STR_ARG(s->entered_by))
                   : str_format(cli->a, TR("%.*s by %.*s"), STR_ARG(when), STR_ARG(s->entered_by));
    const struct view_field head[] = {
        {TR("Record"), view_record_id(cli, s->id)},
        {TR("Record type"), title_in(&r->type->title, cli->lang)},
        {TR("Unit"), r->unit_name},
        {TR("Subject"), record_subject(cli, r)},
        {TR("Happened on"), view_day(cli, true, s->content.occurred_on)},
        {TR("Entered"), entered},
        {TR("Import"), s->batch > 0 ? str_format(cli->a, "%lld", (long long)s->batch) : STR_NONE},
        {TR("Revision"), str_format(cli->a, "%lld", (long long)s->content.revision)},
        {TR("Catalog"), str_format(cli->a, "%" STR_FMT " %lld", STR_ARG(s->content.catalog),
                                   (long long)s->content.catalog_version)},
        {TR("Void"), record_void(cli, s)},
    };
    view_fields(cli, head, ARRAY_LEN(head));
    buf_add_char(&cli->out, '\n');
    struct view_field *fields = ARENA_NEW_N(cli->a, r->type->n_fields, struct view_field);
    for (size_t i = 0; i < r->type->n_fields; i++) {
        const struct field *f = &r->type->fields[i];
        struct str title = title_in(&f->title, cli->lang);
        fields[i].name = str_copy(cli->a, title.n > 0 ? title : f->id).p;
        fields[i].value = show_cell(cli->a, view_value(cli, r, i));
    }
    view_fields(cli, fields, r->type->n_fields);
}

static void revisions_table(struct cli *cli, const struct record_life *life)
{
    const struct table_column columns[] = {
        {TR("Revision"), TABLE_RIGHT, 0}, {TR("When"), TABLE_LEFT, 0},    {TR("By"), TABLE_LEFT, 6},
        {TR("Fields"), TABLE_LEFT, 10},   {TR("Reason"), TABLE_LEFT, 10},
    };
    struct table t;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < life->n; i++) {
        const struct stored_revision *rev = &life->revisions[i];
        struct str *cells = table_row(&t);
        cells[0] = str_format(cli->a, "%lld", (long long)rev->revision);
        cells[1] = clock_local_text(cli->a, rev->at);
        cells[2] = rev->by;
        cells[3] = rev->listed;
        cells[4] = rev->reason;
    }
    buf_add_char(&cli->out, '\n');
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

static void revisions_csv(struct cli *cli, const struct record_life *life)
{
    struct str titles[] = {STR("record"), STR("revision"), STR("at"),
                           STR("by"),     STR("listed"),   STR("reason"),
                           STR("fields"), STR("catalog"),  STR("catalog_version")};
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t i = 0; i < life->n; i++) {
        const struct stored_revision *rev = &life->revisions[i];
        struct str cells[] = {view_record_id(cli, life->record.id),
                              str_format(cli->a, "%lld", (long long)rev->revision),
                              view_moment(cli, rev->at),
                              rev->by,
                              rev->listed,
                              rev->reason,
                              rev->fields,
                              rev->catalog,
                              str_format(cli->a, "%lld", (long long)rev->catalog_version)};
        csv_row(&cli->out, cells, ARRAY_LEN(cells));
    }
}

void view_record(struct cli *cli, const struct app_record *r, const struct record_life *life)
{
    if (cli->format == CLI_CSV) {
        revisions_csv(cli, life);
    } else if (cli->format == CLI_TABLE) {
        record_fields(cli, r);
        if (life->n > 1)
            revisions_table(cli, life);
    } else {
        struct json_val *root = json_val_object(cli->a);
        view_record_json(cli, root, r);
        put_revisions(cli, root, life);
        view_json(cli, root);
    }
}

/* ---- what keeps it from being stored ------------------------------------------ */

static struct str problem_field(struct cli *cli, const struct record_type *t,
                                const struct problem *p)
{
    if (p->field == FIELD_IS_SUBJECT)
        return str_of(TR("Subject"));
    return p->field < 0 ? STR_NONE : title_in(&t->fields[p->field].title, cli->lang);
}

static struct str problem_id(const struct record_type *t, const struct problem *p)
{
    if (p->field == FIELD_IS_SUBJECT)
        return STR("subject");
    return p->field < 0 ? STR_NONE : t->fields[p->field].id;
}

void view_problem_json(struct cli *cli, struct json_val *obj, enum err_code code, struct str detail)
{
    const struct err_info *info = err_info(code);
    json_put_str(obj, "code", str_of(info->number));
    json_put_str(obj, "text", str_of(info->text[cli->lang]));
    view_put_str(obj, "detail", detail);
    json_put_str(obj, "hint", str_of(info->hint[cli->lang]));
}

static void problems_table(struct cli *cli, const struct app_record_result *r)
{
    const struct table_column columns[] = {
        {TR("Field"), TABLE_LEFT, 0},       {TR("Code"), TABLE_LEFT, 0},
        {TR("Problem"), TABLE_LEFT, 12},    {TR("Detail"), TABLE_LEFT, 8},
        {TR("What to do"), TABLE_LEFT, 12},
    };
    struct table t;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < r->problems.v.n; i++) {
        const struct problem *p = &r->problems.v.p[i];
        const struct err_info *info = err_info(p->code);
        struct str *cells = table_row(&t);
        cells[0] = problem_field(cli, r->type, p);
        cells[1] = str_of(info->number);
        cells[2] = str_of(info->text[cli->lang]);
        cells[3] = p->detail;
        cells[4] = str_of(info->hint[cli->lang]);
    }
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

static void problems_csv(struct cli *cli, const struct app_record_result *r)
{
    struct str titles[] = {STR("field"), STR("code"), STR("text"), STR("detail"), STR("hint")};
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t i = 0; i < r->problems.v.n; i++) {
        const struct problem *p = &r->problems.v.p[i];
        const struct err_info *info = err_info(p->code);
        struct str cells[] = {problem_id(r->type, p), str_of(info->number),
                              str_of(info->text[cli->lang]), p->detail,
                              str_of(info->hint[cli->lang])};
        csv_row(&cli->out, cells, ARRAY_LEN(cells));
    }
}

void view_record_problems(struct cli *cli, const struct app_record_result *r)
{
    if (cli->format == CLI_CSV) {
        problems_csv(cli, r);
    } else if (cli->format == CLI_TABLE) {
        problems_table(cli, r);
    } else {
        struct json_val *root = json_val_object(cli->a);
        struct json_val *list = json_put_array(root, "problems");
        for (size_t i = 0; i < r->problems.v.n; i++) {
            const struct problem *p = &r->problems.v.p[i];
            struct json_val *obj = json_add_object(list);
            view_put_str(obj, "field", problem_id(r->type, p));
            view_problem_json(cli, obj, p->code, p->detail);
        }
        view_json(cli, root);
    }
}
