"""What the walk finds in Sophie's record: one of each thing that an address may name."""

from datetime import timedelta

from django.utils import timezone

from tests.browser.walked import FILLED, HOLDER
from tests.walls.made import asked_by, waymark_itself
from waymark.accounts.models import Service, User
from waymark.children.acts import workers
from waymark.children.facts import version
from waymark.children.header import header
from waymark.children.models import Child, Episode, Person
from waymark.chronology import acts as chronology
from waymark.chronology import door
from waymark.chronology.door import today
from waymark.chronology.models import Event, Words
from waymark.diary import acts as diary
from waymark.diary.models import Place, PlaceNote, RiskAssessment
from waymark.engagement import breach, breaks, deciding, early
from waymark.guidance.sheets import ENGLISH
from waymark.orders.models import Order
from waymark.papers import acts as papers
from waymark.papers import sources
from waymark.papers.models import Paper
from waymark.plans import acts as plans
from waymark.plans import inductions
from waymark.plans.items import not_done
from waymark.portal import acts as portal
from waymark.portal.hearing import heard_copy
from waymark.portal.views.browser import signed
from waymark.reminders import planning
from waymark.reminders.models import Reminder, Wish
from waymark.restorative import considering
from waymark.rules.free import Period
from waymark.rules.gates.restorative import PRINCIPLES
from waymark.visits.models import Out

NOW = timezone.now()
TODAY = today(NOW)
TOMORROW = TODAY + timedelta(days=1)
SETTLED_IN = {
    "induct-words": {"induct-says-back": "yes", "induct-own-words": "We meet on Tuesdays."},
    "induct-coming": {"induct-time": "help", "induct-way-needs": ["fare"]},
    "induct-blend": {"induct-blend-how": "mixture", "induct-blend-places": "At the Base."},
}
AN_EARLY_END = {
    "early-said": {"early-child-done": "The fence.", "early-child-says": "I am ready."},
    "early-three": {
        **dict.fromkeys(("early-plan", "early-progress", "early-lasts"), "met"),
        **dict.fromkeys(
            [
                f"{name}-{part}"
                for name in ("early-plan", "early-progress", "early-lasts")
                for part in ("why", "shown")
            ],
            "She says so.",
        ),
    },
    "early-after": {"early-after-who": "Her nan."},
    "early-report": {
        "early-report-engaged": "She came.",
        "early-report-progress": "The fence, and college.",
    },
}
VISITS = {
    "kind": "visit-assessed",
    "on": TODAY.isoformat(),
    "where": "inside",
    "who_goes": "pairs",
    "purposes": ["contact"],
    "hazards": ["animals"],
    "hazards_told": "A dog, loose in the yard.",
    "pattern": "Weekly, Tuesdays after school",
    "keeps_safe": "Mum shuts the dog away before we ring.",
}
IN_THE_GARDEN = {
    "form": "community",
    "link": "She broke what others had made.",
    "good_at": "Growing things.",
    "place": "The hospice garden",
    "hours": 12,
}
ALL_SAFE = {
    "safe": "yes",
    "settled": ["child", "understands", "everybody", "needs", "parents", "knows", "harmless"],
    "principles": list(PRINCIPLES),
    "facilitator": "Ruth Ede",
    "trained_on": TODAY.isoformat(),
    "could_harm": "The tools.",
    "keeps_safe": "The gardener is beside her.",
}
Values = dict[str, object]


def of_sophie(people: dict[str, User], kept: dict[tuple[str, str], str]) -> Values:
    """Add what her record lacks; returns one of each thing. Whoever holds her sheet is kept."""
    return {
        **_of_her_record(people),
        **_of_her_papers(people["jo"], kept),
        **_of_what_goes_back(people["jo"], people["bea"]),
        **_of_breaks(people["jo"], people["sal"]),
    }


