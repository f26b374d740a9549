/*
 * view_score_why.c — why an item has its points, out of its trace; see view_score.h.
 */
#include "base/json.h"
#include "base/vec.h"
#include "cli/cli.h"
#include "cli/tr.h"
#include "cli/view.h"
#include "cli/view_score.h"
#include "core/catalog/rule.h"

/* ---- pieces -------------------------------------------------------------------------- */

struct str view_json_text(const struct json_val *v, const char *key)
{
    const struct json_val *text = json_get(v, str_of(key));
    return text == NULL || json_kind_of(text) != JSON_KIND_TEXT ? STR_NONE : json_text(text);
}

struct str view_rule_name(struct cli *cli, const struct catalog *c, struct str rule)
{
    const struct rule *r = rules_get(c->rules, c->n_rules, rule);
    return r == NULL ? rule : title_in(&r->name, cli->lang);
}

struct str view_type_name(struct cli *cli, const struct catalog *c, struct str type)
{
    const struct record_type *t = catalog_type(c, type);
    return t == NULL ? type : title_in(&t->title, cli->lang);
}

struct str view_obligation_state(struct str state)
{
    static const char *const words[OBLIGATION_STATE__MAX] = {
        [OBLIGATION_OPEN] = TR_MARK("not done yet"), [OBLIGATION_MET] = TR_MARK("done in time"),
        [OBLIGATION_LATE] = TR_MARK("entered late"), [OBLIGATION_MISSED] = TR_MARK("not entered"),
        [OBLIGATION_EXCUSED] = TR_MARK("excused"),
    };
    for (int i = 0; i < OBLIGATION_STATE__MAX; i++) {
        if (str_eq(state, str_of(obligation_state_word((enum obligation_state)i))))
            return str_of(TR(words[i]));
    }
    return state;
}

static int64_t record_number(struct str text)
{
    int64_t n = 0;
    return str_to_i64(str_sub(text, 1, text.n), &n, NULL) == ERR_OK ? n : 0;
}

struct str view_evidence_about(struct cli *cli, const struct app_scores *s,
                               const struct json_val *evidence)
{
    static const char *const keys[] = {"subject", "record"};
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        struct str number = view_json_text(evidence, keys[i]);
        struct str label =
            number.n == 0 ? STR_NONE : score_label(&s->county, record_number(number));
        if (label.n > 0)
            return str_format(cli->a, "%" STR_FMT " %" STR_FMT, STR_ARG(number), STR_ARG(label));
        if (number.n > 0)
            return number;
    }
    struct str unit = view_json_text(evidence, "unit");
    size_t at = score_unit_at(&s->county.units, unit);
    return at == SIZE_MAX ? unit : s->county.units.p[at].name;
}

static const struct json_val *trace_of(struct cli *cli, const struct app_score_line *line)
{
    const struct json_val *trace = NULL;
    must(json_parse(cli->a, line->trace, &trace, NULL) == ERR_OK); /* written by ourselves */
    return trace;
}

/* ---- in a few words ------------------------------------------------------------------ */

/* How often one thing stands among the evidence. */
struct why_count {
    struct str what, state;
    int64_t n;
};

struct why {
    struct cli *cli;
    VEC(struct why_count) counts;
    VEC(struct str) parts;
};

static void why_add(struct why *w, struct str what, struct str state)
{
    VEC_EACH (&w->counts, c) {
        if (str_eq(c->what, what) && str_eq(c->state, state)) {
            c->n++;
            return;
        }
    }
    *vec_push(w->cli->a, &w->counts) = (struct why_count){what, state, 1};
}

static void why_evidence(struct why *w, const struct catalog *c, const struct json_val *evidence)
{
    for (size_t i = 0; i < json_count(evidence); i++) {
        const struct json_val *x = json_at(evidence, i);
        struct str rule = view_json_text(x, "rule");
        if (rule.n > 0)
            why_add(w, view_rule_name(w->cli, c, rule),
                    view_obligation_state(view_json_text(x, "state")));
        else
            why_add(w, view_type_name(w->cli, c, view_json_text(x, "type")), STR_NONE);
    }
    VEC_EACH (&w->counts, x) {
        *vec_push(w->cli->a, &w->parts) =
            x->state.n > 0
                ? str_format(w->cli->a, TR("%.*s: %.*s %lld"), STR_ARG(x->what), STR_ARG(x->state),
                             (long long)x->n)
                : str_format(w->cli->a, TR("%.*s: %lld"), STR_ARG(x->what), (long long)x->n);
    }
}

