/*
 * ledger_xlsx.c — the only file that includes libxlsxwriter; see ledger_xlsx.h.
 *
 * What surprised its author: the library writes to named files only. A file in
 * memory has a name, too, below /proc. And that a cell is a string keeps it from
 * being a formula only until somebody edits it; deliver/xlsx_quote.h keeps it for good.
 */
#include "deliver/ledger_xlsx.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/buf.h"
#include "base/cell.h"
#include "deliver/container.h"
#include "deliver/xlsx_quote.h"

enum {
    ROWS_MAX = 1000 * 1000,         /* a sheet has 1,048,576 */
    BYTES_MAX = 1024 * 1024 * 1024, /* of the workbook */
    JOINED_MAX = 1024 * 1024,       /* bytes of joined names */
    NO_DATE_SECONDS = 315532800,    /* 1980-01-01, the date of the container's entries */
    SECONDS_A_DAY = 86400,
};

/* ---- columns ------------------------------------------------------------------ */

enum column {
    COLUMN_NO,
    COLUMN_ID,
    COLUMN_CATEGORY,
    COLUMN_SUBCATEGORY,
    COLUMN_ITEM,
    COLUMN_FULL, /* figures from here … */
    COLUMN_GOT,
    COLUMN_LOST, /* … to here */
    COLUMN_CAUSE,
    COLUMN_MEASURE,
    COLUMN_DEPARTMENTS,
    COLUMN_TIME_LIMIT,
    COLUMN_STATE, /* left out if empty, from here on */
    COLUMN_OWNER,
    COLUMN_DUE,
    COLUMN_CLOSED,
    COLUMN__MAX
};

static const struct {
    const char *head[LANG__MAX];
    int32_t width; /* in characters of the default font */
} COLUMNS[] = {
    [COLUMN_NO] = {{"No.", "序号"}, 6},
    [COLUMN_ID] = {{"Id", "编号"}, 8},
    [COLUMN_CATEGORY] = {{"Category", "大项"}, 18},
    [COLUMN_SUBCATEGORY] = {{"Subcategory", "小项"}, 20},
    [COLUMN_ITEM] = {{"Item", "子项目"}, 26},
    [COLUMN_FULL] = {{"Full", "应得分"}, 9},
    [COLUMN_GOT] = {{"Got", "实得分"}, 9},
    [COLUMN_LOST] = {{"Lost", "失分"}, 9},
    [COLUMN_CAUSE] = {{"Cause", "失分原因"}, 44},
    [COLUMN_MEASURE] = {{"Measure", "整改措施"}, 52},
    [COLUMN_DEPARTMENTS] = {{"Departments", "责任科室"}, 20},
    [COLUMN_TIME_LIMIT] = {{"Time limit", "整改时限"}, 16},
    [COLUMN_STATE] = {{"State", "整改状态"}, 10},
    [COLUMN_OWNER] = {{"Owner", "责任人"}, 12},
    [COLUMN_DUE] = {{"Due", "到期日"}, 12},
    [COLUMN_CLOSED] = {{"Closed", "销号日"}, 12},
};

static const char *const TOTAL[LANG__MAX] = {"Total", "合计"};
static const char *const SHEET_NAME[LANG__MAX] = {"Ledger", "台账"};

struct writer {
    struct arena *a;
    const struct ledger_sheet *sheet;
    lxw_workbook *book;
    lxw_worksheet *ws;
    lxw_format *head, *text, *quoted, *number, *figure, *day, *total, *total_figure;
    bool quotes;               /* a cell has the format `quoted` */
    lxw_col_t at[COLUMN__MAX]; /* where a column stands, if it is shown */
    bool shown[COLUMN__MAX];
    lxw_col_t n_columns;
};

static bool row_fills(const struct ledger_row *row, enum column c)
{
    switch (c) {
    case COLUMN_ID: return row->id != 0;
    case COLUMN_STATE: return row->state.n > 0;
    case COLUMN_OWNER: return row->owner.n > 0;
    case COLUMN_DUE: return row->has_due;
    case COLUMN_CLOSED: return row->has_closed;
    case COLUMN_NO:
    case COLUMN_CATEGORY:
    case COLUMN_SUBCATEGORY:
    case COLUMN_ITEM:
    case COLUMN_FULL:
    case COLUMN_GOT:
    case COLUMN_LOST:
    case COLUMN_CAUSE:
    case COLUMN_MEASURE:
    case COLUMN_DEPARTMENTS:
    case COLUMN_TIME_LIMIT:
    case COLUMN__MAX: break;
    }
    return true;
}

