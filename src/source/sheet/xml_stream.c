/*
 * xml_stream.c — the only file of this folder that includes libxml2.
 *
 * What surprised its author: the library hands attributes over with their entities unread
 * (&#38; for &amp;) unless it is told to replace entities. As none can be declared here,
 * telling it so is safe.
 */
#include "source/sheet/xml_stream.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "base/arena.h"

enum { NAMES_CACHED = 64 };

struct xml_stream {
    xmlParserCtxtPtr parser;
    const struct xml_handler *handler;
    struct str part;
    enum err_code code; /* why the reading ended */
    struct err why;
    /* The library keeps one copy of each name, so that pointers tell names apart. */
    struct {
        const xmlChar *local, *uri;
        enum xml_tag tag;
    } cache[NAMES_CACHED];
};

/* ---- names ----------------------------------------------------------------- */

static const struct tag_row {
    const char *local;
    enum xml_tag tag;
} TAGS[] = {
#define X(local, name) {local, XML_##name},
    XML_TAGS(X)
#undef X
};

/* Whether elements of a namespace are read here: workbooks, and relationships of parts. */
static bool is_known(const xmlChar *uri)
{
    static const char *const known[] = {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://schemas.openxmlformats.org/package/2006/relationships",
    };
    for (size_t i = 0; uri != NULL && i < ARRAY_LEN(known); i++)
        if (strcmp((const char *)uri, known[i]) == 0)
            return true;
    return false;
}

static int tag_order(const void *key, const void *row)
{
    return strcmp(key, ((const struct tag_row *)row)->local);
}

static enum xml_tag tag_of(struct xml_stream *x, const xmlChar *local, const xmlChar *uri)
{
    size_t slot = ((uintptr_t)local >> 3 ^ (uintptr_t)local >> 9) % NAMES_CACHED;
    if (x->cache[slot].local == local && x->cache[slot].uri == uri)
        return x->cache[slot].tag;
    const struct tag_row *row = NULL;
    if (is_known(uri))
        row = bsearch(local, TAGS, ARRAY_LEN(TAGS), sizeof(TAGS[0]), tag_order);
    x->cache[slot].local = local;
    x->cache[slot].uri = uri;
    x->cache[slot].tag = row == NULL ? XML_OTHER : row->tag;
    return x->cache[slot].tag;
}

/* What libxml2 says of an attribute: local name, prefix, URI, begin and end of the value. */
enum { ATTR_LOCAL, ATTR_PREFIX, ATTR_URI, ATTR_BEGIN, ATTR_END, ATTR__MAX };

static struct str find_attr(struct xml_attrs attrs, const char *local, bool relation)
{
    for (int i = 0; i < attrs.n; i++) {
        const unsigned char **at = attrs.p + (ptrdiff_t)i * ATTR__MAX;
        struct str uri = str_of((const char *)at[ATTR_URI]);
        bool fits = relation ? str_ends(uri, STR("/relationships")) : uri.n == 0;
        if (fits && strcmp((const char *)at[ATTR_LOCAL], local) == 0)
            return (struct str){(const char *)at[ATTR_BEGIN],
                                (size_t)(at[ATTR_END] - at[ATTR_BEGIN])};
    }
    return STR_NONE;
}

struct str xml_attr(struct xml_attrs attrs, const char *local)
{
    return find_attr(attrs, local, false);
}

struct str xml_attr_relation(struct xml_attrs attrs)
{
    return find_attr(attrs, "id", true);
}

/* ---- events ------------------------------------------------------------------ */

static void stop(struct xml_stream *x, enum err_code code)
{
    if (code == ERR_OK || x->code != ERR_OK)
        return;
    x->code = code;
    xmlStopParser(x->parser);
}

static void on_begin(void *ctx, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
                     int n_namespaces, const xmlChar **namespaces, int n_attributes,
                     int n_defaulted, const xmlChar **attributes)
{
    (void)prefix, (void)n_namespaces, (void)namespaces, (void)n_defaulted;
    struct xml_stream *x = ((xmlParserCtxtPtr)ctx)->_private;
    struct xml_attrs attrs = {attributes, n_attributes};
    if (x->code == ERR_OK)
        stop(x, x->handler->begin(x->handler->ctx, tag_of(x, local, uri), attrs, &x->why));
}

