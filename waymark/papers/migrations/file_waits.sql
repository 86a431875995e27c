-- Takes a file out of a child's record in whose place one waits on the victims' side to be cut:
-- Waymark itself alone does, where a name that stands in it may stand here no longer.
CREATE FUNCTION file_waits(gone bigint, waiting bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    of_child bigint;
BEGIN
    SELECT file.child_id INTO of_child
        FROM papers_file AS file JOIN papers_heldfile AS held USING (child_id, service_id)
        WHERE file.id = gone AND held.id = waiting AND held.over_at IS NULL
            AND file.service_id = waymark_service();
    IF NOT FOUND OR waymark_user() IS DISTINCT FROM 0 THEN
        RAISE EXCEPTION 'no such file' USING ERRCODE = 'no_data_found';
    END IF;
    PERFORM set_config('waymark.sealing', 'yes', true);
    UPDATE papers_source SET file_id = NULL, held_id = waiting
        WHERE child_id = of_child AND (file_id = gone OR held_id IN (
            SELECT id FROM papers_heldfile WHERE child_id = of_child AND file_id = gone
        ));
    PERFORM set_config('waymark.sealing', '', true);
    UPDATE papers_heldfile SET file_id = NULL WHERE child_id = of_child AND file_id = gone;
    DELETE FROM papers_file WHERE id = gone;
END
$$;
REVOKE EXECUTE ON FUNCTION file_waits FROM PUBLIC;
GRANT EXECUTE ON FUNCTION file_waits TO waymark_application;