static void place_columns(struct writer *w)
{
    for (enum column c = 0; c < COLUMN__MAX; c++) {
        bool always = c != COLUMN_ID && c < COLUMN_STATE;
        for (size_t i = 0; !w->shown[c] && i < w->sheet->n; i++)
            w->shown[c] = row_fills(&w->sheet->rows[i], c);
        w->shown[c] |= always;
        if (w->shown[c])
            w->at[c] = w->n_columns++;
    }
}

/* ---- formats -------------------------------------------------------------------- */

/* The formats that every program knows by their index. */
enum { FORMAT_INTEGER = 1, FORMAT_TWO_DECIMALS = 2, FORMAT_TEXT = 49 };

static lxw_format *new_format(struct writer *w, uint8_t number, bool wrap, bool bold)
{
    lxw_format *f = workbook_add_format(w->book);
    format_set_num_format_index(f, number);
    format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
    format_set_border(f, LXW_BORDER_THIN);
    if (wrap)
        format_set_text_wrap(f);
    if (bold)
        format_set_bold(f);
    return f;
}

static void make_formats(struct writer *w)
{
    w->head = new_format(w, FORMAT_TEXT, true, true);
    format_set_align(w->head, LXW_ALIGN_CENTER);
    format_set_bg_color(w->head, 0xE7E6E6);
    w->text = new_format(w, FORMAT_TEXT, true, false);
    w->quoted = new_format(w, FORMAT_TEXT, true, false);
    format_set_hidden(w->quoted); /* the mark; see xlsx_quote.h */
    w->number = new_format(w, FORMAT_INTEGER, false, false);
    w->figure = new_format(w, FORMAT_TWO_DECIMALS, false, false);
    w->day = new_format(w, 0, false, false);
    format_set_num_format(w->day, "yyyy-mm-dd");
    w->total = new_format(w, FORMAT_TEXT, false, true);
    w->total_figure = new_format(w, FORMAT_TWO_DECIMALS, false, true);
}

/* ---- cells ------------------------------------------------------------------------- */

