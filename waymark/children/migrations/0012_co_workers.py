from django.db import migrations

# Whether one of the asker's own people is any child's co-worker from today on, be the child hidden
# or not, of this service or hosted by it: whoever ends the account is told that much.
IS_A_CO_WORKER = """
CREATE FUNCTION is_a_co_worker(person bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM children_allocation AS allocation
        JOIN accounts_user AS worker ON worker.id = allocation.user_id
            AND worker.service_id = waymark_service()
        WHERE allocation.user_id = person AND allocation.part = 'co-worker'
            AND (allocation.service_id = worker.service_id
                OR allocation.child_id = ANY (hosted_children()))
            AND (upper_inf(allocation.period)
                OR upper(allocation.period) > (now() AT TIME ZONE 'Europe/London')::date)
    )
$$;
REVOKE EXECUTE ON FUNCTION is_a_co_worker FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_a_co_worker TO waymark_application;
"""


class Migration(migrations.Migration):
    dependencies = [("children", "0011_seen_around_an_emergency")]
    operations = [
        migrations.RunSQL(IS_A_CO_WORKER, "DROP FUNCTION is_a_co_worker(bigint)"),
    ]
