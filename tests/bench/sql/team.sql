SELECT child.id, child.given_name, child.family_name, child.known_as, child.restricted,
    standing.closed_on, standing.orders, worker.id, worker.name,
    ARRAY(
        SELECT alert.document ->> 'kind' FROM children_episode AS alert
        WHERE alert.child_id = child.id AND alert.kind = 'alerts' AND alert.period @> %(today)s
        ORDER BY alert.position
    )
FROM accounts_user AS worker
JOIN children_allocation AS allocation
    ON allocation.user_id = worker.id AND allocation.period @> %(today)s
JOIN children_child AS child ON child.id = allocation.child_id
JOIN duties_standing AS standing ON standing.child_id = child.id
WHERE worker.team_id = %(team)s AND (standing.closed_on IS NULL OR standing.closed_on > %(today)s)
ORDER BY child.sort_name;
SELECT duty.* FROM accounts_user AS worker
JOIN children_allocation AS allocation
    ON allocation.user_id = worker.id AND allocation.period @> %(today)s
JOIN duties_duty AS duty ON duty.child_id = allocation.child_id
WHERE worker.team_id = %(team)s AND duty.done_on IS NULL
    AND (duty.closes_on IS NULL OR duty.closes_on >= %(today)s)
    AND (duty.due_on <= %(today)s + 7 OR duty.owed_by = 'manager')
ORDER BY duty.due_on NULLS LAST, duty.opens_on, duty.key;
SELECT id, name FROM accounts_user
WHERE team_id = %(team)s AND is_active AND role = 'case-manager' ORDER BY name
