/*
 * score_trace.c — see score_trace.h.
 */
#include "app/score_trace.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"

/* A trace of thousands of obligations has some hundred kilobytes. */
#define TRACE_MAX ((size_t)32 * 1024 * 1024)

static const char *const NOTES[] = {
    [LEAF_REACHED] = "reached", [LEAF_NOT_BEGUN] = "not_begun", [LEAF_MISSING] = "missing",
    [LEAF_EMPTY] = "empty",     [LEAF_EXCLUDED] = "excluded",
};

static void put_day(struct json_val *obj, const char *key, date d)
{
    char text[DATE_TEXT_MAX];
    json_put_str(obj, key, str_of(date_text(d, text)));
}

static void put_rational(struct json_val *obj, const char *key, struct rational r)
{
    char text[RATIONAL_TEXT_MAX];
    json_put_str(obj, key, str_of(rational_text(r, text)));
}

static void put_number(struct json_val *obj, const char *key, int64_t record)
{
    char text[32];
    (void)snprintf(text, sizeof(text), "R%lld", (long long)record);
    json_put_str(obj, key, str_of(text));
}

static void put_unit(struct json_val *obj, const char *key, const struct scene *s, int32_t unit)
{
    if (unit != SCENE_NO_UNIT)
        json_put_str(obj, key, s->units[unit].id);
}

/* ---- what the points are made of ----------------------------------------------------------- */

static void put_lines(const struct layout_item *x, const struct score_trace *t,
                      struct json_val *lines)
{
    for (size_t i = 0; i < t->n_terms; i++) {
        const struct leaf_term *term = &t->terms[i];
        const struct layout_span *span = &x->spans[term->span];
        struct json_val *line = json_add_object(lines);
        json_put_int(line, "span", (int64_t)term->span);
        put_day(line, "from", span->first);
        put_day(line, "to", span->last);
        json_put_str(line, "method", str_of(score_method_word(x->nodes[term->node].score->method)));
        put_rational(line, "full", term->full);
        put_rational(line, "points", term->points);
        json_put_str(line, "note", str_of(NOTES[term->note]));
    }
}

static void put_measures(const struct layout_item *x, const struct score_trace *t,
                         struct json_val *measures)
{
    for (size_t span = x->n_spans > 1; span < x->n_spans; span++) {
        for (size_t i = 0; i < x->n_measures; i++) {
            const struct expr_value *v = &t->inputs[span * x->n_measures + i];
            struct json_val *measure = json_add_object(measures);
            json_put_int(measure, "span", (int64_t)span);
            json_put_str(measure, "id", x->measures[i].measure->id);
            if (v->present)
                put_rational(measure, "value", v->number);
            else
                json_put_null(measure, "value");
        }
    }
}

/* ---- what is behind the points lost ---------------------------------------------------------- */

static void put_obligation(const struct scene *s, const struct obligation *o, struct json_val *obj)
{
    char period[PERIOD_NAME_MAX];
    json_put_str(obj, "rule", o->rule->id);
    if (o->rule->target == RULE_FOR_UNIT)
        put_unit(obj, "unit", s, o->unit);
    else
        put_number(obj, o->rule->target == RULE_FOR_SUBJECT ? "subject" : "record", o->about);
    put_unit(obj, "owner", s, o->owner);
    json_put_str(obj, "period", str_of(obligation_period(o, period)));
    put_day(obj, "due", o->due);
    json_put_str(obj, "state", str_of(obligation_state_word(o->state)));
}

static void put_entry(const struct scene *s, const struct entry *x, struct json_val *obj)
{
    const struct entry_version *now = entry_at(x, s->as_of);
    put_number(obj, "record", x->id);
    json_put_str(obj, "type", x->type->id);
    put_unit(obj, "unit", s, x->unit);
    if (now != NULL)
        put_day(obj, "occurred_on", now->occurred_on);
}

size_t score_evidence_span(const struct layout_item *x, const struct evidence *evidence)
{
    return (size_t)(evidence->cell - x->first_cell) / x->n_slots;
}

static void put_evidence(struct arena *a, const struct world_scores *s,
                         const struct world_unit_score *unit, size_t item, struct json_val *list)
{
    const struct layout_item *x = &unit->sheet.measured->layout->items[item];
    size_t n = 0;
    const struct evidence *all = score_evidence(a, &unit->sheet, item, &n);
    for (size_t i = 0; i < n; i++) {
        struct json_val *obj = json_add_object(list);
        json_put_int(obj, "span", (int64_t)score_evidence_span(x, &all[i]));
        if (all[i].obligation != NULL)
            put_obligation(s->world.scene, all[i].obligation, obj);
        else
            put_entry(s->world.scene, all[i].entry, obj);
    }
}

/* ---- the whole ------------------------------------------------------------------------------- */

void score_trace_put(struct arena *a, const struct world_scores *s,
                     const struct world_unit_score *unit, size_t item, struct json_val *ret)
{
    const struct score_line *line = &unit->sheet.lines[item];
    const struct layout_item *x = &unit->sheet.measured->layout->items[item];
    if (line->excluded)
        json_put_bool(ret, "excluded", true);
    if (line->outside)
        json_put_bool(ret, "outside", true);
    if (line->vetoed != NULL)
        json_put_str(ret, "vetoed", line->vetoed->id);
    if (!line->item->is_leaf)
        return;
    json_put_str(ret, "method", str_of(score_method_word(line->item->score.method)));
    put_lines(x, &line->trace, json_put_array(ret, "lines"));
    put_measures(x, &line->trace, json_put_array(ret, "measures"));
    put_evidence(a, s, unit, item, json_put_array(ret, "evidence"));
}

enum err_code score_trace_text(struct arena *a, const struct world_scores *s,
                               const struct world_unit_score *unit, size_t item, struct str *ret,
                               struct err *e)
{
    struct buf b;
    struct json_val *v = json_val_object(a);
    score_trace_put(a, s, unit, item, v);
    buf_init(&b, TRACE_MAX);
    json_write(v, 0, &b);
    bool over = buf_over(&b);
    *ret = str_copy(a, buf_str(&b));
    buf_release(&b);
    return over ? err_set(e, ERR_TOO_BIG, "%" STR_FMT, STR_ARG(unit->sheet.lines[item].item->id))
                : ERR_OK;
}
