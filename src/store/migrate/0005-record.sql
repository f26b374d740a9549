-- Records with their revisions, what keeps them apart and finds them, the keys of what is
-- sealed in them, and the files they were imported from.

-- A file of records that was imported as a whole.
CREATE TABLE record_batch (
    county      TEXT   NOT NULL, -- whose
    batch       BIGINT NOT NULL, -- 1, 2, … in the county
    type        TEXT   NOT NULL, -- the type of its records
    file_name   TEXT   NOT NULL, -- without folders
    file_sha256 TEXT   NOT NULL, -- hash of the file's bytes, hex
    row_count   BIGINT NOT NULL, -- rows of the file
    taken       BIGINT NOT NULL, -- records it brought
    history     BIGINT NOT NULL, -- 1: an administrator chose the times of entry
    first_id    BIGINT NOT NULL, -- number of its first record; they stand in a row
    at_ms       BIGINT NOT NULL, -- milliseconds since 1970, UTC
    actor       TEXT   NOT NULL, -- who imported it
    undone_at   BIGINT,          -- when it was undone, milliseconds since 1970, UTC
    undone_by   TEXT,            -- by whom
    undo_reason TEXT,            -- why
    PRIMARY KEY (county, batch),
    FOREIGN KEY (county) REFERENCES county (code),
    CHECK (length(file_sha256) = 64 AND row_count >= taken AND taken >= 0),
    CHECK (history BETWEEN 0 AND 1),
    CHECK ((undone_at IS NULL) = (undone_by IS NULL)),
    CHECK ((undone_at IS NULL) = (undo_reason IS NULL))
) STRICT;

-- A file is imported once, unless that was undone.
CREATE UNIQUE INDEX record_batch_file ON record_batch (county, type, file_sha256)
    WHERE undone_at IS NULL;

-- A record; what it says stands in its revisions.
CREATE TABLE record (
    county      TEXT   NOT NULL, -- whose record
    record_id   BIGINT NOT NULL, -- 1, 2, … in the county, in the order of entry
    type        TEXT   NOT NULL, -- a record type of the catalog
    unit        TEXT   NOT NULL, -- the unit it belongs to
    subject     BIGINT,          -- the record in whose file it is
    entered_at  BIGINT NOT NULL, -- milliseconds since 1970, UTC
    entered_by  TEXT   NOT NULL, -- who entered it
    history     BIGINT NOT NULL, -- 1: an administrator chose entered_at
    batch       BIGINT,          -- the import it came with
    latest      BIGINT NOT NULL, -- its newest revision
    occurred_on TEXT   NOT NULL, -- when it happened, by its newest revision, YYYY-MM-DD
    voided_at   BIGINT,          -- when it was voided, milliseconds since 1970, UTC
    voided_seq  BIGINT,          -- place of that in the order of entry
    voided_by   TEXT,            -- by whom
    void_reason TEXT,            -- why
    voided_with BIGINT,          -- the subject whose void took it along
    PRIMARY KEY (county, record_id),
    FOREIGN KEY (county, unit) REFERENCES unit (county, unit),
    FOREIGN KEY (county, subject) REFERENCES record (county, record_id),
    FOREIGN KEY (county, batch) REFERENCES record_batch (county, batch),
    CHECK (length(type) > 0 AND latest > 0 AND history BETWEEN 0 AND 1),
    CHECK (length(occurred_on) = 10),
    CHECK ((voided_at IS NULL) = (voided_seq IS NULL)),
    CHECK ((voided_at IS NULL) = (voided_by IS NULL)),
    CHECK ((voided_at IS NULL) = (void_reason IS NULL)),
    CHECK (voided_with IS NULL OR voided_at IS NOT NULL)
) STRICT;

-- The records of a type by the day on which they happened.
CREATE INDEX record_day ON record (county, type, occurred_on, record_id);

-- The records of a type by the time of entry.
CREATE INDEX record_entered ON record (county, type, entered_at, record_id);

