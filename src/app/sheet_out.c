/*
 * sheet_out.c — see sheet_out.h.
 */
#include "app/sheet_out.h"

#include "deliver/sheet_csv.h"
#include "deliver/sheet_xlsx.h"

enum err_code sheet_out_begin(struct arena *a, const char *path, enum record_sheet_format format,
                              const struct form *form, struct sheet_out *ret, struct err *e)
{
    *ret = (struct sheet_out){.csv = NULL};
    if (format == RECORD_SHEET_CSV)
        return sheet_csv_begin(a, path, form, SHEET_CSV_UTF8, &ret->csv, e);
    return sheet_xlsx_begin(a, path, form, &ret->xlsx, e);
}

enum err_code sheet_out_row(struct sheet_out *o, const struct form_value *values, struct err *e)
{
    return o->csv != NULL ? sheet_csv_row(o->csv, values, e) : sheet_xlsx_row(o->xlsx, values, e);
}

void sheet_out_forget(struct sheet_out *o)
{
    sheet_csv_abandon(o->csv);
    sheet_xlsx_abandon(o->xlsx);
    *o = (struct sheet_out){.csv = NULL};
}

enum err_code sheet_out_end(struct sheet_out *o, enum err_code code, struct err *e)
{
    struct sheet_out ended = *o;
    if (code != ERR_OK) {
        sheet_out_forget(o);
        return code;
    }
    *o = (struct sheet_out){.csv = NULL};
    return ended.csv != NULL ? sheet_csv_finish(ended.csv, e) : sheet_xlsx_finish(ended.xlsx, e);
}

enum record_sheet_format record_sheet_format_of(const char *path)
{
    return str_ends(str_of(path), STR(".csv")) ? RECORD_SHEET_CSV : RECORD_SHEET_XLSX;
}