def _of_her_record(people: dict[str, User]) -> Values:
    """Choose, of what stands in her record, one of each thing that an address may name."""
    sophie = child_called("Sophie")
    with asked_by(people["bea"], at=NOW):
        workers.add_co_worker(child=sophie.pk, worker=people["ash"], by=people["bea"], at=NOW)
    with waymark_itself(people["jo"].service):
        met = Event.objects.filter(child=sophie, kind="contact").order_by("on").last()
        words, other = Words.objects.filter(child=sophie, event__kind="contact")[:2]
        home = Episode.objects.get(child=sophie, kind="addresses")
        nan = Person.objects.filter(child=sophie).first()
        order = Order.objects.filter(child=sophie).first()
    with asked_by(people["jo"], at=NOW):
        reason = "Another child is named"
        seal = chronology.ask_to_seal(words=other, reason=reason, by=people["jo"], at=NOW)
    return {
        "child": sophie.pk,
        "worker": people["ash"].pk,
        "event": met.pk,
        "words": words.pk,
        "fact": f"episode-{home.pk}",
        "person": f"person-{nan.pk}",
        "order": order.pk,
        "seal": seal.pk,
        **_of_the_diary(sophie, people["jo"]),
    }


def _of_the_diary(sophie: Child, worker: User) -> Values:
    """Book her a time, keep her apart from another child of the same worker, and have a room."""
    begins = NOW + timedelta(days=1)
    told = {"by": worker, "at": NOW}
    with asked_by(worker, at=NOW):
        (booked,) = diary.book(
            child=sophie,
            asked=diary.Asked("office", [worker], comes=True),
            times=[Period(begins, begins + timedelta(hours=1))],
            document={"bring": "The map."},
            **told,
        )
        other = Child.objects.get(given_name="Tim")
        apart = diary.keep_apart(child=sophie, other=other, because="They fought.", **told)
        place = Place.objects.create(service_id=worker.service_id, name="The blue room")
        made = {"service_id": worker.service_id, "made_at": NOW, "made_by": worker}
        holds = {"on": TODAY, "until": TODAY, "capacity": 8, "offers": ["quiet"]}
        words = {"assessed_by": "Bea", "found": "A loose tile.", "way": "The bus."}
        looked_for = dict.fromkeys(("why_detected", "told", "on_find", "on_refusal"), "As agreed.")
        RiskAssessment.objects.create(
            place=place, **made, **holds, **words, **looked_for, detection="arch"
        )
        PlaceNote.objects.create(place=place, kind="said", on=TODAY, words="It is quiet.", **made)
        chronology.record(children=[sophie.pk], facts=VISITS, **told)
        out = Out.objects.create(
            service=worker.service,
            meeting=booked.meeting,
            worker=User.objects.get(name="Ash Moor"),
            number="07700 900123",
            went_at=NOW - timedelta(hours=3),
            expected_back=NOW - timedelta(hours=1),
        )
        likes = Wish(how="call", hours=True, evening=False)
        planning.choose(child=sophie, wish=likes, **told)
        reminder = Reminder.objects.get(appointment=booked)
        warned = _warned(sophie, told)
        well = {"kind": "achievement", "on": TODAY.isoformat(), "note": "She rang by herself."}
        praised = chronology.record(children=[sophie.pk], facts=well, **told)[sophie.pk]
    of_it = {
        "letter:event": warned,
        "praise:event": praised.pk,
        "appointment": booked.pk,
        "reminder": reminder.pk,
        "out": out.pk,
    }
    return {**of_it, "apart": apart.pk, "place": place.pk}


def _warned(sophie: Child, told: dict[str, object]) -> int:
    """Warn her of a time that she missed and was asked about; returns the warning."""

    def record(**facts: object) -> Event:
        facts = {"on": TODAY.isoformat(), **facts}
        return chronology.record(children=[sophie.pk], facts=facts, **told)[sophie.pk]

    missed = record(kind="contact", outcome="missed").reference
    record(kind="absence-followed-up", contact=missed, acceptable=False)
    return record(kind="warning", order="o2", contact=missed).pk


