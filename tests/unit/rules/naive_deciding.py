"""The contract once more, where an order is let rest, goes back or ends early: what was decided,
and what it leads to."""

from datetime import timedelta

from tests.unit.rules.naive_case import D, NaiveCase, months, workdays

COURT = {
    *("referral-order", "youth-rehabilitation-order", "reparation-order"),
    *("detention-and-training-order", "section-250-detention", "hospital-order"),
}


class NaiveDeciding(NaiveCase):
    def revocations(self, order):
        opening, n = order["half"], 1
        duty, made, end = "consider-early-revocation", order["made"], order["end"]
        for event in self.events:
            if D(event["on"]) < made or event.get("order") != order["id"]:
                continue
            on = D(event["on"])
            if event["kind"] == "early-revocation-refused":
                opening = max(day for day in (opening, months(on, 3)) if day)
            elif event["kind"] == "progress-panel-decided" and event["decision"] == "not-now":
                opening = max(day for day in (opening, D(event["look_again_on"])) if day)
            elif event["kind"] == "early-revocation-considered":
                if opening is None or on < opening:
                    continue
                self.add(duty, [order["id"], n], made, opening, None, on, end)
                n += 1
                if event["decision"] == "apply":
                    opening = None
                elif "look_again_on" in event:
                    opening = D(event["look_again_on"])
                else:
                    opening = months(on, 3)
        if opening and opening < end:
            self.add(duty, [order["id"], n], made, opening, None, None, end)

    def breach(self, event, on, name):
        if event["decision"] == "breach":
            done = self.on(self.of("independent-breach-review", breach=name))
            self.add("independent-breach-review", [name], on, on, on, done, None)
            for order in self.orders:
                if event.get("urgent") and order["id"] == event.get("order"):
                    held = self.of("engagement-panel-held", since=on, order=order["id"])
                    wrote = self.of("put-to-manager", since=on, after=name)
                    for duty, does in (("hold-panel-after", held), ("write-up", wrote)):
                        done, due = self.on(does), workdays(on, 5)
                        duty = f"{duty}-urgent-breach"
                        self.add(duty, [name], on, on, due, done, order["end"])

    def put(self, event, on, name):
        """Beyond the contract: what was put to a manager, what answered it, what came later."""
        what, about = event["what"], event["order"]
        decides = {"breach": ("breach-decided",)}.get(
            what, ("suspension-approved", "suspension-refused")
        )
        puts = [e for e in self.of("put-to-manager", order=about) if e["what"] == what]
        later = [D(e["on"]) for e in puts[puts.index(event) + 1 :]]
        before = self.first(event["after"]) if event.get("after") else None
        answers = self.of("sent-back", *decides, put=name)
        answers += [e for e in self.events if e["id"] == before]
        answer = answers[0] if answers else {"id": None, "kind": None}
        for order in self.orders:
            if order["id"] != about:
                continue
            ends = [order["end"], *([] if answers else later[:1])]
            end = min((each for each in ends if each), default=None)
            done = D(answer["on"]) if answers else None
            if before is None or answer["id"] != before:
                self.add(f"decide-{what}", [name], on, on, None, done, end)
            if answer["kind"] == "sent-back":
                back, mended = D(answer["on"]), later[0] if later else None
                ids = [what, answer["id"]]
                self.add("mend-what-was-sent-back", ids, back, back, back, mended, order["end"])

    def suspension(self, event, on, name):
        begins, ends = D(event["from"]), D(event["to"])
        for each in self.of("break-ended-sooner", suspension=name)[-1:]:
            ends = min(ends, D(each["last_on"]))
        if event.get("reason") == "holiday" and ends >= begins:
            done = self.on(self.of("travel-details-recorded", since=on, **{"for": name}))
            self.add("record-travel-details", [name], on, on, begins, done, None)
        for order in self.orders:
            if order["id"] != event["order"] or order["kind"] not in COURT or not order["mine"]:
                continue
            if ends > months(begins, 1):
                asked = self.of("court-application", since=on, **{"for": name})
                days = [D(e["on"]) for e in asked if e["purpose"] == "vary"]
                if order["kind"] == "referral-order":
                    varied = self.of("panel-varied", since=on, **{"for": name})
                    days += [D(e["on"]) for e in varied]
                done = min(days, default=None)
                self.add("apply-to-vary", [name], on, on, begins, done, order["end"])
            elif ends >= begins:
                self.together(event, on, name, order, begins, ends)

    def days_off(self, event):
        """Each day of a break, as long as it lasted."""
        first, last = D(event["from"]), D(event["to"])
        for sooner in self.of("break-ended-sooner", suspension=event["id"]):
            last = min(last, D(sooner["last_on"]))
        return {first + timedelta(days=n) for n in range((last - first).days + 1)}

    def together(self, event, on, name, order, begins, ends):
        """Found by counting days: from this break on each side as far as somebody is off."""
        agreed = self.of("suspension-approved", order=order["id"])
        earlier = agreed[: [each["id"] for each in agreed].index(event["id"])]
        off = self.days_off(event).union(*(self.days_off(each) for each in earlier))
        while begins - timedelta(days=1) in off:
            begins -= timedelta(days=1)
        while ends + timedelta(days=1) in off:
            ends += timedelta(days=1)
        if ends > months(begins, 1):
            asked = self.of("court-application", since=on, **{"for": name})
            days = [D(e["on"]) for e in asked if e["purpose"] == "vary"]
            if order["kind"] == "referral-order":
                days += [D(e["on"]) for e in self.of("panel-varied", since=on, **{"for": name})]
            due = D(event["from"]) if begins < on else begins
            done = min(days, default=None)
            self.add("apply-to-vary-together", [name], on, on, due, done, order["end"])

    def application(self, event, on, name):
        """Found by going back over all that was decided: one that is pending owes no second."""
        for order in self.orders:
            if order["id"] != event["order"] or not order["mine"] or event["decision"] != "apply":
                continue
            mine = self.of("early-revocation-considered", since=order["made"], order=order["id"])
            free = order["made"]
            for place, each in enumerate(mine):
                if each["decision"] != "apply" or free is None or D(each["on"]) < free:
                    continue
                free = self.answered(order, each, mine[place + 1 :])
                if each is event:
                    asked = self.of("court-application", since=on, **{"for": name})
                    days = [D(e["on"]) for e in asked if e["purpose"] == "revoke"]
                    done = min([*days, *([free] if free else [])], default=None)
                    self.add("apply-for-early-revocation", [name], on, on, None, done, order["end"])
                    if order["kind"] == "referral-order" and "paper" in event:
                        panel = self.of("progress-panel-decided", since=on, considered=name)
                        days = [D(e["on"]) for e in panel] + ([free] if free else [])
                        done = min(days, default=None)
                        self.add("hold-progress-panel", [name], on, on, None, done, order["end"])

    def answered(self, order, event, later):
        on, name = D(event["on"]), order["id"]
        days = [e["on"] for e in self.of("early-revocation-refused", since=on, order=name)]
        ended = self.of("order-ended", since=on, order=name)
        days += [e["on"] for e in ended if not order["ends"] or D(e["on"]) < order["ends"]]
        days += [e["on"] for e in later if e["decision"] != "apply"]
        panel = self.of("progress-panel-decided", since=on, considered=event["id"])[:1]
        days += [e["on"] for e in panel if e["decision"] == "not-now"]
        return D(min(days, default=None))
