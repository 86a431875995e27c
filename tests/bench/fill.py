"""Fills a database by COPY, as the owner, with children who live stories.

2,000 children a service, more than most have; 100 children and 8 workers a team; every child has
one worker. The measured workers are of the first service; one child of each has 500 events.
"""

import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from tests.bench import papers
from tests.bench.copying import copy, line_of
from tests.bench.stories import stories
from waymark.accounts.models import Role, Service, Team, User
from waymark.children.casefile import EPISODES, child_row, episode_row
from waymark.children.models import Allocation, Child, Episode, Person
from waymark.children.models.allocation import Part
from waymark.chronology.events import Owner, event_row
from waymark.chronology.models import Event, Words
from waymark.orders.casefile import order_row
from waymark.orders.models import Order

A_SERVICE, A_TEAM, WORKERS = 2_000, 100, 8
EVENTS, MANY_EVENTS = 100, 500
MEASURED = 8  # workers, and their managers, whose pages are asked for
GIVEN, BEGIN, END = map(str.split, Path(__file__).with_name("names.txt").read_text().splitlines())
MIDDLE = ["", "ing", "er", "en", "a", "mor", "ley"]
FAMILY = ["".join(parts) for parts in itertools.product(BEGIN, MIDDLE, END)]
LIVED = (Person, Episode, Order, Event, Words)


class Story(NamedTuple):
    """One story: its case file, and the lines of its rows, by table."""

    document: dict[str, Any]
    lines: dict[type, list[str]]
    words: list[tuple[int, str]]  # each with the place of its event among the events


class Life(NamedTuple):
    """One child: whose, who works with the child, and which story the child lives."""

    pk: int
    service: int
    worker: User
    story: Story

    @property
    def ids(self) -> dict[str, int]:
        return {"child_id": self.pk, "service_id": self.service}


@dataclass
class Filled:
    """What a database was filled with, and who asks for pages of it."""

    children: dict[int, list[int]]  # by service
    events: int
    workers: list[User]
    managers: list[User]
    long: list[int]  # of each measured worker, the child with the most events
    own: list[list[int]]  # of each measured worker, the other children
    names: list[str]  # of the long children, as somebody types them
    papers: list[int] = field(default_factory=list)  # of each one's last own child, an assessment
    copies: list[int] = field(default_factory=list)  # and a copy of the plan

    def written_about(self, place: int) -> int:
        """Return the child of one measured worker about whom something long is written."""
        return (self.own[place] or self.long[place : place + 1])[-1]


