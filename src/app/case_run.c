/*
 * case_run.c — see case_run.h.
 */
#include "app/case_run.h"

#include "app/case_world.h"
#include "app/catalog_files.h"
#include "base/arena.h"
#include "base/file.h"

struct case_call {
    struct arena *a;
    struct case_file c;
    struct obligations came;
    struct world_scores scores;
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
    const struct str words[] = {o->rule, about, o->period, o->due, o->state};
    struct str line = str_format(call->a, "%c", sign);
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (words[i].n > 0)
            line = str_format(call->a, "%" STR_FMT " %" STR_FMT, STR_ARG(line), STR_ARG(words[i]));
    differ(call, "%" STR_FMT "%s", STR_ARG(line), str_eq(o->moved, STR("true")) ? " moved" : "");
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

static struct str unit_id(const struct case_call *call, const struct world_unit_score *unit)
{
    return call->c.scene.units[unit->unit].id;
}

/* The assessed unit of that id; without one the only there is, or NULL. */
static const struct world_unit_score *scored_unit(const struct case_call *call, struct str id)
{
    const struct world_scores *s = &call->scores;
    for (size_t i = 0; i < s->n_units; i++) {
        if (id.n == 0 ? s->n_units == 1 : str_eq(unit_id(call, &s->units[i]), id))
            return &s->units[i];
    }
    return NULL;
}

/* The number of the item, or of the total where none is named; SIZE_MAX: no such item. */
static size_t item_number(const struct case_call *call, struct str id)
{
    const struct framework *f = call->scores.framework;
    const struct indicator *x = f == NULL ? NULL : framework_item(f, id);
    if (f != NULL && id.n == 0)
        return f->n_items;
    return x == NULL ? SIZE_MAX : (size_t)(x - f->items);
}

static void compare_score(struct case_call *call, const struct case_expect_score *want)
{
    const struct world_unit_score *unit = scored_unit(call, want->unit);
    size_t item = item_number(call, want->item);
    char full[POINTS_TEXT_MAX] = "";
    char score[POINTS_TEXT_MAX] = "";
    if (unit != NULL && item != SIZE_MAX) {
        bool total = item == call->scores.framework->n_items;
        const struct score_sheet *s = &unit->sheet;
        points_text(total ? s->full : s->lines[item].full, full);
        points_text(total ? s->score : s->lines[item].score, score);
    }
    if (score[0] != '\0' && text_fits(want->full, str_of(full)) &&
        text_fits(want->score, str_of(score)))
        return;
    differ(call, "- score %" STR_FMT " %" STR_FMT " %" STR_FMT " of %" STR_FMT, STR_ARG(want->item),
           STR_ARG(want->unit), STR_ARG(want->score), STR_ARG(want->full));
    if (score[0] != '\0')
        differ(call, "+ score %" STR_FMT " %" STR_FMT " %s of %s", STR_ARG(want->item),
               STR_ARG(unit_id(call, unit)), score, full);
}

/* One of the parts of a forecast, if it is asked for. */
static void compare_part(struct case_call *call, const struct case_expect_forecast *want,
                         const char *part, struct str wanted, const points *came)
{
    char text[POINTS_TEXT_MAX] = "";
    if (came != NULL)
        points_text(*came, text);
    if (text_fits(wanted, str_of(text)))
        return;
    differ(call, "- forecast %" STR_FMT " %" STR_FMT " %s %" STR_FMT, STR_ARG(want->item),
           STR_ARG(want->unit), part, STR_ARG(wanted));
    if (came != NULL)
        differ(call, "+ forecast %" STR_FMT " %" STR_FMT " %s %s", STR_ARG(want->item),
               STR_ARG(want->unit), part, text);
}

static void compare_forecast(struct case_call *call, const struct case_expect_forecast *want)
{
    const struct world_unit_score *unit = scored_unit(call, want->unit);
    size_t item = item_number(call, want->item);
    const struct forecast *f = unit == NULL || item == SIZE_MAX ? NULL : &unit->forecast[item];
    const struct {
        const char *part;
        struct str wanted;
        const points *came;
    } parts[] = {
        {"lost", want->lost, f == NULL ? NULL : &f->lost},
        {"at_risk", want->at_risk, f == NULL ? NULL : &f->at_risk},
        {"ahead", want->ahead, f == NULL ? NULL : &f->ahead},
        {"exposed", want->exposed, f == NULL ? NULL : &f->exposed},
        {"secured", want->secured, f == NULL ? NULL : &f->secured},
        {"best", want->best, f == NULL ? NULL : &f->best},
        {"worst", want->worst, f == NULL ? NULL : &f->worst},
    };
    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        compare_part(call, want, parts[i].part, parts[i].wanted, parts[i].came);
}

/* What the obligation that a row speaks of has at risk; one that is not listed has nothing. */
static void compare_risk(struct case_call *call, const struct case_expect_risk *want)
{
    const struct case_expect_obligation about = {.rule = want->rule,
                                                 .subject = want->subject,
                                                 .record = want->record,
                                                 .unit = want->unit,
                                                 .period = want->period};
    const struct risk *found = NULL;
    char text[POINTS_TEXT_MAX];
    for (size_t i = 0; i < call->scores.n_units; i++) {
        const struct world_unit_score *u = &call->scores.units[i];
        for (size_t k = 0; k < u->n_risks; k++) {
            struct case_expect_obligation came = obligation_row(call, u->risks[k].obligation);
            if (u->risks[k].at_risk.centi != 0 && same_obligation(&about, &came))
                found = &u->risks[k];
        }
    }
    const points nothing = {0};
    points_text(found == NULL ? nothing : found->at_risk, text);
    if (text_fits(want->points, str_of(text)))
        return;
    struct str who = about.subject.n > 0  ? about.subject
                     : about.record.n > 0 ? about.record
                                          : about.unit;
    differ(call, "- at risk %" STR_FMT " %" STR_FMT " %" STR_FMT " %" STR_FMT, STR_ARG(want->rule),
           STR_ARG(who), STR_ARG(want->period), STR_ARG(want->points));
    differ(call, "+ at risk %" STR_FMT " %" STR_FMT " %" STR_FMT " %s", STR_ARG(want->rule),
           STR_ARG(who), STR_ARG(want->period), text);
}

static void compare_scores(struct case_call *call)
{
    const struct case_expect *want = &call->c.expect;
    for (size_t i = 0; i < want->n_scores; i++)
        compare_score(call, &want->scores[i]);
    for (size_t i = 0; i < want->n_forecast; i++)
        compare_forecast(call, &want->forecast[i]);
    for (size_t i = 0; i < want->n_at_risk; i++)
        compare_risk(call, &want->at_risk[i]);
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
        differ(call, "+ error %" STR_FMT "%s%s", STR_ARG(number), detail[0] != '\0' ? " " : "",
               detail);
    return false;
}

/* A case that could not be run: its first fault is how it ended, and may be what is wanted. */
static void compare_faults(struct case_call *call)
{
    struct faults *faults = &call->ret->faults;
    faults_sort(faults);
    struct str number = str_of(err_info(faults->p[0].code)->number);
    if (call->c.expect.error.n == 0)
        return; /* the faults speak for themselves */
    (void)compare_error(call, number, "");
    if (call->ret->differences.n == 0)
        faults_init(faults, call->a);
}

static void run_read(struct case_call *call)
{
    struct err e = {0};
    struct world w = case_world(call->a, &call->c);
    const struct framework *f = case_framework(&call->c);
    enum err_code code = world_obligations(call->a, &w, &call->came, &e);
    if (code == ERR_OK && f != NULL)
        code = world_scores(call->a, &w, f, &call->scores, &e);
    struct str number = code == ERR_OK ? STR_NONE : str_of(err_info(code)->number);
    if (!compare_error(call, number, e.detail))
        return;
    compare_obligations(call);
    compare_scores(call);
}

/* The files of the catalog that the case names; false, with a fault where it names it. */
static bool read_catalog(struct case_call *call, struct str path, struct str bytes,
                         struct catalog_sources *ret)
{
    struct place at;
    struct err e;
    struct str dir = case_catalog_path(call->a, path, bytes, &at);
    size_t folder = path.n;
    if (dir.n == 0)
        return true;
    while (folder > 0 && path.p[folder - 1] != '/')
        folder--;
    if (dir.p[0] != '/')
        dir = str_format(call->a, "%.*s%" STR_FMT, (int)folder, path.p, STR_ARG(dir));
    if (catalog_files_read(call->a, str_copy(call->a, dir).p, ret, &e) == ERR_OK)
        return true;
    fault_add(&call->ret->faults, at, e.code, "%s", e.detail);
    return false;
}

/*
 * Read the case, for its name and what it expects even if its catalog is missing: then nothing
 * else is told, as most of what it says cannot be understood.
 */
static bool read_case(struct case_call *call, struct str path, struct str bytes)
{
    struct catalog_sources sources = {.n = 0};
    struct faults unheard;
    faults_init(&unheard, call->a);
    bool whole = read_catalog(call, path, bytes, &sources);
    bool good = case_read(call->a, path, bytes, sources.p, sources.n,
                          whole ? &call->ret->faults : &unheard, &call->c);
    return whole && good;
}

enum err_code app_case_run(struct arena *a, const char *path, struct app_case *ret, struct err *e)
{
    struct case_call call = {.a = a, .ret = ret};
    struct str bytes;
    ERR_TRY(file_read(a, path, YAML_BYTES_MAX, &bytes, e));
    *ret = (struct app_case){.passed = false};
    faults_init(&ret->faults, a);
    bool good = read_case(&call, str_of(path), bytes);
    ret->name = call.c.name;
    if (good)
        run_read(&call);
    else
        compare_faults(&call);
    ret->passed = ret->differences.n == 0 && !faults_any(&ret->faults);
    return ERR_OK;
}
