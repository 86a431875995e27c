-- A paper that is completed stays as it was signed: neither it nor what stands on it is changed, added
-- to or taken away. Only whose it is moves with the child; of a source it may be said, once, that it was
-- taken off and why; and a passage is sealed in it (`is_sealing`, which comes later: until then no paper
-- is there). Each migration that changes this runs this file, so there is one definition.
CREATE OR REPLACE FUNCTION paper_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (
        to_jsonb(NEW) - 'service_id' = to_jsonb(OLD) - 'service_id' OR is_sealing()
    ) THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'papers_source' THEN
        IF NOT OLD.document ? 'taken_off_on'
            AND to_jsonb(NEW) - 'document' = to_jsonb(OLD) - 'document'
            AND NEW.document - '{taken_off_on,taken_off_because}'::text[] = OLD.document
        THEN
            RETURN NEW;
        END IF;
    END IF;
    IF TG_TABLE_NAME = 'papers_paper' THEN
        IF OLD.completed_on IS NOT NULL THEN
            RAISE EXCEPTION 'a completed paper is not changed' USING ERRCODE = 'check_violation';
        END IF;
    ELSIF EXISTS (
        SELECT FROM papers_paper
        WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.paper_id ELSE NEW.paper_id END
            AND completed_on IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'a completed paper is not changed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;
