-- Whoever acts writes what her act tells; only Waymark itself reads it, or says that it was applied.
ALTER TABLE letters_outgoing ENABLE ROW LEVEL SECURITY;
CREATE POLICY written_by_all_read_by_waymark ON letters_outgoing
    USING (service_id = (SELECT waymark_service()) AND (SELECT waymark_user()) = 0)
    WITH CHECK (service_id = (SELECT waymark_service()));
ALTER TABLE letters_incoming ENABLE ROW LEVEL SECURITY;
CREATE POLICY waymarks_own ON letters_incoming
    USING (service_id = (SELECT waymark_service()) AND (SELECT waymark_user()) = 0);
REVOKE UPDATE, DELETE ON letters_outgoing, letters_incoming FROM waymark_application;
GRANT UPDATE (applied_at) ON letters_outgoing, letters_incoming TO waymark_application;

-- What was applied thirty days ago goes, of all services, and never sooner. The other side hears at
-- once that a letter was applied, so none comes again after so long.
CREATE FUNCTION forget_letters() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM letters_outgoing WHERE applied_at < now() - interval '30 days';
    DELETE FROM letters_incoming WHERE applied_at < now() - interval '30 days';
$$;

-- How the letters of the asker's service fare: since when the first of them waits, and how many of
-- the other side's could not be applied. It tells nothing of what is in them.
CREATE FUNCTION letters_told() RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT jsonb_build_object(
        'since', (
            SELECT min(written_at) FROM letters_outgoing
            WHERE service_id = waymark_service() AND applied_at IS NULL
        ),
        'faulty', (
            SELECT count(*) FROM letters_incoming
            WHERE service_id = waymark_service() AND applied_at IS NULL
        )
    )
$$;
REVOKE EXECUTE ON FUNCTION forget_letters, letters_told FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_letters, letters_told TO waymark_application;
