-- Plans and their revisions; see store/plan.h.

-- name: plan_by_number :one
-- The plan whose newest revision carries a document number.
-- params: county text, number text
-- columns: plan_id int, latest int
-- index: plan_number
SELECT plan_id, latest
FROM plan
WHERE county = $1 AND number = $2;

-- name: plan_by_hash :one
-- The first revision that was imported from the file with this hash.
-- params: county text, content_sha256 text
-- columns: plan_id int, revision int
-- index: plan_revision_hash
SELECT plan_id, revision
FROM plan_revision
WHERE county = $1 AND content_sha256 = $2
ORDER BY plan_id, revision
LIMIT 1;

-- name: plan_by_title :one
-- The plan whose newest revision has this title and year (0: unknown); one without a number first.
-- params: county text, title text, year int
-- columns: plan_id int, latest int
-- index: plan_revision_title, primary
SELECT p.plan_id, p.latest
FROM plan_revision r
JOIN plan p ON p.county = r.county AND p.plan_id = r.plan_id AND p.latest = r.revision
WHERE r.county = $1 AND r.title = $2 AND coalesce(r.year, 0) = $3
ORDER BY CASE WHEN r.number IS NULL THEN 0 ELSE 1 END, p.plan_id DESC
LIMIT 1;

-- name: plan_next_id :one
-- The id of the next plan.
-- params: county text
-- columns: plan_id int
-- index: primary
SELECT coalesce(max(plan_id), 0) + 1
FROM plan
WHERE county = $1;

-- name: plan_latest :one
-- The newest revision of a plan.
-- params: county text, plan_id int
-- columns: latest int
-- index: primary
SELECT latest
FROM plan
WHERE county = $1 AND plan_id = $2;

-- name: plan_insert :exec
-- Add a plan, its first revision to follow.
-- params: county text, plan_id int, number text
INSERT INTO plan (county, plan_id, latest, number)
VALUES ($1, $2, 1, $3);

-- name: plan_update :exec
-- A plan has got a newer revision.
-- params: county text, plan_id int, latest int, number text
-- index: primary
UPDATE plan
SET latest = $3, number = $4
WHERE county = $1 AND plan_id = $2;

-- name: plan_revision_insert :exec
-- Add a revision.
-- params: county text, plan_id int, revision int, imported_at int, actor text
-- params: content_sha256 text, file_name text, number text, title text, issued_on text
-- params: year int, rank int, declared_categories int, declared_subcategories int
-- params: declared_items int
INSERT INTO plan_revision (county, plan_id, revision, imported_at, actor, content_sha256, file_name,
    number, title, issued_on, year, rank, declared_categories, declared_subcategories,
    declared_items)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);

-- name: plan_addressee_insert :exec
-- Add an addressee of a revision.
-- params: county text, plan_id int, revision int, position int, addressee text
INSERT INTO plan_addressee (county, plan_id, revision, position, addressee)
VALUES ($1, $2, $3, $4, $5);

-- name: plan_finding_insert :exec
-- Add a remark about a revision.
-- params: county text, plan_id int, revision int, position int, code text, place text
-- params: arg1 text, arg2 text, paragraph int, at_char int
INSERT INTO plan_finding (county, plan_id, revision, position, code, place, arg1, arg2, paragraph,
    at_char)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: plan_head_get :one
-- A revision without its items, and the sums of their known figures.
-- params: county text, plan_id int, revision int
-- columns: plan_id int, revision int, latest int, imported_at int, actor text
-- columns: content_sha256 text, file_name text, number text, title text, issued_on text
-- columns: year int, rank int, declared_categories int, declared_subcategories int
-- columns: declared_items int, items int, missing int, full_centi int, got_centi int
-- columns: lost_centi int
-- index: primary
SELECT r.plan_id, r.revision, p.latest, r.imported_at, r.actor, r.content_sha256, r.file_name,
    r.number, r.title, r.issued_on, r.year, r.rank, r.declared_categories,
    r.declared_subcategories, r.declared_items, count(i.no),
    count(CASE WHEN i.full_from = 0 OR i.got_from = 0 OR i.lost_from = 0 THEN 1 END),
    CAST(sum(i.full_centi) AS BIGINT), CAST(sum(i.got_centi) AS BIGINT),
    CAST(sum(i.lost_centi) AS BIGINT)
FROM plan p
JOIN plan_revision r ON r.county = p.county AND r.plan_id = p.plan_id
LEFT JOIN plan_item i
    ON i.county = r.county AND i.plan_id = r.plan_id AND i.revision = r.revision
WHERE p.county = $1 AND p.plan_id = $2 AND r.revision = $3
GROUP BY p.county, p.plan_id, r.county, r.plan_id, r.revision;

-- name: plan_head_list :many
-- The newest revision of every plan without its items, and the sums of their known figures.
-- params: county text
-- columns: plan_id int, revision int, latest int, imported_at int, actor text
-- columns: content_sha256 text, file_name text, number text, title text, issued_on text
-- columns: year int, rank int, declared_categories int, declared_subcategories int
-- columns: declared_items int, items int, missing int, full_centi int, got_centi int
-- columns: lost_centi int
-- index: primary
SELECT r.plan_id, r.revision, p.latest, r.imported_at, r.actor, r.content_sha256, r.file_name,
    r.number, r.title, r.issued_on, r.year, r.rank, r.declared_categories,
    r.declared_subcategories, r.declared_items, count(i.no),
    count(CASE WHEN i.full_from = 0 OR i.got_from = 0 OR i.lost_from = 0 THEN 1 END),
    CAST(sum(i.full_centi) AS BIGINT), CAST(sum(i.got_centi) AS BIGINT),
    CAST(sum(i.lost_centi) AS BIGINT)
FROM plan p
JOIN plan_revision r
    ON r.county = p.county AND r.plan_id = p.plan_id AND r.revision = p.latest
LEFT JOIN plan_item i
    ON i.county = r.county AND i.plan_id = r.plan_id AND i.revision = r.revision
WHERE p.county = $1
GROUP BY p.county, p.plan_id, r.county, r.plan_id, r.revision
ORDER BY coalesce(r.year, 0) DESC, r.plan_id;

-- name: plan_addressee_list :many
-- The addressees of a revision, in printed order.
-- params: county text, plan_id int, revision int
-- columns: addressee text
-- index: primary
SELECT addressee
FROM plan_addressee
WHERE county = $1 AND plan_id = $2 AND revision = $3
ORDER BY position;

-- name: plan_finding_list :many
-- The remarks about a revision, in order of the document.
-- params: county text, plan_id int, revision int
-- columns: code text, place text, arg1 text, arg2 text, paragraph int, at_char int
-- index: primary
SELECT code, place, arg1, arg2, paragraph, at_char
FROM plan_finding
WHERE county = $1 AND plan_id = $2 AND revision = $3
ORDER BY position;
