/*
 * lang.c — see lang.h.
 *
 * The catalogue is looked for beside the program itself, so that a build tree
 * and a copy unpacked anywhere speak Chinese without being installed.
 */
#include "cli/lang.h"

#include <libintl.h>
#include <limits.h>
#include <unistd.h>

#include "base/arena.h"

#define LANG_DOMAIN "duban"

const char *const LANG_VARIABLE[LANG_VARIABLES] = {"DUBAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"};

static enum lang lang_of(const char *name)
{
    return str_starts(str_of(name), STR("zh")) ? LANG_ZH : LANG_EN;
}

enum lang lang_choose(const char *option, const char *const values[LANG_VARIABLES])
{
    if (option != NULL)
        return lang_of(option);
    for (size_t i = 0; i < LANG_VARIABLES; i++)
        if (values[i] != NULL && values[i][0] != '\0')
            return lang_of(values[i]);
    return LANG_EN;
}

const char *lang_option(int argc, char *const *argv)
{
    struct str option = STR("--lang=");
    const char *value = NULL;
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (str_starts(str_of(argv[i]), option))
            value = argv[i] + option.n;
        else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
            value = argv[++i];
    }
    return value;
}

enum lang lang_of_process(int argc, char *const *argv)
{
    const char *values[LANG_VARIABLES];
    for (size_t i = 0; i < LANG_VARIABLES; i++)
        values[i] = getenv(LANG_VARIABLE[i]);
    return lang_choose(lang_option(argc, argv), values);
}

/* ---- the catalogue ------------------------------------------------------- */

/* The folder of the running program, or empty if the system does not tell. */
static struct str lang_program_folder(char out[PATH_MAX])
{
    ssize_t n = readlink("/proc/self/exe", out, PATH_MAX);
    while (n > 0 && out[n - 1] != '/')
        n--;
    return (struct str){out, n > 0 ? (size_t)n : 0};
}

void lang_use(enum lang lang)
{
    /* From <build>/src/duban, and from <prefix>/bin/duban. */
    static const char *const folders[] = {"../po", "../share/locale"};
    struct arena a;
    char program[PATH_MAX];
    struct str folder = lang_program_folder(program);
    arena_init(&a, sizeof(program) * 4);
    (void)setenv("LANGUAGE", lang == LANG_ZH ? "zh_CN" : "en", 1);
    for (size_t i = 0; i < ARRAY_LEN(folders); i++) {
        struct str base = str_format(&a, "%" STR_FMT "%s", STR_ARG(folder), folders[i]);
        struct str file = str_format(&a, "%s/zh_CN/LC_MESSAGES/" LANG_DOMAIN ".mo", base.p);
        if (access(file.p, R_OK) == 0) {
            (void)bindtextdomain(LANG_DOMAIN, base.p);
            break;
        }
    }
    (void)bind_textdomain_codeset(LANG_DOMAIN, "UTF-8");
    (void)textdomain(LANG_DOMAIN); /* also makes gettext forget what it looked up before */
    arena_release(&a);
}
