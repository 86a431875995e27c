"""What the forms and pages of recording need to know of a child's record."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Func, Q, QuerySet, TextField, Value

from waymark.accounts.models import Training, User
from waymark.accounts.training import to_train, trainings
from waymark.children.around import people_of
from waymark.children.models import Child, Episode
from waymark.children.shown import Hiding
from waymark.chronology import casefile, corrections
from waymark.chronology.casefile import Document
from waymark.chronology.models import Event, Words
from waymark.chronology.queries import standing, written_in
from waymark.contacts import words
from waymark.guidance import forms, label
from waymark.orders.queries import offence_in_words
from waymark.pages.words import day, inside
from waymark.plans import queries as plans
from waymark.prepared import ID, Told, prepared
from waymark.rules.case import Case
from waymark.rules.casefile import trusted
from waymark.rules.enforcing import may_come_under
from waymark.rules.events import KINDS
from waymark.rules.known import known_on
from waymark.rules.known_as import known_as
from waymark.rules.orders import Offence
from waymark.rules.restorative import AS_A_WORK, activities
from waymark.rules.voice import Sitting, sittings

DEFAULT_METHOD = "home-visit"
MISSED = "missed"
CONCERN, GIVEN = "self-assessment-concern", "self-assessment-given"
THE_CHILD = "child"
DIRECTION = "direction-given"
PLANNED = "restorative-activity-planned"
SOMEBODY = "Somebody else"


@dataclass(frozen=True)
class Record:
    """A child's case file, and today: what a form's choices are made of."""

    first_name: str
    document: Document
    today: date
    child: Child | None = None  # whose words are read, where a choice is told by them
    named: frozenset[str] = frozenset()  # by the form's address: told of once more, if it was

    @cached_property
    def case(self) -> Case:
        return known_on(trusted(self.document), self.today)

    @property
    def orders(self) -> list[tuple[str, str]]:
        return [
            (order["id"], f"{label('order-kinds', order['kind'])}, made on {self.said(order)}")
            for order in reversed(self.document["orders"])
        ]

    def orders_for(self, kind: str) -> list[tuple[str, str]]:
        """Return the orders of which such an event can come; where there is none, all of them: what
        is in the way says itself."""
        of = {each.id for each in self.case.orders if may_come_under(each, KINDS[kind])}
        return [each for each in self.orders if each[0] in of] or self.orders

    @property
    def order_under_way(self) -> str | None:
        """Return the one order that the service works under today, if it is one."""
        found = [
            order.id
            for order in self.case.supervised
            if order.ends_on is None or order.ends_on >= self.today
        ]
        return found[0] if len(found) == 1 else None

    @cached_property
    def _trainings(self) -> dict[str, Training]:
        """Return who of the service was ever trained to lead something restorative. Two queries,
        where it is asked for."""
        people = list(to_train(self.child.service_id)) if self.child else []
        kept = trainings(people)
        return {each.email: kept[each.pk] for each in people if each.pk in kept}

    @property
    def leaders(self) -> list[tuple[str, str]]:
        """Return who of the service may lead it, each with until when the training holds."""
        return [(email, self._trained(each)) for email, each in self._trainings.items()]

    def _trained(self, training: Training) -> str:
        until = day(training.until, self.today)
        stands = "trained until" if training.holds_on(self.today) else "the training ran out on"
        return f"{training.person.name}: {stands} {until}"

    def trained(self, leader: str | None) -> Document:
        """Return the days of a leader's training, as they are kept; nothing of somebody else."""
        kept = self._trainings.get(leader) if leader else None
        if kept is None:
            return {}
        return {"trained_on": kept.on.isoformat(), "trained_until": kept.until.isoformat()}

    @property
    def people(self) -> dict[str, str]:
        """Return everybody who is or was around the child, by their ids."""
        child = self.document["child"]
        return called(child.get("people") or [], Hiding.of(child))

    def people_to_choose(self, held: Iterable[str]) -> list[tuple[str, str]]:
        return to_choose(self.document["child"].get("people") or [], self.people, self.today, held)

    @property
    def victims(self) -> list[tuple[str, str]]:
        """Return the references of those who were harmed: no name is held here."""
        found = {
            victim: _the(inside(label("order-kinds", order.kind)))
            for order in self.case.orders
            for victim in order.victims
        }
        return [
            (victim, f"{known_as(self.child.pk, victim)}, harmed by what led to {order}")
            for victim, order in found.items()
            if self.child
        ]

    @property
    def offences(self) -> list[tuple[str, str]]:
        """Return the offences of every order, by what an event calls them: those that would read
        alike, with whom each harmed."""
        told = [
            (
                name,
                offence,
                f"{offence_in_words(offence)} ({inside(label('order-kinds', order.kind))}, made on "
                f"{day(order.made_on, self.today)})",
            )
            for order in self.case.orders
            for name, offence in order.named_offences
        ]
        often = Counter(words for _, _, words in told)
        return [
            (name, words + self._harmed_by(offence) if often[words] > 1 else words)
            for name, offence, words in told
        ]

    def _harmed_by(self, offence: Offence) -> str:
        if self.child is None or not offence.victims:
            return ""
        return f": {', '.join(known_as(self.child.pk, each) for each in offence.victims)}"

    def events(self, kinds: tuple[str, ...]) -> list[tuple[str, str]]:
        """Return the events of these kinds that stand, newest first."""
        return self._in_words(event for event in self.standing() if event["kind"] in kinds)

    def events_for(
        self, kind: str, field: str, named: Iterable[str | None] = ()
    ) -> list[tuple[str, str]]:
        """Return the events that a field of this kind may name, newest first.

        :param named: those that it names already, which it may name again.
        """
        table = f"{kind}.{field}"
        standing = list(self.standing())
        already = set(named)
        again = {*already, *self.named} - {None}
        told = {
            event[field]
            for event in standing
            if table in words.ONCE and event["kind"] == kind and event.get(field)
        } - again
        return self._in_words(
            event
            for event in standing
            if event["kind"] in (words.of(words.ABOUT, kind, field) or ())
            and (table not in words.MISSED or event["outcome"] == MISSED)
            and (table not in words.ONCE or event["id"] not in told)
            and (table not in words.THE_CHILDS or event["id"] in again or self.is_childs(event))
            and (
                table not in words.NO_WORKS
                or event.get("form") != AS_A_WORK
                or event["id"] in again
            )
            and (table not in words.DONE or event["id"] in {*already, *self._done})
            and (table not in words.WORKS_ALONE or event.get("form") == AS_A_WORK)
            and (table not in words.BY_SITTING or event["id"] in {*again, *self._to_look_at})
        )

    @cached_property
    def _done(self) -> list[str]:
        """Return what was planned to make something right, and was done."""
        return [each.planned.id for each in activities(self.case) if each.was_done]

    @cached_property
    def _to_look_at(self) -> dict[str, Sitting]:
        """Return what was told of harm and nobody has looked at, by the first answer of each."""
        return {each.first.id: each for each in sittings(self.case) if not each.looked_at_on}

    @cached_property
    def goals(self) -> dict[str, str]:
        """What each goal of any plan is called, by its id. One query, where it is asked for."""
        return plans.goals_ever(self.child) if self.child else {}

    @cached_property
    def _directed(self) -> dict[str, str]:
        """Return what each direction asks, without what is protected. One query."""
        given = [each["id"] for each in self.standing() if each["kind"] == DIRECTION]
        if self.child is None:
            return {}
        hide = Hiding.of(self.document["child"])
        wrote = written_in([self.child.pk], given)
        return {
            event: hide(text) for (_, event, field), (_, text) in wrote.items() if field == "what"
        }

    def _in_words(self, events: Iterable[Document]) -> list[tuple[str, str]]:
        newest_first = sorted(events, key=lambda event: event["on"], reverse=True)
        return [(event["id"], self.in_words(event)) for event in newest_first]

    def standing(self) -> Iterator[Document]:
        """Yield each event as last corrected, under the reference of its first record."""
        events = self.document["events"]
        corrects = {event["id"]: event["corrects"] for event in events if event.get("corrects")}
        last: dict[str, Document] = {}
        for event in sorted(events, key=lambda event: event.get("recorded_on") or event["on"]):
            first = event["id"]
            while first in corrects:
                first = corrects[first]
            last[first] = event
        for first, event in last.items():
            if event["kind"] != "withdrawn":
                yield {**event, "id": first}

    def in_words(self, event: Document) -> str:
        if event["kind"] == CONCERN and event["id"] in self._to_look_at:
            return f"{self.whose(event)} told us {self._to_look_at[event['id']].words}"
        if event["kind"] == GIVEN:
            return f"{self.whose(event)}: {_form_of(event)}, {self._when(event)}"
        if event["kind"] == DIRECTION and (what := self._directed.get(event["id"])):
            by = f"by {event['by']}, " if event.get("by") else ""
            due = self.said(event, "due_on")
            return f"{what}: to be done by {due}, directed {by}{self.said(event, 'on')}"
        said = f"{words.name(event['kind'], self.first_name)}, {self.said(event, 'on')}"
        if event["kind"] == PLANNED:
            return f"{label('restorative-forms', event['form'])}: {inside(said)}"
        if event["kind"] == "contact":
            return f"{said}: {inside(label('contact-outcomes', event['outcome']))}"
        return said

    @staticmethod
    def is_childs(event: Document) -> bool:
        return event.get("whose") in (None, THE_CHILD)

    def whose(self, event: Document) -> str:
        """Return what somebody is called who said something alone."""
        if self.is_childs(event):
            return self.first_name
        return self.people.get(event["whose"], f"Somebody close to {self.first_name}")

    def _when(self, event: Document) -> str:
        at = f" at {event['at']}" if event.get("at") else ""
        return f"{self.said(event, 'on')}{at}"

    def said(self, document: Document, name: str = "made_on") -> str:
        return day(date.fromisoformat(document[name]), self.today)


