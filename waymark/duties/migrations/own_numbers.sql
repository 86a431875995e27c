-- A child's duties go by the numbers of its own service, whoever renews them: the host too, who may not
-- read the home service's table. They tell nothing of anybody.
CREATE FUNCTION own_numbers(of_service bigint) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT jsonb_agg(jsonb_build_array(name, begins, value, reason) ORDER BY begins, id)
    FROM duties_ownnumber WHERE service_id = of_service
$$;
GRANT EXECUTE ON FUNCTION own_numbers(bigint) TO waymark_application;

-- Whoever writes a number, the duties follow: those of restricted children too, whom she may not see.
-- The children are locked first, in the order of their ids, as the door does: an act that read the
-- old numbers has ended by then, and the next one reads the new.
CREATE FUNCTION numbers_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM children_child WHERE service_id = NEW.service_id ORDER BY id FOR NO KEY UPDATE;
    UPDATE duties_standing SET stamp = '' WHERE service_id = NEW.service_id;
    RETURN NULL;
END
$$;
CREATE TRIGGER numbers_changed AFTER INSERT ON duties_ownnumber
FOR EACH ROW EXECUTE FUNCTION numbers_changed();

REVOKE UPDATE, DELETE ON duties_ownnumber FROM waymark_application;
