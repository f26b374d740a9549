/*
 * cause_class.c — the rules of cause_class.def, tried at every place of a cause.
 *
 * The rules are few and begin with few different characters, so they are tried
 * one after the other; what bounds the work is that a gap has a length.
 */
#include "core/remedy/cause_class.h"

#include "base/text.h"
#include "base/vec.h"

static const struct {
    const char *name;
    const char *title[LANG__MAX];
} CAUSE_TABLE[] = {
#define CAUSE_CLASS(name, key, en, zh) {key, {en, zh}},
#include "core/remedy/cause_class.def"
};

struct cause_rule {
    enum cause_class class; /* CAUSE__MAX: words inside which no rule counts */
    int weight;
    struct str words;
};

static const struct cause_rule CAUSE_RULES[] = {
#define CAUSE_RULE(class, weight, words) {CAUSE_##class, weight, {words, sizeof(words) - 1}},
#define CAUSE_NOT(words)                 {CAUSE__MAX, 0, {words, sizeof(words) - 1}},
#include "core/remedy/cause_class.def"
};

/* The cause as folded code points. */
struct cause_text {
    const uint32_t *cp;
    const size_t *off; /* n + 1 byte offsets */
    bool *shadow;      /* which of them stand inside the words of a CAUSE_NOT */
    size_t n;
    const uint32_t *first; /* the code point each rule begins with: most rules fail there */
};

/* Where a rule matched: code points [from, to). */
struct cause_hit {
    const struct cause_rule *rule; /* NULL: nowhere */
    size_t from, to;
};

/* ---- names --------------------------------------------------------------- */

const char *cause_class_name(enum cause_class class)
{
    must(class < CAUSE__MAX);
    return CAUSE_TABLE[class].name;
}

enum cause_class cause_class_of(struct str name)
{
    for (size_t i = 0; i < ARRAY_LEN(CAUSE_TABLE); i++)
        if (str_eq(name, str_of(CAUSE_TABLE[i].name)))
            return (enum cause_class)i;
    return CAUSE__MAX;
}

const char *cause_class_title(enum cause_class class, enum lang lang)
{
    must(class < CAUSE__MAX);
    return CAUSE_TABLE[class].title[lang];
}

/* ---- matching -------------------------------------------------------------- */

static struct cause_text cause_text_make(struct arena *a, struct str cause)
{
    size_t n = str_chars(cause);
    uint32_t *cp = ARENA_NEW_N(a, n, uint32_t);
    size_t *off = ARENA_NEW_N(a, n + 1, size_t);
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        off[i] = at;
        cp[i] = text_fold(str_next(cause, &at));
    }
    off[n] = at;
    uint32_t *first = ARENA_NEW_N(a, ARRAY_LEN(CAUSE_RULES), uint32_t);
    for (size_t r = 0; r < ARRAY_LEN(CAUSE_RULES); r++) {
        at = 0;
        first[r] = str_next(CAUSE_RULES[r].words, &at);
    }
    return (struct cause_text){cp, off, ARENA_NEW_N(a, n, bool), n, first};
}

/* Whether a clause ends here; a gap does not reach beyond. */
static bool cause_is_stop(uint32_t cp)
{
    switch (cp) {
    case 0x3002: /* the ideographic full stop */
    case ',':
    case ';':
    case ':':
    case '!':
    case '?':
    case '\n': return true;
    default: return false;
    }
}

/* Whether `words` from byte `k` on stand at `at`; *ret_to receives their end. */
static bool cause_reads(const struct cause_text *t, size_t at, struct str words, size_t k,
                        size_t *ret_to)
{
    while (k < words.n) {
        uint32_t want = str_next(words, &k);
        if (want == 0x2026) {
            for (size_t gap = 0; gap <= CAUSE_GAP && at + gap < t->n; gap++) {
                if (cause_reads(t, at + gap, words, k, ret_to))
                    return true;
                if (cause_is_stop(t->cp[at + gap]))
                    return false;
            }
            return false;
        }
        if (at >= t->n || t->cp[at] != want)
            return false;
        at++;
    }
    *ret_to = at;
    return true;
}

static bool cause_shadowed(const struct cause_text *t, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (t->shadow[i])
            return true;
    return false;
}

/* Mark what stands inside the words of a CAUSE_NOT. */
static void cause_shadow(struct cause_text *t)
{
    for (size_t i = 0; i < t->n; i++) {
        for (size_t r = 0; r < ARRAY_LEN(CAUSE_RULES); r++) {
            size_t to = 0;
            if (t->first[r] != t->cp[i] || CAUSE_RULES[r].class != CAUSE__MAX ||
                !cause_reads(t, i, CAUSE_RULES[r].words, 0, &to))
                continue;
            for (size_t k = i; k < to; k++)
                t->shadow[k] = true;
        }
    }
}

/* Whether x speaks louder than y: weight, then length; the earlier one keeps a tie. */
static bool cause_stronger(const struct cause_hit *x, const struct cause_hit *y)
{
    if (y->rule == NULL || x->rule->weight != y->rule->weight)
        return y->rule == NULL || x->rule->weight > y->rule->weight;
    return x->to - x->from > y->to - y->from;
}

/* The strongest hit at `at` that ends by `end`, of one class or of any (CAUSE__MAX). */
static struct cause_hit cause_hit_at(const struct cause_text *t, size_t at, size_t end,
                                     enum cause_class class)
{
    struct cause_hit best = {0};
    for (size_t r = 0; r < ARRAY_LEN(CAUSE_RULES); r++) {
        struct cause_hit hit = {&CAUSE_RULES[r], at, 0};
        if (t->first[r] != t->cp[at])
            continue;
        if (hit.rule->class == CAUSE__MAX || (class != CAUSE__MAX && hit.rule->class != class))
            continue;
        if (!cause_reads(t, at, hit.rule->words, 0, &hit.to) || hit.to > end)
            continue;
        if (!cause_shadowed(t, at, hit.to) && cause_stronger(&hit, &best))
            best = hit;
    }
    return best;
}

struct cause_proposal cause_class_propose(struct arena *a, struct str cause)
{
    struct cause_text t = cause_text_make(a, cause);
    struct cause_hit best = {0};
    cause_shadow(&t);
    for (size_t i = 0; i < t.n; i++) {
        struct cause_hit hit = cause_hit_at(&t, i, t.n, CAUSE__MAX);
        if (hit.rule != NULL && cause_stronger(&hit, &best))
            best = hit;
    }
    if (best.rule == NULL)
        return (struct cause_proposal){.class = CAUSE__MAX};

    VEC(struct cause_words) words = {0};
    for (size_t i = 0; i < t.n;) {
        struct cause_hit hit = best;
        if (i != best.from)
            hit = cause_hit_at(&t, i, i < best.from ? best.from : t.n, best.rule->class);
        if (hit.rule == NULL) {
            i++;
            continue;
        }
        *vec_push(a, &words) = (struct cause_words){t.off[hit.from], t.off[hit.to]};
        i = hit.to;
    }
    return (struct cause_proposal){best.rule->class, words.p, words.n};
}
