from pathlib import Path

from django.db import migrations

import waymark.drafts.migrations as ours

EMPTY = Path(ours.__file__).with_name("empty.sql").read_text()


class Migration(migrations.Migration):
    dependencies = [("drafts", "0001_initial")]

    operations = [migrations.RunSQL(EMPTY, migrations.RunSQL.noop)]
