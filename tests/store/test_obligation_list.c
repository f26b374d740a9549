/*
 * test_obligation_list.c — what there is about something, what is to be done, and pages of both.
 */
#include "obligations.h"

static enum err_code of_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct ocall *c = ctx;
    return store_obligations_of(c->a, tx, c->by.county, &c->scope, &c->list, e);
}

static enum err_code page_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct ocall *c = ctx;
    return store_obligation_page(c->a, tx, c->by.county, c->after, c->most, &c->list, e);
}

static enum err_code todo_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct ocall *c = ctx;
    ERR_TRY(store_obligation_count(tx, c->by.county, &c->filter, c->counts, e));
    return store_obligation_list(c->a, tx, c->by.county, &c->filter, &c->list, e);
}

/* "r.a/1/2017-05 …": rules, what they are about, and periods. */
static struct str shown(struct test_db *t, const struct stored_obligation_list *list)
{
    struct str text = STR_NONE;
    for (size_t i = 0; i < list->n; i++) {
        const struct obligation_key *k = &list->p[i].key;
        text = str_format(&t->a, "%" STR_FMT "%s%" STR_FMT "/%lld%" STR_FMT "/%" STR_FMT,
                          STR_ARG(text), i == 0 ? "" : " ", STR_ARG(k->rule), (long long)k->about,
                          STR_ARG(k->unit), STR_ARG(k->period));
    }
    return text;
}

static void test_store_obligations_of__scopes(void **state)
{
    static const struct {
        const char *name;
        int64_t about;
        const char *unit;
        bool file;
        const char *rule;
        int32_t first, last; /* 0: all days */
        const char *want;
    } CASES[] = {
        {"a subject", 1, "", false, "", 0, 0, "r.a/1/2017-05 r.b/1/2017-05 r.a/1/2017-06"},
        {"with its file", 1, "", true, "", 0, 0,
         "r.a/1/2017-05 r.b/1/2017-05 r.a/1/2017-06 r.c/3/once"},
        {"one without records", 2, "", true, "", 0, 0, "r.e/2/2017-05 r.a/2/2017-05"},
        {"a record", 3, "", false, "", 0, 0, "r.c/3/once"},
        {"a unit", 0, "north", false, "", 0, 0, "r.d/0north/2017"},
        {"nothing", 9, "", true, "", 0, 0, ""},
        {"a rule", 1, "", false, "r.a", 0, 0, "r.a/1/2017-05 r.a/1/2017-06"},
        {"a rule in a file", 1, "", true, "r.c", 0, 0, "r.c/3/once"},
        {"the last day of a window", 1, "", false, "", DUE_DAY - 1, DUE_DAY - 1,
         "r.a/1/2017-05 r.b/1/2017-05"},
        {"the day after", 1, "", false, "", DUE_DAY, DUE_DAY, ""},
        {"up to the first day of a window", 1, "", false, "", DUE_DAY, DUE_DAY + 25,
         "r.a/1/2017-06"},
        {"up to the day before", 1, "", true, "", DUE_DAY + 1, DUE_DAY + 24, ""},
        {"days of a file", 1, "", true, "", DUE_DAY, DUE_DAY, "r.c/3/once"},
    };
    struct test_db *t = *state;
    struct store *s = open_people(t);
    struct stored_obligation list[MANY];
    many(list);
    oput(t, s, 3000, list, MANY);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct ocall c = ocall_at(t, 0);
        c.scope = (struct obligation_scope){.about = CASES[i].about,
                                            .unit = str_of(CASES[i].unit),
                                            .file = CASES[i].file,
                                            .rule = str_of(CASES[i].rule),
                                            .has_days = CASES[i].first != 0,
                                            .first = {CASES[i].first},
                                            .last = {CASES[i].last}};
        CHECK_ERR(CASES[i].name, store_tx(s, TX_READ, "of", of_fn, &c, NULL), ERR_OK);
        CHECK_STR(CASES[i].name, shown(t, &c.list), CASES[i].want);
    }
    store_free(s);
}

static void test_store_obligation_page__covers_all(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_people(t);
    struct stored_obligation list[MANY];
    many(list);
    oput(t, s, 3000, list, MANY);
    for (int64_t most = 1; most <= MANY + 1; most++) {
        struct ocall c = ocall_at(t, 0);
        struct obligation_key last;
        struct str all = STR_NONE;
        c.most = most;
        do {
            CHECK_ERR("page", store_tx(s, TX_READ, "page", page_fn, &c, NULL), ERR_OK);
            CHECK("not too many", (int64_t)c.list.n <= most);
            all = str_format(&t->a, "%" STR_FMT "%" STR_FMT " ", STR_ARG(all),
                             STR_ARG(shown(t, &c.list)));
            if (c.list.n > 0)
                last = c.list.p[c.list.n - 1].key;
            c.after = &last;
        } while (c.list.n > 0);
        CHECK_STR("all in order", str_trim(all),
                  "r.a/1/2017-05 r.a/1/2017-06 r.a/2/2017-05 r.b/1/2017-05 r.c/3/once "
                  "r.d/0north/2017 r.d/0south/2017 r.e/2/2017-05");
    }
    store_free(s);
}

