-- Finding a child by a name that may be misspelt.
--
-- Under row-level security a trigram index is not used, so names lie apart: each distinct part once,
-- as people type it (lower case, without accents), with the children who bear it. The application
-- reads neither table; it asks the functions below, which put up the walls themselves.

CREATE TABLE children_namepart (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    part text NOT NULL UNIQUE,
    CONSTRAINT namepart_says_something CHECK (part <> '')
);
CREATE INDEX namepart_likeness ON children_namepart USING gin (part gin_trgm_ops);

CREATE TABLE children_bearsname (
    namepart_id bigint NOT NULL REFERENCES children_namepart,
    child_id bigint NOT NULL REFERENCES children_child ON DELETE CASCADE,
    PRIMARY KEY (namepart_id, child_id)
);
CREATE INDEX bearsname_child ON children_bearsname (child_id);

ALTER TABLE children_namepart ENABLE ROW LEVEL SECURITY;
ALTER TABLE children_bearsname ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON children_namepart, children_bearsname FROM waymark_application;

CREATE INDEX child_born ON children_child (date_of_birth);
-- Every policy asks who is hidden, in every statement.
CREATE INDEX child_restricted ON children_child (id) WHERE restricted;

-- The parts of a name: O'Brien-Walsh is found by obrien, brien, walsh and obrienwalsh.
CREATE FUNCTION name_parts(name text) RETURNS SETOF text
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT DISTINCT part
    FROM regexp_split_to_table(lower(unaccent(coalesce(name, ''))), '[\s,;:/()"]+') AS token,
        LATERAL (
            SELECT regexp_replace(token, '[-.''’‘`]', '', 'g') AS part
            UNION ALL
            SELECT regexp_replace(piece, '[.''’‘`]', '', 'g')
            FROM regexp_split_to_table(token, '-') AS piece
            UNION ALL
            SELECT piece FROM regexp_split_to_table(token, '[-.''’‘`]') AS piece
            WHERE length(piece) > 1
        ) AS parts
    WHERE part <> ''
$$;

-- Whoever writes a child, however it is written, the names follow.
CREATE FUNCTION keep_name_parts() RETURNS trigger
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
    INSERT INTO children_namepart (part) SELECT unnest(parts) ON CONFLICT DO NOTHING;
    INSERT INTO children_bearsname (namepart_id, child_id)
    SELECT id, NEW.id FROM children_namepart WHERE part = ANY (parts);
    RETURN NULL;
END
$$;
CREATE TRIGGER names_follow_the_child
    AFTER INSERT OR UPDATE OF given_name, family_name, known_as, document ON children_child
    FOR EACH ROW EXECUTE FUNCTION keep_name_parts();

-- The children who bear something like these words: how many of how many words, and how well (0 to
-- 1). Without walls; nobody but the functions below asks it.
CREATE FUNCTION children_called(words text)
RETURNS TABLE (child bigint, matched integer, typed integer, score real)
LANGUAGE sql STABLE ROWS 200
SET search_path = public, pg_temp SET pg_trgm.similarity_threshold = 0.25
-- The planner cannot know that a word is like a few names only: it would read all of them.
SET enable_seqscan = off SET enable_mergejoin = off SET enable_hashjoin = off AS $$
    WITH asked AS MATERIALIZED (
        SELECT DISTINCT regexp_replace(token, '[.''’‘`%_\\]', '', 'g') AS word
        FROM regexp_split_to_table(lower(unaccent(words)), '[-\s,;:/()"]+') AS token
        WHERE token ~ '[^.''’‘`%_\\]'
    ), likely AS MATERIALIZED (
        SELECT asked.word, namepart.id,
            CASE
                WHEN namepart.part = asked.word THEN 1
                WHEN starts_with(namepart.part, asked.word) THEN
                    CASE WHEN length(asked.word) > 2 THEN 0.9 ELSE 0.6 END
                ELSE similarity(namepart.part, asked.word)
            END AS likeness
        FROM asked CROSS JOIN LATERAL (
            SELECT id, part FROM children_namepart WHERE part % asked.word
            UNION
            SELECT id, part FROM children_namepart WHERE part LIKE asked.word || '%'
        ) AS namepart
    ), by_word AS (
        SELECT bears.child_id, likely.word, max(likely.likeness) AS likeness
        FROM likely JOIN children_bearsname AS bears ON bears.namepart_id = likely.id
        GROUP BY bears.child_id, likely.word
    )
    SELECT child_id, count(*)::integer, (SELECT count(*) FROM asked)::integer, avg(likeness)::real
    FROM by_word GROUP BY child_id
