/*
 * value.c — see value.h. One function a group of field types, found through a
 * table; each gets the text trimmed and, where that does no harm, folded to half
 * width.
 */
#include "core/record/value.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/text.h"
#include "core/record/credit_code.h"
#include "core/record/id_number.h"
#include "core/record/moment_text.h"

struct value_in {
    struct arena *a;
    const struct field *f;
    struct str text;   /* trimmed */
    struct str folded; /* the same in half width */
    const struct record_names *names;
};

typedef enum err_code value_reader(const struct value_in *in, struct value *v, struct err *e);

bool record_is_problem(enum err_code code)
{
    return code != ERR_OK && str_eq(str_sub(str_of(err_info(code)->number), 0, 7), STR("RECORD-"));
}

/* The value in the detail, cut to a sensible length; never a sensitive one. */
static enum err_code value_no(const struct value_in *in, enum err_code code, struct err *e)
{
    enum { SHOWN_MAX = 120 };
    if (in->f->sensitive)
        return err_set(e, code, "%s", "");
    struct str shown = in->text;
    if (shown.n > SHOWN_MAX) {
        shown.n = SHOWN_MAX;
        while (shown.n > 0 && ((unsigned char)in->text.p[shown.n] & 0xC0) == 0x80)
            shown.n--;
    }
    return err_set(e, code, "\"%" STR_FMT "\"%s", STR_ARG(shown), shown.n < in->text.n ? " …" : "");
}

/* ---- text ------------------------------------------------------------------------ */

static enum err_code value_plain(const struct value_in *in, struct value *v, struct err *e)
{
    (void)e;
    v->text = str_copy(in->a, in->text);
    return ERR_OK;
}

static enum err_code value_id_number(const struct value_in *in, struct value *v, struct err *e)
{
    struct id_number id;
    ERR_TRY(id_number_read(in->folded, &id, e));
    v->text = str_copy(in->a, str_of(id.text));
    return ERR_OK;
}

static enum err_code value_credit_code(const struct value_in *in, struct value *v, struct err *e)
{
    struct credit_code code;
    ERR_TRY(credit_code_read(in->folded, &code, e));
    v->text = str_copy(in->a, str_of(code.text));
    return ERR_OK;
}

/* Digits of a telephone number, without hyphens and blanks; false if something else is in it. */
static bool phone_digits(struct str s, char *out, size_t max, size_t *ret_n)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '-' || c == ' ')
            continue;
        if (c < '0' || c > '9' || n == max)
            return false;
        out[n++] = c;
    }
    *ret_n = n;
    return true;
}

/* Mobile numbers of 11 digits; area code and 7 or 8 digits; 400 numbers; 7 or 8 digits alone. */
static enum err_code value_phone(const struct value_in *in, struct value *v, struct err *e)
{
    enum { PHONE_DIGITS_MAX = 12 };
    char d[PHONE_DIGITS_MAX];
    size_t n;
    struct str s = in->folded;
    if (str_starts(s, STR("+86")))
        s = str_trim(str_sub(s, 3, s.n));
    if (!phone_digits(s, d, sizeof(d), &n) || n < 7)
        return value_no(in, ERR_RECORD_PHONE, e);
    bool mobile = n == 11 && d[0] == '1' && d[1] >= '3';
    bool fixed = d[0] == '0' && n >= 10 && n <= 12;
    bool service = n == 10 && d[0] == '4' && d[1] == '0' && d[2] == '0';
    bool local = (n == 7 || n == 8) && d[0] >= '2';
    if (!mobile && !fixed && !service && !local)
        return value_no(in, ERR_RECORD_PHONE, e);
    v->text = mobile ? str_copy(in->a, (struct str){d, n}) : str_copy(in->a, s);
    return ERR_OK;
}

/* ---- numbers --------------------------------------------------------------------- */

static const struct str CURRENCY_SIGNS[] = {
#define CURRENCY(sign) {sign, sizeof(sign) - 1},
#include "core/record/words.def"
#undef CURRENCY
};

static const struct str YUAN_WORDS[] = {
#define YUAN(word) {word, sizeof(word) - 1},
#include "core/record/words.def"
#undef YUAN
};

