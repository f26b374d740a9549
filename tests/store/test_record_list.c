/*
 * test_record_list.c — pages of records: every filter, every order, no record twice and
 * none left out.
 */
#include "records.h"

/* The numbers of the records that a filter lets through, such as "3 1 2". */
static struct str ids_of(struct test_db *t, struct store *s, const struct record_filter *f)
{
    struct rcall c = rcall_at(t, 0);
    struct str text = STR_NONE;
    c.filter = *f;
    CHECK_ERR("list", store_tx(s, TX_READ, "list", rlist_fn, &c, NULL), ERR_OK);
    for (size_t i = 0; i < c.list.n; i++)
        text = str_format(&t->a, "%" STR_FMT "%s%lld", STR_ARG(text), i == 0 ? "" : " ",
                          (long long)c.list.p[i].id);
    return text;
}

/* R1 a person; R2 to R7 sessions of different units, days and times of entry; R8 another type. */
static struct store *open_list(struct test_db *t)
{
    struct store *s = open_records(t);
    CHECK_INT("R1", radd(t, s, 5000, person(t, "甲", "")), 1);
    CHECK_INT("R2", radd(t, s, 5001, session(t, "county", 1, 17002, "2")), 2);
    CHECK_INT("R3", radd(t, s, 5002, session(t, "north", 1, 17001, "3")), 3);
    CHECK_INT("R4", radd(t, s, 5003, session(t, "north1", 1, 17003, "4")), 4);
    CHECK_INT("R5", radd(t, s, 5003, session(t, "south", 0, 17001, "5")), 5);
    struct record_entry old = session(t, "south", 0, 17000, "6");
    old.history = true;
    old.entered_at.ms = 100;
    CHECK_INT("R6", radd(t, s, 5004, old), 6);
    CHECK_INT("R7", radd(t, s, 5005, session(t, "north", 1, 17004, "7")), 7);
    struct record_entry visit = session(t, "north", 1, 17005, "8");
    visit.type = STR("visit");
    CHECK_INT("R8", radd(t, s, 5006, visit), 8);
    (void)rvoid(t, s, 5007, 7);
    return s;
}

static void test_store_record_list__filters(void **state)
{
    static const struct {
        const char *name;
        struct record_filter f;
        const char *want;
    } CASES[] = {
        {"by day", {.type = {"session", 7}}, "6 3 5 2 4"},
        {"by day, newest first",
         {.type = {"session", 7}, .order = RECORD_BY_DAY_DESC},
         "4 2 5 3 6"},
        {"by entry", {.type = {"session", 7}, .order = RECORD_BY_ENTRY}, "6 2 3 4 5"},
        {"by entry, newest first",
         {.type = {"session", 7}, .order = RECORD_BY_ENTRY_DESC},
         "5 4 3 2 6"},
        {"another type", {.type = {"visit", 5}}, "8"},
        {"a type that is not there", {.type = {"x", 1}}, ""},
        {"a unit", {.type = {"session", 7}, .unit = {"south", 5}}, "6 5"},
        {"a unit and below", {.type = {"session", 7}, .unit = {"north", 5}}, "3 4"},
        {"all units", {.type = {"session", 7}, .unit = {"county", 6}}, "6 3 5 2 4"},
        {"no such unit", {.type = {"session", 7}, .unit = {"west", 4}}, ""},
        {"from a day", {.type = {"session", 7}, .has_from = true, .from = {17002}}, "2 4"},
        {"to a day", {.type = {"session", 7}, .has_to = true, .to = {17001}}, "6 3 5"},
        {"entered from",
         {.type = {"session", 7}, .has_entered_from = true, .entered_from = {5003}},
         "5 4"},
        {"entered until",
         {.type = {"session", 7}, .has_entered_to = true, .entered_to = {5001}},
         "6 2"},
        {"the void ones", {.type = {"session", 7}, .voided = RECORD_ONLY_VOIDED}, "7"},
        {"the void ones too",
         {.type = {"session", 7}, .voided = RECORD_VOIDED_OR_NOT},
         "6 3 5 2 4 7"},
        {"of a batch", {.type = {"session", 7}, .batch = 1}, ""},
        {"of a subject", {.subject = 1}, "3 2 4 8"},
        {"of a subject, newest first", {.subject = 1, .order = RECORD_BY_DAY_DESC}, "8 4 2 3"},
        {"of a subject, by entry", {.subject = 1, .order = RECORD_BY_ENTRY}, "2 3 4 8"},
        {"of a subject, by entry, newest first",
         {.subject = 1, .order = RECORD_BY_ENTRY_DESC},
         "8 4 3 2"},
        {"of a subject and type", {.subject = 1, .type = {"visit", 5}}, "8"},
        {"of a subject and unit", {.subject = 1, .unit = {"north", 5}}, "3 4 8"},
        {"of a subject, the void ones", {.subject = 1, .voided = RECORD_ONLY_VOIDED}, "7"},
        {"of nobody", {.subject = 99}, ""},
    };
    struct test_db *t = *state;
    struct store *s = open_list(t);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct record_filter f = CASES[i].f;
        f.most = 100;
        CHECK_STR(CASES[i].name, ids_of(t, s, &f), CASES[i].want);
    }
    store_free(s);
}

