from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("papers", "0002_walls")]

    operations = [
        migrations.AddIndex(
            model_name="paper",
            index=models.Index(fields=["form", "completed_on"], name="paper_by_form"),
        ),
    ]
