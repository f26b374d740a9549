-- What became of promises; see store/promise.h.

-- name: promise_next_id :one
-- The id of the next decision.
-- params: county text
-- columns: promise_id int
-- index: primary
SELECT coalesce(max(promise_id), 0) + 1
FROM promise
WHERE county = $1;

-- name: promise_insert :exec
-- Keep a decision.
-- params: county text, promise_id int, deduction_id int, digest text, sentence text, words text
-- params: kind text, accepted int, rectification_id int, task_no int, rule text
-- params: decided_by text, decided_at int
INSERT INTO promise (county, promise_id, deduction_id, digest, sentence, words, kind, accepted,
    rectification_id, task_no, rule, decided_by, decided_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- name: promise_list :many
-- All decisions, in the order in which they were made.
-- params: county text
-- columns: promise_id int, deduction_id int, digest text, sentence text, words text, kind text
-- columns: accepted int, rectification_id int, task_no int, rule text, decided_by text
-- columns: decided_at int
-- index: primary
SELECT promise_id, deduction_id, digest, sentence, words, kind, accepted, rectification_id,
    task_no, rule, decided_by, decided_at
FROM promise
WHERE county = $1
ORDER BY promise_id;

-- name: promise_decided :one
-- Whether a promise of a deduction has been decided.
-- params: county text, deduction_id int, digest text
-- columns: promise_id int
-- index: primary
SELECT promise_id
FROM promise
WHERE county = $1 AND deduction_id = $2 AND digest = $3;
