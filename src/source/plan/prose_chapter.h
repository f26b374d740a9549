/*
 * prose_chapter.h — labels on numbered lines of their own.
 *
 * （一）失分原因 below an item is a section of it. 二、失分原因 behind several items
 * that have figures alone is a chapter, whose lines name those items again:
 *
 *     二、失分原因
 *     1.人民调解：台账缺失。
 *     2.普法：用稿少。
 */
#pragma once

#include "source/plan/prose.h"

/*
 * A numbered line that is a label and nothing else: begin the section or the chapter. False if it
 * is a heading like any other (二、整改措施 over the items).
 */
bool prose_label_line(struct prose *s, const struct line *ln, const struct heading_number *num,
                      const struct label_hit *label);

/* A line while s->chapter is set. False if it ends the chapter and is yet to be read. */
bool prose_chapter_line(struct prose *s, const struct line *ln, size_t from,
                        const struct heading_number *num);
