-- Stored obligations, what became of them, and how far they are computed; see
-- store/obligation.h.
--
-- A CROSS JOIN makes SQLite begin with the units, of which there are few.

-- name: obligation_put :exec
-- An obligation stands like this from now on.
-- params: county text, rule text, about int, unit text, period text, catalog text
-- params: window_first text, window_last text, owner text, due text, due_first text
-- params: state text, moved int, need text, total text, timely text
INSERT INTO obligation (county, rule, about, unit, period, catalog, window_first, window_last,
    owner, due, due_first, state, moved, need, total, timely)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
ON CONFLICT (county, rule, about, unit, period) DO UPDATE
SET catalog = excluded.catalog, window_first = excluded.window_first,
    window_last = excluded.window_last, owner = excluded.owner, due = excluded.due,
    due_first = excluded.due_first, state = excluded.state, moved = excluded.moved,
    need = excluded.need, total = excluded.total, timely = excluded.timely;

-- name: obligation_remove :exec
-- An obligation has ceased to exist.
-- params: county text, rule text, about int, unit text, period text
-- index: primary
DELETE FROM obligation
WHERE county = $1 AND rule = $2 AND about = $3 AND unit = $4 AND period = $5;

-- name: obligation_clear :exec
-- Throw all obligations of a county away.
-- params: county text
-- index: obligation_owner
DELETE FROM obligation
WHERE county = $1;

-- name: obligation_get :one
-- One of them.
-- params: county text, rule text, about int, unit text, period text
-- columns: rule text, about int, unit text, period text, catalog text, window_first text
-- columns: window_last text, owner text, due text, due_first text, state text, moved int
-- columns: need text, total text, timely text
-- index: primary
SELECT rule, about, unit, period, catalog, window_first, window_last, owner, due, due_first, state,
    moved, need, total, timely
FROM obligation
WHERE county = $1 AND rule = $2 AND about = $3 AND unit = $4 AND period = $5;

-- name: obligation_of :many
-- Those for one subject, record or unit whose windows meet a span of days, of one rule or all ('').
-- params: county text, about int, unit text, rule text, first text, last text
-- columns: rule text, about int, unit text, period text, catalog text, window_first text
-- columns: window_last text, owner text, due text, due_first text, state text, moved int
-- columns: need text, total text, timely text
-- index: obligation_about
SELECT rule, about, unit, period, catalog, window_first, window_last, owner, due, due_first, state,
    moved, need, total, timely
FROM obligation
WHERE county = $1 AND about = $2 AND unit = $3 AND ($4 = '' OR rule = $4)
    AND window_last >= $5 AND window_first <= $6
ORDER BY window_last, rule, period;

-- name: obligation_about_range :many
-- Those for subjects and records of these numbers, both included.
-- params: county text, first_id int, last_id int
-- columns: rule text, about int, unit text, period text, catalog text, window_first text
-- columns: window_last text, owner text, due text, due_first text, state text, moved int
-- columns: need text, total text, timely text
-- index: obligation_about
SELECT rule, about, unit, period, catalog, window_first, window_last, owner, due, due_first, state,
    moved, need, total, timely
FROM obligation
WHERE county = $1 AND about BETWEEN $2 AND $3
ORDER BY about, unit, window_last;

-- name: obligation_of_file :many
-- The same for a subject and for all records in its file.
-- params: county text, subject int, rule text, first text, last text
-- columns: rule text, about int, unit text, period text, catalog text, window_first text
-- columns: window_last text, owner text, due text, due_first text, state text, moved int
-- columns: need text, total text, timely text
-- index: obligation_about, record_subject
SELECT rule, about, unit, period, catalog, window_first, window_last, owner, due, due_first, state,
    moved, need, total, timely
FROM obligation
WHERE county = $1 AND unit = '' AND ($3 = '' OR rule = $3)
    AND window_last >= $4 AND window_first <= $5
    AND about IN (
        SELECT CAST($2 AS BIGINT)
        UNION ALL
        SELECT record_id
        FROM record
        WHERE county = $1 AND subject = $2
    )
