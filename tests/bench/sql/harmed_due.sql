SELECT count(*) FROM victims_victim WHERE is_due_to_go;
SELECT * FROM victims_victim WHERE id IN (
    SELECT id FROM victims_victim WHERE is_due_to_go ORDER BY owed_by NULLS LAST, name, id LIMIT 50
) ORDER BY owed_by NULLS LAST, name, id;
SELECT * FROM victims_reference WHERE victim_id IN (
    SELECT id FROM victims_victim WHERE is_due_to_go ORDER BY owed_by NULLS LAST, name, id LIMIT 50
) ORDER BY id;
SELECT told.* FROM victims_told AS told WHERE told.child IN (
    SELECT child FROM victims_reference WHERE victim_id IN (
    SELECT id FROM victims_victim WHERE is_due_to_go ORDER BY owed_by NULLS LAST, name, id LIMIT 50
)
) AND told.kind IN ('people-harmed', 'order-made', 'day-of-decision', 'work-made');
SELECT * FROM victims_spell WHERE victim_id IN (
    SELECT id FROM victims_victim WHERE is_due_to_go ORDER BY owed_by NULLS LAST, name, id LIMIT 50
) ORDER BY begins, id;
SELECT * FROM victims_happening WHERE victim_id IN (
    SELECT id FROM victims_victim WHERE is_due_to_go ORDER BY owed_by NULLS LAST, name, id LIMIT 50
) ORDER BY "on", id;
SELECT * FROM victims_certificate ORDER BY at DESC, id DESC