$$;

-- The children whom the person who asks may know of: the same as the policies say. It is asked
-- inside the functions below alone, and has no settings of its own, so that it is planned with them.
CREATE FUNCTION children_one_may_know() RETURNS SETOF children_child LANGUAGE sql STABLE AS $$
    SELECT * FROM children_child
    WHERE (
            service_id = (SELECT waymark_service())
            OR id = ANY ((SELECT hosted_children())::bigint[])
        )
        AND id <> ALL ((SELECT hidden_children())::bigint[])
$$;

-- The children found by names in any order, a date of birth, or a whole reference; the likeliest
-- first, and only those who match as much of it as anybody does.
CREATE FUNCTION find_children(words text, born date, wanted text, most integer)
RETURNS TABLE (child bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH called AS MATERIALIZED (
        SELECT * FROM children_called(words)
    ), referred AS MATERIALIZED (
        SELECT id FROM children_child
        WHERE service_id = (SELECT waymark_service())
            AND reference = ANY (ARRAY[wanted, upper(wanted), lower(wanted)])
    ), candidate AS MATERIALIZED (
        SELECT called.child AS id FROM called
        UNION
        SELECT id FROM children_child WHERE date_of_birth = born
        UNION
        SELECT id FROM referred
    ), found AS MATERIALIZED (
        SELECT known.id, known.sort_name, coalesce(called.score, 0) AS score,
            coalesce(called.matched, 0)
                + CASE WHEN known.date_of_birth = born THEN 1 ELSE 0 END
                + CASE WHEN known.id IN (SELECT id FROM referred) THEN 100 ELSE 0 END AS matched
        FROM children_one_may_know() AS known LEFT JOIN called ON called.child = known.id
        WHERE known.id = ANY (ARRAY(SELECT id FROM candidate)) -- few: never read all children
    )
    SELECT id FROM found
    WHERE matched = (SELECT max(matched) FROM found)
    ORDER BY score DESC, sort_name, id
    LIMIT most
$$;

-- Who may be a child about to be registered. A match is clear where names and date of birth are the
-- same; else it is uncertain. Without walls; nobody but the functions below asks it.
CREATE FUNCTION children_like(words text, born date)
RETURNS TABLE (child bigint, is_clear boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT known.id,
        known.date_of_birth = born AND called.matched = called.typed AND called.score >= 0.95
    FROM children_called(words) AS called JOIN children_child AS known ON known.id = called.child,
        LATERAL (
            SELECT abs(known.date_of_birth - born) <= 31
                OR to_char(known.date_of_birth, 'MMDD')
                    IN (to_char(born, 'MMDD'), to_char(born, 'DDMM')) AS is_near
        ) AS birth
    WHERE (known.date_of_birth = born AND called.score >= 0.5)
        OR (birth.is_near AND called.matched >= 2 AND called.score >= 0.6)
        OR (called.matched = called.typed AND called.score >= 0.95
            AND abs(known.date_of_birth - born) <= 2 * 366)
$$;

-- The same for whoever asks: each child whom she may see, and one row without a child where there
-- is somebody of her service whom she may not see. It never says who, or how many.
CREATE FUNCTION likely_children(words text, born date)
RETURNS TABLE (child bigint, is_clear boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH likely AS MATERIALIZED (
        SELECT * FROM children_like(words, born)
    )
    SELECT likely.child, likely.is_clear
    FROM likely JOIN children_one_may_know() AS known ON known.id = likely.child
    WHERE known.id = ANY (ARRAY(SELECT likely.child FROM likely))
    UNION ALL
    SELECT NULL, false WHERE EXISTS (
        SELECT FROM likely JOIN children_child AS held ON held.id = likely.child
        WHERE held.service_id = waymark_service() AND held.id = ANY (hidden_children())
    )
$$;

REVOKE EXECUTE ON FUNCTION keep_name_parts, children_called, children_one_may_know, find_children,
    children_like, likely_children FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_children, likely_children TO waymark_application;

-- Children who came before their names.
UPDATE children_child SET known_as = known_as;
