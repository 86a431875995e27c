SELECT * FROM children_child WHERE id = %(child)s;
SELECT * FROM portal_sheet WHERE child_id = %(child)s
