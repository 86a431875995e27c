"""What was written down before a test begins: by the acts of its pages, which are tested by
themselves. To ask for each page and send it takes ten times as long."""

import re
from datetime import date
from urllib.parse import urlencode

from django.contrib.auth import SESSION_KEY
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from tests.walls.made import asked_by
from waymark.accounts.models import User
from waymark.chronology import acts as chronology
from waymark.chronology.models import Event
from waymark.papers import acts, queries
from waymark.papers.models import Paper
from waymark.papers.sections import SectionForm


def person(client: Client) -> User:
    """Return who is signed in."""
    return User.objects.get(pk=client.session[SESSION_KEY])


def recorded(by: User, child: int, kind: str, on: date, **facts: object) -> Event:
    now = timezone.now()
    told = {"kind": kind, "on": on.isoformat(), **facts}
    with asked_by(by, at=now):
        return chronology.record(children=[child], facts=told, by=by, at=now)[child]


def answered(by: User, paper: int, **typed: object) -> None:
    """Answer the questions of a paper as its form reads what is typed for each section."""
    now = timezone.now()
    with asked_by(by, at=now):
        row = Paper.objects.get(pk=paper)
        for part in queries.read(row).parts:
            asked = {each.id for each in part.asked.questions}
            own = {name: said for name, said in typed.items() if _question(name) in asked}
            if not own:
                continue
            told = {"section": part.asked, "answers": part.answers, "asks": str}
            stands = SectionForm(**told).initial  # as the page shows what was answered before
            sent = QueryDict(urlencode({**stands, **own}, doseq=True))
            # Where the record shows otherwise, it is asked why: whoever says why was asked.
            form = SectionForm(sent, **told, belies={name: {} for name in own})
            assert form.is_valid(), form.errors
            said = {name: each for name, each in form.said.items() if each is not None}
            of = {"paper": row, "section": part.asked.id, "began_from": part.version}
            acts.save_section(**of, said=said, seconds=0, by=by, at=now)


def _question(field: str) -> str:
    """Return the question to which a field belongs, which may be a part of a day."""
    return re.sub("_(day|month|year)$", "", field)


def paper_at(address: str) -> int:
    return int(re.search(r"/(\d+)/$", address)[1])
