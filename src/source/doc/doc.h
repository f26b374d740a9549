/*
 * doc.h — a document as its readers see it: paragraphs and tables in order.
 *
 * The readers of .docx and of plain text both produce this, so that the plan
 * reader knows nothing of files. All text is valid UTF-8, in document order,
 * with automatic numbers resolved, deleted text left out and soft line breaks
 * as '\n'. Memory: everything lives in the arena given.
 */
#pragma once

#include "base/str.h"
#include "base/vec.h"

enum doc_block_kind { DOC_PARAGRAPH, DOC_TABLE };

/*
 * One cell of the grid. A merged cell is repeated at every place it covers, so
 * that rows[r].cells[c] is always column c; `origin_*` tell where it begins.
 */
struct doc_cell {
    struct str text;    /* paragraphs of the cell joined by '\n' */
    int32_t origin_row; /* row and column of the merged cell's first place */
    int32_t origin_column;
};

/*
 * `given` tells the columns, from the left, whose place is certain: all of them where a grid or
 * a picture of aligned columns says so, else the cells the row really had. What lies behind was
 * only filled up, so the cells of a row with given < n_columns may belong further right.
 */
struct doc_row {
    struct doc_cell *cells; /* n_columns of the table, absent ones with empty text */
    int32_t given;
    bool loose;   /* cells were only counted: an empty one may be missing anywhere among them */
    int32_t line; /* 1-based: line, or number of the row's first paragraph */
};

struct doc_table {
    struct doc_row *rows;
    int32_t n_rows;
    int32_t n_columns;
};

struct doc_block {
    enum doc_block_kind kind;
    int32_t number;      /* 1-based: paragraph of a .docx (its tables' included), line of a text */
    struct str label;    /* resolved automatic number such as "（一）", not part of text */
    struct str text;     /* DOC_PARAGRAPH */
    struct str bookmark; /* DOC_PARAGRAPH: the bookmark _duban_… that covers it, mostly empty */
    struct doc_table table; /* DOC_TABLE */
};

struct doc {
    struct doc_block *blocks;
    size_t n;
    /* What a text file was converted from: "GB18030", "UTF-16LE"; empty for UTF-8 and .docx. */
    struct str charset;
    int32_t replaced; /* byte sequences that could not be converted; each is U+FFFD now */
};

/* Limits of every reader; crossing one is ERR_PLAN_TOO_BIG. */
enum {
    DOC_FILE_MAX = 32 * 1024 * 1024,   /* bytes of the file */
    DOC_TEXT_MAX = 16 * 1024 * 1024,   /* bytes of UTF-8 text in all */
    DOC_BLOCKS_MAX = 200 * 1000,       /* paragraphs and cells */
    DOC_COLUMNS_MAX = 63,              /* Word's own limit */
    DOC_ARENA_MAX = 128 * 1024 * 1024, /* bytes of arena that a document may take */
};

/*
 * Read the bytes of a file, whatever it is; the format is told from the content, never the name.
 * The bytes are not needed afterwards. No document within the limits takes more than
 * DOC_ARENA_MAX bytes of `a`, which should have at least that maximum; one with less yields
 * ERR_PLAN_TOO_BIG where it can, and ends the process where arena.h says so.
 *
 * errors  ERR_PLAN_EMPTY, ERR_PLAN_FORMAT, ERR_PLAN_OLD_WORD, ERR_PLAN_ENCRYPTED,
 *         ERR_PLAN_DAMAGED, ERR_PLAN_TOO_BIG
 */
ERR_CHECKED enum err_code doc_read(struct arena *a, struct str bytes, struct doc *ret,
                                   struct err *e);
