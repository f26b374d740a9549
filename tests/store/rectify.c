/*
 * rectify.c — see rectify.h.
 */
#include "rectify.h"

/* ---- in a transaction of its own --------------------------------------------- */

enum err_code write_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct call *c = ctx;
    return store_rectification_write(c->a, tx, &c->by, &c->base, c->change, &c->r, e);
}

/* Look at the newest of the deduction and write on top of it. */
enum err_code act_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct call *c = ctx;
    ERR_TRY(store_rectification_of(c->a, tx, c->by.county, c->deduction, &c->base, e));
    return write_fn(tx, c, e);
}

enum err_code load_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct call *c = ctx;
    struct str county = c->by.county;
    ERR_TRY(store_rectification_of(c->a, tx, county, c->deduction, &c->r, e));
    ERR_TRY(store_rectification_list(c->a, tx, county, c->until, &c->list, e));
    ERR_TRY(store_rectification_events(c->a, tx, county, c->r.id, &c->events, e));
    ERR_TRY(store_rectification_tasks(c->a, tx, county, c->r.id, &c->tasks, e));
    ERR_TRY(store_evidence_list(c->a, tx, county, c->r.id, &c->files, e));
    ERR_TRY(store_cause_get(c->a, tx, county, c->deduction, &c->cause, e));
    ERR_TRY(store_cause_list(c->a, tx, county, &c->causes, e));
    return store_promise_list(c->a, tx, county, &c->decisions, e);
}

enum err_code get_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct call *c = ctx;
    return store_evidence_get(c->a, tx, c->by.county, c->id, c->no, &c->file, &c->content, e);
}

enum err_code confirm_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct call *c = ctx;
    return store_cause_confirm(tx, &c->by, c->confirm, e);
}

enum err_code decide_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct call *c = ctx;
    return store_promise_decide(tx, &c->by, c->decide, &c->id, e);
}

struct call call_at(struct test_db *t, int64_t ms)
{
    return (struct call){.a = &t->a, .by = test_by(ms), .deduction = 1, .until = RECTIFICATION_NOW};
}

enum err_code act(struct test_db *t, struct store *s, int64_t ms,
                  const struct rectification_change *change, struct rectification *ret,
                  struct err *e)
{
    struct call c = call_at(t, ms);
    c.change = change;
    ERR_TRY(store_tx(s, TX_WRITE, "act", act_fn, &c, e));
    *ret = c.r;
    return ERR_OK;
}

struct call load(struct test_db *t, struct store *s)
{
    struct call c = call_at(t, 0);
    CHECK_ERR("load", store_tx(s, TX_READ, "load", load_fn, &c, NULL), ERR_OK);
    return c;
}

struct store *open_ledger(struct test_db *t)
{
    struct store *s = test_db_county(t);
    struct plan_item items[] = {{.no = 1, .item = STR("受理时效"), .cause = STR("录入晚")},
                                {.no = 2, .item = STR("经费保障")},
                                {.no = 3, .item = STR("质量评查")}};
    struct plan plan = {.year = 2016, .items = items, .n_items = ARRAY_LEN(items)};
    struct plan_import import = {.plan = &plan, .content_sha256 = test_sha(&t->a, 1)};
    (void)test_plan_insert(s, &import);
    return s;
}

struct rectification_change assign_to(const char *owner, int32_t due)
{
    return (struct rectification_change){.action = RECTIFICATION_ACT_ASSIGN,
                                         .to = RECTIFICATION_PLANNED,
                                         .owner = str_of(owner),
                                         .has_due = due != 0,
                                         .due_on = {due}};
}

struct evidence_file file_of(struct test_db *t, const char *name, struct str content)
{
    char *hash = arena_alloc(&t->a, HASH_HEX_MAX);
    CHECK_ERR(name, hash_sha256_hex(content, hash, NULL), ERR_OK);
    return (struct evidence_file){str_of(name), content, str_of(hash)};
}
