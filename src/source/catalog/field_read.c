/*
 * field_read.c — the fields of a record type, and what each type of field may have.
 *
 * What a field says by itself is checked here; what needs other definitions (the
 * list of a dict, the type of a ref, a default that is a choice) when it is linked.
 */
#include "source/catalog/draft.h"

#include "source/catalog/field_pattern.h"

/* ---- keys -------------------------------------------------------------------- */

static const struct known_key FIELD_KEYS[] = {
#define KEY(object, name, need)
#define FIELD_KEY(name, types) {name, false, types},
#include "source/catalog/keys.def"
#undef KEY
#undef FIELD_KEY
};

/* Whether `word` is one of the words of `list`. */
static bool has_word(const char *list, struct str word)
{
    struct str s = str_of(list);
    for (size_t at = 0; at < s.n;) {
        size_t end = str_find(s, STR(" "), at);
        end = end == SIZE_MAX ? s.n : end;
        if (str_eq(str_sub(s, at, end), word))
            return true;
        at = end + 1;
    }
    return false;
}

/* Tell the keys that this type of field has no use for. */
static void check_keys_of_type(const struct reading *r, const struct yaml_node *n,
                               enum field_type type)
{
    const char *word = field_type_word(type);
    for (size_t k = 0; k < ARRAY_LEN(FIELD_KEYS); k++) {
        const char *types = FIELD_KEYS[k].types;
        if (has_word(types, STR("any")) || has_word(types, str_of(word)))
            continue;
        for (size_t i = 0; i < n->n; i++)
            if (str_eq(n->pairs[i].key.text, str_of(FIELD_KEYS[k].key)))
                fault_on(r->f, &n->pairs[i].key, ERR_CATALOG_ATTRIBUTE, "%s: %s", FIELD_KEYS[k].key,
                         word);
    }
}

/* ---- values --------------------------------------------------------------------- */

static void read_type(const struct reading *r, const struct yaml_node *n, enum field_type *ret)
{
    struct str word;
    const struct yaml_node *type = yaml_get(n, "type");
    *ret = FIELD_TYPE__MAX;
    if (type == NULL)
        fault_on(r->f, n, ERR_CATALOG_MISSING, "type");
    if (!read_text(r, type, &word))
        return;
    *ret = field_type_of(word);
    if (*ret != FIELD_TYPE__MAX)
        return;
    struct str known[FIELD_TYPE__MAX];
    for (int i = 0; i < FIELD_TYPE__MAX; i++)
        known[i] = str_of(field_type_word((enum field_type)i));
    fault_on(r->f, type, ERR_CATALOG_TYPE, "%" STR_FMT, STR_ARG(word));
    fault_nearest(r->f, word, known, FIELD_TYPE__MAX);
}

/* Whether v has no more decimals than the field. */
static bool fits_digits(const struct field *f, struct rational v)
{
    struct rational rounded;
    return rational_round(v, f->digits, &rounded, NULL) == ERR_OK && rational_cmp(v, rounded) == 0;
}

static bool read_number_of(const struct reading *r, const struct yaml_node *n,
                           const struct field *f, struct rational *ret)
{
    if (!read_number(r, n, ret))
        return false;
    if (fits_digits(f, *ret))
        return true;
    fault_on(r->f, n, ERR_CATALOG_DIGITS, "%" STR_FMT ": %d", STR_ARG(n->text), (int)f->digits);
    return false;
}

/* A bound: a number, or a day counted since 1970. */
static bool read_bound(const struct reading *r, const struct yaml_node *n, const struct field *f,
                       struct rational *ret)
{
    date day;
    if (field_is_number(f->type))
        return read_number_of(r, n, f, ret);
    if ((f->type != FIELD_DATE && f->type != FIELD_INSTANT) || !read_date(r, n, &day))
        return false;
    *ret = RATIONAL(day.days);
    return true;
}

enum { FIELD_LENGTH_MAX = 100 * 1000, FIELD_DIGITS_MAX = 9 };

static void read_bounds(const struct reading *r, const struct yaml_node *n, struct field *f)
{
    const struct yaml_node *max = yaml_get(n, "max");
    const struct yaml_node *max_length = yaml_get(n, "max_length");
    if (f->type == FIELD_MONEY)
        f->digits = 2;
    if (f->type == FIELD_DECIMAL)
        (void)read_whole(r, yaml_get(n, "digits"), 0, FIELD_DIGITS_MAX, &f->digits);
    f->has_min = read_bound(r, yaml_get(n, "min"), f, &f->min);
    f->has_max = read_bound(r, max, f, &f->max);
    if (f->has_min && f->has_max && rational_cmp(f->min, f->max) > 0)
        fault_on(r->f, max, ERR_CATALOG_ORDER, "min > max");
    (void)read_whole(r, yaml_get(n, "min_length"), 1, FIELD_LENGTH_MAX, &f->min_length);
    if (read_whole(r, max_length, 1, FIELD_LENGTH_MAX, &f->max_length) &&
        f->min_length > f->max_length)
        fault_on(r->f, max_length, ERR_CATALOG_ORDER, "min_length > max_length");
}

