"""What casework's templates may ask."""

from typing import Any

from jinja2 import Environment

from waymark.chronology.labels import label
from waymark.drafts.writing import warned_of
from waymark.frame.templates import environment_with
from waymark.web.advising import advised
from waymark.web.doing import done_where
from waymark.web.navigation import arrangements, childs_places, foot, own_places, places, records


def environment(**options: Any) -> Environment:
    return environment_with(
        options,
        places=places,
        arrangements=arrangements,
        childs_places=childs_places,
        foot=foot,
        records=records,
        own_places=own_places,
        labelled=label,
        advised=advised,
        done_where=done_where,
        warned_of=warned_of,
    )
