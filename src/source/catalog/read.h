/*
 * read.h — small readers that every file of a catalog is read with.
 *
 * Each takes a node and says whether there is a value: false without a word where
 * the node is NULL (the key is not there; keys that must be are told by read_keys),
 * false with a fault where what stands there is something else. A reader of a
 * definition therefore calls them one after another and never asks for errors.
 *
 * Texts are views of the tree.
 */
#pragma once

#include "core/expr/expr.h"
#include "source/catalog/yaml.h"

struct reading {
    struct arena *a; /* of the values */
    struct faults *f;
};

/* ---- keys ---------------------------------------------------------------- */

/* The maps of keys.def. */
enum keys_of {
    KEYS_TITLE,
    KEYS_VALID,
    KEYS_SOURCE,
    KEYS_CATALOG,
    KEYS_UNITS,
    KEYS_UNIT_KIND,
    KEYS_DICTS,
    KEYS_DICT,
    KEYS_RECORD,
    KEYS_LIFE,
    KEYS_HISTORY,
    KEYS_CHECK,
    KEYS_RULE,
    KEYS_RULE_FOR,
    KEYS_RULE_CHAIN,
    KEYS_RULE_WITHIN,
    KEYS_RULE_NEED,
    KEYS_RULE_ENTER_BY,
    KEYS_FRAMEWORK,
    KEYS_PERIOD,
    KEYS_ITEM,
    KEYS_VETO,
    KEYS_MEASURE,
    KEYS_TIER,
    KEYS_BAND,
    KEYS_POINT,
    KEYS_TERM,
    KEYS_CALENDAR,
    KEYS_NOTICE,
    KEYS_HOLIDAY,
    KEYS_EXTRA_DAYS,
    KEYS_SPAN,
};

/* Whether the node is a map; tells keys that are not known and those that are missing. */
bool read_keys(const struct reading *r, const struct yaml_node *n, enum keys_of object);

/* One row of a table of keys that somebody else keeps; `types` is for his own use. */
struct known_key {
    const char *key;
    bool required;
    const char *types;
};

/* The same with a table of one's own. */
bool read_keys_of(const struct reading *r, const struct yaml_node *n, const struct known_key *keys,
                  size_t n_keys);

/* ---- shapes ----------------------------------------------------------------- */

/* Whether the node is a map, a list; an empty one is told as well. */
bool read_map(const struct reading *r, const struct yaml_node *n);
bool read_list(const struct reading *r, const struct yaml_node *n);

/* ---- values ----------------------------------------------------------------- */

/* A scalar that is not empty. */
bool read_text(const struct reading *r, const struct yaml_node *n, struct str *ret);

/* true or false. */
bool read_bool(const struct reading *r, const struct yaml_node *n, bool *ret);

/* A whole number from `min` to `max`. */
bool read_whole(const struct reading *r, const struct yaml_node *n, int32_t min, int32_t max,
                int32_t *ret);

/* An exact decimal. */
bool read_number(const struct reading *r, const struct yaml_node *n, struct rational *ret);

/* YYYY-MM-DD. */
bool read_date(const struct reading *r, const struct yaml_node *n, date *ret);

/* The number of the word that stands there among the n known; -1, with a fault unless n is NULL. */
int32_t read_word(const struct reading *r, const struct yaml_node *n, const char *const *words,
                  size_t n_words);

/* The id of a field, a type, a kind: a letter, then a-z, 0-9 and _, FIELD_ID_MAX at most. */
bool read_id(const struct reading *r, const struct yaml_node *n, struct str *ret);

/* The id of a catalog or a choice: letters, digits and _ - . inside. */
bool read_code(const struct reading *r, const struct yaml_node *n, struct str *ret);

/* A text, taken as Chinese, or {zh, en}. */
bool read_title(const struct reading *r, const struct yaml_node *n, struct title *ret);

/*
 * An expression over `env`; `what` names the item in its errors. A fault stands where the
 * part of the text stands that cannot be understood. NULL if there is none.
 */
const struct expr *read_expr(const struct reading *r, const struct yaml_node *n, struct str what,
                             const struct expr_env *env, enum expr_type wanted);

/* ---- what every definition may carry ---------------------------------------- */

/* `title`, `valid`, `source` and `verified` of the map n; any of the pointers may be NULL. */
void read_common(const struct reading *r, const struct yaml_node *n, struct title *title,
                 struct validity *valid, struct citation *source);