ORDER BY about, window_last, rule, period;

-- name: obligation_page :many
-- All of a county in the order of their keys, after one.
-- params: county text, rule text, about int, unit text, period text, most int
-- columns: rule text, about int, unit text, period text, catalog text, window_first text
-- columns: window_last text, owner text, due text, due_first text, state text, moved int
-- columns: need text, total text, timely text
-- index: primary
SELECT rule, about, unit, period, catalog, window_first, window_last, owner, due, due_first, state,
    moved, need, total, timely
FROM obligation
WHERE county = $1 AND (rule, about, unit, period) > ($2, $3, $4, $5)
ORDER BY rule, about, unit, period
LIMIT $6;

-- ---- the clock -------------------------------------------------------------------------------

-- name: obligation_due_days :many
-- The deadlines before a day that are still open, the first one first.
-- params: county text, day text
-- columns: due text
-- index: obligation_state
SELECT DISTINCT due
FROM obligation
WHERE county = $1 AND state = 'open' AND due < $2
ORDER BY due;

-- name: obligation_flip_log :exec
-- What is open on a deadline is noted as missed, or excused if a waiver is in force then.
-- params: county text, due text, at_ms int
-- index: obligation_state, primary, waiver_of
INSERT INTO obligation_change (county, rule, about, unit, period, seq, at_ms, from_state, to_state)
SELECT o.county, o.rule, o.about, o.unit, o.period,
    coalesce((
        SELECT max(c.seq)
        FROM obligation_change c
        WHERE c.county = o.county AND c.rule = o.rule AND c.about = o.about AND c.unit = o.unit
            AND c.period = o.period
    ), 0) + 1,
    $3, 'open',
    CASE WHEN EXISTS (
        SELECT 1
        FROM waiver w
        WHERE w.county = o.county AND w.rule = o.rule AND w.about = o.about AND w.unit = o.unit
            AND w.period = o.period AND w.decided_at <= $3
            AND coalesce(w.withdrawn_at, $3 + 1) > $3
    ) THEN 'excused' ELSE 'missed' END
FROM obligation o
WHERE o.county = $1 AND o.state = 'open' AND o.due = $2;

-- name: obligation_flip :many
-- The same is done.
-- params: county text, due text, at_ms int
-- columns: state text
-- index: obligation_state, waiver_of
UPDATE obligation
SET state = CASE WHEN EXISTS (
        SELECT 1
        FROM waiver w
        WHERE w.county = obligation.county AND w.rule = obligation.rule
            AND w.about = obligation.about AND w.unit = obligation.unit
            AND w.period = obligation.period AND w.decided_at <= $3
            AND coalesce(w.withdrawn_at, $3 + 1) > $3
    ) THEN 'excused' ELSE 'missed' END
WHERE county = $1 AND state = 'open' AND due = $2
RETURNING state;

-- name: obligation_clock_get :one
-- How far the obligations of a county are computed.
-- params: county text
-- columns: at_ms int, basis text
-- index: primary
SELECT at_ms, basis
FROM obligation_clock
WHERE county = $1;

-- name: obligation_clock_put :exec
-- The same from now on.
-- params: county text, at_ms int, basis text
INSERT INTO obligation_clock (county, at_ms, basis)
VALUES ($1, $2, $3)
ON CONFLICT (county) DO UPDATE
SET at_ms = excluded.at_ms, basis = excluded.basis;

-- ---- what became of it ------------------------------------------------------------------------

-- name: obligation_change_insert :exec
-- Note a change.
-- params: county text, rule text, about int, unit text, period text, at_ms int
-- params: from_state text, to_state text
-- index: primary
INSERT INTO obligation_change (county, rule, about, unit, period, seq, at_ms, from_state, to_state)
SELECT $1, $2, $3, $4, $5, coalesce(max(seq), 0) + 1, $6, $7, $8
FROM obligation_change
WHERE county = $1 AND rule = $2 AND about = $3 AND unit = $4 AND period = $5;

