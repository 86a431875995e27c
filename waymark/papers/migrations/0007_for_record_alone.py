from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("papers", "0006_held_files")]
    operations = [
        migrations.AddField("file", "for_record_alone", models.BooleanField(default=False)),
    ]
