/*
 * check.c — run the cases of .txt files over the expression language: `check FILE...`. Prints
 * TAP, a line for each case. What a file holds: README.md beside it.
 *
 * Whatever gives a value is asked three times: as written, in its canonical form, which must
 * be its own canonical form, and with every slot emptied that it says it does not use.
 */
#include "base/arena.h"
#include "base/file.h"
#include "base/vec.h"
#include "core/expr/expr.h"

enum { CHECK_FILE_MAX = 1024 * 1024, CHECK_SLOTS_MAX = 64 };

static const char *const TYPES[EXPR_TYPE__MAX] = {"bool", "number", "text", "date", "instant"};

static const char *const WANTED[EXPR_WANTED__MAX] = {
#define EXPR_WANTED(name, en, zh) #name,
#define EXPR_PHRASE(name, en, zh)
#include "core/expr/fault.def"
#undef EXPR_WANTED
#undef EXPR_PHRASE
};

typedef VEC(struct str) str_vec;

struct check {
    struct arena *a;
    struct expr_name names[CHECK_SLOTS_MAX];
    struct expr_value slots[CHECK_SLOTS_MAX];
    size_t n;
    const char *file;
    int line;
    int cases, failed, refused;
};

/* ---- pieces of a line ------------------------------------------------------------ */

/* What stands before `mark`, trimmed; *rest receives what follows, empty if it is not there. */
static struct str cut(struct str s, struct str mark, struct str *rest)
{
    size_t at = str_find(s, mark, 0);
    *rest = at == SIZE_MAX ? STR_NONE : str_trim(str_sub(s, at + mark.n, s.n));
    return str_trim(str_sub(s, 0, at));
}

/* The last `mark` of s, or SIZE_MAX. */
static size_t find_last(struct str s, struct str mark)
{
    size_t last = SIZE_MAX;
    for (size_t at = 0; (at = str_find(s, mark, at)) != SIZE_MAX; at++)
        last = at;
    return last;
}

_Noreturn static void broken(const struct check *c, const char *why)
{
    (void)printf("Bail out! %s:%d: %s\n", c->file, c->line, why);
    exit(2);
}

static enum expr_type type_of(const struct check *c, struct str word)
{
    for (size_t i = 0; i < EXPR_TYPE__MAX; i++)
        if (str_eq(word, str_of(TYPES[i])))
            return (enum expr_type)i;
    broken(c, "no such type");
}

/* ---- values ------------------------------------------------------------------------ */

static int32_t index_of(const struct check *c, const struct expr_name *name, struct str text)
{
    for (size_t i = 0; i < name->n_values; i++)
        if (str_eq(name->values[i], text))
            return (int32_t)i;
    broken(c, "no such value of the field");
}

/* A value as it is written after `given` and in results. */
static struct expr_value value_of(const struct check *c, enum expr_type type, struct str text)
{
    struct expr_value v = {.present = true};
    bool good = true;
    if (type == EXPR_BOOL) {
        v.truth = str_eq(text, STR("true"));
        good = v.truth || str_eq(text, STR("false"));
    } else if (type == EXPR_NUMBER) {
        struct str under, over = cut(text, STR("/"), &under);
        struct rational a = RATIONAL(0), b = RATIONAL(1);
        good = rational_parse(over, &a, NULL) == ERR_OK &&
               (under.n == 0 || rational_parse(under, &b, NULL) == ERR_OK) &&
               rational_div(a, b, &v.number, NULL) == ERR_OK;
    } else if (type == EXPR_TEXT) {
        v.text = text;
    } else if (type == EXPR_DATE) {
        good = date_parse(text, &v.day, NULL) == ERR_OK;
    } else {
        good = str_to_i64(text, &v.moment.ms, NULL) == ERR_OK;
    }
    if (!good)
        broken(c, "no value of that type");
    return v;
}

static struct str value_text(struct arena *a, enum expr_type type, const struct expr_value *v)
{
    char number[RATIONAL_TEXT_MAX], day[DATE_TEXT_MAX];
    if (!v->present)
        return STR("missing");
    switch (type) {
    case EXPR_BOOL: return v->truth ? STR("true") : STR("false");
    case EXPR_NUMBER: return str_copy(a, str_of(rational_text(v->number, number)));
    case EXPR_TEXT: return v->text;
    case EXPR_DATE: return str_copy(a, str_of(date_text(v->day, day)));
    case EXPR_INSTANT: return str_format(a, "%lld", (long long)v->moment.ms);
    case EXPR_TYPE__MAX: break;
    }
    must_not_reach("a type");
}

