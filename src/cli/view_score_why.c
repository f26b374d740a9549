/*
 * view_score_why.c — why an item has its points, out of its trace; see view_score.h.
 */
#include "base/json.h"
#include "base/vec.h"
#include "cli/cli.h"
#include "cli/tr.h"
#include "cli/view.h"
#include "cli/view_score.h"
#include "cli/view_state.h"
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

/* "1.875", or "1/3" where a decimal would have no end. */
static bool rational_parse_any(struct str text, struct rational *ret)
{
    size_t slash = str_find(text, STR("/"), 0);
    struct rational a;
    struct rational b;
    if (slash == SIZE_MAX)
        return rational_parse(text, ret, NULL) == ERR_OK;
    return rational_parse(str_sub(text, 0, slash), &a, NULL) == ERR_OK &&
           rational_parse(str_sub(text, slash + 1, text.n), &b, NULL) == ERR_OK &&
           rational_div(a, b, ret, NULL) == ERR_OK;
}

static const struct json_val *trace_of(struct cli *cli, const struct app_score_line *line)
{
    const struct json_val *trace = NULL;
    must(json_parse(cli->a, line->trace, &trace, NULL) == ERR_OK); /* written by ourselves */
    return trace;
}

/* ---- reasons ------------------------------------------------------------------------- */

static void reason_count(struct arena *a, struct view_reasons *r, const struct view_reason *x)
{
    VEC_EACH (&r->v, one) {
        if (one->kind == x->kind && str_eq(one->id, x->id) && str_eq(one->state, x->state)) {
            one->n++;
            return;
        }
    }
    *vec_push(a, &r->v) = *x;
}

static void reasons_evidence(struct cli *cli, const struct json_val *evidence,
                             struct view_reasons *r)
{
    for (size_t i = 0; i < json_count(evidence); i++) {
        const struct json_val *x = json_at(evidence, i);
        struct view_reason reason = {VIEW_REASON_RULE, view_json_text(x, "rule"), .n = 1};
        reason.state = view_json_text(x, "state");
        if (reason.id.n == 0) {
            reason.kind = VIEW_REASON_TYPE;
            reason.id = view_json_text(x, "type");
        }
        reason_count(cli->a, r, &reason);
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
            rational_parse_any(view_json_text(line, "full"), &full) &&
            rational_parse_any(view_json_text(line, "points"), &got) && rational_cmp(got, full) < 0)
            return true;
    }
    return false;
}

/* Where no record tells: what the measures were in the sub-periods that lost. */
static void reasons_measures(struct cli *cli, const struct json_val *trace, struct view_reasons *r)
{
    const struct json_val *measures = json_get(trace, STR("measures"));
    for (size_t i = 0; i < json_count(measures); i++) {
        const struct json_val *m = json_at(measures, i);
        int64_t span = json_int(json_get(m, STR("span")));
        if (span_lost(json_get(trace, STR("lines")), span))
            *vec_push(cli->a, &r->v) = (struct view_reason){
                VIEW_REASON_MEASURE, view_json_text(m, "id"), view_json_text(m, "value"), span};
    }
}

struct view_reasons view_score_reasons(struct cli *cli, const struct app_score_line *line)
{
    struct view_reasons r = {.v = {0}};
    const struct json_val *trace = trace_of(cli, line);
    struct str veto = view_json_text(trace, "vetoed");
    if (veto.n > 0)
        *vec_push(cli->a, &r.v) = (struct view_reason){VIEW_REASON_VETO, veto, .n = 0};
    if (json_get(trace, STR("excluded")) != NULL)
        *vec_push(cli->a, &r.v) = (struct view_reason){VIEW_REASON_EXCLUDED, .n = 0};
    if (!line->item->is_leaf || line->score.centi >= line->full.centi)
        return r;
    const struct json_val *evidence = json_get(trace, STR("evidence"));
    reasons_evidence(cli, evidence, &r);
    if (json_count(evidence) == 0)
        reasons_measures(cli, trace, &r);
    return r;
}

/* ---- for people ---------------------------------------------------------------------- */

