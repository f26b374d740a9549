/*
 * rule_read.c — rules/NAME.yaml: a list of rules, as far as each tells by itself.
 * What they name is looked up in rule_link.c.
 */
#include "source/catalog/draft.h"

/* ---- words --------------------------------------------------------------------- */

static const char *const PARTIALS[] = {"skip", "require", "prorate"};
static const char *const BASES[] = {"window_end", "window_start", "occurred_on"};
static const char *const DAYS_OFF[] = {"keep", "next", "previous"};
static const char *const TARGETS[] = {"subject", "unit", "record"};

/* In the order of enum period_kind; a chain is a map. */
static const char *const PERIODS[] = {"day",     "working_day", "week", "half_month", "month",
                                      "quarter", "half_year",   "year", "once"};

/* ---- parts ------------------------------------------------------------------------ */

/* Whether exactly one of the n keys is there; *ret is the one, told at `n` if not. */
static bool read_one_of(const struct reading *r, const struct yaml_node *n, const char *const *keys,
                        size_t n_keys, size_t *ret)
{
    size_t found = 0;
    for (size_t i = 0; i < n_keys; i++) {
        if (yaml_get(n, keys[i]) != NULL) {
            *ret = i;
            found++;
        }
    }
    if (found == 1)
        return true;
    fault_on(r->f, n, ERR_CATALOG_ONE_OF, "%s, %s%s%s", keys[0], keys[1], n_keys > 2 ? ", " : "",
             n_keys > 2 ? keys[2] : "");
    return false;
}

static bool read_target(const struct reading *r, const struct yaml_node *n, struct rule *rule)
{
    size_t which = 0;
    if (n == NULL || !read_keys(r, n, KEYS_RULE_FOR) ||
        !read_one_of(r, n, TARGETS, ARRAY_LEN(TARGETS), &which))
        return false;
    rule->target = (enum rule_for)which;
    return true;
}

/* Days, working days or months; `months_too` also where only days make sense. */
static bool read_span(const struct reading *r, const struct yaml_node *n, bool months_too,
                      int32_t least, struct rule_span *ret)
{
    static const char *const units[] = {"days", "working_days", "months"};
    size_t which = 0;
    if (!read_one_of(r, n, units, months_too ? 3 : 2, &which))
        return false;
    ret->unit = (enum period_unit)which;
    return read_whole(r, yaml_get(n, units[which]), least, RULE_SPAN_MAX, &ret->n);
}

/* False if something stands there that is no period: nothing else can be said of it then. */
static bool read_every(const struct reading *r, const struct yaml_node *n, struct rule *rule)
{
    if (n == NULL)
        return true;
    if (n->kind == YAML_MAP) {
        rule->recurs = true;
        rule->every.kind = PERIOD_CHAIN;
        if (read_keys(r, n, KEYS_RULE_CHAIN))
            (void)read_whole(r, yaml_get(n, "months"), 1, PERIOD_CHAIN_MAX, &rule->every.months);
        return true;
    }
    int32_t kind = read_word(r, n, PERIODS, ARRAY_LEN(PERIODS));
    if (kind < 0)
        return false;
    rule->every.kind = (enum period_kind)kind;
    rule->recurs = kind != PERIOD_ONCE;
    return true;
}

static void read_need(const struct reading *r, const struct yaml_node *n, struct rule *rule)
{
    static const char *const ways[] = {"count", "sum"};
    size_t which = 0;
    int32_t count = 1;
    if (n == NULL)
        return;
    rule->has_need = true;
    if (!read_keys(r, n, KEYS_RULE_NEED) || !read_one_of(r, n, ways, ARRAY_LEN(ways), &which))
        return;
    const struct yaml_node *at_least = yaml_get(n, "at_least");
    if (which == 0) {
        if (read_whole(r, yaml_get(n, "count"), 1, INT32_MAX, &count))
            rule->need.at_least = RATIONAL(count);
        if (at_least != NULL)
            fault_on(r->f, at_least, ERR_CATALOG_UNUSED, "at_least: sum");
    } else if (at_least == NULL) {
        fault_on(r->f, n, ERR_CATALOG_MISSING, "at_least");
    } else if (read_number(r, at_least, &rule->need.at_least) && rule->need.at_least.num <= 0) {
        fault_on(r->f, at_least, ERR_NUMBER_RANGE, "%" STR_FMT " (> 0)", STR_ARG(at_least->text));
    }
}

static void read_enter_by(const struct reading *r, const struct yaml_node *n, struct rule *rule)
{
    if (n == NULL || !read_keys(r, n, KEYS_RULE_ENTER_BY))
        return;
    const struct yaml_node *after = yaml_get(n, "after");
    rule->has_enter_by = read_span(r, n, false, 0, &rule->enter_by);
    int32_t base = after == NULL ? 0 : read_word(r, after, BASES, ARRAY_LEN(BASES));
    if (base >= 0)
        rule->enter_base = (enum rule_base)base;
}

static void read_owner(const struct reading *r, const struct yaml_node *n, struct rule *rule)
{
    static const enum rule_owner usual[] = {
        [RULE_FOR_SUBJECT] = RULE_OWNER_SUBJECT_UNIT,
        [RULE_FOR_UNIT] = RULE_OWNER_UNIT,
        [RULE_FOR_RECORD] = RULE_OWNER_RECORD_UNIT,
    };
    static const char *const words[] = {"unit", "subject.unit", "record.unit"};
    struct str text;
    rule->owner = usual[rule->target];
    if (!read_code(r, n, &text))
        return;
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (!str_eq(text, str_of(words[i])))
            continue;
        bool of_its_subject =
            i == RULE_OWNER_SUBJECT_UNIT && rule->target == RULE_FOR_RECORD; /* see rule_link.c */
        if (of_its_subject)
            rule->owner = RULE_OWNER_SUBJECT_UNIT;
        else if (i != RULE_OWNER_UNIT && (enum rule_owner)i != usual[rule->target])
            fault_on(r->f, n, ERR_CATALOG_UNUSED, "owner: %s", words[i]);
        return; /* `unit` is the unit of whatever the rule is for */
    }
    rule->owner = RULE_OWNER_DEPARTMENT;
    rule->department = text;
}

