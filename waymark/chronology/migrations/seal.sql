-- Who asks for a seal is who asks; agreeing is for the function below.
CREATE POLICY asked_by_who_asks ON chronology_seal AS RESTRICTIVE FOR INSERT
    WITH CHECK (asked_by_id = (SELECT waymark_user()) AND agreed_by_id IS NULL);

-- The application can add words but not change them; this function alone takes words away, once
-- two people agree, and leaves a digest whose salt it does not keep.
CREATE FUNCTION seal_words(seal bigint, moment timestamptz, salt text)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    asked chronology_seal;
    made text;
BEGIN
    SELECT * INTO asked FROM chronology_seal
        WHERE id = seal AND agreed_by_id IS NULL AND asked_by_id <> waymark_user() FOR UPDATE;
    IF NOT FOUND OR asked.service_id IS DISTINCT FROM waymark_service()
        OR asked.child_id = ANY (hidden_children()) THEN
        RAISE EXCEPTION 'no such seal' USING ERRCODE = 'no_data_found';
    END IF;
    SELECT encode(sha256(convert_to(salt || text, 'UTF8')), 'hex') INTO made
        FROM chronology_words WHERE id = asked.words_id;
    UPDATE chronology_words SET text = NULL WHERE id = asked.words_id;
    UPDATE chronology_seal SET agreed_by_id = waymark_user(), agreed_at = moment, digest = made
        WHERE id = seal;
    RETURN made;
END
$$;
REVOKE EXECUTE ON FUNCTION seal_words FROM PUBLIC;
GRANT EXECUTE ON FUNCTION seal_words TO waymark_application;
