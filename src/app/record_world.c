/*
 * record_world.c — see record_world.h.
 */
#include "app/record_world.h"

#include "base/arena.h"
#include "base/buf.h"
#include "core/calendar/local_time.h"
#include "core/record/key.h"
#include "core/record/record_json.h"
#include "source/catalog/field_pattern.h"
#include "store/subject_key.h"

#define RECORD_JSON_MAX ((size_t)4 * 1024 * 1024)

enum { WORLD_KEY_MAX = 256 };

/* ---- digests ---------------------------------------------------------------------- */

/* What is not sensitive needs no secret. */
static enum err_code open_digest(struct arena *a, struct str text, struct str *ret, struct err *e)
{
    static const struct seal_key open = {{0}};
    struct seal_digest d;
    ERR_TRY(seal_digest(&open, text, &d, e));
    *ret = str_copy(a, seal_digest_str(&d));
    return ERR_OK;
}

enum err_code record_ref_digest(struct arena *a, const struct record_type *t, int32_t field,
                                int64_t id, struct str *ret, struct err *e)
{
    const struct value v = {.has = true, .id = id};
    return open_digest(a, record_lookup_text(a, t, field, &v), ret, e);
}

enum err_code record_world_digest(struct record_world *w, struct arena *a, struct str text,
                                  bool sensitive, struct str *ret, struct err *e)
{
    struct seal_digest d;
    if (!sensitive)
        return open_digest(a, text, ret, e);
    if (!w->has_index_key) {
        ERR_TRY(store_index_key(w->tx, w->county, w->data_key, &w->index_key, e));
        w->has_index_key = true;
    }
    ERR_TRY(seal_digest(&w->index_key, text, &d, e));
    *ret = str_copy(a, seal_digest_str(&d));
    return ERR_OK;
}

/* ---- names ------------------------------------------------------------------------ */

static enum err_code world_unit(void *ctx, struct str text, struct str *ret_id,
                                enum record_known *ret, struct err *e)
{
    (void)e;
    const struct record_world *w = ctx;
    *ret = RECORD_UNKNOWN;
    for (size_t i = 0; i < w->units.n; i++) {
        const struct unit *u = &w->units.p[i];
        if (str_eq(u->id, text)) {
            *ret_id = u->id;
            *ret = RECORD_KNOWN;
            return ERR_OK;
        }
        if (str_eq(u->name, text)) {
            *ret_id = u->id;
            *ret = *ret == RECORD_UNKNOWN ? RECORD_KNOWN : RECORD_KNOWN_TWICE;
        }
    }
    return ERR_OK;
}

/* Until there are accounts, any short name of a person is taken as it is written. */
static enum err_code world_user(void *ctx, struct str text, struct str *ret_id,
                                enum record_known *ret, struct err *e)
{
    enum { USER_CHARS_MAX = 64 };
    (void)ctx;
    (void)e;
    *ret_id = text;
    *ret = str_chars(text) <= USER_CHARS_MAX ? RECORD_KNOWN : RECORD_UNKNOWN;
    return ERR_OK;
}

static bool world_matches(void *ctx, struct str pattern, struct str text)
{
    const struct record_world *w = ctx;
    return field_pattern_matches(w->patterns, pattern, text);
}

/* The records of a type that have the text in field `field`; empty where it cannot be its value. */
static enum err_code world_find_by(struct record_world *w, const struct record_type *t,
                                   int32_t field, struct str text, struct record_id_list *ret,
                                   struct err *e)
{
    struct value v;
    struct str digest;
    const struct field *f = &t->fields[field];
    *ret = (struct record_id_list){.n = 0};
    enum err_code code = value_read(w->a, f, text, &w->names, &v, NULL);
    if (code != ERR_OK && !record_is_problem(code))
        return value_read(w->a, f, text, &w->names, &v, e);
    if (code != ERR_OK)
        return ERR_OK;
    ERR_TRY(record_world_digest(w, w->a, record_lookup_text(w->a, t, field, &v), f->sensitive,
                                &digest, e));
    return store_record_find(w->a, w->tx, w->county, digest, ret, e);
}

static void world_add_ids(struct arena *a, struct record_id_list *all,
                          const struct record_id_list *some)
{
    int64_t *ids = ARENA_NEW_N(a, all->n + some->n, int64_t);
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++)
        ids[n++] = all->p[i];
    for (size_t i = 0; i < some->n; i++) {
        bool known = false;
        for (size_t k = 0; k < all->n; k++)
            known = known || all->p[k] == some->p[i];
        if (!known)
            ids[n++] = some->p[i];
    }
    *all = (struct record_id_list){ids, n};
}

/* Whether an earlier type is looked up by the same field, so that its digests are the same. */
static bool world_looked(const struct record_type *const *types, size_t n, const struct field *f)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < types[i]->n_lookup; k++) {
            const struct field *other = &types[i]->fields[types[i]->lookup[k]];
            if (str_eq(other->id, f->id) && other->sensitive == f->sensitive)
                return true;
        }
    }
    return false;
}

