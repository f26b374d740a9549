-- What is done about the deductions: cause classes, rectifications with their history,
-- tasks and evidence, and what became of the promises in the measures.

-- The cause class that a person confirmed; the newest one holds, rows are only ever added.
CREATE TABLE deduction_cause (
    county       TEXT   NOT NULL, -- whose deduction
    deduction_id BIGINT NOT NULL, -- which deduction
    no           BIGINT NOT NULL, -- 1, 2, … in the deduction
    class        TEXT   NOT NULL, -- stable name of the class
    proposed     TEXT,            -- what the rules proposed then, if anything
    words        TEXT,            -- the words of the cause that led to the proposal
    confirmed_by TEXT   NOT NULL, -- who confirmed it
    confirmed_at BIGINT NOT NULL, -- milliseconds since 1970, UTC
    PRIMARY KEY (county, deduction_id, no),
    FOREIGN KEY (county, deduction_id) REFERENCES deduction (county, deduction_id)
) STRICT;

-- A rectification; all but what its constraints need stands in its events.
CREATE TABLE rectification (
    county           TEXT   NOT NULL, -- whose rectification
    rectification_id BIGINT NOT NULL, -- 1, 2, … in the county
    deduction_id     BIGINT NOT NULL, -- the deduction it is about
    follows          BIGINT,          -- the closed one after which points were lost again
    state            TEXT   NOT NULL, -- stable name of the state, as in its newest event
    version          BIGINT NOT NULL, -- number of its newest event
    opened_at        BIGINT NOT NULL, -- milliseconds since 1970, UTC
    PRIMARY KEY (county, rectification_id),
    FOREIGN KEY (county, deduction_id) REFERENCES deduction (county, deduction_id),
    FOREIGN KEY (county, follows) REFERENCES rectification (county, rectification_id),
    CHECK (state IN ('planned', 'under_way', 'submitted', 'verified', 'closed', 'returned')),
    CHECK (version > 0)
) STRICT;

-- At most one that is not closed for each deduction.
CREATE UNIQUE INDEX rectification_open ON rectification (county, deduction_id)
    WHERE state <> 'closed';

-- The newest one of a deduction.
CREATE INDEX rectification_deduction ON rectification (county, deduction_id, rectification_id);

-- What was done to a rectification; rows are only ever added.
CREATE TABLE rectification_event (
    county           TEXT   NOT NULL, -- whose rectification
    rectification_id BIGINT NOT NULL, -- which rectification
    seq              BIGINT NOT NULL, -- 1, 2, … in the rectification
    at_ms            BIGINT NOT NULL, -- milliseconds since 1970, UTC; never before the one above
    actor            TEXT   NOT NULL, -- who did it
    action           TEXT   NOT NULL, -- stable name of the action
    from_state       TEXT   NOT NULL, -- state before
    to_state         TEXT   NOT NULL, -- state after
    owner            TEXT,            -- owner after
    due_on           TEXT,            -- due date after, YYYY-MM-DD
    about            TEXT,            -- the task, file or class concerned
    note             TEXT,            -- the person's own words
    PRIMARY KEY (county, rectification_id, seq),
    FOREIGN KEY (county, rectification_id) REFERENCES rectification (county, rectification_id)
) STRICT;

-- Something to be done within a rectification.
CREATE TABLE task (
    county           TEXT   NOT NULL, -- whose rectification
    rectification_id BIGINT NOT NULL, -- which rectification
    no               BIGINT NOT NULL, -- 1, 2, … in the rectification
    title            TEXT   NOT NULL, -- what is to be done
    owner            TEXT,            -- who does it, if not the owner of the rectification
    due_on           TEXT,            -- by when, YYYY-MM-DD
    sentence         TEXT,            -- the sentence of the measure that promises it
    added_by         TEXT   NOT NULL, -- who added it
    added_at         BIGINT NOT NULL, -- milliseconds since 1970, UTC
    done_by          TEXT,            -- who ticked it off
    done_at          BIGINT,          -- when, milliseconds since 1970, UTC
    PRIMARY KEY (county, rectification_id, no),
    FOREIGN KEY (county, rectification_id) REFERENCES rectification (county, rectification_id),
    CHECK (length(title) > 0),
    CHECK ((done_by IS NULL) = (done_at IS NULL))
) STRICT;

-- The bytes of evidence files, each content once in a county.
CREATE TABLE evidence_content (
    county  TEXT   NOT NULL, -- whose evidence
    sha256  TEXT   NOT NULL, -- hash of the bytes, hex
    size    BIGINT NOT NULL, -- how many bytes
    content BLOB   NOT NULL, -- the bytes
    PRIMARY KEY (county, sha256),
    FOREIGN KEY (county) REFERENCES county (code),
    CHECK (length(sha256) = 64),
    CHECK (size BETWEEN 1 AND 16777216 AND length(content) = size)
) STRICT;

-- A file that proves something of a rectification; rows are only ever added.
CREATE TABLE evidence (
    county           TEXT   NOT NULL, -- whose rectification
    rectification_id BIGINT NOT NULL, -- which rectification
    no               BIGINT NOT NULL, -- 1, 2, … in the rectification
    name             TEXT   NOT NULL, -- file name without folders
    revision         BIGINT NOT NULL, -- 1, 2, … of the files of this name
    sha256           TEXT   NOT NULL, -- hash of its bytes, hex
    added_by         TEXT   NOT NULL, -- who added it
    added_at         BIGINT NOT NULL, -- milliseconds since 1970, UTC
    PRIMARY KEY (county, rectification_id, no),
    UNIQUE (county, rectification_id, name, revision),
    FOREIGN KEY (county, rectification_id) REFERENCES rectification (county, rectification_id),
    FOREIGN KEY (county, sha256) REFERENCES evidence_content (county, sha256),
    CHECK (length(name) > 0)
) STRICT;

-- What became of a promise found in a measure; rows are only ever added.
CREATE TABLE promise (
    county           TEXT   NOT NULL, -- whose promise
    promise_id       BIGINT NOT NULL, -- 1, 2, … in the county
    deduction_id     BIGINT NOT NULL, -- the deduction whose measure promises it
    digest           TEXT   NOT NULL, -- SHA-256 of the sentence, a line end, and the words
    sentence         TEXT   NOT NULL, -- the sentence it stands in
    words            TEXT   NOT NULL, -- the words that say when
    kind             TEXT   NOT NULL, -- stable name of its kind: task, duty, vague
    accepted         BIGINT NOT NULL, -- 1 accepted, 0 rejected
    rectification_id BIGINT,          -- accepted task: the rectification that has the task
    task_no          BIGINT,          -- accepted task: its number there
    rule             TEXT,            -- accepted duty: the draft rule, YAML
    decided_by       TEXT   NOT NULL, -- who decided
    decided_at       BIGINT NOT NULL, -- milliseconds since 1970, UTC
    PRIMARY KEY (county, promise_id),
    UNIQUE (county, deduction_id, digest),
    FOREIGN KEY (county, deduction_id) REFERENCES deduction (county, deduction_id),
    FOREIGN KEY (county, rectification_id, task_no)
        REFERENCES task (county, rectification_id, no),
    CHECK (accepted BETWEEN 0 AND 1)
) STRICT;
