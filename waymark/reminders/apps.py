from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "waymark.reminders"

    def ready(self) -> None:
        from waymark.chronology import casefile
        from waymark.diary import acts, said_beside
        from waymark.jobs import periodic, queue
        from waymark.reminders import planning, queries, sending, watching
        from waymark.reminders.casefile import RemindersPart

        casefile.register(RemindersPart())
        acts.follow_with(planning.plan)
        said_beside.register(queries.beside)
        queue.task(planning.SEND, sending.send)
        periodic.every(1, "watch-reminders", watching.watch)
        periodic.every(5, "ask-what-came-of-reminders", watching.ask_what_came)
