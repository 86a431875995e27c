"""What was asked of a child and those around the child, what they said, and what came of it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.db.models import Func, Q, QuerySet, TextField, Value

from waymark.accounts.models import Role, Service, User
from waymark.children import shown
from waymark.children.access import MANAGERS, IsOwnWork
from waymark.children.around import looks_after, people_of
from waymark.children.models import Allocation, Child
from waymark.children.models.allocation import Part
from waymark.chronology.labels import label
from waymark.chronology.models import Event, Words
from waymark.chronology.queries import standing
from waymark.contacts import harm
from waymark.duties.models import Duty
from waymark.frame.addresses import address_of
from waymark.guidance import forms
from waymark.guidance.sheets import LANGUAGES, called
from waymark.pages.words import inside
from waymark.papers.models import Paper
from waymark.portal import secret
from waymark.portal.filling import is_for_managers
from waymark.portal.models import CHILD, MOST_TRIES, UNREAD, Kind, Sheet
from waymark.prepared import Told
from waymark.rules.carries import carries

GIVEN, HEARD = "self-assessment-given", "child-heard"
CONCERNED = "self-assessment-concern"
ONLY_FOR = "only_for"  # of a sheet and its paper: who alone reads it

Hide = Callable[[str], str]


@dataclass(frozen=True)
class Somebody:
    """Whom a sheet may be for: by which key, how an event names them, what they are called."""

    key: str
    whose: str
    called: str
    form: str


def family(child: Child, on: date) -> list[Somebody]:
    """Return those who look after the child, who may be asked what they think. One query."""
    found = []
    for row in people_of(child=child.pk):
        each = shown.person(row, on)
        if each.is_here and looks_after(each.relationship or ""):
            key = f"person-{row.pk}"
            role = inside(label("relationships", each.relationship))
            name = f"{each.name} ({role})" if each.name else role.capitalize()
            whose = row.document.get("id") or key
            found.append(Somebody(key, whose, name, "self-assessment-parent"))
    return found


def wrong_words(chosen: str, child: Child, on: date) -> str:
    """Say what is wrong with the words that are to open a link; nothing where they will do. One
    query."""
    names = [child.given_name, child.family_name, child.known_as]
    names += [each.called.partition(" (")[0] for each in family(child, on)]
    return secret.fault(chosen, born=child.date_of_birth, names=names)


class ToldOf(NamedTuple):
    """When somebody was told of an answer that speaks of harm, and where it is read."""

    on: date
    at: str
    event: int


@dataclass(frozen=True)
class Waiting:
    """A sheet that is not handed in yet. Whether it was opened is nobody's business."""

    pk: int
    title: str
    for_whom: str
    language: str
    by_link: bool
    is_locked: bool
    until: datetime
    made_at: datetime
    made_by: str
    is_copy: bool  # something to keep: nobody hands it in
    anew: str  # where it is made anew, which names somebody by now; nothing of any other
    has_newer: bool  # a later one for the same person is open too
    may_go_on_here: bool  # on the device of the worker, who may read it then
    told: list[ToldOf]


def waiting(child: Child, *, names: dict[str, str], at: datetime) -> list[Waiting]:
    """Return the sheets of a child that are open, the newest first. One query, and one more each
    where somebody was told of harm, and where a copy is to be made anew.

    :param names: what those around the child are called, by their keys.
    """
    found = list(_handed_out(at).filter(child=child).select_related("made_by"))
    newest = {_what(each): each.pk for each in reversed(found)}
    told = told_of(child) if any(each.alerted for each in found) else {}
    anew = anew_at([each for each in found if each.held_back_at])
    return [
        Waiting(
            pk=each.pk,
            title=_title(each),
            for_whom=child.first_name if each.is_for_child else names.get(each.for_whom, ""),
            language=_language(each),
            by_link=bool(each.link),
            is_locked=each.is_locked,
            until=each.until,
            made_at=each.made_at,
            made_by=each.made_by.name,
            is_copy=each.kind == Kind.COPY,
            anew=anew.get(each.pk, ""),
            has_newer=newest[_what(each)] != each.pk,
            may_go_on_here=_may_go_on_here(each),
            told=told.get(each.sitting, []),
        )
        for each in found
    ]


