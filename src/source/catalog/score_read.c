/*
 * score_read.c — a method and its parameters. Which method has which is data:
 * score_keys.def.
 */
#include "core/catalog/record_env.h"
#include "source/catalog/framework_read.h"

enum score_key_kind { NUMBER, MEASURE, OTHER };

static const struct score_key {
    const char *key;
    const char *methods; /* words with blanks between them, `any`, or `part` of a composite */
    enum score_key_kind kind;
    int32_t index; /* enum score_number or score_measure */
} SCORE_KEYS[] = {
#define SCORE_KEY(key, methods, kind, index) {(key), (methods), (kind), (index)},
#define SCORE_NEEDS(method, keys)
#include "source/catalog/score_keys.def"
#undef SCORE_NEEDS
#undef SCORE_KEY
};

/* ---- which keys a method has ------------------------------------------------------- */

static bool words_hold(const char *words, struct str word)
{
    struct str s = str_of(words);
    for (size_t at = str_find(s, word, 0); at != SIZE_MAX; at = str_find(s, word, at + 1)) {
        bool begins = at == 0 || s.p[at - 1] == ' ';
        bool ends = at + word.n == s.n || s.p[at + word.n] == ' ';
        if (begins && ends)
            return true;
    }
    return false;
}

static bool key_fits(const struct score_key *k, enum score_method method, bool part)
{
    return str_eq(str_of(k->methods), STR("any")) ||
           (part && str_eq(str_of(k->methods), STR("part"))) ||
           words_hold(k->methods, str_of(score_method_word(method)));
}

static void check_keys(const struct reading *r, const struct yaml_node *n, enum score_method method,
                       bool part)
{
    struct known_key keys[ARRAY_LEN(SCORE_KEYS)];
    size_t n_keys = 0;
    for (size_t i = 0; i < ARRAY_LEN(SCORE_KEYS); i++) {
        if (key_fits(&SCORE_KEYS[i], method, part))
            keys[n_keys++] = (struct known_key){SCORE_KEYS[i].key, false, NULL};
    }
    (void)read_keys_of(r, n, keys, n_keys);
}

/* What each method cannot do without. */
static const struct {
    const char *method;
    const char *keys;
} NEEDED[] = {
#define SCORE_KEY(key, methods, kind, index)
#define SCORE_NEEDS(method, keys) {(method), (keys)},
#include "source/catalog/score_keys.def"
#undef SCORE_NEEDS
#undef SCORE_KEY
};

static void demand_keys(const struct reading *r, const struct yaml_node *n,
                        enum score_method method)
{
    const char *needed = "";
    for (size_t i = 0; i < ARRAY_LEN(NEEDED); i++)
        if (strcmp(NEEDED[i].method, score_method_word(method)) == 0)
            needed = NEEDED[i].keys;
    for (size_t i = 0; i < ARRAY_LEN(SCORE_KEYS); i++) {
        const struct score_key *k = &SCORE_KEYS[i];
        if (key_fits(k, method, false) && words_hold(needed, str_of(k->key)) &&
            yaml_get(n, k->key) == NULL)
            fault_on(r->f, n, ERR_CATALOG_MISSING, "%s", k->key);
    }
}

/* ---- pairs of which one must be there -------------------------------------------------- */

static void demand_one(const struct reading *r, const struct yaml_node *n, const char *a,
                       const char *b)
{
    if ((yaml_get(n, a) != NULL) == (yaml_get(n, b) != NULL))
        fault_on(r->f, n, ERR_CATALOG_ONE_OF, "%s, %s", a, b);
}

static void demand_pairs(const struct reading *r, const struct yaml_node *n, const struct score *s)
{
    if (s->method == METHOD_PER_CAPITA) {
        demand_one(r, n, "threshold", "target");
        if ((yaml_get(n, "threshold") != NULL) != (yaml_get(n, "else") != NULL))
            fault_on(r->f, n, ERR_CATALOG_MISSING, "threshold, else");
    } else if (s->method == METHOD_THRESHOLD) {
        demand_one(r, n, "at_least", "at_most");
    } else if (s->method == METHOD_BONUS) {
        demand_one(r, n, "of", "highest");
    } else if (s->method == METHOD_TARGET && s->mode == SCORE_TARGET_PER_MISSING &&
               yaml_get(n, "each") == NULL) {
        fault_on(r->f, n, ERR_CATALOG_MISSING, "each");
    }
}

