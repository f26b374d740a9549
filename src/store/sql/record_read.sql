-- Reading records; see store/record.h. All of these give the same columns.
--
-- A CROSS JOIN makes SQLite begin with the table on the left, as it should: without
-- statistics it would take the revisions of the whole county to save itself a sort.

-- name: record_get :one
-- A record as it was known at a time; no row if it was not entered yet.
-- params: county text, record_id int, at_ms int
-- columns: record_id int, type text, unit text, subject int, entered_at int, entered_by text
-- columns: history int, batch int, latest int, voided_at int, voided_by text, void_reason text
-- columns: voided_with int, revision int, at_ms int, actor text, reason text, catalog text
-- columns: catalog_version int, occurred_on text, fields text, listed text, sealed blob
-- index: primary
SELECT r.record_id, r.type, r.unit, r.subject, r.entered_at, r.entered_by, r.history, r.batch,
    r.latest, r.voided_at, r.voided_by, r.void_reason, r.voided_with, v.revision, v.at_ms, v.actor,
    v.reason, v.catalog, v.catalog_version, v.occurred_on, v.fields, v.listed, v.sealed
FROM record r
JOIN record_revision v
    ON v.county = r.county AND v.record_id = r.record_id AND v.revision = (
        SELECT max(x.revision)
        FROM record_revision x
        WHERE x.county = r.county AND x.record_id = r.record_id AND x.at_ms <= $3
    )
WHERE r.county = $1 AND r.record_id = $2;

-- name: record_revisions :many
-- All that a record said until a time, oldest first.
-- params: county text, record_id int, at_ms int
-- columns: record_id int, type text, unit text, subject int, entered_at int, entered_by text
-- columns: history int, batch int, latest int, voided_at int, voided_by text, void_reason text
-- columns: voided_with int, revision int, at_ms int, actor text, reason text, catalog text
-- columns: catalog_version int, occurred_on text, fields text, listed text, sealed blob
-- index: primary
SELECT r.record_id, r.type, r.unit, r.subject, r.entered_at, r.entered_by, r.history, r.batch,
    r.latest, r.voided_at, r.voided_by, r.void_reason, r.voided_with, v.revision, v.at_ms, v.actor,
    v.reason, v.catalog, v.catalog_version, v.occurred_on, v.fields, v.listed, v.sealed
FROM record r
JOIN record_revision v ON v.county = r.county AND v.record_id = r.record_id AND v.at_ms <= $3
WHERE r.county = $1 AND r.record_id = $2
ORDER BY v.revision;

-- name: record_revisions_of_subject :many
-- All that the records in the file of a subject said until a time, in the order of entry.
-- params: county text, subject int, at_ms int
-- columns: record_id int, type text, unit text, subject int, entered_at int, entered_by text
-- columns: history int, batch int, latest int, voided_at int, voided_by text, void_reason text
-- columns: voided_with int, revision int, at_ms int, actor text, reason text, catalog text
-- columns: catalog_version int, occurred_on text, fields text, listed text, sealed blob
-- index: record_subject, primary
SELECT r.record_id, r.type, r.unit, r.subject, r.entered_at, r.entered_by, r.history, r.batch,
    r.latest, r.voided_at, r.voided_by, r.void_reason, r.voided_with, v.revision, v.at_ms, v.actor,
    v.reason, v.catalog, v.catalog_version, v.occurred_on, v.fields, v.listed, v.sealed
FROM record r
CROSS JOIN record_revision v
WHERE r.county = $1 AND r.subject = $2
    AND v.county = r.county AND v.record_id = r.record_id AND v.at_ms <= $3
ORDER BY r.record_id, v.revision;

-- name: record_revisions_of_county :many
-- All that the records of a county said until a time, in the order of entry.
-- params: county text, at_ms int
-- columns: record_id int, type text, unit text, subject int, entered_at int, entered_by text
-- columns: history int, batch int, latest int, voided_at int, voided_by text, void_reason text
-- columns: voided_with int, revision int, at_ms int, actor text, reason text, catalog text
-- columns: catalog_version int, occurred_on text, fields text, listed text, sealed blob
-- index: primary
SELECT r.record_id, r.type, r.unit, r.subject, r.entered_at, r.entered_by, r.history, r.batch,
    r.latest, r.voided_at, r.voided_by, r.void_reason, r.voided_with, v.revision, v.at_ms, v.actor,
    v.reason, v.catalog, v.catalog_version, v.occurred_on, v.fields, v.listed, v.sealed
