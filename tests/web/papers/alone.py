"""Answers that somebody gave alone, taken in as a sheet that is handed in takes them in."""

from datetime import timedelta

from django.utils import timezone

from waymark.accounts import asking
from waymark.audit import recording
from waymark.chronology import door
from waymark.guidance import forms
from waymark.papers import acts

OWN = "self-assessment-child"


def hand_in(child, worker, form=OWN, whose="child", days_ago=0, **answers):
    """Take in what somebody said on a form of their own, and tell of it."""
    asking.as_user(worker)
    now = timezone.now() - timedelta(days=days_ago)
    told = {"form": form, "version": forms.form(form).version, "stage": "start", "whose": whose}
    where = {question.id: section.id for section, question in forms.form(form).questions}
    said = {}
    for name, answer in answers.items():
        said.setdefault(where[name], {})[name] = answer
    with (
        recording.command("test", service_id=worker.service_id, user_id=worker.pk, at=now),
        door.act("take-in", by=worker, at=now, children=[child.pk]) as act,
    ):
        paper = acts.taken_in(act, child, told, said)
        given = {"kind": "self-assessment-given", "on": act.today.isoformat(), "whose": whose}
        act.record(child.pk, {**given, "form": form, "paper": paper.reference})
    return paper


def tell_of_harm(child, worker, question, said, form=OWN, whose="child"):
    """Let somebody tell of harm, in answer to a question of their form."""
    asking.as_user(worker)
    now = timezone.now()
    asks = next(each.asks for _, each in forms.form(form).questions if each.id == question)
    facts = {"whose": whose, "form": form, "question": asks, "at": "20:41", "said": said}
    with (
        recording.command("test", service_id=worker.service_id, user_id=worker.pk, at=now),
        door.act("tell", by=worker, at=now, children=[child.pk]) as act,
    ):
        on = timezone.localdate(now).isoformat()
        act.record(child.pk, {"kind": "self-assessment-concern", "on": on, **facts})