def record_of(child: Child, today: date, named: Iterable[str] = ()) -> Record:
    """Read a child's case file, without its free text. Six queries at most, however long it is.

    :param named: events that may be told of again, though that was done once.
    """
    document = casefile.documents([child.pk])[child.pk]
    return Record(child.first_name, document, today, child, frozenset(named))


def called(documents: list[Document], hide: Hiding) -> dict[str, str]:
    """Return what to call each of these people, by their ids."""
    return {
        person["id"]: hide(f"{person.get('name') or SOMEBODY}{_who(person)}")
        for person in documents
        if person.get("id")
    }


def to_choose(
    documents: list[Document], names: Mapping[str, str], today: date, held: Iterable[str]
) -> list[tuple[str, str]]:
    """Return who is around the child today, and whoever is named already.

    :param held: the ids of those who are named already, whether or not they are around still.
    """
    here = [person["id"] for person in documents if _is_here(person, today)]
    return [(key, names.get(key, SOMEBODY)) for key in dict.fromkeys([*here, *held])]


def _is_here(person: Document, today: date) -> bool:
    is_named = bool(person.get("id") and person.get("name"))
    return is_named and today <= date.fromisoformat(person.get("to") or today.isoformat())


def _form_of(event: Document) -> str:
    """Return the title of the form that was handed in; that of none that is not known here."""
    try:
        return f"“{forms.form(event['form']).title}”"
    except LookupError:
        return "what they think"