static const uint32_t ALL_STATES = (1U << OBLIGATION_STATE__MAX) - 1;

static void test_store_obligation_list__filters(void **state)
{
    static const struct {
        const char *name, *owner;
        uint32_t states;
        int32_t from, to; /* 0: none */
        const char *want;
        int64_t open, late;
    } CASES[] = {
        {"everything", "", ALL_STATES, 0, 0,
         "r.e/2/2017-05 r.a/1/2017-05 r.a/2/2017-05 r.b/1/2017-05 r.c/3/once r.a/1/2017-06 "
         "r.d/0north/2017 r.d/0south/2017",
         7, 1},
        {"late ones", "", 1U << OBLIGATION_LATE, 0, 0, "r.e/2/2017-05", 7, 1},
        {"missed ones", "", 1U << OBLIGATION_MISSED, 0, 0, "", 7, 1},
        {"of no state", "", 0, 0, 0, "", 7, 1},
        {"of the county", "county", ALL_STATES, 0, 0,
         "r.e/2/2017-05 r.a/1/2017-05 r.a/2/2017-05 r.b/1/2017-05 r.a/1/2017-06 "
         "r.d/0north/2017 r.d/0south/2017",
         6, 1},
        {"of a unit and below", "north", ALL_STATES, 0, 0,
         "r.a/1/2017-05 r.b/1/2017-05 r.a/1/2017-06 r.d/0north/2017", 4, 0},
        {"of a leaf", "north1", ALL_STATES, 0, 0, "r.a/1/2017-05 r.b/1/2017-05", 2, 0},
        {"of nobody", "nowhere", ALL_STATES, 0, 0, "", 0, 0},
        {"on a day", "", ALL_STATES, DUE_DAY, DUE_DAY, "r.a/1/2017-05 r.a/2/2017-05 r.b/1/2017-05",
         3, 0},
        {"of a unit on a day", "south", ALL_STATES, DUE_DAY, DUE_DAY, "r.a/2/2017-05", 1, 0},
        {"until a day", "", ALL_STATES, 0, DUE_DAY - 1, "r.e/2/2017-05", 0, 1},
        {"from a day", "", ALL_STATES, DUE_DAY + 60, 0, "r.d/0north/2017 r.d/0south/2017", 2, 0},
    };
    struct test_db *t = *state;
    struct store *s = open_people(t);
    struct stored_obligation list[MANY];
    many(list);
    oput(t, s, 3000, list, MANY);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct ocall c = ocall_at(t, 0);
        c.filter = (struct obligation_filter){.owner = str_of(CASES[i].owner),
                                              .states = CASES[i].states,
                                              .has_from = CASES[i].from != 0,
                                              .from = {CASES[i].from},
                                              .has_to = CASES[i].to != 0,
                                              .to = {CASES[i].to},
                                              .most = 100};
        CHECK_ERR(CASES[i].name, store_tx(s, TX_READ, "todo", todo_fn, &c, NULL), ERR_OK);
        CHECK_STR(CASES[i].name, shown(t, &c.list), CASES[i].want);
        CHECK_INT(CASES[i].name, c.counts[OBLIGATION_OPEN], CASES[i].open);
        CHECK_INT(CASES[i].name, c.counts[OBLIGATION_LATE], CASES[i].late);
        CHECK_INT(CASES[i].name, c.counts[OBLIGATION_MET], 0);
    }
    store_free(s);
}

static void test_store_obligation_list__pages(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_people(t);
    struct stored_obligation list[MANY];
    many(list);
    oput(t, s, 3000, list, MANY);
    for (int64_t most = 1; most <= MANY; most++) {
        struct ocall c = ocall_at(t, 0);
        struct str all = STR_NONE;
        c.filter =
            (struct obligation_filter){.owner = STR("county"), .states = ALL_STATES, .most = most};
        do {
            CHECK_ERR("page", store_tx(s, TX_READ, "todo", todo_fn, &c, NULL), ERR_OK);
            all = str_format(&t->a, "%" STR_FMT "%" STR_FMT " ", STR_ARG(all),
                             STR_ARG(shown(t, &c.list)));
            if (c.list.n == 0)
                break;
            c.filter.has_after = true;
            c.filter.after = c.list.p[c.list.n - 1].key;
            c.filter.after_due = c.list.p[c.list.n - 1].due;
        } while (true);
        CHECK_STR("all in order", str_trim(all),
                  "r.e/2/2017-05 r.a/1/2017-05 r.a/2/2017-05 r.b/1/2017-05 r.a/1/2017-06 "
                  "r.d/0north/2017 r.d/0south/2017");
    }
    store_free(s);
}

TEST_MAIN(STORE_TEST(test_store_obligations_of__scopes),
          STORE_TEST(test_store_obligation_page__covers_all),
          STORE_TEST(test_store_obligation_list__filters),
          STORE_TEST(test_store_obligation_list__pages))
