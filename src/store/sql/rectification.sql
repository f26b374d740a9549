-- Rectifications, their events and tasks, and confirmed cause classes; see store/rectification.h
-- and store/cause.h. The two statements that read rectifications have the same columns.

-- name: rectification_next_id :one
-- The id of the next rectification.
-- params: county text
-- columns: rectification_id int
-- index: primary
SELECT coalesce(max(rectification_id), 0) + 1
FROM rectification
WHERE county = $1;

-- name: rectification_insert :exec
-- Open a rectification, its first event to follow.
-- params: county text, rectification_id int, deduction_id int, follows int, state text
-- params: opened_at int
INSERT INTO rectification (county, rectification_id, deduction_id, follows, state, version,
    opened_at)
VALUES ($1, $2, $3, $4, $5, 1, $6);

-- name: rectification_update :one
-- Move a rectification on, unless somebody was faster: then there is no row.
-- params: county text, rectification_id int, version int, state text, follows int
-- columns: version int
-- index: primary
UPDATE rectification
SET state = $4, version = version + 1, follows = $5
WHERE county = $1 AND rectification_id = $2 AND version = $3
RETURNING version;

-- name: rectification_of :one
-- The newest rectification of a deduction.
-- params: county text, deduction_id int
-- columns: rectification_id int, deduction_id int, follows int, state text, owner text
-- columns: due_on text, submitted_by text, version int, opened_at int, changed_at int
-- columns: tasks int, open_tasks int, evidence int
-- index: rectification_deduction, primary
SELECT r.rectification_id, r.deduction_id, r.follows, e.to_state, e.owner, e.due_on,
    (SELECT s.actor
     FROM rectification_event s
     WHERE s.county = r.county AND s.rectification_id = r.rectification_id AND s.action = 'submit'
     ORDER BY s.seq DESC
     LIMIT 1),
    e.seq, r.opened_at, e.at_ms,
    (SELECT count(*)
     FROM task t
     WHERE t.county = r.county AND t.rectification_id = r.rectification_id),
    (SELECT count(*)
     FROM task t
     WHERE t.county = r.county AND t.rectification_id = r.rectification_id
         AND t.done_at IS NULL),
    (SELECT count(*)
     FROM evidence v
     WHERE v.county = r.county AND v.rectification_id = r.rectification_id)
FROM rectification r
JOIN rectification_event e
    ON e.county = r.county AND e.rectification_id = r.rectification_id AND e.seq = r.version
WHERE r.county = $1 AND r.deduction_id = $2
ORDER BY r.rectification_id DESC
LIMIT 1;

-- name: rectification_list :many
-- All rectifications as they stood at a moment, by id.
-- params: county text, until_ms int
-- columns: rectification_id int, deduction_id int, follows int, state text, owner text
-- columns: due_on text, submitted_by text, version int, opened_at int, changed_at int
-- columns: tasks int, open_tasks int, evidence int
-- index: primary
SELECT r.rectification_id, r.deduction_id, r.follows, e.to_state, e.owner, e.due_on,
    (SELECT s.actor
     FROM rectification_event s
     WHERE s.county = r.county AND s.rectification_id = r.rectification_id AND s.action = 'submit'
         AND s.at_ms <= $2
     ORDER BY s.seq DESC
     LIMIT 1),
    e.seq, r.opened_at, e.at_ms,
    (SELECT count(*)
     FROM task t
     WHERE t.county = r.county AND t.rectification_id = r.rectification_id
         AND t.added_at <= $2),
    (SELECT count(*)
     FROM task t
     WHERE t.county = r.county AND t.rectification_id = r.rectification_id
         AND t.added_at <= $2 AND coalesce(t.done_at, $2 + 1) > $2),
    (SELECT count(*)
     FROM evidence v
     WHERE v.county = r.county AND v.rectification_id = r.rectification_id
         AND v.added_at <= $2)
FROM rectification r
JOIN rectification_event e
    ON e.county = r.county AND e.rectification_id = r.rectification_id AND e.seq = (
        SELECT max(x.seq)
        FROM rectification_event x
        WHERE x.county = r.county AND x.rectification_id = r.rectification_id
            AND x.at_ms <= $2
    )
WHERE r.county = $1
ORDER BY r.rectification_id;

-- name: rectification_event_insert :exec
-- Add an event.
-- params: county text, rectification_id int, seq int, at_ms int, actor text, action text
-- params: from_state text, to_state text, owner text, due_on text, about text, note text
INSERT INTO rectification_event (county, rectification_id, seq, at_ms, actor, action, from_state,
    to_state, owner, due_on, about, note)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- name: rectification_event_list :many
