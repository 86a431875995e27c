from django.db import migrations

# No duty rests on the hours at which somebody is at work: whoever changes them makes nothing stale.
RENEWS = """
DROP TRIGGER numbers_changed ON duties_ownnumber;
CREATE TRIGGER numbers_changed AFTER INSERT ON duties_ownnumber
FOR EACH ROW {when} EXECUTE FUNCTION numbers_changed();
"""
NOT_THE_HOURS = "WHEN (NEW.name NOT IN ('service-opens', 'service-closes'))"


class Migration(migrations.Migration):
    dependencies = [("duties", "0008_fewer_indexes")]
    operations = [
        migrations.RunSQL(RENEWS.format(when=NOT_THE_HOURS), RENEWS.format(when="")),
    ]
