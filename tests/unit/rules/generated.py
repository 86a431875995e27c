"""Case files made by chance: valid, crowded, every kind of event, on few days so that they meet.

`case_file` draws from anything that draws like `random.Random`, so that Hypothesis can make and
shrink them (`case_files`) and a loop over seeds can make thousands quickly.
"""

from datetime import date, timedelta
from typing import get_args

from hypothesis import strategies as st

from waymark.rules.orders import OrderKind

BEGIN = date(2025, 1, 6)
# The gaps at which something is due, and their neighbours; otherwise any day of two years.
GAPS = [0, 0, 1, 1, 2, 3, 5, 7, 8, 10, 14, 28, 31, 42, 43, 56, 59, 90, 91, 92, 93, 184, 365, 366]
LEVELS = ["low", "medium", "high", "very-high"]
READY = ["yes", "not-yet", "no"]

# Kinds that raise something, with the facts they need; `d` draws them.
RAISE = {
    "worker-unallocated": lambda d: {},
    "worker-allocated": lambda d: {"worker": "w1"},
    "case-received": lambda d: {},
    "plan-agreed": lambda d: {
        "orders": d.orders(),
        "next_review_on": d.maybe(d.day),
        "plan_version": d.one([None, 1, 2]),
    },
    "achievement": lambda d: {},
    "progress-told": lambda d: {},
    "judged-for-court": lambda d: {
        "order": d.order(),
        "decision": d.one(["court", "exceptional"]),
    },
    "contact-level-set": lambda d: {
        "level": d.one(["standard", "other"]),
        "a_month": d.one([None, 0, 2, 4.5]),
        **d.one([{}, d.until("review_on")]),
    },
    "visit-assessed": lambda d: {
        "where": d.one(["inside", "inside", "outside", "none"]),
        "hazards": d.one([[], ["animals"]]),
    },
    "direction-given": lambda d: {"due_on": d.day()},
    "plan-amended": lambda d: {"orders": d.orders(), "plan_version": d.one([None, 2, 3])},
    "plan-reviewed": lambda d: {"orders": d.orders(), "next_review_on": d.maybe(d.day)},
    "significant-change": lambda d: {"nature": "setback"},
    "placement-made": lambda d: {
        "out_of_area": d.chance(2),
        "emergency": d.chance(2),
        "from": d.day(),
    },
    "custody-entered": lambda d: {"release_on": d.maybe(d.day)},
    "weapon-found": lambda d: {},
    "self-assessment-concern": lambda d: {
        "whose": d.one(["child", "p1", None]),
        "sitting": d.one(["s1", "s2", None]),
        "only_for": d.one(["managers", None, None]),
    },
    "new-charge": lambda d: {},
    "contact": lambda d: {"outcome": d.one(["missed", "attended", "late"])},
    "warning": lambda d: {"order": d.order()},
    "engagement-panel-held": lambda d: {"order": d.order()},
    "breach-decided": lambda d: {
        "decision": d.one(["breach", "breach", "no-breach"]),
        "urgent": d.one([None, "further-offence"]),
        "order": d.one([None, d.order()]),
    },
    "put-to-manager": lambda d: {
        "what": d.one(["breach", "break"]),
        "order": d.order(),
        "paper": "p1",
    },
    "suspension-refused": lambda d: {"order": d.order()},
    "suspension-approved": lambda d: {
        "order": d.order(),
        "reason": d.one(["holiday", "illness", None]),
        **d.one([{}, {"how": "stop"}, {"how": "reduce", "a_month": d.one([0, 1, 4.5])}]),
        **d.period(),
    },
    "early-revocation-considered": lambda d: {
        "order": d.order(),
        "decision": d.one(["apply", "apply", "not-yet", "not-yet"]),
        "look_again_on": d.maybe(d.day),
        "paper": d.one([None, "p1"]),
    },
    "early-revocation-refused": lambda d: {"order": d.order()},
    "police-contact": lambda d: {},
    "incident": lambda d: {},
    "multi-agency-meeting": lambda d: {},
    "judgement": lambda d: {
        "serious_harm": d.one([*LEVELS, None]),
        "safety_and_wellbeing": d.one([*LEVELS, None]),
    },
    "risk-panel-held": lambda d: {},
    "sexual-offence-registered": lambda d: {"until": d.one([None, "2027-12-31"])},
    "mappa-criteria-met": lambda d: {"category": d.one([1, 2, 3, 3])},
    "mappa-referred": lambda d: {"category": d.one([1, 2, 3])},
    "address-changed": lambda d: {},
    "travel-planned": lambda d: {"abroad": d.chance(2), "leaves_on": d.day()},
    "child-inducted": lambda d: {"order": d.order(), **d.said_again()},
    "order-explained-again": lambda d: {"orders": d.orders(), **d.said_again()},
    "assessment-completed": lambda d: {"orders": d.orders()},
    "exit-plan-agreed": lambda d: {"order": d.order()},
    "victim-contact-scheme-notified": lambda d: {"order": d.order(), "victim": d.victim()},
    "victim-invitation-decided": lambda d: {"victim": d.victim()},
    "harmed-counted-again": lambda d: {
        "offence": f"{d.order()}:{d.one([1, 1, 2])}",
        "harmed": d.one([0, 1, 2, 4]),
    },
    "name-gone": lambda d: {"files": d.one([0, 1, 3])},
    "pathway-plan-reviewed": lambda d: {},
    "order-ended": lambda d: {"order": d.order()},
    "order-amended": lambda d: {
        "order": d.order(),
        "custodial_months": d.maybe(lambda: d.one([4, 12, 18])),
        **d.one([{}, {"ends_on": d.day()}, {"starts_on": d.day()}]),
    },
    "decision-day-set": lambda d: {
        "order": d.order(),
        "decides": d.one(["panel", "court", "out-of-court"]),
        "decides_on": "2030-01-01",
    },
    "victim-readiness-told": lambda d: {"victim": d.victim(), "ready": d.one(READY)},
    "victim-consent-told": lambda d: {"victim": d.victim(), "given": d.chance(2)},
    "restorative-considered": lambda d: {"paper": "p1", "appropriate": d.one(READY)},
    "child-readiness-judged": lambda d: {
        "victim": d.victim(),
        "ready": d.one(READY),
        "talk_again_on": d.one([None, "2030-01-01"]),
    },
    "work-made": lambda d: {"victim": d.victim(), "made": d.one(["poem", "other"])},
    "mind-changed": lambda d: {"victim": d.victim(), "themselves": d.one([False, True])},
    "restorative-activity-planned": lambda d: {
        "form": d.one(["letter", "community"]),
        "victim": d.one([None, d.victim()]),
        "hours": d.one([None, 12]),
    },
    # What is only kept.
    "stood-beside": lambda d: {"offence": f"{d.order()}:1", "beside": "Zubair Chaudhry"},
    "child-registered": lambda d: {},
    "record-changed": lambda d: {"what": d.one(["identity", "addresses", "alerts"])},
    "handover": lambda d: {"to_worker": "w2"},
    "self-assessment-given": lambda d: {"whose": "child", "form": "feedback", "to_say": ["q1"]},
    "child-heard": lambda d: {},
    "agreement-given": lambda d: {"orders": d.orders()},
    "safety-plan-made": lambda d: {
        "keeps": d.one(["child", "others", "both"]),
        **d.one([{}, d.until()]),
    },
    "closing-countersigned": lambda d: {"by": "a manager"},
    "co-worker-added": lambda d: {"worker": "w2"},
    "co-worker-removed": lambda d: {"worker": "w2"},
    "day-to-day-work-moved": lambda d: {"host": "another service"},
    "something-new": lambda d: {"order": "nobody knows", "colour": ["green"]},
}
TO_APPLY = {"order": "o0", "decision": "apply"}
NOT_NOW = {"order": "o0", "decision": "not-now", "look_again_on": "2026-03-01"}
# Kinds that answer an event: the field that names it, its kind, and other facts, or what draws
# them.
ANSWER = [
    ("plan-countersigned", "plan", "plan-agreed", {}),
    ("plan-returned", "plan", "plan-agreed", {"plan_version": 1}),
    ("visits-authorised", "assessment", "visit-assessed", {"until": "2027-12-31"}),
    ("visits-not-authorised", "assessment", "visit-assessed", {}),
    ("child-heard", "about", "self-assessment-given", {}),
    ("plan-returned", "plan", "plan-amended", {"plan_version": 2}),
    ("plan-given", "plan", "plan-agreed", {}),
    ("plan-given", "plan", "plan-amended", {}),
    ("review-not-needed", "of", "significant-change", {}),
    ("review-not-needed", "of", "placement-made", {}),
    ("absence-followed-up", "contact", "contact", {}),
    ("absence-followed-up", "contact", "contact", {"acceptable": False}),
    ("independent-breach-review", "breach", "breach-decided", {}),
    ("sent-back", "put", "put-to-manager", {}),
    ("breach-decided", "put", "put-to-manager", {"decision": "no-breach"}),
    ("suspension-refused", "put", "put-to-manager", {"order": "o0"}),
    ("put-to-manager", "after", "breach-decided", {"what": "breach", "order": "o0", "paper": "p2"}),
    ("court-application", "for", "suspension-approved", {"purpose": "vary"}),
    ("court-application", "for", "suspension-approved", {"purpose": "revoke"}),
    ("court-application", "for", "early-revocation-considered", {"purpose": "revoke"}),
    ("progress-panel-decided", "considered", "early-revocation-considered", TO_APPLY),
    ("progress-panel-decided", "considered", "early-revocation-considered", NOT_NOW),
    ("court-application", "for", "early-revocation-considered", {"purpose": "other"}),
    ("panel-varied", "for", "suspension-approved", {}),
    ("travel-details-recorded", "for", "suspension-approved", {}),
    ("break-ended-sooner", "suspension", "suspension-approved", lambda d: {"last_on": d.day()}),
    ("resettlement-plan-started", "custody", "custody-entered", {}),
    ("custody-visit", "custody", "custody-entered", {}),
    ("custody-visit", "custody", "custody-entered", {}),
    ("custody-visit", "custody", "custody-entered", {}),
    ("custody-visit-requested", "custody", "custody-entered", {}),
    ("custody-left", "custody", "custody-entered", {}),
    ("release-date-set", "custody", "custody-entered", {"release_on": "2026-03-31"}),
    ("release-confirmed", "custody", "custody-entered", {}),
    ("receiving-authority-notified", "placement", "placement-made", {}),
    ("responsible-authority-informed", "contact", "police-contact", {}),
    ("child-view-recorded", "incident", "incident", {}),
    ("safeguarding-referral", "of", "weapon-found", {}),
    ("concern-looked-at", "concern", "self-assessment-concern", {}),
    ("meeting-notes-attached", "meeting", "multi-agency-meeting", {}),
    ("direction-done", "direction", "direction-given", {}),
    ("files-looked-at", "gone", "name-gone", {"found": "cut"}),
    ("restorative-risk-assessed", "activity", "restorative-activity-planned", {"safe": "yes"}),
    ("restorative-activity-held", "activity", "restorative-activity-planned", {"hours": 2}),
    ("restorative-outcome", "activity", "restorative-activity-planned", {"heard": ["child"]}),
    ("restorative-outcome", "activity", "restorative-activity-planned", {"heard": ["victim"]}),
    (
        *("victim-prepared-told", "activity", "restorative-activity-planned"),
        lambda d: {"victim": d.victim(), "prepared": d.one(["yes", "not-yet"])},
    ),
    (
        *("victim-heard-told", "activity", "restorative-activity-planned"),
        lambda d: {"victim": d.victim(), "helped": d.one([None, "partly"])},
    ),
    ("work-answered", "work", "work-made", {"answer": "now"}),
    ("work-handed-over", "work", "work-made", {}),
    ("work-given", "work", "work-made", {"how": "glad"}),
    ("police-notified", "of", "sexual-offence-registered", {}),
    ("police-notified", "of", "address-changed", {}),
    ("police-notified", "of", "travel-planned", {}),
]
RARE = ["case-closed", "case-transferred", "case-reopened", "brought-forward", "child-died"]


