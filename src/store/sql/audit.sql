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
