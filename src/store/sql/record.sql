-- Writing records, their keys and their imports; see store/record.h and store/batch.h.

-- name: record_insert :exec
-- Add a record, its first revision to follow.
-- params: county text, record_id int, type text, unit text, subject int, entered_at int
-- params: entered_by text, history int, batch int, occurred_on text
INSERT INTO record (county, record_id, type, unit, subject, entered_at, entered_by, history, batch,
    latest, occurred_on)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10);

-- name: record_revision_insert :exec
-- Add a revision.
-- params: county text, record_id int, revision int, seq int, at_ms int, actor text, reason text
-- params: catalog text, catalog_version int, occurred_on text, fields text, listed text
-- params: sealed blob
INSERT INTO record_revision (county, record_id, revision, seq, at_ms, actor, reason, catalog,
    catalog_version, occurred_on, fields, listed, sealed)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- name: record_standing :one
-- Where a record stands.
-- params: county text, record_id int
-- columns: latest int, type text, unit text, subject int, voided_at int
-- index: primary
SELECT latest, type, unit, subject, voided_at
FROM record
WHERE county = $1 AND record_id = $2;

-- name: record_update :one
-- A record has got one more revision; no row if it is void or not at the one seen.
-- params: county text, record_id int, latest int, occurred_on text
-- columns: latest int
-- index: primary
UPDATE record
SET latest = latest + 1, occurred_on = $4
WHERE county = $1 AND record_id = $2 AND latest = $3 AND voided_at IS NULL
RETURNING latest;

-- name: record_void :one
-- Void a record; no row if it is void or not at the revision seen.
-- params: county text, record_id int, latest int, voided_at int, voided_seq int, voided_by text
-- params: void_reason text
-- columns: record_id int
-- index: primary
UPDATE record
SET voided_at = $4, voided_seq = $5, voided_by = $6, void_reason = $7
WHERE county = $1 AND record_id = $2 AND latest = $3 AND voided_at IS NULL
RETURNING record_id;

-- name: record_void_below :many
-- Void what is in the file of a subject, and in the files of subjects therein.
-- params: county text, subject int, voided_at int, voided_seq int, voided_by text
-- params: void_reason text
-- columns: record_id int
-- index: primary, record_subject
UPDATE record
SET voided_at = $3, voided_seq = $4, voided_by = $5, void_reason = $6, voided_with = $2
WHERE county = $1 AND voided_at IS NULL AND record_id IN (
    WITH RECURSIVE below (id) AS (
        SELECT record_id
        FROM record
        WHERE county = $1 AND subject = $2
        UNION
        SELECT r.record_id
        FROM below
        JOIN record r ON r.subject = below.id
        WHERE r.county = $1
    )
    SELECT id
    FROM below
)
RETURNING record_id;

-- name: record_unique_insert :exec
-- A record has a key.
-- params: county text, digest blob, record_id int
INSERT INTO record_unique (county, digest, record_id)
VALUES ($1, $2, $3);

-- name: record_unique_holder :one
-- The record that has a key.
-- params: county text, digest blob
-- columns: record_id int
-- index: primary
SELECT record_id
FROM record_unique
WHERE county = $1 AND digest = $2;

-- name: record_unique_delete :exec
-- Records of these numbers, both included, give up their keys.
-- params: county text, first_id int, last_id int
-- index: record_unique_record
DELETE FROM record_unique
WHERE county = $1 AND record_id BETWEEN $2 AND $3;

-- name: record_unique_delete_below :exec
-- What is in the file of a subject, and in the files of subjects therein, gives up its keys.
-- params: county text, subject int
-- index: record_unique_record, record_subject
DELETE FROM record_unique
WHERE county = $1 AND record_id IN (
    WITH RECURSIVE below (id) AS (
        SELECT record_id
        FROM record
        WHERE county = $1 AND subject = $2
        UNION
        SELECT r.record_id
        FROM below
        JOIN record r ON r.subject = below.id
        WHERE r.county = $1
    )
    SELECT id
    FROM below
);

-- name: record_lookup_insert :exec
-- A record can be found by a value.
-- params: county text, digest blob, record_id int
INSERT INTO record_lookup (county, digest, record_id)
VALUES ($1, $2, $3);

-- name: record_lookup_delete :exec
-- A record is found by none of its values any more.
-- params: county text, record_id int
-- index: record_lookup_record
DELETE FROM record_lookup
WHERE county = $1 AND record_id = $2;

-- name: record_lookup_find :many
-- The records that are not void and have a value, in the order of entry.
-- params: county text, digest blob
-- columns: record_id int
-- index: primary
SELECT l.record_id
FROM record_lookup l
JOIN record r ON r.county = l.county AND r.record_id = l.record_id
WHERE l.county = $1 AND l.digest = $2 AND r.voided_at IS NULL
ORDER BY l.record_id;

-- name: batch_next_id :one
-- The number of the next import.
-- params: county text
-- columns: batch int
-- index: primary
SELECT coalesce(max(batch), 0) + 1
FROM record_batch
WHERE county = $1;

