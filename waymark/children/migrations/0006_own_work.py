from pathlib import Path

from django.db import migrations

OWN_WORK = Path(__file__).with_name("own_work.sql").read_text()


class Migration(migrations.Migration):
    dependencies = [("children", "0005_leaving"), ("accounts", "0002_what_the_application_may")]
    operations = [migrations.RunSQL(OWN_WORK, migrations.RunSQL.noop)]
