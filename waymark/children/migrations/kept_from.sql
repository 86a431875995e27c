-- Waymark itself writes whom a child's record is kept from, and nobody else reads it: what stands
-- there tells of two children.
ALTER TABLE children_keptfrom ENABLE ROW LEVEL SECURITY;
CREATE POLICY waymarks_own ON children_keptfrom
    USING (service_id = (SELECT waymark_service()) AND (SELECT waymark_user()) = 0);
ALTER TABLE children_keptfrom ADD CONSTRAINT children_keptfrom_is_of_its_childs_service
    FOREIGN KEY (child_id, service_id) REFERENCES children_child (id, service_id)
    ON UPDATE CASCADE;
REVOKE UPDATE ON children_keptfrom FROM waymark_application;

-- The children whom the person who asks may not see: the restricted ones, whom everybody who is not
-- named and has opened no emergency is in front of; and those who are kept from her, be she named.
CREATE OR REPLACE FUNCTION hidden_children() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(hidden.id), '{}')
    FROM (
        SELECT child.id
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
        UNION ALL
        SELECT kept.child_id FROM children_keptfrom AS kept WHERE kept.user_id = waymark_user()
    ) AS hidden
$$;

-- The same as it was, but of nobody who is kept from the asker: no emergency opens that record.
CREATE OR REPLACE FUNCTION restricted_child(wanted text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id FROM children_child AS child
    WHERE service_id = waymark_service() AND reference = wanted AND restricted
        AND NOT EXISTS (
            SELECT FROM children_keptfrom AS kept
            WHERE kept.child_id = child.id AND kept.user_id = waymark_user()
        )
$$;

-- Whether a child, whom the asker may see, is kept from a person: whoever gives the child a worker is
-- told that much.
CREATE FUNCTION is_kept_from(wanted bigint, person bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM children_keptfrom AS kept
        WHERE kept.child_id = wanted AND kept.user_id = person
            AND (kept.service_id = waymark_service() OR wanted = ANY (hosted_children()))
            AND wanted <> ALL (hidden_children())
    )
$$;

-- Who works with a child that is kept from them, as [child, person], to a manager who may see the
-- child: the child needs another worker.
CREATE FUNCTION kept_workers() RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_array(kept.child_id, kept.user_id)
        ORDER BY kept.child_id, kept.user_id), '[]')
    FROM children_keptfrom AS kept
        JOIN children_allocation AS allocation USING (child_id, user_id)
        JOIN accounts_user AS worker ON worker.id = kept.user_id
        JOIN accounts_user AS asker ON asker.id = waymark_user() AND asker.is_active
    WHERE allocation.period @> (now() AT TIME ZONE 'Europe/London')::date
        AND worker.service_id = asker.service_id
        AND (
            asker.role = 'senior-manager'
            OR asker.role = 'operations-manager' AND worker.team_id = asker.team_id
        )
        AND kept.child_id <> ALL (hidden_children())
$$;
REVOKE EXECUTE ON FUNCTION is_kept_from, kept_workers FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_kept_from, kept_workers TO waymark_application;
