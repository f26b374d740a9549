/*
 * xlsx_build.h — workbooks in memory for tests, from XML as text.
 */
#pragma once

#include "base/arena.h"
#include "docx_build.h"
#include "source/sheet/sheet.h"

#define XLSX_MAIN   "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define XLSX_STRICT "http://purl.oclc.org/ooxml/spreadsheetml/main"

/* The parts of a workbook of one sheet; NULL: what is usual, or no such part. */
struct xlsx_build {
    const char *data;     /* what stands in sheetData */
    const char *after;    /* what stands behind it */
    const char *strings;  /* what stands in sst */
    const char *styles;   /* what stands in styleSheet */
    const char *workbook; /* what stands in workbook; sheets are rId1 and rId2 */
    const char *second;   /* what stands in sheetData of the second sheet */
    struct str sheet;     /* the whole part of the sheet instead of `data` */
};

/* The bytes of the workbook. */
struct str xlsx_of(struct arena *a, const struct xlsx_build *b);

/*
 * What the reader makes of a file, as one line: "A1=text C1=8:n | A3=2017-03-10:d". Kinds: n
 * number, b bool, d date, m datetime, t time, e error, - none; f formula, c clipped; rows that
 * are hidden begin with ~. Merged ranges follow as "+A1:B2". An error: "!SHEET_DAMAGED: detail"
 * behind the rows before it. Blanks in text show as they are, '\n' as ↵.
 */
struct str sheet_show(struct arena *a, struct str bytes, const char *name);

/* The same of the workbook with these parts. */
struct str xlsx_show(struct arena *a, const struct xlsx_build *b);
