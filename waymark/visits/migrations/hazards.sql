-- What was found to be unsafe where a child lives is true for whoever goes there: it is told to
-- whoever visits another child at the same address, and never of whom it was written down.

-- What is the same of two ways to write one address: the postcode, and the numbers of house and flat;
-- without them the letters.
CREATE FUNCTION home_called(document jsonb) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT CASE WHEN postcode || numbers || letters = '' THEN NULL
        WHEN postcode <> '' AND numbers <> '' THEN postcode || ' ' || numbers
        ELSE postcode || ' ' || letters END
    FROM (
        SELECT
            lower(regexp_replace(coalesce(document ->> 'postcode', ''), '\W', '', 'g')) AS postcode,
            btrim(regexp_replace(lines, '[^0-9]+', ' ', 'g')) AS numbers,
            lower(regexp_replace(lines, '\W', '', 'g')) AS letters
        FROM (SELECT coalesce(document ->> 'lines', '') AS lines) AS written
    ) AS same
$$;
CREATE INDEX episode_home ON children_episode (service_id, home_called(document))
    WHERE kind IN ('addresses', 'placements');

-- The hazards at the home of a child whom the asker may know, as they were assessed last for each
-- child of the service who lives there on that day, since that child has lived there.
CREATE FUNCTION hazards_at_home(child bigint, day date) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT jsonb_array_elements_text(assessed.hazards)
    FROM children_episode AS mine
        JOIN children_episode AS theirs ON theirs.service_id = mine.service_id
            AND home_called(theirs.document) = home_called(mine.document)
            AND theirs.kind IN ('addresses', 'placements')
            AND (theirs.period IS NULL OR theirs.period @> day),
        LATERAL (
            SELECT coalesce(event.document -> 'hazards', '[]') AS hazards, event."on"
            FROM chronology_event AS event
            WHERE event.child_id = theirs.child_id AND event.kind = 'visit-assessed'
                AND NOT EXISTS (
                    SELECT FROM chronology_event AS later
                    WHERE later.child_id = event.child_id AND later.corrects = event.reference
                )
            ORDER BY event."on" DESC, event.position DESC LIMIT 1
        ) AS assessed
    WHERE mine.child_id = child AND mine.service_id = waymark_service()
        AND mine.child_id IN (SELECT id FROM children_one_may_know())
        AND mine.kind IN ('addresses', 'placements') AND (mine.period IS NULL OR mine.period @> day)
        AND (theirs.period IS NULL OR lower(theirs.period) IS NULL
            OR lower(theirs.period) <= assessed."on")
$$;

-- The whole references of the children whom somebody visits who is not back in time: whoever looks
-- for her opens a restricted record by that, in an emergency.
CREATE FUNCTION visited_by_who_is_missing(wanted bigint) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT child.reference
    FROM visits_out AS gone
        JOIN diary_appointment AS appointment ON appointment.meeting_id = gone.meeting_id
        JOIN children_child AS child ON child.id = appointment.child_id
    WHERE gone.id = wanted AND gone.service_id = waymark_service()
        AND gone.closed_at IS NULL AND gone.expected_back < clock_timestamp()
    ORDER BY child.reference
$$;

REVOKE EXECUTE ON FUNCTION hazards_at_home, visited_by_who_is_missing FROM PUBLIC;
-- The index asks it whenever an address is written down; it tells nothing but what it is told.
GRANT EXECUTE ON FUNCTION home_called, hazards_at_home, visited_by_who_is_missing TO waymark_application;
