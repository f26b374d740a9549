/*
 * xml_stream.h — the XML of a part of any size, as a stream of events.
 *
 * Bytes go in as they are inflated, calls come out; nothing of the part is kept. Names are
 * told apart by namespace and local name, never by prefix; the Transitional and the Strict
 * namespace are the same to the caller. Entities do not exist here: a document type
 * declaration ends the reading before it is looked at, nothing is fetched, and nesting is
 * limited by libxml2 (256).
 */
#pragma once

#include "base/str.h"

struct xml_stream;

/* Every element that the reader of workbooks knows: local name, enumerator; sorted by name. */
#define XML_TAGS(X)                                                                                \
    X("Relationship", RELATIONSHIP)                                                                \
    X("c", C)                                                                                      \
    X("cellXfs", CELL_XFS)                                                                         \
    X("f", F)                                                                                      \
    X("is", IS)                                                                                    \
    X("mergeCell", MERGE_CELL)                                                                     \
    X("numFmt", NUM_FMT)                                                                           \
    X("r", R)                                                                                      \
    X("rPh", R_PH)                                                                                 \
    X("row", ROW)                                                                                  \
    X("sheet", SHEET)                                                                              \
    X("sheetData", SHEET_DATA)                                                                     \
    X("si", SI)                                                                                    \
    X("t", T)                                                                                      \
    X("v", V)                                                                                      \
    X("workbookPr", WORKBOOK_PR)                                                                   \
    X("xf", XF)

enum xml_tag {
    XML_OTHER, /* an element without a row above, or of another vocabulary */
#define X(local, name) XML_##name,
    XML_TAGS(X)
#undef X
};

/* The attributes of the element that begins, good during the call. */
struct xml_attrs {
    const unsigned char **p; /* as libxml2 hands them over: five pointers each */
    int n;
};

/* The value of an attribute without prefix, or the empty view if there is none. */
struct str xml_attr(struct xml_attrs attrs, const char *local);

/* The value of r:id: the relationship that says which part is meant. */
struct str xml_attr_relation(struct xml_attrs attrs);

/* What a caller does with events; each may fail, which ends the reading. */
struct xml_handler {
    enum err_code (*begin)(void *ctx, enum xml_tag tag, struct xml_attrs attrs, struct err *e);
    enum err_code (*end)(void *ctx, enum xml_tag tag, struct err *e);
    enum err_code (*text)(void *ctx, struct str piece, struct err *e); /* not all at once */
    void *ctx;
};

/* A reader for one part, for messages called `part` (both must outlive it). NULL: no memory. */
struct xml_stream *xml_stream_new(struct arena *a, const struct xml_handler *handler,
                                  struct str part);
void xml_stream_free(struct xml_stream *x); /* NULL is allowed */

/*
 * Read the next n bytes; n = 0 is the end of the part.
 * errors  ERR_SHEET_DAMAGED, or what the handler said
 */
ERR_CHECKED enum err_code xml_stream_feed(struct xml_stream *x, const char *p, size_t n,
                                          struct err *e);