-- What was done to a rectification, oldest first.
-- params: county text, rectification_id int
-- columns: seq int, at_ms int, actor text, action text, from_state text, to_state text
-- columns: owner text, due_on text, about text, note text
-- index: primary
SELECT seq, at_ms, actor, action, from_state, to_state, owner, due_on, about, note
FROM rectification_event
WHERE county = $1 AND rectification_id = $2
ORDER BY seq;

-- name: task_insert :exec
-- Add a task.
-- params: county text, rectification_id int, no int, title text, owner text, due_on text
-- params: sentence text, added_by text, added_at int
INSERT INTO task (county, rectification_id, no, title, owner, due_on, sentence, added_by, added_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: task_list :many
-- The tasks of a rectification in the order in which they were added.
-- params: county text, rectification_id int
-- columns: no int, title text, owner text, due_on text, sentence text, added_by text
-- columns: added_at int, done_by text, done_at int
-- index: primary
SELECT no, title, owner, due_on, sentence, added_by, added_at, done_by, done_at
FROM task
WHERE county = $1 AND rectification_id = $2
ORDER BY no;

-- name: task_finish :one
-- Tick an open task off; no row if there is none.
-- params: county text, rectification_id int, no int, done_by text, done_at int
-- columns: title text
-- index: primary
UPDATE task
SET done_by = $4, done_at = $5
WHERE county = $1 AND rectification_id = $2 AND no = $3 AND done_at IS NULL
RETURNING title;

-- name: cause_insert :exec
-- Confirm a cause class.
-- params: county text, deduction_id int, no int, class text, proposed text, words text
-- params: confirmed_by text, confirmed_at int
INSERT INTO deduction_cause (county, deduction_id, no, class, proposed, words, confirmed_by,
    confirmed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: cause_next_no :one
-- The number of the next confirmation of a deduction's cause class.
-- params: county text, deduction_id int
-- columns: no int
-- index: primary
SELECT coalesce(max(no), 0) + 1
FROM deduction_cause
WHERE county = $1 AND deduction_id = $2;

-- name: cause_get :one
-- The confirmed cause class of a deduction.
-- params: county text, deduction_id int
-- columns: deduction_id int, class text, proposed text, words text, confirmed_by text
-- columns: confirmed_at int
-- index: primary
SELECT deduction_id, class, proposed, words, confirmed_by, confirmed_at
FROM deduction_cause
WHERE county = $1 AND deduction_id = $2
ORDER BY no DESC
LIMIT 1;

-- name: cause_list :many
-- The confirmed cause class of every deduction that has one, by deduction.
-- params: county text
-- columns: deduction_id int, class text, proposed text, words text, confirmed_by text
-- columns: confirmed_at int
-- index: primary
SELECT c.deduction_id, c.class, c.proposed, c.words, c.confirmed_by, c.confirmed_at
FROM deduction_cause c
WHERE c.county = $1 AND c.no = (
    SELECT max(n.no)
    FROM deduction_cause n
    WHERE n.county = c.county AND n.deduction_id = c.deduction_id
)
ORDER BY c.deduction_id;

-- name: history_rectifications :many
-- Every rectification, for comparing with the audit chain.
-- params: county text
-- columns: rectification_id int, deduction_id int, version int, follows int, opened_at int
-- columns: state text
-- index: primary
SELECT rectification_id, deduction_id, version, follows, opened_at, state
FROM rectification
WHERE county = $1
ORDER BY rectification_id;

-- name: history_events :many
-- Every event, for comparing with the audit chain.
-- params: county text
-- columns: rectification_id int, seq int, action text, from_state text, to_state text
-- columns: owner text, due_on text, about text, note text, actor text, at_ms int
-- index: primary
SELECT rectification_id, seq, action, from_state, to_state, owner, due_on, about, note, actor,
    at_ms
FROM rectification_event
WHERE county = $1;

-- name: history_tasks :many
-- Every task, for comparing with the audit chain.
-- params: county text
-- columns: rectification_id int, no int, title text, owner text, due_on text, sentence text
-- columns: added_by text, added_at int, done_by text, done_at int
-- index: primary
SELECT rectification_id, no, title, owner, due_on, sentence, added_by, added_at, done_by, done_at
FROM task
WHERE county = $1;
