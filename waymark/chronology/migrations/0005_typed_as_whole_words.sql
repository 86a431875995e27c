-- Whether somebody is typing the words: all of them, or among others where they are long enough
-- to be no chance. A short "ok" is looked for alone: else it would take every draft with a book.
CREATE OR REPLACE FUNCTION is_typed_in(words text, fields jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT EXISTS (
        SELECT FROM jsonb_path_query(fields, '$.*[*]') AS value,
            LATERAL (SELECT
                ' ' || btrim(regexp_replace(words, '\W+', ' ', 'g')) || ' ',
                ' ' || btrim(regexp_replace(value #>> '{}', '\W+', ' ', 'g')) || ' '
            ) AS whole (sealed, typed)
        WHERE said_alike(value #>> '{}') = said_alike(words)
            OR (length(sealed) > 12 AND strpos(typed, sealed) > 0)
    )
$$;