class Draw:
    def __init__(self, chance):
        self.random = chance
        self.known_orders = []
        self.days = []
        # A file dwells on a few kinds, so that what belongs together meets often.
        self.kinds = [self.one(list(RAISE)) for _ in range(self.random.randint(2, 9))]

    def one(self, choices):
        return choices[self.random.randint(0, len(choices) - 1)]

    def chance(self, one_in):
        return self.random.randint(1, one_in) == 1

    def maybe(self, draw):
        return draw() if self.chance(2) else None

    def day(self):
        """Mostly at a telling distance from a day that was drawn before."""
        if self.days and not self.chance(5):
            day = date.fromisoformat(self.one(self.days)) + timedelta(days=self.one(GAPS))
        else:
            day = BEGIN + timedelta(days=self.random.randint(0, 730))
        self.days.append(min(day, date(2027, 12, 31)).isoformat())
        return self.days[-1]

    def period(self):
        begins, ends = sorted([self.day(), self.day()])
        return {"from": begins, "to": ends}

    def until(self, name="until"):
        """What holds from its own day on."""
        begins, ends = sorted([self.day(), self.day()])
        return {"on": begins, name: ends}

    def order(self):
        return self.one(self.known_orders)

    def orders(self):
        return [self.order() for _ in range(self.random.randint(0, 2))]

    def said_again(self):
        """When it is explained again, and in one sitting with what else."""
        return self.one([{}, {"explain_again_on": self.day(), "paper": self.one(["p1", None])}])

    def victim(self):
        return f"v{self.random.randint(1, 3)}"


