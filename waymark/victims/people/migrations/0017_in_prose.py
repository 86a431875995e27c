import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("victims", "0016_found_out")]

    operations = [
        migrations.AddField(
            model_name="call",
            name="prose",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), db_default=[], default=list, size=None
            ),
        ),
        migrations.RunSQL(
            "GRANT UPDATE (prose) ON victims_call TO waymark_application",
            migrations.RunSQL.noop,
        ),
    ]
