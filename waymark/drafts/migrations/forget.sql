-- A draft is its writer's alone, and behind the child's wall like everything about the child.
ALTER TABLE drafts_draft ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_words_about_children_one_may_see ON drafts_draft USING (
    person_id = (SELECT waymark_user())
    AND (service_id = (SELECT waymark_service())
        OR child_id = ANY ((SELECT hosted_children())::bigint[]))
    AND child_id <> ALL ((SELECT hidden_children())::bigint[])
);

-- Everybody's old drafts go, those too that nobody may see any more.
CREATE FUNCTION forget_drafts(older_than timestamptz) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH gone AS (DELETE FROM drafts_draft WHERE saved_at < older_than RETURNING 1)
    SELECT count(*) FROM gone
$$;
REVOKE EXECUTE ON FUNCTION forget_drafts FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_drafts TO waymark_application;
