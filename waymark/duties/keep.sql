WITH wanted AS (
    SELECT id AS child_id, service_id FROM children_child WHERE id = ANY(%(children)s::bigint[])
),
fresh AS (
    SELECT wanted.service_id, given.*
    FROM jsonb_to_recordset(%(duties)s::jsonb) AS given (
        child_id bigint, key text, duty text, owed_by text, opens_on date, due_on date,
        done_on date, closes_on date, closed_as text, expected_by date, why text
    )
    JOIN wanted USING (child_id)
),
-- NOT IN, which is always looked up: as NOT EXISTS each duty of a child was compared with each.
gone AS (
    DELETE FROM duties_duty AS duty USING wanted
    WHERE duty.child_id = wanted.child_id
        AND (duty.child_id, duty.key) NOT IN (SELECT child_id, key FROM fresh)
),
kept AS (
    INSERT INTO duties_duty AS duty (
        child_id, service_id, key, duty, owed_by, opens_on, due_on, done_on, closes_on, closed_as,
        expected_by, why
    )
    SELECT
        child_id, service_id, key, duty, owed_by, opens_on, due_on, done_on, closes_on, closed_as,
        expected_by, why
    FROM fresh
    -- What is as it was is left out here: whatever conflicts is locked, and the lock is written.
    WHERE NOT EXISTS (
        SELECT FROM duties_duty AS held
        WHERE held.child_id = fresh.child_id AND held.key = fresh.key
            AND (held.owed_by, held.opens_on, held.due_on, held.done_on, held.closes_on,
                held.closed_as, held.expected_by, held.why)
            IS NOT DISTINCT FROM
            (fresh.owed_by, fresh.opens_on, fresh.due_on, fresh.done_on, fresh.closes_on,
                fresh.closed_as, fresh.expected_by, fresh.why)
    )
    ON CONFLICT (child_id, key) DO UPDATE SET
        owed_by = excluded.owed_by,
        opens_on = excluded.opens_on,
        due_on = excluded.due_on,
        done_on = excluded.done_on,
        closes_on = excluded.closes_on,
        closed_as = excluded.closed_as,
        expected_by = excluded.expected_by,
        why = excluded.why,
        done_written_on = CASE
            WHEN excluded.done_on IS NULL THEN NULL
            WHEN duty.done_on IS NULL THEN %(day)s::date
            ELSE duty.done_written_on
        END
)
INSERT INTO duties_standing AS standing (
    child_id, service_id, stamp, renewed_on, last_kept_on, closed_on, closed_as, orders, marks,
    seen, judged, contact, counted
)
SELECT
    child_id, service_id, %(stamp)s, %(day)s::date, last_kept_on, closed_on, closed_as, orders,
    marks, seen, judged, contact, counted
FROM wanted
JOIN jsonb_to_recordset(%(summaries)s::jsonb) AS summary (
    child_id bigint, last_kept_on date, closed_on date, closed_as text, orders jsonb, marks jsonb,
    seen jsonb, judged jsonb, contact jsonb, counted jsonb
) USING (child_id)
ON CONFLICT (child_id) DO UPDATE SET
    stamp = excluded.stamp,
    renewed_on = excluded.renewed_on,
    last_kept_on = excluded.last_kept_on,
    closed_on = excluded.closed_on,
    closed_as = excluded.closed_as,
    orders = excluded.orders,
    marks = excluded.marks,
    seen = excluded.seen,
    judged = excluded.judged,
    contact = excluded.contact,
    counted = excluded.counted
WHERE (standing.stamp, standing.renewed_on, standing.last_kept_on, standing.closed_on,
        standing.closed_as, standing.orders, standing.marks, standing.seen, standing.judged,
        standing.contact, standing.counted)
    IS DISTINCT FROM
    (excluded.stamp, excluded.renewed_on, excluded.last_kept_on, excluded.closed_on,
        excluded.closed_as, excluded.orders, excluded.marks, excluded.seen, excluded.judged,
        excluded.contact, excluded.counted)
