/*
 * record_import.c — see record_import.h.
 *
 * The sheet is read twice: to count its rows, and to check and store them in one transaction.
 * Each row has an arena of its own; what is looked up stays in the world's.
 */
#include "app/record_import.h"

#include "app/import_columns.h"
#include "app/record_world.h"
#include "base/arena.h"
#include "core/calendar/local_time.h"
#include "core/record/moment_text.h"
#include "source/sheet/sheet.h"
#include "store/audit.h"
#include "store/county.h"
#include "store/store.h"

#define IMPORT_ROW_ARENA_MAX ((size_t)64 * 1024 * 1024)

enum { IMPORT_PROGRESS_EVERY = 1000 };

struct importing {
    struct arena *a;   /* of the result */
    struct arena *row; /* of the row at hand */
    struct app *app;
    const struct app_import_call *call;
    const struct input *in;
    struct app_import_result *ret;
    instant at;
    const struct seal_key *data_key;
    struct record_world world;
    const struct record_type *type;
    const struct record_type *subject; /* type of subject, or NULL */
    struct import_column *columns;     /* by number of column, from 1 */
    struct str *titles;
    int32_t n_columns;
    int64_t header_row;
    struct str default_unit;
    struct batch_writer *writer;
    int64_t *rows_taken; /* row of the k-th record stored */
};

/* ---- problems --------------------------------------------------------------------- */

static void import_tell(struct importing *m, int64_t row, int32_t column, struct str value,
                        enum err_code code, const char *detail)
{
    if (m->ret->problems.n == IMPORT_PROBLEMS_MAX) {
        m->ret->left_out++;
        return;
    }
    struct import_problem *p = vec_push(m->a, &m->ret->problems);
    *p = (struct import_problem){.row = row, .column = column, .code = code};
    p->value = str_copy(m->a, value);
    p->detail = str_copy(m->a, str_of(detail));
    if (column >= 1 && column <= m->n_columns)
        p->title = m->titles[column];
}

/* ---- the row of titles ----------------------------------------------------------------- */

static bool import_is_double(const struct importing *m, const struct import_column *c, int32_t n)
{
    for (int32_t i = 1; i < n; i++) {
        if (c->kind != IMPORT_IGNORED && c->kind != IMPORT_UNKNOWN &&
            m->columns[i].kind == c->kind && m->columns[i].field == c->field)
            return true;
    }
    return false;
}

static void import_demand(struct importing *m, enum import_column_kind kind, int32_t field,
                          struct str name)
{
    for (int32_t i = 1; i <= m->n_columns; i++) {
        if (m->columns[i].kind == kind && m->columns[i].field == field)
            return;
    }
    import_tell(m, m->header_row, 0, name, ERR_SHEET_COLUMN_MISSING, "");
}

/* Which field each column holds; false if rows could not be understood by it. */
static bool import_header(struct importing *m, const struct sheet_row *row)
{
    size_t before = m->ret->problems.n;
    m->header_row = row->number;
    m->n_columns = row->cells[row->n - 1].column;
    m->columns = ARENA_NEW_N(m->a, (size_t)m->n_columns + 1, struct import_column);
    m->titles = ARENA_NEW_N(m->a, (size_t)m->n_columns + 1, struct str);
    for (size_t i = 0; i < row->n; i++) {
        int32_t column = row->cells[i].column;
        struct str title = str_copy(m->a, str_trim(row->cells[i].text));
        struct import_column c = import_column_of(m->type, m->subject, title);
        m->titles[column] = title;
        m->columns[column] = c;
        if (c.kind == IMPORT_UNKNOWN || (c.kind == IMPORT_ENTERED_AT && !m->call->history))
            import_tell(m, row->number, column, title, ERR_SHEET_COLUMN, "");
        else if (import_is_double(m, &c, column))
            import_tell(m, row->number, column, title, ERR_SHEET_COLUMN_TWICE, "");
    }
    for (size_t i = 0; i < m->type->n_fields; i++) {
        if (m->type->fields[i].required)
            import_demand(m, IMPORT_FIELD, (int32_t)i,
                          title_in(&m->type->fields[i].title, m->call->lang));
    }
    if (m->subject != NULL)
        import_demand(m, IMPORT_SUBJECT, FIELD_IS_SUBJECT,
                      title_in(&m->subject->title, m->call->lang));
    return m->ret->problems.n == before;
}