/* Numbers that must be above 0, since something is divided by them, and those that may be 0. */
static void check_numbers(const struct reading *r, const struct yaml_node *n, const struct score *s)
{
    static const uint32_t positive =
        1U << SCORE_STEP | 1U << SCORE_TARGET | 1U << SCORE_PER | 1U << SCORE_OF | 1U << SCORE_GOAL;
    static const uint32_t not_negative = 1U << SCORE_EACH | 1U << SCORE_CAP | 1U << SCORE_ELSE |
                                         1U << SCORE_ON_TIME | 1U << SCORE_LATE |
                                         1U << SCORE_MISSING;
    for (size_t i = 0; i < ARRAY_LEN(SCORE_KEYS); i++) {
        const struct score_key *k = &SCORE_KEYS[i];
        const struct yaml_node *value = yaml_get(n, k->key);
        if (k->kind != NUMBER || value == NULL || !key_fits(k, s->method, false))
            continue;
        uint32_t bit = s->given & 1U << k->index;
        int64_t num = s->number[k->index].num;
        if ((bit & positive) != 0 && num <= 0)
            fault_on(r->f, value, ERR_NUMBER_RANGE, "%" STR_FMT " (> 0)", STR_ARG(value->text));
        else if ((bit & not_negative) != 0 && num < 0)
            fault_on(r->f, value, ERR_NUMBER_RANGE, "%" STR_FMT " (≥ 0)", STR_ARG(value->text));
    }
    if (s->uncapped && (s->given & 1U << SCORE_FLOOR) != 0)
        fault_on(r->f, yaml_get(n, "floor"), ERR_CATALOG_UNUSED, "floor: uncapped");
}

/* ---- lists --------------------------------------------------------------------------------- */

typedef void part_reader(struct catalog_draft *d, const struct yaml_node *n,
                         const struct indicator *item, struct score_part *ret);

static void read_tier(struct catalog_draft *d, const struct yaml_node *n,
                      const struct indicator *item, struct score_part *ret)
{
    if (!read_keys(&d->r, n, KEYS_TIER))
        return;
    ret->measure = link_measure(&d->r, yaml_get(n, "measure"), item);
    (void)read_number(&d->r, yaml_get(n, "each"), &ret->number);
}

static void read_band(struct catalog_draft *d, const struct yaml_node *n,
                      const struct indicator *item, struct score_part *ret)
{
    (void)item;
    if (!read_keys(&d->r, n, KEYS_BAND))
        return;
    (void)read_number(&d->r, yaml_get(n, "at_least"), &ret->number);
    (void)read_number(&d->r, yaml_get(n, "score"), &ret->score);
}

static void read_point(struct catalog_draft *d, const struct yaml_node *n,
                       const struct indicator *item, struct score_part *ret)
{
    if (!read_keys(&d->r, n, KEYS_POINT))
        return;
    (void)read_title(&d->r, yaml_get(n, "name"), &ret->name);
    (void)read_number(&d->r, yaml_get(n, "points"), &ret->score);
    struct str what = str_format(d->r.a, "item %" STR_FMT " points", STR_ARG(item->id));
    ret->done = read_expr(&d->r, yaml_get(n, "done"), what,
                          indicator_env(d->r.a, item->measures, item->n_measures), EXPR_BOOL);
}

static void read_term(struct catalog_draft *d, const struct yaml_node *n,
                      const struct indicator *item, struct score_part *ret)
{
    if (!read_keys(&d->r, n, KEYS_TERM))
        return;
    ret->measure = link_measure(&d->r, yaml_get(n, "of"), item);
    (void)read_number(&d->r, yaml_get(n, "score"), &ret->score);
}

static void read_place(struct catalog_draft *d, const struct yaml_node *n,
                       const struct indicator *item, struct score_part *ret)
{
    (void)item;
    (void)read_number(&d->r, n, &ret->score);
}

