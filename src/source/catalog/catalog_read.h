/*
 * catalog_read.h — the files of a catalog as one checked value.
 *
 * Place in the flow: folder, stored files or embedded ones → [source/catalog] →
 * struct catalog. The same readers take the parts that a case file has inline.
 *
 * Every fault of every file is collected (faults.h); a catalog is given only if
 * there is none. Formats: docs/manual/catalog.md, and catalog/schema.
 */
#pragma once

#include "core/catalog/catalog.h"
#include "source/catalog/yaml.h"

/* ---- types ---------------------------------------------------------------- */

struct source_file {
    struct str path; /* inside the catalog: "records/visit.yaml" */
    struct str bytes;
};

/* The files of one catalog, in any order. */
struct catalog_source {
    struct str name; /* of the folder; another catalog that `extends` it says this */
    struct str root; /* what faults show in front of a path: "catalog/common/", or empty */
    const struct source_file *files;
    size_t n;
};

enum { CATALOG_EXTENDS_MAX = 8 }; /* catalogs built one upon the other */

/* ---- a whole catalog ---------------------------------------------------------- */

/* Whether a file of that path belongs to a catalog: the pattern of one kind of file fits. */
bool catalog_path_ok(struct str path);

/* The name that the source's catalog.yaml gives behind `extends`, or empty; says nothing of faults.
 */
struct str catalog_extends(struct arena *a, const struct catalog_source *source);

/*
 * Read sources[0] together with those among the others that it extends, directly or not.
 * The catalog lives in `a`, and as long as the paths and bytes of the sources do.
 * NULL if there is any fault.
 */
const struct catalog *catalog_read(struct arena *a, const struct catalog_source *sources, size_t n,
                                   struct faults *f);

/* ---- in parts: case files ------------------------------------------------------- */

struct catalog_draft;

/* A draft without anything in it. */
struct catalog_draft *catalog_draft_new(struct arena *a, struct faults *f);

/*
 * Add sources[0], with what it extends. Whatever is added afterwards may replace definitions
 * of what was added before.
 */
void catalog_draft_source(struct catalog_draft *d, const struct catalog_source *sources, size_t n);

/* Add those kinds of units that the draft does not have yet. */
void catalog_draft_unit_kinds(struct catalog_draft *d, const struct unit_kind *kinds, size_t n);

/* Add the record types of a list, each as in records/NAME.yaml. NULL adds nothing. */
void catalog_draft_types(struct catalog_draft *d, const struct yaml_node *list);

/* Add the rules of a list, as in rules/NAME.yaml. NULL adds nothing. */
void catalog_draft_rules(struct catalog_draft *d, const struct yaml_node *list);

/* Add a framework, as in framework.yaml. NULL adds nothing. */
void catalog_draft_framework(struct catalog_draft *d, const struct yaml_node *map);

/* Link what was added; NULL if there is any fault. */
const struct catalog *catalog_draft_finish(struct catalog_draft *d);
