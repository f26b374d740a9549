/*
 * plan.c — finding and writing plans; plan_load.c and deduction.c read them. See plan.h.
 */
#include "store/plan.h"

#include "store/audit_chain.h"
#include "store/tx.h"

/* ---- finding --------------------------------------------------------------- */

static enum err_code plan_ref_row(struct db_row *row, void *ctx, struct err *e)
{
    (void)e;
    struct plan_ref *ref = ctx;
    ref->plan_id = db_get_int(row, 0);
    ref->revision = db_get_int32(row, 1, 1, INT32_MAX);
    return ERR_OK;
}

enum err_code store_plan_by_number(struct tx *tx, struct str county, struct str number,
                                   bool *ret_found, struct plan_ref *ret, struct err *e)
{
    must(number.n > 0);
    int64_t n = 0;
    ERR_TRY(TX_ROWS(tx, STMT_PLAN_BY_NUMBER, plan_ref_row, ret, &n, e, db_text(county),
                    db_text(number)));
    *ret_found = n > 0;
    return ERR_OK;
}

enum err_code store_plan_by_hash(struct tx *tx, struct str county, struct str sha256,
                                 bool *ret_found, struct plan_ref *ret, struct err *e)
{
    int64_t n = 0;
    ERR_TRY(
        TX_ROWS(tx, STMT_PLAN_BY_HASH, plan_ref_row, ret, &n, e, db_text(county), db_text(sha256)));
    *ret_found = n > 0;
    return ERR_OK;
}

enum err_code store_plan_by_title(struct tx *tx, struct str county, struct str title, int32_t year,
                                  bool *ret_found, struct plan_ref *ret, struct err *e)
{
    must(title.n > 0);
    int64_t n = 0;
    ERR_TRY(TX_ROWS(tx, STMT_PLAN_BY_TITLE, plan_ref_row, ret, &n, e, db_text(county),
                    db_text(title), db_int(year)));
    *ret_found = n > 0;
    return ERR_OK;
}

/* ---- writing: the parts of a revision ----------------------------------------- */

/* What every row of a revision begins with. */
struct plan_writer {
    struct tx *tx;
    const struct audit_by *by;
    struct plan_ref ref;
    const struct plan_import *import;
    int64_t next_deduction;
};

#define PLAN_KEY(w) db_text((w)->by->county), db_int((w)->ref.plan_id), db_int((w)->ref.revision)

static enum err_code plan_write_revision(const struct plan_writer *w, struct err *e)
{
    const struct plan *p = w->import->plan;
    char issued_on[DATE_TEXT_MAX] = "";
    if (p->has_issued_on)
        (void)date_text(p->issued_on, issued_on);
    return TX_EXEC(w->tx, STMT_PLAN_REVISION_INSERT, e, PLAN_KEY(w), db_int(w->by->at.ms),
                   db_text(w->by->actor), db_text(w->import->content_sha256),
                   db_text_or_null(w->import->file_name), db_text_or_null(p->number),
                   db_text_or_null(p->title), db_text_or_null(str_of(issued_on)),
                   db_int_or_null(p->year), db_int_or_null(p->rank),
                   db_int_or_null(p->declared.categories),
                   db_int_or_null(p->declared.subcategories), db_int_or_null(p->declared.items));
}

static enum err_code plan_write_addressees(const struct plan_writer *w, struct err *e)
{
    const struct plan *p = w->import->plan;
    for (size_t i = 0; i < p->n_addressees; i++)
        ERR_TRY(TX_EXEC(w->tx, STMT_PLAN_ADDRESSEE_INSERT, e, PLAN_KEY(w), db_int((int64_t)i + 1),
                        db_text(p->addressees[i])));
    return ERR_OK;
}

static enum err_code plan_write_findings(const struct plan_writer *w, struct err *e)
{
    const struct plan *p = w->import->plan;
    for (size_t i = 0; i < p->n_findings; i++) {
        const struct finding *f = &p->findings[i];
        ERR_TRY(TX_EXEC(w->tx, STMT_PLAN_FINDING_INSERT, e, PLAN_KEY(w), db_int((int64_t)i + 1),
                        db_text(str_of(finding_name(f->code))), db_text_or_null(f->where),
                        db_text_or_null(f->arg[0]), db_text_or_null(f->arg[1]),
                        db_int(f->paragraph), db_int(f->offset)));
    }
    return ERR_OK;
}

/* ---- writing: items -------------------------------------------------------------- */

/* A figure takes two columns: NULL and 0 if it is unknown. */
#define PLAN_FIGURE(f) db_int_if((f).from != PLAN_UNKNOWN, (f).v.centi), db_int((int64_t)(f).from)

