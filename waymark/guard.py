"""The only door to the victims' process: three functions. No other module may know of it.

Names of people who were harmed are never here: a text goes there and comes back as places. Where
no answer comes, nothing goes out (`Shut`): a guard that is away is no open gate.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from time import monotonic
from typing import Any, NamedTuple

import requests
from django.conf import settings
from django.db.models import Subquery

from waymark import wire
from waymark.accounts.answers import Refused
from waymark.accounts.models import Service, User

CONNECT_SECONDS, ANSWER_SECONDS = 1, 5
REST_SECONDS = 20  # after a question without an answer: nobody waits for the next
AWAY = (
    "The people who were harmed cannot be looked for at the moment, so nothing goes out. What you "
    "wrote is kept. Try again in a minute; if it lasts, tell whoever looks after Waymark."
)

_session = requests.Session()  # keeps its connection
_session.trust_env = False  # no proxy of the machine's sees what is asked
_silent_until: dict[str, float] = {}  # by door: it took a question, and did not answer


class Shut(Refused):
    """The victims' process gave no answer that is its own."""


class Towards(StrEnum):
    """Whom a text is for."""

    CHILD = "child"
    FAMILY = "family"
    TYPED = "typed"  # into the child's record, which nobody outside reads: a warning
    FILE = "file"  # a file for that record
    OUTSIDE = "outside"  # a court, the police, another service


@dataclass(frozen=True)
class Mention:
    """A protected name (or what leads to somebody) in one of the texts; never whose."""

    text: int  # which of the texts
    start: int
    end: int
    sure: bool = True  # else it may be an ordinary word


@dataclass(frozen=True)
class ToCut:
    """A file that casework may not keep: it waits in the sealed store to be cut."""

    key: str  # drawn by casework, and all that it keeps
    paper: str  # what it is attached to, by its code
    media_type: str
    content: bytes
    unread: str = ""  # why no program can read it, by its code

    def told(self) -> dict[str, str]:
        content = b64encode(self.content).decode()
        return {**asdict(self), "content": content}


@dataclass(frozen=True)
class Mentions:
    found: tuple[Mention, ...]
    unnamed: int  # people harmed whom nobody there can name yet: they cannot be looked for
    waits: bool = False  # the file that came with the texts

    def of(self, text: int) -> list[Mention]:
        return [each for each in self.found if each.text == text]


class HeldBack(NamedTuple):
    """A signal after which nothing begins yet."""

    asks: str
    until: date | None = None  # from which it may, where a day was told


@dataclass(frozen=True)
class Harmed:
    """What casework may know of somebody who was harmed (CM-401), and what keeps them safe.

    Each fact is a code, or nothing where it is not known or not wished.
    """

    victim: str  # the reference
    age: str = ""  # "child" or "adult"
    known: str = ""  # "known" or "unknown" to the child
    sex: str = ""
    ethnicity: str = ""
    signals: tuple[str, ...] = ()  # sentences that name nobody
    held_back: tuple[HeldBack, ...] = ()  # which of them ask that nothing begins yet
    is_gone: bool = False  # all that was held of them is deleted
    news: tuple[str, ...] = ()  # which of the signals says that the record is behind

    @property
    def waits(self) -> tuple[HeldBack, ...]:
        """Return after what nothing begins yet: what they ask, and news that is on its way."""
        return (*self.held_back, *map(HeldBack, self.news))


@dataclass(frozen=True)
class Exchanged:
    """Letters of the other side, each under its number, and which of ours were applied there."""

    letters: tuple[Mapping[str, Any], ...]
    applied: tuple[int, ...]


def mentions(
    texts: Sequence[str],
    *,
    child: int,
    service: int,
    towards: Towards,
    paper: str = "",
    by: int | None = None,
    known: Iterable[str] = (),
    called: str = "",
    harmed: Iterable[str] = (),
    file: ToCut | None = None,
    no_longer: str = "",
) -> Mentions:
    """Say where in these texts somebody protected is named. One call.

    :param paper: what kind of paper it is, for which somebody of the family may be cleared.
    :param harmed: the references that the child's file holds just now: whom no letter has told of
        yet cannot be looked for either, and is counted.
    :param no_longer: look for this reference alone, whose name might stand on the file and may no
        longer: nothing is found of anybody else.
    :param known: names of people who may be there, such as the child's own.
    :param called: the child's whole name: whoever is harmed under it is the child, or a namesake.
    :param file: the file in which the texts stand, to be kept there where it names somebody or no
        program can read it.
    :raises Shut: where nobody can say.
    """
    of = {"child": child, **_asks(service, by)}
    whom = {"known": list(known), "called": called, "harmed": list(harmed), "no_longer": no_longer}
    goes = {"towards": towards, "paper": paper, **({"file": file.told()} if file else {})}
    said = _ask("mentions", texts=list(texts), **of, **whom, **goes)
    found = tuple(Mention(**each) for each in said["found"])
    return Mentions(found, said["unnamed"], said.get("waits", False))


