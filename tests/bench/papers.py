"""What is written at length about the measured children: an assessment, and a copy of a plan."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from waymark.accounts import asking
from waymark.accounts.models import User
from waymark.children.models import Child
from waymark.guidance import forms
from waymark.guidance.forms import Question
from waymark.guidance.frames import frame
from waymark.papers.casefile import PapersPart
from waymark.papers.models import Paper
from waymark.plans.copy import Telling, copy_of
from waymark.portal.models import Kind, Sheet
from waymark.rules.planned import Goal, Plan, Step

SAID = "She told us about it by the river, and her mother sees it in the same way."
STEP = "Look at the course together, on Tuesday after school"
SECTION, QUESTION = "home", "home-who"
SOURCES = [{"id": f"s{place}", "who": f"Teacher {place}", "told": SAID} for place in range(6)]
GOALS, STEPS = 6, 4


def write(children: Iterable[int], by: Iterable[User], today: date) -> tuple[list[int], list[int]]:
    """Write, of each child, an assessment being looked at again and a copy to print; their ids."""
    papers, copies = [], []
    for pk, worker in zip(children, by, strict=True):
        with transaction.atomic():
            asking.as_waymark(worker.service_id)
            child = Child.objects.get(pk=pk)
            PapersPart().write(child, {"papers": _papers(today)})
            papers.append(Paper.objects.get(child=child, completed_on=None).pk)
            copies.append(_copy(child, worker).pk)
    return papers, copies


def answers(on: date, paper: str) -> dict[str, dict[str, Any]]:
    """Answer every question of the assessment, by section."""
    asked = forms.form("assessment").asked("statutory", "start")
    kept = {"on": on.isoformat(), "in": paper}
    return {
        section.id: {each.id: {"said": said(each), **kept} for each in section.questions}
        for section in asked
    }


def said(question: Question) -> Any:
    if question.choices:
        codes = [code for code, _ in question.choices]
        return codes[:2] if question.answer == "several" else codes[0]
    others = {"yes-no": "yes", "prompt": "yes", "action": "no", "number": 2, "day": "2026-01-02"}
    return others.get(question.answer, SAID)


def _papers(today: date) -> list[dict[str, Any]]:
    began, again = today - timedelta(days=80), today - timedelta(days=2)
    usual = {"form": "assessment", "version": forms.form("assessment").version, "sources": SOURCES}
    usual |= {"kind": "statutory", "answers": answers(began, "first")}
    first = {"id": "first", "stage": "start", "began_on": began.isoformat()}
    first |= {"completed_on": (began + timedelta(days=9)).isoformat()}
    second = {"id": "again", "stage": "review", "before": "first", "began_on": again.isoformat()}
    return [{**usual, **first}, {**usual, **second}]


def _copy(child: Child, worker: User) -> Sheet:
    steps = tuple(Step(id=f"s{place}", what=STEP, who="child") for place in range(STEPS))
    goals = tuple(
        Goal(id=f"g{place}", family="own", words=SAID, steps=steps) for place in range(GOALS)
    )
    copied = copy_of(Plan(goals=goals), Telling(frame("en")), called=child.given_name).document()
    about = {"plan": "e1", "version": 1, "format": "printed", "spoken": "en", "whose": "child"}
    now = timezone.now()
    return Sheet.objects.create(
        child=child,
        service_id=child.service_id,
        kind=Kind.COPY,
        for_whom="child",
        language="en",
        content={**copied, **about},
        made_by=worker,
        made_at=now,
        until=now + timedelta(days=7),
    )
