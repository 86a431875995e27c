-- The children that a registration may be, the hidden ones too, are filled in here, so that the
-- application never reads who they are.
CREATE FUNCTION keep_matches() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    NEW.matches := ARRAY(
        SELECT child_like.child
        FROM children_like(NEW.names, NEW.born) AS child_like
            JOIN children_child AS held ON held.id = child_like.child
        WHERE held.service_id = NEW.service_id
    );
    RETURN NEW;
END
$$;
REVOKE EXECUTE ON FUNCTION keep_matches FROM PUBLIC;
CREATE TRIGGER matches_are_kept BEFORE INSERT ON children_registration
    FOR EACH ROW EXECUTE FUNCTION keep_matches();

ALTER TABLE children_registration ENABLE ROW LEVEL SECURITY;
CREATE POLICY asked_by_one_or_all_seen ON children_registration USING (
    service_id = (SELECT waymark_service())
    AND (
        by_id = (SELECT waymark_user())
        OR NOT matches && (SELECT hidden_children())::bigint[]
    )
);
REVOKE DELETE ON children_registration FROM waymark_application;
