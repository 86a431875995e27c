"""Fills a database by COPY, as the owner, with children who live stories.

One service; 300 children and 25 workers a team; every child has one worker. One child of each
measured worker has 500 events.
"""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

import psycopg
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

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

A_TEAM, WORKERS = 300, 25
EVENTS, MANY_EVENTS = 100, 500
MEASURED = 8  # workers, and their managers, whose pages are asked for
GIVEN = "Ada Ali Amy Ben Bo Cal Dev Eva Finn Gus Ida Ivy Jay Joe Kit Leo Lia Max Mia Ned".split()
GIVEN += "Nia Noor Omar Pia Ravi Rex Roy Sami Seb Tia Tom Uma Vik Wes Yan Zac Zoe Zuri".split()
BEGIN = "Ash Beck Brad Carl Dal East Fair Glen Hal Kil Lang Mar Nor Oak Pen Rad Sel Thorn".split()
MIDDLE = ["", "ing", "er", "en", "a", "mor", "ley"]
END = "by dale field ford gate ham hurst land mere more shaw stead thorpe ton wick wood".split()
FAMILY = ["".join(parts) for parts in itertools.product(BEGIN, MIDDLE, END)]
LIVED = (Person, Episode, Order, Event, Words)


class Story(NamedTuple):
    """One story: its case file, and the lines of its rows, by table."""

    document: dict[str, Any]
    lines: dict[type, list[str]]
    words: list[tuple[int, str]]  # each with the place of its event among the events


@dataclass
class Filled:
    """What a database was filled with, and who asks for pages of it."""

    children: int
    events: int
    service: int
    workers: list[User]
    managers: list[User]
    long: list[int]  # of each measured worker, the child with the most events
    own: list[list[int]]  # of each measured worker, the other children


def fill(owner: psycopg.Connection, children: int, today: date) -> Filled:
    """Fill an empty database; Django must speak to the same."""
    chance = random.Random(children)
    service = Service.objects.create(name="Anyshire Youth Justice Service")
    workers, managers = _people(service, children)
    usual = [_story(document) for document in stories(today, EVENTS)]
    long = [_story(document) for document in stories(today, MANY_EVENTS)[:MEASURED]]
    measured = _measured(len(workers))
    ids = list(range(1, children + 1))
    worker_of = {pk: (pk - 1) * len(workers) // children for pk in ids}
    theirs: dict[int, list[int]] = {}
    for pk in ids:
        theirs.setdefault(worker_of[pk], []).append(pk)
    with_long = {theirs[worker][0]: place for place, worker in enumerate(measured)}
    lives = [long[with_long[pk]] if pk in with_long else chance.choice(usual) for pk in ids]
    with owner.transaction():
        copy(owner, Child, _children(service, lives, chance))
        copy(owner, Allocation, _allocations(service, workers, worker_of, today))
        for model in (Person, Episode, Order, Event):
            copy(owner, model, _lived(model, service, lives))
        copy(owner, Words, _words(service, lives))
    owner.execute("ANALYZE")
    return Filled(
        children=children,
        events=sum(len(story.lines[Event]) for story in lives),
        service=service.pk,
        workers=[workers[each] for each in measured],
        managers=[managers[workers[each].team_id] for each in measured],
        long=list(with_long),
        own=[theirs[each][1:] for each in measured],
    )


def _measured(workers: int) -> list[int]:
    """Spread the measured workers over the teams."""
    many = min(MEASURED, workers)
    return [place * workers // many for place in range(many)]


def _people(service: Service, children: int) -> tuple[list[User], dict[int, User]]:
    """Make teams, each with its manager and 25 workers."""
    many = max(1, children * WORKERS // A_TEAM)
    teams = Team.objects.bulk_create(
        Team(service=service, name=f"Team {number + 1}") for number in range(-(-many // WORKERS))
    )
    now = timezone.now()
    usual = {"service": service, "password": "!", "joined_at": now}
    managers = User.objects.bulk_create(
        User(
            email=f"manager{place}@example.org",
            name=f"Manager {place}",
            role=Role.OPERATIONS_MANAGER,
            team=team,
            **usual,
        )
        for place, team in enumerate(teams)
    )
    workers = User.objects.bulk_create(
        User(
            email=f"worker{place}@example.org",
            name=f"Worker {place}",
            role=Role.CASE_MANAGER,
            team=teams[place // WORKERS],
            **usual,
        )
        for place in range(many)
    )
    return workers, {manager.team_id: manager for manager in managers}


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


def _children(service: Service, lives: list[Story], chance: random.Random) -> Iterator[str]:
    for place, story in enumerate(lives, 1):
        given, family = chance.choice(GIVEN), chance.choice(FAMILY)
        told = {**story.document["child"], "id": f"K{place:06}", "given_name": given}
        told |= {"family_name": family, "known_as": given}
        row = child_row(service.pk, {**story.document, "child": told})
        yield line_of(row) % {"id": place, "service_id": service.pk}


def _allocations(
    service: Service, workers: list[User], worker_of: dict[int, int], today: date
) -> Iterator[str]:
    period = DateRange(today - timedelta(days=200), None)
    line = line_of(Allocation(part=Part.CASE_MANAGER, period=period))
    for pk, worker in worker_of.items():
        yield line % {
            "id": pk,
            "child_id": pk,
            "service_id": service.pk,
            "user_id": workers[worker].pk,
        }


def _lived(model: type, service: Service, lives: list[Story]) -> Iterator[str]:
    number = itertools.count(1)
    for child, story in enumerate(lives, 1):
        same = {"child_id": child, "service_id": service.pk}
        for line in story.lines[model]:
            yield line % {**same, "id": next(number)}


def _words(service: Service, lives: list[Story]) -> Iterator[str]:
    number = itertools.count(1)
    before = 1
    for child, story in enumerate(lives, 1):
        same = {"child_id": child, "service_id": service.pk}
        for place, line in story.words:
            yield line % {**same, "id": next(number), "event_id": before + place}
        before += len(story.lines[Event])
