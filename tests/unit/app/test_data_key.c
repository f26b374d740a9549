/*
 * test_data_key.c — where the key of sealed fields is, and how it is made.
 */
#include "app/data_key.h"

#include "testmain.h"

#include "place.h"

static void test_data_key_path__databases(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *db, *key_file;
        const char *want;
    } cases[] = {
        {"beside the file", "a/b.db", NULL, "a/b.db.key"},
        {"an empty name is none", "b.db", "", "b.db.key"},
        {"named", "b.db", "/safe/k", "/safe/k"},
        {"a URI", "file:/a/b.db?mode=ro", NULL, "/a/b.db.key"},
        {"a server", "postgresql://h/d", NULL, ""},
        {"another server", "postgres://h/d", NULL, ""},
        {"a server, named", "postgres://h/d", "k", "k"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1000 * 1000);
        const struct app app = {.db = cases[i].db, .key_file = cases[i].key_file};
        CHECK_STR(cases[i].name, data_key_path(&a, &app), cases[i].want);
        arena_release(&a);
    }
}

static void test_data_key_provide__makes_one(void **state)
{
    (void)state;
    struct place p;
    struct stat st;
    struct seal_key first;
    struct seal_key again;
    enum data_key_state made;
    bool has = true;
    place_open_ready(&p);
    const char *path = data_key_path(&p.a, &p.app).p;
    CHECK_ERR("none yet", data_key_read(&p.a, &p.app, &first, &has, NULL), ERR_OK);
    CHECK("none yet", !has);
    CHECK_ERR("make", data_key_provide(&p.a, &p.app, &made, &p.e), ERR_OK);
    CHECK_INT("made", made, DATA_KEY_MADE);
    CHECK("for its owner alone", stat(path, &st) == 0 && (st.st_mode & 0777) == 0600);
    CHECK_ERR("read", data_key_read(&p.a, &p.app, &first, &has, NULL), ERR_OK);
    CHECK("there", has);
    CHECK_ERR("again", data_key_provide(&p.a, &p.app, &made, &p.e), ERR_OK);
    CHECK_INT("there before", made, DATA_KEY_THERE);
    CHECK_ERR("read", data_key_read(&p.a, &p.app, &again, &has, NULL), ERR_OK);
    CHECK("the same", memcmp(&first, &again, sizeof(first)) == 0);
    int fd = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC);
    must(fd >= 0 && write(fd, "nonsense\n", 9) == 9 && close(fd) == 0);
    CHECK_ERR("no key", data_key_read(&p.a, &p.app, &again, &has, NULL), ERR_SEAL_KEY_SYNTAX);
    CHECK_ERR("not replaced", data_key_provide(&p.a, &p.app, &made, NULL), ERR_SEAL_KEY_SYNTAX);
    must(unlink(path) == 0);
    p.app.key_file = "/nowhere/at/all";
    CHECK_ERR("no such folder", data_key_provide(&p.a, &p.app, &made, NULL), ERR_FILE_WRITE);
    p.app.key_file = NULL;
    place_close(&p);
}

TEST_MAIN(cmocka_unit_test(test_data_key_path__databases),
          cmocka_unit_test(test_data_key_provide__makes_one))
