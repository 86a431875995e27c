from pathlib import Path

from django.db import migrations

from waymark.accounts.walls import child_wall


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial"), ("children", "0002_walls")]
    operations = [
        child_wall("plans_plan"),
        child_wall("plans_version"),
        migrations.RunSQL(
            Path(__file__).with_name("versions.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
