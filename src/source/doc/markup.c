/*
 * markup.c — the only file that includes libxml2.
 *
 * What surprised its author: the reader parses a whole internal subset, with
 * its entity declarations, before it shows the first node. Refusing the node
 * would be too late, so the prologue is looked at by hand first.
 */
#include "source/doc/markup.h"

#include <libxml/xmlreader.h>

#include "source/doc/charset.h"

enum vocabulary { VOCABULARY_MC, VOCABULARY_M, VOCABULARY_R, VOCABULARY_W, VOCABULARY__MAX };

/* Transitional and Strict name of each vocabulary. */
static const char *const NAMESPACES[VOCABULARY__MAX][2] = {
    [VOCABULARY_M] = {"http://schemas.openxmlformats.org/officeDocument/2006/math",
                      "http://purl.oclc.org/ooxml/officeDocument/math"},
    [VOCABULARY_MC] = {"http://schemas.openxmlformats.org/markup-compatibility/2006", NULL},
    [VOCABULARY_R] = {"http://schemas.openxmlformats.org/package/2006/relationships", NULL},
    [VOCABULARY_W] = {"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                      "http://purl.oclc.org/ooxml/wordprocessingml/main"},
};

static const struct tag_row {
    const char *local;
    enum vocabulary vocabulary;
    enum tag tag;
} TAGS[] = {
#define X(vocabulary, local, name) {local, VOCABULARY_##vocabulary, TAG_##name},
    MARKUP_TAGS(X)
#undef X
};

/* ---- opening --------------------------------------------------------- */

/* What libxml2 prints to stderr by default; kept for the error's detail instead. */
static void keep_fault(void *ctx, xmlErrorPtr why)
{
    struct markup *m = ctx;
    if (m->fault[0] != '\0' || why->level < XML_ERR_ERROR || why->message == NULL)
        return;
    int n = (int)strcspn(why->message, "\n");
    (void)snprintf(m->fault, sizeof(m->fault), "line %d: %.*s", why->line, n, why->message);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* True if only comments and processing instructions stand before the root element. */
static bool prologue_is_plain(struct str xml)
{
    size_t at = 0;
    for (;;) {
        while (at < xml.n && is_blank(xml.p[at]))
            at++;
        struct str rest = str_sub(xml, at, xml.n);
        struct str end;
        if (str_starts(rest, STR("<!--")))
            end = STR("-->");
        else if (str_starts(rest, STR("<?")))
            end = STR("?>");
        else
            return !str_starts(rest, STR("<!"));
        at = str_find(xml, end, at + end.n);
        if (at == SIZE_MAX)
            return true; /* not closed: the parser will say so */
        at += end.n;
    }
}

enum err_code markup_open(struct arena *a, struct str xml, const char *part, struct markup *ret,
                          struct err *e)
{
    ERR_TRY(charset_unmark(a, xml, &xml, e));
    if (!prologue_is_plain(xml))
        return err_set(e, ERR_PLAN_DAMAGED, "%s: has a document type declaration", part);
    *ret = (struct markup){.part = part};
    if (xml.n > 0 && xml.n <= INT32_MAX)
        ret->reader = xmlReaderForMemory(xml.p, (int)xml.n, NULL, "UTF-8",
                                         XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
    if (ret->reader == NULL)
        return err_set(e, ERR_PLAN_DAMAGED, "%s: is empty", part);
    xmlTextReaderSetStructuredErrorHandler(ret->reader, keep_fault, ret);
    return ERR_OK;
}

void markup_close(struct markup *m)
{
    xmlFreeTextReader(m->reader);
    m->reader = NULL;
}

/* ---- walking --------------------------------------------------------- */

/* One node on. The end of the document is an error too, for nobody asks for more there. */
static enum err_code step(struct markup *m, struct err *e)
{
    if (xmlTextReaderRead(m->reader) == 1)
        return ERR_OK;
    return err_set(e, ERR_PLAN_DAMAGED, "%s: %s", m->part,
                   m->fault[0] == '\0' ? "ends too early" : m->fault);
}

static int tag_order(const void *key, const void *row)
{
    const struct tag_row *a = key, *b = row;
    if (a->vocabulary != b->vocabulary)
        return a->vocabulary < b->vocabulary ? -1 : 1;
    return strcmp(a->local, b->local);
}

/* The vocabulary of a namespace, or VOCABULARY__MAX. */
static enum vocabulary vocabulary_of(const xmlNs *ns)
{
    const char *href = ns == NULL || ns->href == NULL ? "" : (const char *)ns->href;
    for (int v = VOCABULARY__MAX - 1; v >= 0; v--) /* most elements are of the last */
        for (size_t i = 0; i < ARRAY_LEN(NAMESPACES[v]); i++)
            if (NAMESPACES[v][i] != NULL && strcmp(NAMESPACES[v][i], href) == 0)
                return (enum vocabulary)v;
    return VOCABULARY__MAX;
}

static enum tag tag_here(struct markup *m)
{
    const xmlNode *node = xmlTextReaderCurrentNode(m->reader);
    if (node == NULL || node->name == NULL)
        return TAG_OTHER;
    struct tag_row key = {.local = (const char *)node->name, .vocabulary = vocabulary_of(node->ns)};
    if (key.vocabulary == VOCABULARY__MAX)
        return TAG_OTHER;
    const struct tag_row *row = bsearch(&key, TAGS, ARRAY_LEN(TAGS), sizeof(TAGS[0]), tag_order);
    return row == NULL ? TAG_OTHER : row->tag;
}

enum err_code markup_root(struct markup *m, enum tag *ret, struct err *e)
{
    do
        ERR_TRY(step(m, e));
    while (xmlTextReaderNodeType(m->reader) != XML_READER_TYPE_ELEMENT);
    *ret = tag_here(m);
    return ERR_OK;
}

struct markup_walk markup_walk(struct markup *m, struct err *e)
{
    return (struct markup_walk){.m = m,
                                .e = e,
                                .depth = xmlTextReaderDepth(m->reader),
                                .empty = xmlTextReaderIsEmptyElement(m->reader) == 1};
}

bool markup_more(struct markup_walk *walk)
{
    struct markup *m = walk->m;
    while (!walk->empty) {
        walk->code = step(m, walk->e);
        if (walk->code != ERR_OK)
            return false;
        int type = xmlTextReaderNodeType(m->reader);
        int depth = xmlTextReaderDepth(m->reader);
        if (type == XML_READER_TYPE_END_ELEMENT && depth == walk->depth)
            return false;
        if (type == XML_READER_TYPE_ELEMENT && depth == walk->depth + 1) {
            walk->tag = tag_here(m);
            return true;
        }
    }
    return false;
}

enum err_code markup_text(struct markup *m, struct buf *out, struct err *e)
{
    const int inside = xmlTextReaderDepth(m->reader);
    if (xmlTextReaderIsEmptyElement(m->reader) == 1)
        return ERR_OK;
    for (;;) {
        ERR_TRY(step(m, e));
        int depth = xmlTextReaderDepth(m->reader);
        switch (xmlTextReaderNodeType(m->reader)) {
        case XML_READER_TYPE_END_ELEMENT:
            if (depth == inside)
                return ERR_OK;
            break;
        case XML_READER_TYPE_TEXT:
        case XML_READER_TYPE_CDATA:
        case XML_READER_TYPE_WHITESPACE:
        case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
            if (depth == inside + 1)
                buf_add_z(out, (const char *)xmlTextReaderConstValue(m->reader));
            break;
        default: break;
        }
    }
}

/* ---- attributes -------------------------------------------------------- */

struct str markup_attr(const struct markup *m, const char *local)
{
    const xmlNode *node = xmlTextReaderCurrentNode(m->reader);
    if (node == NULL || node->type != XML_ELEMENT_NODE)
        return STR_NONE;
    for (const xmlAttr *at = node->properties; at != NULL; at = at->next) {
        if (strcmp((const char *)at->name, local) != 0 || at->children == NULL)
            continue;
        if (at->ns == NULL || vocabulary_of(at->ns) == VOCABULARY_W)
            return str_of((const char *)at->children->content);
    }
    return STR_NONE;
}

int32_t markup_attr_i32(const struct markup *m, const char *local, int32_t min, int32_t max,
                        int32_t absent)
{
    int64_t v = 0;
    if (str_to_i64(str_trim(markup_attr(m, local)), &v, NULL) != ERR_OK)
        return absent;
    return v < min ? min : v > max ? max : (int32_t)v;
}

bool markup_on(struct str value)
{
    return !str_eq(value, STR("0")) && !str_eq(value, STR("false")) && !str_eq(value, STR("off"));
}

bool markup_is_on(const struct markup *m)
{
    return markup_on(markup_attr(m, "val"));
}

bool markup_keeps_space(const struct markup *m)
{
    return xmlNodeGetSpacePreserve(xmlTextReaderCurrentNode(m->reader)) == 1;
}
