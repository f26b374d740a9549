/*
 * fuzz_promise.c — from any text to causes, promises and the rules they become.
 *
 * The first byte chooses the date of the document, the rest is the text.
 */
#include "fuzz_target.h"

#include "core/remedy/cause_class.h"
#include "source/promise/promise_find.h"

static void check_view(struct str inner, struct str outer)
{
    must(inner.n > 0 && str_utf8_check(inner, NULL) == ERR_OK);
    must(inner.p >= outer.p && inner.p + inner.n <= outer.p + outer.n);
}

static void check_duty(struct arena *a, const struct promise *p)
{
    struct promise_accept acc = {.id = STR("promise.1"), .unit = STR("county")};
    must(p->every > PROMISE_EVERY_NONE && p->every < PROMISE_EVERY__MAX);
    must(p->weekday >= 0 && p->weekday <= 7);
    must(p->month >= 0 && p->month <= 12);
    must(p->day >= 0 && p->day <= 31);
    must(p->limit_n >= 0 && (p->limit != PROMISE_LIMIT_NONE || p->limit_n == 0));
    must(p->every != PROMISE_EVERY_EVENT || p->limit != PROMISE_LIMIT_NONE);
    must((p->amount == PROMISE_AMOUNT_NONE) == (p->amount_centi == 0));
    must(p->amount != PROMISE_AMOUNT_COUNT || p->amount_centi % 100 == 0);
    must(str_utf8_check(promise_rule(a, p, &acc), NULL) == ERR_OK);
}

static void check_promises(struct arena *a, struct str text, const struct promise_list *list)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct promise *p = &list->p[i];
        must(p->kind < PROMISE_KIND__MAX);
        must(p->from < p->to && p->to <= text.n && p->sentence.n == p->to - p->from);
        must(i == 0 || p->from >= list->p[i - 1].from);
        check_view(p->sentence, text);
        check_view(p->words, p->sentence);
        check_view(p->what, p->sentence);
        must(p->kind == PROMISE_TASK || !p->has_due);
        must(p->kind == PROMISE_DUTY || p->every == PROMISE_EVERY_NONE);
        if (p->kind == PROMISE_DUTY)
            check_duty(a, p);
    }
}

static void check_cause(struct str text, const struct cause_proposal *proposal)
{
    must((proposal->class == CAUSE__MAX) == (proposal->n == 0));
    for (size_t i = 0; i < proposal->n; i++) {
        must(i == 0 || proposal->words[i].from >= proposal->words[i - 1].to);
        check_view(str_sub(text, proposal->words[i].from, proposal->words[i].to), text);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const int32_t days[] = {17253, 17166, 17531, -719162, 2932896}; /* from 0001 to 9999 */
    if (size == 0)
        return 0;
    struct str text = {(const char *)data + 1, size - 1};
    if (str_utf8_check(text, NULL) != ERR_OK)
        return 0;
    struct arena a;
    arena_init(&a, FUZZ_ARENA_MAX);
    size_t choice = data[0] % (ARRAY_LEN(days) + 1);
    struct promise_context ctx = {.has_issued_on = choice < ARRAY_LEN(days)};
    if (ctx.has_issued_on)
        ctx.issued_on.days = days[choice];
    const struct promise_reader *r = promise_reader_new(&a);
    struct promise_list list = promise_find(&a, r, text, &ctx);
    check_promises(&a, text, &list);
    date due;
    (void)promise_time_limit(&a, r, text, &ctx, &due);
    struct cause_proposal proposal = cause_class_propose(&a, text);
    check_cause(text, &proposal);
    arena_release(&a);
    return 0;
}