FROM record r
CROSS JOIN record_revision v
WHERE r.county = $1
    AND v.county = r.county AND v.record_id = r.record_id AND v.at_ms <= $2
ORDER BY r.record_id, v.revision;

-- name: record_revisions_of_range :many
-- All that the records of these numbers, both included, ever said.
-- params: county text, first_id int, last_id int
-- columns: record_id int, type text, unit text, subject int, entered_at int, entered_by text
-- columns: history int, batch int, latest int, voided_at int, voided_by text, void_reason text
-- columns: voided_with int, revision int, at_ms int, actor text, reason text, catalog text
-- columns: catalog_version int, occurred_on text, fields text, listed text, sealed blob
-- index: primary
WITH these AS MATERIALIZED ( -- else SQLite looks for the revisions of all of them for each one
    SELECT *
    FROM record
    WHERE county = $1 AND record_id BETWEEN $2 AND $3
)
SELECT these.record_id, these.type, these.unit, these.subject, these.entered_at, these.entered_by,
    these.history, these.batch, these.latest, these.voided_at, these.voided_by, these.void_reason,
    these.voided_with, v.revision, v.at_ms, v.actor, v.reason, v.catalog, v.catalog_version,
    v.occurred_on, v.fields, v.listed, v.sealed
FROM these
CROSS JOIN record_revision v
WHERE v.county = $1 AND v.record_id = these.record_id
ORDER BY these.record_id, v.revision;

-- name: record_revisions_of_type :many
-- All that records of a type said that happened on days between two, in the order of entry.
-- params: county text, type text, from_on text, to_on text, at_ms int
-- columns: record_id int, type text, unit text, subject int, entered_at int, entered_by text
-- columns: history int, batch int, latest int, voided_at int, voided_by text, void_reason text
-- columns: voided_with int, revision int, at_ms int, actor text, reason text, catalog text
-- columns: catalog_version int, occurred_on text, fields text, listed text, sealed blob
-- index: record_day, primary
SELECT r.record_id, r.type, r.unit, r.subject, r.entered_at, r.entered_by, r.history, r.batch,
    r.latest, r.voided_at, r.voided_by, r.void_reason, r.voided_with, v.revision, v.at_ms, v.actor,
    v.reason, v.catalog, v.catalog_version, v.occurred_on, v.fields, v.listed, v.sealed
FROM record r
CROSS JOIN record_revision v
WHERE r.county = $1 AND r.type = $2 AND r.occurred_on BETWEEN $3 AND $4
    AND v.county = r.county AND v.record_id = r.record_id AND v.at_ms <= $5
ORDER BY r.record_id, v.revision;

-- name: record_revisions_of_subject_type :many
-- The same of what is in the file of a subject.
-- params: county text, subject int, type text, from_on text, to_on text, at_ms int
-- columns: record_id int, type text, unit text, subject int, entered_at int, entered_by text
-- columns: history int, batch int, latest int, voided_at int, voided_by text, void_reason text
-- columns: voided_with int, revision int, at_ms int, actor text, reason text, catalog text
-- columns: catalog_version int, occurred_on text, fields text, listed text, sealed blob
-- index: record_subject_day, primary
SELECT r.record_id, r.type, r.unit, r.subject, r.entered_at, r.entered_by, r.history, r.batch,
    r.latest, r.voided_at, r.voided_by, r.void_reason, r.voided_with, v.revision, v.at_ms, v.actor,
    v.reason, v.catalog, v.catalog_version, v.occurred_on, v.fields, v.listed, v.sealed
FROM record r
CROSS JOIN record_revision v
WHERE r.county = $1 AND r.subject = $2 AND r.type = $3 AND r.occurred_on BETWEEN $4 AND $5
    AND v.county = r.county AND v.record_id = r.record_id AND v.at_ms <= $6
ORDER BY r.record_id, v.revision;

