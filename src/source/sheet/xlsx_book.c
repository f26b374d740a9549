/*
 * xlsx_book.c — see xlsx_book.h.
 */
#include "source/sheet/xlsx_book.h"

#include "base/vec.h"
#include "source/file/part_name.h"

enum { RELATIONS_MAX = 4096 };

struct relation {
    struct str id, type, part;
};

struct sheet_entry {
    struct str name, id;
    bool hidden;
};

struct reading {
    struct arena *a;
    struct str folder; /* of the part whose relationships are read */
    VEC(struct relation) relations;
    VEC(struct sheet_entry) sheets;
    bool from_1904;
};

/* ---- relationships -------------------------------------------------------- */

static enum err_code on_relation(void *ctx, enum xml_tag tag, struct xml_attrs attrs, struct err *e)
{
    struct reading *r = ctx;
    if (tag != XML_RELATIONSHIP || str_eq(xml_attr(attrs, "TargetMode"), STR("External")))
        return ERR_OK;
    if (r->relations.n == RELATIONS_MAX)
        return err_set(e, ERR_SHEET_TOO_BIG, "more than %d relationships", RELATIONS_MAX);
    *vec_push(r->a, &r->relations) = (struct relation){
        .id = str_copy(r->a, xml_attr(attrs, "Id")),
        .type = str_copy(r->a, xml_attr(attrs, "Type")),
        .part = part_resolve(r->a, r->folder, xml_attr(attrs, "Target")),
    };
    return ERR_OK;
}

/* The relationships of `part` replace those that were read before. */
static enum err_code read_relations(struct reading *r, struct package *package, struct str part,
                                    struct err *e)
{
    struct xml_handler handler = {on_relation, xlsx_part_no_end, xlsx_part_no_text, r};
    struct str name = part_relations(r->a, part);
    r->folder = part_folder(part);
    r->relations.n = 0;
    if (!package_has(package, name))
        return ERR_OK;
    return xlsx_part_read(r->a, package, name, &handler, e);
}

/* The first part of a kind, or the empty view. */
static struct str part_of_kind(const struct reading *r, struct str kind)
{
    VEC_EACH (&r->relations, relation)
        if (part_type_is(relation->type, kind))
            return relation->part;
    return STR_NONE;
}

static struct str part_of_sheet(const struct reading *r, struct str id)
{
    VEC_EACH (&r->relations, relation)
        if (str_eq(relation->id, id) && part_type_is(relation->type, STR("/worksheet")))
            return relation->part;
    return STR_NONE;
}

/* ---- the workbook ------------------------------------------------------------ */

static enum err_code on_book(void *ctx, enum xml_tag tag, struct xml_attrs attrs, struct err *e)
{
    struct reading *r = ctx;
    if (tag == XML_WORKBOOK_PR) {
        struct str on = xml_attr(attrs, "date1904");
        r->from_1904 = str_eq(on, STR("1")) || str_eq(on, STR("true"));
    }
    if (tag != XML_SHEET)
        return ERR_OK;
    if (r->sheets.n == SHEET_NAMES_MAX)
        return err_set(e, ERR_SHEET_TOO_BIG, "more than %d sheets", SHEET_NAMES_MAX);
    struct str state = xml_attr(attrs, "state");
    *vec_push(r->a, &r->sheets) = (struct sheet_entry){
        .name = str_copy(r->a, xml_attr(attrs, "name")),
        .id = str_copy(r->a, xml_attr_relation(attrs)),
        .hidden = str_eq(state, STR("hidden")) || str_eq(state, STR("veryHidden")),
    };
    return ERR_OK;
}

/* Say what a container without a workbook is instead. */
static enum err_code refuse(struct package *package, struct err *e)
{
    static const struct {
        const char *part, *what;
    } others[] = {
        {"xl/workbook.bin", "a binary workbook (.xlsb)"},
        {"content.xml", "an OpenDocument file (.ods)"},
        {"word/", "a text document (.docx)"},
        {"ppt/", "a presentation (.pptx)"},
    };
    if (package_has_below(package, STR("xl/")) && !package_has(package, STR("xl/workbook.bin")))
        return err_set(e, ERR_SHEET_DAMAGED, "zip: no main part");
    for (size_t i = 0; i < ARRAY_LEN(others); i++)
        if (package_has_below(package, str_of(others[i].part)))
            return err_set(e, ERR_SHEET_FORMAT, "%s", others[i].what);
    return err_set(e, ERR_SHEET_FORMAT, "zip container without a workbook");
}

static void keep(struct reading *r, struct xlsx_book *ret)
{
    *ret = (struct xlsx_book){.from_1904 = r->from_1904, .n = r->sheets.n};
    ret->names = ARENA_NEW_N(r->a, ret->n, struct sheet_name);
    ret->parts = ARENA_NEW_N(r->a, ret->n, struct str);
    for (size_t i = 0; i < ret->n; i++) {
        const struct sheet_entry *sheet = &r->sheets.p[i];
        ret->names[i] = (struct sheet_name){sheet->name, sheet->hidden};
        ret->parts[i] = part_of_sheet(r, sheet->id);
    }
    ret->strings = part_of_kind(r, STR("/sharedStrings"));
    ret->styles = part_of_kind(r, STR("/styles"));
}

enum err_code xlsx_book_read(struct arena *a, struct package *package, struct xlsx_book *ret,
                             struct err *e)
{
    struct reading r = {.a = a};
    struct xml_handler handler = {on_book, xlsx_part_no_end, xlsx_part_no_text, &r};
    ERR_TRY(read_relations(&r, package, STR_NONE, e));
    struct str main = part_of_kind(&r, STR("/officeDocument"));
    if (main.n == 0 || !package_has(package, main))
        main = STR("xl/workbook.xml");
    bool is_xml = str_ends(main, STR(".xml")) && !str_starts(main, STR("word/"));
    if (!is_xml || !package_has(package, main))
        return refuse(package, e);
    ERR_TRY(xlsx_part_read(a, package, main, &handler, e));
    if (r.sheets.n == 0)
        return refuse(package, e);
    ERR_TRY(read_relations(&r, package, main, e));
    keep(&r, ret);
    return ERR_OK;
}

/* ---- choosing a sheet ----------------------------------------------------------- */

static enum err_code no_sheet(const struct xlsx_book *book, struct str name, struct err *e)
{
    struct buf list;
    buf_init(&list, sizeof(((struct err *)0)->detail));
    for (size_t i = 0; i < book->n; i++)
        if (book->parts[i].n > 0)
            buf_addf(&list, "%s\"%" STR_FMT "\"", list.n > 0 ? ", " : "",
                     STR_ARG(book->names[i].name));
    enum err_code code = err_set(e, ERR_SHEET_NAME, "\"%" STR_FMT "\"; there are: %s",
                                 STR_ARG(str_sub(name, 0, 128)), list.p == NULL ? "-" : list.p);
    buf_release(&list);
    return code;
}

enum err_code xlsx_book_choose(const struct xlsx_book *book, struct str name, size_t *ret,
                               struct err *e)
{
    for (size_t i = 0; i < book->n; i++) {
        bool wanted = name.n > 0 ? str_eq(book->names[i].name, name) : !book->names[i].hidden;
        if (wanted && book->parts[i].n > 0) {
            *ret = i;
            return ERR_OK;
        }
    }
    return no_sheet(book, name, e);
}