static void read_pattern(const struct reading *r, const struct yaml_node *n, struct field *f)
{
    size_t at = 0;
    if (!read_text(r, n, &f->pattern) || field_pattern_ok(f->pattern, &at))
        return;
    fault_add(r->f, yaml_place(n, at), ERR_CATALOG_PATTERN, "%" STR_FMT, STR_ARG(f->pattern));
}

/* What only some types have and cannot do without. */
static void read_type_needs(const struct reading *r, const struct yaml_node *n, struct field *f)
{
    const char *need = f->type == FIELD_ENUM || f->type == FIELD_DICT     ? "of"
                       : f->type == FIELD_REF || f->type == FIELD_SUBJECT ? "to"
                       : f->type == FIELD_TABLE                           ? "columns"
                                                                          : NULL;
    if (need == NULL)
        return;
    const struct yaml_node *given = yaml_get(n, need);
    if (given == NULL) {
        fault_on(r->f, n, ERR_CATALOG_MISSING, "%s", need);
    } else if (f->type == FIELD_ENUM) {
        struct choices *choices = ARENA_NEW(r->a, struct choices);
        *choices = (struct choices){.id = f->id, .title = f->title, .place = f->place};
        read_choices(r, given, choices);
        f->choices = choices;
    } else if (f->type == FIELD_TABLE) {
        f->columns = read_fields(r, given, &f->n_columns);
    } else {
        struct str name;
        bool named = read_id(r, given, &name);
        if (named && f->type != FIELD_DICT)
            f->to = name;
    }
}

/* A table is one value: it is sealed as a whole, and has no tables inside. */
static void check_columns(const struct reading *r, const struct yaml_node *columns,
                          const struct field *f)
{
    for (size_t i = 0; i < f->n_columns; i++) {
        const struct yaml_node *n = &columns->pairs[i].value;
        if (f->columns[i].type == FIELD_TABLE || f->columns[i].type == FIELD_ATTACHMENT)
            fault_on(r->f, yaml_get(n, "type"), ERR_CATALOG_FIELD_TYPE, "columns: %s",
                     field_type_word(f->columns[i].type));
        if (f->columns[i].sensitive)
            fault_on(r->f, yaml_get(n, "sensitive"), ERR_CATALOG_SENSITIVE, "columns");
        if (f->columns[i].prefill.n > 0)
            fault_on(r->f, yaml_get(n, "prefill"), ERR_CATALOG_ATTRIBUTE, "prefill: columns");
    }
}

static void read_field(const struct reading *r, const struct yaml_pair *pair, struct field *f)
{
    const struct yaml_node *n = &pair->value;
    *f = (struct field){.type = FIELD_TYPE__MAX, .place = yaml_where(&pair->key)};
    (void)read_id(r, &pair->key, &f->id);
    if (!read_keys_of(r, n, FIELD_KEYS, ARRAY_LEN(FIELD_KEYS)))
        return;
    read_type(r, n, &f->type);
    read_common(r, n, &f->title, NULL, NULL);
    (void)read_title(r, yaml_get(n, "help"), &f->help);
    (void)read_bool(r, yaml_get(n, "required"), &f->required);
    (void)read_bool(r, yaml_get(n, "sensitive"), &f->sensitive);
    if (f->type == FIELD_TYPE__MAX)
        return;
    check_keys_of_type(r, n, f->type);
    read_bounds(r, n, f);
    read_pattern(r, yaml_get(n, "pattern"), f);
    (void)read_text(r, yaml_get(n, "unit"), &f->unit);
    (void)read_text(r, yaml_get(n, "default"), &f->default_value);
    if (read_text(r, yaml_get(n, "prefill"), &f->prefill) && f->default_value.n > 0)
        fault_on(r->f, yaml_get(n, "prefill"), ERR_CATALOG_ATTRIBUTE, "prefill: default");
    read_type_needs(r, n, f);
    check_columns(r, yaml_get(n, "columns"), f);
}

struct field *read_fields(const struct reading *r, const struct yaml_node *map, size_t *ret_n)
{
    *ret_n = 0;
    if (!read_map(r, map))
        return NULL;
    if (map->n > FIELDS_MAX) {
        fault_on(r->f, map, ERR_CATALOG_LIMIT, "%d", FIELDS_MAX);
        return NULL;
    }
    struct field *fields = ARENA_NEW_N(r->a, map->n, struct field);
    for (size_t i = 0; i < map->n; i++)
        read_field(r, &map->pairs[i], &fields[i]);
    *ret_n = map->n;
    return fields;
}
