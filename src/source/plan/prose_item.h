/*
 * prose_item.h — the item of running text that is being read, the headings above
 * it, and what the events of a line do to them. For prose.c, which knows what kind
 * of line it has before it, and prose_chapter.c.
 */
#pragma once

#include "source/plan/event.h"
#include "source/plan/prose.h"

/* The item being read, or NULL. */
struct draft *prose_draft(const struct prose *s);

/* The heading whose name is [from, to) of the line, with departments in brackets behind it. */
void prose_push_heading(struct prose *s, const struct line *ln, int32_t level, int32_t number,
                        size_t from, size_t to);

/* Whether the heading above may be an item: nothing stands under it yet. */
bool prose_may_promote(const struct prose *s);

/*
 * The item being read has figures and no text, and something deeper begins: it
 * was a heading with its sum, 律师执业监管（应得10分，实得9.1分）：. False if that is not so.
 */
bool prose_demote(struct prose *s);

/* Begin an item whose name is [from, to) of the line; headings as deep as it end. */
struct draft *prose_open(struct prose *s, const struct line *ln, int32_t level, int32_t number,
                         size_t from, size_t to);

/*
 * Begin the section of a label, or of the heading above if no item is being read: that heading is
 * then the item. Returns where reading goes on.
 */
size_t prose_label(struct prose *s, const struct line *ln, const struct event *ev);

/*
 * All events of a line from `pos`. `body` is where its text begins, `num` the number before it,
 * which the line's first item takes over.
 */
void prose_events(struct prose *s, const struct line *ln, size_t pos, size_t body,
                  const struct heading_number *num);

/* The level that a numbered line must be deeper than to be a sentence of the item being read. */
int32_t prose_base(const struct prose *s);
