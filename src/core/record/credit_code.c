/*
 * credit_code.c — see credit_code.h.
 */
#include "core/record/credit_code.h"

static const char CREDIT_ALPHABET[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

enum { CREDIT_BASE = sizeof(CREDIT_ALPHABET) - 1 };

/* The value of a character, or CREDIT_BASE if it is none of the alphabet. */
static int credit_value(char c)
{
    int value = 0;
    while (value < CREDIT_BASE && CREDIT_ALPHABET[value] != c)
        value++;
    return value;
}

static char credit_upper(char c)
{
    return (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
}

enum err_code credit_code_read(struct str s, struct credit_code *ret, struct err *e)
{
    struct credit_code code = {0};
    struct str t = str_trim(s);
    if (str_chars(t) != CREDIT_CODE_CHARS)
        return err_set(e, ERR_RECORD_CREDIT_SHAPE, "%zu ≠ %d", str_chars(t), CREDIT_CODE_CHARS);
    int sum = 0;
    int weight = 1; /* powers of 3 modulo 31 */
    for (size_t i = 0; i < CREDIT_CODE_CHARS; i++) {
        code.text[i] = credit_upper(t.p[i]);
        int value = credit_value(code.text[i]);
        if (value == CREDIT_BASE)
            return err_set(e, ERR_RECORD_CREDIT_SHAPE, "№ %zu", i + 1);
        if (i < CREDIT_CODE_CHARS - 1)
            sum += value * weight;
        weight = weight * 3 % CREDIT_BASE;
    }
    int check = (CREDIT_BASE - sum % CREDIT_BASE) % CREDIT_BASE;
    if (credit_value(code.text[CREDIT_CODE_CHARS - 1]) != check)
        return err_set(e, ERR_RECORD_CREDIT_CHECK, "%s", code.text);
    *ret = code;
    return ERR_OK;
}