@carries("EP-272")
def told_of(child: Child) -> dict[str, list[ToldOf]]:
    """Return, by sitting, when somebody was told of harm, the first first. One query."""
    found: dict[str, list[ToldOf]] = defaultdict(list)
    for row in standing(child.pk, CONCERNED).order_by("on", "position"):
        told = row.document
        found[told.get("sitting") or ""].append(ToldOf(row.on, told.get("at") or "", row.pk))
    return found


def _may_go_on_here(sheet: Sheet) -> bool:
    """Nobody but who fills it in reads on a worker's device what was begun by link, or for managers
    alone."""
    is_begun_by_link = bool(sheet.link and sheet.answers)
    return sheet.kind == Kind.PAPER and not is_begun_by_link and not is_for_managers(sheet.answers)


def earlier(sheet: Sheet, *, at: datetime) -> list[Sheet]:
    """Return what of the same is open from before a new one was made. One query."""
    same = _handed_out(at).filter(child=sheet.child, made_at__lt=sheet.made_at)
    return [each for each in same if _what(each) == _what(sheet)]


def _what(sheet: Sheet) -> tuple[str, str, str]:
    """Return what makes two sheets the same thing for the same person."""
    return (sheet.kind, sheet.for_whom, sheet.content.get("form") or _title(sheet))


def _handed_out(at: datetime) -> QuerySet[Sheet]:
    """Return what somebody can open, the newest first; a copy without a link is paper or sound."""
    return open_at(at).exclude(kind=Kind.COPY, link="").order_by("-made_at", "-pk")


def open_at(at: datetime | Told) -> QuerySet[Sheet]:
    return Sheet.objects.filter(revoked_at=None, handed_in_at=None, until__gt=at)


def anew_at(sheets: Sequence[Sheet]) -> dict[int, str]:
    """Return of each sheet where a new copy of the same is made. One query at most."""
    agreed = {each.pk: (each.child_id, each.content.get("agreement")) for each in sheets}
    papers = _papers({of for of in agreed.values() if of[1]})

    def anew(sheet: Sheet) -> str:
        child, paper = of = agreed[sheet.pk]
        if "plan" in sheet.content:
            return address_of("give-plan", child)
        if of in papers:
            return address_of("give-agreement", child, papers[of])
        return address_of("sheets" if paper else "give-heard", child)

    return {each.pk: anew(each) for each in sheets}


def _papers(named: Collection[tuple[int, str]]) -> dict[tuple[int, str], int]:
    """Return papers by child and reference. One query, where any are named."""
    if not named:
        return {}
    children, references = zip(*named, strict=True)
    found = Paper.objects.filter(child__in=children, reference__in=references)
    return {(each.child_id, each.reference): each.pk for each in found}


def _language(sheet: Sheet) -> str:
    """Say in which language it is: of an interpreter's words, theirs."""
    spoken = sheet.content.get("spoken", sheet.language)
    return called(sheet.language) if spoken in LANGUAGES else label("languages", spoken)


def _title(sheet: Sheet) -> str:
    if sheet.kind == Kind.PAPER:
        return forms.form(sheet.content["form"], sheet.content["version"]).title
    return sheet.content.get("title", "A copy to keep")


@dataclass(frozen=True)
class Point:
    """You said, we did: as the child reads it, with gaps where words tell what is protected."""

    event: int
    on: date
    said: str
    changed: str
    could_not: str


@carries("CM-132")
def heard(child: Child, *, hide: Hide) -> list[Point]:
    """Return what came of what the child said, the newest first, as it stands. Two queries."""
    events = list(standing(child.pk, HEARD).order_by("-on", "-position"))
    texts: dict[int, dict[str, str]] = defaultdict(dict)
    for each in Words.objects.filter(event__in=events):
        texts[each.event_id][each.field] = hide(each.text or "")
    return [
        Point(
            row.pk,
            row.on,
            texts[row.pk].get("said", ""),
            texts[row.pk].get("changed", ""),
            texts[row.pk].get("could_not_because", ""),
        )
        for row in events
    ]


