/*
 * sheet_csv.c — see sheet_csv.h.
 */
#include "deliver/sheet_csv.h"

#include <iconv.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/cell.h"
#include "base/file.h"

enum {
    FLUSH_AT = 64 * 1024,
    PENDING_MAX = 64 * 1024 * 1024, /* bytes of one row */
    MS_A_SECOND = 1000,
};

struct sheet_csv {
    const struct form *form;
    struct file_part file;
    struct buf pending;   /* UTF-8 that was not written yet */
    struct buf converted; /* the same in another charset */
    bool converts;
    iconv_t cd;
};

/* ---- bytes ------------------------------------------------------------------ */

/* GB18030 has a place for each character, so nothing fails here but the system. */
static bool convert(struct sheet_csv *s)
{
    char chunk[16 * 1024];
    char *from = s->pending.p;
    size_t left = s->pending.n;
    buf_clear(&s->converted);
    while (left > 0) {
        char *to = chunk;
        size_t room = sizeof(chunk);
        size_t before = left;
        (void)iconv(s->cd, &from, &left, &to, &room);
        buf_add(&s->converted, (struct str){chunk, sizeof(chunk) - room});
        if (left == before)
            return false;
    }
    return true;
}

static enum err_code flush(struct sheet_csv *s, struct err *e)
{
    if (buf_over(&s->pending) || (s->converts && !convert(s)))
        return err_set(e, ERR_FILE_WRITE, "\"%s\": a row cannot be written", s->file.path);
    enum err_code code =
        file_part_write(&s->file, buf_str(s->converts ? &s->converted : &s->pending), e);
    buf_clear(&s->pending);
    return code;
}

/* ---- cells -------------------------------------------------------------------- */

static void put_text(struct buf *b, struct str text)
{
    bool guard = cell_needs_guard(text);
    bool quotes = false;
    for (size_t i = 0; i < text.n && !quotes; i++)
        quotes = memchr(",;\"\t\r\n", text.p[i], 6) != NULL;
    quotes |= text.n > 0 && (text.p[0] == ' ' || text.p[text.n - 1] == ' ');
    if (!quotes) {
        buf_add_z(b, guard ? "'" : "");
        buf_add(b, text);
        return;
    }
    buf_add_char(b, '"');
    buf_add_z(b, guard ? "'" : "");
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '"')
            buf_add_char(b, '"');
        buf_add_char(b, text.p[i]);
    }
    buf_add_char(b, '"');
}

static void put_value(struct buf *b, const struct form_value *v)
{
    char day[DATE_TEXT_MAX];
    switch (v->kind) {
    case FORM_NONE: break;
    case FORM_VALUE_TEXT: put_text(b, v->text); break;
    case FORM_VALUE_NUMBER: buf_add(b, v->text); break;
    case FORM_VALUE_DATE: buf_add_z(b, date_text(v->day, day)); break;
    case FORM_VALUE_DATETIME:
        buf_addf(b, "%s %02d:%02d:%02d", date_text(v->day, day), (int)(v->ms / 3600000),
                 (int)(v->ms / 60000 % 60), (int)(v->ms / MS_A_SECOND % 60));
        if (v->ms % MS_A_SECOND != 0)
            buf_addf(b, ".%03d", (int)(v->ms % MS_A_SECOND));
        break;
    }
}

/* ---- rows ------------------------------------------------------------------------ */

static void put_titles(struct sheet_csv *s)
{
    for (size_t i = 0; i < s->form->n; i++) {
        buf_add_z(&s->pending, i > 0 ? "," : "");
        put_text(&s->pending, s->form->columns[i].title);
    }
    buf_add_z(&s->pending, "\r\n");
}

enum err_code sheet_csv_row(struct sheet_csv *s, const struct form_value *values, struct err *e)
{
    for (size_t i = 0; i < s->form->n; i++) {
        buf_add_z(&s->pending, i > 0 ? "," : "");
        put_value(&s->pending, &values[i]);
    }
    buf_add_z(&s->pending, "\r\n");
    return s->pending.n < FLUSH_AT && !buf_over(&s->pending) ? ERR_OK : flush(s, e);
}

enum err_code sheet_csv_begin(struct arena *a, const char *path, const struct form *form,
                              enum sheet_csv_charset charset, struct sheet_csv **ret, struct err *e)
{
    must(form->n > 0 && form->n <= FORM_COLUMNS_MAX);
    struct sheet_csv *s = ARENA_NEW(a, struct sheet_csv);
    s->form = form;
    if (charset == SHEET_CSV_GB18030) {
        s->cd = iconv_open("GB18030", "UTF-8");
        s->converts = s->cd != (iconv_t)-1;
        if (!s->converts)
            return err_set(e, ERR_FILE_WRITE, "this system cannot convert to GB18030");
    }
    buf_init(&s->pending, PENDING_MAX);
    buf_init(&s->converted, (size_t)PENDING_MAX * 2);
    enum err_code code = file_part_begin(a, path, &s->file, e);
    if (code != ERR_OK) {
        sheet_csv_abandon(s);
        return code;
    }
    if (!s->converts)
        buf_add_z(&s->pending, "\xEF\xBB\xBF");
    put_titles(s);
    *ret = s;
    return ERR_OK;
}

enum err_code sheet_csv_finish(struct sheet_csv *s, struct err *e)
{
    enum err_code code = flush(s, e);
    if (code == ERR_OK)
        code = file_part_commit(&s->file, e);
    sheet_csv_abandon(s);
    return code;
}

void sheet_csv_abandon(struct sheet_csv *s)
{
    if (s == NULL)
        return;
    file_part_abandon(&s->file);
    buf_release(&s->pending);
    buf_release(&s->converted);
    if (s->converts)
        (void)iconv_close(s->cd);
    s->converts = false;
}
