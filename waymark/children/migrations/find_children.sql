-- The children found by names in any order, a date of birth, or a whole reference; the likeliest
-- first, and only those who match as much of it as anybody does. A child whose reference it is
-- stands before those who bear the same word as a name, and hides none of them.
CREATE OR REPLACE FUNCTION find_children(words text, born date, wanted text, most integer)
RETURNS TABLE (child bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH called AS MATERIALIZED (
        SELECT * FROM children_called(words)
    ), referred AS MATERIALIZED (
        SELECT id FROM children_child
        WHERE service_id = (SELECT waymark_service())
            AND reference = ANY (ARRAY[wanted, upper(wanted), lower(wanted)])
        UNION ALL
        SELECT id FROM children_child
        WHERE id = ANY ((SELECT hosted_children())::bigint[])
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
                + CASE WHEN known.date_of_birth = born THEN 1 ELSE 0 END AS matched,
            called.matched = called.typed AND called.score >= 0.9 AS is_called,
            known.id IN (SELECT id FROM referred) AS is_referred
        FROM children_one_may_know() AS known LEFT JOIN called ON called.child = known.id
        WHERE known.id = ANY (ARRAY(SELECT id FROM candidate)) -- few: never read all children
    )
    SELECT id FROM found
    WHERE is_referred
        OR matched = (SELECT max(matched) FROM found)
            AND (is_called OR NOT EXISTS (SELECT FROM found WHERE is_referred))
    ORDER BY is_referred DESC, score DESC, sort_name, id
    LIMIT most
$$;