/* By the fields that the type is looked up by, in each current catalog. */
static enum err_code world_find_by_all(struct record_world *w, struct str type, struct str text,
                                       struct record_id_list *ret, struct err *e)
{
    size_t n = 0;
    const struct record_type *const *types =
        app_catalogs_types(w->a, &w->catalogs, type, local_day(w->now), &n);
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < types[i]->n_lookup; k++) {
            struct record_id_list some;
            if (world_looked(types, i, &types[i]->fields[types[i]->lookup[k]]))
                continue;
            ERR_TRY(world_find_by(w, types[i], types[i]->lookup[k], text, &some, e));
            if (some.n > 0)
                world_add_ids(w->a, ret, &some);
        }
    }
    return ERR_OK;
}

/* By number, "17" or "R17", then by what records of the type are known by. */
static enum err_code world_find(struct record_world *w, struct str type, struct str text,
                                struct record_id_list *ret, struct err *e)
{
    int64_t number = 0;
    struct str digits = str_starts(text, STR("R")) ? str_sub(text, 1, text.n) : text;
    *ret = (struct record_id_list){.n = 0};
    if (str_to_i64(digits, &number, NULL) == ERR_OK && number > 0) {
        const struct world_subject *there;
        ERR_TRY(record_world_subject(w, number, &there, e));
        if (there != NULL && str_eq(there->type, type) && !there->voided) {
            int64_t *one = ARENA_NEW(w->a, int64_t);
            *one = number;
            *ret = (struct record_id_list){one, 1};
            return ERR_OK;
        }
    }
    return world_find_by_all(w, type, text, ret, e);
}

/* Under which a lookup is remembered; in `room` unless it is very long, for it is asked a lot. */
static struct str world_key(struct record_world *w, struct str type, struct str text,
                            char room[WORLD_KEY_MAX])
{
    if (type.n + 1 + text.n > WORLD_KEY_MAX)
        return str_format(w->a, "%" STR_FMT "/%" STR_FMT, STR_ARG(type), STR_ARG(text));
    memcpy(room, type.p, type.n);
    room[type.n] = '/';
    memcpy(room + type.n + 1, text.p, text.n);
    return (struct str){room, type.n + 1 + text.n};
}

static enum err_code world_record(void *ctx, struct str type, struct str text, int64_t *ret_id,
                                  enum record_known *ret, struct err *e)
{
    struct record_world *w = ctx;
    int64_t at;
    char room[WORLD_KEY_MAX];
    struct str key = world_key(w, type, text, room);
    if (!map_get(&w->lookups, key, &at)) {
        struct record_id_list found;
        ERR_TRY(world_find(w, type, text, &found, e));
        at = (int64_t)w->found.n;
        *vec_push(w->a, &w->found) = found;
        map_put(&w->lookups, key, at);
    }
    const struct record_id_list *found = &w->found.p[at];
    *ret = found->n == 0 ? RECORD_UNKNOWN : found->n == 1 ? RECORD_KNOWN : RECORD_KNOWN_TWICE;
    if (found->n == 1)
        *ret_id = found->p[0];
    return ERR_OK;
}

/* ---- subjects -------------------------------------------------------------------------- */

static enum err_code world_life(struct record_world *w, const struct stored_record *r,
                                struct life *ret, struct err *e)
{
    const struct record_type *t;
    struct value *values;
    ERR_TRY(record_world_values(w, w->a, r, false, &t, &values, e));
    *ret = record_life(t, values);
    return ERR_OK;
}

enum err_code record_world_subject(struct record_world *w, int64_t id,
                                   const struct world_subject **ret, struct err *e)
{
    int64_t at;
    const struct str key = {(const char *)&id, sizeof(id)};
    *ret = NULL;
    if (!map_get(&w->subjects, key, &at)) {
        struct stored_record r;
        struct err reason = {0};
        struct world_subject new = {.id = 0};
        enum err_code code = store_record_get(w->a, w->tx, w->county, id, RECORD_NOW, &r, &reason);
        if (code != ERR_OK && code != ERR_RECORD_NOT_FOUND)
            return err_set(e, code, "%s", reason.detail);
        if (code == ERR_OK) {
            new = (struct world_subject){.id = id, .type = r.type, .voided = r.voided};
            ERR_TRY(world_life(w, &r, &new.life, e));
        }
        at = (int64_t)w->known.n;
        *vec_push(w->a, &w->known) = new;
        map_put(&w->subjects, key, at);
    }
    if (w->known.p[at].id != 0)
        *ret = &w->known.p[at];
    return ERR_OK;
}

/* ---- content --------------------------------------------------------------------------- */

static struct str world_json(struct arena *a, const struct record_draft *d, enum record_part part)
{
    struct buf b;
    buf_init(&b, RECORD_JSON_MAX);
    record_json_write(a, d->type, d->values, part, &b);
    struct str s = str_copy(a, buf_str(&b));
    buf_release(&b);
    return s;
}

