from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("victims", "0010_due_to_go")]

    operations = [
        migrations.AddIndex(
            model_name="happening",
            index=models.Index(fields=["service", "on"], name="happening_in_a_quarter"),
        ),
    ]
