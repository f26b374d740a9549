/*
 * testmain.h — what every cmocka test program shares: its main, and checks that
 * name the row of a table that failed.
 *
 *     static void test_points_add__range(void **state) { … }
 *     TEST_MAIN(cmocka_unit_test(test_points_add__range))
 *
 * Without arguments all cases run; an argument runs the cases whose name holds
 * it (`base-points add__range`); `--list` prints the names. The output is TAP,
 * so that the test runner counts cases and not programs.
 *
 * Included once in each test program, by its .c file. Names in upper case
 * because cmocka owns most lower-case ones.
 */
#pragma once

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/str.h"

/* Fail with the row's name unless `cond` holds. */
#define CHECK(name, cond)                                                                          \
    do {                                                                                           \
        if (!(cond))                                                                               \
            fail_msg("%s: %s", (name), #cond);                                                     \
    } while (0)

/* Fail with the row's name and both values unless the integers are equal. */
#define CHECK_INT(name, got, want)                                                                 \
    do {                                                                                           \
        long long got_ = (long long)(got);                                                         \
        long long want_ = (long long)(want);                                                       \
        if (got_ != want_)                                                                         \
            fail_msg("%s: %s is %lld, wanted %lld", (name), #got, got_, want_);                    \
    } while (0)

/* Fail with the row's name and both texts unless the struct str equals the C string. */
#define CHECK_STR(name, got, want)                                                                 \
    do {                                                                                           \
        struct str got_ = (got);                                                                   \
        struct str want_ = str_of(want);                                                           \
        if (!str_eq(got_, want_))                                                                  \
            fail_msg("%s: %s is \"%" STR_FMT "\", wanted \"%" STR_FMT "\"", (name), #got,          \
                     STR_ARG(got_), STR_ARG(want_));                                               \
    } while (0)

/* Fail with the row's name and both codes unless the error code is the one wanted. */
#define CHECK_ERR(name, got, want)                                                                 \
    do {                                                                                           \
        enum err_code got_ = (got);                                                                \
        enum err_code want_ = (want);                                                              \
        if (got_ != want_)                                                                         \
            fail_msg("%s: %s is %s, wanted %s", (name), #got, test_err_name(got_),                 \
                     test_err_name(want_));                                                        \
    } while (0)

static inline const char *test_err_name(enum err_code code)
{
    return code == ERR_OK ? "OK" : err_info(code)->name;
}

/* Whether fn(ctx) aborts the process, as must() does; it runs in a child. */
static inline bool test_aborts(void (*fn)(void *ctx), void *ctx)
{
    (void)fflush(stdout);
    pid_t child = fork();
    must(child >= 0);
    if (child == 0) {
        (void)signal(SIGABRT, SIG_DFL);
        (void)close(STDERR_FILENO); /* the report of a bug that is wanted is noise */
        fn(ctx);
        _exit(0);
    }
    int status = 0;
    must(waitpid(child, &status, 0) == child);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

/* Run all cases, or those that argv[1] names; the number of failed ones. */
static inline int test_main(int argc, char **argv, const struct CMUnitTest *cases, size_t n)
{
    char pattern[256];
    size_t matched = 0;
    if (argc > 1 && strcmp(argv[1], "--list") == 0) {
        for (size_t i = 0; i < n; i++)
            (void)printf("%s\n", cases[i].name);
        return 0;
    }
    if (argc > 1) {
        for (size_t i = 0; i < n; i++)
            matched += strstr(cases[i].name, argv[1]) != NULL;
        if (matched == 0) {
            (void)fprintf(stderr, "no case is named like \"%s\"; see --list\n", argv[1]);
            return 2;
        }
        (void)snprintf(pattern, sizeof(pattern), "*%s*", argv[1]);
        cmocka_set_test_filter(pattern);
    }
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return _cmocka_run_group_tests("tests", cases, n, NULL, NULL);
}

#define TEST_MAIN(...)                                                                             \
    int main(int argc, char **argv)                                                                \
    {                                                                                              \
        const struct CMUnitTest cases[] = {__VA_ARGS__};                                           \
        return test_main(argc, argv, cases, ARRAY_LEN(cases));                                     \
    }
