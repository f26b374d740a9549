-- Deductions and the items that word them; see store/plan.h.
-- The four statements that read items have the same columns. The departments of their items
-- are read apart, in the same order, and put together by the caller: one join less, in which
-- a planner without statistics could pair every item with every department.

-- name: deduction_next_id :one
-- The id of the next deduction.
-- params: county text
-- columns: deduction_id int
-- index: primary
SELECT coalesce(max(deduction_id), 0) + 1
FROM deduction
WHERE county = $1;

-- name: deduction_insert :exec
-- Add a deduction.
-- params: county text, deduction_id int, plan_id int
INSERT INTO deduction (county, deduction_id, plan_id)
VALUES ($1, $2, $3);

-- name: plan_item_insert :exec
-- Add an item of a revision.
-- params: county text, plan_id int, revision int, no int, deduction_id int
-- params: category text, subcategory text, item text, full_centi int, full_from int
-- params: got_centi int, got_from int, lost_centi int, lost_from int
-- params: cause text, measure text, time_limit text, paragraph int
INSERT INTO plan_item (county, plan_id, revision, no, deduction_id, category, subcategory, item,
    full_centi, full_from, got_centi, got_from, lost_centi, lost_from, cause, measure, time_limit,
    paragraph)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18);

-- name: plan_item_department_insert :exec
-- Add a department of an item.
-- params: county text, plan_id int, revision int, no int, position int, department text
INSERT INTO plan_item_department (county, plan_id, revision, no, position, department)
VALUES ($1, $2, $3, $4, $5, $6);

-- name: plan_item_list :many
-- The items of one revision, in order of the document.
-- params: county text, plan_id int, revision int
-- columns: deduction_id int, plan_id int, revision int, latest int, number text, title text
-- columns: year int, no int, category text, subcategory text, item text, full_centi int
-- columns: full_from int, got_centi int, got_from int, lost_centi int, lost_from int
-- columns: cause text, measure text, time_limit text, paragraph int
-- index: primary
SELECT i.deduction_id, i.plan_id, i.revision, p.latest, r.number, r.title, r.year, i.no,
    i.category, i.subcategory, i.item, i.full_centi, i.full_from, i.got_centi, i.got_from,
    i.lost_centi, i.lost_from, i.cause, i.measure, i.time_limit, i.paragraph
FROM plan p
JOIN plan_revision r ON r.county = p.county AND r.plan_id = p.plan_id
JOIN plan_item i ON i.county = r.county AND i.plan_id = r.plan_id AND i.revision = r.revision
WHERE p.county = $1 AND p.plan_id = $2 AND r.revision = $3
ORDER BY i.no;

-- name: plan_item_department_list :many
-- The departments of the items of one revision, in order of the document.
-- params: county text, plan_id int, revision int
-- columns: year int, plan_id int, no int, department text
-- index: primary
SELECT coalesce(r.year, 0), d.plan_id, d.no, d.department
FROM plan_revision r
JOIN plan_item_department d
    ON d.county = r.county AND d.plan_id = r.plan_id AND d.revision = r.revision
WHERE r.county = $1 AND r.plan_id = $2 AND r.revision = $3
ORDER BY d.no, d.position;

-- name: deduction_list :many
-- The items of the newest revisions of one plan or all (0), of one year or all (0).
-- params: county text, plan_id int, year int
-- columns: deduction_id int, plan_id int, revision int, latest int, number text, title text
-- columns: year int, no int, category text, subcategory text, item text, full_centi int
-- columns: full_from int, got_centi int, got_from int, lost_centi int, lost_from int
-- columns: cause text, measure text, time_limit text, paragraph int
-- index: primary
SELECT i.deduction_id, i.plan_id, i.revision, p.latest, r.number, r.title, r.year, i.no,
    i.category, i.subcategory, i.item, i.full_centi, i.full_from, i.got_centi, i.got_from,
    i.lost_centi, i.lost_from, i.cause, i.measure, i.time_limit, i.paragraph
