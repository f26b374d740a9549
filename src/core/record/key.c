/*
 * key.c — see key.h. Each part is written as "<length in bytes>:<bytes>,", so
 * that no two lists of values have the same text.
 */
#include "core/record/key.h"

static struct str key_part(struct arena *a, struct str so_far, struct str part)
{
    return str_format(a, "%" STR_FMT "%zu:%" STR_FMT ",", STR_ARG(so_far), part.n, STR_ARG(part));
}

/* Two choices may have the same title; their ids differ. */
static struct str key_value(struct arena *a, const struct field *f, const struct value *v)
{
    return f->choices != NULL ? v->text : value_text(a, f, v, LANG_EN);
}

bool record_key_text(struct arena *a, const struct record_draft *d, size_t key, struct str *ret)
{
    const struct record_type *t = d->type;
    const struct unique_key *k = &t->unique[key];
    struct str text = key_part(a, STR_NONE, t->id);
    text = key_part(a, text, str_format(a, "%zu", key));
    for (size_t i = 0; i < k->n; i++) {
        int32_t field = k->fields[i];
        bool subject = field == FIELD_IS_SUBJECT;
        if (subject ? d->subject == 0 : !d->values[field].has)
            return false;
        text = key_part(a, text,
                        subject ? str_format(a, "%lld", (long long)d->subject)
                                : key_value(a, &t->fields[field], &d->values[field]));
    }
    *ret = text;
    return true;
}

bool record_key_sensitive(const struct record_type *t, size_t key)
{
    const struct unique_key *k = &t->unique[key];
    for (size_t i = 0; i < k->n; i++) {
        if (k->fields[i] != FIELD_IS_SUBJECT && t->fields[k->fields[i]].sensitive)
            return true;
    }
    return false;
}

struct str record_lookup_text(struct arena *a, const struct record_type *t, int32_t field,
                              const struct value *v)
{
    const struct field *f = &t->fields[field];
    struct str text = key_part(a, key_part(a, STR_NONE, t->id), f->id);
    return key_part(a, text, key_value(a, f, v));
}
