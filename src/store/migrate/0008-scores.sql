-- What others tell about a year (figures, official results), and our own scores as they were
-- when the year was closed.

-- A figure that records do not tell, or a person's score; the last one entered holds, rows are
-- only ever added.
CREATE TABLE score_figure (
    county TEXT   NOT NULL, -- whose figure
    year   BIGINT NOT NULL, -- the year assessed
    unit   TEXT   NOT NULL, -- of which unit
    name   TEXT   NOT NULL, -- the key of a measure, or the id of an item
    span   BIGINT NOT NULL, -- number of the sub-period, 0 of the whole period
    seq    BIGINT NOT NULL, -- place in the order of entry
    value  TEXT,            -- exact decimal; NULL takes away what was entered before
    reason TEXT   NOT NULL, -- why it is so
    source TEXT,            -- what it rests on: a document, a screen, a call
    at_ms  BIGINT NOT NULL, -- milliseconds since 1970, UTC
    actor  TEXT   NOT NULL, -- who entered it
    PRIMARY KEY (county, year, unit, name, span, seq),
    FOREIGN KEY (county, unit) REFERENCES unit (county, unit),
    CHECK (length(name) > 0 AND length(reason) > 0 AND span >= 0)
) STRICT;

-- The scores of a unit under a framework that is closed; never changed.
CREATE TABLE score_frozen (
    county          TEXT   NOT NULL, -- whose scores
    framework       TEXT   NOT NULL, -- id of the framework
    unit            TEXT   NOT NULL, -- which unit
    year            BIGINT NOT NULL, -- the year assessed
    catalog         TEXT   NOT NULL, -- the catalog they were judged by
    catalog_version BIGINT NOT NULL, -- the version of it
    moment          BIGINT NOT NULL, -- the last entry that could count, milliseconds, UTC
    full_centi      BIGINT NOT NULL, -- full marks in hundredths
    score_centi     BIGINT NOT NULL, -- points in hundredths
    inputs_sha256   TEXT   NOT NULL, -- hash of all that went in
    at_ms           BIGINT NOT NULL, -- when it was frozen, milliseconds since 1970, UTC
    actor           TEXT   NOT NULL, -- who froze it
    PRIMARY KEY (county, framework, unit),
    FOREIGN KEY (county, unit) REFERENCES unit (county, unit),
    FOREIGN KEY (county, catalog, catalog_version)
        REFERENCES catalog_version (county, catalog, version),
    CHECK (length(inputs_sha256) = 64)
) STRICT;

-- A line of frozen scores with what it rests on; never changed.
CREATE TABLE score_frozen_line (
    county      TEXT   NOT NULL, -- whose scores
    framework   TEXT   NOT NULL, -- id of the framework
    unit        TEXT   NOT NULL, -- which unit
    position    BIGINT NOT NULL, -- 1, 2, … in the framework
    item        TEXT   NOT NULL, -- id of the item
    full_centi  BIGINT NOT NULL, -- full marks in hundredths
    score_centi BIGINT NOT NULL, -- points in hundredths
    trace       TEXT   NOT NULL, -- JSON: terms, measures, what is behind the points lost
    PRIMARY KEY (county, framework, unit, position),
    UNIQUE (county, framework, unit, item),
    FOREIGN KEY (county, framework, unit) REFERENCES score_frozen (county, framework, unit)
) STRICT;

-- What the level above made of an item; the newest revision holds, rows are only ever added.
CREATE TABLE official_result (
    county      TEXT   NOT NULL, -- whose result
    year        BIGINT NOT NULL, -- the year assessed
    unit        TEXT   NOT NULL, -- which unit
    item        TEXT   NOT NULL, -- id of the item in the framework
    revision    BIGINT NOT NULL, -- 1, 2, … of the item
    full_centi  BIGINT,          -- full marks in hundredths; NULL: not told
    score_centi BIGINT NOT NULL, -- points in hundredths
    reason      TEXT,            -- the reason that was given
    source      TEXT   NOT NULL, -- name of the file, or which plan
    sha256      TEXT   NOT NULL, -- hash of the file
    at_ms       BIGINT NOT NULL, -- milliseconds since 1970, UTC
    actor       TEXT   NOT NULL, -- who brought it in
    PRIMARY KEY (county, year, unit, item, revision),
    FOREIGN KEY (county, unit) REFERENCES unit (county, unit),
    CHECK (revision > 0 AND length(item) > 0 AND length(source) > 0 AND length(sha256) = 64)
) STRICT;
