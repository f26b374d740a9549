/*
 * body.h — the story of a .docx: its blocks, in the state "all changes accepted".
 *
 * Internal to the .docx reader: body.c reads blocks and paragraphs, run.c what
 * stands inside them, table.c tables. All three walk the same markup through
 * body_children, which alone knows the wrappers (content controls, tracked
 * insertions, hyperlinks, alternate content) that may stand around anything.
 */
#pragma once

#include "source/doc/collect.h"
#include "source/doc/numbering.h"

enum { BODY_FIELDS_MAX = 32 };

struct body {
    struct arena *scratch; /* dies with the reading */
    struct collect *out;
    struct markup *m;
    const struct styles *styles;
    struct numbering *numbering;
    struct buf text;    /* the paragraphs being read, the innermost last */
    int32_t paragraphs; /* begun so far */
    size_t produced;    /* grows with everything readable: tells a Choice that gave nothing */
    bool in_code[BODY_FIELDS_MAX]; /* open fields, outermost first: before their `separate`? */
    int32_t fields;                /* open fields; those beyond the maximum are not looked into */
    int32_t codes;                 /* how many of in_code are set */
    struct str bookmark;           /* the bookmark _duban_… that is open; empty: none */
    int32_t bookmark_id;           /* w:id, by which its end will be known */
    struct str cover;              /* the one that covers the paragraph being read */
    size_t cover_from;             /* where that paragraph begins in `text` */
};

typedef VEC(struct doc_block) block_vec;

/* Where blocks go: the document, a text box, or a cell. */
struct body_sink {
    block_vec blocks;
    block_vec after;  /* text boxes of the paragraph being read; they follow it */
    bool loose;       /* in a cell: text lives in scratch until the cell is joined */
    bool open;        /* the last paragraph's mark was deleted: the next one continues it */
    size_t open_from; /* where its text begins in body.text */
    int32_t open_number;
};

struct paragraph {
    struct body_sink *sink;
    size_t from; /* where its text begins in body.text */
    int32_t number;
    const struct style *style; /* or NULL */
    bool has_num, has_level, labelled;
    int32_t num, level;
    struct str label;
    bool has_vanish, vanish; /* what the mark itself says about being hidden */
    bool mark_gone;          /* deleted, moved away or hidden: the paragraph runs into the next */
    bool break_next;         /* a page break waits for text to separate */
};

/* What to do with a child element the cursor is on; may enter it or leave it alone. */
typedef enum err_code body_child(struct body *b, void *ctx, enum tag tag, struct err *e);

/*
 * Call fn for every child of the current element, looking through wrappers and
 * past deleted content; of alternate content the first Choice that yields
 * something, else the Fallback. errors: ERR_PLAN_DAMAGED and fn's
 */
ERR_CHECKED enum err_code body_children(struct body *b, body_child *fn, void *ctx, struct err *e);

/* Read the blocks inside the current element (body, cell, text box) into `sink`. */
ERR_CHECKED enum err_code body_blocks(struct body *b, struct body_sink *sink, struct err *e);

/* body_child for blocks; ctx is the struct body_sink. */
enum err_code body_block(struct body *b, void *ctx, enum tag tag, struct err *e);

/* Finish a paragraph that still waits for its continuation. */
ERR_CHECKED enum err_code body_close(struct body *b, struct body_sink *sink, struct err *e);

/* Add a block to `sink`, and after it the text boxes that wait. */
void body_push(struct body *b, struct body_sink *sink, const struct doc_block *block);

/* errors: ERR_PLAN_TOO_BIG  the text or its structure outgrew the reader */
ERR_CHECKED enum err_code body_check(const struct body *b, struct err *e);

/* Cut body.text back to n bytes. */
void body_cut(struct body *b, size_t n);

/* ---- run.c ------------------------------------------------------------- */

/* Read the run the cursor is on into p's text. errors: those of doc_read */
ERR_CHECKED enum err_code run_read(struct body *b, struct paragraph *p, struct err *e);

/* The text of the formula the cursor is on. */
ERR_CHECKED enum err_code run_math(struct body *b, struct paragraph *p, struct err *e);

/* ---- table.c ------------------------------------------------------------ */

/* Read the table the cursor is on into `sink`. errors: those of doc_read */
ERR_CHECKED enum err_code table_read(struct body *b, struct body_sink *sink, struct err *e);
