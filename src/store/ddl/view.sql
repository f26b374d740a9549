-- The views for analysts, with holes; see store/view.c and store/ddl.h.
--
-- A value that does not look like its column is NULL: an older version of a catalog may
-- have declared the field otherwise, and one such record must not spoil the whole view.

-- template: view_drop
-- Take a view away.
-- holes: type name
DROP VIEW IF EXISTS "v_{type}"

-- template: view_create
-- The records of a type that are not void, as they stand now.
-- holes: columns sql, type name
CREATE VIEW "v_{type}" AS
SELECT r.county, r.record_id, r.latest AS revision, r.unit, r.subject, r.occurred_on,
    strftime('%Y-%m-%d %H:%M:%SZ', r.entered_at / 1000, 'unixepoch') AS entered_at, r.entered_by,
    v.catalog, v.catalog_version{columns}
FROM record r
JOIN record_revision v
    ON v.county = r.county AND v.record_id = r.record_id AND v.revision = r.latest
WHERE r.type = '{type}' AND r.voided_at IS NULL

-- template: view_create.pg
CREATE VIEW "v_{type}" AS
SELECT r.county, r.record_id, r.latest AS revision, r.unit, r.subject,
    CAST(r.occurred_on AS date) AS occurred_on, to_timestamp(r.entered_at / 1000) AS entered_at,
    r.entered_by, v.catalog, v.catalog_version{columns}
FROM record r
JOIN record_revision v
    ON v.county = r.county AND v.record_id = r.record_id AND v.revision = r.latest
CROSS JOIN LATERAL (SELECT CAST(v.fields AS jsonb) AS of) f
WHERE r.type = '{type}' AND r.voided_at IS NULL

-- template: view_text
-- A column of text; lists and objects as JSON.
-- holes: field name, column name
, json_extract(v.fields, '$."{field}"') AS "{column}"

-- template: view_text.pg
, f.of ->> '{field}' AS "{column}"

-- template: view_number
-- A column of numbers.
-- holes: field name, column name
, CASE WHEN json_extract(v.fields, '$."{field}"') NOT GLOB '*[^-0-9.]*'
    THEN CAST(json_extract(v.fields, '$."{field}"') AS NUMERIC) END AS "{column}"

-- template: view_number.pg
, CASE WHEN f.of ->> '{field}' ~ '^-?[0-9]+([.][0-9]+)?$'
    THEN CAST(f.of ->> '{field}' AS numeric) END AS "{column}"

-- template: view_date
-- A column of days.
-- holes: field name, column name
, CASE WHEN json_extract(v.fields, '$."{field}"')
    GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'
    THEN json_extract(v.fields, '$."{field}"') END AS "{column}"

-- template: view_date.pg
, CASE WHEN f.of ->> '{field}' ~ '^[0-9]{4}-[0-1][0-9]-[0-3][0-9]$'
    THEN CAST(f.of ->> '{field}' AS date) END AS "{column}"

-- template: view_bool
-- A column of yes and no.
-- holes: field name, column name
, CASE json_type(v.fields, '$."{field}"') WHEN 'true' THEN 1 WHEN 'false' THEN 0 END AS "{column}"

-- template: view_bool.pg
, CASE f.of ->> '{field}' WHEN 'true' THEN true WHEN 'false' THEN false END AS "{column}"

-- template: view_sealed
-- A column of what is sealed.
-- holes: column name
, CAST(NULL AS TEXT) AS "{column}"

-- template: view_comment.pg
-- The title of a view.
-- holes: type name, title text
COMMENT ON VIEW "v_{type}" IS '{title}'

-- template: view_column_comment.pg
-- The title of a column.
-- holes: type name, column name, title text
COMMENT ON COLUMN "v_{type}"."{column}" IS '{title}'
