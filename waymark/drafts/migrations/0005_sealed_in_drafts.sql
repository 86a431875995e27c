-- What somebody typed and has not saved is a place of the record as others are: a name goes from it,
-- whoever typed it, and the rest stays.
ALTER FUNCTION passage_places RENAME TO passage_places_saved;
CREATE FUNCTION passage_places() RETURNS TABLE (place text, col text, of_child text, is_text boolean)
LANGUAGE sql IMMUTABLE AS $$
    SELECT * FROM passage_places_saved()
    UNION ALL VALUES ('drafts_draft', 'fields', 'child_id', false)
$$;

-- All that is typed of a child and not saved, to Waymark itself, which asks where a name stands.
CREATE FUNCTION unsaved_texts(child bigint) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT said FROM drafts_draft, LATERAL texts_in(fields) AS said
    WHERE child_id = child AND service_id = waymark_service() AND waymark_user() = 0
$$;

CREATE OR REPLACE FUNCTION passage_texts(child bigint) RETURNS TABLE (place text, said text)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    each record;
BEGIN
    FOR each IN SELECT * FROM passage_places() LOOP
        RETURN QUERY EXECUTE format(
            'SELECT %L, said FROM %I, LATERAL texts_in(to_jsonb(%I)) AS said WHERE %I = $1 ORDER BY id',
            each.place, each.place, each.col, each.of_child
        ) USING child;
    END LOOP;
    RETURN QUERY SELECT 'drafts_draft', typed FROM unsaved_texts(child) AS typed;
END
$$;

-- Whether a colleague's words that are not saved say it: that they do, and nothing else of them.
CREATE FUNCTION unsaved_says(child bigint, passage text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM drafts_draft
        WHERE child_id = child AND person_id <> waymark_user()
            AND (service_id = waymark_service() OR child_id = ANY (hosted_children()))
            AND child_id <> ALL (hidden_children())
            AND says_passage(fields, passage_pattern(passage), NULL)
    )
$$;

CREATE OR REPLACE FUNCTION passage_stands(child bigint, passage text)
RETURNS TABLE (place text, said text)
LANGUAGE sql STABLE AS $$
    SELECT place, said FROM passage_texts(child) WHERE said ~* passage_pattern(passage)
    UNION ALL
    SELECT 'drafts_draft', passage WHERE unsaved_says(child, passage)
$$;

REVOKE EXECUTE ON FUNCTION passage_places, unsaved_texts, unsaved_says FROM PUBLIC;
GRANT EXECUTE ON FUNCTION passage_places, unsaved_texts, unsaved_says TO waymark_application;