static enum err_code plan_write_item(const struct plan_writer *w, const struct plan_item *item,
                                     int64_t deduction_id, struct err *e)
{
    ERR_TRY(TX_EXEC(w->tx, STMT_PLAN_ITEM_INSERT, e, PLAN_KEY(w), db_int(item->no),
                    db_int(deduction_id), db_text_or_null(item->category),
                    db_text_or_null(item->subcategory), db_text(item->item),
                    PLAN_FIGURE(item->full), PLAN_FIGURE(item->got), PLAN_FIGURE(item->lost),
                    db_text_or_null(item->cause), db_text_or_null(item->measure),
                    db_text_or_null(item->time_limit), db_int(item->paragraph)));
    for (size_t i = 0; i < item->n_departments; i++)
        ERR_TRY(TX_EXEC(w->tx, STMT_PLAN_ITEM_DEPARTMENT_INSERT, e, PLAN_KEY(w), db_int(item->no),
                        db_int((int64_t)i + 1), db_text(item->departments[i])));
    return ERR_OK;
}

static enum err_code plan_write_items(struct plan_writer *w, struct err *e)
{
    const struct plan *p = w->import->plan;
    ERR_TRY(TX_ROWS(w->tx, STMT_DEDUCTION_NEXT_ID, tx_int_row, &w->next_deduction, NULL, e,
                    db_text(w->by->county)));
    for (size_t i = 0; i < p->n_items; i++) {
        int64_t id = w->import->continues == NULL ? 0 : w->import->continues[i];
        if (id == 0) {
            id = w->next_deduction++;
            ERR_TRY(TX_EXEC(w->tx, STMT_DEDUCTION_INSERT, e, db_text(w->by->county), db_int(id),
                            db_int(w->ref.plan_id)));
        }
        ERR_TRY(plan_write_item(w, &p->items[i], id, e));
    }
    return ERR_OK;
}

/* ---- writing: plans ------------------------------------------------------------------ */

static enum err_code plan_write_audit(const struct plan_writer *w, const char *action,
                                      struct err *e)
{
    const struct plan *p = w->import->plan;
    struct audit_detail d;
    audit_detail_begin(&d);
    json_put_int(d.json, "revision", w->ref.revision);
    json_put_str(d.json, "file_name", w->import->file_name);
    json_put_str(d.json, "content_sha256", w->import->content_sha256);
    json_put_str(d.json, "number", p->number);
    json_put_int(d.json, "items", (int64_t)p->n_items);
    struct str object = str_format(&d.a, "plan/%lld", (long long)w->ref.plan_id);
    return audit_detail_append(&d, w->tx, w->by, action, object, e);
}

/* Everything of a revision but its row in `plan`. */
static enum err_code plan_write(struct plan_writer *w, const char *action, struct err *e)
{
    must(w->import->content_sha256.n == HASH_HEX_MAX - 1);
    ERR_TRY(plan_write_revision(w, e));
    ERR_TRY(plan_write_addressees(w, e));
    ERR_TRY(plan_write_findings(w, e));
    ERR_TRY(plan_write_items(w, e));
    return plan_write_audit(w, action, e);
}

enum err_code store_plan_insert(struct tx *tx, const struct audit_by *by,
                                const struct plan_import *import, struct plan_ref *ret,
                                struct err *e)
{
    struct plan_writer w = {.tx = tx, .by = by, .ref = {.revision = 1}, .import = import};
    int64_t counties = 0;
    ERR_TRY(TX_ROWS(tx, STMT_COUNTY_GET, tx_seen_row, NULL, &counties, e, db_text(by->county)));
    if (counties == 0)
        return err_set(e, ERR_COUNTY_NOT_FOUND, "\"%" STR_FMT "\"", STR_ARG(by->county));
    ERR_TRY(
        TX_ROWS(tx, STMT_PLAN_NEXT_ID, tx_int_row, &w.ref.plan_id, NULL, e, db_text(by->county)));
    ERR_TRY(TX_EXEC(tx, STMT_PLAN_INSERT, e, db_text(by->county), db_int(w.ref.plan_id),
                    db_text_or_null(import->plan->number)));
    ERR_TRY(plan_write(&w, "plan.import", e));
    *ret = w.ref;
    return ERR_OK;
}

enum err_code store_plan_append(struct tx *tx, const struct audit_by *by, struct plan_ref base,
                                const struct plan_import *import, struct plan_ref *ret,
                                struct err *e)
{
    struct plan_writer w = {.tx = tx, .by = by, .ref = base, .import = import};
    int64_t latest = 0;
    int64_t n = 0;
    ERR_TRY(TX_ROWS(tx, STMT_PLAN_LATEST, tx_int_row, &latest, &n, e, db_text(by->county),
                    db_int(base.plan_id)));
    if (n == 0)
        return err_set(e, ERR_PLAN_NOT_FOUND, "plan %lld", (long long)base.plan_id);
    if (latest != base.revision)
        return err_set(e, ERR_PLAN_CHANGED, "revision %lld was stored meanwhile",
                       (long long)latest);
    w.ref.revision++;
    ERR_TRY(TX_EXEC(tx, STMT_PLAN_UPDATE, e, PLAN_KEY(&w), db_text_or_null(import->plan->number)));
    ERR_TRY(plan_write(&w, "plan.revise", e));
    *ret = w.ref;
    return ERR_OK;
}
