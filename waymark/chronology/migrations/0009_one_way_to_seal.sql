-- A passage goes from the record in one way, whoever decided it: two people here, or two people of the
-- victims' side, whose letter Waymark itself takes in.
DROP FUNCTION seal_names;
DROP FUNCTION says_passage(jsonb, text);
DROP FUNCTION without_passage(jsonb, text);

-- All that a child's record says, text by text, as far as whoever asks may read it.
CREATE FUNCTION passage_texts(child bigint) RETURNS TABLE (place text, said text)
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
END
$$;

CREATE OR REPLACE FUNCTION passage_stands(child bigint, passage text)
RETURNS TABLE (place text, said text)
LANGUAGE sql STABLE AS $$
    SELECT place, said FROM passage_texts(child) WHERE said ~* passage_pattern(passage)
$$;

-- `within`: the texts of which it is asked; of all, where none are told.
CREATE FUNCTION says_passage(value jsonb, pattern text, within text[]) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT EXISTS (
        SELECT FROM texts_in(value) AS said
        WHERE said ~* pattern AND (within IS NULL OR said = ANY (within))
    )
$$;

CREATE FUNCTION without_passage(value jsonb, pattern text, within text[]) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN CASE jsonb_typeof(value)
        WHEN 'string' THEN
            CASE WHEN within IS NULL OR value #>> '{}' = ANY (within)
                THEN to_jsonb(regexp_replace(value #>> '{}', pattern, '[name sealed]', 'gi'))
                ELSE value
            END
        WHEN 'object' THEN (
            SELECT coalesce(
                jsonb_object_agg(
                    key,
                    CASE WHEN is_a_code(held) THEN held ELSE without_passage(held, pattern, within) END
                ), '{}')
            FROM jsonb_each(value) AS part (key, held)
        )
        WHEN 'array' THEN (
            SELECT coalesce(
                jsonb_agg(
                    CASE WHEN is_a_code(held) THEN held ELSE without_passage(held, pattern, within) END
                    ORDER BY number
                ), '[]')
            FROM jsonb_array_elements(value) WITH ORDINALITY AS part (held, number)
        )
        ELSE value
    END;
END
$$;

-- Takes a passage out of all that a record says, links that show it and what was sent in vain;
-- nobody else changes what was signed or agreed (`is_sealing`). Its owner alone calls it.
CREATE FUNCTION passage_goes(
    of_child bigint, pattern text, within text[], moment timestamptz, by bigint
) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    each record;
BEGIN
    PERFORM set_config('waymark.sealing', 'yes', true);
    UPDATE portal_sheet SET revoked_at = moment, revoked_by_id = by
        WHERE child_id = of_child AND link <> '' AND until > moment
            AND handed_in_at IS NULL AND revoked_at IS NULL AND says_passage(content, pattern, within);
    FOR each IN SELECT * FROM passage_places() LOOP
        EXECUTE format(
            'UPDATE %1$I SET %2$I = without_passage(to_jsonb(%2$I), $2, $3)%3$s'
            ' WHERE %4$I = $1 AND says_passage(to_jsonb(%2$I), $2, $3)',
            each.place, each.col, CASE WHEN each.is_text THEN ' #>> ''{}''' ELSE '' END, each.of_child
        ) USING of_child, pattern, within;
    END LOOP;
    PERFORM set_config('waymark.sealing', '', true);
    -- Nobody saves it again out of a form that stood open.
    DELETE FROM accounts_keptwords
        WHERE (path LIKE '/children/' || of_child || '/%'
               OR path LIKE '/drafts/%?child=' || of_child || '&%')
            AND says_passage(fields, pattern, NULL);
END
$$;

CREATE OR REPLACE FUNCTION seal_passage(seal bigint, moment timestamptz, salt text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    asked chronology_seal;
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
    made := encode(sha256(convert_to(salt || asked.passage, 'UTF8')), 'hex');
    PERFORM set_config('waymark.sealing', 'yes', true);
    UPDATE papers_source
        SET file_id = NULL, document = document || '{"file": "[file let go: a name stood in it]"}'
        WHERE child_id = asked.child_id AND file_id = ANY (asked.files);
    UPDATE papers_heldfile SET file_id = NULL
        WHERE child_id = asked.child_id AND file_id = ANY (asked.files);
    DELETE FROM papers_file WHERE child_id = asked.child_id AND id = ANY (asked.files);
    PERFORM passage_goes(
        asked.child_id, passage_pattern(asked.passage), NULL, moment, waymark_user()
    );
    UPDATE chronology_seal
        SET passage = '', files = '{}', agreed_by_id = waymark_user(), agreed_at = moment, digest = made
        WHERE id = seal;
    RETURN made;
END
$$;

-- By Waymark itself: each passage goes, written just so, from each text in which the victims' side
-- said that it is the name, and from no other: elsewhere it may be a word, or somebody else's.
CREATE FUNCTION seal_passage(of_child bigint, passages text[], texts text[], moment timestamptz)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    each record;
BEGIN
    IF waymark_user() IS DISTINCT FROM 0 THEN
        RAISE EXCEPTION 'only Waymark itself' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NOT EXISTS (
        SELECT FROM children_child WHERE id = of_child AND service_id = waymark_service()
    ) THEN
        RAISE EXCEPTION 'no such child' USING ERRCODE = 'no_data_found';
    END IF;
    FOR each IN
        SELECT said, '(?c)' || string_agg(passage_pattern(passage), '|' ORDER BY length(passage) DESC)
            AS pattern
        FROM unnest(passages, texts) AS told (passage, said)
        WHERE btrim(passage) <> ''
        GROUP BY said
    LOOP
        PERFORM passage_goes(of_child, each.pattern, ARRAY[each.said], moment, NULL);
    END LOOP;
END
$$;

REVOKE EXECUTE ON FUNCTION passage_texts, says_passage, without_passage, passage_goes,
    seal_passage(bigint, text[], text[], timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION passage_texts, seal_passage(bigint, text[], text[], timestamptz)
    TO waymark_application;
