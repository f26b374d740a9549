/*
 * clock_shim.c — another clock for a program under test: preloaded, it puts the real time of day
 * forward or back by the milliseconds that the file named by CLOCK_SHIM holds. The file is read
 * each time, so that the clock can be set while the program runs. Stopwatches are left alone.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static long long millis_set(void)
{
    char text[32] = "";
    const char *path = getenv("CLOCK_SHIM");
    FILE *f = path == NULL ? NULL : fopen(path, "r");
    if (f == NULL)
        return 0;
    if (fgets(text, sizeof(text), f) == NULL)
        text[0] = '\0';
    (void)fclose(f);
    return strtoll(text, NULL, 10);
}

/* The parameters have the names that the C library gives them. */
int clock_gettime(clockid_t __clock_id, struct timespec *__tp)
{
    int result = (int)syscall(SYS_clock_gettime, __clock_id, __tp);
    if (result != 0 || __clock_id != CLOCK_REALTIME)
        return result;
    long long millis = __tp->tv_nsec / 1000000 + millis_set();
    long long seconds = millis / 1000 - (millis % 1000 < 0); /* also back beyond the full second */
    __tp->tv_sec += seconds;
    __tp->tv_nsec = (millis - seconds * 1000) * 1000000 + __tp->tv_nsec % 1000000;
    return result;
}
