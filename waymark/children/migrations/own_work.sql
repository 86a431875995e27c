-- Is this child the work of the person who asks? Everything that makes it so, in one place: she is
-- named for the child, has said why she opens the record, is on duty today, is allocated, stands in
-- for who is, or manages who is; a child who is nobody's yet is every manager's.
--
-- Asked of rows that the walls have let through, so it puts up none of its own. PL/pgSQL, because
-- it keeps the plan from one request to the next.
CREATE FUNCTION is_own_work(wanted bigint, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    today date := (moment AT TIME ZONE 'Europe/London')::date;
    asker accounts_user;
BEGIN
    SELECT * INTO asker FROM accounts_user WHERE id = waymark_user();
    RETURN EXISTS (
        SELECT FROM children_allocation AS allocation
        JOIN accounts_user AS worker ON worker.id = allocation.user_id
        WHERE allocation.child_id = wanted AND allocation.period @> today
            AND (
                worker.id = asker.id
                OR (asker.role = 'senior-manager' AND worker.service_id = asker.service_id)
                OR (asker.role = 'operations-manager' AND worker.team_id = asker.team_id)
                OR EXISTS (
                    SELECT FROM children_cover AS cover
                    WHERE cover.user_id = asker.id AND cover.away_id = worker.id
                        AND cover.period @> today
                )
            )
    ) OR EXISTS (
        SELECT FROM children_opening AS opening
        WHERE opening.child_id = wanted AND opening.user_id = asker.id AND opening.until > moment
            -- An emergency goes on past midnight.
            AND (opening.day = today OR opening.reason = 'emergency')
    ) OR EXISTS (
        SELECT FROM children_named AS named
        WHERE named.child_id = wanted AND named.user_id = asker.id
    ) OR EXISTS (
        SELECT FROM children_dutyday AS duty WHERE duty.user_id = asker.id AND duty.day = today
    ) OR (
        asker.role IN ('operations-manager', 'senior-manager')
        AND NOT EXISTS (
            SELECT FROM children_allocation AS allocation
            WHERE allocation.child_id = wanted AND allocation.period @> today
        )
    );
END
$$;
REVOKE EXECUTE ON FUNCTION is_own_work FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_own_work TO waymark_application;
