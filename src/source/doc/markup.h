/*
 * markup.h — walk the XML of a part, element by element.
 *
 * Names are told apart by namespace and local name, never by prefix; the
 * Transitional and the Strict namespace of a vocabulary are the same to the
 * caller. Entities do not exist here: a document type declaration is refused
 * before parsing, nothing is fetched, and nesting is limited by libxml2 (256).
 *
 *     struct markup_walk at = markup_walk(m, e);
 *     while (markup_more(&at)) {
 *         ... the cursor is on a child, at.tag; enter it or leave it alone
 *     }
 *     return at.code;
 */
#pragma once

#include "base/buf.h"

struct arena;

/* Every element the readers know: vocabulary, local name, enumerator; sorted by the first two. */
#define MARKUP_TAGS(X)                                                                             \
    X(MC, "AlternateContent", ALTERNATE)                                                           \
    X(MC, "Choice", CHOICE)                                                                        \
    X(MC, "Fallback", FALLBACK)                                                                    \
    X(M, "oMath", MATH)                                                                            \
    X(M, "oMathPara", MATH_PARAGRAPH)                                                              \
    X(M, "t", MATH_TEXT)                                                                           \
    X(R, "Relationship", RELATIONSHIP)                                                             \
    X(R, "Relationships", RELATIONSHIPS)                                                           \
    X(W, "abstractNum", ABSTRACT_NUM)                                                              \
    X(W, "abstractNumId", ABSTRACT_NUM_ID)                                                         \
    X(W, "basedOn", BASED_ON)                                                                      \
    X(W, "bdo", BDO)                                                                               \
    X(W, "body", BODY)                                                                             \
    X(W, "bookmarkEnd", BOOKMARK_END)                                                              \
    X(W, "bookmarkStart", BOOKMARK_START)                                                          \
    X(W, "br", BR)                                                                                 \
    X(W, "cellDel", CELL_DEL)                                                                      \
    X(W, "cr", CR)                                                                                 \
    X(W, "customXml", CUSTOM_XML)                                                                  \
    X(W, "del", DEL)                                                                               \
    X(W, "dir", DIR)                                                                               \
    X(W, "document", DOCUMENT)                                                                     \
    X(W, "drawing", DRAWING)                                                                       \
    X(W, "fldChar", FLD_CHAR)                                                                      \
    X(W, "fldSimple", FLD_SIMPLE)                                                                  \
    X(W, "gridAfter", GRID_AFTER)                                                                  \
    X(W, "gridBefore", GRID_BEFORE)                                                                \
    X(W, "gridSpan", GRID_SPAN)                                                                    \
    X(W, "hMerge", H_MERGE)                                                                        \
    X(W, "hidden", HIDDEN)                                                                         \
    X(W, "hyperlink", HYPERLINK)                                                                   \
    X(W, "ilvl", ILVL)                                                                             \
    X(W, "ins", INS)                                                                               \
    X(W, "isLgl", IS_LGL)                                                                          \
    X(W, "lvl", LVL)                                                                               \
    X(W, "lvlOverride", LVL_OVERRIDE)                                                              \
    X(W, "lvlRestart", LVL_RESTART)                                                                \
    X(W, "lvlText", LVL_TEXT)                                                                      \
    X(W, "moveFrom", MOVE_FROM)                                                                    \
    X(W, "moveTo", MOVE_TO)                                                                        \
    X(W, "noBreakHyphen", NO_BREAK_HYPHEN)                                                         \
    X(W, "num", NUM)                                                                               \
    X(W, "numFmt", NUM_FMT)                                                                        \
    X(W, "numId", NUM_ID)                                                                          \
    X(W, "numPr", NUM_PR)                                                                          \
    X(W, "numStyleLink", NUM_STYLE_LINK)                                                           \
    X(W, "numbering", NUMBERING)                                                                   \
    X(W, "object", OBJECT)                                                                         \
    X(W, "p", P)                                                                                   \
    X(W, "pPr", P_PR)                                                                              \
    X(W, "pStyle", P_STYLE)                                                                        \
    X(W, "pict", PICT)                                                                             \
    X(W, "ptab", PTAB)                                                                             \
    X(W, "r", RUN)                                                                                 \
    X(W, "rPr", R_PR)                                                                              \
    X(W, "rStyle", R_STYLE)                                                                        \
    X(W, "ruby", RUBY)                                                                             \
    X(W, "rubyBase", RUBY_BASE)                                                                    \
    X(W, "sdt", SDT)                                                                               \
    X(W, "sdtContent", SDT_CONTENT)                                                                \
    X(W, "smartTag", SMART_TAG)                                                                    \
    X(W, "start", START)                                                                           \
    X(W, "startOverride", START_OVERRIDE)                                                          \
    X(W, "style", STYLE)                                                                           \
    X(W, "styleLink", STYLE_LINK)                                                                  \
    X(W, "styles", STYLES)                                                                         \
    X(W, "suff", SUFF)                                                                             \
    X(W, "sym", SYM)                                                                               \
    X(W, "t", TEXT)                                                                                \
    X(W, "tab", TAB)                                                                               \
    X(W, "tbl", TBL)                                                                               \
    X(W, "tc", TC)                                                                                 \
    X(W, "tcPr", TC_PR)                                                                            \
    X(W, "tr", TR)                                                                                 \
    X(W, "trPr", TR_PR)                                                                            \
    X(W, "txbxContent", TEXT_BOX)                                                                  \
    X(W, "vMerge", V_MERGE)                                                                        \
    X(W, "vanish", VANISH)

