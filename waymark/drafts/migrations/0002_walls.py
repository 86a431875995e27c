from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("drafts", "0001_initial"), ("children", "0002_walls")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("forget.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
