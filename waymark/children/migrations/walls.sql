-- What every row of a child's data refers to: it cannot say that it is another service's.
ALTER TABLE children_child ADD CONSTRAINT child_of_its_service UNIQUE (id, service_id);

-- The restricted children whom the person who asks may not see: everybody who is not named, and
-- has opened no emergency, is in front of the wall.
CREATE FUNCTION hidden_children() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(child.id), '{}')
    FROM children_child AS child
    WHERE child.restricted
        AND waymark_user() IS DISTINCT FROM 0 -- Waymark itself: import, renewal
        AND NOT EXISTS (
            SELECT FROM children_named AS named
            WHERE named.child_id = child.id AND named.user_id = waymark_user()
        )
        AND NOT EXISTS (
            SELECT FROM children_opening AS opening
            WHERE opening.child_id = child.id
                AND opening.user_id = waymark_user()
                AND opening.reason = 'emergency'
                AND opening.until > now()
        )
$$;

-- Other services' children whom this service hosts today.
CREATE FUNCTION hosted_children() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(hosting.child_id), '{}')
    FROM children_hosting AS hosting
    WHERE hosting.host_id = waymark_service()
        AND hosting.period @> (now() AT TIME ZONE 'Europe/London')::date
$$;

GRANT EXECUTE ON FUNCTION hidden_children, hosted_children TO waymark_application;

-- Whether a service holds a child under a reference, be the child hidden or not. Only whoever
-- takes case files in asks; the answer names nobody.
CREATE FUNCTION child_is_held(service bigint, wanted text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM children_child
        WHERE service_id = service AND service = waymark_service() AND reference = wanted
    )
$$;
REVOKE EXECUTE ON FUNCTION child_is_held FROM PUBLIC;
GRANT EXECUTE ON FUNCTION child_is_held TO waymark_application;

-- The restricted child of the asker's own service with exactly this reference: only for opening in
-- an emergency, which is audited and looked at.
CREATE FUNCTION restricted_child(wanted text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id FROM children_child
    WHERE service_id = waymark_service() AND reference = wanted AND restricted
$$;
REVOKE EXECUTE ON FUNCTION restricted_child FROM PUBLIC;
GRANT EXECUTE ON FUNCTION restricted_child TO waymark_application;
