/*
 * show.c — what is found in the items of a ledger, as one line of JSON each.
 *
 *     promise-show YYYY-MM-DD < items
 *
 * Standard input holds a cause and a measure for each item, either followed by a
 * NUL byte. For run.py, which knows the ledgers.
 */
#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "core/remedy/cause_class.h"
#include "source/promise/promise_find.h"

enum { SHOW_MAX = 16 * 1024 * 1024 };

static void show_promise(struct json_val *list, const struct promise *p)
{
    struct json_val *v = json_add_object(list);
    json_put_str(v, "kind", str_of(promise_kind_name(p->kind)));
    if (p->kind == PROMISE_TASK && p->has_due) {
        char due[DATE_TEXT_MAX];
        json_put_str(v, "due", str_of(date_text(p->due, due)));
    }
    if (p->kind == PROMISE_DUTY)
        json_put_str(v, "every", str_of(promise_every_name(p->every)));
    if (p->weekday > 0)
        json_put_int(v, "weekday", p->weekday);
    if (p->month > 0)
        json_put_int(v, "month", p->month);
    if (p->day > 0)
        json_put_int(v, "day", p->day);
    if (p->limit != PROMISE_LIMIT_NONE)
        json_put_int(v, promise_limit_name(p->limit), p->limit_n);
    if (p->amount != PROMISE_AMOUNT_NONE) {
        char text[PROMISE_AMOUNT_TEXT_MAX];
        json_put_str(v, promise_amount_name(p->amount),
                     str_of(promise_amount_text(p->amount_centi, text)));
        json_put_str(v, "unit", p->unit);
    }
    json_put_str(v, "words", p->words);
    json_put_str(v, "what", p->what);
}

static void show_item(const struct promise_reader *r, const struct promise_context *ctx,
                      struct str cause, struct str measure)
{
    struct arena a;
    struct buf out;
    arena_init(&a, SHOW_MAX);
    buf_init(&out, SHOW_MAX);
    struct json_val *v = json_val_object(&a);
    struct cause_proposal proposal = cause_class_propose(&a, cause);
    if (proposal.class == CAUSE__MAX)
        json_put_null(v, "cause_class");
    else
        json_put_str(v, "cause_class", str_of(cause_class_name(proposal.class)));
    struct json_val *list = json_put_array(v, "promises");
    struct promise_list found = promise_find(&a, r, measure, ctx);
    for (size_t i = 0; i < found.n; i++)
        show_promise(list, &found.p[i]);
    json_write(v, 0, &out);
    (void)printf("%s\n", out.p);
    buf_release(&out);
    arena_release(&a);
}

/* The text up to the next NUL; *at moves behind it. */
static struct str show_next(struct str all, size_t *at)
{
    size_t from = *at;
    while (*at < all.n && all.p[*at] != '\0')
        (*at)++;
    struct str text = str_sub(all, from, *at);
    must(str_utf8_check(text, NULL) == ERR_OK);
    (*at)++;
    return text;
}

int main(int argc, char **argv)
{
    struct arena a;
    struct promise_context ctx = {.has_issued_on = true};
    must(argc == 2 && date_parse(str_of(argv[1]), &ctx.issued_on, NULL) == ERR_OK);
    arena_init(&a, SHOW_MAX);
    char *text = arena_alloc(&a, SHOW_MAX);
    struct str all = {text, fread(text, 1, SHOW_MAX, stdin)};
    const struct promise_reader *r = promise_reader_new(&a);
    for (size_t at = 0; at < all.n;) {
        struct str cause = show_next(all, &at);
        struct str measure = show_next(all, &at);
        show_item(r, &ctx, cause, measure);
    }
    arena_release(&a);
    return 0;
}
