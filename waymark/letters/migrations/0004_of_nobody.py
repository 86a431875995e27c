from pathlib import Path

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("letters", "0003_tried_again")]
    operations = [
        migrations.AddField(
            model_name="incoming",
            name="of_nobody",
            field=models.BigIntegerField(null=True),
        ),
        migrations.RunSQL(
            Path(__file__).with_name("of_nobody.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
