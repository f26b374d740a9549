-- Catalogs as they were loaded; see store/catalog.h.

-- name: catalog_insert :exec
-- Add a version of a catalog, its files to follow.
-- params: county text, catalog text, version int, title text, valid_from text, valid_to text
-- params: sha256 text, loaded_at int, loaded_by text
INSERT INTO catalog_version (county, catalog, version, title, valid_from, valid_to, sha256,
    loaded_at, loaded_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: catalog_file_insert :exec
-- Add a file of a version.
-- params: county text, catalog text, version int, path text, sha256 text, content blob
INSERT INTO catalog_file (county, catalog, version, path, sha256, content)
VALUES ($1, $2, $3, $4, $5, $6);

-- name: catalog_list :many
-- Every version of every catalog in the order of loading; `latest` is the last of its catalog.
-- params: county text
-- columns: catalog text, version int, latest int, title text, valid_from text, valid_to text
-- columns: sha256 text, loaded_at int, loaded_by text
-- index: primary
SELECT c.catalog, c.version,
    (SELECT max(n.version)
     FROM catalog_version n
     WHERE n.county = c.county AND n.catalog = c.catalog),
    c.title, c.valid_from, c.valid_to, c.sha256, c.loaded_at, c.loaded_by
FROM catalog_version c
WHERE c.county = $1
ORDER BY c.loaded_at, c.catalog, c.version;

-- name: catalog_files :many
-- The files of a version.
-- params: county text, catalog text, version int
-- columns: path text, sha256 text, content blob
-- index: primary
SELECT path, sha256, content
FROM catalog_file
WHERE county = $1 AND catalog = $2 AND version = $3;