/* ---- what does not go together ------------------------------------------------------ */

static void refuse(const struct reading *r, const struct yaml_node *root, const char *key,
                   const char *why)
{
    const struct yaml_node *n = yaml_get(root, key);
    if (n != NULL)
        fault_on(r->f, n, ERR_CATALOG_UNUSED, "%s: %s", key, why);
}

static void demand(const struct reading *r, const struct yaml_node *root, const char *key,
                   const char *why)
{
    if (yaml_get(root, key) == NULL)
        fault_on(r->f, root, ERR_CATALOG_MISSING, "%s (%s)", key, why);
}

static void check_record_rule(const struct reading *r, const struct yaml_node *root,
                              const struct rule *rule)
{
    if (rule->recurs)
        refuse(r, root, "every", "for: {record}");
    refuse(r, root, "partial", "for: {record}");
    if (rule->has_need) {
        demand(r, root, "within", "for: {record}, need");
        if (rule->has_enter_by && rule->enter_base == RULE_BASE_OCCURRED_ON)
            refuse(r, yaml_get(root, "enter_by"), "after", "need");
    } else {
        refuse(r, root, "from", "for: {record}");
        refuse(r, root, "within", "for: {record}");
    }
}

static void check_lasting_rule(const struct reading *r, const struct yaml_node *root,
                               const struct rule *rule)
{
    bool once = !rule->recurs;
    bool said = yaml_get(root, "every") != NULL;
    demand(r, root, "every", TARGETS[rule->target]);
    demand(r, root, "need", TARGETS[rule->target]);
    refuse(r, yaml_get(root, "need"), "via", TARGETS[rule->target]);
    if (rule->has_enter_by && rule->enter_base == RULE_BASE_OCCURRED_ON)
        refuse(r, yaml_get(root, "enter_by"), "after", TARGETS[rule->target]);
    if (said && once) {
        refuse(r, root, "partial", "every: once");
        demand(r, root, "from", "every: once");
        demand(r, root, "within", "every: once");
    } else if (said) {
        refuse(r, root, "from", "every");
        refuse(r, root, "within", "every");
    }
    if (rule->target != RULE_FOR_UNIT)
        return;
    refuse(r, root, "partial", "for: {unit}");
    if (said && (once || rule->every.kind == PERIOD_CHAIN))
        refuse(r, root, "every", "for: {unit}");
    if (!rule->valid.has_from)
        fault_on(r->f, root, ERR_CATALOG_MISSING, "valid: {from} (for: {unit})");
}

/* ---- one rule -------------------------------------------------------------------------- */

static void read_rule(struct catalog_draft *d, const struct yaml_node *n)
{
    const struct reading *r = &d->r;
    struct rule rule = {.place = yaml_where(n), .anchor = FIELD_NONE};
    rule.need = (struct rule_need){.via = FIELD_NONE, .sum = FIELD_NONE, .at_least = RATIONAL(1)};
    rule.every.kind = PERIOD_ONCE;
    if (!read_keys(r, n, KEYS_RULE))
        return;
    const struct yaml_node *id = yaml_get(n, "id");
    const struct yaml_node *within = yaml_get(n, "within");
    bool named = read_code(r, id, &rule.id);
    (void)read_title(r, yaml_get(n, "name"), &rule.name);
    read_common(r, n, NULL, &rule.valid, &rule.source);
    bool clear = read_target(r, yaml_get(n, "for"), &rule);
    clear = read_every(r, yaml_get(n, "every"), &rule) && clear;
    read_need(r, yaml_get(n, "need"), &rule);
    if (within != NULL && read_keys(r, within, KEYS_RULE_WITHIN))
        (void)read_span(r, within, true, -RULE_SPAN_MAX, &rule.within);
    int32_t partial = read_word(r, yaml_get(n, "partial"), PARTIALS, ARRAY_LEN(PARTIALS));
    if (partial >= 0)
        rule.partial = (enum rule_partial)partial;
    read_enter_by(r, yaml_get(n, "enter_by"), &rule);
    int32_t off = read_word(r, yaml_get(n, "on_non_working_day"), DAYS_OFF, ARRAY_LEN(DAYS_OFF));
    if (off >= 0)
        rule.day_off = (enum rule_day_off)off;
    read_owner(r, yaml_get(n, "owner"), &rule);
    if (clear && rule.target == RULE_FOR_RECORD)
        check_record_rule(r, n, &rule);
    else if (clear)
        check_lasting_rule(r, n, &rule);
    size_t at = 0;
    if (!named || !draft_claim(d, DRAFT_RULE, rule.id, id, d->rules.n, &at))
        return;
    if (at == d->rules.n)
        (void)vec_push(r->a, &d->rules);
    d->rules.p[at] = (struct draft_rule){.rule = rule, .node = n};
}

void read_rules_file(struct catalog_draft *d, const struct yaml_node *root)
{
    size_t before = d->r.f->n;
    if (read_list(&d->r, root)) {
        for (size_t i = 0; i < root->n; i++)
            read_rule(d, &root->items[i]);
    }
    d->rule_faults += d->r.f->n - before;
}
