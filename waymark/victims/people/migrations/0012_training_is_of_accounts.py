"""Who is trained stands with the accounts, at either door."""

import re
from pathlib import Path

from django.db import migrations

WALLS = Path(__file__).with_name("walls.sql").read_text()
MAY_READ = re.search(r"CREATE FUNCTION victims_may_read.*?\$\$;", WALLS, re.DOTALL)
assert MAY_READ, "walls.sql says who may read"
COLUMNS = 'person_id, service_id, what, "on", until, by_id, recorded_at'


class Migration(migrations.Migration):
    dependencies = [("victims", "0011_happened_in_a_quarter"), ("accounts", "0006_training")]
    operations = [
        migrations.RunSQL(
            [
                f"INSERT INTO accounts_training ({COLUMNS}) SELECT {COLUMNS}"  # noqa: S608
                " FROM victims_training ORDER BY id",
                MAY_READ[0]
                .replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
                .replace("victims_training", "accounts_training"),
            ],
        ),
        migrations.DeleteModel("Training"),
    ]
