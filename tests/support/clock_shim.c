/*
 * clock_shim.c — another clock for a program under test: preloaded, it puts the real time of day
 * forward or back by the seconds that the file named by CLOCK_SHIM holds. The file is read each
 * time, so that the clock can be set while the program runs. Stopwatches are left alone.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static long long seconds_set(void)
{
    long long seconds = 0;
    const char *path = getenv("CLOCK_SHIM");
    FILE *f = path == NULL ? NULL : fopen(path, "r");
    if (f == NULL)
        return 0;
    if (fscanf(f, "%lld", &seconds) != 1)
        seconds = 0;
    (void)fclose(f);
    return seconds;
}

int clock_gettime(clockid_t id, struct timespec *t)
{
    int result = (int)syscall(SYS_clock_gettime, id, t);
    if (result == 0 && id == CLOCK_REALTIME)
        t->tv_sec += seconds_set();
    return result;
}