-- name: batch_insert :exec
-- Begin an import.
-- params: county text, batch int, type text, file_name text, file_sha256 text, history int
-- params: first_id int, at_ms int, actor text
INSERT INTO record_batch (county, batch, type, file_name, file_sha256, row_count, taken, history,
    first_id, at_ms, actor)
VALUES ($1, $2, $3, $4, $5, 0, 0, $6, $7, $8, $9);

-- name: batch_taken :exec
-- How many records an import has brought, of how many rows.
-- params: county text, batch int, taken int, row_count int
-- index: primary
UPDATE record_batch
SET taken = $3, row_count = $4
WHERE county = $1 AND batch = $2;

-- name: batch_by_file :one
-- The import of a file that was not undone.
-- params: county text, type text, file_sha256 text
-- columns: batch int
-- index: record_batch_file
SELECT batch
FROM record_batch
WHERE county = $1 AND type = $2 AND file_sha256 = $3 AND undone_at IS NULL;

-- name: batch_list :many
-- All imports (0), or one of them, the newest first.
-- params: county text, batch int
-- columns: batch int, type text, file_name text, file_sha256 text, row_count int, taken int
-- columns: history int, first_id int, at_ms int, actor text, undone_at int, undone_by text
-- columns: undo_reason text
-- index: primary
SELECT batch, type, file_name, file_sha256, row_count, taken, history, first_id, at_ms, actor,
    undone_at, undone_by, undo_reason
FROM record_batch
WHERE county = $1 AND ($2 = 0 OR batch = $2)
ORDER BY batch DESC;

-- name: batch_obstacles :many
-- What keeps an import with records of these numbers from being undone: its own records that
-- were revised, and records of others in their files.
-- params: county text, first_id int, last_id int
-- columns: record_id int, subject int
-- index: primary, record_subject_day
SELECT record_id, CAST(NULL AS BIGINT)
FROM record
WHERE county = $1 AND record_id BETWEEN $2 AND $3 AND voided_at IS NULL AND latest > 1
UNION ALL
SELECT record_id, subject
FROM record
WHERE county = $1 AND subject BETWEEN $2 AND $3 AND voided_at IS NULL AND record_id > $3;

-- name: batch_void :many
-- Void the records of these numbers that are not void yet.
-- params: county text, first_id int, last_id int, voided_at int, voided_seq int, voided_by text
-- params: void_reason text
-- columns: record_id int
-- index: primary
UPDATE record
SET voided_at = $4, voided_seq = $5, voided_by = $6, void_reason = $7
WHERE county = $1 AND record_id BETWEEN $2 AND $3 AND voided_at IS NULL
RETURNING record_id;

-- name: batch_undo :exec
-- An import was undone.
-- params: county text, batch int, undone_at int, undone_by text, undo_reason text
-- index: primary
UPDATE record_batch
SET undone_at = $3, undone_by = $4, undo_reason = $5
WHERE county = $1 AND batch = $2;

-- name: subject_key_get :one
-- The key of an owner; it is NULL if it was destroyed.
-- params: county text, owner int
-- columns: wrapped blob
-- index: primary
SELECT wrapped
FROM subject_key
WHERE county = $1 AND owner = $2;

-- name: subject_key_insert :exec
-- An owner has got a key.
-- params: county text, owner int, wrapped blob, made_at int
INSERT INTO subject_key (county, owner, wrapped, made_at)
VALUES ($1, $2, $3, $4);

-- name: subject_key_erase :exec
-- Destroy the key of an owner.
-- params: county text, owner int, erased_at int, erased_by text, reason text
-- index: primary
UPDATE subject_key
SET wrapped = NULL, erased_at = $3, erased_by = $4, reason = $5
WHERE county = $1 AND owner = $2;

-- name: subject_unique_erase :exec
-- What is sealed by the key of an owner gives up its keys.
-- params: county text, owner int
-- index: record_unique_record, record_subject
DELETE FROM record_unique
WHERE county = $1 AND (record_id = $2 OR record_id IN (
    SELECT record_id
    FROM record
    WHERE county = $1 AND subject = $2
));

-- name: subject_lookup_erase :exec
-- What is sealed by the key of an owner is found by none of its values any more.
-- params: county text, owner int
-- index: record_lookup_record, record_subject
DELETE FROM record_lookup
WHERE county = $1 AND (record_id = $2 OR record_id IN (
    SELECT record_id
    FROM record
    WHERE county = $1 AND subject = $2
));

-- name: data_key_note :exec
-- Note by what the data key is known, unless one is noted.
-- params: county text, digest blob
INSERT INTO data_key (county, digest)
VALUES ($1, $2)
ON CONFLICT (county) DO NOTHING;

-- name: data_key_get :one
-- By what the data key is known.
-- params: county text
-- columns: digest blob
-- index: primary
SELECT digest
FROM data_key
WHERE county = $1;
