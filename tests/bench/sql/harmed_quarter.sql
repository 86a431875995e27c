SELECT * FROM victims_victim WHERE id IN (
    SELECT victim_id FROM victims_happening WHERE "on" >= date_trunc('quarter', now())::date
) ORDER BY id;
SELECT * FROM victims_reference WHERE victim_id IN (
    SELECT victim_id FROM victims_happening WHERE "on" >= date_trunc('quarter', now())::date
) ORDER BY id;
SELECT told.* FROM victims_told AS told WHERE told.child IN (
    SELECT child FROM victims_reference WHERE victim_id IN (
    SELECT victim_id FROM victims_happening WHERE "on" >= date_trunc('quarter', now())::date
)
) AND told.kind IN ('people-harmed', 'order-made', 'day-of-decision', 'work-made');
SELECT * FROM victims_spell WHERE victim_id IN (
    SELECT victim_id FROM victims_happening WHERE "on" >= date_trunc('quarter', now())::date
) ORDER BY begins, id;
SELECT * FROM victims_happening WHERE victim_id IN (
    SELECT victim_id FROM victims_happening WHERE "on" >= date_trunc('quarter', now())::date
) ORDER BY "on", id
