/*
 * sheet.c — tell the format from the bytes and hand over to its reader; see sheet.h.
 *
 * What surprised its author: what offices exchange as .xls is as often a web page as a
 * workbook. It is refused by name, because its markup would make a fine .csv of nonsense.
 */
#include "source/sheet/sheet.h"

#include "base/arena.h"
#include "source/file/signature.h"
#include "source/sheet/delimited.h"
#include "source/sheet/xlsx.h"

struct sheet {
    struct sheet_info info;
    struct delimited *csv;
    struct xlsx *xlsx;
    bool failed; /* nothing more can be read */
};

static enum err_code refuse_ole(const struct input *in, struct err *e)
{
    static const char *const books[] = {"Workbook", "Book"};
    bool found = false;
    ERR_TRY(signature_ole_has(in, "EncryptedPackage", &found, e));
    if (found)
        return err_set(e, ERR_SHEET_ENCRYPTED, "asks for a password");
    for (size_t i = 0; i < ARRAY_LEN(books); i++) {
        ERR_TRY(signature_ole_has(in, books[i], &found, e));
        if (found)
            return err_set(e, ERR_SHEET_OLD, "OLE file with \"%s\"", books[i]);
    }
    return err_set(e, ERR_SHEET_FORMAT, "OLE compound file without a workbook");
}

/* A workbook of the eighties and early nineties: one stream of records, without a container. */
static enum err_code check_bare_records(const struct input *in, struct err *e)
{
    char head[4];
    size_t n = 0;
    ERR_TRY(input_read(in, 0, head, sizeof(head), &n, e));
    bool begins = n == sizeof(head) && head[0] == 0x09 && head[3] == 0x00;
    bool version =
        begins && (head[1] == 0x00 || head[1] == 0x02 || head[1] == 0x04 || head[1] == 0x08);
    if (version && head[2] >= 0x04 && head[2] <= 0x10)
        return err_set(e, ERR_SHEET_OLD, "records without a container");
    return ERR_OK;
}

static enum err_code open_any(struct arena *a, const struct input *in,
                              const struct sheet_options *options, struct sheet *sheet,
                              struct err *e)
{
    enum signature signature = SIGNATURE_NONE;
    const char *name = NULL;
    if (in->size == 0)
        return err_set(e, ERR_SHEET_NONE, "no bytes");
    ERR_TRY(signature_of(in, &signature, &name, e));
    switch (signature) {
    case SIGNATURE_ZIP:
        sheet->info.format = SHEET_XLSX;
        return xlsx_open(a, in, options, &sheet->xlsx, &sheet->info, e);
    case SIGNATURE_OLE: return refuse_ole(in, e);
    case SIGNATURE_FOREIGN: return err_set(e, ERR_SHEET_FORMAT, "%s", name);
    case SIGNATURE_NONE: break;
    }
    ERR_TRY(check_bare_records(in, e));
    sheet->info.format = SHEET_CSV;
    return delimited_open(a, in, &sheet->csv, &sheet->info, e);
}

enum err_code sheet_open(struct arena *a, const struct input *in,
                         const struct sheet_options *options, struct sheet **ret, struct err *e)
{
    struct sheet *sheet = ARENA_NEW(a, struct sheet);
    enum err_code code = open_any(a, in, options, sheet, e);
    if (code != ERR_OK)
        sheet_close(sheet);
    else
        *ret = sheet;
    return code;
}

void sheet_close(struct sheet *sheet)
{
    if (sheet == NULL)
        return;
    delimited_close(sheet->csv);
    xlsx_close(sheet->xlsx);
    sheet->failed = true;
}

const struct sheet_info *sheet_info(const struct sheet *sheet)
{
    return &sheet->info;
}

enum err_code sheet_next(struct sheet *sheet, const struct sheet_row **ret, struct err *e)
{
    must(!sheet->failed);
    enum err_code code =
        sheet->xlsx != NULL ? xlsx_next(sheet->xlsx, ret, e) : delimited_next(sheet->csv, ret, e);
    sheet->failed = code != ERR_OK;
    return code;
}

uint64_t sheet_position(const struct sheet *sheet, uint64_t *ret_all)
{
    return sheet->xlsx != NULL ? xlsx_position(sheet->xlsx, ret_all)
                               : delimited_position(sheet->csv, ret_all);
}

const struct sheet_merge *sheet_merges(const struct sheet *sheet, size_t *ret_n)
{
    *ret_n = 0;
    return sheet->xlsx == NULL ? NULL : xlsx_merges(sheet->xlsx, ret_n);
}
