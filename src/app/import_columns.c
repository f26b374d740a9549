/*
 * import_columns.c — see import_columns.h.
 */
#include "app/import_columns.h"

static const struct {
    enum import_column_kind kind;
    struct str title[LANG__MAX];
    struct str word; /* for programs */
} SPECIAL[] = {
    {IMPORT_UNIT, {[LANG_EN] = {"Unit", 4}, [LANG_ZH] = {"单位", 6}}, {"unit", 4}},
    {IMPORT_SUBJECT, {[LANG_EN] = {"Subject", 7}, [LANG_ZH] = {"所属对象", 12}}, {"subject", 7}},
    {IMPORT_ENTERED_AT,
     {[LANG_EN] = {"Entered at", 10}, [LANG_ZH] = {"录入时间", 12}},
     {"entered_at", 10}},
    {IMPORT_NUMBER, {[LANG_EN] = {"Number", 6}, [LANG_ZH] = {"记录编号", 12}}, {"record", 6}},
    {IMPORT_IGNORED, {[LANG_EN] = {"Problems", 8}, [LANG_ZH] = {"问题说明", 12}}, {"problems", 8}},
};

/* Without the mark of required columns, and what stands in brackets behind: 学时（小时）*. */
static struct str title_bare(struct str s)
{
    static const struct str ends[] = {{"*", 1}, {"＊", 3}};
    s = str_trim(s);
    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
        if (str_ends(s, ends[i]))
            s = str_trim(str_sub(s, 0, s.n - ends[i].n));
    }
    return s;
}

static struct str title_before_brackets(struct str s)
{
    size_t wide = str_find(s, STR("（"), 0);
    size_t narrow = str_find(s, STR("("), 0);
    size_t at = wide < narrow ? wide : narrow;
    return at == SIZE_MAX || at == 0 ? s : str_trim(str_sub(s, 0, at));
}

static bool title_is(const struct title *t, struct str s)
{
    for (int lang = 0; lang < LANG__MAX; lang++) {
        if (t->text[lang].n > 0 && str_eq(t->text[lang], s))
            return true;
    }
    return false;
}

static bool column_exact(const struct record_type *t, const struct record_type *subject,
                         struct str s, struct import_column *ret)
{
    for (size_t i = 0; i < t->n_fields; i++) {
        if (str_eq(t->fields[i].id, s) || title_is(&t->fields[i].title, s)) {
            *ret = (struct import_column){IMPORT_FIELD, (int32_t)i};
            return true;
        }
    }
    if (subject != NULL && (str_eq(subject->id, s) || title_is(&subject->title, s))) {
        *ret = (struct import_column){IMPORT_SUBJECT, FIELD_IS_SUBJECT};
        return true;
    }
    for (size_t i = 0; i < sizeof(SPECIAL) / sizeof(SPECIAL[0]); i++) {
        bool same = str_eq(SPECIAL[i].word, s);
        for (int lang = 0; lang < LANG__MAX; lang++)
            same = same || str_eq(SPECIAL[i].title[lang], s);
        if (same && (SPECIAL[i].kind != IMPORT_SUBJECT || subject != NULL)) {
            *ret = (struct import_column){SPECIAL[i].kind, FIELD_NONE};
            return true;
        }
    }
    return false;
}

struct import_column import_column_of(const struct record_type *t,
                                      const struct record_type *subject, struct str title)
{
    struct import_column column = {IMPORT_IGNORED, FIELD_NONE};
    struct str s = title_bare(title);
    if (s.n == 0)
        return column;
    if (!column_exact(t, subject, s, &column) &&
        !column_exact(t, subject, title_before_brackets(s), &column))
        column.kind = IMPORT_UNKNOWN;
    return column;
}

struct str import_title(enum import_column_kind kind, enum lang lang)
{
    for (size_t i = 0; i < sizeof(SPECIAL) / sizeof(SPECIAL[0]); i++) {
        if (SPECIAL[i].kind == kind)
            return SPECIAL[i].title[lang];
    }
    return STR_NONE;
}
