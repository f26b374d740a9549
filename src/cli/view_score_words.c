/*
 * view_score_words.c — what a trace calls by ids and words, as people say it; see view_score.h.
 */
#include "cli/cli.h"
#include "cli/tr.h"
#include "cli/view_score.h"

static struct str figure_title(struct cli *cli, const struct unit_kind *kind, struct str figure)
{
    for (size_t i = 0; kind != NULL && i < kind->n_figures; i++) {
        if (str_eq(kind->figures[i].id, figure))
            return title_in(&kind->figures[i].title, cli->lang);
    }
    return STR_NONE;
}

struct str view_measure_name(struct cli *cli, const struct app_score_unit *u,
                             const struct indicator *x, struct str measure)
{
    for (size_t i = 0; i < x->n_measures; i++) {
        const struct measure *m = &x->measures[i];
        if (!str_eq(m->id, measure))
            continue;
        struct str name = title_in(&m->title, cli->lang);
        if (name.n == 0 && m->kind == MEASURE_ATTRIBUTE)
            name = figure_title(cli, catalog_unit_kind(u->by->catalog, u->framework->assessed),
                                m->name);
        return name.n > 0 ? name : measure;
    }
    return measure;
}

struct str view_counted_name(struct cli *cli, const struct app_score_unit *u,
                             const struct indicator *x, struct str type)
{
    const struct measure *of = NULL;
    for (size_t i = 0; i < x->n_measures; i++) {
        const struct measure *m = &x->measures[i];
        if (m->kind != MEASURE_RECORDS || !str_eq(m->type->id, type))
            continue;
        if (of != NULL) /* two of them: nobody can tell whose records these are */
            return view_type_name(cli, u->by->catalog, type);
        of = m;
    }
    bool counts = of != NULL && of->sum == FIELD_NONE && of->distinct == MEASURE_EACH;
    struct str name = counts ? title_in(&of->title, cli->lang) : STR_NONE;
    return name.n > 0 ? name : view_type_name(cli, u->by->catalog, type);
}

struct str view_span_name(struct cli *cli, const struct indicator *x, int64_t span)
{
    if (span == 0)
        return STR_NONE;
    if (x->by == PERIOD_QUARTER)
        return str_format(cli->a, TR("quarter %lld"), (long long)span);
    if (x->by == PERIOD_HALF_YEAR)
        return str_format(cli->a, TR("half-year %lld"), (long long)span);
    return str_format(cli->a, TR("month %lld"), (long long)span);
}

struct str view_period_name(struct str period)
{
    return str_eq(period, STR("once")) ? str_of(TR("once")) : period;
}

struct str view_method_name(struct str word)
{
    static const char *const names[METHOD__MAX] = {
        [METHOD_DEDUCT] = TR_MARK("a price for each"),
        [METHOD_DEDUCT_TIERED] = TR_MARK("prices by gravity"),
        [METHOD_PER_POINT] = TR_MARK("a price for each step of a rate"),
        [METHOD_RATIO] = TR_MARK("in proportion"),
        [METHOD_PER_CAPITA] = TR_MARK("for so many residents"),
        [METHOD_TARGET] = TR_MARK("a goal"),
        [METHOD_THRESHOLD] = TR_MARK("reached or not"),
        [METHOD_BANDS] = TR_MARK("bands"),
        [METHOD_ZERO_IF] = TR_MARK("nothing if it happens"),
        [METHOD_CHECKLIST] = TR_MARK("a checklist"),
        [METHOD_MILESTONE] = TR_MARK("done by a day"),
        [METHOD_EARN] = TR_MARK("points for each"),
        [METHOD_COMPOSITE] = TR_MARK("parts added up"),
        [METHOD_CONVERT] = TR_MARK("another score, converted"),
        [METHOD_MANUAL] = TR_MARK("as a person judges"),
        [METHOD_BONUS] = TR_MARK("a bonus"),
        [METHOD_RANK] = TR_MARK("points by place"),
        [METHOD_EXPR] = TR_MARK("a formula"),
    };
    for (int i = 0; i < METHOD__MAX; i++) {
        if (str_eq(word, str_of(score_method_word((enum score_method)i))))
            return str_of(TR(names[i]));
    }
    return word;
}

struct str view_score_note(struct str word)
{
    static const struct {
        const char *word, *text; /* the first says nothing: that is how it should be */
    } notes[] = {{"reached", ""},
                 {"not_begun", TR_MARK("not begun")},
                 {"missing", TR_MARK("a figure is not known")},
                 {"empty", TR_MARK("nothing to count")},
                 {"excluded", TR_MARK("does not count this time")}};
    for (size_t i = 0; i < ARRAY_LEN(notes); i++) {
        if (str_eq(word, str_of(notes[i].word)))
            return i == 0 ? STR_NONE : str_of(TR(notes[i].text));
    }
    return word;
}
