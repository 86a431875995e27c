from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("victims", "0018_who_can_be_rung")]

    operations = [
        migrations.AddField(
            model_name="victim",
            name="compared_on",
            field=models.DateField(blank=True, null=True),
        ),
    ]
