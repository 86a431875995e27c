from django.db import migrations

# What children's services do for a child has rows of its own now, as all that changes over time has.
# A list that is not written as the rules know it stays in the document, where it was.
NO_DAY = r"""(@.type() != "string" || !(@ like_regex "^\\d{4}-\\d{2}-\\d{2}$")
    || @ starts with "0000" || (exists (@.datetime("YYYY-MM-DD"))) is unknown)"""
AS_THE_RULES_KNOW_IT = f"""
    jsonb_typeof(child.document -> 'care_status') = 'array'
    AND NOT jsonb_path_exists(
        child.document,
        'strict $.care_status[*] ? (@.type() != "object"
            || exists (@.from ? (@ != null && {NO_DAY}))
            || exists (@.to ? (@ != null && {NO_DAY}))
            || @.to < @.from)',
        silent => true
    )
"""
TO_ROWS = f"""
INSERT INTO children_episode (child_id, service_id, kind, position, document, protected, period)
SELECT child.id, child.service_id, 'care_status', place - 1, item, false,
    CASE WHEN coalesce(item ->> 'from', item ->> 'to') IS NOT NULL
    THEN daterange(
        (item ->> 'from')::date, nullif(item ->> 'to', '9999-12-31')::date, '[]'
    ) END
FROM children_child child,
    jsonb_array_elements(child.document -> 'care_status') WITH ORDINALITY AS its (item, place)
WHERE {AS_THE_RULES_KNOW_IT};
UPDATE children_child child SET document = document - 'care_status' WHERE {AS_THE_RULES_KNOW_IT};
"""  # noqa: S608 (all parts stand above)
TO_DOCUMENT = """
UPDATE children_child child
SET document = document || jsonb_build_object('care_status', its.items)
FROM (
    SELECT child_id, jsonb_agg(document ORDER BY position) AS items
    FROM children_episode WHERE kind = 'care_status' GROUP BY child_id
) its
WHERE its.child_id = child.id;
DELETE FROM children_episode WHERE kind = 'care_status';
"""


class Migration(migrations.Migration):
    dependencies = [("children", "0008_finding")]
    operations = [migrations.RunSQL(TO_ROWS, TO_DOCUMENT)]
