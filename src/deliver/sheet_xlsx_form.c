/*
 * sheet_xlsx_form.c — what a workbook says before its first row: titles, what may be entered
 * below them, lists, explanations.
 *
 * What surprised its author: a drop-down holds its values in 255 characters, commas included,
 * and the library writes them into as many bytes without counting those. Longer lists, and
 * values with a comma, stand on a sheet of their own, which is hidden.
 */
#include "base/cell.h"
#include "base/text.h"
#include "deliver/sheet_xlsx_book.h"

enum {
    LIST_MAX = 255,    /* bytes of a list in its drop-down */
    MESSAGE_MAX = 255, /* of what is shown beside a cell */
    WIDTH_MAX = 60,
    WIDTH_FILTER = 4, /* columns that the button of a filter takes */
    LAST_ROW = CELL_ROWS_MAX - 1,
};

static const char *const LISTS = "lists"; /* the name of the hidden sheet */

/* ---- words ------------------------------------------------------------------------ */

static const struct {
    const char *name[LANG__MAX];
    int32_t width;
} KINDS[FORM_KIND__MAX] = {
    [FORM_TEXT] = {{"text", "文本"}, 16},
    [FORM_DATE] = {{"date, YYYY-MM-DD", "日期，如 2017-03-10"}, 12},
    [FORM_DATETIME] = {{"date and time", "日期时间，如 2017-03-10 10:30:00"}, 20},
    [FORM_INTEGER] = {{"whole number", "整数"}, 10},
    [FORM_NUMBER] = {{"number", "数字"}, 12},
    [FORM_MONEY] = {{"amount of money", "金额（元）"}, 14},
};

static const char *const REFUSED_LIST[LANG__MAX] = {"Please choose one of the values of the list.",
                                                    "请从下拉列表中选择。"};
static const char *const REFUSED_DAY[LANG__MAX] = {"Please enter a date, e.g. 2017-03-10.",
                                                   "请输入日期，例如 2017-03-10。"};
static const char *const REFUSED_NUMBER[LANG__MAX] = {"Please enter a number.", "请输入数字。"};
static const char *const REFUSED_RANGE[LANG__MAX] = {"Please enter a value of the range.",
                                                     "请输入允许范围内的值。"};
static const char *const EXPLAINED[LANG__MAX] = {"Notes", "填表说明"};
static const char *const REQUIRED[LANG__MAX] = {"yes", "是"};
static const char *const EXPLANATION_HEADS[][LANG__MAX] = {
    {"Column", "列名"},     {"Kind", "类型"}, {"Required", "必填"},
    {"Values", "可填内容"}, {"Note", "说明"},
};
static const int32_t EXPLANATION_WIDTHS[] = {20, 30, 8, 40, 60};

/* ---- drop-downs and ranges ------------------------------------------------------------ */

/* The first units of a text that a message may have. */
static char *message(struct sheet_xlsx *x, struct str text)
{
    size_t end = 0;
    for (size_t at = 0; at < text.n && cell_length(str_sub(text, 0, at)) < MESSAGE_MAX - 1;) {
        (void)str_next(text, &at);
        end = at;
    }
    bool cut = end < text.n;
    return arena_copy(
        x->a, str_format(x->a, "%" STR_FMT "%s", STR_ARG(str_sub(text, 0, end)), cut ? "…" : "").p,
        end + (cut ? strlen("…") : 0));
}

static bool fits_drop_down(const struct form_column *column)
{
    size_t bytes = 0;
    for (size_t i = 0; i < column->n_allowed; i++) {
        struct str value = column->allowed[i];
        if (value.n == 0 || memchr(value.p, ',', value.n) != NULL ||
            memchr(value.p, '"', value.n) != NULL || str_trim(value).n != value.n)
            return false;
        bytes += value.n + 1; /* with its comma */
    }
    return bytes <= LIST_MAX + 1;
}

/* The list of column i in its drop-down, or where it stands on the hidden sheet. */
static void set_list(struct sheet_xlsx *x, size_t i, lxw_data_validation *v)
{
    const struct form_column *column = &x->form->columns[i];
    if (fits_drop_down(column)) {
        char **list = ARENA_NEW_N(x->a, column->n_allowed + 1, char *);
        for (size_t k = 0; k < column->n_allowed; k++)
            list[k] = arena_copy(x->a, column->allowed[k].p, column->allowed[k].n);
        v->validate = LXW_VALIDATION_TYPE_LIST;
        v->value_list = list;
    } else {
        char letters[CELL_NAME_MAX];
        (void)cell_name(0, (int32_t)i + 1, letters);
        struct str range =
            str_format(x->a, "=%s!$%s$1:$%s$%zu", LISTS, letters, letters, column->n_allowed);
        v->validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
        v->value_formula = arena_copy(x->a, range.p, range.n);
    }
    v->error_message = message(x, str_of(REFUSED_LIST[x->form->lang]));
}

