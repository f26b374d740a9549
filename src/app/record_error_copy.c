/*
 * record_error_copy.c — the sheet with what is wrong in it; see record_sheet.h.
 */
#include "app/import_columns.h"
#include "app/record_sheet.h"
#include "app/record_words.h"
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
    struct str problems = import_title(IMPORT_PROBLEMS, c->call->lang);
    size_t n = 0;
    c->from = ARENA_NEW_N(c->a, titles->n + 1, int32_t);
    for (size_t i = 0; i < titles->n; i++) {
        struct str title = str_copy(c->a, titles->cells[i].text);
        if (import_column_of(c->result->type, NULL, title).kind == IMPORT_PROBLEMS)
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
    struct str title = STR_NONE;
    struct str detail = STR_NONE;
    if (p->title.n > 0)
        title = record_words(a, RECORD_WORDS_TITLE, lang, p->title);
    if (p->detail.n > 0)
        detail = record_words(a, RECORD_WORDS_DETAIL, lang, p->detail);
    return str_format(a, "%" STR_FMT "%s [%s]%" STR_FMT, STR_ARG(title), info->text[lang],
                      info->number, STR_ARG(detail));
}

/* What is wrong with the row, and what of the titles and rows above was not told yet. */
static struct str copy_messages(struct copying *c, struct arena *a, int64_t row,
                                struct form_value *values)
{
    struct str message = STR_NONE;
    for (; c->problem < c->result->problems.n; c->problem++) {
        const struct import_problem *p = &c->result->problems.p[c->problem];
        if (p->row > row)
            break;
        message = str_format(a, "%" STR_FMT "%s%" STR_FMT, STR_ARG(message),
                             message.n > 0 ? "\n" : "", STR_ARG(copy_message(a, p, c->call->lang)));
        for (size_t i = 0; p->row == row && i + 1 < c->form.n; i++)
            values[i].bad = values[i].bad || c->from[i] == p->column;
    }
    return message;
}

static enum err_code copy_row(struct copying *c, struct arena *a, const struct sheet_row *row,
                              struct err *e)
{
    struct form_value *values = ARENA_NEW_N(a, c->form.n, struct form_value);
    for (size_t i = 0; i + 1 < c->form.n; i++)
        values[i] = copy_cell(a, row, c->from[i]);
    struct str message = copy_messages(c, a, row->number, values);
    if (message.n == 0 && c->result->stored)
        return ERR_OK; /* it was taken */
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

static enum err_code copy_titles(const struct copying *c, struct sheet *sheet,
                                 const struct sheet_row **ret, struct err *e)
{
    do
        ERR_TRY(sheet_next(sheet, ret, e));
    while (*ret != NULL && (*ret)->number < c->result->titles_row);
    return *ret != NULL ? ERR_OK : err_set(e, ERR_SHEET_HEADER, "%s", c->call->path);
}

static enum err_code copy_sheet(struct copying *c, const char *path,
                                enum record_sheet_format format, const struct input *in,
                                struct err *e)
{
    const struct sheet_options options = {.name = c->call->sheet};
    const struct sheet_row *titles;
    struct sheet *sheet;
    ERR_TRY(sheet_open(c->a, in, &options, &sheet, e));
    enum err_code code = copy_titles(c, sheet, &titles, e);
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
