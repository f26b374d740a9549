/*
 * record_import.c — see record_import.h.
 *
 * The sheet is read once, beside the transaction that stores its rows. Only where there seem to be
 * too many they are counted first, so that a million of them is refused before half was stored.
 * Each row has an arena of its own; what is looked up stays in the world's.
 */
#include "app/record_import.h"

#include "app/import_cells.h"
#include "app/import_layout.h"
#include "app/obligation_keep.h"
#include "app/record_words.h"
#include "base/arena.h"
#include "core/record/moment_text.h"
#include "source/sheet/ahead.h"
#include "store/audit.h"
#include "store/county.h"
#include "store/store.h"

#define IMPORT_ROW_ARENA_MAX ((size_t)64 * 1024 * 1024)

enum { IMPORT_PROGRESS_EVERY = 1000, IMPORT_ESTIMATE_AT = 10 * 1000 };

struct importing {
    struct arena *a;  /* of the result */
    struct arena row; /* of the row at hand */
    struct app *app;
    const struct app_import_call *call;
    const struct input *in;
    struct app_import_result *ret;
    instant at;
    const struct seal_key *data_key;
    const struct audit_by *by;
    struct record_world world;
    struct import_layouts layouts;
    struct str default_unit;
    struct batch_file file;
    struct batch_writer *writer; /* NULL: rows are not understood, or nothing was begun yet */
    VEC(int64_t) rows_taken;     /* row of the k-th record stored */
};

/* ---- one row ------------------------------------------------------------------------------ */

struct import_row {
    const struct import_layout *by;
    const struct sheet_row *cells;
    struct record_draft draft;
    struct value *values;
    bool bad;
};

static bool import_is_sensitive(const struct import_row *r, int32_t column)
{
    const struct import_column *c = &r->by->columns[column];
    return c->kind == IMPORT_SUBJECT ||
           (c->kind == IMPORT_FIELD && r->by->type->fields[c->field].sensitive);
}

/* What is wrong with the row: with a cell, or (column 0) with what `title` says. */
static void import_bad(struct importing *m, struct import_row *r, int32_t column, struct str title,
                       enum err_code code, const char *detail)
{
    bool hide = column > 0 && import_is_sensitive(r, column);
    const struct import_problem p = {
        .row = r->cells->number,
        .column = column,
        .title = title,
        .value = column > 0 && !hide ? import_cell_text(r->cells, column) : STR_NONE,
        .code = code,
        .detail = hide ? STR_NONE : str_of(detail)};
    r->bad = true;
    import_tell(m->a, &m->layouts, m->ret, &p);
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
    const struct field f = {.type = FIELD_REF, .to = r->by->type->subject};
    struct value v;
    ERR_TRY(value_read(&m->row, &f, cell->text, &m->world.names, &v, e));
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
    return ERR_OK;
}

/* What is not given keeps its default. */
static enum err_code import_field(struct importing *m, struct import_row *r, int32_t field,
                                  const struct sheet_cell *cell, struct err *e)
{
    struct value v;
    ERR_TRY(value_read(&m->row, &r->by->type->fields[field], cell->text, &m->world.names, &v, e));
    if (v.has)
        r->values[field] = v;
    return ERR_OK;
}

static enum err_code import_cell(struct importing *m, struct import_row *r,
                                 const struct sheet_cell *cell, struct err *e)
{
    const struct import_column *c = &r->by->columns[cell->column];
    enum err_code fault = import_cell_fault(cell);
    if (fault != ERR_OK && c->kind != IMPORT_IGNORED && c->kind != IMPORT_PROBLEMS)
        return err_set(e, fault, "%s", "");
    switch (c->kind) {
    case IMPORT_FIELD: return import_field(m, r, c->field, cell, e);
    case IMPORT_UNIT: return import_unit(m, r, cell, e);
    case IMPORT_SUBJECT: return import_subject(m, r, cell, e);
    case IMPORT_ENTERED_AT: return import_entered_at(m, r, cell, e);
    case IMPORT_UNKNOWN: return err_set(e, ERR_SHEET_COLUMN, "%s", ""); /* in this row's catalog */
    case IMPORT_IGNORED:
    case IMPORT_PROBLEMS:
    case IMPORT_NUMBER: return ERR_OK;
    }
    must_not_reach("a kind of column");
}

/* Whether an error is about this row, so that the next one can be read. */
static bool import_is_problem(enum err_code code)
{
    return record_is_problem(code) || code == ERR_SHEET_FORMULA || code == ERR_SHEET_ERROR ||
           code == ERR_SHEET_CLIPPED || code == ERR_SHEET_COLUMN || code == ERR_SUBJECT_ERASED;
}

