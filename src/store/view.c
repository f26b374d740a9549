/*
 * view.c — see view.h. The texts are those of ddl/view.sql.
 */
#include "store/view.h"

#include "store/audit_chain.h"
#include "store/ddl.h"
#include "store/rectification_row.h"

enum { VIEW_MEMORY_MAX = 16 * 1024 * 1024, VIEW_SQL_MAX = 1024 * 1024 };

static const char *const KIND_WORDS[VIEW_KIND__MAX] = {
    [VIEW_TEXT] = "text", [VIEW_NUMBER] = "number", [VIEW_DATE] = "date",
    [VIEW_BOOL] = "bool", [VIEW_LIST] = "list",
};

/* What is on its way: the county's new views, and what it takes to make them. */
struct view_work {
    struct arena *a;
    struct tx *tx;
    struct str county;
    size_t made, dropped;
};

/* ---- what a county has ------------------------------------------------------ */

struct view_had {
    struct str type, shape;
    bool kept;
};

struct had_read {
    struct arena *a;
    VEC(struct view_had) list;
};

static enum err_code had_row(struct db_row *row, void *ctx, struct err *e)
{
    struct had_read *read = ctx;
    struct view_had *had = vec_push(read->a, &read->list);
    had->type = row_get_copy(read->a, row, 0);
    had->shape = row_get_copy(read->a, row, 1);
    return tx_row_done(read->a, e);
}

/* What a view looks like, so that it is known whether it changed. */
static enum err_code view_shape(const struct record_view *v, char out[HASH_HEX_MAX], struct err *e)
{
    struct hash h;
    ERR_TRY(hash_begin(&h, e));
    hash_add_field(&h, v->title);
    for (size_t i = 0; i < v->n; i++) {
        hash_add_field(&h, v->columns[i].field);
        hash_add_field(&h, v->columns[i].title);
        hash_add_int(&h, v->columns[i].kind);
        hash_add_int(&h, v->columns[i].sealed);
    }
    hash_end(&h, out);
    return ERR_OK;
}

/* ---- declaring ---------------------------------------------------------------- */

static enum err_code view_undeclare(struct view_work *w, struct str type, struct err *e)
{
    ERR_TRY(TX_EXEC(w->tx, STMT_VIEW_COLUMN_DELETE, e, db_text(w->county), db_text(type)));
    return TX_EXEC(w->tx, STMT_VIEW_DELETE, e, db_text(w->county), db_text(type));
}

static enum err_code view_declare(struct view_work *w, const struct record_view *v,
                                  const char *shape, struct err *e)
{
    ERR_TRY(TX_EXEC(w->tx, STMT_VIEW_INSERT, e, db_text(w->county), db_text(v->type),
                    db_text(v->title), db_text(str_of(shape))));
    for (size_t i = 0; i < v->n; i++) {
        const struct view_column *c = &v->columns[i];
        must(ddl_is_name(c->field) && c->kind < VIEW_KIND__MAX);
        ERR_TRY(TX_EXEC(w->tx, STMT_VIEW_COLUMN_INSERT, e, db_text(w->county), db_text(v->type),
                        db_int((int64_t)i + 1), db_text(c->field),
                        db_text(str_of(KIND_WORDS[c->kind])), db_int(c->sealed),
                        db_text(c->title)));
    }
    return ERR_OK;
}

/* ---- the columns of all counties ------------------------------------------------- */

struct columns_read {
    struct arena *a;
    VEC(struct view_column) list;
};

static enum view_kind kind_of(struct str word)
{
    enum view_kind kind = VIEW_TEXT;
    while (kind < VIEW_KIND__MAX && !str_eq(word, str_of(KIND_WORDS[kind])))
        kind++;
    return kind;
}

/* One more, or what two counties agree upon. */
static void columns_add(struct columns_read *read, const struct view_column *c)
{
    VEC_EACH (&read->list, there) {
        if (!str_eq(there->field, c->field))
            continue;
        there->sealed |= c->sealed;
        if (there->kind != c->kind)
            there->kind = VIEW_TEXT;
        return;
    }
    *vec_push(read->a, &read->list) = *c;
}

static enum err_code columns_row(struct db_row *row, void *ctx, struct err *e)
{
    struct columns_read *read = ctx;
    struct view_column c = {
        .field = row_get_copy(read->a, row, 0),
        .title = row_get_copy(read->a, row, 3),
        .kind = kind_of(db_get_text(row, 1)),
        .sealed = db_get_int32(row, 2, 0, 1) == 1,
    };
    row->bad |= c.kind == VIEW_KIND__MAX || !ddl_is_name(c.field);
    if (!row->bad)
        columns_add(read, &c);
    return tx_row_done(read->a, e);
}

struct title_read {
    struct arena *a;
    struct str title; /* of the first county */
    size_t n;
};

static enum err_code title_row(struct db_row *row, void *ctx, struct err *e)
{
    (void)e;
    struct title_read *read = ctx;
    if (read->n++ == 0)
        read->title = row_get_copy(read->a, row, 0);
    return ERR_OK;
}

/* ---- making --------------------------------------------------------------------- */

/* The columns that every view has. */
static bool is_fixed_column(struct str name)
{
    static const char *const FIXED[] = {"county",  "record_id",      "revision",   "unit",
                                        "subject", "occurred_on",    "entered_at", "entered_by",
                                        "catalog", "catalog_version"};
    for (size_t i = 0; i < ARRAY_LEN(FIXED); i++)
        if (str_eq(name, str_of(FIXED[i])))
            return true;
    return false;
}

