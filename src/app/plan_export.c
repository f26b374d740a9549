/*
 * plan_export.c — see plan_export.h. The bytes are made outside of the
 * transaction: drawing pages takes longer than anybody should wait for a lock.
 */
#include "app/plan_export.h"

#include "app/plan_proof.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "deliver/ledger_xlsx.h"
#include "deliver/paper.h"
#include "deliver/paper_docx.h"
#include "deliver/paper_pdf.h"
#include "deliver/paper_txt.h"
#include "store/audit.h"
#include "store/county.h"
#include "store/plan.h"
#include "store/store.h"

struct export_call {
    struct arena *a;
    const struct app *app;
    struct app_plan_choice choice;
    const char *format;
    instant at;
    struct plan_record record;
};

/* ---- which plan ------------------------------------------------------------- */

static bool export_is_later(const struct plan_head *x, const struct plan_head *than)
{
    return than == NULL || x->imported_at.ms > than->imported_at.ms ||
           (x->imported_at.ms == than->imported_at.ms && x->ref.plan_id > than->ref.plan_id);
}

static enum err_code export_choose(struct export_call *c, struct tx *tx, struct str county,
                                   struct plan_ref *ret, struct err *e)
{
    struct plan_head_list plans;
    const struct plan_head *found = NULL;
    size_t n = 0;
    ERR_TRY(store_plan_list(c->a, tx, county, &plans, e));
    for (size_t i = 0; i < plans.n; i++) {
        const struct plan_head *h = &plans.p[i];
        if ((c->choice.plan_id != 0 && h->ref.plan_id != c->choice.plan_id) ||
            (c->choice.year != 0 && h->year != c->choice.year))
            continue;
        n++;
        found = export_is_later(h, found) ? h : found;
    }
    if (found == NULL && c->choice.year != 0)
        return err_set(e, ERR_PLAN_NOT_FOUND, "year %d", c->choice.year);
    if (found == NULL)
        return err_set(e, ERR_PLAN_NOT_FOUND, "%lld", (long long)c->choice.plan_id);
    if (c->choice.year != 0 && n > 1)
        return err_set(e, ERR_PLAN_SEVERAL, "year %d: %zu plans", c->choice.year, n);
    *ret = found->ref;
    return ERR_OK;
}

/* ---- reading, and the audit chain --------------------------------------------- */

static struct str export_detail(struct export_call *c)
{
    struct json_val *v = json_val_object(c->a);
    struct buf b;
    json_put_str(v, "format", str_of(c->format));
    json_put_int(v, "revision", c->record.head.ref.revision);
    buf_init(&b, 1024);
    json_write(v, 0, &b);
    struct str detail = str_copy(c->a, buf_str(&b));
    buf_release(&b);
    return detail;
}

static enum err_code export_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct export_call *c = ctx;
    struct county county;
    struct plan_ref ref = {0};
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    ERR_TRY(export_choose(c, tx, county.code, &ref, e));
    ERR_TRY(store_plan_load(c->a, tx, county.code, ref, &c->record, e));
    struct audit_by by = {county.code, str_of(c->app->actor), c->at};
    struct audit_event event = {STR("plan.export"),
                                str_format(c->a, "plan/%lld", (long long)ref.plan_id),
                                export_detail(c)};
    return store_audit_append(tx, &by, &event, e);
}

static enum err_code export_load(struct arena *a, struct app *app,
                                 const struct app_plan_choice *choice, const char *format,
                                 struct plan_record *ret, struct err *e)
{
    struct export_call c = {
        .a = a, .app = app, .choice = *choice, .format = format, .at = clock_now(&app->clock)};
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_WRITE, "plan export", export_tx, &c, e));
    *ret = c.record;
    return ERR_OK;
}

/* ---- formats --------------------------------------------------------------------- */

/* Read back what was made; in place of a PDF, the .docx of the same paper. */
static enum err_code export_prove(struct arena *a, const struct plan *plan,
                                  const struct app_paper *asked, const struct paper *composed,
                                  struct str bytes, struct err *e)
{
    const struct plan_proof proof = {plan, asked->number.n > 0, asked->has_date};
    if (asked->format == APP_PAPER_PDF)
        ERR_TRY(paper_docx_write(a, composed, &bytes, e));
    return plan_proof_read(a, &proof, bytes, e);
}

enum err_code app_plan_export(struct arena *a, struct app *app,
                              const struct app_plan_choice *choice, const struct app_paper *paper,
                              struct str *ret, struct err *e)
{
    static const struct {
        const char *name;
        enum err_code (*write)(struct arena *, const struct paper *, struct str *, struct err *);
    } formats[APP_PAPER__MAX] = {
        [APP_PAPER_DOCX] = {"docx", paper_docx_write},
        [APP_PAPER_PDF] = {"pdf", paper_pdf_write},
        [APP_PAPER_TXT] = {"txt", paper_txt_write},
    };
    must(paper->format < APP_PAPER__MAX);
    struct paper_head head = {.organisation = paper->organisation,
                              .red_head = paper->red_head,
                              .number = paper->number,
                              .has_date = paper->has_date,
                              .date = paper->date,
                              .copies = paper->copies,
                              .printed_by = paper->printed_by,
                              .has_printed_on = paper->has_printed_on,
                              .printed_on = paper->printed_on};
    struct plan_record record;
    struct paper composed;
    ERR_TRY(export_load(a, app, choice, formats[paper->format].name, &record, e));
    ERR_TRY(paper_compose(a, &record.plan, record.deduction_ids, &head, &composed, e));
    struct str bytes;
    ERR_TRY(formats[paper->format].write(a, &composed, &bytes, e));
    ERR_TRY(export_prove(a, &record.plan, paper, &composed, bytes, e));
    *ret = bytes;
    return ERR_OK;
}

enum err_code app_ledger_export(struct arena *a, struct app *app,
                                const struct app_plan_choice *choice, enum lang lang,
                                struct str *ret, struct err *e)
{
    struct plan_record record;
    ERR_TRY(export_load(a, app, choice, "xlsx", &record, e));
    struct ledger_row *rows = ARENA_NEW_N(a, record.plan.n_items, struct ledger_row);
    for (size_t i = 0; i < record.plan.n_items; i++)
        rows[i] = (struct ledger_row){.item = &record.plan.items[i], .id = record.deduction_ids[i]};
    struct ledger_sheet sheet = {
        .plan = &record.plan, .rows = rows, .n = record.plan.n_items, .lang = lang};
    return ledger_xlsx_write(a, &sheet, ret, e);
}