static bool import_has_title(const struct importing *m, int32_t column)
{
    return column <= m->layouts.n_columns && m->layouts.titles[column].n > 0;
}

static enum err_code import_cells(struct importing *m, struct import_row *r, struct err *e)
{
    for (size_t i = 0; i < r->cells->n; i++) {
        const struct sheet_cell *cell = &r->cells->cells[i];
        struct err reason = {0};
        if (!import_has_title(m, cell->column)) {
            char name[CELL_NAME_MAX];
            import_bad(m, r, 0, STR_NONE, ERR_SHEET_COLUMN,
                       cell_name(r->cells->number, cell->column, name));
            continue;
        }
        enum err_code code = import_cell(m, r, cell, &reason);
        if (code != ERR_OK && !import_is_problem(code))
            return err_set(e, code, "%s", reason.detail);
        if (code != ERR_OK)
            import_bad(m, r, cell->column, STR_NONE, code, reason.detail);
    }
    return ERR_OK;
}

/* The column of a field; where the sheet has none, *ret_title is its name. */
static int32_t import_column_for(const struct importing *m, const struct import_row *r,
                                 int32_t field, struct str *ret_title)
{
    const struct import_layout *l = r->by;
    *ret_title = STR_NONE;
    if (field == FIELD_IS_SUBJECT && l->subject != NULL)
        *ret_title = title_in(&l->subject->title, m->call->lang);
    else if (field >= 0)
        *ret_title = title_in(&l->type->fields[field].title, m->call->lang);
    return field == FIELD_IS_SUBJECT ? l->of_subject : field >= 0 ? l->of_field[field] : 0;
}

/* The checks of the whole record; one with a value that could not be read is not asked. */
static enum err_code import_validate(struct importing *m, struct import_row *r, struct err *e)
{
    const struct world_subject *subject = NULL;
    struct problems problems = {0};
    if (r->draft.unit.n == 0)
        r->draft.unit = m->default_unit;
    if (r->draft.unit.n == 0 && !r->bad)
        import_bad(m, r, 0, import_title(IMPORT_UNIT, m->call->lang), ERR_IMPORT_UNIT, "");
    if (r->bad)
        return ERR_OK;
    if (r->draft.subject != 0)
        ERR_TRY(record_world_subject(&m->world, r->draft.subject, &subject, e));
    record_validate(&m->row, &r->draft, subject == NULL ? NULL : &subject->life, &m->world.names,
                    m->call->lang, &problems);
    VEC_EACH (&problems.v, p) {
        struct str title;
        int32_t column = import_column_for(m, r, p->field, &title);
        import_bad(m, r, column, title, p->code, p->detail.p);
    }
    return ERR_OK;
}

/* ---- storing --------------------------------------------------------------- */

/* Which row has the same key, if it came with this file; otherwise the record's number. */
static void import_duplicate(struct importing *m, struct import_row *r, const struct err *reason)
{
    struct str detail = str_of(reason->detail);
    int64_t row = 0;
    if (import_row_of(detail, m->ret->batch.first_id, m->rows_taken.p, m->rows_taken.n, &row))
        detail = record_words(&m->row, RECORD_WORDS_ROW, m->call->lang,
                              str_format(&m->row, "%lld", (long long)row));
    import_bad(m, r, 0, STR_NONE, ERR_RECORD_DUPLICATE, str_copy(&m->row, detail).p);
}

static enum err_code import_store(struct importing *m, struct import_row *r, struct err *e)
{
    struct record_entry entry = {.type = r->by->type->id,
                                 .unit = r->draft.unit,
                                 .subject = r->draft.subject,
                                 .history = m->call->history,
                                 .entered_at = r->draft.entered_at};
    struct err reason = {0};
    int64_t id = 0;
    enum err_code code =
        record_world_content(&m->world, &m->row, &r->draft, &entry.content, &reason);
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
    *vec_push(m->a, &m->rows_taken) = r->cells->number;
    return ERR_OK;
}

static enum err_code import_row(struct importing *m, const struct sheet_row *cells, struct err *e)
{
    struct import_row r = {.cells = cells};
    ERR_TRY(import_layout_of(&m->row, &m->world, &m->layouts, cells, &r.by, e));
    size_t n = r.by->type->n_fields;
    r.values = ARENA_NEW_N(&m->row, n, struct value);
    memcpy(r.values, r.by->defaults, n * sizeof(r.values[0]));
    r.draft = (struct record_draft){.type = r.by->type, .values = r.values, .entered_at = m->at};
    ERR_TRY(import_cells(m, &r, e));
    ERR_TRY(import_validate(m, &r, e));
    if (!r.bad)
        ERR_TRY(import_store(m, &r, e));
    if (arena_over(&m->row))
        return err_set(e, ERR_TOO_BIG, "%lld", (long long)cells->number);
    m->ret->good += !r.bad;
    m->ret->bad += r.bad;
    return ERR_OK;
}