def _who(person: Document) -> str:
    if person.get("relationship"):
        return f" ({inside(label('relationships', person['relationship']))})"
    return f" ({person['role']})" if person.get("role") else ""


def network(child: Child, today: date, held: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Return the people around a child, to choose from. Two queries.

    :param held: the ids of those who are named already.
    """
    rows = people_of(child=child.pk)
    hide = Hiding(_protected(child=child.pk), rows)
    documents = [row.document for row in rows]
    return to_choose(documents, called(documents, hide), today, held)


@prepared(child=ID)
def _protected(*, child: Told) -> QuerySet[Episode]:
    return Episode.objects.filter(child=child, protected=True)


def last_method(by: User) -> str:
    """Return how this person met a child last. One query."""
    last = Event.objects.filter(by=by, kind="contact").order_by("-recorded_at")
    return last.values_list("document__method", flat=True).first() or DEFAULT_METHOD


def texts(event: Event) -> list[Words]:
    """Return an event's free text, with what is asked about sealing it. One query."""
    return list(Words.objects.filter(event=event).select_related("seal").order_by("pk"))


def other_versions(words: Words) -> list[Words]:
    """Return what stands in the same place before or after a correction, in other words.

    Two queries. The same words are no other version: they go together (`seal_words`).
    """
    chain = corrections.chain(words.event)
    found = Words.objects.filter(event__in=chain, field=words.field, text__isnull=False)
    told = SaidAlike(Value(words.text or ""))
    others = found.annotate(alike=SaidAlike("text")).exclude(alike=told)
    return list(others.select_related("event").order_by("pk"))


class SaidAlike(Func):
    """A text without what a browser changes in it, as `seal_words` compares it."""

    function = "said_alike"
    output_field = TextField()


def like_it(child: Child, facts: Document) -> Event | None:
    """Return a contact of the same day and kind that stands, at the same time where both say when:
    whoever types something back later may have recorded it already. One query."""
    same = standing(child.pk, "contact").filter(
        on=facts["on"], document__method=facts.get("method")
    )
    at = facts.get("at")
    if at:
        same = same.filter(Q(document__at=at) | Q(document__at__isnull=True))
    return same.first()


def _the(order: str) -> str:
    return order if order.startswith("another ") else f"the {order}"
