from pathlib import Path

from django.db import migrations

HERE = Path(__file__).parent
MEETINGS_OF = """
    CREATE FUNCTION meetings_of(worker bigint, within tstzrange) RETURNS SETOF bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT meeting.id
        FROM diary_booking AS booking
            JOIN diary_meeting AS meeting ON meeting.id = booking.meeting_id
        WHERE booking.resource = 'worker:' || worker AND within @> meeting.begins
            AND meeting.service_id = waymark_service()
    $$;
    REVOKE EXECUTE ON FUNCTION meetings_of FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION meetings_of TO waymark_application;
    DROP FUNCTION kept_times;
"""


class Migration(migrations.Migration):
    dependencies = [("diary", "0009_kept_times")]
    operations = [
        migrations.RunSQL(
            (HERE / "nobody_left.sql").read_text(),
            MEETINGS_OF + (HERE / "kept_times.sql").read_text(),
        ),
    ]
