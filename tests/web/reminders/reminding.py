"""A child with a phone who is booked and reminded, without a page."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from tests.children import make_child
from waymark.accounts import asking
from waymark.audit import recording
from waymark.children.models import Child, Episode
from waymark.chronology import acts as chronology
from waymark.diary import acts
from waymark.diary.acts import Asked
from waymark.diary.models import Appointment
from waymark.reminders import planning, sending, watching, whom
from waymark.reminders.models import Reminder, Wish
from waymark.rules.free import Period

# In winter, when the clock in London shows what UTC does.
THURSDAY = datetime(2030, 1, 10, 12, tzinfo=UTC)
TUESDAY_AT_FOUR = datetime(2030, 1, 15, 16, tzinfo=UTC)
MONDAY_AT_FIVE = datetime(2030, 1, 14, 17, tzinfo=UTC)
HOUR = timedelta(hours=1)
PHONE = {"number": "07700 900123"}


class Kai:
    """What is done with Kai, by Jo, at a moment."""

    def __init__(self, jo, **parts):
        self.jo = jo
        told = {"given_name": "Kai", "family_name": "Penhaligon", "phones": [PHONE]}
        self.pk = make_child(
            jo.service, worker=jo, child={**told, **parts.pop("child", {})}, **parts
        )

    @contextmanager
    def asked(self, at=THURSDAY):
        with recording.command("t", service_id=self.jo.service_id, user_id=self.jo.pk, at=at):
            asking.as_user(self.jo)
            yield Child.objects.get(pk=self.pk)

    def likes(self, how="text", *, at=THURSDAY, **told):
        with self.asked(at) as child:
            if how == "text":
                (number,) = whom.numbers(child, at.date())
                told = {"to": number.key, "number": number.tells, **told}
            planning.choose(child=child, wish=Wish(how=how, **told), by=self.jo, at=at)

    def is_booked(
        self, begins=TUESDAY_AT_FOUR, *, at=THURSDAY, where="The blue room, High Street", **asked
    ):
        wanted = Asked(**{"method": "office", "workers": [self.jo], "comes": True, **asked})
        times = [Period(begins, begins + HOUR)]
        told = {"document": {"place": where}, "by": self.jo, "at": at}
        with self.asked(at) as child:
            (made,) = acts.book(child=child, asked=wanted, times=times, **told)
        return made

    def comes_with(self, *others, place, begins=TUESDAY_AT_FOUR, at=THURSDAY):
        """Kai and others are booked for one group."""
        wanted = Asked(method="office", workers=[self.jo], place=place, comes=True)
        with self.asked(at):
            children = Child.objects.filter(pk__in=[each.pk for each in (self, *others)])
            parts = [acts.Part(each, {"group": "Boxing"}) for each in children]
            times = [Period(begins, begins + HOUR)]
            return acts.book_group(parts=parts, asked=wanted, times=times, by=self.jo, at=at)

    def is_moved(self, to, *, at=THURSDAY):
        with self.asked(at) as child:
            row = Appointment.objects.select_related("meeting", "child").get(child=child)
            acts.move(appointment=row, to=Period(to, to + HOUR), by=self.jo, at=at)

    def is_called_off(self, *, at=THURSDAY):
        with self.asked(at) as child:
            row = Appointment.objects.select_related("child").get(child=child)
            acts.call_off(appointment=row, whose="child", because="Ill", by=self.jo, at=at)

    def records(self, at, **facts):
        with self.asked(at):
            made = chronology.record(children=[self.pk], facts=facts, by=self.jo, at=at)
        return made[self.pk]

    def phone_is(self, **changed):
        with self.asked():
            row = Episode.objects.get(child=self.pk, kind="phones")
            row.document = {**row.document, **changed}
            row.save()

    def has_an_alert(self, kind, **told):
        with self.asked() as child:
            alerts = Episode.objects.filter(child=child, kind="alerts")
            place = {"child": child, "service": self.jo.service, "position": alerts.count()}
            alerts.create(kind="alerts", **place, document={"kind": kind, **told})

    @property
    def reminders(self):
        with self.asked():
            return list(Reminder.objects.filter(child=self.pk).order_by("pk"))

    @property
    def reminder(self):
        (only,) = self.reminders
        return only

    def worker_comes_to_it(self, at=MONDAY_AT_FIVE):
        """The job of each reminder is done, whether it should be or not."""
        for each in self.reminders:
            sending.deliver(each.pk, self.jo.service_id, lambda: at)

    def watched(self, at):
        watching.watch(at)

    def what_came_is_asked(self, at=MONDAY_AT_FIVE + HOUR):
        watching.ask_what_came(at)
