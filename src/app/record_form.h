/*
 * record_form.h — the columns of a record type as a table: for templates, exports, and copies.
 */
#pragma once

#include "core/record/value.h"
#include "deliver/form.h"

/*
 * The columns of a template: unit, subject, then each field that can be written in a cell. Their
 * titles are those that an import knows. `subject` is the type the records belong to, or NULL.
 * `units` are offered in a drop-down. Lives in `a`.
 */
struct form record_form_template(struct arena *a, const struct record_type *t,
                                 const struct record_type *subject, const struct str *units,
                                 size_t n_units, enum lang lang);

/*
 * The columns of an export: number, unit, subject, the fields, and when it was entered by whom.
 * Sensitive fields are there, masked unless they are to be shown.
 */
struct form record_form_export(struct arena *a, const struct record_type *t,
                               const struct record_type *subject, enum lang lang);

/* A value as a cell of such a table. Lives in `a`. */
struct form_value record_form_value(struct arena *a, const struct field *f, const struct value *v,
                                    enum lang lang);

/* Whether a field can be written in a cell; files cannot. */
bool record_form_has(const struct field *f);
