SELECT * FROM children_child WHERE id = %(child)s FOR NO KEY UPDATE;
SELECT * FROM children_episode WHERE child_id = %(child)s ORDER BY kind, position;
SELECT * FROM children_person WHERE child_id = %(child)s ORDER BY position;
SELECT * FROM orders_order WHERE child_id = %(child)s ORDER BY position;
SELECT * FROM chronology_event WHERE child_id = %(child)s ORDER BY position;
SELECT * FROM duties_duty WHERE child_id = %(child)s;
WITH event AS (
    INSERT INTO chronology_event (
        child_id, service_id, reference, position, kind, version, "on", recorded_on, recorded_at,
        corrects, by_id, document
    )
    SELECT %(child)s, %(service)s, 'bare-' || (max(position) + 1), max(position) + 1, 'contact', 1,
        %(today)s, %(today)s, now(), '', %(user)s,
        jsonb_build_object(
            'id', 'bare-' || (max(position) + 1), 'kind', 'contact', 'on', %(today)s::text,
            'recorded_on', %(today)s::text, 'outcome', 'attended'
        )
    FROM chronology_event WHERE child_id = %(child)s
    RETURNING id
)
INSERT INTO chronology_words (event_id, child_id, service_id, field, text)
SELECT id, %(child)s, %(service)s, 'note', 'We walked by the river.' FROM event;
UPDATE duties_standing SET last_kept_on = %(today)s, renewed_on = %(today)s
WHERE child_id = %(child)s
