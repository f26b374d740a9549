/*
 * fuzz_csv.c — the reader of .csv, in every charset, fed with bytes as they come.
 */
#include "fuzz_sheet.h"
#include "fuzz_target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_sheet((struct str){(const char *)data, size});
    return 0;
}
