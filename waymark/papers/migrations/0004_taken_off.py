from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("papers", "0003_by_form")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("paper_stays.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
