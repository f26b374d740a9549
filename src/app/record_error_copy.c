/*
 * record_error_copy.c — the sheet with what is wrong in it; see record_sheet.h.
 */
#include "app/import_columns.h"
#include "app/record_sheet.h"
#include "app/sheet_out.h"
#include "base/arena.h"
#include "source/sheet/sheet.h"

#define COPY_ROW_ARENA_MAX ((size_t)64 * 1024 * 1024)

struct copying {
    struct arena *a;
    const struct app_import_call *call;
    const struct app_import_result *result;
    struct form form;
    int32_t *from;  /* column of the sheet that column i of the form shows */
    size_t problem; /* the next one */
    struct sheet_out out;
};

/* The titles as they stand, without the messages of an earlier import, and one column more. */
static void copy_form(struct copying *c, const struct sheet_row *titles)
{
    struct form_column *columns = ARENA_NEW_N(c->a, titles->n + 1, struct form_column);
    struct str problems = import_title(IMPORT_IGNORED, c->call->lang);
    size_t n = 0;
    c->from = ARENA_NEW_N(c->a, titles->n + 1, int32_t);
    for (size_t i = 0; i < titles->n; i++) {
        struct str title = str_copy(c->a, titles->cells[i].text);
        if (import_column_of(c->result->type, NULL, title).kind == IMPORT_IGNORED)
            continue;
        c->from[n] = titles->cells[i].column;
        columns[n++] = (struct form_column){.title = title, .kind = FORM_TEXT};
    }
    columns[n++] = (struct form_column){.title = problems, .kind = FORM_TEXT, .width = 60};
    c->form = (struct form){.title = title_in(&c->result->type->title, c->call->lang),
                            .lang = c->call->lang,
                            .columns = columns,
                            .n = n};
}

static struct form_value copy_cell(struct arena *a, const struct sheet_row *row, int32_t column)
{
    struct form_value v = {.kind = FORM_NONE};
    for (size_t i = 0; i < row->n; i++) {
        const struct sheet_cell *cell = &row->cells[i];
        if (cell->column != column)
            continue;
        v.text = str_copy(a, cell->text);
        v.day = cell->day;
        v.ms = cell->ms;
        v.kind = cell->kind == SHEET_NUMBER     ? FORM_VALUE_NUMBER
                 : cell->kind == SHEET_DATE     ? FORM_VALUE_DATE
                 : cell->kind == SHEET_DATETIME ? FORM_VALUE_DATETIME
                                                : FORM_VALUE_TEXT;
    }
    return v;
}

/* "学时：数值或日期超出允许范围（≤ 24）". */
static struct str copy_message(struct arena *a, const struct import_problem *p, enum lang lang)
{
    const struct err_info *info = err_info(p->code);
    bool zh = lang == LANG_ZH;
    struct str s = str_format(a, "%s [%s]", info->text[lang], info->number);
    if (p->title.n > 0)
        s = str_format(a, "%" STR_FMT "%s%" STR_FMT, STR_ARG(p->title), zh ? "：" : ": ",
                       STR_ARG(s));
    if (p->detail.n > 0)
        s = str_format(a, zh ? "%" STR_FMT "（%" STR_FMT "）" : "%" STR_FMT " (%" STR_FMT ")",
                       STR_ARG(s), STR_ARG(p->detail));
    return s;
}

static enum err_code copy_row(struct copying *c, struct arena *a, const struct sheet_row *row,
                              struct err *e)
{
    struct form_value *values = ARENA_NEW_N(a, c->form.n, struct form_value);
    struct str message = STR_NONE;
    for (size_t i = 0; i + 1 < c->form.n; i++)
        values[i] = copy_cell(a, row, c->from[i]);
    for (; c->problem < c->result->problems.n; c->problem++) {
        const struct import_problem *p = &c->result->problems.p[c->problem];
        if (p->row > row->number)
            break;
        if (p->row < row->number)
            continue;
        struct str one = copy_message(a, p, c->call->lang);
        message = message.n == 0
                      ? one
                      : str_format(a, "%" STR_FMT "\n%" STR_FMT, STR_ARG(message), STR_ARG(one));
        for (size_t i = 0; i + 1 < c->form.n; i++)
            values[i].bad = values[i].bad || c->from[i] == p->column;
    }
    if (message.n > 0)
        values[c->form.n - 1] =
            (struct form_value){.kind = FORM_VALUE_TEXT, .text = message, .bad = true};
    return sheet_out_row(&c->out, values, e);
}

static enum err_code copy_rows(struct copying *c, struct sheet *sheet, struct err *e)
{
    const struct sheet_row *row;
    for (;;) {
        struct arena a;
        ERR_TRY(sheet_next(sheet, &row, e));
        if (row == NULL)
            return ERR_OK;
        arena_init(&a, COPY_ROW_ARENA_MAX);
        enum err_code code = copy_row(c, &a, row, e);
        arena_release(&a);
        ERR_TRY(code);
    }
}

static enum err_code copy_sheet(struct copying *c, const char *path,
                                enum record_sheet_format format, const struct input *in,
                                struct err *e)
{
    const struct sheet_options options = {.name = c->call->sheet};
    const struct sheet_row *titles;
    struct sheet *sheet;
    ERR_TRY(sheet_open(c->a, in, &options, &sheet, e));
    enum err_code code = sheet_next(sheet, &titles, e);
    if (code == ERR_OK && titles == NULL)
        code = err_set(e, ERR_SHEET_HEADER, "%s", c->call->path);
    if (code == ERR_OK) {
        copy_form(c, titles);
        code = sheet_out_begin(c->a, path, format, &c->form, &c->out, e);
        if (code == ERR_OK)
            code = sheet_out_end(&c->out, copy_rows(c, sheet, e), e);
    }
    sheet_close(sheet);
    return code;
}

enum err_code app_record_error_copy(struct arena *a, const struct app_import_call *call,
                                    const struct app_import_result *result, const char *path,
                                    enum record_sheet_format format, struct err *e)
{
    struct copying c = {.a = a, .call = call, .result = result};
    struct input in;
    ERR_TRY(input_open(call->path, &in, e));
    enum err_code code = copy_sheet(&c, path, format, &in, e);
    input_close(&in);
    return code;
}
