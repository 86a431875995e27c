from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("letters", "0001_initial"),
        ("accounts", "0002_what_the_application_may"),
    ]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("walls.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
