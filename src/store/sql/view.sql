-- What the views for analysts are made of; see store/view.h. The views themselves: ddl/view.sql.

-- name: view_insert :exec
-- A county has a view, its columns to follow.
-- params: county text, type text, title text, shape text
INSERT INTO record_view (county, type, title, shape)
VALUES ($1, $2, $3, $4);

-- name: view_column_insert :exec
-- Add a column.
-- params: county text, type text, position int, field text, kind text, sealed int, title text
INSERT INTO record_view_column (county, type, position, field, kind, sealed, title)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: view_delete :exec
-- A county has a view no more, its columns being gone.
-- params: county text, type text
-- index: primary
DELETE FROM record_view
WHERE county = $1 AND type = $2;

-- name: view_column_delete :exec
-- A view of a county has no columns any more.
-- params: county text, type text
-- index: primary
DELETE FROM record_view_column
WHERE county = $1 AND type = $2;

-- name: view_list :many
-- The views of a county.
-- params: county text
-- columns: type text, shape text
-- index: primary
SELECT type, shape
FROM record_view
WHERE county = $1;

-- name: view_declared :many
-- What the counties call a view.
-- params: type text
-- columns: title text
-- index: none (one row for each county and type)
SELECT title
FROM record_view
WHERE type = $1
ORDER BY county;

-- name: view_columns :many
-- The columns of a view, of all counties, in order.
-- params: type text
-- columns: field text, kind text, sealed int, title text
-- index: record_view_column_type
SELECT field, kind, sealed, title
FROM record_view_column
WHERE type = $1
ORDER BY position, county;