/* Page by page gives what one page gives, in every order and for every size. */
static void test_store_record_list__pages(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_list(t);
    for (int order = 0; order < RECORD_ORDER__MAX; order++)
        for (int of_subject = 0; of_subject < 2; of_subject++)
            for (int64_t most = 1; most <= 3; most++) {
                struct record_filter f = {
                    .order = (enum record_order)order, .voided = RECORD_VOIDED_OR_NOT, .most = 100};
                f.subject = of_subject;
                f.type = of_subject ? STR_NONE : STR("session");
                struct str want = ids_of(t, s, &f);
                struct str got = STR_NONE;
                f.most = most;
                for (;;) {
                    struct rcall c = rcall_at(t, 0);
                    c.filter = f;
                    CHECK_ERR("page", store_tx(s, TX_READ, "list", rlist_fn, &c, NULL), ERR_OK);
                    CHECK("not more than asked for", c.list.n <= (size_t)most);
                    for (size_t i = 0; i < c.list.n; i++)
                        got = str_format(&t->a, "%" STR_FMT "%s%lld", STR_ARG(got),
                                         got.n == 0 ? "" : " ", (long long)c.list.p[i].id);
                    if (c.list.n == 0)
                        break;
                    f.has_after = true;
                    f.after = record_place_of(&c.list.p[c.list.n - 1]);
                }
                CHECK_STR("pages", got, str_copy(&t->a, want).p);
            }
    store_free(s);
}

/* A list shows the newest revision, at the place of its day. */
static void test_store_record_list__newest_revision(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_list(t);
    struct rcall c = rcall_at(t, 0);
    CHECK_ERR("revise", rrevise(t, s, 6000, 3, 1, "moved to 17100", NULL), ERR_OK);
    c.filter = (struct record_filter){.type = STR("session"), .most = 100};
    CHECK_STR("its new place", ids_of(t, s, &c.filter), "6 5 2 4 3");
    CHECK_ERR("list", store_tx(s, TX_READ, "list", rlist_fn, &c, NULL), ERR_OK);
    CHECK_STR("its new fields", c.list.p[4].content.fields, "{\"n\":\"moved to 17100\"}");
    CHECK_INT("its new day", c.list.p[4].content.occurred_on.days, 17100);
    CHECK_INT("entered when it was", c.list.p[4].entered_at.ms, 5002);
    store_free(s);
}

/* Numbers with their revisions, a void one in brackets: "3:2 (7):1". */
static struct str lives_of(struct test_db *t, struct store *s, tx_fn *fn, struct rcall *c)
{
    struct str text = STR_NONE;
    CHECK_ERR("lives", store_tx(s, TX_READ, "lives", fn, c, NULL), ERR_OK);
    for (size_t i = 0; i < c->lives.n; i++) {
        const struct record_life *life = &c->lives.p[i];
        text = str_format(
            &t->a, life->record.voided ? "%" STR_FMT "%s(%lld):%zu" : "%" STR_FMT "%s%lld:%zu",
            STR_ARG(text), i == 0 ? "" : " ", (long long)life->record.id, life->n);
    }
    return text;
}

/* What a county, a type or a file said until a time, the void ones among them. */
static void test_store_record_lives__all_and_of_a_type(void **state)
{
    static const struct {
        const char *name;
        int64_t as_of; /* 0: a scope, as things stand */
        struct record_filter f;
        const char *want;
    } CASES[] = {
        {"nothing yet", 99, {.most = 0}, ""},
        {"history alone", 4999, {.most = 0}, "6:1"},
        {"before the revision and the void", 5006, {.most = 0}, "1:1 2:1 3:1 4:1 5:1 6:1 7:1 8:1"},
        {"after both", 9000, {.most = 0}, "1:1 2:1 3:2 4:1 5:1 6:1 (7):1 8:1"},
        {"a type on some days",
         0,
         {.type = {"session", 7}, .from = {17001}, .to = {17003}},
         "2:1 4:1 5:1"},
        {"by the day it says now",
         0,
         {.type = {"session", 7}, .from = {17004}, .to = {17100}},
         "3:2 (7):1"},
        {"in a file",
         0,
         {.type = {"session", 7}, .subject = 1, .from = {17001}, .to = {17004}},
         "2:1 4:1 (7):1"},
        {"another type in a file",
         0,
         {.type = {"visit", 5}, .subject = 1, .from = {17001}, .to = {17005}},
         "8:1"},
        {"another file", 0, {.type = {"session", 7}, .subject = 9, .to = {17004}}, ""},
    };
    struct test_db *t = *state;
    struct store *s = open_list(t);
    CHECK_ERR("revise", rrevise(t, s, 6000, 3, 1, "moved to 17100", NULL), ERR_OK);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct rcall c = rcall_at(t, 0);
        c.as_of.ms = CASES[i].as_of;
        c.filter = CASES[i].f;
        CHECK_STR(CASES[i].name, lives_of(t, s, CASES[i].as_of > 0 ? rlives_fn : rlives_of_fn, &c),
                  CASES[i].want);
    }
    store_free(s);
}

TEST_MAIN(STORE_TEST(test_store_record_list__filters), STORE_TEST(test_store_record_list__pages),
          STORE_TEST(test_store_record_list__newest_revision),
          STORE_TEST(test_store_record_lives__all_and_of_a_type))
