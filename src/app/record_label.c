/*
 * record_label.c — see record_label.h.
 */
#include "app/record_label.h"

#include "base/arena.h"
#include "core/record/record_json.h"

enum err_code record_label(struct arena *a, struct tx *tx, struct str county,
                           struct app_catalogs *catalogs, const struct stored_record *r,
                           struct str *ret, struct err *e)
{
    const struct record_type *t;
    ERR_TRY(app_catalogs_type_of(a, tx, county, catalogs, r, &t, NULL, e));
    *ret = STR_NONE;
    if (t->label == FIELD_NONE || t->fields[t->label].sensitive)
        return ERR_OK;
    struct value *values = ARENA_NEW_N(a, t->n_fields, struct value);
    ERR_TRY(record_json_read(a, t, RECORD_PART_OPEN, r->content.fields, values, e));
    *ret = value_text(a, &t->fields[t->label], &values[t->label], LANG_ZH);
    return ERR_OK;
}
