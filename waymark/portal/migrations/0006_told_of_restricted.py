from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("portal", "0005_read"), ("duties", "0008_fewer_indexes")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("told_of_restricted.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