static enum err_code world_uniques(struct record_world *w, struct arena *a,
                                   const struct record_draft *d, struct record_content *ret,
                                   struct err *e)
{
    struct str *uniques = ARENA_NEW_N(a, d->type->n_unique, struct str);
    ret->uniques = uniques;
    for (size_t i = 0; i < d->type->n_unique; i++) {
        struct str text;
        if (!record_key_text(a, d, i, &text))
            continue;
        ERR_TRY(record_world_digest(w, a, text, record_key_sensitive(d->type, i),
                                    &uniques[ret->n_uniques], e));
        ret->n_uniques++;
    }
    return ERR_OK;
}

/* By what it can be found: the fields it is looked up by, and the records that it names. */
static bool world_is_looked_up(const struct record_type *t, int32_t field)
{
    const struct field *f = &t->fields[field];
    bool found = f->type == FIELD_REF && !f->sensitive;
    for (size_t i = 0; i < t->n_lookup; i++)
        found = found || t->lookup[i] == field;
    return found;
}

static enum err_code world_lookups(struct record_world *w, struct arena *a,
                                   const struct record_draft *d, struct record_content *ret,
                                   struct err *e)
{
    const struct record_type *t = d->type;
    struct str *lookups = ARENA_NEW_N(a, t->n_fields, struct str);
    ret->lookups = lookups;
    for (size_t i = 0; i < t->n_fields; i++) {
        if (!d->values[i].has || !world_is_looked_up(t, (int32_t)i))
            continue;
        ERR_TRY(record_world_digest(w, a, record_lookup_text(a, t, (int32_t)i, &d->values[i]),
                                    t->fields[i].sensitive, &lookups[ret->n_lookups], e));
        ret->n_lookups++;
    }
    return ERR_OK;
}

enum err_code record_world_content(struct record_world *w, struct arena *a,
                                   const struct record_draft *d, struct record_content *ret,
                                   struct err *e)
{
    const struct app_catalog_version *by = app_catalogs_of(&w->catalogs, d->type);
    struct record_content c = {.occurred_on = record_occurred_on(d)};
    must(by != NULL);
    c.catalog = by->version.catalog;
    c.catalog_version = by->version.version;
    c.fields = world_json(a, d, RECORD_PART_OPEN);
    if (record_has_sealed(d->type, d->values))
        c.secret = world_json(a, d, RECORD_PART_SEALED);
    ERR_TRY(world_uniques(w, a, d, &c, e));
    ERR_TRY(world_lookups(w, a, d, &c, e));
    *ret = c;
    return ERR_OK;
}

/* ---- life ------------------------------------------------------------------------------- */

enum err_code record_world_init(struct record_world *w, struct arena *a, struct tx *tx,
                                struct str county, instant now, const struct seal_key *data_key,
                                struct err *e)
{
    *w =
        (struct record_world){.a = a, .tx = tx, .county = county, .now = now, .data_key = data_key};
    w->names = (struct record_names){w, world_unit, world_user, world_record, world_matches};
    w->patterns = field_patterns_new(a);
    map_init(&w->lookups, a);
    map_init(&w->subjects, a);
    ERR_TRY(app_catalogs_read(a, tx, county, &w->catalogs, e));
    return store_unit_list(a, tx, county, UNIT_NOW, &w->units, e);
}

void record_world_release(struct record_world *w)
{
    seal_key_wipe(&w->index_key);
    w->has_index_key = false;
}

enum err_code record_world_type(const struct record_world *w, struct str type,
                                const struct record_type **ret, struct err *e)
{
    *ret = app_catalogs_type(&w->catalogs, type, local_day(w->now), NULL);
    return *ret != NULL ? ERR_OK : app_catalogs_no_type(&w->catalogs, type, e);
}

enum err_code record_world_values(struct record_world *w, struct arena *a,
                                  const struct stored_record *r, bool unseal,
                                  const struct record_type **ret_type, struct value **ret,
                                  struct err *e)
{
    const struct record_type *t;
    struct str secret;
    ERR_TRY(app_catalogs_type_of(w->a, w->tx, w->county, &w->catalogs, r, &t, NULL, e));
    struct value *values = ARENA_NEW_N(a, t->n_fields, struct value);
    ERR_TRY(record_json_read(a, t, RECORD_PART_OPEN, r->content.fields, values, e));
    if (unseal && r->content.sealed.n > 0) {
        ERR_TRY(store_record_unseal(a, w->tx, w->county, w->data_key, r, &r->content, &secret, e));
        ERR_TRY(record_json_read(a, t, RECORD_PART_SEALED, secret, values, e));
    }
    *ret_type = t;
    *ret = values;
    return ERR_OK;
}

enum err_code record_world_unit(struct record_world *w, struct str text, struct str *ret,
                                struct err *e)
{
    enum record_known known;
    struct str id;
    ERR_TRY(world_unit(w, text, &id, &known, e));
    if (known != RECORD_KNOWN)
        return err_set(e, ERR_UNIT_NOT_FOUND, "%" STR_FMT, STR_ARG(text));
    *ret = id;
    return ERR_OK;
}