/* ---- one row ------------------------------------------------------------------------------ */

struct import_row {
    struct record_draft draft;
    struct value *values;
    const struct sheet_row *cells;
    bool bad;
    bool timed; /* a time of entry was given */
};

static bool import_is_sensitive(const struct importing *m, int32_t column)
{
    const struct import_column *c = &m->columns[column];
    return c->kind == IMPORT_SUBJECT ||
           (c->kind == IMPORT_FIELD && m->type->fields[c->field].sensitive);
}

static void import_bad(struct importing *m, struct import_row *r, int32_t column, struct str value,
                       enum err_code code, const char *detail)
{
    r->bad = true;
    bool hide = column > 0 && import_is_sensitive(m, column);
    import_tell(m, r->cells->number, column, hide ? STR_NONE : value, code, hide ? "" : detail);
}

/* What a cell cannot be, whatever it should be. */
static enum err_code import_cell_fault(const struct sheet_cell *cell)
{
    return cell->formula               ? ERR_SHEET_FORMULA
           : cell->kind == SHEET_ERROR ? ERR_SHEET_ERROR
           : cell->clipped             ? ERR_SHEET_CLIPPED
                                       : ERR_OK;
}

static enum err_code import_unit(struct importing *m, struct import_row *r,
                                 const struct sheet_cell *cell, struct err *e)
{
    enum record_known known;
    ERR_TRY(m->world.names.unit(&m->world, str_trim(cell->text), &r->draft.unit, &known, e));
    return known == RECORD_KNOWN ? ERR_OK : err_set(e, ERR_RECORD_UNIT, "%s", "");
}

static enum err_code import_subject(struct importing *m, struct import_row *r,
                                    const struct sheet_cell *cell, struct err *e)
{
    const struct field f = {.type = FIELD_REF, .to = m->type->subject};
    struct value v;
    ERR_TRY(value_read(m->row, &f, cell->text, &m->world.names, &v, e));
    r->draft.subject = v.has ? v.id : 0;
    return ERR_OK;
}

static enum err_code import_entered_at(struct importing *m, struct import_row *r,
                                       const struct sheet_cell *cell, struct err *e)
{
    if (moment_text_read(str_trim(cell->text), &r->draft.entered_at, NULL) != ERR_OK)
        return err_set(e, ERR_RECORD_VALUE, "%s", "");
    if (r->draft.entered_at.ms > m->at.ms)
        return err_set(e, ERR_RECORD_HISTORY, "%s", "");
    r->timed = true;
    return ERR_OK;
}

static enum err_code import_cell(struct importing *m, struct import_row *r,
                                 const struct sheet_cell *cell, struct err *e)
{
    const struct import_column *c = &m->columns[cell->column];
    enum err_code fault = import_cell_fault(cell);
    if (fault != ERR_OK && c->kind != IMPORT_IGNORED)
        return err_set(e, fault, "%s", "");
    switch (c->kind) {
    case IMPORT_FIELD:
        return value_read(m->row, &m->type->fields[c->field], cell->text, &m->world.names,
                          &r->values[c->field], e);
    case IMPORT_UNIT: return import_unit(m, r, cell, e);
    case IMPORT_SUBJECT: return import_subject(m, r, cell, e);
    case IMPORT_ENTERED_AT: return import_entered_at(m, r, cell, e);
    case IMPORT_IGNORED:
    case IMPORT_NUMBER:
    case IMPORT_UNKNOWN: return ERR_OK;
    }
    must_not_reach("a kind of column");
}

/* Whether an error is about this row, so that the next one can be read. */
static bool import_is_problem(enum err_code code)
{
    return record_is_problem(code) || code == ERR_SHEET_FORMULA || code == ERR_SHEET_ERROR ||
           code == ERR_SHEET_CLIPPED || code == ERR_SUBJECT_ERASED;
}

static enum err_code import_cells(struct importing *m, struct import_row *r, struct err *e)
{
    for (size_t i = 0; i < r->cells->n; i++) {
        const struct sheet_cell *cell = &r->cells->cells[i];
        struct err reason = {0};
        if (cell->column > m->n_columns) {
            import_bad(m, r, 0, cell->text, ERR_SHEET_COLUMN, "");
            continue;
        }
        enum err_code code = import_cell(m, r, cell, &reason);
        if (code != ERR_OK && !import_is_problem(code))
            return err_set(e, code, "%s", reason.detail);
        if (code != ERR_OK)
            import_bad(m, r, cell->column, cell->text, code, reason.detail);
    }
    return ERR_OK;
}

