-- What was agreed is not changed: neither what a version says, nor who agreed it, nor that it was.
-- Only what becomes of it may be added, as `rules/plan_states.py` has it, and its child may move to
-- another service.
CREATE FUNCTION keep_agreed_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'draft' THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a version of a plan that was agreed stays'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'version_agreed_stays';
    END IF;
    IF (OLD.plan_id, OLD.child_id, OLD.number, OLD.event, OLD.made_at, OLD.made_by_id,
        OLD.agreed_at, OLD.agreed_by_id, OLD.document -> 'plan', OLD.document -> 'answers')
       IS DISTINCT FROM
       (NEW.plan_id, NEW.child_id, NEW.number, NEW.event, NEW.made_at, NEW.made_by_id,
        NEW.agreed_at, NEW.agreed_by_id, NEW.document -> 'plan', NEW.document -> 'answers')
       OR NOT (NEW.state = OLD.state
               OR OLD.state = 'agreed' AND NEW.state IN ('countersigned', 'returned'))
       OR OLD.state <> 'agreed' AND NEW.document IS DISTINCT FROM OLD.document
    THEN
        RAISE EXCEPTION 'a version of a plan that was agreed is not changed'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'version_agreed_stays';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER keep_agreed_versions BEFORE UPDATE OR DELETE ON plans_version
    FOR EACH ROW EXECUTE FUNCTION keep_agreed_versions();