/* Whether a sub-period lost points. */
static bool span_lost(const struct json_val *lines, int64_t span)
{
    for (size_t i = 0; i < json_count(lines); i++) {
        const struct json_val *line = json_at(lines, i);
        struct rational full = {0, 1};
        struct rational got = {0, 1};
        if (json_int(json_get(line, STR("span"))) == span &&
            rational_parse(view_json_text(line, "full"), &full, NULL) == ERR_OK &&
            rational_parse(view_json_text(line, "points"), &got, NULL) == ERR_OK &&
            rational_cmp(got, full) < 0)
            return true;
    }
    return false;
}

/* Where no record tells: what the measures were in the sub-periods that lost. */
static void why_measures(struct why *w, const struct json_val *trace)
{
    const struct json_val *measures = json_get(trace, STR("measures"));
    const struct json_val *lines = json_get(trace, STR("lines"));
    for (size_t i = 0; i < json_count(measures); i++) {
        const struct json_val *m = json_at(measures, i);
        int64_t span = json_int(json_get(m, STR("span")));
        struct str id = view_json_text(m, "id");
        struct str value = view_json_text(m, "value");
        if (!span_lost(lines, span))
            continue;
        if (value.n == 0)
            value = str_of(TR("not known"));
        *vec_push(w->cli->a, &w->parts) =
            span == 0
                ? str_format(w->cli->a, "%" STR_FMT " = %" STR_FMT, STR_ARG(id), STR_ARG(value))
                : str_format(w->cli->a, "%lld. %" STR_FMT " = %" STR_FMT, (long long)span,
                             STR_ARG(id), STR_ARG(value));
    }
}

struct str view_score_why(struct cli *cli, const struct app_scores *s,
                          const struct app_score_unit *u, const struct app_score_line *line)
{
    (void)s;
    struct why w = {.cli = cli};
    const struct json_val *trace = trace_of(cli, line);
    struct str veto = view_json_text(trace, "vetoed");
    if (veto.n > 0)
        *vec_push(cli->a, &w.parts) = str_format(cli->a, TR("veto of %.*s"), STR_ARG(veto));
    if (json_get(trace, STR("excluded")) != NULL)
        *vec_push(cli->a, &w.parts) = str_of(TR("does not count this time"));
    if (line->item->is_leaf && line->score.centi < line->full.centi) {
        why_evidence(&w, u->by->catalog, json_get(trace, STR("evidence")));
        if (w.counts.n == 0)
            why_measures(&w, trace);
    }
    return view_list(cli, w.parts.p, w.parts.n);
}

/* ---- JSON ---------------------------------------------------------------------------- */

static void put_copy_pair(void *ctx, struct str key, const struct json_val *v)
{
    char name[64];
    (void)snprintf(name, sizeof(name), "%" STR_FMT, STR_ARG(key));
    json_put_copy(ctx, name, v);
}

static void put_copy_if(struct json_val *obj, const char *key, const struct json_val *from)
{
    const struct json_val *v = json_get(from, str_of(key));
    if (v != NULL)
        json_put_copy(obj, key, v);
}

void view_score_trace(struct cli *cli, const struct app_scores *s,
                      const struct app_score_line *line, struct json_val *ret)
{
    static const char *const keys[] = {"excluded", "outside", "vetoed", "method", "lines"};
    const struct json_val *trace = trace_of(cli, line);
    for (size_t i = 0; i < ARRAY_LEN(keys); i++)
        put_copy_if(ret, keys[i], trace);
    struct json_val *to = json_put_object(ret, "trace");
    put_copy_if(to, "measures", trace);
    struct json_val *list = json_put_array(to, "evidence");
    const struct json_val *evidence = json_get(trace, STR("evidence"));
    for (size_t i = 0; i < json_count(evidence); i++) {
        const struct json_val *x = json_at(evidence, i);
        struct json_val *obj = json_add_object(list);
        json_each(x, put_copy_pair, obj);
        json_put_str(obj, "about", view_evidence_about(cli, s, x));
    }
}
