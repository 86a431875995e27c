-- Who may read at all: Waymark itself, the manager, and whoever's training is in date today.
CREATE FUNCTION victims_may_read() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT waymark_user() = 0 OR EXISTS (
        SELECT FROM accounts_user AS person
        WHERE person.id = waymark_user() AND person.service_id = waymark_service()
            AND person.is_active
            AND (
                person.role = 'victim-manager'
                OR person.role = 'victim-worker' AND EXISTS (
                    SELECT FROM victims_training AS training
                    WHERE training.person_id = person.id
                        AND (now() AT TIME ZONE 'Europe/London')::date
                            BETWEEN training."on" AND training.until
                )
            )
    )
$$;
REVOKE EXECUTE ON FUNCTION victims_may_read FROM PUBLIC;
GRANT EXECUTE ON FUNCTION victims_may_read TO waymark_application;

-- What happened is not changed, and goes only with the person whom it is about (retention).
REVOKE UPDATE ON victims_happening, victims_training FROM waymark_application;
REVOKE DELETE ON victims_call, victims_training FROM waymark_application;
-- Of a call only what came of it is said afterwards.
REVOKE UPDATE ON victims_call FROM waymark_application;
GRANT UPDATE (found) ON victims_call TO waymark_application;
