/*
 * read.c — see read.h.
 */
#include "source/catalog/read.h"

#include "core/catalog/record_type.h"

/* ---- keys ------------------------------------------------------------------ */

#define REQUIRED true
#define OPTIONAL false

static const struct {
    enum keys_of object;
    struct known_key key;
} KEYS[] = {
#define KEY(object, name, need) {KEYS_##object, {name, need, NULL}},
#define FIELD_KEY(name, types)
#include "source/catalog/keys.def"
#undef KEY
#undef FIELD_KEY
};

static void tell_unknown_key(const struct reading *r, const struct yaml_node *key,
                             const struct known_key *keys, size_t n_keys)
{
    struct str *known = ARENA_NEW_N(r->a, n_keys, struct str);
    for (size_t i = 0; i < n_keys; i++)
        known[i] = str_of(keys[i].key);
    fault_on(r->f, key, ERR_CATALOG_KEY, "%" STR_FMT, STR_ARG(key->text));
    fault_nearest(r->f, key->text, known, n_keys);
}

static bool key_known(struct str key, const struct known_key *keys, size_t n_keys)
{
    for (size_t i = 0; i < n_keys; i++)
        if (str_eq(key, str_of(keys[i].key)))
            return true;
    return false;
}

bool read_keys_of(const struct reading *r, const struct yaml_node *n, const struct known_key *keys,
                  size_t n_keys)
{
    if (n == NULL)
        return false;
    if (n->kind != YAML_MAP) {
        fault_on(r->f, n, ERR_CATALOG_MAP, "%" STR_FMT, STR_ARG(n->text));
        return false;
    }
    for (size_t i = 0; i < n->n; i++)
        if (!key_known(n->pairs[i].key.text, keys, n_keys))
            tell_unknown_key(r, &n->pairs[i].key, keys, n_keys);
    for (size_t i = 0; i < n_keys; i++)
        if (keys[i].required && yaml_get(n, keys[i].key) == NULL)
            fault_on(r->f, n, ERR_CATALOG_MISSING, "%s", keys[i].key);
    return true;
}

bool read_keys(const struct reading *r, const struct yaml_node *n, enum keys_of object)
{
    struct known_key keys[ARRAY_LEN(KEYS)];
    size_t n_keys = 0;
    for (size_t i = 0; i < ARRAY_LEN(KEYS); i++)
        if (KEYS[i].object == object)
            keys[n_keys++] = KEYS[i].key;
    return read_keys_of(r, n, keys, n_keys);
}

/* ---- shapes ---------------------------------------------------------------- */

bool read_map(const struct reading *r, const struct yaml_node *n)
{
    if (n == NULL)
        return false;
    if (n->kind != YAML_MAP || n->n == 0)
        fault_on(r->f, n, ERR_CATALOG_MAP, "%" STR_FMT, STR_ARG(n->text));
    return n->kind == YAML_MAP && n->n > 0;
}

bool read_list(const struct reading *r, const struct yaml_node *n)
{
    if (n == NULL)
        return false;
    if (n->kind != YAML_LIST || n->n == 0)
        fault_on(r->f, n, ERR_CATALOG_LIST, "%" STR_FMT, STR_ARG(n->text));
    return n->kind == YAML_LIST && n->n > 0;
}

/* ---- values ---------------------------------------------------------------- */

bool read_text(const struct reading *r, const struct yaml_node *n, struct str *ret)
{
    if (n == NULL)
        return false;
    if (!yaml_is_text(n) || str_trim(n->text).n == 0) {
        fault_on(r->f, n, ERR_CATALOG_TEXT, "%s", "");
        return false;
    }
    *ret = n->text;
    return true;
}

bool read_bool(const struct reading *r, const struct yaml_node *n, bool *ret)
{
    struct str text;
    if (!read_text(r, n, &text))
        return false;
    bool yes = str_eq(text, STR("true"));
    if (!n->plain || (!yes && !str_eq(text, STR("false")))) {
        fault_on(r->f, n, ERR_CATALOG_BOOL, "%" STR_FMT, STR_ARG(text));
        return false;
    }
    *ret = yes;
    return true;
}

bool read_whole(const struct reading *r, const struct yaml_node *n, int32_t min, int32_t max,
                int32_t *ret)
{
    struct str text;
    int64_t value = 0;
    struct err e;
    if (!read_text(r, n, &text))
        return false;
    if (str_to_i64(text, &value, &e) != ERR_OK) {
        fault_on(r->f, n, e.code, "%" STR_FMT, STR_ARG(text));
        return false;
    }
    if (value < min || value > max) {
        fault_on(r->f, n, ERR_NUMBER_RANGE, "%" STR_FMT " (%d – %d)", STR_ARG(text), min, max);
        return false;
    }
    *ret = (int32_t)value;
    return true;
}

bool read_number(const struct reading *r, const struct yaml_node *n, struct rational *ret)
{
    struct str text;
    struct err e;
    if (!read_text(r, n, &text))
        return false;
    if (rational_parse(text, ret, &e) == ERR_OK)
        return true;
    fault_on(r->f, n, e.code, "%" STR_FMT, STR_ARG(text));
    return false;
}

bool read_date(const struct reading *r, const struct yaml_node *n, date *ret)
{
    struct str text;
    struct err e;
    if (!read_text(r, n, &text))
        return false;
    if (date_parse(text, ret, &e) == ERR_OK)
        return true;
    fault_on(r->f, n, e.code, "%" STR_FMT, STR_ARG(text));
    return false;
}