def fill(owner: psycopg.Connection, children: int, today: date) -> Filled:
    """Fill an empty database; Django must speak to the same."""
    chance = random.Random(children)
    usual, long = _lived_stories(today, EVENTS), _lived_stories(today, MANY_EVENTS, MEASURED)
    lives: list[Life] = []
    measured: list[User] = []
    managers: dict[int, User] = {}
    while len(lives) < children:
        many = min(A_SERVICE, children - len(lives))
        workers, managers_here = _people(many)
        managers |= managers_here
        measured = measured or _spread(workers)
        told = {worker.pk: long[place] for place, worker in enumerate(measured)}
        for place in range(many):
            worker = workers[place * len(workers) // many]
            lived = told.pop(worker.pk, None) or chance.choice(usual)
            lives.append(Life(len(lives) + 1, worker.service_id, worker, lived()))
    with owner.transaction():
        copy(owner, Child, _children(lives, chance))
        copy(owner, Allocation, _allocations(lives, today))
        for model in (Person, Episode, Order, Event):
            copy(owner, model, _lived(model, lives))
        copy(owner, Words, _words(lives))
    owner.execute("ANALYZE")
    filled = _filled(lives, measured, managers)
    called = "SELECT given_name || ' ' || family_name FROM children_child WHERE id = %s"
    for child in filled.long:
        filled.names += owner.execute(called, [child]).fetchone() or ()
    about = [filled.written_about(place) for place in range(len(filled.workers))]
    filled.papers, filled.copies = papers.write(about, filled.workers, today)
    return filled


@cache
def _lived_stories(today: date, events: int, many: int | None = None) -> list[Callable[[], Story]]:
    """Return the stories, each made into rows once a child lives it: few children live few."""
    told = itertools.islice(stories(today, events), many)
    return [cache(partial(_story, document)) for document in told]


def _filled(lives: list[Life], measured: list[User], managers: dict[int, User]) -> Filled:
    theirs: dict[int, list[int]] = {}
    services: dict[int, list[int]] = {}
    for life in lives:
        theirs.setdefault(life.worker.pk, []).append(life.pk)
        services.setdefault(life.service, []).append(life.pk)
    return Filled(
        children=services,
        events=sum(len(life.story.lines[Event]) for life in lives),
        workers=measured,
        managers=[managers[worker.team_id] for worker in measured if worker.team_id],
        long=[theirs[worker.pk][0] for worker in measured],
        own=[theirs[worker.pk][1:] for worker in measured],
        names=[],
    )


def _spread(workers: list[User]) -> list[User]:
    """Choose the measured workers, spread over the teams."""
    many = min(MEASURED, len(workers))
    return [workers[place * len(workers) // many] for place in range(many)]


def _people(children: int) -> tuple[list[User], dict[int, User]]:
    """Make a service with its teams, each with its manager and 8 workers."""
    number = Service.objects.count() + 1
    service = Service.objects.create(name=f"Youth Justice Service {number}")
    many = max(2, children * WORKERS // A_TEAM)
    teams = Team.objects.bulk_create(
        Team(service=service, name=f"Team {place + 1}") for place in range(-(-many // WORKERS))
    )
    managers = [
        _person(service, team, f"manager{place}", Role.OPERATIONS_MANAGER)
        for place, team in enumerate(teams)
    ]
    workers = [
        _person(service, teams[place // WORKERS], f"worker{place}", Role.CASE_MANAGER)
        for place in range(many)
    ]
    made = User.objects.bulk_create(managers + workers)
    return made[len(teams) :], {manager.team_id: manager for manager in made[: len(teams)]}


def _person(service: Service, team: Team, login: str, role: Role) -> User:
    return User(
        email=f"{login}@{service.pk}.example.org",
        name=f"{login.capitalize()} of {team.name}",
        role=role,
        team=team,
        service=service,
        password="!",
        joined_at=timezone.now(),
    )


def _story(document: dict[str, Any]) -> Story:
    child = child_row(0, document)
    owner = Owner(0, 0)
    raw = document["child"]
    lines: dict[type, list[str]] = {model: [] for model in LIVED}
    for place, item in enumerate(raw.get("people") or []):
        lines[Person].append(line_of(Person(position=place, document=item)))
    for kind in EPISODES:
        for place, item in enumerate(raw.get(kind) or []):
            lines[Episode].append(line_of(episode_row(child, kind, place, item)))
    for place, item in enumerate(document["orders"]):
        lines[Order].append(line_of(order_row(child, place, item)))
    words = []
    for place, item in enumerate(document["events"]):
        event, texts = event_row(owner, item, position=place, by=None, at=None)
        lines[Event].append(line_of(event))
        words += [(place, line_of(text)) for text in texts]
    return Story(document, lines, words)


def _children(lives: list[Life], chance: random.Random) -> Iterator[str]:
    for life in lives:
        given, family = chance.choice(GIVEN), chance.choice(FAMILY)
        told = {**life.story.document["child"], "id": f"K{life.pk:06}", "given_name": given}
        told |= {"family_name": family, "known_as": given}
        row = child_row(life.service, {**life.story.document, "child": told})
        yield line_of(row) % {"id": life.pk, "service_id": life.service}


def _allocations(lives: list[Life], today: date) -> Iterator[str]:
    period = DateRange(today - timedelta(days=200), None)
    line = line_of(Allocation(part=Part.CASE_MANAGER, period=period))
    for life in lives:
        yield line % {**life.ids, "id": life.pk, "user_id": life.worker.pk}


def _lived(model: type, lives: list[Life]) -> Iterator[str]:
    number = itertools.count(1)
    for life in lives:
        ids = life.ids
        for line in life.story.lines[model]:
            yield line % {**ids, "id": next(number)}


def _words(lives: list[Life]) -> Iterator[str]:
    number = itertools.count(1)
    before = 1  # the id of the child's first event
    for life in lives:
        ids = life.ids
        for place, line in life.story.words:
            yield line % {**ids, "id": next(number), "event_id": before + place}
        before += len(life.story.lines[Event])
