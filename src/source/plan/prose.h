/*
 * prose.h — items in running text:
 *
 *     （一）公共法律服务：
 *     1、律师执业监管：实施年度考核（应得5分，实得4.7分）：失分原因：…；整改措施：…。
 *     以上2项，整改责任科室：A、B
 *
 * Lines are given in document order; what an item's sections say may continue
 * over many of them.
 */
#pragma once

#include "source/plan/draft.h"

struct prose {
    struct reader *r;
    bool open;              /* an item is being read */
    size_t at;              /* which draft it is */
    enum term_kind section; /* what its text belongs to; TERM_NONE: no label yet */
    /*
     * 二、失分原因 over lines that name the items read before: what those lines say. TERM_NONE
     * outside such a chapter.
     */
    enum term_kind chapter;
    int32_t chapter_level;
    /* texts since the last heading, which no item has: 衔接。4人未接送，扣2分。整改措施：… */
    struct {
        struct loose {
            struct line line;
            size_t from, to;
        } * p;
        size_t n, cap;
    } loose;
    /*
     * A numbered line that went on as text where the next item's number was due, and how many
     * pieces the measure had before it; `set` until the item ends.
     */
    struct {
        bool set;
        struct line line;
        struct heading_number num;
        size_t measures;
    } kept;
    /* headings that name points and may turn out to be neither an item nor a group of them */
    struct {
        struct heading *p;
        size_t n, cap;
    } doubtful;
};

/* One paragraph with its automatic number; may hold soft line breaks. */
void prose_paragraph(struct prose *s, struct str label, struct str text, int32_t number);

/* End the item being read (a table begins). */
void prose_close(struct prose *s);

/* The document ends: close, and note headings whose points nobody took. */
void prose_end(struct prose *s);
