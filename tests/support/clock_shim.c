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
    long long millis = 0;
    const char *path = getenv("CLOCK_SHIM");
    FILE *f = path == NULL ? NULL : fopen(path, "r");
    if (f == NULL)
        return 0;
    if (fscanf(f, "%lld", &millis) != 1)
        millis = 0;
    (void)fclose(f);
    return millis;
}

int clock_gettime(clockid_t id, struct timespec *t)
{
    int result = (int)syscall(SYS_clock_gettime, id, t);
    if (result != 0 || id != CLOCK_REALTIME)
        return result;
    long long millis = t->tv_nsec / 1000000 + millis_set();
    long long seconds = millis / 1000 - (millis % 1000 < 0); /* also back beyond the full second */
    t->tv_sec += seconds;
    t->tv_nsec = (millis - seconds * 1000) * 1000000 + t->tv_nsec % 1000000;
    return result;
}
