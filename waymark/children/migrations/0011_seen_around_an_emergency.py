from django.db import migrations

# What was read just before the hours were over is written down when its answer is made, and the
# application's clock is not the database's: two minutes at both ends are shown too.
SEEN_IN_EMERGENCY = """
CREATE OR REPLACE FUNCTION seen_in_emergency(wanted bigint)
RETURNS TABLE (at timestamptz, action text, outcome text, facts jsonb, kind text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT answer.at, answer.action, answer.outcome, told.facts, (
        SELECT episode.kind FROM children_episode AS episode
        WHERE episode.child_id = opening.child_id
            AND 'episode-' || episode.id = told.facts ->> 'unmasked'
    )
    FROM children_opening AS opening
    JOIN accounts_user AS looker ON looker.id = waymark_user()
        AND looker.service_id = opening.service_id
        AND looker.is_active AND looker.role = 'senior-manager'
    JOIN audit_row AS answer ON answer.service_id = opening.service_id
        AND answer.user_id = opening.user_id
        AND answer.at BETWEEN opening.opened_at - interval '2 minutes'
            AND opening.until + interval '2 minutes'
        AND answer.children @> ARRAY[opening.child_id]
    CROSS JOIN LATERAL (SELECT answer.content::jsonb -> 5 AS facts) AS told
    WHERE opening.id = wanted AND opening.reason = 'emergency'
        AND opening.service_id = waymark_service() AND opening.user_id <> waymark_user()
    ORDER BY answer.number
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_chain"), ("children", "0010_hosted_children")]
    operations = [migrations.RunSQL(SEEN_IN_EMERGENCY, migrations.RunSQL.noop)]
