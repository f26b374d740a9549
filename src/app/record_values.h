/*
 * record_values.h — the values of a record, from one version of its type to another.
 *
 * A catalog is loaded again and again; its types gain fields and lose some. Whoever shows
 * or changes an old record by the type in force takes over what is the same in both.
 */
#pragma once

#include "core/record/validate.h"

/*
 * One value for each field of `to`: that of the field of the same id and type in `from`, else none.
 * A choice that `to` does not know is none either. Lives in `a`, with views of `values`.
 */
struct value *record_values_under(struct arena *a, const struct record_type *from,
                                  const struct value *values, const struct record_type *to);

/*
 * Give `values`, one a field, the defaults of the type where they are missing.
 * errors  those of `names` where something could not be looked up
 */
ERR_CHECKED enum err_code record_values_default(struct arena *a, const struct record_type *t,
                                                const struct record_names *names,
                                                struct value *values, struct err *e);