def reference(*, child: int, service: int, by: int) -> tuple[Harmed, ...]:
    """Return what may be known of each person whom a child harmed. One call.

    :raises Shut: where nobody can say.
    """
    name = _called(service)
    said = _ask("reference", child=child, service=service, service_name=name, by=by)
    return tuple(
        Harmed(
            **{
                **each,
                "signals": tuple(each["signals"]),
                "news": tuple(each.get("news", ())),
                "held_back": tuple(
                    HeldBack(asks, date.fromisoformat(until) if until else None)
                    for asks, until in each.get("held_back", ())
                ),
            }
        )
        for each in said["harmed"]
    )


def may_meet(
    places: Sequence[tuple[str, str, str]], *, child: int, service: int, by: int
) -> list[int]:
    """Say at which of these places a child may meet somebody whom they harmed, by their position.
    One call.

    :param places: the key of each, and from when till when, as a letter tells them.
    :raises Shut: where nobody can say.
    """
    return list(
        _ask("reference", child=child, **_asks(service, by), places=places).get("close", ())
    )


def file_cut(*, key: str, child: int, service: int) -> bytes | None:
    """Return a file that was cut, which `reference` gives; nothing where it gives none. One call.

    :raises Shut: where nobody can say.
    """
    told = {"child": child, "service": service, "service_name": _called(service)}
    said = _ask("reference", **told, file=key)
    return b64decode(said["file"]) if "file" in said else None


def signal(
    *,
    letters: Sequence[Mapping[str, Any]],
    applied: Sequence[int],
    after: int = 0,
    without: Sequence[str] = (),
) -> Exchanged:
    """Hand over letters, say which of theirs were applied here, and ask for the next. One call.

    :param letters: each with number, service, kind and document.
    :param after: the number up to which theirs were read.
    :param without: lines of which an earlier one of theirs was not applied.
    :raises Shut: where nobody takes them: they wait.
    """
    told = {"letters": list(letters), "applied": list(applied), "services": _all_called()}
    said = _ask("signal", **told, after=after, without=list(without))
    return Exchanged(tuple(said["letters"]), tuple(said["applied"]))


def _called(service: int) -> str:
    """Return a service's name: the other side knows it under its number and name, or not."""
    return Service.objects.values_list("name", flat=True).get(pk=service)


def _all_called() -> dict[int, str]:
    return dict(Service.objects.values_list("pk", "name"))


def _asks(service: int, by: int | None) -> dict[str, Any]:
    """Return which service asks, and whom a victim worker may ring about it; nothing of Waymark
    itself. One query."""
    whom = Subquery(User.objects.filter(pk=by).values("name"))
    called, named = Service.objects.values_list("name", whom).get(pk=service)
    return {"service": service, "service_name": called, "by": by, "by_name": named or ""}


def _ask(function: str, **told: Any) -> dict[str, Any]:
    door = settings.VICTIMS_DOOR
    if not door or _is_silent(door):
        raise Shut(AWAY)
    body, once = wire.call(function, told)
    try:
        answer = _session.post(
            f"{door}/door/",
            data=body.encode(),
            headers={"Content-Type": "text/plain"},
            timeout=(CONNECT_SECONDS, ANSWER_SECONDS),
            allow_redirects=False,
        )
        answer.raise_for_status()
        said = wire.answered(once, answer.text)
    except requests.Timeout:
        _silent_until[door] = monotonic() + REST_SECONDS
        raise Shut(AWAY) from None  # what was sent may stand in the fault
    except (requests.RequestException, wire.Forged):
        _silent_until.pop(door, None)
        raise Shut(AWAY) from None
    _silent_until.pop(door, None)
    return said


def _is_silent(door: str) -> bool:
    """Tell whether a door took a question lately and did not answer. After its rest the first who
    asks tries it, and others are not kept waiting beside them."""
    until = _silent_until.get(door)
    if until is None:
        return False
    if monotonic() < until:
        return True
    _silent_until[door] = monotonic() + REST_SECONDS
    return False