/* ---- all rows -------------------------------------------------------------- */

/*
 * Find the row of titles: the first that holds mostly such, below the table's name. If there is
 * none the very first row is taken for it, to say what is wrong with it.
 */
static enum err_code import_header(struct importing *m, struct sheet_ahead *rows,
                                   bool *ret_readable, struct err *e)
{
    struct import_layouts first = {.n = 0};
    const struct sheet_row *row;
    bool fit = false;
    int64_t n = 0;
    while (!fit && n < IMPORT_CAPTIONS_MAX) {
        ERR_TRY(sheet_ahead_next(rows, &row, e));
        if (row == NULL)
            break;
        ERR_TRY(import_layouts_read(&m->world, m->call->type, row, &m->layouts, e));
        if (n++ == 0)
            first = m->layouts;
        fit = import_layouts_fit(&m->layouts);
    }
    if (n == 0)
        return err_set(e, ERR_SHEET_HEADER, "%s", m->call->path);
    if (!fit)
        m->layouts = first;
    m->ret->titles_row = m->layouts.row;
    m->ret->captions = fit ? n - 1 : 0;
    m->ret->rows = fit ? 0 : n - 1;
    *ret_readable = import_layouts_check(m->a, &m->layouts, m->call->history, m->default_unit.n > 0,
                                         m->call->lang, m->ret);
    return ERR_OK;
}

static enum err_code import_too_many(struct err *e)
{
    return err_set(e, ERR_IMPORT_ROWS, "> %d", IMPORT_ROWS_MAX);
}

/* Count the rows of the whole sheet, which seems to have too many. */
static enum err_code import_count(struct importing *m, struct err *e)
{
    const struct sheet_options options = {.name = m->call->sheet};
    const struct sheet_row *row;
    struct sheet *sheet;
    int64_t n = 0;
    ERR_TRY(sheet_open(m->a, m->in, &options, &sheet, e));
    enum err_code code = sheet_next(sheet, &row, e);
    for (; code == ERR_OK && row != NULL && n <= IMPORT_ROWS_MAX + IMPORT_CAPTIONS_MAX; n++)
        code = sheet_next(sheet, &row, e);
    sheet_close(sheet);
    ERR_TRY(code);
    return n > IMPORT_ROWS_MAX + IMPORT_CAPTIONS_MAX ? import_too_many(e) : ERR_OK;
}

/* Between rows: say how far it is, and see to it that there are not too many. */
static enum err_code import_pause(struct importing *m, const struct sheet_ahead *ahead,
                                  struct err *e)
{
    uint64_t all = 0;
    uint64_t at = sheet_ahead_position(ahead, &all);
    int64_t rows = m->ret->rows;
    int64_t share = import_share(at, all);
    if (rows > IMPORT_ROWS_MAX)
        return import_too_many(e);
    if (rows == IMPORT_ESTIMATE_AT && import_seems_too_long(rows, share, IMPORT_ROWS_MAX))
        ERR_TRY(import_count(m, e));
    if (m->call->progress != NULL)
        m->call->progress(m->call->progress_ctx, rows, share);
    return ERR_OK;
}

static enum err_code import_one(struct importing *m, const struct sheet_row *row, struct err *e)
{
    arena_init(&m->row, IMPORT_ROW_ARENA_MAX);
    enum err_code code = import_row(m, row, e);
    arena_release(&m->row);
    return code;
}

static enum err_code import_rows(struct importing *m, struct sheet_ahead *ahead, struct err *e)
{
    const struct sheet_row *row;
    bool readable = false;
    ERR_TRY(import_header(m, ahead, &readable, e));
    if (readable)
        ERR_TRY(store_batch_begin(m->a, m->world.tx, m->by, m->data_key, &m->file,
                                  IMPORT_ROWS_MAX + 1, &m->writer, e));
    for (;;) {
        ERR_TRY(sheet_ahead_next(ahead, &row, e));
        if (row == NULL)
            break;
        m->ret->rows++;
        if (readable)
            ERR_TRY(import_one(m, row, e));
        if (m->ret->rows % IMPORT_PROGRESS_EVERY == 0)
            ERR_TRY(import_pause(m, ahead, e));
    }
    if (m->ret->rows == 0)
        return err_set(e, ERR_IMPORT_EMPTY, "%s", m->call->path);
    if (!readable)
        m->ret->bad = m->ret->rows;
    return m->ret->rows > IMPORT_ROWS_MAX ? import_too_many(e) : ERR_OK;
}