static struct str number_without_end(struct str s, struct str end)
{
    return end.n > 0 && str_ends(s, end) ? str_trim(str_sub(s, 0, s.n - end.n)) : s;
}

/* Without currency and unit around it. */
static struct str number_bare(const struct value_in *in)
{
    struct str s = number_without_end(in->folded, in->f->unit);
    if (in->f->type != FIELD_MONEY)
        return s;
    for (size_t i = 0; i < ARRAY_LEN(CURRENCY_SIGNS); i++) {
        if (str_starts(s, CURRENCY_SIGNS[i]))
            s = str_trim(str_sub(s, CURRENCY_SIGNS[i].n, s.n));
    }
    for (size_t i = 0; i < ARRAY_LEN(YUAN_WORDS) && in->f->unit.n == 0; i++)
        s = number_without_end(s, YUAN_WORDS[i]);
    return s;
}

/* Without thousands separators, which must stand before every third digit or nowhere. */
static bool number_joined(struct str s, char *out, size_t max, size_t *ret_n)
{
    size_t point = str_find(s, STR("."), 0);
    size_t whole = point == SIZE_MAX ? s.n : point;
    size_t n = 0;
    bool any = str_find(str_sub(s, 0, whole), STR(","), 0) != SIZE_MAX;
    for (size_t i = 0; i < s.n; i++) {
        bool here = any && i < whole && (whole - i) % 4 == 0;
        if ((s.p[i] == ',') != (here && s.p[i - (i > 0)] != '-' && i > 0))
            return false;
        if (s.p[i] == ',')
            continue;
        if (n == max)
            return false;
        out[n++] = s.p[i];
    }
    *ret_n = n;
    return true;
}

static enum err_code value_number(const struct value_in *in, struct value *v, struct err *e)
{
    enum { NUMBER_CHARS_MAX = 64 };
    char plain[NUMBER_CHARS_MAX];
    size_t n;
    struct str s = number_bare(in);
    if (str_starts(s, STR("+")))
        s = str_sub(s, 1, s.n);
    if (!number_joined(s, plain, sizeof(plain), &n) ||
        rational_parse((struct str){plain, n}, &v->number, NULL) != ERR_OK)
        return value_no(in, ERR_RECORD_VALUE, e);
    struct rational rounded;
    if (rational_round(v->number, in->f->digits, &rounded, NULL) != ERR_OK)
        return value_no(in, ERR_RECORD_VALUE, e);
    if (rational_cmp(rounded, v->number) != 0)
        return err_set(e, ERR_RECORD_DIGITS, "%.*s; ≤ %d", (int)n, plain, in->f->digits);
    return ERR_OK;
}

static enum err_code value_bool(const struct value_in *in, struct value *v, struct err *e)
{
    static const struct {
        const char *word;
        bool yes;
    } words[] = {
#define YES(word) {(word), true},
#define NO(word)  {(word), false},
#include "core/record/words.def"
#undef YES
#undef NO
    };
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (str_eq(in->folded, str_of(words[i].word))) {
            v->yes = words[i].yes;
            return ERR_OK;
        }
    }
    return value_no(in, ERR_RECORD_VALUE, e);
}

/* ---- days ------------------------------------------------------------------------ */

static enum err_code value_day(const struct value_in *in, struct value *v, struct err *e)
{
    if (day_text_read(in->folded, &v->day, NULL) != ERR_OK)
        return value_no(in, ERR_RECORD_VALUE, e);
    return ERR_OK;
}

static enum err_code value_instant(const struct value_in *in, struct value *v, struct err *e)
{
    if (moment_text_read(in->folded, &v->at, NULL) != ERR_OK)
        return value_no(in, ERR_RECORD_VALUE, e);
    return ERR_OK;
}

/* ---- names ----------------------------------------------------------------------- */

static const struct choice *choice_titled(const struct choices *c, struct str title)
{
    for (size_t i = 0; i < c->n; i++) {
        for (int lang = 0; lang < LANG__MAX; lang++) {
            if (str_eq(c->p[i].title.text[lang], title))
                return &c->p[i];
        }
    }
    return NULL;
}

