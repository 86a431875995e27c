-- What `seal_words` writes says nothing of these.
ALTER TABLE chronology_seal ALTER COLUMN passage SET DEFAULT '', ALTER COLUMN files SET DEFAULT '{}';

-- Where a child's record may say a name: each is sealed as a passage, whatever stands around it.
CREATE FUNCTION passage_places() RETURNS TABLE (place text, col text, of_child text, is_text boolean)
LANGUAGE sql IMMUTABLE AS $$
    VALUES
        ('chronology_words', 'text', 'child_id', true),
        ('chronology_event', 'document', 'child_id', false),
        ('chronology_seal', 'reason', 'child_id', true),
        ('papers_paper', 'document', 'child_id', false),
        ('papers_section', 'answers', 'child_id', false),
        ('papers_source', 'document', 'child_id', false),
        ('papers_file', 'name', 'child_id', true),
        ('papers_heldfile', 'name', 'child_id', true),
        ('plans_plan', 'document', 'child_id', false),
        ('plans_version', 'document', 'child_id', false),
        ('portal_sheet', 'content', 'child_id', false),
        ('portal_sheet', 'answers', 'child_id', false),
        ('orders_order', 'document', 'child_id', false),
        ('children_child', 'document', 'id', false),
        ('children_child', 'beside', 'id', false),
        ('children_episode', 'document', 'child_id', false),
        ('children_person', 'document', 'child_id', false),
        ('children_opening', 'words', 'child_id', true),
        ('children_opening', 'found', 'child_id', true),
        ('children_registration', 'why', 'child_id', true),
        ('children_registration', 'document', 'child_id', false),
        ('diary_appointment', 'document', 'child_id', false),
        ('diary_apart', 'because', 'child_id', true)
$$;

