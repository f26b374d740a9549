-- Plan documents, their revisions, and the deductions they name.
-- What a document does not say is NULL, never an empty text or zero.

-- A plan, whatever its revision.
CREATE TABLE plan (
    county  TEXT   NOT NULL, -- whose plan
    plan_id BIGINT NOT NULL, -- 1, 2, … in the county
    latest  BIGINT NOT NULL, -- its newest revision
    number  TEXT,            -- document number in the newest revision
    PRIMARY KEY (county, plan_id),
    FOREIGN KEY (county) REFERENCES county (code)
) STRICT;

-- One plan a document number; also the way to find it.
CREATE UNIQUE INDEX plan_number ON plan (county, number);

-- What one file said; rows are only ever added.
CREATE TABLE plan_revision (
    county                 TEXT   NOT NULL, -- whose plan
    plan_id                BIGINT NOT NULL, -- which plan
    revision               BIGINT NOT NULL, -- 1, 2, … in the plan
    imported_at            BIGINT NOT NULL, -- milliseconds since 1970, UTC
    actor                  TEXT   NOT NULL, -- who imported it
    content_sha256         TEXT   NOT NULL, -- hash of the file's bytes, hex
    file_name              TEXT,            -- without folders
    number                 TEXT,            -- document number
    title                  TEXT,            -- title
    issued_on              TEXT,            -- the signed date, YYYY-MM-DD
    year                   BIGINT,          -- the year assessed
    rank                   BIGINT,          -- the place in the ranking it names
    declared_categories    BIGINT,          -- how many categories it says it has
    declared_subcategories BIGINT,          -- how many subcategories it says it has
    declared_items         BIGINT,          -- how many items it says it has
    PRIMARY KEY (county, plan_id, revision),
    FOREIGN KEY (county, plan_id) REFERENCES plan (county, plan_id),
    CHECK (length(content_sha256) = 64)
) STRICT;

-- Has this file been imported before?
CREATE INDEX plan_revision_hash ON plan_revision (county, content_sha256, plan_id, revision);

-- A document without a number is known by its title.
CREATE INDEX plan_revision_title ON plan_revision (county, title);

-- To whom a revision is addressed.
CREATE TABLE plan_addressee (
    county    TEXT   NOT NULL, -- whose plan
    plan_id   BIGINT NOT NULL, -- which plan
    revision  BIGINT NOT NULL, -- which revision
    position  BIGINT NOT NULL, -- 1, 2, … in printed order
    addressee TEXT   NOT NULL, -- as printed
    PRIMARY KEY (county, plan_id, revision, position),
    FOREIGN KEY (county, plan_id, revision) REFERENCES plan_revision (county, plan_id, revision)
) STRICT;

-- What the reader remarked about a revision.
CREATE TABLE plan_finding (
    county    TEXT   NOT NULL, -- whose plan
    plan_id   BIGINT NOT NULL, -- which plan
    revision  BIGINT NOT NULL, -- which revision
    position  BIGINT NOT NULL, -- 1, 2, … in order of the document
    code      TEXT   NOT NULL, -- stable name of the kind of remark
    place     TEXT,            -- the item, group or part concerned
    arg1      TEXT,            -- first particular of the remark
    arg2      TEXT,            -- second particular of the remark
    paragraph BIGINT NOT NULL, -- block of the document, 0 for the whole of it
    at_char   BIGINT NOT NULL, -- code points into that block
    PRIMARY KEY (county, plan_id, revision, position),
    FOREIGN KEY (county, plan_id, revision) REFERENCES plan_revision (county, plan_id, revision)
) STRICT;

-- A deduction: what stays the same while revisions reword it.
CREATE TABLE deduction (
    county       TEXT   NOT NULL, -- whose deduction
    deduction_id BIGINT NOT NULL, -- 1, 2, … in the county
    plan_id      BIGINT NOT NULL, -- the plan it comes from
    PRIMARY KEY (county, deduction_id),
    UNIQUE (county, plan_id, deduction_id),
    FOREIGN KEY (county, plan_id) REFERENCES plan (county, plan_id)
) STRICT;

-- An item as one revision words it.
CREATE TABLE plan_item (
    county       TEXT   NOT NULL, -- whose plan
    plan_id      BIGINT NOT NULL, -- which plan
    revision     BIGINT NOT NULL, -- which revision
    no           BIGINT NOT NULL, -- 1, 2, … in order of the document
    deduction_id BIGINT NOT NULL, -- the deduction it words
    category     TEXT,            -- the category it stands under
    subcategory  TEXT,            -- the subcategory it stands under
    item         TEXT   NOT NULL, -- its name
    full_centi   BIGINT,          -- points at stake, in hundredths
    full_from    BIGINT NOT NULL, -- how that is known: 0 unknown, 1 printed, 2 derived
    got_centi    BIGINT,          -- points got, in hundredths
    got_from     BIGINT NOT NULL, -- how that is known: 0 unknown, 1 printed, 2 derived
    lost_centi   BIGINT,          -- points lost, in hundredths
    lost_from    BIGINT NOT NULL, -- how that is known: 0 unknown, 1 printed, 2 derived
    cause        TEXT,            -- why points were lost
    measure      TEXT,            -- what will be done about it
    time_limit   TEXT,            -- until when, as printed
    paragraph    BIGINT NOT NULL, -- block of the document where it begins
    PRIMARY KEY (county, plan_id, revision, no),
    UNIQUE (county, deduction_id, revision),
    FOREIGN KEY (county, plan_id, revision) REFERENCES plan_revision (county, plan_id, revision),
    FOREIGN KEY (county, plan_id, deduction_id) REFERENCES deduction (county, plan_id, deduction_id),
    CHECK (full_from BETWEEN 0 AND 2 AND (full_from = 0) = (full_centi IS NULL)),
    CHECK (got_from BETWEEN 0 AND 2 AND (got_from = 0) = (got_centi IS NULL)),
    CHECK (lost_from BETWEEN 0 AND 2 AND (lost_from = 0) = (lost_centi IS NULL))
) STRICT;

-- The departments that answer for an item.
CREATE TABLE plan_item_department (
    county     TEXT   NOT NULL, -- whose plan
    plan_id    BIGINT NOT NULL, -- which plan
    revision   BIGINT NOT NULL, -- which revision
    no         BIGINT NOT NULL, -- which item
    position   BIGINT NOT NULL, -- 1, 2, … in printed order
    department TEXT   NOT NULL, -- its name
    PRIMARY KEY (county, plan_id, revision, no, position),
    FOREIGN KEY (county, plan_id, revision, no) REFERENCES plan_item (county, plan_id, revision, no)
) STRICT;

-- The items of a department, without a look at the table itself.
CREATE INDEX plan_item_department_name
    ON plan_item_department (county, department, plan_id, revision, no);
