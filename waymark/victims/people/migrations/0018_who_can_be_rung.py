from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("victims", "0017_in_prose")]

    operations = [
        migrations.AddField(
            model_name=name,
            name="asked_by_name",
            field=models.TextField(blank=True, db_default=""),
        )
        for name in ("held", "call")
    ]
