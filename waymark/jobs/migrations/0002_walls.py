from django.db import migrations

# What Procrastinate's own migrations made is the owner's: the application runs the functions that
# queue and do jobs. When the table is made, nobody has had time to do a job yet.
GRANT = """
DO $$
DECLARE made regprocedure;
BEGIN
    FOR made IN SELECT oid FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND starts_with(proname, 'procrastinate_')
    LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO waymark_application', made);
    END LOOP;
END
$$;
INSERT INTO jobs_pulse (id, at) VALUES (1, now());
REVOKE DELETE ON jobs_pulse FROM waymark_application;
"""


class Migration(migrations.Migration):
    dependencies = [("jobs", "0001_initial"), ("procrastinate", "0041_post_retry_failed_job")]
    operations = [migrations.RunSQL(GRANT, migrations.RunSQL.noop)]
