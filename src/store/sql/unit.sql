-- Units and their figures, and the stamp of what is entered; see store/unit.h and store/stamp.h.

-- name: stamp_take :one
-- Hand out a time that is not before the last one, and the next numbers.
-- params: county text, at_ms int, seqs int, record_ids int
-- columns: at_ms int, seq int, record_id int
INSERT INTO stamp (county, at_ms, seq, record_id)
VALUES ($1, $2, $3, $4)
ON CONFLICT (county) DO UPDATE
SET at_ms = CASE WHEN excluded.at_ms > stamp.at_ms THEN excluded.at_ms ELSE stamp.at_ms END,
    seq = stamp.seq + excluded.seq,
    record_id = stamp.record_id + excluded.record_id
RETURNING at_ms, seq, record_id;

-- name: stamp_last :one
-- The last time that was handed out.
-- params: county text
-- columns: at_ms int
-- index: primary
SELECT at_ms
FROM stamp
WHERE county = $1;

-- name: unit_insert :exec
-- Add a unit.
-- params: county text, unit text, seq int, kind text, parent text, name text, valid_from text
-- params: valid_to text
INSERT INTO unit (county, unit, seq, revision, kind, parent, name, valid_from, valid_to)
VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8);

-- name: unit_update :one
-- Change a unit that is at the revision seen; no row if it is not.
-- params: county text, unit text, revision int, kind text, parent text, name text
-- params: valid_from text, valid_to text
-- columns: revision int
-- index: primary
UPDATE unit
SET revision = revision + 1, kind = $4, parent = $5, name = $6, valid_from = $7, valid_to = $8
WHERE county = $1 AND unit = $2 AND revision = $3
RETURNING revision;

-- name: unit_revision_insert :exec
-- Add a revision of a unit.
-- params: county text, unit text, revision int, at_ms int, actor text, reason text, kind text
-- params: parent text, name text, valid_from text, valid_to text
INSERT INTO unit_revision (county, unit, revision, at_ms, actor, reason, kind, parent, name,
    valid_from, valid_to)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- name: unit_list :many
-- The units as they were known at a time, in the order of entry; all (''), or one of them.
-- params: county text, at_ms int, unit text
-- columns: unit text, revision int, at_ms int, actor text, kind text, parent text, name text
-- columns: valid_from text, valid_to text
-- index: primary
SELECT u.unit, v.revision, v.at_ms, v.actor, v.kind, v.parent, v.name, v.valid_from, v.valid_to
FROM unit u
JOIN unit_revision v
    ON v.county = u.county AND v.unit = u.unit AND v.revision = (
        SELECT max(x.revision)
        FROM unit_revision x
        WHERE x.county = u.county AND x.unit = u.unit AND x.at_ms <= $2
    )
WHERE u.county = $1 AND ($3 = '' OR u.unit = $3)
ORDER BY u.seq;

-- name: unit_below :many
-- A unit and all below it, as they stand now; `open` tells those without a last day.
-- params: county text, unit text
-- columns: unit text, open int
-- index: primary, unit_parent
WITH RECURSIVE below (unit, open) AS (
    SELECT unit, CAST(CASE WHEN valid_to IS NULL THEN 1 ELSE 0 END AS BIGINT)
    FROM unit
    WHERE county = $1 AND unit = $2
    UNION ALL
    SELECT u.unit, CAST(CASE WHEN u.valid_to IS NULL THEN 1 ELSE 0 END AS BIGINT)
    FROM below
    JOIN unit u ON u.parent = below.unit
    WHERE u.county = $1
)
SELECT unit, open
FROM below;

-- name: unit_figure_insert :exec
-- Add a figure.
-- params: county text, unit text, attribute text, from_on text, seq int, value text, at_ms int
-- params: actor text
INSERT INTO unit_figure (county, unit, attribute, from_on, seq, value, at_ms, actor)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: unit_figure_list :many
-- What was entered until a time of all units ('') or one, those of one day side by side.
-- params: county text, at_ms int, unit text
-- columns: unit text, attribute text, from_on text, value text, at_ms int, actor text
-- index: primary
SELECT unit, attribute, from_on, value, at_ms, actor
FROM unit_figure
WHERE county = $1 AND at_ms <= $2 AND ($3 = '' OR unit = $3)
ORDER BY unit, attribute, from_on, seq;
