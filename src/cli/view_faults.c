/*
 * view_faults.c — see view_faults.h.
 */
#include "cli/view_faults.h"

#include "app/catalog_check.h"
#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/show.h"
#include "cli/tr.h"
#include "cli/view.h"

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

void view_faults_json(struct cli *cli, struct json_val *root, const struct faults *faults)
{
    struct json_val *list = json_put_array(root, "faults");
    for (size_t i = 0; i < faults->n; i++) {
        const struct fault *f = &faults->p[i];
        struct json_val *obj = json_add_object(list);
        json_put_str(obj, "file", f->at.file);
        json_put_int(obj, "line", f->at.line);
        json_put_int(obj, "column", f->at.column);
        json_put_str(obj, "code", str_of(err_info(f->code)->number));
        json_put_str(obj, "text", str_of(err_info(f->code)->text[cli->lang]));
        view_put_str(obj, "detail", title_in(&f->detail, cli->lang));
        json_put_str(obj, "hint", view_fault_hint(cli, f));
        view_put_str(obj, "nearest", f->nearest);
    }
    if (faults->left_out > 0)
        json_put_int(root, "left_out", (int64_t)faults->left_out);
}

static void view_faults_csv(struct cli *cli, const struct faults *faults)
{
    struct str titles[] = {STR("file"), STR("line"),   STR("column"), STR("code"),
                           STR("text"), STR("detail"), STR("hint")};
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t i = 0; i < faults->n; i++) {
        const struct fault *f = &faults->p[i];
        struct str cells[] = {
            f->at.file,
            str_format(cli->a, "%d", (int)f->at.line),
            str_format(cli->a, "%d", (int)f->at.column),
            str_of(err_info(f->code)->number),
            str_of(err_info(f->code)->text[cli->lang]),
            title_in(&f->detail, cli->lang),
            view_fault_hint(cli, f),
        };
        csv_row(&cli->out, cells, ARRAY_LEN(cells));
    }
}

void view_faults_text(struct cli *cli, const struct faults *faults)
{
    if (cli->format == CLI_CSV)
        view_faults_csv(cli, faults);
    else
        view_faults(cli, faults);
}
