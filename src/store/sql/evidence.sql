-- Evidence files and their bytes; see store/evidence.h.

-- name: evidence_content_insert :exec
-- Keep the bytes of a file, unless they are kept already.
-- params: county text, sha256 text, size int, content blob
INSERT INTO evidence_content (county, sha256, size, content)
VALUES ($1, $2, $3, $4)
ON CONFLICT (county, sha256) DO NOTHING;

-- name: evidence_insert :exec
-- Add a file to a rectification, its bytes being kept.
-- params: county text, rectification_id int, no int, name text, revision int, sha256 text
-- params: added_by text, added_at int
INSERT INTO evidence (county, rectification_id, no, name, revision, sha256, added_by, added_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: evidence_latest :one
-- The newest revision of the files of a name.
-- params: county text, rectification_id int, name text
-- columns: no int, name text, revision int, sha256 text, size int, added_by text, added_at int
-- index: primary
SELECT v.no, v.name, v.revision, v.sha256, c.size, v.added_by, v.added_at
FROM evidence v
JOIN evidence_content c ON c.county = v.county AND c.sha256 = v.sha256
WHERE v.county = $1 AND v.rectification_id = $2 AND v.name = $3
ORDER BY v.revision DESC
LIMIT 1;

-- name: evidence_list :many
-- The files of a rectification in the order in which they were added.
-- params: county text, rectification_id int
-- columns: no int, name text, revision int, sha256 text, size int, added_by text, added_at int
-- index: primary
SELECT v.no, v.name, v.revision, v.sha256, c.size, v.added_by, v.added_at
FROM evidence v
JOIN evidence_content c ON c.county = v.county AND c.sha256 = v.sha256
WHERE v.county = $1 AND v.rectification_id = $2
ORDER BY v.no;

-- name: evidence_get :one
-- A file with its bytes.
-- params: county text, rectification_id int, no int
-- columns: no int, name text, revision int, sha256 text, size int, added_by text, added_at int
-- columns: content blob
-- index: primary
SELECT v.no, v.name, v.revision, v.sha256, c.size, v.added_by, v.added_at, c.content
FROM evidence v
JOIN evidence_content c ON c.county = v.county AND c.sha256 = v.sha256
WHERE v.county = $1 AND v.rectification_id = $2 AND v.no = $3;

-- name: history_files :many
-- Every file, for comparing with the audit chain.
-- params: county text
-- columns: rectification_id int, no int, name text, revision int, sha256 text, added_by text
-- columns: added_at int
-- index: primary
SELECT rectification_id, no, name, revision, sha256, added_by, added_at
FROM evidence
WHERE county = $1;
