-- What moves deadlines and what excuses: outages and waivers; see store/outage.h and
-- store/waiver.h.

-- name: outage_next_id :one
-- The number of the next outage.
-- params: county text
-- columns: outage int
-- index: primary
SELECT coalesce(max(outage), 0) + 1
FROM outage
WHERE county = $1;

-- name: outage_insert :exec
-- Report an outage.
-- params: county text, outage int, unit text, from_ms int, to_ms int, reason text
-- params: evidence text, reported_at int, reported_by text
INSERT INTO outage (county, outage, unit, from_ms, to_ms, reason, evidence, reported_at,
    reported_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: outage_accept :exec
-- An outage is accepted.
-- params: county text, outage int, accepted_at int, accepted_by text
-- index: primary
UPDATE outage
SET accepted_at = $3, accepted_by = $4
WHERE county = $1 AND outage = $2;

-- name: outage_withdraw :exec
-- An outage is withdrawn.
-- params: county text, outage int, withdrawn_at int, withdrawn_by text, withdraw_reason text
-- index: primary
UPDATE outage
SET withdrawn_at = $3, withdrawn_by = $4, withdraw_reason = $5
WHERE county = $1 AND outage = $2;

-- name: outage_list :many
-- The outages reported until a time, all (0) or one, in the order of their numbers.
-- params: county text, reported_at int, outage int
-- columns: outage int, unit text, from_ms int, to_ms int, reason text, evidence text
-- columns: reported_at int, reported_by text, accepted_at int, accepted_by text
-- columns: withdrawn_at int, withdrawn_by text, withdraw_reason text
-- index: primary
SELECT outage, unit, from_ms, to_ms, reason, evidence, reported_at, reported_by, accepted_at,
    accepted_by, withdrawn_at, withdrawn_by, withdraw_reason
FROM outage
WHERE county = $1 AND reported_at <= $2 AND ($3 = 0 OR outage = $3)
ORDER BY outage;

-- name: waiver_next_id :one
-- The number of the next waiver.
-- params: county text
-- columns: waiver int
-- index: primary
SELECT coalesce(max(waiver), 0) + 1
FROM waiver
WHERE county = $1;

-- name: waiver_insert :exec
-- Excuse an obligation.
-- params: county text, waiver int, rule text, about int, unit text, period text, reason text
-- params: decided_at int, decided_by text
INSERT INTO waiver (county, waiver, rule, about, unit, period, reason, decided_at, decided_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: waiver_withdraw :exec
-- A waiver is withdrawn.
-- params: county text, waiver int, withdrawn_at int, withdrawn_by text, withdraw_reason text
-- index: primary
UPDATE waiver
SET withdrawn_at = $3, withdrawn_by = $4, withdraw_reason = $5
WHERE county = $1 AND waiver = $2;

-- name: waiver_live :one
-- The waiver of an obligation that was not withdrawn.
-- params: county text, rule text, about int, unit text, period text
-- columns: waiver int
-- index: waiver_live
SELECT waiver
FROM waiver
WHERE county = $1 AND rule = $2 AND about = $3 AND unit = $4 AND period = $5
    AND withdrawn_at IS NULL;

-- name: waiver_list :many
-- The waivers decided until a time, all (0) or one, in the order of their numbers.
-- params: county text, decided_at int, waiver int
-- columns: waiver int, rule text, about int, unit text, period text, reason text
-- columns: decided_at int, decided_by text, withdrawn_at int, withdrawn_by text
-- columns: withdraw_reason text
-- index: primary
SELECT waiver, rule, about, unit, period, reason, decided_at, decided_by, withdrawn_at,
    withdrawn_by, withdraw_reason
FROM waiver
WHERE county = $1 AND decided_at <= $2 AND ($3 = 0 OR waiver = $3)
ORDER BY waiver;