static enum err_code value_choice(const struct value_in *in, struct value *v, struct err *e)
{
    const struct choice *c = choices_get(in->f->choices, in->folded);
    if (c == NULL)
        c = choice_titled(in->f->choices, in->text);
    if (c == NULL)
        return value_no(in, ERR_RECORD_CHOICE, e);
    v->text = c->id;
    return ERR_OK;
}

static enum err_code value_unit(const struct value_in *in, struct value *v, struct err *e)
{
    enum record_known known;
    ERR_TRY(in->names->unit(in->names->ctx, in->text, &v->text, &known, e));
    return known == RECORD_KNOWN ? ERR_OK : value_no(in, ERR_RECORD_UNIT, e);
}

static enum err_code value_user(const struct value_in *in, struct value *v, struct err *e)
{
    enum record_known known;
    ERR_TRY(in->names->user(in->names->ctx, in->text, &v->text, &known, e));
    return known == RECORD_KNOWN ? ERR_OK : value_no(in, ERR_RECORD_REF, e);
}

static enum err_code value_record(const struct value_in *in, struct value *v, struct err *e)
{
    enum record_known known;
    ERR_TRY(in->names->record(in->names->ctx, in->f->to, in->text, &v->id, &known, e));
    if (known == RECORD_UNKNOWN && !str_eq(in->text, in->folded)) /* a number in full width */
        ERR_TRY(in->names->record(in->names->ctx, in->f->to, in->folded, &v->id, &known, e));
    if (known == RECORD_KNOWN)
        return ERR_OK;
    return value_no(in, known == RECORD_UNKNOWN ? ERR_RECORD_REF : ERR_RECORD_REF_SEVERAL, e);
}

/* ---- several in one --------------------------------------------------------------- */

static enum err_code value_attachment(const struct value_in *in, struct value *v, struct err *e)
{
    (void)v;
    return value_no(in, ERR_RECORD_LIST, e); /* files are added, not written */
}

static enum err_code value_degrees(const struct value_in *in, struct str s, int64_t most,
                                   struct value *ret, struct err *e)
{
    ret->has = true;
    if (rational_parse(str_trim(s), &ret->number, NULL) != ERR_OK)
        return value_no(in, ERR_RECORD_VALUE, e);
    if (rational_cmp(ret->number, RATIONAL(most)) > 0 ||
        rational_cmp(ret->number, RATIONAL(-most)) < 0)
        return value_no(in, ERR_RECORD_RANGE, e);
    return ERR_OK;
}

static enum err_code value_point(const struct value_in *in, struct value *v, struct err *e)
{
    size_t comma = str_find(in->folded, STR(","), 0);
    if (comma == SIZE_MAX)
        return value_no(in, ERR_RECORD_VALUE, e);
    struct value *both = ARENA_NEW_N(in->a, 2, struct value);
    ERR_TRY(value_degrees(in, str_sub(in->folded, 0, comma), 90, &both[0], e));
    ERR_TRY(value_degrees(in, str_sub(in->folded, comma + 1, in->folded.n), 180, &both[1], e));
    v->list = both;
    v->n = 2;
    return ERR_OK;
}

static struct str cell_text(struct arena *a, const struct json_val *j)
{
    switch (json_kind_of(j)) {
    case JSON_KIND_TEXT: return json_text(j);
    case JSON_KIND_INT: return str_format(a, "%lld", (long long)json_int(j));
    case JSON_KIND_BOOL: return json_bool(j) ? STR("true") : STR("false");
    case JSON_KIND_NULL:
    case JSON_KIND_REAL:
    case JSON_KIND_ARRAY:
    case JSON_KIND_OBJECT: return STR_NONE;
    }
    must_not_reach("a kind of JSON value");
}

static enum err_code table_row_read(const struct value_in *in, const struct json_val *j,
                                    struct value *row, struct err *e)
{
    struct value *cells = ARENA_NEW_N(in->a, in->f->n_columns, struct value);
    if (json_kind_of(j) != JSON_KIND_OBJECT)
        return value_no(in, ERR_RECORD_LIST, e);
    for (size_t i = 0; i < in->f->n_columns; i++) {
        const struct field *column = &in->f->columns[i];
        const struct json_val *cell = json_get(j, column->id);
        struct str text = cell == NULL ? STR_NONE : cell_text(in->a, cell);
        ERR_TRY(value_read(in->a, column, text, in->names, &cells[i], e));
        if (column->required && !cells[i].has)
            return err_set(e, ERR_RECORD_REQUIRED, "%" STR_FMT, STR_ARG(column->id));
    }
    *row = (struct value){.has = true, .list = cells, .n = in->f->n_columns};
    return ERR_OK;
}

