GRANT UPDATE (of_nobody) ON letters_incoming TO waymark_application;

-- How the letters of the asker's service fare. Those about a child whose record is not here are at no
-- fault of Waymark's: a manager says what becomes of them.
CREATE OR REPLACE FUNCTION letters_told() RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT jsonb_build_object(
        'since', (
            SELECT min(written_at) FROM letters_outgoing
            WHERE service_id = waymark_service() AND applied_at IS NULL
        ),
        'faulty', count(*) FILTER (WHERE of_nobody IS NULL),
        'faulty_since', min(came_at) FILTER (WHERE of_nobody IS NULL),
        'of_nobody', count(of_nobody)
    ) FROM letters_incoming WHERE service_id = waymark_service() AND applied_at IS NULL
$$;
