/*
 * paper_page.c — see paper_page.h.
 */
#include "deliver/paper_page.h"

#include "base/arena.h"
#include "base/text.h"

static const struct page_style STYLES[] = {
    [PAPER_RED_HEAD] = {.font = PAGE_FONT_TITLE, .size = SIZE_RED_HEAD, .align = PAGE_CENTRED},
    [PAPER_NUMBER] = {.font = PAGE_FONT_BODY, .size = SIZE_BODY, .align = PAGE_CENTRED, .above = 2},
    [PAPER_TITLE] = {.font = PAGE_FONT_TITLE,
                     .size = SIZE_TITLE,
                     .align = PAGE_CENTRED,
                     .above = 2,
                     .below = 1},
    [PAPER_ADDRESSEES] = {.font = PAGE_FONT_BODY, .size = SIZE_BODY},
    [PAPER_HEADING_1] = {.font = PAGE_FONT_BLACK,
                         .size = SIZE_BODY,
                         .indented = true,
                         .with_next = true},
    [PAPER_HEADING_2] = {.font = PAGE_FONT_KAI,
                         .size = SIZE_BODY,
                         .indented = true,
                         .with_next = true},
    [PAPER_HEADING_3] = {.font = PAGE_FONT_BODY,
                         .size = SIZE_BODY,
                         .indented = true,
                         .with_next = true},
    [PAPER_HEADING_4] = {.font = PAGE_FONT_BODY,
                         .size = SIZE_BODY,
                         .indented = true,
                         .with_next = true},
    [PAPER_BODY] = {.font = PAGE_FONT_BODY, .size = SIZE_BODY, .indented = true},
    [PAPER_SIGNATURE] = {.font = PAGE_FONT_BODY,
                         .size = SIZE_BODY,
                         .align = PAGE_RIGHT,
                         .above = 2,
                         .with_next = true},
    [PAPER_DATE] = {.font = PAGE_FONT_BODY, .size = SIZE_BODY, .align = PAGE_RIGHT},
    [PAPER_COPIES] = {.font = PAGE_FONT_BODY, .size = SIZE_SMALL, .above = 1},
    [PAPER_PRINTED] = {.font = PAGE_FONT_BODY, .size = SIZE_SMALL},
};

const struct page_style *page_style_of(enum paper_kind kind)
{
    must((size_t)kind < ARRAY_LEN(STYLES));
    return &STYLES[kind];
}

struct str page_text(struct arena *a, const struct paper_element *el)
{
    enum { HALVES = PAGE_TYPE_W * 2 * 72 / (SIZE_TITLE * 2540) }; /* of a title's line */
    size_t at = str_find(el->text, STR("关于"), 0);
    if (el->kind != PAPER_TITLE || at == 0 || at == SIZE_MAX || text_width(el->text) <= HALVES)
        return el->text;
    struct str upper = str_sub(el->text, 0, at);
    struct str lower = str_sub(el->text, at, el->text.n);
    if (text_width(upper) > HALVES || text_width(lower) > HALVES)
        return el->text;
    return str_format(a, "%" STR_FMT "\n%" STR_FMT, STR_ARG(upper), STR_ARG(lower));
}

static int32_t width_of(const struct paper *p, enum paper_kind kind)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->elements[i].kind == kind)
            return (int32_t)text_width(p->elements[i].text);
    return 0;
}

int32_t page_signature_right(const struct paper *p, enum paper_kind kind)
{
    int32_t signature = width_of(p, PAPER_SIGNATURE);
    int32_t day = width_of(p, PAPER_DATE);
    int32_t day_right = 2 * DATE_RIGHT_CHARS;
    int32_t signature_right = day_right + (day - signature) / 2;
    if (signature_right < 0) {
        day_right -= signature_right;
        signature_right = 0;
    }
    return kind == PAPER_DATE ? day_right : signature_right;
}
