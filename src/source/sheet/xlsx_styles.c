/*
 * xlsx_styles.c — see xlsx_styles.h.
 */
#include "source/sheet/xlsx_styles.h"

enum { CUSTOMS_MAX = 1024 }; /* programs allow a quarter of it */

struct custom {
    int64_t id;
    enum number_kind kind;
};

struct reading {
    struct arena *a;
    struct xlsx_styles *s;
    VEC(struct custom) customs;
    bool in_formats;
};

/* A file may give a format of its own a number that programs know otherwise; the file counts. */
static enum number_kind kind_of_id(const struct reading *r, int64_t id)
{
    VEC_EACH (&r->customs, c)
        if (c->id == id)
            return c->kind;
    return id >= 0 && id < INT32_MAX ? number_kind_builtin((int32_t)id) : NUMBER_KIND_NUMBER;
}

static enum err_code take_custom(struct reading *r, struct xml_attrs attrs, struct err *e)
{
    int64_t id = 0;
    if (str_to_i64(xml_attr(attrs, "numFmtId"), &id, NULL) != ERR_OK)
        return ERR_OK;
    if (r->customs.n >= CUSTOMS_MAX)
        return err_set(e, ERR_SHEET_TOO_BIG, "more than %d number formats", CUSTOMS_MAX);
    enum number_kind kind = number_kind_of(xml_attr(attrs, "formatCode"));
    *vec_push(r->a, &r->customs) = (struct custom){id, kind};
    return ERR_OK;
}

static enum err_code take_format(struct reading *r, struct xml_attrs attrs, struct err *e)
{
    int64_t id = 0;
    if (r->s->kinds.n >= XLSX_STYLES_MAX)
        return err_set(e, ERR_SHEET_TOO_BIG, "more than %d cell formats", XLSX_STYLES_MAX);
    if (str_to_i64(xml_attr(attrs, "numFmtId"), &id, NULL) != ERR_OK)
        id = 0;
    *vec_push(r->a, &r->s->kinds) = (uint8_t)kind_of_id(r, id);
    return ERR_OK;
}

static enum err_code on_begin(void *ctx, enum xml_tag tag, struct xml_attrs attrs, struct err *e)
{
    struct reading *r = ctx;
    r->in_formats |= tag == XML_CELL_XFS;
    if (tag == XML_NUM_FMT)
        return take_custom(r, attrs, e);
    return tag == XML_XF && r->in_formats ? take_format(r, attrs, e) : ERR_OK;
}

static enum err_code on_end(void *ctx, enum xml_tag tag, struct err *e)
{
    (void)e;
    struct reading *r = ctx;
    r->in_formats &= tag != XML_CELL_XFS;
    return ERR_OK;
}

enum err_code xlsx_styles_read(struct xlsx_styles *s, struct arena *a, struct package *package,
                               struct str part, struct err *e)
{
    struct reading reading = {.a = a, .s = s};
    struct xml_handler handler = {on_begin, on_end, xlsx_part_no_text, &reading};
    return xlsx_part_read(a, package, part, &handler, e);
}

enum number_kind xlsx_styles_kind(const struct xlsx_styles *s, int64_t i)
{
    return i >= 0 && (size_t)i < s->kinds.n ? (enum number_kind)s->kinds.p[i] : NUMBER_KIND_NUMBER;
}
