/*
 * pattern.c — the only file that includes PCRE2; its 32-bit library matches
 * code points directly. Match limits keep hostile text linear: a pattern that
 * hits the limit counts as no match.
 */
#include "source/text/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 32
#include <pcre2.h>

#include "base/arena.h"

struct patterns {
    pcre2_code **code;
    size_t n;
    pcre2_match_data *data;
    pcre2_match_context *context;
};

static void patterns_free(void *ctx)
{
    struct patterns *p = ctx;
    for (size_t i = 0; i < p->n; i++)
        pcre2_code_free(p->code[i]);
    pcre2_match_data_free(p->data);
    pcre2_match_context_free(p->context);
}

static pcre2_code *pattern_compile(struct arena *a, const char *text)
{
    struct str s = str_of(text);
    uint32_t *cps = ARENA_NEW_N(a, s.n, uint32_t);
    size_t n = 0;
    for (size_t at = 0; at < s.n;)
        cps[n++] = str_next(s, &at);
    int code = 0;
    PCRE2_SIZE where = 0;
    pcre2_code *re = pcre2_compile(cps, n, PCRE2_UTF | PCRE2_NO_UTF_CHECK, &code, &where, NULL);
    must(re != NULL);
    return re;
}

const struct patterns *patterns_new(struct arena *a, const char *const *texts, size_t n)
{
    struct patterns *p = ARENA_NEW(a, struct patterns);
    p->code = ARENA_NEW_N(a, n, pcre2_code *);
    p->n = n;
    for (size_t i = 0; i < n; i++)
        p->code[i] = pattern_compile(a, texts[i]);
    p->data = pcre2_match_data_create(PATTERN_GROUPS + 1, NULL);
    p->context = pcre2_match_context_create(NULL);
    must(p->data != NULL && p->context != NULL);
    (void)pcre2_set_match_limit(p->context, 1000 * 1000);
    (void)pcre2_set_depth_limit(p->context, 10 * 1000);
    arena_on_release(a, patterns_free, p);
    return p;
}

static bool pattern_run(const struct patterns *p, size_t id, const struct line *ln, size_t from,
                        size_t to, uint32_t options, struct match *ret)
{
    must(id < p->n && from <= to && to <= ln->n);
    static const uint32_t nothing = 0;
    const uint32_t *text = ln->n == 0 ? &nothing : ln->fold;
    int rc =
        pcre2_match(p->code[id], text, to, from, options | PCRE2_NO_UTF_CHECK, p->data, p->context);
    if (rc < 0)
        return false;
    must(rc > 0); /* 0 would mean a pattern with more than PATTERN_GROUPS groups */
    const PCRE2_SIZE *at = pcre2_get_ovector_pointer(p->data);
    *ret = (struct match){.from = at[0], .to = at[1]};
    for (size_t i = 1; i < (size_t)rc; i++) {
        ret->group[i - 1].set = at[2 * i] != PCRE2_UNSET;
        ret->group[i - 1].from = ret->group[i - 1].set ? at[2 * i] : 0;
        ret->group[i - 1].to = ret->group[i - 1].set ? at[2 * i + 1] : 0;
    }
    return true;
}

bool pattern_find(const struct patterns *p, size_t id, const struct line *ln, size_t from,
                  size_t to, struct match *ret)
{
    return pattern_run(p, id, ln, from, to, 0, ret);
}

bool pattern_at(const struct patterns *p, size_t id, const struct line *ln, size_t from, size_t to,
                struct match *ret)
{
    return pattern_run(p, id, ln, from, to, PCRE2_ANCHORED, ret);
}
