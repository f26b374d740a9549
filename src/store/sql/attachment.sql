-- Files attached to records; see store/attachment.h.

-- name: attachment_insert :exec
-- Attach a file, its bytes being kept.
-- params: county text, record_id int, no int, revision int, name text, media_type text
-- params: sha256 text, size int, content_sha256 text, sealed int, added_by text, added_at int
INSERT INTO record_attachment (county, record_id, no, revision, name, media_type, sha256, size,
    content_sha256, sealed, added_by, added_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- name: attachment_list :many
-- The files of a record in the order in which they were attached; all (''), or one by its hash.
-- params: county text, record_id int, sha256 text
-- columns: no int, revision int, name text, media_type text, sha256 text, size int
-- columns: sealed int, added_by text, added_at int
-- index: primary
SELECT no, revision, name, media_type, sha256, size, sealed, added_by, added_at
FROM record_attachment
WHERE county = $1 AND record_id = $2 AND ($3 = '' OR sha256 = $3)
ORDER BY no;

-- name: attachment_content :one
-- The bytes that are kept of a file.
-- params: county text, record_id int, no int
-- columns: content_sha256 text, content blob
-- index: primary
SELECT c.sha256, c.content
FROM record_attachment t
JOIN evidence_content c ON c.county = t.county AND c.sha256 = t.content_sha256
WHERE t.county = $1 AND t.record_id = $2 AND t.no = $3;
