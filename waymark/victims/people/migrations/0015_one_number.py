from django.db import migrations, models

from waymark.rules.known_as import number


def reckon(apps, schema):
    rows = apps.get_model("victims", "Reference").objects.using(schema.connection.alias)
    for each in rows.all():
        each.number = number(each.child, each.reference)
        each.save(update_fields=["number"])


class Migration(migrations.Migration):
    dependencies = [("victims", "0014_last_names")]

    operations = [
        migrations.AddField("reference", "number", models.IntegerField(null=True)),
        migrations.RunPython(reckon, migrations.RunPython.noop),
        migrations.AlterField("reference", "number", models.IntegerField()),
    ]
