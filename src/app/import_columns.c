/*
 * import_columns.c — see import_columns.h.
 */
#include "app/import_columns.h"

static const struct {
    enum import_column_kind kind;
    const char *word; /* for programs */
    const char *title[LANG__MAX];
} SPECIAL[] = {
#define COLUMN(kind, word, en, zh) {IMPORT_##kind, word, {[LANG_EN] = (en), [LANG_ZH] = (zh)}},
#include "app/record_words.def"
#undef COLUMN
};

static const char *const REQUIRED_MARKS[] = {
#define REQUIRED_MARK(sign) sign,
#include "app/record_words.def"
#undef REQUIRED_MARK
};

static const char *const BRACKETS[] = {
#define BRACKET(sign) sign,
#include "app/record_words.def"
#undef BRACKET
};

/* Without the mark of required columns, and what stands in brackets behind. */
static struct str title_bare(struct str s)
{
    s = str_trim(s);
    for (size_t i = 0; i < ARRAY_LEN(REQUIRED_MARKS); i++) {
        struct str mark = str_of(REQUIRED_MARKS[i]);
        if (str_ends(s, mark))
            s = str_trim(str_sub(s, 0, s.n - mark.n));
    }
    return s;
}

static struct str title_before_brackets(struct str s)
{
    size_t at = SIZE_MAX;
    for (size_t i = 0; i < ARRAY_LEN(BRACKETS); i++) {
        size_t here = str_find(s, str_of(BRACKETS[i]), 0);
        at = here < at ? here : at;
    }
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
    for (size_t i = 0; i < ARRAY_LEN(SPECIAL); i++) {
        bool same = str_eq(str_of(SPECIAL[i].word), s);
        for (int lang = 0; lang < LANG__MAX; lang++)
            same = same || str_eq(str_of(SPECIAL[i].title[lang]), s);
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
    for (size_t i = 0; i < ARRAY_LEN(SPECIAL); i++) {
        if (SPECIAL[i].kind == kind)
            return str_of(SPECIAL[i].title[lang]);
    }
    return STR_NONE;
}
