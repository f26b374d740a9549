/*
 * docx.c — from the container to the parts that matter; see docx.h.
 *
 * What surprised its author: nothing in a .docx need have its usual name. The
 * main part is whatever _rels/.rels points at, and the numbering and styles are
 * whatever the main part's own relationships point at.
 */
#include "source/doc/docx.h"

#include "source/doc/body.h"
#include "source/file/package.h"
#include "source/file/part_name.h"

enum { SCRATCH_MAX = 256 * 1024 * 1024 };

static const struct package_rules RULES = {
    .damaged = ERR_PLAN_DAMAGED,
    .encrypted = ERR_PLAN_ENCRYPTED,
    .too_big = ERR_PLAN_TOO_BIG,
    .part_max = PACKAGE_PART_MAX,
    .inflated_max = (uint64_t)PACKAGE_PART_MAX * 2,
};

struct docx {
    struct arena *scratch;
    struct package package;
    struct str main; /* names of parts; empty if there is none */
    struct str styles;
    struct str numbering;
};

/* ---- relationships --------------------------------------------------------- */

/* Take over a relationship of one of the wanted kinds; the first of a kind counts. */
static void take_relationship(struct docx *d, const struct markup *m, struct str folder)
{
    const struct {
        struct str kind;
        struct str *to;
    } wanted[] = {
        {STR("/officeDocument"), &d->main},
        {STR("/styles"), &d->styles},
        {STR("/numbering"), &d->numbering},
    };
    struct str type = markup_attr(m, "Type");
    if (str_eq(markup_attr(m, "TargetMode"), STR("External")))
        return;
    for (size_t i = 0; i < ARRAY_LEN(wanted); i++)
        if (part_type_is(type, wanted[i].kind) && wanted[i].to->n == 0)
            *wanted[i].to = part_resolve(d->scratch, folder, markup_attr(m, "Target"));
}

static enum err_code walk_relationships(struct docx *d, struct markup *m, struct str folder,
                                        struct err *e)
{
    enum tag tag;
    ERR_TRY(markup_root(m, &tag, e));
    struct markup_walk at = markup_walk(m, e);
    while (markup_more(&at)) {
        if (at.tag == TAG_RELATIONSHIP)
            take_relationship(d, m, folder);
    }
    return at.code;
}

/* ---- parts --------------------------------------------------------------------- */

/* Reads an opened part. */
typedef enum err_code part_reader(struct docx *d, struct markup *m, void *ctx, struct err *e);

static enum err_code with_part(struct docx *d, struct str name, part_reader *fn, void *ctx,
                               struct err *e)
{
    struct buf xml;
    buf_init(&xml, PACKAGE_PART_MAX);
    struct markup m = {0};
    const char *part = str_copy(d->scratch, name).p;
    enum err_code code = package_part(&d->package, name, &xml, e);
    if (code == ERR_OK)
        code = markup_open(d->scratch, buf_str(&xml), part, &m, e);
    if (code == ERR_OK)
        code = fn(d, &m, ctx, e);
    markup_close(&m);
    buf_release(&xml);
    return code;
}

static enum err_code read_relationships(struct docx *d, struct markup *m, void *ctx, struct err *e)
{
    const struct str *folder = ctx;
    return walk_relationships(d, m, *folder, e);
}

/* Relationships of `part` ("" is the package itself), if it has any. */
static enum err_code relationships_of(struct docx *d, struct str part, struct err *e)
{
    struct str folder = part_folder(part);
    struct str name = part_relations(d->scratch, part);
    if (!package_has(&d->package, name))
        return ERR_OK;
    return with_part(d, name, read_relationships, &folder, e);
}

struct formats {
    struct styles styles;
    struct numbering numbering;
};

static enum err_code read_styles(struct docx *d, struct markup *m, void *ctx, struct err *e)
{
    struct formats *f = ctx;
    return styles_read(d->scratch, m, &f->styles, e);
}

static enum err_code read_numbering(struct docx *d, struct markup *m, void *ctx, struct err *e)
{
    struct formats *f = ctx;
    return numbering_read(d->scratch, m, &f->styles, &f->numbering, e);
}

/* ---- finding what is there ---------------------------------------------------------- */

