-- What is taken, for which time, and who has it: kept by triggers from meetings, appointments and
-- pairs kept apart, and read by the functions below alone, which put up the walls themselves.
--
-- Nothing is taken twice at once, whoever books it and whatever they may see; but the same holder may
-- have a thing twice: of two children kept apart the one may come twice in an afternoon, the other
-- never beside.

CREATE TABLE diary_booking (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    meeting_id bigint NOT NULL REFERENCES diary_meeting ON DELETE CASCADE,
    resource text NOT NULL,
    holder text NOT NULL,
    period tstzrange NOT NULL,
    CONSTRAINT nothing_is_taken_twice
        EXCLUDE USING gist (resource WITH =, period WITH &&, holder WITH <>)
);
CREATE INDEX booking_meeting ON diary_booking (meeting_id);
ALTER TABLE diary_booking ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON diary_booking FROM waymark_application;

CREATE FUNCTION apart_called(one bigint, other bigint) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT format('apart:%s:%s', least(one, other), greatest(one, other))
$$;

CREATE FUNCTION with_the_way(meeting diary_meeting, minutes integer) RETURNS tstzrange
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT tstzrange(meeting.begins - make_interval(mins => minutes),
        meeting.ends + make_interval(mins => minutes))
$$;

-- All that one meeting takes, while any child is booked for it.
CREATE FUNCTION taken_by(wanted bigint)
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
    WHERE meeting.comes AND daterange(apart.begins, apart.ends, '[]')
        @> (meeting.begins AT TIME ZONE 'Europe/London')::date
$$;

-- Take all that these meetings need, and let go what they needed before. Two who want the same wait
-- for each other in one order, so that neither breaks off the other.
CREATE FUNCTION book(meetings bigint[]) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(wanted.resource, 0))
    FROM (
        SELECT DISTINCT taken.resource
        FROM unnest(meetings) AS it, LATERAL taken_by(it) AS taken
        ORDER BY 1
    ) AS wanted;
    DELETE FROM diary_booking WHERE meeting_id = ANY (meetings);
    INSERT INTO diary_booking (meeting_id, resource, holder, period)
    SELECT it, taken.* FROM unnest(meetings) AS it, LATERAL taken_by(it) AS taken;
END
$$;

CREATE FUNCTION book_what_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_TABLE_NAME = 'diary_meeting' THEN
        PERFORM book(ARRAY(SELECT DISTINCT id FROM changed ORDER BY 1));
    ELSE
        PERFORM book(ARRAY(SELECT DISTINCT meeting_id FROM changed ORDER BY 1));
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER meeting_moved AFTER UPDATE ON diary_meeting
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION book_what_changed();
CREATE TRIGGER staff_added AFTER INSERT ON diary_staff
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION book_what_changed();
CREATE TRIGGER staff_changed AFTER UPDATE ON diary_staff
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION book_what_changed();
CREATE TRIGGER staff_taken_off AFTER DELETE ON diary_staff
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION book_what_changed();
CREATE TRIGGER appointment_made AFTER INSERT ON diary_appointment
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION book_what_changed();
CREATE TRIGGER appointment_changed AFTER UPDATE ON diary_appointment
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION book_what_changed();

-- Two children are kept apart from now on, or no more. What is safe is refused to nobody: of what
-- was booked before, both at once, the later stays without, and is told of by `unsafe_appointments`.
CREATE FUNCTION keep_apart() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    called text := apart_called(NEW.child_id, NEW.other_id);
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(called, 0));
    DELETE FROM diary_booking WHERE resource = called AND upper(period) > NEW.made_at;
    INSERT INTO diary_booking (meeting_id, resource, holder, period)
    SELECT appointment.meeting_id, taken.*
    FROM diary_appointment AS appointment
        JOIN diary_meeting AS meeting ON meeting.id = appointment.meeting_id,
        LATERAL taken_by(meeting.id) AS taken
    WHERE appointment.child_id IN (NEW.child_id, NEW.other_id) AND appointment.state = 'booked'
        AND meeting.ends > NEW.made_at
        AND taken.resource = called AND taken.holder = 'child:' || appointment.child_id
    ORDER BY appointment.made_at, appointment.id
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER kept_apart AFTER INSERT OR UPDATE ON diary_apart
    FOR EACH ROW EXECUTE FUNCTION keep_apart();

-- The times within a period at which a meeting cannot be, and whose they are: a worker's, a child's,
-- or ("") a room's or that of somebody whom the asker may not know of, which are told alike. Of a
-- child or a worker whom the asker may not know it tells nothing.
CREATE FUNCTION not_free(
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
    WHERE booking.holder <> wanted.holder AND booking.meeting_id IS DISTINCT FROM but
        AND booking.period && tstzrange(
            lower(within) - make_interval(mins => wanted.margin),
            upper(within) + make_interval(mins => wanted.margin)
        )
$$;

-- Of the appointments whom the asker may know of, those that are still booked beside a child from
-- whom theirs is kept apart.
CREATE FUNCTION unsafe_appointments(since timestamptz) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT appointment.id
    FROM diary_appointment AS appointment
        JOIN diary_meeting AS meeting ON meeting.id = appointment.meeting_id,
        LATERAL taken_by(meeting.id) AS taken
    WHERE appointment.state = 'booked' AND meeting.ends > since
        AND appointment.child_id IN (SELECT id FROM children_one_may_know())
        AND appointment.child_id IN (
            SELECT child_id FROM diary_apart UNION ALL SELECT other_id FROM diary_apart
        )
        AND taken.holder = 'child:' || appointment.child_id
        AND NOT EXISTS (
            SELECT FROM diary_booking AS booking
            WHERE booking.meeting_id = meeting.id AND booking.resource = taken.resource
                AND booking.holder = taken.holder
        )
$$;

REVOKE EXECUTE ON FUNCTION apart_called, with_the_way, taken_by, book, book_what_changed,
    keep_apart, not_free, unsafe_appointments FROM PUBLIC;
GRANT EXECUTE ON FUNCTION not_free, unsafe_appointments TO waymark_application;
