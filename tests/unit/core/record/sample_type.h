/*
 * sample_type.h — record types for these tests, built by hand.
 */
#pragma once

#include "core/record/validate.h"

enum {
    S_HELD_ON,
    S_HOURS,
    S_FORM,
    S_TOPIC,
    S_PERSONS,
    S_COST,
    S_BEGAN,
    S_PAID,
    S_ID_NUMBER,
    S_CODE,
    S_PHONE,
    S_UNIT,
    S_BY,
    S_PERSON,
    S_FILES,
    S_PLACE,
    S_LINES,
    S_DICT,
    S__MAX
};

static const struct choice S_FORMS[] = {
    {{"group", 5}, {{[LANG_ZH] = {"集中", 6}, [LANG_EN] = {"Group", 5}}}},
    {{"single", 6}, {{[LANG_ZH] = {"个别", 6}, [LANG_EN] = {"Single", 6}}}},
};
static const struct choices S_FORM_CHOICES = {.id = {"form", 4}, .p = S_FORMS, .n = 2};

static const struct field S_COLUMNS[] = {
    {.id = {"name", 4}, .type = FIELD_TEXT, .required = true},
    {.id = {"hours", 5}, .type = FIELD_DECIMAL, .digits = 1},
};

static const struct field S_FIELDS[S__MAX] = {
    [S_HELD_ON] = {.id = {"held_on", 7}, .type = FIELD_DATE, .required = true},
    [S_HOURS] = {.id = {"hours", 5},
                 .type = FIELD_DECIMAL,
                 .digits = 1,
                 .required = true,
                 .unit = {"小时", 6},
                 .has_min = true,
                 .min = {1, 2},
                 .has_max = true,
                 .max = {24, 1}},
    [S_FORM] = {.id = {"form", 4}, .type = FIELD_ENUM, .choices = &S_FORM_CHOICES},
    [S_TOPIC] = {.id = {"topic", 5},
                 .type = FIELD_TEXT,
                 .min_length = 2,
                 .max_length = 6,
                 .pattern = {"no digits", 9}},
    [S_PERSONS] = {.id = {"persons", 7}, .type = FIELD_INTEGER},
    [S_COST] = {.id = {"cost", 4}, .type = FIELD_MONEY, .digits = 2},
    [S_BEGAN] = {.id = {"began", 5}, .type = FIELD_INSTANT},
    [S_PAID] = {.id = {"paid", 4}, .type = FIELD_BOOL},
    [S_ID_NUMBER] = {.id = {"id_number", 9}, .type = FIELD_ID_NUMBER, .sensitive = true},
    [S_CODE] = {.id = {"code", 4}, .type = FIELD_CREDIT_CODE},
    [S_PHONE] = {.id = {"phone", 5}, .type = FIELD_PHONE, .sensitive = true},
    [S_UNIT] = {.id = {"office", 6}, .type = FIELD_UNIT},
    [S_BY] = {.id = {"by", 2}, .type = FIELD_USER},
    [S_PERSON] = {.id = {"person", 6}, .type = FIELD_REF, .to = {"supervisee", 10}},
    [S_FILES] = {.id = {"files", 5}, .type = FIELD_ATTACHMENT},
    [S_PLACE] = {.id = {"place", 5}, .type = FIELD_POINT},
    [S_LINES] = {.id = {"lines", 5}, .type = FIELD_TABLE, .columns = S_COLUMNS, .n_columns = 2},
    [S_DICT] = {.id = {"kind", 4}, .type = FIELD_DICT, .choices = &S_FORM_CHOICES},
};

static const int32_t S_KEY_FIELDS[] = {FIELD_IS_SUBJECT, S_HELD_ON, S_FORM};
static const int32_t S_KEY_NUMBER[] = {S_ID_NUMBER};
static const int32_t S_KEY_OF_UNIT[] = {FIELD_IS_UNIT, S_FORM};
static const struct unique_key S_KEYS[] = {
    {S_KEY_FIELDS, 3}, {S_KEY_NUMBER, 1}, {S_KEY_OF_UNIT, 2}};

/* A session of a supervisee. */
static const struct record_type SESSION = {.id = {"session", 7},
                                           .subject = {"supervisee", 10},
                                           .occurred_on = S_HELD_ON,
                                           .label = FIELD_NONE,
                                           .fields = S_FIELDS,
                                           .n_fields = S__MAX,
                                           .unique = S_KEYS,
                                           .n_unique = 3,
                                           .life_start = FIELD_NONE,
                                           .life_end = FIELD_NONE};

/* ---- names: one office, one person, one account ------------------------------------ */

static inline enum err_code s_known(bool known, enum record_known *ret)
{
    *ret = known ? RECORD_KNOWN : RECORD_UNKNOWN;
    return ERR_OK;
}

static inline enum err_code s_unit(void *ctx, struct str text, struct str *ret_id,
                                   enum record_known *ret, struct err *e)
{
    (void)ctx;
    if (str_eq(text, STR("away")))
        return err_set(e, ERR_DB_AWAY, "unit");
    *ret_id = STR("xc");
    return s_known(str_eq(text, STR("xc")) || str_eq(text, STR("城西司法所")), ret);
}

static inline enum err_code s_user(void *ctx, struct str text, struct str *ret_id,
                                   enum record_known *ret, struct err *e)
{
    (void)ctx;
    (void)e;
    *ret_id = STR("li");
    return s_known(str_eq(text, STR("li")), ret);
}

static inline enum err_code s_record(void *ctx, struct str type, struct str text, int64_t *ret_id,
                                     enum record_known *ret, struct err *e)
{
    (void)ctx;
    (void)e;
    must(str_eq(type, STR("supervisee")));
    *ret_id = 17;
    if (str_eq(text, STR("李某"))) {
        *ret = RECORD_KNOWN_TWICE;
        return ERR_OK;
    }
    return s_known(str_eq(text, STR("17")), ret);
}

/* The one pattern of these tests: no ASCII digits. */
static inline bool s_matches(void *ctx, struct str pattern, struct str text)
{
    (void)ctx;
    must(str_eq(pattern, STR("no digits")));
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] >= '0' && text.p[i] <= '9')
            return false;
    }
    return true;
}

static const struct record_names S_NAMES = {NULL, s_unit, s_user, s_record, s_matches};
