from pathlib import Path

from django.db import migrations

BEHIND_THE_WALL = ("victim", "reference", "told", "spell", "happening")
OF_A_VICTIM = ("reference", "spell", "happening")
WALL = """
ALTER TABLE victims_{table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY trained_people_of_the_service ON victims_{table} USING (
    service_id = (SELECT waymark_service()) AND (SELECT victims_may_read())
);
"""
SAME_SERVICE = """
ALTER TABLE victims_{table} ADD CONSTRAINT victims_{table}_is_of_its_victims_service
    FOREIGN KEY (victim_id, service_id) REFERENCES victims_victim (id, service_id);
"""
# A call is remembered before it is known whose child it is about.
CALLS = """
ALTER TABLE victims_call ENABLE ROW LEVEL SECURITY;
CREATE POLICY trained_people_of_the_service ON victims_call USING (
    (service_id IS NULL OR service_id = (SELECT waymark_service())) AND (SELECT victims_may_read())
);
"""
TRAINING = """
ALTER TABLE victims_training ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_service ON victims_training USING (service_id = (SELECT waymark_service()));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("victims", "0001_initial"),
        ("accounts", "0002_what_the_application_may"),
    ]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("walls.sql").read_text(), migrations.RunSQL.noop
        ),
        *(migrations.RunSQL(WALL.format(table=each)) for each in BEHIND_THE_WALL),
        *(migrations.RunSQL(SAME_SERVICE.format(table=each)) for each in OF_A_VICTIM),
        migrations.RunSQL(CALLS),
        migrations.RunSQL(TRAINING),
    ]
