-- A day on which a worker is away is taken as a meeting's time is: all of it that no meeting has. What
-- a meeting lets go of it the absence takes in the same moment, so that nobody books it meanwhile.
ALTER TABLE diary_booking ALTER COLUMN meeting_id DROP NOT NULL,
    ADD COLUMN away_id bigint REFERENCES diary_away ON DELETE CASCADE,
    ADD CONSTRAINT booking_is_of_one CHECK (num_nonnulls(meeting_id, away_id) = 1);
CREATE INDEX booking_away ON diary_booking (away_id);

-- Two who want the same wait for each other in one order, so that neither breaks off the other: for
-- all that these meetings need or have, and these workers. Whoever moves many asks for all at first.
CREATE FUNCTION wait_for(meetings bigint[], workers bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(wanted.resource, 0))
    FROM (
        SELECT taken.resource FROM unnest(meetings) AS it, LATERAL taken_by(it) AS taken
        UNION
        SELECT resource FROM diary_booking WHERE meeting_id = ANY (meetings)
        UNION
        SELECT 'worker:' || it FROM unnest(workers) AS it
        ORDER BY 1
    ) AS wanted;
END
$$;

CREATE FUNCTION day_in_london(day date) RETURNS tstzrange
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT tstzrange(day::timestamp AT TIME ZONE 'Europe/London',
        (day + 1)::timestamp AT TIME ZONE 'Europe/London')
$$;

CREATE FUNCTION stay_away(absences bigint[]) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM wait_for('{}', ARRAY(SELECT worker_id FROM diary_away WHERE id = ANY (absences)));
    DELETE FROM diary_booking WHERE away_id = ANY (absences);
    INSERT INTO diary_booking (away_id, resource, holder, period)
    SELECT away.id, 'worker:' || away.worker_id, 'away:' || away.id, unnest(
        day_in_london(away.day)::tstzmultirange - coalesce((
            SELECT range_agg(booking.period) FROM diary_booking AS booking
            WHERE booking.resource = 'worker:' || away.worker_id
                AND booking.period && day_in_london(away.day)
        ), '{}')
    )
    FROM diary_away AS away WHERE away.id = ANY (absences);
END
$$;

CREATE FUNCTION stay_away_from_now_on() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM stay_away(ARRAY(SELECT id FROM made));
    RETURN NULL;
END
$$;
CREATE TRIGGER away_made AFTER INSERT ON diary_away
    REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION stay_away_from_now_on();

CREATE OR REPLACE FUNCTION book(meetings bigint[]) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    let_go text[];
    free tstzmultirange;
BEGIN
    PERFORM wait_for(meetings, '{}');
    WITH gone AS (
        DELETE FROM diary_booking WHERE meeting_id = ANY (meetings) RETURNING resource, period
    )
    SELECT array_agg(resource), range_agg(period) INTO let_go, free FROM gone;
    INSERT INTO diary_booking (meeting_id, resource, holder, period)
    SELECT it, taken.* FROM unnest(meetings) AS it, LATERAL taken_by(it) AS taken;
    PERFORM stay_away(array_agg(id)) FROM diary_away
    WHERE 'worker:' || worker_id = ANY (let_go) AND day_in_london(day) && free
    HAVING count(*) > 0;
END
$$;

-- As before, and an absence is told as a meeting is, whichever meeting is to be moved.
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
        WHERE they_come AND (apart.ends IS NULL OR apart.ends >= lower(within)::date)
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

-- Which meetings a worker of the asker's service still has that begin within a period, whoever comes.
CREATE FUNCTION meetings_of(worker bigint, within tstzrange) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT meeting.id
    FROM diary_booking AS booking JOIN diary_meeting AS meeting ON meeting.id = booking.meeting_id
    WHERE booking.resource = 'worker:' || worker AND within @> meeting.begins
        AND meeting.service_id = waymark_service()
$$;

REVOKE EXECUTE ON FUNCTION wait_for, day_in_london, stay_away, stay_away_from_now_on, meetings_of
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wait_for, meetings_of TO waymark_application;
