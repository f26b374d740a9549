/*
 * view_faults.c — see view_faults.h.
 */
#include "cli/view_faults.h"

#include "app/catalog_check.h"
#include "cli/cli.h"
#include "cli/show.h"
#include "cli/tr.h"

struct str view_fault_hint(struct cli *cli, const struct fault *f)
{
    if (f->nearest.n > 0)
        return str_format(cli->a, TR("did you mean \"%.*s\"?"), STR_ARG(f->nearest));
    return str_of(err_info(f->code)->hint[cli->lang]);
}

void view_faults(struct cli *cli, const struct faults *faults)
{
    for (size_t i = 0; i < faults->n; i++) {
        const struct fault *f = &faults->p[i];
        const struct err_info *info = err_info(f->code);
        struct str file = show_exact(cli->a, f->at.file);
        struct str detail = show_exact(cli->a, title_in(&f->detail, cli->lang));
        struct str hint = show_exact(cli->a, view_fault_hint(cli, f));
        buf_addf(&cli->out, "%" STR_FMT ":%d:%d: %s %s", STR_ARG(file), (int)f->at.line,
                 (int)f->at.column, info->number, info->text[cli->lang]);
        if (detail.n > 0)
            buf_addf(&cli->out, ": %" STR_FMT, STR_ARG(detail));
        buf_addf(&cli->out, " (%" STR_FMT ")\n", STR_ARG(hint));
    }
}
