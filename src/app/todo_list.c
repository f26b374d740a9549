/*
 * todo_list.c — see todo_list.h.
 */
#include "app/todo_list.h"

#include "app/obligation_county.h"
#include "base/arena.h"

/* ---- asking ------------------------------------------------------------------------------ */

static int number_cmp(const void *x, const void *y)
{
    const int64_t *a = x;
    const int64_t *b = y;
    return (*a > *b) - (*a < *b);
}

static bool asks_about(const struct todo_filter *f, int64_t about)
{
    if (f->abouts == NULL)
        return true;
    return f->n_abouts > 0 &&
           bsearch(&about, f->abouts, f->n_abouts, sizeof(about), number_cmp) != NULL;
}

bool todo_asks(const struct todo_filter *f, const struct stored_obligation *o)
{
    int64_t number;
    return (f->rule.n == 0 || str_eq(f->rule, o->key.rule)) &&
           (f->owners == NULL || map_get(f->owners, o->owner, &number)) &&
           asks_about(f, o->key.about) && (!f->has_from || o->due.days >= f->from.days) &&
           (!f->has_to || o->due.days <= f->to.days);
}

void todo_count(const struct todo_filter *f, const struct stored_obligation *rows, size_t n,
                int64_t ret[OBLIGATION_STATE__MAX])
{
    memset(ret, 0, OBLIGATION_STATE__MAX * sizeof(*ret));
    for (size_t i = 0; i < n; i++)
        ret[rows[i].state] += todo_asks(f, &rows[i]);
}

static int place_cmp(date due, const struct obligation_key *key, const struct todo_place *place)
{
    if (due.days != place->due.days)
        return due.days < place->due.days ? -1 : 1;
    return obligation_key_cmp(key, &place->key);
}

static int due_cmp(const void *x, const void *y)
{
    const struct stored_obligation *a = x;
    const struct stored_obligation *b = y;
    const struct todo_place place = {b->due, b->key};
    return place_cmp(a->due, &a->key, &place);
}

size_t todo_select(const struct todo_filter *f, struct stored_obligation *rows, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if ((f->states >> rows[i].state & 1U) != 0 && todo_asks(f, &rows[i]))
            rows[kept++] = rows[i];
    }
    if (kept > 1)
        qsort(rows, kept, sizeof(*rows), due_cmp);
    return kept;
}

size_t todo_behind(const struct stored_obligation *rows, size_t n, const struct todo_place *place)
{
    size_t i = 0;
    while (i < n && place_cmp(rows[i].due, &rows[i].key, place) <= 0)
        i++;
    return i;
}

/* ---- as text ------------------------------------------------------------------------------- */

struct str todo_key_text(struct arena *a, const struct obligation_key *key)
{
    if (key->about > 0)
        return str_format(a, "%" STR_FMT "/R%lld/%" STR_FMT, STR_ARG(key->rule),
                          (long long)key->about, STR_ARG(key->period));
    return str_format(a, "%" STR_FMT "/%" STR_FMT "/%" STR_FMT, STR_ARG(key->rule),
                      STR_ARG(key->unit), STR_ARG(key->period));
}

struct str todo_place_text(struct arena *a, const struct todo_place *place)
{
    char day[DATE_TEXT_MAX];
    return str_format(a, "%s/%" STR_FMT, date_text(place->due, day),
                      STR_ARG(todo_key_text(a, &place->key)));
}

/* The number in "R12"; 0 if it is none. */
static int64_t number_of(struct str whom)
{
    int64_t number = 0;
    if (!str_starts(whom, STR("R")) ||
        str_to_i64(str_sub(whom, 1, whom.n), &number, NULL) != ERR_OK)
        return 0;
    return number > 0 ? number : 0;
}

/* The id of a unit may hold a slash; that of a rule and the name of a period never do. */
enum err_code todo_key_read(const struct app_catalogs *catalogs, struct str s,
                            struct obligation_key *ret, struct err *e)
{
    size_t first = str_find(s, STR("/"), 0);
    size_t last = s.n;
    while (last > 0 && s.p[last - 1] != '/')
        last--;
    if (first == SIZE_MAX || first == 0 || last < first + 3 || last == s.n)
        return err_set(e, ERR_OBLIGATION_KEY, "\"%" STR_FMT "\"", STR_ARG(s));
    struct obligation_key key = {.rule = str_sub(s, 0, first), .period = str_sub(s, last, s.n)};
    struct str whom = str_sub(s, first + 1, last - 1);
    const struct rule *rule = todo_rule(catalogs, STR_NONE, key.rule);
    if (rule == NULL || rule->target != RULE_FOR_UNIT)
        key.about = number_of(whom);
    if (key.about == 0)
        key.unit = whom;
    *ret = key;
    return ERR_OK;
}

enum err_code todo_place_read(const struct app_catalogs *catalogs, struct str s,
                              struct todo_place *ret, struct err *e)
{
    struct todo_place place;
    size_t slash = str_find(s, STR("/"), 0);
    if (slash == SIZE_MAX || date_parse(str_sub(s, 0, slash), &place.due, NULL) != ERR_OK)
        return err_set(e, ERR_OBLIGATION_KEY, "\"%" STR_FMT "\"", STR_ARG(s));
    ERR_TRY(todo_key_read(catalogs, str_sub(s, slash + 1, s.n), &place.key, e));
    *ret = place;
    return ERR_OK;
}

const struct rule *todo_rule(const struct app_catalogs *catalogs, struct str catalog, struct str id)
{
    const struct rule *found = NULL;
    for (size_t i = 0; i < catalogs->n; i++) {
        const struct catalog *c = catalogs->p[i].catalog;
        const struct rule *r = rules_get(c->rules, c->n_rules, id);
        if (r != NULL && str_eq(c->id, catalog))
            return r;
        if (r != NULL)
            found = r;
    }
    return found;
}
