"""Reading the chronology: what happened, with what was put right, withdrawn and sealed in sight."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT

from waymark.accounts.models import User
from waymark.chronology.labels import label
from waymark.chronology.models import Event, Words
from waymark.chronology.narrowing import Filters, Hide, wanted
from waymark.chronology.sentences import Naming, said, sentence
from waymark.pages.words import day
from waymark.prepared import ID, IDS, TEXTS, Among, Told, prepared
from waymark.rules.judging import DOMAINS

LATE = 2  # days: from then on a page says how long after it was written
FOLLOW_UP = "absence-followed-up"
WITHDRAWN = "withdrawn"

# What stands before words that are not simply what happened.
BEFORE = {
    "support": "What would help:",
    "why": "Why:",
    "introduced": "How they meet:",
    "need_not_repeat": "Need not be told again:",
    "not_yet_because": "Not yet, because:",
    "gaps": "Gaps in services:",
    "learning": "To learn:",
    "alterations": "Altered for the child:",
    "pattern": "How often, and when:",
    "keeps_safe": "What keeps everybody safe:",
    "outside": "Outside:",
    "changed": "What changed:",
    "could_not_because": "What could not, and why:",
    "plan_fits_because": "The plan still fits, because:",
    **{f"{domain}_what": "What could happen:" for domain in DOMAINS},
    **{f"{domain}_whom": "To whom:" for domain in DOMAINS},
    **{f"{domain}_when": "When:" for domain in DOMAINS},
}
CHILD_SAID = {"child_said", "said"}
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True)
class Text:
    """One piece of free text; none where it is sealed, and then why."""

    field: str
    words: str | None
    before: str = ""
    sealed: str = ""


@dataclass(frozen=True)
class Entry:
    """One event as a page shows it."""

    event: int
    kind: str
    on: date
    sentence: str
    texts: tuple[Text, ...]
    child_said: tuple[Text, ...]
    present: tuple[str, ...]
    by: str
    recorded_on: date
    corrected: str  # what happened to it since: put right, withdrawn
    corrects: str  # what it puts right
    href: str = ""  # where the whole of it is, where that is no event's page
    at: str = ""  # the time of day, where that is known
    with_harmed: bool = False  # it is of something with, or for, somebody whom the child harmed
    goals: frozenset[str] = frozenset()  # of the plan, by their ids

    @property
    def month(self) -> tuple[int, int]:
        return self.on.year, self.on.month

    @property
    def written_late(self) -> int:
        """Return how many days later it was written, where that is worth saying."""
        days = (self.recorded_on - self.on).days
        return days if days >= LATE else 0


@dataclass(frozen=True)
class Timeline:
    entries: list[Entry]
    has_more: bool


def timeline(child: int, filters: Filters, *, naming: Naming, hide: Hide) -> Timeline:
    """Return a child's chronology, newest first. Three queries, however long it is, and three more
    where words are looked for.

    :param hide: leaves a gap in any text where it tells what is protected.
    """
    rows = _by_the_clock(wanted(child, filters, hide))
    shown = rows if filters.at_most is None else rows[: filters.at_most]
    beside = _Beside.of(child, shown)
    entries = [_entry(row, beside, naming, hide) for row in shown]
    return Timeline(entries, has_more=len(rows) > len(shown))


def standing(child: int, *kinds: str) -> QuerySet[Event]:
    """Return the events of these kinds as they stand: without what was put right or withdrawn."""
    replaced = Event.objects.filter(child=child, corrects=OuterRef("reference"))
    return Event.objects.filter(~Exists(replaced), child=child, kind__in=kinds)


Wrote = dict[tuple[int, str, str], tuple[str, str]]


def written_in(children: list[int], events: list[str]) -> Wrote:
    """Return what was written in these events, and by whom as they say: by child, event and field.

    What put one right stands for it; of what is sealed nothing. One query.
    """
    rows = _written(children=children, events=events)
    return {
        (child, corrects or event, field): (by or "", text or "")
        for child, event, corrects, field, by, text in rows
    }


@prepared(children=IDS, events=TEXTS)
def _written(*, children: Told, events: Told) -> QuerySet[Words]:
    of_these = Among("event__reference", events) | Among("event__corrects", events)
    found = Words.objects.filter(of_these, Among("child", children)).order_by("event__position")
    event = ("event__reference", "event__corrects")
    return found.values_list("child", *event, "field", "event__document__by", "text")


def workers_of(service: int) -> dict[str, str]:
    """Return the names of a service's people, as records call them. One query."""
    people = _people(service=service)
    return {called: name for email, name in people for called in (email, email.partition("@")[0])}


@prepared(service=ID)
def _people(*, service: Told) -> QuerySet[User]:
    return User.objects.filter(service=service).values_list("email", "name")


def _by_the_clock(rows: list[Event]) -> list[Event]:
    """Return events, the newest first, with those of a day that have a time in the order of their
    times. What has none stays where it stands: the order of recording says when it was."""
    timed: dict[date, list[Event]] = defaultdict(list)
    for row in rows:
        if _clock(row):
            timed[row.on].append(row)
    latest = {on: iter(sorted(each, key=_clock, reverse=True)) for on, each in timed.items()}
    return [next(latest[row.on]) if _clock(row) else row for row in rows]


def _clock(row: Event) -> str:
    """Return the time of day at which it happened; a case file may say what is none."""
    at = row.document.get("at")
    return at if isinstance(at, str) and CLOCK.fullmatch(at) else ""


