/*
 * plans.c — see plans.h.
 */
#include "plans.h"

/* ---- making ---------------------------------------------------------------- */

/* splitmix64: small, and the same everywhere. */
static uint64_t draw(uint64_t *seed)
{
    uint64_t z = (*seed += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static int32_t draw_below(uint64_t *seed, int32_t n)
{
    return (int32_t)(draw(seed) % (uint64_t)n);
}

/* Texts that a database could take for something else. */
static struct str draw_text(struct arena *a, uint64_t *seed, bool may_be_empty)
{
    static const char *const TEXTS[] = {
        "公共法律服务",
        "O'Brien; DROP TABLE plan; --",
        "\\x41 \\ \\'",
        "NULL",
        "第一行\n第二行\t末",
        "𠮷野家 \xf0\x9f\x99\x82",
        " blanks around ",
        "$1 ? :name",
        "%s %d _ %",
        "é e\xcc\x81",
        "0",
        "{}",
    };
    int32_t i = draw_below(seed, (int32_t)ARRAY_LEN(TEXTS) + (may_be_empty ? 6 : 0));
    if (i >= (int32_t)ARRAY_LEN(TEXTS))
        return STR_NONE;
    return str_format(a, "%s%d", TEXTS[i], draw_below(seed, 5));
}

static struct str draw_long(struct arena *a, uint64_t *seed)
{
    if (draw_below(seed, 20) > 0)
        return draw_text(a, seed, true);
    size_t n = 3 * (1 + (size_t)draw_below(seed, 20000));
    char *text = arena_alloc(a, n + 1);
    for (size_t i = 0; i < n; i += 3)
        memcpy(text + i, "整", 3);
    return (struct str){text, n};
}

static struct plan_figure draw_figure(uint64_t *seed)
{
    static const int64_t EDGES[] = {0, 1, -1, 500, 29970, POINTS_MAX_CENTI / 1000};
    struct plan_figure f = {.from = (enum plan_figure_from)draw_below(seed, 3)};
    if (f.from != PLAN_UNKNOWN)
        f.v.centi = EDGES[draw_below(seed, (int32_t)ARRAY_LEN(EDGES))];
    return f;
}

static struct str *draw_names(struct arena *a, uint64_t *seed, size_t n)
{
    static const char *const NAMES[] = {"法宣科", "社区矫正科", "法律服务管理科", "办公室"};
    struct str *names = ARENA_NEW_N(a, n, struct str);
    for (size_t i = 0; i < n; i++)
        names[i] = str_of(NAMES[draw_below(seed, (int32_t)ARRAY_LEN(NAMES))]);
    return n == 0 ? NULL : names;
}

static struct plan_item draw_item(struct arena *a, uint64_t *seed, int32_t no)
{
    struct plan_item item = {
        .no = no,
        .category = draw_text(a, seed, true),
        .subcategory = draw_text(a, seed, true),
        .item = draw_text(a, seed, false),
        .full = draw_figure(seed),
        .got = draw_figure(seed),
        .lost = draw_figure(seed),
        .n_departments = (size_t)draw_below(seed, 4),
        .cause = draw_long(a, seed),
        .measure = draw_long(a, seed),
        .time_limit = draw_text(a, seed, true),
        .paragraph = draw_below(seed, 1000),
    };
    item.departments = draw_names(a, seed, item.n_departments);
    return item;
}

static struct finding draw_finding(struct arena *a, uint64_t *seed)
{
    return (struct finding){
        .code = (enum finding_code)draw_below(seed, FINDING__MAX),
        .where = draw_text(a, seed, true),
        .arg = {draw_text(a, seed, true), draw_text(a, seed, true)},
        .paragraph = draw_below(seed, 1000),
        .offset = draw_below(seed, 1000),
    };
}

struct plan *test_plan(struct arena *a, uint64_t seed)
{
    struct plan *p = ARENA_NEW(a, struct plan);
    uint64_t number = seed;
    p->number = draw_below(&seed, 4) == 0
                    ? STR_NONE
                    : str_format(a, "某司发〔2017〕%llu号", (unsigned long long)number);
    p->title = draw_text(a, &seed, true);
    p->has_issued_on = draw_below(&seed, 2) == 0;
    if (p->has_issued_on)
        must(date_make(1 + draw_below(&seed, 9999), 1 + draw_below(&seed, 12),
                       1 + draw_below(&seed, 28), &p->issued_on, NULL) == ERR_OK);
    p->year = draw_below(&seed, 3) == 0 ? 0 : 2014 + draw_below(&seed, 4);
    p->rank = draw_below(&seed, 100);
    p->n_addressees = (size_t)draw_below(&seed, 4);
    p->addressees = draw_names(a, &seed, p->n_addressees);
    p->declared =
        (struct plan_declared){draw_below(&seed, 3), draw_below(&seed, 3), draw_below(&seed, 40)};
    p->n_items = (size_t)draw_below(&seed, 30);
    p->items = ARENA_NEW_N(a, p->n_items, struct plan_item);
    for (size_t i = 0; i < p->n_items; i++)
        p->items[i] = draw_item(a, &seed, (int32_t)i + 1);
    p->n_findings = (size_t)draw_below(&seed, 6);
    p->findings = ARENA_NEW_N(a, p->n_findings, struct finding);
    for (size_t i = 0; i < p->n_findings; i++)
        p->findings[i] = draw_finding(a, &seed);
    return p;
}

struct str test_sha(struct arena *a, uint64_t seed)
{
    return str_format(a, "%064llx", (unsigned long long)seed);
}

/* ---- comparing ------------------------------------------------------------- */

#define CHECK_SAME(name, got, want)                                                                \
    do {                                                                                           \
        if (!str_eq((got), (want)))                                                                \
            fail_msg("%s: %s is \"%" STR_FMT "\", wanted \"%" STR_FMT "\"", (name), #got,          \
                     STR_ARG(got), STR_ARG(want));                                                 \
    } while (0)

static void check_figure(const char *name, struct plan_figure got, struct plan_figure want)
{
    CHECK_INT(name, got.from, want.from);
    CHECK_INT(name, got.v.centi, want.v.centi);
}

void check_sum(const char *name, const struct plan_sum *got, const struct plan_sum *want)
{
    CHECK_INT(name, got->items, want->items);
    CHECK_INT(name, got->missing, want->missing);
    check_figure(name, got->full, want->full);
    check_figure(name, got->got, want->got);
    check_figure(name, got->lost, want->lost);
}

static void check_names(const char *name, const struct str *got, size_t n_got,
                        const struct str *want, size_t n_want)
{
    CHECK_INT(name, n_got, n_want);
    for (size_t i = 0; i < n_want; i++)
        CHECK_SAME(name, got[i], want[i]);
}

void check_item(const char *name, const struct plan_item *got, const struct plan_item *want)
{
    CHECK_INT(name, got->no, want->no);
    CHECK_SAME(name, got->category, want->category);
    CHECK_SAME(name, got->subcategory, want->subcategory);
    CHECK_SAME(name, got->item, want->item);
    check_figure(name, got->full, want->full);
    check_figure(name, got->got, want->got);
    check_figure(name, got->lost, want->lost);
    check_names(name, got->departments, got->n_departments, want->departments, want->n_departments);
    CHECK_SAME(name, got->cause, want->cause);
    CHECK_SAME(name, got->measure, want->measure);
    CHECK_SAME(name, got->time_limit, want->time_limit);
    CHECK_INT(name, got->paragraph, want->paragraph);
}

static void check_finding(const char *name, const struct finding *got, const struct finding *want)
{
    CHECK_INT(name, got->code, want->code);
    CHECK_SAME(name, got->where, want->where);
    for (size_t i = 0; i < FINDING_ARGS; i++)
        CHECK_SAME(name, got->arg[i], want->arg[i]);
    CHECK_INT(name, got->paragraph, want->paragraph);
    CHECK_INT(name, got->offset, want->offset);
}

void check_plan(const char *name, const struct plan *got, const struct plan *want)
{
    CHECK_SAME(name, got->number, want->number);
    CHECK_SAME(name, got->title, want->title);
    CHECK_INT(name, got->has_issued_on, want->has_issued_on);
    CHECK_INT(name, got->issued_on.days, want->issued_on.days);
    CHECK_INT(name, got->year, want->year);
    CHECK_INT(name, got->rank, want->rank);
    check_names(name, got->addressees, got->n_addressees, want->addressees, want->n_addressees);
    CHECK_INT(name, got->declared.categories, want->declared.categories);
    CHECK_INT(name, got->declared.subcategories, want->declared.subcategories);
    CHECK_INT(name, got->declared.items, want->declared.items);
    CHECK_INT(name, got->n_items, want->n_items);
    for (size_t i = 0; i < want->n_items; i++)
        check_item(name, &got->items[i], &want->items[i]);
    CHECK_INT(name, got->n_findings, want->n_findings);
    for (size_t i = 0; i < want->n_findings; i++)
        check_finding(name, &got->findings[i], &want->findings[i]);
}

/* ---- transactions ------------------------------------------------------------ */

struct write_ctx {
    struct plan_ref base;
    const struct plan_import *import;
    struct plan_ref ref;
};

static enum err_code insert_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct write_ctx *w = ctx;
    struct audit_by by = test_by(2000);
    return store_plan_insert(tx, &by, w->import, &w->ref, e);
}

static enum err_code plan_append_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct write_ctx *w = ctx;
    struct audit_by by = test_by(3000);
    return store_plan_append(tx, &by, w->base, w->import, &w->ref, e);
}