/*
 * Merged cells are known when the sheet has been read. Above the titles they do no harm; anywhere
 * else nobody can say what a merged cell means for its neighbours, so nothing is stored.
 */
static void import_merges(struct importing *m, struct sheet *sheet)
{
    size_t n = 0;
    const struct sheet_merge *merges = sheet_merges(sheet, &n);
    for (size_t i = 0; i < n; i++) {
        char range[IMPORT_RANGE_MAX];
        if (!import_merge_harms(&merges[i], m->layouts.row, range))
            continue;
        const struct import_problem p = {.row = merges[i].first_row,
                                         .column = merges[i].first_column,
                                         .code = ERR_SHEET_MERGED,
                                         .detail = str_of(range)};
        import_tell(m->a, &m->layouts, m->ret, &p);
        m->ret->refused = true;
    }
}

static enum err_code import_sheet(struct importing *m, struct err *e)
{
    const struct sheet_options options = {.name = m->call->sheet};
    struct sheet *sheet;
    ERR_TRY(sheet_open(m->a, m->in, &options, &sheet, e));
    struct sheet_ahead *ahead = sheet_ahead_begin(m->a, sheet);
    enum err_code code = import_rows(m, ahead, e);
    sheet_ahead_end(ahead);
    if (code == ERR_OK)
        import_merges(m, sheet);
    sheet_close(sheet);
    return code;
}

/* ---- the transaction ------------------------------------------------------- */

static enum err_code import_prepare(struct importing *m, struct tx *tx, struct str county,
                                    struct err *e)
{
    struct app_import_result *r = m->ret;
    enum record_known known = RECORD_KNOWN;
    r->rows = r->good = r->bad = r->left_out = r->captions = r->titles_row = 0;
    r->stored = r->known = r->refused = false;
    r->problems.n = 0;
    r->batch = (struct batch){.id = 0};
    m->writer = NULL;
    m->rows_taken.n = 0;
    m->default_unit = STR_NONE;
    ERR_TRY(record_world_init(&m->world, m->a, tx, county, m->at, m->data_key, e));
    ERR_TRY(record_world_type(&m->world, m->call->type, &r->type, e));
    if (m->call->unit.n > 0)
        ERR_TRY(m->world.names.unit(&m->world, m->call->unit, &m->default_unit, &known, e));
    if (known != RECORD_KNOWN)
        return err_set(e, ERR_RECORD_UNIT, "%" STR_FMT, STR_ARG(m->call->unit));
    return ERR_OK;
}

/* ERR_IMPORT_BAD_ROWS undoes what was written so far. */
static enum err_code import_batch(struct importing *m, struct err *e)
{
    struct app_import_result *r = m->ret;
    ERR_TRY(import_sheet(m, e));
    bool good = r->bad == 0 || (m->call->take_good_rows && r->good > 0);
    if (m->writer == NULL || m->call->dry_run || r->refused || !good)
        return err_set(e, ERR_IMPORT_BAD_ROWS, "%s", "");
    ERR_TRY(store_batch_end(m->writer, r->rows, &r->batch, e));
    r->stored = true;
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
    struct app_import_result *r = m->ret;
    struct county county;
    ERR_TRY(store_county_get(m->a, tx, m->app->county, &county, e));
    struct audit_by by = {county.code, str_of(m->app->actor), m->at};
    m->by = &by;
    enum err_code code = import_prepare(m, tx, county.code, e);
    if (code == ERR_OK)
        code = store_batch_find(m->a, tx, county.code, r->type->id, m->file.sha256, &r->known,
                                &r->batch, e);
    if (code == ERR_OK && !r->known) {
        m->file.type = r->type->id;
        code = import_batch(m, e);
    }
    record_world_release(&m->world);
    ERR_TRY(code);
    return r->stored ? obligation_keep_records(tx, &by, r->batch.first_id, r->batch.taken, e)
                     : ERR_OK;
}

static enum err_code import_run(struct importing *m, struct err *e)
{
    struct err reason = {0};
    char sha256[HASH_HEX_MAX];
    ERR_TRY(import_hash(m->in, sha256, e));
    m->file = (struct batch_file){.name = m->ret->file_name,
                                  .sha256 = str_copy(m->a, str_of(sha256)),
                                  .history = m->call->history};
    enum err_code code = store_tx(m->app->store, TX_WRITE, "records import", import_tx, m, &reason);
    if (code != ERR_OK && code != ERR_IMPORT_BAD_ROWS) /* that has its problems */
        return err_set(e, code, "%s", reason.detail);
    import_sort(m->ret);
    return ERR_OK;
}

enum err_code app_record_import(struct arena *a, struct app *app,
                                const struct app_import_call *call, struct app_import_result *ret,
                                struct err *e)
{
    struct input in;
    struct seal_key key = {{0}};
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
