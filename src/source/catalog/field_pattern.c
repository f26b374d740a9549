/*
 * field_pattern.c — see field_pattern.h. PCRE2 works on UTF-8 here, because the texts are
 * short and matched as a whole: no offsets in characters are needed.
 */
#include "source/catalog/field_pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/vec.h"

struct compiled {
    struct str pattern;
    pcre2_code *code; /* NULL: cannot be read */
};

struct field_patterns {
    struct arena *a;
    pcre2_match_data *data;
    pcre2_match_context *context;
    VEC(struct compiled) compiled;
};

/* Steps that a match may take before it counts as none. */
enum { MATCH_STEPS_MAX = 100 * 1000, MATCH_DEPTH_MAX = 1000 };

static pcre2_code *compile(struct str pattern, size_t *ret_at)
{
    int code = 0;
    PCRE2_SIZE at = 0;
    pcre2_code *compiled =
        pcre2_compile((PCRE2_SPTR)(pattern.p != NULL ? pattern.p : ""), pattern.n,
                      PCRE2_UTF | PCRE2_UCP | PCRE2_ANCHORED | PCRE2_ENDANCHORED, &code, &at, NULL);
    *ret_at = at;
    return compiled;
}

bool field_pattern_ok(struct str pattern, size_t *ret_at)
{
    pcre2_code *code = compile(pattern, ret_at);
    pcre2_code_free(code);
    return code != NULL;
}

static void patterns_free(void *ctx)
{
    struct field_patterns *p = ctx;
    VEC_EACH (&p->compiled, one)
        pcre2_code_free(one->code);
    pcre2_match_data_free(p->data);
    pcre2_match_context_free(p->context);
}

struct field_patterns *field_patterns_new(struct arena *a)
{
    struct field_patterns *p = ARENA_NEW(a, struct field_patterns);
    p->a = a;
    p->data = pcre2_match_data_create(1, NULL);
    p->context = pcre2_match_context_create(NULL);
    must(p->data != NULL && p->context != NULL);
    (void)pcre2_set_match_limit(p->context, MATCH_STEPS_MAX);
    (void)pcre2_set_depth_limit(p->context, MATCH_DEPTH_MAX);
    arena_on_release(a, patterns_free, p);
    return p;
}

static const pcre2_code *code_of(struct field_patterns *p, struct str pattern)
{
    VEC_EACH (&p->compiled, one)
        if (str_eq(one->pattern, pattern))
            return one->code;
    size_t at = 0;
    struct compiled *new = vec_push(p->a, &p->compiled);
    *new = (struct compiled){str_copy(p->a, pattern), compile(pattern, &at)};
    return new->code;
}

bool field_pattern_matches(struct field_patterns *p, struct str pattern, struct str text)
{
    const pcre2_code *code = code_of(p, pattern);
    return code != NULL && pcre2_match(code, (PCRE2_SPTR)(text.p != NULL ? text.p : ""), text.n, 0,
                                       0, p->data, p->context) >= 0;
}
