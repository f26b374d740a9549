/*
 * sheet_xlsx.c — see sheet_xlsx.h.
 *
 * What surprised its author: in the mode of constant memory a row is gone to the disk as
 * soon as the next one begins, so that whatever belongs to a row is written left to right
 * and never again.
 */
#include "deliver/sheet_xlsx.h"

#include "base/cell.h"
#include "deliver/container.h"
#include "deliver/sheet_xlsx_book.h"
#include "deliver/xlsx_quote.h"

enum {
    NO_DATE_SECONDS = 315532800, /* 1980-01-01, the date of the container's entries */
    NUMBER_DIGITS_MAX = 15,      /* that programs keep */
    FIRST_DAY = -25567,          /* 1900-01-01 */
    SHEET_TITLE_MAX = 31,        /* units of the name of a sheet */
};

/* ---- formats ------------------------------------------------------------------- */

/* Format codes; what every program knows by its index has none. */
static const struct {
    uint8_t index;
    const char *code;
} STYLES[XLSX_STYLE_DECIMALS] = {
    [XLSX_STYLE_TEXT] = {49, NULL},
    [XLSX_STYLE_GENERAL] = {0, NULL},
    [XLSX_STYLE_INTEGER] = {1, NULL},
    [XLSX_STYLE_MONEY] = {4, NULL},
    [XLSX_STYLE_DATE] = {0, "yyyy-mm-dd"},
    [XLSX_STYLE_DATETIME] = {0, "yyyy-mm-dd hh:mm:ss"},
    [XLSX_STYLE_MOMENT] = {0, "yyyy-mm-dd hh:mm:ss.000"},
    [XLSX_STYLE_HEAD] = {49, NULL},
    [XLSX_STYLE_HEAD_REQUIRED] = {49, NULL},
};

static void set_code(lxw_format *f, enum sheet_xlsx_style style)
{
    if (style > XLSX_STYLE_DECIMALS) {
        char code[16];
        (void)snprintf(code, sizeof(code), "0.%.*s", (int)(style - XLSX_STYLE_DECIMALS),
                       "000000000");
        format_set_num_format(f, code);
    } else if (style == XLSX_STYLE_DECIMALS) {
        format_set_num_format_index(f, STYLES[XLSX_STYLE_INTEGER].index);
    } else if (STYLES[style].code != NULL) {
        format_set_num_format(f, STYLES[style].code);
    } else {
        format_set_num_format_index(f, STYLES[style].index);
    }
}

lxw_format *sheet_xlsx_format(struct sheet_xlsx *x, enum sheet_xlsx_style style, int variant)
{
    lxw_format **slot = &x->formats[style][variant];
    if (*slot != NULL)
        return *slot;
    lxw_format *f = *slot = workbook_add_format(x->book);
    must(f != NULL);
    set_code(f, style);
    format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
    if (style == XLSX_STYLE_HEAD || style == XLSX_STYLE_HEAD_REQUIRED) {
        format_set_bold(f);
        format_set_text_wrap(f);
        format_set_bg_color(f, 0xE7E6E6);
        format_set_border(f, LXW_BORDER_THIN);
    }
    if (style == XLSX_STYLE_HEAD_REQUIRED)
        format_set_font_color(f, 0xC00000);
    if ((variant & XLSX_BAD) != 0) {
        format_set_bg_color(f, 0xFFC7CE);
        format_set_font_color(f, 0x9C0006);
    }
    if ((variant & XLSX_QUOTED) != 0)
        format_set_hidden(f); /* the mark; see xlsx_quote.h */
    x->quotes |= (variant & XLSX_QUOTED) != 0;
    return f;
}

/* ---- cells ---------------------------------------------------------------------- */

enum err_code sheet_xlsx_check(lxw_error why, struct err *e)
{
    return why == LXW_NO_ERROR ? ERR_OK
                               : err_set(e, ERR_PAPER_WRITE, "xlsx: %s", lxw_strerror(why));
}

/* Whether XML can hold each character, if need be as an escape: two code points are none. */
static bool is_writable(struct str text)
{
    return str_find(text, STR("\xEF\xBF\xBE"), 0) == SIZE_MAX &&
           str_find(text, STR("\xEF\xBF\xBF"), 0) == SIZE_MAX;
}

/* Whether the text at s[at] reads as an escape: _x000D_. */
static bool is_escape(struct str s, size_t at)
{
    struct str seven = str_sub(s, at, at + 7);
    if (seven.n < 7 || seven.p[0] != '_' || seven.p[1] != 'x' || seven.p[6] != '_')
        return false;
    for (size_t i = 2; i < 6; i++)
        if (memchr("0123456789ABCDEFabcdef", seven.p[i], 22) == NULL)
            return false;
    return true;
}