-- name: record_spread :many
-- Where and when records of these numbers, both included, happened, by all that they ever said.
-- params: county text, first_id int, last_id int
-- columns: subject int, unit text, first_on text, last_on text
-- index: primary
SELECT r.subject, r.unit, min(v.occurred_on), max(v.occurred_on)
FROM record r
JOIN record_revision v ON v.county = r.county AND v.record_id = r.record_id
WHERE r.county = $1 AND r.record_id BETWEEN $2 AND $3
GROUP BY r.subject, r.unit;

-- name: record_list_type_day :many
-- The records of a type that pass a filter, by day, after one.
-- params: county text, type text, from_on text, to_on text, entered_from int, entered_to int
-- params: unit text, voided int, batch int, key text, key_id int, most int
-- columns: record_id int, type text, unit text, subject int, entered_at int, entered_by text
-- columns: history int, batch int, latest int, voided_at int, voided_by text, void_reason text
-- columns: voided_with int, revision int, at_ms int, actor text, reason text, catalog text
-- columns: catalog_version int, occurred_on text, fields text, listed text, sealed blob
-- index: record_day, primary
SELECT r.record_id, r.type, r.unit, r.subject, r.entered_at, r.entered_by, r.history, r.batch,
    r.latest, r.voided_at, r.voided_by, r.void_reason, r.voided_with, v.revision, v.at_ms, v.actor,
    v.reason, v.catalog, v.catalog_version, v.occurred_on, v.fields, v.listed, v.sealed
FROM record r
JOIN record_revision v
    ON v.county = r.county AND v.record_id = r.record_id AND v.revision = r.latest
WHERE r.county = $1 AND r.type = $2 AND r.occurred_on BETWEEN $3 AND $4
    AND r.entered_at BETWEEN $5 AND $6
    AND ($7 = '' OR r.unit IN (
        WITH RECURSIVE below (id) AS (
            SELECT unit
            FROM unit
            WHERE county = $1 AND unit = $7
            UNION ALL
            SELECT u.unit
            FROM below
            JOIN unit u ON u.parent = below.id
            WHERE u.county = $1
        )
        SELECT id
        FROM below
    ))
    AND ($8 = 2 OR $8 = CASE WHEN r.voided_at IS NULL THEN 0 ELSE 1 END)
    AND ($9 = 0 OR r.batch = $9)
    AND (r.occurred_on, r.record_id) > ($10, $11)
ORDER BY r.occurred_on, r.record_id
LIMIT $12;

-- name: record_list_type_day_desc :many
-- The records of a type that pass a filter, by day, newest first, after one.
-- params: county text, type text, from_on text, to_on text, entered_from int, entered_to int
-- params: unit text, voided int, batch int, key text, key_id int, most int
-- columns: record_id int, type text, unit text, subject int, entered_at int, entered_by text
-- columns: history int, batch int, latest int, voided_at int, voided_by text, void_reason text
-- columns: voided_with int, revision int, at_ms int, actor text, reason text, catalog text
-- columns: catalog_version int, occurred_on text, fields text, listed text, sealed blob
-- index: record_day, primary
SELECT r.record_id, r.type, r.unit, r.subject, r.entered_at, r.entered_by, r.history, r.batch,
    r.latest, r.voided_at, r.voided_by, r.void_reason, r.voided_with, v.revision, v.at_ms, v.actor,
    v.reason, v.catalog, v.catalog_version, v.occurred_on, v.fields, v.listed, v.sealed
FROM record r
JOIN record_revision v
    ON v.county = r.county AND v.record_id = r.record_id AND v.revision = r.latest
WHERE r.county = $1 AND r.type = $2 AND r.occurred_on BETWEEN $3 AND $4
    AND r.entered_at BETWEEN $5 AND $6
    AND ($7 = '' OR r.unit IN (
        WITH RECURSIVE below (id) AS (
            SELECT unit
            FROM unit
            WHERE county = $1 AND unit = $7
            UNION ALL
            SELECT u.unit
            FROM below
            JOIN unit u ON u.parent = below.id
            WHERE u.county = $1
        )
        SELECT id
        FROM below
    ))
    AND ($8 = 2 OR $8 = CASE WHEN r.voided_at IS NULL THEN 0 ELSE 1 END)
    AND ($9 = 0 OR r.batch = $9)
    AND (r.occurred_on, r.record_id) < ($10, $11)
