/*
 * test_plan_diff.c — which item is which after a correction, and what is said
 * to have changed. A case is two short tables of items and the expected text of
 * the difference: "f" letters for fields, see diff_text.
 */
#include "core/remedy/plan_diff.h"

#include "testmain.h"

#include "base/buf.h"

enum { CASE_ITEMS = 6, TEST_ARENA = 1024 * 1024 };

struct item_case {
    const char *category, *subcategory, *item;
    int64_t full, got; /* hundredths, -1 unknown */
    const char *cause;
};

static struct plan plan_of(struct arena *a, const struct item_case *rows)
{
    VEC(struct plan_item) items = {0};
    for (size_t i = 0; i < CASE_ITEMS && rows[i].item != NULL; i++) {
        struct plan_item *item = vec_push(a, &items);
        item->no = (int32_t)i + 1;
        item->category = str_of(rows[i].category);
        item->subcategory = str_of(rows[i].subcategory);
        item->item = str_of(rows[i].item);
        item->cause = str_of(rows[i].cause);
        if (rows[i].full >= 0)
            item->full = (struct plan_figure){PLAN_PRINTED, {rows[i].full}};
        if (rows[i].got >= 0)
            item->got = (struct plan_figure){PLAN_PRINTED, {rows[i].got}};
    }
    return (struct plan){.items = items.p, .n_items = items.n};
}

/* "was: 0 - 1 | D3 2.F13 +3 -0": matches, then changes; numbers are items counted from 0. */
static struct str diff_text(struct arena *a, const struct plan_diff *d)
{
    struct buf b;
    buf_init(&b, 4096);
    for (size_t i = 0; i < d->after->n_items; i++)
        buf_addf(&b, d->was[i] == PLAN_DIFF_NEW ? "- " : "%d ", d->was[i]);
    buf_add_z(&b, "|");
    for (size_t i = 0; i < d->n; i++) {
        const struct plan_change *c = &d->changes[i];
        switch (c->kind) {
        case PLAN_CHANGE_DOCUMENT: buf_addf(&b, " D%d", (int)c->field); break;
        case PLAN_CHANGE_FIELD:
            buf_addf(&b, " %d.F%d", c->after->no - 1, (int)c->field - PLAN_FIELD_CATEGORY);
            break;
        case PLAN_CHANGE_ADDED: buf_addf(&b, " +%d", c->after->no - 1); break;
        case PLAN_CHANGE_REMOVED: buf_addf(&b, " -%d", c->before->no - 1); break;
        }
    }
    struct str text = str_copy(a, buf_str(&b));
    buf_release(&b);
    return text;
}