def case_file(chance):
    """One valid case file."""
    draw = Draw(chance)
    orders = [_order(draw, place) for place in range(draw.one([1, 1, 2, 4]))]
    draw.known_orders = [order["id"] for order in orders]
    events = []
    for place in range(draw.random.randint(0, 36)):
        events.append(_event(draw, f"e{place}", events))
    if draw.chance(6):
        orders[0]["kind"] = "youth-rehabilitation-order"
        events += _failing(draw)
    return {"casefile": 1, "child": _child(draw), "orders": orders, "events": events}


def _failing(draw):
    """Two warnings and a failure after them: by chance they belong together seldom."""
    first, second, third = sorted([draw.day(), draw.day(), draw.day()])
    of = {"order": "o0"}
    heard = {"contact": "f3", "acceptable": draw.one([False, False, True, None])}
    found = [
        {"id": "f1", "kind": "warning", "on": first, **of},
        {"id": "f2", "kind": "warning", "on": second, **of, "contact": draw.one([None, "f3"])},
        {"id": "f3", "kind": "contact", "on": third, "outcome": "missed"},
        {"id": "f4", "kind": "absence-followed-up", "on": draw.one([third, draw.day()]), **heard},
    ]
    judged = {"kind": "judged-for-court", **of, "decision": "court"}
    if draw.chance(2):
        found.append({"id": "f5", "on": draw.day(), **judged, "contact": draw.one([None, "f3"])})
    return found