ORDER BY r.occurred_on DESC, r.record_id DESC
LIMIT $12;

-- name: record_list_type_entered :many
-- The records of a type that pass a filter, by time of entry, after one.
-- params: county text, type text, from_on text, to_on text, entered_from int, entered_to int
-- params: unit text, voided int, batch int, key int, key_id int, most int
-- columns: record_id int, type text, unit text, subject int, entered_at int, entered_by text
-- columns: history int, batch int, latest int, voided_at int, voided_by text, void_reason text
-- columns: voided_with int, revision int, at_ms int, actor text, reason text, catalog text
-- columns: catalog_version int, occurred_on text, fields text, listed text, sealed blob
-- index: record_entered, primary
SELECT r.record_id, r.type, r.unit, r.subject, r.entered_at, r.entered_by, r.history, r.batch,
    r.latest, r.voided_at, r.voided_by, r.void_reason, r.voided_with, v.revision, v.at_ms, v.actor,
    v.reason, v.catalog, v.catalog_version, v.occurred_on, v.fields, v.listed, v.sealed
FROM record r
JOIN record_revision v
    ON v.county = r.county AND v.record_id = r.record_id AND v.revision = r.latest
WHERE r.county = $1 AND r.type = $2 AND r.occurred_on BETWEEN $3 AND $4
    AND r.entered_at BETWEEN $5 AND $6
    AND ($7 = '' OR r.unit IN (
        WITH RECURSIVE below (id) AS (
            SELECT unit
            FROM unit
            WHERE county = $1 AND unit = $7
            UNION ALL
            SELECT u.unit
            FROM below
            JOIN unit u ON u.parent = below.id
            WHERE u.county = $1
        )
        SELECT id
        FROM below
    ))
    AND ($8 = 2 OR $8 = CASE WHEN r.voided_at IS NULL THEN 0 ELSE 1 END)
    AND ($9 = 0 OR r.batch = $9)
    AND (r.entered_at, r.record_id) > ($10, $11)
ORDER BY r.entered_at, r.record_id
LIMIT $12;

-- name: record_list_type_entered_desc :many
-- The records of a type that pass a filter, by time of entry, newest first, after one.
-- params: county text, type text, from_on text, to_on text, entered_from int, entered_to int
-- params: unit text, voided int, batch int, key int, key_id int, most int
-- columns: record_id int, type text, unit text, subject int, entered_at int, entered_by text
-- columns: history int, batch int, latest int, voided_at int, voided_by text, void_reason text
-- columns: voided_with int, revision int, at_ms int, actor text, reason text, catalog text
-- columns: catalog_version int, occurred_on text, fields text, listed text, sealed blob
-- index: record_entered, primary
SELECT r.record_id, r.type, r.unit, r.subject, r.entered_at, r.entered_by, r.history, r.batch,
    r.latest, r.voided_at, r.voided_by, r.void_reason, r.voided_with, v.revision, v.at_ms, v.actor,
    v.reason, v.catalog, v.catalog_version, v.occurred_on, v.fields, v.listed, v.sealed
FROM record r
JOIN record_revision v
    ON v.county = r.county AND v.record_id = r.record_id AND v.revision = r.latest
WHERE r.county = $1 AND r.type = $2 AND r.occurred_on BETWEEN $3 AND $4
    AND r.entered_at BETWEEN $5 AND $6
    AND ($7 = '' OR r.unit IN (
        WITH RECURSIVE below (id) AS (
            SELECT unit
            FROM unit
            WHERE county = $1 AND unit = $7
            UNION ALL
            SELECT u.unit
            FROM below
            JOIN unit u ON u.parent = below.id
            WHERE u.county = $1
        )
        SELECT id
        FROM below
    ))
    AND ($8 = 2 OR $8 = CASE WHEN r.voided_at IS NULL THEN 0 ELSE 1 END)
    AND ($9 = 0 OR r.batch = $9)
    AND (r.entered_at, r.record_id) < ($10, $11)
