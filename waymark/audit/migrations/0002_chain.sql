-- One chain a service. A row's digest covers the digest before it, its number and its content.
-- The digest before stands in the row too, so that a row put in place of another betrays itself
-- and not its neighbour.
CREATE TABLE audit_row (
    service_id bigint NOT NULL REFERENCES accounts_service,
    number bigint NOT NULL,
    at timestamptz NOT NULL,
    user_id bigint REFERENCES accounts_user,
    action text NOT NULL,
    children bigint[] NOT NULL,
    outcome text NOT NULL,
    content text NOT NULL,
    previous text NOT NULL,
    digest text NOT NULL,
    PRIMARY KEY (service_id, number, at)
) PARTITION BY RANGE (at);
CREATE INDEX audit_row_children ON audit_row USING gin (children);
CREATE INDEX audit_row_user_at ON audit_row (user_id, at);

CREATE FUNCTION audit_digest(previous text, number bigint, content text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT encode(sha256(convert_to(previous || '|' || number || '|' || content, 'UTF8')), 'hex')
$$;

CREATE FUNCTION audit_make_partition(month date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    name text := 'audit_row_' || to_char(month, 'YYYY_MM');
BEGIN
    IF to_regclass(name) IS NULL THEN
        EXECUTE format(
            'CREATE TABLE %I PARTITION OF audit_row FOR VALUES FROM (%L) TO (%L)',
            name,
            month::timestamp AT TIME ZONE 'UTC',
            (month + interval '1 month')::timestamp AT TIME ZONE 'UTC'
        );
        EXECUTE format('REVOKE ALL ON %I FROM waymark_application', name);
    END IF;
EXCEPTION WHEN duplicate_table THEN
    NULL; -- another chain's first row of the month made it in the same moment
END
$$;
REVOKE EXECUTE ON FUNCTION audit_make_partition FROM PUBLIC;

-- The only way in. The head's row lock orders the chain; it is held from here to the commit.
CREATE FUNCTION audit_append(
    service bigint, moment timestamptz, who bigint, what text, whom bigint[], came_of_it text, said text
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    head audit_audithead;
    made text;
BEGIN
    PERFORM audit_make_partition(date_trunc('month', moment AT TIME ZONE 'UTC')::date);
    INSERT INTO audit_audithead (service_id, number, digest, at)
        VALUES (service, 0, '', moment) ON CONFLICT DO NOTHING;
    SELECT * INTO STRICT head FROM audit_audithead WHERE service_id = service FOR UPDATE;
    made := audit_digest(head.digest, head.number + 1, said);
    INSERT INTO audit_row
        (service_id, number, at, user_id, action, children, outcome, content, previous, digest)
        VALUES (
            service, head.number + 1, moment, who, what, whom, came_of_it, said, head.digest, made
        );
    UPDATE audit_audithead SET number = head.number + 1, digest = made, at = moment
        WHERE service_id = service;
    RETURN head.number + 1;
END
$$;
REVOKE EXECUTE ON FUNCTION audit_append FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_append TO waymark_application;

REVOKE INSERT, UPDATE, DELETE ON audit_row, audit_audithead FROM waymark_application;
ALTER TABLE audit_row ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_service ON audit_row
    USING (service_id = NULLIF(current_setting('waymark.service', true), '')::bigint);
ALTER TABLE audit_audithead ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_service ON audit_audithead
    USING (service_id = NULLIF(current_setting('waymark.service', true), '')::bigint);