/* The text with its NUL; what XML cannot hold, or would read as an escape, is escaped. */
static const char *escaped(struct buf *b, struct str text)
{
    buf_clear(b);
    size_t from = 0;
    for (size_t at = 0; at < text.n; at++) {
        unsigned char c = (unsigned char)text.p[at];
        bool control = c < ' ' && c != '\t' && c != '\n';
        if (!control && (c != '_' || !is_escape(text, at)))
            continue;
        buf_add(b, str_sub(text, from, at));
        buf_addf(b, "_x%04X_", c);
        from = at + 1;
    }
    buf_add(b, str_sub(text, from, text.n));
    must(!buf_over(b));
    return b->p;
}

enum err_code sheet_xlsx_put_text(struct sheet_xlsx *x, lxw_worksheet *ws, lxw_row_t row,
                                  lxw_col_t column, struct str text, enum sheet_xlsx_style style,
                                  int variant, struct err *e)
{
    char name[CELL_NAME_MAX];
    if (cell_length(text) > CELL_TEXT_MAX || !is_writable(text))
        return err_set(
            e, ERR_PAPER_TEXT, "%s: %s", cell_name((int64_t)row + 1, (int32_t)column + 1, name),
            is_writable(text) ? "more text than a cell holds" : "a character that is none");
    if (cell_needs_guard(text))
        variant |= XLSX_QUOTED;
    return sheet_xlsx_check(worksheet_write_string(ws, row, column, escaped(&x->z, text),
                                                   sheet_xlsx_format(x, style, variant)),
                            e);
}

/* An exact decimal of at most 15 digits: mantissa and digits behind the point. */
struct decimal {
    int64_t mantissa;
    int32_t scale;
};

static bool read_decimal(struct str s, struct decimal *ret)
{
    struct decimal d = {0};
    bool negative = s.n > 0 && s.p[0] == '-';
    bool point = false;
    int32_t digits = 0;
    for (size_t i = negative; i < s.n; i++) {
        if (s.p[i] == '.' && !point && digits > 0) {
            point = true;
            continue;
        }
        if (s.p[i] < '0' || s.p[i] > '9' || ++digits > NUMBER_DIGITS_MAX)
            return false;
        d.mantissa = d.mantissa * 10 + (s.p[i] - '0');
        d.scale += point;
    }
    if (digits == 0)
        return false;
    d.mantissa = negative ? -d.mantissa : d.mantissa;
    *ret = d;
    return true;
}

/* How a number of a column is shown: with the column's decimals, unless that would hide some. */
static enum sheet_xlsx_style number_style(const struct form_column *column, int32_t scale)
{
    switch (column->kind) {
    case FORM_INTEGER: return scale == 0 ? XLSX_STYLE_INTEGER : XLSX_STYLE_GENERAL;
    case FORM_MONEY: return scale <= 2 ? XLSX_STYLE_MONEY : XLSX_STYLE_GENERAL;
    case FORM_NUMBER:
        if (scale <= column->digits)
            return (enum sheet_xlsx_style)(XLSX_STYLE_DECIMALS + column->digits);
        break;
    case FORM_TEXT:
    case FORM_DATE:
    case FORM_DATETIME:
    case FORM_KIND__MAX: break;
    }
    return XLSX_STYLE_GENERAL;
}

