import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("victims", "0015_one_number")]

    operations = [
        migrations.AddField(
            model_name="call",
            name="begun",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), db_default=[], default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="found_out",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.RunSQL(
            "GRANT UPDATE (begun, found_out) ON victims_call TO waymark_application",
            migrations.RunSQL.noop,
        ),
    ]
