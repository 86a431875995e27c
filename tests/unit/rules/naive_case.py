"""What is known on a day, how time is reckoned, and what a duty is called, from the contract's
words alone: the ground that `naive.py` stands on."""

import datetime as dt

from govuk_bank_holidays.bank_holidays import BankHolidays

BESIDE = {
    *("criminal-behaviour-order", "sexual-harm-prevention-order"),
    *("parenting-order", "other-order"),
}
HOLIDAYS = {
    dt.date.fromisoformat(each["date"])
    for each in BankHolidays.load_backup_data()["england-and-wales"]["events"]
}
DAY = dt.timedelta(days=1)


def D(text):  # noqa: N802
    return dt.date.fromisoformat(text) if text else None


def workdays(day, count):
    while count:
        day += DAY
        if day.isoweekday() <= 5 and day not in HOLIDAYS:
            count -= 1
    return day


def months(day, count):
    year, month = day.year, day.month
    for _ in range(abs(count)):
        month += 1 if count > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    number = day.day
    while True:
        try:
            return dt.date(year, month, number)
        except ValueError:
            number -= 1


def without_nulls(thing):
    if isinstance(thing, dict):
        return {name: without_nulls(value) for name, value in thing.items() if value is not None}
    if isinstance(thing, list):
        return [without_nulls(value) for value in thing if value is not None]
    return thing


class NaiveCase:
    def __init__(self, document, day):
        document = without_nulls(document)
        self.day, self.child, self.rows = day, document["child"], []
        every = document.get("events", [])
        self.original = {event["id"]: event for event in every}
        known = [e for e in every if D(e["on"]) <= day and self.recorded(e) <= day]
        self.events = []
        for event in every:
            if "corrects" in event:
                continue
            mine = [c for c in known if "corrects" in c and self.first(c["id"]) == event["id"]]
            if mine:
                latest = max(self.recorded(c) for c in mine)
                stands = [c for c in mine if self.recorded(c) == latest][-1]
                if stands["kind"] != "withdrawn":
                    self.events.append({**stands, "id": event["id"]})
            elif event in known:
                self.events.append(event)
        self.events = sorted(self.events, key=lambda e: e["on"])
        self.orders = [self.order(o) for o in document.get("orders", []) if D(o["made_on"]) <= day]

    def recorded(self, event):
        return D(event.get("recorded_on", event["on"]))

    def first(self, name):
        """The first event of the chain that a name belongs to."""
        while "corrects" in self.original.get(name, {}):
            name = self.original[name]["corrects"]
        return name

    def order(self, order):
        order = dict(order)
        for event in self.of("order-amended", order=order["id"]):
            for name in ("starts_on", "ends_on", "custodial_months"):
                if name in event:
                    order[name] = event[name]
        order["made"] = D(order["made_on"])
        order["starts"] = D(order.get("starts_on", order["made_on"]))
        order["ends"] = D(order.get("ends_on"))
        order["mine"] = order.get("intervention", True) and order["kind"] not in BESIDE
        ended = self.of("order-ended", since=order["made"], order=order["id"])
        order["end"] = D(ended[0]["on"]) if ended else order["ends"]
        if order["ends"]:
            order["half"] = order["starts"] + DAY * ((order["ends"] - order["starts"]).days // 2)
        return order

    def of(self, *kinds, since=None, **belongs):
        """Events of some kinds, since a day, that belong as told, in order."""
        found = []
        for event in self.events:
            if event["kind"] not in kinds or (since and D(event["on"]) < since):
                continue
            for name, wanted in belongs.items():
                names = event.get(name, [])
                names = names if isinstance(names, list) else [names]
                if wanted not in [self.first(each) for each in names]:
                    break
            else:
                found.append(event)
        return found

    def on(self, events):
        return D(events[0]["on"]) if events else None

    def spell(self, day):
        holds = [
            s
            for s in self.child.get("looked_after", [])
            if "from" in s and D(s["from"]) <= day and ("to" not in s or day <= D(s["to"]))
        ]
        for spell in holds:
            if spell.get("basis") == "care-order":
                return spell
        return holds[0] if holds else None

    def add(self, duty, ids, raised, opens, due, done, own):
        """One duty, with its closing day and status; dropped means not listed."""
        if due and due < opens:
            due = opens
        moves = self.of("case-closed", "case-transferred", "case-received", "case-reopened")
        case, transferred = None, False
        if moves and moves[-1]["kind"] in ("case-closed", "case-transferred"):
            transferred = moves[-1]["kind"] == "case-transferred"
            case = D(moves[-1]["on"])
            if case < raised:
                case = None
        closing = min((d for d in (own, case) if d), default=None)
        handed_over = transferred and case == closing
        status = self.status(opens, due, done, closing, handed_over)
        if status != "dropped":
            key = ":".join([duty, *(str(each) for each in ids)])
            self.rows.append((key, duty, opens, due, done, status))

    def status(self, opens, due, done, closing, handed_over):
        """The five steps."""
        if done:
            return "done" if not due or done <= due else "done-late"
        if self.of("child-died"):
            return "dropped"
        for event in self.of("brought-forward")[-1:]:
            if D(event["on"]) > opens and (not due or due < D(event["on"])):
                return "dropped"
        if closing and closing < self.day:
            if opens > closing or (due and due > closing):
                return "dropped"
            return "handed-over" if handed_over else "missed"
        if self.day < opens:
            return "upcoming"
        if due and self.day >= due:
            return "overdue" if self.day > due else "due-today"
        return "open"
