from pathlib import Path

from django.db import migrations

from waymark.accounts.walls import child_wall, service_wall

# Whoever sees that two are kept apart must be one who may see both.
BOTH = """
CREATE POLICY and_the_other ON diary_apart AS RESTRICTIVE
    USING (other_id <> ALL ((SELECT hidden_children())::bigint[]))
"""


class Migration(migrations.Migration):
    dependencies = [("diary", "0001_initial"), ("children", "0002_walls")]
    operations = [
        service_wall("diary_place"),
        service_wall("diary_meeting"),
        service_wall("diary_staff"),
        child_wall("diary_appointment"),
        child_wall("diary_apart"),
        migrations.RunSQL(BOTH, migrations.RunSQL.noop),
        migrations.RunSQL(
            Path(__file__).with_name("bookings.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
