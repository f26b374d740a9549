/*
 * docx_build.h — .docx files in memory for tests, from XML as text.
 */
#pragma once

#include "base/arena.h"
#include "source/doc/doc.h"

struct docx_part {
    const char *name;
    struct str data;
    bool encrypted; /* with the password "secret" */
    bool stored;    /* not compressed */
};

#define DOCX_W        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define DOCX_W_STRICT "http://purl.oclc.org/ooxml/wordprocessingml/main"

/* A zip container of the parts; two may have the same name. */
struct str docx_zip(struct arena *a, const struct docx_part *parts, size_t n);

/*
 * A .docx whose w:body holds `body`, with what w:numbering and w:styles hold
 * (NULL: no such part). Prefixes w, mc, wps, m and v are declared.
 */
struct str docx_of(struct arena *a, const char *body, const char *numbering, const char *styles);

/* The main part of docx_of by itself. */
struct str docx_document(struct arena *a, const char *body);

/*
 * A document as one line, to be compared with what a test wants: blocks parted
 * by " / "; a paragraph as (label)text; a table as [a|b//c|d]; of merged cells
 * "<" and "^" where they go on to the right and below. '\n' shows as ~, '\t' as >.
 */
struct str docx_show(struct arena *a, const struct doc *doc);

/* docx_show of what doc_read makes of bytes, or the name of its error: "!PLAN_DAMAGED". */
struct str docx_read_and_show(struct arena *a, struct str bytes);
