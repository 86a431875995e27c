"""Links that show nothing, since their copy names somebody by now: their worker makes a new one."""

from datetime import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from waymark.accounts.models import User
from waymark.audit import recording
from waymark.chronology.door import today
from waymark.portal.models import Kind, Sheet
from waymark.portal.queries import anew_at, hers, open_at
from waymark.prepared import Told
from waymark.rules.carries import carries

PLAN, AGREEMENT = Q(content__has_key="plan"), Q(content__has_key="agreement")
SAME_AGREEMENT = AGREEMENT & Q(content__agreement=OuterRef("content__agreement"))
KINDS = ((PLAN, PLAN), (AGREEMENT, SAME_AGREEMENT), (~(PLAN | AGREEMENT),) * 2)
SHOWS_NOTHING = "a link shows nothing, because its copy names somebody by now: make a new copy"


def keep_in_mind(sheet: Sheet, at: datetime | None) -> None:
    """Write down since when a copy waits to be made anew; nothing, where it shows again."""
    if (sheet.held_back_at is None) != (at is None) and not settings.READ_ONLY:
        Sheet.objects.filter(pk=sheet.pk).update(held_back_at=at)


@carries("CM-409")
def of_somebody(*, by: User | Told, at: datetime | Told, on: object) -> QuerySet[Sheet]:
    """Return the links that show nothing: hers, and those of children she works with; until a new
    copy was made of the same, or they open no more."""
    newer = Sheet.objects.filter(
        kind=Kind.COPY,
        child=OuterRef("child"),
        for_whom=OuterRef("for_whom"),
        made_at__gt=OuterRef("held_back_at"),
    )
    is_made_anew = Q()
    for kind, same in KINDS:
        is_made_anew |= kind & Exists(newer.filter(same))
    rows = open_at(at).filter(hers(by, on), held_back_at__isnull=False)
    return rows.exclude(link="").filter(~is_made_anew)


def notices(*, by: User, at: datetime) -> list[tuple[str, str]]:
    """Say of each such link whose it is, and where a new copy is made. One query, and one more
    where any is of an agreement."""
    found = list(of_somebody(by=by, at=at, on=today(at)).select_related("child").order_by("pk"))
    anew = anew_at(found)
    told = dict.fromkeys((each.child.first_name, anew[each.pk]) for each in found)
    recording.note(children=[each.child_id for each in found])
    return [(f"{name}: {SHOWS_NOTHING}", address) for name, address in told]
