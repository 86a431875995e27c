from pathlib import Path

from django.db import migrations

# Whether one of the asker's own people is any child's worker from today on, be the child hidden or
# not, of this service or hosted by it. Of another service's people it says nothing.
WORKS_WITH_A_CHILD = """
CREATE OR REPLACE FUNCTION works_with_a_child(person bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM children_allocation AS allocation
        JOIN accounts_user AS worker ON worker.id = allocation.user_id
            AND worker.service_id = waymark_service()
        WHERE allocation.user_id = person AND allocation.part = 'case-manager'
            AND (allocation.service_id = worker.service_id
                OR allocation.child_id = ANY (hosted_children()))
            AND (upper_inf(allocation.period)
                OR upper(allocation.period) > (now() AT TIME ZONE 'Europe/London')::date)
    )
$$;
"""
# A child whom the asker's service hosts is found by the reference too.
FIND_CHILDREN = Path(__file__).with_name("find_children.sql").read_text()


class Migration(migrations.Migration):
    dependencies = [("children", "0009_care_status")]
    operations = [
        migrations.RunSQL(WORKS_WITH_A_CHILD, migrations.RunSQL.noop),
        migrations.RunSQL(FIND_CHILDREN, migrations.RunSQL.noop),
    ]
