"""Telling the victims' side what is other than it was told, each time duties are renewed.

One query where there is nothing to tell.
"""

import json
from datetime import date

from waymark.duties.renewal import Reckoned
from waymark.letters import exchange, post
from waymark.prepared import planned
from waymark.rules.telling import holding, news, still
from waymark.telling.models import Told
from waymark.telling.places import PLACES, loaded, places

# Who works with a child today or is to, whose service the child is, and what was told.
STANDING = f"""
    SELECT child.id, child.service_id, told.letters, ARRAY(
        SELECT DISTINCT allocation.user_id FROM children_allocation AS allocation
        WHERE allocation.child_id = child.id AND allocation.period && daterange(%(on)s, NULL)
    ), {PLACES}
    FROM children_child AS child LEFT JOIN telling_told AS told ON told.child_id = child.id
    WHERE child.id = ANY(%(children)s::bigint[])
    ORDER BY child.id
"""  # noqa: S608 (nothing of it was typed by anybody)


def tell(reckoned: Reckoned, on: date) -> None:
    """Write the letters that are new of these children, in the transaction that made them so."""
    rows = []
    given = {"children": list(reckoned), "on": on}
    for child, service, told, people, found in planned(STANDING, given, anew=len(reckoned) > 1):
        case, _ = reckoned[child]
        letters = json.loads(told or "{}")
        now = holding(child, case, people=people, places=places(loaded(found)))
        new = news(now, letters, on)
        if new:
            post.send(*new.values(), service=service)
            letters |= {key: each.document() for key, each in new.items()}
            rows.append(Told(child_id=child, service_id=service, letters=still(letters)))
    if rows:
        Told.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["child"], update_fields=["letters"]
        )
        exchange.exchange_soon()
