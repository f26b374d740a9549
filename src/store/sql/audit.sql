-- The audit chain; see store/audit.h.

-- name: audit_head_get :one
-- The last entry of a county's chain.
-- params: county text
-- columns: seq int, at_ms int, hash text
-- index: primary
SELECT seq, at_ms, hash
FROM audit_head
WHERE county = $1;

-- name: audit_head_insert :exec
-- Begin the chain of a county.
-- params: county text, hash text
INSERT INTO audit_head (county, seq, at_ms, hash)
VALUES ($1, 0, 0, $2);

-- name: audit_head_update :exec
-- The chain has got one more entry.
-- params: county text, seq int, at_ms int, hash text
-- index: primary
UPDATE audit_head
SET seq = $2, at_ms = $3, hash = $4
WHERE county = $1;

-- name: audit_entry_insert :exec
-- Append an entry.
-- params: county text, seq int, at_ms int, actor text
-- params: action text, object text, detail text, prev_hash text, hash text
INSERT INTO audit_entry (county, seq, at_ms, actor, action, object, detail, prev_hash, hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: audit_entry_list :many
-- A county's whole chain, in order.
-- params: county text
-- columns: seq int, at_ms int, actor text, action text, object text, detail text
-- columns: prev_hash text, hash text
-- index: primary
SELECT seq, at_ms, actor, action, object, detail, prev_hash, hash
FROM audit_entry
WHERE county = $1
ORDER BY seq;

-- name: history_records :many
-- Every record with its revisions, for comparing with the audit chain; a record without any
-- has one row.
-- params: county text
-- columns: record_id int, revision int, type text, unit text, subject int, at_ms int
-- columns: catalog text, catalog_version int, revision_day text, fields text, sealed blob
-- columns: actor text, reason text, listed text, entered_at int, entered_by text, history int
-- columns: batch int, latest int, occurred_on text, voided_at int, voided_by text
-- columns: void_reason text, voided_with int
-- index: primary
SELECT r.record_id, v.revision, r.type, r.unit, r.subject, v.at_ms, v.catalog, v.catalog_version,
    v.occurred_on, v.fields, v.sealed, v.actor, v.reason, v.listed, r.entered_at, r.entered_by,
    r.history, r.batch, r.latest, r.occurred_on, r.voided_at, r.voided_by, r.void_reason,
    r.voided_with
FROM record r
LEFT JOIN record_revision v ON v.county = r.county AND v.record_id = r.record_id
WHERE r.county = $1
ORDER BY r.record_id, v.revision;

-- name: history_attachments :many
-- Every file of a record, for comparing with the audit chain, with the size of what is kept.
-- params: county text
-- columns: record_id int, no int, revision int, name text, media_type text, sha256 text
-- columns: size int, sealed int, added_by text, added_at int, content_sha256 text
-- columns: content_size int
-- index: primary
SELECT t.record_id, t.no, t.revision, t.name, t.media_type, t.sha256, t.size, t.sealed,
    t.added_by, t.added_at, t.content_sha256, c.size
FROM record_attachment t
LEFT JOIN evidence_content c ON c.county = t.county AND c.sha256 = t.content_sha256
WHERE t.county = $1
ORDER BY t.record_id, t.no;
