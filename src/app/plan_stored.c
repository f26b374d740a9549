/*
 * plan_stored.c — see plan_stored.h.
 */
#include "app/plan_stored.h"

#include "base/arena.h"

enum err_code app_plan_find(struct tx *tx, struct str county, const struct app_plan *p,
                            bool *ret_found, struct plan_ref *ret, struct err *e)
{
    *ret_found = false;
    ERR_TRY(store_plan_by_hash(tx, county, str_of(p->sha256), ret_found, ret, e));
    if (*ret_found)
        return ERR_OK;
    if (p->plan.number.n > 0)
        return store_plan_by_number(tx, county, p->plan.number, ret_found, ret, e);
    if (p->plan.title.n > 0)
        return store_plan_by_title(tx, county, p->plan.title, p->plan.year, ret_found, ret, e);
    return ERR_OK;
}

void app_plan_compare(struct arena *a, struct plan_record *stored, const struct plan *plan,
                      struct plan_diff *ret)
{
    for (size_t i = 0; i < stored->plan.n_items; i++)
        stored->plan.items[i].bookmark_id = stored->deduction_ids[i];
    plan_diff_make(a, &stored->plan, plan, ret);
}

int64_t *app_plan_continues(struct arena *a, const struct plan_record *stored, size_t n,
                            const int32_t *was)
{
    int64_t *continues = ARENA_NEW_N(a, n, int64_t);
    for (size_t i = 0; i < n; i++)
        if (was[i] != PLAN_DIFF_NEW)
            continues[i] = stored->deduction_ids[was[i]];
    return continues;
}

/* File names are bytes; the store keeps text only. */
struct plan_import app_plan_import_of(const struct app_plan *p, const int64_t *continues)
{
    bool text = str_utf8_check(p->file_name, NULL) == ERR_OK;
    return (struct plan_import){.plan = &p->plan,
                                .content_sha256 = str_of(p->sha256),
                                .file_name = text ? p->file_name : STR_NONE,
                                .continues = continues};
}
