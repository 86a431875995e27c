from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("duties", "0003_summaries")]
    operations = [
        migrations.AddField("standing", "seen", models.JSONField(default=dict)),
        migrations.AddField("standing", "judged", models.JSONField(default=dict)),
    ]
