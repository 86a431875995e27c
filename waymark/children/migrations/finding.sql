-- The parts of names are kept by service: a search reads those of the asker's own service, however
-- many children other services hold. The service moves with the child.
TRUNCATE children_bearsname, children_namepart;
ALTER TABLE children_namepart
    DROP CONSTRAINT children_namepart_part_key,
    ADD COLUMN service_id bigint NOT NULL REFERENCES accounts_service,
    ADD CONSTRAINT namepart_once_a_service UNIQUE (service_id, part);

CREATE OR REPLACE FUNCTION keep_name_parts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    parts text[] := ARRAY(
        SELECT name_parts(concat_ws(' ', NEW.given_name, NEW.family_name, NEW.known_as, (
            SELECT string_agg(other, ' ')
            FROM jsonb_array_elements_text(
                CASE jsonb_typeof(NEW.document -> 'other_names')
                    WHEN 'array' THEN NEW.document -> 'other_names'
                    ELSE '[]'
                END
            ) AS other
        )))
        ORDER BY 1 -- two who write the same parts at once wait for each other in one order
    );
BEGIN
    DELETE FROM children_bearsname WHERE child_id = NEW.id;
    INSERT INTO children_namepart (service_id, part)
        SELECT NEW.service_id, unnest(parts) ON CONFLICT DO NOTHING;
    INSERT INTO children_bearsname (namepart_id, child_id)
    SELECT id, NEW.id FROM children_namepart
    WHERE service_id = NEW.service_id AND part = ANY (parts);
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER names_follow_the_child
    AFTER INSERT OR UPDATE OF given_name, family_name, known_as, document, service_id
    ON children_child FOR EACH ROW EXECUTE FUNCTION keep_name_parts();

-- The children of the asker's service, and those it hosts, who bear something like these words: how
-- many of how many words, and how well (0 to 1). Hidden children too; nobody but the functions
-- `find_children` and `children_like` asks it.
CREATE OR REPLACE FUNCTION children_called(words text)
RETURNS TABLE (child bigint, matched integer, typed integer, score real)
LANGUAGE sql STABLE ROWS 200
SET search_path = public, pg_temp SET pg_trgm.similarity_threshold = 0.25
-- The planner cannot know that a word is like a few names only: it would read all of them.
SET enable_seqscan = off SET enable_mergejoin = off SET enable_hashjoin = off AS $$
    WITH asked AS MATERIALIZED (
        SELECT DISTINCT regexp_replace(token, '[.''’‘`%_\\]', '', 'g') AS word
        FROM regexp_split_to_table(lower(unaccent(words)), '[-\s,;:/()"]+') AS token
        WHERE token ~ '[^.''’‘`%_\\]'
    ), part AS (
        SELECT asked.word, namepart.part, namepart.id, NULL::bigint AS child_id
        FROM asked JOIN children_namepart AS namepart
            ON namepart.service_id = (SELECT waymark_service())
            AND (namepart.part % asked.word OR namepart.part LIKE asked.word || '%')
        UNION ALL
        SELECT asked.word, namepart.part, namepart.id, bears.child_id
        FROM unnest((SELECT hosted_children())) AS hosted (child)
            JOIN children_bearsname AS bears ON bears.child_id = hosted.child
            JOIN children_namepart AS namepart ON namepart.id = bears.namepart_id
            JOIN asked ON namepart.part % asked.word OR namepart.part LIKE asked.word || '%'
    ), likely AS MATERIALIZED (
        SELECT word, id, child_id,
            CASE
                WHEN part = word THEN 1
                WHEN starts_with(part, word) THEN CASE WHEN length(word) > 2 THEN 0.9 ELSE 0.6 END
                ELSE similarity(part, word)
            END AS likeness
        FROM part
    ), by_word AS (
        SELECT bears.child_id, likely.word, max(likely.likeness) AS likeness
        FROM likely JOIN children_bearsname AS bears ON bears.namepart_id = likely.id
            AND bears.child_id = coalesce(likely.child_id, bears.child_id)
        GROUP BY bears.child_id, likely.word
    )
    SELECT child_id, count(*)::integer, (SELECT count(*) FROM asked)::integer, avg(likeness)::real
    FROM by_word GROUP BY child_id
$$;

-- Children who came before their names were kept by service.
UPDATE children_child SET known_as = known_as;
