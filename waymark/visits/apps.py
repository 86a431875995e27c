from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "waymark.visits"

    def ready(self) -> None:
        from waymark.diary import beside
        from waymark.jobs import periodic, queue
        from waymark.visits import sending
        from waymark.visits.alarms import raise_everywhere
        from waymark.visits.beside import told

        beside.tell_with("visits/beside.html", told)
        periodic.every(1, "raise-alarms", raise_everywhere)
        queue.task(sending.SEND, sending.send)
