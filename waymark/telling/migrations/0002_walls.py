from django.db import migrations

from waymark.accounts.walls import child_wall

# Whoever works with a child whom her service hosts writes to the home service's victim workers.
OF_HOSTED_CHILDREN = """
ALTER POLICY written_by_all_read_by_waymark ON letters_outgoing WITH CHECK (
    service_id = (SELECT waymark_service())
    OR service_id IN (
        SELECT child.service_id FROM children_child AS child
        WHERE child.id = ANY ((SELECT hosted_children())::bigint[])
    )
)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("telling", "0001_initial"),
        ("letters", "0002_walls"),
        ("children", "0012_co_workers"),
    ]
    operations = [
        child_wall("telling_told"),
        migrations.RunSQL(OF_HOSTED_CHILDREN, migrations.RunSQL.noop),
    ]
