SELECT * FROM victims_victim WHERE id = %(child)s;
SELECT * FROM victims_reference WHERE victim_id = %(child)s ORDER BY child, reference;
SELECT * FROM victims_told WHERE child IN (
    SELECT child FROM victims_reference WHERE victim_id = %(child)s
);
SELECT * FROM victims_spell WHERE victim_id = %(child)s ORDER BY begins, id;
SELECT * FROM victims_happening WHERE victim_id = %(child)s ORDER BY "on" DESC, id DESC
