/*
 * fuzz_sheet.h — what must hold for every file that the reader of sheets is given.
 */
#pragma once

#include "base/str.h"

/*
 * Read the bytes to their end or to an error, and check what sheet.h promises of each row:
 * places ascend and are within limits, text is UTF-8 and fits its kind, nothing is empty.
 */
void fuzz_sheet(struct str bytes);
