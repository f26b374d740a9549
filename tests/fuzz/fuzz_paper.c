/*
 * fuzz_paper.c — from the bytes of a text file to the plan in it, to a paper, and back:
 * what is not refused comes back the same.
 */
#include "fuzz_target.h"

#include "deliver/paper_docx.h"
#include "deliver/paper_txt.h"
#include "ledger_make.h"
#include "source/plan/plan_read.h"

static void check_same(struct arena *a, const struct plan *plan, struct str bytes)
{
    struct doc doc;
    struct plan again;
    struct str why;
    must(doc_read(a, bytes, &doc, NULL) == ERR_OK);
    must(plan_read(a, &doc, &again, NULL) == ERR_OK);
    must(ledger_equal(a, plan, &again, &why));
}

static void check_paper(struct arena *a, const struct plan *plan)
{
    struct paper paper;
    struct str bytes;
    struct paper_head head = {.organisation = STR("云泽区司法局")};
    enum err_code code = paper_compose(a, plan, NULL, &head, &paper, NULL);
    must(code == ERR_OK || code == ERR_PAPER_TEXT || code == ERR_NUMBER_RANGE);
    if (code != ERR_OK)
        return;
    must(paper_docx_write(a, &paper, &bytes, NULL) == ERR_OK);
    check_same(a, plan, bytes);
    code = paper_txt_write(a, &paper, &bytes, NULL);
    must(code == ERR_OK || code == ERR_PAPER_TEXT);
    if (code == ERR_OK)
        check_same(a, plan, bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a;
    arena_init(&a, FUZZ_ARENA_MAX);
    struct doc doc;
    struct plan plan;
    if (doc_read(&a, (struct str){(const char *)data, size}, &doc, NULL) == ERR_OK &&
        plan_read(&a, &doc, &plan, NULL) == ERR_OK)
        check_paper(&a, &plan);
    arena_release(&a);
    return 0;
}