/* ---- the lines that prepare ---------------------------------------------------------- */

/* field NAME TYPE [VALUE...] */
static void add_field(struct check *c, struct str line)
{
    struct str rest, values;
    struct expr_name *name = &c->names[c->n];
    if (c->n == CHECK_SLOTS_MAX)
        broken(c, "too many fields");
    name->name = cut(line, STR(" "), &rest);
    name->type = type_of(c, cut(rest, STR(" "), &values));
    str_vec list = {0};
    while (values.n > 0)
        *vec_push(c->a, &list) = cut(values, STR(" "), &values);
    name->values = list.p;
    name->n_values = list.n;
    c->n++;
}

/* A slot that is missing may hold anything, such as the value of the record before. */
static struct expr_value leftover(enum expr_type type)
{
    struct expr_value v = {.present = false};
    if (type == EXPR_BOOL)
        v.truth = true;
    else if (type == EXPR_NUMBER)
        v.number = RATIONAL(8);
    return v;
}

/* given NAME = VALUE; NAME = VALUE — all others are missing */
static void set_slots(struct check *c, struct str line)
{
    for (size_t i = 0; i < c->n; i++)
        c->slots[i] = leftover(c->names[i].type);
    while (line.n > 0) {
        struct str text, name = cut(cut(line, STR(";"), &line), STR("="), &text);
        size_t i = 0;
        while (i < c->n && !str_eq(c->names[i].name, name))
            i++;
        if (i == c->n)
            broken(c, "no such field");
        c->slots[i] = value_of(c, c->names[i].type, text);
        if (c->names[i].values != NULL)
            c->slots[i].index = index_of(c, &c->names[i], text);
    }
}

/* ---- cases ----------------------------------------------------------------------------- */

/* What came of one expression, in the words of a case. */
static struct str outcome(struct check *c, struct str text, enum expr_type wanted,
                          const struct expr **ret)
{
    struct expr_env env = {c->names, c->n};
    struct expr_source source = {text, STR("case"), &env, wanted};
    struct expr_fault f;
    struct expr_value v;
    struct err e = {0};
    *ret = NULL;
    if (expr_compile(c->a, &source, ret, &f, &e) != ERR_OK) {
        struct str near =
            f.nearest.n == 0 ? STR_NONE : str_format(c->a, " near %" STR_FMT, STR_ARG(f.nearest));
        return str_format(c->a, "refused %s %zu %s%" STR_FMT, err_info(f.code)->name, f.at,
                          WANTED[f.wanted], STR_ARG(near));
    }
    if (expr_eval(*ret, c->slots, &v, &e) != ERR_OK)
        return str_format(c->a, "fails %s %s", err_info(e.code)->name, e.detail);
    bool holds = false;
    if (wanted == EXPR_BOOL)
        must(expr_holds(*ret, c->slots, &holds, NULL) == ERR_OK && holds == v.truth);
    return value_text(c->a, wanted, &v);
}

/* The same as `want` by the canonical form and without the slots that are not used; or why not. */
static struct str differs(struct check *c, const struct expr *x, enum expr_type wanted,
                          struct str want)
{
    const struct expr *again;
    struct str got = outcome(c, expr_text(x), wanted, &again);
    bool failed = str_starts(want, STR("fails "));
    if (again == NULL || (!failed && !str_eq(got, want)))
        return str_format(c->a, "the canonical form gives %" STR_FMT, STR_ARG(got));
    if (!str_eq(expr_text(x), expr_text(again)))
        return str_format(c->a, "the canonical form becomes %" STR_FMT, STR_ARG(expr_text(again)));
    struct expr_value kept[CHECK_SLOTS_MAX];
    memcpy(kept, c->slots, sizeof(kept));
    for (size_t i = 0; i < c->n; i++)
        if (!expr_uses(x, i))
            c->slots[i] = (struct expr_value){.present = false};
    got = outcome(c, expr_text(x), wanted, &again);
    memcpy(c->slots, kept, sizeof(kept));
    if (!failed && !str_eq(got, want))
        return str_format(c->a, "a slot that it does not use makes it %" STR_FMT, STR_ARG(got));
    return STR_NONE;
}