static enum err_code value_table(const struct value_in *in, struct value *v, struct err *e)
{
    enum { TABLE_ROWS_MAX = 1000 };
    const struct json_val *j;
    if (json_parse(in->a, in->text, &j, NULL) != ERR_OK || json_kind_of(j) != JSON_KIND_ARRAY ||
        json_count(j) > TABLE_ROWS_MAX)
        return value_no(in, ERR_RECORD_LIST, e);
    struct value *rows = ARENA_NEW_N(in->a, json_count(j), struct value);
    for (size_t i = 0; i < json_count(j); i++)
        ERR_TRY(table_row_read(in, json_at(j, i), &rows[i], e));
    v->list = rows;
    v->n = json_count(j);
    return ERR_OK;
}

/* ---- reading ---------------------------------------------------------------------- */

static value_reader *const VALUE_READERS[FIELD_TYPE__MAX] = {
    [FIELD_TEXT] = value_plain,
    [FIELD_INTEGER] = value_number,
    [FIELD_DECIMAL] = value_number,
    [FIELD_MONEY] = value_number,
    [FIELD_DATE] = value_day,
    [FIELD_INSTANT] = value_instant,
    [FIELD_BOOL] = value_bool,
    [FIELD_ENUM] = value_choice,
    [FIELD_DICT] = value_choice,
    [FIELD_ID_NUMBER] = value_id_number,
    [FIELD_CREDIT_CODE] = value_credit_code,
    [FIELD_PHONE] = value_phone,
    [FIELD_UNIT] = value_unit,
    [FIELD_USER] = value_user,
    [FIELD_SUBJECT] = value_record,
    [FIELD_REF] = value_record,
    [FIELD_ATTACHMENT] = value_attachment,
    [FIELD_POINT] = value_point,
    [FIELD_TABLE] = value_table,
};

static struct str value_fold(struct arena *a, struct str s)
{
    char *out = arena_alloc(a, s.n * STR_CP_BYTES_MAX + 1);
    size_t n = 0;
    for (size_t at = 0; at < s.n;)
        n += str_encode(text_fold(str_next(s, &at)), out + n);
    return (struct str){out, n};
}

/* Whether folding would change nothing: plain ASCII. */
static bool value_is_ascii(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if ((unsigned char)s.p[i] >= 0x80)
            return false;
    }
    return true;
}

enum err_code value_read(struct arena *a, const struct field *f, struct str text,
                         const struct record_names *names, struct value *ret, struct err *e)
{
    struct value v = {.has = false};
    struct value_in in = {.a = a, .f = f, .text = str_trim(text), .names = names};
    if (in.text.n > 0) {
        in.folded =
            f->type == FIELD_TEXT || value_is_ascii(in.text) ? in.text : value_fold(a, in.text);
        ERR_TRY(VALUE_READERS[f->type](&in, &v, e));
        v.has = true;
    }
    *ret = v;
    return ERR_OK;
}

/* ---- writing ---------------------------------------------------------------------- */

static struct str number_text(struct arena *a, struct rational r)
{
    char out[RATIONAL_TEXT_MAX];
    return str_copy(a, str_of(rational_text(r, out)));
}

/* With the digits the field has: money "800.00". */
static struct str decimal_text(struct arena *a, const struct field *f, struct rational r)
{
    struct str s = number_text(a, r);
    if (f->type != FIELD_MONEY)
        return s;
    size_t point = str_find(s, STR("."), 0);
    size_t places = point == SIZE_MAX ? 0 : s.n - point - 1;
    return str_format(a, "%" STR_FMT "%s%.*s", STR_ARG(s), point == SIZE_MAX ? "." : "",
                      (int)(places < 2 ? 2 - places : 0), "00");
}

static struct str choice_text(const struct field *f, struct str id, enum lang lang)
{
    const struct choice *c = choices_get(f->choices, id);
    return c == NULL ? id : title_in(&c->title, lang);
}