@dataclass(frozen=True)
class Given:
    """Something that was handed in: a child's or a parent's own paper."""

    event: int
    on: date
    at: str  # the time of day, where it is known
    title: str
    whose: str
    paper: int | None  # where the answers stand
    to_say: tuple[str, ...]  # what they would rather say aloud


def given(child: Child, *, names: dict[str, str]) -> list[Given]:
    """Return what was handed in, the newest first. Two queries."""
    rows = standing(child.pk, GIVEN).order_by("-on", "-position")
    papers = dict(Paper.objects.filter(child=child).values_list("reference", "pk"))
    return [_given(row, child, names, papers) for row in rows]


def _given(row: Event, child: Child, names: dict[str, str], papers: dict[str, int]) -> Given:
    told = row.document
    asked = {each.id: each.asks for _, each in forms.form(told["form"]).questions}
    is_childs = told.get("whose") in (None, CHILD)
    return Given(
        event=row.pk,
        on=row.on,
        at=told.get("at") or "",
        title=forms.form(told["form"]).title,
        whose=child.first_name if is_childs else names.get(told["whose"], "Somebody close"),
        paper=papers.get(told.get("paper", "")),
        to_say=tuple(asked[each] for each in told.get("to_say") or () if each in asked),
    )


def concerns(*, at: datetime | Told, on: date | Told) -> QuerySet[Duty]:
    """Return what somebody was told of harm and nobody has looked at, of her work who asks.

    Her work are also all children while she answers for the duty desk.
    """
    return harm.open_now(on).filter(IsOwnWork("child", at))


def locked(*, by: User | Told, at: datetime | Told, on: date | Told) -> QuerySet[Sheet]:
    """Return the links that five wrong words closed: hers, and those of children she works with."""
    return open_at(at).filter(hers(by, on), tries__len__gte=MOST_TRIES)


def unread(*, by: User | Told, role: Role, at: datetime | Told, on: date | Told) -> QuerySet[Sheet]:
    """Return what was handed in and nobody who waits for it has opened: of what she asked, and of
    the children she works with. What managers alone read waits for the managers whose work it is.
    """
    is_alone = Q(content__has_key=ONLY_FOR)
    waits_for_her = hers(by, on) & ~is_alone
    if role in MANAGERS:
        waits_for_her |= is_alone & Q(IsOwnWork("child", at))
    return Sheet.objects.filter(waits_for_her, UNREAD)


class ToldOfRestricted(Func):
    """Who may see what was told of harm of a child whom the person on the duty desk may not see:
    their names, a text for each such duty (`migrations/told_of_restricted.sql`)."""

    function = "told_of_restricted"
    output_field = ArrayField(TextField())


def told_of_restricted(on: date) -> list[str]:
    """Return these for whoever asks, where she answers for the duty desk on a day. One query."""
    rows = Service.objects.order_by("pk").values_list(ToldOfRestricted(Value(on)))
    return rows[0][0] if rows else []


class Unread(NamedTuple):
    """What was handed in and waits to be read."""

    child: Child
    paper: int
    title: str
    is_childs: bool
    on: date


def unread_papers(*, by: User, at: datetime, on: date) -> list[Unread]:
    """Return what waits to be read by somebody, the oldest first. Two queries."""
    rows = unread(by=by, role=Role(by.role), at=at, on=on)
    waiting = set(rows.values_list("child", "paper"))
    found = Paper.objects.filter(
        child__in={child for child, _ in waiting}, completed_on__isnull=False
    )
    found = found.filter(reference__in={paper for _, paper in waiting})
    return [
        Unread(
            each.child,
            each.pk,
            forms.form(each.form, each.version).title,
            each.whose in (CHILD, ""),
            each.completed_on or on,
        )
        for each in found.select_related("child").order_by("completed_on", "pk")
        if (each.child_id, each.reference) in waiting
    ]


def hers(by: User | Told, on: date | Told) -> Q:
    children = Allocation.objects.filter(user=by, part=Part.CASE_MANAGER, period__contains=on)
    return Q(made_by=by) | Q(child__in=children.values("child"))
