-- What `seal_words` writes says nothing of these.
ALTER TABLE chronology_seal ALTER COLUMN refusal SET DEFAULT '';
DROP POLICY asked_by_who_asks ON chronology_seal;
CREATE POLICY asked_by_who_asks ON chronology_seal AS RESTRICTIVE FOR INSERT WITH CHECK (
    asked_by_id = (SELECT waymark_user()) AND agreed_by_id IS NULL AND refused_by_id IS NULL
);

-- Another person says no: what was to go stays, may be asked for again, and is not kept here.
CREATE FUNCTION refuse_seal(seal bigint, moment timestamptz, why text) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH refused AS (
        UPDATE chronology_seal
            SET words_id = NULL, passage = '', files = '{}',
                refused_by_id = waymark_user(), refused_at = moment, refusal = why
            WHERE id = seal AND agreed_by_id IS NULL AND refused_by_id IS NULL
                AND asked_by_id <> waymark_user() AND service_id = waymark_service()
                AND child_id <> ALL (hidden_children())
            RETURNING 1
    )
    SELECT EXISTS (SELECT FROM refused)
$$;
REVOKE EXECUTE ON FUNCTION refuse_seal FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_seal TO waymark_application;

-- Why not is a place of the record too.
CREATE OR REPLACE FUNCTION passage_places()
RETURNS TABLE (place text, col text, of_child text, is_text boolean)
LANGUAGE sql IMMUTABLE AS $$
    SELECT * FROM passage_places_saved()
    UNION ALL VALUES
        ('drafts_draft', 'fields', 'child_id', false),
        ('chronology_seal', 'refusal', 'child_id', true)
$$;
