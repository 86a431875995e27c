from django.db import migrations

# Whether somebody is any child's worker from today on, be the child hidden or not: whoever ends the
# account is told that much, and nothing else.
WORKS_WITH_A_CHILD = """
CREATE FUNCTION works_with_a_child(person bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM children_allocation
        WHERE user_id = person AND service_id = waymark_service() AND part = 'case-manager'
            AND (upper_inf(period)
                OR upper(period) > (now() AT TIME ZONE 'Europe/London')::date)
    )
$$;
REVOKE EXECUTE ON FUNCTION works_with_a_child FROM PUBLIC;
GRANT EXECUTE ON FUNCTION works_with_a_child TO waymark_application;
"""


class Migration(migrations.Migration):
    dependencies = [("children", "0004_registration")]
    operations = [migrations.RunSQL(WORKS_WITH_A_CHILD, migrations.RunSQL.noop)]
