-- Catalogs as they were loaded, the units of a county, and the clock of what is entered.

-- What was handed out last in a county: times that never run backwards, and numbers.
CREATE TABLE stamp (
    county    TEXT   NOT NULL, -- whose
    at_ms     BIGINT NOT NULL, -- the last time of entry, milliseconds since 1970, UTC
    seq       BIGINT NOT NULL, -- the last place in the order of entry
    record_id BIGINT NOT NULL, -- the last number of a record
    PRIMARY KEY (county),
    FOREIGN KEY (county) REFERENCES county (code)
) STRICT;

-- A catalog as it was loaded once; rows are only ever added, the last version counts.
CREATE TABLE catalog_version (
    county     TEXT   NOT NULL, -- who loaded it
    catalog    TEXT   NOT NULL, -- the catalog's id
    version    BIGINT NOT NULL, -- 1, 2, … of this catalog
    title      TEXT   NOT NULL, -- as shown
    valid_from TEXT,            -- first day it is in force, YYYY-MM-DD; NULL: always was
    valid_to   TEXT,            -- last day, NULL: without end
    sha256     TEXT   NOT NULL, -- hash over paths and hashes of all its files, hex
    loaded_at  BIGINT NOT NULL, -- milliseconds since 1970, UTC
    loaded_by  TEXT   NOT NULL, -- who loaded it
    PRIMARY KEY (county, catalog, version),
    FOREIGN KEY (county) REFERENCES county (code),
    CHECK (length(catalog) > 0 AND version > 0),
    CHECK (length(sha256) = 64)
) STRICT;

-- The files of a catalog, with those of the catalogs it extends: complete by itself.
CREATE TABLE catalog_file (
    county  TEXT   NOT NULL, -- who loaded it
    catalog TEXT   NOT NULL, -- which catalog
    version BIGINT NOT NULL, -- which version
    path    TEXT   NOT NULL, -- with the folder of its catalog
    sha256  TEXT   NOT NULL, -- hash of the bytes, hex
    content BLOB   NOT NULL, -- the bytes
    PRIMARY KEY (county, catalog, version, path),
    FOREIGN KEY (county, catalog, version)
        REFERENCES catalog_version (county, catalog, version),
    CHECK (length(path) > 0 AND length(sha256) = 64)
) STRICT;

-- A unit as it stands now: county, department, office; what it was stands in its revisions.
CREATE TABLE unit (
    county     TEXT   NOT NULL, -- whose unit
    unit       TEXT   NOT NULL, -- its id
    seq        BIGINT NOT NULL, -- place in the order of entry
    revision   BIGINT NOT NULL, -- its newest revision
    kind       TEXT   NOT NULL, -- a kind of the catalog
    parent     TEXT,            -- the unit it stands under
    name       TEXT   NOT NULL, -- as shown
    valid_from TEXT,            -- its first day, YYYY-MM-DD
    valid_to   TEXT,            -- its last day
    PRIMARY KEY (county, unit),
    FOREIGN KEY (county) REFERENCES county (code),
    FOREIGN KEY (county, parent) REFERENCES unit (county, unit),
    CHECK (length(unit) > 0 AND length(kind) > 0 AND length(name) > 0)
) STRICT;

-- The units below a unit.
CREATE INDEX unit_parent ON unit (county, parent);

-- A unit as it was entered or changed; rows are only ever added.
CREATE TABLE unit_revision (
    county     TEXT   NOT NULL, -- whose unit
    unit       TEXT   NOT NULL, -- which unit
    revision   BIGINT NOT NULL, -- 1, 2, … of the unit
    at_ms      BIGINT NOT NULL, -- milliseconds since 1970, UTC; never before the one above
    actor      TEXT   NOT NULL, -- who did it
    reason     TEXT,            -- why, from the second on
    kind       TEXT   NOT NULL, -- kind from then on
    parent     TEXT,            -- parent from then on
    name       TEXT   NOT NULL, -- name from then on
    valid_from TEXT,            -- first day from then on
    valid_to   TEXT,            -- last day from then on
    PRIMARY KEY (county, unit, revision),
    FOREIGN KEY (county, unit) REFERENCES unit (county, unit)
) STRICT;

-- A figure of a unit from a day on: population, posts; rows are only ever added.
CREATE TABLE unit_figure (
    county    TEXT   NOT NULL, -- whose unit
    unit      TEXT   NOT NULL, -- which unit
    attribute TEXT   NOT NULL, -- which figure, by its id in the catalog
    from_on   TEXT   NOT NULL, -- the day from which it holds, YYYY-MM-DD
    seq       BIGINT NOT NULL, -- place in the order of entry; of one day the last counts
    value     TEXT   NOT NULL, -- exact decimal
    at_ms     BIGINT NOT NULL, -- when it was entered, milliseconds since 1970, UTC
    actor     TEXT   NOT NULL, -- who entered it
    PRIMARY KEY (county, unit, attribute, from_on, seq),
    FOREIGN KEY (county, unit) REFERENCES unit (county, unit),
    CHECK (length(attribute) > 0 AND length(value) > 0)
) STRICT;
