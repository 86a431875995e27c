from pathlib import Path

from django.db import migrations

from waymark.accounts.walls import service_wall


class Migration(migrations.Migration):
    dependencies = [
        ("visits", "0001_initial"),
        ("diary", "0002_walls"),
        ("children", "0012_co_workers"),
        ("chronology", "0006_fewer_indexes"),
    ]
    operations = [
        service_wall("visits_out"),
        service_wall("visits_alarm"),
        migrations.RunSQL("REVOKE UPDATE, DELETE ON visits_alarm FROM waymark_application", ""),
        migrations.RunSQL(
            Path(__file__).with_name("hazards.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
