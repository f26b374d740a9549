-- Files attached to records, and what the views for analysts are made of.

-- A file attached to a record; rows are only ever added.
CREATE TABLE record_attachment (
    county         TEXT   NOT NULL, -- whose record
    record_id      BIGINT NOT NULL, -- which record
    no             BIGINT NOT NULL, -- 1, 2, … in the record
    revision       BIGINT NOT NULL, -- the revision with which it came
    name           TEXT   NOT NULL, -- file name without folders
    media_type     TEXT   NOT NULL, -- such as image/jpeg
    sha256         TEXT   NOT NULL, -- hash of the file, hex; fields name it by this
    size           BIGINT NOT NULL, -- how many bytes the file has
    content_sha256 TEXT   NOT NULL, -- hash of the bytes that are kept: the file, or it sealed
    sealed         BIGINT NOT NULL, -- 1: kept sealed
    added_by       TEXT   NOT NULL, -- who added it
    added_at       BIGINT NOT NULL, -- milliseconds since 1970, UTC
    PRIMARY KEY (county, record_id, no),
    UNIQUE (county, record_id, sha256),
    FOREIGN KEY (county, record_id, revision)
        REFERENCES record_revision (county, record_id, revision),
    FOREIGN KEY (county, content_sha256) REFERENCES evidence_content (county, sha256),
    CHECK (length(name) > 0 AND length(media_type) > 0 AND length(sha256) = 64),
    CHECK (size > 0 AND sealed BETWEEN 0 AND 1)
) STRICT;

-- A view for analysts, one a record type: v_ and the type; all counties share it.
CREATE TABLE record_view (
    county TEXT NOT NULL, -- whose catalog declares it
    type   TEXT NOT NULL, -- the record type
    title  TEXT NOT NULL, -- as shown
    shape  TEXT NOT NULL, -- hash of title and columns: whether it has to be made anew
    PRIMARY KEY (county, type),
    FOREIGN KEY (county) REFERENCES county (code),
    CHECK (length(shape) = 64)
) STRICT;

-- The columns of such a view; an analyst finds their titles here on either engine.
CREATE TABLE record_view_column (
    county   TEXT   NOT NULL, -- whose catalog declares it
    type     TEXT   NOT NULL, -- the record type
    position BIGINT NOT NULL, -- 1, 2, … in the view
    field    TEXT   NOT NULL, -- the field of the type
    kind     TEXT   NOT NULL, -- text, number, date, bool or list
    sealed   BIGINT NOT NULL, -- 1: sensitive, always NULL in the view
    title    TEXT   NOT NULL, -- as shown
    PRIMARY KEY (county, type, position),
    UNIQUE (county, type, field),
    FOREIGN KEY (county, type) REFERENCES record_view (county, type),
    CHECK (kind IN ('text', 'number', 'date', 'bool', 'list')),
    CHECK (sealed BETWEEN 0 AND 1)
) STRICT;

-- The columns of a view, of all counties.
CREATE INDEX record_view_column_type ON record_view_column (type, position, county);