static enum err_code check_cell(lxw_error why, int32_t row, enum column c, struct err *e)
{
    if (why == LXW_NO_ERROR)
        return ERR_OK;
    if (why == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
        return err_set(e, ERR_PAPER_TEXT, "item %d: %s: more characters than a cell holds", row,
                       COLUMNS[c].head[LANG_EN]);
    return err_set(e, ERR_PAPER_WRITE, "xlsx: %s", lxw_strerror(why));
}

static enum err_code put_text(struct writer *w, int32_t row, enum column c, struct str s,
                              struct err *e)
{
    if (!w->shown[c])
        return ERR_OK;
    lxw_row_t r = (lxw_row_t)row;
    if (s.n == 0)
        return check_cell(worksheet_write_blank(w->ws, r, w->at[c], w->text), row, c, e);
    const char *z = str_copy(w->a, s).p;
    bool quoted = cell_needs_guard(s);
    w->quotes |= quoted;
    return check_cell(worksheet_write_string(w->ws, r, w->at[c], z, quoted ? w->quoted : w->text),
                      row, c, e);
}

/* Hundredths as the nearest number that the format has; both halves are exact. */
#define POINTS_NUMBER(v)                                                                           \
    (((int32_t)((v).centi / 1000000) * 1000000.0 + (int32_t)((v).centi % 1000000)) / 100.0)

static enum err_code put_figure(struct writer *w, int32_t row, enum column c, struct plan_figure f,
                                struct err *e)
{
    lxw_row_t r = (lxw_row_t)row;
    if (f.from == PLAN_UNKNOWN)
        return check_cell(worksheet_write_blank(w->ws, r, w->at[c], w->figure), row, c, e);
    return check_cell(worksheet_write_number(w->ws, r, w->at[c], POINTS_NUMBER(f.v), w->figure),
                      row, c, e);
}

static enum err_code put_day(struct writer *w, int32_t row, enum column c, bool has, date d,
                             struct err *e)
{
    if (!w->shown[c])
        return ERR_OK;
    lxw_row_t r = (lxw_row_t)row;
    if (!has)
        return check_cell(worksheet_write_blank(w->ws, r, w->at[c], w->day), row, c, e);
    lxw_datetime day = {.year = 0};
    date_parts(d, &day.year, &day.month, &day.day);
    return check_cell(worksheet_write_datetime(w->ws, r, w->at[c], &day, w->day), row, c, e);
}

static struct str joined(struct arena *a, const struct str *names, size_t n)
{
    struct buf b;
    buf_init(&b, JOINED_MAX);
    for (size_t i = 0; i < n; i++) {
        buf_add_z(&b, i > 0 ? "、" : "");
        buf_add(&b, names[i]);
    }
    struct str s = str_copy(a, buf_str(&b));
    buf_release(&b);
    return s;
}

/* ---- rows ---------------------------------------------------------------------------- */

static enum err_code put_head(struct writer *w, struct err *e)
{
    for (enum column c = 0; c < COLUMN__MAX; c++) {
        if (!w->shown[c])
            continue;
        lxw_col_t at = w->at[c];
        ERR_TRY(check_cell(worksheet_set_column(w->ws, at, at, COLUMNS[c].width, NULL), 0, c, e));
        ERR_TRY(check_cell(
            worksheet_write_string(w->ws, 0, at, COLUMNS[c].head[w->sheet->lang], w->head), 0, c,
            e));
    }
    return ERR_OK;
}

static enum err_code put_row(struct writer *w, int32_t n, const struct ledger_row *row,
                             struct err *e)
{
    const struct plan_item *item = row->item;
    struct str id = row->id == 0 ? STR_NONE : str_format(w->a, "D%lld", (long long)row->id);
    ERR_TRY(check_cell(
        worksheet_write_number(w->ws, (lxw_row_t)n, w->at[COLUMN_NO], item->no, w->number), n,
        COLUMN_NO, e));
    ERR_TRY(put_text(w, n, COLUMN_ID, id, e));
    ERR_TRY(put_text(w, n, COLUMN_CATEGORY, item->category, e));
    ERR_TRY(put_text(w, n, COLUMN_SUBCATEGORY, item->subcategory, e));
    ERR_TRY(put_text(w, n, COLUMN_ITEM, item->item, e));
    ERR_TRY(put_figure(w, n, COLUMN_FULL, item->full, e));
    ERR_TRY(put_figure(w, n, COLUMN_GOT, item->got, e));
    ERR_TRY(put_figure(w, n, COLUMN_LOST, item->lost, e));
    ERR_TRY(put_text(w, n, COLUMN_CAUSE, item->cause, e));
    ERR_TRY(put_text(w, n, COLUMN_MEASURE, item->measure, e));
    ERR_TRY(put_text(w, n, COLUMN_DEPARTMENTS, joined(w->a, item->departments, item->n_departments),
                     e));
    ERR_TRY(put_text(w, n, COLUMN_TIME_LIMIT, item->time_limit, e));
    ERR_TRY(put_text(w, n, COLUMN_STATE, row->state, e));
    ERR_TRY(put_text(w, n, COLUMN_OWNER, row->owner, e));
    ERR_TRY(put_day(w, n, COLUMN_DUE, row->has_due, row->due, e));
    return put_day(w, n, COLUMN_CLOSED, row->has_closed, row->closed, e);
}

/* The sum of the rows that a filter leaves, with its value for programs that do not calculate. */
static enum err_code put_sum(struct writer *w, int32_t n, enum column c, struct plan_figure sum,
                             struct err *e)
{
    if (sum.from == PLAN_UNKNOWN)
        return put_figure(w, n, c, sum, e);
    char first[LXW_MAX_CELL_NAME_LENGTH], last[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell(first, 1, w->at[c]);
    lxw_rowcol_to_cell(last, (lxw_row_t)n - 1, w->at[c]);
    struct str formula = str_format(w->a, "=SUBTOTAL(9,%s:%s)", first, last);
    return check_cell(worksheet_write_formula_num(w->ws, (lxw_row_t)n, w->at[c], formula.p,
                                                  w->total_figure, POINTS_NUMBER(sum.v)),
                      n, c, e);
}

static enum err_code put_totals(struct writer *w, struct err *e)
{
    struct plan p = {.n_items = w->sheet->n};
    p.items = ARENA_NEW_N(w->a, p.n_items, struct plan_item);
    for (size_t i = 0; i < p.n_items; i++)
        p.items[i] = *w->sheet->rows[i].item;
    struct plan_totals totals;
    ERR_TRY(plan_totals(w->a, &p, &totals, e));
    int32_t n = (int32_t)w->sheet->n + 1;
    ERR_TRY(check_cell(worksheet_write_string(w->ws, (lxw_row_t)n, w->at[COLUMN_ITEM],
                                              TOTAL[w->sheet->lang], w->total),
                       n, COLUMN_ITEM, e));
    ERR_TRY(put_sum(w, n, COLUMN_FULL, totals.sum.full, e));
    ERR_TRY(put_sum(w, n, COLUMN_GOT, totals.sum.got, e));
    return put_sum(w, n, COLUMN_LOST, totals.sum.lost, e);
}

static enum err_code put_sheet(struct writer *w, struct err *e)
{
    w->ws = workbook_add_worksheet(w->book, SHEET_NAME[w->sheet->lang]);
    if (w->ws == NULL)
        return err_set(e, ERR_PAPER_WRITE, "xlsx: no sheet");
    place_columns(w);
    make_formats(w);
    ERR_TRY(put_head(w, e));
    for (size_t i = 0; i < w->sheet->n; i++)
        ERR_TRY(put_row(w, (int32_t)i + 1, &w->sheet->rows[i], e));
    if (w->sheet->n > 0)
        ERR_TRY(put_totals(w, e));
    worksheet_freeze_panes(w->ws, 1, 0);
    worksheet_autofilter(w->ws, 0, 0, (lxw_row_t)w->sheet->n, w->n_columns - 1);
    worksheet_set_landscape(w->ws);
    worksheet_set_paper(w->ws, 9); /* A4 */
    worksheet_repeat_rows(w->ws, 0, 0);
    worksheet_fit_to_pages(w->ws, 1, 0);
    worksheet_set_footer(w->ws, "&C&P / &N");
    return ERR_OK;
}

/* ---- the workbook ------------------------------------------------------------------------ */

/* Title and date of the paper; without a date that of the container, never today's. */
static void set_properties(struct writer *w)
{
    const struct plan *p = w->sheet->plan;
    lxw_doc_properties properties = {
        .title = p->title.n == 0 ? NULL : arena_copy(w->a, p->title.p, p->title.n),
        .created = p->has_issued_on ? (time_t)p->issued_on.days * SECONDS_A_DAY : 0,
    };
    if (properties.created == 0)
        properties.created = NO_DATE_SECONDS;
    (void)workbook_set_properties(w->book, &properties);
}

static enum err_code read_back(struct arena *a, int fd, struct str *ret, struct err *e)
{
    struct stat stat;
    if (fstat(fd, &stat) != 0 || stat.st_size > BYTES_MAX)
        return err_set(e, ERR_PAPER_WRITE, "xlsx: no result");
    size_t size = (size_t)stat.st_size;
    char *p = arena_alloc(a, size + 1);
    for (size_t n = 0; n < size;) {
        ssize_t got = pread(fd, p + n, size - n, (off_t)n);
        if (got <= 0)
            return err_set(e, ERR_PAPER_WRITE, "xlsx: result cannot be read");
        n += (size_t)got;
    }
    *ret = (struct str){p, size};
    return ERR_OK;
}

/* Exchange the mark of the format `quoted` for the one that is meant. */
static enum err_code quote_marked(struct arena *a, struct str *book, struct err *e)
{
    struct str styles;
    ERR_TRY(container_part(a, *book, XLSX_QUOTE_PART, &styles, e));
    return container_replace(a, *book, XLSX_QUOTE_PART, xlsx_quote_styles(a, styles), book, e);
}

static enum err_code write_to(struct arena *a, const struct ledger_sheet *sheet, int fd,
                              struct str *ret, struct err *e)
{
    char path[64];
    (void)snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
    struct writer w = {.a = a, .sheet = sheet, .book = workbook_new(path)};
    if (w.book == NULL)
        return err_set(e, ERR_PAPER_WRITE, "xlsx: no workbook");
    set_properties(&w);
    enum err_code code = put_sheet(&w, e);
    lxw_error why = workbook_close(w.book); /* frees it, whatever happened */
    if (code == ERR_OK && why != LXW_NO_ERROR)
        code = err_set(e, ERR_PAPER_WRITE, "xlsx: %s", lxw_strerror(why));
    if (code == ERR_OK)
        code = read_back(a, fd, ret, e);
    return code == ERR_OK && w.quotes ? quote_marked(a, ret, e) : code;
}

enum err_code ledger_xlsx_write(struct arena *a, const struct ledger_sheet *sheet, struct str *ret,
                                struct err *e)
{
    if (sheet->n > ROWS_MAX)
        return err_set(e, ERR_TOO_BIG, "%zu rows, at most %d", sheet->n, ROWS_MAX);
    int fd = memfd_create("ledger.xlsx", MFD_CLOEXEC);
    if (fd < 0)
        return err_set(e, ERR_PAPER_WRITE, "no file in memory");
    enum err_code code = write_to(a, sheet, fd, ret, e);
    (void)close(fd);
    return code;
}
