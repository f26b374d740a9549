/*
 * fuzz_docx.c — the .docx reader, fed with the XML of its parts.
 *
 * A container hides its content behind compression and checksums, which a
 * fuzzer cannot guess. The input is therefore what stands inside w:body; after
 * a line "#numbering" comes what stands inside w:numbering, after "#styles"
 * what stands inside w:styles. An input that begins with "PK" is a container.
 */
#include "fuzz_target.h"

#include "docx_build.h"

/* What stands in `s` after `mark` up to the next mark; NULL if it is not there. */
static const char *section(struct arena *a, struct str s, struct str mark)
{
    size_t at = mark.n == 0 ? 0 : str_find(s, mark, 0);
    if (at == SIZE_MAX)
        return NULL;
    size_t end = str_find(s, STR("\n#"), at + mark.n);
    return str_copy(a, str_sub(s, at + mark.n, end)).p;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a;
    arena_init(&a, FUZZ_ARENA_MAX);
    struct str bytes = {(const char *)data, size};
    if (!str_starts(bytes, STR("PK")))
        bytes = docx_of(&a, section(&a, bytes, STR_NONE), section(&a, bytes, STR("\n#numbering\n")),
                        section(&a, bytes, STR("\n#styles\n")));
    struct doc doc;
    if (doc_read(&a, bytes, &doc, NULL) == ERR_OK)
        fuzz_check_doc(&doc);
    arena_release(&a);
    return 0;
}