ORDER BY r.entered_at DESC, r.record_id DESC
LIMIT $12;

-- name: record_list_subject_day :many
-- The records of a subject that pass a filter, by day, after one.
-- params: county text, subject int, from_on text, to_on text, entered_from int, entered_to int
-- params: unit text, voided int, batch int, key text, key_id int, most int
-- params: type text
-- columns: record_id int, type text, unit text, subject int, entered_at int, entered_by text
-- columns: history int, batch int, latest int, voided_at int, voided_by text, void_reason text
-- columns: voided_with int, revision int, at_ms int, actor text, reason text, catalog text
-- columns: catalog_version int, occurred_on text, fields text, listed text, sealed blob
-- index: record_subject_day, primary
SELECT r.record_id, r.type, r.unit, r.subject, r.entered_at, r.entered_by, r.history, r.batch,
    r.latest, r.voided_at, r.voided_by, r.void_reason, r.voided_with, v.revision, v.at_ms, v.actor,
    v.reason, v.catalog, v.catalog_version, v.occurred_on, v.fields, v.listed, v.sealed
FROM record r
JOIN record_revision v
    ON v.county = r.county AND v.record_id = r.record_id AND v.revision = r.latest
WHERE r.county = $1 AND r.subject = $2 AND r.occurred_on BETWEEN $3 AND $4
    AND r.entered_at BETWEEN $5 AND $6
    AND ($7 = '' OR r.unit IN (
        WITH RECURSIVE below (id) AS (
            SELECT unit
            FROM unit
            WHERE county = $1 AND unit = $7
            UNION ALL
            SELECT u.unit
            FROM below
            JOIN unit u ON u.parent = below.id
            WHERE u.county = $1
        )
        SELECT id
        FROM below
    ))
    AND ($8 = 2 OR $8 = CASE WHEN r.voided_at IS NULL THEN 0 ELSE 1 END)
    AND ($9 = 0 OR r.batch = $9)
    AND (r.occurred_on, r.record_id) > ($10, $11)
    AND ($13 = '' OR r.type = $13)
ORDER BY r.occurred_on, r.record_id
LIMIT $12;

-- name: record_list_subject_day_desc :many
-- The records of a subject that pass a filter, by day, newest first, after one.
-- params: county text, subject int, from_on text, to_on text, entered_from int, entered_to int
-- params: unit text, voided int, batch int, key text, key_id int, most int
-- params: type text
-- columns: record_id int, type text, unit text, subject int, entered_at int, entered_by text
-- columns: history int, batch int, latest int, voided_at int, voided_by text, void_reason text
-- columns: voided_with int, revision int, at_ms int, actor text, reason text, catalog text
-- columns: catalog_version int, occurred_on text, fields text, listed text, sealed blob
-- index: record_subject_day, primary
SELECT r.record_id, r.type, r.unit, r.subject, r.entered_at, r.entered_by, r.history, r.batch,
    r.latest, r.voided_at, r.voided_by, r.void_reason, r.voided_with, v.revision, v.at_ms, v.actor,
    v.reason, v.catalog, v.catalog_version, v.occurred_on, v.fields, v.listed, v.sealed
FROM record r
JOIN record_revision v
    ON v.county = r.county AND v.record_id = r.record_id AND v.revision = r.latest
WHERE r.county = $1 AND r.subject = $2 AND r.occurred_on BETWEEN $3 AND $4
    AND r.entered_at BETWEEN $5 AND $6
    AND ($7 = '' OR r.unit IN (
        WITH RECURSIVE below (id) AS (
            SELECT unit
            FROM unit
            WHERE county = $1 AND unit = $7
            UNION ALL
            SELECT u.unit
            FROM below
            JOIN unit u ON u.parent = below.id
            WHERE u.county = $1
        )
        SELECT id
        FROM below
    ))
    AND ($8 = 2 OR $8 = CASE WHEN r.voided_at IS NULL THEN 0 ELSE 1 END)
    AND ($9 = 0 OR r.batch = $9)
    AND (r.occurred_on, r.record_id) < ($10, $11)
    AND ($13 = '' OR r.type = $13)
ORDER BY r.occurred_on DESC, r.record_id DESC
LIMIT $12;

