from pathlib import Path

from django.db import migrations

EMPTY = Path(__file__).with_name("empty.sql").read_text()


class Migration(migrations.Migration):
    dependencies = [("drafts", "0005_sealed_in_drafts")]

    operations = [migrations.RunSQL(EMPTY, migrations.RunSQL.noop)]