static int32_t import_column_for(const struct importing *m, int32_t field)
{
    for (int32_t i = 1; i <= m->n_columns; i++) {
        if ((m->columns[i].kind == IMPORT_FIELD || m->columns[i].kind == IMPORT_SUBJECT) &&
            m->columns[i].field == field)
            return i;
    }
    return 0;
}

static struct str import_cell_text(const struct import_row *r, int32_t column)
{
    for (size_t i = 0; i < r->cells->n; i++) {
        if (r->cells->cells[i].column == column)
            return r->cells->cells[i].text;
    }
    return STR_NONE;
}

/* The checks of the whole record; a field that could not be read is not asked again. */
static enum err_code import_validate(struct importing *m, struct import_row *r, struct err *e)
{
    const struct world_subject *subject = NULL;
    struct problems problems = {0};
    if (r->draft.unit.n == 0)
        r->draft.unit = m->default_unit;
    if (r->draft.subject != 0)
        ERR_TRY(record_world_subject(&m->world, r->draft.subject, &subject, e));
    if (r->draft.unit.n == 0 && !r->bad)
        import_bad(m, r, 0, STR_NONE, ERR_IMPORT_UNIT, "");
    if (r->bad)
        return ERR_OK;
    record_validate(m->row, &r->draft, subject == NULL ? NULL : &subject->life, &m->world.names,
                    m->call->lang, &problems);
    VEC_EACH (&problems.v, p) {
        int32_t column = import_column_for(m, p->field);
        import_bad(m, r, column, import_cell_text(r, column), p->code, p->detail.p);
    }
    return ERR_OK;
}

/* ---- storing --------------------------------------------------------------- */

/* Say which row has the same key, if it came with this file; otherwise the record's number. */
static void import_duplicate(struct importing *m, struct import_row *r, const struct err *reason)
{
    struct str detail = str_of(reason->detail);
    int64_t number = 0;
    size_t at = str_find(detail, STR("R"), 0);
    if (at != SIZE_MAX && str_to_i64(str_sub(detail, at + 1, detail.n), &number, NULL) == ERR_OK &&
        m->ret->batch.first_id > 0 && number >= m->ret->batch.first_id &&
        number < m->ret->batch.first_id + m->ret->good)
        detail =
            str_format(m->row, "#%lld", (long long)m->rows_taken[number - m->ret->batch.first_id]);
    import_bad(m, r, 0, STR_NONE, ERR_RECORD_DUPLICATE, str_copy(m->row, detail).p);
}

static enum err_code import_store(struct importing *m, struct import_row *r, struct err *e)
{
    struct record_entry entry = {.type = m->type->id,
                                 .unit = r->draft.unit,
                                 .subject = r->draft.subject,
                                 .history = r->timed,
                                 .entered_at = r->draft.entered_at};
    struct err reason = {0};
    int64_t id = 0;
    enum err_code code =
        record_world_content(&m->world, m->row, &r->draft, &entry.content, &reason);
    if (code == ERR_OK)
        code = store_batch_add(m->writer, &entry, &id, &reason);
    if (code == ERR_RECORD_DUPLICATE) {
        import_duplicate(m, r, &reason);
        return ERR_OK;
    }
    if (code != ERR_OK && import_is_problem(code)) {
        import_bad(m, r, 0, STR_NONE, code, reason.detail);
        return ERR_OK;
    }
    if (code != ERR_OK)
        return err_set(e, code, "%s", reason.detail);
    if (m->ret->good == 0)
        m->ret->batch.first_id = id;
    m->rows_taken[m->ret->good] = r->cells->number;
    return ERR_OK;
}

static enum err_code import_row(struct importing *m, const struct sheet_row *cells, struct err *e)
{
    struct import_row r = {.cells = cells};
    r.values = ARENA_NEW_N(m->row, m->type->n_fields, struct value);
    r.draft = (struct record_draft){.type = m->type, .values = r.values, .entered_at = m->at};
    ERR_TRY(import_cells(m, &r, e));
    ERR_TRY(import_validate(m, &r, e));
    if (!r.bad)
        ERR_TRY(import_store(m, &r, e));
    if (arena_over(m->row))
        return err_set(e, ERR_TOO_BIG, "%lld", (long long)cells->number);
    m->ret->good += !r.bad;
    m->ret->bad += r.bad;
    return ERR_OK;
}

