-- The words of a child's chronology that say the same as those a seal is asked for, in what is
-- corrected and in what corrects it: they go together.
CREATE FUNCTION copies_of_words(asked bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    WITH RECURSIVE wanted AS (
        SELECT words.child_id, words.text, event.reference
        FROM chronology_words AS words JOIN chronology_event AS event ON event.id = words.event_id
        WHERE words.id = asked
    ), chain (id, reference, corrects) AS (
        SELECT event.id, event.reference, event.corrects
        FROM chronology_event AS event JOIN wanted USING (child_id, reference)
        UNION
        SELECT other.id, other.reference, other.corrects
        FROM chain, wanted, chronology_event AS other
        WHERE other.child_id = wanted.child_id
            AND (other.reference = chain.corrects OR other.corrects = chain.reference)
    )
    SELECT words.id FROM chronology_words AS words, wanted
    WHERE words.event_id IN (SELECT id FROM chain) AND words.text = wanted.text
$$;
REVOKE EXECUTE ON FUNCTION copies_of_words FROM PUBLIC;

-- Whether somebody is typing the words: a form holds them as a browser sends them.
CREATE FUNCTION is_typed_in(words text, fields jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT EXISTS (
        SELECT FROM jsonb_path_query(fields, '$.*[*]') AS value
        WHERE strpos(translate(value #>> '{}', E'\r', ''), translate(words, E'\r', '')) > 0
    )
$$;
REVOKE EXECUTE ON FUNCTION is_typed_in FROM PUBLIC;

CREATE OR REPLACE FUNCTION seal_words(seal bigint, moment timestamptz, salt text)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    asked chronology_seal;
    copies bigint[];
    said text;
    made text;
BEGIN
    SELECT * INTO asked FROM chronology_seal
        WHERE id = seal AND agreed_by_id IS NULL AND asked_by_id <> waymark_user() FOR UPDATE;
    IF NOT FOUND OR asked.service_id IS DISTINCT FROM waymark_service()
        OR asked.child_id = ANY (hidden_children()) THEN
        RAISE EXCEPTION 'no such seal' USING ERRCODE = 'no_data_found';
    END IF;
    SELECT words.text INTO said FROM chronology_words AS words WHERE words.id = asked.words_id;
    copies := ARRAY(SELECT copies_of_words(asked.words_id));
    made := encode(sha256(convert_to(salt || said, 'UTF8')), 'hex');
    UPDATE chronology_words SET text = NULL WHERE id = ANY (copies);
    -- Each gap says who let its words go, and why, whoever else had asked for that one.
    INSERT INTO chronology_seal
        (words_id, child_id, service_id, reason,
         asked_by_id, asked_at, agreed_by_id, agreed_at, digest)
        SELECT copy, asked.child_id, asked.service_id, asked.reason,
            asked.asked_by_id, asked.asked_at, waymark_user(), moment, made
        FROM unnest(copies) AS copy
        ON CONFLICT (words_id) DO UPDATE SET
            reason = excluded.reason, asked_by_id = excluded.asked_by_id,
            asked_at = excluded.asked_at, agreed_by_id = excluded.agreed_by_id,
            agreed_at = excluded.agreed_at, digest = excluded.digest;
    -- Nobody saves them again out of a form that stood open.
    DELETE FROM drafts_draft WHERE child_id = asked.child_id AND is_typed_in(said, fields);
    DELETE FROM accounts_keptwords
        WHERE (path LIKE '/children/' || asked.child_id || '/%'
               OR path LIKE '/drafts/%?child=' || asked.child_id || '&%')
            AND is_typed_in(said, fields);
    RETURN made;
END
$$;