def _of_what_goes_back(worker: User, manager: User) -> Values:
    """Decide at once that her order goes back, write it up, and put it to a manager anew."""
    sophie, told = child_called("Sophie"), {"at": NOW}
    urgent = {"urgent": "further-offence", "note": "She was charged."}
    with asked_by(manager, at=NOW):
        decided = breach.decide_at_once(child=sophie, order="o2", **urgent, by=manager, **told)
    with asked_by(worker, at=NOW):
        paper = deciding.begin(kind=breach.KIND, child=sophie, order="o2", by=worker, **told)
        facts = {"kind": "put-to-manager", "on": TODAY.isoformat(), "what": "breach"}
        facts |= {"order": "o2", "paper": paper.reference}
        for more in ({"after": decided.reference}, {}):
            chronology.record(children=[sophie.pk], facts=facts | more, by=worker, **told)
    return {"put-breach:paper": paper.pk, "breach-report:event": decided.pk}


def _of_breaks(worker: User, senior: User) -> Values:
    """Agree to a long holiday abroad, and ask for another break anew while one waits."""
    sophie, told = child_called("Sophie"), {"by": worker, "at": NOW}
    long = {"from": TODAY.isoformat(), "to": (TODAY + timedelta(days=40)).isoformat()}
    with asked_by(worker, at=NOW):
        paper = deciding.begin(kind=breaks.KIND, child=sophie, order="o2", **told)
        days = {f"break-{name}": day for name, day in long.items()}
        for section, said in {
            "break-asked": {"break-reason": "holiday", "break-copies": "not-yet"},
            "break-days": {**days, "break-how": "reduce", "break-a-month": 2},
        }.items():
            papers.save_section(
                paper=paper, section=section, began_from=version({}), said=said, seconds=0, **told
            )
        facts = {"on": TODAY.isoformat(), "order": "o2", "paper": paper.reference}
        put = {"kind": "put-to-manager", "what": "break", **facts}
        put_forward = chronology.record(children=[sophie.pk], facts=put, **told)[sophie.pk]
    agreed = {"kind": "suspension-approved", "on": TODAY.isoformat(), "order": "o2", **long}
    agreed |= {"reason": "holiday", "put": put_forward.reference}
    with asked_by(senior, at=NOW):
        made = chronology.record(children=[sophie.pk], facts=agreed, by=senior, at=NOW)[sophie.pk]
    with asked_by(worker, at=NOW):
        chronology.record(children=[sophie.pk], facts=put, **told)
    return {"put-break:paper": paper.pk, "call-off-in-break:event": made.pk}


def _of_her_papers(worker: User, kept: dict[tuple[str, str], str]) -> Values:
    sophie = child_called("Sophie")
    with asked_by(worker, at=NOW):
        told = {"form": "assessment", "kind": "statutory"}
        paper = papers.begin(child=sophie, **told, by=worker, at=NOW)
        source = sources.add(paper=paper, facts={"who": "Form tutor"}, by=worker, at=NOW)
        draft = plans.begin(child=sophie, by=worker, at=NOW)
        goal, step = next(iter(not_done(draft.document["plan"])))
        asks = {**portal.to_fill_in("self-assessment-child", "start"), "whose": "child"}
        hers = {"child": sophie, "for_whom": "child", "language": "en", "content": asks}
        sheet = portal.give_link(**hers, chosen="a heron on the weir", by=worker, at=NOW)
        kept[FILLED, HOLDER] = signed(portal.hand_over(**hers, by=worker, at=NOW).opens)
        with door.act("complete-closing", by=worker, at=NOW, children=[sophie.pk]) as act:
            ends = {"kind": "exit-plan-agreed", "on": act.today.isoformat()}
            act.record(sophie.pk, {**ends, "order": "o1"})  # which waits to be countersigned
        hers["content"] = heard_copy(sophie, header(sophie, TODAY), ENGLISH).document()
        heard = portal.keep_copy(**hers, by=worker, at=NOW)
        settled, again = _settled_in_twice(sophie, worker)
        asked_for, anew = _looked_at_an_early_end_twice(sophie, worker)
        right = _makes_it_right(sophie, worker)
        poem = _made_a_poem(sophie, worker)
    return {
        "early-report:paper": asked_for.pk,
        "complete-early:paper": anew.pk,
        "complete-restorative:paper": right.pk,
        "work-sheet:event": poem,
        "give-agreement:paper": settled.pk,
        "complete-induction:paper": again.pk,
        "countersign-plan:child": child_called("Farooq").pk,
        "paper": paper.pk,
        "source": source.pk,
        "number": draft.number,
        "plan-version:number": draft.number - 1,
        "goal": goal,
        "step": step,
        "sheet-page:number": 1,
        "sheet": sheet.sheet.pk,
        "open-sheet:secret": sheet.opens,
        "heard": heard.pk,
    }


