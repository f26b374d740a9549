/*
 * heading.c — see heading.h.
 */
#include "source/plan/heading.h"

#include "source/text/numeral.h"

static int32_t heading_value(const struct line *ln, const struct match *m)
{
    int32_t v = 0;
    size_t n = 0;
    for (size_t i = 0; i < PATTERN_GROUPS; i++)
        if (m->group[i].set && numeral_read(ln, m->group[i].from, m->group[i].to, &v, &n))
            return v;
    return 0;
}

struct heading_number heading_number(const struct patterns *p, const struct line *ln, size_t from,
                                     size_t to)
{
    static const struct {
        enum pattern_id id;
        int32_t level;
    } forms[] = {
        {PATTERN_LEVEL_1, 1}, {PATTERN_LEVEL_2, 2}, {PATTERN_LEVEL_3_DOTS, 3},
        {PATTERN_LEVEL_3, 3}, {PATTERN_LEVEL_4, 8}, {PATTERN_LEVEL_5, 9},
    };
    for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
        struct match m;
        if (!pattern_at(p, forms[i].id, ln, from, to, &m))
            continue;
        struct heading_number h = {.level = forms[i].level, .to = m.to};
        if (forms[i].id == PATTERN_LEVEL_3_DOTS) {
            for (size_t k = m.group[0].from; k < m.group[0].to; k++)
                h.level += ln->fold[k] == '.';
        } else {
            h.number = heading_value(ln, &m);
        }
        return h;
    }
    return (struct heading_number){.level = HEADING_NONE, .to = from};
}

void headings_cut(struct headings *h, int32_t level)
{
    while (h->n > 0 && h->at[h->n - 1].level >= level)
        h->n--;
}

void headings_push(struct headings *h, const struct heading *heading)
{
    headings_cut(h, heading->level);
    must(h->n < ARRAY_LEN(h->at)); /* levels rise strictly and end at HEADING_UNNUMBERED */
    h->at[h->n++] = *heading;
}

static bool heading_is_chapter(const struct patterns *p, struct arena *a, const struct heading *h)
{
    struct line ln = line_make(a, h->name, 0);
    struct match m;
    return h->level <= 2 && pattern_find(p, PATTERN_CHAPTER, &ln, 0, ln.n, &m);
}

void headings_place(const struct headings *h, const struct patterns *p, struct arena *a,
                    int32_t level, struct str *ret_category, struct str *ret_subcategory,
                    struct str *ret_skipped)
{
    struct str name[HEADING_DEEPEST + 2];
    size_t n = 0;
    for (size_t i = 0; i < h->n && h->at[i].level < level; i++) {
        if (h->at[i].used != NULL)
            *h->at[i].used = true;
        if (h->at[i].name.n > 0 && !heading_is_chapter(p, a, &h->at[i]))
            name[n++] = h->at[i].name;
    }
    *ret_category = n > 0 ? name[0] : STR_NONE;
    *ret_subcategory = n > 1 ? name[n - 1] : STR_NONE;
    *ret_skipped = n > 2 ? name[1] : STR_NONE;
}
