/*
 * case_evaluate.h — all obligations of a case.
 */
#pragma once

#include "core/obligation/obligation.h"
#include "source/case/case_read.h"

/* errors: those of obligations_of_subject, _unit and _record */
ERR_CHECKED enum err_code case_evaluate(struct arena *a, const struct case_file *c,
                                        struct obligations *ret, struct err *e);
