/*
 * id_number.c — see id_number.h.
 */
#include "core/record/id_number.h"

static bool id_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool id_digits(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (!id_digit(s.p[i]))
            return false;
    }
    return true;
}

static int id_value(const char *p, size_t n)
{
    int value = 0;
    for (size_t i = 0; i < n; i++)
        value = value * 10 + (p[i] - '0');
    return value;
}

/* ISO 7064, MOD 11-2: the weights are powers of 2 modulo 11, from the right. */
static char id_check(const char *p)
{
    static const int weights[ID_NUMBER_CHARS - 1] = {7, 9, 10, 5,  8, 4, 2, 1, 6,
                                                     3, 7, 9,  10, 5, 8, 4, 2};
    static const char checks[] = "10X98765432";
    int sum = 0;
    for (size_t i = 0; i < ARRAY_LEN(weights); i++)
        sum += weights[i] * (p[i] - '0');
    return checks[sum % 11];
}

/* What is wrong with the shape, in no language: how many characters, or which of them. */
static enum err_code id_shape(struct str t, struct err *e)
{
    size_t n = str_chars(t);
    size_t at = 0;
    if (n != ID_NUMBER_CHARS)
        return err_set(e, ERR_RECORD_ID_SHAPE, "%zu ≠ %d", n, ID_NUMBER_CHARS);
    while (at < ID_NUMBER_CHARS - 1 && id_digit(t.p[at]))
        at++;
    return err_set(e, ERR_RECORD_ID_SHAPE, "№ %zu", at + 1);
}

enum err_code id_number_read(struct str s, struct id_number *ret, struct err *e)
{
    struct id_number id = {0};
    struct str t = str_trim(s);
    if (t.n != ID_NUMBER_CHARS || !id_digits(str_sub(t, 0, ID_NUMBER_CHARS - 1)))
        return id_shape(t, e);
    memcpy(id.text, t.p, ID_NUMBER_CHARS);
    char *last = &id.text[ID_NUMBER_CHARS - 1];
    if (*last == 'x')
        *last = 'X';
    if (!id_digit(*last) && *last != 'X')
        return id_shape(t, e);
    if (date_make(id_value(t.p + 6, 4), id_value(t.p + 10, 2), id_value(t.p + 12, 2), &id.born,
                  NULL) != ERR_OK)
        return err_set(e, ERR_RECORD_ID_BORN, "%.8s", t.p + 6);
    if (id_check(id.text) != *last)
        return err_set(e, ERR_RECORD_ID_CHECK, "%.6s********%.4s", id.text, id.text + 14);
    id.female = (id.text[16] - '0') % 2 == 0;
    *ret = id;
    return ERR_OK;
}
