SELECT * FROM children_child WHERE id = %(child)s;
SELECT * FROM children_episode WHERE child_id = %(child)s ORDER BY kind, position;
SELECT * FROM children_person WHERE child_id = %(child)s ORDER BY position;
SELECT worker.name, allocation.period
FROM children_allocation AS allocation JOIN accounts_user AS worker ON worker.id = allocation.user_id
WHERE allocation.child_id = %(child)s AND allocation.period @> %(today)s;
SELECT * FROM orders_order WHERE child_id = %(child)s ORDER BY position;
SELECT * FROM papers_paper WHERE child_id = %(child)s;
SELECT * FROM chronology_event WHERE child_id = %(child)s ORDER BY position;
SELECT words.* FROM chronology_words AS words JOIN chronology_event AS event ON event.id = words.event_id
WHERE words.child_id = %(child)s AND event.kind IN ('restorative-considered', 'restorative-activity-planned',
    'restorative-risk-assessed', 'restorative-activity-held', 'restorative-outcome', 'child-readiness-judged', 'work-made')
