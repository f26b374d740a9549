/*
 * fuzz_text.c — any bytes at all: formats, encodings, lines and tables of text.
 */
#include "fuzz_target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a;
    arena_init(&a, FUZZ_ARENA_MAX);
    struct doc doc;
    if (doc_read(&a, (struct str){(const char *)data, size}, &doc, NULL) == ERR_OK)
        fuzz_check_doc(&doc);
    arena_release(&a);
    return 0;
}
