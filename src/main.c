/*
 * main.c — wiring only: the process's surroundings, the application, the
 * command line on top of it.
 */
#define BASE_ALLOW_SETLOCALE

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "app/app.h"
#include "base/base.h"
#include "cli/cli.h"
#include "cli/lang.h"

/*
 * Keep descriptors 0 to 2 taken: otherwise the database would get the number of
 * a closed standard output, and the product would be written into it. What is
 * opened here refuses the operation that a closed one would have refused.
 */
static void main_hold_descriptors(void)
{
    static const int modes[] = {O_WRONLY, O_RDONLY, O_RDWR};
    for (int fd = 0; fd < (int)ARRAY_LEN(modes); fd++)
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
            must(open("/dev/null", modes[fd]) == fd);
}

int main(int argc, char **argv)
{
    main_hold_descriptors();
    (void)signal(SIGPIPE, SIG_IGN); /* a closed pipe is an answer of write(), see say_product */
    (void)setlocale(LC_ALL, "C.UTF-8");
    lang_use(lang_of_process(argc, argv));
    struct app app;
    app_init(&app);
    int exit_code = cli_main(&app, argc, argv);
    app_release(&app);
    return exit_code;
}
