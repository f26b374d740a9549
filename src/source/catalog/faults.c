/*
 * faults.c — see faults.h.
 */
#include "source/catalog/faults.h"

#include "base/nearest.h"

void faults_init(struct faults *f, struct arena *a)
{
    *f = (struct faults){.a = a};
}

void fault_vadd(struct faults *f, struct place at, enum err_code code, const char *fmt, va_list ap)
{
    if (f->n >= FAULTS_MAX) {
        f->left_out++;
        return;
    }
    struct err e;
    char detail[sizeof(e.detail)];
    /* NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized): every caller has begun it */
    (void)vsnprintf(detail, sizeof(detail), fmt, ap);
    (void)err_set(&e, code, "%s", detail); /* cuts and cleans as for every error */
    struct fault *new = vec_push(f->a, f);
    *new = (struct fault){.at = at, .code = code};
    new->detail.text[LANG_EN] = str_copy(f->a, str_of(e.detail));
}

void fault_add(struct faults *f, struct place at, enum err_code code, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    fault_vadd(f, at, code, fmt, ap);
    va_end(ap);
}

void fault_detail_in(struct faults *f, enum lang lang, struct str detail)
{
    if (f->n > 0 && f->left_out == 0)
        f->p[f->n - 1].detail.text[lang] = detail;
}

void fault_nearest(struct faults *f, struct str word, const struct str *known, size_t n)
{
    if (f->n == 0 || f->left_out > 0)
        return;
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < n && i < FAULT_KNOWN_MAX; i++) {
        size_t distance = nearest_distance(word, known[i]);
        if (distance < least && nearest_is(word, known[i])) {
            least = distance;
            f->p[f->n - 1].nearest = known[i];
        }
    }
}

void fault_only(struct faults *f, struct str known)
{
    if (f->n > 0 && f->left_out == 0)
        f->p[f->n - 1].nearest = known;
}

static bool fault_after(const struct fault *x, const struct fault *y)
{
    int file = str_cmp(x->at.file, y->at.file);
    if (file != 0)
        return file > 0;
    if (x->at.line != y->at.line)
        return x->at.line > y->at.line;
    return x->at.column > y->at.column;
}

/* By insertion: there are few of them, nearly in order, and equal ones must not change places. */
void faults_sort(struct faults *f)
{
    for (size_t i = 1; i < f->n; i++) {
        struct fault one = f->p[i];
        size_t at = i;
        for (; at > 0 && fault_after(&f->p[at - 1], &one); at--)
            f->p[at] = f->p[at - 1];
        f->p[at] = one;
    }
}

bool faults_full(const struct faults *f)
{
    return f->n >= FAULTS_MAX;
}

bool faults_any(const struct faults *f)
{
    return f->n > 0;
}