static void read_parts(struct catalog_draft *d, const struct yaml_node *n,
                       const struct indicator *item, part_reader *read, struct score *ret)
{
    if (n == NULL || !read_list(&d->r, n))
        return;
    struct score_part *parts = ARENA_NEW_N(d->r.a, n->n, struct score_part);
    for (size_t i = 0; i < n->n; i++) {
        parts[i] = (struct score_part){
            .measure = MEASURE_NONE, .number = RATIONAL(0), .score = RATIONAL(0)};
        read(d, &n->items[i], item, &parts[i]);
    }
    ret->parts = parts;
    ret->n_parts = n->n;
}

/* The first band reached counts, so each must be easier to reach than the one before. */
static void check_bands(const struct reading *r, const struct yaml_node *n, const struct score *s)
{
    for (size_t i = 1; i < s->n_parts; i++) {
        if (rational_cmp(s->parts[i].number, s->parts[i - 1].number) >= 0)
            fault_on(r->f, &n->items[i], ERR_CATALOG_ORDER, "at_least");
    }
}

static void read_composite(struct catalog_draft *d, const struct yaml_node *n,
                           const struct indicator *item, struct score *ret)
{
    if (n == NULL || !read_list(&d->r, n))
        return;
    struct score *scores = ARENA_NEW_N(d->r.a, n->n, struct score);
    size_t outside = 0;
    for (size_t i = 0; i < n->n; i++) {
        if (!read_score(d, &n->items[i], item, true, &scores[i]))
            continue;
        enum score_method m = scores[i].method;
        bool from_outside = m == METHOD_MANUAL || m == METHOD_RANK; /* a figure of the item's own */
        if (m == METHOD_COMPOSITE || m == METHOD_BONUS || (from_outside && outside++ > 0))
            fault_on(d->r.f, &n->items[i], ERR_CATALOG_VALUE, "%s", score_method_word(m));
    }
    ret->scores = scores;
    ret->n_scores = n->n;
}

/* ---- the rest ---------------------------------------------------------------------------------
 */

static void read_range(const struct reading *r, const struct yaml_node *n, struct score *s)
{
    if (n == NULL || !read_list(r, n))
        return;
    if (n->n != 2) {
        fault_on(r->f, n, ERR_CATALOG_VALUE, "%zu ≠ 2", n->n);
        return;
    }
    bool both = read_number(r, &n->items[0], &s->number[SCORE_LOW]) &&
                read_number(r, &n->items[1], &s->number[SCORE_HIGH]);
    if (both && rational_cmp(s->number[SCORE_LOW], s->number[SCORE_HIGH]) > 0)
        fault_on(r->f, n, ERR_CATALOG_ORDER, "range");
    s->given |= 1U << SCORE_LOW | 1U << SCORE_HIGH;
}

static void read_milestone(struct catalog_draft *d, const struct yaml_node *n,
                           const struct indicator *item, struct score *s)
{
    struct str what = str_format(d->r.a, "item %" STR_FMT " milestone", STR_ARG(item->id));
    s->record = link_type(d, yaml_get(n, "record"));
    (void)read_date(&d->r, yaml_get(n, "by"), &s->by);
    if (s->record != NULL)
        s->where =
            link_condition(d, yaml_get(n, "where"), what, record_env(d->r.a, s->record), s->record);
}

static void read_words(const struct reading *r, const struct yaml_node *n, struct score *s)
{
    static const char *const empties[] = {"full", "zero", "excluded"};
    static const char *const modes[] = {"linear", "per_missing", "all_or_nothing"};
    int32_t empty = read_word(r, yaml_get(n, "when_empty"), empties, ARRAY_LEN(empties));
    int32_t mode = read_word(r, yaml_get(n, "mode"), modes, ARRAY_LEN(modes));
    if (empty >= 0)
        s->when_empty = (enum score_when_empty)empty;
    if (mode >= 0)
        s->mode = (enum score_target_mode)mode;
    (void)read_bool(r, yaml_get(n, "uncapped"), &s->uncapped);
}

