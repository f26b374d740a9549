/*
 * fuzz_target.h — what every fuzz target shares.
 *
 * A target is a pure function of bytes. libFuzzer drives it when the project is
 * configured with -Dfuzz=true; otherwise replay.c runs it over the committed
 * corpus as an ordinary test.
 */
#pragma once

#include "base/arena.h"
#include "source/doc/doc.h"

enum { FUZZ_ARENA_MAX = 512 * 1024 * 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must hold for every document that was read, however bad the bytes were. */
void fuzz_check_doc(const struct doc *doc);
