/*
 * replay.c — run a fuzz target over a corpus, without libFuzzer: `replay FOLDER`
 * or `replay FILE...`. Prints TAP, a line for each input; a target that fails
 * aborts, and the last line named is the one that did it.
 */
#include "fuzz_target.h"

#include <dirent.h>

#include "base/file.h"
#include "base/vec.h"

typedef VEC(const char *) path_vec;

static int path_order(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The files of a folder, sorted; false if it is none. */
static bool list_folder(struct arena *a, const char *folder, path_vec *paths)
{
    DIR *dir = opendir(folder);
    if (dir == NULL)
        return false;
    for (const struct dirent *entry; (entry = readdir(dir)) != NULL;)
        if (entry->d_name[0] != '.')
            *vec_push(a, paths) = str_format(a, "%s/%s", folder, entry->d_name).p;
    (void)closedir(dir);
    if (paths->n > 0)
        qsort(paths->p, paths->n, sizeof(paths->p[0]), path_order);
    return true;
}

static bool replay(size_t number, const char *path)
{
    struct arena a;
    arena_init(&a, FUZZ_ARENA_MAX);
    struct str bytes;
    struct err e = {0};
    bool ok = file_read(&a, path, DOC_FILE_MAX, &bytes, &e) == ERR_OK;
    if (ok) {
        /* A copy of its exact size, so that ASan sees one byte too far. */
        uint8_t *exact = malloc(bytes.n == 0 ? 1 : bytes.n);
        must(exact != NULL);
        if (bytes.n > 0)
            memcpy(exact, bytes.p, bytes.n);
        (void)printf("# %s\n", path);
        (void)fflush(stdout);
        (void)LLVMFuzzerTestOneInput(exact, bytes.n);
        free(exact);
    }
    const char *slash = strrchr(path, '/');
    (void)printf("%s %zu - %s%s%s\n", ok ? "ok" : "not ok", number,
                 slash == NULL ? path : slash + 1, ok ? "" : ": ", ok ? "" : e.detail);
    arena_release(&a);
    return ok;
}

int main(int argc, char **argv)
{
    struct arena a;
    arena_init(&a, FUZZ_ARENA_MAX);
    path_vec paths = {0};
    for (int i = 1; i < argc; i++)
        if (!list_folder(&a, argv[i], &paths))
            *vec_push(&a, &paths) = argv[i];
    (void)printf("1..%zu\n", paths.n);
    size_t failed = 0;
    for (size_t i = 0; i < paths.n; i++)
        failed += !replay(i + 1, paths.p[i]);
    bool none = paths.n == 0; /* a corpus that went missing is no success */
    arena_release(&a);
    return failed > 0 || none;
}
