/*
 * xlsx_rows.c — see xlsx_rows.h.
 *
 * What surprised its author: rows and cells need not say where they are. Whoever leaves it
 * out means the place behind the last one; whoever goes backwards wrote a damaged file.
 */
#include "source/sheet/xlsx_rows.h"

enum { TEXT_MAX = 4 * SHEET_ROW_MAX };

void xlsx_rows_init(struct xlsx_rows *r, struct arena *a, const struct xlsx_strings *strings,
                    const struct xlsx_styles *styles, bool from_1904)
{
    *r = (struct xlsx_rows){.a = a, .strings = strings, .styles = styles, .from_1904 = from_1904};
    buf_init(&r->value, SHEET_CELL_MAX + 1);
    buf_init(&r->text, TEXT_MAX);
}

void xlsx_rows_release(struct xlsx_rows *r)
{
    buf_release(&r->value);
    buf_release(&r->text);
}

/* ---- places ------------------------------------------------------------------ */

static enum err_code fail_cell(const struct xlsx_rows *r, enum err_code code, const char *what,
                               struct err *e)
{
    char name[CELL_NAME_MAX];
    return err_set(e, code, "%s: %s", cell_name(r->row.number, r->cell.column, name), what);
}

static bool is_on(struct str value)
{
    return str_eq(value, STR("1")) || str_eq(value, STR("true"));
}

static enum err_code begin_row(struct xlsx_rows *r, struct xml_attrs attrs, struct err *e)
{
    int64_t number = r->row.number + 1;
    struct str given = xml_attr(attrs, "r");
    if (given.n > 0 && str_to_i64(given, &number, NULL) != ERR_OK)
        number = 0;
    if (number <= r->row.number || number > CELL_ROWS_MAX)
        return err_set(e, ERR_SHEET_DAMAGED, "row \"%" STR_FMT "\" after row %lld",
                       STR_ARG(str_sub(given, 0, 16)), (long long)r->row.number);
    r->row = (struct xlsx_pending){
        .number = number, .hidden = is_on(xml_attr(attrs, "hidden")), .first = r->cells.n};
    r->cell.column = 0;
    r->in_row = true;
    return ERR_OK;
}

static enum err_code begin_cell(struct xlsx_rows *r, struct xml_attrs attrs, struct err *e)
{
    int32_t row = 0, column = r->cell.column + 1;
    struct str given = xml_attr(attrs, "r");
    bool placed = given.n == 0 || (cell_parse(given, &row, &column) && row == r->row.number);
    if (!placed || column <= r->cell.column || column > CELL_COLUMNS_MAX)
        return err_set(e, ERR_SHEET_DAMAGED, "row %lld: cell \"%" STR_FMT "\" out of place",
                       (long long)r->row.number, STR_ARG(str_sub(given, 0, 16)));
    r->cell = (struct sheet_cell){.column = column};
    r->type = xlsx_type_of(xml_attr(attrs, "t"));
    r->style = 0;
    if (str_to_i64(xml_attr(attrs, "s"), &r->style, NULL) != ERR_OK)
        r->style = 0;
    r->has_value = false;
    buf_clear(&r->value);
    r->in_cell = true;
    return ERR_OK;
}

static enum err_code take_merge(struct xlsx_rows *r, struct xml_attrs attrs)
{
    struct str ref = xml_attr(attrs, "ref");
    size_t colon = str_find(ref, STR(":"), 0);
    struct sheet_merge m;
    if (colon == SIZE_MAX || r->merges.n == SHEET_MERGES_MAX)
        return ERR_OK;
    if (cell_parse(str_sub(ref, 0, colon), &m.first_row, &m.first_column) &&
        cell_parse(str_sub(ref, colon + 1, ref.n), &m.last_row, &m.last_column))
        *vec_push(r->a, &r->merges) = m;
    return ERR_OK;
}

/* ---- cells ----------------------------------------------------------------------- */

/* Keep a cell whose text lies elsewhere, or (text.p is NULL) at `start` of r->text. */
static enum err_code keep(struct xlsx_rows *r, size_t start, struct err *e)
{
    if (r->cell.column > SHEET_COLUMNS_MAX)
        return err_set(e, ERR_SHEET_TOO_BIG, "row %lld: more than %d columns",
                       (long long)r->row.number, SHEET_COLUMNS_MAX);
    *vec_push(r->a, &r->cells) = r->cell;
    *vec_push(r->a, &r->starts) = start;
    r->row.n++;
    return ERR_OK;
}

static enum err_code keep_text(struct xlsx_rows *r, struct str text, struct err *e)
{
    if (text.n == 0 || (text.n < 64 && str_trim(text).n == 0))
        return ERR_OK;
    size_t start = r->text.n;
    buf_add(&r->text, text);
    if (buf_over(&r->text))
        return err_set(e, ERR_SHEET_TOO_BIG, "row %lld: more than %d bytes",
                       (long long)r->row.number, SHEET_ROW_MAX);
    r->cell.text = (struct str){NULL, text.n};
    return keep(r, start, e);
}

static enum err_code keep_shared(struct xlsx_rows *r, struct err *e)
{
    int64_t i = -1;
    if (str_to_i64(str_trim(buf_str(&r->value)), &i, NULL) != ERR_OK || i < 0 ||
        (size_t)i >= r->strings->n)
        return fail_cell(r, ERR_SHEET_DAMAGED, "names a shared string that is not there", e);
    r->cell.kind = SHEET_TEXT;
    r->cell.text = xlsx_strings_get(r->strings, (size_t)i);
    bool blank = r->cell.text.n < 64 && str_trim(r->cell.text).n == 0;
    return blank ? ERR_OK : keep(r, SIZE_MAX, e);
}

