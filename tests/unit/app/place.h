/*
 * place.h — what the tests of use cases stand on: a folder of their own, an
 * application over an SQLite file in it, and a clock that they move.
 *
 * Included once in each test program, by its .c file, after testmain.h.
 */
#pragma once

#include <fcntl.h>
#include <sys/stat.h>

#include "app/init.h"
#include "app/plan_import.h"
#include "base/arena.h"

#define PLACE_START INT64_C(1790000000000) /* ms; a day in 2026 */

struct place {
    struct arena a;
    char folder[32];
    struct str db;
    struct app app;
    instant now;   /* what the clock shows */
    int32_t asked; /* how often it was asked */
    struct err e;
};

static inline instant place_now(void *ctx)
{
    struct place *p = ctx;
    p->asked++;
    return p->now;
}

/* A new folder without a database. */
static inline void place_open(struct place *p)
{
    *p = (struct place){.folder = "/tmp/duban-test-XXXXXX", .now = {PLACE_START}};
    arena_init(&p->a, 64 * 1024 * 1024);
    must(mkdtemp(p->folder) != NULL);
    p->db = str_format(&p->a, "%s/duban.db", p->folder);
    app_init(&p->app);
    p->app.clock = (struct clock){place_now, p};
    p->app.actor = "tester";
    p->app.db = p->db.p;
}

/* The same with a database for the county "local". */
static inline void place_open_ready(struct place *p)
{
    struct app_county county;
    place_open(p);
    CHECK_ERR("init", app_init_database(&p->a, &p->app, STR_NONE, &county, &p->e), ERR_OK);
}

static inline void place_close(struct place *p)
{
    static const char *const names[] = {"duban.db", "duban.db-wal", "duban.db-shm", "plan.txt"};
    app_release(&p->app);
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        (void)unlink(str_format(&p->a, "%s/%s", p->folder, names[i]).p);
    must(rmdir(p->folder) == 0);
    arena_release(&p->a);
}

/* Write plan.txt; returns its path. */
static inline const char *place_write(struct place *p, const char *text)
{
    const char *path = str_format(&p->a, "%s/plan.txt", p->folder).p;
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    must(fd >= 0);
    must(write(fd, text, strlen(text)) == (ssize_t)strlen(text));
    must(close(fd) == 0);
    return path;
}

/* Read and import a text; the state of the import. */
static inline struct app_import place_import(struct place *p, const char *text, int32_t accept)
{
    struct app_plan *plan = ARENA_NEW(&p->a, struct app_plan);
    struct app_import r = {0};
    CHECK_ERR(text, app_plan_open(&p->a, place_write(p, text), plan, &p->e), ERR_OK);
    CHECK_ERR(text, app_plan_import(&p->a, &p->app, plan, accept, &r, &p->e), ERR_OK);
    return r;
}
