/*
 * test_file.c — whole files, their limits, and what is no file.
 */
#include "testmain.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"

static char folder[] = "/tmp/duban-test-file-XXXXXX";

static const char *in_folder(struct arena *a, const char *name)
{
    return str_format(a, "%s/%s", folder, name).p;
}

static void put(const char *path, struct str content)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    if (content.n > 0)
        assert_int_equal(fwrite(content.p, 1, content.n, f), content.n);
    assert_int_equal(fclose(f), 0);
}

static void test_file_read__sizes(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t size, max;
        enum err_code code;
    } cases[] = {
        {"empty", 0, 10, ERR_OK},
        {"small", 5, 10, ERR_OK},
        {"exactly the maximum", 10, 10, ERR_OK},
        {"one byte more", 11, 10, ERR_TOO_BIG},
        {"several chunks", 200 * 1000, 200 * 1000, ERR_OK},
        {"several chunks, one byte more", 200 * 1000 + 1, 200 * 1000, ERR_TOO_BIG},
    };
    struct arena a;
    arena_init(&a, 1000 * 1000);
    struct buf b;
    buf_init(&b, 1000 * 1000);
    const char *path = in_folder(&a, "sizes");
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        buf_clear(&b);
        for (size_t k = 0; k < cases[i].size; k++)
            buf_add_char(&b, (char)(k % 256));
        put(path, buf_str(&b));
        struct str got = {"untouched", 9};
        struct err e = {0};
        CHECK_ERR(cases[i].name, file_read(&a, path, cases[i].max, &got, &e), cases[i].code);
        if (cases[i].code == ERR_OK) {
            CHECK(cases[i].name, str_eq(got, buf_str(&b)));
            CHECK(cases[i].name, got.p[got.n] == '\0');
        } else {
            CHECK_STR(cases[i].name, got, "untouched");
            CHECK(cases[i].name, str_find(str_of(e.detail), str_of(path), 0) != SIZE_MAX);
        }
    }
    assert_int_equal(unlink(path), 0);
    buf_release(&b);
    arena_release(&a);
}

static void test_file_read__what_is_no_file(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 100 * 1000);
    const char *plain = in_folder(&a, "plain");
    put(plain, STR("x"));
    const struct {
        const char *name;
        const char *path;
        enum err_code code;
    } cases[] = {
        {"missing", in_folder(&a, "missing"), ERR_FILE_NOT_FOUND},
        {"no name", "", ERR_FILE_NOT_FOUND},
        {"below a file", in_folder(&a, "plain/x"), ERR_FILE_NOT_FOUND},
        {"folder", folder, ERR_FILE_READ},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct str got = STR_NONE;
        struct err e = {0};
        CHECK_ERR(cases[i].name, file_read(&a, cases[i].path, 10, &got, &e), cases[i].code);
        CHECK(cases[i].name, e.detail[0] != '\0');
        CHECK(cases[i].name, got.p == NULL);
    }
    assert_int_equal(unlink(plain), 0);
    arena_release(&a);
}

/* A pipe has no size to ask: it is read up to the maximum. */
static void test_file_read__pipe(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t max;
        enum err_code code;
    } cases[] = {{"fits", 5, ERR_OK}, {"too much", 4, ERR_TOO_BIG}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        int end[2];
        assert_int_equal(pipe(end), 0);
        assert_int_equal(write(end[1], "hello", 5), 5);
        assert_int_equal(close(end[1]), 0);
        struct arena a;
        arena_init(&a, 10000);
        struct str got = STR_NONE;
        const char *path = str_format(&a, "/proc/self/fd/%d", end[0]).p;
        CHECK_ERR(cases[i].name, file_read(&a, path, cases[i].max, &got, NULL), cases[i].code);
        CHECK_STR(cases[i].name, got, cases[i].code == ERR_OK ? "hello" : "");
        assert_int_equal(close(end[0]), 0);
        arena_release(&a);
    }
}

