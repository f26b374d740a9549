/*
 * key.c — see key.h. Each part is written as "<length in bytes>:<bytes>,", so
 * that no two lists of values have the same text.
 */
#include "core/record/key.h"

#include "base/arena.h"

enum { KEY_LENGTH_MAX = 24 }; /* digits of a length, a colon and a comma */

/* The parts, one behind the other; made in one go, for an import makes one for every row. */
static struct str key_join(struct arena *a, const struct str *parts, size_t n)
{
    size_t room = 1;
    for (size_t i = 0; i < n; i++)
        room += parts[i].n + KEY_LENGTH_MAX;
    char *p = arena_alloc(a, room);
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        char digits[KEY_LENGTH_MAX];
        size_t from = sizeof(digits);
        for (size_t length = parts[i].n; from == sizeof(digits) || length > 0; length /= 10)
            digits[--from] = (char)('0' + length % 10);
        memcpy(p + at, digits + from, sizeof(digits) - from);
        at += sizeof(digits) - from;
        p[at++] = ':';
        if (parts[i].n > 0)
            memcpy(p + at, parts[i].p, parts[i].n);
        at += parts[i].n;
        p[at++] = ',';
    }
    return (struct str){p, at};
}

/* Two choices may have the same title; their ids differ. */
static struct str key_value(struct arena *a, const struct field *f, const struct value *v)
{
    return f->choices != NULL ? v->text : value_text(a, f, v, LANG_EN);
}

/* One part of a key; false if the record has nothing there. */
static bool key_part(struct arena *a, const struct record_draft *d, int32_t field, struct str *ret)
{
    if (field == FIELD_IS_SUBJECT) {
        *ret = str_format(a, "%lld", (long long)d->subject);
        return d->subject != 0;
    }
    if (field == FIELD_IS_UNIT) {
        *ret = d->unit;
        return d->unit.n > 0;
    }
    if (!d->values[field].has)
        return false;
    *ret = key_value(a, &d->type->fields[field], &d->values[field]);
    return true;
}

bool record_key_text(struct arena *a, const struct record_draft *d, size_t key, struct str *ret)
{
    const struct record_type *t = d->type;
    const struct unique_key *k = &t->unique[key];
    struct str *parts = ARENA_NEW_N(a, k->n + 2, struct str);
    parts[0] = t->id;
    parts[1] = str_format(a, "%zu", key);
    for (size_t i = 0; i < k->n; i++) {
        if (!key_part(a, d, k->fields[i], &parts[i + 2]))
            return false;
    }
    *ret = key_join(a, parts, k->n + 2);
    return true;
}

bool record_key_sensitive(const struct record_type *t, size_t key)
{
    const struct unique_key *k = &t->unique[key];
    for (size_t i = 0; i < k->n; i++) {
        if (k->fields[i] >= 0 && t->fields[k->fields[i]].sensitive)
            return true;
    }
    return false;
}

struct str record_lookup_text(struct arena *a, const struct record_type *t, int32_t field,
                              const struct value *v)
{
    const struct field *f = &t->fields[field];
    const struct str parts[] = {t->id, f->id, key_value(a, f, v)};
    return key_join(a, parts, ARRAY_LEN(parts));
}
