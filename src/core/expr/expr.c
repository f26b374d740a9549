/*
 * expr.c — from a text to its code, pass by pass, and what can be asked of it.
 */
#include "core/expr/code.h"

#include "base/arena.h"

/* Longer parts of a text are cut in the sentence about them. */
enum { FAULT_PART_MAX = 60 };

/* ---- faults ------------------------------------------------------------------ */

static const char *const FAULT_WANTED[EXPR_WANTED__MAX][LANG__MAX] = {
#define EXPR_WANTED(name, en, zh) {en, zh},
#define EXPR_PHRASE(name, en, zh)
#include "core/expr/fault.def"
#undef EXPR_WANTED
#undef EXPR_PHRASE
};

enum fault_phrase {
#define EXPR_WANTED(name, en, zh)
#define EXPR_PHRASE(name, en, zh) PHRASE_##name,
#include "core/expr/fault.def"
#undef EXPR_WANTED
#undef EXPR_PHRASE
    PHRASE__MAX
};

static const char *const FAULT_PHRASES[PHRASE__MAX][LANG__MAX] = {
#define EXPR_WANTED(name, en, zh)
#define EXPR_PHRASE(name, en, zh) {en, zh},
#include "core/expr/fault.def"
#undef EXPR_WANTED
#undef EXPR_PHRASE
};

enum err_code expr_fail_near(struct expr_work *w, enum err_code code, size_t at, size_t end,
                             enum expr_wanted wanted, struct str nearest)
{
    w->fault = (struct expr_fault){code, at, str_sub(w->source->text, at, end), wanted, nearest};
    return code;
}

enum err_code expr_fail(struct expr_work *w, enum err_code code, size_t at, size_t end,
                        enum expr_wanted wanted)
{
    return expr_fail_near(w, code, at, end, wanted, STR_NONE);
}

/* A phrase with its two places filled. */
static struct str fault_phrase(struct arena *a, enum fault_phrase phrase, enum lang lang,
                               struct str first, struct str second)
{
    struct str form = str_of(FAULT_PHRASES[phrase][lang]);
    char *out = arena_alloc(a, form.n + first.n + second.n);
    size_t n = 0;
    for (size_t at = 0; at < form.n;) {
        struct str rest = str_sub(form, at, form.n);
        bool one = str_starts(rest, STR("{1}"));
        if (!one && !str_starts(rest, STR("{2}"))) {
            out[n++] = form.p[at++];
            continue;
        }
        struct str put = one ? first : second;
        if (put.n > 0)
            memcpy(out + n, put.p, put.n);
        n += put.n;
        at += 3;
    }
    return (struct str){out, n};
}

/* The beginning of a long part, cut between characters. */
static struct str fault_part(struct arena *a, struct str part)
{
    size_t end = 0;
    while (end < part.n && end < FAULT_PART_MAX)
        (void)str_next(part, &end);
    return end == part.n ? part : str_format(a, "%" STR_FMT "...", (int)end, part.p);
}

struct str expr_fault_text(struct arena *a, const struct expr_fault *f, enum lang lang)
{
    must(f->code != ERR_OK && f->wanted < EXPR_WANTED__MAX);
    enum fault_phrase phrase = f->part.n > 0 ? PHRASE_FOUND : PHRASE_END;
    struct str wanted = str_of(FAULT_WANTED[f->wanted][lang]);
    struct str told = fault_phrase(a, phrase, lang, fault_part(a, f->part), wanted);
    if (f->nearest.n == 0)
        return told;
    struct str nearest = fault_phrase(a, PHRASE_NEAREST, lang, f->nearest, STR_NONE);
    return str_format(a, "%" STR_FMT "%" STR_FMT, STR_ARG(told), STR_ARG(nearest));
}

/* ---- compiling ------------------------------------------------------------------ */

static enum err_code compile_limits(struct expr_work *w)
{
    struct str text = w->source->text;
    if (text.n > EXPR_LENGTH_MAX)
        return expr_fail(w, ERR_EXPR_LENGTH, 0, text.n, EXPR_WANTED_LENGTH);
    size_t at = 0;
    while (at < text.n) {
        size_t from = at;
        (void)str_next(text, &at);
        if (str_utf8_check(str_sub(text, from, at), NULL) != ERR_OK)
            return expr_fail(w, ERR_TEXT_ENCODING, from, from, EXPR_WANTED_UTF8);
    }
    return ERR_OK;
}

static enum err_code compile_passes(struct expr_work *w, struct expr *x)
{
    struct expr_node *root = NULL;
    ERR_TRY(compile_limits(w));
    ERR_TRY(expr_parse(w, &root));
    ERR_TRY(expr_check(w, root));
    x->canonical = expr_print(w->a, root);
    ERR_TRY(expr_fold(w, root, &root));
    expr_emit(w->a, root, w->source->env->n, x);
    return ERR_OK;
}

enum err_code expr_compile(struct arena *a, const struct expr_source *source,
                           const struct expr **ret, struct expr_fault *fault, struct err *e)
{
    must(source->env->n <= EXPR_NAMES_MAX && source->wanted < EXPR_TYPE__MAX);
    struct expr_work w = {.a = a, .source = source};
    struct expr *x = ARENA_NEW(a, struct expr);
    x->what = str_copy(a, source->what);
    x->text = str_copy(a, source->text);
    enum err_code code = compile_passes(&w, x);
    if (code == ERR_OK) {
        *ret = x;
        return ERR_OK;
    }
    if (fault != NULL)
        *fault = w.fault;
    struct str told = expr_fault_text(a, &w.fault, LANG_EN);
    return err_set(e, code, "%" STR_FMT ": byte %zu: %" STR_FMT, STR_ARG(source->what), w.fault.at,
                   STR_ARG(told));
}

/* ---- asking --------------------------------------------------------------------- */

enum expr_type expr_type_of(const struct expr *x)
{
    return x->type;
}

bool expr_uses(const struct expr *x, size_t slot)
{
    return slot < x->n_slots && (x->uses[slot / 64] >> (slot % 64) & 1) != 0;
}

struct str expr_text(const struct expr *x)
{
    return x->canonical;
}