static void read_scalars(struct catalog_draft *d, const struct yaml_node *n,
                         const struct indicator *item, struct score *s)
{
    for (size_t i = 0; i < SCORE_NUMBER__MAX; i++)
        s->number[i] = RATIONAL(0);
    for (size_t i = 0; i < SCORE_MEASURE__MAX; i++)
        s->measure[i] = MEASURE_NONE;
    for (size_t i = 0; i < ARRAY_LEN(SCORE_KEYS); i++) {
        const struct score_key *k = &SCORE_KEYS[i];
        const struct yaml_node *value = yaml_get(n, k->key);
        if (value == NULL || !key_fits(k, s->method, false))
            continue;
        if (k->kind == MEASURE)
            s->measure[k->index] = link_measure(&d->r, value, item);
        else if (k->kind == NUMBER && read_number(&d->r, value, &s->number[k->index]))
            s->given |= 1U << k->index;
    }
}

static void read_lists(struct catalog_draft *d, const struct yaml_node *n,
                       const struct indicator *item, struct score *s)
{
    struct str what = str_format(d->r.a, "item %" STR_FMT " score", STR_ARG(item->id));
    if (s->method == METHOD_DEDUCT_TIERED) {
        read_parts(d, yaml_get(n, "of"), item, read_tier, s);
    } else if (s->method == METHOD_BANDS) {
        read_parts(d, yaml_get(n, "bands"), item, read_band, s);
        check_bands(&d->r, yaml_get(n, "bands"), s);
    } else if (s->method == METHOD_CHECKLIST) {
        read_parts(d, yaml_get(n, "points"), item, read_point, s);
    } else if (s->method == METHOD_BONUS) {
        read_parts(d, yaml_get(n, "highest"), item, read_term, s);
    } else if (s->method == METHOD_RANK) {
        read_parts(d, yaml_get(n, "places"), item, read_place, s);
    } else if (s->method == METHOD_COMPOSITE) {
        read_composite(d, yaml_get(n, "parts"), item, s);
    } else if (s->method == METHOD_EXPR) {
        s->expr = read_expr(&d->r, yaml_get(n, "expr"), what,
                            indicator_env(d->r.a, item->measures, item->n_measures), EXPR_NUMBER);
    }
}

/* Full marks of a part; those of a leaf are beside its method. */
static void read_part_full(const struct reading *r, const struct yaml_node *full,
                           const struct yaml_node *n, bool part, struct score *s)
{
    if (part && full == NULL)
        fault_on(r->f, n, ERR_CATALOG_MISSING, "full");
    else if (part && read_number(r, full, &s->full) && s->full.num <= 0)
        fault_on(r->f, full, ERR_NUMBER_RANGE, "%" STR_FMT " (> 0)", STR_ARG(full->text));
}

bool read_score(struct catalog_draft *d, const struct yaml_node *n, const struct indicator *item,
                bool part, struct score *ret)
{
    const char *words[METHOD__MAX];
    struct score s = {.place = yaml_where(n), .full = RATIONAL(0)};
    if (!read_map(&d->r, n))
        return false;
    for (int i = 0; i < METHOD__MAX; i++)
        words[i] = score_method_word((enum score_method)i);
    const struct yaml_node *method = yaml_get(n, "method");
    if (method == NULL)
        fault_on(d->r.f, n, ERR_CATALOG_MISSING, "method");
    int32_t word = read_word(&d->r, method, words, METHOD__MAX);
    if (word < 0)
        return false;
    s.method = (enum score_method)word;
    check_keys(&d->r, n, s.method, part);
    demand_keys(&d->r, n, s.method);
    read_part_full(&d->r, yaml_get(n, "full"), n, part, &s);
    read_scalars(d, n, item, &s);
    read_words(&d->r, n, &s);
    read_range(&d->r, yaml_get(n, "range"), &s);
    if (s.method == METHOD_MILESTONE)
        read_milestone(d, n, item, &s);
    read_lists(d, n, item, &s);
    demand_pairs(&d->r, n, &s);
    check_numbers(&d->r, n, &s);
    *ret = s;
    return true;
}
