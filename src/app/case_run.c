/*
 * case_run.c — see case_run.h.
 */
#include "app/case_run.h"

#include "app/case_evaluate.h"
#include "app/catalog_files.h"
#include "base/arena.h"
#include "base/file.h"

struct case_call {
    struct arena *a;
    struct case_file c;
    struct obligations came;
    struct app_case *ret;
};

static void differ(struct case_call *call, const char *fmt, ...) PRINTF_LIKE(2, 3);

static void differ(struct case_call *call, const char *fmt, ...)
{
    char line[512];
    va_list ap;
    va_start(ap, fmt);
    (void)vsnprintf(line, sizeof(line), fmt, ap);
    va_end(ap);
    *vec_push(call->a, &call->ret->differences) = str_copy(call->a, str_of(line));
}

/* ---- obligations ------------------------------------------------------------------ */

static struct str record_id(const struct case_call *call, int64_t number)
{
    return number == 0 ? STR_NONE : call->c.ids[number - 1];
}

/* What came out, in the terms of `expect`. */
static struct case_expect_obligation obligation_row(struct case_call *call,
                                                    const struct obligation *o)
{
    char period[PERIOD_NAME_MAX];
    char due[DATE_TEXT_MAX];
    struct case_expect_obligation row = {.rule = o->rule->id};
    struct str about = record_id(call, o->about);
    if (o->rule->target == RULE_FOR_SUBJECT)
        row.subject = about;
    else if (o->rule->target == RULE_FOR_RECORD)
        row.record = about;
    else
        row.unit = call->c.scene.units[o->unit].id;
    row.period = str_copy(call->a, str_of(obligation_period(o, period)));
    row.due = str_copy(call->a, str_of(date_text(o->due, due)));
    row.state = str_of(obligation_state_word(o->state));
    row.moved = o->moved ? STR("true") : STR("false");
    return row;
}

static bool text_fits(struct str wanted, struct str came)
{
    return wanted.n == 0 || str_eq(wanted, came);
}

/* Whether both speak of the same obligation, however it stands. */
static bool same_obligation(const struct case_expect_obligation *wanted,
                            const struct case_expect_obligation *came)
{
    return text_fits(wanted->rule, came->rule) && text_fits(wanted->subject, came->subject) &&
           text_fits(wanted->record, came->record) && text_fits(wanted->unit, came->unit) &&
           text_fits(wanted->period, came->period);
}

static void tell_obligation(struct case_call *call, char sign,
                            const struct case_expect_obligation *o)
{
    struct str about = o->subject.n > 0 ? o->subject : o->record.n > 0 ? o->record : o->unit;
    differ(call, "%c %" STR_FMT " %" STR_FMT " %" STR_FMT " %" STR_FMT " %" STR_FMT "%s", sign,
           STR_ARG(o->rule), STR_ARG(about), STR_ARG(o->period), STR_ARG(o->due), STR_ARG(o->state),
           str_eq(o->moved, STR("true")) ? " moved" : "");
}

static void compare_obligations(struct case_call *call)
{
    const struct case_expect *want = &call->c.expect;
    struct case_expect_obligation *came =
        ARENA_NEW_N(call->a, call->came.v.n, struct case_expect_obligation);
    bool *taken = ARENA_NEW_N(call->a, call->came.v.n, bool);
    for (size_t i = 0; i < call->came.v.n; i++)
        came[i] = obligation_row(call, &call->came.v.p[i]);
    for (size_t w = 0; w < want->n_obligations; w++) {
        const struct case_expect_obligation *x = &want->obligations[w];
        size_t i = 0;
        while (i < call->came.v.n && (taken[i] || !same_obligation(x, &came[i])))
            i++;
        bool found = i < call->came.v.n;
        if (found)
            taken[i] = true;
        if (found && text_fits(x->due, came[i].due) && text_fits(x->state, came[i].state) &&
            text_fits(x->moved, came[i].moved))
            continue;
        tell_obligation(call, '-', x);
        if (found)
            tell_obligation(call, '+', &came[i]);
    }
    for (size_t i = 0; want->exactly && i < call->came.v.n; i++) {
        if (!taken[i])
            tell_obligation(call, '+', &came[i]);
    }
}

/* ---- scores ------------------------------------------------------------------------- */

/* What is wanted of scores does not come out yet. */
static void compare_scores(struct case_call *call)
{
    const struct case_expect *want = &call->c.expect;
    for (size_t i = 0; i < want->n_scores; i++)
        differ(call, "- score %" STR_FMT " %" STR_FMT, STR_ARG(want->scores[i].item),
               STR_ARG(want->scores[i].score));
    for (size_t i = 0; i < want->n_forecast; i++)
        differ(call, "- forecast %" STR_FMT, STR_ARG(want->forecast[i].item));
    for (size_t i = 0; i < want->n_at_risk; i++)
        differ(call, "- at risk %" STR_FMT, STR_ARG(want->at_risk[i].rule));
}

/* ---- the whole case ------------------------------------------------------------------- */

/* How the case ended, against how it must end; `number` is empty for an end without error. */
static bool compare_error(struct case_call *call, struct str number, const char *detail)
{
    struct str want = call->c.expect.error;
    if (str_eq(want, number))
        return want.n == 0;
    if (want.n > 0)
        differ(call, "- error %" STR_FMT, STR_ARG(want));
    if (number.n > 0)
        differ(call, "+ error %" STR_FMT " %s", STR_ARG(number), detail);
    return false;
}

static void run_read(struct case_call *call)
{
    struct err e = {0};
    enum err_code code = case_evaluate(call->a, &call->c, &call->came, &e);
    struct str number = code == ERR_OK ? STR_NONE : str_of(err_info(code)->number);
    if (!compare_error(call, number, e.detail))
        return;
    compare_obligations(call);
    compare_scores(call);
}

static enum err_code read_catalog(struct arena *a, struct str path, struct str bytes,
                                  struct catalog_sources *ret, struct err *e)
{
    struct str catalog = case_catalog_path(a, path, bytes);
    size_t folder = path.n;
    if (catalog.n == 0)
        return ERR_OK;
    while (folder > 0 && path.p[folder - 1] != '/')
        folder--;
    struct str dir = catalog;
    if (catalog.p[0] != '/')
        dir = str_format(a, "%.*s%" STR_FMT, (int)folder, path.p, STR_ARG(catalog));
    return catalog_files_read(a, str_copy(a, dir).p, ret, e);
}

enum err_code app_case_run(struct arena *a, const char *path, struct app_case *ret, struct err *e)
{
    struct case_call call = {.a = a, .ret = ret};
    struct catalog_sources sources = {.n = 0};
    struct str bytes;
    ERR_TRY(file_read(a, path, YAML_BYTES_MAX, &bytes, e));
    ERR_TRY(read_catalog(a, str_of(path), bytes, &sources, e));
    *ret = (struct app_case){.passed = false};
    faults_init(&ret->faults, a);
    bool good = case_read(a, str_of(path), bytes, sources.p, sources.n, &ret->faults, &call.c);
    ret->name = call.c.name;
    if (good) {
        run_read(&call);
    } else {
        faults_sort(&ret->faults);
        (void)compare_error(&call, str_of(err_info(ret->faults.p[0].code)->number), "");
        if (ret->differences.n == 0)
            faults_init(&ret->faults, a); /* as wanted */
    }
    ret->passed = ret->differences.n == 0 && !faults_any(&ret->faults);
    return ERR_OK;
}
