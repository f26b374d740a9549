/*
 * paper_docx_parts.h — the parts of a .docx beside its text: styles, page, fonts,
 * page numbers, properties.
 */
#pragma once

#include "base/buf.h"
#include "deliver/paper_page.h"

/* Twentieths of a point, the unit of the format. */
enum {
    DOCX_LINE = 579,        /* pitch of the 22 lines */
    DOCX_TYPE_WIDTH = 8845, /* of the type area */
};

/* Hundredths of a millimetre in twentieths of a point, rounded. */
int32_t docx_twips(int32_t hundredths);

/* The name of a font as the standard has it. */
const char *docx_font(enum page_font font);

/* The id of the paragraph style of a kind of element. */
const char *docx_style(enum paper_kind kind);

/* Append s with the characters escaped that XML reserves. */
void docx_escape(struct buf *b, struct str s);

/* Append whole parts. */
void docx_add_styles(struct buf *b);
void docx_add_fonts(struct buf *b);
void docx_add_footer(struct buf *b, bool even);
void docx_add_properties(struct buf *b, const struct paper *p);

/* Append the properties of the section: page, margins, grid, footers. */
void docx_add_section(struct buf *b);

/* Parts that never change. */
extern const char *const DOCX_CONTENT_TYPES;
extern const char *const DOCX_RELATIONS;
extern const char *const DOCX_DOCUMENT_RELATIONS;
extern const char *const DOCX_SETTINGS;