enum tag {
    TAG_OTHER, /* an element that has no row above */
#define X(vocabulary, local, name) TAG_##name,
    MARKUP_TAGS(X)
#undef X
};

/* Not to be copied while open: libxml2 holds its address. */
struct markup {
    struct _xmlTextReader *reader;
    const char *part; /* its name, for messages */
    char fault[160];  /* libxml2's first complaint */
};

/* A walk over the children of an element. */
struct markup_walk {
    enum tag tag;       /* of the child the cursor is on */
    enum err_code code; /* why the walk ended: ERR_OK behind the last child, or a failure */
    struct markup *m;
    struct err *e;
    int depth;
    bool empty; /* the element is written <x/>: it has no end of its own */
};

/*
 * Start reading `xml` (UTF-8, or UTF-16 with a mark), which must outlive m; what
 * needs converting lives in `a`. Close it also after failures of the calls below.
 *
 * errors  ERR_PLAN_DAMAGED  a document type declaration, or no XML at all
 */
ERR_CHECKED enum err_code markup_open(struct arena *a, struct str xml, const char *part,
                                      struct markup *ret, struct err *e);
void markup_close(struct markup *m);

/* Go to the root element. errors: ERR_PLAN_DAMAGED */
ERR_CHECKED enum err_code markup_root(struct markup *m, enum tag *ret, struct err *e);

/* Begin walking the children of the element the cursor is on; a failure will be told in `e`. */
struct markup_walk markup_walk(struct markup *m, struct err *e);

/*
 * Go to the next child, past whatever of the last one was not read. False behind the last one
 * and after a failure (ERR_PLAN_DAMAGED); walk->code tells which and is what a caller returns.
 */
bool markup_more(struct markup_walk *walk);

/* Append the character data directly inside the current element. errors: ERR_PLAN_DAMAGED */
ERR_CHECKED enum err_code markup_text(struct markup *m, struct buf *out, struct err *e);

/* ---- attributes of the current element; values are good until the cursor moves -- */

/* The value, or the empty view if there is no such attribute. */
struct str markup_attr(const struct markup *m, const char *local);

/* The attribute as a number clamped to [min, max]; `absent` if missing or not a number. */
int32_t markup_attr_i32(const struct markup *m, const char *local, int32_t min, int32_t max,
                        int32_t absent);

/* An on/off value: on unless it says 0, false or off. */
bool markup_on(struct str value);

/* An on/off element such as <w:vanish/>: on if its w:val is, or is absent. */
bool markup_is_on(const struct markup *m);

/* True if white space at the ends of the current element's text counts (xml:space). */
bool markup_keeps_space(const struct markup *m);
