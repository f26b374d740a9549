/*
 * say.c — see say.h. What cannot be written to standard error is lost: there is
 * nobody left to tell.
 */
#include "cli/say.h"

#include <errno.h>
#include <stdarg.h>
#include <strings.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/cli.h"
#include "cli/show.h"
#include "cli/tr.h"

void say(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    (void)fputs("duban: ", stderr);
    (void)vfprintf(stderr, fmt, ap);
    (void)fputc('\n', stderr);
    va_end(ap);
}

void say_block(const struct buf *b)
{
    (void)fwrite(b->p, 1, b->n, stderr);
}

void say_error(struct cli *cli, const struct err *e)
{
    const struct err_info *info = err_info(e->code);
    struct str detail = show_exact(cli->a, str_of(e->detail));
    (void)fprintf(stderr, "duban: %s [%s]%s%" STR_FMT "\n", info->text[cli->lang], info->number,
                  detail.n > 0 ? ": " : "", STR_ARG(detail));
    (void)fprintf(stderr, TR("hint: %s\n"), info->hint[cli->lang]);
}

bool say_ask(const char *question)
{
    char *line = NULL;
    size_t cap = 0;
    (void)fprintf(stderr, "%s ", question);
    (void)fflush(stderr);
    ssize_t n = getline(&line, &cap, stdin);
    struct str answer = n > 0 ? str_trim((struct str){line, (size_t)n}) : STR_NONE;
    struct str agreed[] = {STR("y"), STR("Y"), STR("yes"), STR("YES"), str_of(TR("yes"))};
    bool yes = false;
    for (size_t i = 0; i < ARRAY_LEN(agreed); i++)
        yes = yes || str_eq(answer, agreed[i]);
    if (n <= 0)
        (void)fputc('\n', stderr);
    free(line);
    return yes;
}

/* All of s, whatever interrupts; false with errno set. */
static bool say_write(struct str s)
{
    while (s.n > 0) {
        ssize_t n = write(STDOUT_FILENO, s.p, s.n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        s = str_sub(s, (size_t)n, s.n);
    }
    return true;
}

enum err_code say_product(const struct cli *cli, struct err *e)
{
    bool bom = cli->bom && cli->format == CLI_CSV && cli->out.n > 0;
    if (buf_over(&cli->out))
        return err_set(e, ERR_TOO_BIG, TR("the output is longer than %u bytes"), CLI_OUT_MAX);
    if (say_write(bom ? STR("\xEF\xBB\xBF") : STR_NONE) && say_write(buf_str(&cli->out)))
        return ERR_OK;
    if (errno == EPIPE)
        return ERR_OK;
    return err_set(e, ERR_FILE_WRITE, TR("standard output: %s"), strerror(errno));
}

enum err_code say_file(struct cli *cli, const char *path, struct str bytes, struct err *e)
{
    ERR_TRY(file_write(path, bytes, e));
    if (strcmp(path, "-") != 0) {
        struct str shown = show_exact(cli->a, str_of(path));
        say(TR("%.*s written: %zu bytes"), STR_ARG(shown), bytes.n);
    }
    return ERR_OK;
}
