/*
 * plan_proof.c — see plan_proof.h.
 */
#include "app/plan_proof.h"

#include "base/arena.h"
#include "core/remedy/plan_diff.h"
#include "source/doc/doc.h"
#include "source/plan/plan_read.h"

/* As in JSON. */
static const char *const PROOF_FIELDS[] = {
    [PLAN_FIELD_NUMBER] = "number",
    [PLAN_FIELD_TITLE] = "title",
    [PLAN_FIELD_ISSUED_ON] = "issued_on",
    [PLAN_FIELD_YEAR] = "year",
    [PLAN_FIELD_RANK] = "rank",
    [PLAN_FIELD_ADDRESSEES] = "addressees",
    [PLAN_FIELD_DECLARED_CATEGORIES] = "declared categories",
    [PLAN_FIELD_DECLARED_SUBCATEGORIES] = "declared subcategories",
    [PLAN_FIELD_DECLARED_ITEMS] = "declared items",
    [PLAN_FIELD_CATEGORY] = "category",
    [PLAN_FIELD_SUBCATEGORY] = "subcategory",
    [PLAN_FIELD_ITEM] = "item",
    [PLAN_FIELD_FULL] = "full",
    [PLAN_FIELD_GOT] = "got",
    [PLAN_FIELD_LOST] = "lost",
    [PLAN_FIELD_DEPARTMENTS] = "departments",
    [PLAN_FIELD_CAUSE] = "cause",
    [PLAN_FIELD_MEASURE] = "measure",
    [PLAN_FIELD_TIME_LIMIT] = "time_limit",
};

static bool proof_minds(const struct plan_proof *proof, const struct plan_change *c)
{
    if (c->kind != PLAN_CHANGE_DOCUMENT)
        return true;
    if (c->field == PLAN_FIELD_NUMBER)
        return !proof->own_number;
    return c->field != PLAN_FIELD_ISSUED_ON || !proof->own_date;
}

static enum err_code proof_refuse(const struct plan_change *c, struct err *e)
{
    switch (c->kind) {
    case PLAN_CHANGE_DOCUMENT:
        return err_set(e, ERR_PAPER_PROOF, "%s of the document", PROOF_FIELDS[c->field]);
    case PLAN_CHANGE_FIELD:
        return err_set(e, ERR_PAPER_PROOF, "item %d: %s", c->before->no, PROOF_FIELDS[c->field]);
    case PLAN_CHANGE_ADDED:
        return err_set(e, ERR_PAPER_PROOF, "item %d of the paper is none of the ledger",
                       c->after->no);
    case PLAN_CHANGE_REMOVED:
        return err_set(e, ERR_PAPER_PROOF, "item %d is not in the paper", c->before->no);
    default: must_not_reach("a kind of change"); return ERR_PAPER_PROOF;
    }
}

enum err_code plan_proof_read(struct arena *a, const struct plan_proof *proof, struct str paper,
                              struct err *e)
{
    struct doc doc;
    struct plan read;
    struct plan_diff diff;
    struct err why = {.code = ERR_OK};
    enum err_code code = doc_read(a, paper, &doc, &why);
    if (code == ERR_OK)
        code = plan_read(a, &doc, &read, &why);
    if (code != ERR_OK)
        return err_set(e, ERR_PAPER_PROOF, "%s: %s", err_info(code)->number, why.detail);
    plan_diff_make(a, proof->plan, &read, &diff);
    for (size_t i = 0; i < diff.n; i++)
        if (proof_minds(proof, &diff.changes[i]))
            return proof_refuse(&diff.changes[i], e);
    return ERR_OK;
}
