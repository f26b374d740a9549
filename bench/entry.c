/*
 * entry.c — how long one record takes to be entered in a running process: checked, written, the
 * audit chain continued, and the obligations it touches made current, in one transaction.
 *
 * Usage: bench-entry DB KEY_FILE TYPE UNIT SUBJECTS COUNT FIELD=VALUE…
 *
 * Enters COUNT records of TYPE into the files of R1 to R<SUBJECTS> in turn, and prints the times of
 * each in microseconds, one a line. bench/entry.py makes the database and sums up.
 */
#include "app/record_edit.h"
#include "base/arena.h"

enum { ARGS = 7, PAIRS_MAX = 16 };

static int64_t now_us(void)
{
    struct timespec t;
    must(clock_gettime(CLOCK_MONOTONIC, &t) == 0);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* "hours=3" as a field and what is written for it. */
static struct record_pair pair_of(const char *arg)
{
    struct str s = str_of(arg);
    size_t at = str_find(s, STR("="), 0);
    must(at != SIZE_MAX);
    return (struct record_pair){str_sub(s, 0, at), str_sub(s, at + 1, s.n)};
}

static int enter(struct app *app, struct record_input *in, int64_t subject)
{
    struct arena a;
    struct app_record_result r;
    struct err e = {0};
    arena_init(&a, (size_t)64 * 1024 * 1024);
    in->subject = str_format(&a, "R%lld", (long long)subject);
    int64_t from = now_us();
    enum err_code code = app_record_add(&a, app, in, &r, &e);
    int64_t to = now_us();
    bool good = code == ERR_OK && r.problems.v.n == 0;
    if (good)
        printf("%lld\n", (long long)(to - from));
    else if (code != ERR_OK)
        (void)fprintf(stderr, "%s %s\n", err_info(code)->number, e.detail);
    else
        (void)fprintf(stderr, "%s\n", err_info(r.problems.v.p[0].code)->number);
    arena_release(&a);
    return good ? 0 : 1;
}

int main(int argc, char **argv)
{
    struct app app;
    struct record_pair pairs[PAIRS_MAX];
    struct record_input in = {.pairs = pairs};
    if (argc < ARGS || argc > ARGS + PAIRS_MAX)
        return 2;
    app_init(&app);
    app.db = argv[1];
    app.key_file = argv[2];
    in.type = str_of(argv[3]);
    in.unit = str_of(argv[4]);
    int64_t subjects = strtoll(argv[5], NULL, 10);
    int64_t count = strtoll(argv[6], NULL, 10);
    for (int i = ARGS; i < argc; i++)
        pairs[in.n++] = pair_of(argv[i]);
    int failed = 0;
    for (int64_t i = 0; i < count && !failed; i++)
        failed = enter(&app, &in, i % subjects + 1);
    app_release(&app);
    return failed;
}