static void test_plan_diff_make__items(void **state)
{
    (void)state;
    /* F0 category, F1 subcategory, F2 name, F3 full, F4 got, F7 cause */
    static const struct {
        const char *name;
        struct item_case before[CASE_ITEMS], after[CASE_ITEMS];
        const char *want;
    } cases[] = {
        {"both empty", {{0}}, {{0}}, "|"},
        {"equal", {{"A", "x", "p", 500, 400, "c"}}, {{"A", "x", "p", 500, 400, "c"}}, "0 |"},
        {"figure and cause",
         {{"A", "x", "p", 500, 400, "c"}},
         {{"A", "x", "p", 500, 450, "d"}},
         "0 | 0.F4 0.F7"},
        {"a figure becomes known",
         {{"A", "x", "p", 500, -1, ""}},
         {{"A", "x", "p", 500, 0, ""}},
         "0 | 0.F4"},
        {"a figure becomes unknown",
         {{"A", "x", "p", 500, 0, ""}},
         {{"A", "x", "p", 500, -1, ""}},
         "0 | 0.F4"},
        {"added in front, numbers move",
         {{"A", "x", "p", 500, 400, ""}},
         {{"A", "x", "n", 300, 200, ""}, {"A", "x", "p", 500, 400, ""}},
         "- 0 | +0"},
        {"removed",
         {{"A", "x", "p", 500, 400, ""}, {"A", "x", "q", 300, 200, ""}},
         {{"A", "x", "q", 300, 200, ""}},
         "1 | -0"},
        {"other order is no difference",
         {{"A", "x", "p", 500, 400, ""}, {"A", "x", "q", 300, 200, ""}},
         {{"A", "x", "q", 300, 200, ""}, {"A", "x", "p", 500, 400, ""}},
         "1 0 |"},
        {"moved to another category, name unique",
         {{"A", "x", "p", 500, 400, ""}, {"B", "y", "q", 500, 400, ""}},
         {{"B", "y", "p", 500, 400, ""}, {"B", "y", "q", 500, 400, ""}},
         "0 1 | 0.F0 0.F1"},
        {"moved, but the name stands twice",
         {{"A", "x", "p", 500, 400, ""}, {"A", "z", "p", 500, 400, ""}},
         {{"B", "y", "p", 500, 400, ""}},
         "- | +0 -0 -1"},
        {"a name twice: one stays, the other is the only one left",
         {{"A", "x", "p", 500, 400, ""}, {"A", "z", "p", 300, 200, ""}},
         {{"A", "x", "p", 500, 400, ""}, {"B", "z", "p", 300, 200, ""}},
         "0 1 | 1.F0"},
        {"renamed: same place and full",
         {{"A", "x", "p", 500, 400, ""}, {"A", "x", "q", 300, 200, ""}},
         {{"A", "x", "p2", 500, 400, ""}, {"A", "x", "q", 300, 200, ""}},
         "0 1 | 0.F2"},
        {"two renamed with the same full: in order",
         {{"A", "x", "p", 500, 1, ""}, {"A", "x", "q", 500, 2, ""}},
         {{"A", "x", "s", 500, 1, ""}, {"A", "x", "r", 500, 2, ""}},
         "0 1 | 0.F2 1.F2"},
        {"same place, other full: not a rename",
         {{"A", "x", "p", 500, 400, ""}},
         {{"A", "x", "q", 300, 200, ""}},
         "- | +0 -0"},
        {"unknown full never makes a rename",
         {{"A", "x", "p", -1, 400, ""}},
         {{"A", "x", "q", -1, 400, ""}},
         "- | +0 -0"},
        {"an item repeated keeps its order",
         {{"A", "x", "p", 500, 1, ""}, {"A", "x", "p", 500, 2, ""}},
         {{"A", "x", "p", 500, 1, ""}, {"A", "x", "p", 500, 3, ""}},
         "0 1 | 1.F4"},
        {"the second of a repeated item goes",
         {{"A", "x", "p", 500, 1, ""}, {"A", "x", "p", 500, 2, ""}},
         {{"A", "x", "p", 500, 1, ""}},
         "0 | -1"},
        {"everything at once",
         {{"A", "x", "p", 500, 1, ""},
          {"A", "x", "q", 300, 2, ""},
          {"B", "y", "r", 200, 3, ""},
          {"B", "y", "gone", 100, 4, ""}},
         {{"A", "x", "p", 500, 2, ""},
          {"A", "x", "Q", 300, 2, ""},
          {"C", "y", "r", 200, 3, ""},
          {"C", "y", "new", 700, 4, ""}},
         "0 1 2 - | 0.F4 1.F2 2.F0 +3 -3"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, TEST_ARENA);
        struct plan before = plan_of(&a, cases[i].before);
        struct plan after = plan_of(&a, cases[i].after);
        struct plan_diff d;
        plan_diff_make(&a, &before, &after, &d);
        CHECK_STR(cases[i].name, diff_text(&a, &d), cases[i].want);
        arena_release(&a);
    }
}

static struct plan plan_head(void)
{
    static struct str addressees[] = {{"offices", 7}, {"notary", 6}};
    return (struct plan){.number = STR("No. 7"),
                         .title = STR("Plan"),
                         .has_issued_on = true,
                         .issued_on = {17000},
                         .year = 2016,
                         .rank = 86,
                         .addressees = addressees,
                         .n_addressees = 2,
                         .declared = {4, 13, 25}};
}

