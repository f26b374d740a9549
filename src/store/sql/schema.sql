-- What the database is, before anything else is asked of it.

-- name: schema_state :one
-- How many tables there are, and whether the table of migrations is one of them.
-- columns: tables int, ours int
-- index: none (the catalogue of an engine is small)
SELECT count(*), coalesce(sum(CASE WHEN name = 'schema_migration' THEN 1 ELSE 0 END), 0)
FROM sqlite_master
WHERE type = 'table';

-- name: schema_state.pg
SELECT count(*), coalesce(sum(CASE WHEN tablename = 'schema_migration' THEN 1 ELSE 0 END), 0)
FROM pg_catalog.pg_tables
WHERE schemaname = current_schema();

-- name: migration_list :many
-- The migrations the database went through, in order.
-- columns: number int, checksum text
-- index: none (all of a small table)
SELECT number, checksum
FROM schema_migration
ORDER BY number;

-- name: migration_insert :exec
-- One more migration was applied.
-- params: number int, name text, checksum text
INSERT INTO schema_migration (number, name, checksum)
VALUES ($1, $2, $3);
