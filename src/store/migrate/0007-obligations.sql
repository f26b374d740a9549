-- Obligations as they stand, what became of them, and what excuses them or moves their deadlines.

-- An obligation as it stood when it was last computed; it can be thrown away and computed again.
CREATE TABLE obligation (
    county       TEXT   NOT NULL, -- whose
    rule         TEXT   NOT NULL, -- the rule that says so
    about        BIGINT NOT NULL, -- the subject or record it is for; 0: a unit
    unit         TEXT   NOT NULL, -- the unit it is for; empty: a subject or record
    period       TEXT   NOT NULL, -- name of its period: 2017-03, once
    catalog      TEXT   NOT NULL, -- the catalog that has the rule
    window_first TEXT   NOT NULL, -- first day of the window, YYYY-MM-DD
    window_last  TEXT   NOT NULL, -- last day of the window, YYYY-MM-DD
    owner        TEXT,            -- the unit that owes it; NULL: not known
    due          TEXT   NOT NULL, -- an entry on this day is in time, YYYY-MM-DD
    due_first    TEXT   NOT NULL, -- that day before outages, YYYY-MM-DD
    state        TEXT   NOT NULL, -- open, met, late, missed or excused
    moved        BIGINT NOT NULL, -- 1: met only because an outage moved the deadline
    need         TEXT   NOT NULL, -- how much is owed, exact
    total        TEXT   NOT NULL, -- how much there is, exact
    timely       TEXT   NOT NULL, -- how much of it is in time, exact
    PRIMARY KEY (county, rule, about, unit, period),
    FOREIGN KEY (county) REFERENCES county (code),
    FOREIGN KEY (county, owner) REFERENCES unit (county, unit),
    CHECK (length(rule) > 0 AND length(period) > 0 AND length(catalog) > 0),
    CHECK (about >= 0 AND (about = 0) = (length(unit) > 0)),
    CHECK (length(window_first) = 10 AND length(window_last) = 10),
    CHECK (length(due) = 10 AND length(due_first) = 10),
    CHECK (state IN ('open', 'met', 'late', 'missed', 'excused')),
    CHECK (moved BETWEEN 0 AND 1)
) STRICT;

-- The obligations for a subject, record or unit, by the end of their windows.
CREATE INDEX obligation_about ON obligation (county, about, unit, window_last);

-- What is in a state, by deadline.
CREATE INDEX obligation_state ON obligation (county, state, due);

-- The same of a unit.
CREATE INDEX obligation_owner ON obligation (county, owner, state, due);

-- What became of an obligation; rows are only ever added, and outlive it.
CREATE TABLE obligation_change (
    county     TEXT   NOT NULL, -- whose
    rule       TEXT   NOT NULL, -- as in the obligation
    about      BIGINT NOT NULL, -- as in the obligation
    unit       TEXT   NOT NULL, -- as in the obligation
    period     TEXT   NOT NULL, -- as in the obligation
    seq        BIGINT NOT NULL, -- 1, 2, … of the obligation
    at_ms      BIGINT NOT NULL, -- when it counts from, milliseconds since 1970, UTC
    from_state TEXT,            -- state before; NULL: it had ceased to exist
    to_state   TEXT,            -- state after; NULL: it has ceased to exist
    PRIMARY KEY (county, rule, about, unit, period, seq),
    FOREIGN KEY (county) REFERENCES county (code),
    CHECK (from_state IN ('open', 'met', 'late', 'missed', 'excused')),
    CHECK (to_state IN ('open', 'met', 'late', 'missed', 'excused')),
    CHECK (from_state IS NOT NULL OR to_state IS NOT NULL)
) STRICT;

-- How far the obligations of a county are computed.
CREATE TABLE obligation_clock (
    county TEXT   NOT NULL, -- whose
    at_ms  BIGINT NOT NULL, -- the moment they are current for, milliseconds since 1970, UTC
    basis  TEXT   NOT NULL, -- hash of what they rest on besides records, hex
    PRIMARY KEY (county),
    FOREIGN KEY (county) REFERENCES county (code),
    CHECK (length(basis) = 64)
) STRICT;

-- An objective cause for which deadlines move, once it is accepted.
CREATE TABLE outage (
    county          TEXT   NOT NULL, -- whose
    outage          BIGINT NOT NULL, -- 1, 2, … in the county
    unit            TEXT   NOT NULL, -- it concerns this unit and all below it
    from_ms         BIGINT NOT NULL, -- when it began, milliseconds since 1970, UTC
    to_ms           BIGINT NOT NULL, -- when it ended, milliseconds since 1970, UTC
    reason          TEXT   NOT NULL, -- what happened
    evidence        TEXT,            -- what proves it, in words
    reported_at     BIGINT NOT NULL, -- milliseconds since 1970, UTC
    reported_by     TEXT   NOT NULL, -- who reported it
    accepted_at     BIGINT,          -- when it was accepted, milliseconds since 1970, UTC
    accepted_by     TEXT,            -- by whom
    withdrawn_at    BIGINT,          -- when it was withdrawn, milliseconds since 1970, UTC
    withdrawn_by    TEXT,            -- by whom
    withdraw_reason TEXT,            -- why
    PRIMARY KEY (county, outage),
    FOREIGN KEY (county, unit) REFERENCES unit (county, unit),
    CHECK (from_ms <= to_ms AND length(reason) > 0),
    CHECK ((accepted_at IS NULL) = (accepted_by IS NULL)),
    CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
    CHECK ((withdrawn_at IS NULL) = (withdraw_reason IS NULL))
) STRICT;

-- A decision that one obligation is excused.
CREATE TABLE waiver (
    county          TEXT   NOT NULL, -- whose
    waiver          BIGINT NOT NULL, -- 1, 2, … in the county
    rule            TEXT   NOT NULL, -- as in the obligation
    about           BIGINT NOT NULL, -- as in the obligation
    unit            TEXT   NOT NULL, -- as in the obligation
    period          TEXT   NOT NULL, -- as in the obligation
    reason          TEXT   NOT NULL, -- why it is excused
    decided_at      BIGINT NOT NULL, -- it counts from here, milliseconds since 1970, UTC
    decided_by      TEXT   NOT NULL, -- who decided
    withdrawn_at    BIGINT,          -- when it was withdrawn, milliseconds since 1970, UTC
    withdrawn_by    TEXT,            -- by whom
    withdraw_reason TEXT,            -- why
    PRIMARY KEY (county, waiver),
    FOREIGN KEY (county) REFERENCES county (code),
    CHECK (length(rule) > 0 AND length(period) > 0 AND length(reason) > 0),
    CHECK (about >= 0 AND (about = 0) = (length(unit) > 0)),
    CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
    CHECK ((withdrawn_at IS NULL) = (withdraw_reason IS NULL))
) STRICT;

-- An obligation is excused once, unless that was withdrawn.
CREATE UNIQUE INDEX waiver_live ON waiver (county, rule, about, unit, period)
    WHERE withdrawn_at IS NULL;

-- All waivers of an obligation.
CREATE INDEX waiver_of ON waiver (county, rule, about, unit, period);
