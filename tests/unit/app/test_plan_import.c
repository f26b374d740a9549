/*
 * test_plan_import.c — the same document, a corrected one, and who may take it over.
 *
 * The documents are the shortest that the reader knows: a number, a title, and
 * items in prose. What the reader makes of real ones is tested in tests/golden.
 */
#include "app/plan_import.h"

#include "testmain.h"

#include "app/audit.h"
#include "place.h"

/* A plan of two items under one category; the arguments are literals. */
#define PLAN(number, title, first_got, second)                                                       \
    title "\n" number "\n"                                                                           \
          "一、公共法律服务\n"                                                               \
          "（一）法律援助\n"                                                                  \
          "1．受理时效（应得10分，实得" first_got "分）：失分原因：三件案件录入晚。" \
          "整改措施：当日录入。\n" second
#define TITLE   "某某区司法局2025年度考评整改方案"
#define NUMBER  "某司发〔2026〕3号"
#define SECOND  "2．经费保障（应得5分，实得4分）：失分原因：预算到位晚。整改措施：按月核对。\n"
#define RENAMED "2．办案经费（应得5分，实得4分）：失分原因：预算到位晚。整改措施：按月核对。\n"

enum { STEPS = 5 };

static void test_app_plan_import__sequences(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct {
            const char *text; /* NULL ends the sequence */
            int32_t accept;
            enum app_import_state want;
            int64_t plan;
            int32_t revision;
            size_t changes;
        } steps[STEPS];
    } cases[] = {
        {"the same file",
         {{PLAN(NUMBER, TITLE, "8", SECOND), 0, APP_IMPORT_NEW, 1, 1, 0},
          {PLAN(NUMBER, TITLE, "8", SECOND), 0, APP_IMPORT_SAME_FILE, 1, 1, 0}}},
        {"another file that says the same",
         {{PLAN(NUMBER, TITLE, "8", SECOND), 0, APP_IMPORT_NEW, 1, 1, 0},
          {PLAN(NUMBER, TITLE, "8.0", SECOND), 0, APP_IMPORT_SAME_FIELDS, 1, 1, 0}}},
        {"a correction is not taken over by itself",
         {{PLAN(NUMBER, TITLE, "8", SECOND), 0, APP_IMPORT_NEW, 1, 1, 0},
          {PLAN(NUMBER, TITLE, "9", SECOND), 0, APP_IMPORT_DIFFERS, 1, 1, 2},
          {PLAN(NUMBER, TITLE, "8", SECOND), 0, APP_IMPORT_SAME_FILE, 1, 1, 0}}},
        {"a correction accepted by its revision",
         {{PLAN(NUMBER, TITLE, "8", SECOND), 0, APP_IMPORT_NEW, 1, 1, 0},
          {PLAN(NUMBER, TITLE, "9", SECOND), 1, APP_IMPORT_REVISED, 1, 2, 2},
          {PLAN(NUMBER, TITLE, "9", SECOND), 0, APP_IMPORT_SAME_FILE, 1, 2, 0}}},
        {"what was accepted is not the newest any more",
         {{PLAN(NUMBER, TITLE, "8", SECOND), 0, APP_IMPORT_NEW, 1, 1, 0},
          {PLAN(NUMBER, TITLE, "9", SECOND), APP_ACCEPT_ANY, APP_IMPORT_REVISED, 1, 2, 2},
          {PLAN(NUMBER, TITLE, "7", SECOND), 1, APP_IMPORT_DIFFERS, 1, 2, 2}}},
        {"the first file again, after a correction, is a correction too",
         {{PLAN(NUMBER, TITLE, "8", SECOND), 0, APP_IMPORT_NEW, 1, 1, 0},
          {PLAN(NUMBER, TITLE, "9", SECOND), APP_ACCEPT_ANY, APP_IMPORT_REVISED, 1, 2, 2},
          {PLAN(NUMBER, TITLE, "8", SECOND), 0, APP_IMPORT_DIFFERS, 1, 2, 2},
          {PLAN(NUMBER, TITLE, "8", SECOND), APP_ACCEPT_ANY, APP_IMPORT_REVISED, 1, 3, 2}}},
        {"an item goes, one is renamed",
         {{PLAN(NUMBER, TITLE, "8", SECOND), 0, APP_IMPORT_NEW, 1, 1, 0},
          {PLAN(NUMBER, TITLE, "8", RENAMED), APP_ACCEPT_ANY, APP_IMPORT_REVISED, 1, 2, 1},
          {PLAN(NUMBER, TITLE, "8", ""), APP_ACCEPT_ANY, APP_IMPORT_REVISED, 1, 3, 1}}},
        {"another number is another plan",
         {{PLAN(NUMBER, TITLE, "8", SECOND), 0, APP_IMPORT_NEW, 1, 1, 0},
          {PLAN("某司发〔2026〕4号", TITLE, "8", SECOND), 0, APP_IMPORT_NEW, 2, 1, 0}}},
        {"without a number, title and year tell",
         {{PLAN("", TITLE, "8", SECOND), 0, APP_IMPORT_NEW, 1, 1, 0},
          {PLAN("", TITLE, "9", SECOND), 0, APP_IMPORT_DIFFERS, 1, 1, 2},
          {PLAN("", "某某区司法局2024年度考评整改方案", "9", SECOND), 0, APP_IMPORT_NEW, 2, 1, 0}}},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct place p;
        place_open_ready(&p);
        for (size_t s = 0; s < STEPS && cases[i].steps[s].text != NULL; s++) {
            char name[128];
            (void)snprintf(name, sizeof(name), "%s, step %zu", cases[i].name, s + 1);
            p.now.ms += 1000;
            p.asked = 0;
            struct app_import r =
                place_import(&p, cases[i].steps[s].text, cases[i].steps[s].accept);
            CHECK_INT(name, r.state, cases[i].steps[s].want);
            CHECK_INT(name, r.plan_id, cases[i].steps[s].plan);
            CHECK_INT(name, r.revision, cases[i].steps[s].revision);
            CHECK_INT(name, r.diff.n, cases[i].steps[s].changes);
            CHECK_INT("the clock is asked once", p.asked, 1);
        }
        struct app_audit audit;
        CHECK_ERR(cases[i].name, app_audit_verify(&p.a, &p.app, STR_NONE, &audit, &p.e), ERR_OK);
        place_close(&p);
    }
}

