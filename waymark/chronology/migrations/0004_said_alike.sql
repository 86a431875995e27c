-- A text without what a browser changes in it: the ends of its lines, and blanks.
CREATE FUNCTION said_alike(words text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT btrim(regexp_replace(words, '\s+', ' ', 'g'))
$$;
REVOKE EXECUTE ON FUNCTION said_alike FROM PUBLIC;
GRANT EXECUTE ON FUNCTION said_alike TO waymark_application;

CREATE OR REPLACE FUNCTION copies_of_words(asked bigint) RETURNS SETOF bigint
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
    WHERE words.event_id IN (SELECT id FROM chain)
        AND said_alike(words.text) = said_alike(wanted.text)
$$;
