/*
 * pdf_font.h — which installed font stands for a font of the standard.
 */
#pragma once

#include <pango/pango.h>

#include "deliver/paper_page.h"

/*
 * A description of the nearest installed family for this use and size (in points); the caller
 * frees it with pango_font_description_free.
 */
PangoFontDescription *pdf_font_new(PangoFontMap *map, enum page_font font, int32_t size);

/* Whether the font that `context` finds for the text of a paper has Chinese characters. */
bool pdf_font_is_chinese(PangoContext *context, const PangoFontDescription *font);