FROM plan p
JOIN plan_revision r
    ON r.county = p.county AND r.plan_id = p.plan_id AND r.revision = p.latest
JOIN plan_item i ON i.county = r.county AND i.plan_id = r.plan_id AND i.revision = r.revision
WHERE p.county = $1 AND ($2 = 0 OR p.plan_id = $2) AND ($3 = 0 OR r.year = $3)
ORDER BY coalesce(r.year, 0) DESC, i.plan_id, i.no;

-- name: deduction_list_of :many
-- The same, of one department.
-- params: county text, plan_id int, year int, department text
-- columns: deduction_id int, plan_id int, revision int, latest int, number text, title text
-- columns: year int, no int, category text, subcategory text, item text, full_centi int
-- columns: full_from int, got_centi int, got_from int, lost_centi int, lost_from int
-- columns: cause text, measure text, time_limit text, paragraph int
-- index: plan_item_department_name, primary
SELECT i.deduction_id, i.plan_id, i.revision, p.latest, r.number, r.title, r.year, i.no,
    i.category, i.subcategory, i.item, i.full_centi, i.full_from, i.got_centi, i.got_from,
    i.lost_centi, i.lost_from, i.cause, i.measure, i.time_limit, i.paragraph
FROM (
    SELECT DISTINCT county, plan_id, revision, no
    FROM plan_item_department
    WHERE county = $1 AND department = $4
) f
JOIN plan p ON p.county = f.county AND p.plan_id = f.plan_id AND p.latest = f.revision
JOIN plan_revision r
    ON r.county = f.county AND r.plan_id = f.plan_id AND r.revision = f.revision
JOIN plan_item i
    ON i.county = f.county AND i.plan_id = f.plan_id AND i.revision = f.revision AND i.no = f.no
WHERE ($2 = 0 OR p.plan_id = $2) AND ($3 = 0 OR r.year = $3)
ORDER BY coalesce(r.year, 0) DESC, i.plan_id, i.no;

-- name: deduction_department_list :many
-- The departments of the items of deduction_list, in its order.
-- params: county text, plan_id int, year int
-- columns: year int, plan_id int, no int, department text
-- index: primary
SELECT coalesce(r.year, 0), d.plan_id, d.no, d.department
FROM plan p
JOIN plan_revision r
    ON r.county = p.county AND r.plan_id = p.plan_id AND r.revision = p.latest
JOIN plan_item_department d
    ON d.county = r.county AND d.plan_id = r.plan_id AND d.revision = r.revision
WHERE p.county = $1 AND ($2 = 0 OR p.plan_id = $2) AND ($3 = 0 OR r.year = $3)
ORDER BY coalesce(r.year, 0) DESC, d.plan_id, d.no, d.position;

-- name: deduction_get :one
-- A deduction as the newest revision that has it words it.
-- params: county text, deduction_id int
-- columns: deduction_id int, plan_id int, revision int, latest int, number text, title text
-- columns: year int, no int, category text, subcategory text, item text, full_centi int
-- columns: full_from int, got_centi int, got_from int, lost_centi int, lost_from int
-- columns: cause text, measure text, time_limit text, paragraph int
-- index: primary
SELECT i.deduction_id, i.plan_id, i.revision, p.latest, r.number, r.title, r.year, i.no,
    i.category, i.subcategory, i.item, i.full_centi, i.full_from, i.got_centi, i.got_from,
    i.lost_centi, i.lost_from, i.cause, i.measure, i.time_limit, i.paragraph
FROM deduction s
JOIN plan p ON p.county = s.county AND p.plan_id = s.plan_id
JOIN plan_item i
    ON i.county = s.county AND i.plan_id = s.plan_id AND i.deduction_id = s.deduction_id
JOIN plan_revision r
    ON r.county = i.county AND r.plan_id = i.plan_id AND r.revision = i.revision
WHERE s.county = $1 AND s.deduction_id = $2 AND i.revision = (
    SELECT max(n.revision)
    FROM plan_item n
    WHERE n.county = s.county AND n.deduction_id = s.deduction_id
);
