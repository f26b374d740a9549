/*
 * test_frozen.c — files that may be read only: how they are named, and that a change is seen.
 * What the program does with them is tested with the program (e2e/readonly.py), by an ordinary
 * user.
 */
#include <fcntl.h>
#include <unistd.h>

#include "store/driver/frozen.h"
#include "testmain.h"

static void test_frozen_uri__names(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *path;
        const char *want;
    } CASES[] = {
        {"plain", "/srv/duban.db", "file:/srv/duban.db?immutable=1"},
        {"beside", "duban.db", "file:duban.db?immutable=1"},
        {"signs of a URI", "/a b/100%?#.db", "file:/a b/100%25%3F%23.db?immutable=1"},
        {"no host", "//srv/duban.db", "file:/srv/duban.db?immutable=1"},
        {"other letters", "/台账.db", "file:/台账.db?immutable=1"},
        {"none", "", "file:?immutable=1"},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        char *uri = frozen_uri(CASES[i].path);
        CHECK_STR(CASES[i].name, str_of(uri), CASES[i].want);
        free(uri);
    }
}

static void write_to(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    must(fd >= 0);
    must(write(fd, text, strlen(text)) == (ssize_t)strlen(text));
    must(close(fd) == 0);
}

static void test_frozen_same__what_counts(void **state)
{
    (void)state;
    char path[] = "/tmp/duban-frozen-XXXXXX";
    char log[64];
    int fd = mkstemp(path);
    must(fd >= 0 && close(fd) == 0);
    (void)snprintf(log, sizeof(log), "%s-wal", path);
    struct frozen_state first = frozen_look(path);
    struct frozen_state again = frozen_look(path);
    CHECK("there", first.there && !first.log);
    CHECK("nothing happened", frozen_same(&first, &again));
    write_to(log, "");
    again = frozen_look(path);
    CHECK("an empty log is none", !again.log && frozen_same(&first, &again));
    write_to(log, "x");
    again = frozen_look(path);
    CHECK("a log", again.log && !frozen_same(&first, &again));
    must(unlink(log) == 0);
    write_to(path, "x");
    again = frozen_look(path);
    CHECK("another size", !again.log && !frozen_same(&first, &again));
    must(unlink(path) == 0);
    again = frozen_look(path);
    CHECK("gone", !again.there && !frozen_same(&first, &again));
    CHECK("what is not there is not frozen", !frozen_is(path));
}

static void test_frozen_is__writable(void **state)
{
    (void)state;
    char path[] = "/tmp/duban-frozen-XXXXXX";
    int fd = mkstemp(path);
    must(fd >= 0 && close(fd) == 0);
    CHECK("a file of our own", !frozen_is(path));
    if (geteuid() != 0) { /* root may write it all the same */
        must(chmod(path, 0400) == 0);
        CHECK("of mode 0400", frozen_is(path));
    }
    must(unlink(path) == 0);
}

TEST_MAIN(cmocka_unit_test(test_frozen_uri__names), cmocka_unit_test(test_frozen_same__what_counts),
          cmocka_unit_test(test_frozen_is__writable))