@dataclass(frozen=True)
class _Beside:
    """What is said of the events on a page by other rows."""

    words: Mapping[int, list[Words]]
    corrections: Mapping[str, Event]  # by what they put right
    named: Mapping[str, Event]  # by its own reference: what is put right, or what it is a part of
    followed_up: Mapping[str, Event]  # by the contact that was missed

    @classmethod
    def of(cls, child: int, rows: list[Event]) -> "_Beside":
        names = [row.reference for row in rows]
        named = [each for row in rows for each in (row.corrects, _part_of(row)) if each]
        found = _about(child=child, names=names, named=named)
        words: dict[int, list[Words]] = defaultdict(list)
        told = [row for row in found if row.kind == WITHDRAWN and row.corrects in names]
        for each in _words(events=[row.pk for row in (*rows, *told)]):
            words[each.event_id].append(each)
        replaced = {row.corrects for row in found if row.corrects}
        return cls(
            words=words,
            corrections={row.corrects: row for row in found if row.corrects in names},
            named={row.reference: row for row in found if row.reference in named},
            followed_up={
                row.document["contact"]: row
                for row in found
                if row.kind == FOLLOW_UP and row.reference not in replaced
            },
        )


@prepared(child=ID, names=TEXTS, named=TEXTS)
def _about(*, child: Told, names: Told, named: Told) -> QuerySet[Event]:
    follows_up = Q(kind=FOLLOW_UP) & Among(KT("document__contact"), names)
    about = Among("corrects", names) | Among("reference", named) | follows_up
    return Event.objects.filter(about, child=child).order_by("position")


@prepared(events=IDS)
def _words(*, events: Told) -> QuerySet[Words]:
    texts = Words.objects.filter(Among("event", events)).order_by("pk")
    return texts.select_related("seal__asked_by", "seal__agreed_by")


def _entry(row: Event, beside: _Beside, naming: Naming, hide: Hide) -> Entry:
    correction = beside.corrections.get(row.reference)
    reasons = beside.words[correction.pk] if correction else []
    texts = [*_texts(beside.words[row.pk], hide), *_undeclared(row, hide)]
    return Entry(
        event=row.pk,
        kind=row.kind,
        on=row.on,
        sentence=hide(_sentence(row, beside, naming)),
        texts=tuple(text for text in texts if text.field not in CHILD_SAID),
        child_said=tuple(text for text in texts if text.field in CHILD_SAID),
        present=tuple(_present(row, naming)),
        by=_by(row, naming),
        recorded_on=row.recorded_on,
        corrected=_put_right(correction, reasons, naming, hide) if correction else "",
        corrects=_puts_right(row, beside, naming),
        at=_clock(row),
        with_harmed=_is_with_harmed(row, beside),
        goals=frozenset(map(str, row.document.get("goals") or ())),
    )


def _part_of(row: Event) -> str:
    """Return what was planned, or made, of which an event tells: a case file may say none."""
    name = row.document.get("activity")
    return name if isinstance(name, str) else ""


def _is_with_harmed(row: Event, beside: _Beside) -> bool:
    told = (row, beside.named.get(_part_of(row)))
    return any(each is not None and each.document.get("victim") for each in told)


def _sentence(row: Event, beside: _Beside, naming: Naming) -> str:
    whole = sentence(row.kind, row.document, naming)
    follow_up = beside.followed_up.get(row.reference)
    if follow_up is None or row.document.get("outcome") != "missed":
        return whole
    reason = said("reason_missed", follow_up.document, naming)
    acceptable = said("acceptable", follow_up.document, naming)
    return whole + (f": {reason}" if reason else "") + (f" ({acceptable})" if acceptable else "")


def _texts(words: Iterable[Words], hide: Hide) -> Iterator[Text]:
    for each in words:
        before = BEFORE.get(each.field, "")
        if each.text is None:
            yield Text(each.field, None, before, _sealed(each))
        else:
            yield Text(each.field, hide(each.text), before)


def _sealed(words: Words) -> str:
    seal = getattr(words, "seal", None)
    if seal is None or seal.agreed_by is None:
        return "These words were sealed."
    return f"These words were sealed by {seal.asked_by.name} and {seal.agreed_by.name}."


def _undeclared(row: Event, hide: Hide) -> Iterator[Text]:
    """Yield a note of a kind that declares none: it came with a case file."""
    note = row.document.get("note")
    if isinstance(note, str) and note:
        yield Text("note", hide(note))


def _present(row: Event, naming: Naming) -> Iterator[str]:
    for name in row.document.get("present") or ():
        yield naming.people.get(name, "somebody else")


def _by(row: Event, naming: Naming) -> str:
    if row.by:
        return row.by.name
    written = row.document.get("by")
    if not isinstance(written, str):
        return ""
    return naming.workers.get(written) or label("agencies", written)


def _put_right(correction: Event, words: list[Words], naming: Naming, hide: Hide) -> str:
    on = _day(correction.recorded_on, naming)
    if correction.kind != WITHDRAWN:
        return f"Put right {on}"
    return ": ".join([f"Withdrawn {on}", *(hide(each.text) for each in words if each.text)])


def _puts_right(row: Event, beside: _Beside, naming: Naming) -> str:
    before = beside.named.get(row.corrects)
    if before is None:
        return ""
    did = "Withdraws" if row.kind == WITHDRAWN else "Puts right"
    return f"{did} what was written {_day(before.recorded_on, naming)}"


def _day(value: date, naming: Naming) -> str:
    return day(value, naming.today)