/* ---- all rows -------------------------------------------------------------- */

static enum err_code import_rows(struct importing *m, struct sheet *sheet, struct err *e)
{
    const struct sheet_row *row;
    int64_t done = 0;
    bool readable = true;
    ERR_TRY(sheet_next(sheet, &row, e));
    if (row == NULL)
        return err_set(e, ERR_SHEET_HEADER, "%s", m->call->path);
    readable = import_header(m, row);
    for (;;) {
        ERR_TRY(sheet_next(sheet, &row, e));
        if (row == NULL)
            break;
        struct arena arena;
        done++;
        if (!readable)
            continue;
        arena_init(&arena, IMPORT_ROW_ARENA_MAX);
        m->row = &arena;
        enum err_code code = import_row(m, row, e);
        arena_release(&arena);
        ERR_TRY(code);
        if (m->call->progress != NULL && done % IMPORT_PROGRESS_EVERY == 0)
            m->call->progress(m->call->progress_ctx, done, m->ret->rows);
    }
    if (!readable)
        m->ret->bad = done;
    return ERR_OK;
}

/* Merged cells are known when the sheet has been read; none may touch titles or rows. */
static void import_merges(struct importing *m, struct sheet *sheet)
{
    size_t n = 0;
    const struct sheet_merge *merges = sheet_merges(sheet, &n);
    for (size_t i = 0; i < n; i++) {
        char from[CELL_NAME_MAX];
        char to[CELL_NAME_MAX];
        char range[2 * CELL_NAME_MAX + 1];
        (void)snprintf(range, sizeof(range), "%s:%s",
                       cell_name(merges[i].first_row, merges[i].first_column, from),
                       cell_name(merges[i].last_row, merges[i].last_column, to));
        import_tell(m, merges[i].first_row, merges[i].first_column, STR_NONE, ERR_SHEET_MERGED,
                    range);
    }
    if (n > 0 && m->ret->bad == 0)
        m->ret->bad = (int64_t)n;
}

static enum err_code import_sheet(struct importing *m, struct err *e)
{
    const struct sheet_options options = {.name = m->call->sheet};
    struct sheet *sheet;
    ERR_TRY(sheet_open(m->a, m->in, &options, &sheet, e));
    enum err_code code = import_rows(m, sheet, e);
    if (code == ERR_OK)
        import_merges(m, sheet);
    sheet_close(sheet);
    return code;
}

/* The rows below the titles. */
static enum err_code import_count(struct importing *m, struct err *e)
{
    const struct sheet_options options = {.name = m->call->sheet};
    const struct sheet_row *row;
    struct sheet *sheet;
    int64_t n = 0;
    ERR_TRY(sheet_open(m->a, m->in, &options, &sheet, e));
    enum err_code code = sheet_next(sheet, &row, e);
    for (; code == ERR_OK && row != NULL && n <= IMPORT_ROWS_MAX + 1; n++)
        code = sheet_next(sheet, &row, e);
    sheet_close(sheet);
    ERR_TRY(code);
    m->ret->rows = n > 0 ? n - 1 : 0;
    if (m->ret->rows > IMPORT_ROWS_MAX)
        return err_set(e, ERR_IMPORT_ROWS, "> %d", IMPORT_ROWS_MAX);
    return ERR_OK;
}

/* ---- the transaction ------------------------------------------------------- */

static enum err_code import_prepare(struct importing *m, struct tx *tx, struct str county,
                                    struct err *e)
{
    struct app_import_result *r = m->ret;
    r->good = r->bad = r->left_out = 0;
    r->stored = r->known = false;
    r->problems.n = 0;
    r->batch = (struct batch){.id = 0};
    ERR_TRY(record_world_init(&m->world, m->a, tx, county, m->at, m->data_key, e));
    ERR_TRY(record_world_type(&m->world, m->call->type, &m->type, e));
    r->type = m->type;
    m->subject = NULL;
    if (m->type->subject.n > 0)
        ERR_TRY(record_world_type(&m->world, m->type->subject, &m->subject, e));
    m->default_unit = STR_NONE;
    if (m->call->unit.n == 0)
        return ERR_OK;
    enum record_known known;
    ERR_TRY(m->world.names.unit(&m->world, m->call->unit, &m->default_unit, &known, e));
    if (known != RECORD_KNOWN)
        return err_set(e, ERR_RECORD_UNIT, "%" STR_FMT, STR_ARG(m->call->unit));
    return ERR_OK;
}

