"""The contract of the case file once more, straight from its words and without regard for speed.

It shares no code with the rules, not even the calendar: raw JSON in, rows out. Where the two
disagree on a generated case file, one of them is wrong.
"""

import datetime as dt

from tests.unit.rules.naive_case import DAY, D, months, workdays
from tests.unit.rules.naive_deciding import NaiveDeciding
from tests.unit.rules.naive_risks import NaiveRisks

TALKED = {"meeting", "conference", "panel", "shuttle", "letter"}
BEFORE = {"bail-supervision", "remand-to-local-authority", "remand-to-youth-detention"}


class Naive(NaiveDeciding, NaiveRisks):
    def all(self):
        for order in self.orders:
            self.any_order(order)
            if order["kind"] == "youth-rehabilitation-order":
                self.failures(order, order["id"])
                self.gone_back(order, order["id"])
            if order["mine"]:
                self.order_with_intervention(order)
        for event in self.events:
            self.event(event, D(event["on"]), event["id"])
        self.risk_panels()
        self.visits_at_home()
        far = dt.date.max
        return sorted(self.rows, key=lambda row: (row[3] is None, row[3] or far, row[2], row[0]))

    def victims(self, order):
        found = set()
        for place, offence in enumerate(order.get("offences", []), 1):
            found |= self.harmed_by(offence, f"{order['id']}:{offence.get('id', place)}")
        return found

    def harmed_by(self, offence, name):
        """Beyond the contract: who was counted at first, or as many as were counted last."""
        had = list(dict.fromkeys(offence.get("victims", [])))
        kind = "harmed-counted-again"
        counts = [e["harmed"] for e in self.events if e["kind"] == kind and e["offence"] == name]
        if not counts:
            return set(had)
        told = {event["victim"] for event in self.events if event.get("victim")}
        one_after_the_other = [v for v in had if v in told] + [v for v in had if v not in told]
        called = name.replace(":", "-")
        more = [f"{called}-{n}" for n in range(len(had) + 1, len(had) + counts[-1] + 1)]
        return set([*one_after_the_other, *more][: counts[-1]])

    def bad(self, order):
        return any(o.get("violent") or o.get("sexual") for o in order.get("offences", []))

    def grave(self, order):
        long = order.get("custodial_months", 0) >= 12
        return (self.bad(order) and long) or order.get("mental_health_detention", False)

    def any_order(self, order):
        made, name = order["made"], order["id"]
        over = order["end"] or (None if order.get("intervention", True) else made)
        reached = months(over, 12) if over else None
        for victim in self.victims(order):
            ids = [name, victim]
            if self.grave(order):
                told = self.of("victim-contact-scheme-notified", since=made, order=name)
                told = [event for event in told if event["victim"] == victim]
                due = workdays(made, 1)
                on = self.on(told)
                self.add("notify-victim-contact-scheme", ids, made, made, due, on, reached)
            asked = [e for e in self.of("victim-invitation-decided") if e["victim"] == victim]
            self.add("decide-victim-invitation", ids, made, made, None, self.on(asked), reached)
        if self.bad(order) and self.grave(order):
            done = self.on([e for e in self.of("mappa-referred", since=made) if e["category"] == 2])
            self.add("refer-to-mappa", [2, name], made, made, None, done, None)
        warned, opened, panels = 0, None, []
        for event in self.of("warning", "engagement-panel-held", since=made, order=name):
            if event["kind"] == "warning":
                warned += 1
                if warned >= 2 and opened is None:
                    opened = D(event["on"])
            elif opened is not None:
                panels.append((opened, D(event["on"])))
                opened = None
        if opened is not None:
            panels.append((opened, None))
        for n, (opens, done) in enumerate(panels, 1):
            self.add("hold-engagement-panel", [name, n], made, opens, None, done, order["end"])

    def failures(self, order, name):
        for missed in self.of("contact", since=order["starts"]):
            on = D(missed["on"])
            heard = self.of("absence-followed-up", contact=missed["id"])
            counted = [
                warning
                for warning in self.of("warning", order=name)
                if D(warning["on"]) <= on < months(D(warning["on"]), 12)
                and warning.get("contact") != missed["id"]
            ]
            refused = heard and heard[-1].get("acceptable") is False
            if missed["outcome"] != "missed" or not refused or len(counted) < 2:
                continue
            judged = [
                event
                for event in self.of("judged-for-court", since=on, order=name)
                if event.get("contact") in (None, missed["id"])
            ]
            opens = max(on, D(heard[-1]["on"]))
            ids, end = [name, missed["id"]], order["end"]
            self.add("judge-for-court", ids, on, opens, None, self.on(judged), end)

    def gone_back(self, order, name):
        for judged in self.of("judged-for-court", order=name):
            if judged["decision"] == "court":
                on = D(judged["on"])
                put = self.of("put-to-manager", since=on, order=name)
                done = [
                    *(each for each in put if each["what"] == "breach"),
                    *self.of("breach-decided", since=on, order=name),
                ]
                day = min((D(each["on"]) for each in done), default=None)
                ids, end = [judged["id"]], order["end"]
                self.add("put-forward-for-court", ids, on, on, None, day, end)

    def order_with_intervention(self, order):
        made, name, end, starts = order["made"], order["id"], order["end"], order["starts"]
        standing = [
            event
            for event in self.of(
                "worker-allocated",
                "worker-unallocated",
                "case-closed",
                "case-transferred",
                "case-received",
            )
            if D(event["on"]) < made
        ]
        if standing and standing[-1]["kind"] == "worker-allocated":
            done = made
        else:
            done = self.on(self.of("worker-allocated", since=made))
        self.add("allocate-worker", [name], made, made, workdays(made, 2), done, end)
        done = self.on(self.of("child-inducted", since=made, order=name))
        self.add("induct-child", [name], made, starts, None, done, end)
        done = self.on(self.of("assessment-completed", since=made, orders=name))
        self.add("complete-assessment", [name], made, made, None, done, end)
        plans = self.of("plan-agreed", since=made, orders=name)
        self.add("agree-plan", [name], made, made, None, self.on(plans), end)
        self.reviews(order, plans)
        if order["ends"] and order["kind"] in ("referral-order", "youth-rehabilitation-order"):
            self.revocations(order)
        if order["ends"] and order["kind"] not in BEFORE:
            self.exit_plan(order)

    def reviews(self, order, plans):
        done = self.of("plan-reviewed", since=order["starts"], orders=order["id"])
        anchors = [order["starts"]] + [D(review["on"]) for review in done]
        agreed = [D(plans[0].get("next_review_on")) if plans else None]
        agreed += [D(review.get("next_review_on")) for review in done]
        days = [D(review["on"]) for review in done]
        for n, (anchor, wish) in enumerate(zip(anchors, agreed, strict=True), 1):
            due = months(anchor, 3)
            if wish and wish < due:
                due = max(wish, anchor)
            held = days[n - 1] if n <= len(days) else None
            if held is None and order["end"] and due > order["end"]:
                continue
            self.add(
                "review-plan", [order["id"], n], order["made"], anchor, due, held, order["end"]
            )

    def exit_plan(self, order):
        made, name = order["made"], order["id"]
        opens = max(order["ends"] - 56 * DAY, order["half"])
        due = max(order["ends"] - 28 * DAY, order["half"])
        for event in self.of("early-revocation-considered", since=made, order=name):
            if event["decision"] == "apply":
                opens, due = min(opens, D(event["on"])), min(due, D(event["on"]) + 28 * DAY)
                break
        done = self.on(self.of("exit-plan-agreed", since=made, order=name))
        self.add("agree-exit-plan", [name], made, opens, due, done, order["end"])

    def latest_end(self, event):
        ends = []
        for name in event.get("orders", []):
            known = [order for order in self.orders if order["id"] == name]
            ends.append(known[0]["end"] if known else None)
        return max(ends) if ends and None not in ends else None

    def event(self, event, on, name):
        one = {
            "worker-unallocated": self.unallocated,
            "case-received": self.unallocated,
            "plan-agreed": self.plan,
            "plan-amended": self.plan,
            "plan-returned": self.returned,
            "contact": self.contact,
            "breach-decided": self.breach,
            "put-to-manager": self.put,
            "suspension-approved": self.suspension,
            "early-revocation-considered": self.application,
            "safety-plan-made": self.safety_plan,
            "custody-entered": self.custody,
            "custody-visit-requested": self.visit_request,
            "placement-made": self.placement,
            "sexual-offence-registered": self.registered,
            "mappa-criteria-met": self.criteria,
            "address-changed": self.address,
            "travel-planned": self.travel,
            "self-assessment-concern": self.concern,
            "self-assessment-given": self.to_say_aloud,
            "child-inducted": self.explained,
            "order-explained-again": self.explained,
        }.get(event["kind"])
        if one:
            one(event, on, name)
        self.simple(event, on, name)
        if event["kind"] in (
            *("significant-change", "placement-made", "custody-entered", "custody-left"),
            *("weapon-found", "new-charge"),
        ):
            days = [self.on(self.of("plan-reviewed", since=on))]
            days.append(self.on(self.of("review-not-needed", since=on, of=name)))
            done = min((day for day in days if day), default=None)
            self.add("review-after-change", [name], on, on, None, done, None)

    def simple(self, event, on, name):
        """Duties that one kind of event raises and another, naming it, does."""
        for kind, duty, does, field, due in (
            ("incident", "hear-child-after-incident", "child-view-recorded", "incident", None),
            ("weapon-found", "refer-weapon-concern", "safeguarding-referral", "of", 1),
            (
                *("multi-agency-meeting", "attach-meeting-notes"),
                *("meeting-notes-attached", "meeting", None),
            ),
        ):
            if event["kind"] == kind:
                done = self.on(self.of(does, since=on, **{field: name}))
                due = None if due is None else workdays(on, due) if due else on
                self.add(duty, [name], on, on, due, done, None)
        if event["kind"] == "direction-given":
            done = self.on(self.of("direction-done", since=on, direction=name))
            self.add("follow-direction", [name], on, on, D(event["due_on"]), done, None)
        if event["kind"] == "name-gone" and event["files"]:
            done = self.on(self.of("files-looked-at", since=on, gone=name))
            self.add("look-at-files", [name], on, on, None, done, None)
        if event["kind"] == "contact-level-set" and event.get("review_on"):
            self.again("review-contact-level", event, name, "review_on", "contact-level-set")
        if event["kind"] == "child-readiness-judged" and event.get("talk_again_on"):
            told = ("child-readiness-judged", "mind-changed")
            self.again("talk-over-again", event, name, "talk_again_on", *told, by="victim")
        if event["kind"] == "mind-changed" and event.get("themselves"):
            done = self.on(self.of("child-heard", since=on, about=name))
            self.add("talk-about-stop", [name], on, on, None, done, None)
        if event["kind"] == "restorative-activity-planned" and event.get("victim"):
            self.what_came(event, on, name)
        if event["kind"] == "police-contact" and self.spell(on):
            done = self.on(self.of("responsible-authority-informed", since=on, contact=name))
            self.add("inform-responsible-authority", [name], on, on, None, done, None)

    def what_came(self, plan, on, name):
        """Both are asked what came of what was done with somebody harmed."""
        held = self.of("restorative-activity-held", activity=name)
        made = {each["id"] for each in self.of("work-made", activity=name)}
        handed = [e for e in self.of("work-handed-over") if self.first(e["work"]) in made]
        done = sorted(D(each["on"]) for each in [*held, *handed])
        if plan.get("hours"):
            is_done = sum(each.get("hours") or 0 for each in held) >= plan["hours"]
        else:
            in_hours = plan.get("order") and plan["form"] not in TALKED
            is_done = done and not in_hours and not self.of("mind-changed", activity=name)
        if is_done:
            told = self.of("restorative-outcome", activity=name)
            heard = {side for each in told for side in each.get("heard", ())}
            given = [e for e in self.of("work-given") if self.first(e["work"]) in made]
            there = [*self.of("victim-heard-told", activity=name), *given]
            heard |= {"victim" for each in there if each}
            told = [*told, *there]
            last = max([done[-1], *(D(each["on"]) for each in told)])
            ended = last if heard == {"child", "victim"} else None
            self.add("hear-what-came", [name], done[-1], done[-1], None, ended, self.last_end())

    def last_end(self):
        ends = [order["end"] for order in self.orders if order["mine"]]
        return None if None in ends else max(ends, default=None)

    def again(self, duty, event, name, day, *kinds, by=None):
        """What has a day to be looked at again is, whenever it is said anew."""
        told = self.of(*kinds)
        after = told[[each["id"] for each in told].index(event["id"]) + 1 :]
        after = [each for each in after if not by or each.get(by) == event.get(by)]
        on, due = D(event["on"]), D(event[day])
        self.add(duty, [name], on, on, due, self.on(after), self.last_end())

    def concern(self, event, on, name):
        """What was told in one sitting is one duty, until somebody looks at it."""
        sitting, waits, answered = event.get("sitting"), [], None
        alone = event.get("only_for")
        for each in self.of("self-assessment-concern", "concern-looked-at"):
            is_told = each["kind"] == "self-assessment-concern"
            if is_told and (each is event or (sitting and each.get("sitting") == sitting)):
                if each.get("only_for") != alone:
                    continue
                waits.append(each["id"])
            elif not is_told and {
                self.first(told) for told in (each["concern"], *each.get("also", ()))
            } & set(waits):
                if name in waits:
                    answered = D(each["on"])
                    break
                waits = []
        if name == waits[0]:
            self.add("look-at-concern", [name], on, on, on, answered, None)

    def to_say_aloud(self, event, on, name):
        if event.get("to_say") and event.get("whose", "child") == "child":
            done = self.on(self.of("child-heard", since=on, about=name))
            self.add("talk-about-sheet", [name], on, on, None, done, None)

    def explained(self, event, on, name):
        """Beyond the contract: one paper is one sitting, and the next sitting does it."""
        told = self.of("child-inducted", "order-explained-again")
        sittings = []
        for each in told:
            same = [s for s in sittings if "paper" in each and s[0].get("paper") == each["paper"]]
            same[0].append(each) if same else sittings.append([each])
        firsts = [sitting[0] for sitting in sittings]
        if event not in firsts or "explain_again_on" not in event:
            return
        place = firsts.index(event)
        done = D(firsts[place + 1]["on"]) if firsts[place + 1 :] else None
        about = {name for e in sittings[place] for name in e.get("orders", [e.get("order")])}
        end = self.latest_end({"orders": about})
        self.add("explain-again", [name], on, on, D(event["explain_again_on"]), done, end)

    def unallocated(self, event, on, name):
        done = self.on(self.of("worker-allocated", since=on))
        self.add("reallocate-worker", [name], on, on, workdays(on, 2), done, None)

    def plan(self, event, on, name):
        end = self.latest_end(event)
        if event["kind"] == "plan-agreed":
            done = self.on(self.of("plan-countersigned", since=on, plan=name))
            self.add("countersign-plan", [name], on, on, None, done, end)
        done = self.on(self.of("plan-given", since=on, plan=name))
        if done or self.stands(event, name):
            self.add("give-plan", [name], on, on, None, done, end)

    def stands(self, event, name):
        number = event.get("plan_version") or 0
        versions = list(self.of("plan-agreed", "plan-amended"))
        later = [e["id"] for e in versions if 0 < number < (e.get("plan_version") or 0)]
        returned = [self.first(e["plan"]) for e in self.of("plan-returned")]
        return name not in returned and all(each in returned for each in later)

    def returned(self, event, on, name):
        agreed = self.of("plan-agreed", "plan-amended")
        later = [e for e in agreed if e.get("plan_version", 0) > event["plan_version"]]
        plans = [e for e in self.events if e["id"] == self.first(event["plan"])]
        end = self.latest_end(plans[0]) if plans else None
        self.add("mend-plan", [name], on, on, on, self.on(later), end)

    def contact(self, event, on, name):
        if event["outcome"] == "missed":
            done = self.on(self.of("absence-followed-up", since=on, contact=name))
            self.add("follow-up-missed-contact", [name], on, on, None, done, None)

    def safety_plan(self, event, on, name):
        if "until" not in event:
            return
        everybody = {"child": "c", "others": "o", "both": "co"}
        unsafe, done = everybody[event["keeps"]], None
        returned = {self.first(each["plan"]) for each in self.of("plan-returned")}
        for each in self.events[self.events.index(event) + 1 :]:
            if each["kind"] in ("plan-agreed", "plan-amended", "plan-reviewed"):
                unsafe = unsafe if each["id"] in returned else ""
            elif each["kind"] == "safety-plan-made":
                unsafe = "".join(one for one in unsafe if one not in everybody[each["keeps"]])
            if not unsafe:
                done = D(each["on"])
                break
        self.add("look-at-safety-plan", [name], on, on, D(event["until"]), done, None)


def naive(document, day):
    return Naive(document, day).all()
