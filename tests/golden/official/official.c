/*
 * official.c — papers for check.py: what the product prints of a plan, and whether
 * two documents hold the same ledger.
 *
 *     official make PLAN FOLDER [red]   writes paper.docx, .pdf, .txt and ledger.xlsx
 *     official random SEED FOLDER       the same of a ledger made at random
 *     official closes FILE …             whether each plan, printed and read, is the same again
 *     official same A B                 0 if both give the same ledger and the same ids
 */
#include <stdio.h>

#include "base/file.h"
#include "deliver/ledger_xlsx.h"
#include "deliver/paper_docx.h"
#include "deliver/paper_pdf.h"
#include "deliver/paper_txt.h"
#include "ledger_make.h"
#include "source/plan/plan_read.h"

enum { MEMORY_MAX = 1024 * 1024 * 1024 };

static enum err_code read_plan(struct arena *a, const char *path, struct plan *ret, struct err *e)
{
    struct str bytes;
    struct doc doc;
    ERR_TRY(file_read(a, path, DOC_FILE_MAX, &bytes, e));
    ERR_TRY(doc_read(a, bytes, &doc, e));
    return plan_read(a, &doc, ret, e);
}

static enum err_code write_file(struct arena *a, const char *folder, const char *name,
                                struct str bytes, struct err *e)
{
    FILE *f = fopen(str_format(a, "%s/%s", folder, name).p, "wb");
    if (f == NULL)
        return err_set(e, ERR_FILE_WRITE, "%s/%s", folder, name);
    size_t n = fwrite(bytes.p, 1, bytes.n, f);
    if (fclose(f) != 0 || n != bytes.n)
        return err_set(e, ERR_FILE_WRITE, "%s/%s", folder, name);
    return ERR_OK;
}

static enum err_code write_sheet(struct arena *a, const struct plan *p, struct str *ret,
                                 struct err *e)
{
    struct ledger_row *rows = ARENA_NEW_N(a, p->n_items, struct ledger_row);
    for (size_t i = 0; i < p->n_items; i++)
        rows[i] = (struct ledger_row){.item = &p->items[i], .id = (int64_t)i + 1};
    struct ledger_sheet sheet = {.plan = p, .rows = rows, .n = p->n_items, .lang = LANG_ZH};
    return ledger_xlsx_write(a, &sheet, ret, e);
}

static enum err_code write_all(struct arena *a, const struct plan *plan, const int64_t *ids,
                               const struct paper_head *head, const char *folder, struct err *e)
{
    struct paper paper;
    struct str bytes;
    ERR_TRY(paper_compose(a, plan, ids, head, &paper, e));
    ERR_TRY(paper_docx_write(a, &paper, &bytes, e));
    ERR_TRY(write_file(a, folder, "paper.docx", bytes, e));
    ERR_TRY(paper_pdf_write(a, &paper, &bytes, e));
    ERR_TRY(write_file(a, folder, "paper.pdf", bytes, e));
    ERR_TRY(paper_txt_write(a, &paper, &bytes, e));
    ERR_TRY(write_file(a, folder, "paper.txt", bytes, e));
    ERR_TRY(write_sheet(a, plan, &bytes, e));
    return write_file(a, folder, "ledger.xlsx", bytes, e);
}

static enum err_code make(struct arena *a, const char *path, const char *folder, bool red,
                          struct err *e)
{
    struct plan plan;
    ERR_TRY(read_plan(a, path, &plan, e));
    struct paper_head head = {.organisation = STR("云泽区司法局"), .red_head = red};
    if (red) {
        head.copies = STR("区委办公室，区人民政府办公室，区人大常委会办公室，区政协办公室，各镇人民"
                          "政府、街道办事处");
        head.printed_by = STR("云泽区司法局办公室");
        head.has_printed_on = true;
        ERR_TRY(date_make(2017, 4, 1, &head.printed_on, e));
    }
    int64_t *ids = ARENA_NEW_N(a, plan.n_items, int64_t);
    for (size_t i = 0; i < plan.n_items; i++)
        ids[i] = (int64_t)i + 1;
    return write_all(a, &plan, ids, &head, folder, e);
}