def _child(draw):
    spells = []
    for _ in range(draw.random.randint(0, 2)):
        spell = {"from": draw.one(["2020-01-01", draw.day()]), "to": None}
        spells.append({**spell, "basis": draw.one(["care-order", "section-20", "remand"])})
    child = {"id": "c", "date_of_birth": "2009-02-28", "sex": "male", "shoe_size": 42}
    leaver = draw.one([None, "2025-01-01", draw.day()])
    return {**child, "looked_after": spells, "care_leaver_from": leaver}


def _order(draw, place):
    made, starts, ends = sorted([draw.day(), draw.day(), draw.day()])
    order = {"id": f"o{place}", "kind": draw.one(get_args(OrderKind)), "made_on": made}
    if draw.chance(2):
        order["kind"] = draw.one(["referral-order", "youth-rehabilitation-order"])
    offence = {"violent": draw.chance(2), "victims": [draw.victim() for _ in range(2)]}
    return {
        **order,
        "starts_on": draw.one([None, starts]),
        "ends_on": draw.one([None, ends, ends, ends]),
        "intervention": not draw.chance(6),
        "custodial_months": draw.one([None, None, 6, 12]),
        "mental_health_detention": draw.chance(12),
        "offences": draw.one([[], [offence], [offence, {"sexual": True}]]),
    }


def _event(draw, name, earlier):
    event = {"id": name, "on": draw.day(), **_facts(draw, earlier)}
    if draw.chance(4):
        event["recorded_on"] = draw.day()
    if earlier and draw.chance(7):
        event["corrects"] = draw.one(earlier)["id"]
        if draw.chance(5):
            return {name: event[name] for name in ("id", "on", "corrects")} | {"kind": "withdrawn"}
    return event


def _facts(draw, earlier):
    if draw.chance(25):
        return {"kind": draw.one(RARE)}
    kinds = {event["kind"] for event in earlier}
    answers = [answer for answer in ANSWER if answer[2] in kinds]
    if answers and draw.chance(2):
        kind, field, asks, facts = draw.one(answers)
        asked = [event["id"] for event in earlier if event["kind"] == asks]
        asked += [each["id"] for each in earlier if each.get("corrects") in asked]
        more = facts(draw) if callable(facts) else facts
        return {"kind": kind, field: draw.one(asked), **more}
    kind = draw.one(draw.kinds)
    return {"kind": kind, **RAISE[kind](draw)}


def telling_days(document):
    """The days that a file names and the days after: where something may turn."""
    named = {event["on"] for event in document["events"]}
    named |= {order["made_on"] for order in document["orders"]}
    days = {date.fromisoformat(day) for day in named}
    return sorted(days | {day + timedelta(days=gap) for day in days for gap in GAPS})


case_files = st.randoms(use_true_random=False).map(case_file)
days = st.dates(BEGIN, date(2027, 12, 31))
