/*
 * id_number.h — the citizen's identity number: 18 characters after GB 11643-1999.
 *
 * Six digits of the division of first registration, eight of the day of birth,
 * three of order (odd for men, even for women), and a check character. Numbers of
 * 15 digits, which ended with 2012, are told apart from mere mistakes.
 */
#pragma once

#include "base/date.h"

enum { ID_NUMBER_CHARS = 18 };

struct id_number {
    char text[ID_NUMBER_CHARS + 1]; /* with an upper-case X */
    date born;
    bool female;
};

/*
 * Read a number; blanks around it and a lower-case x are allowed.
 *
 * errors  ERR_RECORD_ID_SHAPE  not 17 digits and a digit or X
 *         ERR_RECORD_ID_BORN   the day of birth does not exist
 *         ERR_RECORD_ID_CHECK  the check character is another one; the detail does not name it,
 *                              so that nobody makes up a number that passes
 */
ERR_CHECKED enum err_code id_number_read(struct str s, struct id_number *ret, struct err *e);