static void report(struct check *c, struct str text, struct str problem)
{
    c->cases++;
    c->failed += problem.n > 0;
    (void)printf("%s %d - %s:%d: %" STR_FMT "\n", problem.n > 0 ? "not ok" : "ok", c->cases,
                 c->file, c->line, STR_ARG(text));
    if (problem.n > 0)
        (void)printf("# %" STR_FMT "\n", STR_ARG(problem));
}

/*
 * Whether an outcome is the one that random.py computed: a value, or the code of an error. It
 * does not know what the compiler finds out: values that a field never has, what is never
 * missing, and constants that fail although nobody would evaluate them.
 */
static bool expected(struct str got, struct str want)
{
    static const char *const by_compiler[] = {"refused EXPR_VALUE ", "refused EXPR_ARGUMENT ",
                                              "refused NUMBER_DIVISION ", "refused NUMBER_RANGE "};
    struct str rest, code, fails = STR("fails ");
    if (str_starts(got, fails)) {
        code = cut(str_sub(got, fails.n, got.n), STR(" "), &rest);
        return str_eq(code, want);
    }
    for (size_t i = 0; i < ARRAY_LEN(by_compiler); i++)
        if (str_starts(got, str_of(by_compiler[i])))
            return true;
    return str_eq(got, want) ||
           (str_starts(got, STR("refused EXPR_TYPE ")) && str_ends(got, STR(" MAYBE_MISSING")));
}

/* EXPRESSION => TYPE OUTCOME, EXPRESSION => form TYPE TEXT or EXPRESSION => expects TYPE OUTCOME */
static void check_case(struct check *c, struct str line)
{
    size_t at = find_last(line, STR(" => "));
    if (at == SIZE_MAX)
        broken(c, "neither field, given nor a case");
    struct str text = str_trim(str_sub(line, 0, at));
    struct str want, kind = cut(str_sub(line, at + 4, line.n), STR(" "), &want);
    bool form = str_eq(kind, STR("form"));
    bool expects = str_eq(kind, STR("expects"));
    if (form || expects)
        kind = cut(want, STR(" "), &want);
    enum expr_type type = type_of(c, kind);
    const struct expr *x;
    struct str got = outcome(c, text, type, &x);
    struct str told = form && x != NULL ? expr_text(x) : got;
    c->refused += expects && x == NULL;
    if (expects ? !expected(got, want) : !str_eq(told, want))
        report(c, text, str_format(c->a, "gives %" STR_FMT, STR_ARG(told)));
    else
        report(c, text, x == NULL ? STR_NONE : differs(c, x, type, got));
}

static void check_line(struct check *c, struct str line)
{
    struct str rest;
    if (line.n == 0 || line.p[0] == '#')
        return;
    if (str_starts(line, STR("field "))) {
        (void)cut(line, STR(" "), &rest);
        add_field(c, rest);
    } else if (str_starts(line, STR("given"))) {
        set_slots(c, str_trim(str_sub(line, 5, line.n)));
    } else {
        check_case(c, line);
    }
}

static void check_file(struct check *c, const char *path)
{
    struct arena a;
    arena_init(&a, 64 * 1024 * 1024);
    const char *slash = strrchr(path, '/');
    *c = (struct check){
        .a = &a, .file = slash == NULL ? path : slash + 1, .cases = c->cases, .failed = c->failed};
    struct str text, rest;
    if (file_read(&a, path, CHECK_FILE_MAX, &text, NULL) != ERR_OK)
        broken(c, "could not be read");
    for (rest = text; rest.n > 0;) {
        size_t end = str_find(rest, STR("\n"), 0);
        c->line++;
        check_line(c, str_trim(str_sub(rest, 0, end)));
        rest = end == SIZE_MAX ? STR_NONE : str_sub(rest, end + 1, rest.n);
    }
    arena_release(&a);
}

int main(int argc, char **argv)
{
    struct check c = {.cases = 0};
    for (int i = 1; i < argc; i++) {
        int before = c.cases;
        check_file(&c, argv[i]);
        if (c.cases == before) {
            (void)printf("Bail out! %s has no case\n", argv[i]);
            return 2;
        }
    }
    (void)printf("1..%d\n", c.cases);
    (void)printf("# %d of the random ones were refused\n", c.refused);
    return c.failed > 0 || c.cases == 0 || c.refused > c.cases / 4;
}
