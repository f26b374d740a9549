/*
 * screen.c — see screen.h. A terminal that does not tell its width is asked
 * for through COLUMNS, and taken as 80 columns otherwise.
 */
#include "cli/screen.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include "base/str.h"

enum { SCREEN_DEFAULT = 80, SCREEN_LEAST = 20, SCREEN_MOST = 10000 };

static size_t screen_width(int fd)
{
    struct winsize size = {0};
    int64_t columns = 0;
    if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col >= SCREEN_LEAST)
        return size.ws_col;
    if (str_to_i64(str_of(getenv("COLUMNS")), &columns, NULL) == ERR_OK &&
        columns >= SCREEN_LEAST && columns <= SCREEN_MOST)
        return (size_t)columns;
    return SCREEN_DEFAULT;
}

struct screen screen_of(int fd)
{
    struct screen s = {0};
    if (isatty(fd) != 1)
        return s;
    const char *no_color = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    bool plain = no_color != NULL && no_color[0] != '\0';
    bool dumb = term == NULL || strcmp(term, "dumb") == 0;
    s.width = screen_width(fd);
    s.bold = !plain && !dumb;
    return s;
}
