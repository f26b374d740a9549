/*
 * finding.c — the table of finding.def and its sentences.
 */
#include "core/remedy/finding.h"

#include "base/arena.h"

static const struct {
    const char *name;
    const char *kind;
    const char *text[LANG__MAX];
} FINDING_TABLE[] = {
#define FINDING(name, kind, en, zh) {#name, kind, {en, zh}},
#include "core/remedy/finding.def"
#undef FINDING
};

const char *finding_kind(enum finding_code code)
{
    must(code < FINDING__MAX);
    return FINDING_TABLE[code].kind;
}

const char *finding_name(enum finding_code code)
{
    must(code < FINDING__MAX);
    return FINDING_TABLE[code].name;
}

enum finding_code finding_of(struct str name)
{
    for (size_t i = 0; i < ARRAY_LEN(FINDING_TABLE); i++)
        if (str_eq(name, str_of(FINDING_TABLE[i].name)))
            return (enum finding_code)i;
    return FINDING__MAX;
}

/* The argument that a placeholder at s[at] names, or NULL if none stands there. */
static const struct str *finding_arg(const struct finding *f, struct str s, size_t at)
{
    if (s.n - at < 3 || s.p[at] != '{' || s.p[at + 2] != '}')
        return NULL;
    int i = s.p[at + 1] - '1';
    return i >= 0 && i < FINDING_ARGS ? &f->arg[i] : NULL;
}

struct str finding_text(struct arena *a, const struct finding *f, enum lang lang)
{
    must(f->code < FINDING__MAX);
    struct str form = str_of(FINDING_TABLE[f->code].text[lang]);
    size_t most = form.n;
    for (size_t i = 0; i < FINDING_ARGS; i++)
        most += f->arg[i].n * 2; /* a placeholder may stand twice, not more */
    char *out = arena_alloc(a, most + 1);
    size_t n = 0;
    for (size_t at = 0; at < form.n;) {
        const struct str *arg = finding_arg(f, form, at);
        if (arg == NULL) {
            out[n++] = form.p[at++];
            continue;
        }
        must(n + arg->n <= most);
        if (arg->n > 0)
            memcpy(out + n, arg->p, arg->n);
        n += arg->n;
        at += 3;
    }
    return (struct str){out, n};
}
