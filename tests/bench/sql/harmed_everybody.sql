SELECT * FROM victims_victim ORDER BY owed_by NULLS LAST, name, id;
SELECT * FROM victims_reference ORDER BY id;
SELECT * FROM victims_told
WHERE kind IN ('people-harmed', 'order-made', 'day-of-decision', 'work-made') ORDER BY id;
SELECT * FROM victims_spell ORDER BY begins, id;
SELECT * FROM victims_happening ORDER BY "on", id