static enum err_code find_main(struct docx *d, struct err *e)
{
    ERR_TRY(relationships_of(d, STR_NONE, e));
    d->styles = d->numbering = STR_NONE; /* the package's own relations name other things so */
    if (d->main.n == 0 || !package_has(&d->package, d->main))
        d->main = STR("word/document.xml");
    /* sheets and slides: said before their styles are taken for damaged ones */
    if (str_starts(d->main, STR("xl/")) || str_starts(d->main, STR("ppt/")))
        return err_set(e, ERR_PLAN_FORMAT, "zip container without a text document");
    if (package_has(&d->package, d->main))
        return ERR_OK;
    if (package_has_below(&d->package, STR("word/")))
        return err_set(e, ERR_PLAN_DAMAGED, "zip: no main part");
    return err_set(e, ERR_PLAN_FORMAT, "zip container without a text document");
}

/* The part a relationship named, or the usual name beside the main part; empty if neither is. */
static struct str or_usual(struct docx *d, struct str named, struct str usual)
{
    if (named.n > 0 && package_has(&d->package, named))
        return named;
    struct str folder = part_folder(d->main);
    struct str beside =
        str_format(d->scratch, "%" STR_FMT "%" STR_FMT, STR_ARG(folder), STR_ARG(usual));
    return package_has(&d->package, beside) ? beside : STR_NONE;
}

/* ---- the story ------------------------------------------------------------------------ */

struct story {
    struct formats formats;
    struct collect out;
    struct doc doc;
};

static enum err_code document_child(struct body *b, void *ctx, enum tag tag, struct err *e)
{
    return tag == TAG_BODY ? body_blocks(b, ctx, e) : ERR_OK;
}

static enum err_code read_body(struct body *b, struct doc *ret, struct err *e)
{
    struct body_sink sink = {0};
    ERR_TRY(body_children(b, document_child, &sink, e));
    ERR_TRY(body_check(b, e));
    struct arena *a = b->out->a;
    *ret = (struct doc){.n = sink.blocks.n};
    ret->blocks = ARENA_NEW_N(a, sink.blocks.n, struct doc_block);
    if (sink.blocks.n > 0)
        memcpy(ret->blocks, sink.blocks.p, sink.blocks.n * sizeof(ret->blocks[0]));
    return ERR_OK;
}

static enum err_code read_story(struct docx *d, struct markup *m, void *ctx, struct err *e)
{
    struct story *story = ctx;
    enum tag root;
    ERR_TRY(markup_root(m, &root, e));
    if (root != TAG_DOCUMENT)
        return err_set(e, ERR_PLAN_FORMAT, "zip container without a text document");
    struct body body = {.scratch = d->scratch,
                        .out = &story->out,
                        .m = m,
                        .styles = &story->formats.styles,
                        .numbering = &story->formats.numbering};
    buf_init(&body.text, DOC_TEXT_MAX);
    enum err_code code = read_body(&body, &story->doc, e);
    buf_release(&body.text);
    return code;
}

static enum err_code read_parts(struct arena *a, struct docx *d, struct doc *ret, struct err *e)
{
    ERR_TRY(find_main(d, e));
    ERR_TRY(relationships_of(d, d->main, e));
    struct str styles = or_usual(d, d->styles, STR("styles.xml"));
    struct str numbering = or_usual(d, d->numbering, STR("numbering.xml"));
    struct story story = {.out = {.a = a}};
    if (styles.n > 0)
        ERR_TRY(with_part(d, styles, read_styles, &story.formats, e));
    if (numbering.n > 0)
        ERR_TRY(with_part(d, numbering, read_numbering, &story.formats, e));
    ERR_TRY(with_part(d, d->main, read_story, &story, e));
    *ret = story.doc;
    return ERR_OK;
}

enum err_code docx_read(struct arena *a, struct str bytes, struct doc *ret, struct err *e)
{
    struct arena scratch;
    arena_init(&scratch, SCRATCH_MAX);
    struct docx d = {.scratch = &scratch};
    struct input in = input_of(bytes);
    enum err_code code = package_open(&in, &RULES, &d.package, e);
    if (code == ERR_OK)
        code = read_parts(a, &d, ret, e);
    package_close(&d.package);
    arena_release(&scratch);
    return code;
}