int32_t read_word(const struct reading *r, const struct yaml_node *n, const char *const *words,
                  size_t n_words)
{
    struct str text;
    if (!read_text(r, n, &text))
        return -1;
    struct str *known = ARENA_NEW_N(r->a, n_words, struct str);
    for (size_t i = 0; i < n_words; i++) {
        known[i] = str_of(words[i]);
        if (str_eq(text, known[i]))
            return (int32_t)i;
    }
    fault_on(r->f, n, ERR_CATALOG_VALUE, "%" STR_FMT, STR_ARG(text));
    fault_nearest(r->f, text, known, n_words);
    return -1;
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_word(char c)
{
    return is_lower(c) || (c >= '0' && c <= '9') || c == '_';
}

bool read_id(const struct reading *r, const struct yaml_node *n, struct str *ret)
{
    struct str text;
    if (!read_text(r, n, &text))
        return false;
    bool good = text.n <= FIELD_ID_MAX && is_lower(text.p[0]);
    for (size_t i = 0; i < text.n; i++)
        good = good && is_word(text.p[i]);
    if (good)
        *ret = text;
    else
        fault_on(r->f, n, ERR_CATALOG_ID, "%" STR_FMT, STR_ARG(text));
    return good;
}

bool read_code(const struct reading *r, const struct yaml_node *n, struct str *ret)
{
    struct str text;
    if (!read_text(r, n, &text))
        return false;
    bool good = text.n <= FIELD_ID_MAX;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        bool inside = i > 0 && (c == '-' || c == '.');
        good = good && (is_word(c) || (c >= 'A' && c <= 'Z') || inside);
    }
    if (good)
        *ret = text;
    else
        fault_on(r->f, n, ERR_CATALOG_CODE, "%" STR_FMT, STR_ARG(text));
    return good;
}

bool read_title(const struct reading *r, const struct yaml_node *n, struct title *ret)
{
    if (n == NULL)
        return false;
    if (n->kind != YAML_MAP)
        return read_text(r, n, &ret->text[LANG_ZH]);
    (void)read_keys(r, n, KEYS_TITLE);
    bool zh = read_text(r, yaml_get(n, "zh"), &ret->text[LANG_ZH]);
    bool en = read_text(r, yaml_get(n, "en"), &ret->text[LANG_EN]);
    if (n->n == 0)
        fault_on(r->f, n, ERR_CATALOG_TEXT, "%s", "");
    return zh || en;
}

const struct expr *read_expr(const struct reading *r, const struct yaml_node *n, struct str what,
                             const struct expr_env *env, enum expr_type wanted)
{
    struct expr_source source = {.what = what, .env = env, .wanted = wanted};
    const struct expr *ret = NULL;
    struct expr_fault fault;
    if (!read_text(r, n, &source.text))
        return NULL;
    if (expr_compile(r->a, &source, &ret, &fault, NULL) == ERR_OK)
        return ret;
    fault_add(r->f, yaml_place(n, fault.at), fault.code, "%s", "");
    fault_detail_in(r->f, LANG_EN, expr_fault_text(r->a, &fault, LANG_EN));
    fault_detail_in(r->f, LANG_ZH, expr_fault_text(r->a, &fault, LANG_ZH));
    return NULL;
}

/* ---- what every definition may carry ---------------------------------------- */

static void read_validity(const struct reading *r, const struct yaml_node *n, struct validity *ret)
{
    if (n == NULL || !read_keys(r, n, KEYS_VALID))
        return;
    const struct yaml_node *to = yaml_get(n, "to");
    ret->has_from = read_date(r, yaml_get(n, "from"), &ret->from);
    ret->has_to = read_date(r, to, &ret->to);
    if (ret->has_from && ret->has_to && ret->from.days > ret->to.days)
        fault_on(r->f, to, ERR_CATALOG_ORDER, "from > to");
}

/* Web addresses, and what has no scheme at all: nothing that a page would run. */
static bool url_leads_to_a_page(struct str url)
{
    size_t colon = str_find(url, STR(":"), 0);
    size_t slash = str_find(url, STR("/"), 0);
    bool has_scheme = colon != SIZE_MAX && colon < slash;
    return !has_scheme || str_starts(url, STR("https://")) || str_starts(url, STR("http://"));
}

static void read_citation(const struct reading *r, const struct yaml_node *n, struct citation *ret)
{
    if (n == NULL || !read_keys(r, n, KEYS_SOURCE))
        return;
    const struct yaml_node *url = yaml_get(n, "url");
    (void)read_text(r, yaml_get(n, "text"), &ret->text);
    if (!read_text(r, url, &ret->url))
        return;
    if (!url_leads_to_a_page(ret->url))
        fault_on(r->f, url, ERR_CATALOG_URL, "%" STR_FMT, STR_ARG(ret->url));
}

void read_common(const struct reading *r, const struct yaml_node *n, struct title *title,
                 struct validity *valid, struct citation *source)
{
    if (title != NULL)
        (void)read_title(r, yaml_get(n, "title"), title);
    if (valid != NULL)
        read_validity(r, yaml_get(n, "valid"), valid);
    if (source != NULL) {
        read_citation(r, yaml_get(n, "source"), source);
        (void)read_bool(r, yaml_get(n, "verified"), &source->verified);
    }
}
