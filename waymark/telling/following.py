"""Telling the victims' side what is other than it was told: each time duties are renewed; and, of
where a child is, with each booking too.

One query where there is nothing to tell.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from waymark.duties.renewal import Reckoned
from waymark.letters import exchange, post
from waymark.prepared import planned
from waymark.rules.closeness import whereabouts
from waymark.rules.letters import ChildIsAt, Letter, WorksWith
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
WHERE = f"""
    SELECT child.id, child.service_id, told.letters, {PLACES}
    FROM children_child AS child JOIN telling_told AS told ON told.child_id = child.id
    WHERE child.id = ANY(%(children)s::bigint[]) AND told.letters ? %(harmed)s
    ORDER BY child.id
"""  # noqa: S608 (nothing of it was typed by anybody)
Holds = tuple[int, int, Any, Iterable[Letter]]  # a child, its service, what was told, what holds


def tell(reckoned: Reckoned, on: date) -> None:
    """Write the letters that are new of these children, in the transaction that made them so."""
    given = {"children": list(reckoned), "on": on}
    rows = planned(STANDING, given, anew=len(reckoned) > 1)
    _write(
        (
            (child, service, told, holding(child, case, people=people, places=places(loaded(at))))
            for child, service, told, people, at in rows
            for case, _ in [reckoned[child]]
        ),
        on,
    )


def harmed_somebody(child: int) -> bool:
    """Tell whether the victims' side knows of this child. One query."""
    return Told.objects.filter(child=child, letters__has_key=f"{WorksWith.kind}").exists()


def tell_where(children: Sequence[int], on: date) -> None:
    """Tell anew where these children are, where it is other than was told."""
    rows = planned(WHERE, {"children": list(children), "on": on, "harmed": WorksWith.kind})
    _write(
        (
            (child, service, told, whereabouts(child, places(loaded(at))))
            for child, service, told, at in rows
        ),
        on,
        of=f"{ChildIsAt.kind} ",
    )


def _write(found: Iterable[Holds], on: date, *, of: str = "") -> None:
    """Write what is new, and remember it.

    :param of: how the keys begin of what is compared; all, unless told.
    """
    rows = []
    for child, service, told, holds in found:
        letters = json.loads(told or "{}")
        before = {key: each for key, each in letters.items() if key.startswith(of)}
        new = news(holds, before, on)
        if new:
            post.send(*new.values(), service=service)
            letters |= {key: each.document() for key, each in new.items()}
            rows.append(Told(child_id=child, service_id=service, letters=still(letters)))
    if rows:
        Told.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["child"], update_fields=["letters"]
        )
        exchange.exchange_soon()
