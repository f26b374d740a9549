/*
 * test_round_trip.c — what a paper prints, source/plan reads back: ledgers made at
 * random come back the same from .docx and from text, findings aside.
 *
 * LEDGERS in the environment says how many (1,000), FIRST where to begin (0). A
 * failing ledger is named by its seed: FIRST=seed LEDGERS=1 runs it alone.
 */
#include "testmain.h"

#include <stdlib.h>

#include "deliver/paper.h"
#include "deliver/paper_docx.h"
#include "deliver/paper_txt.h"
#include "ledger_make.h"
#include "source/plan/plan_read.h"

enum { LEDGER_MEMORY_MAX = 256 * 1024 * 1024 };

typedef enum err_code paper_writer(struct arena *a, const struct paper *p, struct str *ret,
                                   struct err *e);

static int64_t setting(const char *name, int64_t otherwise)
{
    int64_t v = 0;
    const char *text = getenv(name);
    return text != NULL && str_to_i64(str_of(text), &v, NULL) == ERR_OK ? v : otherwise;
}

/* Heads differ with the seed: signed or not, printed by somebody or not, red or not. */
static struct paper_head head_of(uint64_t seed)
{
    struct paper_head head = {.red_head = seed % 5 == 0};
    if (seed % 3 != 0)
        head.organisation = STR("云泽区司法局");
    if (seed % 4 == 0)
        head.copies = STR("区委办公室，区人民政府办公室");
    if (seed % 7 < 2) {
        head.printed_by = STR("云泽区司法局办公室");
        head.has_printed_on = seed % 7 == 1;
        head.printed_on = (date){17250};
    }
    return head;
}

static void check_ids(const char *name, const struct plan *read, const int64_t *ids)
{
    for (size_t i = 0; i < read->n_items; i++)
        CHECK_INT(name, read->items[i].bookmark_id, ids[i]);
}

static void check_ledger(uint64_t seed, paper_writer *write, bool has_ids)
{
    struct arena a;
    arena_init(&a, LEDGER_MEMORY_MAX);
    int64_t *ids = NULL;
    struct plan plan = ledger_make(&a, seed, &ids);
    struct paper_head head = head_of(seed);
    struct err e = {.code = ERR_OK};
    const char *name = str_format(&a, "seed %llu", (unsigned long long)seed).p;
    struct paper paper;
    struct str bytes, why;
    struct doc doc;
    struct plan read;
    CHECK_ERR(name, paper_compose(&a, &plan, ids, &head, &paper, &e), ERR_OK);
    CHECK_ERR(name, write(&a, &paper, &bytes, &e), ERR_OK);
    CHECK_ERR(name, doc_read(&a, bytes, &doc, &e), ERR_OK);
    CHECK_ERR(name, plan_read(&a, &doc, &read, &e), ERR_OK);
    if (!ledger_equal(&a, &plan, &read, &why))
        fail_msg("%s: %" STR_FMT, name, STR_ARG(why));
    if (has_ids)
        check_ids(name, &read, ids);
    arena_release(&a);
}

static void check_ledgers(paper_writer *write, bool has_ids)
{
    int64_t first = setting("FIRST", 0);
    int64_t n = setting("LEDGERS", 1000);
    for (int64_t i = 0; i < n; i++)
        check_ledger((uint64_t)(first + i), write, has_ids);
}

static void test_round_trip__docx(void **state)
{
    (void)state;
    check_ledgers(paper_docx_write, true);
}

static void test_round_trip__txt(void **state)
{
    (void)state;
    check_ledgers(paper_txt_write, false);
}

/* The generator makes what it says: a property over ledgers that are all alike would be none. */
static void test_ledger_make__is_mean(void **state)
{
    (void)state;
    size_t lines = 0, labels = 0, unknown = 0, above = 0, nothing = 0, bare = 0, back = 0;
    for (uint64_t seed = 0; seed < 100; seed++) {
        struct arena a;
        arena_init(&a, LEDGER_MEMORY_MAX);
        int64_t *ids = NULL;
        struct plan p = ledger_make(&a, seed, &ids);
        for (size_t i = 0; i < p.n_items; i++) {
            const struct plan_item *item = &p.items[i];
            lines += str_find(item->measure, STR("\n"), 0) != SIZE_MAX;
            labels += str_find(item->cause, STR("整改措施："), 0) != SIZE_MAX;
            unknown += item->full.from == PLAN_UNKNOWN && item->got.from == PLAN_UNKNOWN;
            above += item->full.from == PLAN_PRINTED && item->got.from == PLAN_PRINTED &&
                     item->got.v.centi > item->full.v.centi;
            nothing += item->lost.from == PLAN_DERIVED && item->lost.v.centi == 0;
            bare += item->category.n == 0 && item->subcategory.n == 0;
            for (size_t k = 0; k + 1 < i; k++)
                back += str_eq(p.items[k].category, item->category) &&
                        !str_eq(p.items[k + 1].category, item->category);
        }
        arena_release(&a);
    }
    assert_true(lines > 20 && labels > 20 && unknown > 20 && above > 20);
    assert_true(nothing > 20 && bare > 20 && back > 20);
}

static void test_ledger_equal__sees_differences(void **state)
{
    (void)state;
    struct arena a;
    struct str why;
    int64_t *ids = NULL;
    arena_init(&a, LEDGER_MEMORY_MAX);
    struct plan x = ledger_make(&a, 7, &ids);
    struct plan y = ledger_make(&a, 7, &ids);
    assert_true(ledger_equal(&a, &x, &y, &why));
    y.items[0].cause = STR("别的");
    assert_false(ledger_equal(&a, &x, &y, &why));
    y.items[0].cause = x.items[0].cause;
    y.items[0].full.from = y.items[0].full.from == PLAN_PRINTED ? PLAN_DERIVED : PLAN_PRINTED;
    assert_false(ledger_equal(&a, &x, &y, &why));
    y.items[0].full = x.items[0].full;
    y.rank++;
    assert_false(ledger_equal(&a, &x, &y, &why));
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_ledger_make__is_mean),
          cmocka_unit_test(test_ledger_equal__sees_differences),
          cmocka_unit_test(test_round_trip__docx), cmocka_unit_test(test_round_trip__txt))