def _settled_in_twice(child: Child, worker: User) -> tuple[Paper, Paper]:
    """Go through what is asked, and begin it again."""
    told = {"by": worker, "at": NOW}
    settled = inductions.begin(child=child, **told)
    _answer(settled, SETTLED_IN, told)
    inductions.complete(paper=settled, again_on=TOMORROW, **told)
    return settled, inductions.begin(child=child, **told)


def _looked_at_an_early_end_twice(child: Child, worker: User) -> tuple[Paper, Paper]:
    """Ask for an early end, and begin to write its report anew."""
    told = {"by": worker, "at": NOW}
    asked_for = early.begin(child=child, order="o2", **told)
    _answer(asked_for, AN_EARLY_END, told)
    early.complete(paper=asked_for, decision="apply", look_again_on=None, note="", **told)
    return asked_for, early.begin(child=child, order="o2", **told)


def _made_a_poem(child: Child, worker: User) -> int:
    """Write a poem that somebody harmed wishes for, and both are ready."""
    with door.act("make-a-poem", by=worker, at=NOW, children=[child.pk]) as act:
        on = {"on": act.today.isoformat()}
        says = {"made": "poem", "child_said": "The street was dark.\nI am sorry."}
        made = act.record(child.pk, {"kind": "work-made", **on, **says, "victim": "v1"})
        about = {**on, "activity": made.reference}
        wished = {"work": made.reference, "answer": "now"}
        act.record(child.pk, {"kind": "work-answered", **on, **wished})
        act.record(child.pk, {"kind": "restorative-risk-assessed", **about, **ALL_SAFE})
        for kind in ("child-readiness-judged", "victim-readiness-told"):
            act.record(child.pk, {"kind": kind, **on, "victim": "v1", "ready": "yes"})
        consents = {"kind": "victim-consent-told", "victim": "v1", "given": True}
        act.record(child.pk, {**on, **consents})
    return made.pk


def _makes_it_right(child: Child, worker: User) -> Paper:
    """Work some hours for the community, and begin to talk through what else there is."""
    told = {"child": child, "by": worker, "at": NOW}
    with door.act("make-it-right", by=worker, at=NOW, children=[child.pk]) as act:
        on = {"on": act.today.isoformat()}
        plan = {"kind": "restorative-activity-planned", **on, **IN_THE_GARDEN}
        about = {**on, "activity": act.record(child.pk, plan).reference}
        act.record(child.pk, {"kind": "restorative-risk-assessed", **about, **ALL_SAFE})
        act.record(child.pk, {"kind": "restorative-activity-held", **about, "hours": 2.5})
        both = {"child_said": "They said thank you.", "victim_said": "Good to hear."}
        act.record(child.pk, {"kind": "restorative-outcome", **about, **both})
    return considering.begin(**told, person="")


def _answer(paper: Paper, says: dict[str, dict[str, object]], told: dict[str, object]) -> None:
    for section, said in says.items():
        papers.save_section(
            paper=paper, section=section, began_from=version({}), said=said, seconds=0, **told
        )


def child_called(given_name: str) -> Child:
    with waymark_itself(Service.objects.order_by("pk")[0]):
        return Child.objects.get(given_name=given_name)