static void on_end(void *ctx, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    (void)prefix;
    struct xml_stream *x = ((xmlParserCtxtPtr)ctx)->_private;
    if (x->code == ERR_OK)
        stop(x, x->handler->end(x->handler->ctx, tag_of(x, local, uri), &x->why));
}

static void on_text(void *ctx, const xmlChar *p, int n)
{
    struct xml_stream *x = ((xmlParserCtxtPtr)ctx)->_private;
    struct str piece = {(const char *)p, (size_t)n};
    if (x->code == ERR_OK)
        stop(x, x->handler->text(x->handler->ctx, piece, &x->why));
}

static void on_doctype(void *ctx, const xmlChar *name, const xmlChar *id, const xmlChar *system)
{
    (void)name, (void)id, (void)system;
    struct xml_stream *x = ((xmlParserCtxtPtr)ctx)->_private;
    stop(x, err_set(&x->why, ERR_SHEET_DAMAGED, "%" STR_FMT ": has a document type declaration",
                    STR_ARG(x->part)));
}

/* What libxml2 prints to stderr by default; kept for the error's detail instead. */
static void on_fault(void *ctx, xmlErrorPtr why)
{
    struct xml_stream *x = ((xmlParserCtxtPtr)ctx)->_private;
    if (x->code != ERR_OK || why->level < XML_ERR_FATAL || why->message == NULL)
        return;
    if (why->code == XML_ERR_DOCUMENT_END || why->code == XML_ERR_DOCUMENT_EMPTY)
        return; /* "extra content" is what it says of a document that is cut off */
    int n = (int)strcspn(why->message, "\n");
    x->code = err_set(&x->why, ERR_SHEET_DAMAGED, "%" STR_FMT ": line %d: %.*s", STR_ARG(x->part),
                      why->line, n, why->message);
}

/* Some complaints have no structure; they would go to stderr. */
static void drop_fault(void *ctx, const char *message, ...)
{
    (void)ctx, (void)message;
}

/* ---- life cycle ----------------------------------------------------------------- */

struct xml_stream *xml_stream_new(struct arena *a, const struct xml_handler *handler,
                                  struct str part)
{
    static xmlSAXHandler events = {
        .initialized = XML_SAX2_MAGIC,
        .startElementNs = on_begin,
        .endElementNs = on_end,
        .characters = on_text,
        .ignorableWhitespace = on_text,
        .cdataBlock = on_text,
        .internalSubset = on_doctype,
        .serror = on_fault,
    };
    struct xml_stream *x = ARENA_NEW(a, struct xml_stream);
    *x = (struct xml_stream){.handler = handler, .part = part};
    x->parser = xmlCreatePushParserCtxt(&events, NULL, NULL, 0, NULL);
    must(x->parser != NULL);
    (void)xmlCtxtUseOptions(x->parser, XML_PARSE_NONET | XML_PARSE_NOENT);
    x->parser->_private = x;
    xmlSetGenericErrorFunc(NULL, drop_fault); /* of this thread */
    return x;
}

void xml_stream_free(struct xml_stream *x)
{
    if (x == NULL || x->parser == NULL)
        return;
    xmlFreeDoc(x->parser->myDoc);
    xmlFreeParserCtxt(x->parser);
    x->parser = NULL;
}

enum err_code xml_stream_feed(struct xml_stream *x, const char *p, size_t n, struct err *e)
{
    must(n <= INT32_MAX);
    int failed = xmlParseChunk(x->parser, p, (int)n, n == 0);
    if (x->code == ERR_OK && (failed != 0 || x->parser->wellFormed == 0))
        x->code =
            err_set(&x->why, ERR_SHEET_DAMAGED, "%" STR_FMT ": ends too early", STR_ARG(x->part));
    if (x->code != ERR_OK && e != NULL)
        *e = x->why;
    return x->code;
}