static enum err_code make_random(struct arena *a, const char *seed, const char *folder,
                                 struct err *e)
{
    int64_t n = 0;
    int64_t *ids = NULL;
    ERR_TRY(str_to_i64(str_of(seed), &n, e));
    struct plan plan = ledger_make(a, (uint64_t)n, &ids);
    struct paper_head head = {.organisation = STR("云泽区司法局")};
    return write_all(a, &plan, ids, &head, folder, e);
}

static enum err_code same(struct arena *a, const char *left, const char *right, bool *ret,
                          struct err *e)
{
    struct plan x, y;
    struct str why;
    ERR_TRY(read_plan(a, left, &x, e));
    ERR_TRY(read_plan(a, right, &y, e));
    *ret = ledger_equal(a, &x, &y, &why);
    if (!*ret)
        (void)printf("%" STR_FMT "\n", STR_ARG(why));
    for (size_t i = 0; *ret && i < x.n_items; i++) {
        *ret = x.items[i].bookmark_id == y.items[i].bookmark_id;
        if (!*ret)
            (void)printf("item %zu: id %lld became %lld\n", i + 1,
                         (long long)x.items[i].bookmark_id, (long long)y.items[i].bookmark_id);
    }
    return ERR_OK;
}

/* One plan there and back; false if it is refused or comes back another. */
static bool comes_back(struct arena *a, const struct plan *p, const struct paper *paper,
                       enum err_code (*write)(struct arena *, const struct paper *, struct str *,
                                              struct err *),
                       struct str *ret_why)
{
    struct err e = {.code = ERR_OK};
    struct str bytes;
    struct doc doc;
    struct plan again;
    if (write(a, paper, &bytes, &e) != ERR_OK || doc_read(a, bytes, &doc, &e) != ERR_OK ||
        plan_read(a, &doc, &again, &e) != ERR_OK) {
        *ret_why = str_copy(a, str_of(e.detail));
        return false;
    }
    return ledger_equal(a, p, &again, ret_why);
}

/* TAP: one line a file; what is no plan cannot come back. */
static int closes(int n, char **paths)
{
    int failed = 0;
    for (int i = 0; i < n; i++) {
        struct arena a;
        struct err e = {.code = ERR_OK};
        struct plan plan;
        struct paper paper;
        struct str why = STR_NONE;
        arena_init(&a, MEMORY_MAX);
        if (read_plan(&a, paths[i], &plan, &e) != ERR_OK) {
            arena_release(&a);
            continue;
        }
        struct paper_head head = {.organisation = STR("云泽区司法局")};
        bool good = paper_compose(&a, &plan, NULL, &head, &paper, &e) == ERR_OK &&
                    comes_back(&a, &plan, &paper, paper_docx_write, &why) &&
                    comes_back(&a, &plan, &paper, paper_txt_write, &why);
        (void)printf("%s %s\n", good ? "ok" : "not ok", paths[i]);
        if (!good)
            (void)printf("# %s%" STR_FMT "\n", e.detail, STR_ARG(why));
        failed += !good;
        arena_release(&a);
    }
    return failed == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    struct arena a;
    struct err e = {.code = ERR_OK};
    bool equal = true;
    if (argc >= 3 && str_eq(str_of(argv[1]), STR("closes")))
        return closes(argc - 2, argv + 2);
    if (argc < 4) {
        (void)fprintf(stderr, "usage: official make PLAN FOLDER [red] | random SEED FOLDER |"
                              " same A B | closes FILE …\n");
        return 2;
    }
    arena_init(&a, MEMORY_MAX);
    struct str what = str_of(argv[1]);
    enum err_code code = str_eq(what, STR("same"))     ? same(&a, argv[2], argv[3], &equal, &e)
                         : str_eq(what, STR("random")) ? make_random(&a, argv[2], argv[3], &e)
                                                       : make(&a, argv[2], argv[3], argc > 4, &e);
    if (code != ERR_OK)
        (void)fprintf(stderr, "%s: %s\n", err_info(code)->name, e.detail);
    arena_release(&a);
    return code == ERR_OK && equal ? 0 : 1;
}
