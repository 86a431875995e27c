-- Whether a manager asks, or Waymark itself. The answers that a child gave for managers alone are hidden
-- from everybody else, the child's own worker too.
CREATE FUNCTION manager_asks() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT waymark_user() = 0 OR EXISTS (
        SELECT FROM accounts_user
        WHERE id = waymark_user() AND role IN ('operations-manager', 'senior-manager')
    )
$$;
REVOKE EXECUTE ON FUNCTION manager_asks FROM PUBLIC;
GRANT EXECUTE ON FUNCTION manager_asks TO waymark_application;

CREATE POLICY read_by_managers_alone ON papers_section AS RESTRICTIVE FOR SELECT
    USING (NOT for_managers OR (SELECT manager_asks()));