static enum err_code put_number(struct sheet_xlsx *x, lxw_col_t column, const struct form_value *v,
                                struct err *e)
{
    /* Both are exact, so that their quotient is the number nearest to the decimal. */
    static const double POWERS[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    struct decimal d;
    int variant = v->bad ? XLSX_BAD : 0;
    if (!read_decimal(v->text, &d))
        return sheet_xlsx_put_text(x, x->data, x->rows, column, v->text, XLSX_STYLE_TEXT, variant,
                                   e);
    lxw_format *format =
        sheet_xlsx_format(x, number_style(&x->form->columns[column], d.scale), variant);
    return sheet_xlsx_check(worksheet_write_number(x->data, x->rows, column,
                                                   (double)d.mantissa / POWERS[d.scale], format),
                            e);
}

static enum err_code put_day(struct sheet_xlsx *x, lxw_col_t column, const struct form_value *v,
                             struct err *e)
{
    int variant = v->bad ? XLSX_BAD : 0;
    if (v->day.days < FIRST_DAY) {
        char text[DATE_TEXT_MAX];
        return sheet_xlsx_put_text(x, x->data, x->rows, column, str_of(date_text(v->day, text)),
                                   XLSX_STYLE_TEXT, variant, e);
    }
    bool timed = v->kind == FORM_VALUE_DATETIME;
    lxw_datetime at = {.year = 0};
    date_parts(v->day, &at.year, &at.month, &at.day);
    if (timed) {
        at.hour = (int)(v->ms / 3600000);
        at.min = (int)(v->ms / 60000 % 60);
        at.sec = (double)(v->ms % 60000) / 1000;
    }
    enum sheet_xlsx_style style = !timed              ? XLSX_STYLE_DATE
                                  : v->ms % 1000 == 0 ? XLSX_STYLE_DATETIME
                                                      : XLSX_STYLE_MOMENT;
    return sheet_xlsx_check(worksheet_write_datetime(x->data, x->rows, column, &at,
                                                     sheet_xlsx_format(x, style, variant)),
                            e);
}

static enum err_code put_value(struct sheet_xlsx *x, lxw_col_t column, const struct form_value *v,
                               struct err *e)
{
    int variant = v->bad ? XLSX_BAD : 0;
    switch (v->kind) {
    case FORM_NONE: break;
    case FORM_VALUE_TEXT:
        if (v->text.n == 0)
            break;
        return sheet_xlsx_put_text(x, x->data, x->rows, column, v->text, XLSX_STYLE_TEXT, variant,
                                   e);
    case FORM_VALUE_NUMBER: return put_number(x, column, v, e);
    case FORM_VALUE_DATE:
    case FORM_VALUE_DATETIME: return put_day(x, column, v, e);
    }
    if (!v->bad)
        return ERR_OK;
    lxw_format *format = sheet_xlsx_format(x, XLSX_STYLE_TEXT, variant);
    return sheet_xlsx_check(worksheet_write_blank(x->data, x->rows, column, format), e);
}

enum err_code sheet_xlsx_row(struct sheet_xlsx *x, const struct form_value *values, struct err *e)
{
    if (x->rows >= CELL_ROWS_MAX)
        return err_set(e, ERR_TOO_BIG, "more rows than a sheet has (%d)", CELL_ROWS_MAX);
    for (size_t i = 0; i < x->form->n; i++)
        ERR_TRY(put_value(x, (lxw_col_t)i, &values[i], e));
    x->rows++;
    return ERR_OK;
}

/* ---- the file ------------------------------------------------------------------- */

/* A name that a sheet may have, like the title. */
static const char *sheet_title(struct sheet_xlsx *x)
{
    struct buf b;
    buf_init(&b, SHEET_TITLE_MAX * STR_CP_BYTES_MAX + 1);
    struct str title = str_trim(x->form->title);
    for (size_t at = 0; at < title.n;) {
        size_t from = at;
        uint32_t cp = str_next(title, &at);
        if (cell_length(str_sub(title, 0, at)) > SHEET_TITLE_MAX)
            break;
        bool refused = cp < ' ' || (cp < 0x80 && strchr("[]:*?/\\'", (int)cp) != NULL);
        buf_add(&b, refused ? STR("_") : str_sub(title, from, at));
    }
    if (b.n == 0)
        buf_add_z(&b, "Sheet1");
    const char *name = str_copy(x->a, buf_str(&b)).p;
    buf_release(&b);
    return name;
}

static enum err_code begin_book(struct sheet_xlsx *x, struct err *e)
{
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    lxw_doc_properties properties = {.created = NO_DATE_SECONDS};
    x->book = workbook_new_opt(x->file.part, &options);
    if (x->book == NULL)
        return err_set(e, ERR_PAPER_WRITE, "xlsx: no workbook");
    (void)workbook_set_properties(x->book, &properties);
    x->data = workbook_add_worksheet(x->book, sheet_title(x));
    if (x->data == NULL)
        return err_set(e, ERR_PAPER_WRITE, "xlsx: no sheet");
    return sheet_xlsx_put_form(x, e);
}

enum err_code sheet_xlsx_begin(struct arena *a, const char *path, const struct form *form,
                               struct sheet_xlsx **ret, struct err *e)
{
    must(form->n > 0 && form->n <= FORM_COLUMNS_MAX);
    struct sheet_xlsx *x = ARENA_NEW(a, struct sheet_xlsx);
    *x = (struct sheet_xlsx){.a = a, .form = form};
    buf_init(&x->z, (size_t)CELL_TEXT_MAX * 8); /* an escape has seven bytes */
    enum err_code code = file_part_begin(a, path, &x->file, e);
    if (code == ERR_OK)
        code = begin_book(x, e);
    if (code != ERR_OK)
        sheet_xlsx_abandon(x);
    else
        *ret = x;
    return code;
}

/* Exchange the mark of formats that are quoted, in the finished file. */
static enum err_code quote_marked(struct sheet_xlsx *x, struct err *e)
{
    struct str styles;
    ERR_TRY(container_file_part(x->a, x->file.part, XLSX_QUOTE_PART, &styles, e));
    return container_file_replace(x->file.part, XLSX_QUOTE_PART, xlsx_quote_styles(x->a, styles),
                                  e);
}

enum err_code sheet_xlsx_finish(struct sheet_xlsx *x, struct err *e)
{
    lxw_col_t last = (lxw_col_t)(x->form->n - 1);
    (void)worksheet_autofilter(x->data, 0, 0, x->rows - 1, last);
    lxw_error why = workbook_close(x->book); /* frees it, whatever happened */
    x->book = NULL;
    enum err_code code = sheet_xlsx_check(why, e);
    if (code == ERR_OK && x->quotes)
        code = quote_marked(x, e);
    if (code == ERR_OK)
        code = file_part_commit(&x->file, e);
    sheet_xlsx_abandon(x);
    return code;
}

void sheet_xlsx_abandon(struct sheet_xlsx *x)
{
    if (x == NULL)
        return;
    if (x->book != NULL)
        lxw_workbook_free(x->book);
    x->book = NULL;
    file_part_abandon(&x->file);
    buf_release(&x->z);
}