-- name: record_list_subject_entered :many
-- The records of a subject that pass a filter, by time of entry, after one.
-- params: county text, subject int, from_on text, to_on text, entered_from int, entered_to int
-- params: unit text, voided int, batch int, key int, key_id int, most int
-- params: type text
-- columns: record_id int, type text, unit text, subject int, entered_at int, entered_by text
-- columns: history int, batch int, latest int, voided_at int, voided_by text, void_reason text
-- columns: voided_with int, revision int, at_ms int, actor text, reason text, catalog text
-- columns: catalog_version int, occurred_on text, fields text, listed text, sealed blob
-- index: record_subject_day, primary
SELECT r.record_id, r.type, r.unit, r.subject, r.entered_at, r.entered_by, r.history, r.batch,
    r.latest, r.voided_at, r.voided_by, r.void_reason, r.voided_with, v.revision, v.at_ms, v.actor,
    v.reason, v.catalog, v.catalog_version, v.occurred_on, v.fields, v.listed, v.sealed
FROM record r
JOIN record_revision v
    ON v.county = r.county AND v.record_id = r.record_id AND v.revision = r.latest
WHERE r.county = $1 AND r.subject = $2 AND r.occurred_on BETWEEN $3 AND $4
    AND r.entered_at BETWEEN $5 AND $6
    AND ($7 = '' OR r.unit IN (
        WITH RECURSIVE below (id) AS (
            SELECT unit
            FROM unit
            WHERE county = $1 AND unit = $7
            UNION ALL
            SELECT u.unit
            FROM below
            JOIN unit u ON u.parent = below.id
            WHERE u.county = $1
        )
        SELECT id
        FROM below
    ))
    AND ($8 = 2 OR $8 = CASE WHEN r.voided_at IS NULL THEN 0 ELSE 1 END)
    AND ($9 = 0 OR r.batch = $9)
    AND (r.entered_at, r.record_id) > ($10, $11)
    AND ($13 = '' OR r.type = $13)
ORDER BY r.entered_at, r.record_id
LIMIT $12;

-- name: record_list_subject_entered_desc :many
-- The records of a subject that pass a filter, by time of entry, newest first, after one.
-- params: county text, subject int, from_on text, to_on text, entered_from int, entered_to int
-- params: unit text, voided int, batch int, key int, key_id int, most int
-- params: type text
-- columns: record_id int, type text, unit text, subject int, entered_at int, entered_by text
-- columns: history int, batch int, latest int, voided_at int, voided_by text, void_reason text
-- columns: voided_with int, revision int, at_ms int, actor text, reason text, catalog text
-- columns: catalog_version int, occurred_on text, fields text, listed text, sealed blob
-- index: record_subject_day, primary
SELECT r.record_id, r.type, r.unit, r.subject, r.entered_at, r.entered_by, r.history, r.batch,
    r.latest, r.voided_at, r.voided_by, r.void_reason, r.voided_with, v.revision, v.at_ms, v.actor,
    v.reason, v.catalog, v.catalog_version, v.occurred_on, v.fields, v.listed, v.sealed
FROM record r
JOIN record_revision v
    ON v.county = r.county AND v.record_id = r.record_id AND v.revision = r.latest
WHERE r.county = $1 AND r.subject = $2 AND r.occurred_on BETWEEN $3 AND $4
    AND r.entered_at BETWEEN $5 AND $6
    AND ($7 = '' OR r.unit IN (
        WITH RECURSIVE below (id) AS (
            SELECT unit
            FROM unit
            WHERE county = $1 AND unit = $7
            UNION ALL
            SELECT u.unit
            FROM below
            JOIN unit u ON u.parent = below.id
            WHERE u.county = $1
        )
        SELECT id
        FROM below
    ))
    AND ($8 = 2 OR $8 = CASE WHEN r.voided_at IS NULL THEN 0 ELSE 1 END)
    AND ($9 = 0 OR r.batch = $9)
    AND (r.entered_at, r.record_id) < ($10, $11)
    AND ($13 = '' OR r.type = $13)
ORDER BY r.entered_at DESC, r.record_id DESC
LIMIT $12;