static void test_file_write__whole_or_not_at_all(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 10000);
    const char *path = str_format(&a, "%s/out", folder).p;
    static const char *const texts[] = {"first", "", "a longer second text"};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct str got = STR("?");
        CHECK_ERR(texts[i], file_write(path, str_of(texts[i]), NULL), ERR_OK);
        CHECK_ERR(texts[i], file_read(&a, path, 100, &got, NULL), ERR_OK);
        CHECK_STR(texts[i], got, texts[i]);
    }
    assert_int_equal(unlink(path), 0); /* and no temporary file beside it: rmdir succeeds */
    struct err e = {0};
    const char *nowhere = str_format(&a, "%s/none/out", folder).p;
    CHECK_ERR("no folder", file_write(nowhere, STR("x"), &e), ERR_FILE_WRITE);
    CHECK_ERR("a full device", file_write("/dev/full/x", STR("x"), &e), ERR_FILE_WRITE);
    arena_release(&a);
}

static void test_file_part_commit__whole_or_not_at_all(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 100 * 1000);
    const char *path = in_folder(&a, "out");
    struct file_part part = {.fd = -1};
    struct str got = STR_NONE;
    file_part_abandon(&part); /* never begun */
    put(path, STR("before"));
    assert_int_equal(file_part_begin(&a, path, &part, NULL), ERR_OK);
    assert_int_equal(file_part_write(&part, STR("half"), NULL), ERR_OK);
    assert_int_equal(file_read(&a, path, 100, &got, NULL), ERR_OK);
    CHECK_STR("still there", got, "before");
    file_part_abandon(&part);
    file_part_abandon(&part);
    assert_int_equal(file_part_begin(&a, path, &part, NULL), ERR_OK);
    assert_int_equal(file_part_write(&part, STR("one "), NULL), ERR_OK);
    assert_int_equal(file_part_write(&part, STR("two"), NULL), ERR_OK);
    assert_int_equal(file_part_commit(&part, NULL), ERR_OK);
    file_part_abandon(&part); /* nothing is left to forget */
    assert_int_equal(file_read(&a, path, 100, &got, NULL), ERR_OK);
    CHECK_STR("replaced", got, "one two");
    assert_int_equal(unlink(path), 0);
    const char *nowhere = in_folder(&a, "none/out");
    assert_int_equal(file_part_begin(&a, nowhere, &part, NULL), ERR_FILE_WRITE);
    arena_release(&a);
}

/* A folder that stands where the file should: what was written is gone. */
static void test_file_part_commit__no_place(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 100 * 1000);
    const char *path = in_folder(&a, "taken");
    struct file_part part = {.fd = -1};
    assert_int_equal(file_part_begin(&a, path, &part, NULL), ERR_OK);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_int_equal(file_part_commit(&part, NULL), ERR_FILE_WRITE);
    assert_int_equal(rmdir(path), 0); /* and the folder is empty again */
    arena_release(&a);
}

/* Standard output gets the file once it is whole. */
static void test_file_part_commit__standard_output(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 100 * 1000);
    const char *path = in_folder(&a, "shown");
    (void)fflush(stdout);
    int kept = dup(STDOUT_FILENO);
    int to = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(kept >= 0 && to >= 0 && dup2(to, STDOUT_FILENO) >= 0);
    struct file_part part = {.fd = -1};
    enum err_code begun = file_part_begin(&a, "-", &part, NULL);
    enum err_code written = begun == ERR_OK ? file_part_write(&part, STR("all"), NULL) : begun;
    off_t before = lseek(to, 0, SEEK_END);
    enum err_code code = written == ERR_OK ? file_part_commit(&part, NULL) : written;
    assert_true(dup2(kept, STDOUT_FILENO) >= 0);
    assert_int_equal(close(kept) | close(to), 0);
    assert_int_equal(code, ERR_OK);
    assert_int_equal(before, 0);
    struct str got = STR_NONE;
    assert_int_equal(file_read(&a, path, 100, &got, NULL), ERR_OK);
    CHECK_STR("shown", got, "all");
    assert_int_not_equal(access(part.part, F_OK), 0);
    assert_int_equal(unlink(path), 0);
    arena_release(&a);
}

static int make_folder(void **state)
{
    (void)state;
    memcpy(folder + sizeof(folder) - 7, "XXXXXX", 7); /* mkdtemp wants them back each time */
    return mkdtemp(folder) == NULL;
}

static int remove_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

TEST_MAIN(IN_FOLDER(test_file_read__sizes), IN_FOLDER(test_file_read__what_is_no_file),
          cmocka_unit_test(test_file_read__pipe), IN_FOLDER(test_file_write__whole_or_not_at_all),
          IN_FOLDER(test_file_part_commit__whole_or_not_at_all),
          IN_FOLDER(test_file_part_commit__no_place),
          IN_FOLDER(test_file_part_commit__standard_output))
