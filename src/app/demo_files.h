/*
 * demo_files.h — the catalogs and sheets that a demonstration is made of, inside the program.
 */
#pragma once

#include "base/str.h"

struct embedded_file {
    struct str path; /* as in the tree of the sources: "catalog/common/units.yaml" */
    struct str bytes;
};

extern const struct embedded_file DEMO_FILES[]; /* by path */
extern const size_t DEMO_FILES_N;