/* The sub-period stands before the first of its measures, and holds for those that follow. */
static struct str measure_words(struct cli *cli, const struct app_score_unit *u,
                                const struct indicator *x, const struct view_reason *r, bool first)
{
    struct str value = r->state.n > 0 ? r->state : str_of(TR("not known"));
    struct str name = view_measure_name(cli, u, x, r->id);
    if (r->n == 0 || !first)
        return str_format(cli->a, "%" STR_FMT " %" STR_FMT, STR_ARG(name), STR_ARG(value));
    return str_format(cli->a, TR("%.*s: %.*s %.*s"), STR_ARG(view_span_name(cli, x, r->n)),
                      STR_ARG(name), STR_ARG(value));
}

static struct str reason_words(struct cli *cli, const struct app_score_unit *u,
                               const struct indicator *x, const struct view_reason *r, bool first)
{
    const struct catalog *c = u->by->catalog;
    switch (r->kind) {
    case VIEW_REASON_RULE:
        return str_format(cli->a, TR("%.*s: %.*s %lld"), STR_ARG(view_rule_name(cli, c, r->id)),
                          STR_ARG(view_obligation_state(r->state)), (long long)r->n);
    case VIEW_REASON_TYPE:
        return str_format(cli->a, TR("%.*s: %lld"), STR_ARG(view_counted_name(cli, u, x, r->id)),
                          (long long)r->n);
    case VIEW_REASON_MEASURE: return measure_words(cli, u, x, r, first);
    case VIEW_REASON_VETO: return str_format(cli->a, TR("veto of %.*s"), STR_ARG(r->id));
    case VIEW_REASON_EXCLUDED: return str_of(TR("does not count this time"));
    }
    must_not_reach("a kind of reason");
}

struct str view_score_why(struct cli *cli, const struct app_score_unit *u,
                          const struct app_score_line *line)
{
    struct view_reasons r = view_score_reasons(cli, line);
    struct str *parts = ARENA_NEW_N(cli->a, r.v.n, struct str);
    for (size_t i = 0; i < r.v.n; i++)
        parts[i] =
            reason_words(cli, u, line->item, &r.v.p[i], i == 0 || r.v.p[i].n != r.v.p[i - 1].n);
    return view_list(cli, parts, r.v.n);
}

/* ---- for machines -------------------------------------------------------------------- */

void view_score_reasons_json(struct cli *cli, const struct app_score_unit *u,
                             const struct app_score_line *line, struct json_val *ret)
{
    const struct catalog *c = u->by->catalog;
    struct view_reasons r = view_score_reasons(cli, line);
    VEC_EACH (&r.v, x) {
        static const char *const keys[] = {[VIEW_REASON_RULE] = "rule",
                                           [VIEW_REASON_TYPE] = "type",
                                           [VIEW_REASON_MEASURE] = "measure",
                                           [VIEW_REASON_VETO] = "veto",
                                           [VIEW_REASON_EXCLUDED] = "excluded"};
        struct json_val *obj = json_add_object(ret);
        const struct rule *rule = rules_get(c->rules, c->n_rules, x->id);
        const struct record_type *type = catalog_type(c, x->id);
        if (x->kind == VIEW_REASON_EXCLUDED)
            json_put_bool(obj, keys[x->kind], true);
        else
            json_put_str(obj, keys[x->kind], x->id);
        if (x->kind == VIEW_REASON_RULE && rule != NULL)
            view_title_json(obj, "name", &rule->name);
        if (x->kind == VIEW_REASON_TYPE && type != NULL)
            view_title_json(obj, "name", &type->title);
        view_put_str(obj, x->kind == VIEW_REASON_MEASURE ? "value" : "state", x->state);
        if (x->n > 0)
            json_put_int(obj, x->kind == VIEW_REASON_MEASURE ? "span" : "count", x->n);
    }
}

struct str view_score_reasons_csv(struct cli *cli, const struct app_score_line *line)
{
    struct view_reasons r = view_score_reasons(cli, line);
    struct str *parts = ARENA_NEW_N(cli->a, r.v.n, struct str);
    for (size_t i = 0; i < r.v.n; i++) {
        const struct view_reason *x = &r.v.p[i];
        parts[i] = str_format(cli->a, "%" STR_FMT "%s%" STR_FMT "%s%lld", STR_ARG(x->id),
                              x->state.n > 0 ? " " : "", STR_ARG(x->state),
                              x->kind == VIEW_REASON_MEASURE ? " @" : " ", (long long)x->n);
    }
    return view_join(cli, parts, r.v.n, STR("; "));
}

/* ---- the trace ---------------------------------------------------------------------------- */

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
