/*
 * xlsx_strings.c — see xlsx_strings.h.
 */
#include "source/sheet/xlsx_strings.h"

#include "source/sheet/sheet.h"

struct reading {
    struct xlsx_strings *s;
    uint32_t start;
    bool in_t, in_phonetic;
};

void xlsx_strings_init(struct xlsx_strings *s)
{
    *s = (struct xlsx_strings){.n = 0};
    buf_init(&s->text, SHEET_STRINGS_MAX);
    buf_init(&s->starts, XLSX_STRINGS_N_MAX * sizeof(uint32_t));
}

void xlsx_strings_release(struct xlsx_strings *s)
{
    buf_release(&s->text);
    buf_release(&s->starts);
    s->n = 0;
}

static enum err_code on_begin(void *ctx, enum xml_tag tag, struct xml_attrs attrs, struct err *e)
{
    (void)attrs, (void)e;
    struct reading *r = ctx;
    if (tag == XML_SI)
        r->start = (uint32_t)r->s->text.n;
    r->in_phonetic |= tag == XML_R_PH;
    r->in_t = tag == XML_T && !r->in_phonetic;
    return ERR_OK;
}

/* Begin and length of the text that was just read are known: keep them. */
static enum err_code keep(struct reading *r, struct err *e)
{
    struct xlsx_strings *s = r->s;
    size_t n = s->text.n - r->start;
    if (n > 0)
        buf_cut(&s->text, r->start + xlsx_part_unescape(s->text.p + r->start, n));
    buf_add(&s->starts, (struct str){(const char *)&r->start, sizeof(r->start)});
    if (buf_over(&s->starts))
        return err_set(e, ERR_SHEET_TOO_BIG, "more than %d shared strings", XLSX_STRINGS_N_MAX);
    s->n++;
    return ERR_OK;
}

static enum err_code on_end(void *ctx, enum xml_tag tag, struct err *e)
{
    struct reading *r = ctx;
    r->in_t &= tag != XML_T;
    r->in_phonetic &= tag != XML_R_PH;
    return tag == XML_SI ? keep(r, e) : ERR_OK;
}

static enum err_code on_text(void *ctx, struct str piece, struct err *e)
{
    struct reading *r = ctx;
    if (!r->in_t)
        return ERR_OK;
    buf_add(&r->s->text, piece);
    if (r->s->text.n - r->start > SHEET_CELL_MAX)
        return err_set(e, ERR_SHEET_CELL, "shared string %zu: more text than a cell holds",
                       r->s->n + 1);
    if (buf_over(&r->s->text))
        return err_set(e, ERR_SHEET_TOO_BIG, "more than %d bytes of shared strings",
                       SHEET_STRINGS_MAX);
    return ERR_OK;
}

enum err_code xlsx_strings_read(struct xlsx_strings *s, struct arena *a, struct package *package,
                                struct str part, struct err *e)
{
    struct reading reading = {.s = s};
    struct xml_handler handler = {on_begin, on_end, on_text, &reading};
    return xlsx_part_read(a, package, part, &handler, e);
}

/* Where text i begins; that of the one behind the last is the end of all. */
static size_t start_of(const struct xlsx_strings *s, size_t i)
{
    uint32_t start = (uint32_t)s->text.n;
    if (i < s->n)
        memcpy(&start, s->starts.p + i * sizeof(start), sizeof(start));
    return start;
}

struct str xlsx_strings_get(const struct xlsx_strings *s, size_t i)
{
    must(i < s->n);
    return str_sub(buf_str(&s->text), start_of(s, i), start_of(s, i + 1));
}