-- The file of a subject, in the order of entry.
CREATE UNIQUE INDEX record_subject ON record (county, subject, record_id) WHERE subject IS NOT NULL;

-- What is in it of a type, by the day on which it happened.
CREATE INDEX record_subject_day ON record (county, subject, type, occurred_on)
    WHERE subject IS NOT NULL;

-- What a record said at a time; rows are only ever added.
CREATE TABLE record_revision (
    county          TEXT   NOT NULL, -- whose record
    record_id       BIGINT NOT NULL, -- which record
    revision        BIGINT NOT NULL, -- 1, 2, … of the record
    seq             BIGINT NOT NULL, -- place in the order of entry
    at_ms           BIGINT NOT NULL, -- milliseconds since 1970, UTC; of the first: entered_at
    actor           TEXT   NOT NULL, -- who entered it
    reason          TEXT,            -- why, from the second on
    catalog         TEXT   NOT NULL, -- the catalog by which it was checked
    catalog_version BIGINT NOT NULL, -- its version
    occurred_on     TEXT   NOT NULL, -- when it happened, YYYY-MM-DD
    fields          TEXT   NOT NULL, -- all fields but the sealed ones, one JSON object
    listed          TEXT,            -- the fields that a revision named, separated by blanks
    sealed          BLOB,            -- the sensitive fields, sealed
    PRIMARY KEY (county, record_id, revision),
    FOREIGN KEY (county, record_id) REFERENCES record (county, record_id),
    FOREIGN KEY (county, catalog, catalog_version)
        REFERENCES catalog_version (county, catalog, version)
) STRICT;

-- What no two records that are not void may share: digests of their keys.
CREATE TABLE record_unique (
    county    TEXT   NOT NULL, -- whose record
    digest    BLOB   NOT NULL, -- of the type, the key and its values
    record_id BIGINT NOT NULL, -- who has it
    PRIMARY KEY (county, digest),
    FOREIGN KEY (county, record_id) REFERENCES record (county, record_id),
    CHECK (length(digest) = 32)
) STRICT;

-- The keys of a record, which it gives up when it is changed or voided.
CREATE INDEX record_unique_record ON record_unique (county, record_id);

-- By which exact values records are found: digests, so that sealed values stay hidden.
CREATE TABLE record_lookup (
    county    TEXT   NOT NULL, -- whose record
    digest    BLOB   NOT NULL, -- of the type, the field and its value
    record_id BIGINT NOT NULL, -- what is found
    PRIMARY KEY (county, digest, record_id),
    FOREIGN KEY (county, record_id) REFERENCES record (county, record_id),
    CHECK (length(digest) = 32)
) STRICT;

-- The values by which a record is found.
CREATE INDEX record_lookup_record ON record_lookup (county, record_id);

-- The key that seals what is sensitive in the file of a subject, or in a single record.
CREATE TABLE subject_key (
    county    TEXT   NOT NULL, -- whose
    owner     BIGINT NOT NULL, -- the subject, or the record that belongs to none
    wrapped   BLOB,            -- the key, sealed by the data key; NULL once it was destroyed
    made_at   BIGINT NOT NULL, -- milliseconds since 1970, UTC
    erased_at BIGINT,          -- when it was destroyed, milliseconds since 1970, UTC
    erased_by TEXT,            -- by whom
    reason    TEXT,            -- why
    PRIMARY KEY (county, owner),
    FOREIGN KEY (county, owner) REFERENCES record (county, record_id),
    CHECK ((wrapped IS NULL) = (erased_at IS NOT NULL)),
    CHECK ((erased_at IS NULL) = (erased_by IS NULL)),
    CHECK ((erased_at IS NULL) = (reason IS NULL))
) STRICT;

-- By what the data key of a county is known again; the key itself is never here.
CREATE TABLE data_key (
    county TEXT NOT NULL, -- whose
    digest BLOB NOT NULL, -- a digest under the key
    PRIMARY KEY (county),
    FOREIGN KEY (county) REFERENCES county (code),
    CHECK (length(digest) = 32)
) STRICT;
