/*
 * record_act.c — see record_act.h.
 */
#include "cli/record_act.h"

#include "cli/cli.h"
#include "cli/tr.h"
#include "cli/view_records.h"

enum err_code record_act_end(struct cli *cli, const struct app_record_result *r, struct err *e)
{
    struct app_record record;
    struct record_life life;
    if (r->problems.v.n > 0) {
        const struct problem *p = &r->problems.v.p[0];
        struct str field = p->field == FIELD_IS_SUBJECT ? STR("subject")
                           : p->field < 0               ? STR_NONE
                                                        : r->type->fields[p->field].id;
        view_record_problems(cli, r);
        return err_set(e, p->code, "%" STR_FMT "%s%" STR_FMT, STR_ARG(field),
                       field.n > 0 && p->detail.n > 0 ? ": " : "", STR_ARG(p->detail));
    }
    ERR_TRY(
        app_record_show(cli->a, cli->app, r->stamp.id, RECORD_NOW, STR_NONE, &record, &life, e));
    view_record(cli, &record, &life);
    return ERR_OK;
}
