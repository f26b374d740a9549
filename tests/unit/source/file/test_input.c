/*
 * test_input.c — bytes in memory and on the disk read alike.
 */
#include "testmain.h"

#include "source/file/input.h"
#include "temp_file.h"

enum { WINDOW = 64 * 1024 };

/* The same bytes as an input of either kind. */
struct both {
    struct temp_folder t;
    struct arena a;
    struct input in[2];
};

static void both_init(struct both *b, struct str bytes)
{
    temp_folder_make(&b->t);
    arena_init(&b->a, 1000 * 1000);
    const char *path = temp_path(&b->a, &b->t, "x");
    must(file_write(path, bytes, NULL) == ERR_OK);
    b->in[0] = input_of(bytes);
    must(input_open(path, &b->in[1], NULL) == ERR_OK);
}

static void both_release(struct both *b)
{
    input_close(&b->in[1]);
    temp_folder_remove(&b->t);
    arena_release(&b->a);
}

static void test_input_read__pieces(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint64_t at;
        size_t n;
        const char *want;
    } cases[] = {
        {"all", 0, 10, "0123456789"}, {"the middle", 3, 4, "3456"},   {"the end", 8, 10, "89"},
        {"behind it", 10, 5, ""},     {"far behind it", 1000, 5, ""}, {"nothing", 2, 0, ""},
    };
    struct both b;
    both_init(&b, STR("0123456789"));
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        for (size_t k = 0; k < 2; k++) {
            char to[16];
            struct str got = {to, SIZE_MAX};
            CHECK_ERR(cases[i].name,
                      input_read(&b.in[k], cases[i].at, to, cases[i].n, &got.n, NULL), ERR_OK);
            CHECK_STR(cases[i].name, got, cases[i].want);
            CHECK_INT(cases[i].name, b.in[k].size, 10);
        }
    }
    both_release(&b);
}

/* Needles on, before and behind the borders of the windows in which a file is searched. */
static void test_input_count__across_windows(void **state)
{
    (void)state;
    static const size_t places[] = {
        0, 100, WINDOW - 4, WINDOW - 2, WINDOW + 1, 2 * WINDOW - 5, 3 * WINDOW - 4};
    char *bytes = malloc(3 * WINDOW);
    must(bytes != NULL);
    for (size_t i = 0; i < ARRAY_LEN(places); i++) {
        memset(bytes, 'x', 3 * WINDOW);
        memcpy(bytes + places[i], "need", 4);
        struct both b;
        both_init(&b, (struct str){bytes, 3 * WINDOW});
        for (size_t k = 0; k < 2; k++) {
            size_t n = 0;
            CHECK_ERR("count", input_count(&b.in[k], STR("need"), 10, &n, NULL), ERR_OK);
            CHECK_INT("found once", n, 1);
            CHECK_ERR("count", input_count(&b.in[k], STR("x"), 7, &n, NULL), ERR_OK);
            CHECK_INT("no further", n, 7);
            CHECK_ERR("count", input_count(&b.in[k], STR("nothing"), 7, &n, NULL), ERR_OK);
            CHECK_INT("none", n, 0);
        }
        both_release(&b);
    }
    free(bytes);
}

static void test_input_open__no_files(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        enum err_code code;
    } cases[] = {
        {"/no/such/file", ERR_FILE_NOT_FOUND}, {"", ERR_FILE_NOT_FOUND},
        {"/etc/passwd/x", ERR_FILE_NOT_FOUND}, {"/", ERR_FILE_READ},
        {"/dev/zero", ERR_FILE_READ},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct input in;
        struct err e = {.detail = ""};
        CHECK_ERR(cases[i].path, input_open(cases[i].path, &in, &e), cases[i].code);
        CHECK(cases[i].path, e.detail[0] != '\0');
    }
}

TEST_MAIN(cmocka_unit_test(test_input_read__pieces),
          cmocka_unit_test(test_input_count__across_windows),
          cmocka_unit_test(test_input_open__no_files))
