-- What somebody sent is hers alone.
ALTER TABLE drafts_sent ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON drafts_sent USING (person_id = (SELECT waymark_user()));

-- A draft is of its child's service, whoever writes it: when hosting ends, so does its sight.
UPDATE drafts_draft SET service_id = child.service_id
    FROM children_child AS child WHERE child.id = child_id;
ALTER TABLE drafts_draft ADD CONSTRAINT drafts_draft_is_of_its_childs_service
    FOREIGN KEY (child_id, service_id) REFERENCES children_child (id, service_id)
    ON UPDATE CASCADE;

-- Everybody's old drafts go, and what they sent long ago.
CREATE OR REPLACE FUNCTION forget_drafts(older_than timestamptz) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM drafts_sent WHERE sent_at < older_than;
    WITH gone AS (DELETE FROM drafts_draft WHERE saved_at < older_than RETURNING 1)
    SELECT count(*) FROM gone
$$;
