/*
 * case_read.h — a case file: everything the engine needs, and what must come out.
 *
 * Place in the flow: .yaml → [source/case] → rules, entries and a scene for the
 * core, and what is expected of them. Anyone who knows the trade can write one;
 * format: docs/manual/cases.md. JSON is YAML.
 *
 * The records of a case are taken as they are: a case may show what the product
 * would refuse at entry, such as days to come.
 *
 * Memory: everything lives in the arena; texts are views of the bytes' tree.
 */
#pragma once

#include "core/catalog/framework.h"
#include "core/obligation/entry.h"
#include "core/obligation/scene.h"
#include "source/catalog/catalog_read.h"

/* A row of a list in `expect`; a text that is not given is empty. */
struct case_expect_obligation {
    struct place place;
    struct str rule, subject, record, unit, period;
    struct str due, state; /* as written */
    struct str moved;      /* "true" or "false" */
};

struct case_expect_score {
    struct place place;
    struct str item, unit, full, score;
};

struct case_expect_forecast {
    struct place place;
    struct str item, unit;
    struct str lost, at_risk, ahead, exposed, secured, best, worst;
};

struct case_expect_risk {
    struct place place;
    struct str rule, subject, record, unit, period, points;
};

struct case_expect {
    bool exactly; /* obligations: these and no others */
    const struct case_expect_obligation *obligations;
    size_t n_obligations;
    const struct case_expect_score *scores;
    size_t n_scores;
    const struct case_expect_forecast *forecast;
    size_t n_forecast;
    const struct case_expect_risk *at_risk;
    size_t n_at_risk;
    struct str error; /* code that the case must end with, "CATALOG-3018"; or empty */
};

/* An imported figure: of all units or of one, of the whole period or of a sub-period. */
struct case_external {
    struct str key;
    int32_t unit; /* SCENE_NO_UNIT: all */
    int32_t span; /* number of the sub-period, from 1; 0: the whole period */
    struct rational value;
};

struct case_file {
    struct str name;
    const struct catalog *catalog;
    struct scene scene;
    const struct calendar *calendar; /* that of which the scene has a view */
    const struct str *ids;           /* of entries: ids[i] is that of entries[i] */
    const struct entry *entries;
    size_t n_entries; /* entry i has the number i + 1 */
    const struct case_external *external;
    size_t n_external;
    struct case_expect expect;
};

/*
 * The path behind `catalog:`, or empty; says nothing of faults. Relative to the file's folder.
 * ret_place  where it stands, set if there is one
 */
struct str case_catalog_path(struct arena *a, struct str path, struct str bytes,
                             struct place *ret_place);

/*
 * Read a case. `sources` are those of the catalog it names, sources[0] first; n is 0 if it names
 * none. False, with at least one fault, if anything is wrong; name and expect are set as far as
 * they can be read.
 */
bool case_read(struct arena *a, struct str path, struct str bytes,
               const struct catalog_source *sources, size_t n, struct faults *f,
               struct case_file *ret);