-- The passage as whole words, whatever their capitals, the blanks between them and their apostrophes.
CREATE FUNCTION passage_pattern(passage text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT '(?<![[:alnum:]])'
        || regexp_replace(
            regexp_replace(
                regexp_replace(btrim(passage), '([][\\.^$*+?(){}|])', '\\\1', 'g'), '\s+', '\s+', 'g'
            ),
            '[''’]', '[''’]', 'g'
        )
        || '(?![[:alnum:]])'
$$;

-- A word of the program, such as a kind or a day, which stays whatever somebody is called.
CREATE FUNCTION is_a_code(value jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_typeof(value) = 'string' AND value #>> '{}' ~ '^[a-z0-9._:/-]*$'
$$;

CREATE FUNCTION texts_in(value jsonb) RETURNS SETOF text
LANGUAGE sql IMMUTABLE AS $$
    SELECT value #>> '{}' WHERE jsonb_typeof(value) = 'string'
    UNION ALL
    SELECT each #>> '{}'
    FROM jsonb_path_query(value, 'strict $.** ? (@.type() == "string")') AS each
    WHERE jsonb_typeof(value) <> 'string' AND NOT is_a_code(each)
$$;

CREATE FUNCTION says_passage(value jsonb, pattern text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT EXISTS (SELECT FROM texts_in(value) AS said WHERE said ~* pattern)
$$;

CREATE FUNCTION without_passage(value jsonb, pattern text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN CASE jsonb_typeof(value)
        WHEN 'string' THEN
            to_jsonb(regexp_replace(value #>> '{}', pattern, '[name sealed]', 'gi'))
        WHEN 'object' THEN (
            SELECT coalesce(
                jsonb_object_agg(
                    key, CASE WHEN is_a_code(held) THEN held ELSE without_passage(held, pattern) END
                ), '{}')
            FROM jsonb_each(value) AS part (key, held)
        )
        WHEN 'array' THEN (
            SELECT coalesce(
                jsonb_agg(
                    CASE WHEN is_a_code(held) THEN held ELSE without_passage(held, pattern) END
                    ORDER BY number
                ), '[]')
            FROM jsonb_array_elements(value) WITH ORDINALITY AS part (held, number)
        )
        ELSE value
    END;
END
$$;

-- Where the record says a passage, as far as whoever asks may read it.
CREATE FUNCTION passage_stands(child bigint, passage text) RETURNS TABLE (place text, said text)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    each record;
BEGIN
    FOR each IN SELECT * FROM passage_places() LOOP
        RETURN QUERY EXECUTE format(
            'SELECT %L, said FROM %I, LATERAL texts_in(to_jsonb(%I)) AS said'
            ' WHERE %I = $1 AND said ~* $2 ORDER BY id',
            each.place, each.place, each.col, each.of_child
        ) USING child, passage_pattern(passage);
    END LOOP;
END
$$;

-- Once two people agree, the passage goes from each of these places; nobody else changes what was
-- signed or agreed (`is_sealing`). A file that holds it is let go as a whole.
CREATE FUNCTION seal_passage(seal bigint, moment timestamptz, salt text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    asked chronology_seal;
    each record;
    pattern text;
    made text;
BEGIN
    SELECT * INTO asked FROM chronology_seal
        WHERE id = seal AND agreed_by_id IS NULL AND asked_by_id <> waymark_user()
            AND words_id IS NULL
        FOR UPDATE;
    IF NOT FOUND OR asked.service_id IS DISTINCT FROM waymark_service()
        OR asked.child_id = ANY (hidden_children()) THEN
        RAISE EXCEPTION 'no such seal' USING ERRCODE = 'no_data_found';
    END IF;
    PERFORM set_config('waymark.sealing', 'yes', true);
    pattern := passage_pattern(asked.passage);
    made := encode(sha256(convert_to(salt || asked.passage, 'UTF8')), 'hex');
    UPDATE portal_sheet SET revoked_at = moment, revoked_by_id = waymark_user()
        WHERE child_id = asked.child_id AND link <> '' AND until > moment
            AND handed_in_at IS NULL AND revoked_at IS NULL AND says_passage(content, pattern);
    UPDATE papers_source
        SET file_id = NULL, document = document || '{"file": "[file let go: a name stood in it]"}'
        WHERE child_id = asked.child_id AND file_id = ANY (asked.files);
    UPDATE papers_heldfile SET file_id = NULL
        WHERE child_id = asked.child_id AND file_id = ANY (asked.files);
    DELETE FROM papers_file WHERE child_id = asked.child_id AND id = ANY (asked.files);
    FOR each IN SELECT * FROM passage_places() LOOP
        EXECUTE format(
            'UPDATE %1$I SET %2$I = without_passage(to_jsonb(%2$I), $2)%3$s'
            ' WHERE %4$I = $1 AND says_passage(to_jsonb(%2$I), $2)',
            each.place, each.col, CASE WHEN each.is_text THEN ' #>> ''{}''' ELSE '' END, each.of_child
        ) USING asked.child_id, pattern;
    END LOOP;
    PERFORM set_config('waymark.sealing', '', true);
    UPDATE chronology_seal
        SET passage = '', files = '{}', agreed_by_id = waymark_user(), agreed_at = moment, digest = made
        WHERE id = seal;
    -- Nobody saves it again out of a form that stood open.
    DELETE FROM drafts_draft WHERE child_id = asked.child_id AND says_passage(fields, pattern);
    DELETE FROM accounts_keptwords
        WHERE (path LIKE '/children/' || asked.child_id || '/%'
               OR path LIKE '/drafts/%?child=' || asked.child_id || '&%')
            AND says_passage(fields, pattern);
    RETURN made;
END
$$;

-- Whether `seal_passage` is at work: it runs as its owner, as whom no application can.
CREATE FUNCTION is_sealing() RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT coalesce(current_setting('waymark.sealing', true), '') = 'yes' AND EXISTS (
        SELECT FROM pg_catalog.pg_proc AS function
        WHERE function.oid = 'public.seal_passage(bigint, timestamptz, text)'::regprocedure
            AND pg_catalog.pg_get_userbyid(function.proowner) = current_user
    )
$$;

REVOKE EXECUTE ON FUNCTION passage_places, passage_pattern, is_a_code, texts_in, says_passage,
    without_passage, passage_stands, seal_passage FROM PUBLIC;
GRANT EXECUTE ON FUNCTION passage_places, passage_pattern, is_a_code, is_sealing, texts_in, passage_stands,
    seal_passage TO waymark_application;

-- What was agreed is let change by sealing alone, and of it the document alone.
DROP TRIGGER keep_agreed_versions ON plans_version;
CREATE TRIGGER keep_agreed_versions BEFORE DELETE ON plans_version
    FOR EACH ROW EXECUTE FUNCTION keep_agreed_versions();
CREATE TRIGGER keep_agreed_versions_as_they_are BEFORE UPDATE ON plans_version
    FOR EACH ROW
    WHEN (NOT is_sealing() OR to_jsonb(NEW) - 'document' IS DISTINCT FROM to_jsonb(OLD) - 'document')
    EXECUTE FUNCTION keep_agreed_versions();
