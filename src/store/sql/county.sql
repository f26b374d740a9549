-- Counties; see store/county.h.

-- name: county_insert :exec
-- Add a county.
-- params: code text, name text, created_at int
INSERT INTO county (code, name, created_at)
VALUES ($1, $2, $3);

-- name: county_get :one
-- The county of a code.
-- params: code text
-- columns: code text, name text, created_at int
-- index: primary
SELECT code, name, created_at
FROM county
WHERE code = $1;

-- name: county_some :many
-- Up to two counties: enough to know whether there is only one.
-- columns: code text, name text, created_at int
-- index: none (stops after two rows)
SELECT code, name, created_at
FROM county
LIMIT 2;
