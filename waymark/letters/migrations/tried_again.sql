GRANT UPDATE (tries, again_at) ON letters_incoming TO waymark_application;

-- How the letters of the asker's service fare: since when the first of ours waits, and since when the
-- first of the other side's could not be applied, and how many. It tells nothing of what is in them.
CREATE OR REPLACE FUNCTION letters_told() RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT jsonb_build_object(
        'since', (
            SELECT min(written_at) FROM letters_outgoing
            WHERE service_id = waymark_service() AND applied_at IS NULL
        ),
        'faulty', count(*),
        'faulty_since', min(came_at)
    ) FROM letters_incoming WHERE service_id = waymark_service() AND applied_at IS NULL
$$;