/* Reading leaves no trace, and what is refused stores nothing. */
static void test_app_plan_import__audit_entries(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
        int32_t accept;
        int64_t entries; /* in the chain afterwards; the first one is the county's */
    } steps[] = {
        {"import", PLAN(NUMBER, TITLE, "8", SECOND), 0, 2},
        {"the same", PLAN(NUMBER, TITLE, "8", SECOND), 0, 2},
        {"refused", PLAN(NUMBER, TITLE, "9", SECOND), 0, 2},
        {"accepted", PLAN(NUMBER, TITLE, "9", SECOND), 1, 3},
    };
    struct place p;
    struct app_audit audit;
    place_open_ready(&p);
    for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
        (void)place_import(&p, steps[i].text, steps[i].accept);
        CHECK_ERR(steps[i].name, app_audit_verify(&p.a, &p.app, STR_NONE, &audit, &p.e), ERR_OK);
        CHECK_INT(steps[i].name, audit.entries, steps[i].entries);
    }
    place_close(&p);
}

/* The difference outlives the transaction: what stood in the stored head can still be read. */
static void test_app_plan_import__difference_of_the_head(void **state)
{
    (void)state;
    struct place p;
    place_open_ready(&p);
    (void)place_import(&p, PLAN(NUMBER, TITLE, "8", SECOND), 0);
    struct app_import r =
        place_import(&p, PLAN(NUMBER, "某某区司法局2024年度考评整改方案", "8", SECOND), 0);
    CHECK_INT("state", r.state, APP_IMPORT_DIFFERS);
    CHECK_STR("title before", r.diff.before->title, TITLE);
    CHECK_INT("year before", r.diff.before->year, 2025);
    CHECK_INT("year after", r.diff.after->year, 2024);
    place_close(&p);
}

static void test_app_plan_open__failures(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
        enum err_code want;
    } cases[] = {
        {"empty", "", ERR_PLAN_EMPTY},
        {"another document", "会议通知\n请于周五到会。\n", ERR_PLAN_NO_ITEMS},
        {"a photo", "\xFF\xD8\xFF\xE0\x01\x10JFIF\x01", ERR_PLAN_FORMAT},
    };
    struct place p;
    struct app_plan plan;
    place_open(&p);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_ERR(cases[i].name, app_plan_open(&p.a, place_write(&p, cases[i].text), &plan, &p.e),
                  cases[i].want);
    CHECK_ERR("a folder", app_plan_open(&p.a, p.folder, &plan, &p.e), ERR_FILE_READ);
    CHECK_ERR("missing", app_plan_open(&p.a, "/nonexistent/plan.txt", &plan, &p.e),
              ERR_FILE_NOT_FOUND);
    const char *path = place_write(&p, "");
    must(truncate(path, (off_t)100 * 1024 * 1024) == 0);
    CHECK_ERR("100 MB", app_plan_open(&p.a, path, &plan, &p.e), ERR_PLAN_TOO_BIG);
    CHECK_ERR("no database was needed or made", access(p.db.p, F_OK) == 0 ? ERR_DB_FAILED : ERR_OK,
              ERR_OK);
    place_close(&p);
}

static void test_app_plan_open__head(void **state)
{
    (void)state;
    struct place p;
    struct app_plan plan;
    place_open(&p);
    const char *path = place_write(&p, PLAN(NUMBER, TITLE, "8", SECOND));
    CHECK_ERR("open", app_plan_open(&p.a, path, &plan, &p.e), ERR_OK);
    CHECK_STR("file name without folders", plan.file_name, "plan.txt");
    CHECK_INT("hash", strlen(plan.sha256), 64);
    CHECK_STR("number", plan.plan.number, NUMBER);
    CHECK_INT("items", plan.plan.n_items, 2);
    CHECK_INT("lost", plan.totals.sum.lost.v.centi, 300);
    place_close(&p);
}

TEST_MAIN(cmocka_unit_test(test_app_plan_import__sequences),
          cmocka_unit_test(test_app_plan_import__audit_entries),
          cmocka_unit_test(test_app_plan_import__difference_of_the_head),
          cmocka_unit_test(test_app_plan_open__failures),
          cmocka_unit_test(test_app_plan_open__head))
