SELECT child.id, child.given_name, child.family_name, child.known_as, child.restricted,
    standing.last_kept_on, standing.closed_on, standing.orders, standing.marks,
    ARRAY(
        SELECT alert.document ->> 'kind' FROM children_episode AS alert
        WHERE alert.child_id = child.id AND alert.kind = 'alerts' AND alert.period @> %(today)s
        ORDER BY alert.position
    )
FROM children_child AS child JOIN duties_standing AS standing ON standing.child_id = child.id
WHERE child.id IN (
    SELECT child_id FROM children_allocation WHERE user_id = %(user)s AND period @> %(today)s
)
ORDER BY child.sort_name;
SELECT * FROM duties_duty
WHERE child_id IN (
        SELECT child_id FROM children_allocation WHERE user_id = %(user)s AND period @> %(today)s
    )
    AND ((done_on IS NULL AND (closes_on IS NULL OR closes_on >= %(today)s)) OR done_on = %(today)s)
ORDER BY due_on NULLS LAST, opens_on, key