/* ERR_IMPORT_BAD_ROWS undoes what was written so far. */
static enum err_code import_batch(struct importing *m, struct tx *tx, const struct audit_by *by,
                                  const struct batch_file *file, struct err *e)
{
    ERR_TRY(store_batch_begin(m->a, tx, by, m->data_key, file, file->rows, &m->writer, e));
    m->rows_taken = ARENA_NEW_N(m->a, (size_t)m->ret->rows + 1, int64_t);
    ERR_TRY(import_sheet(m, e));
    bool keep =
        !m->call->dry_run && (m->ret->bad == 0 || (m->call->take_good_rows && m->ret->good > 0));
    if (!keep)
        return err_set(e, ERR_IMPORT_BAD_ROWS, "%s", "");
    ERR_TRY(store_batch_end(m->writer, &m->ret->batch, e));
    m->ret->stored = true;
    return ERR_OK;
}

/* The hash of the whole file, which may be larger than memory. */
static enum err_code import_hash(const struct input *in, char out[HASH_HEX_MAX], struct err *e)
{
    enum { PIECE = 64 * 1024 };
    char piece[PIECE];
    struct hash h;
    size_t n = 0;
    ERR_TRY(hash_begin(&h, e));
    for (uint64_t at = 0; at < in->size; at += n) {
        ERR_TRY(input_read(in, at, piece, sizeof(piece), &n, e));
        if (n == 0)
            break;
        hash_add(&h, (struct str){piece, n});
    }
    hash_end(&h, out);
    return ERR_OK;
}

static enum err_code import_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct importing *m = ctx;
    struct county county;
    char sha256[HASH_HEX_MAX];
    ERR_TRY(store_county_get(m->a, tx, m->app->county, &county, e));
    struct audit_by by = {county.code, str_of(m->app->actor), m->at};
    ERR_TRY(import_prepare(m, tx, county.code, e));
    ERR_TRY(import_hash(m->in, sha256, e));
    struct batch_file file = {.type = m->type->id,
                              .name = m->ret->file_name,
                              .sha256 = str_copy(m->a, str_of(sha256)),
                              .rows = m->ret->rows,
                              .history = m->call->history};
    ERR_TRY(store_batch_find(m->a, tx, county.code, m->type->id, file.sha256, &m->ret->known,
                             &m->ret->batch, e));
    enum err_code code = ERR_OK;
    if (!m->ret->known)
        code = import_batch(m, tx, &by, &file, e);
    record_world_release(&m->world);
    return code;
}

static struct str import_file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return str_of(slash == NULL ? path : slash + 1);
}

static enum err_code import_run(struct importing *m, struct err *e)
{
    struct err reason = {0};
    ERR_TRY(import_count(m, e));
    enum err_code code = store_tx(m->app->store, TX_WRITE, "records import", import_tx, m, &reason);
    if (code == ERR_OK || (code == ERR_IMPORT_BAD_ROWS && (m->ret->bad > 0 || m->call->dry_run)))
        return ERR_OK;
    return err_set(e, code, "%s", reason.detail);
}

enum err_code app_record_import(struct arena *a, struct app *app,
                                const struct app_import_call *call, struct app_import_result *ret,
                                struct err *e)
{
    struct input in;
    struct seal_key key;
    bool has_key = false;
    *ret = (struct app_import_result){.file_name = import_file_name(call->path)};
    ERR_TRY(app_open(app, e));
    ERR_TRY(data_key_read(a, app, &key, &has_key, e));
    enum err_code code = input_open(call->path, &in, e);
    if (code == ERR_OK) {
        struct importing m = {.a = a,
                              .app = app,
                              .call = call,
                              .in = &in,
                              .ret = ret,
                              .at = clock_now(&app->clock),
                              .data_key = has_key ? &key : NULL};
        code = import_run(&m, e);
        input_close(&in);
    }
    seal_key_wipe(&key);
    return code;
}
