-- The installation's own chain, of number 0, tells of those whom no service knows.
ALTER TABLE audit_row DROP CONSTRAINT audit_row_service_id_fkey;

-- The moment of a row. The application can neither say it nor put another function here.
CREATE FUNCTION audit_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
    SELECT clock_timestamp()
$$;
REVOKE EXECUTE ON FUNCTION audit_now FROM PUBLIC;

DROP FUNCTION audit_append(bigint, timestamptz, bigint, text, bigint[], text, text);

-- The only way in. The head's row lock orders the chain; it is held from here to the commit.
-- `said` is the row's action, children, outcome and facts; who asked is asked of the transaction.
-- Where nobody asks, nobody is said to have asked.
CREATE FUNCTION audit_append(service bigint, who bigint, said text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    told json := said::json;
    head audit_audithead;
    moment timestamptz;
    content text;
    made text;
BEGIN
    IF who IS DISTINCT FROM NULLIF(waymark_user(), 0)
        OR service IS DISTINCT FROM coalesce(waymark_service(), service) THEN
        RAISE EXCEPTION 'an audit row tells of who asks' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF service <> 0 AND NOT EXISTS (SELECT FROM accounts_service WHERE id = service) THEN
        RAISE EXCEPTION 'no such service' USING ERRCODE = 'foreign_key_violation';
    END IF;
    INSERT INTO audit_audithead (service_id, number, digest, at)
        VALUES (service, 0, '', audit_now()) ON CONFLICT DO NOTHING;
    SELECT * INTO STRICT head FROM audit_audithead WHERE service_id = service FOR UPDATE;
    moment := greatest(audit_now(), head.at);
    PERFORM audit_make_partition(date_trunc('month', moment AT TIME ZONE 'UTC')::date);
    content := format(
        '["%s+00:00",%s,%s',
        to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
        coalesce(who::text, 'null'),
        substr(said, 2)
    );
    made := audit_digest(head.digest, head.number + 1, content);
    INSERT INTO audit_row
        (service_id, number, at, user_id, action, children, outcome, content, previous, digest)
        VALUES (
            service, head.number + 1, moment, who, told->>0,
            ARRAY(SELECT child::bigint FROM json_array_elements_text(told->1) AS child),
            told->>2, content, head.digest, made
        );
    UPDATE audit_audithead SET number = head.number + 1, digest = made, at = moment
        WHERE service_id = service;
    RETURN head.number + 1;
END
$$;
REVOKE EXECUTE ON FUNCTION audit_append FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_append TO waymark_application;
