"""Every kind of event has words, and a form that saves one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.web.contacts.recording import day_parts, last_event, take_in
from waymark.accounts.models import User
from waymark.children.facts import SHAPES
from waymark.children.models import Child
from waymark.contacts import words
from waymark.contacts.forms.facts import EVERY_KIND_HAS, choices_for
from waymark.contacts.queries import record_of
from waymark.rules.events import KINDS
from waymark.rules.values import Day, Flag, Many, Number

pytestmark = pytest.mark.django_db
YESTERDAY = timezone.localdate() - timedelta(days=1)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_and_field_has_words(kind: str):
    assert words.KINDS[kind].name
    for name in KINDS[kind].fields.keys() - EVERY_KIND_HAS:
        assert words.of(words.FIELDS, kind, name).label, name


def test_no_words_are_left_over():
    assert words.KINDS.keys() == KINDS.keys()
    shapes = {**KINDS, **SHAPES}
    named = {f"{kind}.{name}" for kind, shape in shapes.items() for name in shape.fields}
    anywhere = {name for shape in shapes.values() for name in shape.fields}
    for table in (words.FIELDS, words.ANSWERS, words.LISTS, words.ABOUT):
        for key in table:
            assert key in (named if "." in key else anywhere), key


def test_a_link_to_a_form_fills_it_in(client, sophie: Child):
    page = client.get(f"/children/{sophie.pk}/record/warning/?order=o2").text
    assert 'value="o2"' in page
    assert page.count("checked") == 1
    assert "A warning" in page


@pytest.mark.parametrize("kind", sorted(words.OFFERED - {"contact"}))
def test_each_kind_is_recorded_on_a_form_of_its_own(client, jo, child: Child, kind: str):
    address = f"/children/{child.pk}/record/{kind}/"
    page = client.get(address)
    assert page.status_code == 200
    assert words.name(kind, "Sophie") in page.text
    typed = filled_in(kind, child)
    answer = client.post(address, typed)
    assert answer.status_code == 302, answer.text[answer.text.find("error-summary") :][:900]
    made = last_event(child)
    assert (made.kind, made.by) == (kind, jo)
    shown = client.get(answer.headers["Location"]).text
    assert words.name(kind, "Sophie") in shown


def test_kinds_made_by_acts_of_their_own_have_no_form(client, sophie: Child):
    for kind in KINDS.keys() - words.OFFERED | {"no-such-kind"}:
        assert client.get(f"/children/{sophie.pk}/record/{kind}/").status_code == 404


def test_what_can_be_recorded_is_listed_by_subject(client, sophie: Child):
    page = client.get(f"/children/{sophie.pk}/record/").text
    for kind in words.OFFERED:
        assert f"/record/{kind}/" in page
    assert "/record/case-closed/" not in page


def test_a_form_with_mistakes_comes_back_with_what_was_typed(client, sophie: Child):
    answer = client.post(f"/children/{sophie.pk}/record/warning/", {"note": "Told her kindly."})
    assert answer.status_code == 422
    assert "Told her kindly." in answer.text
    assert "Choose one of these" in answer.text


def test_what_a_rule_finds_wrong_comes_back_on_the_form(client, sophie: Child):
    today = timezone.localdate()
    typed = {"order": "o2", "reason": "holiday", "by": "Bea", **day_parts("on", YESTERDAY)}
    typed |= day_parts("from", today) | day_parts("to", YESTERDAY)
    answer = client.post(f"/children/{sophie.pk}/record/suspension-approved/", typed)
    assert answer.status_code == 422
    assert "is before the day it begins" in answer.text


def test_a_day_after_today_is_refused(client, sophie: Child):
    tomorrow = timezone.localdate() + timedelta(days=1)
    typed = {"note": "x", **day_parts("on", tomorrow)}
    answer = client.post(f"/children/{sophie.pk}/record/weapon-found/", typed)
    assert "Choose a day on or before" in answer.text


# What the references of other kinds may name, happened all on one day.
HAPPENED: dict[str, dict[str, object]] = {
    "placement-made": {},
    "police-contact": {},
    "incident": {},
    "custody-entered": {},
    "sexual-offence-registered": {},
    "significant-change": {},
    "multi-agency-meeting": {},
    "weapon-found": {},
    "contact": {"outcome": "missed"},
    "breach-decided": {"decision": "breach"},
    "suspension-approved": {
        "order": "o2",
        "from": YESTERDAY.isoformat(),
        "to": YESTERDAY.isoformat(),
    },
    "plan-agreed": {"orders": ["o2"]},
}


@pytest.fixture
def child(jo: User) -> Child:
    day = YESTERDAY.isoformat()
    more = [
        {"id": f"m{place}", "kind": kind, "on": day, **facts}
        for place, (kind, facts) in enumerate(HAPPENED.items())
    ]
    return take_in(jo, more)


def filled_in(kind: str, child: Child) -> dict[str, object]:
    """Return an answer to each question of a kind's form."""
    record = record_of(child, timezone.localdate())
    typed: dict[str, object] = {}
    for name, field in KINDS[kind].fields.items():
        if name in EVERY_KIND_HAS - {"on"}:
            continue
        choices = choices_for(kind, field, record)
        if isinstance(field.value, Day):
            typed |= day_parts(name, YESTERDAY)
        elif isinstance(field.value, Flag):
            typed[name] = "yes" if getattr(KINDS[kind], field.attribute) is None else "on"
        elif choices is not None:
            typed[name] = [choices[0][0]] if isinstance(field.value, Many) else choices[0][0]
        elif isinstance(field.value, Number):
            typed[name] = "2"
        else:
            typed[name] = "Some words"
    return typed