static enum err_code end_cell(struct xlsx_rows *r, struct err *e)
{
    r->in_cell = false;
    struct str value = buf_str(&r->value);
    if (value.n == 0 && !(r->cell.formula && !r->has_value))
        return ERR_OK;
    if (value.n == 0) { /* a formula without its result */
        r->cell.kind = SHEET_EMPTY;
        return keep(r, SIZE_MAX, e);
    }
    if (r->type == XLSX_SHARED)
        return keep_shared(r, e);
    if (r->type == XLSX_TEXT) {
        r->cell.kind = SHEET_TEXT;
        return keep_text(r, str_sub(value, 0, xlsx_part_unescape(r->value.p, value.n)), e);
    }
    char out[XLSX_VALUE_MAX];
    xlsx_value_read(r->type, value, xlsx_styles_kind(r->styles, r->style), r->from_1904, &r->cell,
                    out);
    return keep_text(r, r->cell.text, e);
}

static void end_row(struct xlsx_rows *r)
{
    r->in_row = false;
    if (r->row.n > 0)
        *vec_push(r->a, &r->rows) = r->row;
}

/* ---- events -------------------------------------------------------------------------- */

/* Formula, value and inline text are the cell's own children; deeper there may be extensions. */
static enum err_code begin_in_cell(struct xlsx_rows *r, enum xml_tag tag)
{
    bool own = r->depth++ == 0;
    r->cell.formula |= own && tag == XML_F;
    r->has_value |= own && (tag == XML_V || tag == XML_IS);
    r->in_text |= own && tag == XML_IS;
    r->in_phonetic |= tag == XML_R_PH;
    r->in_value = (own && tag == XML_V) || (tag == XML_T && r->in_text && !r->in_phonetic);
    return ERR_OK;
}

static enum err_code end_in_cell(struct xlsx_rows *r, enum xml_tag tag, struct err *e)
{
    if (r->depth == 0)
        return end_cell(r, e);
    r->depth--;
    r->in_value = false;
    r->in_text &= r->depth > 0;
    r->in_phonetic &= tag != XML_R_PH;
    return ERR_OK;
}

static enum err_code on_begin(void *ctx, enum xml_tag tag, struct xml_attrs attrs, struct err *e)
{
    struct xlsx_rows *r = ctx;
    if (r->in_cell)
        return begin_in_cell(r, tag);
    if (r->in_row)
        return tag == XML_C ? begin_cell(r, attrs, e) : ERR_OK;
    if (r->in_data)
        return tag == XML_ROW ? begin_row(r, attrs, e) : ERR_OK;
    r->in_data = tag == XML_SHEET_DATA;
    return tag == XML_MERGE_CELL ? take_merge(r, attrs) : ERR_OK;
}

static enum err_code on_end(void *ctx, enum xml_tag tag, struct err *e)
{
    struct xlsx_rows *r = ctx;
    if (r->in_cell)
        return end_in_cell(r, tag, e);
    if (tag == XML_ROW && r->in_row)
        end_row(r);
    r->in_data &= tag != XML_SHEET_DATA;
    return ERR_OK;
}

static enum err_code on_text(void *ctx, struct str piece, struct err *e)
{
    struct xlsx_rows *r = ctx;
    if (!r->in_value)
        return ERR_OK;
    buf_add(&r->value, piece);
    if (buf_over(&r->value) || r->value.n > SHEET_CELL_MAX)
        return fail_cell(r, ERR_SHEET_CELL, "more text than a cell holds", e);
    return ERR_OK;
}

struct xml_handler xlsx_rows_handler(struct xlsx_rows *r)
{
    return (struct xml_handler){on_begin, on_end, on_text, r};
}

/* ---- handing out -------------------------------------------------------------------------- */

bool xlsx_rows_take(struct xlsx_rows *r, struct sheet_row *ret)
{
    if (r->given == r->rows.n)
        return false;
    const struct xlsx_pending *row = &r->rows.p[r->given++];
    struct sheet_cell *cells = r->cells.p + row->first;
    for (size_t i = 0; i < row->n; i++)
        if (r->starts.p[row->first + i] != SIZE_MAX)
            cells[i].text.p = r->text.p + r->starts.p[row->first + i];
    *ret = (struct sheet_row){
        .number = row->number, .hidden = row->hidden, .cells = cells, .n = row->n};
    return true;
}

void xlsx_rows_forget(struct xlsx_rows *r)
{
    must(r->given == r->rows.n);
    r->rows.n = r->given = 0;
    size_t keep_n = r->in_row ? r->row.n : 0;
    size_t first = r->cells.n - keep_n;
    size_t text = r->text.n; /* where that of the open row begins */
    for (size_t i = first; i < r->cells.n && text == r->text.n; i++)
        if (r->starts.p[i] != SIZE_MAX)
            text = r->starts.p[i];
    for (size_t i = 0; i < keep_n; i++) {
        r->cells.p[i] = r->cells.p[first + i];
        size_t start = r->starts.p[first + i];
        r->starts.p[i] = start == SIZE_MAX ? SIZE_MAX : start - text;
    }
    if (r->text.n > 0)
        memmove(r->text.p, r->text.p + text, r->text.n - text);
    buf_cut(&r->text, r->text.n - text);
    r->cells.n = r->starts.n = keep_n;
    r->row.first = 0;
}