static lxw_datetime datetime_of(struct str day, int year, int month, int month_day)
{
    lxw_datetime at = {.year = year, .month = month, .day = month_day};
    date d;
    if (day.n > 0 && date_parse(day, &d, NULL) == ERR_OK)
        date_parts(d, &at.year, &at.month, &at.day);
    return at;
}

static void set_range(struct sheet_xlsx *x, const struct form_column *column,
                      lxw_data_validation *v)
{
    bool ranged = column->min.n > 0 || column->max.n > 0;
    v->criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
    if (column->kind == FORM_DATE || column->kind == FORM_DATETIME) {
        v->validate = LXW_VALIDATION_TYPE_DATE;
        v->minimum_datetime = datetime_of(column->min, 1900, 1, 1);
        v->maximum_datetime = datetime_of(column->max, 9999, 12, 31);
        if (column->kind == FORM_DATETIME && column->max.n > 0) { /* to the end of that day */
            v->maximum_datetime.hour = 23;
            v->maximum_datetime.min = 59;
            v->maximum_datetime.sec = 59;
        }
        v->error_message =
            message(x, str_of((ranged ? REFUSED_RANGE : REFUSED_DAY)[x->form->lang]));
        return;
    }
    static const struct str least = {"-999999999999999", 16}, most = {"999999999999999", 15};
    struct str min = column->min.n > 0 ? column->min : least;
    struct str max = column->max.n > 0 ? column->max : most;
    v->validate = column->kind == FORM_INTEGER ? LXW_VALIDATION_TYPE_INTEGER_FORMULA
                                               : LXW_VALIDATION_TYPE_DECIMAL_FORMULA;
    v->minimum_formula = arena_copy(x->a, min.p, min.n);
    v->maximum_formula = arena_copy(x->a, max.p, max.n);
    v->error_message = message(x, str_of((ranged ? REFUSED_RANGE : REFUSED_NUMBER)[x->form->lang]));
}

static enum err_code put_validation(struct sheet_xlsx *x, size_t i, struct err *e)
{
    const struct form_column *column = &x->form->columns[i];
    lxw_data_validation v = {.ignore_blank = LXW_VALIDATION_ON,
                             .show_input = LXW_VALIDATION_ON,
                             .show_error = LXW_VALIDATION_ON,
                             .dropdown = LXW_VALIDATION_ON};
    if (column->n_allowed > 0)
        set_list(x, i, &v);
    else if (column->kind != FORM_TEXT)
        set_range(x, column, &v);
    else if (column->note.n > 0)
        v.validate = LXW_VALIDATION_TYPE_ANY;
    else
        return ERR_OK;
    if (column->note.n > 0)
        v.input_message = message(x, column->note);
    return sheet_xlsx_check(
        worksheet_data_validation_range(x->data, 1, (lxw_col_t)i, LAST_ROW, (lxw_col_t)i, &v), e);
}

/* ---- titles ------------------------------------------------------------------------------ */

static enum sheet_xlsx_style blank_style(const struct form_column *column)
{
    switch (column->kind) {
    case FORM_DATE: return XLSX_STYLE_DATE;
    case FORM_DATETIME: return XLSX_STYLE_DATETIME;
    case FORM_INTEGER: return XLSX_STYLE_INTEGER;
    case FORM_NUMBER: return (enum sheet_xlsx_style)(XLSX_STYLE_DECIMALS + column->digits);
    case FORM_MONEY: return XLSX_STYLE_MONEY;
    case FORM_TEXT:
    case FORM_KIND__MAX: break;
    }
    return XLSX_STYLE_TEXT;
}

static int32_t width_of(const struct form_column *column)
{
    if (column->width > 0)
        return column->width;
    int32_t title = (int32_t)text_width(str_sub(column->title, 0, 256)) + WIDTH_FILTER;
    int32_t width = KINDS[column->kind].width > title ? KINDS[column->kind].width : title;
    return width < WIDTH_MAX ? width : WIDTH_MAX;
}

static enum err_code put_title(struct sheet_xlsx *x, size_t i, struct err *e)
{
    const struct form_column *column = &x->form->columns[i];
    must(column->digits >= 0 && column->digits <= 9);
    lxw_col_t at = (lxw_col_t)i;
    lxw_format *below = sheet_xlsx_format(x, blank_style(column), 0);
    ERR_TRY(sheet_xlsx_check(worksheet_set_column(x->data, at, at, width_of(column), below), e));
    return sheet_xlsx_put_text(x, x->data, 0, at, column->title,
                               column->required ? XLSX_STYLE_HEAD_REQUIRED : XLSX_STYLE_HEAD, 0, e);
}

/* ---- lists -------------------------------------------------------------------------------- */

static size_t longest_list(const struct form *form)
{
    size_t n = 0;
    for (size_t i = 0; i < form->n; i++)
        if (!fits_drop_down(&form->columns[i]) && form->columns[i].n_allowed > n)
            n = form->columns[i].n_allowed;
    return n;
}