/* `unit` is called unit_field, and unit_field unit_field_field: no two fields meet. */
static struct str column_name(struct arena *a, struct str field)
{
    struct str stem = field;
    while (str_ends(stem, STR("_field")))
        stem = str_sub(stem, 0, stem.n - strlen("_field"));
    return is_fixed_column(stem) ? str_format(a, "%" STR_FMT "_field", STR_ARG(field)) : field;
}

static void column_add(struct buf *sql, enum db_engine engine, struct arena *a,
                       const struct view_column *c)
{
    static const enum ddl DDL_OF[VIEW_KIND__MAX] = {
        [VIEW_TEXT] = DDL_VIEW_TEXT, [VIEW_NUMBER] = DDL_VIEW_NUMBER, [VIEW_DATE] = DDL_VIEW_DATE,
        [VIEW_BOOL] = DDL_VIEW_BOOL, [VIEW_LIST] = DDL_VIEW_TEXT,
    };
    struct str name = column_name(a, c->field);
    if (c->sealed)
        DDL_ADD(sql, engine, DDL_VIEW_SEALED, name);
    else
        DDL_ADD(sql, engine, DDL_OF[c->kind], c->field, name);
}

/* Fill `sql` with one piece after the other, and run each. */
static enum err_code view_make(struct view_work *w, struct str type, struct str title,
                               const struct columns_read *columns, struct buf *part,
                               struct buf *sql, struct err *e)
{
    enum db_engine engine = w->tx->store->driver->engine;
    buf_clear(part);
    for (size_t i = 0; i < columns->list.n; i++)
        column_add(part, engine, w->a, &columns->list.p[i]);
    if (buf_over(part))
        return err_set(e, ERR_TOO_BIG, "the columns of a view");
    buf_clear(sql);
    DDL_ADD(sql, engine, DDL_VIEW_CREATE, buf_str(part), type);
    ERR_TRY(ddl_run(w->tx, sql, e));
    buf_clear(sql);
    DDL_ADD(sql, engine, DDL_VIEW_COMMENT, type, title);
    ERR_TRY(ddl_run(w->tx, sql, e));
    for (size_t i = 0; i < columns->list.n; i++) {
        buf_clear(sql);
        DDL_ADD(sql, engine, DDL_VIEW_COLUMN_COMMENT, type,
                column_name(w->a, columns->list.p[i].field), columns->list.p[i].title);
        ERR_TRY(ddl_run(w->tx, sql, e));
    }
    return ERR_OK;
}

/* Make the view of a type anew from what all counties declare; without any it is taken away. */
static enum err_code view_rebuild(struct view_work *w, struct str type, struct err *e)
{
    struct columns_read columns = {.a = w->a};
    struct title_read titles = {.a = w->a};
    struct buf part;
    struct buf sql;
    ERR_TRY(TX_ROWS(w->tx, STMT_VIEW_DECLARED, title_row, &titles, NULL, e, db_text(type)));
    ERR_TRY(TX_ROWS(w->tx, STMT_VIEW_COLUMNS, columns_row, &columns, NULL, e, db_text(type)));
    buf_init(&part, VIEW_SQL_MAX);
    buf_init(&sql, VIEW_SQL_MAX);
    DDL_ADD(&sql, w->tx->store->driver->engine, DDL_VIEW_DROP, type);
    enum err_code code = ddl_run(w->tx, &sql, e);
    if (code == ERR_OK && titles.n > 0)
        code = view_make(w, type, titles.title, &columns, &part, &sql, e);
    buf_release(&part);
    buf_release(&sql);
    return code;
}

/* ---- replacing -------------------------------------------------------------------- */

static enum err_code view_change(struct view_work *w, struct had_read *had,
                                 const struct record_view *v, struct err *e)
{
    char shape[HASH_HEX_MAX];
    must(ddl_is_name(v->type));
    ERR_TRY(view_shape(v, shape, e));
    VEC_EACH (&had->list, old) {
        if (!str_eq(old->type, v->type))
            continue;
        old->kept = true;
        if (str_eq(old->shape, str_of(shape)))
            return ERR_OK;
        ERR_TRY(view_undeclare(w, v->type, e));
    }
    ERR_TRY(view_declare(w, v, shape, e));
    ERR_TRY(view_rebuild(w, v->type, e));
    w->made++;
    return ERR_OK;
}

static enum err_code view_replace(struct view_work *w, const struct record_view_list *views,
                                  struct err *e)
{
    struct had_read had = {.a = w->a};
    ERR_TRY(TX_ROWS(w->tx, STMT_VIEW_LIST, had_row, &had, NULL, e, db_text(w->county)));
    for (size_t i = 0; i < views->n; i++)
        ERR_TRY(view_change(w, &had, &views->p[i], e));
    VEC_EACH (&had.list, old) {
        if (old->kept)
            continue;
        ERR_TRY(view_undeclare(w, old->type, e));
        ERR_TRY(view_rebuild(w, old->type, e));
        w->dropped++;
    }
    return ERR_OK;
}

enum err_code store_view_replace(struct tx *tx, const struct audit_by *by,
                                 const struct record_view_list *views, size_t *ret_changed,
                                 struct err *e)
{
    struct arena a;
    struct view_work w = {.a = &a, .tx = tx, .county = by->county};
    struct audit_detail d;
    arena_init(&a, VIEW_MEMORY_MAX);
    enum err_code code = view_replace(&w, views, e);
    arena_release(&a);
    if (code != ERR_OK)
        return code;
    if (ret_changed != NULL)
        *ret_changed = w.made + w.dropped;
    if (w.made + w.dropped == 0)
        return ERR_OK;
    audit_detail_begin(&d);
    json_put_int(d.json, "made", (int64_t)w.made);
    json_put_int(d.json, "dropped", (int64_t)w.dropped);
    return audit_detail_append(&d, tx, by, "view.replace", STR("views"), e);
}
