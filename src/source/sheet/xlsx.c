/*
 * xlsx.c — see xlsx.h.
 *
 * The sheet is inflated and parsed a piece at a time, as rows are asked for: what is held is
 * the table of shared strings and the rows of one piece.
 */
#include "source/sheet/xlsx.h"

#include "source/sheet/xlsx_book.h"
#include "source/sheet/xlsx_rows.h"

enum { CHUNK = 32 * 1024 };

/*
 * A million rows of thirty columns are a gigabyte of XML, and inflate to ten to thirty times
 * what they take. What inflates three hundred times holds nothing but blanks.
 */
static const struct package_rules RULES = {
    .damaged = ERR_SHEET_DAMAGED,
    .encrypted = ERR_SHEET_ENCRYPTED,
    .too_big = ERR_SHEET_TOO_BIG,
    .part_max = UINT64_C(4) * 1024 * 1024 * 1024,
    .inflated_max = UINT64_C(5) * 1024 * 1024 * 1024,
    .ratio_max = 300,
};

struct xlsx {
    struct package package;
    struct xlsx_book book;
    struct xlsx_strings strings;
    struct xlsx_styles styles;
    struct package_stream part; /* the sheet */
    struct xml_handler handler;
    struct xml_stream *xml;
    struct xlsx_rows rows;
    struct sheet_row row;
    bool end;
    char chunk[CHUNK];
};

static enum err_code open_sheet(struct arena *a, struct xlsx *x, struct str part, struct err *e)
{
    if (x->book.strings.n > 0 && package_has(&x->package, x->book.strings))
        ERR_TRY(xlsx_strings_read(&x->strings, a, &x->package, x->book.strings, e));
    if (x->book.styles.n > 0 && package_has(&x->package, x->book.styles))
        ERR_TRY(xlsx_styles_read(&x->styles, a, &x->package, x->book.styles, e));
    ERR_TRY(package_stream_open(&x->package, part, &x->part, e));
    x->handler = xlsx_rows_handler(&x->rows);
    x->xml = xml_stream_new(a, &x->handler, part);
    return ERR_OK;
}

enum err_code xlsx_open(struct arena *a, const struct input *in,
                        const struct sheet_options *options, struct xlsx **ret,
                        struct sheet_info *ret_info, struct err *e)
{
    struct xlsx *x = ARENA_NEW(a, struct xlsx);
    *ret = x;
    xlsx_strings_init(&x->strings);
    ERR_TRY(package_open(in, &RULES, &x->package, e));
    ERR_TRY(xlsx_book_read(a, &x->package, &x->book, e));
    size_t chosen = 0;
    ERR_TRY(xlsx_book_choose(&x->book, options->name, &chosen, e));
    xlsx_rows_init(&x->rows, a, &x->strings, &x->styles, x->book.from_1904);
    ERR_TRY(open_sheet(a, x, x->book.parts[chosen], e));
    ret_info->names = x->book.names;
    ret_info->n_names = x->book.n;
    ret_info->chosen = chosen;
    return ERR_OK;
}

void xlsx_close(struct xlsx *x)
{
    if (x == NULL)
        return;
    xml_stream_free(x->xml);
    x->xml = NULL;
    package_stream_close(&x->part);
    package_close(&x->package);
    xlsx_strings_release(&x->strings);
    xlsx_rows_release(&x->rows);
}

enum err_code xlsx_next(struct xlsx *x, const struct sheet_row **ret, struct err *e)
{
    while (!xlsx_rows_take(&x->rows, &x->row)) {
        if (x->end) {
            *ret = NULL;
            return ERR_OK;
        }
        xlsx_rows_forget(&x->rows);
        size_t n = 0;
        ERR_TRY(package_stream_read(&x->part, x->chunk, sizeof(x->chunk), &n, e));
        ERR_TRY(xml_stream_feed(x->xml, x->chunk, n, e));
        x->end = n == 0;
    }
    *ret = &x->row;
    return ERR_OK;
}

const struct sheet_merge *xlsx_merges(const struct xlsx *x, size_t *ret_n)
{
    *ret_n = x->rows.merges.n;
    return x->rows.merges.p;
}

uint64_t xlsx_position(const struct xlsx *x, uint64_t *ret_all)
{
    *ret_all = x->part.size;
    return x->part.inflated;
}