static struct str table_text(struct arena *a, const struct field *f, const struct value *v,
                             enum lang lang)
{
    struct json_val *rows = json_val_array(a);
    for (size_t i = 0; i < v->n; i++) {
        struct json_val *row = json_add_object(rows);
        for (size_t c = 0; c < f->n_columns; c++) {
            if (v->list[i].list[c].has) {
                const struct field *column = &f->columns[c];
                json_put_str(row, str_copy(a, column->id).p,
                             value_text(a, column, &v->list[i].list[c], lang));
            }
        }
    }
    struct buf b;
    buf_init(&b, VALUE_TEXT_MAX);
    json_write(rows, 0, &b);
    struct str s = str_copy(a, buf_str(&b));
    buf_release(&b);
    return s;
}

static struct str point_text(struct arena *a, const struct value *v)
{
    struct str lat = number_text(a, v->list[0].number);
    struct str lon = number_text(a, v->list[1].number);
    return str_format(a, "%" STR_FMT ",%" STR_FMT, STR_ARG(lat), STR_ARG(lon));
}

static struct str attachment_text(struct arena *a, const struct value *v)
{
    struct str s = STR_NONE;
    for (size_t i = 0; i < v->n; i++)
        s = str_format(a, "%" STR_FMT "%s%" STR_FMT, STR_ARG(s), i > 0 ? " " : "",
                       STR_ARG(v->list[i].text));
    return s;
}

static struct str bool_text(bool yes, enum lang lang)
{
    static const struct {
        const char *yes, *no;
    } texts[LANG__MAX] = {
#define BOOL_TEXT(lang, yes, no) [LANG_##lang] = {(yes), (no)},
#include "core/record/words.def"
#undef BOOL_TEXT
    };
    return str_of(yes ? texts[lang].yes : texts[lang].no);
}

struct str value_text(struct arena *a, const struct field *f, const struct value *v, enum lang lang)
{
    char out[MOMENT_TEXT_MAX];
    if (!v->has)
        return STR_NONE;
    switch (field_form(f->type)) {
    case VALUE_NUMBER: return decimal_text(a, f, v->number);
    case VALUE_DAY: return str_copy(a, str_of(date_text(v->day, out)));
    case VALUE_INSTANT: return str_copy(a, str_of(moment_text(v->at, out)));
    case VALUE_BOOL: return bool_text(v->yes, lang);
    case VALUE_CHOICE: return choice_text(f, v->text, lang);
    case VALUE_RECORD: return str_format(a, "%lld", (long long)v->id);
    case VALUE_FILES: return attachment_text(a, v);
    case VALUE_POINT: return point_text(a, v);
    case VALUE_ROWS: return table_text(a, f, v, lang);
    case VALUE_TEXT: return v->text;
    }
    must_not_reach("a form of values");
}

static bool list_eq(const struct field *f, const struct value *a, const struct value *b)
{
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++) {
        const struct value *x = &a->list[i];
        const struct value *y = &b->list[i];
        if (f->type == FIELD_ATTACHMENT && !str_eq(x->text, y->text))
            return false;
        if (f->type == FIELD_POINT && rational_cmp(x->number, y->number) != 0)
            return false;
        for (size_t c = 0; f->type == FIELD_TABLE && c < f->n_columns; c++) {
            if (!value_eq(&f->columns[c], &x->list[c], &y->list[c]))
                return false;
        }
    }
    return true;
}

bool value_eq(const struct field *f, const struct value *a, const struct value *b)
{
    if (!a->has || !b->has)
        return a->has == b->has;
    switch (field_form(f->type)) {
    case VALUE_NUMBER: return rational_cmp(a->number, b->number) == 0;
    case VALUE_DAY: return a->day.days == b->day.days;
    case VALUE_INSTANT: return a->at.ms == b->at.ms;
    case VALUE_BOOL: return a->yes == b->yes;
    case VALUE_RECORD: return a->id == b->id;
    case VALUE_TEXT:
    case VALUE_CHOICE: return str_eq(a->text, b->text);
    case VALUE_FILES:
    case VALUE_POINT:
    case VALUE_ROWS: return list_eq(f, a, b);
    }
    must_not_reach("a form of values");
}
