SELECT child.id, child.given_name, child.family_name, child.known_as, child.date_of_birth,
    child.reference, worker.name
FROM find_children(%(words)s, NULL, %(words)s, 30) WITH ORDINALITY AS found (child, place)
JOIN children_child AS child ON child.id = found.child
LEFT JOIN children_allocation AS allocation
    ON allocation.child_id = child.id AND allocation.period @> %(today)s
        AND allocation.part = 'case-manager'
LEFT JOIN accounts_user AS worker ON worker.id = allocation.user_id
ORDER BY found.place