static void test_plan_diff_make__document(void **state)
{
    (void)state;
    static struct str other[] = {{"offices", 7}, {"court", 5}};
    for (int field = -1; field < PLAN_FIELD_CATEGORY; field++) {
        struct plan before = plan_head();
        struct plan after = plan_head();
        switch (field) {
        case PLAN_FIELD_NUMBER: after.number = STR("No. 8"); break;
        case PLAN_FIELD_TITLE: after.title = STR_NONE; break;
        case PLAN_FIELD_ISSUED_ON: after.issued_on.days++; break;
        case PLAN_FIELD_YEAR: after.year = 0; break;
        case PLAN_FIELD_RANK: after.rank = 85; break;
        case PLAN_FIELD_ADDRESSEES: after.addressees = other; break;
        case PLAN_FIELD_DECLARED_CATEGORIES: after.declared.categories = 5; break;
        case PLAN_FIELD_DECLARED_SUBCATEGORIES: after.declared.subcategories = 14; break;
        case PLAN_FIELD_DECLARED_ITEMS: after.declared.items = 0; break;
        default: break;
        }
        struct arena a;
        arena_init(&a, TEST_ARENA);
        struct plan_diff d;
        plan_diff_make(&a, &before, &after, &d);
        CHECK_INT("changes", d.n, field >= 0 ? 1 : 0);
        if (field >= 0) {
            CHECK_INT("kind", d.changes[0].kind, PLAN_CHANGE_DOCUMENT);
            CHECK_INT("field", d.changes[0].field, field);
        }
        arena_release(&a);
    }
}

static void test_plan_diff_make__date_becomes_unknown(void **state)
{
    (void)state;
    struct plan before = plan_head();
    struct plan after = plan_head();
    after.has_issued_on = false;
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct plan_diff d;
    plan_diff_make(&a, &before, &after, &d);
    CHECK_INT("changes", d.n, 1);
    CHECK_INT("field", d.changes[0].field, PLAN_FIELD_ISSUED_ON);
    arena_release(&a);
}

/* Findings, paragraphs, item numbers and how a figure is known are no difference. */
static void test_plan_diff_make__what_does_not_count(void **state)
{
    (void)state;
    struct plan_item old = {.no = 1, .item = STR("p"), .paragraph = 3};
    struct plan_item new = {.no = 9, .item = STR("p"), .paragraph = 8};
    old.full = (struct plan_figure){PLAN_PRINTED, {500}};
    new.full = (struct plan_figure){PLAN_DERIVED, {500}};
    struct finding finding = {.code = FINDING_NAME_LONG};
    struct plan before = {.items = &old, .n_items = 1};
    struct plan after = {.items = &new, .n_items = 1, .findings = &finding, .n_findings = 1};
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct plan_diff d;
    plan_diff_make(&a, &before, &after, &d);
    CHECK_INT("changes", d.n, 0);
    CHECK_INT("was", d.was[0], 0);
    arena_release(&a);
}

static void test_plan_diff_make__departments(void **state)
{
    (void)state;
    struct str one[] = {{"office A", 8}};
    struct str two[] = {{"office A", 8}, {"office B", 8}};
    struct plan_item old = {.no = 1, .item = STR("p"), .departments = one, .n_departments = 1};
    struct plan_item new = {.no = 1, .item = STR("p"), .departments = two, .n_departments = 2};
    struct plan before = {.items = &old, .n_items = 1};
    struct plan after = {.items = &new, .n_items = 1};
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct plan_diff d;
    plan_diff_make(&a, &before, &after, &d);
    CHECK_INT("changes", d.n, 1);
    CHECK_INT("field", d.changes[0].field, PLAN_FIELD_DEPARTMENTS);
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_plan_diff_make__items),
          cmocka_unit_test(test_plan_diff_make__document),
          cmocka_unit_test(test_plan_diff_make__date_becomes_unknown),
          cmocka_unit_test(test_plan_diff_make__what_does_not_count),
          cmocka_unit_test(test_plan_diff_make__departments))
