from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("portal", "0002_walls")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("handed_in.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
