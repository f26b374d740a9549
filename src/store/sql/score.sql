-- Figures from outside, frozen scores, official results; see store/score_figure.h,
-- store/score_frozen.h and store/official.h.

-- name: score_figure_insert :exec
-- Add a figure.
-- params: county text, year int, unit text, name text, span int, seq int, value text
-- params: reason text, source text, at_ms int, actor text
INSERT INTO score_figure (county, year, unit, name, span, seq, value, reason, source, at_ms, actor)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- name: score_figure_list :many
-- What was entered of a year until a time; those for the same side by side, in order of entry.
-- params: county text, year int, at_ms int
-- columns: unit text, name text, span int, value text, reason text, source text, at_ms int
-- columns: actor text
-- index: primary
SELECT unit, name, span, value, reason, source, at_ms, actor
FROM score_figure
WHERE county = $1 AND year = $2 AND at_ms <= $3
ORDER BY unit, name, span, seq;

-- name: score_frozen_insert :exec
-- Add frozen scores, the lines to follow.
-- params: county text, framework text, unit text, year int, catalog text, catalog_version int
-- params: moment int, full_centi int, score_centi int, inputs_sha256 text, at_ms int, actor text
INSERT INTO score_frozen (county, framework, unit, year, catalog, catalog_version, moment,
    full_centi, score_centi, inputs_sha256, at_ms, actor)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- name: score_frozen_line_insert :exec
-- Add a line of frozen scores.
-- params: county text, framework text, unit text, position int, item text, full_centi int
-- params: score_centi int, trace text
INSERT INTO score_frozen_line (county, framework, unit, position, item, full_centi, score_centi,
    trace)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: score_frozen_list :many
-- The frozen scores of a framework, or (unit not '') those of one unit.
-- params: county text, framework text, unit text
-- columns: unit text, year int, catalog text, catalog_version int, moment int, full_centi int
-- columns: score_centi int, inputs_sha256 text, at_ms int, actor text
-- index: primary
SELECT unit, year, catalog, catalog_version, moment, full_centi, score_centi, inputs_sha256,
    at_ms, actor
FROM score_frozen
WHERE county = $1 AND framework = $2 AND ($3 = '' OR unit = $3)
ORDER BY unit;

-- name: score_frozen_lines :many
-- The lines of them, in the same order.
-- params: county text, framework text, unit text
-- columns: unit text, item text, full_centi int, score_centi int, trace text
-- index: primary
SELECT unit, item, full_centi, score_centi, trace
FROM score_frozen_line
WHERE county = $1 AND framework = $2 AND ($3 = '' OR unit = $3)
ORDER BY unit, position;

-- name: official_result_insert :exec
-- Add a revision of a result.
-- params: county text, year int, unit text, item text, revision int, full_centi int
-- params: score_centi int, reason text, source text, sha256 text, at_ms int, actor text
INSERT INTO official_result (county, year, unit, item, revision, full_centi, score_centi, reason,
    source, sha256, at_ms, actor)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- name: official_result_list :many
-- All revisions of a year, those of an item side by side.
-- params: county text, year int
-- columns: unit text, item text, revision int, full_centi int, score_centi int, reason text
-- columns: source text, sha256 text, at_ms int, actor text
-- index: primary
SELECT unit, item, revision, full_centi, score_centi, reason, source, sha256, at_ms, actor
FROM official_result
WHERE county = $1 AND year = $2
ORDER BY unit, item, revision;
