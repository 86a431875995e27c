-- Names that may stand in a child's record no longer: Waymark itself takes them out of some words,
-- and what nobody has saved yet that says one goes with them. The decision of two people stands in
-- the victims' process.
CREATE FUNCTION seal_names(sealed bigint, names text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    of_child bigint;
    name text;
BEGIN
    IF waymark_user() IS DISTINCT FROM 0 THEN
        RAISE EXCEPTION 'only Waymark itself' USING ERRCODE = 'insufficient_privilege';
    END IF;
    FOREACH name IN ARRAY names LOOP
        UPDATE chronology_words SET text = replace(text, name, '[name sealed]')
            WHERE id = sealed AND service_id = waymark_service() AND btrim(name) <> ''
            RETURNING child_id INTO of_child;
        DELETE FROM drafts_draft WHERE child_id = of_child AND is_typed_in(name, fields);
        DELETE FROM accounts_keptwords
            WHERE (path LIKE '/children/' || of_child || '/%'
                   OR path LIKE '/drafts/%?child=' || of_child || '&%')
                AND is_typed_in(name, fields);
    END LOOP;
END
$$;
REVOKE EXECUTE ON FUNCTION seal_names FROM PUBLIC;
GRANT EXECUTE ON FUNCTION seal_names TO waymark_application;
