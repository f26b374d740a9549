-- The frame of the database: its own history, the counties, and the audit chain.
-- One text for both engines; see tools/sqlgen.py for the two words that differ.

-- The migrations this database has gone through.
CREATE TABLE schema_migration (
    number   BIGINT NOT NULL, -- 1, 2, … without gaps
    name     TEXT   NOT NULL, -- the file's name without its number
    checksum TEXT   NOT NULL, -- SHA-256 of its text without comments and layout
    PRIMARY KEY (number)
) STRICT;

-- A county whose bureau keeps its records here; every other table's key begins with it.
CREATE TABLE county (
    code       TEXT   NOT NULL, -- letters, digits, hyphens, underscores
    name       TEXT   NOT NULL, -- as shown
    created_at BIGINT NOT NULL, -- milliseconds since 1970, UTC
    PRIMARY KEY (code),
    CHECK (length(code) BETWEEN 1 AND 32),
    CHECK (length(name) > 0)
) STRICT;

-- Who changed what: a chain of hashes in each county; rows are only ever added.
CREATE TABLE audit_entry (
    county    TEXT   NOT NULL, -- whose chain
    seq       BIGINT NOT NULL, -- 1, 2, … without gaps
    at_ms     BIGINT NOT NULL, -- milliseconds since 1970, UTC; never before the entry above
    actor     TEXT   NOT NULL, -- who did it
    action    TEXT   NOT NULL, -- what was done, such as plan.import
    object    TEXT   NOT NULL, -- to what, such as plan/12
    detail    TEXT   NOT NULL, -- particulars, one JSON value
    prev_hash TEXT   NOT NULL, -- hash of entry seq - 1; 64 zeros in the first
    hash      TEXT   NOT NULL, -- SHA-256 over all of the above, see audit.h
    PRIMARY KEY (county, seq),
    FOREIGN KEY (county) REFERENCES county (code)
) STRICT;

-- The last entry of each chain, so that a lost tail is seen.
CREATE TABLE audit_head (
    county TEXT   NOT NULL, -- whose chain
    seq    BIGINT NOT NULL, -- its last entry, 0 before the first
    at_ms  BIGINT NOT NULL, -- the time of that entry
    hash   TEXT   NOT NULL, -- the hash of that entry
    PRIMARY KEY (county),
    FOREIGN KEY (county) REFERENCES county (code)
) STRICT;
