"""Every kind of event has words, and a form that saves one."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.forms import day_parts
from tests.web.contacts.recording import client_of, last_event, make_worker, take_in
from waymark.accounts.models import Role, User
from waymark.children.facts import SHAPES
from waymark.children.models import Child
from waymark.contacts import words
from waymark.contacts.forms.facts import EVERY_KIND_HAS, choices_for
from waymark.contacts.queries import record_of
from waymark.rules.events import KINDS
from waymark.rules.values import Day, Flag, Many, Number

pytestmark = pytest.mark.django_db
YESTERDAY = timezone.localdate() - timedelta(days=1)
ASKED = sorted(words.OFFERED - {"contact"})
JUDGED = {"judged-for-court"}  # by a manager alone
SAFE = "restorative-risk-assessed"
ASKED_ABOUT = "m-asked"  # a missed contact that somebody asked about: only that is warned about
CHOSEN = {
    ("restorative-risk-assessed", "safe"): "not-yet",  # only what is whole is safe
    ("warning", "contact"): ASKED_ABOUT,
    ("progress-panel-decided", "order"): "o2",
}
# Not given: her order has ended, so that no day is left to look at it again; and a day on which
# something is talked over again is after the day itself.
NOT_SAID = {
    ("progress-panel-decided", "look_again_on"),
    ("child-readiness-judged", "talk_again_on"),
}
SAYS_IT_ALL = {kind for kind in ASKED if words.KINDS[kind].says_it_all}


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
    for table in (words.FIELDS, words.ANSWERS, words.LISTS, words.ABOUT, words.MENDS):
        for key in table:
            assert key in (named if "." in key else anywhere), key


def test_what_does_not_fit_is_said_beside_its_field(client, child: Child):
    typed = day_parts("on", YESTERDAY) | {"out_of_area": "on", "plan_fits": "now"}
    answer = client.post(f"/children/{child.pk}/record/placement-made/", typed)
    assert answer.status_code == 422
    assert words.MENDS["placement-made.from"] in answer.text
    assert 'href="#id_from_0"' in answer.text


def test_each_kind_whose_fields_may_not_fit_says_how_it_is_mended():
    may = {kind for kind in ASKED if "faults" in vars(KINDS[kind])}
    assert {key.partition(".")[0] for key in words.MENDS} == may


def test_a_link_to_a_form_fills_it_in(client, sophie: Child):
    page = client.get(f"/children/{sophie.pk}/record/warning/?order=o2").text
    assert 'value="o2"' in page
    assert page.count("checked") == 1
    assert "A warning" in page


@pytest.mark.parametrize("kind", ASKED)
def test_each_kind_is_recorded_on_a_form_of_its_own(client, jo, child: Child, kind: str):
    address = f"/children/{child.pk}/record/{kind}/"
    typed = filled_in(kind, child)
    if kind in JUDGED:
        assert client.post(address, typed).status_code in (403, 422)
        jo = make_worker(Role.SENIOR_MANAGER, service=jo.service)
        client = client_of(jo)
    page = client.get(address)
    assert page.status_code == 200
    assert words.name(kind, "Sophie") in page.text
    answer = client.post(address, typed)
    assert answer.status_code == 302, answer.text[answer.text.find("error-summary") :][:900]
    made = last_event(child)
    assert (made.kind, made.by) == (kind, jo)
    shown = client.get(answer.headers["Location"]).text
    assert words.name(kind, "Sophie") in shown


def test_kinds_made_by_acts_of_their_own_have_no_form(client, sophie: Child):
    for kind in KINDS.keys() - words.OFFERED | {"no-such-kind"}:
        assert client.get(f"/children/{sophie.pk}/record/{kind}/").status_code == 404


def test_a_missed_contact_that_was_warned_about_is_not_offered_for_another_warning(jo):
    warned = {"id": "w1", "kind": "warning", "order": "o2", "contact": "missed"}
    missed = {"id": "missed", "kind": "contact", "outcome": "missed"}
    child = take_in(jo, [{**each, "on": YESTERDAY.isoformat()} for each in (missed, warned)])
    form = record_of(child, timezone.localdate()).events_for("warning", "contact")
    assert "missed" not in dict(form)
    assert "missed" in dict(
        record_of(child, timezone.localdate()).events_for("judged-for-court", "contact")
    )


def test_an_order_that_knows_no_warning_is_not_offered_for_one(jo):
    record = record_of(take_in(jo), timezone.localdate())
    assert list(dict(record.orders_for("warning"))) == ["o2"], "the other one has no enforcement"
    assert {"o1", "o2"} == dict(record.orders_for("custody-entered")).keys()


def test_what_can_be_recorded_is_listed_by_subject(client, sophie: Child):
    page = client.get(f"/children/{sophie.pk}/record/").text
    for kind in words.OFFERED - {"judged-for-court"}:  # which a referral order does not know
        assert f"/record/{kind}/" in page
    assert "/record/case-closed/" not in page


@pytest.mark.parametrize("kind", sorted(set(ASKED) - SAYS_IT_ALL))
def test_a_form_that_tells_nothing_of_what_happened_is_not_saved(client, child: Child, kind: str):
    """Its day, and the order or event that it is about, finish no duty by themselves."""
    about = {
        name: value
        for name, value in filled_in(kind, child).items()
        if name.startswith("on_") or name in ABOUT
    }
    before = last_event(child)
    if kind in JUDGED:
        client = client_of(make_worker(Role.SENIOR_MANAGER, service=child.service))
    answer = client.post(f"/children/{child.pk}/record/{kind}/", about)
    assert answer.status_code == 422
    assert last_event(child) == before
    links = re.findall(r'error-summary__list">(.*?)</ul>', answer.text, re.DOTALL)[0]
    assert '<a href="#id_' in links


def test_of_few_kinds_that_it_happened_is_all_there_is_to_say(client, child: Child):
    assert {
        *("address-changed", "child-died", "custody-left", "sexual-offence-registered"),
        "work-handed-over",
    } == SAYS_IT_ALL
    for kind in SAYS_IT_ALL - {"custody-left", "work-handed-over"}:  # these are about another
        sent = {**day_parts("on", YESTERDAY), "sure": "on"}
        answer = client.post(f"/children/{child.pk}/record/{kind}/", sent)
        assert answer.status_code == 302, kind


def test_after_saving_it_says_what_it_opened_and_by_when(client, sophie: Child):
    typed = {"note": "A knife.", "plan_fits": "now", **day_parts("on", timezone.localdate())}
    page = client.post(f"/children/{sophie.pk}/record/weapon-found/", typed, follow=True).text
    told = page[page.index("This opened:") :].partition(".")[0]
    assert re.search(r", by (tomorrow|[A-Z][a-z]{2} \d)", told)


def test_what_keeps_people_safe_is_asked_before_who_sees_to_it(client, sophie: Child):
    page = client.get(f"/children/{sophie.pk}/record/safety-plan-made/").text
    asked = [page.index(f'name="{name}"') for name in ("keeps", "what", "who", "child_said")]
    assert asked == sorted(asked)


def test_a_form_with_mistakes_comes_back_with_what_was_typed(client, sophie: Child):
    answer = client.post(f"/children/{sophie.pk}/record/warning/", {"note": "Told her kindly."})
    assert answer.status_code == 422
    assert "Told her kindly." in answer.text
    summary = answer.text[answer.text.index("error-summary__list") :]
    assert "Which order is it about? Choose one of these</a>" in summary
    assert "When was it? Give a day" not in summary  # it says itself what it is


def test_what_a_rule_finds_wrong_comes_back_on_the_form(client, sophie: Child):
    typed = {"abroad": "on", **day_parts("on", YESTERDAY)}
    typed |= day_parts("leaves_on", timezone.localdate()) | day_parts("returns_on", YESTERDAY)
    answer = client.post(f"/children/{sophie.pk}/record/travel-planned/", typed)
    assert answer.status_code == 422
    assert words.MENDS["travel-planned.returns_on"] in answer.text


def test_a_day_after_today_is_refused(client, sophie: Child):
    tomorrow = timezone.localdate() + timedelta(days=1)
    typed = {"note": "x", **day_parts("on", tomorrow)}
    answer = client.post(f"/children/{sophie.pk}/record/weapon-found/", typed)
    assert "Choose a day on or before" in answer.text


# What an event is about: by itself it tells nothing of it.
ABOUT = {
    name for shape in KINDS.values() for name, field in shape.fields.items() if field.value.refers
} | {"victim"}
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
    "self-assessment-concern": {"whose": "child"},
    "self-assessment-given": {"whose": "child"},
    "contact": {"outcome": "missed"},
    "breach-decided": {"decision": "breach"},
    "suspension-approved": {
        "order": "o2",
        "from": YESTERDAY.isoformat(),
        "to": (YESTERDAY + timedelta(days=1)).isoformat(),
    },
    "plan-agreed": {"orders": ["o2"]},
    "early-revocation-considered": {"order": "o2", "decision": "apply"},
    "restorative-activity-planned": {"form": "community"},
    "work-made": {"made": "poem", "victim": "v1"},
    "child-readiness-judged": {"victim": "v1", "ready": "yes"},
    "victim-readiness-told": {"victim": "v1", "ready": "yes"},
    "victim-consent-told": {"victim": "v1", "given": True},
    "name-gone": {"files": 2},
    "direction-given": {"due_on": YESTERDAY.isoformat(), "what": "Ring the school"},
}


@pytest.fixture
def child(jo: User) -> Child:
    day = YESTERDAY.isoformat()
    more = [
        {"id": f"m{place}", "kind": kind, "on": day, **facts}
        for place, (kind, facts) in enumerate(HAPPENED.items())
    ]
    asked = {"kind": "absence-followed-up", "contact": ASKED_ABOUT, "acceptable": False}
    (planned,) = (each["id"] for each in more if each["kind"] == "restorative-activity-planned")
    (made,) = (each["id"] for each in more if each["kind"] == "work-made")
    more += [
        {"id": "wished", "kind": "work-answered", "on": day, "work": made, "answer": "now"},
        {"id": "safe", "kind": SAFE, "on": day, "activity": planned, "safe": "yes"},
        {"id": "done", "kind": "restorative-activity-held", "on": day, "activity": planned},
        {"id": "safe too", "kind": SAFE, "on": day, "activity": made, "safe": "yes"},
        {"id": ASKED_ABOUT, "kind": "contact", "on": day, "outcome": "missed"},
        {"id": "asked", "on": day, **asked},
    ]
    return take_in(jo, more)


def filled_in(kind: str, child: Child) -> dict[str, object]:
    """Return an answer to each question of a kind's form."""
    record = record_of(child, timezone.localdate())
    typed: dict[str, object] = {"sure": "on", "plan_fits": "now"}
    for name, field in KINDS[kind].fields.items():
        if name in EVERY_KIND_HAS - {"on"} or (kind, name) in NOT_SAID:
            continue
        choices = choices_for(kind, field, record)
        if choices == []:  # what the record has none of is not asked
            continue
        if (kind, name) in CHOSEN:
            typed[name] = CHOSEN[kind, name]
        elif isinstance(field.value, Day):
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
