-- Of letters of the victims' side that could not be taken in, since the record that they are about is not
-- here: which record, and since when, to a manager of the service. Nothing of what is in them.
CREATE FUNCTION letters_of_nobody() RETURNS TABLE (number bigint, record bigint, came_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT number, of_nobody, came_at FROM letters_incoming
    WHERE service_id = waymark_service() AND applied_at IS NULL AND of_nobody IS NOT NULL
        AND manager_asks()
    ORDER BY number
$$;

-- A manager puts such a letter aside, and no other: it counts as taken in, and the other side hears so.
CREATE FUNCTION put_letter_aside(letter bigint) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH aside AS (
        UPDATE letters_incoming SET applied_at = now()
        WHERE number = letter AND service_id = waymark_service() AND applied_at IS NULL
            AND of_nobody IS NOT NULL AND manager_asks()
        RETURNING 1
    )
    SELECT EXISTS (SELECT FROM aside)
$$;
REVOKE EXECUTE ON FUNCTION letters_of_nobody, put_letter_aside FROM PUBLIC;
GRANT EXECUTE ON FUNCTION letters_of_nobody, put_letter_aside TO waymark_application;
