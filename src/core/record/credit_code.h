/*
 * credit_code.h — the unified social credit code (统一社会信用代码): 18
 * characters after GB 32100-2015.
 *
 * One character for the registering department, one for the kind of
 * organisation, six digits of the division, nine of the organisation's code,
 * and a check character. The letters I, O, S, V and Z are not used.
 */
#pragma once

#include "base/str.h"

enum { CREDIT_CODE_CHARS = 18 };

struct credit_code {
    char text[CREDIT_CODE_CHARS + 1]; /* in upper case */
};

/*
 * Read a code; blanks around it and lower-case letters are allowed.
 *
 * errors  ERR_RECORD_CREDIT_SHAPE  not 18 characters of the code's alphabet
 *         ERR_RECORD_CREDIT_CHECK  the check character is another one
 */
ERR_CHECKED enum err_code credit_code_read(struct str s, struct credit_code *ret, struct err *e);
