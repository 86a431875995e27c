-- Which sheet asks, as the transaction says it; none, where it says nothing.
CREATE FUNCTION waymark_sheet() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT NULLIF(current_setting('waymark.sheet', true), '')::bigint
$$;
GRANT EXECUTE ON FUNCTION waymark_sheet TO waymark_application;

REVOKE DELETE ON portal_sheet FROM waymark_application;

-- A sheet that asks writes what was answered, and nothing about whose it is or how long it opens.
CREATE FUNCTION sheet_writes_only_answers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF waymark_sheet() IS NOT NULL AND (
        TG_OP = 'INSERT' OR (
            to_jsonb(NEW) - '{answers,alerted,language,handed_in_at,opened_at,key,key_until,tries}'::text[]
            IS DISTINCT FROM
            to_jsonb(OLD) - '{answers,alerted,language,handed_in_at,opened_at,key,key_until,tries}'::text[]
        )
    ) THEN
        RAISE EXCEPTION 'a sheet writes its answers alone' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER sheet_writes_only_answers BEFORE INSERT OR UPDATE ON portal_sheet
    FOR EACH ROW EXECUTE FUNCTION sheet_writes_only_answers();

-- Whoever has a link and is about to say the secret. The try is counted before anything is told,
-- so that many at once are counted too. After five wrong ones in an hour nothing is told any more.
CREATE FUNCTION sheet_tried(wanted text) RETURNS TABLE (sheet bigint, of_service bigint, hashed text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    found portal_sheet;
    recent timestamptz[];
BEGIN
    SELECT * INTO found FROM portal_sheet
        WHERE link = wanted AND link <> '' AND revoked_at IS NULL AND handed_in_at IS NULL
            AND until > now()
        FOR UPDATE;
    IF found.id IS NULL THEN
        RETURN;
    END IF;
    IF cardinality(found.tries) >= 5 THEN
        RETURN QUERY SELECT found.id, found.service_id, ''::text;
        RETURN;
    END IF;
    recent := ARRAY(
        SELECT each FROM unnest(found.tries) AS each WHERE each > now() - interval '1 hour'
    );
    UPDATE portal_sheet SET tries = recent || clock_timestamp() WHERE id = found.id;
    RETURN QUERY SELECT found.id, found.service_id, found.secret;
END
$$;
REVOKE EXECUTE ON FUNCTION sheet_tried FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sheet_tried TO waymark_application;

-- The sheet that a browser holds open, as long as it is open.
CREATE FUNCTION sheet_held(wanted text) RETURNS TABLE (sheet bigint, of_service bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id, service_id FROM portal_sheet
    WHERE key = wanted AND key <> '' AND key_until > now() AND until > now()
        AND revoked_at IS NULL AND handed_in_at IS NULL
$$;
REVOKE EXECUTE ON FUNCTION sheet_held FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sheet_held TO waymark_application;

-- The audit's row of an answer to a sheet says which, stands in its service's chain, and names
-- nobody: a sheet that asks can write no other.
CREATE FUNCTION audit_tells_which_sheet() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF waymark_sheet() IS NOT NULL AND (
        NEW.user_id IS NOT NULL
        OR (NEW.content::json->5->>'sheet')::bigint IS DISTINCT FROM waymark_sheet()
        OR NOT EXISTS (
            SELECT FROM portal_sheet WHERE id = waymark_sheet() AND service_id = NEW.service_id
        )
    ) THEN
        RAISE EXCEPTION 'an audit row tells which sheet asks'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER audit_tells_which_sheet BEFORE INSERT ON audit_row
    FOR EACH ROW EXECUTE FUNCTION audit_tells_which_sheet();