static enum err_code put_lists(struct sheet_xlsx *x, struct err *e)
{
    size_t n = longest_list(x->form);
    if (n == 0)
        return ERR_OK;
    if (n > CELL_ROWS_MAX)
        return err_set(e, ERR_TOO_BIG, "a list of %zu values", n);
    lxw_worksheet *ws = workbook_add_worksheet(x->book, LISTS);
    if (ws == NULL)
        return err_set(e, ERR_PAPER_WRITE, "xlsx: no sheet");
    worksheet_hide(ws);
    for (size_t row = 0; row < n; row++) {
        for (size_t i = 0; i < x->form->n; i++) {
            const struct form_column *column = &x->form->columns[i];
            if (row < column->n_allowed && !fits_drop_down(column))
                ERR_TRY(sheet_xlsx_put_text(x, ws, (lxw_row_t)row, (lxw_col_t)i,
                                            column->allowed[row], XLSX_STYLE_TEXT, 0, e));
        }
    }
    return ERR_OK;
}

/* ---- explanations ---------------------------------------------------------------------------- */

/* The values of a column as one text: "a、b、c", or "0.5 – 24". */
static struct str values_text(struct sheet_xlsx *x, const struct form_column *column)
{
    struct buf b;
    buf_init(&b, (size_t)CELL_TEXT_MAX);
    for (size_t i = 0; i < column->n_allowed && b.n < 1024; i++) {
        buf_add_z(&b, i > 0 ? "、" : "");
        buf_add(&b, str_sub(column->allowed[i], 0, 1024));
        if (i + 1 < column->n_allowed && b.n >= 1024)
            buf_add_z(&b, "…");
    }
    if (column->n_allowed == 0 && (column->min.n > 0 || column->max.n > 0))
        buf_addf(&b, "%" STR_FMT " – %" STR_FMT, STR_ARG(column->min), STR_ARG(column->max));
    struct str text = str_copy(x->a, buf_str(&b));
    buf_release(&b);
    return text;
}

static enum err_code explain_column(struct sheet_xlsx *x, lxw_worksheet *ws, lxw_row_t row,
                                    const struct form_column *column, struct err *e)
{
    const struct str texts[] = {
        column->title,
        str_of(KINDS[column->kind].name[x->form->lang]),
        column->required ? str_of(REQUIRED[x->form->lang]) : STR_NONE,
        values_text(x, column),
        column->note,
    };
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        if (texts[i].n > 0)
            ERR_TRY(sheet_xlsx_put_text(x, ws, row, (lxw_col_t)i, texts[i], XLSX_STYLE_TEXT, 0, e));
    return ERR_OK;
}

static enum err_code put_about(struct sheet_xlsx *x, lxw_worksheet *ws, lxw_row_t *row,
                               struct err *e)
{
    struct str rest = x->form->about;
    while (rest.n > 0) {
        size_t end = str_find(rest, STR("\n"), 0);
        struct str line = str_sub(rest, 0, end);
        rest = end == SIZE_MAX ? STR_NONE : str_sub(rest, end + 1, rest.n);
        if (line.n > 0)
            ERR_TRY(sheet_xlsx_put_text(x, ws, *row, 0, line, XLSX_STYLE_TEXT, 0, e));
        (*row)++;
    }
    *row += *row > 0; /* an empty row parts the words from the table */
    return ERR_OK;
}

static enum err_code put_explanations(struct sheet_xlsx *x, struct err *e)
{
    enum lang lang = x->form->lang;
    lxw_worksheet *ws = workbook_add_worksheet(x->book, EXPLAINED[lang]);
    lxw_row_t row = 0;
    if (ws == NULL)
        return err_set(e, ERR_PAPER_WRITE, "xlsx: no sheet");
    ERR_TRY(put_about(x, ws, &row, e));
    for (size_t i = 0; i < ARRAY_LEN(EXPLANATION_HEADS); i++) {
        lxw_col_t at = (lxw_col_t)i;
        ERR_TRY(sheet_xlsx_check(worksheet_set_column(ws, at, at, EXPLANATION_WIDTHS[i], NULL), e));
        ERR_TRY(sheet_xlsx_put_text(x, ws, row, at, str_of(EXPLANATION_HEADS[i][lang]),
                                    XLSX_STYLE_HEAD, 0, e));
    }
    for (size_t i = 0; i < x->form->n; i++)
        ERR_TRY(explain_column(x, ws, ++row, &x->form->columns[i], e));
    return ERR_OK;
}

enum err_code sheet_xlsx_put_form(struct sheet_xlsx *x, struct err *e)
{
    for (size_t i = 0; i < x->form->n; i++) {
        ERR_TRY(put_title(x, i, e));
        ERR_TRY(put_validation(x, i, e));
    }
    x->rows = 1;
    worksheet_freeze_panes(x->data, 1, 0);
    (void)worksheet_repeat_rows(x->data, 0, 0);
    if (x->form->template)
        ERR_TRY(put_explanations(x, e));
    return put_lists(x, e);
}
