/*
 * catalog_view.c — see catalog_view.h.
 */
#include "app/catalog_view.h"

#include "base/arena.h"

static enum view_kind view_kind_of(const struct field *f)
{
    switch (field_form(f->type)) {
    case VALUE_NUMBER:
    case VALUE_RECORD: return VIEW_NUMBER;
    case VALUE_DAY: return VIEW_DATE;
    case VALUE_BOOL: return VIEW_BOOL;
    case VALUE_FILES:
    case VALUE_POINT:
    case VALUE_ROWS: return VIEW_LIST;
    case VALUE_TEXT:
    case VALUE_INSTANT:
    case VALUE_CHOICE: return VIEW_TEXT;
    }
    must_not_reach("a form of values");
}

/* Add the fields of a type that are not there yet. */
static size_t view_add(const struct record_type *t, struct view_column *columns, size_t n)
{
    for (size_t i = 0; i < t->n_fields; i++) {
        const struct field *f = &t->fields[i];
        size_t at = 0;
        while (at < n && !str_eq(columns[at].field, f->id))
            at++;
        if (at == n)
            columns[n++] = (struct view_column){
                .field = f->id, .title = title_in(&f->title, LANG_ZH), .kind = view_kind_of(f)};
        columns[at].sealed = columns[at].sealed || f->sensitive;
    }
    return n;
}

static struct record_view view_of(struct arena *a, const struct app_catalogs *c,
                                  const struct record_type *t)
{
    size_t most = 0;
    size_t n = 0;
    for (size_t i = 0; i < c->n; i++) {
        const struct record_type *same = catalog_type(c->p[i].catalog, t->id);
        most += same == NULL ? 0 : same->n_fields;
    }
    struct view_column *columns = ARENA_NEW_N(a, most, struct view_column);
    for (size_t i = c->n; i > 0; i--) {
        const struct record_type *same = catalog_type(c->p[i - 1].catalog, t->id);
        if (same != NULL)
            n = view_add(same, columns, n);
    }
    return (struct record_view){
        .type = t->id, .title = title_in(&t->title, LANG_ZH), .columns = columns, .n = n};
}

struct record_view_list catalog_views(struct arena *a, const struct app_catalogs *c)
{
    size_t most = 0;
    size_t n = 0;
    for (size_t i = 0; i < c->n; i++)
        most += c->p[i].catalog->n_types;
    struct record_view *views = ARENA_NEW_N(a, most, struct record_view);
    for (size_t i = c->n; i > 0; i--) {
        const struct catalog *catalog = c->p[i - 1].catalog;
        for (size_t k = 0; k < catalog->n_types; k++) {
            size_t at = 0;
            while (at < n && !str_eq(views[at].type, catalog->types[k].id))
                at++;
            if (at == n)
                views[n++] = view_of(a, c, &catalog->types[k]);
        }
    }
    return (struct record_view_list){views, n};
}