struct plan_ref test_plan_insert(struct store *s, const struct plan_import *import)
{
    struct write_ctx w = {.import = import};
    struct err e = {.code = ERR_OK};
    CHECK_ERR(e.detail, store_tx(s, TX_WRITE, "insert", insert_fn, &w, &e), ERR_OK);
    return w.ref;
}

enum err_code test_plan_append(struct store *s, struct plan_ref base,
                               const struct plan_import *import, struct plan_ref *ret,
                               struct err *e)
{
    struct write_ctx w = {.base = base, .import = import};
    ERR_TRY(store_tx(s, TX_WRITE, "append", plan_append_fn, &w, e));
    *ret = w.ref;
    return ERR_OK;
}

struct read_ctx {
    struct arena *a;
    struct plan_ref ref;
    struct plan_record record;
    const struct deduction_filter *filter;
    struct deduction_list list;
};

static enum err_code load_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct read_ctx *r = ctx;
    return store_plan_load(r->a, tx, STR("c1"), r->ref, &r->record, e);
}

struct plan_record test_plan_load(struct arena *a, struct store *s, struct plan_ref ref)
{
    struct read_ctx r = {.a = a, .ref = ref};
    struct err e = {.code = ERR_OK};
    CHECK_ERR(e.detail, store_tx(s, TX_READ, "load", load_fn, &r, &e), ERR_OK);
    return r.record;
}

static enum err_code deductions_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct read_ctx *r = ctx;
    return store_deduction_list(r->a, tx, STR("c1"), r->filter, &r->list, e);
}

struct deduction_list test_deductions(struct arena *a, struct store *s,
                                      const struct deduction_filter *filter)
{
    struct read_ctx r = {.a = a, .filter = filter};
    struct err e = {.code = ERR_OK};
    CHECK_ERR(e.detail, store_tx(s, TX_READ, "list", deductions_fn, &r, &e), ERR_OK);
    return r.list;
}
