from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("portal", "0003_handed_in")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("link_state.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
