/*
 * nearest.c — see nearest.h: the optimal string alignment distance over three rows.
 */
#include "base/nearest.h"

static size_t nearest_least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t nearest_distance(struct str a, struct str b)
{
    size_t rows[3][NEAREST_MAX + 1];
    a = str_sub(a, 0, NEAREST_MAX);
    b = str_sub(b, 0, NEAREST_MAX);
    for (size_t k = 0; k <= b.n; k++)
        rows[0][k] = k;
    for (size_t i = 1; i <= a.n; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i - 1) % 3];
        row[0] = i;
        for (size_t k = 1; k <= b.n; k++) {
            bool same = a.p[i - 1] == b.p[k - 1];
            row[k] = nearest_least(above[k] + 1, row[k - 1] + 1);
            row[k] = nearest_least(row[k], above[k - 1] + !same);
            if (i > 1 && k > 1 && a.p[i - 1] == b.p[k - 2] && a.p[i - 2] == b.p[k - 1])
                row[k] = nearest_least(row[k], rows[(i - 2) % 3][k - 2] + 1);
        }
    }
    return rows[a.n % 3][b.n];
}

bool nearest_is(struct str word, struct str name)
{
    size_t allowed = name.n <= 3 ? 1 : name.n <= 6 ? 2 : 3;
    bool begun = word.n >= 2 && str_starts(name, word);
    return begun || (word.n > 0 && nearest_distance(word, name) <= allowed);
}
