"""The contract once more, where a child is away or a danger: custody, placements, visits, MAPPA and
risk panels."""

from itertools import pairwise

from tests.unit.rules.naive_case import DAY, D, NaiveCase, months, workdays


class NaiveRisks(NaiveCase):
    def custody(self, event, on, name):
        end = self.on(self.of("custody-left", since=on, custody=name))
        done = self.on(self.of("resettlement-plan-started", since=on, custody=name))
        self.add("start-resettlement-plan", [name], on, on, workdays(on, 1), done, end)
        dates = self.of("release-date-set", since=on, custody=name)
        release = D(dates[-1]["release_on"]) if dates else D(event.get("release_on"))
        basis = (self.spell(on) or {}).get("basis")
        if basis == "care-order" and release:
            done = self.on(self.of("release-confirmed", since=on, custody=name))
            self.add("confirm-release", [name], on, on, release - 10 * DAY, done, end)
        leaver = D(self.child.get("care_leaver_from"))
        if release and leaver and on >= leaver:
            done = self.on(self.of("pathway-plan-reviewed", since=on))
            self.add("review-pathway-plan", [name], on, on, months(release, -1), done, end)
        visits = [D(e["on"]) for e in self.of("custody-visit", since=on, custody=name)]
        if basis == "section-20":
            done = visits[0] if visits else None
            self.add("visit-in-custody", [name, 1], on, on, workdays(on, 10), done, end)
        if basis in ("care-order", "remand"):
            done = visits[0] if visits else None
            self.add("visit-in-custody", [name, 1], on, on, on + 7 * DAY, done, end)
            for n, (last, this) in enumerate(pairwise([*visits, None]), 2):
                due = last + 42 * DAY if last < months(on, 12) else months(last, 3)
                self.add("visit-in-custody", [name, n], on, last, due, this, end)

    def visit_request(self, event, on, name):
        custody = self.first(event["custody"])
        done = self.on(self.of("custody-visit", since=on, custody=custody))
        end = None
        for other in self.events:
            if other["id"] == custody:
                end = self.on(self.of("custody-left", since=D(other["on"]), custody=custody))
        self.add("visit-on-request", [name], on, on, None, done, end)

    def placement(self, event, on, name):
        if event.get("out_of_area"):
            begins = D(event["from"])
            due = workdays(begins, 5) if event.get("emergency") else begins - DAY
            done = self.on(self.of("receiving-authority-notified", placement=name))
            self.add("notify-receiving-authority", [name], on, on, due, done, None)

    def referred(self, category, since):
        return self.on(
            [e for e in self.of("mappa-referred", since=since) if e["category"] == category]
        )

    def registered(self, event, on, name):
        self.add("refer-to-mappa", [1, name], on, on, None, self.referred(1, on), None)
        self.police("notify-police-registration", name, on, on + 2 * DAY)

    def criteria(self, event, on, name):
        if event["category"] == 3:
            self.add("refer-to-mappa", [3, name], on, on, None, self.referred(3, on), None)

    def police(self, duty, name, on, due):
        done = self.on(self.of("police-notified", since=on, of=name))
        self.add(duty, [name], on, on, due, done, None)

    def while_registered(self, day):
        for event in self.of("sexual-offence-registered"):
            if D(event["on"]) <= day and ("until" not in event or day <= D(event["until"])):
                return True
        return False

    def address(self, event, on, name):
        if self.while_registered(on):
            self.police("notify-police-address", name, on, on + 2 * DAY)

    def travel(self, event, on, name):
        if event.get("abroad") and self.while_registered(on):
            self.police("notify-police-travel", name, on, D(event["leaves_on"]) - 7 * DAY)

    def risk_panels(self):
        """Written as a list of duties made, each a dict that later events may change."""
        level = {"serious_harm": "low", "safety_and_wellbeing": "low"}
        made, running = [], False
        for event in self.of("judgement", "risk-panel-held"):
            on = D(event["on"])
            if event["kind"] == "risk-panel-held":
                if running:
                    made[-1]["done"] = on
                    made.append({"anchor": on, "due": months(on, 3), "done": None, "end": None})
                continue
            was = set(level.values())
            level |= {name: event[name] for name in level if name in event}
            now = set(level.values())
            days = 5 if "very-high" in now else 10
            fresh = {"anchor": on, "due": workdays(on, days), "done": None, "end": None}
            if not now & {"high", "very-high"}:
                if running:
                    made[-1]["end"] = on
                running = False
            elif not running:
                made.append(fresh)
                running = True
            elif "very-high" in now and "very-high" not in was:
                made[-1] = fresh
        for n, duty in enumerate(made, 1):
            anchor = duty["anchor"]
            self.add("hold-risk-panel", [n], anchor, anchor, duty["due"], duty["done"], duty["end"])

    def visits_at_home(self):
        """Each assessment lasts until the next; a manager's word to it, or a change, follows."""
        ends = [order["end"] for order in self.orders if order["mine"]]
        end = None if None in ends else max(ends, default=None)
        events = self.events
        places = [n for n, e in enumerate(events) if e["kind"] == "visit-assessed"]
        for place, after in pairwise([*places, None]):
            event, later = events[place], events[after] if after else None
            if event["where"] == "none":
                continue
            on, next_on = D(event["on"]), D(later["on"]) if later else None
            between = events[place + 1 : after]
            words = [
                e
                for e in between
                if e["kind"] in ("visits-authorised", "visits-not-authorised")
                and self.first(e.get("assessment")) == event["id"]
            ]
            happened = ("address-changed", "placement-made", "incident", "weapon-found")
            changes = [
                e
                for e in between
                if e["kind"] in happened
                or (
                    e["kind"] == "record-changed"
                    and e["what"] in ("addresses", "placements", "alerts")
                )
            ]
            over = self.on(changes) or next_on
            own = min((day for day in (over, end) if day), default=None)
            self.add("authorise-visits", [event["id"]], on, on, None, self.on(words), own)
            bad = [e for e in between if e in changes or e["kind"] == "visits-not-authorised"]
            bad = [e for e in bad if e in changes or e in words]
            due = self.on(bad)
            if due is None and words:
                due = D(words[-1]["until"])
            if due:
                self.add("assess-visits", [event["id"]], on, on, due, next_on, end)
