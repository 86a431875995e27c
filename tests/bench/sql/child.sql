SELECT * FROM children_child WHERE id = %(child)s;
SELECT * FROM children_episode WHERE child_id = %(child)s ORDER BY kind, position;
SELECT worker.name, allocation.period
FROM children_allocation AS allocation JOIN accounts_user AS worker ON worker.id = allocation.user_id
WHERE allocation.child_id = %(child)s AND allocation.period @> %(today)s;
SELECT * FROM orders_order WHERE child_id = %(child)s ORDER BY position;
SELECT * FROM duties_standing WHERE child_id = %(child)s;
SELECT * FROM duties_duty
WHERE child_id = %(child)s AND done_on IS NULL AND (closes_on IS NULL OR closes_on >= %(today)s)
ORDER BY due_on NULLS LAST, opens_on, key;
SELECT event.*, words.field, words.text
FROM (
    SELECT * FROM chronology_event WHERE child_id = %(child)s
    ORDER BY "on" DESC, position DESC LIMIT 50
) AS event LEFT JOIN chronology_words AS words ON words.event_id = event.id
ORDER BY event."on" DESC, event.position DESC
