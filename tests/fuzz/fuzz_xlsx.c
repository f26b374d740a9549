/*
 * fuzz_xlsx.c — the reader of workbooks, fed with the XML of its parts.
 *
 * A container hides its content behind compression and checksums, which a fuzzer cannot
 * guess. The input is therefore what stands inside sheetData; after a line "#after" comes
 * what follows it, after "#strings", "#styles" and "#workbook" what stands inside of those
 * parts. After "#sheet" comes a whole part of a sheet instead. An input that begins with
 * "PK" is a container.
 */
#include "fuzz_sheet.h"
#include "fuzz_target.h"

#include "xlsx_build.h"

/* What stands in `s` after `mark` up to the next mark; empty if it is not there. */
static struct str section(struct arena *a, struct str s, struct str mark)
{
    size_t at = mark.n == 0 ? 0 : str_find(s, mark, 0);
    if (at == SIZE_MAX)
        return STR_NONE;
    size_t end = str_find(s, STR("\n#"), at + mark.n);
    return str_copy(a, str_sub(s, at + mark.n, end));
}

static struct str build(struct arena *a, struct str s)
{
    struct xlsx_build b = {
        .data = section(a, s, STR_NONE).p,
        .after = section(a, s, STR("\n#after\n")).p,
        .strings = section(a, s, STR("\n#strings\n")).p,
        .styles = section(a, s, STR("\n#styles\n")).p,
        .workbook = section(a, s, STR("\n#workbook\n")).p,
        .sheet = section(a, s, STR("\n#sheet\n")),
    };
    return xlsx_of(a, &b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a;
    arena_init(&a, FUZZ_ARENA_MAX);
    struct str bytes = {(const char *)data, size};
    fuzz_sheet(str_starts(bytes, STR("PK")) ? bytes : build(&a, bytes));
    arena_release(&a);
    return 0;
}