-- name: obligation_change_list :many
-- The changes of an obligation, oldest first.
-- params: county text, rule text, about int, unit text, period text
-- columns: at_ms int, from_state text, to_state text
-- index: primary
SELECT at_ms, from_state, to_state
FROM obligation_change
WHERE county = $1 AND rule = $2 AND about = $3 AND unit = $4 AND period = $5
ORDER BY seq;

-- ---- to do ------------------------------------------------------------------------------------

-- name: obligation_todo :many
-- What is in some states and due in a span of days, by deadline, after one.
-- params: county text, state_1 text, state_2 text, state_3 text, state_4 text, state_5 text
-- params: from_on text, to_on text, due text, rule text, about int, unit text, period text
-- params: most int
-- columns: rule text, about int, unit text, period text, catalog text, window_first text
-- columns: window_last text, owner text, due text, due_first text, state text, moved int
-- columns: need text, total text, timely text
-- index: obligation_state
SELECT rule, about, unit, period, catalog, window_first, window_last, owner, due, due_first, state,
    moved, need, total, timely
FROM obligation
WHERE county = $1 AND state IN ($2, $3, $4, $5, $6) AND due BETWEEN $7 AND $8
    AND (due, rule, about, unit, period) > ($9, $10, $11, $12, $13)
ORDER BY due, rule, about, unit, period
LIMIT $14;

-- name: obligation_todo_owner :many
-- The same of what a unit and all below it owe, as the units stand now.
-- params: county text, state_1 text, state_2 text, state_3 text, state_4 text, state_5 text
-- params: from_on text, to_on text, due text, rule text, about int, unit text, period text
-- params: most int, owner text
-- columns: rule text, about int, unit text, period text, catalog text, window_first text
-- columns: window_last text, owner text, due text, due_first text, state text, moved int
-- columns: need text, total text, timely text
-- index: obligation_owner, unit_parent
WITH RECURSIVE below (id) AS (
    SELECT unit
    FROM unit
    WHERE county = $1 AND unit = $15
    UNION ALL
    SELECT u.unit
    FROM below
    JOIN unit u ON u.parent = below.id
    WHERE u.county = $1
)
SELECT o.rule, o.about, o.unit, o.period, o.catalog, o.window_first, o.window_last, o.owner, o.due,
    o.due_first, o.state, o.moved, o.need, o.total, o.timely
FROM below
CROSS JOIN obligation o
WHERE o.county = $1 AND o.owner = below.id AND o.state IN ($2, $3, $4, $5, $6)
    AND o.due BETWEEN $7 AND $8
    AND (o.due, o.rule, o.about, o.unit, o.period) > ($9, $10, $11, $12, $13)
ORDER BY o.due, o.rule, o.about, o.unit, o.period
LIMIT $14;

-- name: obligation_count :many
-- How many are in which state, of those due in a span of days.
-- params: county text, from_on text, to_on text
-- columns: state text, n int
-- index: obligation_state
SELECT state, count(*)
FROM obligation
WHERE county = $1 AND state IN ('open', 'met', 'late', 'missed', 'excused')
    AND due BETWEEN $2 AND $3
GROUP BY state;

-- name: obligation_count_owner :many
-- The same of what a unit and all below it owe, as the units stand now.
-- params: county text, from_on text, to_on text, owner text
-- columns: state text, n int
-- index: obligation_owner, unit_parent
WITH RECURSIVE below (id) AS (
    SELECT unit
    FROM unit
    WHERE county = $1 AND unit = $4
    UNION ALL
    SELECT u.unit
    FROM below
    JOIN unit u ON u.parent = below.id
    WHERE u.county = $1
)
SELECT o.state, count(*)
FROM below
CROSS JOIN obligation o
WHERE o.county = $1 AND o.owner = below.id
    AND o.state IN ('open', 'met', 'late', 'missed', 'excused') AND o.due BETWEEN $2 AND $3
GROUP BY o.state;
