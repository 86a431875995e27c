-- Harm was told of a child whom the person on the duty desk may not see: she is told that there is
-- something, and whom to ask whether they have seen it. It never says of which child, or what.
CREATE FUNCTION told_of_restricted(on_day date) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(each.names ORDER BY each.names), '{}')
    FROM (
        SELECT string_agg(DISTINCT person.name, ', ' ORDER BY person.name) AS names
        FROM duties_duty AS duty
            JOIN children_named AS named ON named.child_id = duty.child_id
            JOIN accounts_user AS person ON person.id = named.user_id AND person.is_active
        WHERE duty.service_id = waymark_service()
            AND duty.child_id = ANY (hidden_children())
            AND duty.duty = 'look-at-concern' AND duty.done_on IS NULL AND duty.opens_on <= on_day
            AND (duty.closes_on IS NULL OR duty.closes_on >= on_day)
            AND EXISTS (
                SELECT FROM children_dutyday AS desk
                WHERE desk.user_id = waymark_user() AND desk.day = on_day
            )
        GROUP BY duty.id
    ) AS each
$$;
REVOKE EXECUTE ON FUNCTION told_of_restricted FROM PUBLIC;
GRANT EXECUTE ON FUNCTION told_of_restricted TO waymark_application;
