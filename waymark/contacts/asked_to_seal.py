"""What somebody asked to be sealed: what a manager looks at, and what she was told of it."""

from dataclasses import dataclass, replace
from datetime import datetime

from waymark.accounts.models import User
from waymark.children.access import IsOwnWork
from waymark.children.around import hiding
from waymark.children.shown import Hiding
from waymark.chronology import passages
from waymark.chronology.models import Seal
from waymark.chronology.passages import Stands
from waymark.papers.held import TOLD_FOR


@dataclass(frozen=True)
class AskedToSeal:
    """Words that somebody has asked to be sealed, and why, as a page shows them."""

    seal: Seal
    words: str
    reason: str
    masked: bool  # the words have gaps, and may be asked for
    stands: tuple[Stands, ...] = ()  # where a passage stands

    @property
    def thing(self) -> str:
        return f"words-{self.seal.words_id}" if self.seal.words_id else f"seal-{self.seal.pk}"


def seals_to_agree(*, at: datetime, seen: str = "") -> list[AskedToSeal]:
    """Return what somebody has asked to be sealed about one's own children. Four queries.

    :param seen: the thing whose words somebody has asked to see, with a reason, on this page.
    """
    asked = list(
        Seal.objects.unanswered()
        .filter(IsOwnWork("child", at))
        .select_related("words__event", "child", "asked_by")
        .order_by("asked_at")
    )
    hides = hiding({seal.child_id for seal in asked})
    stands = passages.where([(seal.child_id, seal.passage) for seal in asked if seal.passage])
    found = iter(stands)
    return [
        _asked_to_seal(seal, hides[seal.child_id], seen, next(found) if seal.passage else [])
        for seal in asked
    ]


def seals_refused(*, by: User, at: datetime) -> list[tuple[Seal, str]]:
    """Return what this person asked for lately and was told no, each with why. Two queries."""
    refused = list(
        Seal.objects.filter(asked_by=by, refused_at__gt=at - TOLD_FOR)
        .select_related("child", "refused_by")
        .order_by("-refused_at")
    )
    hides = hiding({seal.child_id for seal in refused})
    return [(seal, hides[seal.child_id](seal.refusal)) for seal in refused]


def _asked_to_seal(seal: Seal, hide: Hiding, seen: str, stands: list[Stands]) -> AskedToSeal:
    words = seal.words.text or "" if seal.words else seal.passage
    gaps, reason = hide(words), hide(seal.reason)
    hidden = tuple(each._replace(said=hide(each.said)) for each in stands)
    masked = AskedToSeal(seal, gaps, reason, masked=gaps != words, stands=hidden)
    return masked if masked.thing != seen else replace(masked, words=words, masked=False)
