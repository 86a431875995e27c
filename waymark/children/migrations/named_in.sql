-- The children of the asker's service, whom one may know of, who bear a name that is among these
-- words, or is like one of those that may be misspelt. What a text names is looked for among them
-- alone, however many children there are.
SELECT show_limit(); -- reads pg_trgm in: before that nobody but a superuser sets its threshold
CREATE FUNCTION children_named_in(words text[], misspelt text[]) RETURNS TABLE (child bigint)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50
SET search_path = public, pg_temp SET pg_trgm.similarity_threshold = 0.25
SET enable_seqscan = off SET enable_mergejoin = off SET enable_hashjoin = off AS $$
    WITH likely AS MATERIALIZED (
        SELECT id FROM children_namepart
        WHERE service_id = (SELECT waymark_service()) AND part = ANY (words)
        UNION
        SELECT namepart.id FROM unnest(misspelt) AS word JOIN children_namepart AS namepart
            ON namepart.service_id = (SELECT waymark_service()) AND namepart.part % word
    ), bearing AS MATERIALIZED (
        SELECT DISTINCT bears.child_id
        FROM likely JOIN children_bearsname AS bears ON bears.namepart_id = likely.id
    )
    SELECT known.id FROM children_one_may_know() AS known
    WHERE known.id = ANY (ARRAY(SELECT child_id FROM bearing))
$$;
REVOKE EXECUTE ON FUNCTION children_named_in FROM PUBLIC;
GRANT EXECUTE ON FUNCTION children_named_in TO waymark_application;
