-- Of two children kept apart, the kind that is never at one time alone takes bookings: whom one
-- would not have in one group may come one beside the other.

-- All that one meeting takes, while any child is booked for it.
CREATE OR REPLACE FUNCTION taken_by(wanted bigint)
RETURNS TABLE (resource text, holder text, period tstzrange)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    WITH meeting AS (
        SELECT m AS it, m.* FROM diary_meeting AS m WHERE m.id = wanted
    ), coming AS (
        SELECT child_id, way FROM diary_appointment WHERE meeting_id = wanted AND state = 'booked'
    )
    SELECT 'worker:' || staff.worker_id, 'meeting:' || wanted, with_the_way(meeting.it, meeting.way)
    FROM meeting JOIN diary_staff AS staff ON staff.meeting_id = wanted
    WHERE EXISTS (SELECT FROM coming)
    UNION ALL
    SELECT 'place:' || meeting.place_id, 'meeting:' || wanted, with_the_way(meeting.it, 0)
    FROM meeting WHERE meeting.place_id IS NOT NULL AND EXISTS (SELECT FROM coming)
    UNION ALL
    SELECT 'child:' || coming.child_id, 'meeting:' || wanted, with_the_way(meeting.it, coming.way)
    FROM meeting, coming
    UNION ALL
    SELECT apart_called(apart.child_id, apart.other_id), 'child:' || coming.child_id,
        with_the_way(meeting.it, greatest(coming.way, apart.margin))
    FROM meeting, coming JOIN diary_apart AS apart
        ON coming.child_id IN (apart.child_id, apart.other_id)
    WHERE meeting.comes AND apart.kind = 'never'
        AND daterange(apart.begins, apart.ends, '[]') @> (meeting.begins AT TIME ZONE 'Europe/London')::date
$$;

-- The times within a period at which a meeting cannot be, and whose they are: a worker's, a child's,
-- or ("") a room's or that of somebody whom the asker may not know of, which are told alike. Of a
-- child or a worker whom the asker may not know it tells nothing.
CREATE OR REPLACE FUNCTION not_free(
    within tstzrange, workers bigint[], room bigint, children bigint[], they_come boolean,
    but bigint
)
RETURNS TABLE (whose text, period tstzrange)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH known AS MATERIALIZED (
        SELECT id FROM children_one_may_know() WHERE id = ANY (children)
    ), wanted AS (
        SELECT 'worker:' || id AS resource, 'worker:' || id AS whose, '' AS holder, 0 AS margin
        FROM accounts_user WHERE id = ANY (workers) AND service_id = waymark_service()
        UNION ALL
        SELECT 'place:' || id, '', '', 0
        FROM diary_place WHERE id = room AND service_id = waymark_service()
        UNION ALL
        SELECT 'child:' || id, 'child:' || id, '', 0 FROM known
        UNION ALL
        SELECT apart_called(apart.child_id, apart.other_id), '', 'child:' || known.id, apart.margin
        FROM known JOIN diary_apart AS apart ON known.id IN (apart.child_id, apart.other_id)
        WHERE they_come AND apart.kind = 'never'
            AND (apart.ends IS NULL OR apart.ends >= lower(within)::date)
    )
    SELECT wanted.whose, tstzrange(
        lower(booking.period) - make_interval(mins => wanted.margin),
        upper(booking.period) + make_interval(mins => wanted.margin)
    )
    FROM wanted JOIN diary_booking AS booking USING (resource)
    WHERE booking.holder <> wanted.holder
        AND (but IS NULL OR booking.meeting_id IS DISTINCT FROM but)
        AND booking.period && tstzrange(
            lower(within) - make_interval(mins => wanted.margin),
            upper(within) + make_interval(mins => wanted.margin)
        )
$$;
